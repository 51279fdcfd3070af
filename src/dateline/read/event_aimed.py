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
from dateline.read.frames import Sight, place_ref

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
            _add(draft, draft.actors, _jailer(sight, draft), "the authority that tells of it")
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
        elif draft.event in _ANSWERING and (found := _answered(sight, draft, drafts)) is not None:
            _add(draft, draft.recipients, found, "whose word of before it is")
        elif draft.event == "REQUEST" and _for_release(sight, draft):
            found = next((d.actors[0] for d in _before(draft, drafts) if _holding(d)), None)
            _add(draft, draft.recipients, found, "who took them")
        elif draft.mode in _ON_A_CROWD:
            found = _crowd(draft, drafts)
            _add(draft, draft.recipients, found, "whoever protested there")
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
    back = (phrase for phrase in told if way_of(sight, phrase.head) == "back")
    done = next(filter(None, (_done_before(sight, draft, drafts, phrase) for phrase in back)), [])
    return done[0].actors[0] if done and done[0].actors else None


def _done_before(sight: Sight, draft: Draft, drafts: list[Draft], phrase: Phrase) -> list[Draft]:
    """Return the acts told before that a phrase may take up, the likeliest first.

    "The raid" is what was called one; "the shelling" what was done so; "the capture of Ber" what
    was done there. Of several who took ground somewhere nobody can tell whose "takeover" it is,
    nor of several who killed whose "the killings" are.
    """
    lemma = sight.lemma(phrase.head)
    ways = sight.book.nouns.get(lemma, ())
    attack = any(frame.event == "ASSAULT" for frame, _ in ways)
    roots = {frame.root for frame, _ in ways}
    named = sight.scene.places_in(phrase.start, phrase.end)
    at = {place_ref(place).id for place in named} - {None}
    ranked: list[tuple[int, Draft]] = []
    for other in _before(draft, drafts):
        ground = other.event == "COERCE" and other.mode == "seize" and lemma in _GROUND
        if ground or (attack and other.event == "ASSAULT"):
            called = lemma in sight.sentence_at(other.sentence).text.lower()
            there = any(place_ref(p.site.place).id in at for p in other.places)
            alike = other.match.frame.root in roots
            ranked.append((0 if called else 1 if there else 2 if alike else 3, other))
    ranked.sort(key=lambda rank: rank[0])
    several = lemma in _GROUND or sight.scene.tokens.tag[phrase.head] == "NNS"
    if several and ranked and ranked[0][0] > 1:
        doers = {actor.id or actor.text for _, other in ranked for actor in other.actors[:1]}
        return [other for _, other in ranked] if len(doers) == 1 else []
    return [other for _, other in ranked]


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
    if len(draft.actors) != 1:
        return None
    actor = backing(sight, draft.actors[0]) or draft.actors[0]
    if actor.plover is None or actor.plover.sector not in WARRING:
        return None
    return sight.scene.parties.opponent(sight.scene.actors, actor)


def backing(sight: Sight, ref: ActorRef | None) -> ActorRef | None:
    """Return whom somebody of no name of his own speaks for ("A COMMANDER of the SNA")."""
    if ref is None or ref.id is not None or ref.span is None:
        return None
    low, high = ref.span
    inside = sight.scene.actors_by_span.inside(low, high)
    spoken = (a.speaks_for for a in inside if a.speaks_for is not None)
    bodies = (a.ref for a in inside if a.kind == "organisation" and a.ref.id is not None)
    return next(spoken, None) or next(bodies, None)


_ANSWERING = frozenset({"REJECT", "SUPPORT"})
_ANSWERED = {
    "accusation": "ACCUSE",
    "allegation": "ACCUSE",
    "charge": "ACCUSE",
    "criticism": "ACCUSE",
    "demand": "REQUEST",
    "appeal": "REQUEST",
    "call": "REQUEST",
    "request": "REQUEST",
    "ultimatum": "THREATEN",
    "threat": "THREATEN",
    "warning": "THREATEN",
    "offer": "AGREE",
    "proposal": "AGREE",
    "pledge": "AGREE",
    "promise": "AGREE",
}
"""Nouns for what somebody said, and the acts that they look back at."""
_WORDS = frozenset("claim statement report announcement declaration assertion remark".split())
_FEW, _BACK = 2, 8
"""Sentences within which anybody's words are answered, and a foe's."""


