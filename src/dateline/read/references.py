"""References to texts: resolutions, agreements, treaties and articles, found by their wording."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.know.keywords import Haystack, Sieve
from dateline.know.texts import (
    COMPLETE,
    Agreement,
    agreements,
    general_assembly,
    security_council,
)
from dateline.model import Reference, Span

COUNCIL = "UN Security Council"
ASSEMBLY = "UN General Assembly"

_RESOLUTION = re.compile(
    r"(?:(?P<body>(?:U\.?N\.?\s+|United Nations\s+)?(?:Security Council|General Assembly)|UNSC|UNGA"
    r"|U\.?N\.?)(?:['’]s)?\s+)?"
    r"(?:(?P<short>UNSCR|UNGAR|S/RES/|A/RES/)\s*|(?P<word>[Rr]esolutions?),?\s+(?:(?:[Nn]o\.?|[Nn]umbers?)\s*)?)"
    r"(?P<numbers>(?:ES-)?\d{1,4}(?:/\d{1,4})?(?:\s*\((?:19|20)\d\d\))?"
    r"(?:(?:\s*,\s*|\s+and\s+|\s*,\s+and\s+)(?:ES-)?\d{2,4}(?:/\d{1,4})?(?:\s*\((?:19|20)\d\d\))?)*)"
)
_NUMBER = re.compile(r"(?P<number>(?:ES-)?\d{1,4}(?:/\d{1,4})?)(?:\s*\((?P<year>(?:19|20)\d\d)\))?")
_ARTICLE = re.compile(
    r"\b(?P<word>Article|Chapter|Articles|common Article|Common Article)\s+"
    r"(?P<number>\d{1,3}|[IVX]{1,4})(?:\(\d+\))?\s+(?:of|to)\s+the\s+"
    r"(?P<text>(?:U\.?N\.?|United Nations)\s+Charter|Charter of the United Nations"
    r"|(?:First |Second |Third |Fourth )?Geneva Conventions?|Genocide Convention|Rome Statute"
    r"|North Atlantic Treaty)"
)

_BARE = re.compile(
    r"\bChapter\s+(?P<chapter>VI|VII|VIII)\b|\b[Cc]ommon\s+(?P<common>Article\s+3)\b"
    r"|\bArticle\s+(?P<article>2\(4\)|4|5|51)(?![\d(])"
)
_CHARTER, _CONVENTIONS, _ALLIANCE = (
    "Charter of the United Nations", "Geneva Conventions", "North Atlantic Treaty",
)  # fmt: skip
# Under the name of the region stand missions in Lebanon and on the Golan, Syria and Yemen.
_REGION = "Middle East"
_REGIONAL = re.compile(r"\b(?:Middle East|Leban|Syria|Golan|Yemen|Israel)")
_KNOWN_ARTICLES = {"2(4)": _CHARTER, "51": _CHARTER, "4": _ALLIANCE, "5": _ALLIANCE}
_COMPANY = {
    _CHARTER: re.compile(r"self-defen[cs]e|U\.?N\.? Charter|use of force|Security Council"),
    _ALLIANCE: re.compile(r"\bNATO\b|\bNato\b|North Atlantic|the alliance"),
}
_YEAR = re.compile(
    r"\b[Tt]he\s+(?P<year>(?:19|20)\d\d)\s+(?:(?:U\.?N\.?|Security\s+Council|United\s+Nations)\s+)*"
    r"resolution\b|\b[Tt]he\s+(?:(?:U\.?N\.?|Security\s+Council|United\s+Nations)\s+)*resolution\s+"
    r"(?:of|adopted\s+in|passed\s+in)\s+(?P<after>(?:19|20)\d\d)\b"
)


def find_references(text: str, *, hay: Haystack | None = None) -> tuple[Reference, ...]:
    """Find the resolutions, agreements, treaties and articles that `text` names, in order.

    A resolution's year is the one printed with it, otherwise the register's; a resolution that
    the register does not know keeps its number. Nothing is found for a bare number.

    Args:
        text: the text as printed.
        hay: the same, where expressions were looked for in it before.
    """
    folded = text.lower()  # most texts have none of these words, and no expression is run on them
    resolutions = any(word in folded for word in ("resolution", "unscr", "ungar", "/res/"))
    articles = "article" in folded or "chapter" in folded
    found: list[Reference] = list(_resolutions(text)) if resolutions else []
    found += _articles(text) if articles else ()
    named = [r for r in _agreements(text, folded, hay or Haystack(text)) if not _taken(r, found)]
    found += named
    if articles:
        found += [r for r in _bare_articles(text, found) if not _taken(r, found)]
    if resolutions:
        found += [r for r in _by_year(text, found) if not _taken(r, found)]
    return tuple(sorted(found, key=lambda r: r.span or (0, 0)))


def _taken(reference: Reference, found: list[Reference]) -> bool:
    return reference.span is None or _overlaps(reference.span, [r.span for r in found if r.span])


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _resolutions(text: str) -> Iterator[Reference]:
    for match in _RESOLUTION.finditer(text):
        said = f"{match['body'] or ''} {match['short'] or ''}"
        several = list(_NUMBER.finditer(text, *match.span("numbers")))
        for place, number in enumerate(several):
            reference = _resolution(said, number["number"], number["year"])
            if reference is None:
                continue
            start = match.start() if place == 0 else number.start()
            yield Reference(
                kind=reference.kind,
                body=reference.body,
                number=reference.number,
                year=reference.year,
                name=reference.name,
                span=(start, number.end()),
            )


def _resolution(said: str, number: str, year: str | None) -> Reference | None:
    """Return what a number stands for, given the body that is printed with it."""
    assembly = "Assembly" in said or "UNGA" in said or "A/RES" in said or not number.isdigit()
    register = general_assembly() if assembly else security_council()
    known = register.get(number)
    printed = int(year) if year else None
    if known is not None and printed is not None and printed != known.year:
        known = None
    if known is None and not said.strip() and printed is None:
        return None  # "Resolution 12" of who knows what parliament
    return Reference(
        kind="un_resolution",
        body=ASSEMBLY if assembly else COUNCIL,
        number=number,
        year=printed or (known.year if known else None),
        name=known.subject if known else None,
    )


def _articles(text: str) -> Iterator[Reference]:
    for match in _ARTICLE.finditer(text):
        name = _canonical(match["text"])
        yield Reference(
            kind="article",
            number=match["number"],
            name=name,
            span=match.span(),
        )


def _bare_articles(text: str, found: list[Reference]) -> Iterator[Reference]:
    """Yield articles without their text beside them, where only one text can be meant."""
    charters = {r.name for r in found if r.kind in {"charter", "treaty"}}
    for match in _BARE.finditer(text):
        if match["chapter"]:
            yield Reference(
                kind="article", number=match["chapter"], name=_CHARTER, span=match.span()
            )
        elif match["common"]:
            yield Reference(kind="article", number="3", name=_CONVENTIONS, span=match.span())
        else:
            number = match["article"]
            name = _KNOWN_ARTICLES.get(number)
            near = text[max(0, match.start() - 200) : match.end() + 200]
            told = name is not None and (name in charters or bool(_COMPANY[name].search(near)))
            if told:
                yield Reference(kind="article", number=number, name=name, span=match.span())


def _by_year(text: str, found: list[Reference]) -> Iterator[Reference]:
    """Yield "the 2015 resolution" where one resolution alone can be meant.

    The one of that year that the text names by its number, otherwise the only one of that year
    on the conflict that another reference, or the text itself, names, in years that the table
    holds whole.
    """
    by_number = {r.number: r for r in found if r.kind == "un_resolution"}
    for match in _YEAR.finditer(text):
        year = int(match["year"] or match["after"])
        here = [r for r in by_number.values() if r.year == year]
        if not here and year in COMPLETE:
            here = [
                Reference(
                    kind="un_resolution", body=COUNCIL, number=k.number, year=k.year, name=k.subject
                )
                for k in security_council().values()
                if k.year == year and _concerns(k.subject, text)
            ]
        if len(here) == 1:
            yield Reference(
                kind="un_resolution",
                body=here[0].body,
                number=here[0].number,
                year=year,
                name=here[0].name,
                span=match.span(),
            )


def _concerns(subject: str, text: str) -> bool:
    """Tell whether a text names what a resolution is on, or may be on."""
    if subject == _REGION:
        return _REGIONAL.search(text) is not None
    return re.search(rf"\b{re.escape(subject)}", text) is not None


def _canonical(form: str) -> str:
    for agreement in agreements():
        if form in agreement.forms:
            return agreement.name
    return form


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, Agreement], Sieve]:
    """Return the names of agreements as one expression, what each stands for, and their words."""
    by_form = {form.lower(): a for a in agreements() for form in a.forms}
    longest = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(
        r"\b(?:" + "|".join(re.escape(f) for f in longest) + r")(?!\w)", re.IGNORECASE
    )
    return pattern, by_form, Sieve([(frozenset({form.casefold()}),) for form in by_form])


def _agreements(text: str, folded: str, hay: Haystack) -> Iterator[Reference]:
    pattern, by_form, sieve = _forms()
    forms = list(by_form)
    if not any(forms[number] in folded for number in sieve.passing(hay)):
        return  # looking for each in turn is five times as fast as for all at once
    for match in pattern.finditer(text):
        printed = match.group()
        # The name of a town in lower case is no name; "five-point consensus" is printed so.
        if not (printed[0].isupper() or printed[0].isdigit() or "-" in printed):
            continue
        agreement = by_form[printed.lower()]
        yield Reference(
            kind=agreement.kind, year=agreement.year, name=agreement.name, span=match.span()
        )
