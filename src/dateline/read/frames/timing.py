"""When an act took place: the date that governs its clause, else what the narrative implies.

One rule: only days that words name are `stated`; everything else says that it was inferred.
"""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from dateline.model import DateMention, When
from dateline.model.when import Precision
from dateline.read.clauses.clause import Clause
from dateline.read.dated import day_at
from dateline.read.frames.sight import Sight

_OPEN = frozenset("since until till before by after for".split())
_TO_COME = frozenset("until till before by".split())
_YEAR = re.compile(r"\d{4}|['’]\d\d")
_NEWS = dt.timedelta(days=7)
"""A day told before lends itself to what follows only within the news of a week."""
_OLD_DAYS = 60
"""Older than this is background (annotation guidelines of the gold records)."""
_OLD_DAYS_ASIDE = 30
"""As `_OLD_DAYS`, of what a relative clause tells of somebody or some place."""


def timing(sight: Sight, clause: Clause) -> When | None:
    """Return when the act of a clause took place; None where nothing tells, not even the report."""
    made: dict[int, When | None]
    made = sight.scene.made_out.setdefault("timing", {})  # control and events ask for the same
    if clause.index not in made:
        made[clause.index] = _timing(sight, clause)
    return made[clause.index]


def _timing(sight: Sight, clause: Clause) -> When | None:
    mention = governing_date(sight, clause)
    published = sight.scene.report.published
    if (counted := _counted(sight, clause, mention)) is not None:
        return counted
    if mention is not None:
        told = _the_next(sight, mention) if clause.tense in {"past", "pluperfect"} else None
        return told or stated(mention, published=published)
    running = _running(sight, clause)
    if running is not None and _heads_entry(sight, running):
        return stated(running, published=published)
    if (
        running is not None
        and running.start is not None
        and (published is None or dt.timedelta(0) <= published - running.start <= _NEWS)
    ):
        return When(
            start=running.start,
            end=running.end,
            precision=_precision(running),
            origin="inferred",
            text=running.text,
            span=running.span,
        )
    return day_at(sight.scene, sight.scene.tokens.idx[clause.head])


def _the_next(sight: Sight, mention: DateMention) -> When | None:
    """Return the day after that which the paragraphs before told last ("THE NEXT DAY he shot").

    At the head of a paragraph "the next day" counts from publication, where nothing past can be.
    """
    published, start = sight.scene.report.published, mention.start
    if published is None or start is None or start <= published:
        return None
    if not mention.text.lower().startswith(_NEXT):
        return None
    days = [d for d in sight.scene.dates_by_span.starting(0, mention.span[0]) if d.start == d.end]
    last = next((d.start for d in reversed(days) if d.start and d.start < published), None)
    if last is None or published - last > _STORY:
        return None
    day = last + dt.timedelta(days=1)
    return When(
        start=day, end=day, precision="day", origin="inferred", text=mention.text, span=mention.span
    )


_NEXT = ("the next", "the following")
_STORY = dt.timedelta(days=_OLD_DAYS)
"""So far back a story that is told day by day may have begun."""


def lead_day(sight: Sight, clause: Clause) -> When | None:
    """Return the one day that the opening of a report names, for an act of the past told later.

    None where it names none or several, or where that day lies more than a few before publication.
    """
    published = sight.scene.report.published
    if published is None or _verb_of(sight, clause).tense != "past":
        return None
    mention = _opening_day(sight, published)
    if mention is None or mention.span[0] > sight.scene.doc[clause.head].idx:
        return None
    return When(
        start=mention.start,
        end=mention.start,
        precision="day",
        origin="inferred",
        text=mention.text,
        span=mention.span,
    )


def _verb_of(sight: Sight, clause: Clause) -> Clause:
    """Return the clause whose verb gives a noun its tense; a verb's clause itself."""
    if clause.kind != "noun" or clause.parent is None:
        return clause
    return sight.scene.clauses[clause.parent]


