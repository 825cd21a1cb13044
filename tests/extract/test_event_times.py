"""Which days of a sentence may date the event that it speaks of: not those of a court, a council or a search."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.extract.event_times import event_times
from dateline.pipeline import layers, run
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _days(text: str) -> list[str]:
    annotated = layers(Document("x", text, language="en", published=date(2021, 5, 14)))
    return [time.span.of(text) for time in event_times(annotated, annotated.sentences[0])]


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was charged with murder Thursday in the slaying of a nurse in Dover.",
        "The council condemned the bombing of two hotels in Lagos on Thursday.",
        "On May 6, Alan Reed, 44, was charged with the slaying.",
        "A court in Leeds on Wednesday sentenced two men for the shooting.",
        "On Sept. 2, police went to two homes to ask about the bombings.",
        "A neighbour saw the car near the house ten days before the shooting.",
        "The minister left Quetta on Friday after the raid.",
        "A rebel group claimed responsibility on Thursday for two blasts in Quetta that killed 84 people.",
        "The army on Thursday blamed the Front for a raid that killed 12 people in Damboa.",
        "Gunmen killed 41 people at a school in the country's worst such attack since 2010.",
        "The stabbing was the first on the line since it opened in 1996.",
        "In May 2020, a former mayor, who was himself hurt in the attack, was convicted of rioting.",
        "The man accused of shooting the governor pleaded guilty on Tuesday.",
        "The council condemned the bombing of the offices in Lagos and Accra on Thursday and called for calm.",
        "The minister met his aides Wednesday to talk of the steps following the twin bombings, which have killed 25 people.",
        "Nine teachers abducted by gunmen were freed on Tuesday.",
        "A public inquiry into the shooting at a hall in Dover that killed six opened on Monday.",
        "Oldland on Thursday hanged three men convicted of a market bombing.",
        "About 300 people attended a vigil in Dunmar on Wednesday night for two women found shot.",
        "On Sunday, police said they knew who had carried the Dover bomb.",
        "A clerk was charged late Tuesday night with the shooting of a nurse.",
        "A clerk appeared in municipal court here Tuesday morning to answer charges over the shooting.",
        "The boy turned himself in to deputies Monday after the shooting.",
        "Two nurses were shot with a pistol, a prosecutor said during Tuesday's bond hearing.",
        "Officers were continuing to investigate the shooting early Saturday.",
        "Funeral services are Saturday for a boy who was shot by a friend.",
        "Police told reporters gathered in Dover on Tuesday that a nurse was shot.",
        "Police said in a prepared statement Tuesday a nurse was shot.",
        "A nurse was killed only five days before the start of two summits.",
        "A man suspected of a shooting leaves a court in Dover, May 3, 2021 (WXYZ)",
        "UPDATE May 3, 3:03 p.m.: Police now say that the shooting killed a nurse.",
        "Bond was denied Tuesday for two men held in the shooting of a nurse.",
        "On April 29, complaints were filed against three men over the shooting.",
        "A man accused of shooting two nurses was found dead Saturday in his cell.",
        "The rebels, who have dynamited the line 23 times so far this year, set trucks on fire.",
        "Officials on Tuesday announced that a nurse was shot.",
        "ARMY SOURCES REPORTED TODAY THAT SIX REBELS DIED IN A CLASH NEAR DUNMAR.",
    ],
)
def test_days_of_something_else(text: str) -> None:
    assert _days(text) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Six years after a gunman killed five people in Dunmar, residents opened a museum on Monday.", ["Six years"]),
        ("The station reopened on Wednesday, two weeks after a man shot dead five passengers there.", ["two weeks"]),
        ("Reed, shot dead on Monday by a neighbour, was mourned by hundreds on Wednesday.", ["Monday"]),
        ("The man who shot nine people dead in Dover in June 2015 was sentenced to death on Tuesday.", ["June 2015"]),
        ("A clerk was charged in the shooting Friday of two men in Dover.", ["Friday"]),
        ("A clerk was convicted of killing two men on Friday in Dover.", ["Friday"]),
        ("Detectives searched for a suspect in the Oct. 23 slaying.", ["Oct. 23"]),
        ("Families marked ten years since the bombing of the bar on 12 October 2011.", ["12 October 2011"]),
        ("Two soldiers died on Monday in revenge for the raid.", ["Monday"]),
        ("A driver, the only survivor in the Sept. 13 shooting, was charged with theft.", ["Sept. 13"]),
        ("The council on Saturday condemned the bombings in Lagos and Accra Friday.", ["Friday"]),
        ("The minister left the town on Friday, after the raid, when two soldiers died.", ["Friday"]),
        ("About 40 minutes after the shooting, a house was hit.", ["About 40 minutes"]),
        ("It was the deadliest raid since October 6, when a bomb killed 24 people.", ["October 6"]),
        ("It was the deadliest raid since the 2004 Dunmar station bombings, which killed 24 people.", ["2004"]),
        ("Police said the men who came on Tuesday said the bomb was theirs.", ["Tuesday"]),
        ("Police believe the Saturday shooting on Holm Road, which hurt two teens, was an accident.", ["Saturday"]),
        ("A woman reported being flagged down Sunday night by a man who shot her child.", ["Sunday night"]),
        ("The Register reports a man called 911 on Sunday afternoon and said his nephew shot himself.", ["Sunday afternoon"]),
        ("The sheriff says two people shot dead were found Monday night in a field.", ["Monday night"]),
        ("Police said on April 12, a boy took a gun and shot his sister.", ["April 12"]),
        ("Police say a clerk on April 11 pointed a rifle at a nurse and shot her.", ["April 11"]),
        ("Court papers paint a grim picture of Friday's triple murder.", ["Friday"]),
        ("On April 6, a boy was shot not far from the scene of Tuesday's shooting.", ["April 6"]),
        ("Three men were shot on Tuesday near the market, not far from the site of a raid.", ["Tuesday"]),
        ("THE ARMY REPORTED THAT EARLY THIS MORNING REBELS SET FIRE TO TWO PLANTS.", ["EARLY THIS MORNING"]),
        ("On the morning of Friday 7 May two nurses were killed, the council denounced.", ["the morning of Friday 7 May"]),
    ],
)
def test_days_of_the_deed(text: str, days: list[str]) -> None:
    assert [day for day in days if day in _days(text)] == days


def test_the_year_in_which_a_group_was_formed_dates_no_deed():
    text = (
        "A bomb killed 14 people at a mosque in Kabul on Friday.\n\n"
        "Islamic State, which was formed in 2015, has bombed mosques before; police said they had arrested two men over the attack."
    )
    found = run(Document("x", text, published=date(2023, 5, 13))).incidents
    assert [(incident.date.value, incident.killed.best if incident.killed else None) for incident in found] == [("2023-05-12", 14)]
