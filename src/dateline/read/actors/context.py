"""Which country a report is about, and which names in it are to be believed.

Places, countries, their adjectives and the actors themselves vote; the most voted is the report's
country. An abbreviation that several actors share goes to the one at home there.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dateline.know.actors import Entry, Hit, Match, Register
from dateline.know.actors.entry import SUPRANATIONAL
from dateline.know.actors.keys import words
from dateline.read.actors.words import word_run
from dateline.read.tokens import Tokens

if TYPE_CHECKING:
    from dateline.model import PlaceMention

_VOTES = {"country": 1.0, "adjective": 0.6, "demonym": 0.6, "capital": 0.6}
_LOCATED = 1.5  # more, where the country is where something happens ("in Syria")
_SEAT = 0.5  # a capital on the ground: as often who speaks there as where it happened
_FILED = 0.5  # a dateline; it tips the scale where two countries are named alike
_PLAIN = frozenset(
    """the of and for national popular people peoples democratic patriotic united general supreme
    defence defense liberation resistance security special armed regular forces force army front
    movement party council command guard guards militia militias committee committees alliance
    coalition congress revolutionary military operations room brigade brigades corps republican
    presidential foreign office ministry""".split()
)
"""Words of names that say nothing of whose they are."""
_WHERE = frozenset({"in", "into", "across"})
_ANYWHERE = SUPRANATIONAL | {"USA", "GBR", "RUS", "FRA"}
_NEGATING = frozenset({"anti", "pro", "non", "counter", "post", "pre", "ex"})


@dataclass(frozen=True, slots=True)
class CountryWord:
    """A word for a country.

    Attributes:
        start: first token.
        end: after its last token.
        iso3: the country.
        sort: country, adjective, demonym or capital; of several, the first of these.
    """

    start: int
    end: int
    iso3: str
    sort: str


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the register in the text.

    Attributes:
        start: first token.
        end: after its last token.
        entry: who goes by the name.
    """

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class SlotWord:
    """A phrase for a standing body ("foreign ministry").

    Attributes:
        start: first token.
        end: after its last token.
        slot: of the register.
    """

    start: int
    end: int
    slot: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the report as a whole tells.

    Attributes:
        country: ISO 3166-1 alpha-3 of the country that it is mostly about; None where open.
        seen: countries named in it.
        homes: countries of single sentences, where their paragraph is about another war.
        desk: country of its dateline, where that is another party to the war that it is about.
        grounds: countries in which something happens, or whose armed groups act; the others in
            `seen` are merely named.
        day: of publication.
        countries: words for countries, by token (each token of them).
        names: names of the register, by token.
        slots: phrases for standing bodies, by last token.
    """

    country: str | None
    seen: frozenset[str]
    day: dt.date | None
    countries: dict[int, CountryWord]
    names: dict[int, Found]
    slots: dict[int, SlotWord]
    desk: str | None = None
    homes: dict[int, str] = field(default_factory=dict)
    grounds: frozenset[str] = frozenset()

    def home(self, sentence: int) -> str | None:
        """Return the country of whoever is told of in a sentence without one ("the army")."""
        return self.homes.get(sentence, self.country)


def read_context(
    tokens: Tokens,
    register: Register,
    *,
    places: Iterable[PlaceMention] = (),
    country_hint: str | None = None,
    published: dt.date | None = None,
    named: Iterable[Match] | None = None,
) -> Context:
    """Return what the report as a whole tells about its names.

    Args:
        tokens: the parse.
        register: who is known.
        places: places found in the report, resolved as far as they are.
        country_hint: alpha-2 or alpha-3, from outside; breaks ties and stands in for no votes.
        published: day of publication.
        named: the names of the register in the text, where they were looked for before.
    """
    matches = list(named_in(tokens, register) if named is None else named)
    matches = [match for match in matches if not _mere_word(match, tokens)]
    votes: dict[str, float] = defaultdict(float)
    grounds: set[str] = set()
    told: set[str] = set()
    places = tuple(places)
    for place in places:
        iso3 = register.iso3(place.country)
        if iso3 is None:
            continue
        told.add(iso3)
        if place.role in (None, "place"):
            seat = place.text in register.countries[iso3].capitals
            votes[iso3] += 0.3 if place.feature == "country" else _SEAT if seat else 1.0
            if place.feature != "country" and not seat:
                grounds.add(iso3)
        elif place.role == "dateline":
            votes[iso3] += _FILED
    for match in matches:
        country = next((h for h in match.hits if h.sort in _VOTES), None)
        if country is not None:
            located = _located(match, country, tokens)
            votes[country.id] += _LOCATED if located else _VOTES[country.sort]
            told.add(country.id)
            grounds |= {country.id} if located else set()
        entries = _named(match, register)
        homes = {e.country for e in entries} - SUPRANATIONAL
        if len(homes) == 1 and len(match.hits) == len(entries):
            home = homes.pop()
            votes[home] += 0.7
            grounds |= {home} if any(e.sector == "REB" for e in entries) else set()
    if hint := register.iso3(country_hint):
        votes[hint] += 1.5
    best = max(votes, key=lambda c: (votes[c], c), default=None)
    context = _sorted_out(
        matches,
        register,
        tokens,
        country=best,
        seen=frozenset(votes),
        told=frozenset(told | {best} if best else told),
        day=published,
    )
    away = _homes(tokens, places, matches, register, about=best, day=published)
    return replace(
        context, desk=_desk(places, register, best), homes=away, grounds=frozenset(grounds)
    )


def _located(match: Match, country: Hit, tokens: Tokens) -> bool:
    """Tell whether a country's name is where something happens ("in Syria")."""
    token = tokens.top(match.start, match.end)
    return country.sort == "country" and tokens.case(token) in _WHERE


