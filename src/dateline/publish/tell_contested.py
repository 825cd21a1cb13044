"""What is contested: both values, and who says which. Never settled in passing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.publish.dossier import Dossier, key
from dateline.publish.sentences import Evidence, Sentence, ordered
from dateline.publish.speakers import speaker
from dateline.publish.tell_blame import name_of
from dateline.publish.tell_toll import EFFECTS, number, outlet_of, points, rounds
from dateline.publish.wording import counted, date, figure, fill, group, listed, people, where

Json = Mapping[str, Any]
MOST_SIDES = 6


def contested(dossier: Dossier) -> list[Sentence]:
    """Return a sentence for each conflict: figures, date, place, who did it, denials."""
    found = [sentence for name in EFFECTS for sentence in _figures(dossier, name)]
    found += _own_figures(dossier)
    for conflict in dossier.incident["conflicts"]:
        tell = _TELLERS.get(conflict["property"])
        found += tell(dossier, conflict) if tell else ()
    return list({sentence.text: sentence for sentence in found}.values())


def _figures(dossier: Dossier, name: str) -> Iterator[Sentence]:
    """Figures of the last day that gave one, of undated reports, and the chosen one, that differ; also inside one article."""
    ours = points(dossier, name, settled=False)
    last = max((p["day"] for p in ours if p["day"]), default=None)
    chosen = {s["id"] for s in dossier.chosen(dossier.incident, name)}
    ours = [p for p in ours if p["day"] == last or (p["day"] is None and p["settled"]) or chosen & set(p["statements"])]
    ours = [p for p in ours if not any(rounds(p["value"], other["value"]) for other in ours)]
    sides: dict[int, list[Json]] = {}
    for point in ours:
        sides.setdefault(number(point["value"]) or 0, []).append(point)
    if len(sides) < 2 or len(sides) > MOST_SIDES:
        return
    said = [_side(dossier, sides[count]) for count in sorted(sides)]
    ids = {one for point in ours for one in point["statements"]}
    evidence = dossier.said_evidence(s for s in dossier.incident["statements"] if s["id"] in ids)
    inside = len({p["document_id"] for p in ours}) == 1
    text = fill("contested_inside" if inside else "contested_figures", effect=name, sides=listed(said))
    if inside and not any(speaker(point) for point in ours):
        counts = listed(figure(sides[count][0]["value"], sides[count][0]["quote"]) for count in sorted(sides))
        text = fill("contested_self", outlet=outlet_of(dossier, ours[0]["document_id"]), effect=name, sides=counts)
    yield Sentence(text, ordered(evidence, MOST_SIDES))


def _side(dossier: Dossier, side: Sequence[Json]) -> str:
    """A figure and who gives it: "38 (police)", "at least 41 (The Harbour Courier)"."""
    best = next((p for p in side if speaker(p)), side[0])
    who = list(dict.fromkeys(_sayer(dossier, p) for p in sorted(side, key=lambda p: p is not best)))
    who = [
        one
        for one in who
        if not any(other.removesuffix(", undated").endswith(f", in {one.removesuffix(', undated')}") for other in who)
    ]
    return f"{figure(best['value'], best['quote'])} ({'; '.join(who[:3])})"


def _sayer(dossier: Dossier, point: Json) -> str:
    name, paper = speaker(point), outlet_of(dossier, point["document_id"])
    said = f"{name}, in {paper}" if name and len(dossier.own) > 1 else name or paper
    return said if point["day"] or len(dossier.own) == 1 else f"{said}, undated"


def _own_figures(dossier: Dossier) -> Iterator[Sentence]:
    """The perpetrator's own figure, where it differs from the chosen one."""
    for point in dossier.incident["toll"]:
        said = [s for s in dossier.incident["statements"] if s["id"] in point["statements"]]
        own = point["doubtful"] and "perpetrator" in point["doubtful"]
        chosen = number(dossier.incident.get(point["property"]) or {})
        if not own or not said or number(point["value"]) in (None, chosen):
            continue
        name = speaker(point) or "the group"
        evidence = ordered(dossier.said_evidence(said))
        if evidence:
            count = counted(point["quote"]) or people(point["value"], point["quote"])
            slots = {"speaker": name, "figure": count, "effect": point["property"]}
            yield Sentence(fill("contested_own", **slots), evidence)


def _positions(dossier: Dossier, conflict: Json, name: str) -> Iterator[tuple[Json, list[Json]]]:
    """Each position with its statements: those whose document and quote it names."""
    for position in conflict["positions"]:
        marks = {(quote["document_id"], quote["quote"]) for quote in position["quotes"]}
        said = [s for s in dossier.statements(dossier.incident, *name.split()) if (s["document"], s["quote"]) in marks]
        if said:
            yield position, said


def _sides(dossier: Dossier, conflict: Json, template: str, words: list[tuple[str, list[Json]]]) -> Iterator[Sentence]:
    if len(words) < 2:
        return
    alone = len({outlet for _, said in words for outlet in _outlets(dossier, said)}) == 1
    sides = [value if alone else f"{value} ({listed(_outlets(dossier, said)[:3])})" for value, said in words[:MOST_SIDES]]
    firsts: list[Evidence] = [one for _, said in words for one in dossier.said_evidence(said[:1])]
    yield Sentence(fill(template, sides=listed(sides)), ordered(firsts, MOST_SIDES))


def _outlets(dossier: Dossier, said: Sequence[Json]) -> list[str]:
    return list(dict.fromkeys(outlet_of(dossier, s["document"]) for s in said))


def _dates(dossier: Dossier, conflict: Json) -> Iterator[Sentence]:
    words = [(date(p["value"]) or "", said) for p, said in _positions(dossier, conflict, "date")]
    yield from _sides(dossier, conflict, "contested_date", [(text, said) for text, said in words if text])


def _places(dossier: Dossier, conflict: Json) -> Iterator[Sentence]:
    words = [(where(p["value"], said[0]["quote"]) or "", said) for p, said in _positions(dossier, conflict, "place")]
    yield from _sides(dossier, conflict, "contested_place", [(text, said) for text, said in words if text])


def _perpetrators(dossier: Dossier, conflict: Json) -> Iterator[Sentence]:
    words = [(group(said[0]["value"]["name"], said[0]["value"].get("actor_id")), said) for _, said in
             _positions(dossier, conflict, "claim perpetrator")]  # fmt: skip
    template = "contested_claims" if conflict["reason"] == "competing claims" else "contested_perpetrator"
    yield from _sides(dossier, conflict, template, words)


def _denial(dossier: Dossier, conflict: Json) -> Iterator[Sentence]:
    claimed = {key(p) for p in dossier.incident["responsibility_claims"]}
    for said in dossier.statements(dossier.incident, "denial"):
        both = key(said["value"]) in claimed
        more = [s for s in dossier.statements(dossier.incident, "claim", "perpetrator") if key(s["value"]) == key(said["value"])]
        evidence = ordered(dossier.said_evidence([said, *more]))
        if evidence:
            yield Sentence(fill("contested_both" if both else "contested_denial", actor=name_of(said)), evidence)


_TELLERS = {"date": _dates, "place": _places, "perpetrator": _perpetrators, "denial": _denial}
