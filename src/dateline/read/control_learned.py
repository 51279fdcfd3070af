"""Control that no rule reads: what the learned head makes of a place, where grammar bears it out.

One rule: the rules go first. The head adds a claim only where it is sure, of a place of which
nothing was drawn in that sentence, in a clause that is told as fact or as somebody's claim and
tells no other act, and with a party that may hold ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.model.claim import Change
from dateline.read.clauses.clause import Clause
from dateline.read.control_claim import Found, Told, by_clause, claim_of, in_passing
from dateline.read.control_head import (
    CHANGES,
    Opinion,
    around,
    candidates,
    control_head,
    vectors_of,
)
from dateline.read.control_party import STATES, fights
from dateline.read.frames import Match
from dateline.read.frames.lying import tells_where
from dateline.read.frames.sight import Sight
from dateline.read.same import same
from dateline.read.scene import ActorMention, Scene
from dateline.read.status import standing

RULE: Final = "learned.control"
_SURE: Final = 0.8
"""Chance from which an opinion is told: see docs/measured.md for what other values bring."""
_SURER: Final = 0.88
"""Chance from which a name that nobody knows may be a party."""
_PARTY: Final = 0.5
"""Chance from which a party is named."""
_TRUST: Final = 0.85
"""Confidence in a claim by the chance that the head gives it: a judgement."""
_TAKING: Final = frozenset({"gained", "held", "lost"})
"""What a frame may tell of a clause in whose words more places may stand than it took."""
_TOO_WIDE: Final = frozenset({"country", "sea", "continent", "lake", "river"})
_DIVISIONS: Final = frozenset({"admin1", "admin2", "region"})
"""What only tells where a place lies that is told of beside it ("hold Kakata, Margibi County")."""
_ALONE: Final = frozenset({"contested"})
"""Changes that are told without a party."""


class _How(NamedTuple):
    """How a place is told of: at which head word, in which clause, and that clause's bearing."""

    head: int
    clause: Clause | None
    told: Told


def by_head(
    sight: Sight, drawn: Sequence[ControlClaim], found: Sequence[Match]
) -> Iterator[ControlClaim]:
    """Yield what the head makes of places of which the rules drew nothing.

    Args:
        sight: the scene.
        drawn: what the rules drew.
        found: the predicates that the frames know.
    """
    scene = sight.scene
    vectors = vectors_of(scene)
    acts: dict[int, list[Clause]] = {}
    for match in found:
        if match.frame.control not in _TAKING:
            acts.setdefault(match.clause.sentence, []).append(match.clause)
    had = _by_sentence(scene, drawn)
    places = [p for p in scene.places if _asked(sight, p, had, acts)]
    if vectors is None or not places:
        return
    asked = list(_told_of(sight, places))
    if not asked:
        return
    seen = [around(scene.tokens, *scene.tokens_of(p.span or (0, 0))) for p, _ in asked]
    actors = [candidates(scene, one) for one in seen]
    opinions = control_head()(vectors, seen, [[a.head for a in some] for some in actors])
    told: list[ControlClaim] = []
    for (place, how), some, opinion in zip(asked, actors, opinions, strict=True):
        claim = _claim(sight, place, how, some, opinion)
        if claim is not None and (
            _by_another(sight, place, claim, found)
            or tells_where(sight, place)
            or _gainsaid(sight, place, claim)
        ):
            continue
        if claim is not None and not any(_told_before(claim, old) for old in (*drawn, *told)):
            told.append(claim)
            yield claim


def _told_of(sight: Sight, places: Iterable[PlaceMention]) -> Iterator[tuple[PlaceMention, _How]]:
    """Yield the places of which something is told as done: no others are worth the head's time."""
    for place in places:
        head = sight.scene.tokens.top(*sight.scene.tokens_of(place.span or (0, 0)))
        clause = sight.scene.predicate_over(head)
        told = _told(sight, clause, head)
        if told is not None:
            yield place, _How(head, clause, told)


