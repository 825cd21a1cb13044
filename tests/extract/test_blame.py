"""Who did it, what with, to whom: cases of ``tests/cases/blame.jsonl`` through the whole pipeline on grammar alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.codebook.tables import table
from dateline.extract import blame
from dateline.extract.agents import agents
from dateline.extract.as_written import as_written
from dateline.extract.avowals import avowals
from dateline.extract.blame_cues import cue_ties
from dateline.extract.blame_features import features
from dateline.extract.blame_lines import line
from dateline.extract.suspects import suspects
from dateline.pipeline import layers, run
from dateline.types import ActorMention, ActorValue, Annotated, Document, IncidentReport, Sentence, Span

CASES = [json.loads(row) for row in (Path(__file__).parents[1] / "cases" / "blame.jsonl").read_text("utf-8").splitlines()]


pytestmark = pytest.mark.usefixtures("grammar_engine")


def main_incident(text: str) -> IncidentReport:
    return next(incident for incident in run(Document(id="case", text=text, language="en")).incidents if incident.main)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    found = main_incident(case["text"])
    if "perpetrator" in case:
        who = found.perpetrator
        assert (who and [who.actor.name, who.status]) == case["perpetrator"]
    if "claims" in case:
        assert [[claim.by.name, claim.via] for claim in found.claims] == case["claims"]
    if "claim_quote" in case:
        assert [claim.span.of(case["text"]) for claim in found.claims] == [case["claim_quote"]]
    if "denials" in case:
        assert [denial.by.name for denial in found.denials] == case["denials"]
    if "weapons" in case:
        assert list(found.weapons) == case["weapons"]
    if "targets" in case:
        assert set(found.targets) >= set(case["targets"])


def test_statements_quote_the_text() -> None:
    text = CASES[0]["text"]
    for statement in main_incident(text).statements:
        assert statement.span.of(text)


def test_every_pattern_of_the_table_is_well_formed() -> None:
    data = table("blame")
    for ground in ("claim", "denial", "accused", "suspected"):
        for side in ("left", "right"):
            assert all(pattern == pattern.lower().strip() for pattern in data[ground].get(side, ()))


def test_the_group_stands_for_the_group_named_before() -> None:
    text = "Al-Shabaab is feared. The group claimed responsibility for the blast."
    named = ActorMention(Span(0, 10), ActorValue("al-Shabaab", "al-shabaab"))
    second = Span(22, len(text))
    annotated = Annotated(Document(id="x", text=text), (Sentence(Span(0, 21), 0), Sentence(second, 0)), actors=(named,))
    ties = [tie for tie in cue_ties(line(annotated, second)) if tie.ground == "claim"]
    assert [(tie.value.name, tie.mention.of(text)) for tie in ties] == [("al-Shabaab", "group")]


@pytest.mark.parametrize(
    "text",
    [
        "Police named the victim as Marlon Tessard.",
        "Marlon Tessard, 34, was taken to hospital.",
        "Witness Marlon Tessard identified the gunman.",
        "The killing of Marlon Tessard shocked the town, and police arrested nobody.",
        "Police Chief Marlon Tessard said a man was charged.",
        "Marlon Tessard said the gunman fled.",
        "A porter who tried to hold the attacker, Marlon Tessard, was badly cut.",
    ],
)
def test_victims_and_witnesses_are_never_suspects(text: str) -> None:
    annotated = Annotated(Document(id="x", text=text), (Sentence(Span(0, len(text)), 0),))
    assert not list(suspects(line(annotated, Span(0, len(text)))))


@pytest.mark.parametrize(
    ("told", "claims"),
    [("three soldiers were killed in Bama", True), ("nine schoolchildren were killed in Bama", False)],
)
def test_nobody_boasts_of_the_harmless_dead(told: str, claims: bool) -> None:
    text = f"Al-Shabaab said in a statement that {told}."
    annotated = layers(Document(id="x", text=text, language="en"))
    ties = list(avowals(line(annotated, Span(0, len(text)))))
    assert bool([tie for tie in ties if tie.ground == "claim"]) is claims


def test_names_are_as_the_article_writes_them() -> None:
    annotated = layers(Document(id="x", text="Daesh fighters killed two men in Mosul on 3 May 2021.", language="en"))
    actor = next(a for a in annotated.actors if a.value.actor_id == "islamic-state")
    assert as_written(annotated, actor.value, actor.span).name == "Daesh"


def test_a_state_is_not_called_by_its_drone() -> None:
    annotated = layers(Document(id="x", text="A man was killed when a Turkish drone hit his car in Kobani.", language="en"))
    actor = next(a for a in annotated.actors if a.value.actor_id == "state:TR")
    assert as_written(annotated, actor.value, actor.span).name == "Turkey"


def test_a_state_is_not_called_by_the_ministry_that_speaks() -> None:
    text = "Azerbaijani forces shelled the village of Karmir. Azerbaijan's Defense Ministry had no comment on Sunday."
    annotated = layers(Document(id="x", text=text, language="en"))
    actor = next(a for a in annotated.actors if a.value.actor_id == "state:AZ")
    assert as_written(annotated, actor.value, actor.span).name == "Azerbaijani forces"


def test_who_is_held_over_a_suicide_attack_did_not_do_it() -> None:
    text = "{} in Quetta, Pakistan, on 3 May 2021, killing nine people. Two former policemen are being held over it."
    names = [main_incident(text.format(deed)).perpetrator for deed in ("A suicide bomber struck a market", "A bomb went off")]
    assert [who.actor.name if who else None for who in names] == ["suicide bomber", "Two former policemen"]


def test_upper_case_text_yields_no_person() -> None:
    text = "POLICE ARRESTED MARLON TESSARD, WHO WAS CHARGED WITH MURDER."
    annotated = Annotated(Document(id="x", text=text), (Sentence(Span(0, len(text)), 0),))
    assert not list(suspects(line(annotated, Span(0, len(text)))))


@pytest.mark.parametrize("words", ["Peruvian security forces", "Salvadoran armed forces"])
def test_forces_are_part_of_a_states_name(words: str) -> None:
    annotated = layers(Document("x", f"{words} killed five peasants in the village of Cayara.\n"))
    actor = next(a for a in annotated.actors if a.value.kind == "state")
    assert as_written(annotated, actor.value, actor.span).name == words


def test_people_in_general_are_no_target() -> None:
    assert main_incident("A bomb killed four people in Quetta, Pakistan, on 3 May 2021.").targets == ()


def test_a_states_deed_is_no_name() -> None:
    annotated = layers(Document("x", "Russian shelling killed two people in Kherson on 5 August 2024.\n", language="en"))
    actor = next(a for a in annotated.actors if a.value.kind == "state")
    assert as_written(annotated, actor.value, actor.span).name == "Russia"


def test_what_is_thought_of_a_groups_size_is_no_suspicion() -> None:
    annotated = layers(Document("case", "Who are they?\n\nBoko Haram is thought to have some 2,000 fighters."))
    assert not list(cue_ties(line(annotated, annotated.sentences[-1].span)))


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("Al-Shabaab published a video of the attack.", "claim"),
        ("Al-Shabaab put its name to the raid.", "claim"),
        ("Al-Shabaab admitted to killing the teachers.", "claim"),
        ("Al-Shabaab called the attackers its soldiers.", "claim"),
        ("Al-Shabaab apologised for the killing.", "claim"),
        ("The raid has been claimed by al-Shabaab.", "claim"),
        ("Revenge for the air strike, al-Shabaab said.", "claim"),
        ("Al-Shabaab said Barire was its work.", "claim"),
        ("Al-Shabaab claims Mogadishu and Baidoa.", "claim"),
        ("Al-Shabaab has not claimed Mogadishu.", None),
        ("All sources ascribe the attack to al-Shabaab.", "accused"),
        ("The gunmen were sent by al-Shabaab.", "accused"),
        ("Police say that the blasts were al-Shabaab's work.", "accused"),
        ("Al-Shabaab published a video of its parade.", None),
        ("Al-Shabaab called the dead men martyrs.", None),
        ("Al-Shabaab called the closure of the camp a punishment.", None),
    ],
)
def test_other_words_for_a_claim_and_a_blame(words: str, ground: str | None) -> None:
    ties = blame.Ledger(layers(Document(id="x", text=words, language="en"))).ties(Span(0, len(words)))
    assert {tie.ground for tie in ties if tie.ground in ("claim", "accused")} == ({ground} if ground else set())


def test_a_plain_subject_is_no_reduced_passive() -> None:
    text = "At Nizi, soldiers fired into a wake. Fourteen border guards ambushed at night never came home."
    ties = blame.Ledger(layers(Document(id="x", text=text, language="en"))).of_spans([Span(0, 36), Span(37, len(text))])
    assert [tie.subject for tie in ties if tie.ground == "stated"] == [True, False]


@pytest.mark.parametrize(
    ("answer", "ground"),
    [("Al-Shabaab, says the governor.", "accused"), ("Al-Shabaab.", "stated"), ("Al-Shabaab deny it was them.", None)],
)
def test_a_name_answers_who_did_it(answer: str, ground: str | None) -> None:
    text = f"**Who did it?** {answer}"
    ties = blame.Ledger(layers(Document(id="x", text=text, language="en"))).ties(Span(text.index("Al-"), len(text)))
    assert {tie.ground for tie in ties if tie.ground in ("accused", "stated")} == ({ground} if ground else set())


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("In 2019 they crossed to the island and kidnapped 21 divers.", True),
        ("On 24 October 2019 it used a lorry bomb against a checkpoint.", True),
        ("As many as 300 of its men tried to hold the town, and 40 people died.", True),
        ("A bomb went off and it used up all the town's water.", False),
        ("A monitor said that it used a lorry bomb.", False),
    ],
)
def test_a_pronoun_that_moves_in_stands_for_the_group(words: str, *, acts: bool) -> None:
    text = f"Al-Shabaab is feared. {words}"
    ties = blame.Ledger(layers(Document(id="x", text=text, language="en"))).ties(Span(22, len(text)))
    assert any(tie.subject and tie.value.actor_id == "al-shabaab" for tie in ties) == acts


def test_whom_the_claimant_struck_did_not_do_it(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, float] = {}

    def weighed(*given: Any) -> dict[str, float]:
        row = dict(features(*given))
        seen[given[1].value.name] = row["struck"]
        return row

    monkeypatch.setattr(blame, "features", weighed)
    main_incident(
        "The army said its jets had bombed Rapid Support Forces positions near Nyala, Sudan, on 5 May 2025, killing three."
    )
    assert seen.get("Rapid Support Forces", 1.0) == 1.0 and seen["army"] == 0.0


def test_whom_a_group_grew_out_of_is_not_the_group_that_denies() -> None:
    text = (
        "Gunmen killed six people in Mocoa, Colombia, on 8 February 2026. The army blamed the Comandos de la Frontera, a group "
        "that grew out of the former FARC. The group denied it."
    )
    assert "FARC" not in [denial.by.name for denial in main_incident(text).denials]


@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("Six soldiers died in that raid, which Boko Haram claimed through its radio.", "claim"),
        ("Boko Haram yesterday claimed, by way of its channels, an attack on the village.", "claim"),
        ("Boko Haram also owned, in the same note, to the ambush at Dogon.", "claim"),
        ("Boko Haram apologized and called it a slip.", "claim"),
        ("Boko Haram offered “deep regrets and apologies”.", "claim"),
        ("Boko Haram made its first claim.", "claim"),
        ("Boko Haram hasn't claimed it.", None),
        ("Boko Haram said the raid was carried out by its fighters.", "claim"),
        ("Boko Haram admitted firing the rockets.", "claim"),
        ("Boko Haram said the attacker was a soldier of the faith.", "claim"),
        ("“We carried out the raid,” said a Boko Haram spokesman.", "claim"),
        ("“We do not bomb markets,” said a Boko Haram spokesman.", "denial"),
        ("“We do not know the men,” said a Boko Haram spokesman.", None),
        ("A Boko Haram spokesman said on the radio that the group was behind the raid.", "claim"),
        ("Boko Haram, which is tied to JNIM, quickly said that it was behind the raid.", "claim"),
        ("Boko Haram, which is linked to JNIM, has repeatedly claimed such raids.", None),
        ("Ansaru, which is linked to Boko Haram, often attacks the town.", None),
        ("Ansaru is reportedly linked to Boko Haram.", None),
        ("Kidnappings by Boko Haram, they say, have become a daily matter.", None),
        ("Both Boko Haram and Ansaru have men in the hills there.", None),
        ("Boko Haram never said it was behind the raid.", "accused"),
        ("Boko Haram has said it was behind most of the recent attacks.", "accused"),
        ("Islamabad denied any role in the raid.", "denial"),
        ("Islamabad denies harbouring the gunmen.", "denial"),
        ("The Boko Haram issued a flat denial.", "denial"),
        ("The baker fell. It was the Boko Haram again.", "accused"),
        ("Nothing shows that they were Boko Haram.", None),
        ("A Boko Haram commander claimed responsibility by telephone.", "claim"),
        ("Boko Haram acknowledged carrying out the raid.", "claim"),
        ("Boko Haram hailed the raid as the work of its fighters.", "claim"),
        ("Boko Haram said it was retaliating for the air strikes.", "claim"),
        ("Boko Haram has camps nearby. Its fighters carried out the raid, a spokesman for the group said.", "claim"),
        ("Boko Haram has camps nearby. Its fighters would not carry out such a raid, a spokesman for the group said.", None),
        ("A spokesman for Boko Haram rang a newspaper. He said the group had carried out the raid.", "claim"),
        ("Boko Haram has camps nearby. He said the group had carried out the raid.", "accused"),
        ("A spokesman for Boko Haram said the group had not carried out the raid.", "denial"),
        ("“We did not do it,” said a Boko Haram spokesman.", "denial"),
        ("Israel said it was striking launch sites.", "claim"),
        ("Israel said it was being attacked.", None),
        ("The army said that nine had died when their lorry hit a mine.", None),
        ("Boko Haram said its men came under attack near the village and fired back.", None),
        ("Boko Haram said it had intercepted a drone that tried to hit the village.", None),
        ("The town saw nine raids, most of which were claimed by Boko Haram.", None),
    ],
)
def test_claims_and_denials_in_plain_words(words: str, ground: str | None) -> None:
    annotated = layers(Document(id="x", text=words, language="en"))
    ledger = blame.Ledger(annotated)
    found = [
        tie.ground for one in annotated.sentences for tie in ledger.ties(one.span) if tie.ground in ("claim", "denial", "accused")
    ]
    assert set(found) == ({ground} if ground else set())


def test_the_ministry_speaks_for_its_state() -> None:
    text = "A refinery burned in Kirov on Friday. Ukraine's General Staff confirmed it had struck the refinery."
    annotated = layers(Document(id="x", text=text, language="en"))
    ties = blame.Ledger(annotated).ties(annotated.sentences[-1].span)
    assert ("claim", "Ukraine") in {(tie.ground, tie.value.name) for tie in ties}


def test_the_group_is_not_the_one_that_another_is_part_of() -> None:
    text = (
        "Gunmen killed 17 people in Boro on 8 June 2023. The violence bore the hallmarks of Katiba Macina, part of the "
        "al Qaeda-linked Jama'at Nusrat al-Islam wal-Muslimin (JNIM), two security sources said. "
        "The group denied that its men had been there."
    )
    named = [i.perpetrator.actor.name for i in run(Document(id="part", text=text), sift=False).incidents if i.perpetrator]
    assert named == ["Katiba Macina"]


def test_what_ties_a_description_ties_the_group_that_ends_it() -> None:
    text = (
        "US indicts eleven alleged pirates from Somalia\n\nEleven suspected Somali pirates have been indicted in the US in "
        "connection with an attack on a navy ship on 31 March 2010. Five of them fired at the frigate in the Indian Ocean."
    )
    given = [i.perpetrator for i in run(Document(id="headed", text=text), sift=False).incidents if i.perpetrator]
    assert [(who.actor.kind, who.status) for who in given] == [("group", "accused")]


def test_members_of_a_group_stand_for_the_group() -> None:
    for who in ("Fighters of Boko Haram", "Boko Haram's fighters", "Boko Haram-linked gunmen", "Suspected members of Boko Haram"):
        found = main_incident(f"{who} killed 11 people in a village near Maiduguri, Nigeria, on 3 May 2021.").perpetrator
        assert found is not None and found.actor.actor_id == "boko-haram"


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Pakistani jets bombed a school.", True),
        ("Eleven people died in Israeli strikes on the camp.", True),
        ("Police opened fire on the crowd.", True),
        ("A Taliban car bomb killed 11 people.", True),
        ("A bomb planted by the Taliban killed 11 people.", True),
        ("An air strike by Turkey killed 11 people.", True),
        ("Israeli settlers attacked the village.", True),
        ("The council voiced concern over Israeli strikes on the camp.", False),
        ("The raid recalled earlier Taliban attacks.", False),
        ("The council condemned the Kenya bombings.", False),
    ],
)
def test_whose_deed_it_is_by_its_noun(words: str, *, plain: bool) -> None:
    ties = blame.Ledger(layers(Document(id="x", text=words, language="en"))).ties(Span(0, len(words)))
    assert any(tie.subject for tie in ties) == plain


@pytest.mark.parametrize(
    ("words", "acts"),
    [("Four traders died in an army raid on the camp.", True), ("Four officers died in a police bombing.", False)],
)
def test_a_force_without_a_country_owns_its_raid(words: str, *, acts: bool) -> None:
    ties = blame.Ledger(layers(Document(id="x", text=words, language="en"))).ties(Span(0, len(words)))
    assert any(tie.ground == "stated" for tie in ties) == acts


def test_who_only_asks_and_seeks_did_not_do_it() -> None:
    for words in (
        "Police are questioning two men.",
        "Police are looking for the driver.",
        "A clerk is the main suspect, police said.",
    ):
        found = main_incident(f"A bomb killed 11 people in Fresno, California, on 3 May 2021. {words}").perpetrator
        assert found is None or found.actor.name.lower() != "police"


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ('"They came on motorcycles and shot at everybody," a vendor said.', False),
        ('"They attacked the post at dawn," a police spokesman said.', False),
        ('"Its fighters attacked the post at dawn," a spokesman for the gang said.', True),
    ],
)
def test_whoever_tells_what_they_did_claims_nothing_for_them(words: str, claims: bool) -> None:
    text = f"Gunmen shot nine people dead in Jacmel on Monday. Residents blamed the Red Kite Gang. {words}"
    assert bool(main_incident(text).claims) is claims


def test_its_jets_and_their_drones_are_the_speakers() -> None:
    doer = main_incident("The military said its jets bombed a camp at Kutkai on Monday, killing 12.").perpetrator
    assert doer is not None and doer.actor.name == "military"
    doer = main_incident("The army said their soldiers killed four farmers in Kutkai on Monday.").perpetrator
    assert doer is not None and doer.actor.name == "army"


def test_a_word_in_a_towns_name_is_no_target() -> None:
    incident = main_incident("Gunmen shot eleven people dead at a market in Port-au-Prince on Monday.")
    assert [target.value for target in incident.statements if target.property == "target"] == ["market"]


def test_a_claim_of_what_was_done_elsewhere_is_of_no_other_incident() -> None:
    text = (
        "A suicide bomber killed 20 people at a mosque in Kabul on 3 May 2021. The Taliban said it had carried out an attack on a "
        "convoy in Ghazni on 4 May 2021."
    )
    kabul = next(one for one in run(Document(id="x", text=text), sift=False).incidents if one.place and one.place.name == "Kabul")
    assert kabul.perpetrator is None or kabul.perpetrator.actor.name != "Taliban"


def test_a_state_that_puts_the_convicted_to_death_did_not_do_it() -> None:
    text = "Egypt executed nine men on 6 March 2024 over the 2015 car bombing that killed the prosecutor in Cairo."
    (bombing,) = run(Document(id="x", text=text), sift=False).incidents
    assert bombing.date.value == "2015"
    assert bombing.perpetrator is None or bombing.perpetrator.actor.name != "Egypt"


def test_police_who_speak_of_the_unidentified_accuse_nobody() -> None:
    text = (
        "Gunmen killed 13 villagers in Oldmar on 3 May 2021. A spokesman for the police said unidentified gunmen attacked the "
        "villagers."
    )
    for incident in run(Document(id="x", text=text), sift=False).incidents:
        assert incident.perpetrator is not None and incident.perpetrator.status == "unknown"


@pytest.mark.parametrize("words", ["Police believe a neighbor is responsible.", "Police think her husband did it."])
def test_police_who_hold_others_for_it_are_not_the_doers(words: str) -> None:
    found = main_incident(f"A woman was shot dead in Macon, Georgia, on Sunday. {words}")
    assert found.perpetrator is None or found.perpetrator.actor.name != "Police"


def test_deputies_shoot() -> None:
    found = main_incident("Bibb County deputies shot and killed a man in Macon, Georgia, on Sunday.")
    assert found.perpetrator is not None and found.perpetrator.actor.name == "Bibb County deputies"


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Worshippers beat a pedlar to death outside a shrine in Oldmar on 3 May 2021.", "Worshippers"),
        ("Crowds burned the polling office in Kutkai on 3 May 2021.", "Crowds"),
        ("Two suspected robbers were set ablaze by a mob of traders in Kutkai on 3 May 2021.", "a mob of traders in Kutkai"),
    ],
)
def test_the_many_right_before_a_mobs_deed_did_it(text: str, doers: str) -> None:
    doer = main_incident(text).perpetrator
    assert doer is not None and doer.actor.name == doers


def test_those_who_were_shot_shot_nobody() -> None:
    assert (
        main_incident("Three men shot in Oldmar\n\nThree men were shot in Oldmar on 3 May 2021, police said.").perpetrator is None
    )


def test_attackers_give_way_to_what_they_are_called_where_they_act() -> None:
    text = "The attackers stormed a college in Kutkai on 3 May 2021. A guard was killed when the bandits opened fire at the gate."
    doer = main_incident(text).perpetrator
    assert doer is not None and doer.actor.name == "bandits"


@pytest.mark.parametrize(
    "words",
    [
        "Al-Shabaab did not claim it.",
        "Al-Shabaab has not said whether it was behind it.",
        "Al-Shabaab, which often carries out such attacks, has not commented.",
        "The Islamic State has fought the government since 2016.",
    ],
)
def test_a_group_that_is_only_known_for_such_deeds_is_not_held_for_this_one(words: str) -> None:
    assert main_incident(f"A car bomb killed 20 people outside a restaurant in Mogadishu on Friday. {words}").perpetrator is None


def test_what_the_sentenced_did_is_no_accusation() -> None:
    told = "Darren Marlowe, 44, killed two men outside a mosque in Leeds on 14 March 2025."
    (jailed,) = run(Document(id="x", text=f"Man jailed for life over Leeds mosque attack\n\n{told}"), sift=False).incidents
    (held,) = run(Document(id="x", text=f"Man held over Leeds mosque attack\n\n{told} Police said so."), sift=False).incidents
    assert jailed.perpetrator is not None and jailed.perpetrator.actor.name == "Darren Marlowe"
    assert jailed.perpetrator.status == "stated"
    assert held.perpetrator is not None and held.perpetrator.status != "stated"


def test_police_who_hold_somebody_did_not_do_what_he_did() -> None:
    text = "Police obtained a warrant for Marlowe, who shot three people in a mill. Officers shot three people in a mill."
    annotated = layers(Document(id="x", text=text, language="en"))
    first, second = (line(annotated, sentence.span) for sentence in annotated.sentences)
    assert not [tie for tie in agents(first) if tie.value.kind == "state" and tie.ground == "stated"]
    assert [tie.ground for tie in agents(second) if tie.value.kind == "state"] in ([], ["stated"])
