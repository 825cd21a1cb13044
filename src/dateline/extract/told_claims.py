"""Claims in other orders of words: "the raid was by its men, X said", "a caller told the BBC that X had done it"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.needles import Needled
from dateline.extract.blame_lines import Line, Tie
from dateline.extract.other_deeds import is_of_others
from dateline.types import ActorMention, Span

_SAYS = r"(?:said|says|announced|announces|wrote|claimed|claims|declared|stated|reported)"
_OWN_FIRST = Needled(
    r"\b(?:(?:it|this|that|which|(?:the\s)?[\w-]+)\s(?:was|were|is)\s(?:its|their)\s(?:own\s)?(?:doing|work|deed|operation|handiwork)[”\"’']?,[”\"’']?\s|"
    r"(?:carried\sout|staged|done|committed|launched|mounted|planted|the\swork|an\soperation|fired|executed|made|handiwork|the\sdoing|the\sdeed)\s(?:by|of)\s"
    rf"(?:its|their|our|one\sof\s(?:its|their|our))\s(?:[\w’'-]+\s){{0,3}}?[\w’'-]+[”\"’']?,[”\"’']?\s)(?=[^.;,]{{2,80}}?\b{_SAYS}\b)",
    re.IGNORECASE,
)
"""A deed of one's own men before who says so: "… were carried out by its soldiers, X said"."""
_SPEAKER = re.compile(rf"(?:the\s)?(?:[\w’'-]+\s){{0,6}}?{_SAYS}\b", re.IGNORECASE)
_NO_NAME = Needled(
    r"\b(?:(?:anonymous|unnamed|unidentified|unknown|male|female)\s(?:\w+\s)?(?:caller|call|man|woman|voice|e-?mail|message|letter)|callers?|a\svoice|"
    r"(?:an?\s)(?:man|woman|person)\s(?:using|giving|with)\s(?:an?\s|the\s)?(?:[\w-]+\s){0,2}code\s?word|"
    r"(?:an?\s|two\s)(?:man|men|woman|person)\s(?:who\s)?(?:claiming|claimed|purporting|purported|saying|said)\sto\s(?:be|speak|represent|belong)[^.;]{0,40}?)\b"
    rf"[^.;]{{0,90}}?\b(?:{_SAYS}|told)\b",
    re.IGNORECASE,
)
"""Somebody without a name who speaks up for a group."""
_DID = re.compile(
    r"(?:\s\([^)]{1,20}\))?\s(?:had|has|have|was|were|did|is|are)\s(?!not\b|n[’']t|nothing|no\b|never)(?:\w+\s){0,2}?"
    r"(?:carried|planted|behind|responsible|done|killed|shot|fired|bombed|attacked|placed|laid|set|thrown|kidnapped|abducted|seized|executed|this|it)\b",
    re.IGNORECASE,
)
BEHIND = 90
"""Code points behind "told" within which the group is named."""


def told_claims(read: Line) -> Iterator[Tie]:
    """Yield the claims that the stretch tells in such an order."""
    text, (start, end) = read.text, (read.span.start, read.span.end)
    for found in _OWN_FIRST.every(text, start, end):
        speaker = _SPEAKER.match(text, found.end(), end)
        actor = next((a for a in _groups(read) if speaker and found.end() <= a.span.start < speaker.end()), None)
        if actor is not None and not is_of_others(text, found.start(), end):
            yield read.tie("claim", actor.value, actor.span, Span(*found.span()))
    for found in _NO_NAME.every(text, start, end):
        actor = next((a for a in _groups(read) if found.end() <= a.span.start <= found.end() + BEHIND), None)
        if actor is None or ";" in text[found.end() : actor.span.start]:
            continue
        did = _DID.match(text, actor.span.end, end)
        if did is not None and not is_of_others(text, actor.span.start, end):
            yield read.tie("claim", actor.value, actor.span, Span(*did.span()))


def _groups(read: Line) -> list[ActorMention]:
    return [a for a in read.actors if a.value.kind == "group"]
