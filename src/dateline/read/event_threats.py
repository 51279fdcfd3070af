"""Threats in quotation marks: what those in arms or in power say that they will do to others.

One rule: the speaker says of himself or his side that they will do violence, or names the next
place; what he will do for anybody's good, and what others may do, is no threat.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.know.actors.entry import FIGHTING
from dateline.model import ActorRef
from dateline.read.clauses.clause import Clause
from dateline.read.event_draft import Draft
from dateline.read.event_sides import same
from dateline.read.frames import Match, Sight, span_of, timing, where, word_spans
from dateline.read.status import who_says

_FIRST = frozenset({"we", "i", "our", "ours"})
_VIOLENT = frozenset(
    """annihilate attack avenge behead bomb burn bury crush destroy drown eliminate eradicate
    exterminate flatten hang hunt kill massacre pound punish raze retaliate shell shoot slaughter
    smash storm strike target wipe obliterate""".split()
) | {"blow up", "burn down", "hit back", "strike back", "wipe out", "hunt down", "shoot down"}
_REPAYING = frozenset("answer respond retaliate reply react hit strike return".split())
"""What a side will do if the other begins ("we will ANSWER from every hill")."""
_PROVOKING = frozenset(
    """fire attack shell bomb strike hit shoot cross enter come advance move storm invade touch
    harm kill provoke violate break continue""".split()
)
_BY_FORCE = frozenset({"enter", "come", "take", "march", "move", "respond", "go", "return", "open"})
_NOT_THEM = frozenset(
    """terrorism corruption poverty myth record target debt argument illusion stereotype barrier
    hunger disease crime unemployment virus inflation stigma""".split()
)
"""What is destroyed in speeches and is nobody."""
_POWERS = frozenset({"MIL", "REB", "PAR", "GOV", "COP", "UAF", "SPY"})


def threatened(sight: Sight, drafts: list[Draft]) -> Iterator[Draft]:
    """Yield a THREATEN for each threat that a speaker in arms or in power makes.

    Args:
        sight: the scene.
        drafts: what was drawn so far; a clause that tells a threat already is passed over.
    """
    frame = sight.book.frames.get("threaten.threaten")
    if frame is None:
        return
    told = {d.match.clause.index for d in drafts if d.event == "THREATEN"}
    for clause in sight.scene.clauses:
        if clause.index in told or clause.kind not in {"verb", "copula"} or not clause.affirmed:
            continue
        speech = sight.scene.speech_over(clause.head)
        speaker = who_says(speech)
        if speech is None or speaker is None or not _powerful(speaker):
            continue
        if not _vowed(sight, clause, speaker) and not (_in_arms(speaker) and _next(sight, clause)):
            continue
        if {d.match.clause.index for d in drafts if d.match.clause.parent == clause.index} & told:
            continue
        match = Match(clause, frame, {}, clause.predicate, frame.confidence)
        objects = (*clause.of("object"), *clause.of("oblique", "on", "against", "at"))
        refs = [r for a in objects for r in sight.parties(a.phrase) if r.id or r.plover]
        yield Draft(
            match=match, event="THREATEN", mode="violence", cameo="138", acled=None,
            status="asserted", claimed_by=None, when=timing(sight, clause),
            places=list(where(sight, match)), actors=[speaker],
            recipients=[r for r in refs if not same(r, [speaker])], span=span_of(sight, match),
            words=list(word_spans(sight, match.words)), confidence=0.5,
        )  # fmt: skip


def _powerful(speaker: ActorRef) -> bool:
    code = speaker.plover
    return code is not None and code.sector in _POWERS


def _in_arms(speaker: ActorRef) -> bool:
    code = speaker.plover
    return code is not None and code.sector in FIGHTING


def _vowed(sight: Sight, clause: Clause, speaker: ActorRef) -> bool:
    """Tell whether a speaker says that his side will do violence, or come by force if need be."""
    mine = any(sight.lowers[a.phrase.start] in _FIRST for a in clause.of("subject"))
    if not mine or clause.modality != "future" or clause.voice == "passive":
        return False
    if any(sight.lemma(a.phrase.head) in _NOT_THEM for a in clause.of("object")):
        return False
    verb = clause.lemma
    if _in_arms(speaker) and verb.split(" ")[0] in _REPAYING and _if_harmed(sight, clause):
        return True
    if verb in _VIOLENT or verb.split(" ")[0] in _VIOLENT:
        return bool(clause.of("object") or clause.of("oblique"))
    return verb.split(" ")[0] in _BY_FORCE and any(
        sight.lemma(a.phrase.head) in {"force", "arm", "weapon", "gun", "fire", "war"}
        for a in clause.of("oblique", "by", "with")
    )


def _if_harmed(sight: Sight, clause: Clause) -> bool:
    """Tell whether what a side will do hangs on violence of the other ("if they fire one shot")."""
    return any(
        c.parent == clause.index
        and c.modality == "condition"
        and (
            c.lemma.split(" ")[0] in _PROVOKING
            or any("act" in sight.kinds(a.phrase) for a in c.of("subject"))
        )
        for c in sight.scene.clauses
    )


def _next(sight: Sight, clause: Clause) -> bool:
    """Tell whether a place is said to be the next one to be attacked ("El Obeid is next")."""
    subjects = clause.of("subject") if clause.kind == "copula" else ()
    return (
        any(sight.scene.tokens.pos[a.phrase.head] == "PROPN" for a in subjects)
        and any("place" in sight.kinds(a.phrase) for a in subjects)
        and any(sight.lowers[a.phrase.head] == "next" for a in clause.of("attribute"))
    )
