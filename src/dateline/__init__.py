"""Dateline reads reporting on armed conflicts and keeps a sourced record of it.

Read one report:

>>> import dateline
>>> reading = dateline.read(
...     "Rebels captured the city of Hama on Thursday. "
...     "The Syrian army said it had withdrawn its troops.",
...     published="2024-12-05",
... )
>>> reading.report.published.isoformat()
'2024-12-05'
>>> control = [c for c in reading.claims if isinstance(c, dateline.ControlClaim)]
>>> [(claim.change, claim.where.text) for claim in control]
[('gained', 'Hama'), ('lost', 'Hama')]

Keep it in a record and ask:

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder, dateline.open(f"{folder}/war.db") as record:
...     added = record.add(reading)
...     again = record.add(reading)
...     [holding] = record.holds("Hama", on="2024-12-06")
...     explanation = record.explain(holding.id)
>>> added.claims == len(reading.claims), again.claims
(True, 0)
>>> holding.holder.name, holding.status
('Syrian opposition', 'held')

Every finding leads back to its sentence:

>>> explanation.claims[0].passage.text.split(". ")[0]
'Rebels captured the city of Hama on Thursday'
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from dateline.version import __version__

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from dateline.errors import DatelineError, InputError, ItemError, SourceError
    from dateline.keep import Explanation
    from dateline.model import (
        ActorRef,
        Claim,
        ControlClaim,
        EventClaim,
        EventFinding,
        Holding,
        Judgement,
        PlaceFinding,
        PlaceRef,
        Reading,
        Report,
        StatementClaim,
        StatementFinding,
        When,
    )
    from dateline.pipeline import Record, read
    from dateline.pipeline import open_record as open  # noqa: A004 - `dateline.open` reads well
    from dateline.settings import Settings, load_settings

_HOMES = {
    "dateline.errors": ("DatelineError", "InputError", "ItemError", "SourceError"),
    "dateline.keep": ("Explanation",),
    "dateline.model": (
        "ActorRef",
        "Claim",
        "ControlClaim",
        "EventClaim",
        "EventFinding",
        "Holding",
        "Judgement",
        "PlaceFinding",
        "PlaceRef",
        "Reading",
        "Report",
        "StatementClaim",
        "StatementFinding",
        "When",
    ),
    "dateline.pipeline": ("Record", "open", "read"),
    "dateline.settings": ("Settings", "load_settings"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ActorRef",
    "Claim",
    "ControlClaim",
    "DatelineError",
    "EventClaim",
    "EventFinding",
    "Explanation",
    "Holding",
    "InputError",
    "ItemError",
    "Judgement",
    "PlaceFinding",
    "PlaceRef",
    "Reading",
    "Record",
    "Report",
    "Settings",
    "SourceError",
    "StatementClaim",
    "StatementFinding",
    "When",
    "__version__",
    "load_settings",
    "open",
    "read",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for (PEP 562): the package itself is light."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "read":
        return import_module("dateline.read")
    found = getattr(import_module(_HOME[name]), "open_record" if name == "open" else name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)


class _Read(ModuleType):
    """The room of reading, callable, because `dateline.read` is also the verb."""

    def __call__(
        self,
        source: str | Path,
        *,
        published: dt.date | str | None = None,
        mentions: bool = False,
        settings: Settings | None = None,
    ) -> Reading:
        """Read one report; see `dateline.pipeline.read`."""
        from dateline.pipeline import read

        return read(source, published=published, mentions=mentions, settings=settings)


class _Package(ModuleType):
    """This package; it makes its sub-package `read` callable when that is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "read" and isinstance(value, ModuleType):
            value.__class__ = _Read
        super().__setattr__(name, value)


# Importing `dateline.read` binds that module here under the name of the public function; nothing
# but the module's class can keep both meanings.
sys.modules[__name__].__class__ = _Package
