"""gvdb: clock times read and compared, victims counted, places by name or point."""

from __future__ import annotations

import json

import pytest

from dateline.errors import Malformed
from dateline.evaluate import gvdb
from dateline.evaluate.gvdb import Marked

ITEM = Marked("2", "text", "Springfield", "7:30 p.m", "handgun", 1, 2)
OWN = {
    "place": {"name": "Springfield", "lat": None, "lon": None, "precision": "town"}, "weapons": ["firearm"],
    "killed": {"low": 1, "best": 1, "high": 1}, "injured": {"low": 2, "best": 2, "high": 2},
    "statements": [{"property": "time", "quote": "about 7:30 p.m.", "value": ""}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("7:30 p.m.", [(7, 30, "p")]),
        ("7 p.m", [(7, 0, "p")]),
        ("6am", [(6, 0, "a")]),
        ("around 11:05", [(11, 5, "")]),
        ("noon", [(12, 0, "p")]),
        ("Tuesday, Jan. 27", []),
    ],
)
def test_clock_times(words, found):
    assert gvdb.times(words) == found


def test_a_perfect_record_is_right_everywhere():
    assert all(judge(ITEM, OWN).right for judge in gvdb.FIELDS.values())


def test_no_record_is_wrong_everywhere():
    assert all(judge(ITEM, None) == (True, False, False) for judge in gvdb.FIELDS.values())


def test_a_street_without_a_town_gives_no_city():
    street = OWN | {"place": {"name": "900 block of Elm Street", "lat": None, "lon": None, "precision": "unknown"}}
    assert gvdb.city(ITEM, street) == (True, False, False)


def test_a_part_between_commas_is_a_city():
    inside = OWN | {"place": {"name": "12 Elm Street, Ashby County, Ohio", "lat": None, "lon": None, "precision": "site"}}
    marked = Marked("2", "text", "unincorporated Ashby County", "", "", 0, 0)
    assert gvdb.city(marked, inside).right


def test_the_state_is_no_city():
    place = {"name": "Elm Street, Fresno, California", "admin1": "California", "precision": "site"}
    fresno = OWN | {"place": place, "statements": []}
    assert not gvdb.city(Marked("2", "text", "Oakland, California", "", "", 0, 0), fresno).right


def test_a_wrong_half_of_the_day_is_wrong():
    morning = OWN | {"statements": [{"property": "time", "quote": "7:30 a.m.", "value": ""}]}
    assert not gvdb.clock(ITEM, morning).right


def test_reading(tmp_path):
    blank = {"value": "", "startIndex": -1, "endIndex": -1}
    notes = {
        "date-and-time": {"city": {"value": " Ashby "}, "clock-time": blank}, "circumstances": {"type-of-gun": blank},
        "victim-section": [{"victim-was": ["killed", "hospitalized"]}, {"victim-was": ["injured"]}, {"victim-was": []}],
    }  # fmt: skip
    path = tmp_path / "dev.tsv"
    path.write_text(
        f"Article id\tFull text\tJson\n7\tText\t{json.dumps(notes)!s}\n".replace('"', '""')
        .replace("\t{", '\t"{')
        .replace("}\n", '}"\n')
    )
    item = next(gvdb.articles(path))
    assert (item.city, item.clock, item.killed, item.injured) == ("Ashby", "", 1, 1)
    path.write_text("Article id\tFull text\tJson\n7\tText\tnot json\n")
    with pytest.raises(Malformed):
        next(gvdb.articles(path))
