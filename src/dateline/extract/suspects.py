"""Persons held, charged or named as the perpetrator: only behind an explicit cue, never a victim, a survivor or a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.extract.blame_lines import Ground, Line, Tie, line
from dateline.extract.defendants import named_subjects
from dateline.extract.held import held
from dateline.extract.lesser_charges import CHARGED, is_otherwise
from dateline.extract.persons import (
    ANYBODY,
    CLOCK,
    NO_NAME,
    STRUCK_BEFORE,
    VICTIM_NEAR,
    in_office,
    is_common,
    is_minor,
    is_other,
    suffered,
)
from dateline.extract.wanted import AGED, CALLING, NAME, POSSESSED, wanted, whole_name
from dateline.types import ActorValue, Span

_NAME, _AGED = NAME, AGED
_ROLE = (
    r"(?:gunman|attacker|shooter|assailant|bomber|suicide bomber|suspects?|prime suspect|"
    r"suspected (?:gunman|attacker|shooter|killer|bomber)|alleged (?:gunman|attacker|shooter|killer)|"
    r"perpetrator|knifeman|killer|accused|driver of the (?:van|truck|car|vehicle)|hijacker|arsonist|man at the wheel|defendant)"
)
_HELD = (
    r"(?:arrested|charged|indicted|detained|accused|in custody|arraigned|remanded|convicted|sentenced|found guilty|pleaded|pled|"
    r"taken into (?:police )?custody|facing|faces|confessed|jailed|booked|on suspicion|under arrest|apprehended|"
    r"held\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\s)?(?:on\s(?:suspicion|(?:[\w$,.-]+\s){0,6}?(?:bond|bail|charges?|counts?|"
    r"murder|terror\w*|manslaughter|homicide|assault|warrants?|remand))|without|in\slieu|at\sthe|in\sthe))"
)
_CONVICTED = re.compile(
    r"\b(?:convicted|sentenced|found guilty|(?:plead(?:ed|ing|s)|pled) guilty|jailed|confessed|admitted)\b", re.IGNORECASE
)
_CHARGED = re.compile(r"\b(?:charge[ds]?|counts?|indicted|accused|arraigned|facing|faces|pleaded|pled|trial)\b", re.IGNORECASE)
"""Words of a court; who is only arrested or in custody is suspected (so most annotators write)."""
_ROLE_THEN = re.compile(
    rf"\b{_ROLE},?\s(?:(?:is|was|as|named|identified as|named as|identified by police as)\s)?(?:a\s|an\s)?({_AGED}|(?-i:{_NAME}))",
    re.IGNORECASE,
)
_HELD_THEN = re.compile(
    rf"\b(?:arrested|charged|indicted|detained|convicted|sentenced|apprehended|took into custody|are holding|is holding)\s"
    rf"(?:a\s|an\s|the\s)?({_AGED}|(?-i:{_NAME}))",
    re.IGNORECASE,
)
_HELD_AS = re.compile(
    rf"\b(?:arrested|charged|indicted|detained|convicted|sentenced|jailed)\s(?:a\s|an\s|the\s)?(?:{CALLING}\s){{1,3}}({_NAME})(?![\w’'-])(?<!['’]s)"
    r"(?=[^.;\n]{1,90}\b(?:murder|kill|attack|shoot|bomb|stab|massacre|assassinat|terror))"
)
_FOUND = re.compile(
    rf"\bfound\s((?-i:{_NAME}))(?:,\s\d{{1,2}},)?(?:(?:,|\sand)\s(?:(?!\bnot\b)[^.;\n]){{1,90}}?)?\sguilty\b", re.IGNORECASE
)
_ASIDE = r",(?!\s(?:and|while|but|who|[A-Z][\w’'-]{1,30}\s[A-Z])\b)(?!\s[A-Z][\w’'-]{1,30}\s[A-Z])[^,.;]{0,90}"
"""What may stand between a name and "was charged": no other name ("killed Ana Ruiz, 22, and Tom Reyes, 30, was charged")."""
_THEN_HELD = re.compile(
    rf"(?<![\w-])((?-i:{_NAME})|{_AGED})(?:,\swho\s(?:can(?:not|\snot|['’]t)|is\snot|was\snot)\b[^,.;]{{1,80}},|,\s\d{{1,2}},\s[^,.;]{{1,60}},|,\s\d{{1,2}}|(?:{_ASIDE}){{1,2}},|(?:,\s\d{{1,2}},?)?\s(?:from|of)\s[^,.;]{{1,40}}?(?:\s(?:St|Ave|Rd|Dr|Blvd|Ln)\.)?|,?\swho\s(?:lives|lived|resides)\s[^,.;]{{1,60}},)?,?\s"
    rf"(?:(?:(?:later|also|subsequently|formally|now|already|has|had|have)\s){{0,3}}(?:was|were|is|been|being)\s(?:[a-z]+\s){{0,2}}{_HELD}"
    rf"|(?:who\s)?(?:has\s|had\s|later\s)?(?:faces|facing|(?:pleaded|pled)(?!\swith\b)|confessed|(?:admitted|admits)(?!\s(?:to\s(?:the\s|an?\s)?(?:[A-Z]\w+\s){{0,4}}(?:hospital|clinic|icu)|at\b|in\b|there\b|that\s(?!s?he\b|they\b|his\b|her\b|their\b))))"
    rf"|(?:arrested|charged|indicted|detained|convicted|sentenced|accused of))\b",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(rf"\b(?:identified|named)\b[^.;]{{0,40}}\b{_ROLE}\b[^.;]{{0,30}}\bas\s((?-i:{_NAME}))", re.IGNORECASE)
_IDENTIFIED_PASSIVE = re.compile(
    rf"\b{_ROLE}\b(?:\swho\s(?:(?!\bwho\b)[^.;,]){{1,110}}?\s(?:was|were|is|has|had)\s(?:been\s|later\s)?(?:identified|named)|"
    rf"[^.;]{{0,40}}\b(?:identified|named))\b[^.;]{{0,30}}\bas\s((?-i:{_NAME})|{_AGED})",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    rf"\s*(He|She)\s(?:(?:was|is|has|had|been|also|later|now|already|then|faces)\s){{1,4}}(?:{_HELD}|wanted)\b[^.;]{{0,70}}?\b"
    r"(?:murders?|killings?|slayings?|deaths?|attacks?|shootings?|bombings?|blasts?|stabbings?|assassinations?|massacres?)\b"
)
_OPENS = re.compile(
    rf"({NAME}),?\s(?:aged\s)?(?:\(?(\d{{1,2}})\)?,?\s)?(?:of|from|who|appeared|spoke|is|was|will|faces?|remains?)\b"
)
"""A name that opens a sentence of a court report, with an age, a home or the court's own verbs."""
_CHARGE_OF = re.compile(
    r"\b(?:murders?|homicides?|manslaughter|attacks?|shootings?|bombings?|terror\w*|stabbings?|killings?|assaults?|arson|weapons?|bombs?|"
    r"planting|shooting|firing|opening fire|setting fire|stabbing|carrying out|killing)\b",
    re.IGNORECASE,
)
_KILLS = re.compile(r"\b(?:killed|murdered|shot|stabbed|gunned|hacked|beheaded|strangled|slaughtered|massacred|executed)\b")
"""Deeds done to others, of which he did them though he was found dead himself."""
_HIM_AS = re.compile(rf"\b(?:named|identified)\s(?:him|her)\s(?:[^.;,]{{0,30}}\s)?as\s(?:\d{{1,2}}-year-old\s)?({NAME})")
_ATTACKER = re.compile(r"(?:gunman|attacker|shooter|assailant|bomber|knifeman|killer|suspect|perpetrator|hijacker|arsonist)", re.I)
_FACES = re.compile(r"\b(?:faces|facing)$", re.IGNORECASE)
_CHARGES = re.compile(
    r"\b(?:charges?|counts?|trial|life|years|sentence|murder|prison|penalty|court|homicide|attempted)\b", re.IGNORECASE
)
_BELIEVED = re.compile(r"\b(?:believed|thought|suspected|presumed)\sto\s(?:be|have\sbeen)\s$")
"""Before the name of a doer who is only thought to be that person ("a driver, believed to be Tom Reyes, fired")."""
_ALLEGED = re.compile(r"\ballegedly\b")
"""What makes an accusation of a deed told of a person by name ("Tom Reyes allegedly shot two men": 4 annotations of 4)."""
_EXPLICIT = re.compile(r"\b(?:warrants?|rampage|spree)\b|\bwho\s(?:fired|shot|stabbed|opened)\b")
"""Words of which no victim is the subject, though police may have struck who did it."""
_WHO_STOPPED = re.compile(r"\bwho\s[^,.;:]{1,60}$", re.IGNORECASE)
"""What stands before "the attacker, NAME" where the name is that of his opponent ("a guard who held the gunman, Li Wei")."""
_TOLD = frozenset(("accused", "stated"))
_ADULT = 18
_FULL_NAME = re.compile(_NAME)
_AGE = re.compile(r"^(\d{1,2})-year-old")
_SMALL = re.compile(r"^(?:\S+\s)*?(?=[A-Z][\w’'-]+\s(?:[a-z]{2,3}[\s-])?[A-Z])")
"""What the person is, between the age and the name."""
_AGE_BEHIND = re.compile(r",\s(\d{1,2})\b")
_DAY = re.compile(r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_NAMED = frozenset(("identified", "named"))
_ROLES = frozenset(
    ("gunman", "attacker", "shooter", "assailant", "bomber", "suspect", "suspects", "perpetrator", "knifeman", "killer", "accused",
     "driver", "hijacker", "arsonist", "wheel", "defendant")
)  # fmt: skip
_HOLDING = frozenset(
    ("arrested", "charged", "indicted", "detained", "accused", "custody", "arraigned", "remanded", "convicted", "sentenced",
     "guilty", "pleaded", "pled", "facing", "faces", "confessed", "jailed", "booked", "admitted", "suspicion", "held",
     "apprehended", "admits", "holding")
)  # fmt: skip
_GUILTY = frozenset(("guilty",))
_READ: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (_NAMED, _IDENTIFIED), (_NAMED, _IDENTIFIED_PASSIVE), (_ROLES, _ROLE_THEN), (_HOLDING, _HELD_THEN), (_HOLDING, _HELD_AS),
    (_HOLDING, _THEN_HELD), (_GUILTY, _FOUND),
)  # fmt: skip
"""Each pattern with the words of which one must stand in the sentence: looking them up costs less than the pattern."""


