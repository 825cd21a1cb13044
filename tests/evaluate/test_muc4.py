"""MUC-4: keys read to the last fill, both scorers at their ends and on half marks, our record through the crosswalk."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate import muc4, muc4_gtt, muc4_score
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate.muc4_deeds import doers, harmed, struck
from dateline.evaluate.muc4_keys import Fill, Template
from dateline.evaluate.muc4_phrases import around, many, numbered, sentence
from dateline.evaluate.muc4_place_date import message_date
from dateline.evaluate.muc4_response import templates

KEY = """\
;;; an invented key
0.  MESSAGE: ID                     DEV-MUC3-9001 (NOWHERE)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  02 MAR 90 - 03 MAR 90
3.  INCIDENT: LOCATION              PERU: ANDEVILLE (CITY)
4.  INCIDENT: TYPE                  BOMBING / ATTACK
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
6.  INCIDENT: INSTRUMENT ID         "BOMB"
                                    ? "DYNAMITE"
7.  INCIDENT: INSTRUMENT TYPE       BOMB: "BOMB"
8.  PERP: INCIDENT CATEGORY         TERRORIST ACT
9.  PERP: INDIVIDUAL ID             "HOODED MEN" / "MEN"
10. PERP: ORGANIZATION ID           "RED DAWN" / "RD"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / POSSIBLE: "RED DAWN" / "RD"
12. PHYS TGT: ID                    "THE \\"LIMA\\" BANK" / "BANK"
                                    "OFFICES"
13. PHYS TGT: TYPE                  FINANCIAL: "THE \\"LIMA\\" BANK" / "BANK"
                                    OTHER: "OFFICES"
18. HUM TGT: NAME                   -
19. HUM TGT: DESCRIPTION            "MAYOR": "JUAN NADIE"
20. HUM TGT: TYPE                   *

0.  MESSAGE: ID                     DEV-MUC3-9001 (NOWHERE)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  ARSON
12. PHYS TGT: ID                    "BUS"

0.  MESSAGE: ID                     DEV-MUC3-9002 (NOWHERE)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""
TEXT = 'LIMA, 3 MAR 90 (XYZ) -- [TEXT] HOODED MEN OF RED DAWN [RD] SET A BOMB AT THE "LIMA" BANK AND OFFICES. MEN BURNED A BUS.'


@pytest.fixture
def keys() -> dict[str, list[Template]]:
    return muc.templates(KEY)


def test_the_key_is_read_whole(keys):
    first, second = keys["DEV-MUC3-9001"]
    assert keys["DEV-MUC3-9002"] == []
    assert (first.number, first.optional, second.optional) == ("1", False, True)
    assert first.slot(muc.TYPE) == (Fill(("BOMBING", "ATTACK")),)
    assert first.slot(muc.INSTRUMENT) == (Fill(("BOMB",)), Fill(("DYNAMITE",), optional=True))
    assert first.slot(muc.CONFIDENCE) == (Fill(("REPORTED AS FACT", "POSSIBLE"), ("RED DAWN", "RD")),)
    assert first.slot(muc.TARGET)[0] == Fill(('THE "LIMA" BANK', "BANK"))
    assert first.slot(muc.VICTIM_DESCRIPTION) == (Fill(("MAYOR",), ("JUAN NADIE",)),)
    assert first.slot(muc.LOCATION) == (Fill(("PERU: ANDEVILLE (CITY)",)),)
    assert first.slot(muc.VICTIM) == first.slot(muc.VICTIM_TYPE) == ()


def test_messages_are_parted():
    found = muc.messages(f"DEV-MUC3-9001 (NO WHERE AT ALL)\n\n   {TEXT}\n\n\nTST1-MUC3-0002\n\n   NOTHING.\n")
    assert list(found) == ["DEV-MUC3-9001", "TST1-MUC3-0002"]
    assert found["TST1-MUC3-0002"].strip() == "NOTHING."


def test_the_key_answers_itself_with_100(keys):
    assert muc4_score.total(muc4_score.score(keys, keys).values()).figures()["f1"] == 100
    assert muc4_gtt.micro(muc4_gtt.score(keys, keys, {})).figures()["f1"] == 100


def test_no_answer_scores_0_and_optional_fills_cost_nothing(keys):
    total = muc4_score.total(muc4_score.score(keys, {}).values())
    assert total.figures()["f1"] == 0
    assert total.missing == 15
    assert muc4_gtt.micro(muc4_gtt.score(keys, {}, {})).figures()["f1"] == 0


def one(**fills: tuple[Fill, ...]) -> list[Template]:
    return [Template("m", "1", {int(slot[1:]): values for slot, values in fills.items()})]


