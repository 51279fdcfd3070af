"""Sources to reports: a file, a folder, standard input, an address; one after another, in order.

A failure is yielded in its place and the rest is read. No source is ever held in memory whole
but a single page, and that only under `settings.max_bytes`.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

import msgspec

from dateline.errors import DatelineError, InputError, ItemError, SourceError
from dateline.gather.decode import decode, refuse_binary
from dateline.gather.documents import page_of, report_from_document, report_from_page_text
from dateline.gather.gathered import Gathered
from dateline.gather.html import looks_like_html, report_from_html
from dateline.model import Page, Report
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.gather.fetch.client import Client

TEXT = frozenset({".txt", ".text", ".md"})
HTML = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
_SNIFF_BYTES = 64 * 1024


class Readable(Protocol):
    """Anything that gives bytes: an open file, `sys.stdin.buffer`, `io.BytesIO`."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""


def gather(
    source: str | os.PathLike[str] | Readable,
    *,
    settings: Settings | None = None,
    published: dt.date | None = None,
    client: Client | None = None,
) -> Iterator[Gathered]:
    """Yield the reports of a source, in order, and in its place every failure.

    Args:
        source: a path (`.txt`, `.html`, `.jsonl` or a folder), `-` for standard input, an
            address (`https://...`), or an open binary stream.
        settings: limits; default `Settings()`.
        published: day of publication of every report of the source; wins over what they say.
        client: what fetches addresses; share one, so that a site's robots.txt is read once and
            the pause that it asks for is kept.

    Yields:
        A report with its page, or the error: `InputError` (fix what was given), `ItemError`
        (this item is skipped), `SourceError` (the whole source refuses). Nothing is raised.
    """
    limits = settings or Settings()
    if isinstance(source, str | os.PathLike):
        name = os.fspath(source)
        if not name.strip():
            error = InputError("an empty name: give a file, a folder, an address or -")
            yield Gathered(source="''", error=error)
        elif name == "-":
            yield from _stream(sys.stdin.buffer, "-", limits, published)
        elif isinstance(source, str) and _is_address(name):
            yield from _address(name, limits, published, client)
        else:
            yield from _path(Path(name), limits, published)
    else:
        named = getattr(source, "name", None)
        name = named if isinstance(named, str) else "stream"
        yield from _stream(source, name, limits, published)


def _is_address(name: str) -> bool:
    return "://" in name[:12]


def _shown(path: Path) -> str:
    """Return the path as text that can be written out, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _path(path: Path, settings: Settings, published: dt.date | None) -> Iterator[Gathered]:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield _failed(path, InputError("is not there: check the path"))
    except (OSError, ValueError) as error:
        yield _failed(path, InputError(f"cannot be looked at: {_why(error)}"))
    else:
        if stat.S_ISDIR(mode):
            yield from _folder(path, settings, published)
        else:
            yield from _file(path, settings, published)


def _failed(path: Path, error: DatelineError) -> Gathered:
    name = _shown(path)
    return Gathered(name, error=type(error)(f"{name}: {error}"))


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def _folder(path: Path, settings: Settings, published: dt.date | None) -> Iterator[Gathered]:
    """Read a folder in order of names; hidden files are left out, loops are not followed."""
    count = good = 0
    for item in _walk(path):
        count += 1
        if isinstance(item, Gathered):
            yield item
            continue
        for gathered in _file(item, settings, published, listed=True):
            good += gathered.error is None
            yield gathered
    if not good:
        told = "nothing in it" if not count else f"none of its {count} files"
        error = SourceError(f"{told} could be read: it needs .txt, .html or .jsonl files")
        yield _failed(path, error)


def _walk(top: Path) -> Iterator[Path | Gathered]:
    pending = [top]
    seen: set[tuple[int, int]] = set()
    while pending:
        path = pending.pop()
        try:
            facts = path.stat()
            if not stat.S_ISDIR(facts.st_mode):
                yield path
                continue
            if (facts.st_dev, facts.st_ino) in seen:
                continue  # a link back into what was read already
            seen.add((facts.st_dev, facts.st_ino))
            inside = sorted(path.iterdir(), key=lambda p: p.name)
        except OSError as error:
            yield _failed(path, ItemError(f"cannot be read: {_why(error)}"))
            continue
        pending.extend(p for p in reversed(inside) if not p.name.startswith("."))


def _file(
    path: Path, settings: Settings, published: dt.date | None, *, listed: bool = False
) -> Iterator[Gathered]:
    suffix = path.suffix.lower()
    if listed and suffix and suffix not in TEXT | HTML | LINES:
        error = ItemError(f"is left out: {suffix} is none of .txt, .html, .jsonl")
        yield _failed(path, error)
        return
    try:
        with _opened(path) as file:
            if suffix in LINES:
                yield from _lines(file, b"", _shown(path), settings, published)
            elif suffix in TEXT | HTML:
                yield _one(file, _shown(path), suffix, settings, published)
            else:
                yield from _stream(file, _shown(path), settings, published)
    except ItemError as error:
        yield _failed(path, error)
    except OSError as error:
        yield _failed(path, ItemError(f"cannot be read: {_why(error)}"))


def _opened(path: Path) -> IO[bytes]:
    """Open a regular file; a pipe or device is refused without waiting for it.

    Raises:
        ItemError: it is no regular file.
        OSError: it cannot be opened.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags)
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        kind = "a pipe" if stat.S_ISFIFO(mode) else "a folder" if stat.S_ISDIR(mode) else "a device"
        raise ItemError(f"is {kind}, not a file: pipe it into `-` (standard input) instead")
    return os.fdopen(handle, "rb")


