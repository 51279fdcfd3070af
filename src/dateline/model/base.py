"""What every noun shares: frozen, keyword-only, JSON both ways with empty keys left out.

msgspec structs stand in for frozen dataclasses because the interchange format is JSON: they
check types on the way in, leave defaults out on the way out, and need no second description.
"""

from __future__ import annotations

import msgspec

Span = tuple[int, int]
"""`(start, end)` in Unicode code points of `report.text`, end exclusive."""


class Noun(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of all nouns: immutable, hashable, equal by value."""
