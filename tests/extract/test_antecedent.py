"""Which group "it" stands for: the one that the sentence before speaks of; the affiliate, not the parent that claims for it."""

from __future__ import annotations

import pytest

from dateline.extract.antecedent import antecedent, named_before
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")
LEAD = "Boko Haram is the larger one. Boko Haram burned a village, and Boko Haram took girls from a school.\n\n"


def meant(told: str) -> str | None:
    """Return the group for which the last "It" or "They" of the text stands."""
    text = LEAD + told
    found = antecedent(
        layers(Document(id="x", text=text, language="en")), max(text.rfind(word) for word in ("It ", "They ", "Its "))
    )
    return found.name if found is not None else None


@pytest.mark.parametrize(
    "told",
    [
        "Ansaru, founded in 2012, is notorious for kidnappings. It bombed a bus in 2013.",
        "Ansaru was formed by deserters. It shot six guards in 2013.",
        "The Ansaru (meaning helpers) has few men. They killed a priest in 2014.",
        "Ansaru emerged in Kano. It has some 200 men. It shot two builders in 2013.",
        "Ansaru wants a caliphate too. Its men killed seven builders in 2013.",
        "Ansaru remains small. It stormed a jail in 2012.",
    ],
)
def test_it_is_whom_the_sentence_before_speaks_of(told: str) -> None:
    assert meant(told) == "Ansaru"


@pytest.mark.parametrize(
    "told",
    [
        "Ansaru claimed the raid. It burned a second village in 2013.",
        "Ansaru is smaller.\n\nIt burned a second village in 2013.",
        "Ansaru fighters fled. It burned a second village in 2013.",
    ],
)
def test_it_is_the_group_of_the_article(told: str) -> None:
    assert meant(told) == "Boko Haram"


def test_a_parent_is_named_for_its_affiliate() -> None:
    head = "Islamic State claims village raid\n\nIslamic State said it had struck. "
    text = head + "The Allied Democratic Forces did it. The ADF came at night."
    counts = named_before(layers(Document(id="x", text=text, language="en")), len(text))
    assert counts["adf"] > counts["islamic-state"]
    text = head + "Islamic State has an ally in the Allied Democratic Forces."
    counts = named_before(layers(Document(id="x", text=text, language="en")), len(text))
    assert counts["islamic-state"] > counts["adf"]
