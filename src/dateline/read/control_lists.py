"""Names told after their number: "seized eight villages. They named them as A, B and C".

One rule: only words that open a list ("among them", "named them as", "they are") lend their
places to the plural before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dateline.model import ControlClaim, PlaceMention
from dateline.read.clauses.clause import Clause
from dateline.read.frames import names
from dateline.read.frames.match import Match
from dateline.read.frames.sight import Sight, Site

_NAMING = frozenset({"name", "list", "identify", "include", "comprise", "number"})
_MASS = frozenset({"territory", "land", "ground", "terrain"})
_THEY = frozenset({"they", "these", "those"})
_AMONG = frozenset({"them", "these", "those"})
_NEXT = 2
"""Sentences in which the names may follow."""


def continued(
    sight: Sight,
    match: Match,
    claims: Callable[[Sight, Match, Iterable[Site]], Iterator[ControlClaim]],
) -> Iterator[ControlClaim]:
    """Yield claims for places that a list names for a plural of this match."""
    char = _unnamed(sight, match)
    if char is None:
        return
    sentence = sight.sentence(match.clause.head)
    found = names.listed_after(sight.scene, char, sentence.end_char)
    if not found:
        found = _in_next(sight, match)
    if found:
        yield from claims(sight, match, [Site(place) for place in found])


def _unnamed(sight: Sight, match: Match) -> int | None:
    """Return where a plural without names ends that fills the place slot; None where none does."""
    tokens = sight.scene.tokens
    for argument in match.of("place"):
        phrase = argument.phrase
        kind = sight.word_kinds(phrase.head)
        if (
            (tokens.tag[phrase.head] == "NNS" or sight.lemma(phrase.head) in _MASS)
            and kind & {"ground", "facility"}
            and not sight.sites(phrase)
            and not any(a.listed for a in match.of("place"))
        ):
            return sight.scene.chars_of(phrase.head, phrase.head + 1)[1]
    return None


def _arguments(sight: Sight, clause: Clause) -> tuple[PlaceMention, ...]:
    """Return the places that a verb of naming has for its object ("only A and B were named")."""
    objects = clause.of("object")
    end = sight.sentence(clause.head).end_char
    sites = [s for a in objects for s in sight.sites(a.phrase) if not s.inferred]
    spans = [s.place.span for s in sites if s.place.span is not None]
    if not spans:
        return ()
    listed = names.listed_around(sight.scene, min(spans), end)
    return listed if len(listed) > len(sites) else tuple(s.place for s in sites)


def _among(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause says who belongs to a plural told before ("A and B are among them")."""
    return any(
        a.preposition in {"among", "amongst"} and sight.lowers[a.phrase.head] in _AMONG
        for a in clause.of("oblique")
    )


def _members(sight: Sight, clause: Clause) -> tuple[PlaceMention, ...]:
    """Return the places that are the subject of a clause, the unknown of their list included."""
    sites = [s for a in clause.of("subject") for s in sight.sites(a.phrase) if not s.inferred]
    spans = [s.place.span for s in sites if s.place.span is not None]
    if not spans:
        return ()
    end = sight.scene.tokens.idx[clause.head]
    return names.listed_around(sight.scene, min(spans), end) or tuple(s.place for s in sites)


def _in_next(sight: Sight, match: Match) -> tuple[PlaceMention, ...]:
    """Return the names that the next sentences list for "them", each list in its turn."""
    listed: list[PlaceMention] = []
    for clause in sight.scene.clauses:
        if not 0 < clause.sentence - match.clause.sentence <= _NEXT:
            continue
        verb = clause.lemma.split(" ")[0]
        subject = [sight.scene.tokens.lower[a.phrase.head] for a in clause.of("subject")]
        if verb == "be" and _among(sight, clause):
            listed += _members(sight, clause)
        elif verb in _NAMING or (verb == "be" and set(subject) & _THEY):
            char = sight.scene.tokens.idx[clause.head]
            end = sight.sentence(clause.head).end_char
            found = names.listed_after(sight.scene, char, end, later=True)
            found = found if len(found) > 1 else _arguments(sight, clause)
            if len(found) > 1:
                listed += found
    return tuple(listed)
