"""Addresses that no request may reach: everything that is not a public unicast host, and the disguises of such addresses.

The tables follow IANA's registries of special-purpose addresses (IPv4: RFC 6890 and later, IPv6: RFC 4291 and later). `ipaddress`
alone is not enough: its `is_global` is true for NAT64, 6to4, site-local and unassigned space, and differs between Python versions.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_V4: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this network"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "carrier-grade NAT"), ("127.0.0.0/8", "loopback"),
    ("169.254.0.0/16", "link-local"), ("172.16.0.0/12", "private"), ("192.0.0.0/24", "IETF protocols"),
    ("192.0.2.0/24", "documentation"), ("192.31.196.0/24", "AS112"), ("192.52.193.0/24", "AMT"), ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"), ("192.175.48.0/24", "AS112"), ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"), ("203.0.113.0/24", "documentation"), ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"), ("168.63.129.16/32", "a cloud's metadata"),
)  # fmt: skip
_V6: tuple[tuple[str, str], ...] = (
    ("::/128", "unspecified"), ("::1/128", "loopback"), ("::ffff:0:0/96", "IPv4-mapped"), ("::ffff:0:0:0/96", "IPv4-translated"),
    ("::/96", "IPv4-compatible"), ("64:ff9b::/96", "NAT64"), ("64:ff9b:1::/48", "NAT64"), ("100::/64", "discard"),
    ("fc00::/7", "private"), ("fe80::/10", "link-local"), ("fec0::/10", "site-local"), ("ff00::/8", "multicast"),
    ("2001::/32", "Teredo"), ("2001::/23", "IETF protocols"), ("2001:db8::/32", "documentation"), ("2002::/16", "6to4"),
    ("2620:4f:8000::/48", "AS112"), ("3fff::/20", "documentation"), ("5f00::/16", "segment routing"),
)  # fmt: skip
_V4_NETWORKS = tuple((IPv4Network(text), why) for text, why in _V4)
_V6_NETWORKS = tuple((IPv6Network(text), why) for text, why in _V6)
_UNICAST = IPv6Network("2000::/3")
"""All that IANA has given out as global unicast; whatever lies outside is refused even where no table names it."""
_ISATAP = (0x00005EFE, 0x02005EFE)
"""An interface identifier that carries an IPv4 address in its last 32 bits (RFC 5214, 6.1), under any prefix."""


def refusal(address: str) -> str | None:
    """Return why `address` (the text of an IP address) must not be reached, None when it may be."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(parsed, IPv4Address):
        return next((why for network, why in _V4_NETWORKS if parsed in network), None)
    if parsed.scope_id is not None:
        return "an address of one link only"
    named = next((why for network, why in _V6_NETWORKS if parsed in network), None)
    if named or parsed not in _UNICAST:
        return named or "not global unicast"
    return "ISATAP" if (int(parsed) >> 32) & 0xFFFFFFFF in _ISATAP else None
