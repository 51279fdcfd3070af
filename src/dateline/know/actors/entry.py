"""The nouns of the register: what is known of one actor, one country, one agent noun."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

KINDS = frozenset(
    {
        "state",
        "government",
        "office",
        "ministry",
        "agency",
        "parliament",
        "army",
        "police",
        "court",
        "side",
        "armed group",
        "militia",
        "alliance",
        "party",
        "igo",
        "mission",
        "ngo",
        "monitor",
        "media",
        "company",
        "person",
    }
)
"""What an actor can be. `side` is the umbrella over the groups of one side of a war."""

SECTORS = frozenset(
    "GOV MIL REB OPP PTY COP JUD SPY LEG MED EDU BUS CRM CVL REF LAB AGR HLH REL NGO IGO IMG MNC "
    "SOC UAF PAR SET".split()
)
"""PLOVER sectors in use, with CAMEO's where PLOVER has none for the thing."""

SUPRANATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC"})
"""What stands in a country's place for bodies of no country."""

FIGHTING = frozenset({"MIL", "REB", "PAR"})
"""Sectors of those who fight under a name."""
IN_ARMS = FIGHTING | {"UAF"}
"""The same with unidentified armed men."""
WARRING = FIGHTING | {"GOV"}
"""The same with governments, for which others fight."""

_STILL_NAMED = dt.timedelta(days=45)

AcledClass = Literal[1, 2, 3, 4, 5, 6, 7, 8]
"""ACLED interaction: 1 state forces, 2 rebels, 3 political militia, 4 identity militia,
5 rioters, 6 protesters, 7 civilians, 8 external and other forces."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """One office that a person held.

    Attributes:
        role: as one would print it ("foreign minister").
        body: id of the actor that the holder speaks for.
        start: first day, None where open or unknown.
        end: last day, None where open or unknown.
    """

    role: str
    body: str
    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date | None) -> bool:
        """Tell whether the office was held on this day (on an unknown day: yes)."""
        return day is None or (
            (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the register.

    Attributes:
        id: `country.short`, such as `syr.hts`; states are their ISO 3166-1 alpha-3 in lower case.
        name: neutral; partisan words never enter it.
        kind: one of `KINDS`.
        country: ISO 3166-1 alpha-3, or IGO, NGO, IMG, MNC for bodies of no country.
        sector: PLOVER sector.
        aliases: other names, abbreviations included, as printed.
        parent: id of the actor it is part of or answers to.
        opponents: ids of those whom it fights.
        allies: ids of those at whose side it fights.
        start: day from which it existed, None where unknown.
        end: last day on which it existed, None where it still does or where that is unknown.
        acled: ACLED interaction class.
        slot: the standing body of its country that it is ("army"), for `Register.body`.
        gender: of a person, `m` or `f`; None where unknown.
        tenures: of a person, the offices held, in order of time.
        wikidata: item, such as `Q842`; None where nobody put it in.
    """

    id: str
    name: str
    kind: str
    country: str
    sector: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    opponents: tuple[str, ...] = ()
    allies: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    acled: AcledClass = 8
    slot: str | None = None
    gender: str | None = None
    tenures: tuple[Tenure, ...] = ()
    wikidata: str | None = None

    def exists_on(self, day: dt.date | None) -> bool:
        """Tell whether it existed on this day (on an unknown day: yes)."""
        return day is None or (
            (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
        )

    def tenure_on(self, day: dt.date | None) -> Tenure | None:
        """Return the office held on this day; the latest one where the day is unknown.

        Who left or died shortly before is still spoken of by the office.
        """
        held = [t for t in self.tenures if t.covers(day)]
        if not held and day is not None:
            held = [t for t in self.tenures if t.end and t.end < day < t.end + _STILL_NAMED]
        return held[-1] if held else None


@dataclass(frozen=True, slots=True)
class Country:
    """One country and its words.

    Attributes:
        iso2: ISO 3166-1 alpha-2.
        iso3: ISO 3166-1 alpha-3 (XKX for Kosovo).
        name: common English name.
        names: other names, older and longer ones.
        adjectives: "Syrian".
        demonyms: people: "Syrian", "Syrians".
        capitals: names that can stand for the government.
        army: proper name of its armed forces; None where it has none or none is known.
    """

    iso2: str
    iso3: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    army: str | None


@dataclass(frozen=True, slots=True)
class Slot:
    """A standing body that every country has.

    Attributes:
        slot: last part of the id: `fra.foreign_ministry`.
        name: template with `{country}`.
        kind: one of `KINDS`.
        sector: PLOVER sector.
        parent: slot that it is part of; None for the state itself.
        phrases: how it is printed, in lower case.
    """

    slot: str
    name: str
    kind: str
    sector: str
    parent: str | None
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """A noun that makes a phrase an actor.

    Attributes:
        sector: PLOVER sector of whoever is called so; None where only a modifier tells.
        side: state, nonstate, civil or any.
        sort: member (a soldier), body (the army), role (a minister), weapon (warplanes).
        slot: body that a holder of the role speaks for, or that the noun stands for.
        gender: `m` or `f` where the noun tells.
        states: ISO 3166-1 alpha-3 of the states that have such an office, the best known first;
            empty where all may.
    """

    sector: str | None
    side: str
    sort: str
    slot: str | None = None
    gender: str | None = None
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word before a head that tells the sector or the side.

    Attributes:
        sector: PLOVER sector that it lends; None where it lends none.
        side: government, rebel, ethnic or none.
        keyword: under which `sides.csv` knows the people meant ("kurdish"); None where not.
    """

    sector: str | None
    side: str
    keyword: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Which entry a general word means in the reports on one war.

    Attributes:
        country: ISO 3166-1 alpha-3 of the war's country.
        keyword: "rebel", "separatist", "army", or an ethnic keyword.
        id: entry meant.
        start: first day on which the word means it.
        end: last day on which the word means it.
    """

    country: str
    keyword: str
    id: str
    start: dt.date | None
    end: dt.date | None

    def lasts(self, on: dt.date | None) -> bool:
        """Tell whether the word means the entry on a day; None stands for any day."""
        return on is None or (
            (self.start is None or self.start <= on) and (self.end is None or on <= self.end)
        )


@dataclass(frozen=True, slots=True)
class War:
    """A war between two states, or a front at which they shoot at each other again and again.

    Attributes:
        one: ISO 3166-1 alpha-3 of a state.
        other: ISO 3166-1 alpha-3 of the state that it fights.
        start: first day.
        end: last day; None while it goes on.
    """

    one: str
    other: str
    start: dt.date | None
    end: dt.date | None

    def covers(self, day: dt.date | None) -> bool:
        """Tell whether it was waged on this day (on an unknown day: if it still goes on)."""
        if day is None:
            return self.end is None
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)
