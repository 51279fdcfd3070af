"""Who is credited: agencies in credit lines and datelines, never in running text."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import tomli

_DATELINE = re.compile(
    r"\A(?P<place>[^\W\d_a-z](?:[^().;:!?\n]|(?<=[A-Z][a-z][a-z])\.|(?<=Sept)\.){1,70}?[.,]?)\s*[(/](?P<credit>[^()/\n]{2,40})[)/]\.?\s*"
    r"(?:[-–—:_]{1,2}(?:\s|\Z)|(?=[A-Z\"“‘']))"
)
_UNMARKED = re.compile(
    r"\A(?P<place>[^\W\d_a-z][\w’'. /-]{2,40}), "
    r"(?P<credit>[^\W\d_a-z][\w .'’-]{1,30}?) ?[-–—]{1,2}\s"
)
_MONTH_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}\b|"
    r"\b\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)",
    re.IGNORECASE,
)
_SHAPE = (
    r"(?:(?:The )?(?-i:[A-ZÀ-Þ])[\w’'.-]+ ){1,4}"
    r"(?:News Agency|Press Agency|News Service|Newswire|Agency|Wire Service|News Wire)"
)


@cache
def agencies() -> dict[str, str]:
    """Return every printed form of an agency with its full name."""
    data = resources.files("dateline.gather").joinpath("agencies.toml").read_text("utf-8")
    register: dict[str, list[str]] = tomli.loads(data)["agencies"]
    forms = {name: name for name in register}
    for name, aliases in register.items():
        forms |= dict.fromkeys(aliases, name)
    return forms


@cache
def agency_pattern() -> str:
    """Return a regular expression that matches an agency in a credit line, case and all."""
    known = sorted(agencies(), key=len, reverse=True)
    upper = sorted({a.upper() for a in known} - set(known), key=len, reverse=True)
    return f"(?-i:{'|'.join(map(re.escape, known + upper))})|{_SHAPE}"


@cache
def _finder() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{agency_pattern()})(?!\w)", re.IGNORECASE)


def full_name(printed: str) -> str:
    """Return the register's name of an agency, or the name as printed where it has none."""
    name = " ".join(printed.split()).strip(" .,;:()[]/")
    forms = agencies()
    if name in forms:
        return forms[name]
    folded = {form.upper(): full for form, full in forms.items()}
    return folded.get(name.upper(), name) if len(name) > 3 else name


def agencies_in(line: str) -> list[str]:
    """Return the full names of the agencies that a credit line names, in order."""
    return list(dict.fromkeys(full_name(m.group()) for m in _finder().finditer(line)))


def dateline_agency(text: str, known: tuple[str, ...] = ()) -> str | None:
    """Return the agency credited in a dateline: `BEIRUT, Dec 1 (Meridian) - ...`.

    The dateline stays in the text. A name that no register knows counts only behind a date, so
    that `Hayat Tahrir al-Sham (HTS) - the group` is no credit.

    Args:
        text: the body, from its first word.
        known: names from elsewhere on the page (the publisher) that a short form may stand for.
    """
    head = text[:200]
    if found := _DATELINE.match(head):
        credit = found["credit"].strip()
        name = _known(credit, known)
        if name:
            return name
        if _MONTH_DAY.search(found["place"]) and credit[:1].isupper() and len(credit.split()) <= 4:
            return full_name(credit)
    if (found := _UNMARKED.match(head)) and (name := _known(found["credit"], known)):
        return name
    return None


def _known(credit: str, known: tuple[str, ...]) -> str | None:
    forms = agencies()
    if credit in forms:
        return forms[credit]
    wanted = credit.casefold()
    return next(
        (n for n in known if n.casefold() == wanted or n.casefold().startswith(wanted + " ")), None
    )