def test_papers_way_needs_the_type_and_counts_entities_by_mentions(keys):
    wanted = muc4_gtt.reduced(keys["DEV-MUC3-9001"][:1], TEXT)
    given = one(_4=(Fill(("ATTACK",)),), _9=(Fill(("the men",)),), _12=(Fill(("BANK",)), Fill(("CAR",))))
    counts = muc4_gtt.score_message(wanted, muc4_gtt.reduced(given, None))
    assert counts["type"] == (1, 1, 1, 1)
    assert counts["PerpInd"] == (1, 1, 1, 1)
    assert counts["Target"] == (1, 2, 1, 2)
    assert counts["Weapon"] == (0, 0, 0, 1)  # "DYNAMITE" does not stand in the text
    other = one(_4=(Fill(("KIDNAPPING",)),), _9=(Fill(("MEN",)),))
    assert muc4_gtt.micro(muc4_gtt.score_message(wanted, muc4_gtt.reduced(other, None))).right == 0


def test_templates_map_only_with_a_common_string_or_category():
    key, same = one(_4=(Fill(("BOMBING",)),), _12=(Fill(("BANK",)),)), one(_4=(Fill(("BOMBING",)),), _12=(Fill(("CAR",)),))
    assert not muc4_score.may_map(key[0], same[0])
    near = one(_4=(Fill(("ATTACK",)),), _12=(Fill(("LIMA BANK",)),))
    assert muc4_score.may_map(key[0], near[0])
    assert not muc4_score.may_map(key[0], near[0], strict=True)


@pytest.mark.parametrize(
    ("key", "ours", "credit"),
    [
        ("02 MAR 90", "02 MAR 90", 1),
        ("02 MAR 90 - 04 MAR 90", "03 MAR 90", 0.5),
        ("- 04 MAR 90", "03 MAR 90", 0.5),
        ("- 04 MAR 90", "- 04 MAR 90", 1),
        ("04 MAR 90", "- 04 MAR 90", 0.5),
        ("02 MAR 90", "- 04 MAR 90", 0),
        ("02 MAR 90", "03 MAR 90", 0),
    ],
)
def test_dates(key, ours, credit):
    assert muc4_score.date_credit(key, ours) == credit


@pytest.mark.parametrize(
    ("key", "ours", "credit"),
    [
        ("PERU: LIMA (CITY)", "PERU: LIMA (CITY)", 1),
        ("PERU: LIMA (CITY): SURCO (NEIGHBORHOOD)", "PERU: LIMA (CITY)", 0.5),
        ("PERU: LIMA (CITY)", "PERU", 0.5),
        ("PERU: LIMA (CITY) - ICA (CITY)", "PERU: ICA (CITY)", 0.5),
        ("PERU: LIMA (CITY)", "CHILE: LIMA (CITY)", 0.5),
        ("PERU: LIMA (CITY)", "PERU: ICA (CITY)", 0),
        ("PERU", "PERU", 1),
    ],
)
def test_locations(key, ours, credit):
    assert muc4_score.location_credit(key, ours) == credit


def test_a_set_fill_with_the_wrong_reference_is_half_right():
    key, ours = Fill(("FINANCIAL",), ("BANK",)), Fill(("FINANCIAL",), ("CAR",))
    assert muc4_score.credit(muc.TARGET_TYPE, key, ours) == 0.5
    assert muc4_score.credit(muc.INSTRUMENT_TYPE, Fill(("MACHINE GUN",), ("M60",)), Fill(("GUN",), ("M60",))) == 0.5


RAID = """LIMA, 3 MAR 90 (XYZ) -- [TEXT] A CAR BOMB EXPLODED AT THE TELEPHONE COMPANY BUILDING AND DESTROYED IT. TEN HOODED MEN OF
MAOIST SHINING PATH PLACED THE BOMB, POLICE SAID. 3 PEASANTS DIED AND TWO STUDENTS WERE INJURED.
"""


def statement(prop: str, quote: str, value: Any) -> dict[str, Any]:
    start = RAID.index(quote)
    return {"property": prop, "value": value, "quote": quote, "start": start, "end": start + len(quote), "source_kind": "official"}


def figure(number: int) -> dict[str, Any]:
    return {"low": number, "best": number, "high": number, "qualifier": "exact"}


def incident(**changes: Any) -> dict[str, Any]:
    return {
        "type": "bombing", "main": True, "outcome": "completed", "date": {"value": None, "precision": "unknown"},
        "place": {"name": "LIMA", "country": "PE", "precision": "town"}, "killed": figure(3), "injured": figure(2),
        "perpetrator": {"name": "Shining Path", "actor_id": "shining-path", "status": "accused"}, "responsibility_claims": [],
        "statements": [
            statement("type", "CAR BOMB EXPLODED", "bombing"),
            statement("perpetrator", "SHINING PATH", {"name": "Shining Path", "actor_id": "shining-path"}),
            statement("weapon", "CAR BOMB", "vehicle bomb"),
            statement("weapon", "EXPLODED", "explosive"),
            statement("target", "TELEPHONE COMPANY", "communications"),
            statement("killed", "3 PEASANTS", figure(3)),
            statement("injured", "TWO STUDENTS", figure(2)),
            statement("target", "PEASANTS", "workers"),
        ],
    } | changes  # fmt: skip


