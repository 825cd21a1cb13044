import pytest

from dateline.annotate.sentences import sentences
from dateline.annotate.words import words
from dateline.types import Annotated, Document


def read(text: str, kind: str) -> list[tuple[str, str]]:
    annotated = words(sentences(Annotated(Document("test", text))))
    return [(mention.span.of(text), mention.value) for mention in annotated.words if mention.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He opened fire with automatic weapons.", [("opened fire", "firearm"), ("automatic weapons", "firearm")]),
        ("A car bomb went off.", [("car bomb", "vehicle bomb")]),
        ("She set off a suicide vest.", [("suicide vest", "suicide vest")]),
        ("A roadside bomb hit the jeep.", [("roadside bomb", "IED")]),
        ("MEN THREW MOLOTOV COCKTAILS AT THE BANK.", [("MOLOTOV COCKTAILS", "petrol bomb")]),
        ("They hacked him with machetes.", [("hacked", "machete"), ("machetes", "machete")]),
        ("The coal mine closed in May. The club opened.", []),
        ("Blast rocks bus station.", [("Blast", "explosive")]),
        ("The crowd attacked the bus with rocks.", [("rocks", "stones")]),
        ("A mine exploded under the bus.", [("mine", "landmine")]),
        ("Gunmen shot dead nine men at a gold mine.", [("shot dead", "firearm")]),
        ("Gunmen shot dead nine men near the Bolango mine.", [("shot dead", "firearm")]),
        ("Air strikes and drones hit the port.", [("Air strikes", "air-dropped bomb"), ("drones", "drone")]),
        ("Fighters fired rocket-propelled grenades.", [("rocket-propelled grenades", "rocket-propelled grenade")]),
    ],
)
def test_weapons(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, "weapon") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Worshippers left the mosque.", [("Worshippers", "worshippers"), ("mosque", "mosque")]),
        ("A police post near a market burned.", [("police post", "police"), ("market", "market")]),
        ("Two aid workers and a photojournalist died.", [("aid workers", "aid workers"), ("photojournalist", "journalists")]),
        ("The convoy passed a school bus.", [("convoy", "convoy"), ("school bus", "school")]),
    ],
)
def test_targets(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, "target") == expected