def _by_sentence(scene: Scene, claims: Iterable[ControlClaim]) -> dict[int, list[ControlClaim]]:
    """Return claims by the numbers of the sentences that they or their places stand in."""
    found: dict[int, list[ControlClaim]] = {}
    number = scene.tokens.sentence
    for claim in claims:
        spans = [claim.span, *([claim.where.span] if claim.where and claim.where.span else [])]
        ends = [(number[a], number[b - 1]) for a, b in map(scene.tokens_of, spans)]
        for sentence in {s for a, b in ends for s in range(a, b + 1)}:
            found.setdefault(sentence, []).append(claim)
    return found


def _asked(
    sight: Sight,
    place: PlaceMention,
    had: Mapping[int, Sequence[ControlClaim]],
    acts: Mapping[int, Sequence[Clause]],
) -> bool:
    """Tell whether a place is one of which something may be told and was not."""
    scene, span = sight.scene, place.span
    if span is None or place.role == "description" or place.feature in _TOO_WIDE:
        return False
    if sight.in_longer_name(span) or any(a.span == span for a in scene.actors_over(span)):
        return False
    token = scene.token_at(span[0])
    number = scene.tokens.sentence[token]
    drawn = had.get(number, ())
    if any(_overlap(c.where.span, span) for c in drawn if c.where is not None):
        return False  # "the road to X" was drawn
    if _beside_the_point(scene.text, span) or _over_parts(sight, place, span):
        return False
    clause = scene.predicate_over(token)
    if clause is None and number in acts:
        return False  # "captured two commanders, Warsame and Farah"
    if clause is not None and any(_tells(sight, clause, a) for a in acts.get(clause.sentence, ())):
        return False
    sentence = sight.sentence(token)
    if not _FIRE.isdisjoint(sight.lowers[sentence.start : sentence.end]):
        return False  # "regime forces shell Douma": a headline's verb may be no verb to the parser
    return not any(
        (same(c.where, place) or place.feature in _DIVISIONS)
        and c.span[0] < sentence.end_char
        and sentence.start_char < c.span[1]
        for c in drawn
    )


_FIRE: Final = frozenset(
    """shell shells shelled shelling target targets targeted targeting re-target bomb bombs bombed
    bombing bombard bombards bombarded bombardment pound pounds pounded strike strikes struck raid
    raids raided attack attacks attacked assault assaults storm""".split()
)
"""Words of fire and assault: a sentence that tells of them tells of no ground by the way."""
_BESIDE: Final = re.compile(
    r"\b(?:from|(?:all|everything|nothing|no\w*) but|but (?:for|one,)|except(?: for)?|save(?: for)?"
    r"|call(?:s|ed)? it|known as"
    r"|(?:road|highway|route|track|way) (?:to|for|from))(?: the)?"
    r"(?: [A-Z][\w'’-]+(?: and| or| to|,))*(?: the)? \Z"
)
"""What a place is named behind that is left or left out, is only a name of it or a road's end."""
_SURROUNDS: Final = re.compile(
    r"\b(?:in|of|across|throughout|around)(?: the)?(?: [a-z]+)? \Z", re.IGNORECASE
)
_STOP: Final = re.compile(r"\n|\.(?=\s)")
_HEADS: Final = re.compile(r"(?: \([^)\n]{2,40}\)|, [\w ]{2,30})?: ")


_WAS: Final = re.compile(
    r",? (?:(?:is|was|are|were|has been),? )?(?:an?|the)? ?(?:former|onetime|one-time|erstwhile) ",
)
"""What a place was once ("A, a former militia stronghold") and is not told to be now."""


def _beside_the_point(text: str, span: Span) -> bool:
    """Tell whether a place is only where something comes from, an exception or a nickname."""
    if _WAS.match(text, span[1]) is not None:
        return True
    return _BESIDE.search(text, max(0, span[0] - _REACH), span[0]) is not None


def _over_parts(sight: Sight, place: PlaceMention, span: Span) -> bool:
    """Tell whether a place only heads or surrounds those of which its sentence tells.

    "Hadramawt: Mukalla, rebels; Seiyun, army" tells of the towns; so does "in X, A is theirs".
    """
    text = sight.scene.text
    sentence = sight.sentence(sight.scene.token_at(span[0]))
    stop = _STOP.search(text, span[1])
    line = stop.start() if stop is not None else len(text)
    heads = _HEADS.match(text, span[1], line)
    low, high = (sentence.start_char, sentence.end_char) if heads is None else (heads.end(), line)
    around = _SURROUNDS.search(text, max(0, span[0] - _REACH), span[0]) is not None
    if heads is None and not (around and place.feature in _DIVISIONS):
        return False
    return any(
        p.span != span and p.feature not in _DIVISIONS | _TOO_WIDE and p.role != "adjective"
        for p in sight.scene.places_by_span.starting(low, high)
        if p.span is not None and not sight.in_actor(p.span)
    )


