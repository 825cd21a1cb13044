"""What a report puts a place in, in its own words, and where an unlisted place stands."""

from __future__ import annotations

import time

import pytest

from dateline import annotate, resolve
from dateline.resolve import place_chains
from dateline.types import Annotated, Document, PlaceMention, PlaceValue, Span


def resolved(text: str) -> dict[str, PlaceValue]:
    layer = resolve.places(annotate.places(annotate.sentences(Annotated(Document("test", text)))))
    return {mention.span.of(text): mention.value for mention in layer.places if mention.value}


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("A blast hit Qarvan village in Diyala province on Friday.", "Qarvan", "Diyala"),
        ("Gunmen raided Qarvan village, near Khanaqin, on Friday.", "Qarvan", "near Khanaqin"),
        ("Gunmen raided the village of Qarvan, which lies about 14km north of Khanaqin, on Friday.", "Qarvan", "near Khanaqin"),
        ("Gunmen raided the village of Qarvan, some 20 km from Khanaqin town.", "Qarvan", "near Khanaqin"),
        ("Gunmen raided the villages of Qarvan and Belsot, in Diyala province.", "Qarvan", "Diyala"),
        ("Gunmen raided Diyala's Qarvan village on Friday.", "Qarvan", "Diyala"),
        ("Gunmen raided Qarvan village in Iraq's Diyala province.", "Qarvan", "Diyala"),
        ("Gunmen raided Qarvan village in Iraq. Officials in Baghdad said so. Baghdad was calm.", "Qarvan", None),
        ("The minister spoke in Baghdad. Gunmen raided Qarvan village on Friday.", "Qarvan", None),
        ("In Mosul, six people were hurt at the Qarvan market.", "Qarvan market", "Mosul"),
    ],
)
def test_container_is_the_reports(text: str, name: str, within: str | None) -> None:
    assert resolved(text)[name].within == within


def test_place_of_the_own_sentence_comes_first() -> None:
    value = resolved("Officials met in Baghdad. Iraq mourned. Gunmen from Mosul raided Qarvan village on Friday.")["Qarvan"]
    assert (value.country, value.admin1) == ("IQ", "Nineveh")


def test_where_somebody_came_from_is_not_where_it_happened() -> None:
    text = "A man from Norway vanished near Qarvan village after he entered the country from Kilis. He was seen in Raqqa in June."
    assert resolved(text)["Qarvan"].country != "TR"


def test_a_quarter_beside_a_quarter_goes_with_its_city() -> None:
    text = "PESHAWAR, Pakistan: Gunmen raided Qarvan village, close to Qissa Khwani, on Friday. Peshawar is in mourning."
    assert resolved(text)["Qarvan"].within == "Peshawar"


def test_a_division_keeps_the_words_of_its_name() -> None:
    assert resolved("Four people were shot in Woonsocket, Rhode Island, on Friday.")["Woonsocket"].admin1 == "Rhode Island"


def test_neighbourhood_does_not_go_to_its_namesake() -> None:
    text = (
        "Two shot in Englewood. PITTSBURGH, Pa. - Pittsburgh police said two men were shot in Englewood on Friday. "
        "Residents of Englewood heard the shots."
    )
    value = resolved(text)["Englewood"]
    assert (value.country, value.admin1) == ("US", "Pennsylvania")


def test_division_behind_the_name_denies_the_namesake() -> None:
    value = resolved("ROSEBUD, Mo. - A man was shot after an assault on an officer in Gasconade County.")["ROSEBUD"]
    assert value.admin1 == "Missouri"


def test_site_that_bears_a_divisions_name_stands_with_the_town() -> None:
    text = "INDIANAPOLIS, Ind. (Jan. 24) -- Indianapolis police were called to the Indiana Discount Mall on Sunday."
    value = resolved(text)["Indiana Discount Mall"]
    assert value.lat is not None
    assert abs(value.lat - 39.77) < 0.1


def test_long_list_of_unlisted_places_is_quick() -> None:
    text = "Gunmen raided Qarvan village. " * 1000
    layer = annotate.places(annotate.sentences(Annotated(Document("test", text))))
    assert all(isinstance(place, PlaceMention) for place in layer.places)
    began = time.process_time()
    resolve.places(layer)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("A bomb in a bus in Eastleigh, Nairobi, killed six people.", "Eastleigh", "KE"),
        ("A van was taken in the Shankill, Belfast, on Friday.", "Shankill", "GB"),
        ("A jet bombed a monastery in Sagaing Region's Pale Township.", "Pale", "MM"),
    ],
)
def test_namesake_abroad_is_denied_by_what_the_text_puts_it_in(text: str, name: str, country: str) -> None:
    assert resolved(text)[name].country == country


def test_a_list_of_towns_denies_nothing() -> None:
    assert resolved("Bombs went off in Paris, Brussels and London.")["Paris"].country == "FR"


def test_part_of_the_reports_town_is_named_with_it() -> None:
    text = "Westwood shooting. (Cincinnati, OH)--A man was shot on Tuesday in Westwood."
    assert resolved(text)["Westwood"].within == "Cincinnati"


def test_outlet_names_the_town_of_a_report_without_one() -> None:
    text = "Arrest made in weekend shooting | The Augusta Chronicle. A teen was shot in the 2800 block of Washington Road."
    assert resolved(text)["2800 block of Washington Road"].within == "Augusta"


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        (
            "ALBANY, Ga. — A man was shot on South Corley Street, the Dougherty County coroner said.",
            "South Corley Street",
            "Albany",
        ),
        (
            "BOULDER, Colo. — Boulder police said a boy was hurt on Friday. It happened at Sand Rise High School.",
            "Sand Rise High School",
            "Boulder",
        ),
    ],
)
def test_what_a_site_or_a_street_stands_in(text: str, name: str, within: str) -> None:
    assert resolved(text)[name].within == within


def test_a_site_at_a_place_stands_in_it() -> None:
    text = "A car was shot at under the Ravne bridge at Zuriba."
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in ("Ravne bridge", "Zuriba")]
    found = place_chains.owner(
        text, [PlaceMention(spans[0], spans[0], "bridge"), PlaceMention(spans[1], spans[1])], 0, [None, None]
    )
    assert found is not None
    assert (found.mention, found.near) == (1, False)
