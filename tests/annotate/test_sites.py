"""Sites: streets, roads and buildings with names of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline import annotate
from dateline.annotate.dwellings import named
from dateline.annotate.site_gaps import ROLES
from dateline.types import Annotated, Document, PlaceMention, Scores, Span


def sites(text: str) -> dict[str, str | None]:
    layer = annotate.places(annotate.sentences(Annotated(Document("test", text))))
    return {place.span.of(text): place.site for place in layer.places}


@pytest.mark.parametrize(
    ("text", "name", "site"),
    [
        ("Deputies went to a home on Abbot Lane early Friday.", "Abbot Lane", "street"),
        ("He was found in the 2600 block of Montana Ave. Harlow was dead.", "2600 block of Montana Ave.", "street"),
        ("Shots were fired in the 100 block of East Rockland Street. Police came.", "100 block of East Rockland Street", "street"),
        ("A body lay in the 14170 block on Minock on Friday.", "14170 block on Minock", "street"),
        ("The shooting was near 48th & Hampton on Tuesday.", "48th & Hampton", "street"),
        ("A man was stabbed in Orvane Crescent on Tuesday.", "Orvane Crescent", "street"),
        ("She was shot in Orvane Place on Tuesday.", "Orvane Place", "street"),
        ("Shelling of the Saudi hospital in El-Fasher left 20 dead.", "the Saudi hospital in El-Fasher", "hospital"),
        ("The Saudi hospital in El-Fasher was hit.", "The Saudi hospital in El-Fasher", "hospital"),
        ("A guard was shot at the Orvane War Memorial.", "Orvane War Memorial", "memorial"),
        ("A man was shot in the 900 block of St. Anne Street on Friday.", "900 block of St. Anne Street", "street"),
        ("Shots rang out near Fell and Laguna street on Friday.", "Fell and Laguna street", "street"),
        ("Shots rang out near Grand Avenue and K Street on Friday.", "Grand Avenue and K Street", "street"),
        ("She was shot near East 38th Street and Post Road on Friday.", "East 38th Street and Post Road", "street"),
        ("He died in the 900 block of Vista del Mar Drive.", "900 block of Vista del Mar Drive", "street"),
        ("Two men were shot on Loop 410 in April.", "Loop 410", "street"),
        ("A man died in the 1900 block of Northwest 83rd Terrace on Friday.", "1900 block of Northwest 83rd Terrace", "street"),
        ("A man died in the 4700 block of Highway 253 on Friday.", "4700 block of Highway 253", "street"),
        ("A man died in the 800 block of County Road 2217 on Friday.", "800 block of County Road 2217", "street"),
        ("A man died at a house on Ohio Highway 1196 near a creek.", "Ohio Highway 1196", "street"),
        ("A man died in the 5,000 block of San Orvane on Friday.", "5,000 block of San Orvane", "street"),
        ("A man died in the 300 block of General Orvane Monday night.", "300 block of General Orvane", "street"),
        ("A man died in the first block of Orvane Avenue on Friday.", "first block of Orvane Avenue", "street"),
        ("A man died in the 1100 block of 4th Street, NW, police said.", "1100 block of 4th Street, NW", "street"),
        ("A man died on Orvane Drive, Southeast Precinct officers said.", "Orvane Drive", "street"),
        ("A man died near Orvane Boulevard and Dover Highway.", "Orvane Boulevard and Dover Highway", "street"),
        ("It happened at N.W. 25th Avenue & 102nd Street.", "N.W. 25th Avenue & 102nd Street", "street"),
        ("A man died at 32-14 106th St. on Friday.", "32-14 106th St.", "street"),
        ("A man died at 3451 Northwest 36 Street on Friday.", "3451 Northwest 36 Street", "street"),
        ("A man was shot at the Orvane Bar and Grill.", "Orvane Bar and Grill", "bar and grill"),
        ("Deputies went to 218 US Hwy 13 Bypass on Friday.", "218 US Hwy 13 Bypass", "street"),
        ("Two men were shot on the shoulder of U.S. 59 in April.", "U.S. 59", "street"),
        ("A priest was seized on the Benin-Asaba expressway.", "Benin-Asaba expressway", "street"),
        ("Gunmen burst into the Hotel Byblos on Friday.", "Hotel Byblos", "hotel"),
        ("He fired at the terrace of the Café du Canal.", "Café du Canal", "café"),
        ("A pupil wounded three people at school No. 31.", "school No. 31", "school"),
        ("Six people died at Camp No. 18 on Friday.", "Camp No. 18", "camp"),
        ("He attacked the Al Noor mosque on Friday.", "Al Noor mosque", "mosque"),
        ("Gunmen burst into St. Orvan Catholic Church on Friday.", "St. Orvan Catholic Church", "church"),
        ("Gunmen killed six people at the Club Bahia in Cali.", "Club Bahia", "club"),
        (
            "A bomb went off in front of the Sacred Heart of Jesus Cathedral in Makassar.",
            "Sacred Heart of Jesus Cathedral in Makassar",
            "cathedral",
        ),
        ("The Nagoya District Court on Thursday sentenced a man to death.", "Nagoya", None),
    ],
)
def test_site(text: str, name: str, site: str | None) -> None:
    assert sites(text)[name] == site


def test_capitals_do_not_make_a_name() -> None:
    assert "SALVADORAN EMBASSY IN LIMA" in {
        span.removeprefix("THE ")
        for span in sites("GUERRILLAS ATTACKED THE SALVADORAN EMBASSY IN LIMA ON FRIDAY NIGHT, POLICE SAID.")
    }


@pytest.mark.parametrize("day", ["Monday's", "Friday’s"])
def test_the_day_of_an_attack_is_no_name_of_a_site(day: str) -> None:
    assert sites(f"Nine people died in {day} mosque bombing in Peshawar.") == {"Peshawar": None}


@pytest.mark.parametrize(
    "title", ["Pirate Sentenced in Hijacking of US Ship", "Two Held in Stabbing of French Teacher in First Place"]
)
def test_the_deed_of_a_headline_is_no_place(title: str) -> None:
    assert not {"Hijacking", "Stabbing", "First Place"} & set(sites(title))


def test_a_name_inside_a_sites_own_is_no_place_where_the_text_names_the_place_elsewhere():
    text = "JNIM fights in the Sahel. Gunmen attacked the Hotel Sahel in Bamako."
    assert sites(text) == {"Sahel": None, "Hotel Sahel": "hotel", "Bamako": None}


def read(text: str, logit: float) -> list[str]:
    """Return the places of a text in every word of which the model reads an incident's place with `logit`."""
    layer = annotate.actors(annotate.places(annotate.sentences(Annotated(Document("test", text)))))
    starts, none = np.arange(len(text)), np.array([0])
    logits = np.full((len(text), len(ROLES)), logit, dtype=np.float32)
    scored = replace(layer, scores=Scores(ROLES, starts, starts + 1, logits, logits.max(axis=0), none, none, none))
    return [place.span.of(text) for place in annotate.spoken(scored).places]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Orvane shrine, where nine died, was rebuilt.", "Orvane shrine"),
        ("He was held on the third floor of the Tervane courthouse.", "Tervane courthouse"),
        ("Officers were called to Corley Hill Park at noon.", "Corley Hill Park"),
        ("The patrol came under fire from the Orvane Hill, witnesses said.", "Orvane Hill"),
    ],
)
def test_a_site_to_which_no_locative_leads_needs_the_word_of_the_model(text: str, name: str) -> None:
    assert name in read(text, 1.2)
    assert name not in read(text, 0.4)