def suspects(read: Line) -> Iterator[Tie]:
    """Yield the persons that the stretch holds for the perpetrator, with the ground: charged, held, convicted …"""
    words = read.span.of(read.text)
    if words.isupper():
        return
    seen: set[str] = set()
    here = {token.word for token in read.words}
    for triggers, pattern in _READ:
        if here.isdisjoint(triggers):
            continue
        for match in pattern.finditer(words):
            found = _person(words, match)
            if found is None or found[0].name in seen:
                continue
            value, mention = _bare(read, found[0], Span(read.span.start + found[1].start, read.span.start + found[1].end))
            if value.kind == "person" and (is_other(read, mention) or is_common(read.text, value.name)):
                continue
            if pattern is _THEN_HELD and value.kind == "person" and STRUCK_BEFORE.search(words[: match.start(1)]):
                continue
            if pattern is _ROLE_THEN and "," in match[0][: -len(match[1])] and _WHO_STOPPED.search(words[: match.start()]):
                continue
            seen.add(value.name)
            whole = Span(read.span.start + match.start(), read.span.start + match.end())
            yield read.tie(_ground(words[match.start() : match.end() + 55], pattern), value, mention, whole)
    yield from _wanted(read, words, frozenset(here), seen)
    yield from _subjects(read, words, seen)
    yield from _next_named(read, words, seen)
    yield from _named_him(read, words, here, seen)
    yield from _he(read, words, here, seen)


