"""Whose side a change of control is on, where no argument of the clause says it outright.

One rule: read from the words that stand there (a flag's owner, hands, whoever announces what he
took back), never from what would be likely.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.model import ActorRef
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.control_party import warring_party
from dateline.read.control_regained import is_back
from dateline.read.frames import Match, Sight
from dateline.read.frames.sight import PERSONAL

_FLAGS = frozenset({"flag", "banner", "standard", "colour", "color"})
_HANDS = frozenset({"hand", "control", "grip", "grasp", "clutch", "yoke"})
_GLAD = frozenset(
    """recover retake recapture liberate regain reclaim restore purge cleanse clear secure free
    neutralise neutralize reconquer recovery liberation recapture retaking reconquest""".split()
)
"""Words of whoever took a place; of a loss, its losers speak otherwise."""
_PARTIES = frozenset({"MIL", "REB", "GOV"})
_MOVING = frozenset(
    {"seize.enter", "withdraw.abandon",
        "withdraw.positions", "withdraw.withdraw", "advance.reach", "hold.have", "hold.party",
     "hold.present", "seize.back", "advance.advance", "advance.gates"}
)  # fmt: skip
_BEING = frozenset({"hold.present", "hold.have", "hold.theirs", "hold.party"})
"""Words of such wide use that only a party in arms makes them a holding."""
_COMING = frozenset({"come", "get", "go", "make", "march", "walk"})
_ELECTION = re.compile(
    r"\b(?:elections?|votes?|voters?|polls?|ballots?|seats?|primary|caucus|match|league|cup"
    r"|councill?ors?|striker|midfield(?:er)?|goals?|relegation|drop zone|champions?|penalt(?:y|ies)"
    r"|kick-?off|box office|film|novel|market share|customers?|shoppers?)\b"
)
"""Words of elections, sport, shops and stories, where places are won and lost without arms."""
_CIVIL_BODIES = frozenset(
    """airline company agency charity bank embassy mission delegation contractor firm broadcaster
    organisation organization organizer operator carrier investor""".split()
)
_POLITICAL = frozenset({"party", "leader", "opposition", "coalition", "alliance", "side", "wing"})
_VOTED = frozenset({"seize.take", "seize.capture", "lose.lose", "hold.hold", "hold.have"})
_NO_LONGER = re.compile(r"\b(?:no longer|not\b.{0,40}\b(?:any longer|any more|anymore))\b")


def figurative(sight: Sight, match: Match) -> bool:
    """Tell whether a match is no change of ground: a journey, an election, a match."""
    arguments = match.of("actor")
    if match.frame.id == "hold.party" and sight.scene.tokens.tag[match.clause.head] == "VBG":
        return True  # "despite BEING a rebel group"
    if _of_words(sight, match) or _stranger(sight, match) or _who_they_were(match):
        return True
    if match.frame.id in _MOVING and arguments:
        kinds = set().union(*(_own(sight, a) for a in arguments))
        if not kinds & {"armed"} and kinds & {"official", "civil", "person"}:
            return True
    wide = match.frame.id == "seize.enter" and match.clause.lemma.split(" ")[0] in _COMING
    if (match.frame.id in _BEING or wide) and not any(_fighting(sight, a) for a in arguments):
        return True
    if match.frame.id in _VOTED and not any(
        "armed" in sight.word_kinds(a.phrase.head) and sight.lemma(a.phrase.head) not in _POLITICAL
        for a in arguments
    ):
        return _ELECTION.search(_paragraph(sight, match)) is not None
    return False


def _who_they_were(match: Match) -> bool:
    """Tell whether a clause only tells which men are meant ("police who were in the station")."""
    past = match.clause.tense in {"past", "pluperfect"}
    return past and match.clause.relation == "relative" and match.frame.id == "hold.present"


def _paragraph(sight: Sight, match: Match) -> str:
    text, char = sight.scene.report.text, sight.scene.tokens.idx[match.clause.head]
    end = text.find("\n", char)
    return text[text.rfind("\n", 0, char) + 1 : len(text) if end < 0 else end]


def _of_words(sight: Sight, match: Match) -> bool:
    """Tell whether talk is held or unarmed people are taken out ("pulled its staff out")."""
    objects = [
        sight.word_kinds(a.phrase.head)
        for a in match.clause.of("object")
        if sight.place_over(a.phrase.head) is None and not _seat_of_talk(sight, a)
    ]
    if match.frame.family == "seize" and any(
        _unarmed(sight, a) for a in match.clause.of("oblique", "of", "from")
    ):
        return True  # "cleared the square of protesters"
    if match.frame.id == "seize.freed" and any(
        "armed" not in sight.kinds(a.phrase) and not sight.parties(a.phrase)
        for a in match.clause.of("oblique", "of", "from")
    ):
        return True  # "is free of houses"
    if match.frame.id == "advance.advance" and match.clause.lemma == "march":
        return all(a.preposition == "in" for a in match.of("place"))  # "Kurds MARCHED IN Cologne"
    if match.frame.id == "seize.enter" and match.clause.voice == "passive":
        return not any(a.function == "object" for a in match.of("place"))  # "were marched into"
    if match.frame.family == "withdraw" and any(_of_civilians(sight, a) for a in match.of("actor")):
        return True
    if match.frame.family == "withdraw" and any(
        sight.lemma(a.phrase.head) in _CIVIL_BODIES or _relief(sight, a) for a in match.of("actor")
    ):
        return True
    if match.frame.id in {"hold.hold", "hold.have"}:
        if any("talk" in sight.book.kinds.get(w, ()) for w in match.clause.lemma.split(" ")[1:]):
            return True  # "will hold talks in"
        return any(
            (k & {"talk", "civil"} and "ground" not in k)
            or ("loot" in k and not k & {"ground", "facility"})
            for k in objects
        )
    if match.clause.lemma.startswith("fly") and match.frame.family == "withdraw":
        flown = (a for a in match.clause.arguments if a.preposition is None)
        return any(sight.weapon(a.phrase) is not None for a in flown)  # "the jets they fly out of"
    if match.frame.id == "lose.lose" and match.clause.kind == "noun" and _casualties(match):
        return True
    if match.frame.id in {"withdraw.withdraw", "lose.lose"}:
        return any(k & {"civil", "official"} and not k & {"armed", "ground"} for k in objects)
    return False


def _seat_of_talk(sight: Sight, argument: Argument) -> bool:
    """Tell whether what is held is the house of a parliament ("soldiers hold THE PARLIAMENT")."""
    phrase = argument.phrase
    return sight.lemma(phrase.head) == "parliament" and sight.lowers[phrase.start] == "the"


def _casualties(match: Match) -> bool:
    """Tell whether losses are in a place, and not of it ("heavy losses in X")."""
    return match.clause.lemma == "loss" and all(
        a.preposition in {"in", "at", "over"} for a in match.of("place")
    )


def _relief(sight: Sight, argument: Argument) -> bool:
    """Tell whether who takes people out is a body that brings relief ("the Red Crescent")."""
    refs = sight.parties(argument.phrase)
    return bool(refs) and all(
        "armed" not in sight.kinds(argument.phrase)
        and (
            (r.plover is not None and r.plover.sector in {"NGO", "MED"})
            or _RELIEF.search(r.text) is not None
        )
        for r in refs
    )


_RELIEF = re.compile(r"\bRed (?:Cross|Crescent)\b|\b(?:ambulance|rescue|aid|medical)\b")


def _stranger(sight: Sight, match: Match) -> bool:
    """Tell whether what takes, loses or holds is neither people, a party, arms nor an act.

    "The chain has overrun Leeds", "a court seized the offices of a bank".
    """
    if match.clause.kind != "verb" or match.clause.voice == "passive":
        return False
    subjects = match.clause.of("subject")
    if not subjects or match.frame.control not in {"gained", "lost", "held"}:
        return False
    if "actor" not in match.frame.slots or any(a in match.of("place") for a in subjects):
        return False
    return all(_alien(sight, a) for a in subjects)


def _alien(sight: Sight, argument: Argument) -> bool:
    head = argument.phrase.head
    word = sight.scene.doc[head]
    if sight.lemma(head) in _COURTS:
        return True
    if word.pos_ != "NOUN":
        return False
    return not sight.kinds(argument.phrase) - {"number", "civil"} and not sight.parties(
        argument.phrase
    )


_COURTS = frozenset("court judge tribunal prosecutor chain retailer airline club team".split())


def _of_civilians(sight: Sight, argument: Argument) -> bool:
    """Tell whether a convoy or column is one of civilians."""
    phrase = argument.phrase
    inside = [sight.word_kinds(t) for t in range(phrase.head + 1, phrase.end)]
    return any("civil" in k and "armed" not in k for k in inside)


def _unarmed(sight: Sight, argument: Argument) -> bool:
    if sight.place_over(argument.phrase.head) is not None:
        return False
    kinds = sight.word_kinds(argument.phrase.head)
    return "civil" in kinds and "armed" not in kinds


def _fighting(sight: Sight, argument: Argument) -> bool:
    """Tell whether a phrase stands for a party in arms, by its word or by the register."""
    if "armed" in sight.kinds(argument.phrase):
        return True
    for ref in sight.parties(argument.phrase):
        if ref.plover is not None and ref.plover.sector in {"MIL", "REB"}:
            return True
        if warring_party(ref):
            return True
        last = ref.text.split(" ")[-1].lower()
        if last == "men" or "armed" in sight.book.kinds.get(last, frozenset()):
            return True
    return False


def _own(sight: Sight, argument: Argument) -> frozenset[str]:
    """Return the kinds of a phrase's head by its word; of a named person, `person`."""
    head = argument.phrase.head
    kinds = frozenset(sight.word_kinds(head))
    kinds |= sight.kinds(argument.phrase) & {"armed"}
    actor = sight.actor(argument.phrase)
    if actor is not None and actor.kind == "person":
        return kinds | {"person"}
    if sight.scene.tokens.lower[head] in {"he", "she"}:
        return kinds | {"person"}
    return kinds - {"official"} if actor is not None and actor.kind == "organisation" else kinds