def _answered(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return whose words of before are rejected or welcomed ("dismissed THE CLAIM")."""
    clause = draft.match.clause
    for argument in clause.of("object"):
        head = argument.phrase.head
        lemma = sight.lemma(head)
        if sight.lowers[argument.phrase.start] not in _POINTED or way_of(sight, head) == "other":
            continue
        if (event := _ANSWERED.get(lemma)) is not None:
            near = (d for d in _before(draft, drafts) if clause.sentence - d.sentence <= _FEW)
            told = next((d for d in near if d.event == event and d.actors), None)
            if told is not None:
                return told.actors[0]
        if lemma in _WORDS or lemma in _ANSWERED:
            return _spoken(sight, draft)
    return None


_POINTED = frozenset({"the", "this", "that", "these", "those"})


def _spoken(sight: Sight, draft: Draft) -> ActorRef | None:
    """Return whose words a draft answers: its foe's that spoke last, else who else did just now."""
    just = sight.sentence_at(max(0, draft.sentence - _FEW)).start_char
    first = sight.sentence_at(max(0, draft.sentence - _BACK)).start_char
    here = sight.sentence_at(draft.sentence).start_char
    fights, others = sight.scene.parties.fights, list[ActorRef]()
    for speech in reversed(sight.scene.speeches):
        if speech.cue is None or not first <= speech.cue[0] < here:
            continue
        said = [r for r in (speech.speaker, speech.organisation) if r is not None]
        if any(same(r, draft.actors) for r in said):
            continue
        foe = next((r for r in said if any(fights(r, a) for a in draft.actors)), None)
        if foe is not None:
            return foe
        if speech.cue[0] >= just:
            others += said
    return others[0] if others else None


_RELEASE = frozenset({"release", "freedom"})


def _for_release(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody's freedom is asked for ("demanded her RELEASE")."""
    clause = draft.match.clause
    asked = (*clause.of("object"), *clause.of("oblique", "for"))
    return any(sight.lemma(a.phrase.head) in _RELEASE for a in asked)


def _holding(draft: Draft) -> bool:
    """Tell whether an act took people whose release may be asked for."""
    return draft.mode in {"abduct", "arrest"} and bool(draft.actors)


_ON_A_CROWD = frozenset({"crowd-control", "arrest"})


def _crowd(draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return who protested, in the sentence of what the police do to nobody named or before it."""
    for other in _before(draft, drafts):
        if other.event == "PROTEST" and draft.sentence - other.sentence <= 1 and other.actors:
            return other.actors[0]
    return None


def _bidden(draft: Draft) -> bool:
    """Tell whether people are told to do something, by whoever says so ("are asked to stay")."""
    return draft.match.clause.voice == "passive" and bool(draft.recipients)


def _laid_on(draft: Draft) -> bool:
    """Tell whether a deed is laid on somebody by who says so ("the rebels were behind it")."""
    return draft.match.frame.root == "accuse.responsible" and bool(draft.recipients)


def _jailer(sight: Sight, draft: Draft) -> ActorRef | None:
    """Return the police, court or service that tells of an arrest: it made it.

    Where an officer or a spokesman tells of it by name, it was his body and not he.
    """
    by = draft.claimed_by
    if by is None or not _jails(by):
        return None
    over = next((a for a in sight.scene.actors if a.span == by.span), None)
    if over is None or over.kind != "person":
        return by
    sent = sight.sentence(sight.scene.token_at(over.span[0]))
    return next(
        (
            a.ref
            for a in sight.scene.actors
            if a.kind in {"organisation", "group"}
            and sent.start_char <= a.span[0] < sent.end_char
            and a.ref.id is not None
            and _jails(a.ref)
        ),
        _body(sight, by),
    )


def _jails(ref: ActorRef) -> bool:
    """Tell whether somebody may have made an arrest: who defends the arrested has not."""
    if ref.text.lower().rsplit(" ", 1)[-1] in _DEFENDING:
        return False
    return ref.plover is not None and ref.plover.sector in _JAILING


_DEFENDING = frozenset("lawyer lawyers attorney attorneys counsel defender advocate".split())


def _body(sight: Sight, officer: ActorRef) -> ActorRef | None:
    """Return the police of an officer's country."""
    told = officer.plover
    if told is None or told.country is None or told.sector != "COP":
        return None
    entry = sight.scene.parties.register.body(told.country, "police")
    return ActorRef(text="police", name=entry.name, id=entry.id, plover=told) if entry else None
