import re

import pytest

from dateline.codebook import actors
from dateline.errors import CodebookError


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [
        ("Daesh", "islamic-state"),
        ("IS", "islamic-state"),
        ("the Islamic State Khorasan Province", "isis-k"),
        ("al Shabab", "al-shabaab"),
        ("Government of Syria", "state:SY"),
        ("Government of Myanmar (Burma)", "state:MM"),
        ("Turkey", "state:TR"),
        ("Turkish air force", "state:TR"),
        ("CPI-Maoist", "cpi-maoist"),
        ("Sendero Luminoso", "shining-path"),
        ("Nobody's Front of Nowhere", None),
        ("", None),
    ],
)
def test_find(name: str, actor_id: str | None) -> None:
    found = actors.find(name)
    assert (found.id if found else None) == actor_id


def test_an_affiliate_is_compatible_with_its_parent_and_not_with_its_siblings() -> None:
    assert actors.compatible("islamic-state", "isis-k")
    assert actors.compatible("is-drc", "islamic-state")
    assert actors.compatible("isis-k", "isis-k")
    assert not actors.compatible("isis-k", "iswap")
    assert not actors.compatible("taliban", "ttp")


def test_table_is_large_and_well_formed() -> None:
    groups = actors.groups()
    assert len(groups) >= 250
    for record in groups.values():
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", record.id), record.id
        assert all(f"state:{country}" in actors.states() for country in record.countries), record.id
        for year in (record.active_from, record.active_to):
            assert year is None or re.fullmatch(r"\d{4}(?:-\d\d){0,2}", year), record.id
        assert record.id not in actors.ancestors(record.id)
        assert record.source


def test_plain_names_belong_to_one_group() -> None:
    owner: dict[tuple[str, ...], str] = {}
    for record in actors.groups().values():
        for name, match in record.names():
            if match in ("free", "cased"):
                assert owner.setdefault(actors.keys(name), record.id) == record.id, name


def test_every_name_finds_a_group_that_bears_it() -> None:
    for record in actors.groups().values():
        for name, _ in record.names():
            assert record in actors.candidates(name), name


def test_a_broken_row_names_itself() -> None:
    with pytest.raises(CodebookError, match=r"actors\.jsonl:7: unknown fields \['alias'\]"):
        actors.parse({"id": "x", "name": "X", "alias": []}, 7)