def no_longer(sight: Sight, clause: Clause) -> bool:
    """Tell whether a negated holding has ended ("no longer controls")."""
    return _NO_LONGER.search(sight.text(clause.start, clause.end).lower()) is not None


def possessed(sight: Sight, argument: Argument) -> ActorRef | None:
    """Return whom "its" and "our" in "under its control" stand for, as far as it was resolved."""
    if (own := sight.first_person(argument.phrase)) is not None:
        return own
    low, high = sight.scene.chars_of(argument.phrase.start, argument.phrase.end)
    return next(
        (
            a.ref
            for a in sight.scene.actors_by_span.inside(low, high)
            if a.kind == "pronoun" and a.resolved_from
        ),
        None,
    )


def regained(sight: Sight, clause: Clause) -> bool:
    """Tell whether a holding is told as won back ("is back under", "is again in ... hands")."""
    return clause.kind == "copula" and (
        any(sight.lowers[a.phrase.head] == "back" for a in clause.of("attribute"))
        or is_back(sight.text(clause.start, clause.end))
    )


def flag_owner(sight: Sight, match: Match) -> ActorRef | None:
    """Return whose flag it is that flies over a place."""
    for argument in match.clause.arguments:
        if sight.lemma(argument.phrase.head) in _FLAGS:
            return sight.owner(argument.phrase) or sight.before_head(argument.phrase)
    if _FLAGS & {sight.lemma(t) for t in match.words} | _FLAGS & set(match.clause.lemma.split(" ")):
        for argument in match.clause.of("oblique", "of"):
            if refs := sight.parties(argument.phrase):
                return refs[0]
    return None