def _subjects(read: Line, words: str, seen: set[str]) -> Iterator[Tie]:
    """Yield the named people who are the subject of a charge or a deed (`defendants`), less officers and those who were struck."""
    for one in named_subjects(read):
        before = words[: one.mention.start - read.span.start]
        if one.name in seen or VICTIM_NEAR.search(before) or STRUCK_BEFORE.search(before) or is_other(read, one.mention):
            continue
        if in_office(read.text, one.name) or is_common(read.text, one.name) or is_minor(read.text, one.name):
            continue
        weak = one.ground == "stated" and _KILLS.search(one.words.of(read.text)) is None
        if not is_otherwise(read.text, one.words.end, one.words.end + CHARGED) and not (weak and suffered(read.text, one.name)):
            seen.add(one.name)
            told: Ground = "accused" if one.ground == "stated" and _ALLEGED.search(one.words.of(read.text)) else one.ground
            ground: Ground = "suspected" if _BELIEVED.search(before) else told
            tie = read.tie(ground, ActorValue(one.name, None, "person", 0.8), one.mention, one.words)
            yield replace(tie, subject=ground == "stated")


def _he(read: Line, words: str, here: set[str], seen: set[str]) -> Iterator[Tie]:
    """Yield the one person whom the sentence before holds, where this one goes on ("He is also charged with two bombings")."""
    match = _PRONOUN.match(words) if not here.isdisjoint(_HOLDING | {"wanted"}) else None
    held = [tie for tie in _before(read) if tie.value.kind == "person"] if match is not None else []
    alone = len({tie.value.name for tie in held} - seen) == 1 if match is not None else False
    if match is not None and alone and held[0].value.name not in seen and not is_otherwise(words, 0, len(words)):
        mention = Span(read.span.start + match.start(1), read.span.start + match.end(1))
        whole = Span(read.span.start, read.span.start + match.end())
        yield read.tie(_ground(match[0], _THEN_HELD), held[0].value, mention, whole)


