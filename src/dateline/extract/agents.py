"""Who acts and who suffers by the grammar: the subject of a violent verb, the "by" of a passive, the owner of a noun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.needles import Needled
from dateline.codebook.tables import table
from dateline.extract.antecedent import USED_BY, antecedent
from dateline.extract.blame_grounds import ground
from dateline.extract.blame_lines import Line, Tie, word_set
from dateline.extract.clause_subjects import NO_PARTICIPLE, REDUCED, harms_by, laid
from dateline.extract.habits import habitual
from dateline.types import ActorMention, ActorValue, CountMention, EventMention, Span

AGENT_REACH, OBJECT_REACH = 90, 28
"""Code points between an actor and the event that it is the subject or the "by" of, and between a verb and whom it befalls."""
FAR_BY = 200
"""The same where "was carried out by" stands right before the actor ("a raid on the line, which spilled oil, was carried out")."""
_PERFORMED_BY = re.compile(
    r"\b(?:was|were|been)\s(?:carried\sout|perpetrated|committed|staged|mounted|launched|executed|conducted|made)\s"
    r"(?:(?!\bby\b)[\w’'-]+\s){0,4}by\s(?:[\w’'-]+\s){0,4}$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.;:?!]|\b(?:was|were|been|being|is|are|by|said|says|that|when|after|while|before|but|told|which they|"
    r"against|killed|people|number|toll|report\w*|condemn\w*|denounc\w*|deplor\w*|mourn\w*|criticis\w*|criticiz\w*|regret\w*|"
    r"investigat\w*|(?:arrest|charg|identifi)(?:ed|es|ing)\s(?:an?|the|him|her)|warrants?|prais\w*|warn\w*|fear\w*|foil\w*|thwart\w*|prevent\w*|surviv\w*|escap\w*)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r",\s(?!(?:who|whose|which|some|armed|dressed|wearing|riding|many|numbering|acting|disguised|carrying)\b)", re.IGNORECASE
)
_PERFORMED = re.compile(
    r"\b(?:carried out|carry out|carrying out|executed|launched|launch\w*|conducted|staged|mounted|perpetrated|behind|committed|"
    r"responsible for|(?:tried|attempted|trying) to|made|waged|perpetrat\w+|fought|planted|set off|detonated|fired|threw|hurled)\b",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|from|of|between|involving|pitting)\s(?:(?:a|an|the|some|several|about|around|at least|up to|more than|suspected|"
    r"alleged|presumed|unidentified|unknown|armed|members|elements|fighters|militants|gunmen|men|soldiers|troops|group|gang|band|"
    r"forces|faction|supporters|rival|local|commanders?|units?|cells?|wing|branch|leader|rebel|loyal|remnants|cadres|people|"
    r"individuals|heavily|so-called|the so-called|planes|warplanes|aircraft|drones|of|from|to|"
    r"\d+|two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|[“\"'])[\s“\"']{1,3}){0,7}[“\"]?$",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"^(?:['’]s?\s(?:[\w-]+\s){0,2}|[\s-](?:(?:suicide|car|truck|roadside|deadly|drone|air|rocket|artillery|missile|bomb|gun|terror|"
    r"terrorist|militant|grenade|mortar|arson|sniper|cross-border|military|naval|ground|glide|cruise|night|fatal)\s){0,2})$",
    re.IGNORECASE,
)
_OPERATION = re.compile(
    r"raids?|air ?(?:strikes?|raids?)|strikes?|operations?|offensives?|shelling|crackdown|incursions?", re.IGNORECASE
)
"""What a force of the state does and does not suffer: "killed in an army raid"."""
_COMPOUND = re.compile(
    r"^\s?-?(?:truck|vehicle|convoy|patrol|base|post|station|checkpoint|headquarters|spokes\w+|sources?|officials?|report\w*|car|van|bus|"
    r"camp|barracks|compound|academy|chief|leader|commander|officers? (?:was|were))\b",
    re.IGNORECASE,
)
_ATTACKERS = (
    r"(?:attackers?|assailants?|gunm[ae]n|suspects?|bombers?|shooters?|killers?|kidnappers?|abductors?|robbers?|intruders?|hijackers?|"
    r"hostage[- ]takers?|perpetrators?|knifem[ae]n|raiders|rioters)"
)
_THEM = rf"(?:the|both|his|its|their|those|these)\s(?:[\w’'-]+\s){{0,2}}{_ATTACKERS}\b"
_STRIKES_BACK = re.compile(rf"\s(?:dead\s)?(?:[\w’'-]+\s){{0,2}}(?:of\s)?{_THEM}", re.IGNORECASE)
_STRUCK_BACK = re.compile(
    rf"\b{_THEM}(?:\sthere)?(?:,[^.;]{{1,90}},)?\s(?:(?:had|has|was|were|been|then|later|\w+sel(?:f|ves))\s){{0,3}}$", re.IGNORECASE
)
_BY_CHANCE = Needled(r"\b(?:accidentally|inadvertently|mistakenly|by mistake|in error)\b", re.IGNORECASE)
_FATAL = re.compile(
    r"\b(?:died?|(?<!them\s)(?<!him\s)(?<!her\s)(?<!shot\s)(?<!stabbed\s)(?<!hacked\s)(?<!gunned\s)dead|(?<!to\s)death)\b",
    re.IGNORECASE,
)
_OF_SAME = re.compile(
    r"\sof\sthe\ssame\s(?:group|gang|organi[sz]ation|movement|outfit|faction|cartel|network|militia|unit)\b", re.IGNORECASE
)
_ITS = re.compile(
    r"\b(?:its|our|the\s(?:group|movement|sect|cartel|militia|faction|network|outfit|organi[sz]ation)['’]s)\s(?:[“\"‘'][\w-]+[”\"’']\s)?$"
)
_WHEN = (
    r"(?:(?:(?:on|late|early|in\sthe\s(?:early|wee)\shours\sof|on\sthe\snight\sof)\s){1,2}(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?:\s(?:night|morning|evening|afternoon))?|yesterday(?:\s(?:night|morning|evening|afternoon))?|last\snight|overnight|today)"
)
_DIRECT = re.compile(rf"(?:,?\s{_WHEN},?)?\s(?:(?:had|has|have|also|then|later|again|first|even|already|once)\s){{0,3}}", re.I)
"""What may stand between a subject and its verb: auxiliaries, and the day ("Bandits on Sunday night stormed")."""
_DIRECT_BY = re.compile(r"\s(?:(?!by\b)[\w’'-]+\s){0,2}by\s(?:(?:the|an?|some|suspected|alleged)\s){0,2}", re.IGNORECASE)
_MADE_BY = re.compile(
    r"\s(?:(?:left|planted|laid|placed|set|set off|triggered|detonated|launched|fired|carried out|made|staged|mounted|conducted|"
    r"engineered|perpetrated|executed)\s)?by\s(?:(?:the|an?)\s)?"
)
_REACTED = re.compile(r"\b(?:over|about|against|response\sto|reaction\sto|condemn\w*|regarding)\s(?:the\s)?$", re.IGNORECASE)
"""Before a strike that others only speak of ("in response to U.S. air strikes")."""
BACKERS = 60
"""Code points before an actor in which "supported by" stands."""
_BACKERS = re.compile(
    r"\b(?:supported|backed|aided|financed|funded|trained|armed|protected|sponsored)\sby\s(?:(?:the|a)\s)?(?:[\w’'-]+(?:,|\sand)\s(?:the\s)?){0,2}$",
    re.IGNORECASE,
)
"""Before those who only stand behind who acted ("a death squad backed by the government and the military used a bomb")."""
_SLAIN = re.compile(r"killed|slain|neutrali[sz]ed|eliminated|gunned\sdown|shot(?:\sdead)?|martyred", re.IGNORECASE)
"""What a title says of those who died, without "were"."""
_ITS_OWN = re.compile(r"(?:army|military|government|air\sforce|navy)\s", re.IGNORECASE)
"""Whose the machine is that has no country beside it; "warplanes" names nobody."""
_PASSIVE_VERB = re.compile(r"\b(?:was|were|been|being|is|are)\b", re.IGNORECASE)
_BY_ONE = re.compile(r"\bby\s(?:the\s)?(?:[\w’'-]+\s)?$", re.IGNORECASE)
_APART = re.compile(r"[,;]|\b(?:but|and|while|although|though|as|when)\b", re.IGNORECASE)
"""What parts a deed from a group whose men are told of behind it."""
_SPOKEN_BY = re.compile(
    r"\b(?:blamed|accused|condemned|denounced|criticised|criticized|investigated|foiled|thwarted|repelled|reported|confirmed|described|"
    r"called|announced|documented|recorded|verified|"
    r"attributed|ascribed|imputed|linked|traced|treated|branded|labell?ed|rejected|dismissed|praised|hailed|mourned|slammed|deplored)\sby\s(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
"""Before those who only speak of a deed, or came to it ("has been blamed by police on", "an attack condemned by")."""
_DEFENDS = re.compile(r"\b(?:air[ -]defen[cs]es?|anti-?aircraft|interceptors?)\b")
"""What shoots down, and strikes by chance ("Moscow said that it was a Ukrainian air defence missile")."""
_PASSIVE = re.compile(
    r"^(?!,\s(?:and|but|while|with)\s)\W{0,2}(?:\s?[\w’'-]++){0,3}?\s?\b(?:was|were|been|being|is|are|be)\b\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_NON_OBJECT = re.compile(r"\b(?:by|as|when|after|while|before|in|near|from|but|until|because|where|who|which)\b|[.,;:]", re.I)


def agents(read: Line) -> Iterator[Tie]:
    """Yield the actors that act in the stretch (stated, accused, suspected, claim) and those that suffer (victim)."""
    counts = [c for c in read.annotated.counts if read.span.covers(c.span) and c.effect in ("killed", "injured", "abducted")]
    for actor in read.actors:
        if _BACKERS.search(read.text, max(read.span.start, actor.span.start - BACKERS), actor.span.start):
            continue
        if _suffers(read, actor, counts):
            yield read.tie("victim", actor.value, actor.span, actor.span)
            continue
        told = [event for event in read.events if _acts(read, actor, event) and not _answers(read, actor, event)]
        plainly = (event for event in told if actor.value.kind == "group" and _is_subject(read.text, actor.span, event))
        event = next(plainly, next(iter(told), None)) or _own_strike(read, actor)
        if event is not None and _tells(read, actor, event):
            continue
        if event is not None:
            value = actor.value
            if value.kind == "generic":
                value = _whose(read, actor) or value
            tie = read.tie(ground(read, actor, event), value, actor.span, event.span)
            plain = _is_subject(read.text, actor.span, event) or _is_its_own(read.text, actor, event) or _strikes(read, actor)
            yield replace(tie, subject=plain or laid(read.text, actor))


def _is_subject(text: str, actor: Span, event: EventMention) -> bool:
    """Tell whether the actor is the plain subject of the verb, or behind the "by" of its passive: no reduced passive ("guards
    ambushed at night")."""
    if actor.overlaps(event.span):
        return True
    if actor.start >= event.span.end:
        passive = _PASSIVE_VERB.search(text, max(0, event.span.start - 8), event.span.end) is not None
        return not event.noun and passive and _DIRECT_BY.fullmatch(text, event.span.end, actor.start) is not None
    if harms_by(text, actor, event):
        return True
    direct = _DIRECT.fullmatch(text, actor.end, event.span.start) is not None and not event.noun
    return direct and (NO_PARTICIPLE.match(text, event.span.start) is not None or REDUCED.match(text, event.span.end) is None)


def _is_its_own(text: str, actor: ActorMention, event: EventMention) -> bool:
    """Tell whether the noun of the deed is the actor's own: "a Taliban car bomb", "a bomb planted by the Front"."""
    if not event.noun or event.span.of(text).endswith("s") or actor.value.kind == "generic":
        return False  # "Taliban attacks" are many
    if actor.span.end <= event.span.start:
        return actor.value.kind == "group" and text[actor.span.end : event.span.start] in (" ", "'s ", "’s ")
    return _MADE_BY.fullmatch(text, event.span.end, actor.span.start) is not None


def names_strike(words: str) -> bool:
    """Tell "Russian shelling", "a U.S. air raid", "an Omani drone", which name what a state did or used, from its forces."""
    low = words.casefold()
    ends = low.endswith((" drone", " drones", *(f" {noun}" for noun in table("state_forces")["strike_nouns"])))
    return ends and not _DEFENDS.search(low)


def _strikes(read: Line, actor: ActorMention) -> bool:
    """Tell whether the words name a state's strike: whatever stands before the verb ("Israeli strikes on Tyre killed")."""
    named = actor.value.kind == "state" and actor.value.actor_id is not None and names_strike(actor.span.of(read.text))
    return named and _REACTED.search(read.text, max(read.span.start, actor.span.start - 24), actor.span.start) is None


def _own_strike(read: Line, actor: ActorMention) -> EventMention | None:
    """Return the event whose words begin within the words for a state's force or strike ("Pakistani [jets bombed]", "[Israeli
    strikes] on the town"): the state did it."""
    words = actor.span.of(read.text)
    if actor.value.kind == "group":
        verbs = (e for e in read.events if not e.noun and e.mode == "actual" and actor.span.start <= e.span.start < actor.span.end)
        return next((e for e in verbs if actor.span.end < e.span.end), None)  # "Israeli [settlers attacked] the village"
    if _DEFENDS.search(words.casefold()):
        return None
    if _REACTED.search(read.text, max(read.span.start, actor.span.start - 24), actor.span.start):
        return None
    found = next((e for e in read.events if e.span.overlaps(actor.span) and e.span.start > actor.span.start), None)
    if found is None or (not found.noun and found.span.end > actor.span.end and (actor.value.actor_id or _ITS_OWN.match(words))):
        return found  # "a Myanmar military [jet bombed]", "an army [helicopter fired on]"
    bare = actor.value.actor_id is None or words.startswith(f"{actor.value.name} ")  # "Tanzania bombings": where
    return None if bare else found


def _tells(read: Line, actor: ActorMention, event: EventMention) -> bool:
    """Tell whether the actor only tells of the deed, or somebody of his ("a Taliban official tells reporters that …")."""
    return any(
        item.speaker.covers(actor.span) and actor.span.end <= item.cue.start and item.cue.end <= event.span.start
        for item in read.annotated.attributions
    )


def _answers(read: Line, actor: ActorMention, event: EventMention) -> bool:
    """Tell whether a force of the state only strikes back at those who did the deed ("police shot the attacker dead")."""
    if actor.value.kind != "state" or event.noun:
        return False
    behind = _STRIKES_BACK.match(read.text, event.span.end, min(read.span.end, event.span.end + OBJECT_REACH * 2))
    if actor.span.end <= event.span.start:
        return behind is not None
    return _STRUCK_BACK.search(read.text, max(read.span.start, event.span.start - AGENT_REACH), event.span.start) is not None


def _whose(read: Line, actor: ActorMention) -> ActorValue | None:
    """Return the group for which unnamed words stand: "the rebels", "the same gang" for the one named last, "its unit" for the one
    that the sentence names before; None where they are nobody's."""
    before = read.text[max(0, actor.span.start - 30) : actor.span.start].lower()
    words = actor.span.of(read.text).lower().split()
    if _ITS.search(before) and words[-1] in word_set("followers") | word_set("group_nouns") | {"members", "member", "units"}:
        named = [a.value for a in read.actors if a.span.end <= actor.span.start and a.value.kind in ("group", "state")]
        return named[-1] if named else antecedent(read.annotated, actor.span.start)
    if _OF_SAME.match(read.text, actor.span.end):
        return antecedent(read.annotated, actor.span.start)
    definite = before.endswith(("the ", "the same ")) or words[0] == "the"
    return antecedent(read.annotated, actor.span.start) if definite and words[-1] in word_set("group_nouns") else None


def _suffers(read: Line, actor: ActorMention, counts: list[CountMention]) -> bool:
    if any(count.span.overlaps(actor.span) and not count.attackers for count in counts):
        return True
    for event in read.events:
        after = actor.span.start - event.span.end
        if 0 <= after <= OBJECT_REACH and not event.noun and not _NON_OBJECT.search(read.text, event.span.end, actor.span.start):
            return True
        before = event.span.start - actor.span.end
        if 0 <= before <= OBJECT_REACH and not event.noun and _PASSIVE.match(read.text[actor.span.end : event.span.start]):
            return True
        if not event.noun and 0 <= before <= 2:
            if event.span.of(read.text).lower().startswith(("was ", "were ", "been ", "being ")):
                return True
            dead = any(count.span.overlaps(actor.span) and count.effect == "killed" for count in counts)
            slain = _SLAIN.fullmatch(read.text, event.span.start, event.span.end) is not None
            if dead and slain and REDUCED.match(read.text, event.span.end):
                return True  # "Five rebels killed in Sol"
    return False


def _acts(read: Line, actor: ActorMention, event: EventMention) -> bool:
    before, after = event.span.start - actor.span.end, actor.span.start - event.span.end
    if _BY_CHANCE.first(read.text, min(event.span.end, actor.span.end), max(event.span.start, actor.span.start)):
        return False  # "one of them shot accidentally by police": nobody's attack
    if (0 <= before <= AGENT_REACH or event.span.of(read.text).endswith("s")) and habitual(read.text, actor.span.end):
        return False  # "the Front has often attacked", "kidnappings by gangs have become a daily matter"
    if actor.span.start == event.span.start and event.span.covers(actor.span):
        return not event.noun and event.mode == "actual"  # a whole clause is the event ("men on foot blew open the wall")
    if 0 <= before <= AGENT_REACH:
        between = read.text[actor.span.end : event.span.start]
        if between == " of " and _BY_ONE.search(read.text, max(read.span.start, actor.span.start - 24), actor.span.start):
            return False  # "were accused by the army of killing"
        if not event.noun:
            return _subject_of(between, read.text, event) or harms_by(read.text, actor.span, event)
        return _owns(read, actor, between, event) or _does(between)
    if 0 <= after <= FAR_BY:
        between = read.text[event.span.end : actor.span.start]
        if after > AGENT_REACH and _PERFORMED_BY.search(between) is None:
            return False
        by = _BY.search(between)
        if by is None or (by[0].lower().startswith(("of", "from")) and _APART.search(between, 0, by.start())):
            return False  # "claimed the attack, but fighters of X are active there"
        return USED_BY.search(between) is None and _SPOKEN_BY.search(between) is None
    return False


def _owns(read: Line, actor: ActorMention, between: str, event: EventMention) -> bool:
    """Tell whether the actor owns the noun ("Taliban attack", "Israel's raid", "an army raid"); a bare country's name says where
    ("Yemen bomb"), and a police bombing may have struck the police."""
    if actor.value.kind == "generic" or not _OWNED.match(between):
        return False
    if actor.value.actor_id is None and between == " " and _OPERATION.fullmatch(read.text, event.span.start, event.span.end):
        return True
    return actor.value.kind != "state" or between[0] in "'’" or actor.span.of(read.text) != actor.value.name


def _does(between: str) -> bool:
    return _PERFORMED.search(between) is not None and not re.search(r"\b(?:was|were|by|said|been)\b|[;:.]", between)


def _subject_of(between: str, text: str, event: EventMention) -> bool:
    if event.span.of(text).lower().startswith(("was ", "were ", "been ", "being ")):
        return False
    if _COMPOUND.match(between) or _FATAL.search(event.span.of(text)):
        return False
    return _BREAK.search(between) is None and _CLAUSE.search(between) is None
