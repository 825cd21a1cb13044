"""The toll so far, and how it changed: every figure with who said it and when; the words "at least" and "about" stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.publish.dossier import Dossier
from dateline.publish.sentences import Evidence, Sentence, ordered
from dateline.publish.speakers import citing, said_by, speaker
from dateline.publish.wording import counted, day, figure, fill, listed, outlet, people, phrases
from dateline.reconcile.numbers import is_round_of

Json = Mapping[str, Any]
EFFECTS = ("killed", "injured")
PARTS_AT_LEAST = 2
REACH = 60
"""Code points around a figure in which its own report may say that it went up or down."""
SLIGHT = 0.34
"""A figure under this share of another is one victim's story or a misreading, not a toll (choice_rules: lone_share)."""


def number(value: Json) -> int | None:
    """Return the figure as a coder writes it; None for a bound from above alone."""
    found = value.get("best") if value.get("best") is not None else value.get("low")
    return int(found) if found is not None else None


def so_far(dossier: Dossier) -> list[Sentence]:
    """Return the figures that the rule chose, their parts, and the missing and abducted."""
    found = [*toll_sentence(dossier), *_parts(dossier, dossier.incident)]
    for name in ("missing", "abducted"):
        last = last_said(dossier, dossier.incident, name)
        if last is not None:
            one = "_one" if number(last["value"]) == 1 else ""
            hostages = name == "abducted" and dossier.incident.get("type") == "hostage_taking"
            text = fill(("hostage" if hostages else name) + one, people=people(last["value"], last["quote"]), said=said_by(last))
            found.append(Sentence(text, ordered(dossier.said_evidence([last]))))
    return found


def last_said(dossier: Dossier, incident: Json, name: str) -> Json | None:
    """Return the last figure of the missing or the abducted that is the whole of them, None where none is said."""
    said = [s for s in dossier.statements(incident, name) if not s.get("note") and number(s["value"])]
    return said[-1] if said else None


def toll_sentence(dossier: Dossier) -> Iterator[Sentence]:
    """Yield one sentence with both figures where one speaker gives them, else one for each."""
    killed, injured = (telling(dossier, dossier.incident, name) for name in EFFECTS)
    if killed and parts_of(dossier, dossier.incident):
        killed = None
    if killed and injured and one_voice(killed, injured) and number(killed["value"]) != 0:
        hedged = "_hedged" if "hedged" in (killed["certainty"], injured["certainty"]) else ""
        slots = {"killed": _people(killed), "injured": figure(injured["value"], injured["quote"]), "said": said_by(killed)}
        yield Sentence(fill("toll_both" + hedged, **slots), _behind(dossier, killed, injured))
        return
    for name, said in zip(EFFECTS, (killed, injured), strict=True):
        if said is None:
            continue
        if name == "killed" and number(said["value"]) == 0:
            yield Sentence(fill("toll_none", said=said_by(said)), _behind(dossier, said))
            continue
        hedged = "_hedged" if said["certainty"] == "hedged" else ""
        template = "toll_next" if name == "injured" and killed is not None and number(killed["value"]) != 0 else f"toll_{name}"
        yield Sentence(fill(f"{template}{hedged}", **{name: _people(said)}, said=said_by(said)), _behind(dossier, said))


def one_voice(killed: Json, injured: Json) -> bool:
    """Tell whether one sentence may name the speaker of both figures: else one is told under another's name."""
    return said_by(killed) == said_by(injured)


def _people(said: Json) -> str:
    return people(said["value"], said["quote"])


def telling(dossier: Dossier, incident: Json, name: str) -> Json | None:
    """Return the statement that tells a chosen figure best: with a speaker, of the last day; None where none is chosen."""
    said = [s for s in dossier.chosen(incident, name) if s.get("note") != "part" and s["certainty"] != "denied"]
    said = [s for s in said if number(s["value"]) is not None or s["value"].get("qualifier") == "vague" or s["value"].get("high")]
    if not said:
        return None
    return max(said, key=lambda s: (s["certainty"] == "stated", s["published"] or "", speaker(s) is not None, len(s["quote"])))