def _next_named(read: Line, words: str, seen: set[str]) -> Iterator[Tie]:
    """Yield the person whose name opens the sentence behind one that holds somebody unnamed ("A man, 34, has been charged with …
    Tom Reyes, of Leeds, spoke only to confirm his name")."""
    match = _OPENS.match(words)
    if match is None or match[1] in seen or NO_NAME.match(match[1]) or (match[2] and int(match[2]) < _ADULT):
        return
    mention = Span(read.span.start, read.span.start + match.end(1))
    if suffered(read.text, match[1]) or in_office(read.text, match[1]) or is_other(read, mention) or is_common(read.text, match[1]):
        return
    unnamed = [tie for tie in _before(read) if tie.ground in ("charged", "convicted", "held")]
    if len({tie.value.name for tie in unnamed}) == 1 and unnamed[0].value.kind == "generic":
        yield read.tie(
            unnamed[0].ground, ActorValue(match[1], None, "person", 0.8), mention, Span(mention.start, mention.start + match.end())
        )


def _named_him(read: Line, words: str, here: set[str], seen: set[str]) -> Iterator[Tie]:
    """Yield whom the police name where the sentence before ends on the attacker ("Officers shot the attacker dead. Police named him
    as Derek Marlowe"): the last person that it tells of, so that no victim is named for him."""
    match = _HIM_AS.search(words) if not here.isdisjoint(_NAMED) else None
    if match is None or match[1] in seen or NO_NAME.match(match[1]):
        return
    ended = [s.span for s in read.annotated.sentences if s.span.end <= read.span.start][-1:]
    told = [one[0] for span in ended for one in ANYBODY.finditer(read.text, span.start, span.end)]
    mention = Span(read.span.start + match.start(1), read.span.start + match.end(1))
    if told and _ATTACKER.fullmatch(told[-1]) and not is_minor(read.text, match[1]) and not is_other(read, mention):
        whole = Span(read.span.start + match.start(), mention.end)
        yield replace(read.tie("stated", ActorValue(match[1], None, "person", 0.8), mention, whole), subject=True)


def _before(read: Line) -> list[Tie]:
    """Return the persons that the sentence before holds."""
    ended = [s.span for s in read.annotated.sentences if s.span.end <= read.span.start][-1:]
    return [tie for span in ended for before in (line(read.annotated, span),) for tie in (*suspects(before), *held(before))]


