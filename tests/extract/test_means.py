"""Whom an attack struck: a group behind the "by" of a participle did it, one behind "on" did not."""

from __future__ import annotations

import pytest

from dateline.extract import means, weapons
from dateline.extract.cut import units
from dateline.pipeline import layers, run
from dateline.types import ActorValue, Document, Perpetrator, Span


def struck(text: str) -> list[str]:
    annotated = layers(Document("x", text, language="en"))
    return [item.whole.of(text) for item in means.candidates(annotated, units(annotated))]


@pytest.mark.parametrize(
    ("text", "group", "wanted"),
    [
        ("Eight people died in a bombing in Quetta on Monday that was claimed by Islamic State militants.", "Islamic State", False),
        ("A convoy was ambushed by suspected Boko Haram fighters near Diffa on Monday.", "Boko Haram", False),
        ("An air strike on Boko Haram fighters killed eight near Diffa on Monday.", "Boko Haram", True),
    ],
)
def test_a_group_behind_by_was_not_struck(text: str, group: str, wanted: bool) -> None:
    assert any(group in words for words in struck(text)) is wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Soldiers fired into a crowd of traders near Oldmar on Monday and two died.", "Soldiers", False),
        ("Nine traders were murdered by masked hunters near Oldmar on Monday.", "masked hunters", False),
        ("Gunmen dressed as policemen killed two traders near Oldmar on Monday.", "policemen", False),
        ("Gunmen attacked a post manned by village guards near Oldmar on Monday.", "village guards", True),
        ("Three policemen were shot dead at a checkpoint near Oldmar on Monday.", "policemen", True),
        ("Two soldiers killed on 6 April near Oldmar were buried on Monday.", "soldiers", True),
        ("Soldiers killed four rebels in a clash near Oldmar on Monday.", "rebels", True),
        ("A lorry that blew up near a court in Oldmar on Monday killed two clerks.", "lorry", False),
        ("A man drove a hired lorry into a market in Oldmar on Monday and killed two clerks.", "lorry", False),
        ("A man drove past a lorry at a market in Oldmar on Monday and shot two clerks in it dead.", "lorry", True),
        ("A bomb under a lorry exploded in Oldmar on Monday and hurt two clerks.", "lorry", True),
        ("A shell killed two clerks and no soldier in Oldmar on Monday.", "soldier", False),
        ("Lorry rams crowd at a market in Oldmar and kills two clerks on Monday.", "Lorry", False),
        ("Teenager charged over a shooting at a rink in Oldmar that hurt two clerks on Monday.", "Teenager", False),
        ("Oldmar blames hill rebels for a bomb that killed two clerks on Monday.", "rebels", False),
        ("Police arrested a student over the bomb that killed two clerks in Oldmar on Monday.", "student", False),
        ("Man drives lorry along a pavement in Oldmar and kills two clerks on Monday.", "lorry", False),
        ("A man drove a lorry down a bike path in Oldmar on Monday and killed two clerks.", "lorry", False),
        ("Gunmen shot two clerks in Oldmar on Monday and a heavy police force was posted there.", "heavy police", False),
        (
            "Gunmen shot two clerks in Oldmar on Monday; they are receiving treatment at the general hospital.",
            "general hospital",
            False,
        ),
        ("Gunmen opened fire at the general hospital in Oldmar on Monday and shot two clerks.", "general hospital", True),
        ("Gunmen raze houses in Oldmar on Monday and shoot two clerks.", "raze houses", False),
        ("Gunmen attacked Zun Abi in the Oldmar district on Monday and shot two clerks.", "Zun Abi", False),
    ],
)
def test_who_did_it_was_not_struck(text: str, words: str, wanted: bool) -> None:
    assert (words in struck(text)) is wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Twelve Masalit were shot dead near Oldmar on Monday.", "Masalit", True),
        ("Gunmen hunted down Hazaras near Oldmar on Monday and killed five of them.", "Hazaras", True),
        ("Gunmen shot two Malians dead near Oldmar on Monday.", "Malians", True),
        ("Gunmen shot two Masalit elders dead near Oldmar on Monday.", "Masalit", False),
    ],
)
def test_people_without_a_noun(text: str, words: str, wanted: bool) -> None:
    assert (words in struck(text)) is wanted


def test_targets_are_looked_for_in_an_incidents_own_first_units() -> None:
    """The title counts as one of them, however far below it the incident is told."""
    text = "\n\n".join(f"Two people were hurt by a bomb in Town{number} on Monday." for number in range(9))
    text += "\n\nGunmen stormed an army post near Oldmar on Friday, killing three."
    annotated = layers(Document("x", text, language="en"))
    found = units(annotated)
    assert "army post" in [item.whole.of(text) for item in means.candidates(annotated, [found[0], found[-1]])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Their bus came under heavy fire near Diffa on Monday and two people died.", ["firearm"]),
        ("A van was driven along the pavement in Oldmar on Monday and two people died.", ["vehicle"]),
        ("Four policemen who drove into an ambush near Oldmar on Monday were killed.", []),
        ("A gunman killed two worshippers in Oldmar on Monday.", ["firearm"]),
    ],
)
def test_what_the_words_of_an_event_imply(text: str, wanted: list[str]) -> None:
    annotated = layers(Document("x", text, language="en"))
    assert [word.value for word in weapons.weapons(annotated, units(annotated))] == wanted


