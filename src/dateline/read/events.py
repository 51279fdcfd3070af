"""Event claims: who did what to whom, where, when, with how many dead; one claim an event.

One rule: an event told in several clauses is one claim, with every passage that tells it.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.know.actors.entry import WARRING
from dateline.know.frames import FrameBook, Weapon, frame_book
from dateline.model import ActorRef, EventClaim
from dateline.model.claim import Status
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.doubts import reading_doubts
from dateline.read.event_acled import acled, regraded
from dateline.read.event_age import looked_back_on
from dateline.read.event_aimed import aimed, backing
from dateline.read.event_background import background, of_old_deeds, presupposed
from dateline.read.event_cleared import cleared
from dateline.read.event_clipped import clipped
from dateline.read.event_culprits import culprits
from dateline.read.event_days import of_the_lead
from dateline.read.event_draft import Draft, by_place
from dateline.read.event_fights import fallen, sided
from dateline.read.event_merge import merged
from dateline.read.event_others import foes, launched, supposed
from dateline.read.event_pledges import demanded, pledged
from dateline.read.event_protest import abroad, graded
from dateline.read.event_ranks import ranked
from dateline.read.event_rows import of_rows
from dateline.read.event_shares import carried, shared
from dateline.read.event_sides import same, sides
from dateline.read.event_summaries import unsummed
from dateline.read.event_threats import threatened
from dateline.read.event_void import void
from dateline.read.frames import (
    Match,
    Sight,
    is_old,
    look,
    span_of,
    timing,
    where,
    word_spans,
)
from dateline.read.frames.timing import began_long_ago
from dateline.read.scene import Scene
from dateline.read.status import Standing, standing
from dateline.read.tables import rows
from dateline.read.tolls import toll_of

__all__ = ["event_claims", "reading_doubts"]

_TOLD = frozenset({"asserted", "claimed"})
CAUSING = frozenset({"ASSAULT"})
_OVERRIDING = ("unconventional", "suicide-attack", "drone")
"""Means that decide the mode wherever they are named, in this order."""


def event_claims(scene: Scene, *, frames: FrameBook | None = None) -> Iterable[EventClaim]:
    """Draw the event claims from a scene.

    Args:
        scene: a report with its mentions, clauses and speech.
        frames: the frames to use; default the shipped ones.

    Yields:
        Claims without ids, in order of the text.
    """
    sight, found = look(scene, frames or frame_book())
    drafts = [
        draft
        for match in found
        if match.frame.event is not None and (draft := _draft(sight, match)) is not None
    ]
    table = rows(scene)
    drafts = [draft for draft in drafts if not any(row.tells(draft.span) for row in table)]
    of_the_lead(sight, drafts)
    looked_back_on(sight, drafts)
    for draft in drafts:
        if draft.status in _TOLD and background(sight, draft):
            draft.status = "historical"
    of_old_deeds(drafts)
    drafts = [d for d in drafts if not _attribute(d) and pledged(sight, d)]
    drafts = [d for d in drafts if not launched(sight, d, drafts)]
    drafts = [d for d in drafts if not ranked(sight, d, drafts)]
    drafts = [draft for draft in drafts if not _announced(sight, draft, drafts)]
    drafts += demanded(sight, drafts)
    threats = list(threatened(sight, drafts))
    spoken = {threat.match.clause.index for threat in threats}
    drafts = [d for d in drafts if d.status != "planned" or d.match.clause.index not in spoken]
    drafts += threats
    drafts.sort(key=lambda d: d.match.clause.index)
    carried(sight, drafts)
    graded(sight, drafts)
    told = [d for d in shared(sight, merged(sight, drafts)) if not void(sight, d)]
    for draft in told:
        if abroad(sight, draft):
            draft.places = []
    told = unsummed(sight, told)
    told = [sided(sight, foes(sight, fallen(sight, draft))) for draft in told]
    culprits(sight, told)
    aimed(sight, told)
    for draft in told:
        if draft.match.frame.id == _REPELLED:  # who fought an attack off did not attack itself
            draft.actors = [a for a in draft.actors if not same(a, draft.recipients)]
        elif _of_himself(draft):  # "had been fired on and returned fire"
            draft.actors = []
    told = [part for draft in told for part in by_place(sight, draft)]
    regraded(sight, told)
    told.sort(key=lambda d: d.span)
    claims = list(of_rows(sight))
    before = 0
    for draft in told:
        claims.append(draft.claim(sight, order=before))
        before += draft.status in _TOLD
    claims += list(clipped(sight, claims))
    yield from sorted(claims, key=lambda claim: claim.span)


def _attribute(draft: Draft) -> bool:
    """Tell whether an act only describes something: nothing of it goes into another event.

    "Massacred sixty people at a camp of DISPLACED persons" drove nobody out, and LIFE-SAVING aid
    is not what saved a life.
    """
    clause = draft.match.clause
    return clause.kind == "adjective" and (
        draft.match.frame.root == "assault.cleanse" or clause.voice == "active"
    )


_SAYING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT"})
_PROMISE = "agree.promise"
_REPELLED = "assault.repelled"


def _of_himself(draft: Draft) -> bool:
    """Tell whether whoever was attacked is the only one told to have attacked."""
    one_sided = draft.event == "ASSAULT" and not draft.match.frame.reciprocal
    return one_sided and len(draft.actors) == 1 and same(draft.actors[0], draft.recipients)


def _harm(draft: Draft) -> bool:
    """Tell whether what is announced is violence or the taking of ground, and no arrest."""
    frame = draft.match.frame
    return draft.event == "THREATEN" and (frame.event == "ASSAULT" or frame.control is not None)


def _announced(sight: Sight, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a plan is the content of an act of speech ("agreed TO OPEN the road").

    The act is what happened; the plan would be told twice. A promise of harm ("promised to retake
    the islands") is the threat that it holds.
    """
    clause = draft.match.clause
    if draft.match.frame.root == _PROMISE:
        return any(
            d.event == "THREATEN"
            and d.announced
            and _harm(d)
            and d.match.clause.parent == clause.index
            for d in drafts
        )
    while clause.relation == "coordinate" and clause.parent is not None:
        clause = sight.scene.clauses[clause.parent]  # "vowed to find and TO TRY them"
    if clause.relation != "complement" or not (draft.status == "planned" or draft.announced):
        return False
    told = [d for d in drafts if d.event in _SAYING and d.match.clause.index == clause.parent]
    if _harm(draft):
        told = [d for d in told if d.match.frame.root != _PROMISE]
    for act in told:
        act.recipients = act.recipients or draft.recipients
        if not act.places or (draft.own_place and not act.own_place):
            act.places = draft.places
    return bool(told)