def answers(*own: dict[str, Any], text: str = RAID) -> list[dict[str, list[str]]]:
    return [muc4.shown(t) for t in templates("m", {"incidents": list(own)}, text)]


def test_our_record_becomes_a_template():
    (shown,) = answers(incident())
    assert shown["INCIDENT: DATE"] == ["- 03 MAR 90"]
    assert shown["INCIDENT: LOCATION"] == ["PERU: LIMA (CITY)"]
    assert shown["INCIDENT: TYPE"] == ["BOMBING"]
    assert shown["PERP: ORGANIZATION ID"] == ["SHINING PATH"]
    assert shown["PERP: ORGANIZATION CONFIDENCE"] == ["SUSPECTED OR ACCUSED BY AUTHORITIES"]


def test_a_message_that_speaks_of_none_of_the_nine_has_no_template():
    abroad = incident(place={"name": "MADRID", "country": "ES", "precision": "town"})
    assert answers(abroad, text=RAID.replace("LIMA", "MADRID")) == []


def test_the_place_that_a_message_was_sent_from_is_no_place_of_the_incident():
    (shown,) = answers(incident(statements=[*incident()["statements"], statement("place", "LIMA", {})]))
    assert shown["INCIDENT: LOCATION"] == ["PERU"]


def test_a_weapon_is_answered_only_from_a_word_for_it():
    (shown,) = answers(incident())
    assert shown["INCIDENT: INSTRUMENT ID"] == ["CAR BOMB"]
    assert shown["INCIDENT: INSTRUMENT TYPE"] == ["VEHICLE BOMB"]


def test_targets_and_perpetrators_are_whole_phrases():
    (shown,) = answers(incident())
    assert shown["PHYS TGT: ID"] == ["TELEPHONE COMPANY BUILDING"]
    assert shown["PHYS TGT: EFFECT OF INCIDENT"] == ["DESTROYED"]
    assert shown["PERP: INDIVIDUAL ID"] == ["TEN HOODED MEN OF MAOIST SHINING PATH"]


def test_people_counted_are_described_as_victims():
    (shown,) = answers(incident())
    assert shown["HUM TGT: DESCRIPTION"] == ["PEASANTS", "STUDENTS"]
    assert shown["HUM TGT: NUMBER"] == ["3", "2"]
    assert shown["HUM TGT: EFFECT OF INCIDENT"] == ["DEATH", "INJURY"]


@pytest.mark.parametrize(
    "changes",
    [
        {"date": {"value": "1988-05-01", "precision": "day"}},
        {"type": "armed_clash", "statements": []},
        {"type": "mob_violence"},
    ],
    ids=["long ago", "fighting", "not of the task"],
)
def test_incidents_without_a_template(changes):
    assert answers(incident(**changes)) == []


def test_a_date_after_the_message_is_misread_and_not_known():
    (shown,) = answers(incident(date={"value": "1990-04-01", "precision": "day"}))
    assert shown["INCIDENT: DATE"] == ["- 03 MAR 90"]


@pytest.mark.parametrize(("kind", "count"), [("armed_assault", 0), ("bombing", 1), ("assassination", 1)])
def test_an_incident_that_names_nobody_and_nothing_has_a_template_only_as_a_bomb_a_fire_a_killing_or_kidnapping(kind, count):
    text = "LIMA, 3 MAR 90 (XYZ) -- [TEXT] IT HAPPENED TODAY."
    said = {"property": "type", "value": kind, "quote": "IT HAPPENED", "start": 31, "end": 42}
    bare = incident(type=kind, statements=[said], killed=None, injured=None, perpetrator=None)
    assert len(answers(bare, text=text)) == count


def test_things_said_to_be_hit_near_the_event_are_targets_too():
    text = "LIMA, 3 MAR 90 -- [TEXT] TERRORISTS DYNAMITED THE HEADQUARTERS OF THE PARTY AND TWO BUSES. A SCHOOL WAS BADLY DAMAGED."
    assert [text[a:b] for a, b in struck(text, 0, len(text))] == ["HEADQUARTERS OF THE PARTY", "TWO BUSES", "SCHOOL"]
    start = text.index("DYNAMITED")
    said = {"property": "type", "value": "bombing", "quote": "DYNAMITED", "start": start, "end": start + 9}
    (shown,) = answers(incident(statements=[said]), text=text)
    assert shown["PHYS TGT: ID"] == ["HEADQUARTERS OF THE PARTY", "BUSES"]


