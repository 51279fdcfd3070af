"""Whether a claim is told as fact, put in someone's mouth, denied, planned, possible or past.

One rule: what stands nearest to the predicate decides first (negation, modality), then who says
it; a record of what a party wants is never a record of what happened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.model import ActorRef
from dateline.model.claim import Status
from dateline.read.clauses.clause import Clause
from dateline.read.clauses.governing import HOW_COME
from dateline.read.denials import denial
from dateline.read.frames.sight import Sight
from dateline.read.frames.timing import had_before
from dateline.read.scene import Speech

_PLANNED = frozenset({"future", "intention"})
_UNREAL = frozenset({"possible", "condition", "purpose", "request", "obligation", "question"})
_YEARS_AFTER = re.compile(r"\b(?:years?|decades?) (?:after|since|before)\b[^,.;]*$")
_BEFORE = 30
"""Characters before a clause in which it is put years back."""
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|hearsay|speculation|whispers?)\b(?:\s(?:in|on|from)\s[^,.;:]{1,30})?"
    r"\s(?:that|of)\s[^;:]*$",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:reports?|claims?|word)\s(?:that|of|to\shave)\s[^;:]*$", re.IGNORECASE)
_REPORTS_OF = re.compile(
    r"\b(?:reports?|claims?|accounts?|allegations?|word) of [^,.;:]{1,60}$", re.IGNORECASE
)
"""Before a gerund: "reports of fighters TAKING the town"."""
_UNCONFIRMED = re.compile(
    r"\b(?:unconfirmed|unverified|uncorroborated"
    r"|(?:not|never|yet to) (?:be |been )?(?:confirmed|verified)"
    r"|(?:could|can) ?not be (?:confirmed|verified)"
    r"|lack(?:s|ed|ing)? (?:\w+ )?(?:confirmation|verification|corroboration))\b",
    re.IGNORECASE,
)
_HEDGED = frozenset(
    "alleged allegedly reported reportedly purported purportedly supposed supposedly".split()
)
"""Words by which a report hands on what it does not vouch for."""
_WEEKS_OF_NEWS = 30
"""Days within which "since" still tells news."""
_IF = frozenset(
    {"if", "unless", "should", "in case", "lest", "provided", "as long as", "until", "till"}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands to the truth.

    Attributes:
        status: as in a claim.
        claimed_by: who is credited with it.
        tried: true for an attempt, which is an act of its own but not what it aims at.
        failed: true where it is told to have failed.
    """

    status: Status
    claimed_by: ActorRef | None = None
    tried: bool = False
    failed: bool = False


def standing(sight: Sight, clause: Clause) -> Standing:
    """Return how the clause's predicate stands to the truth."""
    made: dict[int, tuple[Clause, Standing]] = sight.scene.made_out.setdefault("standing", {})
    known = made.get(clause.index)
    if known is None or known[0] is not clause:
        # A change of hands and an event of one clause both ask.
        known = made[clause.index] = (clause, _standing(sight, clause))
    return known[1]


def _standing(sight: Sight, clause: Clause) -> Standing:
    speech = sight.scene.speech_over(clause.head)
    speaker = who_says(speech)
    failed = clause.modality == "failure"
    tried = clause.modality == "attempt"
    unreal = _in_play(sight, clause) or _not_confirmed(sight, clause)
    status = "hypothetical" if unreal else _status(clause, speech)
    if status == "asserted" and _not_they(sight, clause):
        status = "denied"
    spoken_of = clause.kind == "noun" and clause.modality == "possible"  # "TALK OF a withdrawal"
    may_be = status in {"asserted", "planned"} or (spoken_of and status == "hypothetical")
    if may_be and (denied := denial(sight, clause)) is not None:
        return Standing("denied", denied.by, tried, failed)
    if status == "asserted" and (_long_ago(sight, clause) or _till_it_left(sight, clause)):
        status = "historical"
    if status == "asserted" and speech is not None:
        status = "claimed"
    if status == "asserted" and (doubted := _unconfirmed(sight, clause)) is not None:
        status = doubted
    if status == "asserted" and _hedged(sight, clause):
        status = "claimed"
    return Standing(status, speaker if speech is not None else None, tried, failed)