def _draft(sight: Sight, match: Match) -> Draft | None:
    if _unreal(sight, match.clause) or cleared(sight, match):
        return None
    told = standing(sight, match.clause)
    when = timing(sight, match.clause)
    status = _status(sight, match, told)
    if status is None or not match.frame.fact:
        return None
    told_now = status in {"asserted", "claimed"}
    if match.frame.speech and status == "planned" and match.clause.relation == "purpose":
        status = "hypothetical"  # "is preparing a provocation in order to ACCUSE"
    aside = match.clause.relation == "relative"
    aged = status if told_now and is_old(sight, when, aside=aside) else None
    if aged is not None or (told_now and _long_since(sight, match.clause)):
        status = "historical"
    actors, recipients = sides(sight, match)
    weapon = _weapon(sight, match) if match.frame.event in CAUSING else None
    dropped = match.frame.id == "assault.aerial"
    if dropped or (match.frame.id == "assault.bomb" and _by_state(actors)):
        bombs = weapon is not None and weapon.mode == "explosives"
        weapon = None if bombs else weapon  # states bomb from the air
    draft = Draft(
        match=match,
        event=str(match.frame.event),
        mode=match.frame.mode,
        cameo=match.frame.cameo,
        acled=None,
        status=status,
        claimed_by=told.claimed_by,
        when=when,
        places=list(where(sight, match)),
        actors=actors,
        recipients=recipients,
        span=span_of(sight, match),
        words=list(word_spans(sight, match.words)),
        confidence=match.frame.confidence,
        aged=aged,
    )
    if status == "denied" and draft.event == "RETREAT" and not actors:
        # "reports of a pullout are lies, the army said"
        draft.actors = _denying(sight, told.claimed_by)
    believing = supposed(sight, match)[1]
    by = draft.claimed_by
    if status == "claimed" and believing is not None and by is not None and same(believing, [by]):
        draft.claimed_by, draft.status = None, "asserted"  # it is they who attacked
    if weapon is not None and not match.frame.firm:
        draft.mode, draft.cameo = weapon.mode, weapon.cameo
    draft.charged = _charged(sight, match.clause)
    draft.acled = acled(sight, match, weapon, actors)
    toll = _TOLLS.get(match.clause.lemma) or match.frame.toll
    if match.frame.event in CAUSING and any(
        sight.lowers[t] in _DEADLY for t in match.clause.adverbs
    ):
        toll = "killed"  # "two people were FATALLY shot"
    if toll == "killed":
        draft.killed = toll_of(sight, match, "killed")
    elif toll == "injured":
        draft.injured = toll_of(sight, match, "injured")
    return draft


