"""How much one request may take. Every figure is counted on what is read, never on what a server announces."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024
HEADER_BYTES = 64 * 1024
"""Of a response's head: eight times Apache's limit for requests; the largest seen on news sites has some 12 kB (their CSP)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one `Door.send`, its redirects together."""

    seconds: float = 30.0
    """All of it: names, connections, redirects, the last byte. A drip of a byte a second ends here."""
    wait: float = 10.0
    """Silence: while connecting, and between two parts of an answer."""
    redirects: int = 5
    """RFC 9309 asks for five with robots.txt; articles take one or two."""
    wire_bytes: int = 16 * MIB
    """Read from one connection. The largest page at hand has 1.2 MB, a long PDF report 10."""
    body_bytes: int = 32 * MIB
    """After inflating. Text packs 3 to 30 times; what is over is a bomb or no article (a page is parsed up to 8 MiB)."""
    addresses: int = 4
    """Addresses of one name that are tried, all of them checked before the first."""
