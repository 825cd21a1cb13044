"""Who the group is: names, origin, ties, aims, strength and rivals, as the articles of the incident tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.publish.dossier import Dossier, accused, held, item_evidence, key
from dateline.publish.sentences import MARK, Evidence, Sentence, ordered
from dateline.publish.speakers import said_by
from dateline.publish.wording import figure, fill, graphic, group, listed, phrases, tidy
from dateline.reconcile.actors import ancestors

Json = Mapping[str, Any]
Said = tuple[str, Json]
LONGEST = 140
"""Characters of a value in words that goes into a sentence."""


def groups(dossier: Dossier) -> list[Sentence]:
    """Return the profile of every group that is held responsible for the incident, or blamed for it by somebody."""
    found: list[Sentence] = []
    parties = [*held(dossier.incident), *accused(dossier.incident)]
    parents = {one for party in parties for one in ancestors(key(party))[1:]}
    for party in sorted(parties, key=lambda one: key(one) in parents)[:3]:
        said = [
            (document, statement)
            for document, profile in dossier.items("actors")
            if key(profile) == key(party)
            for statement in profile["statements"]
        ]
        profile = profile_of(dossier, party, said)
        if key(party) not in parents or len(profile) > 1:
            found += profile
    return found


def profile_of(dossier: Dossier, party: Json, said: list[Said]) -> list[Sentence]:
    """Return the sentences that a group's statements bear; the first names it, the others say "it"."""
    name = group(str(party["name"]), party.get("actor_id"))
    found = [sentence for tell in _TELLERS for sentence in tell(dossier, said, name)]
    return [
        Sentence(_named(sentence.text, name, first=at == 0), sentence.evidence) for at, sentence in enumerate(_distinct(found))
    ]  # fmt: skip


def _distinct(found: list[Sentence]) -> list[Sentence]:
    return list({sentence.text: sentence for sentence in found}.values())


def _named(text: str, name: str, *, first: bool) -> str:
    """Put the name, or "It", for the marks that the tellers leave."""
    own = f"{name}{'’' if name.endswith('s') else '’s'}"
    text = text.replace("{it}", name if first else "it").replace("{its}", own if first else "its")
    return text[:1].upper() + text[1:]


def _of(said: list[Said], *names: str) -> list[Said]:
    kept = [(document, s) for document, s in said if s["property"] in names and s["certainty"] != "denied"]
    kept = [(d, s) for d, s in kept if MARK not in str(s["value"])]
    return [(d, s) for d, s in kept if len(str(s["value"])) <= LONGEST and not graphic(str(s["value"]))]


def _proof(found: list[Said]) -> tuple[Evidence, ...]:
    return ordered([one for document, s in found for one in item_evidence(document, [s])])


def _aliases(dossier: Dossier, said: list[Said], name: str) -> Iterator[Sentence]:
    """Short names in capitals ("ISIS-K"): what a reader meets elsewhere. Longer spellings stay in the profile's data."""
    kept: dict[str, list[Said]] = {}
    for document, s in _of(said, "alias", "name"):
        alias = tidy(str(s["value"]))
        if alias.replace("-", "").isupper() and len(alias) <= 8 and "\n" not in s["quote"] and alias != name:
            kept.setdefault(alias, []).append((document, s))
    if kept:
        yield Sentence(
            fill("aliases", actor="{it}", aliases=listed(kept, "or")), _proof([one for each in kept.values() for one in each[:2]])
        )


def _founded(dossier: Dossier, said: list[Said], _: str) -> Iterator[Sentence]:
    years, founders = _of(said, "founded"), _of(said, "founders")
    by = _fragment(founders[0][1]) if founders else ""
    if years:
        seen = not by and any(word in years[0][1]["quote"].casefold() for word in ("appear", "emerge", "surfac"))
        text = fill(
            "founded_seen" if seen else "founded", it="{it}", year=_fragment(years[0][1]), founders=f" by {by}" if by else ""
        )
        yield Sentence(text, _proof([years[0], *founders[:1]]))
    elif founders and by:
        yield Sentence(fill("founders", it="{it}", founders=by), _proof(founders[:1]))


def _fragment(s: Json) -> str:
    return tidy(str(s["value"])).strip(" ,;.")


def _parent(dossier: Dossier, said: list[Said], name: str) -> Iterator[Sentence]:
    found: dict[tuple[str, str], list[Said]] = {}
    for document, s in _of(said, "parent"):
        parent = group(str(s["value"]), _id_of(str(s["value"])))
        if parent != name:
            relation = next(words for cue, words in phrases()["relations"] if cue in s["quote"].casefold())
            found.setdefault((parent, relation), []).append((document, s))
    weak = next(words for cue, words in phrases()["relations"] if cue == "linked")
    none = next(words for cue, words in phrases()["relations"] if not cue)
    for (parent, relation), each in found.items():
        if relation in (weak, none) and any(other == parent and words not in (weak, none) for other, words in found):
            continue
        yield Sentence(fill("parent", it="{it}", relation=relation, parent=parent), _proof(each))


def _id_of(name: str) -> str | None:
    from dateline.reconcile.actors import known

    return next((one for one, row in known().items() if row["name"] == name), None)


