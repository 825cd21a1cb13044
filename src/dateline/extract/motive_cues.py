"""Where a sentence gives a reason for violence: cues of the table, weighed against the trained model where it read them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from dateline.codebook.needles import Needled, folded
from dateline.codebook.tables import table
from dateline.extract.motive_answers import answers
from dateline.extract.peaks import Peak, peak
from dateline.extract.units import inside
from dateline.types import Annotated, Sentence, Span

LONGEST = 220
"""Code points of a reason at most: a clause, not a paragraph."""
NEAR = 90
"""A tied cue stands at most so many code points behind the words for an attack."""
_ACCORDING = re.compile(
    r",?\s{0,5}\b(?:according to|sources? said|reports? said|officials? said)\b.*$|[,\s\"”]{1,4}(?:he|she|they) said$", re.I
)
_TOLD_BY = re.compile(r",?\s{0,5}\baccording to\b[^,;]*$", re.IGNORECASE)
"""Who told it, at the end of the sentence."""
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,}?)[,.]?[”\"],?\s(?=\S)")
"""What a sentence quotes before it says whom."""
_CLAUSE_END = re.compile(r"[,;:\"”)]|(?<!\b[A-Z])\.|\s(?:and(?!\s[A-Z])|but|which|who|while|after|before)\b")
_GOES_ON = re.compile(
    r",\s(?:was|were|is|are|has|had|have|will|would|surrendered|fled|died|killing|wounding|injuring|leaving|striking|hitting)\s"
)
"""The verb of the sentence's own subject, behind a clause that stood inside it ("who said he did it because …, was jailed")."""
_TOLD = re.compile(
    r"(?:had |has |have )?(?:told (?:(?:the )?[\w’'-]+ ){1,3}?|(?:said|saying|says) )(?:that )?(?=(?:he|she|they|it)\s)"
)
"""Who told it to whom, before the reason itself."""
REST = 90
"""Code points behind the words that the model takes for a reason within which their clause ends."""
_TAIL = re.compile(r"[,\s]{1,3}(?:[\w'’.-]+\s){0,6}(?:said|says|say|told|believe|believes|found|heard|ruled)\b.{0,60}$")
_ABOUT_VIOLENCE = re.compile(
    r"\b(?:attack|kill|bomb|target|shoot|shot|stab|murder|assault|strike|struck|blast|violence|clash|abduct|kidnap|motiv|raid|"
    r"retaliat|reveng|aveng|reprisal|massacre|punish|gunfire|lynch|beat|burn|torch|explosion|ambush|fight|fought|incident|aimed)\w*|\breason\s(?:was|is)\b|\bacted\s(?:out\s)?of\b|\bhatred\b|\bdeaths?\s(?:to|with)\b",
    re.IGNORECASE,
)


