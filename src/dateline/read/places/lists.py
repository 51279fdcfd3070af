"""Members of lists of places that nothing else found.

One rule: a run of names parted by commas and "and" is a list of places where a word like "villages"
opens it or most of its members are places already.
"""

from __future__ import annotations

from dateline.read.places.company import told_list
from dateline.read.places.found import Found
from dateline.read.places.names import Names


def listed(names: Names, found: dict[int, tuple[int, Found]]) -> list[tuple[int, int]]:
    """Return members of lists of places that are not yet found.

    A run of names parted by commas and "and" is a list of places if a word like "villages"
    opens it or most of its members are places already.
    """
    out: list[tuple[int, int]] = []
    for group in names.lists:
        places = sum(s in found and found[s][1].role is None for s, _ in group)
        told = told_list(names.words, group[0][0])
        others = sum(names.taken[s] in {"PER", "PERSON", "ORG"} for s, _ in group)
        if told or (places * 2 >= len(group) and places > others and len(group) > 2):
            out += [
                g for g in group
                if g[0] not in found and (told or names.taken[g[0]] not in {"PER", "PERSON"})
            ]  # fmt: skip
        elif places:
            # People are seldom listed with places, and not all by names of towns near by.
            rest = [g for g in group if g[0] not in found]
            if all(_near_by(names, *g) and not names.personal(*g) for g in rest):
                out += rest
    return out


def _near_by(names: Names, start: int, end: int) -> bool:
    """Tell whether a name is, to the letter, some place's in the report's countries."""
    name = names.name(start, end)
    return any(
        c.match == "exact" and c.kind < 2 and c.place.country in names.about
        for c in names.gazetteer.lookup(name, variants=False)
    )