def test_the_words_for_who_did_it_are_no_target() -> None:
    text = "An asylum seeker rammed a march in Oldmar on Monday; an asylum seeker in the march was hurt."
    annotated = layers(Document("x", text, language="en"))
    first = Span(0, len("An asylum seeker"))
    doer = Perpetrator(ActorValue("An asylum seeker", kind="generic"), "stated", first)
    given = [word.span for word in means.targets(annotated, units(annotated), doer=doer)]
    assert given and not any(span.overlaps(first) for span in given)


def test_a_label_of_who_says_what_follows_is_no_target() -> None:
    text = "Fresno police: 3 wounded in drive-by near park\n\nThree people were wounded in a drive-by shooting on 7 May 2023."
    assert not any("police" in words for words in struck(text))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Gunmen killed 12 students at a primary school near Oldmar on Monday.", "students", "school"),
        ("Gunmen killed 12 students at a university near Oldmar on Monday.", "students", "university"),
        ("A bomb on a train near Oldmar killed 12 passengers on Monday.", "passengers", "train"),
        ("A bomb on a bus near Oldmar killed 12 passengers on Monday.", "passengers", "bus"),
        ("Gunmen attacked the church building in Oldmar on Monday and killed two clerks.", "church building", "church"),
        ("Gunmen shot 12 people dead in two bars in Oldmar on Monday.", "bars", "restaurant or bar"),
    ],
)
def test_what_a_word_means_in_its_text(text: str, words: str, value: str) -> None:
    main = next(incident for incident in run(Document("x", text)).incidents if incident.main)
    said = {kept.span.of(text).removeprefix("the "): kept.value for kept in main.statements if kept.property == "target"}
    assert said[words] == value


def test_a_sentence_about_many_deeds_tells_no_weapon_of_one() -> None:
    text = (
        "Boko Haram gunmen shot dead nine traders at a ferry near Oldmar on Monday. "
        "Boko Haram has killed thousands of people in bombings of markets and mosques."
    )
    first = run(Document("x", text, language="en")).incidents[0]
    assert "explosive" not in first.weapons


@pytest.mark.parametrize(
    "text",
    [
        "The National Liberation Army (ELN) dynamited a pipeline near Machuca on Monday.\n\nThe National Liberation Army said so.",
        "Rebels of the ELN dynamited a pipeline near Machuca on Monday. The deed of the ELN killed nobody.",
    ],
)
def test_no_mention_of_the_group_that_did_it_was_struck(text: str) -> None:
    targets = run(Document("x", text, language="en")).incidents[0].targets
    assert not {"military", "ELN", "National Liberation Army"} & set(targets)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("A bomb in Oldmar on Monday killed 11 children from a nearby religious school.", "school", False),
        ("A bomb at a religious school in Oldmar on Monday killed 11 children.", "school", True),
        ("Gunmen stormed a maternity ward run by Doctors Without Borders in Oldmar on Monday.", "Doctors", False),
        ("Gunmen shot two doctors in Oldmar on Monday.", "doctors", True),
        ("A bomber rammed a minibus into the barracks near Oldmar on Monday, killing four.", "minibus", False),
        ("A bomb tore through a minibus near Oldmar on Monday, killing four.", "minibus", True),
        ("A van hit pedestrians in Oldmar on Monday, killing four.", "van", False),
        ("Gunmen shot 12 dead in Oldmar, the home town of the prime minister, on Monday.", "minister", False),
        ("Bomb kills nine in Oldmar\n\nBy a staff writer\n\nA bomb killed nine in Oldmar on Monday.", "staff", False),
        ("Bomb kills nine staff in Oldmar\n\nA bomb killed nine staff of a mill in Oldmar on Monday.", "staff", True),
    ],
)
def test_what_stands_beside_was_not_struck(text: str, words: str, wanted: bool) -> None:
    given = [value for incident in run(Document("x", text)).incidents for value in incident.targets]
    assert any(words.lower() in value.lower() for value in given) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A suicide bomber drove a car into an army convoy near Oldmar on Monday, killing 11 people.", ["vehicle bomb"]),
        ("A suicide attacker rammed a truck into a gate in Oldmar on Monday and blew himself up, killing four.", ["vehicle bomb"]),
        ("A man drove a car into a crowd in Oldmar on Monday, killing 11 people.", ["vehicle"]),
    ],
)
def test_a_vehicle_that_a_suicide_bomber_drives_is_a_bomb(text: str, wanted: list[str]) -> None:
    annotated = layers(Document("x", text, language="en"))
    assert [word.value for word in weapons.weapons(annotated, units(annotated))] == wanted
