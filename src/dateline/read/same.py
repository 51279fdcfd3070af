"""Whether two references are of one place, one party or one source.

One rule: what has an id is known by it; what has none, by its words as printed.
"""

from __future__ import annotations

from typing import overload

from dateline.model import ActorRef, PlaceRef


@overload
def same(one: PlaceRef | None, other: PlaceRef | None) -> bool: ...
@overload
def same(one: ActorRef | None, other: ActorRef | None) -> bool: ...
def same(one: PlaceRef | ActorRef | None, other: PlaceRef | ActorRef | None) -> bool:
    """Tell whether two references are of one: by their ids, else as printed; none is no one's."""
    if one is None or other is None:
        return False
    return (one.id or one.text) == (other.id or other.text)


def same_party(one: ActorRef | None, other: ActorRef | None) -> bool:
    """Tell whether two references are of one party: by id, or because they are printed alike.

    Unlike `same`, words that an id was found for once only ("the army", then "The army") are one.
    """
    if one is None or other is None:
        return False
    return one.text.lower() == other.text.lower() or (one.id is not None and one.id == other.id)


def same_source(one: ActorRef | None, other: ActorRef | None) -> bool:
    """Tell whether two references are of one who speaks: by id where either has one, else by name.

    Sources are often told by name without an id, so that case does not count.
    """
    if one is None or other is None:
        return False
    if one.id is not None or other.id is not None:
        return one.id == other.id
    return (one.name or one.text).lower() == (other.name or other.text).lower()
