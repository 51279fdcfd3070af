"""Who acts in an event and whom it is done to, near or far in the sentence.

One rule: a party is looked for in the slots first; for acts of speech and diplomacy, whose
addressee often stands inside what is asked, refused or threatened, then there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from dateline.model import ActorRef, Span
from dateline.read.clauses.clause import Argument, Clause, Phrase
from dateline.read.event_others import (
    announcer,
    beside,
    exchanging,
    fighters,
    inhabitants,
    launcher,
    living,
    ministers,
    namesakes,
    possessed,
    refused,
    siblings,
    supposed,
    whose,
)
from dateline.read.event_papers import authors
from dateline.read.event_strangers import (
    by_name,
    called_by,
    fought,
    is_weapon,
    named_by_deed,
    watched,
    within_one,
)
from dateline.read.frames import Match, Sight
from dateline.read.frames.sight import ANYBODY, PEOPLE
from dateline.read.frames.where import TOPICAL
from dateline.read.sieges import laid_by

NESTED = frozenset(
    """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION
    RETREAT""".split()
)
"""Types whose recipient may stand inside the content of the act."""
_WITH = ("with", "by", "using", "from")
_TOWARD = (
    "on",
    "to",
    "with",
    "against",
    "from",
    "for",
    "upon",
    "of",
    "in",
    "at",
    "toward",
    "towards",
    "over",
    "by",
    "between",
    "into",
    "about",
)
_GIVING = frozenset("abandon leave lose give surrender cede yield concede capitulate".split())
"""Verbs after which "to" leads to whoever gets what is given up."""
_CONTENT = frozenset({"complement", "purpose", "nominal", "participle", "adverbial"})
_JOINT = frozenset({"CONSULT", "COOPERATE"})
"""Types done with a partner: whoever else is named is what it is about."""
_BETWEEN = ("with", "between", "among", "to")
_AGAINST_WHOM = frozenset({"on", "against", "at", "upon", "in"})
_CIRCUMSTANCE = frozenset({"if", "unless", "after", "as", "when", "while", "since"})
_DEPTH = 3


_ACCUSING = frozenset("accuse blame suspect condemn denounce criticise criticize charge".split())
_OF_WHAT = frozenset({"of", "for", "over", "with"})
_AIMED = ("on", "at", "against", "of", "targeting", "upon", "into")
_HIT = frozenset({"facility", "object", "ground", "place", "armed", "civil"})


def sides(sight: Sight, match: Match) -> tuple[list[ActorRef], list[ActorRef]]:
    """Return actors and recipients of a match, in the direction of the act."""
    actors = _parties(sight, match, "actor") or list(laid_by(sight, match))
    actors = actors or _owners(sight, match) or supposed(sight, match)[0]
    actors = list(authors(sight, match)) or actors
    if match.frame.speech and (speaker := announcer(sight, match)) is not None:
        actors = [speaker]
    charge = accusation(sight, match.clause)
    if charge is not None and all(same(a, charge.accusers) for a in actors):
        actors = charge.accused
    recipients = _others(refused(sight, match), actors)
    recipients = recipients or living(sight, match) or _bidden(sight, match)
    recipients = recipients or _others(_reached(sight, match), actors)
    if match.frame.mode == "release":
        told = actors
        actors = exchanging(sight, match, actors)
        recipients = recipients or [a for a in told if not same(a, actors)]
    elif match.frame.reciprocal and len(actors) == 1 and not recipients:
        actors = [*namesakes(sight, match), *actors]
    actors, recipients = fighters(sight, match, actors, recipients)
    if not recipients and (match.frame.event == "ASSAULT" or match.frame.id == _VANDALS):
        recipients = _others(_targets(sight, match), actors)
    if not recipients:
        recipients = _others(_parties(sight, match, "from"), actors)
    if match.frame.event == "RETREAT" and match.frame.control == "gained":
        return recipients, actors  # who hands a place over acts, though the gainer holds it
    if not recipients and match.clause.lemma.split(" ")[0] in _GIVING:
        recipients = _others(_parties(sight, match, "to"), actors)
    nesting = match.frame.event in NESTED and match.frame.mode != "disarm"
    if not recipients and nesting and "recipient" in match.frame.slots:
        found = (r for r in nested(sight, match, actors) if not beside(sight, match, r))
        recipients = _others(found, actors)[:2]
    if not recipients:
        recipients = _things(sight, match) or inhabitants(sight, match) or _town_hit(sight, match)
    return actors, recipients


_VANDALS = "protest.vandalize"


def _things(sight: Sight, match: Match) -> list[ActorRef]:
    """Return what was taken, cut or forbidden, where no people are told of ("seized 30 RIFLES")."""
    if match.frame.event != "COERCE" or match.frame.control is not None:
        return []
    return [
        sight.by_words(argument.phrase)
        for argument in (*match.of("recipient"), *match.of("theme"))
        if argument.function == "object"
        and sight.scene.tokens.pos[argument.phrase.head] in {"NOUN", "PROPN"}
        and sight.place_over(argument.phrase.head) is None
        and "ground" not in sight.kinds(argument.phrase)
        and sight.lemma(argument.phrase.head) not in _WAYS
    ][:2]


_WAYS = frozenset(
    """road highway motorway route bridge street railway entrance exit traffic checkpoint roadblock
    barricade cordon border crossing curfew emergency law order""".split()
)
"""What is closed or put up to keep people from passing: nobody's, and no thing that is taken."""


