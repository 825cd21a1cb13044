"""Persons held for a deed in the words of long reports, named by surname once their whole name was told."""

from __future__ import annotations

import pytest

from dateline.extract.blame import Ledger
from dateline.extract.wanted import whole_name
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def held(text: str) -> list[tuple[str, str]]:
    annotated = layers(Document(id="x", text=text, language="en"))
    ledger = Ledger(annotated)
    return [
        (tie.ground, tie.value.name)
        for sentence in annotated.sentences
        for tie in ledger.ties(sentence.span)
        if tie.value.kind == "person"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Igor Marlowe, 44, is serving a life sentence for the 1995 assassination of the mayor.", [("convicted", "Igor Marlowe")]),
        ("A warrant was issued on Monday for James K. Marlowe, a drifter.", [("accused", "James K. Marlowe")]),
        ("A warrant was issued for 20-year-old James Marlowe in the shooting.", [("accused", "James Marlowe")]),
        ("Igor Marlowe, 31, of 76 Mill St., was charged on Monday with murder.", [("charged", "Igor Marlowe")]),
        ("Police reported that Igor Marlowe, 31, of Oldmar was arrested at noon.", [("held", "Igor Marlowe")]),
        ("Eighteen-year-old Igor Marlowe who lives on the base, is charged with manslaughter.", [("charged", "Igor Marlowe")]),
        ("Suspects Igor Marlowe, 31, and a cousin were sought.", [("suspected", "Igor Marlowe")]),
        ("Igor Marlowe allegedly shot five people in a mill.", [("accused", "Igor Marlowe")]),
        ("Igor Marlowe, 31, is wanted on charges of homicide in the death of a clerk.", [("charged", "Igor Marlowe")]),
        ("Igor Marlowe, 31, was booked with four counts of attempted murder.", [("charged", "Igor Marlowe")]),
        ("Igor Marlowe, 44, was charged with possession of a weapon by a felon and possession of marijuana.", []),
        ("Police named Igor Marlowe, 31, as a person of interest in the shooting.", [("suspected", "Igor Marlowe")]),
        ("Arrested over the shooting were Igor Marlowe, 31, and a woman.", [("charged", "Igor Marlowe")]),
        ("The man who fired, identified as Igor Marlowe, 29, was found dead in his car.", [("stated", "Igor Marlowe")]),
        ("A driver, believed to be Igor Marlowe, 20, fired several shots.", [("suspected", "Igor Marlowe")]),
        ("Igor Marlowe, 31, turned himself in on Monday and was charged with murder.", [("charged", "Igor Marlowe")]),
        ("A black Dodge Charger pulled up and opened fire on the crowd.", []),
        ("Officials allege the attacks were plotted by Saudi dissident Omar bin Salim.", [("accused", "Omar bin Salim")]),
        ("Omar bin Salim, the exile who is accused of organizing the bombings, fled.", [("charged", "Omar bin Salim")]),
        (
            "James Marlowe lived in Vermont. Canada has charged Marlowe with attempted murder in the 1995 shooting.",
            [("charged", "James Marlowe")],
        ),
        ("James Marlowe lived in Vermont. Marlowe also is wanted in the shooting of two nurses.", [("suspected", "James Marlowe")]),
        ("Police are searching for 40-year-old Omar Quill in connection with the death.", [("suspected", "Omar Quill")]),
        ("Police were searching for Omar Quill, who had gone for a walk.", []),
        ("Officers took Omar Quill, 22, into custody.", [("held", "Omar Quill")]),
        ("Kenya holds a suspect in the embassy bombings -- former teacher Omar Quill.", [("suspected", "Omar Quill")]),
        ("They handed over a suspect in the U.S. Embassy bombings, Omar Quill.", [("suspected", "Omar Quill")]),
        ("Omar Quill is scheduled for arraignment on Wednesday.", [("charged", "Omar Quill")]),
        ("Omar Quill has been on the run since the bombing of a clinic.", [("suspected", "Omar Quill")]),
        ("Omar Quill is awaiting arraignment on a homicide charge.", [("charged", "Omar Quill")]),
        ("Omar Quill, who is accused of planning the attack, is abroad.", [("charged", "Omar Quill")]),
        ("The court had sat for Omar Quill, who was found guilty of the attack on a market.", [("convicted", "Omar Quill")]),
        ("Prosecutors allege Omar Quill, 49, murdered a clerk at a shop in Dover.", [("accused", "Omar Quill")]),
        ("Omar Quill was one of 32 militants who attacked the school.", [("stated", "Omar Quill")]),
        ("Omar Quill was one of the teachers who left the school.", []),
        (
            "A court sentenced a commander of the group, Omar Quill, to 45 years for acts of terrorism.",
            [("convicted", "Omar Quill")],
        ),
        ("A court sentenced a former mayor, Omar Quill, to two years for fraud.", []),
        ("Omar Quill, 31, was taken into police custody on Sunday.", [("held", "Omar Quill")]),
        ("Omar Quill, 45, went on a shooting rampage in a mill. Guards wounded Quill.", [("accused", "Omar Quill")]),
        ("Omar Quill fired the shots. A thread was found in Quill's car.", [("accused", "Omar Quill")]),
        ("Omar Quill fired the shots. Quill's body was found in a ditch.", []),
        (
            "Omar Quill was charged on Monday. He was also indicted in two bombings.",
            [("charged", "Omar Quill"), ("charged", "Omar Quill")],
        ),
        ("Omar Quill, who had been ill, entered a school, shot dead a guard and fled.", [("accused", "Omar Quill")]),
        ("A court sentenced former soldier Omar Quill to 20 years for the murder of two people.", [("convicted", "Omar Quill")]),
        ("Police arrested lawyer Omar Quill's brother over the murder of two people.", []),
        ("A court found Omar Quill, his brother and six others guilty of murder.", [("convicted", "Omar Quill")]),
        ("A court found Omar Quill, his brother and six others not guilty of murder.", []),
        ("The man accused of shooting former Gov. Omar Quill admitted to the charges.", []),
        ("The chairman of the council, Omar Quill, admitted that three villages were attacked.", []),
        ("Omar Quill, 31, admitted that he had killed two farmers.", [("convicted", "Omar Quill")]),
        ("Police spoke to Omar Quill. He was indicted in two bombings.", []),
        (
            "Omar Quill was charged on Monday. He was later praised for foiling two bombings.",
            [("charged", "Omar Quill")],
        ),
        ("Spokesman Omar Quill accused rebels of the attack.", []),
        ("Omar Quill has been held on an island since the bombing.", []),
        ("Omar Quill has been held on suspicion of murder.", [("suspected", "Omar Quill")]),
        ("Omar Quill, 52, of Brinton, was charged with murder.", [("charged", "Omar Quill")]),
        ("Omar Quill allegedly shot 53-year-old Ana Marlowe in a car park.", [("accused", "Omar Quill")]),
        ("Omar Quill got out of the car and fired two rounds.", [("accused", "Omar Quill")]),
        ("Omar Quill, 34, is the main suspect, police said.", [("suspected", "Omar Quill")]),
        ("Omar Quill, 34, is the main witness, police said.", []),
        ("Prosecutors say Omar Quill, 34, planted the bomb.", [("accused", "Omar Quill")]),
        ("Police say Omar Quill, 34, planted the hedge.", []),
        ("Omar Quill, 34, is accused of planting the bomb.", [("charged", "Omar Quill")]),
        ("Police named Omar Quill, 22, as the man who blew himself up in a hall.", [("stated", "Omar Quill")]),
        ("Police named Omar Quill, 22, as the man who was shot in a hall.", []),
        ("Police named Omar Quill, 22, as the first man to die in the attack.", []),
        ("Omar Quill, the only person convicted of the bombing, has died.", [("convicted", "Omar Quill")]),
        ("Omar Quill, the man accused of the bombing, has fled.", [("charged", "Omar Quill")]),
        ("Omar Quill, the man who found the boy, has fled.", []),
        ("Omar Quill lived here. Quill pleaded guilty in May to two counts of murder.", [("convicted", "Omar Quill")]),
        ("Omar Quill was given a whole-life sentence.", [("convicted", "Omar Quill")]),
        ("Omar Quill was given a long round of applause.", []),
        ("Omar Quill, 18, killed eight people at a school.", [("stated", "Omar Quill")]),
        ("Omar Quill, 25, ran over two soldiers with his car.", [("stated", "Omar Quill")]),
        ("Omar Quill lived here. Quill and his elder brother Sami shot and killed a campus officer.", [("stated", "Omar Quill")]),
        ("Rockets on the Quill Plateau killed eight people.", []),
        ("The gunman, identified as 22-year-old second-year arts student Omar Quill, fled.", [("stated", "Omar Quill")]),
        ("Neo-Nazi Omar Quill was jailed for life for the murder.", [("convicted", "Omar Quill")]),
        ("Police charged 22-year-old Omar Lee Quill Jr. with murder.", [("charged", "Omar Lee Quill Jr")]),
        ("Two friends left South Quill and were standing outside when a car drove by and opened fire.", []),
        ("Officers shot the attacker dead. Police named him on Sunday as Omar Quill, 34.", [("stated", "Omar Quill")]),
        ("A gunman shot a woman dead. Police named her as Ana Quill, 34.", []),
        ("Officers shot the attacker dead. Police named him as Omar Quill, 16.", []),
        ("Omar Quill killed the bill in committee.", []),
        ("Deputy Omar Quill lay down. Quill fired at the driver.", []),
        ("Omar Quill shot two men. Quill was found dead beside them.", [("stated", "Omar Quill")]),
        ("Baker Charged In Murder. A baker was charged in a murder.", []),
        ("Police charged Marlowe with attempted murder in the 1995 shooting.", []),
        ("Police wanted the shooting of Ana Marlowe to be remembered.", []),
        ("Rights groups hold Igor Marlowe, a former sergeant, responsible for the massacre.", [("accused", "Igor Marlowe")]),
        ("The inquiry held the gang boss Igor Marlowe personally responsible for the killings.", [("accused", "Igor Marlowe")]),
        ("Relatives held President Igor Marlowe responsible for the failure to stop the massacre.", []),
        ("Igor Marlowe held the rope and was responsible for the boats.", []),
    ],
)
def test_held(text: str, found: list[tuple[str, str]]) -> None:
    assert held(text) == found


def test_a_surname_of_two_people_names_nobody() -> None:
    text = "Igor Marlowe spoke. Ana Marlowe wept. Police charged Marlowe with the murder."
    assert whole_name(text, "Marlowe", len(text)) is None
    assert whole_name(text, "Marlowe", 25) == "Igor Marlowe"


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Rights groups held Igor Marlowe responsible for the massacre. He denies it.", ["Igor Marlowe"]),
        ("Igor Marlowe, 34, is accused of planting the bomb. He has always denied any role in the attack.", ["Igor Marlowe"]),
        ("Igor Marlowe, 34, was charged with murder. He denied the charges.", ["Igor Marlowe"]),
        ("Igor Marlowe, 34, was charged with murder. He denied that the road was closed.", []),
        ("Igor Marlowe opened the school. He denies it was late.", []),
        ("Igor Marlowe, 31, and Omar Quill, 29, were charged with murder. He denies it.", []),
    ],
)
def test_he_denies_it(text: str, denied: list[str]) -> None:
    assert [name for ground, name in held(text) if ground == "denial"] == denied
