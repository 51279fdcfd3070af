"""Holdings told as news: "by evening they held the bridge", "now control most of the city".

One rule: "still", "remain" and "keep" tell what was so before; "now", "again", "by" a time and a
day in the past tense tell that it came about, so that the holder gained the place as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dateline.model import Because, ControlClaim
from dateline.read.clauses.clause import Clause
from dateline.read.control_regained import is_again
from dateline.read.frames import Match, Sight
from dateline.read.frames.timing import governing_date

_VERBS = frozenset({"hold", "control", "be", "have"})
_STILL = frozenset({"still", "yet", "continue", "remain", "already", "long", "always"})
_ON = frozenset({"on", "onto", "out", "firm", "ground"})
"""Words beside "hold" that say that it is held as before ("HELD ON to the airport on Monday")."""
_NOW = frozenset({"now", "meanwhile"})
_BY = frozenset({"by"})
_LATELY = 14
"""Days back to which "since" dates a gain that is still news."""
_COST = 0.2
"""What reading a change into a state costs. Of eleven such sentences in 102 annotated reports nine
tell a change that the annotators recorded and two one that they left open; none was wrong."""


def newly(sight: Sight, match: Match, held: Iterable[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield a `gained` beside each `held` that is told as news."""
    if match.frame.control != "held" or match.frame.id == "hold.party" or not _news(sight, match):
        return
    for claim in held:
        if claim.status in {"asserted", "claimed"} and claim.holder is not None:
            said = claim.because
            yield replace(
                claim,
                change="gained",
                confidence=max(0.05, claim.confidence - _COST),
                because=Because(
                    rule=said.rule, spans=said.spans, note="a holding told as news is a gain"
                ),
            )


def _news(sight: Sight, match: Match) -> bool:
    clause = match.clause
    verb, *beside = clause.lemma.split(" ")
    if verb not in _VERBS or not _ON.isdisjoint(beside):
        return False
    if _achieved(sight, clause):
        return True
    tokens = sight.scene.tokens
    around = {tokens.lower[t] for t in range(clause.start, clause.end)}
    if around & _STILL or clause.relation == "relative":
        return False
    if clause.kind == "copula" and is_again(sight.text(clause.start, clause.end)):
        return True
    if _since_lately(sight, clause):
        return True
    if around & _NOW and not _for_now(sight, clause):
        return True
    if "since" in around:
        return False  # "since March or April"
    date = governing_date(sight, clause)
    if date is None or clause.tense != "past":
        return False
    low, high = sight.scene.chars_of(clause.start, clause.end)
    return low <= date.span[0] < high


_ACHIEVING = frozenset(
    "achieve score win mark register secure gain claim crown manage succeed".split()
)


def _achieved(sight: Sight, clause: Clause) -> bool:
    """Tell whether control was won ("a victory BY CONTROLLING A", "MANAGED TO control A")."""
    if clause.parent is None or clause.lemma != "control" or not clause.affirmed:
        return False
    above = sight.scene.clauses[clause.parent].lemma.split(" ")[0]
    won = clause.marker == "by" or above in {"manage", "succeed"}
    return won and above in _ACHIEVING


def _for_now(sight: Sight, clause: Clause) -> bool:
    """Tell whether "now" only says for how long ("in our hands, for now")."""
    return "for now" in sight.text(clause.start, clause.end).lower()


def _since_lately(sight: Sight, clause: Clause) -> bool:
    """Tell whether the holding began days ago ("have been in the town since Saturday")."""
    published = sight.scene.report.published
    low, high = sight.scene.chars_of(clause.start, clause.end)
    text = sight.scene.report.text
    return published is not None and any(
        d.start is not None
        and 0 <= (published - d.start).days <= _LATELY
        and text[: d.span[0]].rstrip().lower().endswith("since")
        for d in sight.scene.dates_by_span.starting(low, high)
    )
