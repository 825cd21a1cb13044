"""Heads of explainers that ask for the reason ("Why now?", "What did they want?"), and the sentences that answer them.

Of the first two sentences below such heads in articles read two thirds told a motive. "What does it want?" asks for a group's aims.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from dateline.types import Annotated, Sentence, Span

ANSWER = 2
"""Sentences below the head, in one paragraph, that answer it."""
SECTION = 9
"""Sentences below the head among which one that quotes somebody on what they wanted answers it too."""
LONGEST_HEAD = 60
"""Code points of a head that asks at most."""
_ASKS = re.compile(
    r"[\W\d]*(?:why(?:\s(?!did\b|do\b|does\b|was\b|were\b|is\b|are\b|has\b|have\b|not\b)[\w’'-]+,?){0,4}(?:,?\sand\swhy\s[\w’'-]+)?|why\sdid\s(?:it|this)\shappen|"
    r"why\s(?:did|do|was|were|is|has|have)\s(?:[\w’'-]+\s){0,6}(?:attack|target|kill|strike|struck|hit|bomb|shot|abduct|kidnap)\w*(?:\s[\w’'-]+){0,3}|"
    r"what\sdid\s(?:they|he|she|it|the\s\w+)\swant|what\s(?:was|is)\sthe\s(?:motive|reason|aim))\?\W*",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"(?:not?|nobody|theories\sabound|[^.]{0,80}\b(?:(?:do|does|did)(?:\snot|n['’]t)\s(?:yet\s)?know|(?:is|are|was|remains?)\s(?:not\s|still\s|yet\s)*(?:unclear|unknown|clear|known))|there\s(?:is|was)\sno|(?:he|she|they|it|[^.]{0,40}\w)\s(?:gave|gives|offered|provided|cited|presented)\sno\s(?:evidence|details?|reasons?|proof)|it\sis\sthe\s(?:\w+)\stime|(?:on|in)\s(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*))\b|"
    r"[^.]*\b(?:two|three|four|several|many|some|different|other)\s(?:readings|explanations|versions|theories|answers|reasons|accounts)\b",
    re.IGNORECASE,
)
"""A sentence that says no, tells what happened before, or only announces the answers."""


_AIM = re.compile(
    r"[“\"](?:(?:They|The\s[\w-]+)\s(?:(?:also|just|simply|clearly)\s)?(?:want(?:ed)?|hope[ds]?|tr(?:y|ied)|are\strying|were\strying|mean[ts]?)\sto\b|"
    r"(?:It|This|That)(?:['’]s|\s(?:is|was))\s(?:(?:an?|about|clearly|simply|meant|also|their)\s){0,2}"
    r"(?:revenge|retaliation|payback|punishment|message|warning|show|signal|answer|response|money|taxes|land|to\s(?:show|prove|punish|scare|test))\b)"
)
"""How a quotation begins that says what the attackers wanted ("They want to show that …", "It is a message to …")."""


@lru_cache(maxsize=4)
def _asked(text: str, sentences: tuple[Span, ...]) -> tuple[int, ...]:
    """Return the numbers of the sentences that are such heads."""
    if "?" not in text:
        return ()
    return tuple(
        number
        for number, span in enumerate(sentences)
        if span.end - span.start <= LONGEST_HEAD and _ASKS.fullmatch(text, span.start, span.end)
    )


def answers(annotated: Annotated, sentence: Sentence) -> bool:
    """Tell whether the sentence stands right below such a head, or quotes somebody farther down on what the attackers wanted."""
    sentences = annotated.sentences
    heads = _asked(annotated.document.text, tuple(one.span for one in sentences)) if "?" in annotated.document.text else ()
    if not heads:
        return False
    at = bisect_left([one.span.start for one in sentences], sentence.span.start)
    head = max((number for number in heads if number < at), default=None)
    if head is None:
        return False
    if at - head > ANSWER or sentences[head + 1].paragraph != sentence.paragraph:
        headed = any(one.kind == "heading" for one in sentences[head + 1 : at])
        return at - head <= SECTION and not headed and _AIM.match(annotated.document.text, sentence.span.start) is not None
    return _NO_ANSWER.match(annotated.document.text, sentence.span.start, sentence.span.end) is None
