"""Products of features: they count only where both stand."""

from __future__ import annotations

from dateline.extract.pairs import JOIN, MERGE, products


def test_a_product_is_zero_where_one_feature_is_absent() -> None:
    assert products({"same_paragraph": 1.0}, JOIN) == dict.fromkeys((name for name, _, _ in JOIN), 0.0)


def test_signs_take_the_positive_or_the_negative_part() -> None:
    found = products({"toll_differs": 1.0, "sides": -0.5, "bias": 1.0, "fit": 0.5, "same": 1.0}, MERGE)
    assert found == {"tolls_apart": 0.5, "places_unfit": 0.0, "definite_other": 0.0, "sides_apart": 0.5, "unfit_same": 0.0}
