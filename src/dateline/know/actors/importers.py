"""Reads other people's lists of actors into rows of the register's own tables.

One rule: a row says what its list says and no more; what cannot be placed (no country, no name)
is left out and counted. Dictionaries of PETRARCH and TABARI, UCDP's actor list, CSV and TOML.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli

from dateline.errors import InputError
from dateline.know.actors.entry import KINDS, SECTORS, SUPRANATIONAL
from dateline.know.actors.keys import words
from dateline.know.actors.register import ENTRY_COLUMNS, Register

Cells = dict[str, str]
"""A row by column, as the tables have it; several values parted by `;`."""

READERS = ("petrarch", "ucdp", "table", "toml")
"""Kinds of list that are understood."""

_CODED = re.compile(r"^(?P<name>[^\[\]{}]*?)\s*(?:\{[^}]*\})?\s*(?:\[(?P<code>[^\]]*)\])?\s*$")
_DATED = re.compile(r"^(?P<code>[A-Z]{3,15})\s*(?P<when>[<>]?\s*[\d-]*)$")
_OF_SECTOR = {
    "MIL": "army",
    "GOV": "government",
    "REB": "armed group",
    "INS": "armed group",
    "SEP": "armed group",
    "UAF": "armed group",
    "COP": "police",
    "SPY": "agency",
    "JUD": "court",
    "LEG": "parliament",
    "PTY": "party",
    "OPP": "party",
    "MED": "media",
    "BUS": "company",
    "MNC": "company",
    "NGO": "ngo",
    "IGO": "igo",
}
_LIKE = {"INS": "REB", "SEP": "REB", "ELI": "GOV", "HRI": "NGO", "DIS": "REB", "MOD": "OPP"}
"""Older codes of CAMEO, and the PLOVER sector that took their place."""
_SECTOR = {
    "armed group": "REB",
    "militia": "PAR",
    "army": "MIL",
    "police": "COP",
    "party": "PTY",
    "ngo": "NGO",
    "igo": "IGO",
    "media": "MED",
    "company": "BUS",
    "court": "JUD",
}
"""Sector of a kind, where a list does not tell it."""


def kind_of(path: Path) -> str:
    """Tell which kind of list a file is, by its ending and its first lines.

    Raises:
        InputError: it cannot be read or is none that is known.
    """
    if path.suffix == ".toml":
        return "toml"
    lines = _text(path).splitlines()
    first = next((line for line in lines if line.strip()), "").lower()
    if "actorid" in first or "actor_id" in first:
        return "ucdp"
    if "name" in first.split(",") or "id" in first.split(","):
        return "table"
    if any(re.search(r"\[[A-Z]{3}", line) for line in lines[:400]):
        return "petrarch"
    raise InputError(
        f"{path} is no list of actors that is known: give --kind {', '.join(READERS)}, "
        "or a CSV with the columns id or name, country, kind"
    )


def rows_of(path: Path, kind: str, register: Register) -> Iterator[Cells | None]:
    """Yield a row for each actor of a list; None for one that cannot be placed.

    Args:
        path: the file.
        kind: one of `READERS`.
        register: tells countries.

    Raises:
        InputError: the file is not of this kind.
    """
    reader = {"petrarch": _petrarch, "ucdp": _ucdp, "table": _table, "toml": _toml}[kind]
    seen: set[str] = set()
    for row in reader(path, register):
        placed = _placed(row, register)
        if placed is not None:
            number, base = 2, placed["id"]
            while placed["id"] in seen:  # one name under several codes, by date
                placed["id"], number = f"{base}_{number}", number + 1
            seen.add(placed["id"])
        yield placed


def _placed(row: Cells, register: Register) -> Cells | None:
    """Return a row with what the tables need of it; None where it has no name or country."""
    name = row.get("name", "").strip()
    prefix = row.get("id", "").split(".")[0].upper()
    country = row.get("country", "").strip() or ("IGO" if prefix == "INT" else prefix)
    code = register.iso3(country) or (country if country in SUPRANATIONAL else None)
    if not name or code is None:
        return None
    kind = row.get("kind") or "armed group"
    sector = row.get("sector") or _SECTOR.get(kind, "GOV")
    if kind not in KINDS or sector not in SECTORS:
        bad = kind if kind not in KINDS else sector
        allowed = ", ".join(sorted(KINDS if kind not in KINDS else SECTORS))
        raise InputError(f"actor {name!r}: {bad!r} is unknown; allowed: {allowed}")
    head = "int" if code == "IGO" else code.lower()
    identity = row.get("id") or f"{head}.{'_'.join(words(name))}"
    made = {"id": identity, "country": code, "kind": kind, "sector": sector, "name": name}
    return {c: v for c in ENTRY_COLUMNS if (v := {**row, **made}.get(c, "").strip())}


# --- PETRARCH ---------------------------------------------------------------------------------


def _petrarch(path: Path, register: Register) -> Iterator[Cells]:
    """Yield the actors of a PETRARCH (or TABARI) dictionary, one for each dated code."""
    del register
    name, aliases, codes = "", [], list[str]()
    for line in _text(path).splitlines():
        plain = re.split(r"[;#]", line, maxsplit=1)[0].rstrip()
        if not plain or plain.startswith("<"):
            continue
        said = _CODED.match(plain.strip())
        if said is None:
            continue
        if plain.startswith("+"):
            aliases.append(_printed(said["name"][1:]))
        elif not said["name"]:
            codes.append(said["code"] or "")
        else:
            yield from _told(name, aliases, codes)
            name, aliases = _printed(said["name"]), []
            codes = [said["code"]] if said["code"] else []
    yield from _told(name, aliases, codes)


def _told(name: str, aliases: list[str], codes: list[str]) -> Iterator[Cells]:
    for coded in codes:
        said = _DATED.match(coded.strip())
        if not name or said is None:
            continue
        code = said["code"]
        country, rest = code[:3], [code[i : i + 3] for i in range(3, len(code), 3)]
        role = next((r for r in rest if r in _OF_SECTOR or r in _LIKE), "")
        sector = _LIKE.get(role, role)
        if country in SUPRANATIONAL and not sector:
            sector = country
        first, last = _days(said["when"])
        yield {
            "name": name, "aliases": ";".join(aliases), "country": country, "from": first,
            "to": last, "sector": sector or "GOV",
            "kind": _OF_SECTOR.get(role, _OF_SECTOR.get(sector, "government")),
        }  # fmt: skip


def _printed(coded: str) -> str:
    """Return a name of a dictionary as one prints it ("ABU_SAYYAF_" is Abu Sayyaf)."""
    text = coded.replace("_", " ").strip()
    return text if len(text) <= 4 and " " not in text else text.title()


def _days(when: str) -> tuple[str, str]:
    """Return first and last day of "010203-040506", "<2001", ">20010203"."""
    plain = when.replace(" ", "")
    if plain.startswith("<"):
        return "", _day(plain[1:])
    if plain.startswith(">"):
        return _day(plain[1:]), ""
    first, _, last = plain.partition("-")
    return _day(first), _day(last)


def _day(digits: str) -> str:
    if len(digits) == 6 and "01" <= digits[2:4] <= "12" and "01" <= digits[4:] <= "31":
        digits = ("19" if digits[:2] > "50" else "20") + digits  # YYMMDD, as the manual has it
    if len(digits) not in {4, 6, 8}:
        return ""
    return "-".join(part for part in (digits[:4], digits[4:6], digits[6:8]) if part)


# --- UCDP, CSV, TOML --------------------------------------------------------------------------


def _ucdp(path: Path, register: Register) -> Iterator[Cells]:
    """Yield the actors of UCDP's actor list; governments are in the register already."""
    by_name = {n.lower(): c.iso3 for c in register.countries.values() for n in (c.name, *c.names)}
    for raw in _csv(path):
        row = {k.lower().replace("_", ""): v for k, v in raw.items()}
        names = [
            row.get(c, "").strip() for c in ("namefull", "namedata", "nameorig", "namedatafull")
        ]
        known = list(dict.fromkeys(n for n in names if n and n != "-9"))
        if not known or known[0].lower().startswith("government of"):
            yield {}
            continue
        place = re.split(r"[,;(]", row.get("location", ""))[0].strip().lower()
        yield {
            "name": known[0], "aliases": ";".join(known[1:]),
            "country": by_name.get(place, ""), "kind": "armed group", "sector": "REB",
        }  # fmt: skip


def _table(path: Path, register: Register) -> Iterator[Cells]:
    del register
    for row in _csv(path):
        _known_columns(path, row)
        yield {k: v for k, v in row.items() if v}


def _toml(path: Path, register: Register) -> Iterator[Cells]:
    """Yield the `[[actor]]` tables of a TOML file; several values are a list."""
    del register
    try:
        told: Any = tomli.loads(_text(path)).get("actor", [])
    except tomli.TOMLDecodeError as error:
        raise InputError(f"{path} is no TOML: {error}") from error
    for actor in told if isinstance(told, list) else []:
        row = {
            k: ";".join(map(str, v)) if isinstance(v, list) else str(v) for k, v in actor.items()
        }
        _known_columns(path, row)
        yield row


def _known_columns(path: Path, row: Cells) -> None:
    for column in row:
        if column not in ENTRY_COLUMNS:
            raise InputError(
                f"{path}: unknown column {column!r}; known: {', '.join(ENTRY_COLUMNS)}"
            )


def _csv(path: Path) -> Iterator[Cells]:
    for row in csv.DictReader(_text(path).splitlines()):
        yield {k: v or "" for k, v in row.items() if k is not None and isinstance(v, str | None)}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): check the path") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is no UTF-8 text: {error}") from error
