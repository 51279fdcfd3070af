"""At whom words and measures are aimed, or by whom they were taken, where their clause is silent.

One rule: only the report's own telling fills such a slot, and the claim says from where: whoever
did the attack that is condemned, whom the one who threatens fights, the police that tell of an
arrest.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.know.actors.entry import WARRING
from dateline.model import ActorRef
from dateline.read.clauses.clause import Phrase
from dateline.read.event_draft import Draft
from dateline.read.event_pointing import way_of
from dateline.read.event_sides import parties_of, same
from dateline.read.frames import Sight

_TOLD = frozenset({"asserted", "claimed"})
_FORCEFUL = frozenset({"violence", "territory"})
_CAPTURING = frozenset({"MIL", "REB", "COP"})
_JAILING = frozenset({"COP", "JUD", "SPY"})
_GROUND = frozenset(
    "entry incursion advance seizure capture takeover invasion offensive occupation push".split()
)
"""Nouns for taking ground, which are condemned like attacks."""


def aimed(sight: Sight, drafts: list[Draft]) -> None:
    """Fill the sides of acts of speech and of arrests from what the report tells beside them."""
    for draft in drafts:
        if draft.mode == "arrest" and not draft.actors:
            _add(draft, draft.actors, _jailer(draft), "the authority that tells of it")
        elif draft.event == "REQUEST" and not draft.actors and _bidden(draft):
            _add(draft, draft.actors, draft.claimed_by, "whoever tells of it")
        elif draft.event == "ACCUSE" and not draft.actors and _laid_on(draft):
            _add(draft, draft.actors, draft.claimed_by, "whoever lays it on them")
        elif not draft.actors or draft.recipients:
            continue
        elif draft.match.frame.root == "withdraw.lay-down" and draft.status in _TOLD:
            found = _captor(sight, draft)
            _add(draft, draft.recipients, found, "the one party of the report that they fought")
        elif draft.event == "ACCUSE":
            found = _condemned(sight, draft, drafts)
            _add(draft, draft.recipients, found, "who did what is condemned")
        elif draft.event == "THREATEN" and draft.mode in _FORCEFUL:
            found = _foe(sight, draft)
            _add(draft, draft.recipients, found, "whom the actor fights in this report")


def _add(draft: Draft, side: list[ActorRef], found: ActorRef | None, told: str) -> None:
    if found is not None and not same(found, (*draft.actors, *draft.recipients)):
        side.append(found)
        draft.notes.append(f"{found.text!r} is {told}")


def _condemned(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return who did the act that is condemned, where it is one that was told before."""
    told = [a.phrase for role in ("theme", "recipient") for a in draft.match.of(role)]
    told += [a.phrase for a in draft.match.clause.of("object")]
    if any(sight.lowers[phrase.head] in _POINTING for phrase in told):
        return _doer_of_last(sight, draft, drafts)
    nouns = [phrase.head for phrase in told if way_of(sight, phrase.head) == "back"]
    for noun in nouns:
        lemma = sight.lemma(noun)
        earlier = list(_before(draft, drafts))
        alike = [d for d in earlier if lemma in sight.sentence_at(d.sentence).text.lower()]
        for other in (*alike, *earlier):  # "the raid": what was called one, before all else
            ground = other.event == "COERCE" and other.mode == "seize" and lemma in _GROUND
            attack = other.event == "ASSAULT" and any(
                f.event == "ASSAULT" for f, _ in sight.book.nouns.get(lemma, ())
            )
            if ground or attack:
                return other.actors[0] if other.actors else None
    return None


_POINTING = frozenset({"it", "this", "that"})
_HARMFUL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION"})


def _doer_of_last(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return who did what the sentence before tells last ("Kinshasa condemned IT").

    An act that only its subject names is whose it is said to be ("Israel's ENTRY ... broke").
    """
    sentence = draft.match.clause.sentence
    last = next((d for d in _before(draft, drafts) if d.sentence >= sentence - 1), None)
    if last is not None:
        return last.actors[0] if last.event in _HARMFUL and last.actors else None
    for clause in sight.scene.clauses_of(sentence - 1) if sentence else ():
        for argument in clause.of("subject"):
            lemma = sight.lemma(argument.phrase.head)
            if lemma in _GROUND or "act" in sight.kinds(argument.phrase):
                return sight.owner(argument.phrase) or _possessor(sight, argument.phrase)
    return None


def _possessor(sight: Sight, phrase: Phrase) -> ActorRef | None:
    """Return whose act a phrase names ("ISRAEL'S entry into the zone"), a country included."""
    for token in sight.scene.doc[phrase.head].children:
        if token.dep_ == "nmod:poss":
            inner = Phrase(token.i, token.left_edge.i, token.right_edge.i + 1)
            return next(iter(parties_of(sight, inner)), None)
    return None


def _captor(sight: Sight, draft: Draft) -> ActorRef | None:
    """Return to whom men lay down their arms: their foe that tells of it, or of this report.

    Men of no known party give themselves up to the force that tells of it.
    """
    by, parties = draft.claimed_by, sight.scene.parties
    known = [a for a in draft.actors if a.id is not None]
    if by is not None and by.plover is not None:
        capturing = by.plover.sector in _CAPTURING
        if capturing and all(parties.fights(a, by) for a in known):
            return by
        if not known:
            return None
    code = known[0].plover if len(known) == 1 else None
    if code is None or code.sector not in WARRING:
        return None
    return parties.opponent(sight.scene.actors, known[0])


def _before(draft: Draft, drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the acts told before a draft, the last first."""
    head = draft.match.clause.head
    earlier = [d for d in drafts if d.match.clause.head < head and d.status in _TOLD]
    yield from sorted(earlier, key=lambda d: -d.match.clause.head)


def _foe(sight: Sight, draft: Draft) -> ActorRef | None:
    code = draft.actors[0].plover
    if len(draft.actors) != 1 or code is None or code.sector not in WARRING:
        return None
    return sight.scene.parties.opponent(sight.scene.actors, draft.actors[0])


def _bidden(draft: Draft) -> bool:
    """Tell whether people are told to do something, by whoever says so ("are asked to stay")."""
    return draft.match.clause.voice == "passive" and bool(draft.recipients)


def _laid_on(draft: Draft) -> bool:
    """Tell whether a deed is laid on somebody by who says so ("the rebels were behind it")."""
    return draft.match.frame.root == "accuse.responsible" and bool(draft.recipients)


def _jailer(draft: Draft) -> ActorRef | None:
    """Return the police, court or service that tells of an arrest: it made it."""
    by = draft.claimed_by
    if by is None or by.plover is None or by.plover.sector not in _JAILING:
        return None
    return by