def test_the_doer_is_sought_in_the_whole_message_where_it_tells_one_incident():
    text = "LIMA, 3 MAR 90 -- [TEXT] A BANK WAS BOMBED.\n\n   TWO FMLN GUERRILLAS PLACED THE BOMB."
    start = text.index("BOMBED")
    said = {"property": "type", "value": "bombing", "quote": "BOMBED", "start": start, "end": start + 6}
    one, other = incident(statements=[said]), incident(statements=[said], type="other")
    assert answers(one, text=text)[0]["PERP: INDIVIDUAL ID"] == ["TWO FMLN GUERRILLAS"]
    assert "PERP: INDIVIDUAL ID" not in answers(one, other, text=text)[0]


def test_a_place_of_a_country_that_the_message_does_not_speak_of_lies_where_it_is_set():
    (shown,) = answers(incident(place={"name": "SAN LUIS", "country": "HN", "precision": "town"}))
    assert shown["INCIDENT: LOCATION"] == ["PERU"]


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("YESTERDAY A COLUMN OF SHINING PATH TERRORISTS ARRIVED", "COLUMN", "COLUMN OF SHINING PATH TERRORISTS"),
        ("AT U.S. EMBASSY FACILITIES IN LIMA", "EMBASSY", "EMBASSY FACILITIES"),
        ("DESTROYED THE GOVERNMENT-OWNED VEHICLES.", "VEHICLES", "GOVERNMENT-OWNED VEHICLES"),
        ("BURNED CPL [COASTAL PAPER LEAGUE] OFFICES", "OFFICES", "CPL [COASTAL PAPER LEAGUE] OFFICES"),
        ("BLEW UP THE ANDE - COSTA PIPELINE", "PIPELINE", "ANDE - COSTA PIPELINE"),
        ("AT THE BUILDING OF THE MINERS SOCIETY.", "BUILDING", "BUILDING OF THE MINERS SOCIETY"),
    ],
)
def test_noun_phrases(text, noun, phrase):
    start, end = around(text, text.index(noun), text.index(noun) + len(noun))
    assert text[start:end].removeprefix("U.S. ") == phrase


def test_who_does_it_stands_before_the_act_or_after_by():
    text = "GUERRILLAS LIVE HERE. TWO UNIDENTIFIED INDIVIDUALS LAST NIGHT SHOT HIM. HE WAS CHASED BY THE REBELS."
    assert [text[a:b] for a, b in doers(text, 0, len(text))] == ["TWO UNIDENTIFIED INDIVIDUALS", "REBELS"]
    first, last = sentence(text, text.index("SHOT"))
    assert text[first:last].strip() == "TWO UNIDENTIFIED INDIVIDUALS LAST NIGHT SHOT HIM."


def test_message_date():
    assert str(message_date(TEXT)) == "1990-03-03"
    assert message_date("NO DATE HERE") is None
    assert message_date("LIMA, 31 FEB 90 -- [TEXT]") is None


def test_an_act_of_two_kinds_has_two_templates():
    text = "LIMA, 3 MAR 90 -- [TEXT] A BANK WAS BOMBED AND THREE CARS WERE SET ABLAZE."
    start = text.index("BOMBED")
    said = {"property": "type", "value": "bombing", "quote": "BOMBED", "start": start, "end": start + 6}
    assert [t["INCIDENT: TYPE"] for t in answers(incident(statements=[said]), text=text)] == [["BOMBING"], ["ARSON"]]


def test_those_hurt_in_a_raid_with_a_fire_belong_to_the_raid():
    text = "LIMA, 3 MAR 90 -- [TEXT] GUNMEN SHOT TWO NUNS AND BURNED A SCHOOL IN PERU."
    start, nuns = text.index("SHOT"), text.index("NUNS")
    said = {"property": "type", "value": "armed_assault", "quote": "SHOT", "start": start, "end": start + 4}
    who = {"property": "target", "value": "clergy", "quote": "NUNS", "start": nuns, "end": nuns + 4}
    raid, fire = answers(incident(type="armed_assault", statements=[said, who]), text=text)
    assert raid["HUM TGT: DESCRIPTION"] == ["NUNS"] and fire["PHYS TGT: ID"] == ["SCHOOL"]
    assert "HUM TGT: DESCRIPTION" not in fire and "HUM TGT: TYPE" not in fire


@pytest.mark.parametrize(
    ("name", "actor", "organisation"),
    [("THE AIR FORCE", None, ["AIR FORCE"]), ("GUERRILLAS", None, None), ("SALVADORAN FRONT", "fmln", ["FMLN"])],
)
def test_an_organisation_is_one_that_the_codebook_or_its_last_word_makes_one(name, actor, organisation):
    who = {"name": name, "actor_id": actor, "status": "stated"}
    text = "LIMA, 3 MAR 90 -- [TEXT] A PERUVIAN BANK WAS BOMBED. THE FMLN, A SALVADORAN FRONT, AND THE AIR FORCE WERE NAMED."
    start = text.index("BOMBED")
    said = {"property": "type", "value": "bombing", "quote": "BOMBED", "start": start, "end": start + 6}
    assert answers(incident(perpetrator=who, statements=[said]), text=text)[0].get("PERP: ORGANIZATION ID") == organisation


