"""Warnings before the fact, and reported motives: composed where the words allow it, quoted where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.publish.dossier import Dossier, item_evidence
from dateline.publish.sentences import Sentence, ordered
from dateline.publish.speakers import said_by
from dateline.publish.tell_toll import outlet_of
from dateline.publish.wording import fill, graphic, phrases, tidy, when

Json = Mapping[str, Any]
LONGEST_QUOTE = 260
_WARNED = re.compile(r"^(.{3,80}?)(?: (?:has|had|have|also|repeatedly|again|then)){0,2} warned ((?:[^ ]+ ){2,40}[^ ]+)$")
_TOLD = re.compile(r", (?:[^,]{3,60}) (?:said|told [^,]{3,40})$")
_THE_ATTACK = re.compile(r"^(?:the|this|that) (?:\w+ ){0,2}(?:attack|bombing|blast|shooting|explosion)s?\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:an? |the |possible |planned |imminent |potential |further |more |new |suspected |attacks?\b|threats?\b)", re.I
)
_ADDRESSEE = re.compile(r"^(?:the |its |their |his |her |our |an? |all |[A-Z][a-z]+|residents|citizens|nationals|travellers|staff)")
_LOOSE_END = re.compile(r" (?:following|after|because|under|in line with|as part of|about|of its)\b")
_OPENING = re.compile(r"^(?:of|by|for|as|that) (?=[a-z])")
_SPLIT = re.compile(r" (?:because|in (?:January|February|March|April|May|June|July|August|September|October|November|December)) ")


def warnings(dossier: Dossier) -> list[Sentence]:
    """Return a sentence for every warning before the attack, the earliest first.

    An article that tells of the attack as background warns of its news: of its warnings none is of this attack.
    """
    found: list[tuple[str, Sentence]] = []
    for document, advisory in dossier.items("advisories"):
        if not dossier.is_news_of(document) or _is_later(advisory["date"], dossier.incident["date"]):
            continue
        sentence = _warning(dossier, document, advisory)
        if sentence is not None:
            found.append((advisory["date"]["value"] or "9999", sentence))
    ordered_by_date = [sentence for _, sentence in sorted(found, key=lambda each: each[0])]
    return list({sentence.text: sentence for sentence in ordered_by_date}.values())


def _is_later(warned: Json | None, attacked: Json | None) -> bool:
    """Tell whether a warning is dated behind the attack, as far as both dates say."""
    one = str((warned or {}).get("value") or "").partition("/")[0]
    two = str((attacked or {}).get("value") or "").rpartition("/")[2]
    size = min(len(one), len(two))
    return one[:size] > two[:size]


def _warning(dossier: Dossier, document: str, advisory: Json) -> Sentence | None:
    issuer = next((s for s in advisory["statements"] if s["property"] == "issuer"), None)
    if issuer is None or not item_evidence(document, advisory["statements"]):
        return None
    evidence = ordered(item_evidence(document, advisory["statements"]))
    quote, subject, addressee = tidy(issuer["quote"]), advisory.get("subject"), advisory.get("addressee")
    if graphic(quote):
        return None
    name = _with_article(dossier.papers[document].text, issuer)
    date = when(advisory["date"])
    slots = {"when": f"{date}, " if date else "", "issuer": name or ""}
    good_subject = subject if subject and _is_subject(tidy(subject)) else None
    addressee = _LOOSE_END.split(tidy(addressee), maxsplit=1)[0] if addressee else None
    good_addressee = addressee if addressee and _ADDRESSEE.match(addressee) and len(addressee.split()) <= 8 else None
    template = _template(quote, good_subject, good_addressee, whole=subject is None) if name else None
    if template is None:
        rest = _warned(dossier.papers[document].text, issuer, advisory)
        if rest is not None:
            return Sentence(fill("warned_rest", **rest), evidence)
        if len(quote) > LONGEST_QUOTE or len(quote.split()) < 6:
            return None
        return Sentence(fill("warned_quote", outlet=outlet_of(dossier, document), quote=quote), evidence)
    return Sentence(fill(template, **slots, subject=tidy(good_subject or ""), addressee=tidy(good_addressee or "")), evidence)


def _warned(text: str, issuer: Json, advisory: Json) -> dict[str, str] | None:
    """Issuer and the words behind "warned" as they stand in the quote, None where the quote is built otherwise."""
    found = _WARNED.match(_TOLD.sub("", tidy(issuer["quote"])))
    if found is None or len(found[2]) > LONGEST_QUOTE:
        return None
    before = text[max(0, issuer["start"] - 4) : issuer["start"]].casefold()
    date, words = when(advisory["date"]), next((s["quote"] for s in advisory["statements"] if s["property"] == "date"), "")
    name = f"the {found[1]}" if before.endswith("the ") else found[1]
    told = bool(words) and tidy(words) in found[2]
    return {"when": f"{date}, " if date and not told else "", "issuer": name, "rest": found[2].rstrip(" .,;")}


def _is_subject(text: str) -> bool:
    return bool(_SUBJECT.match(text)) and not _SPLIT.search(f" {text} ") and len(text.split()) <= 25


def _template(quote: str, subject: str | None, addressee: str | None, *, whole: bool) -> str | None:
    """The template that fits the verb of the quote; None where only the quote itself will do."""
    low = quote.casefold()
    if re.search(r"\breceived?\b", low):
        return "received" if subject else None
    if re.search(r"\b(?:communicated|shared|passed|conveyed)\b", low) and addressee:
        return "passed"
    if subject and addressee:
        return "warned_full"
    if subject:
        return "warned_of"
    return "warned_whom" if addressee and whole and re.search(r"\b(?:warn|advisor|alert|issue)", low) else None


def _with_article(text: str, issuer: Json) -> str | None:
    """The issuer with the article that stands before it in the text; None for a fragment ("Nigeria's", "the")."""
    name = tidy(str(issuer["value"]))
    if not name or name.endswith(("'s", "’s")) or len(name.split()) > 10 or name.casefold() in ("he", "she", "it", "they", "we"):
        return None
    if name.casefold().startswith("the "):
        return f"the {name[4:]}"
    before = text[max(0, issuer["start"] - 4) : issuer["start"]].casefold()
    return f"the {name}" if before.endswith("the ") else name


# ---- motives -----------------------------------------------------------------------------------------------------------


def motives(dossier: Dossier) -> list[Sentence]:
    """Return a sentence for every motive that the articles tie to the incident."""
    found: dict[str, Sentence] = {}
    for document, motive in dossier.items("motives", dossier.incident):
        if not _belongs_elsewhere(dossier, document, motive):
            for sentence in _motive(dossier, document, motive):
                found.setdefault(sentence.text, sentence)
    return list(found.values())


def _belongs_elsewhere(dossier: Dossier, document: str, motive: Json) -> bool:
    """A cause of a group's decline, or of a warning, is no motive of the attack."""
    record = dossier.records[document]
    spans = [
        (s["start"], s["end"]) for profile in record["actors"] for s in profile["statements"] if s["property"] == "cause_of_decline"
    ]
    spans += [(s["start"], s["end"]) for advisory in record["advisories"] for s in advisory["statements"]]
    return any(start < motive["end"] and motive["start"] < end for start, end in spans)


def _motive(dossier: Dossier, document: str, motive: Json) -> Iterator[Sentence]:
    words, quote = _OPENING.sub("", tidy(motive["value"]).strip(" ,;")), tidy(motive["quote"])
    if graphic(words) or len(words) > LONGEST_QUOTE or len(words.split()) < 2:
        return
    if re.split(r"[ ,]", words.casefold())[0] in phrases()["pronouns"] or _THE_ATTACK.match(words):
        return
    evidence = ordered(item_evidence(document, [motive], "motive"))
    outlet = outlet_of(dossier, document)
    if words == quote.strip(" ,;") and words[:1].isupper():
        yield Sentence(fill("motive_quote", outlet=outlet, motive=words.rstrip(".")), evidence)
        return
    name = "motive_hedged" if motive["certainty"] == "hedged" else "motive"
    tail = re.search(r", ([^,]{3,60}) said$", words)
    words = words[: tail.start()] if tail else words
    said = said_by(motive) or said_by({"speaker": tail[1] if tail else None})
    if said:
        yield Sentence(fill(name, motive=words, said=said), evidence)
    else:
        yield Sentence(fill(f"{name}_named", outlet=outlet, motive=words, said=""), evidence)
