"""Seams: the sentences that are cut into two units, and those that stay one."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.codebook.eased import eased_document
from dateline.extract.cut import units
from dateline.pipeline import layers, run


def parts(sentence: str) -> list[str]:
    title = "ATTACKS" if sentence.isupper() else "Attacks"
    annotated = layers(Document("x", f"{title}\n{sentence}", published=date(2020, 12, 4)))
    annotated = eased_document(annotated)
    return [unit.span.of(annotated.document.text) for unit in units(annotated) if unit.sentence.kind == "body"]


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("Gunmen killed two traders in Goma and a bomb wounded four people in Bunia.", " and a bomb"),
        ("A man set off a bomb in Goma that killed two traders, then shot dead four people in Bunia.", ", then shot"),
        (
            "A man was stabbed in Jerusalem, and about four hours later a car ploughed into soldiers, injuring three.",
            ", and about",
        ),
        (
            "They included the hotel attack that killed three cooks and an attack on a church in Bunia that left a priest dead.",
            " and an attack",
        ),
        ("A guard was killed by a bomb in the woods of Sidi Ali, and in Boumerdes a trader was kidnapped.", ", and in"),
        ("A bomb killed two guards in Kunduz, and a husband and wife were shot dead in Bunia.", ", and a husband"),
        (
            "The May 11, 2012 attack on a post in Goma killed four; the kidnapping of a nurse in Bunia, in August 2011, is open.",
            "; the kidnapping",
        ),
        ("Two mortar rounds fell on the base, wounding nobody; and in Afgooye a former deputy was shot dead.", "; and in"),
        ("Two guards died in an ambush in March 2009; a clerk, who was shot two nights later, was killed by others.", "; a clerk"),
        ("A bomb wounded six people in Kunduz, hours after rebels shelled a market in Bunia.", ", hours after"),
        ("The raid in Goma came a week after the shooting of two nurses in Bunia.", " came a week"),
        ("It was the worst attack there since a bombing in Kunduz killed nine people in March 2013.", " since a"),
        ("It was the deadliest attack there since the 1978 arson at a cinema in Kunduz, where 300 people died.", " since the"),
        ("Sunday's bomb was the worst in Goma since Sept. 18, when gunmen killed nine people at a bank.", " since Sept"),
        ("It was the first attack in Goma since 3 May 2019, when a bomber killed nine people at a bank.", " since 3 May"),
        ("They claimed two attacks, including the bombing of a market in Kunduz in 2013.", " including the"),
        ("On 4 May a bomb damaged a school in Goma; on 6 May, shots were fired at a house in Bunia.", "; on 6 May"),
        ("Last week a guard was shot dead in Goma, while on 12 August a bomb killed three porters at Bunia.", ", while on"),
        ("The raid in Goma was in revenge for the killing of two nurses in Bunia.", " the killing"),
        ("Two guards were shot dead in Goma on 3 May 2016; a youth died on 6 June 2018 in a blast in Bunia.", "; a youth"),
        ("Two men are held over the raid in Goma in connection with a murder in Bunia last June.", " in connection"),
        ("The raid came on the same day that two nurses were shot in Bunia.", " on the same day"),
        ("The raid happened the same week as a bombing in Bunia killed two.", " the same week"),
        ("The raid came three days after gunmen shot two nurses on their way home.", " came three days"),
        ("The raid took place three days after a youth shot two nurses near Bunia.", " took place"),
        (
            "A translator was stabbed to death in Goma in July 1991, and a printer was shot and badly hurt in Bunia in May 1993.",
            ", and a printer",
        ),
        ("It was the worst attack in Africa since the 2013 market bombing in Kunduz, which killed nine.", " since the"),
        ("The army called the raid a response to the killing of two nurses in Bunia.", " a response"),
        ("GOMA, Dec 3 (Agency) - A bomb wounded six in Bunia, hours after rebels shelled a market in Goma.", ", hours after"),
        ("He condemned the shooting at a mill in Goma, and the bombing of a chapel in Kivu Province.", ", and the bombing"),
        ("They spoke of the murder of a baker; the kidnapping of two nurses.", "; the kidnapping"),
        ("THE RAID IN GOMA CAME THREE DAYS AFTER GUNMEN SHOT TWO NURSES ON THEIR WAY HOME.", " came three days"),
        ("A GUARD WAS SHOT DEAD IN GOMA ON 3 MAY 1990, AND IN BUNIA A TRADER WAS KIDNAPPED.", ", and in"),
        ("Rebels blew up a bridge near Goma and ambushed an army truck outside Bunia.", " and ambushed"),
        ("The gang killed a guard in Goma and, minutes after, hijacked a bus in Bunia.", " and, minutes"),
        ("They spoke of the killing of nine herders at Goma, and of the kidnapping of two nurses at Bunia.", ", and of"),
        ("The raid in Goma comes on the heels of the kidnapping of two nurses at Bunia.", " comes on"),
        ("A tailor was shot dead in Ban Nang Sata, and a bomb wounded a guard in Narathiwat's Rueso district.", ", and a bomb"),
    ],
)
def test_a_sentence_is_cut_before_a_second_town_or_hour(sentence: str, second: str) -> None:
    found = parts(sentence)
    assert len(found) == 2
    assert found[1].startswith(second)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed two traders in Goma, and the wounded were flown to Bunia.",
        "Two men were stabbed in Goma and died at a hospital in Bunia.",
        "A soldier was wounded in Goma and his attacker was shot several hours later when he opened fire again.",
        "He died of his burns in Goma, two days after gunmen attacked his house.",
        "The mayor was shot dead in Goma, hours after the attack on his office.",
        "Five people were killed in Goma, including a policeman who was shot at home.",
        "Gunmen killed two traders in Goma; the police said they had fled.",
        "Police fired on marchers in Goma, and three died on the spot; two others later succumbed to wounds in Bunia.",
        "Two guards died in Goma on the same night when a grenade rolled under their truck in Bunia.",
        "Kunduz, Dec. 3, 2020 - A bomb killed four people and wounded six at a school in Goma, a town besieged in 2017.",
        "A man shot at the guards of a camp in Goma on Friday, killing nine people on the island of Idjwi.",
        "Twelve people were killed in Goma on 3 May 2016; a thirteenth victim died on 6 June 2018.",
        "He condemned the attack in Goma and the killing of two cooks.",
        "Rebels abducted three nurses near Goma and, days after, released them in Bunia.",
        "Rebels attacked the town of Goma and looted a pharmacy.",
        "He condemned the attack on a mill in Goma and the killing of two cooks in Goma.",
        "TWO GUARDS WERE SHOT DEAD IN GOMA, AND THE WOUNDED WERE FLOWN TO BUNIA.",
    ],
)
def test_where_the_wounded_were_taken_is_no_second_event(sentence: str) -> None:
    assert len(parts(sentence)) == 1


def test_a_title_of_two_stories_is_cut_at_its_semicolon() -> None:
    text = "Rebels blow up pylons in Goma; tailor killed in Bunia\nA report."
    annotated = layers(Document("x", text, published=date(2020, 12, 4)))
    assert [unit.span.of(text) for unit in units(annotated)] == ["Rebels blow up pylons in Goma", "; tailor killed in Bunia"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "A bomb wounded six people in Kunduz on Monday.\nThe attack came one day after gunmen killed nine guards in a village.",
            9,
        ),
        ("A man shot four soldiers in Kunduz on Monday, hours after a bomb killed nine people in another part of the city.", 9),
        (
            "Two traders were wounded in Kunduz on Monday.\nThe shooting followed a raid on Sunday on Pulikan in which nine died.",
            9,
        ),
    ],
)
def test_what_a_deed_came_after_is_no_part_of_it(text: str, killed: int) -> None:
    found = run(Document("x", f"Attack in Kunduz\n{text}", published=date(2020, 12, 4), language="en"), sift=False).incidents
    assert found[0].killed is None or found[0].killed.best != killed


def test_a_list_of_figures_by_place_tells_an_incident_at_each() -> None:
    text = "Thirty-seven lost their lives in Goma, 34 in Kisangani and nine in Lubumbashi, the governor said."
    assert [part[:18] for part in parts(text)] == ["Thirty-seven lost ", ", 34 in Kisangani", " and nine in Lubum"]


def test_a_siege_ends_hours_after_it_began() -> None:
    text = (
        "Siege in Kunduz\nThe last gunman at the Spin Hotel in Kunduz was shot dead on Wednesday, 20 hours after a car laden with "
        "explosives was driven into its gate."
    )
    assert len(run(Document("x", text, published=date(2020, 12, 4), language="en"), sift=False).incidents) == 1


def test_the_attack_behind_a_semicolon_is_the_one_told_before() -> None:
    text = "A bomb killed four people at a market in Goma on Monday; the attack was condemned in Bunia."
    assert len(run(Document("x", text, published=date(2020, 12, 4), language="en"), sift=False).incidents) == 1
