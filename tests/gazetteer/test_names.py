"""Names as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer.names import is_latin, key, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ḩaḑramawt", "Hadramawt"), ("Port-au-Prince", "Port au Prince"), ("St. Louis", "Saint Louis"),
     ("Ft. Worth", "Fort Worth"), ("Coeur d’Alene", "Coeur d'Alene"),
     ("MEDELLÍN", "Medellin"), ("Gdańsk", "Gdansk")],
)  # fmt: skip
def test_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Al-Raqqah", "Ar Raqqa"), ("Kunduz", "Qunduz"), ("Dayr az Zawr", "Deir ez Zor"), ("Sheikh Zuweid", "Shaykh Zuwayd")],
)
def test_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_scripts() -> None:
    assert is_latin("Şalāḩ ad Dīn")
    assert not is_latin("Москва")


@given(st.text(max_size=60))
def test_key_is_stable(name: str) -> None:
    assert key(key(name)) == key(name)
