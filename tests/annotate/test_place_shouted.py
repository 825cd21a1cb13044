"""Places of a text in capitals alone, told by the trained model and the words beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dateline import annotate
from dateline.annotate.site_gaps import ROLES
from dateline.types import Annotated, Document, Scores

OPENING = "LIMA, 3 MAR 90 (EFE) -- [TEXT] POLICE SAID THAT "


def read(said: str, *stretches: str) -> list[tuple[str, str | None]]:
    """Return the places of a wire, the model reading an incident's place in the `stretches`, and nowhere else."""
    text = OPENING + said
    layer = annotate.actors(annotate.places(annotate.sentences(Annotated(Document("test", text)))))
    starts, none = np.arange(len(text)), np.array([0])
    logits = np.full((len(text), len(ROLES)), -3.0, dtype=np.float32)
    for stretch in stretches:
        logits[text.index(stretch) : text.index(stretch) + len(stretch)] = 3.0
    scored = replace(layer, scores=Scores(ROLES, starts, starts + 1, logits, logits.max(axis=0), none, none, none))
    found = [(place.span.of(text), place.site) for place in annotate.spoken(scored).places]
    return [place for place in found if place[0] not in ("LIMA", "PUNO", "PUNO DEPARTMENT")]


@pytest.mark.parametrize(
    ("said", "stretch", "name"),
    [
        ("TWO MEN DIED NEAR LA ORVANA, IN PUNO DEPARTMENT.", "NEAR LA ORVANA", "LA ORVANA"),
        ("TWO MEN DIED IN THE VILLAGE OF EL TERVANO ON FRIDAY.", "THE VILLAGE OF EL TERVANO", "EL TERVANO"),
        ("A BOMB WENT OFF IN THE ORVANA NEIGHBORHOOD ON FRIDAY.", "THE ORVANA NEIGHBORHOOD", "ORVANA"),
        ("TWO MEN DIED IN ORVANA AND TERVANO ON FRIDAY.", "ORVANA", "ORVANA"),
        ("TWO MEN DIED IN SAN JOSE ORVANA ON FRIDAY.", "ORVANA", "SAN JOSE ORVANA"),
    ],
)
def test_a_settlement(said: str, stretch: str, name: str) -> None:
    assert (name, None) in read(said, stretch)
    assert (name, None) not in read(said)


def test_a_site_with_a_name() -> None:
    assert read("A BOMB WENT OFF AT THE ORVANA HEADQUARTERS.", "AT THE ORVANA HEADQUARTERS") == [
        ("ORVANA HEADQUARTERS", "headquarters")
    ]


def test_every_naming_of_a_settlement() -> None:
    assert read("TWO MEN DIED IN ORVANA.  ORVANA LIES IN PUNO.", "IN ORVANA") == [("ORVANA", None), ("ORVANA", None)]


@pytest.mark.parametrize(
    ("said", "stretch"),
    [
        ("HE WAS SHOT IN HIS HOME ON FRIDAY.", "IN HIS HOME"),
        ("TROOPS FOUGHT IN THE HINTERLAND ON FRIDAY.", "IN THE HINTERLAND"),
        ("A BOMB WENT OFF IN A RESIDENTIAL AREA ON FRIDAY.", "IN A RESIDENTIAL AREA"),
        ("A BOMB WENT OFF IN THE WEALTHY ORVANA.", "THE WEALTHY"),
        ("COLONEL ORVANA SPOKE ON FRIDAY.", "ORVANA"),
    ],
)
def test_words_that_are_no_name(said: str, stretch: str) -> None:
    assert not read(said, stretch)
