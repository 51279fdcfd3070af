"""The register of actors: who is who, who belongs to whom, who fights whom.

It is read from tables (see `docs/actors.md`); bodies that every country has (government, army,
ministries) are made from the table of countries, unless a table names one with its own name.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from dateline.errors import InputError
from dateline.know.actors.entry import (
    KINDS,
    SECTORS,
    SUPRANATIONAL,
    AcledClass,
    Country,
    Entry,
    Side,
    Slot,
    Tenure,
    War,
)
from dateline.know.actors.keys import fold, words
from dateline.know.actors.lexicon import Lexicon, load_lexicon
from dateline.know.actors.names import NameIndex
from dateline.know.actors.tables import Row, read_table

_DATA = Path(__file__).parent / "data"
ENTRY_COLUMNS = (
    "id",
    "name",
    "aliases",
    "kind",
    "sector",
    "parent",
    "opponents",
    "allies",
    "from",
    "to",
    "country",
    "slot",
    "acled",
    "wikidata",
)
_PERSON_COLUMNS = ("name", "aliases", "gender", "role", "body", "from", "to", "wikidata")
_COUNTRY_COLUMNS = (
    "iso2",
    "iso3",
    "name",
    "names",
    "adjectives",
    "demonyms",
    "capital",
    "capital_names",
    "army",
)
_ACLED: dict[str, AcledClass] = {
    "government": 1,
    "ministry": 1,
    "army": 1,
    "police": 1,
    "armed group": 2,
    "side": 2,
    "militia": 3,
}


class Register:
    """All actors that are known, with their countries and the words for them."""

    def __init__(
        self,
        entries: Iterable[Entry],
        countries: Iterable[Country],
        slots: Iterable[Slot],
        sides: Iterable[Side],
        lexicon: Lexicon,
        *,
        wars: Iterable[War] = (),
    ) -> None:
        """Put the parts together.

        Args:
            entries: actors; a later one replaces an earlier one of the same id.
            countries: all countries.
            slots: bodies that every country has.
            sides: what general words mean in which war.
            lexicon: agent nouns and modifiers.
            wars: wars between states.
        """
        self.lexicon = lexicon
        self.countries = {c.iso3: c for c in countries}
        self.slots = {s.slot: s for s in slots}
        self._iso3 = {c.iso2: c.iso3 for c in self.countries.values()}
        self._entries = {e.id: e for e in entries}
        self._bodies = {(e.country, e.slot): e.id for e in self._entries.values() if e.slot}
        for iso3 in self.countries:  # an entry with a standing body's id is that body
            for slot in self.slots:
                if (identity := f"{iso3.lower()}.{slot}") in self._entries:
                    self._bodies.setdefault((iso3, slot), identity)
        self._sides: dict[tuple[str, str], list[Side]] = defaultdict(list)
        for side in sides:
            self._sides[side.country, side.keyword].append(side)
        self._made: dict[tuple[str, str | None], Entry] = {}
        self._chains: dict[str, tuple[Entry, ...]] = {}
        self._foes: dict[tuple[str, str | None], tuple[Entry, ...]] = {}
        self._wars: dict[frozenset[str], list[War]] = defaultdict(list)
        for war in wars:
            self._wars[frozenset({war.one, war.other})].append(war)

    def __len__(self) -> int:
        """Count all actors, the bodies made for every country included."""
        made = sum(
            (iso3, slot) not in self._bodies for iso3 in self.countries for slot in self.slots
        )
        return len(self._entries) + len(self.countries) + made

    def __iter__(self) -> Iterator[Entry]:
        """Yield all actors: those of the tables, then states and their standing bodies."""
        yield from self._entries.values()
        for iso3 in self.countries:
            yield self._state(iso3)
            for slot in self.slots:
                if (iso3, slot) not in self._bodies:
                    yield self._standing(iso3, slot)

    def get(self, identity: str) -> Entry | None:
        """Return the actor with this id, None where there is none."""
        if found := self._entries.get(identity):
            return found
        head, _, slot = identity.partition(".")
        iso3 = head.upper()
        if iso3 not in self.countries:
            return None
        if not slot:
            return self._state(iso3)
        return self.body(iso3, slot)

    def body(self, country: str, slot: str) -> Entry | None:
        """Return the standing body of a country: its army, its foreign ministry.

        Args:
            country: ISO 3166-1 alpha-2 or alpha-3.
            slot: as in `data/slots.csv`.
        """
        iso3 = self.iso3(country)
        if iso3 is None or slot not in self.slots:
            return None
        named = self._bodies.get((iso3, slot))
        return self._entries[named] if named else self._standing(iso3, slot)

    def iso3(self, country: str | None) -> str | None:
        """Return the alpha-3 code of an alpha-2 or alpha-3 code, None where it is unknown."""
        if country is None:
            return None
        code = country.upper()
        return code if code in self.countries else self._iso3.get(code)

    def side(self, country: str, keyword: str, on: dt.date | None = None) -> Entry | None:
        """Return whom a general word means in reports on a war ("rebel" in Syria).

        Args:
            country: ISO 3166-1 alpha-2 or alpha-3.
            keyword: as in `data/sides.csv`.
            on: day of the report; where it is unknown, the word must mean one actor only.
        """
        known = self._sides.get((self.iso3(country) or country, keyword), [])
        ids = {side.id for side in known if side.lasts(on)}
        return self.get(ids.pop()) if len(ids) == 1 else None

    def find(self, name: str) -> tuple[Entry, ...]:
        """Return the actors that go by this name, a country's bodies included.

        >>> [entry.id for entry in load_register().find("Syrian army")]
        ['syr.army']
        """
        found = dict.fromkeys(
            h.id.lower() if h.sort == "country" else h.id
            for h in self.index.exact(name)
            if h.sort in ("name", "country")
        )
        entries = tuple(e for e in map(self.get, found) if e)
        return entries or self._composed(name)

    def at_war(self, one: str, other: str, on: dt.date | None = None) -> bool:
        """Tell whether two states (alpha-3) wage war on each other on a day (None: still)."""
        return any(war.covers(on) for war in self._wars.get(frozenset({one, other}), ()))

    def torn(self, on: dt.date | None = None) -> frozenset[str]:
        """Return the countries (alpha-3) that have an armed opposition on a day."""
        return frozenset(
            e.country for e in self._entries.values() if e.sector == "REB" and e.exists_on(on)
        )

    def homes(self, keyword: str, on: dt.date | None = None) -> tuple[str, ...]:
        """Return the countries (alpha-3) in whose wars a general word means somebody.

        Args:
            keyword: as in `data/sides.csv` ("kurdish").
            on: day of the report; None counts the wars of all times.
        """
        return tuple(
            country
            for (country, word), sides in self._sides.items()
            if word == keyword and any(side.lasts(on) for side in sides)
        )

    def opponents(self, identity: str, country: str | None = None) -> tuple[Entry, ...]:
        """Return whom an actor fights, by itself or through what it belongs to.

        Args:
            identity: id of the actor.
            country: where (alpha-2 or alpha-3); then only those at home there, if there are any.
        """
        key = identity, country
        if (known := self._foes.get(key)) is not None:
            return known
        found = self._opponents(identity, country)
        if found:
            self._foes[key] = found
        return found

    def _opponents(self, identity: str, country: str | None) -> tuple[Entry, ...]:
        chain = {e.id for e in self.chain(identity)}
        allied = {a for e in self.chain(identity) for a in e.allies}
        ids = dict.fromkeys(o for e in self.chain(identity) for o in e.opponents)
        ids |= dict.fromkeys(o for i in chain for o in self._opposed.get(i, ()))
        found = [e for i in ids if i not in chain and i not in allied and (e := self.get(i))]
        entry = self.get(identity)
        if not found and entry and entry.sector == "REB" and entry.country in self.countries:
            found = [e for e in [self.body(entry.country, "gov")] if e]
        iso3 = self.iso3(country)
        at_home = [e for e in found if e.country == iso3]
        return tuple(at_home if iso3 and at_home else found)

    def chain(self, identity: str) -> tuple[Entry, ...]:
        """Return the actor and all that it belongs to, nearest first."""
        if (known := self._chains.get(identity)) is not None:
            return known
        found: list[Entry] = []
        at: str | None = identity
        while at and (entry := self.get(at)) and entry not in found:
            found.append(entry)
            at = entry.parent
        if found:  # what nobody knows is asked for without end
            self._chains[identity] = tuple(found)
        return tuple(found)

    def name(self, country: str) -> str:
        """Return a country's common name (or the code itself where it is none)."""
        iso3 = self.iso3(country)
        return self.countries[iso3].name if iso3 else country

    @cached_property
    def index(self) -> NameIndex:
        """All names, for finding them in text; built when first asked for."""
        index = NameIndex()
        for entry in self._entries.values():
            for name in (entry.name, *entry.aliases):
                index.add(name, "name", entry.id)
        for country in self.countries.values():
            for name in (country.name, *country.names):
                index.add(name, "country", country.iso3)
            for name in country.adjectives:
                index.add(name, "adjective", country.iso3)
            for name in country.demonyms:
                index.add(name, "demonym", country.iso3)
            for name in country.capitals:
                index.add(name, "capital", country.iso3)
            if country.army and (country.iso3, "army") not in self._bodies:
                index.add(country.army, "name", f"{country.iso3.lower()}.army")
        for slot in self.slots.values():
            for phrase in slot.phrases:
                index.add(phrase, "slot", slot.slot)
        return index

    @cached_property
    def _opposed(self) -> dict[str, list[str]]:
        by: dict[str, list[str]] = defaultdict(list)
        for entry in self._entries.values():
            for opponent in entry.opponents:
                by[opponent].append(entry.id)
        return by

    def _state(self, iso3: str) -> Entry:
        key = iso3, None
        if key not in self._made:
            country = self.countries[iso3]
            self._made[key] = Entry(iso3.lower(), country.name, "state", iso3, "GOV", country.names)
        return self._made[key]

    def _standing(self, iso3: str, slot: str) -> Entry:
        """Return the body that every country has, made when it is first asked for."""
        key = iso3, slot
        if key not in self._made:
            self._made[key] = self._make(iso3, slot)
        return self._made[key]

    def _make(self, iso3: str, slot: str) -> Entry:
        country, made = self.countries[iso3], self.slots[slot]
        article = (
            "the " if country.name.startswith(("United", "Netherlands", "Philippines")) else ""
        )
        name = made.name.format(country=article + country.name)
        if slot == "army" and country.army:
            name = country.army
        parent = self.body(iso3, made.parent) if made.parent else self._state(iso3)
        return Entry(
            id=f"{iso3.lower()}.{slot}",
            name=name,
            kind=made.kind,
            country=iso3,
            sector=made.sector,
            parent=parent.id if parent else None,
            acled=_ACLED.get(made.kind, 8),
            slot=slot,
        )

    def _composed(self, name: str) -> tuple[Entry, ...]:
        parts = [w for w in words(name) if w not in ("the", "of", "s")]
        for cut in range(1, len(parts)):
            for left, right in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
                found = self._body_named(" ".join(left), " ".join(right))
                if found:
                    return (found,)
        return ()

    def _body_named(self, country: str, phrase: str) -> Entry | None:
        slot = next((s for s in self.slots.values() if phrase in map(fold, s.phrases)), None)
        if slot is None:
            return None
        for iso3, known in self.countries.items():
            if country in (fold(n) for n in (known.name, *known.names, *known.adjectives)):
                return self.body(iso3, slot.slot)
        return None


