"""Boundaries out of files: kept as they lie, mended and told, refused where they are no degrees."""

from __future__ import annotations

import importlib
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from dateline.errors import InputError
from dateline.know.boundaries import Boundaries, boundaries, taken
from dateline.know.boundaries.keep import source
from dateline.know.gazetteer import Gazetteer, added, build
from dateline.know.gazetteer.sources import Origin, Row

Ring = list[list[float]]


def box(west: float, south: float, east: float, north: float) -> Ring:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def unit(code: str, ring: Any, *, level: int = 1, kind: str = "Polygon", **more: Any) -> Any:
    told = {"level": level, "pcode": code, "name_en": f"Unit {code}", "parent": code[:-2]}
    shape = {"type": kind, "coordinates": [ring] if kind == "Polygon" else ring}
    return {"type": "Feature", "properties": told | more, "geometry": shape}


# Two provinces side by side in Sudan, the western one of two districts.
WEST, EAST = unit("SD01", box(30, 12, 32, 14)), unit("SD02", box(32, 12, 34, 14))
NORTH = unit("SD0101", box(30, 13, 32, 14), level=2, population="120,000")
SOUTH = unit("SD0102", box(30, 12, 32, 13), level=2)


def written(folder: Path, *features: Any, name: str = "units.geojson", **more: Any) -> Path:
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | more))
    return path


def test_polygons_are_kept_with_what_the_source_says_of_them(tmp_path: Path) -> None:
    path = written(tmp_path, WEST, EAST, NORTH, SOUTH)
    kept = added.add(tmp_path, path)
    path.unlink()
    assert (kept.places, kept.units, kept.notes) == (4, 4, ())
    known = boundaries(tmp_path)
    assert known.levels == (1, 2)
    assert [u.id for u in known.units] == ["ocha:SD01", "ocha:SD02", "ocha:SD0101", "ocha:SD0102"]
    north = known.get("ocha:SD0101")
    assert north is not None
    assert (north.name, north.parent, north.country) == ("Unit SD0101", "ocha:SD01", "SD")
    assert (north.people, north.source) == (120_000, "ocha-units")
    assert north.area_km2 == pytest.approx(24_080, rel=0.01)
    inside, edge, outside = known.at([31.0, 32.0, 40.0], [13.5, 13.0, 13.0])
    assert [u.id for u in inside] == ["ocha:SD01", "ocha:SD0101"]
    assert {u.id for u in edge} == {"ocha:SD01", "ocha:SD02", "ocha:SD0101", "ocha:SD0102"}
    assert outside == ()
    added.remove(tmp_path, kept.key)
    assert not boundaries(tmp_path)


def test_every_line_is_kept_once_at_its_widest_level() -> None:
    lines = dict(taken([WEST, EAST, NORTH, SOUTH], "f", "k").lines)
    around = shapely.box(30, 12, 34, 14).boundary.union(shapely.LineString([(32, 12), (32, 14)]))
    assert lines[1].length == pytest.approx(around.length)
    assert shapely.line_merge(lines[1]).equals(around)
    assert lines[2].equals(shapely.LineString([(30, 13), (32, 13)]))


def test_neighbours_share_their_edge_after_simplifying() -> None:
    wave = [[32 + 0.00005 * np.sin(n), 12 + n / 500] for n in range(1001)]
    one = unit("SD01", [[30, 12], *wave, [30, 14], [30, 12]])
    other = unit("SD02", [[34, 12], [34, 14], *wave[::-1], [34, 12]])
    a, b = (u.drawn for u in taken([one, other], "f", "k").units)
    assert shapely.get_num_coordinates(a) < 400
    assert shapely.intersection(a, b).area == 0
    assert shapely.union(a, b).area == pytest.approx(8, abs=0.01)
    assert shapely.coverage_is_valid(np.array([a, b], dtype=object))


def test_what_is_broken_is_mended_and_told() -> None:
    bow = [[30, 12], [32, 14], [32, 12], [30, 14], [30, 12]]
    flat = [[30, 12], [31, 12], [32, 12], [30, 12]]
    open_ = [[30, 12], [31, 13]]
    found = taken([unit("SD01", bow), unit("SD02", flat), unit("SD03", open_)], "f", "k")
    [mended] = found.units
    assert mended.shape.is_valid
    assert mended.shape.area == pytest.approx(2)
    assert found.notes == (
        "Unit SD03: the polygon cannot be read and is left out",
        "Unit SD01: mended (self-intersection)",
        "Unit SD02: the polygon has no ground and is left out",
    )