_WHO = frozenset({"that", "who", "which"})


def _not_they(sight: Sight, clause: Clause) -> bool:
    """Tell whether a cleft says who it was not ("it was NOT the army THAT took the town")."""
    if clause.relation != "relative":
        return False
    tokens = sight.scene.tokens
    who = tokens.head[clause.head]
    beside = tokens.children[who]
    if tokens.base[clause.head] != "acl" or not any(tokens.base[c] == "cop" for c in beside):
        return False
    it = any(tokens.lower[c] == "it" and c < who for c in beside)
    # "it was not UNTIL MONDAY that": a clause with a subject of its own is told as it is
    own = any(
        tokens.base[c] == "nsubj" and tokens.lower[c] in _WHO for c in tokens.children[clause.head]
    )
    return it and own and any(tokens.lower[c] in _NOT_IT and c < who for c in beside)


_NOT_IT = frozenset({"not", "n't", "n’t", "never"})

_LEAVING = frozenset(
    "abandon leave lose withdraw retreat flee cede surrender give evacuate pull quit vacate".split()
)


def _till_it_left(sight: Sight, clause: Clause) -> bool:
    """Tell whether it is told how somebody came by what is left ("left the town it HAD TAKEN").

    With a day of its own it is told for itself.
    """
    if clause.parent is None or not had_before(sight, clause):
        return False
    above = sight.scene.clauses[clause.parent]
    subjects = [sight.lowers[a.phrase.head] for a in clause.of("subject")]
    return above.lemma.split(" ")[0] in _LEAVING and bool(_ITSELF.intersection(subjects))


_ITSELF = frozenset({"it", "they", "he", "she", "which", "who"})
_PLAY = re.compile(
    r"\W*(?:in|during|throughout) (?:the|a|an|his|her|their|one|this|that)(?: [\w'’-]+){0,3}?"
    r" (?:film|movie|novel|thriller|comic|musical|opera|(?:television|tv) (?:series|drama)"
    r"|video ?game|war[ -]?game|simulation|table-?top exercise)s?\b(?! of)[^;:.]*",
    re.IGNORECASE,
)
"""What sets a sentence in a tale or in a game: nothing of it happened."""


