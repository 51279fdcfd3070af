"""What an event is to ACLED: its sub-event type, by means, sides, ground and crowd.

One rule: ACLED's codebook decides, by what the text tells of who fought whom with what; where it
asks for what the text does not tell, there is no pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.know.frames import Weapon
from dateline.know.ontology import acled_territory, ontology
from dateline.model import ActorRef
from dateline.read.clauses.clause import Argument
from dateline.read.event_crowds import by_own_hand, in_a_protest, rioting
from dateline.read.event_draft import Draft
from dateline.read.frames import Match, Sight
from dateline.read.handovers import taken_over, unopposed

_FOUGHT = frozenset({"assault.attack", "assault.clash", "assault.repelled"})
_POSTS = frozenset(
    """base post checkpoint position barrack barracks outpost garrison patrol convoy camp
    headquarters station airbase trench line front frontline stronghold""".split()
)
_CIVIL_THINGS = frozenset(
    """car bus taxi minibus motorcycle motorbike train ambulance wedding funeral vehicle truck
    lorry van boat queue crowd procession""".split()
)
_MEASURED = frozenset("dozen score hundred thousand ten number group handful pair couple".split())
_STATE = re.compile(
    r"\b(?:army|troops|soldiers|government|police|military|marines|navy|air force|regime|junta|"
    r"gendarmes?|servicemen|federal|state|national guard)\b",
    re.IGNORECASE,
)
_NON_STATE = re.compile(
    r"\b(?:rebels?|militants?|insurgents?|gunmen|guerrillas?|terrorists?|jihadis?t?s?|extremists?|"
    r"separatists?|militia(?:men|s)?|paramilitar(?:y|ies)|bandits?|fighters|islamists?|mutineers|"
    r"opposition|resistance|tribesmen)\b",
    re.IGNORECASE,
)


def acled(
    sight: Sight, match: Match, weapon: Weapon | None, actors: list[ActorRef]
) -> tuple[str, str] | None:
    """Return ACLED's pair of event and sub-event type; None where it has none for this."""
    sub = match.frame.acled
    if sub == "territory":
        return _territory(sight, match, actors)
    if sub == "transfer":
        return _left(sight, match)
    if weapon is not None and not match.frame.firm:
        sub = weapon.acled if weapon.mode not in {"firearms", "primitive"} else sub
    if sub == "Attack" and _armed(sight, match):
        sub = "Armed clash"
    elif sub == "Armed clash" and (_unarmed(sight, match) or _undefended(sight, match)):
        sub = "Attack"
    return ontology().acled_pair(sub) if sub else None


def _territory(sight: Sight, match: Match, actors: list[ActorRef]) -> tuple[str, str] | None:
    """Return the pair for ground gained; the words for the gainer tell where no register does."""
    if unopposed(sight, match):
        return acled_territory((), fought=False)
    if match.frame.control != "gained":
        return None
    return acled_territory(actors, fought=True) or _by_words(actors)


def _by_words(actors: Iterable[ActorRef]) -> tuple[str, str] | None:
    book = ontology()
    for actor in actors:
        if _NON_STATE.search(actor.text):
            return book.acled_pair("Non-state actor overtakes territory")
        if _STATE.search(actor.text):
            return book.acled_pair("Government regains territory")
    return None


def _left(sight: Sight, match: Match) -> tuple[str, str] | None:
    """Return the pair for ground left: a transfer only where somebody is told to take it over.

    Troops that merely move out have changed what they do there.
    """
    if match.frame.control == "gained" or taken_over(sight, match):
        return acled_territory((), fought=False)
    return ontology().acled_pair("Change to group/activity")


def regraded(sight: Sight, drafts: Iterable[Draft]) -> None:
    """Code again what the tellings of events, brought together, say of sides, dead and crowds."""
    drafts = list(drafts)
    protests = {d.sentence for d in drafts if d.event == "PROTEST" and d.status in _TOLD}
    for draft in drafts:
        if _caught(sight, draft):
            draft.event, draft.mode, draft.cameo = "COERCE", "arrest", "173"
            draft.acled = ontology().acled_pair("Arrests")
        sub = _again(sight, draft, protested=draft.sentence in protests)
        if sub is not None:
            draft.acled = ontology().acled_pair(sub)


_CATCHING = frozenset({"capture", "catch", "seize", "nab", "apprehend"})
_OUTLAWS = frozenset(
    """pirate trafficker smuggler criminal robber thief burglar poacher gangster dealer kingpin
    fugitive suspect culprit murderer kidnapper""".split()
)
_POLICING = frozenset({"MIL", "COP", "GOV", "SPY"})


def _caught(sight: Sight, draft: Draft) -> bool:
    """Tell whether a state's men caught criminals: an arrest, no abduction ("captured PIRATES")."""
    if draft.mode != "abduct" or draft.match.clause.lemma.split(" ")[0] not in _CATCHING:
        return False
    of_state = [a.plover is not None and a.plover.sector in _POLICING for a in draft.actors]
    outlaws = (sight.lemma(a.phrase.head) in _OUTLAWS for a in draft.match.of("recipient"))
    return bool(of_state) and all(of_state) and any(outlaws)


