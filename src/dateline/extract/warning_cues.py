"""Words that give a warning: cues of the table, weighed against the trained model where it read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.codebook.phrases import PhraseTable
from dateline.codebook.tables import table
from dateline.extract.clauses import Clause, subject
from dateline.extract.peaks import Peak

DENIED = 8
"""Words before a cue within which it is denied."""
REACH = 18
"""Words behind a cue within which what is asked or threatened must stand ("told their citizens on 5 May to stay out of …")."""
PAPER = 5
"""Words from "in" to the paper in which something is said ("in its latest security alert")."""
_BE = frozenset({"was", "were", "been", "is", "are", "being", "be"})
_NOT = frozenset({"not", "never", "nor"})
_HAD = frozenset({"had", "have", "has", "'d"})


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of ``codebook/advisories.json`` as a set."""
    return frozenset(table("advisories")[name])


@cache
def _cues() -> PhraseTable[str]:
    return PhraseTable((pattern, kind) for kind, patterns in table("advisories")["cues"].items() for pattern in patterns)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words (first, past) of an act of warning, its kind by the table, and whether its subject is the one who was warned."""

    first: int
    past: int
    kind: str
    passive: bool


def cues(clause: Clause, peak: Peak | None) -> Iterator[Cue]:
    """Yield the cues of a sentence that count, left to right. `peak` is the model's, None where it did not read the sentence."""
    sure = peak is not None and peak.logit > table("advisories")["alone"]
    if _elsewhere(clause) and not sure:
        return
    for cue in raw(clause):
        had = cue.kind == "threatens" and clause.word(cue.first - 1) in _HAD
        told_in = (
            cue.kind == "threatens" and clause.timed and any(w.word in words_of("documents") for w in clause.words[: cue.first])
        )
        floor = table("advisories")["floors"]["threatened" if had else "threatens_in" if told_in else cue.kind]
        if peak is not None and peak.logit <= floor:
            continue
        if _counts(clause, cue, sure=sure):
            yield cue


def raw(clause: Clause) -> Iterator[Cue]:
    """Yield every act that the table names, whether or not it warns of anything."""
    for first, past, kind in _cues().find(list(clause.words)):
        if kind == "tells":
            kind = "orders" if _asks(clause, past, sure=True) else "reports"
        yield Cue(first, past, kind, _passive(clause, first))


def rumoured(clause: Clause) -> bool:
    """Tell whether people are told not to spread or believe what is not so ("warned the public not to spread false news")."""
    spoken = {word.word for word in clause.words}
    return bool(spoken & words_of("rumours")) or ("news" in spoken and bool(spoken & {"false", "fake"}))


def asked(clause: Clause) -> bool:
    """Tell whether the sentence asks who had warned ("Was the town warned?")."""
    return any(clause.word(len(clause.words) - i) == "?" for i in (1, 2, 3))


def _denied(clause: Clause, cue: Cue) -> bool:
    """Tell whether the warning is denied right before ("denied having been warned"), or was never given ("was not warned")."""
    at = cue.first - 1
    while clause.word(at) in _BE | _HAD | {"did", "do", "does", "ever", "formally", "even"}:
        at -= 1
    if clause.word(at) in _NOT or clause.word(at).endswith(("n't", "n’t")):
        return True
    near = [clause.word(i) for i in range(max(0, cue.first - DENIED), cue.first)]
    return any(word in words_of("denying") for word in near) and not {",", ";", ":", "but"} & set(near)


def _elsewhere(clause: Clause) -> bool:
    spoken = {word.word for word in clause.words}
    return bool(spoken & words_of("not")) and not spoken & (words_of("threat_words") - words_of("alarms"))


def _passive(clause: Clause, first: int) -> bool:
    """ "Drivers have been asked", "NGOs are advised", "ships were told by the naval force"."""
    at = first - 1
    while clause.word(at).endswith("ly") or clause.word(at) in ("also", "again", "already") or at in clause.timed:
        at -= 1
    return clause.word(at) in _BE and not clause.word(first).endswith("ing")


def _counts(clause: Clause, cue: Cue, *, sure: bool) -> bool:
    if _denied(clause, cue):
        return False
    match cue.kind:
        case "orders":
            return (
                not _for_oneself(clause, cue)
                and _asks(clause, cue.past, sure=sure)
                and (sure or not cue.passive or _agent_near(clause, cue.past))
            )
        case "threatens":
            return _menaces(clause, cue.past) and not _shown(clause, cue.past)
        case "vows":
            return _menaces(clause, cue.past)
        case "reports":
            return (
                not _to_the_press(clause, cue.past)
                and _beforehand(clause, cue.first, cue.past)
                and (sure or not cue.passive or _agent_near(clause, cue.past))
            )
        case "warns":
            duty = clause.word(cue.first - 2) == "duty" and clause.word(cue.first - 1) == "to"  # the name of a policy
            told = not noun(clause, cue.first) or _agent_near(clause, cue.past)
            return told and not duty and not _of_a_conclusion(clause, cue.past)
        case "issues":
            return not cue.passive or _agent_near(clause, cue.past) or (sure and clause.word(cue.first) != "given")
        case "reminds":
            return any(word.word in words_of("threat_words") for word in clause.words)
        case "notices":
            return _in_a_notice(clause, cue) and any(w.word in words_of("looming") for w in clause.words[cue.past :])
        case "fears":
            return sure
        case _:
            return True