def _behind(dossier: Dossier, *told: Json) -> tuple[Evidence, ...]:
    """The quotes told, and those of other articles that give the same figure."""
    more = [
        s
        for one in told
        for s in dossier.chosen(dossier.incident, one["property"])
        if s["document"] != one["document"] and not s.get("note") and number(s["value"]) == number(one["value"])
    ]
    return ordered(dossier.said_evidence([*told, *more]))


def parts_of(dossier: Dossier, incident: Json) -> list[Json]:
    """Return the parts of which one article makes up its number of killed, where no whole figure covers them."""
    for account in incident["accounts"]:
        said = [s for s in dossier.statements(incident, "killed") if s["account"] == account]
        parts = [s for s in said if s.get("note") == "part" and counted(s["quote"])]
        wholes = [number(s["value"]) or 0 for s in dossier.statements(incident, "killed") if not s.get("note")]
        total = sum(number(s["value"]) or s["value"].get("high") or 0 for s in parts)
        if len(parts) >= PARTS_AT_LEAST and total > max(wholes, default=0):
            return parts
    return []


def _parts(dossier: Dossier, incident: Json) -> Iterator[Sentence]:
    parts = parts_of(dossier, incident)
    if parts:
        words = listed(counted(s["quote"]) or "" for s in parts)
        yield Sentence(fill("toll_parts", parts=words, said=said_by(parts[0])), ordered(dossier.said_evidence(parts)))
    seen: set[int | None] = set()
    for said in dossier.statements(incident, "killed"):
        words = counted(said["quote"]) or ""
        if said.get("note") == "included" and words and number(said["value"]) not in seen and said["certainty"] == "stated":
            seen.add(number(said["value"]))
            text = fill("toll_included", parts=words, said=said_by(said))
            if number(said["value"]) == 1:
                text = text.replace("Among the dead were", "Among the dead was")
            yield Sentence(text, ordered(dossier.said_evidence([said])))


# ---- how it changed ------------------------------------------------------------------------------------------------------