def _one(
    file: IO[bytes], name: str, suffix: str, settings: Settings, published: dt.date | None
) -> Gathered:
    try:
        size = os.fstat(file.fileno()).st_size
        if size > settings.max_bytes:
            raise _too_big(size, settings)
        data = file.read(settings.max_bytes + 1)
        if len(data) > settings.max_bytes:
            raise _too_big(len(data), settings)
        kind = "text/html" if suffix in HTML else "text/plain"
        return gathered_page(data, name, kind, published=published)
    except ItemError as error:
        return _named(name, error)


def _too_big(size: int, settings: Settings) -> ItemError:
    return ItemError(
        f"is over the limit of {settings.max_bytes:,} bytes (it has {size:,} or more): "
        "split it, or raise max_bytes"
    )


def _named(name: str, error: ItemError) -> Gathered:
    told = str(error)
    return Gathered(name, error=ItemError(told if told.startswith(name) else f"{name}: {told}"))


def gathered_page(
    data: bytes,
    name: str,
    media_type: str | None,
    *,
    published: dt.date | None = None,
    page: Page | None = None,
    charset: str | None = None,
) -> Gathered:
    """Return the report of one page's bytes, as HTML or plain text.

    Args:
        data: the bytes.
        name: what to call the source.
        media_type: `text/html`, `text/plain`; None to find out. HTML by its name or header that
            holds no markup is read as text; a text is never taken for markup.
        published: day of publication that the user gives.
        page: the page as fetched; default one of `data`.
        charset: as the server declared it.

    Raises:
        ItemError: there is nothing to read.
    """
    refuse_binary(data)
    decoded = decode(data, declared=charset)
    markup = media_type in {"text/html", "application/xhtml+xml"} and "<" in decoded.text
    if media_type is None:
        markup = looks_like_html(decoded.text)
    kind = "text/html" if markup else "text/plain"
    page = page or page_of(data, name, kind)
    url = page.source if _is_address(page.source) else None
    report: Report
    if markup:
        report = report_from_html(
            decoded.text, page, published=published, url=url, doubts=decoded.doubts
        )
    else:
        report = report_from_page_text(
            decoded.text, page, published=published, url=url, doubts=decoded.doubts
        )
    if report.source != name:
        report = msgspec.structs.replace(report, source=name)  # as given, before any redirect
    return Gathered(name, report, page)


def _stream(
    stream: Readable, name: str, settings: Settings, published: dt.date | None
) -> Iterator[Gathered]:
    """Read a stream of an unknown kind: JSON Lines if its first line is a document, else a page."""
    try:
        head = _read(stream, _SNIFF_BYTES)
        if _looks_like_lines(head):
            yield from _lines(stream, head, name, settings, published)
            return
        rest = _read(stream, max(settings.max_bytes + 1 - len(head), 0))
        data = head + rest
        if len(data) > settings.max_bytes:
            raise _too_big(len(data), settings)
        yield gathered_page(data, name, None, published=published)
    except ItemError as error:
        yield _named(name, error)
    except OSError as error:
        yield _named(name, ItemError(f"cannot be read: {_why(error)}"))


def _read(stream: Readable, size: int) -> bytes:
    """Read up to `size` bytes however short the stream's own reads are."""
    parts: list[bytes] = []
    while size > 0 and (part := stream.read(min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _looks_like_lines(head: bytes) -> bool:
    line = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return line.startswith(b"{") and b'"text"' in line


def _lines(
    stream: Readable,
    head: bytes,
    name: str,
    settings: Settings,
    published: dt.date | None,
) -> Iterator[Gathered]:
    """Yield the documents of a JSON Lines file, one line in memory at a time."""
    count = 0
    for number, line in _numbered(stream, head, settings.max_bytes):
        where = f"{name}, line {number}"
        if line is not None and not line.strip():
            continue
        count += 1
        if line is None:
            limit = f"{settings.max_bytes:,}"
            yield _named(where, ItemError(f"is over the limit of {limit} bytes a document"))
            continue
        try:
            report, page = report_from_document(_object(line, where), where, published=published)
        except ItemError as error:
            yield _named(where, error)
        else:
            yield Gathered(report.source, report, page)
    if not count:
        yield _named(name, ItemError("is empty: there is nothing to read"))


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        read: Any = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ItemError(f"{where}: is not JSON: {error}") from error
    if not isinstance(read, dict):
        raise ItemError(f'{where}: is no object with a key "text"')
    return read


def _numbered(stream: Readable, head: bytes, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield lines with their numbers; None for a line over `limit`, which is read past."""
    held = head.removeprefix(b"\xef\xbb\xbf")
    first, number, over = True, 1, False
    while True:
        *whole, held = held.split(b"\n")
        for line in whole:
            yield number, None if over else line
            over = False
            number += 1
        if len(held) > limit:
            held, over = b"", True
        more = stream.read(1 << 16)
        if first and not head:
            more = more.removeprefix(b"\xef\xbb\xbf")
        first = False
        if not more:
            break
        held = (b"" if over and b"\n" not in more else held) + more
    if held or over:
        yield number, None if over else held


def _address(
    url: str, settings: Settings, published: dt.date | None, client: Client | None
) -> Iterator[Gathered]:
    from dateline.gather.fetch import charset_of, fetch

    try:
        page = fetch(url, settings=settings, client=client)
        if page.media_type in {"application/x-ndjson", "application/jsonl"}:
            yield from _lines(io.BytesIO(page.data), b"", url, settings, published)
            return
        yield gathered_page(
            page.data,
            url,
            page.media_type
            if page.media_type.startswith(("text/html", "application/xhtml"))
            else None,
            published=published,
            page=page,
            charset=charset_of(page),
        )
    except ItemError as error:
        yield _named(url, error)
    except DatelineError as error:
        yield Gathered(url, error=error)
