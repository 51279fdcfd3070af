"""Places that only their company gives away: names that a tagger took for people, numbered posts.

One rule: a name counts as a place here only where the words about it leave nothing else (a
sibling in the same list is a place, the same name stands elsewhere as one, or it is "Base 46").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

from dateline.model import PlaceMention
from dateline.read.actors import torn_lands
from dateline.read.clauses.clause import Phrase
from dateline.read.frames.captives import caught_at, stands_for_one
from dateline.read.places.late import resolved_late
from dateline.read.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_NUMBERED = frozenset(
    "base hill point height post position camp checkpoint brigade regiment block kilometre".split()
)
_LIST = re.compile(
    r"(?:\bamong (?:them|those|these)(?: were| are| is)?|\bincluding|\bincludes?|\bsuch as"
    r"|\bnamely|\bnotably|:)\s+",
)
_NEXT_LIST = re.compile(
    r"(?:\bas|\bare|\bwere|\bincluded|\binclude|\bamong them|\blisted|\bnamed|\bidentified|:)\s+"
)
_ARTICLE = r"(?:(?:al|el|ad|ar|as|ash|at|az|an)-|de |del |la |le )"
_NAME = rf"{_ARTICLE}?[A-Z][\w'’`-]*(?:[ -]{_ARTICLE}?[A-Z0-9][\w'’`-]*)*"
_SORT = r"the (?:nearby |neighbouring )?(?:towns?|villages?|cities|districts?|hamlets?|areas?) of "
_ITEMS = re.compile(rf"(?:{_SORT})?{_NAME}(?:(?:,? and |, )(?:{_SORT})?{_NAME})*")
_ONE = re.compile(_NAME)


_ROAD = re.compile(r"(?:A|M|N|E|R|RN|RP|H|P|T|NH|RD|BR)-?\d{1,4}")
"""The code of a road."""
_ROADS = frozenset({"road", "highway", "motorway", "route"})


def by_same_name(scene: Scene, text: str, span: tuple[int, int]) -> PlaceMention | None:
    """Return a place for a name that stands elsewhere in the report as a place."""
    for mention in scene.places_by_text.get(text, ()):
        if mention.span != span:
            return _moved(mention, span)
    if text in _LAST_WORDS and scene.text[: span[0]].endswith(("the ", "The ")):
        for mention in scene.places:  # "the Strip", where Gaza's was told of
            if mention.id is not None and mention.text.endswith(f" {text}"):
                return _moved(mention, span)
    return None


_LAST_WORDS = frozenset("Strip Peninsula Corridor Enclave Highlands Panhandle".split())


def numbered(scene: Scene, phrase: Phrase) -> PlaceMention | None:
    """Return a place for a post that its number names ("Base 46", "Hill 112")."""
    tokens = scene.tokens
    words = tokens.words[phrase.start : phrase.end]
    if all(map(str.isalpha, words)) or not any(word[-1:].isdigit() for word in words):
        return None
    if (road := _road(scene, phrase)) is not None:
        return unknown(scene, road)
    if len(words) > 4 or _NUMBERED.isdisjoint(tokens.lemma[phrase.start : phrase.end]):
        return None
    if not any(word.isdigit() for word in words):
        return None
    start = phrase.start
    while start < phrase.end and tokens.pos[start] in {"DET", "PUNCT"}:
        start += 1
    if not tokens.words[start][0].isupper():
        return None
    return unknown(scene, scene.chars_of(start, phrase.end))


def _road(scene: Scene, phrase: Phrase) -> tuple[int, int] | None:
    """Return where the code of a road stands ("the A9", "the RN22 highway north of X")."""
    tokens = scene.tokens
    for at in range(phrase.start, min(phrase.start + 3, phrase.end)):
        if not _ROAD.fullmatch(tokens.words[at]):
            continue
        span = scene.chars_of(at, at + 1)
        told = tokens.lemma[at + 1] in _ROADS if at + 1 < phrase.end else False
        bare = at == phrase.head and at > 0 and tokens.words[at - 1].lower() == "the"
        if (told and phrase.head == at + 1) or (bare and not any(scene.actors_over(span))):
            return span
    return None


def unknown(scene: Scene, span: tuple[int, int]) -> PlaceMention:
    """Return a place that nothing marked as one: its words, and where the gazetteer has them."""
    if scene.gazetteer is not None:
        torn = torn_lands(scene.parties.register)
        return resolved_late(scene.report.text, span, scene.places, scene.gazetteer, torn=torn)
    return PlaceMention(text=scene.report.text[slice(*span)], span=span)


def listed_after(
    scene: Scene, char: int, end: int, *, later: bool = False
) -> tuple[PlaceMention, ...]:
    """Return the names of a list that a cue opens between two characters ("among them A, B and C").

    One of them at least must be a known place.

    Args:
        scene: the report.
        char: where to begin.
        end: where to end.
        later: the list stands in a later sentence, and may open with "as" or "are".
    """
    text = scene.report.text
    for cue in (_NEXT_LIST if later else _LIST).finditer(text, char, end):
        run = _ITEMS.match(text, cue.end(), end)
        if run is None:
            continue
        spans = [m.span() for m in _ONE.finditer(text, run.start(), run.end())]
        spans = [s for s in spans if not text[slice(*s)].startswith("The ")]
        found = [_known(scene, span) for span in spans]
        if any(f is not None for f in found) and not _people(scene, spans, found):
            return tuple(f or unknown(scene, s) for f, s in zip(found, spans, strict=True))
    return ()


def listed_around(scene: Scene, span: tuple[int, int], end: int) -> tuple[PlaceMention, ...]:
    """Return the names of the list that begins with a name ("A, B al-C and D"), itself included.

    Empty where it stands alone, or where the rest are not places but for a minority.
    """
    text = scene.report.text
    run = _ITEMS.match(text, span[0], end)
    if run is None or run.end() <= span[1]:
        return ()
    spans = [m.span() for m in _ONE.finditer(text, run.start(), run.end())]
    if len(spans) > 1:  # "took A, B and C, X SAID": who tells of the list is none of it
        speakers = [s.speaker.span for s in scene.speeches if s.speaker and s.speaker.span]
        spans = list(takewhile(lambda one: not _over(one, speakers), spans))
    found = [_known(scene, s) for s in spans]
    known = sum(f is not None for f in found)
    if len(spans) < 2 or known * 2 < len(spans) or _people(scene, spans, found):
        return ()
    return tuple(f or unknown(scene, s) for f, s in zip(found, spans, strict=True))


def _over(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(low < span[1] and span[0] < high for low, high in others)


def _known(scene: Scene, span: tuple[int, int]) -> PlaceMention | None:
    for mention in scene.places_by_span.meeting(*span):
        return mention
    return by_same_name(scene, scene.report.text[slice(*span)], span)


def _people(
    scene: Scene, spans: Iterable[tuple[int, int]], found: Iterable[PlaceMention | None]
) -> bool:
    """Tell whether most of the names are actors that the register knows."""
    known = [a for s in spans for a in scene.actors_by_span.meeting(*s) if a.ref.id is not None]
    return len(known) > sum(f is not None for f in found)


def _moved(mention: PlaceMention, span: tuple[int, int]) -> PlaceMention:
    from msgspec.structs import replace

    return replace(mention, span=span)


_AGE = re.compile(r"\s*, ?\d{2}\b(?! [a-z]*(?:km|kilomet|mile|met))")
_TITLES = frozenset(
    "mr mrs ms dr rev father gen general col colonel maj major lt capt prof".split()
)
_WHO = re.compile(r"\s*,? (?:who|whom|whose)\b")
_KEPT = frozenset(
    """arrest torture beat jail imprison detain sentence convict deport extradite execute intern
    interrogate handcuff blindfold charge deliver fly bring accuse""".split()
)
"""What befalls people who are caught, and no town."""


def _does(token: Token) -> bool:
    """Tell whether a verb beside another acts on somebody ("went on and ATTACKED them")."""
    beside = {c.dep_ for c in token.children}
    return (
        token.dep_ == "conj" and token.pos_ == "VERB" and "obj" in beside and "nsubj" not in beside
    )


def personal(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the words about a bare name say that it is a person's.

    An age, a title, a "who"; what befalls people alone ("captured and tortured"); a spot where he
    was caught, as no town is taken in another; or people beside him in a list.
    """
    doc = scene.doc
    _, high = scene.chars_of(phrase.start, phrase.end)
    text = scene.report.text
    after = text[scene.chars_of(phrase.head, phrase.head + 1)[1] : high + 12]
    if _AGE.match(after) or _WHO.match(text, high):
        return True
    first = {doc[t].lower_.strip(".") for t in range(max(0, phrase.start - 1), phrase.start + 1)}
    if first & _TITLES:
        return True
    people = {a.head for a in scene.actors if a.kind == "group"}
    if any(c.dep_ == "conj" and c.i in people for c in doc[phrase.head].children):
        return True
    if stands_for_one(scene, phrase):
        return True
    verb = doc[phrase.head].head
    if doc[phrase.head].dep_ == "nsubj" and any(_does(c) for c in verb.children):
        return True
    if doc[phrase.head].dep_ != "nsubj:pass" and verb.dep_ != "acl":
        return False
    beside = [verb, *verb.children] if verb.dep_ != "conj" else [verb.head, *verb.head.children]
    if any(v.lemma_.lower() in _KEPT and v.pos_ == "VERB" for v in beside):
        return True
    caught = any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "while" for m in c.children)
        for c in verb.children
    )
    return caught or caught_at(scene, verb.i)