def _opening_day(sight: Sight, published: dt.date) -> DateMention | None:
    """Return the date of a report's first paragraph that holds one, where all there are one day."""
    made = sight.scene.made_out
    if "opening day" not in made:
        text = sight.scene.text
        first = next((d for d in sight.scene.dates if d.start is not None), None)
        low = text.rfind("\n", 0, first.span[0]) + 1 if first is not None else 0
        high = text.find("\n", low)
        high = high if high >= 0 else len(text)
        told = [d for d in sight.scene.dates_by_span.starting(low, high) if d.start is not None]
        days = {(d.start, d.end) for d in told}
        day = told[0].start if told else None
        one = len(days) == 1 and day is not None and day == told[0].end
        near = day is not None and dt.timedelta(0) < published - day <= _OPENING
        made["opening day"] = told[0] if one and near and _usable(sight, told[0]) else None
    found: DateMention | None = made["opening day"]
    return found


_OPENING = dt.timedelta(days=3)
"""So far back the day of a lead is that of what follows; of older ones the news is another."""


def _counted(sight: Sight, clause: Clause, mention: DateMention | None) -> When | None:
    """Return the day so many days before or after a date ("on 29 June, A WEEK AFTER they came").

    The clause behind "after" is what lies those days before the date of the clause above it, else
    before the day of publication.
    """
    base = mention.start if mention is not None else sight.scene.report.published
    if clause.marker not in {"after", "before"} or base is None:
        return None
    marks = range(max(0, clause.start - 2), clause.head)
    mark = next((t for t in marks if sight.lowers[t] == clause.marker), None)
    if mark is None or (mention is not None and mention.start != mention.end):
        return None
    at = sight.scene.doc[mark].idx
    if mention is not None and mention.span[0] > at:
        return None
    for told in sight.scene.dates_by_span.starting(max(0, at - _AHEAD), at):
        days = _DAYS.fullmatch(told.value) if told.type == "DURATION" else None
        if days is None or sight.scene.text[told.span[1] : at].strip():
            continue
        count = int(days["n"]) * (1 if clause.marker == "before" else -1)
        if days["unit"] in "MY":
            return _months_from(base, count * (12 if days["unit"] == "Y" else 1), told)
        day = base + dt.timedelta(days=count * (7 if days["unit"] == "W" else 1))
        return When(
            start=day,
            end=day,
            precision="day",
            origin="inferred",
            text=told.text,
            span=told.span,
        )
    return None


_AHEAD = 24
"""Characters before a clause in which "five days" may stand that count to it."""
_DAYS = re.compile(r"P(?P<n>\d+)(?P<unit>[DWMY])")


def _months_from(base: dt.date, months: int, told: DateMention) -> When:
    """Return the month so many months before or after a day ("13 MONTHS AFTER they walked in")."""
    first = base.replace(day=1) + relativedelta(months=months)
    return When(
        start=first,
        end=first + relativedelta(months=1, days=-1),
        precision="month",
        origin="stated",  # what is old by such a count is background, as by a date
        text=told.text,
        span=told.span,
    )


def timing_of_words(sight: Sight, token: int) -> When | None:
    """Return when words without a verb hold ("Baga: retaken on 3 Feb."): by their sentence's date.

    Where it has several, the nearest that follows them; where none, or one that only says since
    when, the day of publication.
    """
    sent = sight.sentence(token)
    head = sight.scene.tokens.idx[token]
    here = [
        d for d in sight.scene.dates_by_span.starting(sent.start_char, sent.end_char) if d.start
    ]
    nearest = min(here, key=lambda d: (d.span[0] < head, abs(d.span[0] - head)), default=None)
    published = sight.scene.report.published
    if nearest is not None and _usable(sight, nearest):
        return stated(nearest, published=published)
    return day_at(sight.scene, head)


def is_old(sight: Sight, when: When | None, *, aside: bool = False) -> bool:
    """Tell whether a day lies so far before publication that it is background.

    An aside need not lie so far ("the minister, who resigned in April, is abroad"). A day of the
    year before is told with its year: where it is not, the year is a guess.
    """
    published = sight.scene.report.published
    if when is None or when.origin != "stated" or when.end is None or published is None:
        return False
    if when.precision == "day" and when.end.year < published.year and not _named_year(when):
        return False
    return (published - when.end).days > (_OLD_DAYS_ASIDE if aside else _OLD_DAYS)


