"""What a party says it will do is an act of speech: a promise, an offer, a threat, a refusal.

PLOVER codes "will give", "would withdraw unless", "will not accept" by what is said, not by what
is announced; so a plan in its own actor's mouth becomes AGREE, THREATEN or REJECT.
"""

from __future__ import annotations

from dateline.model import ActorRef
from dateline.read.clauses.clause import Clause
from dateline.read.event_described import own
from dateline.read.event_draft import ANNOUNCED, Draft
from dateline.read.event_sides import nested, same
from dateline.read.frames import Match, Sight, span_of, timing, word_spans
from dateline.read.status import who_says

_REFUSED = {"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "CONCEDE": "change"}
"""PLOVER mode of refusing an act; of those left out it is `yield` or none."""
_TO_AGREE = frozenset({"AID", "COOPERATE", "CONSULT", "CONCEDE", "RETREAT", "SUPPORT", "AGREE"})
_TO_THREATEN = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
_OWN = frozenset("his her its their our my".split())
_CONDITION = frozenset({"unless", "if", "until"})
_BARGAIN = frozenset({"unless", "if"})
_FORETELLING = frozenset(
    """believe think predict forecast expect hope fear doubt suspect bet imagine suppose worry
    anticipate""".split()
)
"""Cues under which "it will" is a guess, even at what the one who makes it will do."""
_STATES = frozenset({"GOV", "MIL", "COP", "LEG", None})
_APART = frozenset({"CVL", "REB", "UAF", "CRM", "OPP", "PAR", "BUS", "JRN"})
"""Sectors of which a spokesman of the same country is none."""
_MODE = {
    "ASSAULT": "violence",
    "MOBILIZE": "violence",
    "COERCE": "restrict",
    "SANCTION": "relations",
}
_CAMEO = {"AGREE": "030", "THREATEN": "130", "REJECT": "120", "SUPPORT": "051"}
_HELP = frozenset({"AID", "SUPPORT", "COOPERATE"})
_STANCE = frozenset({"committed", "dedicated", "devoted", "commitment"})


_FORESEEN = frozenset(
    "expect expected due set schedule scheduled slate slated poised likely bound mean meant".split()
)
"""Governors by which a plan is told of somebody, who need not have said a word."""


def pledged(sight: Sight, draft: Draft) -> bool:
    """Turn a planned act into the act of announcing it; tell whether anything is left to record.

    The one who acts must be the one who speaks, or be told to want it; what else a report foretells
    in its own voice stays a plan, but help: nobody knows of it but by a promise. What somebody says
    he will not do is a refusal, or, of violence, nothing that happens.
    """
    clause = draft.match.clause
    _not_to(sight, draft)
    if draft.event == "THREATEN":
        _warn(sight, draft)
    if draft.status != "planned":
        return True
    if _hosted(sight, draft):
        return False  # "will travel to Paris for talks CONVENED by France"
    if clause.marker in _CONDITION or _guessed(sight, clause) or _given_up(sight, clause):
        return False  # "will not talk until they FREE the hostages", "fear that they will attack"
    said = _said_by_the_actor(sight, draft)
    if not clause.affirmed:
        if said and draft.event in _TO_AGREE:
            _become(draft, "REJECT", _REFUSED.get(draft.event, "yield"))
            return True
        return False
    if _committed(sight, draft):
        _become(draft, "SUPPORT", None)
    elif said and not _foreseen(sight, clause):
        _announce(sight, draft)
    return True


def _said_by_the_actor(sight: Sight, draft: Draft) -> bool:
    frame = draft.match.frame
    backing = frame.event == "SUPPORT" and draft.match.clause.modality == "future"
    told = frame.speech and not backing  # "will back the plan" is a promise, too
    if not draft.actors or told or draft.match.clause.kind != "verb":
        return False
    speech = sight.scene.speech_over(draft.match.clause.head)
    speaker = speech.speaker or speech.organisation if speech is not None else None
    if speech is None:  # "stands ready to help" tells of a will, "will meet on Friday" of a day
        willing = draft.match.clause.modality == "intention" and draft.event != "CONSULT"
        return willing or draft.event in _HELP
    return speaker is not None and _alike(speaker, draft)


def _committed(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody says that he stands by others ("remains COMMITTED to assisting them").

    That is no promise of something new.
    """
    if draft.event not in _HELP:
        return False
    tokens, clause = sight.scene.tokens, draft.match.clause
    for _ in range(_UP):
        if tokens.lower[tokens.head[clause.head]] in _STANCE:
            return True
        if clause.parent is None:
            return False
        clause = sight.scene.clauses[clause.parent]
    return False


_UP = 3  # clauses: "committed to continuing to provide"


def _hosted(sight: Sight, draft: Draft) -> bool:
    """Tell whether a planned meeting is only what somebody goes to, and its host says nothing."""
    clause, clauses = draft.match.clause, sight.scene.clauses
    below = clause.kind == "noun" or clause.relation in {"participle", "relative"}
    if draft.event != "CONSULT" or not below or clause.modality != "none":
        return False
    above = clause.parent
    while above is not None and clauses[above].kind == "noun":
        above = clauses[above].parent
    if above is None or clauses[above].modality != "future":
        return False
    goers = {a.phrase.head for a in clauses[above].of("subject")}
    return any(a.phrase.head not in goers for a in clause.of("subject"))


def _guessed(sight: Sight, clause: Clause) -> bool:
    """Tell whether a plan is only somebody's guess ("residents fear that they WILL ATTACK")."""
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    return (
        above is not None
        and above.kind == "verb"
        and above.voice == "active"
        and above.lemma in _FORETELLING
        and clause.relation == "complement"
    )


_GIVEN_UP = frozenset(
    """foil thwart drop abandon scrap cancel shelve prevent avert oppose reject defend criticise
    criticize condemn question deny backtrack renege break regret reverse denounce uncover discover
    disrupt frustrate protest halt suspend postpone delay block""".split()
)
"""Verbs by which a plan is told as one that failed, was dropped or is talked about."""


def _given_up(sight: Sight, clause: Clause) -> bool:
    """Tell whether a plan hangs on a noun that is argued about ("DROPPED a plan to bomb").

    "Defended the decision to bomb", "went back on its promise to free them", "foiled a plan".
    """
    head = sight.scene.doc[clause.head]
    if clause.kind == "noun" or not head.dep_.startswith("acl"):
        return False
    noun = head.head
    return any(
        above.lemma.split(" ")[0] in _GIVEN_UP
        and any(a.phrase.head == noun.i for a in above.arguments if a.function != "subject")
        for above in sight.scene.clauses_of(clause.sentence)
        if above.index != clause.index
    )


def _foreseen(sight: Sight, clause: Clause) -> bool:
    """Tell whether others expect the act ("are expected to meet"): its actor promised nothing."""
    if clause.parent is None or clause.relation != "complement":
        return False
    above = sight.scene.clauses[clause.parent]
    attributes = {sight.lemma(a.phrase.head) for a in above.of("attribute")}
    words = {above.lemma.split(" ")[0], sight.lowers[above.head], *attributes}
    return not words.isdisjoint(_FORESEEN)


def _announce(sight: Sight, draft: Draft) -> None:
    unless = _conditional(sight, draft)
    event = draft.event
    if event in _TO_THREATEN or (unless and event in {"RETREAT", "AID"}):
        _become(draft, "THREATEN", _MODE.get(event))
        _warn(sight, draft)
    elif event in _TO_AGREE:
        _become(draft, "AGREE", None)
    else:
        return
    if not draft.recipients:
        draft.recipients = nested(sight, draft.match, draft.actors)[:2]


_YIELDING = frozenset(
    """release free return withdraw surrender retreat resign disarm negotiate talk meet recognise
    recognize accept concede sign attend cede lift reopen step hand pull lay""".split()
)
"""What is asked of foes: whoever vows not to do it refuses it."""
_HARMING = frozenset(
    """attack fight harm hurt strike bomb shell fire shoot kill target retaliate invade storm punish
    arrest seize destroy execute""".split()
)
"""What a threat is of; who vows not to STOP or REST threatens all the same."""
_PLEDGING = frozenset({"vow", "pledge", "promise", "swear"})


def _not_to(sight: Sight, draft: Draft) -> None:
    """Turn a pledge not to do something into what it is ("vowed NOT TO free them" refuses it).

    A pledge not to attack, which words of harm made a threat, is a promise.
    """
    if draft.match.clause.lemma.split(" ")[0] not in _PLEDGING:
        return
    for argument in draft.match.of("theme") or draft.match.clause.of("clausal"):
        if argument.clause is None:
            continue
        below = sight.scene.clauses[argument.clause]
        if below.affirmed:
            continue
        if draft.event == "THREATEN" and below.lemma.split(" ")[0] in _HARMING:
            _become(draft, "AGREE", None)
        elif draft.event == "AGREE" and below.lemma.split(" ")[0] in _YIELDING:
            _become(draft, "REJECT", "yield")


def _warn(sight: Sight, draft: Draft) -> None:
    """Aim a threat at whose deed it hangs on ("will leave unless THE EU pays") where no other is.

    What is done with one's own men is no threat to them.
    """
    if any(not own(r) for r in draft.recipients):
        return
    inner = {draft.match.clause.index}
    inner |= {a.clause for a in draft.match.clause.of("clausal") if a.clause is not None}
    for clause in sight.scene.clauses_of(draft.sentence):
        if clause.parent not in inner or clause.marker not in _BARGAIN:
            continue
        subjects = clause.of("object" if clause.voice == "passive" else "subject")
        found = [r for a in subjects for r in sight.parties(a.phrase) if r.id or r.plover]
        if found := [r for r in found if not same(r, draft.actors)]:
            draft.recipients = found[:2]
            return


def _alike(speaker: ActorRef, draft: Draft) -> bool:
    if same(speaker, draft.actors) or _bare(speaker) in map(_bare, draft.actors):
        return True
    if speaker.text.split(" ")[0].lower() in _OWN:
        return True  # "the party will not talk, its chairman said"
    if any(a.text.split(" ")[0].lower() in _OWN for a in draft.actors):
        return True  # "his men", "our forces"
    home = speaker.plover.country if speaker.plover else None
    return home is not None and any(
        a.plover and a.plover.country == home and a.plover.sector not in _APART
        for a in draft.actors
    )


def _bare(ref: ActorRef) -> str:
    """Return an actor's words without an article."""
    first, _, rest = ref.text.lower().partition(" ")
    return rest if first in {"the", "a", "an"} and rest else ref.text.lower()


def _conditional(sight: Sight, draft: Draft) -> bool:
    clause = draft.match.clause
    return any(
        c.parent == clause.index and c.marker in _BARGAIN
        for c in sight.scene.clauses_of(clause.sentence)
    )


def _become(draft: Draft, event: str, mode: str | None) -> None:
    draft.notes.append(f"{ANNOUNCED}{draft.event}")
    draft.event, draft.mode = event, mode
    draft.cameo, draft.acled = _CAMEO[event], None
    draft.status = "asserted"
    draft.killed = draft.injured = None
    draft.confidence = min(draft.confidence, 0.5)


_MINDED = frozenset(
    """understand know realise realize remember be have learn see think believe note regret thank
    confirm say admit wait hope feel bear look start begin become remain stay seem""".split()
)
"""What is said of somebody who must: a view of him, and nothing that he is asked for."""
_MUST = frozenset("must should ought shall have need".split())
_SETTLED = frozenset({"agree", "decide", "note", "know"})


def _must(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause says of its own subject that it must, and nobody agreed to it."""
    tokens = sight.scene.tokens
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    if above is not None and above.lemma.split(" ")[0] in _SETTLED:
        return False
    spoken = {sight.lemma(t) for t in range(clause.start, min(clause.head + 1, len(tokens)))}
    return bool(spoken & _MUST) and not any(a.antecedent for a in clause.of("subject"))


_STOP = frozenset("stop end cease halt".split())


def _to_stop(sight: Sight, clause: Clause, speaker: ActorRef) -> bool:
    """Tell whether an official says that violence must end ("the OFFENSIVE must stop")."""
    subjects = clause.of("object" if clause.voice == "passive" else "subject")
    known = speaker.plover is not None and speaker.plover.sector not in {None, "CVL", "JRN"}
    return (
        known
        and clause.lemma in _STOP
        and any("violence" in sight.kinds(a.phrase) for a in subjects)
    )


def _at_home(ref: ActorRef, speaker: ActorRef) -> bool:
    """Tell whether somebody in office speaks of his own state ("Guatemala must avert it")."""
    mine, theirs = speaker.plover, ref.plover
    return (
        mine is not None
        and theirs is not None
        and mine.country == theirs.country
        and mine.sector in _STATES
        and theirs.sector in {"GOV", None}
    )


def demanded(sight: Sight, drafts: list[Draft]) -> list[Draft]:
    """Return a REQUEST for each clause in which a speaker says that another must do something."""
    book = sight.book
    frame = book.frames.get("request.must")
    if frame is None:
        return []
    found = []
    for clause in sight.scene.clauses:
        if clause.modality != "obligation" or clause.kind not in {"verb", "copula"}:
            continue
        if not _must(sight, clause) or clause.lemma in _MINDED:
            continue
        speech = sight.scene.speech_over(clause.head)
        speaker = who_says(speech)
        if speech is None or speaker is None or not clause.affirmed:
            continue
        subjects = clause.of("object" if clause.voice == "passive" else "subject")
        refs = [r for a in subjects for r in sight.parties(a.phrase) if r.id or r.plover]
        refs = list({r.id or r.text.lower(): r for r in refs}.values())
        refs = [r for r in refs if not same(r, [speaker]) and not _at_home(r, speaker)]
        if not (refs or _to_stop(sight, clause, speaker)) or any(
            d.event == "REQUEST"
            and (
                d.match.clause.index == clause.index
                or (d.sentence == clause.sentence and same(speaker, d.actors))
            )
            for d in drafts
        ):
            continue
        match = Match(clause, frame, {}, clause.predicate, frame.confidence)
        found.append(
            Draft(
                match=match, event="REQUEST", mode="change", cameo="100", acled=None,
                status="asserted", claimed_by=None, when=timing(sight, clause), places=[],
                actors=[speaker], recipients=refs, span=span_of(sight, match),
                words=list(word_spans(sight, match.words)), confidence=frame.confidence,
            )
        )  # fmt: skip
    return found
