"""Who stands on the other side of an act, where no slot of it names anybody.

One rule: from the words first (whose proposal was refused, whose homes were hit, who launched
the drone); from the war that the report tells of only where two parties alone fight in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from dateline.know.actors.entry import WARRING
from dateline.model import ActorRef, Plover
from dateline.read.clauses.clause import Argument, Phrase
from dateline.read.event_draft import Draft
from dateline.read.frames import Match, Sight
from dateline.read.status import who_says

_SIEGES = frozenset(
    """hold.besiege hold.noose hold.shut-in curb.naval-blockade curb.siege-of-town
    curb.surround-place""".split()
)
_LIMITING = frozenset({"COERCE", "CONCEDE", "SANCTION"})
"""Acts done to the people of a place, who go unnamed ("imposed a curfew in X")."""
_INSIDE = ("in", "on", "against", "over", "across", "throughout")
_FIRED = frozenset("launch fire shoot drop send fly throw lob operate plant lay detonate".split())


def fighters(
    sight: Sight, match: Match, actors: list[ActorRef], recipients: list[ActorRef]
) -> tuple[list[ActorRef], list[ActorRef]]:
    """Return the two sides of a fight or of an agreement, of which one slot held both.

    "Fighting between A and B" has both as its actors; the second is told as the other side.
    """
    if recipients or not match.frame.reciprocal:
        return actors, recipients
    if match.frame.event == "ASSAULT":
        others = [a for a in actors[1:] if sight.scene.parties.fights(actors[0], a)]
        return [a for a in actors if a not in others], others
    return actors[:1], actors[1:]


def foes(sight: Sight, draft: Draft) -> Draft:
    """Add whom the doer of a fight fights in this report, if that is one party alone.

    Only where no people and no party are told to have been hit; the claim says that it was lent.
    """
    if draft.event != "ASSAULT" or not _one_side(sight, draft.actors):
        return draft
    code = draft.actors[0].plover
    if code is None or code.sector not in WARRING or any(_somebody(r) for r in draft.recipients):
        return draft
    if any(_of_civilians(sight, r) for r in draft.recipients) or _looting(draft):
        return draft
    found = sight.scene.parties.opponent(sight.scene.actors, draft.actors[0])
    if found is None or any(found.span == r.span for r in draft.recipients):
        return draft  # "a missile attack on KYIV" hit the town
    note = f"{found.text!r} is the one party of the report that the actor fights"
    return replace(draft, recipients=[*draft.recipients, found], notes=[*draft.notes, note])


def _one_side(sight: Sight, actors: list[ActorRef]) -> bool:
    """Tell whether those who act are one party, or several known ones on one side."""
    if len(actors) == 1:
        return True
    allied = sight.scene.parties.allied
    ids = [a.id for a in actors if a.id is not None]
    return len(ids) == len(actors) > 0 and all(allied(ids[0], i) for i in ids[1:])


_CIVIL = frozenset(
    """ambulance apartment bakery bank bazaar block bus cafe cathedral cemetery church clinic
    college court dam farm flat funeral home hospital hostel hotel house kindergarten library mall
    market marketplace minibus monastery mosque museum nunnery orphanage playground restaurant
    schoolyard school shop shrine stall store supermarket synagogue temple tent theatre
    train university warehouse watchtower wedding""".split()
)
"""Buildings and gatherings in which civilians are hit, and no party of the war."""


_BURNING = frozenset("burn torch loot ransack pillage plunder vandalise vandalize".split())


def _looting(draft: Draft) -> bool:
    """Tell whether things were burnt or looted: whose they were is no matter of who fights whom."""
    return draft.match.clause.lemma.split(" ")[0] in _BURNING and bool(draft.recipients)


def _of_civilians(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether what was hit is a house, a market or the like, named by no party."""
    if ref.span is None or ref.name is not None:
        return False
    first, last = sight.scene.tokens_of(ref.span)
    return any(sight.lemma(t) in _CIVIL for t in range(first, last))


