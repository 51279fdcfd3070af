"""Fetches one page at a time: guarded, polite, bounded in size and time."""

from __future__ import annotations

import datetime as dt
import re
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx

from dateline.errors import InputError, ItemError, SourceError
from dateline.gather.documents import page_of
from dateline.gather.fetch.guard import (
    PORTS,
    Policy,
    Resolve,
    checked_url,
    public_only,
    system_resolve,
)
from dateline.gather.fetch.network import Deadline, GuardedBackend, GuardedTransport
from dateline.gather.fetch.robots import Robots
from dateline.model import Page
from dateline.settings import Settings
from dateline.version import __version__

MAX_REDIRECTS = 5
MEDIA_TYPES = frozenset(
    {
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "text/markdown",
        "application/x-ndjson",
        "application/jsonl",
        "",
    }
)
"""What is read; a server that says nothing is let pass and the bytes are looked at."""

MAX_CRAWL_DELAY = 30.0
"""Seconds: a site that asks for a longer pause between pages is refused, not waited for."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_BYTES = 512 * 1024  # RFC 9309 asks a reader to take at least 500 kibibytes
_PRIVATE_HEADERS = frozenset({"set-cookie", "set-cookie2", "www-authenticate"})
_CHUNK = 64 * 1024


def user_agent(settings: Settings) -> str:
    """Return who asks: name, version and how to reach whoever runs it.

    Raises:
        InputError: the contact holds control characters.
    """
    contact = settings.contact or "no contact given"
    if not contact.isprintable() or not contact.isascii():
        raise InputError(f"setting contact: {contact!r} must be plain ASCII on one line")
    return f"Dateline/{__version__} (+{contact})"


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: httpx.Headers
    data: bytes
    url: str


@dataclass(slots=True)
class Client:
    """Fetches pages; keeps each site's robots.txt for as long as it lives.

    Attributes:
        settings: limits and contact.
        policy: which addresses may be asked; only tests give another.
        resolve: how names become addresses; only tests give another.
        ports: which ports may be asked; only tests give others.
        sleep: waits, in seconds, between two pages of a site that asks for it.
    """

    settings: Settings
    policy: Policy = public_only
    resolve: Resolve = system_resolve
    ports: frozenset[int] = PORTS
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)
    _tls: ssl.SSLContext | None = None

    def fetch(self, url: str, *, media: frozenset[str] = MEDIA_TYPES) -> Page:
        """Return the page at `url`, its body decompressed, under the address it came from.

        Args:
            url: an `http://` or `https://` address.
            media: the media types that are read.

        Raises:
            InputError: the address is refused (scheme, port, password, a private address,
                a redirect into one).
            SourceError: the site refuses (robots.txt, 401, 403, 429, 5xx) or is not reached.
            ItemError: this page is missing, no text, or over the limit.
        """
        deadline = Deadline(self.settings.fetch_timeout_s)
        answer = self._follow(url, deadline, self.settings.max_bytes, obey=True)
        _refuse_status(answer)
        sent = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        if sent not in media:
            wanted = "a web page or text" if media is MEDIA_TYPES else "what was asked for"
            raise ItemError(f"{url}: is {sent}, not {wanted}")
        headers = tuple(
            (name.lower(), value)
            for name, value in answer.headers.multi_items()
            if name.lower() not in _PRIVATE_HEADERS
        )
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        return page_of(answer.data, answer.url, sent or "application/octet-stream", headers, now)

    def _follow(self, url: str, deadline: Deadline, limit: int, *, obey: bool) -> _Answer:
        """Ask for `url` and where it points to, every hop checked as the first."""
        seen: list[str] = []
        at = url
        while True:
            checked_url(at, ports=self.ports)
            seen.append(at)
            if obey:
                self._obey(at, deadline)
            answer = self._ask(at, deadline, limit)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return answer
            at_next = urljoin(at, target).split("#", 1)[0]
            if at_next in seen:
                raise ItemError(f"{url}: redirects in a circle")
            if len(seen) > MAX_REDIRECTS:
                raise ItemError(f"{url}: redirects more than {MAX_REDIRECTS} times")
            if at.startswith("https:") and at_next.startswith("http:"):
                raise ItemError(f"{url}: redirects from https to http, which is not followed")
            at = at_next

    def _obey(self, url: str, deadline: Deadline) -> None:
        site = _site(url)
        robots = self._robots.get(site)
        if robots is None:
            robots = self._robots[site] = self._read_robots(site, deadline)
        if not robots.allows(url):
            raise SourceError(f"{url}: {robots.why}")
        delay = robots.delay or 0.0
        if delay > MAX_CRAWL_DELAY:
            raise SourceError(f"{url}: robots.txt asks for {delay:g} s between pages: too long")
        last = self._asked.get(site)
        if last is not None and (wait := last + delay - time.monotonic()) > 0:
            self.sleep(wait)
            deadline.at += wait
        self._asked[site] = time.monotonic()

    def _read_robots(self, site: str, deadline: Deadline) -> Robots:
        """Read a site's robots.txt as RFC 9309 has it: missing allows all, out of order nothing."""
        address = f"{site}/robots.txt"
        try:
            answer = self._follow(address, deadline, _ROBOTS_BYTES, obey=False)
        except ItemError as error:
            return Robots.open(f"its robots.txt cannot be used: {error}")
        if answer.status >= 500 or answer.status == 429:
            return Robots.closed(f"{address} answers {answer.status}: try again later")
        if answer.status != 200:
            return Robots.open(f"{address} answers {answer.status}")
        return Robots.parsed(answer.data)

    def _ask(self, url: str, deadline: Deadline, limit: int) -> _Answer:
        backend = GuardedBackend(resolve=self.resolve, policy=self.policy, deadline=deadline)
        self._tls = self._tls or httpx.create_ssl_context()
        transport = GuardedTransport(backend, self._tls)
        headers = {
            "User-Agent": user_agent(self.settings),
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        }
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, timeout=None) as client,  # noqa: S113 - the deadline is the backend's
                client.stream("GET", url, headers=headers, follow_redirects=False) as response,
            ):
                redirect = response.status_code in _REDIRECTS
                data = b"" if redirect else _body(response, url, limit)
                return _Answer(response.status_code, response.headers, data, url)
        except httpx.TimeoutException as error:
            seconds = self.settings.fetch_timeout_s
            raise SourceError(f"{url}: took longer than {seconds:g} s (fetch_timeout_s)") from error
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise SourceError(f"{url}: cannot be reached: {error}") from error


