"""The gazetteer: names to places, from open sources, in an index built once.

with Gazetteer.open(ensure(settings.cache)) as gazetteer:
    gazetteer.lookup("Morik")
"""

from dateline.know.gazetteer.build import build, embedded, ensure, index_path
from dateline.know.gazetteer.fold import fold, likeness
from dateline.know.gazetteer.own import in_latin
from dateline.know.gazetteer.place import Candidate, Place, distance_km
from dateline.know.gazetteer.sources import Origin
from dateline.know.gazetteer.store import Gazetteer, Source

__all__ = [
    "Candidate",
    "Gazetteer",
    "Origin",
    "Place",
    "Source",
    "build",
    "distance_km",
    "embedded",
    "ensure",
    "fold",
    "in_latin",
    "index_path",
    "likeness",
]
