"""Bytes to text: what kind of thing it is, which encoding, and what is doubtful about it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import ItemError
from dateline.model import Doubt

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", "save its text as .txt first"),
    (b"PK\x03\x04", "a ZIP archive or office document", "unpack it, or save it as .txt or .html"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first (gunzip)"),
    (b"BZh", "a bzip2 archive", "unpack it first (bunzip2)"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first (unxz)"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first (unzstd)"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a PNG image", "give the text that goes with it"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text that goes with it"),
    (b"GIF8", "a GIF image", "give the text that goes with it"),
    (b"II*\x00", "a TIFF image", "give the text that goes with it"),
    (b"MM\x00*", "a TIFF image", "give the text that goes with it"),
    (b"RIFF", "an image, sound or film file", "give the text that goes with it"),
    (b"OggS", "a sound or film file", "give a transcript"),
    (b"ID3", "a sound file", "give a transcript"),
    (b"\x1aE\xdf\xa3", "a film file", "give a transcript"),
    (b"SQLite format 3", "an SQLite database", "name it with --store"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as .txt or .html"),
    (b"{\\rtf", "an RTF document", "save it as .txt or .html"),
    (b"\x7fELF", "a program", "give a text, a web page or JSON Lines"),
    (b"MZ\x90", "a program", "give a text, a web page or JSON Lines"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
# UTF-8 read as cp1252 and saved again: â€™ for a quotation mark, Ã© for é, Â before a space.
_MOJIBAKE = re.compile("â€[\u0080-\u2122]|Ã[\u0080-\u00bf\u0192\u201a-\u2122]|Â[\u00a0-\u00bf]")
_SNIFF_BYTES = 4096
_BINARY_SHARE = 0.05
"""Share of control characters in the first bytes above which a file is no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with what is doubtful about how it was decoded."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def refuse_binary(data: bytes) -> None:
    """Raise where `data` is not text.

    Raises:
        ItemError: it is empty, or a document, archive, image or program; says which and what to
            do about it.
    """
    if not data.strip():
        raise ItemError("is empty: there is nothing to read")
    for magic, kind, remedy in _MAGIC:
        if data.startswith(magic):
            raise ItemError(f"is {kind}, not text: {remedy}")
    if data[4:8] == b"ftyp":
        raise ItemError("is a film or sound file, not text: give a transcript")
    head = data[:_SNIFF_BYTES]
    if any(head.startswith(bom) for bom, _ in _BOMS) or _wide(head):
        return
    odd = sum(byte < 9 or 14 <= byte < 27 or 28 <= byte < 32 for byte in head)
    if odd > _BINARY_SHARE * len(head) or b"\x00" in data:
        raise ItemError("is binary, not text: give a text, a web page or JSON Lines")


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return `data` as text.

    A byte order mark decides; then the charset that the server or page declares, if the bytes
    bear it out; then UTF-8; then a guess, which is a doubt.

    Args:
        data: text that `refuse_binary` let pass.
        declared: the charset of the Content-Type header.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _decoded(data, name)
    if name_wide := _wide(data[:_SNIFF_BYTES]):
        return _decoded(data, name_wide, _guessed(name_wide))
    utf8 = _strict(data, "utf-8")
    named = declared or _meta_charset(data)
    if utf8 is not None and not (named and _codec(named) in {"utf-16", "utf-32", "iso2022_jp"}):
        # Bytes that are valid UTF-8 with letters beyond ASCII are UTF-8, whatever is declared.
        return Decoded(utf8, "utf-8", _mojibake(utf8))
    if named and (codec := _codec(named)) and codec != "utf-8":
        text = _strict(data, codec)
        if text is not None:
            return Decoded(text, codec, _mojibake(text))
    if _mostly_utf8(data):
        return _decoded(data, "utf-8")
    return _guess(data)


def _guess(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[: 1 << 18]).best()
    name = best.encoding if best else "cp1252"
    return _decoded(data, name, _guessed(name))


def _guessed(name: str) -> Doubt:
    return Doubt(
        kind="encoding_guessed",
        note=f"no encoding was declared and it is not UTF-8: read as {name}",
    )


def _decoded(data: bytes, name: str, *doubts: Doubt) -> Decoded:
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    if lost:
        broken = Doubt(
            kind="encoding_broken",
            note=f"{lost} characters could not be read as {name} and stand as \ufffd",
        )
        doubts = (*doubts, broken)
    return Decoded(text, name, (*doubts, *_mojibake(text)))


def _mojibake(text: str) -> tuple[Doubt, ...]:
    found = _MOJIBAKE.findall(text)
    if len(found) < 2:
        return ()
    note = f"looks decoded wrongly before it came here: {len(found)} times the like of {found[0]!r}"
    return (Doubt(kind="mojibake", note=note),)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether most bytes beyond ASCII make UTF-8 (a file cut off, a splice)."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(ch > "\x7f" for ch in text) - bad
    return bad <= 2 and good >= bad if len(data) < 2000 else bad <= 0.02 * good


def _wide(head: bytes) -> str | None:
    """Tell UTF-16 without a mark: zeros in every other byte only, and letters when decoded."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if bool(even) == bool(odd) or max(even, odd) < 0.03 * len(head):
        return None
    name = "utf-16-be" if even else "utf-16-le"
    text = _strict(head[: len(head) // 2 * 2], name)
    if text is None or not all(ch.isprintable() or ch.isspace() for ch in text):
        return None
    return name if sum(ch < "\u0800" for ch in text) > 0.5 * len(text) else None


def _meta_charset(data: bytes) -> str | None:
    found = _META_CHARSET.search(data[:_SNIFF_BYTES]) or _XML_CHARSET.search(data[:_SNIFF_BYTES])
    return found.group(1).decode("ascii") if found else None


def _codec(name: str) -> str | None:
    """Return Python's name of a text codec; latin-1 is read as cp1252, as browsers do."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return "cp1252" if found.name in {"iso8859-1", "ascii"} else found.name