class Reason(NamedTuple):
    """The reason's words, the evidence that holds cue and reason, and where the cue stands."""

    words: Span
    span: Span


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a list of ``codebook/motives.json`` as one expression of whole words."""
    return re.compile(_whole_words(name), re.IGNORECASE)


@cache
def _needled(name: str) -> Needled:
    """Return such a list where most sentences hold none of its words."""
    return Needled(_whole_words(name), re.IGNORECASE)


def _whole_words(name: str) -> str:
    return r"\b(?:" + "|".join(table("motives")[name]) + r")(?!\w)"


@cache
def _before(name: str) -> re.Pattern[str]:
    cues = "|".join(table("motives")[name])
    return re.compile(r"\b(?:" + cues + r")(?:\s+|(?<=\s))((?:[^.;:]|(?<=\b[A-Z])\.){4," + str(LONGEST) + r"})", re.IGNORECASE)


@cache
def _no_reason() -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(table("motives")["no_reason"]) + r")(?:\b|$)", re.IGNORECASE)


def reason(annotated: Annotated, sentence: Sentence) -> Reason | None:
    """Return the reason that a sentence gives, None where it gives none or says that none is known."""
    text, (start, end) = annotated.document.text, (sentence.span.start, sentence.span.end)
    top, levels = peak(annotated, sentence.span, "motive"), table("motives")
    outright = _outright(text, sentence.span)
    if outright is None and top is not None and top.logit <= min(levels["floor"], levels["hint"], levels["alone"]):
        bare = _bare(text, start, end) or answer(annotated, sentence)  # nothing else can stand there: the cheapest look
        return bare if bare is not None and not pattern("unknown").search(text, start, end) else None
    if pattern("unknown").search(text, start, end):
        return None
    if outright is not None:
        return outright
    sure = top is not None and top.logit > levels["tie"]
    found = _strong(text, start, end) or _tied(annotated, start, end, sure=sure) or _phrase(annotated, sentence.span)
    if found is not None and (top is None or top.logit > levels["floor"]):
        return found
    bare = _bare(text, start, end) or answer(annotated, sentence)
    if bare is not None:
        return bare
    if top is None:
        return None
    violent = _ABOUT_VIOLENCE.search(text, start, end) is not None or bool(inside(annotated.events, sentence.span))
    hinted = violent and pattern("hints").search(text, start, end) is not None
    warned = peak(annotated, sentence.span, "warning")
    sums = pattern("sums").search(text, start, end) is not None
    demanded = pattern("demands").search(text, start, end) is not None and not sums
    other = demanded or pattern("errands").search(text, start, end) or (warned is not None and warned.logit > top.logit)
    return _seen(text, top, sentence.span) if top.logit > levels["hint" if hinted else "alone"] and not other else None


def _outright(text: str, limits: Span) -> Reason | None:
    """The sentence that says what drove somebody, or the word or two that it has for the reason ("gang-related")."""
    evidence = Span(limits.start, limits.start + len(limits.of(text).rstrip(".")))
    if _needled("whole").first(text, limits.start, limits.end):
        return Reason(evidence, evidence)
    label = _needled("labels").first(text, limits.start, limits.end)
    return Reason(Span(*label.span()), evidence) if label else None


def answer(annotated: Annotated, sentence: Sentence) -> Reason | None:
    """Return the sentence as the reason where it answers a head that asks for one."""
    if not answers(annotated, sentence):
        return None
    words = sentence.span.of(annotated.document.text).rstrip(" .\n")
    start = sentence.span.start
    quoted = _QUOTED.match(words)
    if quoted is not None:
        return Reason(Span(start + quoted.start(1), start + quoted.end(1)), Span(start, start + len(words)))
    told = _TOLD_BY.sub("", words)
    return Reason(Span(start, start + len(told)), Span(start, start + len(words)))


def _strong(text: str, start: int, end: int) -> Reason | None:
    match = _before("strong").search(text, start, end)
    if match is None or not _ABOUT_VIOLENCE.search(text, start, end):
        return None
    return _cut(text, match)


def _tied(annotated: Annotated, start: int, end: int, *, sure: bool) -> Reason | None:
    """ "Shot dead over a debt": the cue follows words for an attack in the same clause."""
    text = annotated.document.text
    events = [e for e in inside(annotated.events, Span(start, end)) if e.mode in ("actual", "historical")]
    for match in _before("tied").finditer(text, start, end):
        near = any(0 <= match.start() - e.span.end <= NEAR and ";" not in text[e.span.end : match.start()] for e in events)
        acted = pattern("acted").search(text, max(start, match.start() - NEAR), match.start()) is not None
        offended = match[0][:5].lower() == "after"  # the table's "after" has its offence beside it ("after she had refused to pay")
        near, likely = (
            near or acted,
            sure or acted or offended or pattern("hints").search(text, match.start(1), match.end(1)) is not None,
        )
        if near and likely and not _no_reason().match(match[1]):
            return _cut(text, match)
    return None


def _phrase(annotated: Annotated, limits: Span) -> Reason | None:
    """Words that are a reason by themselves ("in what looked like a reprisal"), in a sentence about violence."""
    text, (start, end) = annotated.document.text, (limits.start, limits.end)
    match = pattern("phrases").search(text, start, end)
    if match is None or pattern("not_yet").search(text, start, match.start()):
        return None
    violent = _ABOUT_VIOLENCE.search(text, start, end) or inside(annotated.events, limits)
    return Reason(Span(*match.span()), Span(*match.span())) if violent else None


def _bare(text: str, start: int, end: int) -> Reason | None:
    """Words that are a reason wherever a report of an attack has them: a ransom, a quarrel over something, "called him a spy"."""
    match = _needled("bare").search(text, start, end, folded(text[start:end]))
    if match is None or pattern("not_yet").search(text, start, match.start()) or _negated().search(text, start, match.start()):
        return None
    return Reason(Span(*match.span()), Span(*match.span()))


@cache
def _negated() -> re.Pattern[str]:
    """Words right before a reason that deny it: "no ransom was demanded"."""
    return re.compile(r"\b(?:" + "|".join(table("motives")["negated"]) + ")", re.IGNORECASE)


def _cut(text: str, match: re.Match[str]) -> Reason | None:
    words = _TAIL.sub("", _ACCORDING.sub("", _own_clause(text, match))).rstrip(" ,")
    if len(words) < 4:
        return None
    past = match.start(1) + len(words)
    told = match.start() if pattern("aims").match(text, match.start()) else match.start(1)
    return Reason(Span(told, past), Span(match.start(), past))


def _own_clause(text: str, match: re.Match[str]) -> str:
    """The reason without what the sentence goes on with: a verb behind a comma, words behind the end of what is quoted."""
    words = match[1]
    goes_on = _GOES_ON.search(words)
    words = words[: goes_on.start()] if goes_on else words
    before = text[max(0, match.start() - LONGEST) : match.start(1)].rpartition("\n")[2]
    closed = words.find('"') if (before.count('"') % 2 and words.count('"') % 2) else -1
    closed = words.find("”") if before.count("“") > before.count("”") else closed
    return words[:closed] if closed >= 4 else words


def _seen(text: str, top: Peak, limits: Span) -> Reason:
    """The words that the model takes for a reason, out to the ends of words, without marks at their edges."""
    start, end = top.span.start, top.span.end
    while start > limits.start and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
        start -= 1
    while end < limits.end and (text[end].isalnum() or text[end] in "'’-"):
        end += 1
    clause = _CLAUSE_END.search(text, end, min(limits.end, end + REST))
    end = clause.start() if clause else end
    told = _TOLD.match(text, start, end)
    start = told.end() if told and end - told.end() >= 8 else start
    while start < end - 1 and text[start] in ' ,;:."“”':
        start += 1
    while end > start + 1 and text[end - 1] in ' ,;:."“”':
        end -= 1
    return Reason(Span(start, end), Span(start, end))
