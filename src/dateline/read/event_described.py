"""Acts that are only spoken of: how frequent they are, where somebody speaks, what others may do.

One rule: what the words around an act make of it decides, not the act's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.know.actors.entry import FIGHTING
from dateline.model import ActorRef
from dateline.read.event_draft import Draft
from dateline.read.event_sides import same
from dateline.read.frames import Sight

__all__ = ["DESCRIBED", "own"]


def own(ref: ActorRef) -> bool:
    """Tell whether somebody is another's own ("its fighters"): orders to them are no requests."""
    return ref.text.split(" ")[0].lower() in {"its", "his", "her", "their", "our"}


_FREQUENCY = frozenset(
    """frequent common rare commonplace usual regular sporadic routine likely unlikely possible
    imminent inevitable feared""".split()
)


def _of_all_times(sight: Sight, draft: Draft) -> bool:
    """Tell whether a noun's acts are said to be frequent or feared ("clashes are common there")."""
    clause = draft.match.clause
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind != "noun" or above is None or above.kind != "copula":
        return False
    subject = any(a.phrase.head == clause.head for a in above.of("subject"))
    return subject and any(sight.lowers[a.phrase.head] in _FREQUENCY for a in above.of("attribute"))


def _its_own(sight: Sight, draft: Draft) -> bool:
    """Tell whether what is wrecked is the doer's ("smashed THEIR OWN generators")."""
    clause = draft.match.clause
    if draft.event != "ASSAULT" or draft.mode != "destroy" or clause.voice == "passive":
        return False
    return any(
        "own" in sight.lowers[a.phrase.start : a.phrase.head]
        for a in clause.of("object")
        if not a.antecedent
    )


_GATHERED = frozenset({"at", "during", "before", "to"})


_SPEAKING = frozenset("speak talk address appear campaign".split())
_CAMPAIGN = frozenset("campaign election electoral party victory pep".split())


def _heard_there(sight: Sight, draft: Draft) -> bool:
    """Tell whether a rally is only where somebody speaks ("the president said at a RALLY")."""
    clause = draft.match.clause
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    if draft.event != "PROTEST":
        return False
    nouns = (t for t in draft.match.words if t and sight.scene.tokens.pos[t] == "NOUN")
    if any(sight.lowers[t - 1] in _CAMPAIGN for t in nouns):
        return True  # "held an ELECTION RALLY in Bamako"
    if clause.kind != "noun" or draft.actors or above is None:
        return False
    speaks = above.lemma.split(" ")[0] in _SPEAKING or any(
        above.head == s
        for s in (sight.scene.token_at(c.cue[0]) for c in sight.scene.speeches if c.cue)
    )
    return speaks and any(a.phrase.head == clause.head for a in above.of("oblique", *_GATHERED))


_IDLE = frozenset("take seek find need".split())


_LODGED = frozenset("lodge file register deliver hand submit send".split())


def _on_paper(sight: Sight, draft: Draft) -> bool:
    """Tell whether a protest is a note and no crowd ("a PROTEST was lodged with")."""
    clause = draft.match.clause
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    return (
        draft.event == "PROTEST"
        and clause.kind == "noun"
        and above is not None
        and above.lemma.split(" ")[0] in _LODGED
    )


def _sought(sight: Sight, draft: Draft) -> bool:
    """Tell whether refuge is taken, not given ("took refuge in a church")."""
    lemma = draft.match.clause.lemma.split(" ")
    return draft.event == "AID" and lemma[0] in _IDLE and lemma[-1] in {"refuge", "shelter"}


_KINDNESS = frozenset("condolence condolences sympathy prayer thanks congratulation".split())


def _kind_words(sight: Sight, draft: Draft) -> bool:
    """Tell whether what is offered is only words ("offered CONDOLENCES to the families")."""
    return draft.event == "AGREE" and not _KINDNESS.isdisjoint(draft.match.clause.lemma.split(" "))


_STAFF = frozenset("aide cabinet adviser advisor commander officer staff team party family".split())