_REACH: Final = 60
"""Characters before a place in which it is told how it is named."""


def _by_another(
    sight: Sight, place: PlaceMention, claim: ControlClaim, found: Iterable[Match]
) -> bool:
    """Tell whether the clause's own verb of taking has another doer than the head names."""
    clause = sight.scene.predicate_over(sight.scene.token_at((place.span or (0, 0))[0]))
    doers = [
        ref
        for m in found
        if clause is not None and m.clause.index == clause.index and m.frame.control in _TAKING
        for argument in m.of("actor")
        for ref in sight.parties(argument.phrase)
    ]
    return bool(doers) and not any(same(claim.holder, ref) for ref in doers)


_LEAVING: Final = frozenset(
    "vacate abandon evacuate leave quit desert flee withdraw cede relinquish empty".split()
)
_MERE: Final = 4
"""Words of an entry that tells no more than that all is quiet, its head and its stop among them."""


def _gainsaid(sight: Sight, place: PlaceMention, claim: ControlClaim) -> bool:
    """Tell whether plain words say otherwise: a party leaves, or is on its way, or is not named."""
    if claim.change not in _HAVING:
        return False
    tokens, low = sight.scene.tokens, (place.span or (0, 0))[0]
    token = sight.scene.token_at(low)
    if token and tokens.lower[token - 1] in {"towards", "toward"}:
        return True
    sentence = sight.sentence(token)
    whose = claim.holder.span if claim.holder is not None else None
    outside = whose is None or not sentence.start_char <= whose[0] < sentence.end_char
    if outside and sentence.end - sentence.start - (len(place.text.split()) - 1) <= _MERE:
        return True
    clause = sight.scene.predicate_over(token)
    return (
        clause is not None
        and clause.lemma in _LEAVING
        and any(
            same(claim.holder, ref) for a in clause.of("subject") for ref in sight.parties(a.phrase)
        )
    )


def _overlap(one: Span | None, other: Span) -> bool:
    return one is not None and one[0] < other[1] and other[0] < one[1]


def _tells(sight: Sight, clause: Clause, act: Clause) -> bool:
    """Tell whether a clause tells an act, by its verb or a noun ("withstood an assault")."""
    if act.kind != "noun" or act.sentence != clause.sentence:
        return act.index == clause.index
    head, verbs = sight.scene.tokens.head, {c.head for c in sight.scene.clauses_of(act.sentence)}
    token = act.head
    while head[token] != token:
        token = head[token]
        if token in verbs and token != act.head:
            break
    return token == clause.head


def _told_before(claim: ControlClaim, old: ControlClaim) -> bool:
    """Tell whether a report says the same of a place already, or that somebody else has it.

    What was gained is held; and where a rule read who took a place, the head does not gainsay it.
    """
    if not same(claim.where, old.where):
        return False
    one, other = claim.holder, old.holder
    alike = one is None or other is None or same(one, other)
    if alike:
        return claim.change == old.change or (claim.change == "held" and old.change == "gained")
    return claim.change in _HAVING and old.change in _HAVING


_HAVING: Final = frozenset({"gained", "held"})