_TOLD = frozenset({"asserted", "claimed"})
_SEVERE = re.compile(
    r"\b(?:excessive|lethal|deadly) force\b|\blive (?:rounds?|ammunition|fire|bullets?)\b"
    r"|\b(?:deadly|bloody|fatal|lethal) (?:\w+ )?(?:crackdown|dispersal|attacks?|raids?)\b",
    re.IGNORECASE,
)
_EXCHANGE = re.compile(r"\b(?:exchang|swap)\w*", re.IGNORECASE)
_PRISONERS = re.compile(
    r"\b(?:prisoners?|captives?|detainees?|hostages?|pows?|abductees?|(?:captured|detained|abducted"
    r"|kidnapped) \w+)\b[^.]*\b(?:deal|agreement|accord|truce|talks|negotiat\w+|mediat\w+"
    r"|goodwill|amnesty|elders)\b|\b(?:deal|agreement|accord|truce|talks|goodwill|amnesty)\b[^.]*"
    r"\b(?:prisoners?|captives?|detainees?|hostages?)\b",
    re.IGNORECASE,
)
"""Captives freed by what sides came to terms on: to ACLED an agreement."""


def _again(sight: Sight, draft: Draft, *, protested: bool) -> str | None:
    """Return the sub-event type that more than the draft's own predicate decides, if any does."""
    now = draft.acled[1] if draft.acled else None
    if (riot := rioting(sight, draft)) is not None:
        return riot
    if now == "Remote explosive/landmine/IED" and by_own_hand(sight, draft):
        worn = sight.book.weapons["suicide bomb"]
        draft.mode, draft.cameo = worn.mode, worn.cameo
        return worn.acled
    if now in {"Attack", "Armed clash"} and _crowd(sight, draft):
        return "Excessive force against protesters"
    if now == "Attack" and _fighters(sight, draft.recipients):
        return "Armed clash"
    if now == "Protest with intervention" and draft.event == "ASSAULT":
        text = sight.sentence(draft.match.clause.head).text
        severe = draft.killed or draft.injured or _SEVERE.search(text)
        return "Excessive force against protesters" if severe else None
    if now == "Armed clash" and draft.match.frame.root == "assault.clash":
        return "Violent demonstration" if in_a_protest(sight, draft) else None
    if now == "Arrests" and protested and draft.match.clause.kind == "verb":
        return "Protest with intervention"
    if draft.event == "RETREAT" and draft.mode == "release":
        text = sight.sentence(draft.match.clause.head).text
        return "Agreement" if _EXCHANGE.search(text) or _PRISONERS.search(text) else None
    if now == "Other" and draft.mode == "restrict" and _fighters(sight, draft.actors):
        return "Change to group/activity"  # security measures of those in arms
    return None


_CROWD = re.compile(r"\b(?:protest[eo]rs?|demonstrators?|marchers?|strikers?)\b", re.IGNORECASE)


_PROTESTING = re.compile(
    r",? (?:who (?:were|was|had been) )?(?:peacefully )?"
    r"(?:protesting|demonstrating|marching|rallying|gathered to protest)\b"
)


def _crowd(sight: Sight, draft: Draft) -> bool:
    """Tell whether protesters were attacked, by forces or by nobody that is named.

    "Farmers PROTESTING near the toll gate" are protesters, too.
    """
    text = sight.scene.report.text
    by_crowd = any(_CROWD.search(a.text) for a in draft.actors)
    return not by_crowd and any(
        _CROWD.search(r.text) or (r.span is not None and _PROTESTING.match(text, r.span[1]))
        for r in draft.recipients
    )


def _fighters(sight: Sight, refs: list[ActorRef]) -> bool:
    """Tell whether all of these people bear arms."""
    return bool(refs) and all(_fighter(sight, ref) for ref in refs)


def _fighter(sight: Sight, ref: ActorRef) -> bool:
    sector = ref.plover.sector if ref.plover else None
    words = {w for w in re.split(r"\W+", ref.text.lower()) if w}
    kinds = [sight.book.kinds.get(w.removesuffix("s"), frozenset()) for w in words]
    if any("civil" in k and "armed" not in k for k in kinds):
        return False
    return sector in {"MIL", "REB", "PAR", "COP"} or any("armed" in k for k in kinds)


def _armed(sight: Sight, match: Match) -> bool:
    """Tell whether those whom it is done to bear arms."""
    arguments = match.of("recipient")
    return bool(arguments) and all(
        "armed" in (kinds := _kinds(sight, a)) and "civil" not in kinds for a in arguments
    )


def _unarmed(sight: Sight, match: Match) -> bool:
    arguments = match.of("recipient")
    return bool(arguments) and all(
        "civil" in (kinds := _kinds(sight, a)) and "armed" not in kinds for a in arguments
    )


def _kinds(sight: Sight, argument: Argument) -> frozenset[str]:
    """Return the kinds of those meant; of "dozens of troops", those of the troops."""
    phrase = argument.phrase
    if sight.lemma(phrase.head) not in _MEASURED:
        return sight.kinds(phrase)
    inside = range(phrase.head + 1, phrase.end)
    counted = [sight.word_kinds(t) for t in inside]
    people = [k for k in counted if k & {"armed", "civil"}]
    return people[0] if people else sight.kinds(phrase)


def _undefended(sight: Sight, match: Match) -> bool:
    """Tell whether what was attacked is no post of fighters, and no defender is told.

    A settlement, a civil building, a car.
    """
    if match.frame.root not in _FOUGHT or match.of("recipient"):
        return False
    targets = [a.phrase for a in match.of("target")]
    return bool(targets) and all(
        sight.lemma(p.head) not in _POSTS
        and (
            sight.kinds(p) & {"ground", "facility", "place"} or sight.lemma(p.head) in _CIVIL_THINGS
        )
        for p in targets
    )