def _denying(sight: Sight, teller: ActorRef | None) -> list[ActorRef]:
    """Return who denies a withdrawal, or whom he speaks for, where these would withdraw."""
    teller = backing(sight, teller) or teller
    code = teller.plover if teller is not None else None
    in_arms = code is not None and code.sector in WARRING
    return [teller] if teller is not None and in_arms else []


_TOLLS = {
    "kill": "killed",
    "wound": "injured",
    "injure": "injured",
    "hurt": "injured",
    "maim": "injured",
}
"""Verbs that tell a toll whatever frame takes them ("suicide bombers KILLED six soldiers")."""
_DEADLY = frozenset({"fatally", "mortally"})
_POTENTIAL = frozenset(
    "ability capacity capability chance right opportunity readiness willingness means".split()
)


def _unreal(sight: Sight, clause: Clause) -> bool:
    """Tell whether an act is named as none ("not under attack"), any ("any attack"), or a power."""
    tokens, token = sight.scene.tokens, clause.head
    if clause.kind != "noun":
        over = tokens.head[token]
        if tokens.tag[token] == "VBG" and tokens.lower[over] == "capable":
            return True
        return tokens.base[token] == "acl" and tokens.lemma[over] in _POTENTIAL
    before = tokens.lower[max(sight.sentence(token).start, token - 3) : token]
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    denied = above is not None and above.kind == "copula" and not above.affirmed
    return "any" in before or (denied and not clause.of("subject"))


def _long_since(sight: Sight, clause: Clause) -> bool:
    """Tell whether the act began long ago, by its own words or, for a noun, its verb's."""
    if began_long_ago(sight, clause):
        return True
    if clause.kind == "noun" and _remembered(sight, clause):
        return True
    if clause.kind != "noun" or clause.parent is None:
        return False
    return began_long_ago(sight, sight.scene.clauses[clause.parent])


_MEMORY = frozenset("anniversary memory commemoration remembrance memorial monument".split())


def _remembered(sight: Sight, clause: Clause) -> bool:
    """Tell whether a noun is what is remembered ("the anniversary of the MASSACRE")."""
    start = max(sight.sentence(clause.head).start, clause.head - 6)
    return any(sight.lowers[t] in _MEMORY for t in range(start, clause.head))


def _status(sight: Sight, match: Match, told: Standing) -> Status | None:
    """Return a status; None for what did not happen and nobody denies."""
    speech = told.status == "denied" and match.frame.speech
    if speech and "actor" not in match.frame.slots:
        return None  # who "denied that his men were responsible" charges nobody
    if speech and not _denied_by_actor(sight, match, told):
        return "asserted"  # "Kinshasa accuses Kigali, a charge that it rejects": it does accuse
    if told.status == "denied" and told.claimed_by is None:
        return None
    if told.failed:
        return None if match.frame.event != "ASSAULT" else "hypothetical"
    if (told.tried and not _begun(match)) or _aim_of_attempt(sight, match.clause):
        return "hypothetical"
    clause = match.clause
    charged = clause.kind == "verb" and _charged(sight, clause)
    if told.status == "asserted" and (charged or _hearsay(sight, clause)):
        return "claimed"
    if told.status == "hypothetical" and _done_in_doing(sight, match):
        return "asserted"
    if told.status == "planned" and presupposed(sight, match):
        return "claimed" if told.claimed_by is not None else "asserted"
    return told.status


def _aim_of_attempt(sight: Sight, clause: Clause) -> bool:
    """Tell whether an act is what an attempt was for ("TRIED to lay a mine TO BLOW UP a train")."""
    if clause.relation != "purpose" or clause.parent is None:
        return False
    return sight.scene.clauses[clause.parent].modality == "attempt"


