"""Cues of blame that blame nobody: what groups do more and more, a feud of two, praise for a deed, a denial of what is no deed."""

from __future__ import annotations

import re

from dateline.extract.blame_lines import Line
from dateline.extract.units import inside
from dateline.types import Span

REACH = 110
"""Code points before a cue in which the deeds stand of which it tells."""
_DEEDS_OF = re.compile(
    r"\b(?:attacks|raids|killings|bombings|kidnappings|abductions|violence|insurgency)\s(?:by|from|of)\s[^.;]{0,60}$", re.IGNORECASE
)
_RISEN = re.compile(
    r"[^.;]{0,90}?\b(?:has|have)\s(?:\w+ly\s|also\s|since\s)?(?:risen|increased|surged|spread|intensified|escalated|grown|multiplied|soared|"
    r"worsened|become|plagued|killed\s(?:thousands|hundreds|tens\sof))\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"[^.;]{0,60}?\s(?:are|is|remain|remains)\s(?:\w+\s)?(?:active|present|operating|based)\b|"
    r"[^.;]{0,60}?\s(?:operates?|roams?)\s(?:in|there|across|along|around|the|from)\b|"
    r"[^.;]{0,60}?\s(?:have|has)\s(?:long\s)?(?:been\s(?:waging|fighting|battling|leading)|waged|fought|battled)\b"
)
_OF_GROUP = re.compile(
    r"(?:\s\([^)]{1,12}\))?,?\s(?:(?:which|who|that|itself)\s)?(?:(?:is|are|was|were)\s)?(?:[a-z]+ly\s|(?:said|believed|thought)\sto\sbe\s)?"
)
"""What stands between a group's name and "linked to" where the words say whose affiliate it is."""
_STRUCK = re.compile(
    r"\b(?:target|victim)s?\b(?!['’])[^.;,]{0,50}?\b(?:linked|links?|tied|ties|belong\w*|loyal|members?)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
"""What ties those who were struck to a group, before its name."""
_HARM_TO = re.compile(
    r"\b(?:killings?|murders?|deaths?|shootings?|attacks?|abductions?|kidnappings?)\s(?:of|on)\s(?:\w+\s){0,3}$", re.IGNORECASE
)
_FEUD = re.compile(
    r"\b(?:conflicts?|disputes?|feuds?|wars?|rivalry|rivalries|quarrels?|vendettas?|power\sstruggles?|(?:settling|settlement)\sof\s(?:scores|accounts))\s"
    r"(?:[\w’'-]+\s){0,3}?(?:between|among|pitting)\s[^.;\n]{0,90}$",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"\s[^.;,]{0,50}?\s(?:praised|welcomed|hailed|congratulated|applauded|condemned)\b|"
    r"\s[^.;]{0,110}?\b(?:nothing\sto\sdo|denied|denies|disclaimed|(?:was|were|had|did)\snot)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:accus|blam|suspect|responsib|behind\b|involv|attack|claim|charge|carried|alleg|link|"
    r"guilt|kill|role\b|hand\b|ruled out|work of)",
    re.IGNORECASE,
)
"""Words for what a bare "denied it" can answer that concerns a deed."""


_OTHERWISE = re.compile(r"\b(?:in\sthe\spast|not|never|didn[’']t|nor|neither)\s(?:\w+\s){0,2}$", re.IGNORECASE)
"""What stands before a denial that is none, or one of other deeds."""
_AT_LARGE = re.compile(
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?)\s(?:any|all|having)\s(?:[\w-]+\s)?(?:links?|ties|connections?)\s(?:to|with)\s"
    r"(?:violence|terror\w*|militan\w*|jihad\w*|extremis\w*|(?:armed|militant|terrorist|extremist)\sgroups?)\b|"
    r"den(?:y|ies|ied|ying)\sthat\s(?:any\s|there\swere\s(?:any\s)?)?(?:civilians|hostages|women|children|bystanders)\b",
    re.IGNORECASE,
)
"""What a party or a charity denies of itself, whatever the deed; who was hit, which denies no deed."""
_USUALLY = re.compile(
    r"\b(?:previously|routinely|usually|typically|regularly|generally|repeatedly|consistently|always|often)\s"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?)\s(?:that\s)?(?:(?:it|they)\s)?(?:(?:has|have|deliberately)\s){0,2}"
    r"(?:(?:target|attack|harm|kill|hit|strik|bomb)(?:s|ing|ed|e)?\scivilians|such\s\w+|(?:any\s)?(?:abuses|wrongdoing|atrocities))\b",
    re.IGNORECASE,
)
"""What a force answers to all such charges ("has repeatedly denied targeting civilians")."""
ADVERB = 16
"""Code points of "consistently" and the like before the denial."""


