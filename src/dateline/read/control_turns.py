"""Control told by turns of phrase: "holding out in a few streets of X", "Lost: X, Y and Z".

One rule: the words as printed decide, so that a parse which broke on unknown names, a headline or
a table costs nothing; what a frame has told of a place is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dateline.know.turns import Turn, turns
from dateline.model import ActorRef, ControlClaim, PlaceMention
from dateline.read.clauses.clause import Clause
from dateline.read.control_claim import Found, by_clause, claim_of, clause_at
from dateline.read.control_named import named_in
from dateline.read.frames.sight import Sight
from dateline.read.status import Standing, standing

_BASE = 0.55
_ARMED = frozenset({"MIL", "REB", "GOV", "PAR", "UAF", "PRE", "SPY"})
_STATES = frozenset("government regime state junta authorities".split())
_ASIDE = re.compile(
    r"\b(?:if|unless|should|could|may|might|would|want\w*|hop\w+ to)\b", re.IGNORECASE
)


def by_turns(sight: Sight, told: Sequence[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield what turns of phrase tell beside the claims that were drawn already."""
    text = sight.scene.report.text
    folded = text.casefold()
    drawn = list(told)
    for turn in turns():
        for found in turn.found(text, folded):
            for claim in _of(sight, turn, found, drawn):
                drawn.append(claim)
                yield claim


def _of(
    sight: Sight, turn: Turn, found: re.Match[str], drawn: Sequence[ControlClaim]
) -> Iterator[ControlClaim]:
    named = named_in(sight, found.span("place"))
    if turn.known and not any(p.id is not None or p.lat is not None for p in named):
        return
    places = [p for p in named if not _told(p, turn, found, drawn)]
    if not places:
        return
    start = found.start() + len(found.group()) - len(found.group().lstrip("\n .;-*•"))
    head = sight.scene.token_at(start)
    clause = clause_at(sight, head)
    if clause is not None and clause.kind == "noun" and clause.parent is not None:
        stands = standing(sight, clause)
    else:
        stands = standing(sight, clause) if clause is not None else Standing("asserted")
    if stands.failed or stands.tried or stands.status in {"denied", "hypothetical", "planned"}:
        return
    if _ASIDE.search(sight.scene.report.text, sight.sentence(head).start_char, found.end()):
        return
    if turn.change == "held" and clause is not None and clause.tense == "pluperfect":
        return  # "who had held out at X surrendered"
    holder = _holder(sight, turn, found, clause)
    if holder is None and turn.holder in {"subject", "who"}:
        return
    if holder is not None and (turn.armed or turn.holder == "who") and not _fights(sight, holder):
        return
    told = Found(
        rule="turn",
        span=(start, found.end()),
        fired=(start, found.end()),
        base=_BASE,
        change=turn.change,
        holder=holder,
    )
    how = by_clause(sight, clause, stands)
    for place in places:
        yield claim_of(told, how, place)


def _told(
    place: PlaceMention, turn: Turn, found: re.Match[str], drawn: Iterable[ControlClaim]
) -> bool:
    """Tell whether the same was told of a place, or in these words something else."""
    for claim in drawn:
        if claim.where is None:
            continue
        same = (claim.where.id or claim.where.text) == (place.id or place.text)
        if same and claim.change == turn.change:
            return True
        here = claim.span[0] < found.end() and found.start() < claim.span[1]
        if same and here and not turn.beside and claim.change not in _GOES_WITH[turn.change]:
            return True
    return False


_GOES_WITH: dict[str, frozenset[str]] = {
    "gained": frozenset({"lost"}),
    "lost": frozenset({"gained"}),
    "held": frozenset(),
    "contested": frozenset(),
    "advanced_toward": frozenset(),
}


def _holder(
    sight: Sight, turn: Turn, found: re.Match[str], clause: Clause | None
) -> ActorRef | None:
    if turn.holder == "none":
        return None
    if "who" in found.re.groupindex and found["who"]:
        return _named(sight, found.span("who"))
    if clause is not None:
        for argument in clause.of("subject"):
            refs = sight.parties(argument.phrase)
            if refs and argument.phrase.start <= sight.scene.token_at(found.start()):
                return refs[0]
    return _before(sight, found.start())


def _named(sight: Sight, span: tuple[int, int]) -> ActorRef | None:
    over = [
        a
        for a in sight.scene.actors
        if a.span[0] < span[1] and span[0] < a.span[1] and a.kind != "pronoun"
    ]
    if over:
        return max(over, key=lambda a: a.span[1] - a.span[0]).ref
    text = sight.scene.report.text
    low = span[0] + (4 if text[span[0] : span[0] + 4].lower() == "the " else 0)
    return ActorRef(text=text[low : span[1]], span=(low, span[1]))


def _before(sight: Sight, char: int) -> ActorRef | None:
    """Return the party told of last before a turn, in its sentence."""
    floor = sight.sentence(sight.scene.token_at(char)).start_char
    near = [
        a
        for a in sight.scene.actors
        if floor <= a.span[0] and a.span[1] <= char and _fights(sight, a.ref)
    ]
    return near[-1].ref if near else None


def _is_country(sight: Sight, span: tuple[int, int]) -> bool:
    """Tell whether words are a country's name or its adjective ("Russian-held")."""
    return any(
        p.feature == "country" and p.span is not None and p.span[0] <= span[0] < p.span[1]
        for p in sight.scene.places
    )


def _fights(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether an actor is a party in arms or a state, by the register or by its words."""
    if ref.plover is not None and ref.plover.sector in {"MIL", "REB", "PAR", "UAF"}:
        return True
    last = ref.text.split(" ")[-1].lower()
    own = sight.book.kinds.get(last, frozenset())
    if own & {"official", "civil"} and not own & {"armed"} and last not in _STATES:
        return False
    if ref.plover is not None and ref.plover.sector is not None:
        return ref.plover.sector in _ARMED
    if ref.plover is not None and ref.plover.country is not None:
        return True
    if ref.span is not None and _is_country(sight, ref.span):
        return True
    words = [w.lower().removesuffix("'s").removesuffix("’s") for w in ref.text.split(" ")]
    if words[-1:] == ["men"]:
        return True
    return (
        any(
            sight.book.kinds.get(form, frozenset()) & {"armed"}
            for word in words
            for form in (word, word.removesuffix("s"))
        )
        or words[-1] in _STATES
    )
