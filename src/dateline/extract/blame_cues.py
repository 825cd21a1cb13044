"""Words that tie an actor to an incident: claims, denials, accusations, suspicions (``codebook/blame.json``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dateline.codebook.phrases import PhraseTable
from dateline.codebook.tables import table
from dateline.extract.antecedent import antecedent, aside, key, spoken_for
from dateline.extract.blame_fronted import fronted
from dateline.extract.blame_lines import Ground, Line, Tie, hedged, without_asides, word_set
from dateline.extract.blame_none import denies_no_deed, is_of_the_struck, is_trend, only_praises
from dateline.extract.charges import is_speaker, said_before
from dateline.extract.habits import habitual
from dateline.extract.other_deeds import is_of_others
from dateline.types import ActorMention, ActorValue, Span

REACH = 110
"""Code points between an actor and the cue that ties it to an incident."""
RIGHT_REACH, SAID_REACH = 70, 60
"""… behind a cue, and code points from a verb of saying to "the group", of which the same group speaks."""
FAR, FAR_WORDS = 40, 24
"""Code points left of a denial behind which a name gives way to the noun phrase before it; tokens from "attributed" to "to"."""
LONGEST_SPEAKER, _APPOSITIVE = 60, 160
_SUBJECT = re.compile(
    r".*(?<![\w’'-])((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir)\s(?:[\w’'-]+\s){0,6}?[\w’'-]+)"
    r",?\s(?:(?:has|have|had|also|however|again|flatly|yesterday|strongly|categorically|repeatedly|firmly)\s){0,3}$",
    re.DOTALL,
)
_TIME = re.compile(r"(?:the|that|an?)\s(?:\w+\s)?(?:day|week|month|year|night|morning)\b")
_ANOTHER = re.compile(r",?\s(?:and|but|while|although)\s(?:the|an?|its|his|her|their)\s")
"""What begins another subject ("blamed the rebels, and the foreign ministry denied …")."""
_WHOLE = re.compile(r"(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]+\s){1,3}(?:of|from|for)\s$")
_CLAUSE = re.compile(r"\b(?:that|who|which|said|says|told|had|has|was|were|been|is|are|on|but|website)\b")
_YEAR = re.compile(r"\d,\s(?:19|20)\d\d\b")  # a comma within a date ("April 15, 2023"), which sets nothing off
_AUXILIARY = re.compile(
    r"(?<=,)(?:(?:\s(?:has|have|had|also|soon|later|[a-z]{3,12}ly))+|"
    r"\s(?:has|have|had)\s(?:\w+|in\s(?:the\s)?(?:past|last|recent)\s\w+(?:\s\w+)?)|"
    r"(?:\s(?:late|early))?\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|afternoon|evening|night))?|"
    r"\s(?:on|via|in)\s(?:an?\s|its\s)?(?:\w+\s){0,2}(?:statement|message|video|communiqu[eé]|Telegram|Twitter|X)"
    r"(?:\s(?:on|via)\s[A-Z]\w+)?)$"
)
"""What may stand between the comma that ends an aside and the verb ("X, which is linked to Y, late on Sunday said")."""
_RELATIVE = re.compile(r",?\s(?:which|who|that)\s(?:\w+\s){0,2}")
_PARENT = re.compile(r"\b(?:of|from|by|with|against)\s(?:the\s)?$")
_LINKED = re.compile(r"-(?:linked|affiliated|aligned|inspired|backed|controlled|run|held)\b")
_ENDS = frozenset(".;?!")
_PASSIVES = frozenset(("was", "were", "been", "being", "is", "are", "responsibility", "attack", ","))
_SHUNNED = tuple([word, "as"] for word in ("it", "this", "that", "them"))
_GROUNDS: tuple[Ground, ...] = ("claim", "denial", "accused", "suspected")


@cache
def _cues() -> PhraseTable[tuple[str, str]]:
    data = table("blame")
    rows: list[tuple[str, tuple[str, str]]] = [(pattern, ("none", "")) for pattern in data["none"]]
    for ground in _GROUNDS:
        for side in ("left", "right"):
            rows += [(pattern, (ground, side)) for pattern in data[ground].get(side, ())]
    rows += [(pattern, ("accused", needed)) for pattern, needed in data["accused"]["inside"].items()]
    return PhraseTable(rows)


def cue_ties(read: Line) -> Iterator[Tie]:
    """Yield every tie that the cues of `read` make, in their order."""
    read = replace(read, words=without_asides(read.words))
    found = list(_cues().find(read.words))
    negated = any(ground == "none" and any("claim" in w.word for w in read.words[first:past]) for first, past, (ground, _) in found)
    for first, past, (ground, side) in found:
        if ground == "none" or (negated and ground == "claim"):
            continue
        cue = Span(read.words[first].span.start, read.words[past - 1].span.end)
        if ground == "denial" and any(word.word in ("neither", "nor") for word in read.words[max(0, first - 5) : first]):
            continue
        if ground == "claim" and is_of_others(read.text, cue.start, read.span.end):
            continue
        if ground == "denial" and denies_no_deed(read, first, past):
            continue
        if (ground == "suspected" and is_trend(read, cue)) or (ground == "claim" and only_praises(read, cue)):
            continue
        shunned = ground == "denial" and [w.word for w in read.words[max(0, first - 1) : first + 1]] in _SHUNNED
        start = read.words[first - 1].span.start if shunned else cue.start  # "Kabul rejected it as baseless": it denies nothing
        actor = _holder(read, Span(start, cue.end), ground, side, past)
        if ground == "suspected" and actor is not None and is_of_the_struck(read, actor.span.start):
            yield read.tie("victim", actor.value, actor.span, cue)
            continue
        told = actor if side == "left" and ground in ("claim", "accused") else None
        if told and (habitual(read.text, told.span.end) or (ground == "accused" and is_speaker(read, told, cue))):
            continue
        if actor is None and ground == "claim" and side == "right" and read.words[first].word in ("claimed", "claims"):
            bare = first == 0 or read.words[first - 1].word not in _PASSIVES
            actor = _holder(read, cue, ground, "left", past) if bare else None  # "claimed responsibility by telephone"
        reflexive = first + 1 < past and read.words[first + 1].word in ("himself", "herself", "themselves")
        if reflexive and actor is not None and actor.value.kind == "generic":
            continue  # "a resident, who identified himself as X, said the bandits came"
        if ground in ("claim", "accused") and any(word.word in word_set("nays") for word in read.words[first:past]):
            continue
        if actor is not None and not (ground in ("accused", "claim") and _negated(read, first, 7 if ground == "claim" else 2)):
            sure = "suspected" if ground == "accused" and hedged(read, actor.span, cue) else ground
            if ground == "accused" and (_of_itself(read, cue, actor) if side != "left" else _of_oneself(read, cue, actor)):
                yield read.tie("claim", actor.value, actor.span, cue)
                continue
            for one in (actor, *_joint(read, cue, actor, ground, side)):
                yield read.tie(sure, one.value, one.span, cue)  # type: ignore[arg-type]
        if ground == "accused":
            at = cue.start if side != "left" else said_before(read, actor)
            accuser = subject(read, at)
            if accuser is not None and at - accuser.span.end < FAR and (side != "left" or accuser.value.kind == "group"):
                yield read.tie("accuser", accuser.value, accuser.span, cue)


def _of_itself(read: Line, cue: Span, actor: ActorMention) -> bool:
    """Tell whether a group says that the deed was its own ("X said the raid was carried out by its fighters")."""
    words = cue.of(read.text).lower()
    said = any(word.word in word_set("says") and word.span.end <= cue.start for word in read.words)
    if not said or actor.value.kind != "group" or words.startswith(("blam", "accus", "attribut", "point", "charg", "imput")):
        return False
    speaker = subject(read, cue.start)
    return speaker is not None and speaker.value.kind == "group" and key(speaker.value) == key(actor.value)


def _of_oneself(read: Line, cue: Span, actor: ActorMention) -> bool:
    """Tell whether "it", "they" or "the group" stands for the group that says so ("X's spokesman said the group was behind it")."""
    before = [i for i, word in enumerate(read.words) if word.span.end <= actor.span.start]
    said = next((i for i in reversed(before) if read.words[i].word in word_set("says")), None)
    words = actor.span.of(read.text).lower().split()
    owns = words[-1].endswith(("'s", "’s", "s'")) or read.text[actor.span.end : actor.span.end + 1] in ("'", "’")
    bare = not owns and set(words) <= {"it", "they", "the", *word_set("group_nouns")}
    if said is None or actor.value.kind != "group" or not bare:
        return False
    at = read.words[said].span
    if _negated(read, said, 2) or actor.span.start - at.end > SAID_REACH or is_of_others(read.text, cue.start, read.span.end):
        return False
    speaker = subject(read, at.start)
    if speaker is None and said == 1 and read.words[0].word in ("he", "she"):
        return spoken_for(read.annotated, read.span.start, actor.value)
    return speaker is not None and speaker.value.kind == "group" and key(speaker.value) == key(actor.value)


def _negated(read: Line, first: int, reach: int) -> bool:
    return any(word.word in word_set("nays") or word.word.endswith("n't") for word in read.words[max(0, first - reach) : first])


def _joint(read: Line, cue: Span, actor: ActorMention, ground: str, side: str) -> list[ActorMention]:
    """Return who else claimed it: "both the X and the Y claimed", "X and Y each claimed"."""
    before = {token.word for token in read.words if token.span.end <= cue.start}
    if ground != "claim" or side != "left" or not before & {"both", "each"}:
        return []
    named = [a for a in read.actors if a.span.end <= cue.start and a.value.kind == "group" and a.value.name != actor.value.name]
    return [a for a in named if not _PARENT.search(read.text[max(read.span.start, a.span.start - 12) : a.span.start])]


def _holder(read: Line, cue: Span, ground: str, side: str, past: int) -> ActorMention | None:
    if side == "left":
        actor = subject(read, cue.start) or (fronted(read, cue) if ground == "claim" else None)
        if ground == "claim" and (actor is None or actor.value.kind == "generic"):
            actor = next((a for a in read.actors if a.span.end <= cue.start and a.value.kind == "group"), actor)
        at = before_appositive(read, cue.start)
        other = actor is not None and _ANOTHER.match(read.text, actor.span.end, at) is not None
        if ground == "denial" and (actor is None or actor.value.kind == "generic" or other or at - actor.span.end > FAR):
            return _of_group(read, _phrase_before(read, cue)) or actor or _of_group(read, _speaker(read, cue))
        return actor
    if side == "right":
        found = object_of(read, cue.end)
        if ground == "suspected" and found is not None and read.text[cue.end : found.span.start].lstrip().startswith(","):
            return None  # "is the main suspect, police said"
        if cue.of(read.text).lower().endswith("suspected") and (found is None or found.value.kind == "generic"):
            return None  # "they suspected the bomber to be a member of X"
        of = re.search(r"\sof\s", read.text[cue.end : found.span.start]) if found is not None else None
        return None if of is not None and read.text[cue.start : cue.end].lower().startswith("accus") else found
    needed = next((word for word in read.words[past : past + FAR_WORDS] if word.word == side), None)
    if needed is not None:
        return object_of(read, needed.span.end if side in ("to", "on") else cue.end)
    return subject(read, cue.start) if cue.of(read.text).lower().endswith(" by") else None


def _of_group(read: Line, phrase: ActorMention | None) -> ActorMention | None:
    """Return the phrase as words of the group that it names ("the Front's district secretary")."""
    if phrase is None:
        return None
    named = [a.value for a in read.actors if phrase.span.covers(a.span) and a.value.kind == "group"]
    return ActorMention(phrase.span, named[0]) if named else phrase


def object_of(read: Line, start: int) -> ActorMention | None:
    """Return the actor that follows a cue: the first name within reach, else the first unnamed actor."""
    near = [a for a in read.actors if a.span.start >= start - 1 and a.span.start - start <= RIGHT_REACH]
    near = [a for a in near if not _ENDS.intersection(read.text[start : a.span.start])]
    named = next((a for a in near if a.value.kind != "generic"), None)
    pronoun = _pronoun_behind(read, start, before=named.span.start if named else start + RIGHT_REACH // 2)
    return pronoun or named or next(iter(near), None)


def _pronoun_behind(read: Line, start: int, *, before: int) -> ActorMention | None:
    """Return "the group" behind a cue ("blamed on the group", "laid at its door")."""
    last = ""
    for token in read.words:
        if token.span.start >= before or token.word in _ENDS or token.word == ",":
            if token.span.start >= start:
                return None
        elif token.span.start >= start - 1 and (
            token.word in ("it", "its") or (token.word in word_set("group_nouns") and last in ("the", "same"))
        ):
            value = antecedent(read.annotated, token.span.start)
            return ActorMention(token.span, value) if value is not None else None
        last = token.word
    return None


def subject(read: Line, at: int) -> ActorMention | None:
    """Return the actor that is the subject of what stands at `at`: past what commas set off, else the nearest to the left."""
    start = before_appositive(read, at)
    near = _renamed(read, start, at) or _left(read, start) if start != at else None
    return near or _left(read, at)


def _renamed(read: Line, start: int, at: int) -> ActorMention | None:
    """Return the name that is all that stands between the commas before `at` ("A wing of the X, the Y (Z), claimed")."""
    inner = read.text[start:at].strip(" ,").removeprefix("the ")
    first = read.text.find(inner, start)
    within = [a for a in read.actors if start <= a.span.start and a.span.end <= at and a.value.kind == "group"]
    whole = bool(within) and within[0].span.start == first and within[-1].span.end >= first + len(inner) - 1
    other = len(within) == 1 or (bool(within) and within[0].value.actor_id != within[-1].value.actor_id)
    if whole and not other:  # "An offshoot of X, the Y (Z), claimed": one name, and its letters
        before = _left(read, start)
        other = before is not None and aside(read.text, before.span)
    return within[0] if whole and other else None


def before_appositive(read: Line, at: int) -> int:
    """Return where the words between a pair of commas that ends at `at` begin, `at` where there is none."""
    head = _AUXILIARY.sub("", read.text[read.span.start : at].rstrip())
    if not head.endswith(","):
        return at
    comma = head.rfind(",", 0, len(head) - 1)
    while comma > 0 and _YEAR.match(head, comma - 1):
        comma = head.rfind(",", 0, comma)
    return read.span.start + comma if comma > 0 and len(head) - comma <= _APPOSITIVE else at


def _left(read: Line, at: int) -> ActorMention | None:
    near = [a for a in read.actors if a.span.end <= at and at - a.span.end <= REACH and _reaches(read.text, a.span.end, at)]
    names = [a for a in near if a.value.kind != "generic"]
    named = next((a for a in reversed(names) if not aside(read.text, a.span)), next(reversed(names), None))
    pronoun = _pronoun(read, at, after=named.span.end if named else 0)
    if pronoun is not None:
        return pronoun
    return named or (near[-1] if near else None)


def _reaches(text: str, start: int, end: int) -> bool:
    """Tell whether the words from an actor to its verb stay in one clause, and the name is no part of "IS-linked"."""
    return ";" not in text[start:end] and not _LINKED.match(text, start)


def _pronoun(read: Line, at: int, *, after: int) -> ActorMention | None:
    """Return "it" or "the group" to the left of `at`, standing for the group named last before it."""
    for index in range(len(read.words) - 1, -1, -1):
        token = read.words[index]
        if token.span.end > at:
            continue
        if token.span.start < after or at - token.span.end > REACH // 2 or token.word == ";":
            return None
        definite = index > 0 and read.words[index - 1].word in ("the", "same", "this", "armed", "militant", "rebel", "jihadist")
        if token.word in ("it", "its", "they", "their") or (token.word.removesuffix("'s") in word_set("group_nouns") and definite):
            value = _said_by(read, index) or antecedent(read.annotated, token.span.start)
            return ActorMention(token.span, value) if value is not None else None
    return None


def _said_by(read: Line, index: int) -> ActorValue | None:
    """Return who says that "it" did: the subject of the reporting verb before the pronoun, where that is a name."""
    said = next((word for word in reversed(read.words[:index]) if word.word in word_set("says")), None)
    if said is None:
        return None
    at = before_appositive(read, said.span.start)
    renamed = _renamed(read, at, said.span.start) if at != said.span.start else None
    if renamed is not None:
        return renamed.value
    near = [a for a in read.actors if a.span.end <= at and at - a.span.end <= REACH]
    if near and near[-1].value.kind == "group" and _RELATIVE.fullmatch(read.text, near[-1].span.end, said.span.start):
        return near[-1].value  # "the army blamed X, which says that it …"
    kinds = ("group", "state") if read.words[index].word in word_set("pronouns") else ("group",)  # "police said the militants …"
    return next((a.value for a in near if a.value.kind in kinds), None)


def _speaker(read: Line, cue: Span) -> ActorMention | None:
    """Return who is said to deny, by the attribution with that verb, in the article's words."""
    for item in read.annotated.attributions:
        near = read.span.covers(item.speaker) and item.speaker.end - item.speaker.start <= LONGEST_SPEAKER
        if item.cue.overlaps(cue) or (near and item.scope.covers(cue)):
            words = item.speaker.of(read.text)
            if words and words.lower() not in word_set("pronouns") and words[0].isalpha() and words.lower() not in ("he", "she"):
                return ActorMention(item.speaker, ActorValue(words, None, "generic", 0.5))
    return None


def _phrase_before(read: Line, cue: Span) -> ActorMention | None:
    """Return the noun phrase that ends at the cue as who denies ("The village council has distanced itself")."""
    first = read.text[cue.start : cue.end].split()[0].lower()
    at = before_appositive(read, cue.start)  # "X, which condemned the raid, denied": the raid denies nothing
    match = _SUBJECT.match(f"{read.text[max(read.span.start, at - REACH) : at].rstrip()} ")
    if match is None or first not in word_set("denying_verbs"):
        return None
    start = max(read.span.start, at - REACH) + match.start(1)
    end = start + len(match[1])
    whole = _WHOLE.search(read.text[max(read.span.start, start - 40) : start])
    start -= len(whole[0]) if whole is not None else 0
    words = read.text[start:end]
    low = words.lower()
    if _TIME.match(low) or _CLAUSE.search(words) or low.split()[1] in word_set("papers") or low.endswith((" and", " or")):
        return None
    return ActorMention(Span(start, end), ActorValue(" ".join(words.split()), None, "generic", 0.4))