_FAMILIES = ("blast.", "bombard.")
_HITTING = frozenset(
    """assault.attack assault.bomb assault.shell assault.strike assault.aerial assault.explosion
    battle.terror""".split()
)


def _town_hit(sight: Sight, match: Match) -> list[ActorRef]:
    """Return the town in which an attack or a bomb hit nobody that words name ("attacks in X")."""
    frame = match.frame
    if frame.root not in _HITTING and not frame.id.startswith(_FAMILIES):
        return []
    for argument in match.clause.of("oblique", "in", "at", "on"):
        place = sight.place_over(argument.phrase.head)
        if place is not None and place.feature not in {None, "country"}:
            return [ActorRef(text=place.text, name=place.name, span=place.span)]
    return []


@dataclass(frozen=True, slots=True)
class Accusation:
    """Who is accused of what a clause tells, and by whom."""

    accusers: list[ActorRef]
    accused: list[ActorRef]


def accusation(sight: Sight, clause: Clause) -> Accusation | None:
    """Return the accusation that a clause is the content of ("accused X of shelling Y")."""
    clauses = sight.scene.clauses
    below, above = clause, clause.parent
    for _ in range(_DEPTH):
        if above is None:
            return None
        parent = clauses[above]
        if parent.kind == "verb" and parent.lemma.split(" ")[0].lower() in _ACCUSING:
            if below.head < parent.head or not _charged(below, parent):
                return None
            charged = (*parent.of("object"), *parent.of("indirect"))
            accused = _named(sight, charged, whole=False) or [
                sight.by_words(a.phrase) for a in charged if sight.kinds(a.phrase) & PEOPLE
            ]
            accusers = _named(sight, parent.of("subject"), whole=False)
            return Accusation(accusers, accused) if accused else None
        below, above = parent, parent.parent
    return None


def _charged(below: Clause, accusing: Clause) -> bool:
    """Tell whether a clause is what somebody is accused of, and no circumstance of accusing."""
    if below.kind == "noun":
        return any(
            a.phrase.start <= below.head < a.phrase.end for a in accusing.of("oblique", *_OF_WHAT)
        )
    return below.marker in _OF_WHAT or below.relation == "complement"


def _targets(sight: Sight, match: Match) -> list[ActorRef]:
    """Return what was hit, where no people are told of: its owner, the building, the town."""
    clause = match.clause
    arguments = [*match.of("target"), *match.of("place")] or [
        a for a in clause.of("oblique", *_AIMED) if sight.kinds(a.phrase) & {"facility", "object"}
    ]
    found: list[ActorRef] = []
    for argument in tuple(_passing(sight, match)) or arguments:
        beside = argument.preposition in _BESIDE and argument.function == "oblique"
        if argument.function == "oblique" and argument.preposition not in _AIMED and not beside:
            continue
        ref = _hit(sight, argument.phrase)
        if ref is not None and not same(ref, found):
            found.append(ref)
    return found