def _in_a_notice(clause: Clause, cue: Cue) -> bool:
    """ "In an alert on Sunday the embassy said", "a travel advisory by the ministry said", "the embassy said in an advisory"."""
    papers = words_of("papers")
    comma = next((i for i in range(cue.first) if clause.word(i) == ","), 0)
    opens = clause.word(0) == "in" and any(clause.word(i) in papers for i in range(1, min(comma, 2 * PAPER)))
    who = subject(clause, cue.first)
    speaks = who is not None and any(clause.word(i) in papers for i in range(*who))
    into = clause.word(cue.past) in ("in", "through") and any(clause.word(i) in papers for i in range(cue.past, cue.past + PAPER))
    return opens or speaks or into


def _to_the_press(clause: Clause, past: int) -> bool:
    """ "Told reporters", "told this outlet": a report, and no warning."""
    return any(clause.word(i) in words_of("press") for i in range(past, past + 4))


def _for_oneself(clause: Clause, cue: Cue) -> bool:
    """ "A neighbour who asked to remain anonymous": nobody else is asked."""
    return not cue.passive and clause.word(cue.first) in words_of("for_oneself") and clause.word(cue.past) == "to"


def _agent_near(clause: Clause, past: int) -> bool:
    """Tell whether a passive names who warned, or asks to keep away outright."""
    near = range(past, min(len(clause.words), past + 6))
    return any(clause.word(i) in ("by", "from") for i in near) or _asks(clause, past, sure=False)


def noun(clause: Clause, first: int) -> bool:
    """Tell "a warning of", "the caution" and "fired warning shots" from the verb."""
    if clause.word(first) == "warnings" or (clause.word(first) == "repeated" and clause.word(first + 1) in ("warning", "warnings")):
        return True
    if clause.word(first) == "warning" and clause.word(first + 1) in words_of("no_object"):
        return True
    return not clause.word(first).endswith("ed") and clause.word(first - 1) in (
        "a",
        "an",
        "the",
        "any",
        "such",
        "no",
        "without",
        "early",
        "with",
        "this",
        "that",
        "his",
        "its",
        "their",
    )


def _of_a_conclusion(clause: Clause, past: int) -> bool:
    """ "Cautioned against reading too much into it": of no harm."""
    return clause.word(past) == "against" and clause.word(past + 1) in words_of("conclusions")


def _asks(clause: Clause, past: int, *, sure: bool) -> bool:
    """Tell whether what is asked is to keep out of harm's way, and not only off the scene of what has just happened."""
    wide = words_of("protective") | words_of("careful")
    for i in range(past, min(len(clause.words), past + REACH)):
        if clause.word(i) in ("to", "not", "against", "should", "must", ":", "all"):
            near = [j for j in range(i + 1, i + 4) if clause.word(j) in (wide if sure else words_of("protective"))]
            if near:
                return not (
                    clause.word(near[0]) == "avoid" and {clause.word(near[0] + 1), clause.word(near[0] + 2)} & words_of("area")
                )
    return False


def _menaces(clause: Clause, past: int) -> bool:
    return any(clause.word(i) in words_of("menace") for i in range(past, min(len(clause.words), past + 5)))


def _shown(clause: Clause, past: int) -> bool:
    return any(clause.word(i) in words_of("weapons_shown") for i in range(past, min(len(clause.words), past + 8)))


def _beforehand(clause: Clause, first: int, past: int) -> bool:
    """Tell whether an authority had been told: a past perfect, or a date beside the verb, and a body that could act; who bears a
    name can too, where the words are of a threat ("had told Moscow about a possible attack")."""
    near = range(max(0, first - 6), first)
    before = any(clause.word(i) in _HAD or clause.word(i).endswith("'d") for i in near) or any(
        i in clause.timed for i in range(first - 12, past + 8)
    )
    body = any(clause.word(i) in words_of("authorities") for i in range(max(0, first - 5), min(len(clause.words), past + 12)))
    abroad = clause.capital(past) and any(word.word in words_of("threat_words") for word in clause.words[past:])
    return before and (body or abroad)
