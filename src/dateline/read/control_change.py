"""What a matched clause tells of a place: which change, how it stands, and whose it is.

One rule: the frame says what the words tell; tense, negation, voice and company may turn it into
another change, or into nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.know.gazetteer.place import SETTLED
from dateline.model import ActorRef, When
from dateline.model.claim import Change, Status
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.control_lasting import goes_on, lasts, swapped
from dateline.read.control_sides import figurative, no_longer, regained
from dateline.read.frames import Match, Sight, as_of_now, is_old, timing
from dateline.read.frames.timing import had_before
from dateline.read.status import Standing, standing

_UNREAL_TRY: dict[Change, Status] = {"advanced_toward": "asserted", "contested": "asserted"}
_NOW_ONLY = frozenset(
    {"hold.fighting", "hold.shut-in", "hold.noose", "hold.present", "hold.besiege"}
)
"""Told as they are, or not worth telling."""
_AGAIN = re.compile(
    r"\b(?:twice|thrice|\w+ times|repeatedly|again and again|back and forth|several|daily|hourly"
    r"|nightly|weekly|every (?:day|night|week|few \w+|other \w+))\b"
)
_POURING = frozenset(
    {"stream", "pour", "sweep", "surge", "roll", "inch", "race", "swarm", "push", "thrust", "march"}
)
"""Words of advance that with "into" tell that the place was entered."""
_STATES = frozenset({"secure", "annex", "conquer"})
"""Verbs of taking that with "since" tell who has a place."""
_TIMES = re.compile(
    r"\b(?:twice|(?:two|three|four|five|six|several|many|countless|\d+) times|repeatedly)\b"
)
_LANDS = frozenset({"territory", "territories", "zone", "zones", "ground", "area", "areas", "land"})
_ENDING = frozenset({"collapse", "crumble", "end", "evaporate", "disintegrate", "vanish", "cease"})
_NOBODY = frozenset({"any", "no", "neither", "either", "whoever"})
_NOT_ONE = frozenset({"neither", "nobody", "no"})
_WHITE = (["white", "flag"], ["white", "flags"])
"""What flies over those who give up, and is nobody's."""
_NOBODYS = frozenset({"good", "safe", "capable", "private", "public", "civilian"})
"""Whose hands are no party's ("in GOOD hands")."""
_HANDS = frozenset({"hand", "control", "rule", "grip", "possession", "sway"})
_LONG = 60
"""Days after which what ended is background, as in `frames.timing`."""
_LIFTING = frozenset({"lift", "break", "raise", "end", "relieve"})
_YEARS_AGO = re.compile(r"\b(?:years?|decades?) ago\b")
_LIKELY = frozenset({"likely", "probably", "reportedly", "apparently", "presumably"})
_MIGHT = frozenset({"could", "may", "might", "would", "will", "to"})
_GIVING_UP = frozenset({"give up", "yield", "relinquish", "cede", "sell out", "concede"})
_COMING = frozenset({"come", "go", "return", "arrive", "march", "set", "send", "move"})
_NEVER_SAID = re.compile(
    r"\b(?:never|not|n['’]t) (?:said|say|claimed|claim|stated|state|announced?|reported?|confirmed?"
    r"|asserted?|maintained?|declared?) (?:that )?(?:they|it|he|she|we|the [\w ]{3,20}) (?:\w+ )?\Z"
)
_LEFT_OF = re.compile(
    r"\b(?:what|all|whatever|little|nothing|much|anything)(?: that)? (?:is|was|are|were|has been"
    r"|remains?) (?:now |still |yet )?\Z",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(r"\b(?:evidence|sign|signs|proof|indication|confirmation)\b")
_WHILE = re.compile(
    r"\b(?:for (?:only |just |barely |less than |more than |about |some |almost |nearly )?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|a few|a couple of|\d+)"
    r" (?:hours?|days?|nights?|minutes?|weeks?|months?|years?)"
    r"|(?:for )?(?:hours|a night|an afternoon|a day|overnight))"
    r"[^.;]{0,40}?,? (?:before|until|then|but)\b"
    r"|\buntil\b"
)
"""A span of time, and what came after it."""
_FORMERLY = re.compile(
    r"\b(?:previously|formerly|originally|initially|hitherto|erstwhile|(?<!at )once(?! again| more)"
    r"|(?:until|till|up to|up till) (?:now|then|recently|lately))\b"
)
"""Words by which a holding is over ("entered Douma, previously held by the rebels")."""
_BRIEFLY = re.compile(
    r"\bfor (?:(?:only|just|barely|less than|more than|about|some|almost|nearly|over) )*"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|a few|a couple of|\d+)"
    r" (?:(?:whole|full|long|short) )?(?:hours?|nights?|minutes?|days?|mornings?|afternoons?)\b"
)
"""How long a place was had that is had no longer, of a simple past ("was theirs for two days")."""
_STILL = re.compile(r"\b(?:still|remain\w*|already|now|ha(?:s|ve)|since)\b|\bout for\b")
_SUPPOSING = re.compile(
    r"\b(?:if|unless|should|in case|were\s+(?:the\s+)?[\w'’-]+(?:\s[\w'’-]+)?\s+to)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a clause tells of its places.

    Attributes:
        change: which change, or that they are held.
        status: as in a claim.
        told: how the clause stands to the truth.
        when: when it was.
        holders: who gains, holds or loses.
        losers: from whom.
    """

    change: Change
    status: Status
    told: Standing
    when: When | None
    holders: tuple[ActorRef, ...]
    losers: tuple[ActorRef, ...]


def changed(
    sight: Sight, match: Match, holders: tuple[ActorRef, ...], losers: tuple[ActorRef, ...]
) -> Changed | None:
    """Return what a match tells of its places; None where it tells nothing.

    Args:
        sight: the scene.
        match: a frame with a control effect, and its clause.
        holders: who gains, holds or loses by the clause's own arguments.
        losers: from whom, likewise.
    """
    change = match.frame.control
    told = standing(sight, match.clause)
    if change is None or _short_of_it(sight, match, change, told):
        return None
    if figurative(sight, match) or _unsaid(sight, match.clause):
        return None
    if _no_change(sight, match.clause, change):
        return None
    if change == "lost" and (_left_to(sight, match.clause) or _in_flight(match.clause)):
        return None
    change, told = _turned(sight, match, change, told)
    status = _status(told, change)
    change = _meant_to_be(match, change, status)
    if status is None or (status == "planned" and not _meant(sight, match.clause)):
        return None
    if change in {"gained", "held"} and _aimed_at(sight, match.clause):
        return None
    if change == "held" and status == "planned" and _as_it_is(match.clause):
        status = "claimed"
    if _nobody(sight, match) or (change == "held" and status == "planned"):
        return None  # a vow to hold on to a place is no news of who has it
    if change != "gained" and match.frame.id in _NOW_ONLY and status not in {"asserted", "claimed"}:
        return None
    if change == "gained" and not holders and _told_by_losers(match, losers):
        change, holders, losers = "lost", losers, ()
    when = _when(sight, match.clause, change)
    if _past(sight, match.clause, change, status, when):
        status = "historical"
    return Changed(change, status, told, when, holders, losers)


def _no_change(sight: Sight, clause: Clause, change: Change) -> bool:
    """Tell whether a clause tells a way back and no advance, or what nobody saw."""
    if change == "advanced_toward":
        behind = sight.lowers[clause.head + 1 : clause.head + 2]
        return behind == ["back"]  # "moved back to the outskirts"
    return change == "held" and (_unseen(sight, clause) or swapped(sight, clause))


def _when(sight: Sight, clause: Clause, change: Change) -> When | None:
    """Return when a change was, or as of when a state is told."""
    when = timing(sight, clause)
    return as_of_now(sight, clause, when) if change == "held" else when


def _short_of_it(sight: Sight, match: Match, change: Change, told: Standing) -> bool:
    """Tell whether a change was tried and not brought about."""
    if change in {"gained", "lost"}:
        clause = match.clause
        under_way = change == "gained" and _under_way(sight, clause)
        return told.failed or under_way or _nearly(sight, clause)
    if change == "held" and any("fire" in _words(sight, a) for a in match.of("theme")):
        return True  # "under the FIRE control of our artillery", which has not been there
    return told.failed and match.clause.lemma in _PROGRESS | _KEEPING


def _under_way(sight: Sight, clause: Clause) -> bool:
    """Tell whether a place is only about to be somebody's ("is BEING cleared", "is CLEARING")."""
    if clause.kind != "verb":
        return False
    if clause.voice == "passive":
        return "being" in sight.lowers[clause.start : clause.head]
    return clause.progressive and clause.tense == "present" and clause.lemma in _CLEARING


_CLEARING = frozenset("clear cleanse purge pacify sanitise sanitize sweep".split())


def _words(sight: Sight, argument: Argument) -> list[str]:
    return sight.lowers[argument.phrase.start : argument.phrase.head]


def _nearly(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause tells what did not come about in the end ("was almost captured")."""
    return any(sight.lowers[t] in _CLOSE_TO for t in clause.adverbs)


_PROGRESS = frozenset(
    {"make progress", "make gain", "make headway", "make advance", "gain ground", "progress"}
)
"""What is not made where it failed ("failing to make any progress at X")."""
_KEEPING = frozenset({"control", "hold", "keep", "retain"})
"""What is not had where it failed ("FAILED TO CONTROL A")."""
_CLOSE_TO = frozenset({"almost", "nearly"})


def _unseen(sight: Sight, clause: Clause) -> bool:
    """Tell whether a noun is what was not found ("has observed no evidence of control over X")."""
    if clause.kind != "noun" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    low = sight.scene.tokens.idx[above.start]
    before = sight.scene.report.text[low : sight.scene.tokens.idx[clause.head]]
    return not above.affirmed and _EVIDENCE.search(before) is not None


def _left_to(sight: Sight, clause: Clause) -> bool:
    """Tell whether a place is left in somebody's hands ("leaving it in their hands").

    Or whether it is told what is left of it ("what is left of the hospital is a wall").
    """
    low = sight.scene.tokens.idx[clause.head]
    if _LEFT_OF.search(sight.scene.report.text, max(0, low - 30), low):
        return True
    return clause.lemma.split(" ")[0] == "leave" and any(
        a.preposition in {"in", "under", "within"} and sight.lemma(a.phrase.head) in _HANDS
        for a in clause.of("oblique")
    )


def _in_flight(clause: Clause) -> bool:
    """Tell whether a flight only tells who somebody is ("fighters fleeing Hawija gave up")."""
    return clause.lemma in {"flee", "escape"} and clause.relation == "participle"


def _meant_to_be(match: Match, change: Change, status: Status | None) -> Change:
    """Return a gain for a plan to be in a place ("vow to be in the capital by Friday")."""
    there = match.frame.id == "hold.present" and match.clause.lemma == "be"
    return "gained" if there and status == "planned" else change


def _unsaid(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause is what nobody said, as is told ("never said they held X")."""
    low = sight.sentence(clause.head).start_char
    before = sight.scene.report.text[low : sight.scene.tokens.idx[clause.head]]
    return _NEVER_SAID.search(before) is not None


def _turned(sight: Sight, match: Match, change: Change, told: Standing) -> tuple[Change, Standing]:
    """Return the change that the clause makes of its frame's, and how it then stands."""
    if change == "held" and told.status == "denied" and no_longer(sight, match.clause):
        status: Status = "asserted" if told.claimed_by is None else "claimed"
        return "lost", replace(told, status=status)
    if change == "lost" and told.status == "denied" and _kept(match.clause):
        status = "asserted" if told.claimed_by is None else "claimed"
        return "held", replace(told, status=status)  # "the last quarter that they have not lost"
    if match.frame.id == "lose.change-hands" and told.status == "denied":
        status = "asserted" if told.claimed_by is None else "claimed"
        return "held", replace(told, status=status)  # "has never changed hands"
    if change == "held" and (regained(sight, match.clause) or _has_back(sight, match.clause)):
        change = "gained"
    return _by_use(sight, match, change), _assessed(sight, match, told)


def _as_it_is(clause: Clause) -> bool:
    """Tell whether a promise is of what is so already ("assured them that X is in our hands")."""
    return clause.modality == "none" and clause.tense == "present"


def _kept(clause: Clause) -> bool:
    """Tell whether a clause itself says that a place was not lost ("has never left the town")."""
    return (
        clause.kind == "verb"
        and clause.voice == "active"
        and not clause.affirmed
        and clause.modality == "none"
        and clause.tense != "future"
    )


def _past(sight: Sight, clause: Clause, change: Change, status: Status, when: When | None) -> bool:
    """Tell whether a clause tells what is over: a bygone holding, or what was long ago."""
    if change in {"held", "contested"} and _bygone(sight, clause):
        return True
    if change == "held" and (_for_a_while(sight, clause) or _formerly(sight, clause)):
        return True
    if status not in {"asserted", "claimed"}:
        return False
    if change in {"held", "contested"} and _until_long_ago(sight, clause):
        return True
    if change == "held" and not clause.affirmed:
        return False  # "lost in July and won back in August, it has not changed hands since"
    words = sight.text(clause.start, clause.end).lower()
    if change in {"gained", "lost"} and _TIMES.search(_with_second_half(sight, clause)):
        return True  # "has taken and lost the town three times"
    return is_old(sight, when) or _YEARS_AGO.search(words) is not None


def _with_second_half(sight: Sight, clause: Clause) -> str:
    """Return the words of a clause, with those of "taken and lost three times" to their end."""
    ends = [
        other.end
        for other in sight.scene.clauses_of(clause.sentence)
        if other.parent == clause.index
        and other.relation == "coordinate"
        and {a.phrase.head for a in other.of("object")}
        == {a.phrase.head for a in clause.of("object")}
    ]
    return sight.text(clause.start, max([clause.end, *ends])).lower()


def _meant(sight: Sight, clause: Clause) -> bool:
    """Tell whether a plan is one to do what the words tell ("we will not leave X" is none)."""
    return clause.affirmed and not _supposed(sight, clause)


def _aimed_at(sight: Sight, clause: Clause) -> bool:
    """Tell whether an act is only what somebody came for ("that had come to take and hold it")."""
    while clause.relation == "coordinate" and clause.parent is not None:
        clause = sight.scene.clauses[clause.parent]
    if clause.parent is None or clause.kind != "verb":
        return False
    above = sight.scene.clauses[clause.parent]
    tokens = sight.scene.tokens
    to = any(tokens.lower[t] == "to" for t in range(above.head + 1, clause.head))
    coming = above.lemma.split(" ")[0] in _COMING and above.lemma != "go on"
    return to and coming and above.head < clause.head


def _nobody(sight: Sight, match: Match) -> bool:
    """Tell whether whoever does it is nobody in particular ("any insurgents who fled X").

    Or whose it is ("in neither side's hands").
    """
    if any(
        sight.lowers[t] in _NOT_ONE
        or sight.lowers[t : t + 2] in _WHITE
        or (sight.lowers[t] in _NOBODYS and sight.lowers[a.phrase.head + 1 :][:1] != ["of"])
        for a in match.of("theme")
        for t in range(a.phrase.start, a.phrase.head)
    ):
        return True
    return any(
        sight.scene.tokens.lower[a.phrase.start] in {"any", "no", "neither", "either", "whoever"}
        for a in match.of("actor")
    )


def _supposed(sight: Sight, clause: Clause) -> bool:
    """Tell whether what is meant is only supposed ("should they try to enter the town")."""
    low = sight.sentence(clause.head).start_char
    return (
        _SUPPOSING.search(sight.scene.report.text, low, sight.scene.tokens.idx[clause.head])
        is not None
    )


def _told_by_losers(match: Match, losers: tuple[ActorRef, ...]) -> bool:
    """Tell whether a gain is told from the losing side alone ("was given up")."""
    if match.frame.id == "seize.dislodge":
        return bool(losers)
    return match.frame.id == "seize.handed" and match.clause.lemma in _GIVING_UP


def _by_use(sight: Sight, match: Match, change: Change) -> Change:
    """Tell a state from a change where one word has both ("occupies", "occupied on Friday")."""
    verb = match.clause.lemma.split(" ")[0]
    if verb == "occupy" and change in {"gained", "held"} and match.clause.kind == "verb":
        goes = (
            match.clause.tense == "present"
            or lasts(sight, match.clause)
            or had_before(sight, match.clause)
        )
        return "held" if goes else "gained"
    if verb == "occupation" and change == "gained" and match.clause.kind == "noun":
        return "held"
    if verb == "claim" and change == "gained" and _to_be(sight, match.clause):
        return "held"
    if verb == "clear" and change == "gained" and goes_on(sight, match.clause):
        return "contested"
    if verb in _STATES and change == "gained" and _as_a_state(sight, match.clause):
        return "held"  # "secured by the peacekeepers since Monday", "now secures the port"
    if match.frame.id == "advance.advance" and verb in _POURING:
        into = any(a.preposition == "into" for a in match.of("place"))
        return "gained" if into else change
    if match.frame.id == "advance.advance" and _into_town(sight, match):
        return "gained"
    if change == "held" and match.clause.kind == "noun" and match.clause.parent is not None:
        above = sight.scene.clauses[match.clause.parent].lemma.split(" ")[0]
        return "lost" if above in _ENDING else change
    if change == "gained" and _won_before(sight, match.clause):
        return "held"
    if change == "contested" and _over(sight, match.clause):
        return "held"  # "the sieges of A and B are over"
    if match.frame.id == "lose.change-hands":
        words = sight.sentence(match.clause.head).text
        to_and_fro = verb != "change"  # "traded control of the town"
        return "contested" if to_and_fro or _AGAIN.search(words) else "gained"
    return change


def _as_a_state(sight: Sight, clause: Clause) -> bool:
    """Tell whether a verb of taking tells who has a place: with "since", or of today with "now"."""
    today = clause.tense == "present" and any(sight.lowers[t] in _TODAY for t in clause.adverbs)
    return today or lasts(sight, clause)


_TODAY = frozenset({"now", "currently", "presently", "still"})


def _has_back(sight: Sight, clause: Clause) -> bool:
    """Tell whether somebody came to have a place again by a time ("had it again by January")."""
    if clause.lemma != "have":
        return False
    again = any(sight.lowers[t] in {"again", "back"} for t in clause.adverbs)
    return again and any(True for _ in clause.of("oblique", "by", "within"))


def _to_be(sight: Sight, clause: Clause) -> bool:
    """Tell whether somebody claims to have what he has ("claim to be in possession of")."""
    return sight.lowers[clause.head + 1 : clause.head + 4] == ["to", "be", "in"]


def _into_town(sight: Sight, match: Match) -> bool:
    """Tell whether an advance goes into a town, and not only into its province."""
    return any(
        a.preposition == "into" and any(s.place.feature in SETTLED for s in sight.sites(a.phrase))
        for a in match.of("place")
    )


def _won_before(sight: Sight, clause: Clause) -> bool:
    """Tell whether what is told is what a place is ("X and Y are liberated territory")."""
    tokens = sight.scene.tokens
    after = clause.head + 1
    return after < len(tokens) and tokens.words[after] in _LANDS and not clause.of("subject")


def _over(sight: Sight, clause: Clause) -> bool:
    """Tell whether what a noun names is told as over."""
    if clause.kind != "noun" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    if above.lemma.split(" ")[0] in _ENDING | _LIFTING and above.affirmed:
        return True
    return above.kind == "copula" and any(
        sight.scene.tokens.lower[a.phrase.head] in {"over", "history", "past"}
        for a in above.of("attribute")
    )


def _assessed(sight: Sight, match: Match, told: Standing) -> Standing:
    """Take what somebody assesses for told ("likely seized the village", "likely hold it")."""
    clause = match.clause
    now = clause.tense == "present" and match.frame.control in {"held", "contested"}
    if told.status != "hypothetical" or clause.modality != "possible":
        return told
    if clause.tense != "past" and not now:
        return told
    words = {sight.scene.tokens.lower[t] for t in range(clause.start, clause.head)}
    if not words & _LIKELY or words & _MIGHT:
        return told
    return replace(told, status="claimed" if told.claimed_by is not None else "asserted")


def _until_long_ago(sight: Sight, clause: Clause) -> bool:
    """Tell whether a state ended long before the report ("was under siege until 2017")."""
    published = sight.scene.report.published
    if published is None or clause.tense == "present":
        return False
    sentence = sight.sentence(clause.head)
    text = sight.scene.report.text
    return any(
        d.end is not None
        and (published - d.end).days > _LONG
        and text[: d.span[0]].rstrip().lower().endswith("until")
        for d in sight.scene.dates_by_span.starting(
            sight.scene.tokens.idx[clause.head], sentence.end_char
        )
    )


def _bygone(sight: Sight, clause: Clause) -> bool:
    """Tell whether a holding is over ("soldiers who had held out in the town laid down arms").

    So too what came before something else ("overran it after rebels had defended it for weeks").
    """
    before = clause.relation == "relative" or (
        clause.relation == "adverbial" and sight.scene.tokens.lower[clause.start] == "after"
    )
    past = clause.tense == "pluperfect" and (before or clause.lemma in _FOUGHT)
    return past and sight.scene.speech_over(clause.head) is None


_FOUGHT = frozenset({"fight over", "contest", "dispute"})
"""What "had been" done over a place is over ("the town HAD BEEN FOUGHT OVER for weeks")."""


def _formerly(sight: Sight, clause: Clause) -> bool:
    """Tell whether a word beside the verb puts a holding in the past ("held till now by")."""
    if clause.kind != "verb" or clause.tense == "present":
        return False
    beside = sight.text(clause.start, min(clause.end, clause.head + 4)).lower()
    return _FORMERLY.search(beside) is not None


def _for_a_while(sight: Sight, clause: Clause) -> bool:
    """Tell whether a holding is told with its end ("held it for several hours before leaving").

    What was somebody's for some hours, nights or days has ended with them.
    """
    if clause.kind not in {"verb", "copula"} or clause.tense != "past":
        return False
    doc = sight.scene.doc
    if any(
        t.lower_ in {"have", "has"} for t in doc[max(clause.start, clause.head - 3) : clause.head]
    ):
        return False
    low, text = doc[clause.start].idx, sight.scene.report.text
    end = sight.sentence(clause.head).end_char
    if clause.kind == "verb" and _WHILE.search(text, doc[clause.head].idx, end) is not None:
        return True
    brief = _BRIEFLY.search(text, low, max(end, doc[clause.end - 1].idx))
    return brief is not None and not _STILL.search(text, low, end)


def _status(told: Standing, change: Change) -> Status | None:
    if (
        told.status == "denied"
        and told.claimed_by is None
        and change in {"held", "advanced_toward", "contested"}
    ):
        return None  # plain "does not hold" says nothing of who does
    if told.tried and told.status in {"asserted", "claimed"}:
        return _UNREAL_TRY.get(change, "hypothetical")
    return told.status
