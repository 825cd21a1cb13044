"""Values in words: days, tolls, places, groups and labels as a reader would say them, from the record's JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from dateline.web.messages import N_, Translations

Json = Mapping[str, Any]
PARTS_OF_DAY = {
    "MO": N_("morning"), "MI": N_("around midday"), "DT": N_("daytime"), "AF": N_("afternoon"), "EV": N_("evening"),
    "NI": N_("night"),
}  # fmt: skip
"""Parts of a day as TIMEX3 writes them."""
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"), N_("September"),
    N_("October"), N_("November"), N_("December"),
)  # fmt: skip
TYPES = {
    "armed_assault": N_("Armed assault"),
    "bombing": N_("Bombing"),
    "suicide_bombing": N_("Suicide bombing"),
    "vehicle_attack": N_("Vehicle attack"),
    "knife_attack": N_("Knife attack"),
    "arson": N_("Arson"),
    "hostage_taking": N_("Hostage taking"),
    "abduction": N_("Abduction"),
    "assassination": N_("Assassination"),
    "armed_clash": N_("Armed clash"),
    "air_strike": N_("Air strike"),
    "shelling": N_("Shelling"),
    "landmine": N_("Landmine"),
    "mob_violence": N_("Mob violence"),
    "other": N_("Attack"),
}
STATUSES = {
    "claimed": N_("claimed it"),
    "accused": N_("accused"),
    "suspected": N_("suspected"),
    "stated": N_("stated in reports"),
    "unknown": N_("not known"),
    "denied": N_("denied it"),
    "held": N_("held responsible"),
}
"""Grounds on which an actor is held responsible (CODEBOOK: Who)."""
PROPERTIES = {
    "type": N_("Type"), "date": N_("Date"), "time": N_("Time of day"), "place": N_("Place"), "killed": N_("Killed"),
    "injured": N_("Injured"), "casualties": N_("Killed or injured"), "missing": N_("Missing"), "abducted": N_("Abducted"),
    "arrested": N_("Arrested"), "hit": N_("Hit, outcome not said"), "perpetrator": N_("Held responsible"),
    "claim": N_("Claim of responsibility"), "denial": N_("Denial"), "weapon": N_("Weapon"), "target": N_("Target"),
    "outcome": N_("Outcome"), "motive": N_("Motive"), "name": N_("Name"), "alias": N_("Alias"), "parent": N_("Parent"),
    "founded": N_("Founded"), "founders": N_("Founders"), "base": N_("Base"), "strength": N_("Strength"),
    "leader": N_("Leader"), "rival": N_("Rival"), "ally": N_("Ally"), "ideology": N_("Ideology"),
    "designation": N_("Designation"), "operates_in": N_("Operates in"),
    "cause_of_decline": N_("Cause of decline"), "issuer": N_("Warning by"), "addressee": N_("Warning to"),
    "subject": N_("Warning about"),
}  # fmt: skip
"""Every property of a statement that a page shows; others are kept in the record and not shown."""
QUALIFIERS = {
    "at_least": N_("at least"),
    "up_to": N_("up to"),
    "about": N_("about"),
    "more_than": N_("more than"),
    "fewer_than": N_("fewer than"),
    "vague": N_("words alone"),
}
CERTAINTIES = {"stated": N_("stated"), "hedged": N_("hedged"), "denied": N_("denied"), "claimed": N_("claimed")}
NOTES = {
    "part": N_("part of the whole"),
    "included": N_("counted in the whole"),
    "earlier": N_("earlier figure"),
    "cumulative": N_("several incidents together"),
}
RULES = {"gtd": "GTD", "acled": "ACLED", "ucdp": "UCDP"}
PRECISIONS = {
    "site": N_("site, or its town"),
    "town": N_("town"),
    "region": N_("somewhere in the region"),
    "country": N_("somewhere in the country"),
    "unknown": N_("precision not known"),
}
JUDGED = {
    "same": N_("judged one incident"),
    "not_same": N_("judged two incidents"),
    "accept": N_("accepted"),
    "reject": N_("rejected"),
    "correct": N_("corrected"),
    "undo": N_("undid a judgement"),
}


class Words:
    """Values in words in one language; every method is a filter in the templates."""

    def __init__(self, translations: Translations) -> None:
        self.say = translations.gettext
        self.say_number = translations.ngettext

    def label(self, table: Mapping[str, str], key: str | None) -> str:
        """Return a code's label from a table, the code with blanks where the table has none."""
        return self.say(table[key]) if key is not None and key in table else str(key or "").replace("_", " ")

    def kind(self, code: str | None) -> str:
        """Return an incident type: "Suicide bombing"."""
        return self.label(TYPES, code)

    def name_of(self, code: str) -> str:
        """Return a property's label."""
        return self.label(PROPERTIES, code)

    def day(self, iso: str | None) -> str:
        """Return an ISO 8601 prefix in words: "13 November 2022", "November 2022", "2022"; a time of day is left out."""
        parts = (iso or "")[:10].split("-")
        if not parts[0]:
            return self.say("no date")
        if not all(part.isdigit() for part in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
            return iso or ""
        words = [parts[0]] if len(parts) == 1 else [self.say(MONTHS[int(parts[1]) - 1]), parts[0]]
        return " ".join([str(int(parts[2])), *words] if len(parts) == 3 else words)

    def moment(self, iso: str) -> str:
        """Return an ISO 8601 moment to the minute in UTC: "28 November 2026, 14:05"."""
        return f"{self.day(iso)}, {iso[11:16]}" if len(iso) >= 16 else self.day(iso)

    def date(self, value: Json | None) -> str:
        """Return an incident's date: a day, a month, a year, a range, or "Date not known"."""
        if not value or not value["value"]:
            return self.say("Date not known")
        first, _, last = value["value"].partition("/")
        return f"{self.day(first)} – {self.day(last)}" if last else self.day(first)

    def figure(self, count: Json | None) -> str:
        """Return the number that stands large: the best figure, else the low, else the high; "–" where none is said."""
        if count is None:
            return "–"
        number = next((n for n in (count["best"], count["low"], count["high"]) if n is not None), None)
        return "–" if number is None else f"{number:,}"

    def lead(self, count: Json | None) -> str:
        """Return the qualifier that stands before the number, empty for an exact one."""
        return self.label(QUALIFIERS, count["qualifier"]) if count and count["qualifier"] in QUALIFIERS else ""

    def spread(self, count: Json | None) -> str:
        """Return the range of what was said, "6–8", empty where there is none."""
        if count is None or count["low"] is None or count["high"] is None or count["low"] == count["high"]:
            return ""
        return f"{count['low']:,}–{count['high']:,}"

    def count(self, count: Json | None) -> str:
        """Return a count on one line: "at least 57 (57–93)"."""
        if count is None:
            return self.say("not said")
        if count["qualifier"] == "vague" and count["best"] is None:
            return self.spread(count) or self.say("some")
        spread = f" ({self.spread(count)})" if self.spread(count) else ""
        return f"{self.lead(count)} {self.figure(count)}{spread}".strip()

    def place(self, place: Json | None) -> str:
        """Return a place with its division and country, each once; "Place not known"."""
        if not place or not place.get("name"):
            return self.country(place.get("country")) if place and place.get("country") else self.say("Place not known")
        parts = [str(place["name"])]
        for part in (place.get("admin1"), self.country(place.get("country"))):
            if part and part.casefold() not in ", ".join(parts).casefold():
                parts.append(part)
        return ", ".join(parts)

    def country(self, code: str | None) -> str:
        """Return the English name of an ISO 3166-1 alpha-2 code; empty for none."""
        return _country(code) if code else ""

    def party(self, party: Json | None) -> str:
        """Return a group's name, "Not known" for none."""
        return str(party["name"]) if party else self.say("Not known")

    def headline(self, incident: Json) -> str:
        """Return an incident's headline, made of its type and place alone: "Suicide bombing, Peshawar mosque, Pakistan"."""
        kind = self.kind(incident["type"])
        if incident.get("outcome") == "foiled":
            kind = f"{self.say('Foiled')}: {kind}"
        place = incident["place"]
        return f"{kind}, {self.place(place)}" if place and (place.get("name") or place.get("country")) else kind

    def value(self, value: Any, name: str = "") -> str:
        """Return any value of a statement, a choice or a conflict."""
        match value:
            case None | "":
                return self.say("not known")
            case {"qualifier": _}:
                return self.count(value)
            case {"lat": _}:
                return self.place(value)
            case {"status": status, "name": label} if status in STATUSES and status != "unknown":
                return f"{label} ({self.label(STATUSES, status)})"
            case {"name": label}:
                return str(label)
            case {"precision": _}:
                return self.date(value)
            case _ if name == "time":
                return self.clock(str(value))
            case _:
                return self.kind(str(value)) if name == "type" else str(value).replace("_", " ")

    def clock(self, value: str) -> str:
        """Return a time of day (TIMEX3, "2023-01-30T13:00", "XXXX-XX-XXTEV"): the day where it is known, and the hour or part."""
        first, _, time = value.partition("T")
        told = self.label(PARTS_OF_DAY, time) if time in PARTS_OF_DAY else time
        return ", ".join(part for part in (self.day(first) if "X" not in first else "", told) if part) or value

    def reason(self, text: str) -> str:
        """Return why values were chosen or differ, its days in words."""
        return _DAY.sub(lambda found: self.day(found[0]), text)

    def quoted(self, position: Json, incident: Json, name: str) -> list[dict[str, Any]]:
        """Return the quotes of one side of a conflict, each text once; where the record names none, the statement's own."""
        found: list[dict[str, Any]] = []
        for one in position["quotes"]:
            said = next(
                (s["quote"] for s in incident["statements"] if s["property"] == name and s["document"] == one["document_id"]), ""
            )
            parts = dict.fromkeys((one["quote"] or said).split(" … "))
            found.append({**one, "quote": " … ".join(parts)})
        return found

    def web(self, url: str | None) -> str | None:
        """Return an address that may be followed, None for any other scheme than http and https (``javascript:`` runs)."""
        parts = urlsplit(url or "")
        return url if parts.scheme in ("http", "https") and parts.netloc else None

    def outlet(self, report: Json) -> str:
        """Return who published a report: the publisher, else the host of its address, else the file it came in."""
        host = urlsplit(report.get("url") or "").hostname or ""
        return str(report.get("publisher") or host.removeprefix("www.") or report.get("file") or self.say("outlet not named"))


_DAY = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b")


@cache
def _country(code: str) -> str:
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", None) or getattr(found, "name", code)) if found else code