def _claim(
    sight: Sight,
    place: PlaceMention,
    how: _How,
    actors: Sequence[ActorMention],
    opinion: Opinion,
) -> ControlClaim | None:
    best = int(opinion.chances.argmax())
    chance = float(opinion.chances[best])
    if chance < _SURE:
        return None
    change: Change = CHANGES[best]
    holder, loser = (_party(actors, opinion, best, role) for role in (0, 1))
    surely = min(chance, float(opinion.parties[best, 0].max())) >= _SURER
    if holder is not None and not _may_hold(sight, holder, unknown=surely):
        return None
    if holder is not None and change == "gained" and _behind(sight, _OUT_OF, holder):
        holder, loser = None, holder
    elif holder is None and change not in _ALONE:
        return None
    head, clause, told = how
    if holder is not None and _only_says(sight, clause, head, holder):
        return None
    sentence = sight.sentence(head)
    span = (sentence.start_char, sentence.end_char)
    if clause is not None:
        own = sight.scene.chars_of(clause.start, clause.end)
        span = own if place.span is None or own[0] <= place.span[0] < own[1] else span
    found = Found(
        rule=RULE,
        span=span,
        fired=place.span or span,
        base=chance,
        change=change,
        holder=holder,
        note="read by the learned head, not by a rule",
    )
    claim = replace(claim_of(found, told, place), confidence=round(_TRUST * chance, 3))
    return claim if loser is None or change != "gained" else _from(claim, loser)


def _told(sight: Sight, clause: Clause | None, head: int) -> Told | None:
    """Return how a place is told of, None where nothing is told as done.

    Words of a list stand in no predicate ("Carurú, Villa Fátima: all that is the guerrillas'").
    """
    if clause is None:
        told = in_passing(sight, head)
    else:
        stands = standing(sight, clause)
        if stands.tried or stands.failed:
            return None
        told = by_clause(sight, clause, head, stands)
    return told if told.status in {"asserted", "claimed"} else None


def _only_says(sight: Sight, clause: Clause | None, token: int, ref: ActorRef) -> bool:
    """Tell whether somebody says what is told and is not in it ("the army says X is Bosnian").

    Who says that "they" took a place is in it.
    """
    speech = sight.scene.speech_over(token)
    if speech is None or ref.span is None or speech.covers(ref.span[0]):
        return False
    doers = clause.of("subject") if clause is not None and clause.kind == "verb" else ()
    return not any(sight.lowers[a.phrase.head] in _WHO_SPEAKS for a in doers)


_WHO_SPEAKS: Final = frozenset({"they", "it", "we"})


def _may_hold(sight: Sight, ref: ActorRef, *, unknown: bool) -> bool:
    """Tell whether somebody may hold ground: a drone and a spokesman do not.

    Args:
        sight: the scene.
        ref: who.
        unknown: whether a name that no register knows will do.
    """
    if ref.text.partition(" ")[0].lower() in _NOBODY:
        return False
    last = ref.text.split(" ")[-1].lower().removesuffix("s")
    own = sight.book.kinds.get(last, frozenset())
    civil = own & {"official", "civil"} and not own & {"armed"} and last not in STATES
    gone = _behind(sight, _RID_OF, ref)
    nobody = ref.id is None and (ref.plover is None or ref.plover.sector is None)
    named = unknown and nobody and ref.text[:1].isupper() and not own
    return (
        (fights(sight, ref) or named) and not civil and not gone and last not in sight.book.weapons
    )


_NOBODY: Final = frozenset({"neither", "no"})


def _behind(sight: Sight, words: re.Pattern[str], ref: ActorRef) -> bool:
    low = ref.span[0] if ref.span is not None else 0
    return words.search(sight.scene.text, max(0, low - _BEFORE), low) is not None


_OUT_OF = re.compile(r"\b(?:from|off)(?: (?:the|its|their|an?))*\s\Z", re.IGNORECASE)
"""From whom a place is gained."""
_RID_OF = re.compile(
    r"\b(?:(?:free|rid|cleared|cleansed|purged|emptied|bare) of|without)"
    r"(?: (?:the|any|all|its|their|last|a|an))*\s\Z",
    re.IGNORECASE,
)
"""Whom a place is told to be rid of."""
_BEFORE: Final = 40
"""Characters before a party in which that is told."""


def _party(
    actors: Sequence[ActorMention], opinion: Opinion, change: int, role: int
) -> ActorRef | None:
    chances = opinion.parties[change, role]
    best = int(chances.argmax())
    if not best or chances[best] < _PARTY:
        return None
    who = actors[best - 1]
    return who.speaks_for if who.kind == "person" and who.speaks_for is not None else who.ref


def _from(claim: ControlClaim, loser: ActorRef) -> ControlClaim:
    return claim if same(claim.holder, loser) else replace(claim, from_=loser)
