"""The outlet's name where a page does not give one: its domain; and titles without the outlet's name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SUBDOMAIN = re.compile(r"^(?:www\d?|m|amp|mobile|edition|en)\.")
_SEPARATOR = re.compile(r"\s(?:[|–—•·»:-]|::)\s")


def domain_of(url: str | None) -> str | None:
    """Return the host of an address without ``www.`` and its like; None when there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return _SUBDOMAIN.sub("", host.lower()) if host else None


def without_site(title: str, publisher: str | None) -> str:
    """Return a headline without the outlet's name at its end (" | Reuters", " - Times of India")."""
    pieces = list(_SEPARATOR.finditer(title))
    if not pieces:
        return title
    head, tail = title[: pieces[-1].start()], title[pieces[-1].end() :]
    if publisher and (_bare(tail) in _bare(publisher) or _bare(publisher) in _bare(tail)):
        return head.strip()
    return title


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().removeprefix("the "))
