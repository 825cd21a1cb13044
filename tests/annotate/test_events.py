"""Words that tell an event by what struck, burned, was taken or thrown, with what stands between. Invented sentences."""

from __future__ import annotations

import pytest

from dateline.annotate.events import events
from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.pipeline import layers
from dateline.types import Annotated, Document


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Raiders burned 14 huts in Oldmar.", "arson"),
        ("A mob burned 14 huts in Oldmar.", "mob_violence"),
        ("Demonstrators stormed the embassy in Oldmar.", "mob_violence"),
        ("A clerk was attacked by an angry mob in Oldmar.", "mob_violence"),
        ("Two thieves were killed by villagers near Oldmar.", "mob_violence"),
        ("Students clashed with the guards of a college in Oldmar.", "mob_violence"),
        ("Settlers torched cars in Oldmar.", "mob_violence"),
        ("Villagers attacked a survey team with sticks near Oldmar.", "mob_violence"),
        ("A man drove a van through the marchers in Oldmar.", "vehicle_attack"),
        ("A jeep ran into a column of soldiers near Oldmar.", "vehicle_attack"),
        ("A man with a kitchen knife killed two clerks in Oldmar.", "knife_attack"),
        ("They cut off the heads of two guards at Oldmar.", "knife_attack"),
        ("Two women detonated their explosive belts at Oldmar.", "suicide_bombing"),
        ("A girl set off her explosives at a checkpoint near Oldmar.", "suicide_bombing"),
        ("A pylon was brought down with explosives near Oldmar.", "bombing"),
        ("Rebels took the town of Oldmar.", "armed_clash"),
        ("Rebels took a school in Oldmar.", "hostage_taking"),
        ("Militants took six teachers in Oldmar.", "abduction"),
        ("Saboteurs cut a pipeline near Oldmar.", "other"),
        ("The raiders took away 30 worshippers in Oldmar.", "abduction"),
        ("A trader was burned alive in Oldmar by a mob.", "mob_violence"),
        ("A driver ran down dozens of football fans in Oldmar.", "vehicle_attack"),
        ("Four rockets were launched at the embassy in Oldmar.", "shelling"),
        ("Ten people died in a paramotor attack near Oldmar.", "air_strike"),
        ("A sea drone struck a tanker off Oldmar.", "other"),
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
        ("Rebels blow up two pylons near Oldmar.", "bombing"),
        ("The bridge at Oldmar was cut in two by explosives.", "bombing"),
        ("A stick of dynamite damaged the gate of a school.", "bombing"),
        ("The health centre at Oldmar was burned.", "arson"),
        ("Five conscripts were led away over the border.", "abduction"),
        ("They were led out of their homes at Oldmar.", "abduction"),
        ("Somebody put four bullets in the curtain.", "armed_assault"),
        ("Two soldiers run over near Oldmar.", "vehicle_attack"),
        ("The group launched two missiles at a tanker off Oldmar.", "shelling"),
        ("A clinic was hit by a rocket in Oldmar.", "shelling"),
        ("Oldmar was struck by six ballistic missiles.", "shelling"),
        ("A tram was hit by a drone in Oldmar.", "air_strike"),
        ("Petrol bombs were thrown at a chapel in Oldmar.", "arson"),
        ("A chapel was deliberately burned in Oldmar.", "arson"),
        ("Rebels placed dynamite sticks in three shops of Oldmar.", "bombing"),
        ("They used explosives against the town hall of Oldmar.", "bombing"),
        ("A goods train left the rails after hitting a dynamite charge.", "bombing"),
        ("Two power pylons were knocked down near Oldmar.", "bombing"),
        ("The rebels used mortars against the Oldmar barracks.", "shelling"),
        ("The road to Oldmar was mined by the rebels.", "landmine"),
        ("Helicopters rocketed the hills above Oldmar.", "air_strike"),
        ("A plane was downed near Oldmar.", "armed_assault"),
        ("A merchant is being held by the rebels near Oldmar.", "abduction"),
        ("There was an attempt against the minister in Oldmar.", "assassination"),
        ("The body of a baker bore marks of torture.", "other"),
        ("Oldmar has no light because of sabotage actions.", "other"),
        ("The army recaptured the town of Oldmar.", "armed_clash"),
        ("The army retook Oldmar from the rebels.", "armed_clash"),
        ("They hailed the liberation of Oldmar from the militants.", "armed_clash"),
        ("Guerrillas occupied the village of Oldmar.", "armed_clash"),
        ("Rebels harassed the garrison of Oldmar.", "armed_clash"),
    ],
)
def test_kinds(text, kind):
    found = events(times(sentences(Annotated(Document("d", text))))).events
    assert [event.type for event in found if event.score == 1.0] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The bus was repaired in Oldmar.",
        "The missile splashed down in the ocean off Oldmar.",
        "The north launched two missiles into the eastern sea.",
        "The prince was executed by a firing squad.",
        "Two journalists were sentenced to death in Oldmar.",
        "The striker hit the bar.",
        "The minister took questions from the house.",
        "The minister drove through a cheering crowd in Oldmar.",
        "The three men took off in a van.",
        "He took a bag out of the car.",
        "Officers led away two men in handcuffs.",
        "The clown will blow up balloons.",
        "The party was cut in two by the quarrel.",
        "The guide led them out of the museum.",
        "An officer fired a stun gun.",
        "Agents held 30 men in an immigration raid at a plant in Oldmar.",
        "He was held in a raid on his home.",
        "The liberation of women was her subject.",
        "The mayor placed a wreath in Oldmar.",
        "The zoo recaptured a lynx in Oldmar.",
        "The family occupied the house in Oldmar for years.",
        "He harassed two cooks at work in Oldmar.",
        "The squads of death squad members were named.",
    ],
)
def test_no_events(text):
    assert events(times(sentences(Annotated(Document("d", text))))).events == ()


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Ten men who would not join them were lined up and shot.", "actual"),
        ("Those who did not flee were shot.", "actual"),
        ("The man, who was not shot, fled.", "negated"),
        ("Two who had not been shot fled.", "negated"),
        ("The clerk who could not say whether he was shot fled.", "negated"),
    ],
)
def test_what_the_victims_did_not_do_negates_nothing(text, mode):
    found = events(times(sentences(Annotated(Document("d", text))))).events
    assert [event.mode for event in found if event.type == "armed_assault"] == [mode]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("OLDMAR, 3 MAY -- A CLERK OF THE RIVER BOARD, 45, WAS SHOT TO DEATH BY\nUNKNOWN MEN WHILE WALKING HOME TODAY.", 1),
        ("Oldmar, 3 May -- A clerk of the river board, 45, was shot dead by unknown\nmen while walking home today.", 1),
        ("Oldmar, 3 May -- A clerk of the river board, 45, was shot dead by unknown \nmen while walking home today.", 1),
        ("Clerk of the river board is shot dead by unknown men in Oldmar today\nHe was 45 and walking home.", 2),
    ],
)
def test_a_few_lines_wrapped_by_hand_are_one_paragraph(text, count):
    assert len(sentences(Annotated(Document("d", text))).sentences) == count