_BESIDE = frozenset({"beside", "near", "next to", "under", "underneath", "alongside", "by"})
_PASS = frozenset(
    """pass drive go travel cross move ride roll walk queue gather wait arrive leave pray vote line
    march assemble shop""".split()
)
_WENT_OFF = frozenset({"assault.explode", "assault.explosion", "assault.mine"})


def _passing(sight: Sight, match: Match) -> Iterator[Argument]:
    """Yield whom a bomb was meant for: what stood or passed where it went off.

    "Blew up BESIDE A PATROL", "was detonated AS A CONVOY PASSED".
    """
    blew = match.frame.root == "assault.strike" and match.clause.lemma in _BLOWING
    if not (blew or match.frame.root in _WENT_OFF or match.frame.id.startswith("blast.")):
        return
    for argument in match.clause.of("oblique", *_BESIDE):
        if sight.kinds(argument.phrase) & _MOVING and not sight.place_over(argument.phrase.head):
            yield argument
    for other in sight.scene.clauses_of(match.clause.sentence):
        if (
            other.parent == match.clause.index
            and other.marker in {"as", "when", "while"}
            and other.lemma.split(" ")[0] in _PASS
        ):
            yield from (a for a in other.of("subject") if sight.kinds(a.phrase) & _MOVING)


_BLOWING = frozenset({"blow up", "explode", "go off", "detonate", "burst"})
_MOVING = frozenset({"armed", "object", "civil", "official"})


def _hit(sight: Sight, phrase: Phrase) -> ActorRef | None:
    tokens = sight.scene.tokens
    place = sight.place_over(phrase.head)
    if place is not None:
        return ActorRef(text=place.text, name=place.name, span=place.span)
    if not sight.kinds(phrase) & _HIT or tokens.pos[phrase.head] == "PRON":
        return None
    low, _ = sight.scene.chars_of(phrase.start, phrase.end)
    head = tokens.idx[phrase.head]
    owners = [a for a in sight.scene.actors_by_span.inside(low, head) if a.ref.id]
    if owners:
        return owners[-1].ref
    if own := possessed(sight, phrase, ()):
        return own[0]
    return whose(sight, phrase) or sight.by_words(phrase)


