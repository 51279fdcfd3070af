"""Acts told only of what lies behind: an old war, a soldier's past, the decades before.

One rule: the words of the clause put it into the past; how long the report is, and what it is
about, do not matter.
"""

from __future__ import annotations

import re

from dateline.read.clauses.clause import Clause
from dateline.read.event_draft import Draft
from dateline.read.frames import Match, Sight

__all__ = ["background", "of_old_deeds", "presupposed"]

_OLD = re.compile(
    r"\b(?:(?:first|second) world war|world war (?:i|ii|one|two|1|2)|cold war|great war"
    r"|(?:in|of|during|since|from|by) the (?:(?:early|late|mid)[ -])?(?:(?:19|20)\d0s"
    r"|(?:fifties|sixties|seventies|eighties|nineties))"
    r"|(?:in|during) (?:colonial|soviet|ottoman) times?"
    r"|(?:\w+ )?(?:years?|decades?|centuries|century) (?:ago|earlier|before))\b",
    re.IGNORECASE,
)
_TENS = re.compile(r"\b(?:19|20)\d0s\b")


def background(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is told of a time or a life that lies behind."""
    return (
        _long_gone(sight, draft)
        or _of_a_life(sight, draft)
        or _whose_they_are(draft)
        or _counted_from(sight, draft)
        or _reckoned_with(sight, draft)
        or _since_then(sight, draft)
    )


_PURSUED = frozenset({"arrest", "convict"})


def of_old_deeds(drafts: list[Draft]) -> None:
    """Take from an arrest or a sentence the place that is only that of a deed long past.

    "Agents in Karachi caught a suspect in the 1993 bombing of A": he was not caught in A.
    """
    old = {
        (d.sentence, d.place.site.place.span)
        for d in drafts
        if d.event == "ASSAULT" and d.status == "historical" and d.place is not None
    }
    for draft in drafts:
        if draft.mode in _PURSUED and draft.status in {"asserted", "claimed"}:
            draft.places = [
                p for p in draft.places if (draft.sentence, p.site.place.span) not in old
            ]


_BEGUN = frozenset("begin start erupt break flare".split())
_WEEKS = 14


def _counted_from(sight: Sight, draft: Draft) -> bool:
    """Tell whether a beginning is what something is counted from ("350 dead since it BEGAN").

    Of the last days it is news all the same.
    """
    clause = draft.match.clause
    above: Clause | None = clause
    if clause.kind == "noun":
        above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    if above is None or above.marker != "since":
        return False
    if above.lemma.split(" ")[0] not in _BEGUN:
        return False
    published, when = sight.scene.report.published, draft.when
    start = when.start if when is not None and when.origin == "stated" else None
    return start is None or published is None or (published - start).days > _WEEKS


def _since_then(sight: Sight, draft: Draft) -> bool:
    """Tell whether a deed is only since when something goes on ("since the ATTACKS in A")."""
    clause = draft.match.clause
    stated = draft.when is not None and draft.when.origin == "stated"
    if clause.kind != "noun" or draft.event != "ASSAULT" or stated or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    return any(a.phrase.head == clause.head for a in above.of("oblique", "since"))


_BESIDES = re.compile(
    r"\b(?:on top of|in addition to|besides|added to|apart from) $", re.IGNORECASE
)


def _reckoned_with(sight: Sight, draft: Draft) -> bool:
    """Tell whether dead told of before are only added to ("on top of the nine KILLED last week").

    Without a word on when or where they are of the same act ("in addition to the nine killed").
    """
    clause = draft.match.clause
    if clause.relation != "participle" or clause.voice != "passive":
        return False
    dead = next((a.phrase for a in clause.of("object") if a.antecedent), None)
    if dead is None or sight.lowers[dead.start] != "the":
        return False
    start, verb = (sight.scene.tokens.idx[t] for t in (dead.start, clause.head))
    timed = draft.when is not None and draft.when.span is not None and draft.when.span[0] > verb
    if not timed and len(clause.arguments) == 1:
        return False
    return _BESIDES.search(sight.scene.text, max(0, start - _NEAR), start) is not None


_NEAR = 20


def _long_gone(sight: Sight, draft: Draft) -> bool:
    """Tell whether a clause names an old war or a decade ("who fought them in the nineties")."""
    clause = draft.match.clause
    if draft.when is not None and draft.when.origin == "stated":
        return False
    low, high = sight.scene.chars_of(clause.start, clause.end)
    found = _OLD.search(sight.scene.report.text, low, high)
    if found is None:
        return False
    published = sight.scene.report.published
    tens = _TENS.search(found[0])
    return tens is None or published is None or int(tens[0][:4]) + 10 <= published.year


_ONSET = frozenset(
    """start beginning launch resumption renewal continuation end halt cessation series wave round
    campaign prospect day week hour month stage phase wave start-up preparation""".split()
)
_LOOKED_BACK_ON = frozenset({"after", "following", "over", "about", "despite", "because"})
_TOLD_OF = frozenset("report testify speak brief inquire comment".split())


def presupposed(sight: Sight, match: Match) -> bool:
    """Tell whether what is to come takes an act of violence for granted.

    "Will visit the families of those KILLED in Friday's BOMBING", "will report on the MASSACRE".
    """
    clause = match.clause
    if match.frame.event != "ASSAULT" or clause.modality != "none" or not clause.affirmed:
        return False
    token = sight.scene.doc[clause.head]
    if clause.kind == "verb":
        return clause.relation == "participle" and token.dep_ == "acl" and token.tag_ == "VBN"
    if clause.kind != "noun":
        return False
    if token.dep_.startswith("nmod"):
        over = token.head
        return over.pos_ == "NOUN" and over.lemma_.lower() not in _ONSET
    case = {child.lower_ for child in token.children if child.dep_ == "case"}
    told = token.head.lemma_.lower() in _TOLD_OF and "on" in case
    return token.dep_.startswith("obl") and (told or not case.isdisjoint(_LOOKED_BACK_ON))


_VETERAN = frozenset({"veteran", "ex-soldier", "ex-fighter", "ex-rebel"})


def _of_a_life(sight: Sight, draft: Draft) -> bool:
    """Tell whether fighting is what somebody once did ("a soldier who FOUGHT in Grozny").

    "The gunmen who attacked the convoy" tells of an attack; who fought somewhere, of a life.
    """
    clause = draft.match.clause
    if draft.match.frame.root != "assault.clash" or clause.relation != "relative":
        return False
    if clause.tense not in {"past", "pluperfect"} or clause.progressive or draft.killed:
        return False
    if any(sight.lemma(a.phrase.head) in _VETERAN for a in clause.of("subject")):
        return True
    stated = draft.when is not None and draft.when.origin == "stated"
    return clause.lemma == "fight" and not stated and not clause.of("object")


def _whose_they_are(draft: Draft) -> bool:
    """Tell whether an oath or a change of side only tells whose somebody is.

    "Militants WHO HAVE PLEDGED ALLEGIANCE to X seized A": they took A today, and the oath long ago.
    """
    stated = draft.when is not None and draft.when.origin == "stated"
    joining = draft.match.frame.root == "mobilize.join-up"
    return joining and draft.match.clause.relation == "relative" and not stated
