"""Which places of a sentence belong to an act, by the words that lead from one to the other.

One rule: a clause that tells how, when or what came of it lends its place; another story does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.read.clauses.clause import Clause
from dateline.read.frames.hangs import BROUGHT, Hang
from dateline.read.frames.match import Match
from dateline.read.frames.sight import Sight, Site
from dateline.read.frames.stands import is_actor

LOCATIVE = frozenset(
    """in at near on inside outside around across throughout along between over into toward towards
    within beside by beyond through amid off about north south east west nearby from to""".split()
)
STRONG = LOCATIVE - {"from", "to", "by", "about", "through", "toward", "towards"}
NO_PLACE = frozenset({"adjective", "metonym", "part_of_name", "dateline"})
ON_THE_SPOT = frozenset("authority police policeman officer coastguard guard patrol".split())
"""Officials who act where they are ("authorities in A captured ...")."""
PROTESTS = frozenset({"protest", "demonstrate", "rally", "march"})
_TIERS = (
    ("own", "phrase"),
    ("under", "near clause"),
    ("over", "near clause"),
    ("beside", "sentence"),
    ("broad", "sentence"),
)
_ALL = tuple(tier for tier, _ in _TIERS)


def hung(
    sight: Sight, match: Match, tiers_of: Iterable[str] = _ALL
) -> Iterator[tuple[str, list[Site]]]:
    """Yield the places that the words of the sentence lead from to the match, the surest first."""
    tiers = _tiers(sight, match)
    for tier, how in _TIERS:
        if tier in tiers and tier in tiers_of:
            yield how, [Site(hang.place) for hang in _of_nearest(match.clause, tiers[tier])]


def _tiers(sight: Sight, match: Match) -> dict[str, list[Hang]]:
    """Return the places of a match's sentence by how near they hang, which is asked thrice."""
    clause, frame = match.clause, match.frame
    key = clause.index, frame.event, bool(frame.toll)  # all of a match that counts here
    made: dict[tuple[int, str | None, bool], dict[str, list[Hang]]]
    made = sight.scene.made_out.setdefault(f"tiers:{sight.book.id}", {})
    if key not in made:
        tiers = made[key] = {}
        for hang in sight.hangs(clause.sentence):
            if is_actor(sight, hang.place) or hang.place.role in NO_PLACE:
                continue
            tier = _tier(sight, match, hang)
            if tier is not None:
                tiers.setdefault(tier, []).append(hang)
    return made[key]


def _of_nearest(clause: Clause, found: list[Hang]) -> list[Hang]:
    """Return those that hang on the clause nearest to a match's."""

    def far(hang: Hang) -> int:
        return abs(hang.owner.head - clause.head) if hang.owner is not None else 0

    nearest = min(map(far, found))
    return [h for h in found if far(h) == nearest]


def _tier(sight: Sight, match: Match, hang: Hang) -> str | None:
    """Tell how near a place hangs to a match; None where nothing leads from one to the other."""
    clause, owner = match.clause, hang.owner
    if owner is None and hang.opens and hang.preposition in STRONG:
        return "over" if hang.place.feature != "country" else "broad"
    allowed = STRONG | {"", "through", "along"}
    if match.frame.event == "RETREAT":
        allowed |= {"from"}  # who falls back from a town was there
    fought = hang.against and match.frame.event == "ASSAULT"
    topic = hang.topic and not fought and not _dated(sight, hang)
    if owner is None or topic or hang.preposition not in allowed:
        return None
    if any(sight.lemma(t) in _ANSWERED for t in hang.nouns):
        return None  # "in retaliation for raids in A"
    if clause.kind == "verb" and _jailed(sight, clause, hang):
        return None
    if any(_office(sight, clause, t) for t in hang.nouns) or _teller(sight, clause, hang):
        return None
    broad = hang.place.feature == "country"
    if broad and not hang.preposition:
        return None
    verb = _verb(sight, clause)
    if clause.head in hang.nouns or (owner.index == verb and clause.kind != "noun"):
        tier: str | None = "own"
    elif owner.index == verb:
        tier = "over"
    else:
        tier = _relation(sight, owner, verb, toll=bool(match.frame.toll))
    if broad and match.frame.event == "MOBILIZE" and tier not in {"own", "under"}:
        return None
    return "broad" if tier is not None and broad else tier