def is_trend(read: Line, cue: Span) -> bool:
    """Tell whether a suspicion only describes who attacks more and more ("attacks by fighters linked to X have risen"), or who is
    about ("groups linked to X are active in the area"), or whose affiliate a group is."""
    if cue.of(read.text).lower().startswith("link") and (
        _ABOUT.match(read.text, cue.end, read.span.end) or _is_affiliate(read, cue)
    ):
        return True
    before = _DEEDS_OF.search(read.text, max(read.span.start, cue.start - REACH), cue.start)
    return before is not None and _RISEN.match(read.text, cue.end, read.span.end) is not None


def _is_affiliate(read: Line, cue: Span) -> bool:
    """Tell whether a group, and no deed, is linked to another ("Al Shabaab, which is linked to al Qaeda, …")."""
    named = [actor.span for actor in read.actors if actor.value.kind == "group" and actor.span.end <= cue.start]
    return bool(named) and _OF_GROUP.fullmatch(read.text, named[-1].end, cue.start) is not None


def is_of_the_struck(read: Line, actor: int) -> bool:
    """Tell the group at `actor` of "the target was a man linked to X", which was struck, from "the killing of the victims is linked
    to X"."""
    start = max(read.span.start, actor - REACH)
    struck = _STRUCK.search(read.text, start, actor)
    return struck is not None and _HARM_TO.search(read.text, start, struck.start()) is None


def is_of_feud(text: str, start: int, actor: int) -> bool:
    """Tell whether an actor at `actor` is one of two that the words from `start` on only say to be at odds: "part of a turf war
    between X and Y" says of neither that it did it."""
    return _FEUD.search(text, max(start, actor - REACH), actor) is not None


def only_praises(read: Line, cue: Span) -> bool:
    """Tell whether one who says that he speaks for a group only praises the deed, or denies it."""
    speaks = cue.of(read.text).lower().startswith(("claiming to", "said"))
    return speaks and _PRAISED.match(read.text, cue.end, read.span.end) is not None


def answers_all(read: Line, start: int) -> bool:
    """Tell whether the denial at `start` is what a force answers to all such charges."""
    return _USUALLY.search(read.text, max(read.span.start, start - ADVERB), read.span.end) is not None


def denies_no_deed(read: Line, first: int, past: int) -> bool:
    """Tell whether "X denied it" answers a sentence that tells of no attack and no blame ("… that slogans had been shouted"), or
    denies other deeds: "has in the past denied", "did not even deny", "denies any link with violence"."""
    if _OTHERWISE.search(read.text, max(read.span.start, read.words[first].span.start - 40), read.words[first].span.start):
        return True
    start = read.words[first].span.start
    if _AT_LARGE.match(read.text, start, read.span.end) or answers_all(read, start):
        return True
    rest = [word.word for word in read.words[first + 1 : max(past, first + 2) + 1]]
    if not rest or rest[0] not in ("it", "this", "that") or rest[1:2] not in ([], ["."], [","], [";"]):
        return False
    cue = read.words[first].span.start
    before = [s.span for s in read.annotated.sentences if s.span.start < cue][-2:]
    start = before[0].start if before else 0
    told = inside(read.annotated.events, Span(start, cue)) if start < cue else ()
    return not told and _ANSWERED.search(read.text, start, cue) is None
