"""Who cannot have done it, whatever else speaks for them: whom the deed struck, who came after it, words that name nobody."""

from __future__ import annotations

import re

from dateline.codebook.tables import table
from dateline.extract.avowals import UNCLAIMED
from dateline.extract.blame_candidates import Candidate
from dateline.extract.blame_ledger import Telling, is_nobody
from dateline.types import ActorValue, Annotated

VICTIMS = re.compile(r"\b(?:people|persons?|wom[ae]n|boys?|girls?|number)\b", re.IGNORECASE)
"""Words for people of whom nothing is said but that there are some."""


def ruled_out(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell whether the candidate can be nobody's choice for the doer of this incident."""
    return (
        (not item.clause and is_nobody(item.value) and VICTIMS.search(item.value.name) is not None)
        or (item.value.kind in ("generic", "state") and _names_nobody(item.value))
        or _only_struck(annotated, item, telling)
        or _only_helped(annotated, item, telling)
        or _is_untied(annotated, item, telling)
    )


def _is_untied(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell a group that nothing ties to a deed of which the report says that nobody has claimed it."""
    if item.value.kind != "group" or item.ties or item.elsewhere or item.recorded:
        return False
    return any(UNCLAIMED.search(annotated.document.text, span.start, span.end) for span in telling.spans)


def _only_struck(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell a group whose men were struck and of which nothing else is said ("a leader of X was killed by an air strike"), but in a
    clash, where each side is struck and strikes."""
    ties = (*item.ties, *item.elsewhere)
    if item.value.kind != "group" or not ties or any(tie.ground != "victim" for tie in ties):
        return False
    events = [event for event in annotated.events if any(span.covers(event.span) for span in telling.own)]
    return bool(events) and all(event.type != "armed_clash" for event in events)


def is_counted_struck(annotated: Annotated, item: Candidate) -> bool:
    """Tell people without a name whom the article counts, wherever it speaks of them, as those hit ("Three men shot in Oldmar")."""
    if item.value.kind != "generic" or not item.mentions:
        return False
    struck = [c.span for c in annotated.counts if c.effect in ("killed", "injured", "hit") and not c.attackers]
    return all(any(mention.overlaps(span) for span in struck) for mention in item.mentions)


def _only_helped(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell people without a name who are merely held over a suicide attack, whose attacker is dead: "three men were detained"."""
    grounds = {tie.ground for tie in (*item.ties, *item.elsewhere)}
    if item.value.kind != "generic" or grounds != {"held"}:
        return False
    blown = (event.span for event in annotated.events if event.type == "suicide_bombing")
    return any(own.covers(span) for span in blown for own in telling.own)


def _names_nobody(value: ActorValue) -> bool:
    """Tell a machine ("the warplanes") and the bare word for whom it is asked ("the perpetrator") from words for people."""
    return value.actor_id is None and value.name.lower().split()[-1] in table("described")["no_names"]