def test_overlaps_are_told_and_slivers_are_not() -> None:
    wide, thin = unit("SD02", box(31.5, 12, 34, 14)), unit("SD02", box(31.99999, 12, 34, 14))
    [note] = taken([WEST, wide], "f", "k").notes
    assert note.startswith("Unit SD01 and Unit SD02 (level 1) overlap by 12,0")
    assert taken([WEST, thin], "f", "k").notes == ()
    assert taken([WEST, NORTH], "f", "k").notes == ()


def test_a_unit_of_islands_and_one_in_several_features_are_one_each() -> None:
    islands = unit("SD01", [[box(30, 12, 31, 13)], [box(33, 12, 34, 13)]], kind="MultiPolygon")
    pieces = [unit("SD02", box(30, 14, 31, 15)), unit("SD02", box(33, 14, 34, 15))]
    found = taken([islands, *pieces], "f", "k").units
    assert [(u.id, len(u.shape.geoms)) for u in found] == [("ocha:SD01", 2), ("ocha:SD02", 2)]
    assert [u.shape.area for u in found] == pytest.approx([2, 2])


def test_ground_on_both_sides_of_the_antimeridian() -> None:
    jumps = unit("FJ01", [[179, -18], [-179, -18], [-179, -17], [179, -17], [179, -18]])
    runs_on = unit("FJ02", box(179, -17, 181, -16))
    parted = unit("FJ03", [[box(179, -16, 180, -15)], [box(-180, -16, -179, -15)]],
                  kind="MultiPolygon")  # fmt: skip
    found = taken([jumps, runs_on, parted], "f", "k")
    known = Boundaries(found.units, found.lines, "x")
    for n, lat in enumerate((-17.5, -16.5, -15.5)):
        here = known.at([179.5, -179.5, 0.0], [lat] * 3)
        assert [[u.id for u in told] for told in here] == [[f"ocha:FJ0{n + 1}"]] * 2 + [[]]
        assert found.units[n].shape.area == pytest.approx(2)
    [(_, lines)] = found.lines
    assert not any(abs(x) == 180 == abs(shapely.get_coordinates(part)[0, 0]) == abs(
        shapely.get_coordinates(part)[-1, 0]) and len(shapely.get_coordinates(part)) == 2
        for part in lines.geoms for x in [shapely.get_coordinates(part)[0, 0]]
    )  # fmt: skip


