"""The place that "it", "there" or "the town" stands for.

One rule: the last place that it could be, the subject before others of its sentence; the town that
heads an entry before what the entry names in passing; the town that the whole report is about only
where no other since could be meant.
"""

from __future__ import annotations

from dateline.model import PlaceMention
from dateline.read.clauses.clause import Phrase
from dateline.read.frames.candidates import HERE, holding, may_be, on_the_way
from dateline.read.frames.ground import ARTICLES, Ground
from dateline.read.frames.landmarks import got_before, named_by, of_list
from dateline.read.frames.lying import tells_where
from dateline.read.layout import entries_of

_OF_TOWNS = frozenset({"centre", "center", "suburb", "outskirt", "outskirts"})
"""Parts that only a town has, so that they point to one by themselves ("holds THE CENTRE")."""
_NTH = frozenset("first second third fourth fifth sixth seventh last only next biggest".split())


_SEATS = frozenset({"town", "city"})


def antecedent(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return the place that "it", "there" or "the town" stands for: the last that could be.

    A bare noun must be definite; the place must be of its kind, where the gazetteer tells.
    """
    tokens = ground.scene.tokens
    lower, lemma = ground.lowers[phrase.head], ground.lemma(phrase.head)
    pronoun = lower in HERE
    nothing = not (pronoun or _of_ground(ground, lemma) or lemma in ground.book.extent["part"])
    if nothing or _placed(ground, phrase):
        return None
    lemma = _part_of(ground, phrase) or lemma
    if not pronoun and not _points(ground, phrase, lemma):
        return None
    paragraph = ground.scene.report.text.rfind("\n", 0, tokens.idx[phrase.start]) + 1
    floor = (
        ground.scene.report.text.rfind("\n", 0, len(ground.scene.report.text[:paragraph].rstrip()))
        + 1
        if not pronoun
        else (ground.sentence(phrase.head).start_char)
    )
    if pronoun and lower == "it":
        floor = max(paragraph, floor - 250)
    way: PlaceMention | None = None
    chosen: PlaceMention | None = None
    for mention in ground.told_before(tokens.idx[phrase.start]):
        span = mention.span or (0, 0)
        if span[0] < floor or (chosen is not None and not _with(ground, chosen, span)):
            break
        if not may_be(ground, mention, phrase, lemma) or tells_where(ground, mention):
            continue
        if on_the_way(ground, span):
            way = way or mention
        elif chosen is None:
            chosen = mention
            if _with(ground, mention, (tokens.idx[phrase.start], tokens.idx[phrase.start])):
                break  # of its own sentence the nearest
        elif _subject(ground, span) and not _subject(ground, chosen.span or (0, 0)):
            chosen = mention
    if chosen is not None:
        spot = got_before(ground, phrase, chosen)
        return spot or holding(ground, _topic(ground, phrase, lemma, chosen, paragraph))
    on_it = named_by(ground, phrase, way) or way
    return on_it if pronoun or way is not None else _told_all_along(ground, phrase, lemma)


def _placed(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a noun points to nothing told before: it is told itself where it is.

    So is one out of a number ("the FOURTH CAPITAL that they lost").
    """
    if any(ground.lemma(t) in _NTH for t in range(phrase.start, phrase.head)):
        return not _ranked(ground, phrase)
    if ground.lowers[phrase.head] in HERE:
        return False
    return _lies_at(ground, phrase) or of_list(ground, phrase) is not None


def _points(ground: Ground, phrase: Phrase, lemma: str) -> bool:
    """Tell whether a noun of ground points, by an article or its rank in a country told of."""
    if not _of_ground(ground, lemma):
        return False
    if ground.scene.tokens.tag[phrase.head] == "NNS" and not _part_of(ground, phrase):
        return False
    before = range(phrase.start, phrase.head)
    return any(ground.lowers[t] in ARTICLES for t in before) or _ranked(ground, phrase)


def _of_ground(ground: Ground, lemma: str) -> bool:
    return not ground.book.kinds.get(lemma, frozenset()).isdisjoint({"ground", "facility"})


def _ranked(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a city is called by its rank in its country ("the country's SECOND CITY")."""
    words = ground.lowers[phrase.start : phrase.head]
    owner = next((i for i, word in enumerate(words) if word in {"'s", "’s"}), None)
    if owner is None or ground.lowers[phrase.head] not in {"city", "town", "port"}:
        return False
    return words[owner + 1 : owner + 2] in _RANKS and (
        words[owner - 1] in _LANDS or ground.place_over(phrase.start + owner - 1) is not None
    )


_RANKS = [["second"], ["third"], ["fourth"], ["main"], ["biggest"], ["largest"]]
_LANDS = frozenset({"country", "nation", "region", "province", "state", "island"})


def _lies_at(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a noun tells itself where it is ("its positions AT BOKOLOBO", "ON A ISLAND")."""
    tokens, name = ground.scene.tokens, phrase.head + 2
    return (
        name < len(tokens)
        and tokens.lower[name - 1] in {"at", "near", "on"}
        and tokens.pos[name] == "PROPN"
        and not ground.scene.in_date(name)
        and tokens.words[name][1:].islower()
    )


def _part_of(ground: Ground, phrase: Phrase) -> str | None:
    """Return "city" for "the city centre", "its western districts"; None for a whole."""
    lemma = ground.lemma(phrase.head)
    if lemma not in ground.book.extent["part"] or lemma in {"territory", "land"}:
        return None
    before = {ground.lemma(t) for t in range(phrase.start, phrase.head)}
    whole = next((w for w in ("city", "town", "village", "province") if w in before), None)
    bare = phrase.head - phrase.start == 1 and phrase.end == phrase.head + 1
    if whole is None and lemma in _OF_TOWNS and bare and "the" in before:
        return "city"
    if whole is None and before & (ARTICLES | ground.book.extent["partial"]):
        return "city" if before & (ground.book.extent["partial"] | {"its"}) else None
    return whole


def _topic(
    ground: Ground, phrase: Phrase, lemma: str, passing: PlaceMention, paragraph: int
) -> PlaceMention:
    """Return the town that a report is about for one that its last paragraph names in passing.

    It is named in the lead and more than twice as often, and the other is what no sentence is
    about ("soldiers who reached Ardmore on foot").
    """
    pronoun = ground.lowers[phrase.head] in HERE
    if pronoun or _subject(ground, passing.span or (0, 0)):
        return passing
    heading = _heading(ground, phrase)
    if heading is not None and _heads(ground, heading, passing, phrase, lemma):
        return heading
    if (passing.span or (0, 0))[0] >= paragraph:
        return passing
    times = ground.times_named
    often = 2 * times[passing.id or passing.text]
    for mention in ground.told_before(ground.scene.tokens.idx[phrase.start]):
        name = mention.id or mention.text
        if name in ground.named_in_lead and times[name] > often:
            return mention if may_be(ground, mention, phrase, lemma) else passing
    return passing


def _heads(
    ground: Ground, heading: PlaceMention, passing: PlaceMention, phrase: Phrase, lemma: str
) -> bool:
    """Tell whether a noun stands for what heads its entry, not for what that names in passing.

    A district has its town's name; but a town that its entry names is nearer than a district.
    """
    if heading.feature in {"town", "city", "village"}:
        return may_be(ground, heading, phrase, lemma)
    passed = passing.lat is None or passing.feature == "village"
    return heading.feature == "admin2" and lemma in _SEATS and passed


def _heading(ground: Ground, phrase: Phrase) -> PlaceMention | None:
    """Return the one place that heads a noun's entry ("Sittwe: ... The army holds THE TOWN")."""
    char = ground.scene.tokens.idx[phrase.start]
    for entry in entries_of(ground.scene.report.text):
        if entry.sign == ":" and entry.body[0] <= char < entry.body[1]:
            heads = ground.scene.places_by_span.starting(*entry.head)
            return heads[0] if len(heads) == 1 else None
    return None


def _told_all_along(ground: Ground, phrase: Phrase, lemma: str) -> PlaceMention | None:
    """Return the town that the whole report is about, for "the town" paragraphs further on.

    It is named in the lead, not only before its dateline, and no other since could be meant.
    """
    if not ground.named_in_lead:
        return None
    for mention in ground.told_before(ground.scene.tokens.idx[phrase.start]):
        # What may be meant is asked first: on the way are few, and each costs a look around.
        if not may_be(ground, mention, phrase, lemma) or on_the_way(ground, mention.span or (0, 0)):
            continue
        return mention if (mention.id or mention.text) in ground.named_in_lead else None
    return None


def _with(ground: Ground, mention: PlaceMention, span: tuple[int, int]) -> bool:
    """Tell whether a place stands in the sentence of a character."""
    start = (mention.span or (0, 0))[0]
    sentence = ground.sentence(ground.scene.token_at(start))
    return sentence.start_char <= span[0] < sentence.end_char


def _subject(ground: Ground, span: tuple[int, int]) -> bool:
    """Tell whether a place is what its sentence is about."""
    head = ground.scene.doc[ground.scene.tokens_of(span)[1] - 1]
    return head.dep_.startswith("nsubj") and head.head.dep_ in {"root", "ccomp", "parataxis"}
