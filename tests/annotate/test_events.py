"""Words that tell an event by what struck, burned, was taken or thrown, with what stands between. Invented sentences."""

from __future__ import annotations

import pytest

from dateline.annotate.events import events
from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.types import Annotated, Document


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A mob burned 14 huts in Oldmar.", "arson"),
        ("A lorry with maize was burnt on the Oldmar road.", "arson"),
        ("A shell of unknown origin landed on their house.", "shelling"),
        ("A quadcopter had dropped a shell on a house in Oldmar.", "air_strike"),
        ("A hand grenade was tossed at a phone shop.", "bombing"),
        ("Their convoy came under fire near Oldmar.", "armed_assault"),
        ("Two teachers were taken from their homes in Oldmar.", "abduction"),
        ("Youths stoned a minibus in Oldmar.", "mob_violence"),
        ("A lorry was driven into crowds in Oldmar.", "vehicle_attack"),
        ("A patrol stepped into a minefield near Oldmar.", "landmine"),
        ("An army lorry hits a mine outside Oldmar.", "landmine"),
        ("A jeep rams three cyclists in Oldmar.", "vehicle_attack"),
        ("A taxi was driven along the pavement in Oldmar.", "vehicle_attack"),
        ("Strangers burned the village granary at Oldmar.", "arson"),
        ("The burning of two school buses at Oldmar was condemned.", "arson"),
        ("A van packed with explosives was driven at the gate of the Oldmar barracks.", "suicide_bombing"),
        ("He drove a bomb-laden pickup into the Oldmar barracks.", "suicide_bombing"),
        ("A youth wearing an explosive belt walked into the Oldmar market.", "suicide_bombing"),
        ("The raiders rode off with 12 schoolgirls.", "abduction"),
        ("Masked men took nine passengers off a bus at Oldmar.", "abduction"),
        ("Masked men took her out of the house at Oldmar.", "abduction"),
        ("Four miners were seized at Oldmar.", "abduction"),
        ("A bomb fell on the well at Oldmar.", "air_strike"),
        ("The air force carried out two raids near Oldmar.", "air_strike"),
        ("A mortar bomb fell on the well at Oldmar.", "shelling"),
    ],
)
def test_kinds(text, kind):
    found = events(times(sentences(Annotated(Document("d", text))))).events
    assert [event.type for event in found if event.score == 1.0] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The bus was repaired in Oldmar.",
        "The striker hit the bar.",
        "The minister took questions from the house.",
        "The minister drove through a cheering crowd in Oldmar.",
        "The three men took off in a van.",
        "He took a bag out of the car.",
        "Officers led away two men in handcuffs.",
    ],
)
def test_no_events(text):
    assert events(times(sentences(Annotated(Document("d", text))))).events == ()
