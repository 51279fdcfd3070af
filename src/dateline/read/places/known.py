"""Names that the parser missed and the gazetteer knows.

One rule: what the parser took for a person or a body, or for no name, is a place only where the
words beside it or the report's own countries speak for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dateline.know.gazetteer import Candidate, fold
from dateline.know.gazetteer.build import EMBEDDED, SPELT_ALIKE
from dateline.model.place import PlaceRole
from dateline.read.places.company import after_firm, after_kind, after_locative, before_kind, held
from dateline.read.places.found import Found
from dateline.read.places.names import Names
from dateline.read.places.signs import body_heads, fame

_NAME_LABELS: Final = frozenset({"PER", "PERSON", "ORG", "ORGANISATION", "ORGANIZATION", "MISC",
                                "EVENT", "WORK_OF_ART", "PRODUCT", "NORP", "LAW"})  # fmt: skip


def known_names(
    names: Names, found: dict[int, tuple[int, Found]]
) -> Iterator[tuple[int, int, PlaceRole | None]]:
    """Yield names that are not found yet, with their roles where they are no places proper."""
    covered: set[int] = set()
    for start, (stop, _) in found.items():
        covered.update(range(start, stop))
    said = {fold(names.text[f.span[0] : f.span[1]]) for _, f in found.values() if not f.role}
    behind = 0  # the last name that was found
    for i, namelike in enumerate(names.namelike):
        if not namelike or i < behind or i in covered:
            continue
        end = names.longest_from(i)
        over = names.entity_over(i, i + 1)
        if over and over[0] == i and over[1] - i > 1 and over[2] in _NAME_LABELS and (
            end is None or end < over[1]
        ) and names.variant_of_near(i, over[1]):  # fmt: skip
            end = over[1]
        if end is None or any(k in covered for k in range(i, end)):
            continue
        accepted, role = _accept(names, i, end, said)
        if accepted and not names.never(i, end):
            yield i, end, role
            behind = end


def _accept(names: Names, start: int, end: int, said: set[str]) -> tuple[bool, PlaceRole | None]:
    """Tell whether a known name is taken for a place, and in which role."""
    label = names.taken[start]
    inside = names.entity_over(start, end)
    name = names.name(start, end)
    candidates = names.gazetteer.lookup(name, variants=False)
    weight = max((fame(c) for c in candidates if c.match == "exact"), default=0)
    again = fold(name) in said
    local = _local(names, candidates) or (
        label in _NAME_LABELS and end - start > 1 and names.variant_of_near(start, end)
    )
    if label in {"PER", "PERSON"}:
        whole = inside is not None and (start, end) == inside[:2]
        placed = local or _placed(names, candidates, start, end)
        if whole and placed and not names.personal(start, end):
            return True, None
        return bool(whole and (again or weight >= 2) and after_firm(names.words, start)), None
    if label in _NAME_LABELS and inside is not None:
        if (start, end) == inside[:2]:
            firm = weight >= 1 and after_firm(names.words, start)
            placed = firm or _placed(names, candidates, start, end)
            return weight >= 2 or again or local or placed, None
        ok = (again or weight >= 2) and (end - start > 1 or not names.plain_word(start))
        return ok, "part_of_name"
    if names.capitals:
        near = not names.about or any(c.place.country in names.about for c in candidates)
        told = near and weight >= 1 and after_locative(names.words, start)
        return weight >= 2 or told, None
    if names.plain_word(start) and end - start == 1 and not again:
        return False, None
    if (again or weight >= 2) and _before_body(names, end):
        return True, "part_of_name"
    lonely = not _beside_name(names, start, end)
    if weight >= 2:
        return again or lonely or after_locative(names.words, start) or end - start > 1, None
    sign = (
        after_firm(names.words, start)
        or after_kind(names.words, start)
        or (local and len(name) > 3)
    )
    sign = sign or before_kind(names.words, end) or _placed(names, candidates, start, end)
    sign = sign or (end - start > 1 and names.generic(start))
    return again or (lonely and weight >= 1 and sign), None


def _local(names: Names, candidates: Sequence[Candidate]) -> bool:
    """Tell whether a name is some place's in the report's own countries.

    Where places are named after people as a rule, that says nothing.
    """
    return any(
        c.kind < 2
        and (c.place.country in names.about or _users(names, c))
        and c.place.country not in SPELT_ALIKE
        and c.place.feature not in {"road", "admin2"}
        for c in candidates
    )


def _placed(names: Names, candidates: Sequence[Candidate], start: int, end: int) -> bool:
    """Tell whether a name of a place near by stands where the grammar puts places."""
    exact = [c for c in candidates if c.match == "exact" and c.kind < 2]
    if names.about:
        exact = [c for c in exact if c.place.country in names.about]
    elif any(c.kind for c in exact) and len({c.place.country for c in exact}) > 1:
        return False
    return bool(exact) and held(names.tokens, start, end)


def _users(names: Names, candidate: Candidate) -> bool:
    """Tell whether a user added a place that they read about; no country is told."""
    return not names.about and candidate.place.source not in EMBEDDED


def _beside_name(names: Names, start: int, end: int) -> bool:
    before = start > 0 and names.namelike[start - 1] and not names.opens[start]
    after = end < len(names.words) and names.namelike[end] and not names.opens[end]
    if before and names.words[start - 1][:1].isupper():
        # "Syrian Aleppo" and "Mr Hama" differ; an adjective or weekday is no name part.
        before = names.gazetteer.people(names.words[start - 1]) is None
    return before or after


def _before_body(names: Names, end: int) -> bool:
    """Tell whether a body's name goes on after it: "Damascus University"."""
    j = end
    while j < len(names.words) and j < end + 4 and names.namelike[j]:
        if names.words[j].lower() in body_heads():
            return True
        j += 1
    return False