def points(dossier: Dossier, name: str, *, settled: bool = True) -> list[Json]:
    """Return the credible figures said for a property in the order of days, undated last.

    For an article whose own settled figure is in doubt, the highest of its others stands ("climbed to 321" beside one victim's
    story). Without ``settled``, also those that an article gives beside the one it settles on. Neither is far below the others, and
    neither is a part ("150 of these").
    """
    ours = [p for p in dossier.incident["toll"] if p["property"] == name and p["statements"] and p["document_id"] in dossier.papers]
    ours = [p for p in ours if p["doubtful"] is None and number(p["value"]) is not None]
    numbers = sorted(number(p["value"]) or 0 for p in ours if p["settled"])
    middle = numbers[len(numbers) // 2] if numbers else 0
    besides = [p for p in ours if not p["settled"] and (number(p["value"]) or 0) >= SLIGHT * middle and not _is_part(p["quote"])]
    if not settled:
        return [p for p in ours if p["settled"] or p in besides]
    trusted = {p["account_id"] for p in ours if p["settled"]}
    highest: dict[str, Json] = {}
    for point in besides:
        home = point["account_id"]
        if home not in trusted and (number(point["value"]) or 0) > (number(highest[home]["value"]) or 0 if home in highest else 0):
            highest[home] = point
    return [p for p in ours if p["settled"] or p in highest.values()]


def _is_part(quote: str) -> bool:
    """Tell a part of a figure said before: "Over 150 of these"."""
    return quote.casefold().rstrip(" ,.;").endswith(tuple(phrases()["part_endings"]))


def changed(dossier: Dossier) -> list[Sentence]:
    """Return a sentence for every change of the number killed, then of the number injured."""
    return [sentence for name in EFFECTS for sentence in _changes(dossier, name)]


def _changes(dossier: Dossier, name: str) -> Iterator[Sentence]:
    ours = points(dossier, name)
    if len({number(p["value"]) for p in ours}) < 2:
        return
    last: Json | None = None
    told: set[tuple[str | None, int | None]] = set()
    for point in sorted(ours, key=lambda p: (p["day"] or "9999", number(p["value"]) or 0)):
        mark = (point["day"], number(point["value"]))
        if mark in told or (last is not None and point["day"] and number(point["value"]) == number(last["value"])):
            continue
        if point["day"] is None and any(count == mark[1] for _, count in told):
            continue
        told.add(mark)
        yield Sentence(_change(dossier, name, point, last), ordered(_point_evidence(dossier, ours, point)))
        last = point


def _point_evidence(dossier: Dossier, ours: Sequence[Json], point: Json) -> list[Evidence]:
    same = [p for p in ours if p["day"] == point["day"] and number(p["value"]) == number(point["value"]) and p is not point]
    ids = {one for p in [point, *same] for one in p["statements"]}
    said = [s for s in dossier.incident["statements"] if s["id"] in ids]
    return dossier.said_evidence(sorted(said, key=lambda s: s["document"] != point["document_id"]))


def _change(dossier: Dossier, name: str, point: Json, last: Json | None) -> str:
    paper = outlet_of(dossier, point["document_id"])
    count = figure(point["value"], point["quote"]) if last is not None else people(point["value"], point["quote"])
    date = day(point["day"])
    if last is not None and last["day"] and point["day"] and last["day"][:4] == point["day"][:4]:
        date = date.rpartition(" ")[0]
    slots = {"outlet": paper, "figure": count, "effect": name, "citing": citing(point), "day": date}
    if point["day"] is None:
        again = "undated_again" if last is not None and last["day"] is None else "undated"
        again += "_unnamed" if paper in (phrases()["no_outlet"], phrases()["no_outlet_one"]) else ""
        return fill(again, **{**slots, "figure": people(point["value"], point["quote"])})
    if last is None:
        return fill("first", **slots)
    if last["day"] == point["day"]:
        return fill("same_day", **slots)
    said = speaker(point)
    slots["said"] = f"{said} said" if said else f"{paper} reported"
    before, now = number(last["value"]) or 0, number(point["value"]) or 0
    if last["value"]["qualifier"] in ("more_than", "about") and before <= now <= 1.1 * before:
        return fill("later", **slots)
    if now == before or rounds(point["value"], last["value"]) or _says_otherwise(dossier, point, rises=now > before):
        return fill("later", **slots)
    return fill("rose" if now > before else "fell", **slots)


def rounds(value: Json, other: Json) -> bool:
    """Tell whether a figure is another one in round numbers: "more than 30" of 34."""
    one, two = number(value), number(other)
    return one is not None and two is not None and one != two and is_round_of(value["qualifier"], one, two)


def _says_otherwise(dossier: Dossier, point: Json, *, rises: bool) -> bool:
    """Tell whether the report itself speaks of the other direction: "cut to 253" after a lower figure of another outlet."""
    ids, text = set(point["statements"]), dossier.papers[point["document_id"]].text
    against = phrases()["falling" if rises else "rising"]
    for said in dossier.incident["statements"]:
        if said["id"] in ids and said["document"] == point["document_id"]:
            around = text[max(0, said["start"] - REACH) : said["end"] + REACH].casefold()
            if any(word in around for word in against):
                return True
    return False


def outlet_of(dossier: Dossier, document: str) -> str:
    """Return the outlet of a document as a sentence names it."""
    paper = dossier.papers[document]
    if paper.publisher or paper.url:
        return outlet(paper.publisher, paper.url)
    return str(phrases()["no_outlet_one" if len(dossier.own) == 1 else "no_outlet"])
