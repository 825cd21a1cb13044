"""Persons held for a deed in the words of long reports: "a warrant for X", "X is wanted in", "X, who is accused of".

News names a person whole once and by surname from then on ("Marlowe, 44, … has charged Marlowe"): a surname behind such a cue
stands for the one whole name with it that the report gives before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.extract.blame_lines import Ground

NAME = (
    r"(?:(?![A-Z][\w-]{2,16}-year-old\b)[A-Z][\w’'-]{1,40}(?:\s(?:(?:al|el|bin|ibn|van|de|von|da|del|abu)[\s-])?"
    r"[A-Z](?:[\w’'-]|\.(?![A-Z])|(?<![a-z]{2})\.(?=[A-Z])){0,40}){1,3})"
)
"""A name, up to where the next sentence begins without a space ("Tom Reyes.Reyes, 38")."""
_SAID = (
    r"\s(?!(?:was|were|is|are|has|had|have|been|who|from|in|on|at|of|with|and|after|for|under|to|by|as|over|"
    r"that|killed|shot|died|born|later|also|then|early|earlier|late|yesterday|today|tonight|overnight|shortly|immediately|near|"
    r"outside|inside|this|last|before|an?|the|some|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[a-z]{2,20}ing)\b)[a-zA-Z’'-]+"
)
_NO_HOME = (
    r"(?![\w’'-])(?!(?:\s(?-i:[A-Z])[\w’'-]*){0,2}\s(?:m[ae]n|wom[ae]n|residents?|nationals?|natives?|citizens?|teens?|teenagers?|boys?|girls?|"
    r"students?|officers?|drivers?|brothers?|couples?)\b)"
)
"""Behind a name that is no home: "a 22-year-old Salt Lake City man"."""
AGED = rf"(?:\d{{1,2}}-year-old(?:{_SAID}){{0,6}}?\s(?-i:{NAME}){_NO_HOME}|\d{{1,2}}-year-old(?:{_SAID}){{0,3}})"
"""An age with what the person is, and the name where one follows ("22-year-old second-year arts student Tom Reyes")."""
CALLING = (
    r"(?!(?:after|over|under|other|another|for|or|her|later|earlier|never|however|further|either|whether|together|rather)\b)"
    r"(?:former|retired|then|ex-[a-z]+|[a-z-]{2,14}(?:men|man|woman|er|or|ist|ant|ian|ee))"
)
"""What somebody was, before the name ("sentenced former soldier Tomas Rey")."""
CAR = re.compile(
    r"\b(?:black|white|silver|gr[ae]y|red|blue|green|gold|tan|beige|brown|maroon|dark|light|stolen|(?:19|20)\d\d|an?)(?:-colou?red)?\s$",
    re.IGNORECASE,
)
"""Before a name that is a car's ("a black Dodge Charger")."""
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
    r"(?:\d{1,2}-year-old|[A-Z][a-z]+\b|(?:his|her|the|an?|two|three|four|five|six)\s(?:[\w-]+\s){0,3}?(?:man|men|wom[ae]n|officers?|deput(?:y|ies)|"
    r"people|victims?|wife|husband|girlfriend|boyfriend|mother|father|son|daughter|brother|sister|neighbou?rs?|boys?|girls?|friends?|"
    r"roommate|employees?|drivers?|guards?|students?|co-?workers?|clerk|teacher|doctor|soldiers?|others)\b)"
)
"""Persons who were struck, so that "killed the bill" is none."""
DOER = (
    r"(?:man|woman|person|gunm[ae]n|attackers?|(?:suicide\s)?bombers?|shooters?|assailants?|killers?|knifeman|suspects?|perpetrators?|"
    r"driver|mastermind|hijackers?)"
)
_STRUCK = (
    r"(?!\s(?:of\sinterest\b|who\s(?:was|were|had\sbeen|died|is\smissing)|to\s|killed\b|shot\b|found\b|they\swant\sto\sspeak|"
    r"(?:was|were)\s(?:killed|shot|found)))"
)
"""What no more is said of than that something befell them."""
_THE_ONE = (
    rf"(?<![\w.’'-])({NAME})(?:,\s\d{{1,2}}|\s\(\d{{1,2}}\))?,\s(?:the|an?)\s(?:[\w-]+\s){{0,3}}{DOER}\s"
    r"(?:(?:who|ever|has|have|had|was|were|is|since|been)\s){0,4}"
)
"""A name and who that is: "Tom Reyes, the only man ever convicted of"."""
_NO_PLACE = (
    r"(?<!\sin\s)(?<!\son\s)(?<!\sat\s)(?<!\sof\s)(?<!\sto\s)(?<!\sthe\s)(?<!\snear\s)(?<!\sfrom\s)(?<!\sby\s)(?<!\sand\s)"
    r"(?<![\w.’'-])"
)
"""What stands before no place ("rockets on the Green Zone killed three people") and no second name."""
_MANY = (
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})\s(?:[\w-]+\s){0,3}?(?:people|persons|students|others|m[ae]n|wom[ae]n|"
    r"children|worshippers|soldiers|police|officers|girls|boys|teenagers|pupils|civilians|members|passengers|protesters|teachers)\b)"
)
_STAY = r"(?!(?:when|while|as|where|after|before|that|which|who|was|were|is|are|and\s(?:was|were))\b)"
"""Words between a subject and its verb that are of no other clause ("X and were outside when a car drove by and opened fire")."""
_READ: tuple[tuple[frozenset[str], Ground, re.Pattern[str]], ...] = (
    (
        frozenset(("warrant", "warrants")),
        "accused",
        re.compile(rf"\bwarrants?\b[^.;,]{{0,40}}\sfor\s(?:the\sarrest\sof\s)?(?:\d{{1,2}}-year-old\s)?{_WHO}"),
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
        frozenset(("say", "said", "allege", "alleged", "alleges")),
        "accused",
        re.compile(
            rf"\b(?:[Pp]rosecutors?|[Pp]olice|[Ii]nvestigators|[Dd]etectives|[Tt]he\sindictment)\s(?:say|says|said|allege|alleged|alleges)\s"
            rf"(?:that\s)?({NAME}){_SET_OFF}\s(?:had\s)?(?:(?:murdered|killed|stabbed|shot|strangled|abducted|kidnapped|poisoned)\s(?:[A-Z]|{_WHOM}|{_MANY})|(?:planted|detonated|set\soff)\s(?:the|a|two|three)\s(?:\w+\s)?(?:bomb|device|explosive)|carried\sout\sthe|set\sfire\sto|drove\s(?:the|a|his)\s\w+\sinto)\b"
        ),
    ),
    (
        frozenset(("responsible",)),
        "accused",
        re.compile(rf"\b(?:hold|holds|held)\s(?:(?:an?|the)\s(?:[\w-]+\s){{1,4}})?({NAME}){_SET_OFF}\s(?:personally\s)?responsible\b"),
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
        frozenset(("shot", "stabbed", "killed", "fired", "shooting", "firing", "rampage", "spree", "opened", "hacked", "doused")),
        "accused",
        re.compile(
            rf"{_WHO}{_SET_OFF}\s(?:(?:allegedly|reportedly|then|later|fatally|had|has)\s){{0,2}}(?:(?:{_STAY}[a-z’'-]+\s){{1,10}}and\s(?:then\s)?{_STAY})?"
            rf"(?:(?:shot|stabbed|killed)(?:\sand\s(?:killed|wounded|injured))?\s{_WHOM}|fired\s(?:(?:[\w-]+\s){{0,3}}(?:shots?|rounds?|times)|at|twice|repeatedly)\b|"
            r"(?:entered|burst\sinto|stormed(?:\sinto)?|walked\sinto|broke\sinto|drove\sto|went\sto)\s[^.;\n]{1,70}?(?:,|\sand)\s(?:then\s)?"
            r"(?:shot|stabbed|killed|opened\sfire|hacked|set\sfire|doused)\b|"
            r"opened\sfire\b|(?:started|began)\s(?:shooting|firing)\b|went\son\san?\s(?:[\w-]+\s){0,3}(?:rampage|spree)\b)"
        ),
    ),
    (
        frozenset(("named", "identified", "naming", "identifying")),
        "stated",
        re.compile(
            rf"\b(?:named|identified|naming|identifying)\s({NAME})(?:,?\s(?:aged\s)?\d{{1,2}},?|\s\(\d{{1,2}}\)|,[^,.;]{{1,50}},)?\sas\s"
            rf"(?:the|a|one\sof\sthe)\s(?:[\w-]+\s){{0,3}}{DOER}\b{_STRUCK}"
        ),
    ),
    (
        frozenset(("named", "identified", "naming", "identifying")),
        "suspected",
        re.compile(
            rf"\b(?:named|identified|naming|identifying)\s({NAME})(?:,?\s(?:aged\s)?\d{{1,2}},?|\s\(\d{{1,2}}\))?\sas\s"
            r"(?:the|a|one\sof\sthe)\s(?:\w+\s)?persons?\sof\sinterest\b"
        ),
    ),
    (
        frozenset(("named", "identified")),
        "stated",
        re.compile(
            rf"\b{DOER}\swho\s(?:fired|shot|stabbed|opened\sfire|did\sit|pulled\sthe\strigger)\b[^.,;]{{0,60}},\s"
            rf"(?:(?:who\swas|since|later)\s){{0,2}}(?:named|identified)\s(?:by\s[^.,;]{{1,40}}\s)?as\s(?:\d{{1,2}}-year-old\s)?({NAME})"
        ),
    ),
    (
        frozenset(("charged", "arrested", "indicted", "accused")),
        "charged",
        re.compile(
            rf"\b(?:Charged|Indicted|Accused|Arrested)\b[^.;]{{0,80}}?\s(?:is|are|was|were)\s(?:\d{{1,2}}-year-old\s)?({NAME})(?=,\s\d|,?\sof\b|\.)"
        ),
    ),
    (
        frozenset(("convicted", "guilty", "jailed", "sentenced", "serving")),
        "convicted",
        re.compile(rf"{_THE_ONE}(?:convicted|found\sguilty|jailed|sentenced|serving)\b"),
    ),
    (
        frozenset(("accused", "charged", "suspected")),
        "charged",
        re.compile(rf"{_THE_ONE}(?:accused\sof|charged\s(?:with|over)|suspected\sof)\b"),
    ),
    (
        frozenset(("one", "among")),
        "stated",
        re.compile(
            rf"{_WHO}{_SET_OFF}\s(?:was|is)\s(?:one\sof|among)\s(?:the\s)?(?:[\w-]+\s){{0,3}}(?:men|gunmen|attackers|militants|rebels|bombers|hijackers|"
            r"assailants|hostage-takers|youths|fighters|pirates)\swho\s(?:had\s)?(?:attacked|left|planted|killed|shot|stormed|hijacked|took|bombed|"
            r"opened|carried|abducted|kidnapped|seized|held|stabbed|ambushed|raided|burst|boarded)\b"
        ),
    ),
    (
        frozenset(("sentenced", "jailed", "convicted")),
        "convicted",
        re.compile(
            rf"\b(?:sentenced|jailed|convicted)\s(?:an?|the)\s(?=[^.;\n]{{1,200}}\b{_DEED}\b)[^.;,\n]{{3,90}},\s({NAME})(?:,\s\d{{1,2}})?,\s(?:to|for|of)\b"
        ),
    ),
    (
        frozenset(("given", "handed")),
        "convicted",
        re.compile(
            rf"(?<![\w.’'-])({NAME}){_SET_OFF}\s(?:(?:was|were|has|had|been|later)\s){{1,3}}(?:given|handed)\s[^.;,]{{0,60}}?"
            r"\b(?:sentences?|terms?|life|years|imprisonment|penalty)\b"
        ),
    ),
    (
        frozenset(("ran", "mowed", "gunned", "murdered", "massacred", "beheaded", "shot", "stabbed", "killed")),
        "stated",
        re.compile(
            rf"{_NO_PLACE}{_WHO}{_SET_OFF}(?:\sand\s(?:his|her)\s(?:[a-z-]+\s){{1,3}}[A-Z][\w-]+)?\s(?:(?:then|later|fatally|had|has)\s){{0,2}}"
            rf"(?:(?:ran\s(?:over|down)|mowed\sdown|gunned\sdown|murdered|massacred|beheaded|(?:shot|stabbed)\sand\skilled)\s(?:{_WHOM}|{_MANY})|"
            rf"(?:shot|stabbed|killed)(?:\sdead)?(?:\sand\s(?:wounded|injured))?\s{_MANY})"
        ),
    ),
    (
        frozenset(("plotted", "masterminded", "orchestrated", "organized", "organised", "planned", "financed")),
        "accused",
        re.compile(
            r"\b(?:plotted|masterminded|orchestrated|organi[sz]ed|planned|financed)\sby\s(?:[A-Z]?[a-z]+\s){0,3}?" + f"({NAME})"
        ),
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
        if CAR.search(text, max(0, match.start() - 24), match.start()):
            continue
        name = POSSESSED.sub("", match[0].rstrip(".,"))
        found.setdefault(name.split()[-1], []).append((match.end(), name))
    return found


def whole_name(text: str, surname: str, before: int) -> str | None:
    """Return the one whole name that ends in `surname` and stands before `before`; None where there is none, or of two people."""
    named = [name for end, name in _whole_names(text).get(surname, []) if end < before]
    first = {name.split()[0] for name in named}
    return max(named, key=len) if len(first) == 1 else None
