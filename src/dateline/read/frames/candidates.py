"""Which places "it", "there" or "the town" may stand for, by what they are and how they are told.

One rule: a place that is only told in passing (where somebody is from, goes, or speaks; whose a
body is; where a town lies) is not what is pointed to.
"""

from __future__ import annotations

import re
from typing import Final

from dateline.know.speech import cues
from dateline.model import PlaceMention
from dateline.read.clauses.clause import Phrase
from dateline.read.frames.ground import Ground
from dateline.read.frames.kin import kin
from dateline.read.frames.venues import venue, witness_at

HERE: Final = frozenset({"it", "its", "there", "here", "which", "where"})
_BEFORE = len("telling ")
_SETTLED = frozenset(
    """city town village capital province governorate region state district county suburb
    neighbourhood neighborhood settlement hamlet camp port place area""".split()
)
_WIDER = frozenset({"province", "governorate", "region", "state", "county"})
_AT_A_SPOT = re.compile(r"\b(?:near|at|outside|village of|town of) $", re.IGNORECASE)
"""Before a name, what says that it is no land's."""
_LYING = re.compile(r"(?: [a-z]+)?, (?:in|near|outside|inside) (?:the )?")
_LONGEST = 200
"""Characters of the longest name of a place."""


def may_be(ground: Ground, mention: PlaceMention, phrase: Phrase, lemma: str) -> bool:
    """Tell whether a pronoun or a definite noun may stand for a place."""
    pronoun = ground.lowers[phrase.head] in HERE
    span = mention.span or (0, 0)
    if pronoun and (
        mention.role == "dateline"
        or mention.feature in {"country", "region"}
        or _lies_in(ground, mention)
    ):
        return False  # where a report was filed is nothing that it tells of
    if mention.lat is None and ground.person_over(mention) and mention in ground.scene.places:
        return False  # a name taken for a place is none's any more
    if pronoun:
        return not (_of_body(ground, span) or witness_at(ground, mention))  # "Kyiv's 46th Brigade"
    if mention.role == "dateline" and lemma in ground.book.extent["landmark"]:
        return False  # "hold the port" is told of where the report was filed, and is its port
    if lemma in _TOWN_OR_SITE and _among_sites(ground, phrase):
        return False
    return (
        _may_be_called(ground, mention, lemma)
        and not _aside(ground, mention, ground.scene.tokens.idx[phrase.start])
        and not _speaks(ground, mention)
        and not venue(ground, mention)
        and not _set_out_from(ground, mention, phrase)
    )


_TOWN_OR_SITE = frozenset({"port", "harbour", "harbor", "crossing", "junction"})


def _among_sites(ground: Ground, phrase: Phrase) -> bool:
    """Tell whether a port is one of several sites of a town ("the airport and THE PORT")."""
    tokens = ground.scene.tokens
    first = phrase.head
    if tokens.base[first] == "conj":
        first = tokens.head[first]
    others = [first, *(c for c in tokens.children[first] if tokens.base[c] == "conj")]
    return any(
        t != phrase.head and tokens.pos[t] == "NOUN" and "facility" in ground.word_kinds(t)
        for t in others
    )


def _may_be_called(ground: Ground, mention: PlaceMention, lemma: str) -> bool:
    """Tell whether a place may be called by a noun, wherever that stands; asked often."""
    key = mention.span, mention.id, mention.feature, lemma
    if key not in ground.called:
        ground.called[key] = (
            kin(lemma, mention.feature)
            and _named_so(ground, lemma, mention)
            and not _no_town(ground, mention)
            and not _of_body(ground, mention.span or (0, 0))
        )
    return ground.called[key]


