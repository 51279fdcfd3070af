"""Given names of people, so that "James Mwangi" is nobody's village.

One rule: names that begin as many places do ("Georgia", "Jordan") are left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dateline.know.actors.tables import read_table

_TABLE = Path(__file__).with_name("data") / "given.csv"


@cache
def given_names() -> frozenset[str]:
    """Return the given names of `data/given.csv`, in lower case.

    Raises:
        InputError: a cell is wrong.
    """
    return frozenset(row.text("name") for row in read_table(_TABLE, ("name", "tongue")))