def load_register(extra: Path | None = None) -> Register:
    """Read the register.

    Args:
        extra: a CSV file of the user's own, with the columns of the bundled ones, or a folder of
            such files; files named `people*.csv` hold persons. Its rows replace bundled rows
            of the same id.

    Raises:
        InputError: a table is missing or a cell in it is wrong; the message names the line.
    """
    entries: list[Entry] = []
    for path in sorted(_DATA.glob("*.csv")):
        if path.stem.startswith(("groups-", "international", "organisations")):
            entries.extend(_entries(path))
    people = list(_DATA.glob("people*.csv"))
    for path in _files(extra):
        (people.append(path) if path.stem.startswith("people") else entries.extend(_entries(path)))
    entries.extend(_people(people))
    register = Register(
        entries,
        [_country(row) for row in read_table(_DATA / "countries.csv", _COUNTRY_COLUMNS)],
        [_slot(row) for row in read_table(_DATA / "slots.csv", _SLOT_COLUMNS)],
        [_side(row) for row in read_table(_DATA / "sides.csv", _SIDE_COLUMNS)],
        load_lexicon(_DATA),
        wars=[_war(row) for row in read_table(_DATA / "wars.csv", _WAR_COLUMNS)],
    )
    _check(register)
    return register


def sample_register_file() -> Path:
    """Return the table of the invented outlets that the bundled dispatches name."""
    return _DATA / "sample.csv"


