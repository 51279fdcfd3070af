"""The store: reports, claims and judgements kept for good, findings kept until the next rebuild."""

from dateline.keep.changes import Changed
from dateline.keep.explain import Explained, Explanation, Passage
from dateline.keep.filters import Filter
from dateline.keep.paging import Position, Slice
from dateline.keep.store import Added, Info, Kept, Store, open_store

__all__ = [
    "Added",
    "Changed",
    "Explained",
    "Explanation",
    "Filter",
    "Info",
    "Kept",
    "Passage",
    "Position",
    "Slice",
    "Store",
    "open_store",
]