@pytest.mark.parametrize(
    ("words", "value", "slot", "told"),
    [
        ("APPEALS JUDGE JOHN DOE", "politicians", "HUM TGT: DESCRIPTION", ["APPEALS JUDGE"]),
        ("ECUADORAN CONSULATE", "diplomats", "PHYS TGT: ID", ["ECUADORAN CONSULATE"]),
        ("ECUADORAN CONSULATE", "diplomats", "HUM TGT: DESCRIPTION", None),
        ("JOURNALIST JOHN DOE", "journalists", "HUM TGT: DESCRIPTION", ["JOURNALIST"]),
        ("APPEALS JUDGES", "politicians", "HUM TGT: TYPE", ["LEGAL OR JUDICIAL"]),
        ("POLICE PATROL CAR", "vehicle", "PHYS TGT: TYPE", ["TRANSPORT VEHICLE"]),
    ],
)
def test_victims_are_told_by_title_and_buildings_are_no_victims(words, value, slot, told):
    text = f"LIMA, 3 MAR 90 -- [TEXT] GUNMEN IN PERU ATTACKED THE {words} YESTERDAY."
    start = text.index(words)
    said = {"property": "target", "value": value, "quote": words, "start": start, "end": start + len(words)}
    assert answers(incident(type="assassination", statements=[said]), text=text)[0].get(slot) == told


def told(text: str, *said: tuple[str, str, Any], **changes: Any) -> dict[str, list[str]]:
    """Return the template of one incident whose statements quote words of a text."""
    places = [(prop, quote, value, text.index(quote)) for prop, quote, value in said]
    made = [{"property": p, "value": v, "quote": q, "start": at, "end": at + len(q)} for p, q, v, at in places]
    return answers(incident(statements=made, **changes), text=text)[0]


def test_a_victim_known_by_name_alone_has_a_type_and_an_effect_and_no_words():
    text = "LIMA, 3 MAR 90 -- [TEXT] JOHN DOE WAS MURDERED IN PERU."
    shown = told(text, ("type", "MURDERED", "assassination"), type="assassination", killed=None, injured=None)
    assert "HUM TGT: DESCRIPTION" not in shown and "HUM TGT: NAME" not in shown
    assert (shown["HUM TGT: TYPE"], shown["HUM TGT: NUMBER"], shown["HUM TGT: EFFECT OF INCIDENT"]) == (
        ["CIVILIAN"],
        ["1"],
        ["DEATH"],
    )


def test_each_victim_has_the_number_and_the_fate_told_beside_it_and_the_nation_of_its_words():
    text = "LIMA, 3 MAR 90 -- [TEXT] SIX SPANISH NUNS WERE KILLED AND FOUR PERUVIAN TOURISTS HURT IN PERU. THE NUNS PRAYED."
    said = (
        ("type", "KILLED", "bombing"),
        ("target", "SPANISH NUNS", "clergy"),
        ("target", "TOURISTS", "tourists"),
        ("target", "NUNS PRAYED", "clergy"),
    )
    shown = told(text, *said, killed=figure(10), injured=None)
    assert shown["HUM TGT: DESCRIPTION"] == ["SPANISH NUNS", "PERUVIAN TOURISTS"]
    assert shown["HUM TGT: NUMBER"] == ["6", "4"]
    assert shown["HUM TGT: EFFECT OF INCIDENT"] == ["DEATH", "INJURY"]
    assert shown["HUM TGT: FOREIGN NATION"] == ["SPAIN"]


def test_armies_and_positions_are_no_victims():
    text = "LIMA, 3 MAR 90 -- [TEXT] GUERRILLAS BOMBED MILITARY POSITIONS AND A BANK IN PERU."
    said = (("type", "BOMBED", "bombing"), ("target", "MILITARY POSITIONS", "military"), ("target", "BANK", "business"))
    assert "HUM TGT: DESCRIPTION" not in told(text, *said, killed=None, injured=None)