def _wanted(read: Line, words: str, here: frozenset[str], seen: set[str]) -> Iterator[Tie]:
    """Yield the persons of `wanted`, each by the whole name that the report gives."""
    for written, match in wanted(words, here):
        ground: Ground = "convicted" if written == "charged" and _CONVICTED.search(match[0]) else written
        name = _DAY.sub("", POSSESSED.sub("", match[1].rstrip(".,")))
        start = read.span.start + match.start(1)
        mention = Span(start, start + len(name))
        alone = " " not in name
        full = whole_name(read.text, name, start) if alone else name
        age = _AGE_BEHIND.match(words, match.end(1))
        minor = age is not None and int(age[1]) < _ADULT
        if full is None or full in seen or minor or NO_NAME.match(full) or VICTIM_NEAR.search(words[: match.start(1)]):
            continue
        told = ground in _TOLD and _EXPLICIT.search(match[0]) is None
        if ground in _TOLD and (in_office(read.text, full) or (told and suffered(read.text, full))):
            continue
        value = ActorValue(full, None, "person", 0.8)
        other = is_other(read, mention) or is_common(read.text, full)
        if not other and not is_otherwise(words, match.end(1), match.end() + CHARGED):
            seen.add(full)
            ground = "suspected" if _BELIEVED.search(words[: match.start(1)]) else ground
            yield read.tie(ground, value, mention, Span(read.span.start + match.start(), read.span.start + match.end()))


def _person(words: str, match: re.Match[str]) -> tuple[ActorValue, Span] | None:
    """Return the person and where the words stand in the stretch; a minor's name is left out (CODEBOOK.md, Care for people)."""
    if not _fits(words, match):
        return None
    name, start = _DAY.sub("", match[1].rstrip(".,")), match.start(1)
    aged = _AGE.match(name)
    rest = _SMALL.sub("", name[aged.end() :].lstrip(), count=1) if aged else name
    if not _FULL_NAME.fullmatch(rest):
        return ActorValue(name, None, "generic", 0.8), Span(start, start + len(name))
    behind = _AGE_BEHIND.match(words, match.end(1))
    age = aged or behind
    if age is not None and int(age[1]) < _ADULT:
        return (ActorValue(aged[0], None, "generic", 0.8), Span(start, start + aged.end())) if aged else None
    start += len(name) - len(rest)
    return ActorValue(rest, None, "person", 0.8), Span(start, start + len(rest))


def _bare(read: Line, value: ActorValue, mention: Span) -> tuple[ActorValue, Span]:
    """Return the person without the people or group that leads to the name ("Neo-Nazi Tom Reyes")."""
    named = [a.span for a in read.actors if a.span.start == mention.start and a.span.end < mention.end]
    rest = read.text[max((span.end for span in named), default=mention.start) : mention.end].lstrip(" -")
    if value.kind != "person" or not named or not _FULL_NAME.fullmatch(rest):
        return value, mention
    return replace(value, name=rest), Span(mention.end - len(rest), mention.end)


def _fits(words: str, match: re.Match[str]) -> bool:
    if VICTIM_NEAR.search(words[: match.start(1)]):
        return False
    if is_otherwise(words, match.end(1), match.end() + CHARGED):
        return False
    if _FACES.search(match[0]) and not _CHARGES.search(words, match.end(), match.end() + 60):
        return False
    if "accused" in match[0].lower() and not _CHARGE_OF.search(words, match.end(1), match.end() + 70):
        return False
    return match[1][0].isdigit() or not (NO_NAME.match(match[1]) or CLOCK.search(match[1]))


def _ground(words: str, pattern: re.Pattern[str]) -> Ground:
    if pattern is _FOUND or _CONVICTED.search(words):
        return "convicted"
    if "suspicion" in words.lower():
        return "suspected"
    if pattern in (_HELD_THEN, _HELD_AS, _THEN_HELD):
        return "charged" if _CHARGED.search(words) else "held"
    return "suspected" if re.search(r"suspect|alleged", words, re.IGNORECASE) else "stated"
