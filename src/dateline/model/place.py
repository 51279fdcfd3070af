"""References to places as a report makes them, resolved as far as its words allow."""

from __future__ import annotations

from typing import Literal

from dateline.model.base import Noun, Span

PlacePrecision = Literal["exact", "near", "admin2", "admin1", "country"]
PlaceRole = Literal["place", "metonym", "adjective", "dateline", "part_of_name", "description"]


class PlaceRef(Noun, frozen=True, kw_only=True):
    """A place as printed and as resolved; no coordinate is ever invented.

    Attributes:
        text: as printed.
        name: the gazetteer's name; None where no gazetteer knows it.
        lat: degrees north (WGS 84); None where nothing tells.
        lon: degrees east (WGS 84); None where nothing tells.
        radius_km: within which the place lies with good confidence.
        precision: of the point.
        id: `gazetteer:key`, such as `geonames:167220`; None where unresolved.
        feature: kind of place: country, admin1, admin2, city, town, village, quarter, base,
            airport, crossing, road, river, hill, dam, region, other.
        admin1: name of the first-order division.
        country: ISO 3166-1 alpha-2.
        within: ids of the divisions whose ground it lies on, the widest first, by boundaries that
            the user added; none where these do not tell.
        span: where it stands in the report.
        because: how it was resolved, one line, for `dateline explain`.
        role: what the name does in the text: a place where something is or happens (also None);
            `metonym` for a place that stands for its government ("Moscow said"); `adjective`
            ("Syrian"); `dateline`, where the report was filed; `part_of_name` inside the name of
            a body or person; `description`, a site that is told of without its name ("the
            military airport"). Only the first and the last are places of events.
    """

    text: str
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision | None = None
    id: str | None = None
    feature: str | None = None
    admin1: str | None = None
    country: str | None = None
    within: tuple[str, ...] = ()
    span: Span | None = None
    because: str | None = None
    role: PlaceRole | None = None