def _somebody(ref: ActorRef) -> bool:
    return ref.id is not None or ref.plover is not None


_LOCATING = frozenset({"in", "at", "near", "across", "inside", "outside", "around"})
_FREED = frozenset({"release", "freeing", "liberation", "freedom", "return"})
_CARING = frozenset(
    "treat feed help house shelter assist vaccinate support rescue evacuate protect save".split()
)
_UP = 4


def beside(sight: Sight, match: Match, ref: ActorRef) -> bool:
    """Tell whether one named inside what an act is about is not the one whom it addresses.

    The country in which the deed was done that somebody condemns; the prisoner whose release a
    crowd demands; those whom the money asked for is to feed.
    """
    if ref.span is None:
        return False
    tokens = sight.scene.tokens
    first, end = sight.scene.tokens_of(ref.span)
    token = tokens.top(first, end)
    if match.frame.event == "ACCUSE":
        return ref.id is None and _case(sight, token) in _LOCATING
    if match.frame.event == "PROTEST":
        return any(sight.lemma(t) in _FREED for t in _over(sight, token))
    if match.frame.event == "REQUEST" and match.frame.mode == "assist":
        return any(sight.lemma(t) in _CARING for t in _over(sight, token))
    return False


def _case(sight: Sight, token: int) -> str:
    """Return the preposition of a noun, or of the first of a row of nouns."""
    tokens = sight.scene.tokens
    while tokens.base[token] == "conj" and tokens.head[token] != token:
        token = tokens.head[token]
    return tokens.case(token)


def _over(sight: Sight, token: int) -> Iterator[int]:
    """Yield the words over a token, the nearest first."""
    tokens = sight.scene.tokens
    for _ in range(_UP):
        if tokens.head[token] == token:
            return
        token = tokens.head[token]
        yield token


_CAPTIVES = frozenset("prisoner captive hostage detainee pow body remains inmate".split())


def exchanging(sight: Sight, match: Match, actors: list[ActorRef]) -> list[ActorRef]:
    """Return who exchanges captives, where a parse has these do it.

    "The exchange OF PRISONERS BETWEEN THE ARMY AND THE HOUTHIS" is between the latter.
    """
    given = [a for a in match.of("actor") if sight.lemma(a.phrase.head) in _CAPTIVES]
    if not given:
        return actors
    found: list[ActorRef] = []
    tokens = sight.scene.tokens
    for child in (c for a in given for c in tokens.children[a.phrase.head]):
        if tokens.base[child] != "nmod" or tokens.case(child) != "between":
            continue
        for one in (child, *(c for c in tokens.children[child] if tokens.base[c] == "conj")):
            found += sight.parties(Phrase(one, one, one + 1))
    held = {a.phrase.head for a in given}
    kept = [a for a in actors if a.span is None or not _headed(sight, a, held)]
    return [*found, *kept]


def _headed(sight: Sight, ref: ActorRef, heads: set[int]) -> bool:
    first, last = sight.scene.tokens_of(ref.span or (0, 0))
    return any(first <= head < last for head in heads)


def namesakes(sight: Sight, match: Match) -> list[ActorRef]:
    """Return the first of "clashes between FELLATA and Salamat TRIBESMEN", who share a noun."""
    tokens = sight.scene.tokens
    found: list[ActorRef] = []
    for argument in match.clause.of("oblique", "between", "among"):
        head = argument.phrase.head
        bare = argument.phrase.end == argument.phrase.start + 1 and tokens.pos[head] == "PROPN"
        if not bare or sight.actor(argument.phrase) is not None:
            continue
        other = next((c for c in tokens.children[head] if tokens.base[c] == "conj"), None)
        if other is None or tokens.pos[other] != "NOUN":
            continue
        mention = next(iter(sight.scene.headed(other)), None)
        if mention is None or mention.ref.id is not None:
            continue
        span = sight.scene.chars_of(head, head + 1)
        found.append(
            ActorRef(text=tokens.words[head], name=None, plover=mention.ref.plover, span=span)
        )
    return found


