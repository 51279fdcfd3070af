"""Finds the names of places in a parsed text: what the parser took for one, mended, and more.

The parser's entities come first. The gazetteer mends their ends ("Taybat" in "Taybat al-Imam"),
and finds what the parser missed: well-known names, names after "in" or "the town of", members of
a list of places, names in headlines and in wires printed in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from dateline.know.gazetteer import Candidate, Gazetteer, fold
from dateline.know.gazetteer.build import EMBEDDED, SPELT_ALIKE
from dateline.know.gazetteer.fold import ARTICLES
from dateline.know.gazetteer.words import words
from dateline.model import Span
from dateline.model.place import PlaceRole
from dateline.read.places.company import (
    after_firm,
    after_kind,
    after_locative,
    before_kind,
    held,
    joined,
    land_with_and,
    parted,
    person_after,
    personal,
    told_list,
)
from dateline.read.places.found import Found
from dateline.read.places.roles import dateline
from dateline.read.places.signs import (
    ALIKE,
    body_heads,
    countries_told,
    facility_words,
    fame,
    listed_words,
    never_words,
)
from dateline.read.places.toponym import singular
from dateline.read.tokens import read_tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.read.tokens import Tokens

PLACE_LABELS: Final = frozenset({"LOC", "GPE", "FAC", "FACILITY", "LOCATION"})
NAME_LABELS: Final = frozenset({"PER", "PERSON", "ORG", "ORGANISATION", "ORGANIZATION", "MISC",
                                "EVENT", "WORK_OF_ART", "PRODUCT", "NORP", "LAW"})  # fmt: skip
_PARTICLES: Final = ARTICLES | frozenset(
    "de del della di do da dos das la le les los las du des of the and-the bin ibn abu umm bani "
    "beit ben van von den der upon on y sur am an under in".split()
)
_WITHIN: Final = _PARTICLES - {"in", "on", "of", "the", "under"}
"""Particles that may stand within a name of a list."""
_LONGEST: Final = 7
# A town of this size is likelier meant in a longer name than no place at all.
_PRESENT: Final = 15_000
_WIDE: Final = frozenset({"country", "region", "admin1", "sea", "desert", "mountain", "strait"})


class Names:
    """One text's tokens, seen as names.

    Attributes:
        text: the text.
        capitals: whether it is printed in capitals.
    """

    def __init__(
        self,
        doc: Doc,
        gazetteer: Gazetteer,
        near: Iterable[str] = (),
        *,
        tokens: Tokens | None = None,
    ) -> None:
        tokens = tokens or read_tokens(doc)
        self.text = tokens.text
        self._tokens = tokens
        self._near = set(near)
        self._gazetteer = gazetteer
        self._words = tokens.words
        self._starts = tokens.idx
        self._ends = [
            start + len(word) for start, word in zip(tokens.idx, tokens.words, strict=True)
        ]
        self._pos = tokens.pos
        self._lemmas = tokens.lemma
        self._opens = [True, *tokens.opens[1:]] if tokens.opens else []
        letters = list(filter(str.isalpha, self.text[:4000]))
        self.capitals = bool(letters) and sum(map(str.isupper, letters)) > 0.6 * len(letters)
        self._entities = [(e.start, e.end, e.label_) for e in doc.ents]
        self._tagged = any(self._pos)
        self._upper = [word[:1].isupper() for word in self._words]
        self._namelike = [self._like_name(i) for i in range(len(self._words))]
        self._taken = [""] * len(self._words)
        self._about: set[str] = set()
        self._covered: set[int] = set()
        self._over: dict[int, tuple[int, int, str]] = {}
        for entity in self._entities:
            for i in range(entity[0], entity[1]):
                self._taken[i] = entity[2]
                self._over.setdefault(i, entity)
        # The length of the longest person's name that ends in a word.
        self._surnames: dict[str, int] = {}
        for start, end, label in self._entities:
            if label in {"PER", "PERSON"}:
                last = self._words[end - 1]
                self._surnames[last] = max(self._surnames.get(last, 0), end - start)

    def find(self) -> list[Found]:
        """Return the names of places, in order of the text, none overlapping."""
        found: dict[int, tuple[int, Found]] = {}

        def take(start: int, end: int, extra: Found | None = None) -> None:
            if any(i in self._covered for i in range(start, end)):
                return
            self._covered.update(range(start, end))
            found[start] = (end, extra or Found(self._chars(start, end)))

        for start, end, extra in self._short_and_people():
            take(start, end, extra)
        # A first impression, so that entities are mended with a view to where the report is set.
        raw = {s: (e, Found(self._chars(s, e))) for s, e, label in self._entities
               if label in PLACE_LABELS}  # fmt: skip
        self._about = self._near | self._countries({**raw, **found})
        for one in self._by_entities():
            take(*one)
        self._about = self._near | self._countries(found)
        for start, end in self._listed(found):
            take(start, end)
        # Where the tagger saw no place, the first that the gazetteer finds tell where it all is.
        for _ in range(1 if self._about else 2):
            for start, end, role in self._by_gazetteer(found):
                take(start, end, Found(self._chars(start, end), role))
            self._about = self._about or self._countries(found)
        for start, end in self._listed(found):
            take(start, end)
        lemmas = self._lemmas
        return [
            replace(item, following=lemmas[end] if end < len(lemmas) else None)
            for _, (end, item) in sorted(found.items())
        ]

    def _countries(self, found: dict[int, tuple[int, Found]]) -> set[str]:
        """Return the countries that the names found so far speak for, a sixth of them each."""
        return countries_told(
            (
                (self.text[f.span[0] : f.span[1]], f.country)
                for _, f in found.values()
                if f.country or f.known is None
            ),
            self._gazetteer,
        )

    # --- entities

    def _by_entities(self) -> Iterator[tuple[int, int]]:
        """Yield what the parser took for places, mended."""
        for start, end, label in self._entities:
            if label not in PLACE_LABELS:
                continue
            for low, high in self._around(start, end):
                for one in self._mended(low, high):
                    if not self._never(*one) and not person_after(self._tokens, one[1]):
                        yield one

    def _mended(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give an entity its right ends, or part what the parser joined."""
        while start < end and not self._namelike[start]:
            start += 1
        while end > start and not self._namelike[end - 1]:
            end -= 1
        if start >= end:
            return
        # A hyphened or Arabic name goes on past the entity's end: "Taybat al-Imam".
        longest = self._longest_from(start)
        if longest and longest > end and self._free(end, longest):
            end = longest
        elif end < len(self._words) and self._glued(end):
            while end < len(self._words) and (self._glued(end) or self._words[end] == "-"):
                end += 1
            end -= self._words[end - 1] == "-"
        # The article before it is part of an Arabic name: "al-Imam".
        while start > 1 and self._glued(start) and self._words[start - 1] == "-":
            start -= 2
        start, end = (
            self._opened(start, end),
            land_with_and(self._words, start, end, self._gazetteer),
        )
        if end - start > 1 and not self._known(start, end):
            pieces = self._pieces(start, end)
            if pieces:
                yield from pieces
                return
            if inner := self._contained(start, end):
                start, end = inner
        yield start, end

    def _opened(self, start: int, end: int) -> int:
        """Return where a name begins whose "Tell" or "Ras" the parser took for another word."""
        before = start - 1
        if (
            before < 0
            or not self._namelike[before]
            or self._taken[before]
            or before in self._covered
        ):
            return start
        return before if self._generic(before) and self._known(before, end) else start

    def _generic(self, i: int) -> bool:
        """Tell whether a word is one for a hill, a spring or the like ("Tell", "Ras", "Qal‘at")."""
        return fold(self._words[i]).replace("'", "") in listed_words("generics")

    def _contained(self, start: int, end: int) -> tuple[int, int] | None:
        """Find the place in an entity that took in a neighbour: "Walker County Sheriff".

        Not where the rest makes another place of it ("Lake Lanier"), nor where names are spelt so
        freely that an unknown village's name may hold a known one's.
        """
        whole = self.text[self._starts[start] : self._ends[end - 1]]
        if any(c.score >= ALIKE for c in self._gazetteer.lookup(whole)):
            return None
        for low, high in [
            *((start, high) for high in range(end - 1, start, -1)),
            *((low, end) for low in range(start + 1, end)),
        ]:
            rest = [*range(start, low), *range(high, end)]
            if any(self._makes_another(self._words[i]) for i in rest):
                continue
            if not self._namelike[low] or not self._namelike[high - 1]:
                continue
            name = self.text[self._starts[low] : self._ends[high - 1]]
            if name.lower() in never_words():
                continue
            found = [c for c in self._gazetteer.lookup(name, variants=False)
                     if c.match == "exact" and c.kind < 2]  # fmt: skip
            if any(
                fame(c) >= 2
                or (self._local_to(c) and c.place.population >= _PRESENT)
                or (self._local_to(c) and c.place.feature == "admin2" and high - low > 1)
                for c in found
            ):
                return low, high
        return None

    def _local_to(self, candidate: Candidate) -> bool:
        country = candidate.place.country
        return country in SPELT_ALIKE and (country in self._about or not self._about)

    def _makes_another(self, word: str) -> bool:
        low = word.lower()
        return (
            low in ARTICLES
            or word in {"-", "'", "’"}
            or singular(low) in words()["features"]
            or low in words()["bearings"]
            or low in listed_words("generics")
            or low in facility_words()
        )

    def _around(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what adjectives and abbreviations leave of an entity ("U.S.-led": nothing)."""
        taken = {i for i in range(start, end) if i in self._covered}
        low = start
        for i in range(start, end + 1):
            if i == end or i in taken:
                if low < i and (not taken or self._known(low, i)):
                    yield low, i
                low = i + 1

    def _never(self, start: int, end: int) -> bool:
        name = self.text[self._starts[start] : self._ends[end - 1]]
        if name.lower() in never_words() or name.rstrip(".").isdigit():
            return True
        last = self._words[end - 1].lower()
        if end - start > 1 and last in body_heads() and last not in facility_words():
            return not self._known(start, end)
        # "(Meridian)" in the dateline is who reports.
        return start > 0 and self._words[start - 1] == "(" and bool(
            (line := dateline(self.text)) and self._ends[end - 1] < line.end()
        )  # fmt: skip

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        return [piece for piece in parted(self._words, start, end) if self._namelike[piece[0]]]

    def _glued(self, i: int) -> bool:
        """Tell whether a token hangs on the one before by a hyphen, as "al-Imam" does."""
        if not 0 < i < len(self._words) or self._ends[i - 1] != self._starts[i]:
            return False
        if self._words[i] == "-":
            return self._words[i - 1].lower() in ARTICLES
        return (
            self._words[i - 1] == "-"
            and i > 1
            and self._words[i - 2].lower() in ARTICLES
            and self._words[i][:1].isalpha()
        )

    def _free(self, start: int, end: int) -> bool:
        return all(self._taken[i] in {"", "LOC", "GPE", "FAC"} for i in range(start, end))

    # --- abbreviations and adjectives

    def _short_and_people(self) -> Iterator[tuple[int, int, Found]]:
        count = len(self._words)
        i = 0
        while i < count:
            if not self._upper[i]:
                i += 1
                continue
            step = 1
            if (end := self._famous_from(i)) is not None:
                # "Czech Republic", "Korean Peninsula": the adjective is part of the name.
                yield i, end, Found(self._chars(i, end))
                i = end
                continue
            for size in (4, 3, 2, 1):
                if i + size > count:
                    continue
                span = self._chars(i, i + size)
                said = self.text[span[0] : span[1]]
                if len(said) > 24 or "\n" in said:
                    continue
                place = self._gazetteer.short(said) if not self.capitals or "." in said else None
                if place and self._short_fits(i, i + size, said):
                    yield i, i + size, Found(span, known=place.id)
                    step = size
                    break
                people = self._gazetteer.people(said) if self._adjective_like(i, size) else None
                if people:
                    yield i, i + size, Found(span, "adjective", people.id, people.country)
                    step = size
                    break
            i += step

    def _famous_from(self, i: int) -> int | None:
        """Return the end of a country's or region's name that opens with an adjective."""
        if self._gazetteer.people(self._words[i]) is None:
            return None
        end = self._longest_from(i)
        if end is None or end - i < 2:
            return None
        name = self.text[self._starts[i] : self._ends[end - 1]]
        found = self._gazetteer.lookup(name, variants=False)
        wide = any(c.match == "exact" and c.kind < 2 and c.place.feature in _WIDE for c in found)
        return end if wide else None

    def _short_fits(self, start: int, end: int, said: str) -> bool:
        if said.endswith(".") and said.count(".") == 1:
            # "Miss. " and "Mass." are words too: they abbreviate a state after a town's name.
            return start > 1 and self._words[start - 1] in {",", "("} and self._namelike[start - 2]
        if said in {"LA", "CAR", "BC", "DC", "L.A."}:
            label = self._taken[start]
            return label in PLACE_LABELS or (
                start > 0 and self._words[start - 1].lower() in {"in", "to", "from", ",", "the"}
            )
        return self._taken[start] not in {"PER", "PERSON"} or end - start > 1

    def _adjective_like(self, i: int, size: int) -> bool:
        if self._taken[i] in {"PER", "PERSON"}:
            return False
        return all(self._upper[i : i + size])

    # --- lists

    def _listed(self, found: dict[int, tuple[int, Found]]) -> list[tuple[int, int]]:
        """Return members of lists of places that are not yet found.

        A run of names parted by commas and "and" is a list of places if a word like "villages"
        opens it or most of its members are places already.
        """
        out: list[tuple[int, int]] = []
        at = 0
        runs = self._runs
        while at < len(runs):
            group = [runs[at]]
            while at + 1 < len(runs) and joined(self._words, group[-1][1], runs[at + 1][0]):
                at += 1
                group.append(runs[at])
            at += 1
            if len(group) < 2:
                continue
            places = sum(s in found and found[s][1].role is None for s, _ in group)
            told = told_list(self._words, group[0][0])
            others = sum(self._taken[s] in {"PER", "PERSON", "ORG"} for s, _ in group)
            if told or (places * 2 >= len(group) and places > others and len(group) > 2):
                out += [
                    g for g in group
                    if g[0] not in found and (told or self._taken[g[0]] not in {"PER", "PERSON"})
                ]  # fmt: skip
            elif places:
                # People are seldom listed with places, and not all by names of towns near by.
                rest = [g for g in group if g[0] not in found]
                if all(self._near_by(*g) and not self._personal(*g) for g in rest):
                    out += rest
        return out

    def _near_by(self, start: int, end: int) -> bool:
        """Tell whether a name is, to the letter, some place's in the report's countries."""
        name = self.text[self._starts[start] : self._ends[end - 1]]
        return any(
            c.match == "exact" and c.kind < 2 and c.place.country in self._about
            for c in self._gazetteer.lookup(name, variants=False)
        )

    @cached_property
    def _runs(self) -> list[tuple[int, int]]:
        """Return maximal runs of name words, particles inside allowed."""
        runs = []
        i = 0
        count = len(self._words)
        while i < count:
            if not self._namelike[i] or (self._opens[i] and self._plain_word(i)):
                i += 1
                continue
            j = i + 1
            while j < count and not self._broken(j):
                if (
                    self._namelike[j]
                    or self._words[j] in {"-", "'", "’"}
                    or (
                        self._words[j].lower() in _WITHIN
                        and j + 1 < count
                        and (self._namelike[j + 1] or self._words[j + 1] == "-")
                    )
                ):
                    j += 1
                else:
                    break
            while j > i + 1 and not self._namelike[j - 1]:
                j -= 1
            runs.append((i, j))
            i = j
        return runs

    def _broken(self, i: int) -> bool:
        return "\n" in self.text[self._ends[i - 1] : self._starts[i]]

    # --- the gazetteer's own finds

    def _by_gazetteer(
        self, found: dict[int, tuple[int, Found]]
    ) -> Iterator[tuple[int, int, PlaceRole | None]]:
        covered: set[int] = set()
        for start, (stop, _) in found.items():
            covered.update(range(start, stop))
        said = {fold(self.text[f.span[0] : f.span[1]]) for _, f in found.values() if not f.role}
        i = 0
        while i < len(self._words):
            if i in covered or not self._namelike[i]:
                i += 1
                continue
            end = self._longest_from(i)
            over = self._entity_over(i, i + 1)
            if over and over[0] == i and over[1] - i > 1 and over[2] in NAME_LABELS and (
                end is None or end < over[1]
            ) and self._variant_of_near(i, over[1]):  # fmt: skip
                end = over[1]
            if end is None or any(k in covered for k in range(i, end)):
                i += 1
                continue
            accepted, role = self._accept(i, end, said)
            if accepted and not self._never(i, end):
                yield i, end, role
                i = end
            else:
                i += 1

    def _variant_of_near(self, start: int, end: int) -> bool:
        """Tell whether a whole name is another spelling of a place in the report's countries."""
        name = self.text[self._starts[start] : self._ends[end - 1]]
        return bool(self._about) and any(
            c.score >= ALIKE and c.place.country in self._about
            for c in self._gazetteer.lookup(name)
        )

    def _accept(self, start: int, end: int, said: set[str]) -> tuple[bool, PlaceRole | None]:
        label = self._taken[start]
        inside = self._entity_over(start, end)
        name = self.text[self._starts[start] : self._ends[end - 1]]
        candidates = self._gazetteer.lookup(name, variants=False)
        weight = max((fame(c) for c in candidates if c.match == "exact"), default=0)
        again = fold(name) in said
        local = self._local(candidates) or (
            label in NAME_LABELS and end - start > 1 and self._variant_of_near(start, end)
        )
        if label in {"PER", "PERSON"}:
            whole = inside is not None and (start, end) == inside[:2]
            placed = local or self._placed(candidates, start, end)
            if whole and placed and not self._personal(start, end):
                return True, None
            return bool(whole and (again or weight >= 2) and after_firm(self._words, start)), None
        if label in NAME_LABELS and inside is not None:
            if (start, end) == inside[:2]:
                firm = weight >= 1 and after_firm(self._words, start)
                placed = firm or self._placed(candidates, start, end)
                return weight >= 2 or again or local or placed, None
            ok = (again or weight >= 2) and (end - start > 1 or not self._plain_word(start))
            return ok, "part_of_name"
        if self.capitals:
            near = not self._about or any(c.place.country in self._about for c in candidates)
            told = near and weight >= 1 and after_locative(self._words, start)
            return weight >= 2 or told, None
        if self._plain_word(start) and end - start == 1 and not again:
            return False, None
        if (again or weight >= 2) and self._before_body(end):
            return True, "part_of_name"
        lonely = not self._beside_name(start, end)
        if weight >= 2:
            return again or lonely or after_locative(self._words, start) or end - start > 1, None
        sign = (
            after_firm(self._words, start)
            or after_kind(self._words, start)
            or (local and len(name) > 3)
        )
        sign = sign or before_kind(self._words, end) or self._placed(candidates, start, end)
        sign = sign or (end - start > 1 and self._generic(start))
        return again or (lonely and weight >= 1 and sign), None

    def _local(self, candidates: Sequence[Candidate]) -> bool:
        """Tell whether a name is some place's in the report's own countries.

        Where places are named after people as a rule, that says nothing.
        """
        return any(
            c.kind < 2
            and (c.place.country in self._about or self._users(c))
            and c.place.country not in SPELT_ALIKE
            and c.place.feature not in {"road", "admin2"}
            for c in candidates
        )

    def _placed(self, candidates: Sequence[Candidate], start: int, end: int) -> bool:
        """Tell whether a name of a place near by stands where the grammar puts places."""
        exact = [c for c in candidates if c.match == "exact" and c.kind < 2]
        if self._about:
            exact = [c for c in exact if c.place.country in self._about]
        elif any(c.kind for c in exact) and len({c.place.country for c in exact}) > 1:
            return False
        return bool(exact) and held(self._tokens, start, end)

    def _users(self, candidate: Candidate) -> bool:
        """Tell whether a user added a place that they read about; no country is told."""
        return not self._about and candidate.place.source not in EMBEDDED

    def _personal(self, start: int, end: int) -> bool:
        """Tell whether a name is used as a person's: titled, speaking, or met as a surname."""
        known = self._surnames.get(self._words[end - 1], 0) > end - start
        return known or personal(self._tokens, start, end)

    def _entity_over(self, start: int, end: int) -> tuple[int, int, str] | None:
        over = self._over.get(start)
        return over if over and end <= over[1] else None

    def _beside_name(self, start: int, end: int) -> bool:
        before = start > 0 and self._namelike[start - 1] and not self._opens[start]
        after = end < len(self._words) and self._namelike[end] and not self._opens[end]
        if before and self._words[start - 1][:1].isupper():
            # "Syrian Aleppo" and "Mr Hama" differ; an adjective or weekday is no name part.
            before = self._gazetteer.people(self._words[start - 1]) is None
        return before or after

    def _before_body(self, end: int) -> bool:
        """Tell whether a body's name goes on after it: "Damascus University"."""
        j = end
        while j < len(self._words) and j < end + 4 and self._namelike[j]:
            if self._words[j].lower() in body_heads():
                return True
            j += 1
        return False

    # --- words

    def _longest_from(self, start: int) -> int | None:
        """Return the end of the longest known name that starts at a token."""
        most = self._gazetteer.starts(self._words[start])
        if not most:
            return None
        limit = min(len(self._words), start + min(_LONGEST, 2 * most + 1))
        stop = start + 1
        while stop < limit and not self._broken(stop) and self._continues(stop):
            stop += 1
        for end in range(stop, start, -1):
            if self._namelike[end - 1] and self._known(start, end):
                return end
        return None

    def _continues(self, i: int) -> bool:
        word = self._words[i]
        if self._namelike[i] or word in {"-", "'", "’", "."} or word.lower() in _PARTICLES:
            return True
        # "Port-au-Prince": hyphens hold it together.
        return self._words[i - 1] == "-" and self._ends[i - 1] == self._starts[i]

    def _known(self, start: int, end: int) -> bool:
        name = self.text[self._starts[start] : self._ends[end - 1]]
        found = self._gazetteer.lookup(name, variants=False)
        return any(c.match == "exact" and c.kind < 2 for c in found)

    def _like_name(self, i: int) -> bool:
        """Tell whether a word may be of a name; asked once of each, and looked up after that."""
        word = self._words[i]
        if not word[:1].isalpha():
            return False
        if self.capitals:
            return word.lower() not in _PARTICLES and (
                not self._tagged or self._pos[i] in {"PROPN", "NOUN", "ADJ", "X", ""}
            )
        return self._upper[i]

    def _plain_word(self, i: int) -> bool:
        """Tell whether a capitalised word is an ordinary word that opens a sentence or title."""
        if self._taken[i] in PLACE_LABELS:
            return False
        if self._tagged and self._pos[i] and self._pos[i] != "PROPN":
            return True
        return self._words[i].lower() in listed_words("ordinary")

    def _chars(self, start: int, end: int) -> Span:
        return self._starts[start], self._ends[end - 1]