@pytest.mark.parametrize("text", ["Many school boards met.", "A bank lent it.", "They blocked the Orvane road."])
def test_words_that_name_no_site_of_their_own(text: str) -> None:
    assert not read(text, 1.2)


def test_a_name_of_a_site_may_hold_of() -> None:
    assert "House of Light synagogue in Pittsburgh" in read("Gunmen shot nine at the House of Light synagogue in Pittsburgh.", 0.4)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A boy was shot at Orvane’s home on Friday.", {}),
        ("A boy was shot in Dover's home on Friday.", {}),
        ("A boy was shot inside the Orvane Drive home on Friday.", {"Orvane Drive": "street"}),
        ("An Ohio Highway Patrol helicopter searched the woods.", {"Ohio": None}),
        ("A boy was shot at a Dover home on Friday.", {"Dover home": "home"}),
        ("A boy was shot at a bar in Dover's old town.", {"a bar in Dover": "bar"}),
    ],
)
def test_somebodys_home_is_no_site(text: str, found: dict[str, str | None]) -> None:
    assert sites(text) == found


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Orvane nursing home", True),
        ("Orvane guest house", True),
        ("Orvane House", True),
        ("Orvane family home", False),
        ("Johnson home", False),
    ],
)
def test_a_home_for_many_is_a_site(words: str, *, kept: bool) -> None:
    text = f"Two men were shot at the {words}."
    span = Span(text.index(words), text.index(words) + len(words))
    mention = PlaceMention(span, span, words.split()[-1].lower())
    assert (named(text, mention) is not None) is kept


def test_a_feast_is_no_site() -> None:
    assert not sites("Gunmen fired on a St John's Day street party.")


def test_a_name_ends_before_an_acronym() -> None:
    assert "Tervane" in read("On Friday at Tervane FPLC fighters killed two.", 3.0)