_SLOT_COLUMNS = ("slot", "name", "kind", "sector", "parent", "phrases")
_SIDE_COLUMNS = ("country", "keyword", "id", "from", "to")
_WAR_COLUMNS = ("one", "other", "from", "to")


def _files(extra: Path | None) -> list[Path]:
    if extra is None:
        return []
    if extra.is_dir():
        return sorted(extra.glob("*.csv"))
    if not extra.is_file():
        raise InputError(f"register file {extra} is not there: check the path")
    return [extra]


def _war(row: Row) -> War:
    return War(row.text("one"), row.text("other"), row.day("from"), row.day("to", last=True))


def _entries(path: Path) -> Iterator[Entry]:
    for row in read_table(path, ENTRY_COLUMNS):
        identity = row.text("id")
        prefix = identity.split(".")[0].upper()
        country = row.optional("country") or ("IGO" if prefix == "INT" else prefix)
        kind = row.one_of("kind", KINDS)
        yield Entry(
            id=identity,
            name=row.text("name"),
            kind=kind,
            country=country,
            sector=row.one_of("sector", SECTORS),
            aliases=row.several("aliases"),
            parent=row.optional("parent"),
            opponents=row.several("opponents"),
            allies=row.several("allies"),
            start=row.day("from"),
            end=row.day("to", last=True),
            acled=_acled(row, kind),
            slot=row.optional("slot"),
            wikidata=row.optional("wikidata"),
        )


