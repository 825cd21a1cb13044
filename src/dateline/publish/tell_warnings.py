"""Warnings before the fact, and reported motives: composed where the words allow it, quoted where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.codebook.tables import table
from dateline.publish.dossier import Dossier, item_evidence
from dateline.publish.sentences import MARK, Sentence, ordered
from dateline.publish.speakers import common, said_by
from dateline.publish.tell_toll import outlet_of
from dateline.publish.wording import fill, graphic, phrases, tidy, when

Json = Mapping[str, Any]
LONGEST_QUOTE = 260
_WARNED = re.compile(r"^(.{3,80}?)(?: (?:has|had|have|also|repeatedly|again|then)){0,2} warned ((?:[^ ]+ ){2,40}[^ ]+)$")
_TOLD = re.compile(r", (?:[^,]{3,60}) (?:said|told [^,]{3,40})$")
_THE_ATTACK = re.compile(r"^(?:the|this|that) (?:\w+ ){0,2}(?:attack|bombing|blast|shooting|explosion)s?\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:an? |the |possible |planned |imminent |potential |further |more |new |suspected |suicide |bomb |attacks?\b|threats?\b)",
    re.I,
)
_ADDRESSEE = re.compile(r"^(?:the |its |their |his |her |our |an? |all |[A-Z][a-z]+|residents|citizens|nationals|travellers|staff)")
_MARK = re.compile(r"\b(that|to|against|not to)\s$")
_VERB = re.compile(r"\b(warned|told|informed|alerted|advised|urged|asked|ordered|instructed|cautioned)\b")
_PASSIVE = re.compile(r"\b(?:was|were|been)(?: \w+ly)? (warned|told|informed|alerted|advised|urged|ordered|asked)\b")
_BY = re.compile(r"\bby ((?:[\w’'.-]+ ){1,6}?)(?:not to|to|that|of|against)$")
VERB_REACH = 60
"""Code points before what is said, or before whom it is said to, within which the verb stands."""
_KIND = re.compile(r"\b(?:hate crime|(?:racially|politically|religiously) motivated|gang[- ]related)\b", re.IGNORECASE)
_SAYER = re.compile(r"^([^,;.]{3,60}?) (?:said|says)\b")
_ANSWERS = re.compile(
    r"^(?:(?:in|as|by way of|an? act of) )?(?:an? )?(?:apparent |direct |possible )?((?:retaliation|revenge|reprisals?|response|"
    r"vengeance|retribution|protest) (?:for|to|against|at|over))(?= )"
)
"""The word for an answer before that which is answered: "revenge for" belongs to the motive that is told."""
_MAY = re.compile(r"\b(may|might|could)\s$")
_OF_THE_DOER = re.compile(
    r"^(?:he|she|they|it) (?:had )?(?:wanted|opposed|resented|held|felt|believed|hated|blamed|was|were|acted|sought|hoped)\b"
)
"""A motive told as what the attackers wanted: "he wanted to take revenge"."""
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
    if any(MARK in str(s["value"]) for s in advisory["statements"]):
        return None
    evidence = ordered(item_evidence(document, advisory["statements"]))
    quote, subject, addressee = tidy(issuer["quote"]), advisory.get("subject"), advisory.get("addressee")
    if graphic(quote):
        return None
    name = _with_article(dossier.papers[document].text, issuer) if issuer["value"] != table("advisories")["unnamed"] else None
    date = when(advisory["date"])
    slots = {"when": f"{date}, " if date else "", "issuer": name or ""}
    good_subject = subject if subject and _is_subject(tidy(subject)) else None
    addressee = _LOOSE_END.split(tidy(addressee), maxsplit=1)[0] if addressee else None
    good_addressee = addressee if addressee and _ADDRESSEE.match(addressee) and len(addressee.split()) <= 8 else None
    said = _reported(dossier.papers[document].text, advisory, addressee)
    said = said if said is None or name or said[0] == "was_warned" else None
    if said is not None:
        return Sentence(fill(said[0], **slots, **said[1]), evidence)
    if _is_clause(dossier.papers[document].text, advisory):
        good_subject = None
    template = _template(quote, good_subject, good_addressee, whole=subject is None) if name else None
    if template is None:
        rest = _warned(dossier.papers[document].text, issuer, advisory)
        if rest is not None:
            return Sentence(fill("warned_rest", **rest), evidence)
        if dossier.papers[document].text[max(0, issuer["start"] - 4) : issuer["start"]].casefold() == "the ":
            quote = f"the {quote}"
        elif quote[:1].islower():
            return None  # a fragment: whoever warned stands elsewhere
        if len(quote) > LONGEST_QUOTE or len(quote.split()) < 6:
            return None
        return Sentence(fill("warned_quote", outlet=outlet_of(dossier, document), quote=quote), evidence)
    return Sentence(fill(template, **slots, subject=tidy(good_subject or ""), addressee=tidy(good_addressee or "")), evidence)


def _reported(text: str, advisory: Json, addressee: str | None) -> tuple[str, dict[str, str]] | None:
    """What was said in a clause or asked: "told Kenya that …", "urged its citizens to leave"; None where the words differ."""
    parts = {s["property"]: s for s in advisory["statements"] if s["property"] in ("addressee", "subject")}
    said = parts.get("subject")
    words = tidy(str(said["value"])) if said else ""
    if said is None or len(words) > LONGEST_QUOTE or graphic(words) or words.count('"') % 2 or words.count("“") != words.count("”"):
        return None
    before = text[max(0, said["start"] - VERB_REACH) : said["start"]]
    mark = _MARK.search(before)
    whom = parts.get("addressee")
    start = whom["start"] if whom and whom["start"] < said["start"] else said["start"]
    passive = _PASSIVE.search(text, whom["end"], said["start"]) if whom and whom["end"] < said["start"] else None
    if passive and mark and addressee and len(addressee.split()) <= 9:
        many = addressee.split()[-1].endswith("s") or " and " in addressee
        slots = {"addressee": f"the {addressee}" if _after_the(text, whom) else addressee, "be": "were" if many else "was"}
        by = _BY.search(tidy(text[passive.end() : said["start"]]))
        verb = f"{passive[1]} by {by[1]}" if by else passive[1]
        return "was_warned", {**slots, "verb": verb, "mark": mark[1], "subject": words}
    verb = next((m[1] for m in reversed([*_VERB.finditer(text, max(0, start - VERB_REACH), start)])), None)
    if verb is None and re.search(r"\b(?:warning|saying) that\s$", before):
        verb = "warned"
    if mark is None or verb is None:
        return None
    object_ = addressee if whom and addressee and start == whom["start"] else ""
    object_ = f"the {object_}" if object_ and _after_the(text, whom) else object_
    if object_ and len(object_.split()) > 9:
        return None
    if mark[1] == "that":
        whole = f"{verb} {object_}".strip()
        return ("warned_that", {"verb": whole, "subject": words}) if object_ or verb == "warned" else None
    return ("warned_to", {"verb": verb, "addressee": object_, "mark": mark[1], "subject": words}) if object_ else None


def _is_clause(text: str, advisory: Json) -> bool:
    """Tell whether what is warned of is a whole clause: "of" cannot stand before it."""
    said = next((s for s in advisory["statements"] if s["property"] == "subject"), None)
    return said is not None and text[max(0, said["start"] - 5) : said["start"]].casefold() == "that "


def _after_the(text: str, part: Json | None) -> bool:
    """Tell whether the text has an article before the words."""
    return part is not None and text[max(0, part["start"] - 4) : part["start"]].casefold() == "the "


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
        return "passed_on" if subject else "passed"
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
    name = common(name)
    return f"the {name}" if re.search(rf"\b[Tt]he {re.escape(name)}\b", text) else name


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
    """A cause of a group's decline, what it wants at large, or a warning, is no motive of the attack."""
    record = dossier.records[document]
    spans = [
        (s["start"], s["end"])
        for profile in record["actors"]
        for s in profile["statements"]
        if s["property"] in ("cause_of_decline", "ideology")
    ]
    spans += [(s["start"], s["end"]) for advisory in record["advisories"] for s in advisory["statements"]]
    return any(start < motive["end"] and motive["start"] < end for start, end in spans)