_CHARGING = frozenset({"accuse", "charge", "suspect", "indict", "try"})
_HEARSAY = frozenset(
    "allege say report believe think understand suspect claim rumour rumor reckon presume".split()
)


def _charged(sight: Sight, clause: Clause) -> bool:
    """Tell whether an act is what somebody is charged with ("is ACCUSED OF torturing them")."""
    above = _over(sight, clause)
    if above is None or not above.affirmed:
        return False
    if clause.kind == "noun":
        return above.head < clause.head and _charged(sight, above)
    if above.lemma.split(" ")[0] not in _CHARGING or above.head > clause.head:
        return False
    doing = sight.scene.tokens.tag[clause.head] == "VBG"
    return doing and clause.marker in {"of", "with", "for", None}


def _hearsay(sight: Sight, clause: Clause) -> bool:
    """Tell whether nobody named says what was done ("men ALLEGED TO have kidnapped a priest")."""
    above = _over(sight, clause)
    if above is None or clause.kind != "verb" or clause.relation != "complement":
        return False
    tokens = sight.scene.tokens
    tag, dep = tokens.tag[above.head], tokens.dep[above.head]
    hung = tag in {"VBN", "VBD"} and dep.startswith("acl") and dep != "acl:relcl"
    told = above.voice == "passive" or hung
    return told and above.affirmed and above.lemma.split(" ")[0] in _HEARSAY


def _over(sight: Sight, clause: Clause) -> Clause | None:
    """Return the verb over a clause, or over the first of a row of clauses."""
    while clause.relation == "coordinate" and clause.parent is not None:
        clause = sight.scene.clauses[clause.parent]
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    return above if above is not None and above.kind == "verb" else None


_NOT_BEGUN = frozenset({"blast.lay-mines", "blast.set-off", "assault.mine", "assault.explode"})
_UNHARMED = frozenset({"abduct", "sexual", "torture"})


def _begun(match: Match) -> bool:
    """Tell whether an attempt is an act itself: who tries to storm a camp or a palace attacks it.

    A bomb that somebody tried to plant did not go off, and who was to be kidnapped was not.
    """
    frame = match.frame
    if frame.event == "PROTEST":
        return frame.mode in {"riot", "vandalize", "obstruct"}
    laying = frame.id in _NOT_BEGUN or frame.root in _NOT_BEGUN
    return frame.event == "ASSAULT" and not laying and frame.mode not in _UNHARMED


def _denied_by_actor(sight: Sight, match: Match, told: Standing) -> bool:
    """Tell whether an act of speech was not done, by its own words or by those who would have."""
    return not match.clause.affirmed or (
        told.claimed_by is not None
        and same(told.claimed_by, [r for a in match.of("actor") for r in sight.parties(a.phrase)])
    )


_MEANS = frozenset("use fire shoot deploy employ unleash launch".split())
_BY_VOTE = frozenset({"AGREE", "REJECT", "SANCTION", "ACCUSE", "CONCEDE"})
"""Acts that are done by a vote ("voted to adopt the resolution")."""
_UNDONE = frozenset(
    """plan gather meet want call threaten vow urge decide try seek register prepare ask have
    be""".split()
)
_TRAVEL = frozenset("fly travel arrive come go visit meet gather return head".split())


def _done_in_doing(sight: Sight, match: Match) -> bool:
    """Tell whether an aim is reached by the very act above it.

    "used tear gas to disperse the crowd", "flew to Juba to meet the president".
    """
    clause = match.clause
    if clause.modality != "purpose" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    if above.modality == "purpose" and above.parent is not None:  # "to disperse them, KILLING one"
        above = sight.scene.clauses[above.parent]
    if above.modality != "none" or not above.affirmed or above.tense == "future":
        return False
    verb = above.lemma.split(" ")[0]
    if verb == "vote":
        return match.frame.event in _BY_VOTE
    if match.frame.mode == "crowd-control":
        return verb in _MEANS
    if match.frame.event == "ASSAULT":  # "used drones to bomb the trenches"
        return verb == "use" and any("weapon" in sight.kinds(a.phrase) for a in above.of("object"))
    if match.frame.event == "PROTEST":  # "closed their shops TO PROTEST the arrest"
        return (
            clause.lemma == "protest"
            and verb not in _UNDONE
            and above.tense == "past"
            and any(sight.kinds(a.phrase) & {"civil", "number"} for a in above.of("subject"))
        )
    return match.frame.event == "CONSULT" and verb in _TRAVEL


