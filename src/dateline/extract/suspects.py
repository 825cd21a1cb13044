"""Persons held, charged or named as the perpetrator: only behind an explicit cue, never a victim, a survivor or a witness."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.extract.blame_lines import Ground, Line, Tie, line
from dateline.extract.units import inside
from dateline.extract.wanted import CALLING, NAME, POSSESSED, wanted, whole_name
from dateline.types import ActorValue, Span

_AGED = (
    r"(?:\d{1,2}-year-old(?:\s(?!(?:was|were|is|are|has|had|have|been|who|from|in|on|at|of|with|and|after|for|under|to|by|as|over|"
    r"that|killed|shot|died|born|later|also|then|early|earlier|late|yesterday|today|tonight|overnight|shortly|immediately|near|"
    r"outside|inside|this|last|before|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{2,20}ing)\b)[a-zA-Z’'-]+){0,3})"
)
_NAME = NAME
_ROLE = (
    r"(?:gunman|attacker|shooter|assailant|bomber|suicide bomber|suspect|prime suspect|suspected (?:gunman|attacker|shooter|killer|"
    r"bomber)|alleged (?:gunman|attacker|shooter|killer)|perpetrator|knifeman|killer|accused|"
    r"driver of the (?:van|truck|car|vehicle)|hijacker|arsonist|man at the wheel|defendant)"
)
_HELD = (
    r"(?:arrested|charged|indicted|detained|accused|in custody|arraigned|remanded|convicted|sentenced|found guilty|pleaded|pled|"
    r"taken into (?:police )?custody|facing|faces|confessed|jailed|booked|on suspicion|under arrest|apprehended|"
    r"held\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\s)?(?:on\s(?:suspicion|(?:[\w$,.-]+\s){0,6}?(?:bond|bail|charges?|counts?|"
    r"murder|terror\w*|manslaughter|homicide|assault|warrants?|remand))|without|in\slieu|at\sthe|in\sthe))"
)
_CONVICTED = re.compile(
    r"\b(?:convicted|sentenced|found guilty|pleaded guilty|pled guilty|jailed|confessed|admitted)\b", re.IGNORECASE
)
_CHARGED = re.compile(r"\b(?:charge[ds]?|indicted|accused|arraigned|facing|faces|pleaded|pled|trial)\b", re.IGNORECASE)
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
    rf"(?<![\w-])((?-i:{_NAME})|{_AGED})(?:,\s\d{{1,2}},\s[^,.;]{{1,60}},|,\s\d{{1,2}}|(?:{_ASIDE}){{1,2}},|\s(?:from|of)\s[^,.;]{{1,40}}?)?,?\s"
    rf"(?:(?:(?:later|also|subsequently|formally|now|already|has|had|have)\s){{0,3}}(?:was|were|is|been|being)\s(?:[a-z]+\s){{0,2}}{_HELD}"
    rf"|(?:who\s)?(?:has\s|had\s|later\s)?(?:faces|facing|pleaded|pled|confessed|(?:admitted|admits)(?!\s(?:to\s(?:the\s|an?\s)?(?:[A-Z]\w+\s){{0,4}}(?:hospital|clinic|icu)|at\b|in\b)))"
    rf"|(?:arrested|charged|indicted|detained|convicted|sentenced|accused of))\b",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(rf"\b(?:identified|named)\b[^.;]{{0,40}}\b{_ROLE}\b[^.;]{{0,30}}\bas\s((?-i:{_NAME}))", re.IGNORECASE)
_IDENTIFIED_PASSIVE = re.compile(
    rf"\b{_ROLE}\b[^.;]{{0,40}}\b(?:identified|named)\b[^.;]{{0,30}}\bas\s((?-i:{_NAME})|{_AGED})", re.IGNORECASE
)
_PRONOUN = re.compile(
    rf"\s*(He|She)\s(?:(?:was|is|has|had|been|also|later|now|already|then|faces)\s){{1,4}}(?:{_HELD}|wanted)\b[^.;]{{0,70}}?\b"
    r"(?:murders?|killings?|slayings?|deaths?|attacks?|shootings?|bombings?|blasts?|stabbings?|assassinations?|massacres?)\b"
)
_COURT = re.compile(
    rf"((?-i:{_NAME}))(?:,?\s(?:aged\s)?\d{{1,2}})?,?\s(?:has\s|had\s)?"
    r"(?:appeared|was arraigned|stood trial|went on trial|is on trial|is to stand)\b"
    r"[^.;]{0,110}\b(?:charge[ds]?|accused|murder|terror\w*|attack|shooting|bombing)\b",
    re.IGNORECASE,
)
_ACTED = re.compile(
    rf"(?<![\w.])((?-i:{_NAME}))(?:,\s\d{{1,2}},)?\s(?:then\s|later\s|allegedly\s|reportedly\s)?"
    r"(?:opened fire|stabbed\s(?!by|to|in\b|at|while|near|outside|dead|during|on\b)|"
    r"drove (?:a|an|his|her|the)\s[^.;,]{1,30}\sinto|rammed (?:a|an|his|her|into)|"
    r"detonated (?:a|an|his|her|the|explosives)|blew (?:himself|herself)|set fire to|hacked\s(?!to))",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"\b(?:officers?|constable|sergeant|sgt\.?|deputy|detective|inspector|captain|guard|soldier|agent|trooper|sheriff|chief|private|corporal|"
    r"lieutenant|lt\.|major|homeowner|owner|bystander)\s*$",
    re.IGNORECASE,
)
_CHARGE_OF = re.compile(
    r"\b(?:murders?|homicides?|manslaughter|attacks?|shootings?|bombings?|terror\w*|stabbings?|killings?|assaults?|arson|weapons?|bombs?|"
    r"planting|shooting|firing|opening fire|setting fire|stabbing|carrying out|killing)\b",
    re.IGNORECASE,
)
_FACES = re.compile(r"\b(?:faces|facing)$", re.IGNORECASE)
_CHARGES = re.compile(
    r"\b(?:charges?|counts?|trial|life|years|sentence|murder|prison|penalty|court|homicide|attempted)\b", re.IGNORECASE
)
_OTHERWISE = re.compile(
    r"\b(?:child neglect|child endangerment|secure a|storage of|family violence|domestic violence|cannabis|before for|"
    r"drug possession|drunk driving|immigration|perjury|obstruct\w*|fraud)\b",
    re.IGNORECASE,
)
"""Charges of something else than the attack: a gun left unlocked, an older case."""
_CLOCK = re.compile(r"\b(?:UTC|GMT|[ECMP][SD]T|IST|BST|CES?T|WIB|AM|PM|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
"""Words of a clock or a day, which no name holds ("0100 UTC Monday")."""
NO_NAME = re.compile(
    r"^(?:The|A|An|When|While|Since|If|As|But|And|Then|He|She|Image|Superior|Circuit|Investigators|Accused|Suspect|Victim|"
    r"Neighbou?rs?|On|In|At|After|Police|Officials?|Officers?|Two|Three|Four|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Federal|State|County|Supreme|High|District|Authorities|Prosecutors?|Sheriff|Detectives?|Interior|Prime|President|Minister|"
    r"Islamic|Security|United|National|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Attorney|Judge|Court|Mayor|Governor|Chief|General|Colonel|Major|Captain|Sergeant)\b"
)
_VICTIM_NEAR = re.compile(
    r"\b(?:victims?|survivors?|witness(?:es)?|killing|murder|death|stabbing|shooting) of\s*$|\bvictims?\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b[^.;]{0,60}\b(?:(?:was|were|been|being|be)\s(?:\w+\s){0,2}(?:shot|killed|stabbed|wounded|injured|struck|hit|slain|pronounced|found|"
    r"rushed|airlifted|hospitali[sz]ed|murdered|beaten|attacked)|died|(?<!shot\s)dead|victims?)\b"
)
_STRIKING = re.compile(
    r"\b(?:deaths?|killing|murders?|shooting|slaying|stabbing|homicide|victims?|killed|shot|stabbed|wound(?:ed|ing))\b"
    r"(?:\s[\w,’'-]+){0,6}?\s$"
)
"""What is said behind and before the name of a person who was struck."""
_EXPLICIT = re.compile(r"\b(?:warrants?|rampage|spree)\b")
"""Words of which no victim is the subject, though police may have struck who did it."""
_OWNS = re.compile(r"[’']s\s(?!(?:[\w’'-]+\s){0,2}(?:body|death|murder|killing|slaying|remains|wounds?|injuries)\b)")
"""Words of what is a person's ("fibers found in Marlowe's car"): it was found or struck, and not he."""
_STRUCK_BEFORE = re.compile(
    r"\b(?:kill|shoot|shot|stab|slay|murder|wound|injur|strangl|beat|assassinat)\w{0,5}\s(?:of\s)?(?:[a-z-]+\s|[A-Z][a-z]{1,12}\.?\s){0,4}$"
)
"""Whose object a name is: "killed Ana Ruiz"."""
_LOWER = re.compile(r"\b[a-z][\w’'-]*")
_WHO_STOPPED = re.compile(r"\bwho\s[^,.;:]{1,60}$", re.IGNORECASE)
"""What stands before "the attacker, NAME" where the name is that of his opponent ("a guard who held the gunman, Li Wei")."""
_ADULT = 18
_FULL_NAME = re.compile(_NAME)
_AGE = re.compile(r"^(\d{1,2})-year-old")
_AGE_BEHIND = re.compile(r",\s(\d{1,2})\b")
_DAY = re.compile(r"\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_NAMED = frozenset(("identified", "named"))
_ROLES = frozenset(
    ("gunman", "attacker", "shooter", "assailant", "bomber", "suspect", "perpetrator", "knifeman", "killer", "accused",
     "driver", "hijacker", "arsonist", "wheel", "defendant")
)  # fmt: skip
_HOLDING = frozenset(
    ("arrested", "charged", "indicted", "detained", "accused", "custody", "arraigned", "remanded", "convicted", "sentenced",
     "guilty", "pleaded", "pled", "facing", "faces", "confessed", "jailed", "booked", "admitted", "suspicion", "held",
     "apprehended", "admits", "holding")
)  # fmt: skip
_GUILTY = frozenset(("guilty",))
_TRIED = frozenset(("appeared", "arraigned", "trial", "stand"))
_DEEDS = frozenset(("fire", "stabbed", "drove", "rammed", "detonated", "blew", "hacked"))
_READ: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (_NAMED, _IDENTIFIED), (_NAMED, _IDENTIFIED_PASSIVE), (_ROLES, _ROLE_THEN), (_HOLDING, _HELD_THEN), (_HOLDING, _HELD_AS),
    (_HOLDING, _THEN_HELD), (_TRIED, _COURT), (_GUILTY, _FOUND), (_DEEDS, _ACTED),
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
            if found is None or found[0].name in seen or (pattern is _ACTED and _is_officer(words, match)):
                continue
            value, mention = found[0], Span(read.span.start + found[1].start, read.span.start + found[1].end)
            if value.kind == "person" and (_is_other(read, mention) or _is_common(read.text, value.name)):
                continue
            if pattern is _THEN_HELD and value.kind == "person" and _STRUCK_BEFORE.search(words[: match.start(1)]):
                continue
            if pattern is _ROLE_THEN and "," in match[0][: -len(match[1])] and _WHO_STOPPED.search(words[: match.start()]):
                continue
            seen.add(value.name)
            whole = Span(read.span.start + match.start(), read.span.start + match.end())
            yield read.tie(_ground(words[match.start() : match.end() + 40], pattern), value, mention, whole)
    yield from _wanted(read, words, frozenset(here), seen)
    yield from _he(read, words, here)


def _he(read: Line, words: str, here: set[str]) -> Iterator[Tie]:
    """Yield the one person whom the sentence before holds, where this one goes on ("He is also charged with two bombings")."""
    match = _PRONOUN.match(words) if not here.isdisjoint(_HOLDING | {"wanted"}) else None
    before = [s.span for s in read.annotated.sentences if s.span.end <= read.span.start][-1:] if match is not None else []
    held = [tie for span in before for tie in suspects(line(read.annotated, span)) if tie.value.kind == "person"]
    if match is not None and len({tie.value.name for tie in held}) == 1 and not _OTHERWISE.search(words):
        mention = Span(read.span.start + match.start(1), read.span.start + match.end(1))
        whole = Span(read.span.start, read.span.start + match.end())
        yield read.tie(_ground(match[0], _THEN_HELD), held[0].value, mention, whole)


def _wanted(read: Line, words: str, here: frozenset[str], seen: set[str]) -> Iterator[Tie]:
    """Yield the persons of `wanted`, each by the whole name that the report gives."""
    for ground, match in wanted(words, here):
        name = _DAY.sub("", POSSESSED.sub("", match[1].rstrip(".,")))
        start = read.span.start + match.start(1)
        mention = Span(start, start + len(name))
        alone = " " not in name
        full = whole_name(read.text, name, start) if alone else name
        age = _AGE_BEHIND.match(words, match.end(1))
        minor = age is not None and int(age[1]) < _ADULT
        if full is None or full in seen or minor or NO_NAME.match(full) or _VICTIM_NEAR.search(words[: match.start(1)]):
            continue
        told = ground == "accused" and _EXPLICIT.search(match[0]) is None
        if ground == "accused" and (_in_office(read.text, full) or (told and _suffered(read.text, full))):
            continue
        value = ActorValue(full, None, "person", 0.8)
        other = _is_other(read, mention) or _is_common(read.text, full)
        if not other and not _OTHERWISE.search(words, match.end(1), match.end() + 90):
            seen.add(full)
            yield read.tie(ground, value, mention, Span(read.span.start + match.start(), read.span.start + match.end()))


def _person(words: str, match: re.Match[str]) -> tuple[ActorValue, Span] | None:
    """Return the person and where the words stand in the stretch; a minor's name is left out (CODEBOOK.md, Care for people)."""
    if not _fits(words, match):
        return None
    name, start = _DAY.sub("", match[1].rstrip(".,")), match.start(1)
    aged = _AGE.match(name)
    rest = name[aged.end() :].lstrip() if aged else name
    if not _FULL_NAME.fullmatch(rest):
        return ActorValue(name, None, "generic", 0.8), Span(start, start + len(name))
    behind = _AGE_BEHIND.match(words, match.end(1))
    age = aged or behind
    if age is not None and int(age[1]) < _ADULT:
        return (ActorValue(aged[0], None, "generic", 0.8), Span(start, start + aged.end())) if aged else None
    start += len(name) - len(rest)
    return ActorValue(rest, None, "person", 0.8), Span(start, start + len(rest))


def _is_officer(words: str, match: re.Match[str]) -> bool:
    return bool(_OFFICER.search(words[: match.start(1)]) or _OFFICER.match(match[1].split()[0]))


def _in_office(text: str, name: str) -> bool:
    """Tell whether the text gives the person the title of an officer, whose shots are none of an attack."""
    at = text.find(name)
    while at >= 0:
        if _OFFICER.search(text, max(0, at - 30), at) or _OFFICER.match(name.split()[0]):
            return True
        at = text.find(name, at + len(name))
    return False


def _suffered(text: str, name: str) -> bool:
    """Tell whether the text says that the person was struck or died, or was the victim: no name of who may be one is given."""
    surname = name.split()[-1]
    at = text.find(surname)
    while at >= 0:
        end = at + len(surname)
        struck = _STRUCK.match(text, end) or _STRIKING.search(text, max(0, at - 70), at)
        if struck and _OWNS.match(text, end) is None:
            return True
        at = text.find(surname, end)
    return False


def _is_common(text: str, name: str) -> bool:
    """Tell words that only a headline writes with capitals ("Abortion Foe Charged"), or that belong to two sentences."""
    words = name.split()
    broken = any(word.endswith(".") and len(word) > 2 and word not in ("Jr.", "Sr.", "St.") for word in words[:-1])
    return broken or {word.lower() for word in words} <= set(_LOWER.findall(text))


def _is_other(read: Line, mention: Span) -> bool:
    """Tell whether the words already name a group, a force or a place."""
    places = inside(read.annotated.places, read.span)
    return any(mention.overlaps(span) for span in (*(a.span for a in read.actors), *(p.span for p in places)))


def _fits(words: str, match: re.Match[str]) -> bool:
    if _VICTIM_NEAR.search(words[: match.start(1)]):
        return False
    if _OTHERWISE.search(words, match.end(1), match.end() + 90):
        return False
    if _FACES.search(match[0]) and not _CHARGES.search(words, match.end(), match.end() + 60):
        return False
    if "accused" in match[0].lower() and not _CHARGE_OF.search(words, match.end(1), match.end() + 70):
        return False
    return match[1][0].isdigit() or not (NO_NAME.match(match[1]) or _CLOCK.search(match[1]))


def _ground(words: str, pattern: re.Pattern[str]) -> Ground:
    if pattern is _FOUND or _CONVICTED.search(words):
        return "convicted"
    if "suspicion" in words.lower():
        return "suspected"
    if pattern in (_HELD_THEN, _HELD_AS, _THEN_HELD, _COURT):
        return "charged" if _CHARGED.search(words) else "held"
    return "suspected" if re.search(r"suspect|alleged", words, re.IGNORECASE) else "stated"
