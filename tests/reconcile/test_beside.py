"""What does not stand against each other: a part and its country, a first figure, a number of men. All events are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.reconcile.actors import is_description
from dateline.reconcile.conflicts import conflicts
from dateline.reconcile.places import relation
from dateline.reconcile.toll import points
from dateline.types import Account, CountValue, DateValue, Kept, PlaceValue

PART = PlaceValue("northeastern Sudan", "SD", lat=15.0, lon=30.0, precision="region")
TOWN = PlaceValue("Port Sudan", "SD", "Red Sea", lat=19.6, lon=37.2, precision="town")
FAR_TOWN = PlaceValue("Geneina", "SD", "West Darfur", lat=13.4, lon=22.4, precision="town")


def test_a_quarter_of_a_country_holds_what_lies_on_that_side() -> None:
    assert relation(PART, TOWN) == relation(TOWN, PART) == "within"
    assert relation(PART, FAR_TOWN) == "far"
    assert relation(replace(PART, name="western Sudan"), FAR_TOWN) == "within"


def test_a_village_is_one_with_and_without_its_district() -> None:
    village = PlaceValue("Hamra", "SD", lat=13.0, lon=30.2, precision="region")
    assert relation(village, replace(village, name="Hamra, Sheikan", lat=13.2, lon=30.4)) == "same"
    assert relation(replace(village, name="Umm Dam, Sheikan"), replace(village, name="Hamra, Sheikan", lat=13.2)) != "same"


def _account(number: int, killed: CountValue, place: PlaceValue = TOWN) -> Account:
    said = Kept(f"s{number}", f"d{number}", "killed", killed, "n", 0, 1, None, "stated", None)
    where = replace(said, id=f"p{number}", property="place", value=replace(place, score=0.7), quote=place.name)
    return Account(
        f"a{number}", f"d{number}", None, f"Outlet {number}", date(2024, 5, number), True, "bombing", "completed",
        DateValue("2024-05-01", "day"), place, killed, None, statements=(said, where),
    )  # fmt: skip


def _doubts(first: CountValue) -> list[str | None]:
    accounts = [_account(1, first), *(_account(n, CountValue(100, 100, 100)) for n in (2, 3, 4))]
    return [point.doubtful for point in points(accounts, {}) if point.value == first]


def test_a_minimum_of_the_first_day_is_old_and_not_in_doubt() -> None:
    assert _doubts(CountValue(28, 28, None, "at_least")) == [None]
    assert _doubts(CountValue(3, 3, 3)) == ["stands alone below 3 other voices"]


def test_places_that_lie_apart_are_quoted() -> None:
    one = CountValue(1, 1, 1)
    found = conflicts([_account(1, one), _account(2, one, FAR_TOWN)], (), {})
    assert sorted(position.quotes[0][2] for position in found[0].positions) == ["Geneina", "Port Sudan"]


def test_a_number_of_men_is_no_named_actor() -> None:
    assert is_description("Four men") and is_description("12 gunmen")
    assert not is_description("Three Percenters") and not is_description("Second Marine Brigade")