def _acled(row: Row, kind: str) -> AcledClass:
    given = row.optional("acled")
    if given is None:
        return _ACLED.get(kind, 8)
    for allowed in (1, 2, 3, 4, 5, 6, 7, 8):
        if given == str(allowed):
            return allowed
    raise InputError(f"{row.where}: acled {given!r} is unknown; allowed: 1 to 8")


def _people(paths: Iterable[Path]) -> Iterator[Entry]:
    known: dict[str, Entry] = {}
    for path in paths:
        for row in read_table(path, _PERSON_COLUMNS):
            name, body = row.text("name"), row.text("body")
            identity = "person." + "_".join(words(name))
            tenure = Tenure(row.text("role"), body, row.day("from"), row.day("to", last=True))
            prefix = body.split(".")[0].upper()
            entry = known.get(identity) or Entry(
                id=identity,
                name=name,
                kind="person",
                country="IGO" if prefix == "INT" else prefix,
                sector="GOV",
                gender=row.optional("gender"),
                wikidata=row.optional("wikidata"),
            )
            known[identity] = replace(
                entry,
                aliases=tuple(dict.fromkeys((*entry.aliases, *row.several("aliases")))),
                parent=body,
                tenures=(*entry.tenures, tenure),
            )
    yield from known.values()


def _country(row: Row) -> Country:
    capital = row.optional("capital")
    return Country(
        iso2=row.text("iso2"),
        iso3=row.text("iso3"),
        name=row.text("name"),
        names=row.several("names"),
        adjectives=row.several("adjectives"),
        demonyms=row.several("demonyms"),
        capitals=((capital,) if capital else ()) + row.several("capital_names"),
        army=row.optional("army"),
    )


def _slot(row: Row) -> Slot:
    return Slot(
        slot=row.text("slot"),
        name=row.text("name"),
        kind=row.one_of("kind", KINDS),
        sector=row.one_of("sector", SECTORS),
        parent=row.optional("parent"),
        phrases=row.several("phrases"),
    )


def _side(row: Row) -> Side:
    return Side(
        row.text("country"),
        row.text("keyword"),
        row.text("id"),
        row.day("from"),
        row.day("to", last=True),
    )


def _check(register: Register) -> None:
    known = register.countries.keys() | SUPRANATIONAL
    for entry in register._entries.values():  # noqa: SLF001 - its own builder
        if entry.country not in known:
            raise InputError(
                f"register entry {entry.id!r}: country {entry.country!r} is unknown; give an "
                "ISO 3166-1 alpha-3 code, IGO, NGO, IMG or MNC"
            )
        bodies = [t.body for t in entry.tenures]
        for other in (entry.parent, *entry.opponents, *entry.allies, *bodies):
            if other is not None and register.get(other) is None:
                raise InputError(
                    f"register entry {entry.id!r} names {other!r}, which is no entry: "
                    "add it or mend the id"
                )
