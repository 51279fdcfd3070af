"""A gazetteer of a few real and made-up places, and texts with entities marked by brackets."""

import re
from collections.abc import Callable, Iterator

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from dateline.know.gazetteer import Gazetteer, Origin, build, sources
from dateline.know.gazetteer.sources import Row, shipped

HAMA, IDLIB, ALEPPO = "SY.10", "SY.12", "SY.09"
CITIES = [
    Row("g:hama", "Hama", 35.132, 36.755, "city", "SY", HAMA, 460_000, 8.0),
    Row("g:aleppo", "Aleppo", 36.202, 37.16, "city", "SY", ALEPPO, 2_000_000, 16.0),
    Row("g:damascus", "Damascus", 33.51, 36.29, "city", "SY", "SY.13", 1_500_000, 14.0,
        capital=True),
    Row("g:morek", "Mūrak", 35.376, 36.69, "town", "SY", HAMA, 14_000, 1.3, names=(("Morek", 1),)),
    Row("g:halfaya", "Halfaya", 35.261, 36.603, "town", "SY", HAMA, 23_000, 1.7),
    Row("g:suran-hama", "Suran", 35.291, 36.743, "town", "SY", HAMA, 30_000, 2.0),
    Row("g:suran-iran", "Suran", 27.28, 61.99, "town", "IR", "IR.04", 0, 1.0),
    Row("g:taybat", "Tayyibat al Imam", 35.266, 36.712, "town", "SY", HAMA, 29_000, 2.0,
        names=(("Taybat al Imam", 1),)),
    Row("g:bala", "Bala", 52.9, -3.6, "town", "GB", "GB.WLS", 2_000, 1.0),
    Row("g:goma", "Goma", -1.674, 29.228, "city", "CD", "CD.11", 430_000, 8.0),
    Row("g:goma-ph", "Goma", 6.79, 125.32, "village", "PH", "PH.11", 4_000, 1.0),
    Row("g:paris", "Paris", 48.85, 2.35, "city", "FR", "FR.11", 2_100_000, 16.0, capital=True),
    Row("g:paris-tx", "Paris", 33.66, -95.555, "town", "US", "US.TX", 24_000, 2.0),
    Row("g:dallas", "Dallas", 32.78, -96.8, "city", "US", "US.TX", 1_300_000, 13.0),
    Row("g:moscow", "Moscow", 55.75, 37.62, "city", "RU", "RU.48", 10_000_000, 25.0, capital=True),
    Row("g:kyiv", "Kyiv", 50.45, 30.52, "city", "UA", "UA.12", 2_900_000, 20.0,
        names=(("Kiev", 1),), capital=True),
    Row("g:beirut", "Beirut", 33.89, 35.5, "city", "LB", "LB.04", 1_900_000, 15.0, capital=True),
]  # fmt: skip


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    path = tmp_path_factory.mktemp("gazetteer") / "places.sqlite"

    def first_order() -> Iterator[Row]:
        wanted = {"SY", "CD", "UA", "US", "FR"}
        return (r for r in sources.divisions() if r.feature == "admin1" and r.country in wanted)

    origins = [
        Origin(key, key, "CC0-1.0", None, None, rows)
        for key, rows in (
            ("countries", sources.countries),
            ("divisions", first_order),
            ("cities", lambda: CITIES),
            ("regions", lambda: sources.table(shipped("regions.csv"))),
        )
    ]
    build(path, origins)
    with Gazetteer.open(path) as opened:
        yield opened


VILLAGES = [Row("own:1", "Heshovi", 13.05, 30.14, "village", "SD", None, 900, 1.0)]


@pytest.fixture(scope="session")
def own_gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """One village that a user added, and the countries."""
    path = tmp_path_factory.mktemp("own") / "places.sqlite"
    origins = [
        Origin("countries", "countries", "CC0-1.0", None, None, sources.countries),
        Origin("table-own", "own", "CC0-1.0", None, None, lambda: VILLAGES),
    ]
    build(path, origins)
    with Gazetteer.open(path) as opened:
        yield opened


LEMMAS = {"rejected": "reject", "says": "say", "said": "say"}


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Parse a text with entities marked: `[Morek]` a place, `{Ali}` a person, `<UN>` a body."""
    nlp = spacy.blank("en")
    labels = {"[": "LOC", "{": "PER", "<": "ORG"}

    def parsed(marked: str) -> Doc:
        text, spans, last = "", [], 0
        for found in re.finditer(r"([\[{<])([^\]}>]*)[\]}>]", marked):
            text += marked[last : found.start()]
            spans.append((len(text), len(text) + len(found[2]), labels[found[1]]))
            text += found[2]
            last = found.end()
        doc = nlp(text + marked[last:])
        marks = [doc.char_span(a, b, label=label, alignment_mode="expand") for a, b, label in spans]
        doc.ents = filter_spans([m for m in marks if isinstance(m, Span) and len(m)])
        for token in doc:
            token.lemma_ = LEMMAS.get(token.text, token.lower_)
        return doc

    return parsed