def _one_quote(words: str) -> str:
    """The words with marks of speech that pair off and do not close our own: those inside become single ones."""
    if words.count('"') % 2 or words.count("“") != words.count("”"):
        words = re.sub(r'["“”]', "", words)
    return re.sub(r'["“]([^"“”]*)["”]', r"‘\1’", words)


def _motive(dossier: Dossier, document: str, motive: Json) -> Iterator[Sentence]:
    words, quote = _OPENING.sub("", _one_quote(tidy(motive["value"]).strip(" ,;"))), tidy(motive["quote"])
    kind = _KIND.search(words)
    if kind:
        sayer = _SAYER.match(words)
        said = said_by(motive) or said_by({"speaker": sayer[1] if sayer else None})
        name = "a hate crime" if kind[0].casefold().startswith("hate") else kind[0].casefold()
        yield Sentence(fill("motive_kind", motive=name, said=said), ordered(item_evidence(document, [motive], "motive")))
        return
    answer = _ANSWERS.match(quote)
    if answer and tidy(quote[answer.end() :]).startswith(words[:12]):
        words = f"{answer[1]} {words}"
    text = dossier.papers[document].text
    hedge = _MAY.search(text, max(0, motive["start"] - 7), motive["start"])
    if hedge and words.startswith(("have ", "be ")):
        words = f"{hedge[1]} {words}"
    words = words.replace(MARK, "…")
    if graphic(words) or len(words) > LONGEST_QUOTE or len(words.split()) < 2:
        return
    own = _OF_THE_DOER.match(words) is not None
    if (not own and re.split(r"[ ,]", words.casefold())[0] in phrases()["pronouns"]) or _THE_ATTACK.match(words):
        return
    evidence = ordered(item_evidence(document, [motive], "motive"))
    outlet = outlet_of(dossier, document)
    if (own and not said_by(motive)) or (words == quote.strip(" ,;") and words[:1].isupper()):
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