def _among_own(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody meets only his own people ("met his aides")."""
    met = draft.match.of("recipient")
    return (
        draft.event == "CONSULT"
        and bool(draft.recipients)
        and all(map(own, draft.recipients))
        and all(sight.lemma(a.phrase.head) in _STAFF for a in met)
    )


def _displaced(sight: Sight, draft: Draft) -> bool:
    """Tell whether people are only counted who fled, whoever drove them out ("2,000 displaced")."""
    clause = draft.match.clause
    passive = clause.voice == "passive" or clause.kind == "headline"
    return draft.mode == "cleansing" and passive and not clause.of("subject")


def _suspects(sight: Sight, draft: Draft) -> bool:
    """Tell whether people are only told by a suspicion ("looked for people they ACCUSE")."""
    clause = draft.match.clause
    return (
        draft.event == "ACCUSE"
        and clause.relation == "relative"
        and clause.tense == "present"
        and any("civil" in sight.kinds(a.phrase) for a in draft.match.of("recipient"))
    )


def _warned_of(sight: Sight, draft: Draft) -> bool:
    """Tell whether a warning is of what others may do ("the UN warned that they would attack")."""
    clause = draft.match.clause
    if draft.event != "THREATEN" or clause.lemma.split(" ")[0] != "warn":
        return False
    for theme in draft.match.of("theme"):
        if theme.clause is None:
            if theme.preposition == "of" and all(map(_bystander, draft.actors)):
                return True
            continue
        doers = sight.scene.clauses[theme.clause].of("subject")
        refs = [r for a in doers if not a.antecedent for r in sight.parties(a.phrase)]
        if _in_arms(draft.actors) and _in_arms(refs) and not _at_odds(sight, draft.actors, refs):
            continue  # "the insurgents would attack, a COMMANDER warned"
        if refs and not any(same(r, draft.actors) for r in refs) and not any(map(own, refs)):
            return True
    return False


_ABROAD = frozenset({"IGO", "IMG", "NGO"})


def _bystander(ref: ActorRef) -> bool:
    """Tell whether somebody wages no war: "the UN warned OF ATTACKS on civilians"."""
    code = ref.plover
    aloof = code is not None and (code.country in _ABROAD or code.sector in {"MED", "JRN", "NGO"})
    return aloof or ref.text.split(" ")[-1].lower() in {"envoy", "embassy", "monitor", "analysts"}


def _called_so(sight: Sight, draft: Draft) -> bool:
    """Tell whether "called" gives somebody a name ("called Mr Lukwago A COWARD")."""
    del sight
    clause = draft.match.clause
    return draft.match.frame.id == "consult.call-named" and len(clause.of("attribute")) > 1


def _in_arms(refs: Sequence[ActorRef]) -> bool:
    """Tell whether all of these bear arms for somebody."""
    codes = [r.plover for r in refs]
    return bool(codes) and all(c is not None and c.sector in FIGHTING for c in codes)


def _at_odds(sight: Sight, actors: Sequence[ActorRef], others: Sequence[ActorRef]) -> bool:
    """Tell whether two of these fight each other, or stand for two states."""
    return any(
        sight.scene.parties.fights(a, o)
        or (a.id is not None and o.id is not None and a.id != o.id)
        or (a.plover and o.plover and a.plover.country != o.plover.country)
        for a in actors
        for o in others
    )


def _any(sight: Sight, draft: Draft) -> bool:
    """Tell whether those who act are whoever does ("any insurgents who fled the town").

    "No unit has left the town" denies that troops have.
    """
    if draft.status == "denied" and draft.event == "RETREAT":
        return False
    acting = (*draft.match.of("actor"), *draft.match.of("recipient"))
    return not draft.match.frame.speech and any(
        sight.lowers[a.phrase.start] in {"any", "whoever", "anyone", "no", "nobody"} for a in acting
    )


_NO_VIOLENCE = frozenset(
    """search rescue relief recovery cordon clean-up cleanup combing evacuation humanitarian
    training demining rehabilitation reconstruction construction""".split()
)


def _searching(sight: Sight, draft: Draft) -> bool:
    """Tell whether an operation is a search or a rescue ("recovered in SEARCH operations")."""
    if draft.match.frame.root != "assault.operation" or draft.killed or draft.injured:
        return False
    named = (t for t in draft.match.words if sight.lemma(t) == "operation")
    return any(
        not _NO_VIOLENCE.isdisjoint(sight.lowers[max(0, t - 3) : t])
        or not _NO_VIOLENCE.isdisjoint(sight.lowers[t - 1].split("-"))
        for t in named
        if t
    )


_WAY = frozenset("line angle point mode method plan form avenue direction".split())


def _way_of(sight: Sight, draft: Draft) -> bool:
    """Tell whether an attack only says of what sort a thing is ("this line of ATTACK")."""
    clause = draft.match.clause
    before = sight.lowers[max(0, clause.head - 2) : clause.head]
    return (
        draft.match.frame.root == "assault.attack"
        and clause.kind == "noun"
        and len(before) == 2
        and before[1] == "of"
        and before[0].removesuffix("s") in _WAY
    )


_WORK = frozenset({"AID", "SUPPORT", "CONSULT"})


def _at_their_work(sight: Sight, draft: Draft) -> bool:
    """Tell whether those hit are only told by their work ("a nurse who WAS TREATING them")."""
    del sight
    clause = draft.match.clause
    return draft.event in _WORK and clause.relation == "relative" and clause.progressive


_DEFINITE = frozenset({"the", "these", "those"})


def _the_one_hit(sight: Sight, draft: Draft) -> bool:
    """Tell whether victims are only pointed at ("the civilian who WAS KILLED has been named")."""
    clause, match = draft.match.clause, draft.match
    if clause.relation != "relative" or clause.voice != "passive" or not match.frame.toll:
        return False
    stated = draft.when is not None and draft.when.origin == "stated"
    if draft.actors or draft.own_place or stated:
        return False
    return any(sight.lowers[a.phrase.start] in _DEFINITE for a in match.of("recipient"))


_WORDY = frozenset(
    """verbal scathing blistering stinging withering rhetorical vitriolic veiled worded personal
    wordy online""".split()
)


def _with_words(sight: Sight, draft: Draft) -> bool:
    """Tell whether an attack is one of words alone ("a SCATHING attack on the United States")."""
    if draft.event != "ASSAULT" or draft.killed is not None or draft.injured is not None:
        return False
    clause = draft.match.clause
    nouns = {t for t in (clause.head, *clause.predicate) if sight.scene.tokens.pos[t] == "NOUN"}
    return any(not _WORDY.isdisjoint(sight.lowers[max(0, t - 3) : t]) for t in nouns)


_STRUGGLES = frozenset({"fight", "struggle", "battle", "war", "combat", "campaign"})


_FOR_IT = frozenset({"in", "for", "to", "join", "joined", "joining", "role", "support"})


def _the_struggle(sight: Sight, draft: Draft) -> bool:
    """Tell whether a fight is a cause and no clash ("IN THEIR FIGHT AGAINST the jihadists")."""
    clause = draft.match.clause
    if clause.kind != "noun" or clause.lemma not in _STRUGGLES or draft.event != "ASSAULT":
        return False
    before = sight.lowers[max(0, clause.head - 3) : clause.head]
    if _FOR_IT.isdisjoint(before):
        return False
    told = draft.own_place or draft.killed is not None or draft.injured is not None
    dated = draft.when is not None and draft.when.origin == "stated"
    return not (told or dated) and bool(clause.of("oblique", "against", "with", "on"))


_BLAZES = frozenset({"fire", "blaze"})
_LIT = frozenset("set started lit arson enemy hostile friendly heavy intense crossfire".split())


def _blaze(sight: Sight, draft: Draft) -> bool:
    """Tell whether a blaze of nobody's killed or burned ("A FIRE at a market killed nine")."""
    clause = draft.match.clause
    if draft.event != "ASSAULT" or draft.actors:
        return False
    if clause.kind == "noun":
        return is_blaze(sight, clause.head, clause.end)
    subjects = [a.phrase for a in clause.of("subject")]
    return any(is_blaze(sight, p.head, p.end) for p in subjects)


def is_blaze(sight: Sight, head: int, end: int) -> bool:
    """Tell whether a word is "a fire" or "a blaze" that nobody is told to have lit."""
    if sight.lowers[head] not in _BLAZES or head == 0:
        return False
    low = max(0, head - 2)
    armed = any(True for _ in sight.weapons_in(low, head))
    lit = not _LIT.isdisjoint(sight.lowers[low : max(end, head + 3)])
    return "a" in sight.lowers[low:head] and not armed and not lit


DESCRIBED = (
    _the_struggle,
    _blaze,
    _with_words,
    _its_own,
    _the_one_hit,
    _searching,
    _way_of,
    _at_their_work,
    _kind_words,
    _of_all_times,
    _heard_there,
    _on_paper,
    _sought,
    _among_own,
    _suspects,
    _displaced,
    _warned_of,
    _called_so,
    _any,
)
"""Rules that tell whether a draft is only spoken of; each takes the sight and the draft."""