def _in_play(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause is what happens in a film, a book or a war game."""
    start, end = sight.sentence(clause.head).start_char, sight.scene.tokens.idx[clause.head]
    return _PLAY.fullmatch(sight.scene.report.text, start, end) is not None


def _not_confirmed(sight: Sight, clause: Clause) -> bool:
    """Tell whether a noun is what somebody did not confirm ("has not confirmed the LOSS of X")."""
    if clause.kind != "noun" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    if above.lemma not in _CONFIRMING:
        return False
    before = sight.lowers[max(0, above.head - 2) : above.head]
    return not above.affirmed or bool(_DECLINING.intersection(before))


_CONFIRMING = frozenset({"confirm", "verify", "corroborate"})
_DECLINING = frozenset("declined declines refused refuses unable not n't cannot".split())


def _hedged(sight: Sight, clause: Clause) -> bool:
    """Tell whether a word of the predicate's own marks it as hearsay ("the alleged execution")."""
    tokens = sight.scene.tokens
    return any(
        tokens.lower[child] in _HEDGED and tokens.dep[child] in {"amod", "advmod", "compound"}
        for child in tokens.children[clause.head]
    )


def _unconfirmed(sight: Sight, clause: Clause) -> Status | None:
    """Return how what a report hands on without standing by it is told; None where it does not.

    Rumours are possible at most; reports that nobody has confirmed are somebody's claim.
    """
    sentence = sight.sentence(clause.head)
    text = sight.scene.report.text
    char = sight.scene.tokens.idx[clause.head]
    before = text[sentence.start_char : char]
    if _RUMOUR.search(before):
        return "hypothetical"
    if _REPORTS.search(before) and _UNCONFIRMED.search(text, char, sentence.end_char):
        return "claimed"
    if sight.scene.tokens.tag[clause.head] == "VBG" and _REPORTS_OF.search(before):
        return "claimed"
    return None


def _long_ago(sight: Sight, clause: Clause) -> bool:
    """Tell whether the words put a clause years back ("five years after the town was lost")."""
    tokens = sight.scene.tokens
    if clause.marker in {"after", "since", "before"}:
        first = max(sight.sentence(clause.head).start, clause.start - 5)
        before = tokens.lemma[first : clause.start + 1]
        return any(lemma in {"year", "decade"} for lemma in before)
    text, low = sight.scene.report.text, max(0, tokens.idx[clause.start] - _BEFORE)
    char = tokens.idx[clause.head]
    years = text.find("year", low, char) >= 0 or text.find("decade", low, char) >= 0
    if years and _YEARS_AFTER.search(text, low, char):
        return True
    prepositions = {a.preposition for a in clause.of("oblique")}
    return (
        clause.tense == "pluperfect" and "since" in prepositions and not _lately(sight, clause)
    ) or (
        clause.tense in {"past", "pluperfect"}
        and "until" in prepositions
        and clause.kind != "noun"
        and not _until_lately(sight, clause)
    )


def _until_lately(sight: Sight, clause: Clause) -> bool:
    """Tell whether "until" names an hour, a day of the last weeks or one to come.

    "Shelled the town UNTIL NIGHTFALL", "closed the border UNTIL FURTHER NOTICE".
    """
    published = sight.scene.report.published
    if clause.lemma.split(" ")[0] in _PUT_OFF:
        return True
    for argument in clause.of("oblique", "until", "till"):
        if sight.lemma(argument.phrase.head) in _HOURS:
            return True
        low, high = sight.scene.chars_of(argument.phrase.start, argument.phrase.end)
        if published is not None and any(
            d.end is not None and (published - d.end).days <= _WEEKS_OF_NEWS
            for d in sight.scene.dates_by_span.starting(low, high)
        ):
            return True
    return False


_PUT_OFF = frozenset({"extend", "prolong", "renew", "postpone", "adjourn", "suspend"})
"""What somebody does until a day that lies ahead."""
_HOURS = frozenset(
    """nightfall dawn dusk midnight noon midday evening night morning afternoon sunset sunrise
    daybreak notice""".split()
)
"""Until when what a report tells goes on, whatever day it was."""


def _lately(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause names a day of the last weeks ("had been cleared since Tuesday")."""
    published = sight.scene.report.published
    low, high = sight.scene.chars_of(clause.start, clause.end)
    return published is not None and any(
        d.start is not None and 0 <= (published - d.start).days <= _WEEKS_OF_NEWS
        for d in sight.scene.dates_by_span.starting(low, high)
    )


def who_says(speech: Speech | None) -> ActorRef | None:
    """Return whom a speech is credited to: its speaker, else the body spoken for."""
    if speech is None:
        return None
    return speech.speaker or speech.organisation


def _presupposed(clause: Clause) -> bool:
    """Tell whether a question takes a clause for granted ("asked WHY the clinic was bombed")."""
    past = clause.tense in {"past", "pluperfect"}
    return past and (clause.marker in HOW_COME or clause.relation == "relative")


def _status(clause: Clause, speech: Speech | None) -> Status:
    modality = clause.modality
    if modality == "condition" and speech is not None and clause.marker not in _IF:
        return "planned"  # "said it would ...": the future, shifted back
    if speech is not None and speech.act == "deny" and modality in _PLANNED:
        return "denied"
    if modality in _UNREAL:
        return "hypothetical"
    if modality in _PLANNED:
        return "planned"
    if not clause.affirmed:
        return "denied"
    if speech is not None and speech.act == "deny":
        return "denied"
    if clause.tense == "future":
        return "planned"
    if speech is not None and speech.act == "ask" and not _presupposed(clause):
        return "hypothetical"
    if speech is not None and speech.act in {"threaten", "promise"} and clause.tense != "past":
        return "planned"
    return "asserted"