def test_an_act_implies_the_type_of_a_weapon_that_nothing_names_and_a_bombing_a_bomb():
    shot = "LIMA, 3 MAR 90 -- [TEXT] A BANKER WAS SHOT IN PERU."
    gun = told(shot, ("type", "SHOT", "assassination"), ("weapon", "SHOT", "firearm"), type="assassination")
    assert gun["INCIDENT: INSTRUMENT TYPE"] == ["GUN"] and "INCIDENT: INSTRUMENT ID" not in gun
    bomb = "LIMA, 3 MAR 90 -- [TEXT] A BANK IN PERU WAS BLOWN UP WITH {}."
    unnamed = told(bomb.format("EASE"), ("type", "BLOWN UP", "bombing"), ("target", "BANK", "business"))
    assert unnamed["INCIDENT: INSTRUMENT TYPE"] == ["BOMB"]
    named = told(bomb.format("A HOMEMADE DEVICE OF DYNAMITE"), ("type", "BLOWN UP", "bombing"), ("target", "BANK", "business"))
    assert named["INCIDENT: INSTRUMENT ID"] == ["HOMEMADE DEVICE"]


@pytest.mark.parametrize(
    "sentence",
    ["NINE GUERRILLAS HAVE BEEN KILLED.", "TWO MEN WERE ALSO MURDERED.", "IT WAS DONE BY THE TERRORIST RED DAWN ARMY."],
)
def test_those_who_suffer_it_and_words_that_say_of_what_kind_a_body_is_are_no_doers(sentence):
    assert list(doers(sentence, 0, len(sentence))) == []


@pytest.mark.parametrize(
    ("sentence", "thing"),
    [("THEY SET THE BARNS AND HOUSES ON FIRE.", "HOUSES"), ("A STORE IN NORTHERN PUNO WAS DESTROYED.", "STORE")],
)
def test_what_is_set_on_fire_and_what_is_hit_behind_its_place(sentence, thing):
    assert [sentence[a:b] for a, b in struck(sentence, 0, len(sentence))] == [thing]


def test_a_site_told_with_a_killing_is_a_target_only_where_it_is_said_to_be_hit():
    text = "LIMA, 3 MAR 90 -- [TEXT] A BANKER WAS MURDERED IN PERU AT A HOTEL AFTER A CAR WAS BURNED."
    shown = told(text, ("type", "MURDERED", "assassination"), ("target", "HOTEL", "hotel"), type="assassination")
    assert shown["PHYS TGT: ID"] == ["CAR"]


def test_an_instrument_is_the_whole_phrase_without_its_qualities():
    text = "LIMA, 3 MAR 90 -- [TEXT] A SECOND POWERFUL TIME BOMB EXPLODED IN PERU."
    shown = told(text, ("type", "EXPLODED", "bombing"), ("weapon", "BOMB", "explosive"), type="bombing")
    assert shown["INCIDENT: INSTRUMENT ID"] == ["TIME BOMB"]


def test_a_former_minister_is_a_former_official():
    text = "LIMA, 3 MAR 90 -- [TEXT] A FORMER MINISTER WAS MURDERED IN PERU."
    shown = told(text, ("type", "MURDERED", "assassination"), ("target", "MINISTER", "politicians"), type="assassination")
    assert shown["HUM TGT: TYPE"] == ["FORMER GOVERNMENT OFFICIAL"]


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ({"name": "GRAU AVENUE", "admin1": "Lima", "precision": "site"}, "PERU: LIMA (DEPARTMENT)"),
        ({"name": "GRAU AVENUE", "admin1": "Puno", "precision": "site"}, "PERU"),
        ({"name": "BARRIO NUEVO, PUNO", "precision": "town"}, "PERU: PUNO (CITY): BARRIO NUEVO (CITY)"),
    ],
)  # fmt: skip
def test_a_site_lies_in_the_province_that_the_message_names_and_a_part_in_its_town(place, answer):
    (shown,) = answers(incident(place={"country": "PE"} | place))
    assert shown["INCIDENT: LOCATION"] == [answer]


@pytest.mark.parametrize(
    ("means", "kind"), [("A CAR BOMB", ["BOMBING"]), ("A BOMB AND RIFLES", ["ATTACK"]), ("MALICE", ["ATTACK"])]
)
def test_an_attack_by_a_bomb_is_a_bombing_and_a_killing_an_attack(means, kind):
    text = f"LIMA, 3 MAR 90 -- [TEXT] A BANKER WAS ATTACKED WITH {means} IN PERU."
    assert told(text, ("type", "ATTACKED", "armed_assault"), type="armed_assault")["INCIDENT: TYPE"] == kind
    assert told(text, ("type", "ATTACKED", "assassination"), type="assassination")["INCIDENT: TYPE"] == ["ATTACK"]


