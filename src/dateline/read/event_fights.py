"""Who fights in a fight of which the words name no side, or one alone.

One rule: the two sides that alone fight in the report, and in a country of one of theirs; where it
tells of several wars, nobody.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model import ActorRef
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_CONTESTED = "hold.contest"
_TOLD = frozenset({"asserted", "claimed"})
_NOTE = "the two sides are those that fight in this report"


def sided(sight: Sight, draft: Draft) -> Draft:
    """Return a fight with both its sides, where the words name none ("FIGHTING near Mweso").

    Whoever was hit stays the recipient; then both sides act.
    """
    frame = draft.match.frame
    fight = frame.reciprocal or frame.id == _CONTESTED
    if not fight or draft.event != "ASSAULT" or draft.status not in _TOLD:
        return draft
    if draft.actors or any(_in_arms(sight, r) for r in draft.recipients):
        return draft
    pair = _pair(sight)
    if pair is None or not _in_their_war(sight, draft, pair):
        return draft
    one, other = pair
    notes = [*draft.notes, _NOTE]
    if _people(draft):
        return replace(draft, actors=[one, other], notes=notes)
    return replace(draft, actors=[one], recipients=[*draft.recipients, other], notes=notes)


def _in_arms(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether somebody who was fought is a known party, or some band without a name."""
    if ref.id is not None or ref.span is None:
        return ref.id is not None
    return "armed" in sight.word_kinds(sight.scene.tokens_of(ref.span)[1] - 1)


def _people(draft: Draft) -> bool:
    """Tell whether people are told to have been hit."""
    return draft.killed is not None or draft.injured is not None


def _pair(sight: Sight) -> tuple[ActorRef, ActorRef] | None:
    made = sight.scene.made_out
    if "fighting pair" not in made:
        made["fighting pair"] = sight.scene.parties.pair(sight.scene.actors)
    pair: tuple[ActorRef, ActorRef] | None = made["fighting pair"]
    return pair


def _in_their_war(sight: Sight, draft: Draft, pair: tuple[ActorRef, ActorRef]) -> bool:
    """Tell whether a place is in a country of one of two sides; so is a place of no known land."""
    place = draft.place.site.place if draft.place is not None else None
    register = sight.scene.parties.register
    iso3 = register.iso3(place.country) if place is not None and place.country else None
    lands = {ref.plover.country for ref in pair if ref.plover is not None}
    return iso3 is None or iso3 in lands