def _reached(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whom an act is done to by its slot; of a reproach not those whom the deed hit."""
    found = _parties(sight, match, "recipient") or named_by_deed(sight, match)
    if not found or match.frame.event != "ACCUSE":
        return found
    victims = _victims(sight, match.clause)
    return [r for r in found if not _inside_of(r, victims)]


def nested(sight: Sight, match: Match, actors: list[ActorRef]) -> list[ActorRef]:
    """Return the parties named inside what an act is about, the nearest source only."""
    for source in _sources(sight, match):
        found: dict[str, ActorRef] = {}
        for ref in source:
            if not (same(ref, actors) or is_weapon(sight, ref) or within_one(ref, actors)):
                found.setdefault(ref.id or ref.text.lower(), ref)
        if found:
            return [ref for ref in found.values() if not fought(sight, match, ref)]
    return []


_SENDING = frozenset(
    "deploy send dispatch contribute commit station redeploy withdraw pull recall".split()
)
"""What is done with one's own men."""


def _sources(sight: Sight, match: Match) -> Iterator[list[ActorRef]]:
    clause = match.clause
    if match.frame.event in _JOINT:  # "work together TO DEFEAT X", "met to discuss Y"
        topical = clause.lemma.split(" ")[0] in TOPICAL
        partners = [] if topical else [*clause.of("object"), *clause.of("indirect")]
        yield _named(sight, [*partners, *clause.of("oblique", *_BETWEEN)], whole=True)
        return
    for below in _contents(sight, clause):
        yield _named(sight, below.of("subject"), whole=False)
        if match.frame.event == "ACCUSE":
            continue  # "denounced the killing OF SOLDIERS": those are no culprits
        if below.lemma.split(" ")[0] not in _SENDING:  # "offered to send TROOPS" is not to them
            yield _named(sight, below.of("object"), whole=True)
        yield _named(sight, below.of("indirect"), whole=True)
        yield _named(sight, below.of("oblique", *_TOWARD), whole=True)
    rest = [a for a in clause.arguments if a.function in {"object", "indirect"}]
    victims = _victims(sight, clause) if match.frame.event == "ACCUSE" else ()
    yield [r for r in _named(sight, rest, whole=True) if not _inside_of(r, victims)]
    toward = clause.of("oblique", *_TOWARD)
    where = [a for a in toward if a.preposition in _WITHIN and "ground" in sight.kinds(a.phrase)]
    yield _named(sight, (a for a in toward if a not in where), whole=True)
    yield _named(sight, where, whole=True)  # "clashed with police IN FRENCH CITIES"


_WITHIN = frozenset({"in", "at", "across"})


def _victims(sight: Sight, clause: Clause) -> tuple[Span, ...]:
    """Return whom the deed was done to that somebody is reproached with ("the attack ON X")."""
    scene = sight.scene
    return tuple(
        scene.chars_of(a.phrase.start, a.phrase.end)
        for deed in scene.clauses_of(clause.sentence)
        if deed.kind == "noun"
        and any(o.phrase.start <= deed.head < o.phrase.end for o in clause.of("object"))
        for a in deed.arguments
        if a.function == "object" or (a.function == "oblique" and a.preposition in _AGAINST_WHOM)
    )


def _inside_of(ref: ActorRef, spans: Iterable[Span]) -> bool:
    span = ref.span
    return span is not None and any(low <= span[0] < high for low, high in spans)


def _contents(sight: Sight, clause: Clause, depth: int = 0) -> Iterator[Clause]:
    """Yield the clauses that a clause has as its content or aim, the nearest first."""
    if depth >= _DEPTH:
        return
    for other in sight.scene.clauses[clause.index + 1 :]:
        if other.sentence != clause.sentence:
            break
        if (
            other.parent == clause.index
            and other.relation in _CONTENT
            and other.marker not in _CIRCUMSTANCE
        ):
            yield other
            yield from _contents(sight, other, depth + 1)


def _named(sight: Sight, arguments: Iterable[Argument], *, whole: bool) -> list[ActorRef]:
    """Return the parties that phrases are, or (`whole`) that stand anywhere inside them."""
    found: list[ActorRef] = []
    for argument in arguments:
        refs = parties_of(sight, argument.phrase)
        if not refs and whole:
            refs = tuple(_inside(sight, argument.phrase))
        found += refs
    return found


def parties_of(sight: Sight, phrase: Phrase) -> tuple[ActorRef, ...]:
    """Return whom a phrase stands for, a country under its name as a place included."""
    mention = sight.actor(phrase)
    if mention is not None:
        return sight.parties(phrase)
    return _country(sight, phrase.head)


def _inside(sight: Sight, phrase: Phrase) -> Iterator[ActorRef]:
    low, high = sight.scene.chars_of(phrase.start, phrase.end)
    taken: list[tuple[int, int]] = []
    for actor in sight.scene.actors_by_span.inside(low, high):
        if actor.kind != "pronoun" and not any(
            a <= actor.span[0] and actor.span[1] <= b for a, b in taken
        ):
            taken.append(actor.span)
            yield actor.ref
    for place in sight.scene.places_by_span.inside(low, high):
        if place.feature != "country" or place.span is None:
            continue
        if not any(a <= place.span[0] < b for a, b in taken):
            yield ActorRef(text=place.text, name=place.name, span=place.span)


def _country(sight: Sight, head: int) -> tuple[ActorRef, ...]:
    place = sight.place_over(head)
    if place is None or place.feature != "country":
        return ()
    return (ActorRef(text=place.text, name=place.name, span=place.span),)


def same(ref: ActorRef, others: Iterable[ActorRef]) -> bool:
    """Tell whether a reference is one of these actors, by id, by name or as printed."""
    return any(
        (ref.id and ref.id == o.id)
        or (ref.name and ref.name == o.name)
        or ref.text.lower() == o.text.lower()
        for o in others
    )


def counted_of(ref: ActorRef, others: Iterable[ActorRef]) -> bool:
    """Tell whether some are counted of nameless people told of before ("TWO guards")."""
    return any(o.id is None and ref.text.lower().endswith(f" {o.text.lower()}") for o in others)


def _others(refs: Iterable[ActorRef], actors: list[ActorRef]) -> list[ActorRef]:
    return [r for r in refs if not same(r, actors)]


_BY_MEANS = frozenset({"force", "arms", "violence", "air", "sea", "land"})


def _parties(sight: Sight, match: Match, role: str) -> list[ActorRef]:
    found: dict[str, ActorRef] = {}
    for argument in match.of(role):
        if role == "actor" and (_handed_on(sight, match, argument) or _is_bidden(match, argument)):
            continue
        if role == "actor" and (
            watched(sight, match, argument) or called_by(sight, match, argument)
        ):
            continue
        if argument.preposition == "by" and sight.lowers[argument.phrase.head] in _BY_MEANS:
            continue  # "seize power by force"
        town = _struck(sight, match, argument) if role == "recipient" else None
        if town is not None:
            found.setdefault(town.text.lower(), town)
            continue
        refs = tuple(ministers(sight, argument.phrase)) or sight.parties(argument.phrase)
        refs = possessed(sight, argument.phrase, (*refs, *siblings(sight, argument.phrase)))
        if role == "recipient":
            refs = by_name(sight, argument) or refs
        if role == "actor" and not any(r.id for r in refs):
            by = launcher(sight, argument.phrase)
            refs = (by,) if by is not None else refs
        if role == "actor" and _mere_weapon(sight, argument.phrase, refs):
            continue
        if not refs and role == "actor":
            refs = _ourselves(sight, match, argument.phrase)
        if not refs and role == "recipient":
            refs = _country(sight, argument.phrase.head) or _counted(sight, match, argument.phrase)
        for ref in refs:
            found.setdefault(ref.id or ref.text.lower(), ref)
    return list(found.values())


_SPEAKING = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN"})
_WE = frozenset({"we", "i"})


def _ourselves(sight: Sight, match: Match, phrase: Phrase) -> tuple[ActorRef, ...]:
    """Return who writes, where it is they who ask or accuse ("WE call on all parties to stop")."""
    first = sight.lowers[phrase.head] in _WE and phrase.end == phrase.start + 1
    if not first or match.frame.event not in _SPEAKING:
        return ()
    if sight.scene.speech_over(phrase.head) is not None:
        return ()
    word = sight.by_words(phrase)
    ours = sight.scene.ours
    return (replace(ours, text=word.text, span=word.span),) if ours is not None else (word,)


def _bidden(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whose act is asked for ("demanded the withdrawal OF THE M23")."""
    return [
        ref
        for argument in match.of("actor")
        if _is_bidden(match, argument)
        for ref in sight.parties(argument.phrase)
    ]


def _is_bidden(match: Match, argument: Argument) -> bool:
    """Tell whether a party hangs on the noun for what is asked, not on the verb of asking."""
    clause, head = match.clause, argument.phrase.head
    if match.frame.event != "REQUEST" or clause.kind != "verb" or clause.voice != "active":
        return False
    return head > clause.head and any(
        a.phrase.start <= head < a.phrase.end and a.phrase.head < head for a in clause.of("object")
    )


_DURING = frozenset({None, "in", "during", "amid", "by"})


def _handed_on(sight: Sight, match: Match, argument: Argument) -> bool:
    """Tell whether a parse hands on to an act those whom it was done to as its doers.

    "Five villagers were killed DURING SHELLING": the subject of the verb above is its victim.
    """
    clause = match.clause
    if not argument.antecedent or clause.parent is None or clause.marker not in _DURING:
        return False
    above = sight.scene.clauses[clause.parent]
    fights = match.frame.reciprocal and "armed" in sight.kinds(argument.phrase)
    return (
        above.voice == "passive"
        and sight.scene.tokens.tag[clause.head] == "VBG"
        and any(a.phrase.head == argument.phrase.head for a in above.of("object"))
        and not fights
    )


def _struck(sight: Sight, match: Match, argument: Argument) -> ActorRef | None:
    """Return the town that was hit, where a capital's name may stand for a government, too."""
    place = sight.place_over(argument.phrase.head)
    if match.frame.event != "ASSAULT" or place is None or place.feature == "country":
        return None
    if argument.function == "oblique" and argument.preposition not in _AIMED:
        return None
    mention = sight.actor(argument.phrase)
    if mention is None or mention.span != place.span or sight.is_band(mention.span):
        return None
    return ActorRef(text=place.text, name=place.name, span=place.span)


def _counted(sight: Sight, match: Match, phrase: Phrase) -> tuple[ActorRef, ...]:
    """Return those killed, hurt or taken whom a number alone tells ("TWO were shot")."""
    frame = match.frame
    harmed = (
        frame.toll is not None
        or frame.mode in {"abduct", "arrest", "release"}
        or frame.root == "assault.shoot"
    )
    pos = sight.scene.tokens.pos[phrase.head]
    if frame.event in _ADDRESSED and sight.lowers[phrase.head] in ANYBODY:
        return (sight.by_words(phrase),)  # "ordered EVERYBODY to leave"
    after = sight.lowers[phrase.head + 1 : phrase.head + 3]
    alone = phrase.head + 1 == phrase.end or after == ["of", "them"]
    bare = pos == "NUM" and alone
    named = pos == "PROPN" and "person" in sight.kinds(phrase)  # "HICKS was captured"
    told = (bare and match.clause.kind == "verb") or named
    return (sight.by_words(phrase),) if harmed and told else ()


_ADDRESSED = frozenset({"REQUEST", "THREATEN", "COERCE"})
_UNMANNED = frozenset(
    """drone uav quadcopter munition shahed rocket missile shell projectile bomb katyusha grad scud
    mortar round""".split()
)
"""Weapons that nobody sits in: without an owner they act for nobody."""


def _mere_weapon(sight: Sight, phrase: Phrase, refs: tuple[ActorRef, ...]) -> bool:
    """Tell whether a phrase is a weapon without a crew or a known owner: it acts for nobody."""
    weapon = sight.weapon(phrase)
    if weapon is None or any(r.id for r in refs):
        return False
    if sight.scene.tokens.tag[phrase.head] == "NNP":
        return False  # "SHELL pulled its staff out"
    if sight.lemma(phrase.head).lower() in _UNMANNED:
        return True
    return not weapon.bearer and "armed" not in sight.kinds(phrase)  # "SNIPERS shot two women"


def _owners(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whose weapons, aircraft or attack it was, where the subject is one."""
    clause = match.clause
    hit = match.of("recipient")
    for argument in (
        *match.of("instrument"),
        *(a for a in match.of("theme") if hit or not clause.of("subject")),
        *clause.of("subject"),
        *clause.of("oblique", *_WITH),
    ):
        if _handed_on(sight, match, argument):
            continue  # "A FAMILY'S CAR was struck, killing six"
        if argument in hit:  # "the army repelled RUSSIAN ATTACKS": these are not the army's
            continue
        kinds = sight.kinds(argument.phrase)
        if not kinds & {"weapon", "act"}:
            continue
        owner = sight.owner(argument.phrase) or launcher(sight, argument.phrase)
        if owner is not None and (owner.id or not _mere_weapon(sight, argument.phrase, (owner,))):
            return [owner]
    return _possessor(sight, clause)


def _possessor(sight: Sight, clause: Clause) -> list[ActorRef]:
    """Return whose act a noun is where adjectives part the two ("the regime's escalating attacks").

    Parses often take such an adjective for a verb.
    """
    if clause.kind != "noun":
        return []
    tokens = sight.scene.tokens
    for token in range(clause.head - 1, max(clause.head - 5, 0), -1):
        if tokens.tag[token] == "POS":
            owner = next((a for a in sight.scene.actors if a.span[1] == tokens.idx[token]), None)
            if owner is None or owner.ref.id is None:
                return []
            suffers = any(a.phrase.start <= token - 1 < a.phrase.end for a in clause.of("object"))
            return [] if suffers and owner.kind == "person" else [owner.ref]  # "X's ARREST"
        if tokens.pos[token] not in {"ADJ", "VERB", "NOUN", "ADV", "PUNCT", "CCONJ"}:
            return []
    return []