def _speaks(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a seat is named for its government ("Belgrade said the town was lost")."""
    span = mention.span or (0, 0)
    if mention.feature not in {"city", "country"}:
        return False
    if any(
        a.span[0] == span[0] and a.span[1] > span[1] and a.ref.id is not None
        for a in ground.scene.actors_over(span)
    ):
        return True  # "Kyiv's defence intelligence"
    head = ground.scene.doc[ground.scene.tokens_of(span)[1] - 1]
    if not head.dep_.startswith("nsubj"):
        return False
    verbs = [head.head, *(t for t in head.head.children if t.dep_ == "xcomp")]
    return any(t.lemma_.lower() in cues().verbs for t in verbs)


def _lies_in(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a province only tells where the town before lies ("X, in South Kivu,")."""
    if mention.feature not in {"admin1", "admin2"} or mention.span is None:
        return False
    low = mention.span[0]
    return any(
        p.span is not None and _LYING.fullmatch(ground.scene.report.text, p.span[1], low)
        for p in ground.scene.places_by_span.starting(max(0, low - 24 - _LONGEST), low - 4)
    )


def _named_so(ground: Ground, lemma: str, mention: PlaceMention) -> bool:
    """Tell whether a place that no gazetteer knows may be a town by its own last word."""
    if mention.feature is not None:
        return True
    last = mention.text.split(" ")[-1].lower()
    if last == lemma:
        return True
    low = (mention.span or (0, 0))[0]
    if lemma in _WIDER and _AT_A_SPOT.search(ground.scene.text, max(0, low - 12), low):
        return False  # an accident near A, troops that "entered the province"
    kinds = ground.book.kinds.get(last, frozenset())
    return lemma in _SETTLED and not kinds & {"ground", "facility", "armed"}


def _no_town(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a name that no gazetteer knows is rather a body, or where a town lies.

    Bodies have an article or are known by that name ("the Wazalendo", "LURD"); a land follows
    its town behind a comma ("VUKOVAR, Yugoslavia").
    """
    span = mention.span or (0, 0)
    if ground.is_band(span):
        return True
    if mention.lat is not None or mention.feature is not None:
        return False
    before = ground.scene.report.text[max(0, span[0] - _BEFORE) : span[0]]
    if before.endswith(("told ", "telling ", "tells ")):
        return True  # "a trader told Lusa"
    if before[-4:].lower() == "the ":
        return True
    return before.endswith(", ") and any(
        p.span is not None and p.span[1] == span[0] - 2
        for p in ground.scene.places_by_span.starting(span[0] - 2 - _LONGEST, span[0])
    )


def _of_body(ground: Ground, span: tuple[int, int]) -> bool:
    """Tell whether a place is in the name of a body in arms, and not told as where it is."""
    token = ground.scene.token_at(span[0])
    if token > 0 and ground.lowers[token - 1] in {"in", "at", "of"}:
        return False
    return any(
        span[1] < a.span[1]
        and a.kind in {"organisation", "group"}
        and "armed" in ground.word_kinds(a.head)
        for a in ground.scene.actors_over(span)
    )


def on_the_way(ground: Ground, span: tuple[int, int]) -> bool:
    """Tell whether a place only tells where somebody comes from or goes, or whose it is."""
    doc = ground.scene.doc
    token = ground.scene.token_at(span[0])
    if token > 0 and ground.lowers[token - 1] in {"from", "towards", "toward", "to"}:
        return True
    head = doc[ground.scene.tokens_of(span)[1] - 1]
    kinds = ground.word_kinds(head.head.i)
    return head.dep_ == "compound" and not kinds & {"ground"}  # "the Tripoli channels"


def _set_out_from(ground: Ground, mention: PlaceMention, phrase: Phrase) -> bool:
    """Tell whether its sentence has left a place already ("LEFT JUBA and was nearing the town")."""
    tokens = ground.scene.tokens
    head = ground.scene.tokens_of(mention.span or (0, 0))[1] - 1
    verb = tokens.head[head]
    if tokens.base[head] != "obj" or tokens.lemma[verb] not in {"leave", "depart"}:
        return False
    then = tokens.head[phrase.head]
    return tokens.base[then] == "conj" and tokens.head[then] == verb


def holding(ground: Ground, mention: PlaceMention) -> PlaceMention:
    """Return the place of "the mosque, in the Old City" for what only tells where it lies."""
    text, span = ground.scene.report.text, mention.span or (0, 0)
    for inner in ground.scene.places_by_span.starting(span[0] - 24 - _LONGEST, span[0]):
        if inner.span and span[0] - 24 <= inner.span[1] < span[0]:
            between = text[inner.span[1] : span[0]]
            if _LYING.fullmatch(between):
                return inner
    return mention


def _aside(ground: Ground, mention: PlaceMention, char: int) -> bool:
    """Tell whether a place is only where somebody is from, or said in another's quotation."""
    start = (mention.span or (0, 0))[0]
    token = ground.scene.token_at(start)
    if token >= 2 and ground.lowers[token - 1] == "from":
        kind = ground.word_kinds(token - 2)
        if kind & {"armed", "civil", "official"} or ground.actor_headed(token - 2) is not None:
            return True
    return any(not s.covers(char) for s in ground.scene.direct_over(start))
