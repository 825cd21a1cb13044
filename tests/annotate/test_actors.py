import json
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.annotate.actors import actors
from dateline.resolve.actors import actors as resolved
from dateline.types import ActorMention, Annotated, Document

CASES = Path(__file__).parents[1] / "cases" / "actors.jsonl"


def read(text: str) -> list[tuple[str, ActorMention]]:
    annotated = resolved(actors(Annotated(Document("test", text))))
    return [(mention.span.of(text), mention) for mention in annotated.actors]


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()], ids=lambda c: c["text"][:40]
)
def test_case(case: dict) -> None:
    found = [[quote, mention.value.actor_id, mention.value.kind] for quote, mention in read(case["text"])]
    if "actors" in case:
        assert found == case["actors"]
    for expected in case.get("has", []):
        assert expected in found
    for actor_id in case.get("none", []):
        assert actor_id not in [item[1] for item in found]


def test_name_is_the_standard_form_for_groups_and_the_country_for_forces() -> None:
    names = {quote: mention.value.name for quote, mention in read("ISKP fighters and Russian troops met the gunmen.")}
    assert names == {"ISKP fighters": "Islamic State Khorasan Province", "Russian troops": "Russia", "gunmen": "gunmen"}


def test_introduced_abbreviation_carries_the_full_name() -> None:
    found = read("The Lore Liberation Front (LLF) struck. Days later the LLF struck again.")
    assert {mention.value.name for _, mention in found} == {"Lore Liberation Front"}
    assert len(found) == 3


def test_mentions_stand_in_order_without_overlap() -> None:
    text = "Suspected Boko Haram militants and unknown gunmen attacked soldiers of the Nigerian army near an ISWAP camp (ISWAP)."
    spans = [mention.span for _, mention in read(text)]
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize("text", ["", "\n", "(", "'s", "U.S.", "The", "a" * 50_000, "IS " * 20_000, "((((" * 5_000])
def test_odd_text_does_not_fail(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "dateline",
    [
        "OUAGADOUGOU, March 11, 2025 \u2014",
        "COTONOU, Benin (6 March 2025) -",
        "COTONOU, March 6, 2025 -",
        "COTONOU, 6 March 2025:",
    ],
)
def test_a_dateline_before_a_dash_belongs_to_no_phrase(dateline: str) -> None:
    assert [words for words, _ in read(f"{dateline} Gunmen on motorcycles stormed a mine.")] == ["Gunmen on motorcycles"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The mayor blamed Los Tiznados, a gang, for it.", ["Los Tiznados"]),
        ("It was Nuru (NUR), a splinter of a movement.", ["Nuru"]),
        ("Hizam al-Nar, a Shia militia, was silent.", ["Hizam al-Nar"]),
        ("The Adder Lads, a criminal network with friends in office, fled.", ["Adder Lads"]),
        ("They met in Tivoli, a gang stronghold, with Ana Quill, a gang leader.", []),
        ("The Herders' Union, a group of farmers, and Oxfam, an organisation, met.", []),
        ("On Monday, a militia came.", []),
        ("A little-known outfit, Reed Fedayeen, put out a post.", ["Reed Fedayeen"]),
        ("A local gang, La Tienda del Norte (LTN), fled.", ["La Tienda del Norte"]),
        ("The mayor accuses the Tivoli gang, and the Quill Brothers clan denied it.", ["Tivoli gang", "Quill Brothers clan"]),
        ("Police held the Tivoli gang leader.", []),
        ("The head of a gang, Omar Quill, fled. It was a militia, Monday showed.", []),
    ],
)
def test_what_follows_a_name_makes_it_a_groups(text: str, names: list[str]) -> None:
    found = actors(Annotated(Document(id="x", text=text, language="en"))).actors
    assert list(dict.fromkeys(actor.value.name for actor in found if actor.value.kind == "group")) == names


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The rebels blamed Damascus for the strike.", ["Syria"]),
        ("Kigali has repeatedly denied this.", ["Rwanda"]),
        ("Officials in Kyiv said that four had died in Damascus.", []),
        ("The blast in central Kabul killed four.", []),
    ],
)
def test_a_capital_that_speaks_is_its_state(text: str, states: list[str]) -> None:
    found = actors(Annotated(Document(id="x", text=text, language="en"))).actors
    assert [actor.value.name for actor in found if actor.value.kind == "state"] == states


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("The Houthis' military spokesman spoke.", []),
        ("Its military wing claimed the raid.", []),
        ("A military spokesman said that six had died.", ["military"]),
    ],
)
def test_a_groups_own_office_is_no_force_of_a_state(text: str, forces: list[str]) -> None:
    found = actors(Annotated(Document(id="x", text=text, language="en"))).actors
    assert [actor.value.name for actor in found if actor.value.kind == "state"] == forces


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Who are the Reed Lantern Boys?\n\nFew had heard of the RLB before.", ["Reed Lantern Boys", "RLB"]),
        ("What is Nuruku?\n\nNuruku split from a larger movement.", ["Nuruku", "Nuruku"]),
        ("What is Nuruku?\n\nIt is the feast of the first rain.", []),
        ("Who is Nuru Adane?\n\nThe preacher leads a gang.", []),
        ("Explainer: What is Nuruku, and who pays it?\nThe militia took a post.", ["Nuruku"]),
    ],
)
def test_a_name_after_which_a_heading_asks_is_a_group(text: str, named: list[str]) -> None:
    assert [quote for quote, mention in read(text) if mention.value.kind == "group"] == named