def _body(response: httpx.Response, url: str, limit: int) -> bytes:
    """Read a body, counting bytes on the wire and bytes unpacked, never holding more than both."""
    declared = response.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _over(url, limit)
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise ItemError(f"{url}: is sent packed as {coding!r}, which was not asked for")
    unpack = _Unpacker(coding, limit, url)
    wire = 0
    for chunk in response.iter_raw(_CHUNK):
        wire += len(chunk)
        if wire > limit:
            raise _over(url, limit)
        unpack.feed(chunk)
    return unpack.done()


def _over(url: str, limit: int) -> ItemError:
    return ItemError(f"{url}: is over the limit of {limit:,} bytes (max_bytes)")


class _Unpacker:
    """Unpacks gzip or deflate step by step, so that a bomb is stopped at the limit."""

    def __init__(self, coding: str, limit: int, url: str) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._limit = limit
        self._url = url
        self._packed = coding not in {"", "identity"}
        self._zip = zlib.decompressobj(wbits=47 if "gzip" in coding else 15)
        self._raw_tried = "gzip" in coding

    def feed(self, chunk: bytes) -> None:
        if not self._packed:
            self._take(chunk)
            return
        while chunk:
            try:
                part = self._zip.decompress(chunk, _CHUNK)
            except zlib.error as error:
                if self._raw_tried or self._size:
                    raise ItemError(f"{self._url}: is packed wrongly: {error}") from error
                # "deflate" without its wrapper, as some servers send it
                self._raw_tried, self._zip = True, zlib.decompressobj(wbits=-15)
                continue
            self._take(part)
            chunk = self._zip.unconsumed_tail

    def _take(self, part: bytes) -> None:
        self._size += len(part)
        if self._size > self._limit:
            raise _over(self._url, self._limit)
        self._parts.append(part)

    def done(self) -> bytes:
        return b"".join(self._parts)


def _refuse_status(answer: _Answer) -> None:
    status, url = answer.status, answer.url
    if status == 200:
        return
    if status in {404, 410}:
        raise ItemError(f"{url}: is not there ({status})")
    if status in {401, 402, 403, 407, 451}:
        raise SourceError(
            f"{url}: the site refuses ({status}): save the page by hand and give the file"
        )
    if status == 429 or status >= 500:
        later = answer.headers.get("retry-after", "")
        when = f" in {later} s" if re.fullmatch(r"\d{1,6}", later) else " later"
        raise SourceError(f"{url}: the site cannot answer now ({status}): try again{when}")
    raise ItemError(f"{url}: gives no page (status {status})")


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"
