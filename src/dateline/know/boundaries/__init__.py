"""Boundaries of administrative units that a user added: polygons, and the lines between them.

One rule: what a file holds is kept as it lies on the ground. What is broken is mended and told;
what cannot be read as degrees is refused, never moved.
"""

from dateline.know.boundaries.ground import bounded
from dateline.know.boundaries.keep import Boundaries, Unit, boundaries, forget, keep, source
from dateline.know.boundaries.take import Taken, taken

__all__ = [
    "Boundaries",
    "Taken",
    "Unit",
    "boundaries",
    "bounded",
    "forget",
    "keep",
    "source",
    "taken",
]
