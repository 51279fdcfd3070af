"""What can be held and by whom: last looks at claims of control, whatever drew them.

One rule: a claim is dropped only for what its own place or holder is, never for who said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.model import ActorRef, ControlClaim, PlaceRef, Span
from dateline.read.control_party import CARRIERS
from dateline.read.frames.sight import Sight

_HAVING = frozenset({"gained", "held", "lost"})
_WATERS = frozenset({"river", "sea"})
"""What lies between two sides: who has its bank, its bridge or its dam has not all of it."""
_CODE = re.compile(r"[A-Z]{2,3}|[A-Z]+[a-z][A-Z]{1,2}|[A-Z]{2,5}-[A-Z]\w+")
"""What sheets write for a side ("GoS", "SLA-Minnawi"); posts by number ("PK12") are places."""
_RANKED = re.compile(
    r"(?:(?:Brigadier|Major|Lieutenant|Colonel|Staff)[- ])?(?:General|Colonel|Major|Captain"
    r"|Lieutenant|Brigadier|Commander|Sergeant|Gen\.|Col\.|Maj\.|Capt\.|Lt\.|Brig\.)[- ][A-Z]"
)
"""How the name of somebody in uniform begins."""
_HEADED = frozenset(
    """leader chief commander head chairman chairwoman spokesman spokeswoman spokesperson general
    colonel president minister premier ambassador envoy negotiator representative secretary
    deputy delegate delegation emissary emir founder official politician""".split()
)
"""Who is somewhere without having it: one man or a few who speak, and what they are sent as."""
_WITH_MEN = re.compile(
    r"\bwith (?:(?:his|her|their|some|about|around|several|a|the|\d[\d,]*|\w+ hundred) )*"
    r"(?:men|troops|fighters|soldiers|forces?|guards?|column|army|units?|battalions?)\b"
)
_OF = re.compile(r" (?:of|from) ")
_GOES = re.compile(r"\b(?:mov|relocat|return|shift|transfer)(?:e[ds]?|ing|s)?\b")
_SITTING = frozenset(
    """government parliament cabinet bank assembly authority authorities administration council
    ministry headquarters court senate""".split()
)
"""Bodies that have a seat: where they move to they have an office, and attack nobody."""


def on_ground(sight: Sight, claims: Iterable[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield the claims less those of what is no ground, and of who is only somewhere.

    Args:
        sight: the scene.
        claims: what was drawn, by whatever rule.
    """
    for claim in claims:
        where, who = claim.where, claim.holder
        if where is not None and _no_ground(sight, where, claim):
            continue
        if who is not None and (_visits(sight, who, claim) or _resettles(sight, who, claim)):
            continue
        yield claim


def _no_ground(sight: Sight, where: PlaceRef, claim: ControlClaim) -> bool:
    """Tell whether a name taken for a place is a water, a side's letters or a man's."""
    if where.feature in _WATERS and claim.change in _HAVING and where.span is not None:
        low = where.span[0]
        return sight.scene.report.text[max(0, low - 4) : low].lower() == "the "
    if where.lat is not None or where.id is not None:
        return False
    return _CODE.fullmatch(where.text) is not None or _RANKED.match(where.text) is not None


def _visits(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether a holder only is in a place: a party's leader or envoy without his men."""
    if claim.because.rule != "hold.present":
        return False
    head = _OF.split(who.text.lower())[0].split(" ")
    words = {w for low in head for w in (low, low.removesuffix("s"))}
    last = {head[-1], head[-1].removesuffix("s")}
    men = any("armed" in sight.book.kinds.get(w, frozenset()) for w in last - _HEADED)
    if not words & _HEADED or men:
        return False
    return _WITH_MEN.search(_passage(sight, claim.span)) is None


def _resettles(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether an advance is a move of an office, or of people and goods on the road."""
    if claim.change != "advanced_toward":
        return False
    last = _OF.split(who.text.lower())[0].split(" ")[-1]
    if last in _SITTING:
        return _GOES.search(_passage(sight, claim.span)) is not None
    return last.removesuffix("s") in CARRIERS and _carries(sight, who)


def _carries(sight: Sight, who: ActorRef) -> bool:
    """Tell whether a column or a convoy is told by a load that bears no arms ("of refugees")."""
    load = _OF.split(who.text.lower(), maxsplit=1)
    words = load[1].split(" ") if len(load) > 1 else []
    forms = {w for low in words for w in (low, low.removesuffix("s"), low.removesuffix("es"))}
    kinds = frozenset().union(*(sight.book.kinds.get(w, frozenset()) for w in forms))
    armed = "armed" in kinds or forms & set(sight.book.weapons)
    unarmed = bool(kinds & {"civil", "goods", "aid"}) or bool(forms & CARRIERS)
    return unarmed and not armed


def _passage(sight: Sight, span: Span) -> str:
    return sight.scene.report.text[slice(*span)]
