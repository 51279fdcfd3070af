"""Lists with a legend: "G = army; K = rebels; X = fighting inside", then "Junik: K", "Pec: K to G".

One rule: a letter means what the report's own legend says, and only in a line that opens with a
place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.model import ActorRef, ControlClaim
from dateline.model.claim import Change, Extent
from dateline.read.control_claim import Found, claim_of, in_passing
from dateline.read.control_named import named_in
from dateline.read.control_party import fights, named
from dateline.read.frames.sight import Sight

_SIGN = r"[A-Z]{1,3}|[?*+x#]"
_ENTRY = re.compile(
    rf"(?<![\w=])(?P<sign>{_SIGN}) ?(?:=|:|stands for|means) ?(?P<what>[^;,.=\n]{{3,80}})"
)
_FOUGHT = re.compile(r"\b(?:fight\w*|contest\w*|disput\w*|clash\w*|both|battle)\b", re.IGNORECASE)
_LINE = Expression(
    rf"(?m)^\W*{LIST}(?: \([^)\n]{{2,40}}\))?[:=] ?(?P<part>centre |north |south |east |west )?"
    rf"(?P<sign>{_SIGN})(?: (?:to|>|->|→) (?P<now>{_SIGN}))?(?![\w'’])",
    re.RegexFlag(0),
)
_BASE = 0.6


@dataclass(frozen=True, slots=True)
class _Meaning:
    change: Change
    holder: ActorRef | None


def by_legend(sight: Sight) -> Iterator[ControlClaim]:
    """Yield what the lines of a list tell by the signs of its legend.

    At least two signs must be explained, one of them as a party in arms or as fighting.
    """
    text = sight.scene.report.text
    legend = _legend(sight)
    if len(legend) < 2:
        return
    for found in _LINE.pattern.finditer(text):
        was, now = legend.get(found["sign"]), legend.get(found["now"] or "")
        meant = now or was
        if meant is None or (found["now"] and now is None):
            continue
        change: Change = "gained" if now is not None and was is not None else meant.change
        extent: Extent = "part" if found["part"] else "whole"
        for place in named_in(sight, found.span("place")):
            told = Found(
                rule="legend",
                span=found.span(),
                fired=found.span("sign"),
                base=_BASE,
                change=change,
                holder=meant.holder,
                extent=extent,
                note="the sign means what the report's legend says",
            )
            how = in_passing(sight, sight.scene.token_at(found.start("sign")))
            yield claim_of(told, how, place)


def _legend(sight: Sight) -> dict[str, _Meaning]:
    meanings: dict[str, _Meaning] = {}
    for entry in _ENTRY.finditer(sight.scene.report.text):
        if entry["sign"] in meanings:
            continue
        if _FOUGHT.search(entry["what"]):
            meanings[entry["sign"]] = _Meaning("contested", None)
            continue
        holder = named(sight, entry.span("what"))
        if holder is not None and fights(sight, holder):
            meanings[entry["sign"]] = _Meaning("held", holder)
    return meanings
