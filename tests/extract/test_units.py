"""Stretches of text that tell of one event: entries of a chronicle and their labels."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.extract.anew import signs
from dateline.extract.cut import loose, units
from dateline.extract.group import group
from dateline.extract.opening import opens
from dateline.pipeline import layers
from dateline.types import Annotated

CHRONICLE = (
    "Lake Chad: the year in dates\n"
    "Four men were killed on Bouroukoum island on Thursday.\n"
    "January 20 - Kalam. A bomb went off at a market; nine dead.\n"
    "March 23: Gunmen attacked a post in Bol. Five soldiers were killed.\n"
    "The mayor of Bol said on March 25 that two men had been shot in a second attack."
)


def read(text: str) -> Annotated:
    return layers(Document("x", text, published=date(2020, 12, 4)))


def test_the_label_of_an_entry_dates_and_places_what_it_opens() -> None:
    annotated = read(CHRONICLE)
    found = units(annotated)
    entries = [unit for unit in found if unit.entry]
    assert [[time.span.of(CHRONICLE) for time in unit.times] for unit in entries] == [["January 20"], ["March 23"], []]
    assert [unit.carried.span.of(CHRONICLE) for unit in entries if unit.carried] == ["January 20", "March 23", "March 23"]
    assert all(place.span.of(CHRONICLE) != "January" for place in entries[0].places)
    assert not any("January 20" in unit.span.of(CHRONICLE) for unit in loose(annotated, found))


def test_a_date_inside_a_sentence_labels_nothing() -> None:
    found = units(read(CHRONICLE))
    assert not found[-1].entry and found[-1].carried is None


def test_signs_of_another_incident() -> None:
    annotated = read(CHRONICLE)
    found = units(annotated)
    first, entry, last = found[0], next(unit for unit in found if unit.entry), found[-1]
    assert signs(annotated, entry, [first])["entry"] == 1.0
    assert signs(annotated, last, [first])["ordinal"] == 1.0
    assert signs(annotated, first, [first])["ordinal"] == 0.0


def test_a_count_compared_over_years_opens_no_incident() -> None:
    text = (
        "Guard shot dead in Mombasa\n"
        "A guard was shot dead on Tuesday at a fuel depot in Mombasa.\n"
        "Piracy off Somalia went down: 75 ships were attacked last year against 237 the year before."
    )
    annotated = read(text)
    told = [unit for unit in units(annotated) if opens(unit, text)]
    assert not any("75 ships" in unit.span.of(text) for unit in told)
    with_a_day = "A man was shot dead in Mombasa on Monday, the 20th killing so far, against 15 in the same period last year."
    assert any(opens(unit, with_a_day) for unit in units(read(with_a_day)))


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("He is wanted in Marseille, where 49 people died in drug-related shootings in 2018.", False),
        ("In 2018, 53 people were shot dead in Sweden, according to police.", False),
        ("In Rosario, 49 people were killed in gang violence in 2018.", False),
        ("In 2004, 191 people were killed in Madrid.", True),
        ("In 2011, 77 people were killed by an extremist in Norway.", True),
    ],
)
def test_the_dead_of_a_year_open_no_incident(sentence: str, *, opened: bool) -> None:
    text = f"Guard shot dead in Mombasa\nA guard was shot dead on Tuesday at a depot in Mombasa.\n{sentence}"
    assert opened == any(unit.sentence.span.of(text) == sentence for unit in units(read(text)) if opens(unit, text))


def test_events_that_are_only_counted_open_no_incident() -> None:
    text = (
        "Two dead in Tunis bombing\n"
        "A suicide bombing in Tunis killed two people on June 27.\n"
        "In the span of one week, at least three suicide bombings took place in Tunisia."
    )
    found = units(read(text))
    assert opens(found[0], text) and not opens(found[-1], text)


def test_the_figure_of_a_date_counts_no_events() -> None:
    text = "Two dead in Tunis\nGunmen killed two people in Tunis.\nThe siege began on April 15 with attacks on the airport of Sfax."
    found = units(read(text))
    assert "April 15" in found[-1].span.of(text) and opens(found[-1], text)


def test_the_day_above_a_list_is_that_of_its_items() -> None:
    text = (
        "Bomb in Hilla\n\nA bomb killed 13 people in Hilla.\n\nIn other violence on Friday,\n"
        "* gunmen killed a policeman near his house;\n* and a bomb hurt four in Kirkuk.\n\nTroops shot two men in Mosul.\n"
    )
    found = units(read(text))
    carried = [unit.carried.span.of(text) if unit.carried else None for unit in found]
    assert carried == [None, None, None, "Friday", "Friday", None]


def test_a_place_that_is_pointed_to_is_one_of_its_own() -> None:
    text = "Bomb in Hilla\nA bomb killed 13 people in Hilla.\nElsewhere in the city gunmen torched a lorry."
    assert opens(units(read(text))[-1], text)


@pytest.mark.parametrize(
    "label",
    [
        "* Rawa, April 24, 2017.",
        "7 April 2017. Rawa, Muna district.",
        "— Oct. 23, 2017, Rawa township.",
        "• 3 May 2017 – Rawa:",
        "* Rawa, April 9, 2017, the eve of another poll.",
        "2017, Aug 11-12 — Rawa and other towns.",
    ],
)
def test_a_day_and_a_place_open_an_entry_of_a_chronicle(label: str) -> None:
    text = f"Deeds of the rebels\n\nSoldiers died in Gao on 3 May 2021.\n\n{label} A road party was attacked and 25 were killed."
    unit = units(layers(Document("case", text)))[-1]
    assert (unit.entry, [time.value.value[:4] for time in unit.times if time.value and time.value.value]) == (True, ["2017"])


@pytest.mark.parametrize(
    "label", ["He left Rawa in April 2017.", "Rawa, April 24, 2017, was a day of mourning for the whole country."]
)
def test_other_first_sentences_do_not(label: str) -> None:
    text = f"Deeds of the rebels\n\nSoldiers died in Gao on 3 May 2021.\n\n{label} A road party was attacked and 25 were killed."
    assert not units(layers(Document("case", text)))[-1].entry


def test_a_sentence_of_places_alone_belongs_to_the_label() -> None:
    text = "Deeds of the rebels\n\n▪ 7 April 2017. Kidal, Gao district. A road party was attacked and 25 were killed."
    unit = units(layers(Document("case", text)))[-1]
    assert [place.span.of(text) for place in unit.places] == ["Kidal", "Gao"]


def test_place_and_day_of_what_is_avenged_are_not_the_incidents() -> None:
    text = "Bomb in Gao\n\nThe bombing in Gao may be revenge for the killing of a commander near Kidal last month."
    told = units(layers(Document("case", text)))
    assert [place.span.of(text) for unit in told for place in unit.places] == ["Gao", "Gao"]
    assert not any(unit.times for unit in told)


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("It was the fifth bombing in Oran since the end of May.", False),
        ("The ambush is the deadliest attack in the province of Oran since the truce began on March 3.", False),
        ("It was the second bombing in Oran since gunmen shot two guards at the port on March 3.", True),
        ("It was the second bombing in Oran since March; in May, a grenade killed a guard.", True),
        ("A bomb killed four guards in Oran on Monday, the fifth attack since May.", True),
    ],
)
def test_a_rank_among_incidents_is_of_the_one_told_before(sentence: str, opened: bool) -> None:
    text = f"A bomb wounded two men in Tunis on Thursday.\n{sentence}"
    assert any(opens(unit, text) for unit in units(read(text))[1:]) is opened


@pytest.mark.parametrize(
    ("sentence", "opened"),
    [
        ("A nurse in Oran, where the wounded were taken, said on Sunday that she had seen six bodies.", False),
        ("Four of them were being treated at a hospital in Oran on Sunday, and one died.", False),
        ("Two nurses were killed at a hospital in Oran on Sunday.", True),
        ("Gunmen burst into a hospital in Oran on Sunday and shot dead two nurses.", True),
        ("Two guards were killed in Oran on Sunday.", True),
        ("Since June 5, clashes around Oran have left 24 villagers and 18 soldiers dead.", False),
        ("Since June 5, when gunmen shot two guards in Oran, the fighting has left 24 dead.", True),
        ("Since June the group has struck again, killing two guards in Oran on Sunday.", True),
    ],
)
def test_where_victims_are_treated_or_many_are_added_up_opens_no_incident(sentence: str, opened: bool) -> None:
    text = f"A bomb wounded twelve men in Tunis on Thursday.\n{sentence}"
    assert any(opens(unit, text) for unit in units(read(text))[1:]) is opened


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ("The mayor said Thursday's drone attack killed two people.", 1),
        ("The army blamed Thursday's raid on rebels.", 1),
        ("The army said on Thursday that the raid killed two people.", 0),
        ("The army said at Thursday's briefing on the raid that two people were killed.", 0),
    ],
)
def test_a_day_that_an_event_belongs_to_is_no_day_of_the_saying(told: str, days: int) -> None:
    assert sum(len(unit.times) for unit in units(read(told))) == days


def test_a_year_says_which_events_are_meant() -> None:
    text = "Two dead in Tunis\nGunmen killed two people in Tunis.\nHe is also accused of the 1998 bombings of two banks in Sfax."
    found = units(read(text))
    assert "1998" in found[-1].span.of(text) and opens(found[-1], text)


def test_a_line_without_a_full_stop_is_an_entry_too() -> None:
    text = (
        "Timeline: attacks in Goma\n"
        "7 June 2016: A bomb kills six guards in Goma. The M23 says it was behind it\n"
        "13 March 2016: Nine people are shot dead in a church in Bunia"
    )
    found = units(read(text))
    assert [time.value.value for unit in found[1:] for time in unit.times] == ["2016-06-07", "2016-03-13"]
    assert all(unit.entry for unit in found[1:])


def test_a_headline_inside_a_digest_tells_what_stands_below_it() -> None:
    text = (
        "Ten things to know today\n\nBlasts at two mosques in Taiz kill 61\n\n"
        "Two bombers blew themselves up on Friday at mosques in Taiz, killing 61 people.\n\n"
        "Police in Tunis hold 20 over museum attack\n\n"
        "Twenty people have been arrested since gunmen killed 22 people at a museum in Tunis on Wednesday."
    )
    found = group(annotated := read(text), units(annotated))
    headings = [[unit.sentence.kind for unit in item.units].count("heading") for item in found]
    assert headings == [1, 1]


def test_the_items_of_a_bulletin_town_by_town_are_not_joined() -> None:
    items = [
        "near Hit, an airstrike destroyed a bunker",
        "near Sinjar, an airstrike destroyed a bunker",
        "near Hit, an airstrike hit a truck",
    ]
    text = "Strikes go on\nThe strikes of Thursday:\n" + "\n".join(f"* {item[0].upper()}{item[1:]}." for item in items)
    annotated = read(text)
    assert [unit.item is not None for unit in units(annotated)][-3:] == [True, True, True]
    assert all(len({unit.item for unit in item.units} - {None}) <= 1 for item in group(annotated, units(annotated)))


def test_many_attacks_of_one_day_in_one_town_open_an_incident() -> None:
    told = read("Oldmar diary\nOver 20 explosions shook Goma on Tuesday.\nOver 20 explosions have shaken the country.")
    found = [unit for unit in units(told) if unit.sentence.kind == "body"]
    assert [opens(unit, told.document.text) for unit in found] == [True, False]