def refused(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whose offer, appeal or ultimatum it is that is refused."""
    if match.frame.event != "REJECT":
        return []
    owners = (
        sight.owner(a.phrase) for a in match.clause.of("object") if not _people(sight, a.phrase)
    )
    return [o for o in owners if o is not None][:1]


def _people(sight: Sight, phrase: Phrase) -> bool:
    return sight.actor(phrase) is not None


def announcer(sight: Sight, match: Match) -> ActorRef | None:
    """Return who goes on speaking in ", the ministry said, and BLAMED the rebels".

    Parsers hang such a verb on what was said, and take its subject for the speaker.
    """
    clause = match.clause
    actors = match.of("actor")
    if clause.relation != "coordinate" or not all(a.antecedent for a in actors):
        return None
    start = sight.scene.tokens.idx[clause.head]
    for speech in sight.scene.speeches:
        if speech.cue is None or not 0 <= start - speech.cue[1] <= _NEXT:
            continue
        if sight.scene.text[speech.cue[1] : start].strip(" ,") in {"and", "but"}:
            return speech.speaker or speech.organisation
    return None


_NEXT = 12
"""Characters between "said" and the next verb of the same speaker."""


def supposed(sight: Sight, match: Match) -> tuple[list[ActorRef], ActorRef | None]:
    """Return who acts in "men BELIEVED TO BE of X attacked", and whom a parse takes for believing.

    Parsers take the participle for the verb, and the act for what is believed.
    """
    clause, clauses = match.clause, sight.scene.clauses
    if clause.of("subject") or clause.parent is None or clause.marker is not None:
        return [], None
    above = clauses[clause.parent]
    if above.lemma not in _SUPPOSING or sight.scene.tokens.tag[above.head] not in {"VBD", "VBN"}:
        return [], None
    men = [r for a in above.of("subject") for r in sight.parties(a.phrase)]
    said = next(
        (
            c
            for c in clauses[above.index + 1 : clause.index]
            if c.parent == above.index and c.lemma in {"be", "belong"}
        ),
        None,
    )
    if said is None or not men:
        return [], None
    whose = [
        r
        for a in (*said.of("attribute"), *said.of("oblique", "to", "from", "of"))
        for r in sight.parties(a.phrase)
        if r.id
    ]
    return whose[:1] or men, men[0]


_SUPPOSING = frozenset("believe think suspect presume understand allege report say".split())


def living(sight: Sight, match: Match) -> list[ActorRef]:
    """Return whose lives were taken ("cost the LIVES OF FOUR SOLDIERS")."""
    doc = sight.scene.doc
    found: list[ActorRef] = []
    for argument in match.of("recipient"):
        mention = sight.actor(argument.phrase)
        if sight.lemma(argument.phrase.head) not in _LIVES:
            continue
        if mention is not None and mention.kind == "person":
            continue  # "the HEAD of the mission, X": no part of anybody
        for token in doc[argument.phrase.head].children:
            if any(c.lower_ == "of" for c in token.children):
                inner = Phrase(token.i, token.left_edge.i, token.right_edge.i + 1)
                found += sight.parties(inner) or (sight.by_words(inner),)
        if not found:
            found += _owners(sight, match, argument.phrase)
    return found


def _owners(sight: Sight, match: Match, phrase: Phrase) -> list[ActorRef]:
    """Return whose it was by the clause above ("ELEVEN FARMERS had THEIR THROATS cut")."""
    above = match.clause.parent
    if above is None or sight.lowers[phrase.start] not in {"their", "his", "her"}:
        return []
    clause = sight.scene.clauses[above]
    if clause.lemma not in {"have", "get"}:
        return []
    found: list[ActorRef] = []
    for argument in clause.of("subject"):
        found += sight.parties(argument.phrase) or (sight.by_words(argument.phrase),)
    return found


_LIVES = frozenset({"life", "throat", "head"})
"""What stands for those who are killed, with "of": lives taken, throats cut, heads cut off."""


def inhabitants(sight: Sight, match: Match) -> list[ActorRef]:
    """Return the place in which something was forbidden or allowed, for those who live there.

    A siege or blockade is of a place, whoever lives in it.
    """
    if match.frame.event not in _LIMITING or match.frame.mode == "arrest":
        return []
    siege = match.frame.id in _SIEGES or match.clause.lemma == "blockade"
    besieged = match.of("place") if siege else ()
    if match.frame.control is not None and not besieged:
        return []
    found: list[ActorRef] = []
    for argument in (*besieged, *match.clause.of("oblique", *_INSIDE), *_of_curb(sight, match)):
        phrase = argument.phrase
        town = sight.lowers[phrase.head + 1 : phrase.head + 2] == ["of"]  # "in the TOWN OF X"
        town = (town and "ground" in sight.kinds(phrase)) or argument in besieged
        inside = sight.scene.places_in(phrase.start, phrase.end) if town else ()
        place = sight.place_over(phrase.head) or next(iter(inside), None)
        if place is not None:
            found.append(ActorRef(text=place.text, name=place.name, span=place.span))
    return found[:1]


def _of_curb(sight: Sight, match: Match) -> Iterator[Argument]:
    """Yield where the curb holds that somebody lifted or tightened ("lifted the CURFEW IN X")."""
    heads = {a.phrase.head for a in match.of("theme") if a.function == "object"}
    for other in sight.scene.clauses[match.clause.index + 1 : match.clause.index + 4]:
        if other.kind == "noun" and other.head in heads:
            yield from other.of("oblique", *_INSIDE)


def whose(sight: Sight, phrase: Phrase) -> ActorRef | None:
    """Return whose building or position it is ("positions of the army", "Palestinian homes")."""
    owner = sight.owner(phrase)
    if owner is not None and owner.id is not None:
        return owner
    tokens = sight.scene.tokens
    for token in range(phrase.start, phrase.head):
        if not tokens.words[token][:1].isupper() or tokens.words[token + 1] == "-":
            continue
        for hit in sight.scene.parties.register.index.exact(tokens.words[token]):
            if hit.sort == "adjective":
                span = sight.scene.chars_of(token, token + 1)
                return ActorRef(
                    text=tokens.words[token],
                    name=sight.scene.parties.register.name(hit.id),
                    id=hit.id.lower(),
                    plover=Plover(country=hit.id, sector="CVL"),
                    span=span,
                )
    return None


def launcher(sight: Sight, phrase: Phrase) -> ActorRef | None:
    """Return who launched a weapon, in a clause that hangs on it ("a drone fired by rebels")."""
    tokens = sight.scene.tokens
    for child in tokens.children[phrase.head]:
        if tokens.base[child] != "acl" or tokens.lemma[child] not in _FIRED:
            continue
        for below in sight.scene.doc[child].children:
            cases = {c.lower_ for c in below.children if c.dep_ == "case"}
            inner = Phrase(below.i, below.left_edge.i, below.right_edge.i + 1)
            refs = sight.parties(inner) if "by" in cases else ()
            if refs:
                return refs[0]
            owner = sight.owner(inner) if "from" in cases else None
            if owner is not None and owner.plover and owner.plover.sector in WARRING:
                return owner  # "a shell fired from M23 positions"
    return None


def launched(sight: Sight, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether an act only launched what hit elsewhere ("a rocket FIRED FROM A hit B").

    What it hit is the act; whoever launched it did that.
    """
    clause = draft.match.clause
    hung = clause.relation in {"participle", "relative"} and clause.parent is not None
    if draft.event != "ASSAULT" or not hung or clause.lemma.split(" ")[0] not in _FIRED:
        return False
    weapons = {a.phrase.head for a in clause.arguments if a.antecedent}
    for other in drafts:
        above = other.match.clause
        if above.index != clause.parent or other.event != "ASSAULT":
            continue
        if weapons & {a.phrase.head for a in above.of("subject")}:
            other.actors = other.actors or draft.actors
            return True
    return False


_ARMS = frozenset({"armed", "weapon", "facility", "object"})
_POSSESSIVE = frozenset({"its", "their", "his", "her", "our"})


def possessed(sight: Sight, phrase: Phrase, refs: tuple[ActorRef, ...]) -> tuple[ActorRef, ...]:
    """Return a speaker for what he calls his own ("the army denied that ITS DRONES hit it").

    Only forces and what they fight with: "their children" are nobody's party.
    """
    tokens, start = sight.scene.tokens, phrase.start
    whose = tokens.lower[start] == "whose"
    own = tokens.lower[start] in _POSSESSIVE and tokens.head[start] == phrase.head
    if not (whose or own) or any(r.id for r in refs):
        return refs
    if whose:
        return (_antecedent(sight, phrase) if sight.kinds(phrase) & _ARMS else ()) or refs
    if sight.lemma(phrase.head) in _OTHERS:  # "thank our ally TURKEY"
        named = sight.scene.headed(phrase.head + 1)
        return tuple(a.ref for a in named if a.ref.id) or (sight.by_words(phrase),)
    speech = sight.scene.speech_over(phrase.head)
    speaker = who_says(speech)
    if speech is not None and speaker is not None and speaker.id is None:
        speaker = speech.organisation or speaker  # "OUR UNITS", a spokesman said: the army's
    if speaker is None or not sight.kinds(phrase) & _ARMS:
        return refs
    span = sight.scene.chars_of(phrase.start, phrase.end)
    text = sight.scene.report.text[slice(*span)]
    name = speaker.name or speaker.text
    return (msgspec.structs.replace(speaker, text=text, name=name, span=span),)


_OTHERS = frozenset("ally partner rival enemy foe opponent adversary neighbour neighbor".split())
"""Who is called one's own and is another ("urged ITS ALLIES to send tanks")."""


def _antecedent(sight: Sight, phrase: Phrase) -> tuple[ActorRef, ...]:
    """Return of whom a relative clause tells what is theirs ("Georgia, WHOSE TANKS shelled")."""
    verb = sight.scene.doc[phrase.head].head
    if not verb.dep_.startswith("acl"):
        return ()
    head = verb.head
    inner = Phrase(head.i, head.left_edge.i, min(head.right_edge.i + 1, phrase.start))
    place = sight.place_over(head.i)
    if place is not None and place.feature == "country" and sight.actor(inner) is None:
        return (ActorRef(text=place.text, name=place.name, span=place.span),)
    return sight.parties(inner)


def ministers(sight: Sight, phrase: Phrase) -> Iterator[ActorRef]:
    """Yield the countries of several holders of one office ("the ministers of A, B and C")."""
    mention = sight.actor(phrase)
    if mention is None or not mention.role or sight.scene.tokens.tag[phrase.head] != "NNS":
        return
    low, high = sight.scene.chars_of(phrase.head, phrase.end)
    inside = [
        a.ref
        for a in sight.scene.actors_by_span.inside(low + 1, high)
        if a.kind == "organisation" and a.ref.id
    ]
    if len(inside) > 1:
        yield from inside


def siblings(sight: Sight, phrase: Phrase) -> Iterator[ActorRef]:
    """Yield the others of "Russian and Syrian warplanes", of which the head names one."""
    mention = sight.actor(phrase)
    if mention is None or mention.kind != "group":
        return
    for token in range(phrase.start, mention.head):
        other = sight.scene.actor_of(phrase.start, phrase.end, token)
        if other is None or other.kind != "group" or other.span[1] != mention.span[1]:
            continue
        if other.ref.id not in (None, mention.ref.id):
            yield other.ref
