"""One place as a whole: what it is called, who held it when, and what does not fit.

Everything that is found of a place follows from the claims at it and those of the division around
it, so that a claim that is added calls for its own place to be weighed again, and no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import DoubtFinding, Holding, PlaceFinding, PlaceRef
from dateline.weigh.areas import Area, areas_around
from dateline.weigh.doubts import place_doubts
from dateline.weigh.holdings import Ground, holdings
from dateline.weigh.naming import renamed, shown
from dateline.weigh.places import best_place, place_finding, spellings
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling


@dataclass(frozen=True, slots=True)
class Site:
    """A place that claims speak of.

    Attributes:
        key: stands for it.
        name: to show; None where no gazetteer knows the place.
        names: its spellings.
        place: to show.
        areas: the divisions that it lies in; none for what is no settlement.
        told: the claims at it in their order, under the name to show.
    """

    key: str
    name: str | None
    names: tuple[str, ...]
    place: PlaceRef
    areas: tuple[Area, ...]
    told: tuple[Telling, ...]

    @classmethod
    def of(cls, key: str, tellings: Sequence[Telling]) -> Site:
        """Return the place of `tellings`, as the claims have it, in whatever order."""
        refs: list[PlaceRef] = [t.claim.where for t in tellings]
        name = shown(refs)
        told = tuple(renamed(t, name) for t in sorted(tellings, key=lambda t: t.order))
        place = best_place([t.claim.where for t in told])
        return cls(key, name, spellings(refs), place, areas_around(place), told)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is found of a place: see `dateline.model.finding`."""

    key: str
    holdings: list[Holding]
    place: PlaceFinding
    doubts: list[DoubtFinding]


def weigh_sites(
    sites: Sequence[Site], around: Mapping[Area, Sequence[Telling]], side_of: SideOf
) -> Iterator[Weighed]:
    """Yield what is found of every place.

    Args:
        sites: the places.
        around: the claims of whole divisions (`areas.area_told`), in whatever order.
        side_of: the side of every actor.
    """
    near = [[told for area in site.areas for told in around.get(area, ())] for site in sites]
    grounds = [Ground(s.place, s.told, n) for s, n in zip(sites, near, strict=True)]
    for site, ground, held in zip(sites, grounds, holdings(grounds, side_of), strict=True):
        report_of = {t.claim.id: t.report.id for t in (*ground.told, *ground.around)}
        yield Weighed(
            key=site.key,
            holdings=held,
            place=place_finding(site.key, site.told, site.names, held),
            doubts=list(place_doubts(site.told, held, side_of, report_of)),
        )
