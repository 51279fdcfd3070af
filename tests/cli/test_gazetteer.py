"""`dateline gazetteer`: places added, listed, searched and taken out, as a user would."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from dateline.know.gazetteer import Origin, added, build, embedded, index_path
from dateline.model import Page
from dateline.pipeline import add_places, search_places
from dateline.settings import Settings

TABLE = "name,lat,lon,country\nNether Wick,10.5,20.5,SD\nNowhere,,,SD\n"
DUMP = "\t".join(
    "1|Upper Wick|Upper Wick|Wikka|10.9|20.5|P|PPL|SD||10||||4200|||Africa/Khartoum|x".split("|")
)


def indexed(cache: Path) -> None:
    """Build the index that the commands will ask for, of the shipped regions and what is added.

    The whole of GeoNames would take its time, and tells nothing more here.
    """
    regions: list[Origin] = [o for o in embedded() if o.key == "regions"]
    extra = added.origins(cache)
    build(index_path(cache, extra), [*regions, *extra])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "wick.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_added_places_are_listed_found_and_taken_out(run: Run, tmp_path: Path, table: Path) -> None:
    cache = tmp_path / "cache"
    indexed(cache)
    added.add(cache, table, licence="CC0-1.0", date="2031-01-02")
    indexed(cache)
    home = {"DATELINE_CACHE": str(cache)}
    again = run("gazetteer", "add", table, "--licence", "CC0-1.0", "--date", "2031-01-02", **home)
    assert again.returncode == 0, again.stderr
    assert again.stdout == (
        "table-wick: 1 places, CC0-1.0; 1 rows without name or point left out\n"
    )
    listed = run("gazetteer", "list", **home).stdout
    assert "table-wick" in listed
    assert "CC0-1.0" in listed
    assert "2031-01-02" in listed
    found = run("gazetteer", "search", "Nether Wik", "--country", "SD", **home).stdout
    assert "Nether Wick" in found
    assert "sounds like 'nether wick'" in found
    gone = run("gazetteer", "remove", "table-wick", **home)
    assert gone.stdout == "table-wick: 1 places taken out\n"
    assert "No place of this name" in run("gazetteer", "search", "Nether Wick", **home).stdout


def test_what_cannot_be_added_says_why(run: Run, tmp_path: Path, table: Path) -> None:
    home = {"DATELINE_CACHE": str(tmp_path / "cache")}
    absent = run("gazetteer", "add", tmp_path / "absent.csv", **home)
    assert (absent.returncode, "cannot be read" in absent.stderr) == (2, True)
    wrong = run("gazetteer", "add", table, "--country", "Sudan", **home)
    assert (wrong.returncode, "two letters" in wrong.stderr) == (2, True)
    none = run("gazetteer", "remove", "wick", **home)
    assert (none.returncode, "no source 'wick' was added" in none.stderr) == (2, True)


def test_a_country_is_fetched_from_geonames(tmp_path: Path) -> None:
    settings = Settings(cache=tmp_path / "cache")
    asked = []

    def fetched(url: str) -> Page:
        asked.append(url)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as file:
            file.writestr("readme.txt", "")
            file.writestr("SD.txt", DUMP + "\n")
        modified = (("last-modified", "Thu, 02 Jan 2031 03:04:05 GMT"),)
        return Page(id="x", data=packed.getvalue(), source=url, headers=modified)

    # The same source added beforehand, so that its index stands when the command asks for it.
    plain = tmp_path / "SD.txt"
    plain.write_text(DUMP + "\n", "utf-8")
    added.add(settings.cache, plain, date="2031-01-02")
    indexed(settings.cache)
    source = add_places(settings, "sd", fetched=fetched)
    assert asked == ["https://download.geonames.org/export/dump/SD.zip"]
    assert (source.places, source.date, source.url) == (1, "2031-01-02", asked[0])
    (found,) = search_places(settings, "Upper Wick")
    assert (found.place.id, found.why) == ("geonames:1", "its name")


def test_boundaries_are_listed_and_exported(run: Run, tmp_path: Path) -> None:
    ring = [[30, 12], [32, 12], [32, 14], [30, 14], [30, 12]]
    bow = [[32, 12], [34, 14], [34, 12], [32, 14], [32, 12]]
    features = [
        {"type": "Feature", "properties": {"level": 1, "pcode": code, "name_en": name},
         "geometry": {"type": "Polygon", "coordinates": [shape]}}
        for code, name, shape in (("SD01", "Wick", ring), ("SD02", "Combe", bow))
    ]  # fmt: skip
    path = tmp_path / "units.geojson"
    path.write_text(json.dumps({"features": features}), "utf-8")
    added.add(tmp_path / "cache", path)
    indexed(tmp_path / "cache")
    told = run("gazetteer", "add", str(path))
    assert "ocha-units: 2 places, 2 with boundaries" in told.stdout
    assert "Combe: mended (self-intersection)" in told.stderr
    listed = run("gazetteer", "boundaries")
    assert "Wick" in listed.stdout
    out = json.loads(run("gazetteer", "boundaries", "--level", "1", "--format", "geojson").stdout)
    assert [f["id"] for f in out["features"]] == ["ocha:SD01", "ocha:SD02"]
    # Outer rings run to the left.
    points = out["features"][0]["geometry"]["coordinates"][0][0]
    assert sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points)) > 0
    assert "no source 'none'" in run("gazetteer", "boundaries", "--source", "none").stderr