def named_by(sight: Sight, match: Match) -> tuple[ActorRef, ...]:
    """Return who a noun's act is told to be by, right behind its place ("occupation of X by Y")."""
    text = sight.scene.report.text
    for argument in match.of("place"):
        _, end = sight.scene.chars_of(argument.phrase.start, argument.phrase.end)
        by = _BY.match(text, end)
        if by is None:
            continue
        here = sight.scene.actors_by_span.starting(by.end(), by.end() + 1)
        begun = [a for a in here if a.kind != "pronoun"]
        if begun:
            return (max(begun, key=lambda a: a.span[1]).ref,)
    return ()


_BY = re.compile(r" by (?:the )?")


def from_hands(sight: Sight, match: Match) -> ActorRef | None:
    """Return out of whose hands a place was taken ("back from the rebels' hands")."""
    for argument in match.clause.of("oblique"):
        if (
            argument.preposition in {"from", "out of"}
            and sight.lemma(argument.phrase.head) in _HANDS
        ):
            return sight.owner(argument.phrase) or sight.before_head(argument.phrase)
    return None


_OPERATIONS = frozenset(
    """offensive counteroffensive counter-offensive counter-attack counterattack assault attack
    advance push thrust raid drive blitz operation campaign sweep incursion onslaught""".split()
)
"""Acts that take ground for whoever makes them."""


def launcher(sight: Sight, clause: Clause) -> ActorRef | None:
    """Return the party whose act takes a place ("an OFFENSIVE by the rebels captured A")."""
    if clause.voice != "active":
        return None
    acts = (a.phrase for a in clause.of("subject") if sight.lemma(a.phrase.head) in _OPERATIONS)
    return next((ref for a in acts if (ref := sight.owner(a)) is not None), None)


def announcer(sight: Sight, clause: Clause) -> ActorRef | None:
    """Return the party that announces what it took back itself ("were recovered, it said").

    Only for words that the taker uses, and for a speaker who is, or speaks for, a party in arms.
    """
    words = set(clause.lemma.split(" ")) | {sight.lemma(t) for t in clause.predicate}
    if not words & _GLAD or clause.modality != "none":
        return None
    speech = sight.scene.speech_over(clause.head)
    if speech is None or speech.act not in {"say", "claim", "confirm", "promise"}:
        return None
    for ref in (speech.organisation, speech.speaker):
        if ref is None or (ref.text.lower() in PERSONAL and ref.id is None):
            continue
        if ref.plover is not None and ref.plover.sector in _PARTIES:
            return ref if _at_home(sight, ref) else None
        last = ref.text.split(" ")[-1].lower()
        if "armed" in sight.book.kinds.get(last, frozenset()):
            return ref
    return None


def _at_home(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether a party speaks of its own war: a rebel, or of the country told of most.

    Allies announce what others took ("Mosul was liberated, the Pentagon said").
    """
    if ref.plover is None or ref.plover.sector == "REB" or ref.plover.country is None:
        return True
    countries = Counter(p.country for p in sight.scene.places if p.country)
    if not countries:
        return False
    return ref.plover.country == sight.scene.parties.register.iso3(countries.most_common(1)[0][0])
