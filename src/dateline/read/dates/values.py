"""What a temporal expression means: one reader for each kind of pattern.

A reader takes the pattern's named groups and the frame of reference, and returns TIMEX3 type and
value with the days covered, or None where the words turn out to be no temporal expression.
"""

from __future__ import annotations

from dateline.read.dates import absolute, relative
from dateline.read.dates.calendar import Frame, Meaning
from dateline.read.dates.patterns import Found


def meaning_of(found: Found, frame: Frame) -> Meaning | None:
    """Return what `found` means, or None where it turns out to be no temporal expression."""
    reader = _READERS.get(found.kind)
    try:
        return reader(found.parts, frame) if reader else None
    except (ValueError, OverflowError):  # 31 November, year 0: printed, but no day
        return None


_READERS = {
    "iso": absolute.read_iso,
    "slashed": absolute.read_slashed,
    "range_dm": absolute.read_day_range,
    "range_md": absolute.read_day_range,
    "range_mm": absolute.read_month_range,
    "dm": absolute.read_day_month,
    "md": absolute.read_day_month,
    "my": absolute.read_month_year,
    "clock": absolute.read_clock,
    "clock_of_date": absolute.read_clock,
    "weekday_part": absolute.read_weekday_part,
    "part_weekday": absolute.read_weekday_part,
    "part_of_date": absolute.read_part_of_date,
    "adverb_part": absolute.read_adverb_part,
    "late_adverb": absolute.read_adverb,
    "adverb": absolute.read_adverb,
    "weekday_week": absolute.read_weekday_week,
    "weekday": absolute.read_weekday,
    "which_month": absolute.read_which_month,
    "mod_month": absolute.read_month,
    "mod_year": absolute.read_year,
    "fiscal": absolute.read_fiscal,
    "quarter": absolute.read_quarter,
    "half": absolute.read_half,
    "season": absolute.read_season,
    "decade": absolute.read_decade,
    "century": absolute.read_century,
    "ago": relative.read_ago,
    "bare_ago": relative.read_bare_ago,
    "day_shift": relative.read_day_shift,
    "which_unit": relative.read_which_unit,
    "weekend": relative.read_weekend,
    "nth": relative.read_nth,
    "end_of_unit": relative.read_end_of_unit,
    "year_end": relative.read_year_end,
    "year_ago": relative.read_year_ago,
    "past_span": relative.read_past_span,
    "per": relative.read_per,
    "freq": relative.read_freq,
    "compound": relative.read_duration,
    "duration": relative.read_duration,
    "bare_units": relative.read_bare_units,
    "part": absolute.read_part,
    "vague": relative.read_vague,
    "month": absolute.read_month,
    "year": absolute.read_year,
    "short_year": absolute.read_year,
}