def test_is_behind_what_is_a_verb() -> None:
    assert [mention.value.name for _, mention in read("WHAT IS JNIM? It was founded in 2017 by four men.")][:1] == ["JNIM"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Sons of the Delta claimed responsibility. Police had blamed the Sons of the Delta.", ["Sons of the Delta"]),
        ("The bombing was claimed by the Sons of the Delta.", ["Sons of the Delta"]),
        ("Later the KLRX took credit for the raid.", ["KLRX"]),
        ("A claim of responsibility came from the Night Herons.", ["Night Herons"]),
        ("A KLRX suicide bomber struck the gate.", ["KLRX"]),
        ("Residents blamed the Mai-Lenga militia.", ["Mai-Lenga militia"]),
        ("Nobody claimed responsibility.", []),
        ("Norway claimed the attack was over.", []),
        ("The seat was claimed by the Greens.", []),
        ("UN fighters are unknown.", []),
        ("The militants' spokesman Omar Quill claimed responsibility.", []),
        ("A commander of the rebels, Omar Quill, claimed responsibility.", []),
    ],
)
def test_who_claims_a_deed_is_a_group_by_whatever_name(text: str, names: list[str]) -> None:
    found = actors(Annotated(Document(id="x", text=text, language="en"))).actors
    assert list(dict.fromkeys(actor.value.name for actor in found if actor.value.kind == "group")) == names


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kuki men attacked the village.", "Kuki men"),
        ("In Kaduna gunmen attacked the village.", "gunmen"),
        ("On Monday gunmen attacked the village.", "gunmen"),
    ],
)
def test_a_people_stands_before_its_men(text: str, phrase: str) -> None:
    assert phrase in [quote for quote, mention in read(text) if mention.value.kind == "generic"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Guerrillas Reportedly Burn Eight Trucks\n\nThe trucks burned on Friday.", []),
        ("Hooded Rebels Storm Remote Army Camp\nThe camp fell.", []),
        ("Armed Group Raids Gold Mine, Kills Eight", []),
        ("Coastal Lantern Front Claims Port Bombing\n\nThe Coastal Lantern Front said so.", ["Coastal Lantern Front"] * 2),
        ("The mayor blamed the Coastal Lantern Front for it.", ["Coastal Lantern Front"]),
    ],
)
def test_a_verb_with_a_capital_is_no_part_of_a_name(text: str, named: list[str]) -> None:
    assert [quote for quote, mention in read(text) if mention.value.kind == "group"] == named


@pytest.mark.parametrize(
    ("text", "forces"),
    [
        ("Bomb Blast Damages Bank In Northern Spain\nPolice said nobody was hurt.", ["Police"]),
        ("Bomb Blast Damages Bank In Northern Spain\nMadrid police said nobody was hurt.", ["Madrid police"]),
    ],
)
def test_a_name_ends_with_its_line(text: str, forces: list[str]) -> None:
    assert [quote for quote, mention in read(text) if mention.value.kind == "state"] == forces


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("A little-known group in Greece says it sent the parcel.", []),
        ("Men from northern Mali have attacked the camp.", []),
        ("Israel said it bombed the camp.", ["Israel"]),
        ("In May, Turkey has again bombed the camp.", ["Turkey"]),
    ],
)
def test_a_country_that_says_only_where_does_nothing(text: str, states: list[str]) -> None:
    assert [mention.value.name for _, mention in read(text) if mention.value.kind == "state"] == states