def test_an_item_of_a_list_is_cut_into_its_sentences():
    text = "Deeds\n\n• Oldmar, 3 May 2017: five clerks were taken. One of them was shot.\n▪ 4 May 2017. A bomb went off."
    found = [sentence.span.of(text) for sentence in sentences(Annotated(Document("d", text))).sentences]
    assert found[1:] == [
        "• Oldmar, 3 May 2017: five clerks were taken.",
        "One of them was shot.",
        "▪ 4 May 2017.",
        "A bomb went off.",
    ]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("No fewer than nine herders were shot dead near Oldmar.", "actual"),
        ("Not less than nine herders were shot dead near Oldmar.", "actual"),
        ("Nine herders are feared dead after a bomb blast in Oldmar.", "actual"),
        ("No one was hurt in the explosion in Oldmar.", "actual"),
        ("There was no explosion in Oldmar.", "negated"),
        ("No herders were shot dead near Oldmar.", "negated"),
        ("No more herders were shot dead near Oldmar.", "negated"),
        ("Herders feared a bomb blast in Oldmar.", "hypothetical"),
    ],
)
def test_words_that_only_look_like_cues(text, mode):
    found = events(times(sentences(Annotated(Document("d", text))))).events
    assert [event.mode for event in found if event.score == 1.0] == [mode]


@pytest.mark.parametrize(
    "text",
    [
        "Hackers attacked a savings bank in Oldmar.",
        "The bill was killed in the upper house.",
        "A rocket exploded shortly after launch from Oldmar.",
        "Detectives raided a shop in Oldmar and took away two pistols.",
        "He spoke of Operation Clean Sweep, which began in June.",
    ],
)
def test_no_attacks(text):
    assert not events(times(sentences(Annotated(Document("d", text))))).events


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("They have not forgotten the bombing of Oldmar.", "actual"),
        ("Oldmar is without power after the bombing of a pylon.", "actual"),
        ("Oldmar went without a bombing this year.", "negated"),
    ],
)
def test_what_stands_near_a_told_deed_and_does_not_unmake_it(text, mode):
    found = events(times(sentences(Annotated(Document("d", text))))).events
    assert [event.mode for event in found if event.type == "bombing"] == [mode]


def test_devices_that_fail_are_foiled():
    annotated = layers(Document("x", "Four devices failed to explode on trains in Oldmar on Monday; a fifth device exploded."))
    assert [(event.type, event.mode) for event in annotated.events] == [("bombing", "foiled"), ("bombing", "actual")]