def _weapon(sight: Sight, match: Match) -> Weapon | None:
    """Return the means of an assault: what its predicate, instrument, subject or modifiers name.

    The predicate's own word wins ("air strike"), save over means that change what it was.
    """
    clause = match.clause
    own = _own_weapon(sight, match) if clause.kind != "adjective" else None
    named = list(_means(sight, match))
    flown = next((w for w in _platforms(sight, match) if w.mode in _FLOWN), None)
    if flown is not None and own is not None and own.mode in _DROPPED:
        own = flown  # "warplanes bombed", "a helicopter fired rockets": ACLED codes who flew
    for mode in _OVERRIDING:
        for weapon in (*([own] if own else []), *named):
            if weapon.mode == mode:
                return weapon
    return own or next(iter(named), None)


def _by_state(actors: list[ActorRef]) -> bool:
    """Tell whether those who act are a state or its forces."""
    return any(
        a.plover is not None
        and a.plover.country is not None
        and a.plover.sector in {None, "GOV", "MIL"}
        for a in actors
    )


def _own_weapon(sight: Sight, match: Match) -> Weapon | None:
    """Return the weapon that the predicate's words name; "gun attack" before "gun"."""
    shot = match.clause.head if match.clause.kind == "verb" else -1  # "gunned down": by no gun
    found = [
        (token, weapon)
        for token in match.words
        if not (token == shot and sight.lemma(token) == "gun")
        and (weapon := sight.weapon_at(token)) is not None
    ]
    following = dict(found)
    return next((w for t, w in found if following.get(t + 1, w) is w), None)


_FLOWN = frozenset({"aerial", "drone"})
_DROPPED = frozenset({"explosives", "heavy-weapons"})


def _platforms(sight: Sight, match: Match) -> Iterable[Weapon]:
    """Yield what a clause's act was done from: the weapons that its subject or agent names."""
    if match.clause.kind == "noun":
        return
    for argument in (*match.clause.of("subject"), *match.clause.of("oblique", "by", "from")):
        for _, weapon in sight.weapons_in(argument.phrase.start, argument.phrase.end):
            if weapon.bearer:
                yield weapon


_LADEN = frozenset("fill load contain stuff lace pack tip carry arm".split())


def _means(sight: Sight, match: Match) -> Iterable[Weapon]:
    clause = match.clause
    if clause.kind == "noun":
        start = max(sight.sentence(clause.head).start, min(match.words) - 3)
        for _, weapon in sight.weapons_in(start, clause.head + 1):
            yield weapon
    if any(
        sight.lowers[t] == "suicide"
        for argument in match.of("theme")
        for t in range(argument.phrase.start, argument.phrase.end)
    ):
        yield sight.book.weapons["suicide bomb"]
    arguments = (
        *match.of("instrument"),
        *match.of("theme"),
        *match.of("cause"),
        *clause.of("subject"),
        *clause.of("oblique", "with", "by", "using", "in", "from", "during"),
    )
    for argument in arguments:
        phrase = argument.phrase
        for _, weapon in sight.weapons_in(phrase.start, phrase.end):
            yield weapon
    laden = [
        argument
        for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]
        if other.sentence == clause.sentence and other.lemma.split(" ")[0] in _LADEN
        for argument in other.arguments
    ]
    fired = clause.lemma.split(" ")[0] in _FIRED  # "rockets were FIRED at the post"
    used = _used_in(sight, clause)
    for argument in (*clause.of("object"), *laden, *used):  # "fired shells filled with chlorine"
        phrase = argument.phrase
        for _, weapon in sight.weapons_in(phrase.start, phrase.end):
            if fired or argument in used or weapon.mode in _OVERRIDING:
                yield weapon


_FIRED = frozenset("fire launch lob hurl throw drop toss".split())


def _used_in(sight: Sight, clause: Clause) -> tuple[Argument, ...]:
    """Return what was used in an act that a noun names ("USED mustard agent in an attack on X")."""
    if clause.kind != "noun" or clause.parent is None:
        return ()
    above = sight.scene.clauses[clause.parent]
    within = any(
        a.phrase.head == clause.head for a in above.of("oblique", "in", "during", "against")
    )
    return above.of("object") if within and above.lemma.split(" ")[0] == "use" else ()