_BREAK = re.compile("\n")


def _homes(
    tokens: Tokens,
    places: Iterable[PlaceMention],
    matches: Iterable[Match],
    register: Register,
    *,
    about: str | None,
    day: dt.date | None,
) -> dict[int, str]:
    """Return the country of each sentence whose paragraph is about another war than the report.

    A round-up tells of several wars: such a paragraph names places on the ground of one country
    alone, or that country ("In Myanmar, ..."), a country at war and not its capital, and nothing
    of the report's own country.
    """
    breaks = [mark.start() for mark in _BREAK.finditer(tokens.text)]
    grounds: dict[int, set[str]] = defaultdict(set)
    for place in places:
        iso3 = register.iso3(place.country)
        if place.span is None or iso3 is None:
            continue
        seat = iso3 != about and place.text in register.countries[iso3].capitals
        if place.feature != "country" and place.role in (None, "place") and not seat:
            grounds[bisect_left(breaks, place.span[0])].add(iso3)
    told: dict[int, set[str]] = defaultdict(set)
    plain: set[tuple[int, str]] = set()  # told by its name, or by an armed group of its own
    for match in matches:
        paragraph = bisect_left(breaks, tokens.idx[match.start])
        told[paragraph] |= {h.id for h in match.hits if h.sort in _VOTES}
        named = next((h for h in match.hits if h.sort == "country"), None)
        if named is not None and _located(match, named, tokens):
            grounds[paragraph].add(named.id)
            plain.add((paragraph, named.id))
        for entry in _named(match, register):
            told[paragraph].add(entry.country)
            plain |= {(paragraph, entry.country)} if entry.sector == "REB" else set()
    away: dict[int, str] = {}
    for paragraph, countries in grounds.items():
        if len(countries) > 1 or about is None or about in countries | told[paragraph]:
            continue
        (other,) = countries
        torn = (paragraph, other) in plain and other in register.torn(day)
        if torn or register.side(other, "rebel", day) is not None:
            away[paragraph] = other
    sentences = {}
    for token, number in enumerate(tokens.sentence) if away else ():
        paragraph = bisect_left(breaks, tokens.idx[token])
        if paragraph in away:
            sentences[number] = away[paragraph]
    return sentences


def _desk(places: Iterable[PlaceMention], register: Register, about: str | None) -> str | None:
    """Return the country of the dateline where it wages war in the country of the report.

    Under "MOSCOW" the ministry is Russia's also where all the fighting is in Ukraine; under
    "BEIRUT" it is not Lebanon's.
    """
    for place in places:
        heads = place.span is not None and place.span[0] == 0 and place.text.isupper()
        if (place.role == "dateline" or heads) and (iso3 := register.iso3(place.country)):
            if about is None or iso3 == about:
                return None
            here, there = register.body(iso3, "army"), register.body(about, "army")
            if here is None or there is None:
                return None
            hostile = there.id in {e.id for e in register.opponents(here.id)}
            return iso3 if hostile else None
    return None


def named_in(tokens: Tokens, register: Register) -> Iterable[Match]:
    """Yield the names in the text, counted in tokens."""
    run, printed, origin, ends = word_run(tokens)
    size = len(run)
    for match in register.index.scan(run, printed):
        before, after = match.start - 1, match.end
        first, last = origin[match.start], origin[match.end - 1]
        inside = before >= 0 and origin[before] == first and run[before]
        if inside or (after < size and origin[after] == last and run[after]):
            continue  # a part of a token ("anti-government"), not a name
        if before >= 0 and run[before] in _NEGATING and first and tokens.words[first - 1] == "-":
            continue
        yield Match(first, ends.get(last, last) + 1, match.hits)


def _named(match: Match, register: Register) -> list[Entry]:
    return [e for h in match.hits if h.sort == "name" and (e := register.get(h.id))]


