"""Who copied whom: every report under the line that it descends from, the eldest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Report


@dataclass(frozen=True, slots=True)
class Line:
    """One independent line of reporting.

    Attributes:
        name: the agency or outlet that it begins with.
        reports: those that descend from it, the eldest first.
        copies: ids of those of them that repeat the text of an elder one.
    """

    name: str
    reports: tuple[Report, ...]
    copies: frozenset[str]


def lines_of(reports: Sequence[Report]) -> list[Line]:
    """Return the lines among `reports`, the one with most of them first."""
    from dateline.weigh.lineage import lineages

    lines = lineages(reports)
    under: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda r: (str(r.published or "9999"), r.id)):
        under.setdefault(lines.of[report.id], []).append(report)
    made = [
        Line(
            name=name.removeprefix("agency:"),
            reports=tuple(told),
            copies=frozenset(r.id for r in told if r.id in lines.copied),
        )
        for name, told in under.items()
    ]
    return sorted(made, key=lambda line: (-len(line.reports), line.name))
