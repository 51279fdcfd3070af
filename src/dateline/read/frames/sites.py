"""The places that phrases speak of: named, counted off, pointed to, or stood for by "it".

One rule: a place that a phrase does not name itself is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct

from dateline.model import PlaceMention
from dateline.model.claim import Extent
from dateline.read.clauses.clause import Phrase
from dateline.read.frames import landmarks, measures, unmarked
from dateline.read.frames.antecedents import antecedent
from dateline.read.frames.behind import ground_behind
from dateline.read.frames.equated import counted, equated, told_by_ends
from dateline.read.frames.ground import Ground
from dateline.read.frames.seats import seat

_NAMED_BY = frozenset({"of", "around", "surrounding", "above", "over", "overlooking"})
_LANDS = frozenset({"country", "admin1", "region"})
_WIDE = frozenset({"country", "region", "sea"})
_CALLED = frozenset({"city", "town", "village", "capital", "port"})
_OF_DIVISION = frozenset(
    """state provincial regional governorate province coastal border port mining market garrison
    lakeside oil frontier""".split()
)
_FEW = 3
_SETTLEMENTS = frozenset({"towns", "villages", "cities", "hamlets", "settlements", "localities"})


class Site(Struct, frozen=True):
    """A place that a phrase speaks of.

    Attributes:
        place: the mention; the one that a pronoun or "the town" stands for, where it is one.
        extent: how much of it, where words tell; None else.
        inferred: true where the place is not named in the phrase itself.
    """

    place: PlaceMention
    extent: Extent | None = None
    inferred: bool = False


@dataclass(frozen=True)
class Sites(Ground):
    """A scene whose phrases are asked for the places that they speak of."""

    def sites(self, phrase: Phrase) -> tuple[Site, ...]:
        """Return the places that a phrase speaks of, with how much of each."""
        if phrase not in self._spoken_of:
            self._spoken_of[phrase] = tuple(self._sites(phrase))
        return self._spoken_of[phrase]

    def _sites(self, phrase: Phrase) -> Iterator[Site]:
        kind = self.word_kinds(phrase.head)
        at_head = self.place_over(phrase.head) or unmarked.named(self, phrase)
        if at_head is not None and (spot := landmarks.one_of_several(self, phrase, at_head)):
            yield Site(spot)
            return
        if at_head is not None:
            yield Site(at_head, measures.extent_of(self, phrase, at_head))
            return
        grounded = bool(kind & {"ground", "facility"}) or measures.counts(self, phrase.head)
        grounded = (grounded and not measures.of_people(self, phrase)) or self._one_of(phrase)
        if grounded:
            named = [m for m in self._named(phrase) if not self._says_whose(m)]
            if named and (over := landmarks.across(self, phrase, named[0])) is not None:
                yield Site(over)
                return
            counted_from = self._counted_from(phrase)
            if named and (post := landmarks.in_town(self, counted_from, named[0])) is not None:
                yield Site(post)
                yield from map(Site, landmarks.other_towns(self, phrase, named[0]))
                return
            for mention in named:
                yield Site(mention, measures.extent_of(self, phrase, mention))
            if named:
                return
            for apposed in phrase.appositions:
                other = self.place_over(apposed.head)
                if other is not None:
                    if landmarks.named_beside(self, phrase, apposed):
                        yield from self._elsewhere(phrase, grounded=False)
                    yield Site(other, measures.extent_of(self, phrase, other))
                    return
        yield from self._elsewhere(phrase, grounded=grounded)

    def _says_whose(self, mention: PlaceMention) -> bool:
        """Tell whether a land only says whose a site is ("the DARFUR militia's camps at A")."""
        return mention.feature in _LANDS and self.in_actor(mention.span or (0, 0))

    def _elsewhere(self, phrase: Phrase, *, grounded: bool) -> Iterator[Site]:
        """Yield the places that a phrase does not name: those it is told to be, or points to."""
        if (grounded or self.lemma(phrase.head) == "place") and (equal := equated(self, phrase)):
            yield from map(Site, equal)
        elif grounded and (there := ground_behind(self, phrase.head)):
            yield from (Site(mention, "part") for mention in there)
        elif found := counted(self, phrase):
            for mention in found:
                yield Site(mention, measures.extent_of(self, phrase, mention), inferred=True)
        elif (
            landmarks.by_itself(self, phrase)
            and (post := landmarks.pointed_to(self, phrase)) is not None
        ):
            yield Site(post, inferred=True)
        elif (capital := seat(self, phrase)) is not None:
            yield Site(capital, measures.extent_of(self, phrase, capital), inferred=True)
        elif grounded and (inner := measures.of_what(self, phrase)) is not None:
            for site in self._elsewhere(inner, grounded=False):
                yield Site(site.place, site.extent or measures.measure(self, phrase), inferred=True)
        elif (stood := antecedent(self, phrase)) is not None:
            yield Site(stood, measures.extent_of(self, phrase, stood), inferred=True)
        elif (post := landmarks.pointed_to(self, phrase)) is not None:
            yield Site(post, inferred=True)

    def _one_of(self, phrase: Phrase) -> bool:
        """Tell whether a phrase counts one out of several places ("the last of three bases")."""
        tokens = self.scene.tokens
        after = phrase.head + 1
        if tokens.pos[phrase.head] not in {"ADJ", "NUM"} or after >= phrase.end:
            return False
        return self.lowers[after] == "of" and any(
            self.word_kinds(t) & {"ground", "facility"} for t in range(after, phrase.end)
        )

    def _counted_from(self, phrase: Phrase) -> Phrase:
        """Return a phrase by the site that it counts one of ("the last of the BARRACKS in A")."""
        if not self._one_of(phrase):
            return phrase
        within = range(phrase.head + 2, phrase.end)
        noun = next((t for t in within if self.word_kinds(t) & {"facility"}), phrase.head)
        return Phrase(noun, phrase.start, phrase.end)

    def _named(self, phrase: Phrase) -> Iterator[PlaceMention]:
        """Yield the place that names a common noun: "the town of A", "A airport", "A's south"."""
        follows = self.lowers[phrase.head + 1] if phrase.head + 1 < phrase.end else ""
        if told_by_ends(self, phrase):
            return  # "the highway from A to B" is neither's
        if follows == "of" and (part := landmarks.part_of_town(self, phrase)) is not None:
            yield part
            return
        if follows in _NAMED_BY or self.place_over(phrase.head + 1) is not None:
            after = self.first_of(range(phrase.head + 1, phrase.end))
            if after is not None and self._of_land(phrase, after):
                return
            if after is not None:
                yield after
                return
        before = self.first_of(range(phrase.head - 1, phrase.start - 1, -1))
        if before is not None and self._land_of(phrase, before):
            return  # "the West Bank city" is a city there
        if before is not None and before.lat is None and self.person_over(before):
            return  # "President Dudayev's palace"
        if before is not None:
            yield before

    def _of_land(self, phrase: Phrase, mention: PlaceMention) -> bool:
        """Tell whether settlements that have no names are only told by their land.

        "Four towns of the Amhara region" are not Amhara, nor a part of it that can be named.
        """
        return mention.feature in _LANDS and self.lowers[phrase.head] in _SETTLEMENTS

    def _land_of(self, phrase: Phrase, mention: PlaceMention) -> bool:
        """Tell whether a name before "city" or "town" is that of the land it lies in.

        Words may stand between ("the Red Sea PORT city"); of a province these say that its capital
        is meant, and the capital is not the province ("the Jazira STATE capital").
        """
        if self.lowers[phrase.head] not in _CALLED or mention.span is None:
            return False
        between = self.lowers[self.scene.tokens_of(mention.span)[1] : phrase.head]
        if mention.feature == "admin1":
            return bool(_OF_DIVISION.intersection(between))
        if between[:1] in (["'s"], ["’s"]) and antecedent(self, phrase) is None:
            return False  # "Syria's largest city", where none was told of, is in Syria
        return mention.feature in _WIDE and len(between) < _FEW
