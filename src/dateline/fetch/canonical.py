"""Canonical addresses: the many addresses of one article are one.

Three steps, each only as far as it is safe. `normal` changes how an address is written (RFC 3986, 6.2.2, by w3lib) and drops the
parameters that only track readers (a table). A redirect is followed by whoever fetches. `chosen` takes the address that the page
names for itself (``rel=canonical``, RFC 6596), unless that would lose the article: another site, or the front page.
"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urljoin, urlsplit, urlunsplit

from dateline.codebook.tables import table

_WEB = ("http", "https")
_DEFAULT = {"http": ":80", "https": ":443"}


def normal(url: str) -> str:
    """Return an address in its one normal form; what is no web address comes back as it is."""
    from w3lib.url import canonicalize_url

    stripped = url.strip()
    try:
        parts = urlsplit(stripped)
        if parts.scheme.lower() not in _WEB or not parts.hostname:
            return url
        written = urlsplit(canonicalize_url(_untracked(stripped)))
    except ValueError:
        return url
    host = written.netloc.lower().removesuffix(_DEFAULT[written.scheme])
    return urlunsplit((written.scheme, host, written.path, written.query, ""))


def chosen(fetched: str, declared: str | None) -> str:
    """Return the address of the article fetched at `fetched`, whose page declares `declared` as canonical."""
    here = normal(fetched)
    if not declared:
        return here
    try:
        there = normal(urljoin(fetched, declared.strip()))
        mine, its = urlsplit(here), urlsplit(there)
    except ValueError:
        return here
    if there == here:
        return here
    if its.scheme not in _WEB or not its.hostname or site(here) != site(there):
        return here
    loses = len(its.path.strip("/")) == 0 and not its.query and len(mine.path.strip("/")) > 0
    return here if loses else there


def site(url: str) -> str:
    """Return the registrable domain of an address (``bbc.co.uk``), by the public suffix list; the host where there is none."""
    from tld import get_tld  # a tenth of a second: only for pages that name another address than their own
    from tld.utils import Result

    host = (urlsplit(url).hostname or "").lower()
    found = get_tld(f"http://{host}", as_object=True, fail_silently=True)
    return str(found.fld) if isinstance(found, Result) else host


def _untracked(url: str) -> str:
    """Return an address without the parameters that only track, the others as they were written."""
    head, mark, rest = url.partition("?")
    if not mark:
        return url
    query, hash_, fragment = rest.partition("#")
    kept = [part for part in query.split("&") if part and not _tracking().fullmatch(part.partition("=")[0].lower())]
    return head + ("?" + "&".join(kept) if kept else "") + hash_ + fragment


@cache
def _tracking() -> re.Pattern[str]:
    names = table("tracking_parameters")["names"]
    return re.compile("|".join(re.escape(name).replace(r"\*", "[^=]{0,100}") for name in names))