def test_a_clash_has_a_template_only_where_an_attacker_acts_or_civilians_are_hit():
    text = "LIMA, 3 MAR 90 -- [TEXT] THERE WAS FIGHTING IN PERU AND A BUS WAS HIT. {}"
    said = {
        "property": "type",
        "value": "armed_clash",
        "quote": "FIGHTING",
        "start": text.index("FIGHTING"),
        "end": text.index("FIGHTING") + 8,
    }
    bus = {"property": "target", "value": "bus", "quote": "BUS", "start": text.index("BUS"), "end": text.index("BUS") + 3}
    clash = incident(type="armed_clash", statements=[said, bus], perpetrator=None)
    assert answers(clash, text=text.format("")) == []
    assert len(answers(clash, text=text.format("REBELS ATTACKED IT."))) == 1
    at = text.index("{}")
    nuns = {"property": "target", "value": "clergy", "quote": "NUNS", "start": at, "end": at + 4}
    assert len(answers(clash | {"statements": [said, bus, nuns]}, text=text.format("NUNS DIED."))) == 1


@pytest.mark.parametrize(
    ("sentence", "doer"),
    [
        ("HE WAS TAKEN BY EIGHT MEN IN CIVILIAN CLOTHES BEFORE WITNESSES.", "EIGHT MEN IN CIVILIAN CLOTHES"),
        ("A MAN DRESSED IN A CAMOUFLAGE UNIFORM KILLED HER.", "MAN DRESSED IN A CAMOUFLAGE UNIFORM"),
        ("HE WAS STOPPED BY HEAVILY ARMED MEN.", "HEAVILY ARMED MEN"),
        ("THE JUDGE IMPLICATED FOUR OFFICERS IN THE KILLING.", "FOUR OFFICERS"),
        ("IT WAS THE WORK OF COMMON CRIMINALS.", "COMMON CRIMINALS"),
        ("RURAL GUERRILLA COMMANDS ATTACKED A SUGAR MILL.", "RURAL GUERRILLA COMMANDS"),
        ("GUERRILLAS OF THE FRONT OF THE SOUTH (FS) HAVE CLAIMED IT.", "GUERRILLAS"),
        ("REBELS WERE INVOLVED.", "REBELS"),
    ],
)
def test_doers_with_their_clothes_and_those_who_are_implicated(sentence, doer):
    assert [sentence[a:b] for a, b in doers(sentence, 0, len(sentence))] == [doer]


@pytest.mark.parametrize(
    ("who", "told_as"), [("TWO PERSONS", None), ("MEMBERS", None), ("GUNMEN", ["GUNMEN"]), ("UNKNOWN PERSONS", ["UNKNOWN PERSONS"])]
)
def test_words_that_say_only_that_it_was_people_name_no_perpetrator(who, told_as):
    text = f"LIMA, 3 MAR 90 -- [TEXT] {who} BOMBED A BANK IN PERU."
    assert told(text, ("type", "BOMBED", "bombing")).get("PERP: INDIVIDUAL ID") == told_as


def test_people_of_a_body_name_the_body_and_an_abbreviation_belongs_to_its_phrase():
    text = "LIMA, 3 MAR 90 -- [TEXT] SOLDIERS OF THE ARMED FORCES BURNED A U.S. COMPANY WAREHOUSE IN PERU."
    who = {"name": "SOLDIERS OF THE ARMED FORCES", "actor_id": None, "status": "stated"}
    said = (("type", "BURNED", "arson"), ("target", "WAREHOUSE", "business"))
    shown = told(text, *said, type="arson", perpetrator=who)
    assert (shown["PERP: INDIVIDUAL ID"], shown["PERP: ORGANIZATION ID"]) == (["SOLDIERS OF THE ARMED FORCES"], ["ARMED FORCES"])
    assert shown["PHYS TGT: ID"] == ["U.S. COMPANY WAREHOUSE"]


def test_the_perpetrator_of_the_record_comes_before_others_who_act():
    text = "LIMA, 3 MAR 90 -- [TEXT] REBELS ATTACKED A BANK IN PERU. MASKED GUNMEN, HE SAID, WERE BEHIND IT."
    who = {"name": "MASKED GUNMEN", "actor_id": None, "status": "accused"}
    said = (("type", "ATTACKED", "armed_assault"), ("perpetrator", "MASKED GUNMEN", who))
    shown = told(text, *said, type="armed_assault", perpetrator=who)
    assert shown["PERP: INDIVIDUAL ID"] == ["MASKED GUNMEN", "REBELS"]


def test_a_battle_over_the_forces_own_things_has_no_template_but_a_capture_has():
    text = "LIMA, 3 MAR 90 -- [TEXT] REBELS AMBUSHED AN ARMY TRUCK IN PERU, KILLED A SOLDIER AND KIDNAPPED TWO SOLDIERS."
    places = [
        (p, q, v, text.index(q))
        for p, q, v in (("type", "AMBUSHED", ""), ("target", "ARMY TRUCK", "vehicle"), ("target", "SOLDIER", "military"))
    ]
    made = [{"property": p, "value": v, "quote": q, "start": at, "end": at + len(q)} for p, q, v, at in places]
    fight = incident(type="armed_assault", statements=made, killed=None, injured=None)
    assert answers(fight, text=text) == []
    assert answers(fight | {"type": "abduction"}, text=text)[0]["INCIDENT: TYPE"] == ["KIDNAPPING"]


