"""The day of what names none: that which heads its lines, else the one the report is as of.

One rule: a day alone on its line heads what stands below it, up to the next such day; the claim
says that it was inferred. A report that does not say what day it is as of is of its publication.
"""

from __future__ import annotations

from dateline.model import DateMention, When
from dateline.read.dates import heads, published_on, when_of
from dateline.read.dates.edition import edition_of
from dateline.read.scene import Scene


def day_at(scene: Scene, char: int) -> When | None:
    """Return the day of what is told at a character; None where not even the report has one."""
    for mention in reversed(_headings(scene)):
        if mention.span[1] <= char:
            return when_of(mention, inferred=True)
    return _edition(scene) or published_on(scene.report.published)


def _edition(scene: Scene) -> When | None:
    """Return the day that the report says it is as of; None where it says none."""
    if "edition" not in scene.made_out:
        report = scene.report
        scene.made_out["edition"] = edition_of(report.title, report.text, report.published)
    found: When | None = scene.made_out["edition"]
    return found


def _headings(scene: Scene) -> tuple[DateMention, ...]:
    """Return the days that stand alone on a line and head what follows."""
    if "headings" not in scene.made_out:
        text, published = scene.report.text, scene.report.published
        scene.made_out["headings"] = tuple(d for d in scene.dates if heads(text, d, published))
    found: tuple[DateMention, ...] = scene.made_out["headings"]
    return found
