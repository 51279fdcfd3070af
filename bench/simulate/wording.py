"""Puts what the press of a synthetic war prints into words that a reader has to read.

A claim is told in one of some ways that newspapers have, chosen by its dispatch, so that reprints
of a claim are reprints of its words. Places and sides have invented names that no register holds;
the reader is handed them as a user would (`dateline gazetteer add`, `dateline actors add`).
"""

from __future__ import annotations

import csv
import datetime as dt
import zlib
from collections.abc import Sequence
from pathlib import Path

from bench.simulate.press import ARMIES
from bench.simulate.world import World
from dateline.model import ActorRef, ControlClaim, EventClaim, Reading

_HEADS = "Bar Dol Gan Hesh Jum Kar Lom Mer Nab Or Rash Sul Tam Um Wad Zal".split()
_TAILS = "aka ima eira oun adi usha erin atta ovi ella irra ondu".split()

_GAINED = (
    "Fighters of the {holder} captured {place}{day}, driving out the {other}.",
    "{place} fell to the {holder}{day}.",
    "The {holder} seized {place} from the {other}{day}.",
    "Troops of the {holder} took control of {place}{day}.",
    "The {other} lost {place} to the {holder}{day}.",
    "The {holder} overran {place}{day} after the {other} withdrew from the town.",
)
_HELD = (
    "{place} remains in the hands of the {holder}.",
    "The {holder} still controls {place}.",
    "{place} was still held by the {holder}{day}.",
)
_REPELLED = (
    "The {holder} repelled an attack by the {other} on {place}{day} and kept control of the town.",
    "An attack of the {other} on {place} failed{day}; the {holder} still holds the town.",
)
_CONTESTED = (
    "The {one} and the {two} were fighting for control of {place}{day}, with neither in command.",
    "Fighting raged in {place}{day} between the {one} and the {two}, who each hold a part of it.",
)
_LOST = (
    "The {holder} withdrew from {place}{day}.",
    "The {holder} pulled its fighters out of {place}{day}.",
)
_DENIED = (
    "The {by} denied that the {holder} had captured {place}{day}.",
    "The {by} denied reports that {place} had fallen to the {holder}{day}.",
)
_DEAD = (
    "Deaths in the fighting: {n}, by the count of a doctor.",
    "The clashes killed {n}, a doctor said.",
)
_FILLING = (
    "Traders said that {a} and {b} had become dear since the rains.",
    "A teacher said that her pupils had asked for {a} and {b}.",
    "Lorries with {a} waited for a day behind others that carried {b}.",
    "A family of nine lived on {a} and {b}, a nurse said.",
)
_GOODS = (
    "bread fuel rice oil salt sugar tea soap flour milk millet sorghum onions dates beans lentils "
    "wood charcoal water medicine blankets tents cloth paper rope nails seed fodder hay honey"
).split()


def place_name(number: int) -> str:
    """Return the invented name of a place: one for each of 192, numbered quarters beyond."""
    head = _HEADS[number % len(_HEADS)]
    tail = _TAILS[(number // len(_HEADS) + number) % len(_TAILS)]
    turn = number // (len(_HEADS) * len(_TAILS))
    return f"{head}{tail}" + (f" {'Saghir Kebir Fawqa Tahta'.split()[turn - 1]}" if turn else "")


def worded(reading: Reading, number: int, first: dt.date | None = None) -> str:
    """Return the text of a report that makes the claims of `reading`.

    Args:
        reading: as the press emits it.
        number: of the place that it tells of.
        first: day on which its words were first printed, by which they call a day "Monday"; the
            report's own where None.
    """
    control = next(c for c in reading.claims if isinstance(c, ControlClaim))
    event = next((c for c in reading.claims if isinstance(c, EventClaim)), None)
    published = reading.report.published or dt.date.min
    key = reading.report.text.partition(".")[0]  # the dispatch, which its reprints share
    day = control.when.start if control.when and control.when.origin == "stated" else None
    told = _chosen(_ways(control, event), key).format(
        place=place_name(number),
        holder=control.holder.text if control.holder else "",
        other=_other(control.holder).text,
        one=ARMIES[0].text,
        two=ARMIES[1].text,
        by=control.claimed_by.text if control.claimed_by else "",
        day=_said_of(day, first or published),
    )
    lines = [_attributed(told, control)]
    if event and event.killed and event.killed.best:
        lines.append(_chosen(_DEAD, key).format(n=event.killed.best))
    for count in range(3):
        seed = zlib.crc32(f"{key}{count}".encode())
        lines.append(
            _FILLING[seed % len(_FILLING)].format(
                a=_GOODS[seed // 7 % len(_GOODS)], b=_GOODS[seed // 311 % len(_GOODS)]
            )
        )
    return "\n\n".join((lines[0], " ".join(lines[1:])))


def _ways(control: ControlClaim, event: EventClaim | None) -> Sequence[str]:
    if control.status == "denied":
        return _DENIED
    if control.change == "held" and event is not None:
        return _REPELLED
    return {"gained": _GAINED, "held": _HELD, "contested": _CONTESTED, "lost": _LOST}[
        control.change
    ]


def _attributed(told: str, control: ControlClaim) -> str:
    """The sentence with who says so, where somebody is credited."""
    if control.claimed_by is None or control.status == "denied":
        return told
    return f"{told.rstrip('.')}, the {control.claimed_by.text.removeprefix('the ')} said."


def _other(holder: ActorRef | None) -> ActorRef:
    return ARMIES[1] if holder is None or holder.id == ARMIES[0].id else ARMIES[0]


def _said_of(day: dt.date | None, published: dt.date) -> str:
    """How a paper tells the day: by its name within a week, else in full, or not at all."""
    if day is None:
        return ""
    if 0 <= (published - day).days < 7:
        return f" on {day:%A}"
    return f" on {day.day} {day:%B %Y}"


def _chosen(ways: Sequence[str], key: str) -> str:
    return ways[zlib.crc32(key.encode()) % len(ways)]


def hand_over(cache: Path, war: World) -> None:
    """Add the places and sides of a war to a cache's gazetteer and register.

    Args:
        cache: `settings.cache`, a folder of its own.
        war: where its places lie.
    """
    from dateline.know.actors.added import add as add_actors
    from dateline.know.gazetteer.added import add as add_places

    cache.mkdir(parents=True, exist_ok=True)
    places, sides = cache / "simulated.csv", cache / "sides.toml"
    with places.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "name", "lat", "lon", "country", "population", "feature", "radius_km"))
        for number, (lat, lon) in enumerate(zip(war.lat, war.lon, strict=True)):
            name = place_name(number)
            key = f"simulated:{number}"
            rows.writerow((key, name, f"{lat:.5f}", f"{lon:.5f}", "SD", 5000, "town", 2))
    add_places(cache, places)
    sides.write_text(
        "\n".join(
            "[[actor]]\n"
            f'id = "sdn.{str(army.id).split(".")[1]}"\nname = "{army.name}"\nkind = "armed group"\n'
            f'sector = "REB"\ncountry = "SDN"\nopponents = "sdn.{str(other.id).split(".")[1]}"\n'
            for army, other in (ARMIES, ARMIES[::-1])
        )
        + '\n[[actor]]\nid = "sdn.plain"\nname = "Plain Observatory"\nkind = "monitor"\n'
        'sector = "NGO"\ncountry = "SDN"\n',
        "utf-8",
    )
    add_actors(cache, sides)