_DATED = re.compile(
    r"(?: city| town| province)? (?:(?:on|late|early|last) )*"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)


def _dated(sight: Sight, hang: Hang) -> bool:
    """Tell whether a day follows a place, so that both are the act's ("for land in A on Monday").

    Parses hang them on what the act was about.
    """
    start, end = hang.place.span or (0, 0)
    text = sight.scene.report.text
    at = sight.scene.token_at(start)
    while at > 0 and sight.lowers[at - 1] in _BEFORE_NAME:
        at -= 1
    told = at > 0 and sight.lowers[at - 1] in {"in", "at", "outside", "near"}
    return told and _DATED.match(text, end, end + 40) is not None


_ANSWERED = frozenset("retaliation reprisal revenge response reaction anniversary".split())
OCCASIONS = frozenset(
    """anniversary support favour favor response reaction protest connection solidarity memory
    honour honor coordination cooperation line view light case name celebration reprisal retaliation
    revenge""".split()
)
"""What an act is done in or on that is no spot ("in support of A", "on the anniversary of")."""
_CUSTODY = frozenset("jail prison cell custody detention gaol dungeon camp hospital exile".split())
_SPENT = frozenset("spend serve hold languish await do keep imprison incarcerate die".split())


def _jailed(sight: Sight, clause: Clause, hang: Hang) -> bool:
    """Tell whether a place is where somebody was kept later ("spent years in a JAKARTA JAIL")."""
    owner = hang.owner
    if owner is None or owner.index == clause.index or owner.lemma.split(" ")[0] not in _SPENT:
        return False
    last = sight.scene.tokens_of(hang.place.span or (0, 0))[1]
    behind = sight.lowers[last : last + 2]
    return not _CUSTODY.isdisjoint((*behind, *(sight.lemma(t) for t in hang.nouns)))


_BEFORE_NAME = frozenset("the central downtown northern southern eastern western".split())


def _office(sight: Sight, clause: Clause, token: int) -> bool:
    """Tell whether a noun is an official's who tells or acts: where he sits is not the spot."""
    kinds = sight.word_kinds(token)
    if "official" not in kinds or "facility" in kinds or sight.lemma(token) in ON_THE_SPOT:
        return False
    return not any(a.phrase.head == token for a in clause.of("object"))


def _teller(sight: Sight, clause: Clause, hang: Hang) -> bool:
    """Tell whether a place is where somebody speaks or is from ("a source in A said")."""
    speech, span = sight.scene.speech_over(clause.head), hang.place.span
    if speech is None or span is None:
        return False
    by = [r.span for r in (speech.speaker, speech.organisation) if r is not None and r.span]
    return any(low <= span[0] and span[0] - high <= _BESIDE for low, high in by) and not any(
        low <= span[0] < high for low, high in speech.content_spans
    )


_BESIDE = 4
"""Characters between whoever speaks and the place where they are: " in "."""


def _verb(sight: Sight, clause: Clause) -> int:
    """Return the clause of the verb that a clause is of, or stands in as a noun."""
    clauses, seen = sight.scene.clauses, set()
    while clause.kind in {"noun", "adjective"} and clause.parent is not None:
        if clause.index in seen:
            break
        seen.add(clause.index)
        clause = clauses[clause.parent]
    return clause.index


def _relation(sight: Sight, owner: Clause, verb: int, *, toll: bool) -> str | None:
    """Tell how a clause that has a place stands to the verb of an act."""
    clauses = sight.scene.clauses
    if owner.lemma in BROUGHT and owner.voice == "passive":  # "taken to a hospital in A"
        return None
    if owner.lemma in _LIVING or (owner.lemma == "work" and owner.relation == "relative"):
        return None
    if _above(sight, owner, verb):
        return "under" if _happens_with(sight, owner, verb, toll=toll) else None
    if _above(sight, clauses[verb], owner.index):
        return "over"
    first, other = _first_of(sight, owner), _first_of(sight, clauses[verb])
    if first.index != other.index and (first.parent is None or first.parent != other.parent):
        return None
    later = owner.head > clauses[verb].head
    return None if later and _own_subject(sight, owner) else "beside"