def test_another_reference_system_is_named_with_what_to_do(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    metres = unit("SD01", box(500_000, 1_300_000, 600_000, 1_400_000))
    with pytest.raises(InputError, match=r"EPSG::32636, not in degrees.*ogr2ogr -t_srs EPSG:4326"):
        added.add(tmp_path, written(tmp_path, metres, crs=crs))
    with pytest.raises(InputError, match=r"is projected \(its numbers run from 500000.*-s_srs"):
        added.add(tmp_path, written(tmp_path, metres))
    north = unit("SE01", [[60.0, 100.0], [61.0, 100.0], [61.0, 101.0], [60.0, 100.0]])
    with pytest.raises(InputError, match="latitude before longitude"):
        added.add(tmp_path, written(tmp_path, north))
    same = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert added.add(tmp_path, written(tmp_path, WEST, crs=same)).units == 1
    assert added.added_sources(tmp_path)[0].key == "ocha-units"


def test_units_outside_of_their_country_are_told() -> None:
    turned = unit("SD01", [[lat, lon] for lon, lat in box(30, 12, 32, 14)])
    [note] = taken([turned], "f", "k").notes
    assert note.startswith("Unit SD01: outside of Sudan as Natural Earth has it")


def test_shapefiles_name_their_system_and_a_zip_may_hold_every_level(tmp_path: Path) -> None:
    pytest.importorskip("shapefile")
    library: Any = importlib.import_module("shapefile")
    for level, code, ring in ((1, "SD01", box(30, 12, 32, 14)), (2, "SD0101", box(30, 13, 32, 14))):
        with library.Writer(str(tmp_path / f"adm{level}.shp")) as writer:
            for n in range(1, level + 1):
                writer.field(f"ADM{n}_PCODE", "C", size=20)
                writer.field(f"ADM{n}_EN", "C", size=40)
            writer.poly([ring[::-1]])
            writer.record(*[w for n in range(1, level + 1) for w in (code[: 2 + 2 * n], f"U{n}")])
    packed = tmp_path / "sdn.zip"
    with zipfile.ZipFile(packed, "w") as folder:
        for part in sorted(tmp_path.glob("adm*")):
            folder.write(part, f"in/{part.name}")
    assert added.add(tmp_path, packed).units == 2
    assert {(u.id, u.parent) for u in boundaries(tmp_path).units} == {
        ("ocha:SD01", None),
        ("ocha:SD0101", "ocha:SD01"),
    }
    (tmp_path / "adm1.prj").write_text('PROJCS["WGS_1984_UTM_Zone_36N",GEOGCS["GCS_WGS_1984"]]')
    with pytest.raises(InputError, match="is in WGS_1984_UTM_Zone_36N"):
        added.add(tmp_path, tmp_path / "adm1.shp")
    (tmp_path / "adm1.prj").write_text('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]')
    assert added.add(tmp_path, tmp_path / "adm1.shp").units == 1


@pytest.mark.parametrize(
    ("properties", "id_", "level", "kind"),
    [
        (
            {"shapeName": "Wick", "shapeID": "9B1", "shapeGroup": "SDN", "shapeType": "ADM2"},
            "geoboundaries:9B1", 2, "geoboundaries",
        ),
        (
            {"GID_0": "SDN", "GID_1": "SDN.1_1", "NAME_1": "Wick", "VARNAME_1": "Wikk|Vick"},
            "gadm:SDN.1_1", 1, "gadm",
        ),
        (
            {"adm1_name": "Wick", "adm1_pcode": "SD01", "iso2": "SD"}, "ocha:SD01", 1, "ocha",
        ),
        (
            {"@id": "relation/7", "boundary": "administrative", "admin_level": "4",
             "name": "Wick", "is_in:country_code": "SD"},
            "osm:relation/7", 1, "osm",
        ),
    ],
)  # fmt: skip
def test_units_of_other_houses(
    properties: dict[str, str], id_: str, level: int, kind: str, tmp_path: Path
) -> None:
    shape = {"type": "Polygon", "coordinates": [box(30, 12, 32, 14)]}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    kept = added.add(tmp_path, written(tmp_path, feature))
    [known] = boundaries(tmp_path).units
    assert (known.id, known.level, known.name, known.country) == (id_, level, "Wick", "SD")
    assert kept.key.startswith(kind)


def test_a_damaged_or_older_file_says_what_to_do(tmp_path: Path) -> None:
    added.add(tmp_path, written(tmp_path, WEST))
    [path] = (tmp_path / "gazetteer" / "added").glob("*.units")
    path.write_bytes(b"nothing")
    with pytest.raises(InputError, match="add the source 'ocha-units' again"):
        source(path)


def test_the_index_tells_what_lies_in_which_division(tmp_path: Path) -> None:
    rows = [
        Row("iso:SD-WK", "Unit SD01", 13, 30.2, "admin1", "SD", "SD.01", radius_km=90),
        Row("t:1", "Aldbury", 13.5, 31, "town", "SD"),
        Row("t:2", "Nether Wick", 12.5, 31, "village", "SD", "SD.99"),
        Row("t:4", "Wick River", 13.5, 31.5, "river", "SD"),
        Row("t:3", "Far Wick", 12.5, 36, "village", "SD"),
    ]
    added.add(tmp_path, written(tmp_path, WEST, EAST, NORTH, SOUTH))
    base = Origin("base", "Base", "CC0-1.0", None, None, lambda: rows)
    path = tmp_path / "places.sqlite"
    build(path, (base, *added.origins(tmp_path)), ground=boundaries(tmp_path))
    with Gazetteer.open(path) as gazetteer:
        town, village, far = (gazetteer.lookup(n)[0].place for n in
                              ("Aldbury", "Nether Wick", "Far Wick"))  # fmt: skip
        west = gazetteer.get("ocha:SD01")
        river = gazetteer.lookup("Wick River")[0].place
        told = {s.key: s.units for s in gazetteer.sources()}
    assert west is not None
    # A province lies in no district, a river in no province, whatever their middles do.
    assert (west.within, river.within) == (("iso:SD-WK",), None)
    assert (west.id, west.bounded) == ("iso:SD-WK", True)
    assert (town.within, town.admin1) == (("iso:SD-WK", "ocha:SD0101"), "SD.01")
    assert (village.within, village.admin1) == (("iso:SD-WK", "ocha:SD0102"), "SD.99")
    assert (far.within, far.admin1) == (None, None)
    assert told == {"base": 0, "ocha-units": 4}