def _character(dossier: Dossier, said: list[Said], _: str) -> Iterator[Sentence]:
    for name, slot in (("ideology", "ideology"), ("designation", "designation")):
        found = _of(said, name)
        if found:
            words = _fragment(found[0][1])
            if name == "designation" and words.split()[0].casefold() in phrases()["designated"]:
                words = words[:1].lower() + words[1:]
                once = "designated_once" if re.search(r"\bin (?:[A-Z][a-z]+ )?(?:19|20)\d\d$", words) else "designated"
                yield Sentence(fill(once, it="{it}", designation=words), _proof(found[:1]))
                continue
            if name == "designation" and words.endswith(("organisations", "organizations", "groups")) and " list" not in words:
                words = f"a list of {words}"
            wanted = _wanted(dossier, found[0], words) if name == "ideology" else _list(words)
            if wanted is not None:
                yield Sentence(fill(wanted, it="{it}", **{slot: words}), _proof(found[:1]))
                continue
            if not words.startswith(("a ", "an ", "the ")):
                words = f"{'an' if words[:1].casefold() in 'aeio' else 'a'} {words}"
            yield Sentence(fill(name, it="{it}", **{slot: words}), _proof(found[:1]))


def _wanted(dossier: Dossier, said: Said, words: str) -> str | None:
    """The template for an aim, told as a deed ("wants to overthrow …") or a thing ("wants an Islamic state"); None for a creed."""
    document, s = said
    before = dossier.papers[document].text[max(0, s["start"] - 30) : s["end"]].partition(str(s["value"]))[0]
    if re.search(r"\b(?:wants?|seeks?|aims?|hopes?|vow(?:s|ed)|sought) to\s$", before):
        return "wants_to"
    if re.search(r"\b(?:wants?|seeks?|demands?|fighting for|fights? for|fought for|calls for|sought|advocates?)\s$", before):
        return "wants"
    return None


def _list(words: str) -> str | None:
    """The template for a list of banned groups."""
    opens = words.startswith(("the ", "its ", "their ", "a ", "an "))
    return "designation_list" if opens and re.search(r"\blists?\b", words) else None


def _where(dossier: Dossier, said: list[Said], _: str) -> Iterator[Sentence]:
    for document, s in _of(said, "operates_in")[:1]:
        adverb = next((word for word in ("primarily", "mainly", "mostly", "chiefly") if word in s["quote"].casefold()), "")
        yield Sentence(fill("operates_in", it="{it}", place=f"{adverb} in {_fragment(s)}".strip()), _proof([(document, s)]))
    grounds = [_fragment(s) for _, s in _of(said, "operates_in")[:1]]
    for document, s in [each for each in _of(said, "base")[:1] if _fragment(each[1]) not in grounds]:
        yield Sentence(fill("base", it="{it}", place=_fragment(s)), _proof([(document, s)]))
    leaders = sorted(_of(said, "leader"), key=lambda each: "commander" in each[1]["quote"].casefold())
    for document, s in leaders[:1]:
        yield Sentence(fill("leader", its="{its}", leader=_fragment(s)), _proof([(document, s)]))


def _strength(dossier: Dossier, said: list[Said], _: str) -> Iterator[Sentence]:
    for document, s in _of(said, "strength"):
        if isinstance(s["value"], dict):
            last = tidy(s["quote"]).split()[-1].casefold()
            strength = f"{figure(s['value'], s['quote'])} {last if last.isalpha() else 'members'}"
            by = _by_year(dossier, document, s)
            slots = {"its": "{its}", "strength": strength, "said": said_by(s)}
            at_peak = "strength_peak" if _at_peak(dossier, document, s) else "strength"
            text = fill("strength_by", **slots, year=by.quote[-4:]) if by else fill(at_peak, **slots)
            yield Sentence(text, (*_proof([(document, s)]), *([by] if by else [])))
    for document, s in _of(said, "cause_of_decline")[:1]:
        yield Sentence(fill("decline", its="{its}", cause=_fragment(s)), _proof([(document, s)]))


def _at_peak(dossier: Dossier, document: str, s: Json) -> bool:
    """Tell whether the sentence gives the most that the group ever had."""
    text = dossier.papers[document].text
    first = max(text.rfind(mark, 0, s["start"]) + 1 for mark in (". ", "\n"))
    return re.search(r"\b(?:peak|height|peaked)\b", text[first : s["end"]]) is not None


def _by_year(dossier: Dossier, document: str, s: Json) -> Evidence | None:
    """The words "By 2021" before a strength, where the record notes that year: without it the number would be read as today's."""
    text = dossier.papers[document].text
    first = max(text.rfind(mark, 0, s["start"]) + 1 for mark in (". ", "\n"))
    found = re.compile(r"\b[Bb]y (?:19|20)\d\d\b").search(text, first, s["start"])
    if found is None or s.get("note") != f"as of {found[0][-4:]}":
        return None
    return Evidence(document, item_evidence(document, [s])[0].statement, found[0], found.start(), found.end())


def _others(dossier: Dossier, said: list[Said], name: str) -> Iterator[Sentence]:
    for property_name, template in (("rival", "rivals"), ("ally", "allies")):
        found: dict[str, list[Said]] = {}
        for document, s in _of(said, property_name):
            other = group(str(s["value"]), _id_of(str(s["value"])))
            if other != name:
                found.setdefault(other, []).append((document, s))
        if found:
            text = fill(template, its="{its}", names=listed(found))
            yield Sentence(text, _proof([one for each in found.values() for one in each[:2]]))


_TELLERS = (_aliases, _founded, _parent, _character, _where, _strength, _others)
