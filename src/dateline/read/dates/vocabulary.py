"""The words that dates are made of, as tables; patterns and values are built from them."""

from __future__ import annotations

from typing import Final

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}

WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ),
        start=1,
    )
    for name in names.split()
}
"""ISO weekday numbers, Monday is 1."""

NUMBERS: Final = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
}

ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

UNITS: Final = {
    "second": "TS",
    "sec": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "day": "D",
    "night": "D",
    "week": "W",
    "fortnight": "2W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
"""ISO 8601 duration letters of a unit's singular; T marks those after the T."""

PARTS_OF_DAY: Final = {
    "dawn": "DA",
    "daybreak": "DA",
    "sunrise": "DA",
    "early morning": "MO",
    "late morning": "MO",
    "morning": "MO",
    "midday": "MI",
    "noon": "MI",
    "early afternoon": "AF",
    "late afternoon": "AF",
    "afternoon": "AF",
    "early evening": "EV",
    "late evening": "EV",
    "evening": "EV",
    "dusk": "EV",
    "nightfall": "EV",
    "sunset": "EV",
    "late night": "NI",
    "night": "NI",
    "overnight": "NI",
    "midnight": "NI",
}
"""TIMEX3 codes for parts of the day (T + code)."""

SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

SEASON_MONTHS: Final = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month, northern half of the globe; winter runs over the turn of the year."""

ADVERBS: Final = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
"""Days from the reference day."""

VAGUE: Final = {
    "PRESENT_REF": (
        "now|currently|at present|presently|at the moment|at this time|nowadays|right now"
        "|these days|immediately"
    ),
    "PAST_REF": "recently|lately|formerly|in the past|the past",
    "FUTURE_REF": "the (?:near |coming |distant )?future|in the future",
}
"""TIMEX3 references without a date."""

FREQUENCIES: Final = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annually": "P1Y",
    "annual": "P1Y",
    "yearly": "P1Y",
}


def number_of(words: str | None) -> int | None:
    """Return the number that digits or English words stand for, up to the hundreds.

    >>> number_of("twenty-five"), number_of("12"), number_of("several")
    (25, 12, None)
    """
    if words is None:
        return None
    said = words.lower().replace(",", "").strip()
    if said.isdecimal():
        return int(said)
    total = 0
    for word in said.replace("-", " ").split():
        if word == "and":
            continue
        if word not in NUMBERS:
            return None
        value = NUMBERS[word]
        total = max(total, 1) * 100 if value == 100 else total + value
    return total or None
