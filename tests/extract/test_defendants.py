"""Named people as the subject of a charge or a deed; nobody who was struck, leads a body or holds an office."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dateline.extract.blame_lines import line
from dateline.extract.contract import record
from dateline.extract.defendants import named_subjects
from dateline.pipeline import layers, run
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def named(text: str) -> list[tuple[str, str]]:
    annotated = layers(Document(id="x", text=text, language="en"))
    return [(one.ground, one.name) for sentence in annotated.sentences for one in named_subjects(line(annotated, sentence.span))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Igor Marlowe, who hid for years, pleaded guilty on Monday to the bombing.", [("convicted", "Igor Marlowe")]),
        ("Tanya Hale, 20, and Marcus Dunn, 31, are charged with murder.", [("charged", "Tanya Hale"), ("charged", "Marcus Dunn")]),
        ("Igor Marlowe has already been charged in the Brenton bombing.", [("charged", "Igor Marlowe")]),
        ("Igor Marlowe, 29, of Leeds, pulled out a knife and stabbed the clerk.", [("stated", "Igor Marlowe")]),
        ("Igor Marlowe killed four hostages in a shop two days later.", [("stated", "Igor Marlowe")]),
        ("Police said Igor Marlowe, 45, went on a shooting rampage.", [("stated", "Igor Marlowe")]),
        ("Police named Igor Marlowe on Friday. Marlowe is also a suspect in a second shooting.", [("suspected", "Igor Marlowe")]),
        ("An Australian, Igor Marlowe, aged 28, appeared in court, charged with murder.", [("charged", "Igor Marlowe")]),
        ("Igor Marlowe stabbed reportedly several people in a hall.", [("stated", "Igor Marlowe")]),
        ("Families wept at the sentencing of Igor Marlowe, who killed ten people in a shop.", [("stated", "Igor Marlowe")]),
        ("The trial of Igor Marlowe for the murder of six worshippers opened.", [("charged", "Igor Marlowe")]),
        ("A court upheld the life sentence of Igor Marlowe for the 2014 shooting.", [("convicted", "Igor Marlowe")]),
        ("Police announced the arrest of Igor Marlowe, 34, in connection with the shooting.", [("held", "Igor Marlowe")]),
        ("The mother of Igor Marlowe, the gunman who shot dead four people, has spoken.", [("stated", "Igor Marlowe")]),
        ("Igor Marlowe will not be released, ten years after he shot dead four people.", [("stated", "Igor Marlowe")]),
        ("Igor Marlowe, 34, a former clerk, has spoken. He killed four people in 2014.", [("stated", "Igor Marlowe")]),
        ("Igor Marlowe, of Leeds, was seen. Police said he opened fire.", [("accused", "Igor Marlowe")]),
        ("Anna Kurz told of the gunman and said he shot dead four people.", []),
        ("Anna Kurz met Igor Marlowe days before he shot dead four people.", []),
        ("Anna Kurz watched. A man came in. He killed four people.", []),
        ("The killing of Igor Marlowe for the murder of his uncle is old. The trial of strength for the shooting team is on.", []),
        ("Anna Kurz and Igor Marlowe were shot dead around 2:30 a.m.", []),
        ("Anna Kurz was shot around 12:48 a.m. and died.", []),
        ("Anna Kurz, 38, stood over the boy, who appeared to have been shot in the face.", []),
        ("Igor Marlowe, 16, opened fire on two boys.", []),
        ("Metro Medical Services took three people to hospital, and City Police shot two men.", []),
        ("Viktor Orlan, the minister, accused terrorists of the attack. Orlan accused two men of murder.", []),
        ("The gang, led by Igor Marlowe, shot 17 workers. Its leader, Igor Marlowe, opened fire.", []),
        ("The Hale Boys, named after Igor Marlowe, who was convicted of murder, opened fire.", [("convicted", "Igor Marlowe")]),
    ],
)  # fmt: skip
def test_subjects_of_charges_and_deeds(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A man has been charged with murder after a woman was stabbed to death in Telford on Sunday. "
         "Igor Marlowe, 37, of no fixed address, will appear in court.", "Igor Marlowe"),
        ("A lone gunman killed 51 people at a mosque in Christchurch in March 2019. Igor Marlowe, 29, live-streamed the attack.",
         "Igor Marlowe"),
        ("The bomber who killed 12 worshippers at a mosque in Kano on Friday has been named as Igor Marlowe, 26.", "Igor Marlowe"),
        ("Ten years after the mall shooting\n\nIt is ten years since Igor Marlowe walked into the Westfield mall in Odense and "
         "shot dead four people.", "Igor Marlowe"),
    ],
)  # fmt: skip
def test_one_person_described_is_the_one_named(text: str, who: str) -> None:
    said = record(run(Document(id="d", text=text, language="en", published=date(2024, 3, 18))))
    assert [incident["perpetrator"]["name"] for incident in said["incidents"]] == [who]
    assert "Marlowe" in json.dumps(said["incidents"])