def _sorted_out(
    matches: Iterable[Match],
    register: Register,
    tokens: Tokens,
    *,
    country: str | None,
    seen: frozenset[str],
    told: frozenset[str],
    day: dt.date | None,
) -> Context:
    countries: dict[int, CountryWord] = {}
    names: dict[int, Found] = {}
    slots: dict[int, SlotWord] = {}
    matches = list(matches)
    full = {
        e.id
        for m in matches
        if m.end - m.start > 1 or all(h.cased is None for h in m.hits)
        for e in _named(m, register)
    }
    after_people = {
        m.end for m in matches if any(h.sort in ("adjective", "country") for h in m.hits)
    }
    for match in matches:
        entry = _chosen(
            match,
            register,
            country=country,
            seen=seen,
            told=told,
            day=day,
            full=full,
            tokens=tokens,
        )
        if entry is not None and entry.country == "NGO" and match.start in after_people:
            continue  # "the Ugandan Red Cross" is no body of the whole world
        if entry is not None:
            found = Found(match.start, match.end, entry)
            names.update(dict.fromkeys(range(match.start, match.end), found))
            continue
        word = _country_word(match, tokens)
        if word is not None:
            countries.update(dict.fromkeys(range(match.start, match.end), word))
            continue
        for hit in match.hits:
            if hit.sort == "slot":
                slots[match.end - 1] = SlotWord(match.start, match.end, hit.id)
                break
    return Context(country, seen, day, countries, names, slots)


_WORDS_IN_CAPITALS = frozenset("is it us who may can am an as so no son act aid car all".split())


def _mere_word(match: Match, tokens: Tokens) -> bool:
    """Tell whether a short name is a plain word in a text in capitals ("LET US GO", "IT IS").

    Only "THE US" and "US TROOPS" are a country there.
    """
    start = match.start
    if match.end != start + 1 or not tokens.words[start].isupper():
        return False
    if tokens.lower[start] not in _WORDS_IN_CAPITALS:
        return False
    around = tokens.words[max(0, start - 6) : start + 7]
    if any(w.islower() and w.isalpha() for w in around) or len(around) == 1:
        return False
    if tokens.lower[start] == "car":
        return True
    named = start > 0 and tokens.lower[start - 1] == "the"
    return not named and tokens.base[start] not in ("compound", "amod", "flat")


def _chosen(
    match: Match,
    register: Register,
    *,
    country: str | None,
    seen: frozenset[str],
    told: frozenset[str],
    day: dt.date | None,
    full: set[str],
    tokens: Tokens,
) -> Entry | None:
    """Return the actor that a name means here, None where nothing speaks for one."""
    if any(h.sort == "country" and h.cased is None for h in match.hits):
        return None
    best: tuple[tuple[bool, ...], Entry] | None = None
    text = tokens.printed(match.start, match.end)
    lowered = text[:1].lower() + text[1:]  # "Anti-coup fighters", where a sentence opens with them
    bare = lowered.replace("'s ", " ").replace("’s ", " ")  # "the Junta's troops"
    printed = words(tokens.printed(match.start, match.end))
    common = printed in register.lexicon.agents
    plain = all(w in _PLAIN for w in printed)
    for hit in match.hits:
        if hit.sort != "name" or (entry := register.get(hit.id)) is None:
            continue
        at_home = entry.country == country
        general = text.islower() or (lowered.islower() and bare in entry.aliases)
        if common and not entry.exists_on(day):
            continue  # "the mujahideen" of another war than the one of that name
        if plain and entry.country not in told and entry.country not in SUPRANATIONAL:
            continue  # "National Defence Forces" of a country that nobody speaks of
        if general and not at_home and entry.country not in SUPRANATIONAL:
            continue
        near = entry.country in seen or entry.country in _ANYWHERE
        short = hit.cased is not None and len(hit.cased) <= 4
        doubtful = (short or match.end - match.start == 1) and entry.id not in full
        if doubtful and not near and hit.cased is not None:
            continue
        rank = (entry.id in full, at_home, entry.exists_on(day), near)
        if best is None or rank > best[0]:
            best = rank, entry
    return best[1] if best else None


def _country_word(match: Match, tokens: Tokens) -> CountryWord | None:
    sorts: dict[str, Hit] = {h.sort: h for h in match.hits}
    start, end = match.start, match.end
    plural = tokens.tag[end - 1] in ("NNS", "NNPS") or tokens.lower[end - 1].endswith("men")
    order: tuple[str, ...] = ("country", "capital", "demonym", "adjective")
    if "adjective" in sorts and "country" not in sorts:
        alone = tokens.pos[end - 1] == "ADJ" and start > 0 and tokens.lower[start - 1] in _ONE
        nominal = plural or (
            (alone or tokens.pos[end - 1] in ("NOUN", "PROPN")) and _heads(tokens, start, end)
        )
        order = ("demonym", "adjective") if nominal else ("adjective", "demonym")
    for sort in order:
        if sort in sorts:
            return CountryWord(start, end, sorts[sort].id, sort)
    return None


_ONE = frozenset({"a", "an", "another"})
"""Words before an adjective of a country that, with no noun behind, is somebody ("AN American")."""


def _heads(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a run of tokens heads a noun phrase of its own."""
    return tokens.base[tokens.top(start, end)] not in ("amod", "compound", "flat", "nmod", "conj")
