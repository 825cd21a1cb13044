"""Persons held for a deed in the words of long reports: "a warrant for X", "X is wanted in", "X, who is accused of".

News names a person whole once and by surname from then on ("Marlowe, 44, … has charged Marlowe"): a surname behind such a cue
stands for the one whole name with it that the report gives before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.extract.blame_lines import Ground

NAME = r"(?:[A-Z][\w’'-]{1,40}(?:\s(?:(?:al|el|bin|ibn|van|de|von|da|del|abu)[\s-])?[A-Z][\w’'.-]{0,40}){1,3})"
CALLING = (
    r"(?!(?:after|over|under|other|another|for|or|her|later|earlier|never|however|further|either|whether|together|rather)\b)"
    r"(?:former|retired|then|ex-[a-z]+|[a-z-]{2,14}(?:men|man|woman|er|or|ist|ant|ian|ee))"
)
"""What somebody was, before the name ("sentenced former soldier Tomas Rey")."""
POSSESSED = re.compile(r"[’']s?$")
_WHOLE = re.compile(rf"(?<![\w.’'-]){NAME}")
_ONE = r"[A-Z][a-z][\w’-]{1,40}"
_WHO = rf"({NAME}|{_ONE})"
_SET_OFF = r"(?:,\s\d{1,2}(?:,\s[^,.;]{1,40})?,|,[^,.;]{1,70},)?"
_DEED = (
    r"(?:murders?|killings?|slayings?|deaths?|homicides?|attacks?|shootings?|bombings?|blasts?|terror\w*|stabbings?|assaults?|arson|"
    r"assassinations?|massacres?|kidnappings?|abductions?|explosions?)"
)
_WHOM = (
    r"(?:\d{1,2}-year-old|[A-Z][a-z]+\b|(?:his|her|the|an?|two|three|four|five|six)\s(?:[\w-]+\s){0,2}?(?:man|men|wom[ae]n|officers?|deput(?:y|ies)|"
    r"people|victims?|wife|husband|girlfriend|boyfriend|mother|father|son|daughter|brother|sister|neighbou?rs?|boys?|girls?|friends?|"
    r"roommate|employees?|drivers?|guards?|students?|co-?workers?|clerk|teacher|doctor|soldiers?|others)\b)"
)
"""Persons who were struck, so that "killed the bill" is none."""
_READ: tuple[tuple[frozenset[str], Ground, re.Pattern[str]], ...] = (
    (
        frozenset(("warrant", "warrants")),
        "accused",
        re.compile(rf"\bwarrants?\b[^.;,]{{0,40}}\sfor\s(?:the\sarrest\sof\s)?{_WHO}"),
    ),
    (
        frozenset(("charged", "charges", "charging", "indicted", "arraigned")),
        "charged",
        re.compile(rf"\b(?:charged|charges|charging|indicted|arraigned)\s{_WHO}\s(?:with|for|on|in|over)\b[^.;]{{0,60}}\b{_DEED}\b"),
    ),
    (
        frozenset(("charged", "indicted", "accused", "convicted", "guilty", "sentenced")),
        "charged",
        re.compile(
            rf"{_WHO}(?:,(?:\s[^,.;]{{1,60}})?\swho|{_SET_OFF})\s(?:(?:(?:is|was|has|had|been|also|now|later|last|this|year|month|week|stands)\s){{1,4}}"
            rf"(?:charged|indicted|accused|convicted|found\sguilty|sentenced)|"
            rf"(?:charged|indicted|accused|convicted|found\sguilty|sentenced)(?=\s(?:with|in|of|over|on|for)\b))\b[^.;]{{0,60}}\b{_DEED}\b"
        ),
    ),
    (
        frozenset(("wanted", "sought", "suspect", "suspected", "hunted")),
        "suspected",
        re.compile(
            rf"{_WHO}{_SET_OFF}\s(?:(?:is|was|has|had|been|being|also|still|now)\s){{1,4}}"
            rf"(?:wanted|sought|hunted|suspected|a\s(?:\w+\s)?suspect)\b[^.;]{{0,50}}\b{_DEED}\b"
        ),
    ),
    (
        frozenset(("suspect",)),
        "suspected",
        re.compile(
            rf"({NAME}){_SET_OFF}\s(?:(?:is|was|remains|remained)\s)(?:the|their)\s(?:main|prime|chief|only|sole|key|lone|number\sone)\ssuspect\b"
        ),
    ),
    (
        frozenset(("say", "said", "allege", "alleged", "alleges")),
        "accused",
        re.compile(
            rf"\b(?:[Pp]rosecutors?|[Pp]olice|[Ii]nvestigators|[Dd]etectives|[Tt]he\sindictment)\s(?:say|says|said|allege|alleged|alleges)\s"
            rf"(?:that\s)?({NAME}){_SET_OFF}\s(?:had\s)?(?:(?:planted|detonated|set\soff)\s(?:the|a|two|three)\s(?:\w+\s)?(?:bomb|device|explosive)|carried\sout\sthe|set\sfire\sto|drove\s(?:the|a|his)\s\w+\sinto)\b"
        ),
    ),
    (
        frozenset(("searching", "looking", "hunting")),
        "suspected",
        re.compile(
            rf"\b(?:searching|looking|hunting)\sfor\s(?:\d{{1,2}}-year-old\s)?({NAME})\b"
            r"[^.;]{0,60}\b(?:in\sconnection|suspect\w*|wanted|ex-\w+|accused|charged|whom)\b"
        ),
    ),
    (
        frozenset(("custody",)),
        "held",
        re.compile(rf"\b(?:took|taken|take)\s{_WHO}(?:,\s\d{{1,2}},)?\sinto\s(?:police\s)?custody\b"),
    ),
    (
        frozenset(("suspect", "suspects")),
        "suspected",
        re.compile(rf"\bsuspects?\sin\s(?:[^.;,]|(?<=[A-Z])\.){{3,60}}?(?:,|\s(?:--|–|—))\s(?:[a-z-]+\s){{0,3}}({NAME})"),
    ),
    (
        frozenset(("arraignment", "arraigned", "court")),
        "charged",
        re.compile(
            rf"{_WHO}{_SET_OFF}\s(?:is|was)\s(?:(?:scheduled\sfor|awaiting)\sarraignment|scheduled\sto\sbe\sarraigned|"
            rf"due\sin\scourt\b[^.;]{{0,50}}\b{_DEED})\b"
        ),
    ),
    (
        frozenset(("run", "large", "fugitive")),
        "suspected",
        re.compile(
            rf"{_WHO}{_SET_OFF}\s(?:(?:has|had|is|was|been|remains|still)\s){{1,3}}(?:on\sthe\srun|at\slarge|a\sfugitive)\b[^.;]{{0,50}}\b{_DEED}\b"
        ),
    ),
    (
        frozenset(("shot", "stabbed", "killed", "fired", "shooting", "firing", "rampage", "spree", "opened", "hacked", "doused")),
        "accused",
        re.compile(
            rf"{_WHO}{_SET_OFF}\s(?:(?:allegedly|reportedly|then|later|fatally|had|has)\s){{0,2}}(?:(?:[a-z’'-]+\s){{1,10}}and\s(?:then\s)?)?"
            rf"(?:(?:shot|stabbed|killed)(?:\sand\s(?:killed|wounded|injured))?\s{_WHOM}|fired\s(?:(?:[\w-]+\s){{0,3}}(?:shots?|rounds?|times)|at)\b|"
            r"(?:entered|burst\sinto|stormed(?:\sinto)?|walked\sinto|broke\sinto|drove\sto|went\sto)\s[^.;\n]{1,70}?(?:,|\sand)\s(?:then\s)?"
            r"(?:shot|stabbed|killed|opened\sfire|hacked|set\sfire|doused)\b|"
            r"opened\sfire\b|(?:started|began)\s(?:shooting|firing)\b|went\son\san?\s(?:[\w-]+\s){0,3}(?:rampage|spree)\b)"
        ),
    ),
    (
        frozenset(("serving",)),
        "convicted",
        re.compile(rf"{_WHO}{_SET_OFF}\s(?:is|was)\sserving\s[^.;]{{0,50}}\bfor\b[^.;]{{0,50}}\b{_DEED}\b"),
    ),
    (
        frozenset(("responsible",)),
        "accused",
        re.compile(rf"{_WHO}{_SET_OFF}\s(?:is|was)\sresponsible\sfor\b[^.;]{{0,40}}\b{_DEED}\b"),
    ),
    (
        frozenset(("plotted", "masterminded", "orchestrated", "organized", "organised", "planned", "financed")),
        "accused",
        re.compile(
            r"\b(?:plotted|masterminded|orchestrated|organi[sz]ed|planned|financed)\sby\s(?:[A-Z]?[a-z]+\s){0,3}?" + f"({NAME})"
        ),
    ),
    (
        frozenset(("shots", "shot")),
        "accused",
        re.compile(rf"{_WHO}{_SET_OFF}\sfired\sthe\s(?:fatal\s|single\s)?shots?\b"),
    ),
)  # fmt: skip
"""Words of which one must stand in the sentence, the ground, and the pattern whose first group is who."""


def wanted(words: str, here: frozenset[str]) -> Iterator[tuple[Ground, re.Match[str]]]:
    """Yield each match with its ground; `here` are the words of the stretch."""
    for triggers, ground, pattern in _READ:
        if not here.isdisjoint(triggers):
            for match in pattern.finditer(words):
                yield ground, match


@lru_cache(maxsize=4)
def _whole_names(text: str) -> dict[str, list[tuple[int, str]]]:
    """Return for each last word of a whole name where such names end, and the names."""
    found: dict[str, list[tuple[int, str]]] = {}
    for match in _WHOLE.finditer(text):
        name = POSSESSED.sub("", match[0].rstrip(".,"))
        found.setdefault(name.split()[-1], []).append((match.end(), name))
    return found


def whole_name(text: str, surname: str, before: int) -> str | None:
    """Return the one whole name that ends in `surname` and stands before `before`; None where there is none, or of two people."""
    named = [name for end, name in _whole_names(text).get(surname, []) if end < before]
    first = {name.split()[0] for name in named}
    return max(named, key=len) if len(first) == 1 else None
