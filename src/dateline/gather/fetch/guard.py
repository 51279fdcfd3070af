"""Which addresses may be asked: a URL's form, and every IP address behind its name.

A page from outside must not make this machine ask its own network. The check is on the address
that is connected to, not on the name, so no trick of DNS gets past it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from dateline.errors import InputError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Policy = Callable[[Address], str | None]
"""Tells why an address is refused; None where it may be asked."""
Resolve = Callable[[str, int], list[str]]
"""Gives the IP addresses of a host name, as text; raises OSError."""

PORTS = frozenset({80, 443, 8080, 8443})
"""Ports that web pages are served on; others are some other service."""

_CLOUD = frozenset(
    map(
        ipaddress.ip_address,
        ("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"),
    )
)
# Of IANA's special-purpose registries, what ipaddress does not know in every Python that we run on.
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        "0.0.0.0/8 100.64.0.0/10 192.0.0.0/24 198.18.0.0/15 240.0.0.0/4 64:ff9b:1::/48 100::/64 "
        "2001::/23 2001:db8::/32 3fff::/20 5f00::/16".split(),
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def public_only(address: Address) -> str | None:
    """Tell why `address` is no public one; None where it is.

    Addresses that carry another inside (IPv4-mapped, 6to4, Teredo, NAT64) are judged by it too.
    """
    if address in _CLOUD:
        return "a cloud provider's metadata address"
    for inner in _carried(address):
        if why := public_only(inner):
            return f"{why}, inside an IPv6 address"
    if address in _NAT64:
        return None  # how a network without IPv4 reaches a public IPv4 address
    for name, is_so in (
        ("a loopback address", address.is_loopback),
        ("a link-local address", address.is_link_local),
        ("a multicast address", address.is_multicast),
        ("an unspecified address", address.is_unspecified),
        ("a private address", address.is_private),
        ("a reserved address", address.is_reserved or not address.is_global),
    ):
        if is_so:
            return name
    if isinstance(address, ipaddress.IPv6Address) and address.is_site_local:
        return "a site-local address"
    if any(address in network for network in _SPECIAL if network.version == address.version):
        return "a reserved address"
    return None


def _carried(address: Address) -> list[ipaddress.IPv4Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 0xFFFF):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def vetted(host: str, port: int, *, resolve: Resolve, policy: Policy) -> list[str]:
    """Return the addresses of `host`, every one of which `policy` lets pass.

    Raises:
        InputError: one of them is refused; a name with a private address among public ones is
            an attempt to get around the check.
        OSError: the name does not resolve.
    """
    addresses = resolve(host, port)
    for text in addresses:
        address = ipaddress.ip_address(text.split("%", 1)[0])
        if why := policy(address):
            raise InputError(f"{host}: {address} is {why}: only public addresses are fetched")
    if not addresses:
        raise OSError(f"{host} has no address")
    return addresses


def system_resolve(host: str, port: int) -> list[str]:
    """Return the addresses that the system's resolver gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def checked_url(url: str, *, ports: frozenset[int] = PORTS) -> SplitResult:
    """Return `url` in parts.

    Raises:
        InputError: it is not http(s), names no host, carries a password or an odd port.
    """
    if any(ch <= " " or ch in "\x7f\\" for ch in url):
        raise InputError(f"{url!r}: an address has no spaces, control characters or backslashes")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError(f"{url}: is no web address: {error}") from error
    if parts.scheme not in {"http", "https"}:
        raise InputError(f"{url}: only http:// and https:// addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise InputError(
            f"{parts.scheme}://{parts.hostname}: an address may hold no user or password"
        )
    if not parts.hostname:
        raise InputError(f"{url}: names no host")
    if port is not None and port not in ports:
        allowed = ", ".join(map(str, sorted(ports)))
        raise InputError(f"{url}: port {port} is not fetched from, only {allowed}")
    return parts
