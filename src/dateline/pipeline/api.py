"""One report read, in one call."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from dateline.errors import InputError
from dateline.model import Reading
from dateline.pipeline.days import Day, as_day
from dateline.pipeline.reading import Reader, open_standard_reader
from dateline.settings import Settings, load_settings


def read(
    source: str | Path,
    *,
    published: Day | None = None,
    mentions: bool = False,
    settings: Settings | None = None,
) -> Reading:
    """Read one report.

    Args:
        source: a path, an address (`http://`, `https://`), or the report's text itself. A string
            that is no address and names no file is taken for text; give a `Path` to be sure.
        published: day of publication, for a report that does not tell its own; what the report
            says of other days is reckoned from it.
        mentions: also return the places, actors, dates and numbers seen on the way.
        settings: default those of `dateline.toml` and the environment.

    Raises:
        InputError: the file is not there, or holds several reports.
        ItemError: the report cannot be read (not text, empty, too large).
        SourceError: the site refuses.
    """
    from dateline.gather import gather, report_from_text

    chosen, day = settings or load_settings(), as_day(published)
    if _is_text(source):
        report = report_from_text(str(source), published=day)
    else:
        found = list(gather(str(source), settings=chosen, published=day))
        if len(found) != 1:
            raise InputError(
                f"{source} holds {len(found)} reports: read them one by one, or with "
                f"`dateline read {source} --store war.db`"
            )
        report, _ = found[0].unwrap()
    [reading] = _reader(chosen).read_all([report], mentions=mentions)
    return reading


_FILE_NAME = re.compile(r"\S+\.(?:txt|html?|xhtml|jsonl|ndjson|md)", re.IGNORECASE)


def _is_text(source: str | Path) -> bool:
    if isinstance(source, Path) or source.startswith(("http://", "https://")):
        return False
    if "\n" in source or len(source) > 1024:  # no path is so long
        return True
    if _FILE_NAME.fullmatch(source):  # "reprot.txt" is a slip, not a report
        return False
    try:
        return not Path(source).exists()
    except (OSError, ValueError):  # a name too long or with a null byte
        return True


@lru_cache(maxsize=1)
def _reader(settings: Settings) -> Reader:
    """The reader, kept: opening it takes a second or two."""
    return open_standard_reader(settings)