def _named_year(when: When) -> bool:
    return when.text is None or str(when.end.year if when.end else "") in when.text


def as_of_now(sight: Sight, clause: Clause | None, when: When | None) -> When | None:
    """Return the day of a state told as it is: no day long ago that another clause is told by.

    Nor what it lasts since: "A, which was lost last year, is the army's", "they have had A since
    the war of 1992".
    """
    if clause is None or when is None or when.span is None or not is_old(sight, when):
        return when
    words = set(sight.lowers[clause.start : clause.head + 1])
    if clause.tense != "present" and not words & _PERFECT:
        return when
    token = sight.scene.token_at(when.span[0])
    owner = sight.scene.predicate_over(token)
    since = "since" in sight.lowers[clause.head : token]
    own = owner is not None and owner.index == clause.index and not since
    return when if own else day_at(sight.scene, sight.scene.tokens.idx[clause.head])


_PERFECT = frozenset({"has", "have", "'ve", "’ve"})


def began_long_ago(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause's only dates say since, after or before when, long ago."""
    published = sight.scene.report.published
    low, high = sight.scene.chars_of(clause.start, clause.end)
    dates = sight.scene.dates_by_span.starting(low, high)
    inside = [d for d in dates if d.start is not None and not _of_a_rank(sight, d)]
    if published is None or not inside:
        return False
    return all(
        not _usable(sight, d)
        and not _deadline(sight, d)
        and d.start is not None
        and (published - d.start).days > _OLD_DAYS
        for d in inside
    )


def _of_a_rank(sight: Sight, mention: DateMention) -> bool:
    """Tell whether a date only says among what something ranks: it happened now.

    "For the FIRST time since 2016", "the DEADLIEST attack on the army since the war of 2006".
    """
    tokens = sight.scene.tokens
    token = sight.scene.token_at(mention.span[0])
    low = max(sight.sentence(token).start, token - _RANK_REACH)
    since = next((t for t in range(token - 1, low - 1, -1) if tokens.lower[t] == "since"), None)
    return since is not None and any(
        tokens.tag[t] == "JJS" or tokens.lower[t] in _RANKED for t in range(low, since)
    )


_RANK_REACH = 16
"""Words before a date in which what it ranks is told."""
_RANKED = frozenset({"first", "worst", "deadliest", "bloodiest"})


def _deadline(sight: Sight, mention: DateMention) -> bool:
    """Tell whether a day without a year may be one to come ("to leave it by the end of May")."""
    before = sight.scene.token_at(max(0, mention.span[0] - 1))
    return sight.lowers[before] in _TO_COME and not _YEAR.search(mention.text)


def governing_date(sight: Sight, clause: Clause) -> DateMention | None:
    """Return the date that governs a clause: its own, its parents', the sentence's."""
    tokens = sight.scene.tokens
    sent = sight.sentence(clause.head)
    if clause.marker == "when" and (named := _then(sight, clause)) is not None:
        return named
    told = sight.scene.dates_by_span.starting(sent.start_char, sent.end_char)
    here = [d for d in told if _usable(sight, d)]
    if not here:
        return None
    head = tokens.idx[clause.head]
    seen: set[int] = set()
    current: Clause | None = clause
    while current is not None and current.index not in seen:
        seen.add(current.index)
        low, high = sight.scene.chars_of(current.start, current.end)
        own = [
            d
            for d in here
            if low <= d.span[0] < high
            and not _elsewhere(sight, d, current)
            and _deed_of(sight, d, current) in {None, clause.head}
        ]
        if own:
            return min(own, key=lambda d: abs(d.span[0] - head))
        if current.index == clause.index and (lent := _lent(sight, here, clause)) is not None:
            return lent
        if current.index == clause.index and (mean := _meanwhile(sight, here, clause)) is not None:
            return mean
        current = _over(sight, current)
    loose = [d for d in here if _owner(sight, d) is None]
    return min(loose, key=lambda d: abs(d.span[0] - head), default=None)


def _lent(sight: Sight, here: list[DateMention], clause: Clause) -> DateMention | None:
    """Return the day that a deed told beside a clause lends it ("beat one and shot one ON FRIDAY").

    Only days behind it: one that opens the sentence is found with the clause it stands in.
    """
    for argument in clause.of("oblique"):
        if argument.antecedent and argument.phrase.start > clause.head:
            low, high = sight.scene.chars_of(argument.phrase.start, argument.phrase.end)
            day = next((d for d in here if low <= d.span[0] < high), None)
            if day is not None:
                return day
    for led in sight.scene.clauses[clause.index + 1 : clause.index + 3]:
        if led.parent == clause.index and led.relation == "participle" and led.lemma in _LEADING:
            low, high = sight.scene.chars_of(led.start, led.end)
            day = next((d for d in here if low <= d.span[0] < high), None)
            if day is not None:
                return day
    return None


_LEADING = frozenset({"lead", "command", "head", "back"})
"""What is told of whoever acts: a day behind is the act's ("fell to men LED BY X in 2004")."""
_MOURNING = frozenset("bury cremate mourn commemorate remember entomb repatriate".split())
"""What is done with the dead on another day than that on which they died."""


def _over(sight: Sight, clause: Clause) -> Clause | None:
    """Return the clause whose date may be one's own, none for a burial ("KILLED in May, was")."""
    if clause.parent is None:
        return None
    above = sight.scene.clauses[clause.parent]
    return None if above.lemma in _MOURNING and clause.relation == "participle" else above


_AT_ONCE = frozenset({"as", "when", "while"})


def _meanwhile(sight: Sight, here: list[DateMention], clause: Clause) -> DateMention | None:
    """Return the date of what happened at the same time ("went off AS a convoy passed ON FRIDAY").

    Only where all that the clause itself tells of time is that.
    """
    for mention in here:
        owner = _owner(sight, mention)
        if (
            owner is not None
            and owner.parent == clause.index
            and owner.relation == "adverbial"
            and owner.marker in _AT_ONCE
            and owner.tense == clause.tense
        ):
            return mention
    return None


def _then(sight: Sight, clause: Clause) -> DateMention | None:
    """Return the time that a clause with "when" tells of ("since MAY 2018, when they fell out")."""
    text = sight.scene.report.text
    low = sight.scene.doc[clause.start].idx
    before = sight.scene.dates_by_span.starting(sight.sentence(clause.head).start_char, low)
    last = max(before, key=lambda d: d.span[1], default=None)
    if last is None or last.start is None or last.type not in {"DATE", "TIME"}:
        return None
    return last if text[last.span[1] : low].strip(" ,\n") == "" else None


def _usable(sight: Sight, mention: DateMention) -> bool:
    if mention.type not in {"DATE", "TIME"} or mention.start is None:
        return False
    before = sight.scene.token_at(max(0, mention.span[0] - 1))
    return sight.lowers[before] not in _OPEN


def _owner(sight: Sight, mention: DateMention) -> Clause | None:
    """Return the smallest clause that a date stands in."""
    return sight.scene.clause_over(sight.scene.token_at(mention.span[0]))


def _elsewhere(sight: Sight, mention: DateMention, clause: Clause) -> bool:
    """Tell whether a date stands in a smaller clause inside this one, which is not its parent."""
    owner = _owner(sight, mention)
    if owner is None or owner.index == clause.index:
        return False
    # "Kitchanga, taken last year, remains"; but "talks held on Sunday led to" have one day.
    aside = (
        owner.relation == "participle"
        and sight.scene.tokens.dep[owner.head] == "acl"
        and "," in {sight.lowers[max(0, owner.start - 1)], sight.lowers[owner.start]}
    )
    if aside and clause.start <= owner.start and owner.end <= clause.head:
        return True
    if _undone(owner, clause):
        return True
    if clause.tense == "present" and _of_the_next(sight, owner, clause):
        return True  # "are still run by A, and the pullout agreed three years ago has yet to come"
    return (
        owner.kind != "noun"
        and owner.relation in {"relative", "adverbial", "apposition"}
        and clause.start <= owner.start
        and owner.end <= clause.end
        and owner.end - owner.start < clause.end - clause.start
    )


_FREEING = frozenset("free fre release rescue find recover ransom swap exchange".split())
_SEIZING = frozenset("seize kidnap abduct capture take detain arrest snatch jail intern".split())


def _undone(owner: Clause, clause: Clause) -> bool:
    """Tell whether a date is that of the taking and not of the release.

    "Have freed the priest SEIZED at Garm LAST WEDNESDAY".
    """
    taken = owner.kind == "verb" and owner.relation in {"participle", "relative"}
    freed = clause.kind == "verb" and clause.lemma.split(" ")[0] in _FREEING
    return taken and freed and owner.lemma.split(" ")[0] in _SEIZING


_PURSUING = frozenset(
    """arrest capture detain charge indict sentence convict try jail extradite acquit investigate
    condemn denounce deplore blame accuse suspect""".split()
)


def _deed_of(sight: Sight, mention: DateMention, clause: Clause) -> int | None:
    """Return the deed for which somebody is pursued, where a date is that of it.

    "Arrested a suspect in THE 1993 bombing", "was indicted over the shooting IN OCTOBER 1998".
    """
    if clause.lemma.split(" ")[0] not in _PURSUING or clause.kind != "verb":
        return None
    heads, token = sight.scene.tokens.head, sight.scene.tokens_of(mention.span)[1] - 1
    deeds = {c.head for c in sight.scene.clauses_of(clause.sentence) if c.kind == "noun"}
    for _ in range(_DEEP):
        above = heads[token]
        if above in {token, clause.head}:
            return None
        if above in deeds and above > clause.head:
            before = mention.span[0] < sight.scene.tokens.idx[above]
            return above if before or _YEAR.search(mention.text) else None
        token = above
    return None


def _of_the_next(sight: Sight, owner: Clause, clause: Clause) -> bool:
    """Tell whether a clause stands in, or is, one with a subject of its own that "and" adds."""
    current = owner
    for _ in range(_DEEP):
        if current.relation == "coordinate" and current.parent == clause.index:
            return bool(current.of("subject"))
        if current.parent is None or current.index == clause.index:
            return False
        current = sight.scene.clauses[current.parent]
    return False


_DEEP = 5


def _running(sight: Sight, clause: Clause) -> DateMention | None:
    """Return the last date told of before this sentence, in the same paragraph."""
    start = sight.sentence(clause.head).start_char
    floor = sight.scene.report.text.rfind("\n", 0, start) + 1
    told = reversed(sight.scene.dates_by_span.starting(floor, start))
    return next((d for d in told if _usable(sight, d)), None)


_BULLETS = " \t#*•=-–—|(["


def _heads_entry(sight: Sight, mention: DateMention) -> bool:
    """Tell whether a day heads an entry of a chronology ("17 DECEMBER: A seller is beaten. ...").

    All that the entry tells then happened on it, however long ago.
    """
    text = sight.scene.report.text
    low, high = mention.span
    before = text[text.rfind("\n", 0, low) + 1 : low].strip(_BULLETS).lower()
    after = text[high : high + 4].lstrip(")] ")
    heads = after.startswith((":", "- ", "– ", "— "))
    return heads and before in {"", "on"} and mention.start == mention.end is not None


def stated(mention: DateMention, *, published: dt.date | None) -> When:
    """Return the time that a date names, as one that words state."""
    # Without a day of publication only a year in its own words makes a date a stated one.
    inferred = published is None and not _YEAR.search(mention.text)
    return When(
        start=mention.start,
        end=mention.end or mention.start,
        precision=_precision(mention),
        origin="inferred" if inferred else "stated",
        text=mention.text,
        span=mention.span,
    )


def _precision(mention: DateMention) -> Precision:
    if mention.start is None or mention.end is None:
        return "day"
    days = (mention.end - mention.start).days
    if days <= 2:
        return "day"
    if days <= 10:
        return "week"
    return "month" if days <= 92 else "year"


def had_before(sight: Sight, clause: Clause) -> bool:
    """Tell whether a relative clause tells what was so before ("rebels who HAD OCCUPIED it left").

    With a day it tells when it came about.
    """
    past = clause.tense == "pluperfect" and clause.relation == "relative"
    low, high = sight.scene.chars_of(clause.start, clause.end)
    return past and not any(sight.scene.dates_by_span.starting(low, high))
