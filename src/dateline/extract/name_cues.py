"""What stands beside a name: an age, kin, a victim's list, what was done to the person; an office; a suspect's words."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.codebook.needles import Needled
from dateline.extract.name_words import WORD, fold, words_of

_AGE_AFTER = re.compile(
    r"(?:,\s(?:aged?\s)?|\s\((?:aged?\s)?|\saged\s)(\d{1,3})"
    r"(?=[,);]|\.(?!\d)|$|\s[-–—|]|\s(?:was|were|is|died|who|has|had|survived|and his|and her)\b)"
)
_AGE_BEFORE = Needled(
    r"(?:\b(\d{1,3})|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen))"
    r"-(?:year|month|week|day)s?-old\s(?:(?!from\b|in\b|at\b|of\b|near\b)[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"\b(?:an?|the|his|her|their|my|our|whose|another)\s(?:[\w-]{1,20}\s){0,2}?([\w-]{1,20})\s(?:of|at|from|in)\s[^,.;]{1,30},\s$",
    re.IGNORECASE,
)
"""A colleague at work, X."""
_APPOSITION = re.compile(r",\s(?:an?|the|his|her|their|my|another|one of)\s([^,.;:]{2,60})(?=[,.;:]|$)", re.IGNORECASE)
_RELATIVE = re.compile(r",?\s(who|whose)\s([^.;]{0,50})", re.IGNORECASE)
_AGED = re.compile(r"^(?:\s\(\d{1,3}\)|,\s\d{1,3}(?=,))")
_ACTS = re.compile(
    r"(?:,\s\d{1,3},|\s\(\d{1,3}\))?(?:\sand\s(?:his|her)\s(?:[a-z-]+\s){1,3}[A-Z][\w-]+)?\s(?:then\s|later\s|allegedly\s|reportedly\s)?"
    r"(?:stabbed|killed|shot\s(?:an?|the|his|her|at|and\skilled|two|three|four|five)|opened fire|"
    r"attacked|drove|rammed|ran\s(?:over|down)|mowed|massacred|blew|detonated|planted|threw|hacked|murdered|attempted)\s(?!dead|by)",
    re.IGNORECASE,
)
_NAMED_AS = re.compile(
    r"(?:,\s\d{1,3},|\s\(\d{1,3}\))?\sas\s(?:the|a|one of the)\s(?:[\w-]+\s){0,3}(?:(?:man|woman|person)\s"
    r"(?:who|behind|responsible)|gunm[ae]n|attackers?|bombers?|shooters?|assailants?|killers?|perpetrators?|hijackers?|mastermind)\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(r"(?:\s\(\d+\)|,\s\d+,)?\s(?:is|was|stands|has been) accused\b", re.IGNORECASE)
_TOWNS_TOO = re.compile(
    r"\s(?:(?:has|have|had|was|were|is|been|being|also|again|once|twice|since|repeatedly)\s){0,4}"
    r"(?:hit|struck|seized|taken|burned|burnt)\b"
)
LOCATIVE = re.compile(r"\b(?:in|at|near|outside|towards?|around|between|across|inside|into|through)\s(?:the\s)?$", re.IGNORECASE)
LIST = re.compile(
    r"(?:\s?\(\d{1,3}\))?(?:,\s\d{1,3})?,?\s?(?:(?:and|y|with|plus)\s)?(?:(?:(?:an?|the|his|her|their|\S{3,12}-old)\s)?(?:(?!said\b|told\b|was\b|were\b|"
    r"who\b|by\b|in\b|at\b|on\b|of\b|for\b|from\b|that\b|to\b)[\w-]{1,25}\s){0,3}),?\s?",
    re.IGNORECASE,
)


@lru_cache(maxsize=16)
def _words(side: str) -> list[str]:
    """Return the folded words on one side of a name; kept, since half a dozen cues ask for them one after the other."""
    return [fold(word) for word in WORD.findall(side)]


def suspected(left: str, right: str) -> bool:
    """Tell "suspect X", "X was arrested", "charged X" by the words right beside the name."""
    near = (*_words(left)[-3:], *_words(right)[:5])
    return acts(right) or bool(_ACCUSED.match(right)) or any(word in words_of("suspect") for word in near)


def acts(right: str) -> bool:
    """Tell "X, 34, killed two people", "X, 22, as the man who": what is said behind a name of who did it."""
    return bool(_ACTS.match(right) or _NAMED_AS.match(right))


def befalls_towns(right: str) -> bool:
    """Tell what is done to towns too: "X has been hit before", "X was seized by rebels"; nobody shoots a town dead."""
    return _TOWNS_TOO.match(right) is not None


def age_of(left: str, right: str) -> int | None:
    """Return the age beside a name ("X, 34,", "34-year-old X"), None where there is none; one in words counts as a child's."""
    before, after = _AGE_BEFORE.first(left), _AGE_AFTER.match(right)
    if before is not None:
        return int(before[1]) if before[1] else 10
    return int(after[1]) if after is not None and int(after[1]) < 110 else None


