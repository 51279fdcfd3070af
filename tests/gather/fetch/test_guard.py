"""The guard: what counts as a public address, and which URLs are looked at at all."""

import ipaddress

import pytest

from dateline.errors import InputError
from dateline.gather.fetch.guard import checked_url, public_only, vetted


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.9.10",
        "0.0.0.0",  # noqa: S104
        "0.1.2.3",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.1.1",
        "169.254.169.254",
        "168.63.129.16",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "198.18.0.1",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_inside_are_refused(address: str) -> None:
    assert public_only(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::101:101", "2002:101:101::1"],
)
def test_public_addresses_pass(address: str) -> None:
    assert public_only(ipaddress.ip_address(address)) is None


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "gopher://example.org/",
        "data:text/plain,hello",
        "https://user:word@example.org/",
        "https://user@example.org/",
        "http://example.org:22/",
        "http://example.org:6379/",
        "http://example.org:99999/",
        "http:///path",
        "http://",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nHost: inside",
        "http://[::1/",
    ],
)
def test_urls_that_are_no_page_are_refused(url: str) -> None:
    with pytest.raises(InputError):
        checked_url(url)


@pytest.mark.parametrize("url", ["http://example.org", "https://example.org:8443/a?b=c#d"])
def test_plain_urls_pass(url: str) -> None:
    assert checked_url(url).hostname == "example.org"


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(InputError, match=r"10\.0\.0\.5 is a private address"):
        vetted(
            "two.example.org", 80, resolve=lambda h, p: ["1.1.1.1", "10.0.0.5"], policy=public_only
        )


def test_a_name_without_address_is_an_error_of_the_network() -> None:
    with pytest.raises(OSError, match="no address"):
        vetted("none.example.org", 80, resolve=lambda h, p: [], policy=public_only)


def test_a_zone_in_an_address_is_no_way_around() -> None:
    with pytest.raises(InputError):
        vetted("x", 80, resolve=lambda h, p: ["fe80::1%eth0"], policy=public_only)
