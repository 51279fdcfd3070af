"""Tells administrative units by their properties: OCHA's, geoBoundaries', GADM's, OSM's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Literal

Kind = Literal["ocha", "geoboundaries", "gadm"]

_LEVEL: Final = re.compile(r"^adm(?:in)?(\d)_?p?code$")
_GADM: Final = re.compile(r"^gid_(\d)$")
_PEOPLE: Final = (
    "population", "pop", "pop_total", "total_pop", "population_total", "totalpop", "t_tl",
)  # fmt: skip
# Provinces are 4 and districts 6 in most countries (OpenStreetMap's wiki, "Key:admin_level").
_OSM_LEVELS: Final = {"2": 0, "3": 1, "4": 1, "5": 2, "6": 2, "7": 3, "8": 3}


@dataclass(frozen=True, slots=True)
class Told:
    """What a feature says of a unit.

    Attributes:
        kind: of the source.
        id: `kind:code`.
        code: the source's own.
        level: 0 a country, 1 its first-order divisions, 2 theirs.
        names: in order of preference; none where the source has none.
        parent: id of the unit that it is a part of.
        country: alpha-2, as far as the code tells.
        people: how many the source counts in it.
    """

    kind: Kind
    id: str
    code: str
    level: int
    names: tuple[str, ...]
    parent: str | None
    country: str | None
    people: int | None


def unit_of(properties: Mapping[str, Any]) -> Told | None:
    """Return the unit that a feature is, by its properties in lower case; None for none."""
    for told in (_own, _geoboundaries, _gadm, _coded):
        if found := told(properties):
            return found
    return None


def osm_level(tags: Mapping[str, Any]) -> int | None:
    """Return the level of an OpenStreetMap boundary; None where it is none of a country's parts."""
    if tags.get("boundary") != "administrative":
        return None
    return _OSM_LEVELS.get(str(tags.get("admin_level")))


def osm_id(element: Mapping[str, Any], tags: Mapping[str, Any], number: int) -> str:
    """Return the id of an element; one without any goes by its number in the file."""
    key = element.get("id") or tags.get("@id") or tags.get("osm_id") or number
    kind = str(element.get("type") or "")
    return f"osm:{kind[0] if kind in {'node', 'way', 'relation'} else ''}{key}"


def lowered(element: Mapping[str, Any], key: str = "properties") -> dict[str, Any]:
    """Return an element's properties, or tags, by their names in lower case."""
    found = element.get(key)
    return {str(k).lower(): v for k, v in found.items()} if isinstance(found, dict) else {}


def alpha_2(code: str) -> str | None:
    """Return the country that a P-code opens with; a few countries use alpha-3."""
    for size in (3, 2):
        head = code[:size].upper()
        if len(head) == size and head.isalpha() and (found := _alpha_2(head)):
            return found
    return None


def people_of(properties: Mapping[str, Any]) -> int | None:
    """Return how many people a feature counts; None where it counts none."""
    for key in _PEOPLE:
        try:
            number = int(float(str(properties[key]).replace(",", "")))
        except (KeyError, ValueError):
            continue
        return number if number > 0 else None
    return None


def _own(unit: Mapping[str, Any]) -> Told | None:
    if unit.get("level") is None or not unit.get("pcode"):
        return None
    names = [unit.get(k) for k in ("name_en", "name_ref", "name_ar", "name")]
    return _made(
        "ocha", str(unit["pcode"]), int(unit["level"]), names, unit=unit, parent=unit.get("parent")
    )


def _coded(unit: Mapping[str, Any]) -> Told | None:
    """OCHA's common operational datasets: ADM2_PCODE, admin2Name_en and the like."""
    levels = sorted(
        (int(m[1]), key) for key, value in unit.items() if value and (m := _LEVEL.match(key))
    )
    if not levels:
        return None
    level, key = levels[-1]
    parent = next((unit[k] for n, k in reversed(levels) if n == level - 1), None)
    named = re.compile(rf"^adm(?:in)?{level}_?(?:name|ref|alt)?_?(?:alt)?\d*_?[a-z]{{0,3}}$")
    names = [
        value
        for k, value in sorted(unit.items(), key=lambda i: (not i[0].endswith("_en"), i[0]))
        if value and named.match(k) and "code" not in k and not str(value).isdigit()
    ]
    return _made("ocha", str(unit[key]), level, names, unit=unit, parent=parent)


def _geoboundaries(unit: Mapping[str, Any]) -> Told | None:
    code, kind = unit.get("shapeid"), str(unit.get("shapetype") or "").upper()
    if not code or not kind.startswith("ADM") or not kind[3:].isdigit():
        return None
    country = alpha_2(str(unit.get("shapegroup") or unit.get("shapeiso") or ""))
    made = _made(
        "geoboundaries", str(code), int(kind[3:]), [unit.get("shapename")], unit=unit, parent=None
    )
    return replace(made, country=country)


def _gadm(unit: Mapping[str, Any]) -> Told | None:
    levels = sorted((int(m[1]), key) for key, value in unit.items()
                    if value and (m := _GADM.match(key)))  # fmt: skip
    if not levels:
        return None
    level, key = levels[-1]
    parent = unit.get(f"gid_{level - 1}")
    name = unit.get(f"name_{level}") or unit.get("country") or unit.get("name_0")
    more = str(unit.get(f"varname_{level}") or "").split("|")
    names = [name, *more, unit.get(f"nl_name_{level}")]
    names = [n for n in names if n != "NA"]
    return _made("gadm", str(unit[key]), level, names, unit=unit, parent=parent)


def _made(
    kind: Kind,
    code: str,
    level: int,
    names: list[Any],
    *,
    unit: Mapping[str, Any],
    parent: Any,
) -> Told:
    return Told(
        kind=kind,
        id=f"{kind}:{code}",
        code=code,
        level=level,
        names=tuple(dict.fromkeys(str(n) for n in names if n)),
        parent=f"{kind}:{parent}" if parent else None,
        country=alpha_2(code),
        people=people_of(unit),
    )


@cache
def _alpha_2(head: str) -> str | None:
    import pycountry

    found = (
        pycountry.countries.get(alpha_3=head)
        if len(head) == 3
        else pycountry.countries.get(alpha_2=head)
    )
    return str(found.alpha_2) if found else None