def in_office(lead: tuple[str, ...], left: str, right: str) -> bool:
    """Tell whether an office stands before the name or in the apposition behind it."""
    offices = words_of("offices")
    if any(word in offices for word in lead):
        return True
    before = _words(left)[-4:]
    behind = _words(right)[:6] if right.startswith(",") else []
    return (bool(before) and before[-1] in offices) or any(word in offices for word in behind)


def kin_before(lead: tuple[str, ...], left: str) -> bool:
    """Tell "his mother, X", "witness X", "X's son Y", "three daughters, X"."""
    close = words_of("kin") | words_of("private")
    if any(word in close for word in lead):
        return not any(word in words_of("offices") for word in lead)
    tail = left.rstrip()
    joined = tail.removesuffix(",").rstrip() if tail.endswith(",") else tail
    if joined != tail and not left.endswith(" "):
        return False
    words = _words(left)[-5:]
    if not words or not joined.endswith(_last_word(joined)):
        return False
    if words[-1] in ("named", "called", "was", "were", "is", "are") and len(words) > 1:
        words.pop()
    if words[-1] in close:
        return True
    apart = _APPOSED.search(left)
    return apart is not None and fold(apart[1]) in close


def _last_word(text: str) -> str:
    found = WORD.findall(text)
    return found[-1] if found else "\0"


def role_after(right: str) -> bool:
    """Tell "X, a survivor", "X, who lives nearby", "X, whose sister", "X (45), a resident"."""
    rest = _AGED.sub("", right)
    apposed = _APPOSITION.match(rest)
    if apposed is not None:
        words = [fold(word) for word in WORD.findall(apposed[1])]
        head = words[
            : next((i for i, word in enumerate(words) if word in ("of", "at", "in", "from", "for", "who", "with")), len(words))
        ]
        return bool(head) and head[-1] in words_of("kin") | words_of("private") and not set(head) & words_of("offices")
    relative = _RELATIVE.match(rest)
    if relative is None:
        return False
    words = [fold(word) for word in WORD.findall(relative[2])][:7]
    if relative[1].lower() == "whose":
        return bool(set(words[:4]) & (words_of("kin") | words_of("deaths")))
    verb = next((word for word in words if word not in ("was", "were", "had", "has", "been", "also", "himself", "herself")), "")
    return verb in words_of("harmed") | words_of("suffered") | words_of("lived")


def listed(left: str) -> bool:
    """Tell "the victims were identified as X", "among the dead were X", "tributes to X", "the murder of X"."""
    words = _words(left)
    if not words:
        return False
    last = words[-1]
    if last in (
        "were",
        "was",
        "are",
        "is",
        "as",
        "include",
        "includes",
        "included",
        "including",
        "namely",
    ) or left.rstrip().endswith(":"):
        return any(word in words_of("dead") | words_of("deaths") | {"named", "identified"} for word in words[-12:])
    if last in ("to", "of", "for"):
        return any(word in words_of("deaths") | words_of("told_of") for word in words[-4:-1])
    return last in words_of("told_of") | {"obituary"} or (last == "a" and "minor" in words)


def owns(right: str) -> bool:
    """Tell "X's funeral", "X's mother"."""
    match = re.match(r"['’]s?\s(?:[\w-]+\s){0,2}?([\w-]+)\b", right)
    return match is not None and any(word in words_of("owned") for word in map(fold, match[0].split()[1:]))


def harmed(left: str, right: str) -> bool:
    """Tell "X was shot dead", "X died", "X, 34, was killed", and "gunmen shot dead X"."""
    rest = re.sub(r"^(?:\s\(\d{1,3}\)|,\s\d{1,3},?|,[^,.;]{0,40},)", "", right)
    behind = [fold(word) for word in WORD.findall(rest)[:6]]
    if behind and rest.startswith(" "):
        if left.endswith(" of "):
            return False
        if behind[0] in words_of("suffered"):
            return True
        if behind[0] in ("was", "were", "is", "has", "had", "been", "being", "and"):
            verb = next(
                (w for w in behind[1:] if w not in ("been", "being", "also", "later", "both", "then", "allegedly", "fatally")), ""
            )
            return verb in words_of("harmed")
        if behind[:2] == ["lost", "a"] or behind[:2] in (["lost", "his"], ["lost", "her"]):
            return True
    before = _words(left)[-4:]
    verbs = ("killed", "killing", "wounded", "wounding", "murdered", "murdering", "abducted", "kidnapped", "stabbed", "hacked")
    return bool(before) and left.endswith(" ") and (before[-1] in verbs or before[-2:] in (["shot", "dead"], ["gunned", "down"]))