@pytest.mark.parametrize(
    ("sentence", "victims"),
    [
        ("THE MURDER OF TOWN COUNCILMAN JOHN DOE SHOCKED LIMA.", ["TOWN COUNCILMAN"]),
        ("GUNMEN SHOT TWO NUNS.", ["TWO NUNS"]),
        ("THE OLD PRIEST, WHO WAS KILLED ON SUNDAY, AND A TEACHER DIED.", ["OLD PRIEST", "TEACHER"]),
        ("A FRENCH TOURIST HAS BEEN KIDNAPPED.", ["FRENCH TOURIST"]),
        ("THE SENATOR'S ASSASSINATION WAS CONDEMNED BY THE MINISTER.", ["SENATOR"]),
        ("UNION LEADER JOHN DOE'S MURDER WAS CONDEMNED.", ["UNION LEADER"]),
        ("THE POLICE KILLED NOBODY.", []),
    ],
)
def test_people_who_are_said_to_be_harmed(sentence, victims):
    assert [sentence[a:b] for a, b in harmed(sentence, 0, len(sentence))] == victims


def test_where_the_record_describes_nobody_those_said_to_be_harmed_are_the_victims():
    text = "LIMA, 3 MAR 90 -- [TEXT] THE ASSASSINATION OF JUDGE JOHN DOE TOOK PLACE IN PERU."
    shown = told(text, ("type", "ASSASSINATION", "assassination"), type="assassination", killed=None, injured=None)
    assert (shown["HUM TGT: DESCRIPTION"], shown["HUM TGT: TYPE"]) == (["JUDGE"], ["LEGAL OR JUDICIAL"])


def test_words_for_people_inside_a_name_of_a_body_are_no_victims():
    text = "LIMA, 3 MAR 90 -- [TEXT] A BOMB HIT THE METAL WORKERS NATIONAL FEDERATION IN PERU. THE NATIONAL POLICE CAME."
    said = (("type", "BOMB", "bombing"), ("target", "WORKERS", "workers"), ("target", "NATIONAL POLICE", "police"))
    assert "HUM TGT: DESCRIPTION" not in told(text, *said, killed=None, injured=None)


def test_a_title_with_a_name_is_no_thing_that_was_hit():
    text = "LIMA, 3 MAR 90 -- [TEXT] GUNMEN SHOT RADIO ANNOUNCER JOHN DOE IN PERU."
    assert "PHYS TGT: ID" not in told(
        text, ("type", "SHOT", "assassination"), ("target", "RADIO ANNOUNCER JOHN DOE", "communications")
    )


@pytest.mark.parametrize(
    ("phrase", "text", "number"),
    [
        ("NUNS", "IN LIMA SIX NUNS PRAYED", "6"),
        ("STORES", "BOMBS HIT AT LEAST 30 STORES", "30-"),
        ("GUESTS", "IT HURT ABOUT 60 GUESTS", "~60"),
        ("TWO BUSES", "TWO BUSES BURNED", "2"),
        ("CARS", "THE CARS BURNED", None),
    ],
)
def test_the_number_before_a_phrase_with_its_hedge(phrase, text, number):
    assert numbered(phrase, text) == number


def test_headquarters_and_a_bus_are_one_thing():
    assert [many(words) for words in ("PARTY HEADQUARTERS", "BUS", "HEADQUARTERS OF TWO BANKS", "BANKS", "WOMEN")] == [
        False
    ] * 3 + [True] * 2


def test_a_town_that_no_sentence_of_the_incident_names_is_not_its_place():
    text = "LIMA, 3 MAR 90 -- [TEXT] A BANK WAS BOMBED IN PERU. THE MINISTER SPOKE IN PUNO."
    place = {"name": "PUNO", "country": "PE", "precision": "town"}
    assert told(text, ("type", "BOMBED", "bombing"), ("place", "PUNO", {}), place=place)["INCIDENT: LOCATION"] == ["PERU"]
    here = text.replace("BOMBED IN", "BOMBED IN PUNO,")
    assert told(here, ("type", "BOMBED", "bombing"), ("place", "PUNO", {}), place=place)["INCIDENT: LOCATION"] == [
        "PERU: PUNO (CITY)"
    ]


def test_nobody_hurt_is_an_effect_of_its_own():
    text = "LIMA, 3 MAR 90 -- [TEXT] REBELS BOMBED A BANK IN PERU. THERE WERE NO CASUALTIES."
    shown = told(text, ("type", "BOMBED", "bombing"), ("target", "BANK", "business"), killed=None, injured=None)
    assert shown["HUM TGT: EFFECT OF INCIDENT"] == ["NO INJURY OR DEATH"]
