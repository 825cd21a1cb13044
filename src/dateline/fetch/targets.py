"""What an address may look like, before a name server is asked: scheme, credentials, port, and names of no public host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from dateline.errors import FetchError, ForbiddenAddress
from dateline.fetch.addresses import refusal

Pair = tuple[str, int]
"""An IP address and a port."""
PORTS = frozenset((80, 443, 8080, 8443))
"""Where the web is served. Mail, databases, caches and consoles listen elsewhere."""
MAX_URL = 2083
"""The shortest of the common limits of servers and browsers; longer ones are no article's address."""

_PORT = {"http": 80, "https": 443}
_LOCAL = frozenset(
    ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "test", "invalid", "onion", "arpa")
)
"""Last labels that name no public host (RFC 6761, 6762, 8375, 9476 and common private use)."""
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)", re.IGNORECASE)
_NAME = re.compile(r"(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+[a-z0-9-]{2,63}\.?")


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: the URL as it will be asked for, its host in ASCII, its port."""

    url: httpx.URL
    host: str
    port: int

    @property
    def secure(self) -> bool:
        """Whether it is asked for over TLS."""
        return self.url.scheme == "https"


def check(url: str, allowed: frozenset[Pair] = frozenset()) -> Target:
    """Return the target of `url`.

    Raises:
        ForbiddenAddress: its scheme, port, credentials or name is refused. A name's addresses are checked when they are dialled.
        FetchError: it is no URL.
    """
    if len(url) > MAX_URL:
        raise FetchError(f"an address longer than {MAX_URL} characters", url=url[:100] + "…", reason="url")
    try:
        parsed = httpx.URL(url)
        urlsplit(str(parsed))  # what one parser takes and the other does not is no article's address
        host = parsed.raw_host.decode("ascii").lower()
        port = parsed.port or _PORT.get(parsed.scheme, 0)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise FetchError(f"not an address ({error})", url=url, reason="url") from error
    refused = _refused(parsed, host, port, allowed)
    if refused:
        shown = str(parsed.copy_with(userinfo=b"")) if parsed.userinfo else url  # a password goes into no message
        raise ForbiddenAddress(f"refused: {refused}", url=shown)
    return Target(parsed.copy_with(fragment=None), host, port)


def _refused(url: httpx.URL, host: str, port: int, allowed: frozenset[Pair]) -> str | None:
    if url.scheme not in _PORT:
        return f"scheme {url.scheme or 'none'!r}, only http and https are read"
    if url.userinfo:
        return "it carries credentials"
    if not host:
        return "it names no host"
    if (host, port) in allowed:
        return None
    if port not in PORTS and port not in {each for _, each in allowed}:
        return f"port {port}"
    if is_ip(host):
        why = refusal(host)
        return f"{host} is {why}" if why else None
    return _refused_name(host.removesuffix("."))


def _refused_name(host: str) -> str | None:
    last = host.rsplit(".", 1)[-1]
    if _NUMBER.fullmatch(last):
        return "an IP address in disguise"  # "0x7f.1", "2130706433": what inet_aton takes for 127.0.0.1
    if last in _LOCAL or "." not in host:
        return "a name of no public host"
    return None if _NAME.fullmatch(host) else "no host name"


def is_ip(host: str) -> bool:
    """Tell an IP address from a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
