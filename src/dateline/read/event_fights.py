"""Who fights in a fight of which the words name no side, or one alone.

One rule: the two sides that alone fight in the report, and in a country of one of theirs; where it
tells of several wars, nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.know.actors.entry import WARRING
from dateline.model import ActorRef
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.event_draft import Draft
from dateline.read.event_sides import same
from dateline.read.frames import Sight

_CONTESTED = "hold.contest"
_TOLD = frozenset({"asserted", "claimed"})
_SIDES = 2
_NOTE = "the two sides are those that fight in this report"


def sided(sight: Sight, draft: Draft) -> Draft:
    """Return a fight with both its sides, where the words name none ("FIGHTING near Mweso").

    Whoever was hit stays the recipient; then both sides act. Where men of two parties fell, it was
    those two that fought.
    """
    frame = draft.match.frame
    fight = frame.reciprocal or frame.id == _CONTESTED
    if not fight or draft.event != "ASSAULT" or draft.status not in _TOLD:
        return draft
    fell = [r for r in draft.recipients if _in_arms(sight, r)]
    if len(fell) == _SIDES and not all(same(a, fell) for a in draft.actors):
        return draft
    if len(fell) == _SIDES and not same(fell[0], fell[1:]):
        fell = [next((a for a in draft.actors if same(a, [f])), f) for f in fell]
        return replace(draft, actors=fell)  # "clashes left nine rebels and six soldiers dead"
    if draft.actors or fell:
        return draft
    pair = _pair(sight)
    if pair is None or not _in_their_war(sight, draft, pair):
        return draft
    one, other = pair
    notes = [*draft.notes, _NOTE]
    if _people(draft):
        return replace(draft, actors=[one, other], notes=notes)
    return replace(draft, actors=[one], recipients=[*draft.recipients, other], notes=notes)


def fallen(sight: Sight, draft: Draft) -> Draft:
    """Return a fight of which only one side's dead are told with the other side as its doer.

    "Two militants were killed in clashes WITH THE ARMY", "four soldiers died in fighting WITH
    THE MILITIA": whoever fell is the one it was done to. Of civilians caught in it nothing is told.
    """
    clause = draft.match.clause
    if draft.event != "ASSAULT":
        return draft
    draft = _unselfed(draft)
    if not _people(draft):
        return draft
    fight = clause if clause.kind == "noun" and draft.match.frame.reciprocal else None
    fight = fight or next(_fights_under(sight, clause), None)
    if fight is None or fight.parent is None:
        return draft
    above = sight.scene.clauses[fight.parent]
    died = above.voice == "passive" or above.lemma.split(" ")[0] in _DYING
    if not died or above.kind != "verb":
        return draft
    hit = [*above.of("object"), *above.of("subject")]
    victims = [ref for argument in hit for ref in sight.parties(argument.phrase)]
    against = [
        ref
        for argument in fight.of("oblique", "with", "against")
        for ref in sight.parties(argument.phrase)
        if not any(ref.span == v.span for v in victims)
    ]
    if not against or not victims:
        return draft
    armed = any("armed" in sight.kinds(a.phrase) or _warring(sight, a.phrase) for a in hit)
    if not armed and (draft.actors or not all(map(_of_order, against))):
        return draft
    return replace(draft, actors=against[:1], recipients=victims)


def _unselfed(draft: Draft) -> Draft:
    """Return a fight without its doer where that is who fell ("he was killed WHILE FIGHTING")."""
    ids = [r.id or r.text for r in draft.recipients]
    if draft.actors and {a.id or a.text for a in draft.actors} == set(ids):
        return replace(draft, actors=[])
    return draft


def _fights_under(sight: Sight, clause: Clause) -> Iterator[Clause]:
    """Yield the fights named right under a verb ("shot dead IN AN ENCOUNTER with")."""
    for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]:
        if other.parent == clause.index and other.kind == "noun" and other.lemma in _FIGHTS:
            yield other


def _of_order(ref: ActorRef) -> bool:
    """Tell whether it is police or an army: civilians who fell in a fight with it fell by it."""
    settlers = ref.text.lower().endswith("settlers")
    return settlers or (ref.plover is not None and ref.plover.sector in {"COP", "MIL"})


_FIGHTS = frozenset(
    """clash fighting fight battle combat encounter exchange firefight gunfight gunbattle shootout
    skirmish confrontation""".split()
)
_DYING = frozenset("die perish fall lose".split())


def _warring(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether words stand for people who bear arms."""
    return any(r.plover and r.plover.sector in WARRING for r in sight.parties(phrase))


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