def _own_subject(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause names who its own story is of, and takes nobody over from another."""
    told = clause.of("object") if clause.voice == "passive" else clause.of("subject")
    return any(
        not a.antecedent
        and not _theirs(sight, a.phrase.start)
        and sight.lowers[a.phrase.head] not in _SAME
        for a in told
    )


_SAME = frozenset(
    "he him she her they them it who another other others several many more dozens scores".split()
)
"""Who is told of already, or counted with them: "while he was camping", "and others were hurt"."""


def _theirs(sight: Sight, token: int) -> bool:
    """Tell whether words take up those told of ("were killed and THEIR vehicles set ablaze in")."""
    return sight.lowers[token] in {"their", "his", "her", "its"}


def _happens_with(sight: Sight, owner: Clause, verb: int, *, toll: bool) -> bool:
    """Tell whether a clause under another tells how or when that came about, and no other story."""
    clauses = sight.scene.clauses
    over, current = clauses[verb], owner
    for _ in range(_NESTED):
        if current.relation == "complement":
            above = clauses[current.parent] if current.parent is not None else None
            if above is None or not _there_too(above, current):
                return False
        if current.relation == "coordinate" and _own_subject(sight, current):
            return False
        if current.marker in _CONTRASTS and _own_subject(sight, current):
            return False
        sequel = current.marker in _SEQUELS and not toll
        if sequel and (_own_subject(sight, current) or current.lemma in _LOST):
            return False
        if current.relation == "relative" and current.tense == "pluperfect":
            return False
        if current.relation in {"relative", "purpose"} and over.lemma in PROTESTS:
            return False
        if current.parent is None or current.parent == verb:
            return True
        if current.relation == "relative":
            return False
        current = clauses[current.parent]
    return False


def _there_too(above: Clause, current: Clause) -> bool:
    """Tell whether a complement is where its verb is ("TRIED to enter A", "driving TO WORK")."""
    return above.lemma in _TRYING or (above.lemma in _MOVING and current.lemma in _DAILY)


_MOVING = frozenset("drive walk travel ride go cycle head commute return come".split())
_DAILY = frozenset({"work", "school", "pray", "worship", "vote", "shop"})
_TRYING = frozenset("try attempt seek manage begin start continue prepare".split())
"""Verbs whose complement is where they are ("a unit TRYING to infiltrate A")."""
_SEQUELS = frozenset({"after", "before", "since", "until"})
"""What came before or after an act is its cause where it tells of the dead, else another story."""
_LIVING = frozenset("base station headquarter bear live reside hail raise".split())
"""Verbs of where somebody is from or has his seat ("a brigade BASED in A")."""
_LOST = frozenset("lose cede abandon surrender".split())
_CONTRASTS = frozenset({"while", "whereas", "although", "though", "but"})
_NESTED = 3
"""Clauses inside one another over which a place still is that of the outermost."""


def _first_of(sight: Sight, clause: Clause) -> Clause:
    """Return the clause that a coordinated one is the further member of."""
    clauses, seen = sight.scene.clauses, set()
    while clause.relation == "coordinate" and clause.parent is not None:
        if clause.index in seen:
            break
        seen.add(clause.index)
        clause = clauses[clause.parent]
    return clause


def _above(sight: Sight, clause: Clause, other: int) -> bool:
    """Tell whether a clause hangs on another, at any depth."""
    clauses = sight.scene.clauses
    seen = {clause.index}
    parent = clause.parent
    while parent is not None and parent not in seen:
        if parent == other:
            return True
        seen.add(parent)
        parent = clauses[parent].parent
    return False
