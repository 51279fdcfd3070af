"""Texts that parties invoke, as data: resolutions by number, agreements by the forms of their name.

Where several agreements share a name ("Algiers Agreement"), year and subject are left open.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Years whose resolutions on conflicts all stand in the table: there alone "the only one" is known.
COMPLETE = range(1991, 2015)


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution of the Security Council or the General Assembly.

    Attributes:
        number: as printed after "Resolution".
        year: of adoption.
        subject: the conflict or matter; "Middle East" where the Council's own list says no more.
        confirmed: whether number, year and matter were held against the Council's list.
    """

    number: str
    year: int
    subject: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement, treaty, charter, sanctions act or case before an international court.

    Attributes:
        name: under which it is kept.
        kind: agreement, treaty, charter, sanctions or case.
        year: None where several bear the name.
        subject: conflict or matter; empty where several bear the name.
        forms: how it is printed.
    """

    name: str
    kind: str
    year: int | None
    subject: str
    forms: tuple[str, ...]


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__name__).joinpath(name).read_text("utf-8").splitlines()))


@cache
def security_council() -> dict[str, Resolution]:
    """Return the Security Council's resolutions on conflicts, by number."""
    return _resolutions("security_council.csv")


@cache
def general_assembly() -> dict[str, Resolution]:
    """Return the General Assembly's resolutions that parties to conflicts invoke, by number."""
    return _resolutions("general_assembly.csv")


def _resolutions(name: str) -> dict[str, Resolution]:
    return {
        r["number"]: Resolution(
            r["number"], int(r["year"]), r["subject"], r.get("confirmed") == "yes"
        )
        for r in _rows(name)
    }


@cache
def agreements() -> tuple[Agreement, ...]:
    """Return the agreements and treaties."""
    return tuple(
        Agreement(
            name=r["name"],
            kind=r["kind"],
            year=int(r["year"]) if r["year"] else None,
            subject=r["subject"],
            forms=tuple(r["forms"].split("|")),
        )
        for r in _rows("agreements.csv")
    )
