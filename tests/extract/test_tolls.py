"""The settled toll of one report: sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run
from dateline.types import IncidentReport


def main_incident(text: str) -> IncidentReport:
    report = run(Document("x", text, published=date(2021, 5, 4)))
    return next(incident for incident in report.incidents if incident.main)


SETTLED = [
    ("Five men were rushed to hospitals from a shooting in Toledo on Sunday, where one was pronounced dead.", 1, 4),
    ("One killed, One wounded in Toledo on Sunday, police say.", 1, 1),
    ("Four soldiers died in Toledo on Sunday and six were wounded, the army said. Rebels claim 48 casualties.", 4, 6),
    ("A man died in a shooting in Toledo on Sunday. Officers had found a man of 27 with wounds to both shoulders.", 1, None),
    ("Five people were shot in Toledo on Sunday. A cook and his brother were both shot in the arm.", None, 5),
    ("Two were shot in Toledo on Sunday. Two others were wounded in the leg.", None, 2),
    ("A woman was shot dead in Toledo on Sunday. Her two sons are in stable condition.", 1, 2),
    ("Two girls were shot dead in Toledo on Sunday. Their mother and a boy were both taken to hospital in stable condition.", 2, 2),
    ("A boy of 9 accidentally shot himself in the hand in Toledo on Sunday.", None, 1),
    ("The envoy was murdered in Toledo on Sunday. Two of his guards were also killed.", 3, None),
    ("Four were taken to hospital with wounds from Toledo on Sunday. Three are stable. The fourth victim died on Monday.", 1, 3),
    ("Four of the five people shot in Toledo on Sunday died, police said.", 4, 1),
    ("Three cooks were shot dead in Toledo on Sunday and three guards wounded. The three victims were taken to hospital.", 3, 3),
    ("A father and his two sons were shot dead in Toledo on Sunday. Officers found the father and two boys wounded.", 3, None),
    ("A drive-by shooting in Toledo on Sunday killed an unborn child and wounded its mother.", None, 1),
    ("One of the five people hospitalized after a drive-by in Toledo on Sunday has died, police said.", 1, 4),
    ("Four adults were taken to hospital with gunshot wounds from Toledo on Sunday. One of them, a man of 35, died later.", 1, 3),
    ("Six people were shot in Toledo on Sunday. One of them is critical; the other five are stable.", None, 6),
    ("Two cooks were shot dead in Toledo on Sunday. A third man, who was also in the car, was shot in the hand.", 2, 1),
    ("A man and a woman were killed in Toledo on Sunday and a child was shot. The child is expected to live.", 2, 1),
    ("Five people were shot in Toledo on Sunday, including two guards who were killed.", 2, 3),
    ("A father shot dead his wife and their two sons in Toledo on Sunday. All three were found with gunshot wounds.", 3, None),
    ("A mother who was hurt in a shooting that killed her two sons in Toledo on Sunday has died, police said.", 3, None),
    ("A boy who had been on life support since a shooting in Toledo on Sunday died on Tuesday, police said.", 1, None),
    ("Three people attending a vigil were shot in Toledo on Sunday. All three are stable.", None, 3),
    ("A man killed his parents in Toledo on Sunday, police said.", 2, None),
    ("A nurse was hurt when gunfire hit a house in Toledo on Sunday; a bullet struck the left side of her body.", None, 1),
    ("Two were wounded in a shooting in Toledo on Sunday. Two survivors, one of whom called 911, were taken to hospital.", None, 2),
    ("Three people were killed and nine hurt by a bomb in Toledo on Sunday. One of the wounded died later in hospital.", 4, 8),
    ("A bomb killed 11 people in Toledo on Sunday. Two others died in hospital.", 13, None),
    ("A bomb killed 11 people at the scene in Toledo on Sunday; two died later.", 13, None),
    ("A bomb killed 11 people in Toledo on Sunday. Two more died later, taking the toll to 13.", 13, None),
    ("A bomb killed 11 people in Toledo on Sunday. Two others died in a separate crash.", 11, None),
    ("A guard was killed when a man blew himself up in Toledo on Sunday.", 1, None),
    ("Clashes in Toledo on Sunday left 11 people dead, police said, after two more people died of gunshot wounds.", 11, None),
    ("All five men were shot in Toledo on Sunday; Tom Reyes and Ana Ruiz died.", 2, 3),
    ("Nine members of the same family shot dead in Toledo on Sunday.", 9, None),
    ("Seven people were killed by a bomb in Toledo on Sunday, with 19 members of the security forces wounded.", 7, 19),
    ("Five police cadets and two nurses were killed by a bomb in Toledo on Sunday.", 7, None),
    ("Officials put the death toll from a drone strike in Toledo on Sunday at 16, with 16 wounded.", 16, 16),
    ("Six more men died of their wounds, bringing the death toll from a bomb blast near Toledo on Sunday to 18.", 18, None),
    ("Ali Odeh, a journalist, and his cousin were shot dead in Toledo on Sunday.", 2, None),
    ("The victims, a nurse and two cooks, were shot dead in Toledo on Sunday, police said.", 3, None),
    ("Ten people, including two nurses, three cooks and a child, were killed by a bomb in Toledo on Sunday.", 10, None),
    ("Nobody was killed in the bomb attack in Toledo on Sunday, police said.", 0, None),
    ("A quadruple shooting in Toledo left three people dead on Sunday.", 3, 1),
    ("More than 200 hurt in Toledo blast\n\nA bomb killed nine people and injured 214 in Toledo on Sunday.", 9, 214),
    (
        "A man killed 49 people in Toledo on Sunday.\n\nForty-one died at a mosque and seven at a hotel; one died in hospital.",
        49,
        None,
    ),
    ("Two bombs killed 17 people in Toledo on Sunday, police said.\n\nOne, hidden in a bin, killed 11 people.", 17, None),
    ("A bomb killed nine in Toledo on Sunday. More bodies under the rubble may raise the toll to 12.", 9, None),
    ("Blasts in Toledo on Sunday killed 34 people and hurt some 200.\n\nFourteen were killed and 96 hurt in the hall.", 34, 200),
    ("Bomb in Toledo kills 30, hurts 82\n\nThe dead of Sunday's bomb in Toledo are now 30, three of them children.", 30, 82),
    ("Toledo shooting: five dead including gunman\n\nTwo men and two women were shot dead in Toledo on Sunday.", 4, None),
    ("A lorry killed 30 people in Toledo on Sunday. Ten were in a critical condition; 92 were hurt in all.", 30, 92),
    ("Gunmen killed nine people in Toledo on Sunday. Eight children survived, five of them with gunshot wounds.", 9, 5),
    ("A bomb killed 40 in Toledo on Sunday, the governor said on Monday, with 61 survivors still in hospital.", 40, 61),
    ("Three people were shot dead in a house in Toledo on Sunday. All three suffered gunshot wounds, police said.", 3, None),
    (
        "A clerk was killed in Toledo on Sunday and four people were wounded. One is critical. The other three had minor injuries.",
        1,
        4,
    ),
    ("A father was killed in Toledo on Sunday and his son was shot by masked men.", 1, 1),
    ("Tom Reyes was killed in a shooting in Toledo on Sunday. Reyes was wounded in the head, police said.", 1, None),
    ("Ana Ruiz was shot dead in Toledo on Sunday. Two other people were shot, police said.", 1, 2),
    ("A man was killed in Toledo on Sunday. One of five people shot outside the bar has died, police said.", 1, 4),
    (
        "Ana Ruiz was killed when a man opened fire at a fair in Toledo on Sunday. Her cousin Tom Ruiz was also killed.",
        2,
        None,
    ),
    (
        "A 6-year-old boy shot in Toledo on Sunday has died, police said. The boy died on Monday at a hospital. "
        "Earlier, police said the shooting critically injured a 6-year-old boy.",
        1,
        None,
    ),
    (
        "Gunmen fired at a bus near Toledo on Sunday. Four villagers died on the spot while two others succumbed to their wounds.",
        6,
        None,
    ),
    ("Two drivers were shot in Toledo on Sunday. Both survived, police said.", 0, 2),
    ("A boy was shot dead in Toledo on Sunday. A nurse and a clerk in the car with Tom Reyes were also hit by gunfire.", 1, 2),
    ("A teenager died in a shooting in Toledo on Sunday. Police said a teen accidentally shot another teen at a home.", 1, None),
    ("Sixteen people were killed in Toledo on Sunday: nine at a bar and seven at a shop.", 16, None),
    ("A U.S. air strike near Haradheere on Sunday killed 60 terrorists, the military said.", 60, None),
    ("A U.S. air strike near Haradheere on Sunday killed 60 terrorists and no civilians were killed.", 60, None),
    ("Two soldiers and five rebels were killed in a clash near Haradheere on Sunday, the army said.", 7, None),
    ("Gunmen killed two soldiers near Haradheere on Sunday. Five of the gunmen were shot dead.", 2, None),
    ("The mayor of Haradheere was shot dead with his driver on Sunday.", 2, None),
    ("The mayor of Haradheere was shot dead on Sunday. Police said that a vendor had also died.", 2, None),
    ("The mayor of Haradheere was shot dead on Sunday. Two bystanders had also been killed.", 3, None),
    ("Gunmen killed 13 clerks in Toledo on Sunday. On Monday prosecutors put the number of dead at 15.", 15, None),
    ("Gunmen killed 13 clerks in Toledo on Sunday, police said. A hospital put the number of dead at 15.", 13, None),
    ("Eight dead in Toledo bar\n\nGunmen killed eight people in Toledo on Sunday. A waiter was also killed.", 8, None),
    ("Three men were wounded in a shooting in Toledo on Sunday. One died at the hospital, police said.", 1, 2),
    ("Four nurses were wounded in a shooting in Toledo on Sunday. One of the victims died on Monday morning.", 1, 3),
    ("One man was killed and three were wounded in a shooting in Toledo on Sunday. One of the victims died at the scene.", 1, 3),
    (
        "Two clerks were killed in a shooting in Toledo on Sunday. Three others were wounded, one seriously. One woman is in "
        "critical condition. Two others are in fair condition.",
        2,
        3,
    ),
    ("Gunmen fired at a mosque in Toledo on Sunday. Nobody was killed. Police said the gunmen had fled by car to Madrid.", 0, None),
    ("Five men were shot outside a bar in Toledo on Sunday, one of them fatally. Two other men, 18 and 19, were stable.", 1, 4),
    (
        "Three shootings in Toledo wound 6\n\nThree separate shootings left six people wounded in Toledo on Sunday. Two clerks "
        "were wounded and a guard was killed outside a bar in the first one.",
        1,
        2,
    ),
    ("A man and a girl suffered gunshot wounds in Toledo on Sunday. Both later died, police said.", 2, None),
    (
        "Three people were killed in a shooting in Toledo on Sunday. A 27-year-old woman was shot to death on a sidewalk, and a "
        "24-year-old man and a 20-year-old woman died later at a hospital.",
        3,
        None,
    ),
    ("Gunfire struck Reyes and three others in Toledo on Sunday, killing Reyes, police said.", 1, 3),
    ("Nine people were hurt by a bomb in Toledo on Sunday, a radio said. The agency spoke of one dead.", 1, 9),
    ("Nine people were hurt by a bomb in Toledo on Sunday. One later died in hospital.", 1, 8),
    ("A strike on a car killed a commander in Toledo on Sunday. Two guards were killed with him.", 3, None),
    ("A drone killed a smuggler in Toledo on Sunday. Two men who came to help him were also killed.", 3, None),
    ("Gunmen entered a judge's house in Toledo on Sunday and killed him, his wife and two sons.", 4, None),
    ("Shells hit the town of Toledo on Sunday. There were no injured.", None, 0),
    (
        "Five killed by shell in Toledo\n\nAt least two people were killed on Sunday when a shell hit a bus, a witness said. "
        "Photo by Tom Reyes.\n\nA shell hit a bus in Toledo on Sunday, killing at least five people.",
        5,
        None,
    ),
]


@pytest.mark.parametrize(("text", "killed", "injured"), SETTLED)
def test_settled(text: str, killed: int | None, injured: int | None) -> None:
    found = main_incident(text)
    assert (found.killed and found.killed.best, found.injured and found.injured.best) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "injured"),
    [
        ("A man blew himself up outside a bank in Toledo on Sunday, injuring two people.", 2),
        ("A car bomber rammed the gate of a bank in Toledo on Sunday, killing the attacker and wounding three people.", 3),
    ],
)
def test_the_attacker_of_this_attack_is_no_toll(text: str, injured: int) -> None:
    found = main_incident(text)
    assert found.killed is None
    assert found.injured is not None
    assert found.injured.best == injured


def test_shot_and_struck() -> None:
    """Those told one by one as shot and as hurt add up where nobody died."""
    found = main_incident("A nurse was shot in the back and a boy was struck in the arm in Toledo on Sunday.")
    assert found.injured is not None
    assert found.injured.best == 2
    found = main_incident("Girl grazed by bullet; man shot in leg\n\nA girl of 7 was grazed by a bullet in Toledo on Sunday.")
    assert found.injured is not None
    assert found.injured.best == 2


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("Four people were killed in Toledo on Sunday, including the gunman.", {"attackers, counted in"}),
        ("A gunman killed his wife and himself in Toledo on Sunday in a rampage that left four dead.", {"attackers, counted in"}),
        ("A gunman killed himself in Toledo on Sunday, hours after an attack that left four dead.", {"attackers"}),
        (
            "A shooting in Toledo on Sunday claimed the lives of a woman and a man who, police said, shot her, then turned the gun "
            "on himself.",
            {"attackers, counted in"},
        ),
        (
            "Three people are dead in Toledo. A man shot his wife and her mother on Sunday, then turned the gun on himself.",
            {"attackers, counted in"},
        ),
        ("A man suspected of killing five people in Toledo on Sunday was found dead on Monday.", {"attackers"}),
        ("A man who shot five people in Toledo on Sunday, killing three, was shot dead by the police.", {"attackers"}),
        ("A man killed his wife and her son in Toledo on Sunday, then was shot dead by police.", {"attackers"}),
        (
            "The bodies of four people were found in a house in Toledo on Sunday. Police said the gunman killed himself.",
            {"attackers, counted in"},
        ),
        (
            "A murder-suicide left four people dead in Toledo on Sunday. Police said the gunman killed himself.",
            {"attackers, counted in"},
        ),
        (
            "Officers found a woman and her son dead in a home in Toledo on Sunday. Police said she shot the boy and then turned "
            "the gun on herself.",
            {"attackers, counted in"},
        ),
        (
            "Tom Reyes was killed in a shooting in Toledo on Sunday. Police said Reyes died of a self-inflicted gunshot wound.",
            {"attackers, counted in"},
        ),
        (
            "A man shot and killed his son before turning the gun on himself in Toledo on Sunday. Both Reyes and his son died of "
            "gunshot wounds, police said.",
            {"attackers, counted in"},
        ),
        (
            "Police in Toledo said a boy died on Sunday. A boy of 9, playing with a gun, fatally shot himself, police said.",
            {"attackers, counted in"},
        ),
        (
            "A woman killed her child and then herself in Toledo on Sunday. Both died of gunshot wounds, the sheriff said.",
            {"attackers, counted in"},
        ),
        (
            "A man and two children were dead in a murder-suicide in Toledo on Sunday. Police said the father killed himself.",
            {"attackers, counted in"},
        ),
        (
            "One person was killed in an officer-involved shooting in Toledo on Sunday. The suspect was pronounced dead there.",
            {"attackers, counted in"},
        ),
        (
            "It was a murder-suicide, police in Toledo said. Reyes killed his wife and two sons on Sunday. Then he shot himself.",
            {"attackers"},
        ),
        ("A woman was shot dead in Toledo on Sunday. Police said her husband then killed himself.", {"attackers"}),
        ("A man was shot dead in Toledo on Sunday. Police said the gunman then killed himself.", {"attackers"}),
        ("A gunman killed four people in Toledo on Sunday before he killed himself.", {"attackers"}),
    ],
)
def test_attackers_in_the_toll_are_noted(text: str, notes: set[str]) -> None:
    said = main_incident(text).statements
    assert {s.note for s in said if s.property == "killed" and s.note and s.note.startswith("attackers")} == notes


def test_those_told_only_as_shot_are_dead_where_the_model_is_sure() -> None:
    before = "Gunmen killed two guards in Lima on Sunday. On 3 June 2019, in Ayacucho, "
    text = before + "12 villagers were hacked or shot by men in masks."
    assert [(i.killed and i.killed.best, i.injured) for i in run(Document("x", text)).incidents if not i.main] == [(12, None)]
    text = before + "a judge was shot in the leg by men in masks."
    assert [i.killed for i in run(Document("x", text)).incidents if not i.main] == [None]


def test_whom_a_vigil_mourns_is_not_of_its_dead() -> None:
    found = main_incident(
        "Four people were wounded when a gunman fired at a vigil in Toledo on Sunday. The vigil was for Tom Reyes, who was killed "
        "on Saturday."
    )
    assert found.killed is None
    assert found.injured is not None and found.injured.best == 4


def test_a_named_suspect_is_no_victim() -> None:
    found = main_incident(
        "Two nurses were shot dead in Toledo on Sunday. Tom Reyes, 40, was charged with murder. Reyes was treated for a gunshot "
        "wound."
    )
    assert found.injured is None
    assert [s.note for s in found.statements if s.property == "injured"] == ["attackers"]


def test_the_injured_are_those_of_the_same_hour_as_the_dead() -> None:
    text = (
        "Market blast kills 23 in Maiduguri\n\nMAIDUGURI, 12 March 2025 - At least 23 people died and 58 were hurt when a bomb "
        "exploded at a market in Maiduguri on Wednesday, the state emergency agency said.\n\n"
        "A hospital source told reporters that two of the wounded had since died, which would bring the toll to 25."
    )
    (one,) = run(Document("x", text, language="en"), sift=False).incidents
    assert (one.killed.best, one.injured.best) in ((23, 58), (25, 56))


def test_toll_of_two_attacks_told_as_one() -> None:
    """What "the bombings in Kenya and Tanzania" killed together is neither's toll; what each place lost is."""
    text = "The bombings of embassies in Kenya and Tanzania on Friday killed 250 people and wounded 5,000."
    report = run(Document("x", text, published=date(2021, 5, 4)))
    assert [(incident.killed, incident.injured) for incident in report.incidents] == [(None, None), (None, None)]
    text = "The bombings of embassies in Kenya and Tanzania on Friday killed 240 people in Kenya and 10 in Tanzania."
    report = run(Document("x", text, published=date(2021, 5, 4)))
    assert [incident.killed and incident.killed.best for incident in report.incidents] == [240, 10]


def test_a_bound_alone_is_a_number():
    """ "As many as 30" counts, where no other figure is told."""
    injured = main_incident("As many as 30 people were wounded by a car bomb in Toledo on Sunday.").injured
    assert injured is not None and injured.high == 30


def test_a_groups_own_figure_gives_way() -> None:
    found = main_incident(
        "Dozens of people were killed when gunmen stormed Toledo on Sunday, the ministry said. The Islamic State claimed it "
        "and said that it had killed more than 55 soldiers and foreigners."
    )
    assert found.killed is not None
    assert (found.killed.low, found.killed.qualifier) == (12, "vague")
