"""Same event or another, on ECB+: the record's clustering over mentions that annotators linked.

    python -m bench.ecb [train|dev]

ECB+ (Cybulska and Vossen 2014) is news of all kinds, no war corpus: its events have neither the
coded type nor the day and place by which the record blocks and scores. What carries over is the
clustering itself (`dateline.weigh.clusters`, used as it is) and what words tell: the same word or
one derived from it or of one frame, names and numbers nearby, who did what to whom, reports alike.
The weights below were set by hand on the train documents; figures are of the dev documents.

Two baselines, both "the same head lemma is the same event": within a gold topic, as is customary,
and within a gold subtopic, which hands over what documents are about one incident. The clustering
is told neither. Measured are gold mentions of sentences annotated to the end, singletons included.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bench.coreference import conll
from bench.shared import shared_folder
from dateline.know.frames import frame_book
from dateline.model import Because, EventClaim, Report
from dateline.weigh.clusters import Likeness, clustered
from dateline.weigh.corrections import Corrections
from dateline.weigh.telling import Telling

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CORPUS = "corpora/dedup/ecbplus.jsonl"

# Points for one event, set on the train documents.
SAME_WORD, DERIVED, SAME_FRAME = 1.0, 0.9, 0.67
VAGUE = -0.4
"""For words that tell nothing of what happened."""
WORDS_ALIKE, NAMES_ALIKE = 0.375, 0.5
"""For reports with the same words, and the same names and numbers, in full from `ALIKE`."""
ALIKE = 0.4
ONE_REPORT = WORDS_ALIKE + NAMES_ALIKE - 0.3
NEARBY, ARGUMENTS, NO_ARGUMENT = 0.35, 0.23, -0.075
SENTENCE = 0.1
ENOUGH = 1.5

NEAR = 6
"""Words to either side."""
UNKNOWN = 3.0
"""Weight of a word that one document only has."""

_VAGUE = frozenset(
    "say tell report be have do make take go get come give leave announce confirm find help cause "
    "become state ask add claim call statement".split()
)
_ENDINGS = (
    *("ations", "ation", "ings", "ing", "ments", "ment", "ions", "ion", "ers", "er", "ors", "or"),
    *("ures", "ure", "als", "al", "ies", "es", "ed", "s", "y", "e"),
)
_STEM = 4
_ARGUMENTS = frozenset(
    "nsubj nsubj:pass csubj obj iobj obl obl:agent nmod nmod:poss compound".split()
)
_DAY = dt.date(2000, 1, 1)
"""One day for all, since ECB+ tells of none by the mention."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word or words that annotators took for an event.

    Attributes:
        id: of its document and place in it.
        document: number of its document.
        lemma: of its head.
        stem: the lemma without an ending that derives words.
        frames: in which the lemma stands.
        near: content words nearby.
        arguments: heads of what depends on it.
        sentence: content words of its sentence.
        cluster: the event, by the annotators.
    """

    id: str
    document: int
    lemma: str
    stem: str
    frames: frozenset[str]
    near: frozenset[str]
    arguments: frozenset[str]
    sentence: frozenset[str]
    cluster: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents of a split with what is compared.

    Attributes:
        mentions: all of them.
        topics: topic and subtopic of every document.
        words: likeness of every two documents by their content words, 0 to 1.
        names: the same by names and numbers.
        weight: of every content word, the rarer the more (inverse document frequency).
    """

    mentions: list[Mention]
    topics: list[tuple[int, str]]
    words: NDArray[np.float64]
    names: NDArray[np.float64]
    weight: dict[str, float]


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield CoNLL F1 of the clustering on the dev documents, and its lead over the baselines."""
    names = ("ecb.conll", "ecb.lead_topic", "ecb.lead_subtopic")
    if only is not None and not any(name.startswith(only) for name in names):
        return
    scores = measured(shared, "dev")
    ours = scores["clustering"]["conll"]
    yield "ecb.conll", round(ours, 2)
    yield "ecb.lead_topic", round(ours - scores["lemma within topic"]["conll"], 2)
    yield "ecb.lead_subtopic", round(ours - scores["lemma within subtopic"]["conll"], 2)


def measured(shared: Path, split: str) -> dict[str, dict[str, float]]:
    """Return the scores, in percent, of both baselines and of the clustering."""
    corpus = read(shared, split)
    gold = _grouped(corpus.mentions, lambda m: m.cluster)
    topics = corpus.topics
    answers = {
        "lemma within topic": _grouped(corpus.mentions, lambda m: (topics[m.document][0], m.lemma)),
        "lemma within subtopic": _grouped(
            corpus.mentions, lambda m: (topics[m.document][1], m.lemma)
        ),
        "clustering": linked(corpus),
    }
    return {name: conll(gold, answer) for name, answer in answers.items()}


def read(shared: Path, split: str) -> Corpus:
    """Parse the documents of a split and return what is compared."""
    from dateline.read.language import load

    language = load()
    with (shared / CORPUS).open(encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["split"] == split]
    mentions: list[Mention] = []
    words: list[list[str]] = []
    names: list[list[str]] = []
    for number, (row, doc) in enumerate(
        zip(rows, language.pipe(row["text"] for row in rows), strict=True)
    ):
        mentions += _mentions(number, row["events"], doc)
        words.append([_word(t) for t in doc if _content(t) or t.pos_ == "ADJ"])
        names.append([_word(t) for t in doc if t.pos_ in {"PROPN", "NUM"}])
    alike, weight = _alike(words)
    topics = [(row["topic"], row["subtopic"]) for row in rows]
    return Corpus(mentions, topics, alike, _alike(names)[0], weight)


def _mentions(number: int, events: Iterable[dict[str, Any]], doc: Doc) -> Iterator[Mention]:
    book = frame_book()
    lists = ("verbs", "nouns", "adjectives")
    for count, event in enumerate(events):
        span = doc.char_span(event["start"], event["end"], alignment_mode="expand")
        if not event["validated"] or span is None:
            continue
        head = span.root
        lemma = _word(head)
        content = [t for t in head.sent if t != head and (_content(t))]
        yield Mention(
            id=f"{number}:{count}",
            document=number,
            lemma=lemma,
            stem=_stem(lemma),
            frames=frozenset(
                frame.id
                for frame in book.frames.values()
                for kind in lists
                if lemma in getattr(frame, kind)
            ),
            near=frozenset(
                _word(t) for t in content if t.pos_ != "VERB" and abs(t.i - head.i) <= NEAR
            ),
            arguments=frozenset(_word(t) for t in head.children if t.dep_ in _ARGUMENTS),
            sentence=frozenset(_word(t) for t in content),
            cluster=event["cluster"],
        )


def _word(token: Token) -> str:
    return token.lemma_.lower()


def _content(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "VERB", "NUM"}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def _alike(texts: Sequence[Sequence[str]]) -> tuple[NDArray[np.float64], dict[str, float]]:
    """Cosine of every two texts (logarithmic counts times inverse frequency), and the latter."""
    spread = Counter(word for text in texts for word in set(text))
    column = {word: n for n, word in enumerate(w for w, among in spread.items() if among > 1)}
    weight = {w: math.log((1 + len(texts)) / (1 + spread[w])) + 1 for w in column}
    table = np.zeros((len(texts), max(1, len(column))))
    for row, text in enumerate(texts):
        for word, count in Counter(text).items():
            if word in column:
                table[row, column[word]] = (1 + math.log(count)) * weight[word]
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    return table @ table.T, weight


def linked(corpus: Corpus) -> list[list[str]]:
    """Return the mentions, by id, as the record's clustering puts them together."""
    by_id = {m.id: m for m in corpus.mentions}

    def points(one: Telling, other: Telling) -> float:
        return score(by_id[one.claim.id], by_id[other.claim.id], corpus)

    likeness = Likeness(kind=lambda t: t.claim.id, points=points, enough=ENOUGH, reach=0)
    tellings = [_telling(m) for m in corpus.mentions]
    found = clustered(tellings, likeness, Corrections(()))
    return [[t.claim.id for t in cluster] for cluster in found]


def _telling(mention: Mention) -> Telling:
    # Each as if from a report of its own: in ECB+ one report tells an event again and again.
    report = Report(
        source=mention.id,
        id=mention.id,
        text="",
        text_sha256="",
        published=_DAY,
        published_origin="metadata",
        language="en",
    )
    claim = EventClaim(
        id=mention.id,
        span=(0, 0),
        status="asserted",
        confidence=1.0,
        because=Because(rule="ecb"),
        event="ASSAULT",
    )
    return Telling(claim, report, mention.id, _DAY, _DAY)


def score(one: Mention, other: Mention, corpus: Corpus) -> float:
    """Return the points for one event; minus infinity where no word speaks for it."""
    if one.lemma == other.lemma:
        points = SAME_WORD
    elif one.stem == other.stem:
        points = DERIVED
    elif one.frames & other.frames:
        points = SAME_FRAME
    else:
        points = 0.0
    if one.lemma in _VAGUE or other.lemma in _VAGUE:
        points += VAGUE
    if one.document == other.document:
        points += ONE_REPORT
    else:
        points += WORDS_ALIKE * min(1, corpus.words[one.document, other.document] / ALIKE)
        points += NAMES_ALIKE * min(1, corpus.names[one.document, other.document] / ALIKE)
    points += NEARBY * _shared(one.near, other.near, corpus.weight)
    points += SENTENCE * _shared(one.sentence, other.sentence, corpus.weight)
    if one.arguments and other.arguments:
        alike = _shared(one.arguments, other.arguments, corpus.weight)
        points += ARGUMENTS * alike if alike else NO_ARGUMENT
    return float(points)


def _shared(some: frozenset[str], others: frozenset[str], weight: dict[str, float]) -> float:
    """The share of words in common, by weight (Jaccard)."""
    common = some & others
    if not common:
        return 0.0
    return sum(weight.get(w, UNKNOWN) for w in common) / sum(
        weight.get(w, UNKNOWN) for w in some | others
    )


def _grouped(mentions: Iterable[Mention], key: Callable[[Mention], Hashable]) -> list[list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for mention in mentions:
        groups[key(mention)].append(mention.id)
    return list(groups.values())


if __name__ == "__main__":
    material = shared_folder()
    if material is None:
        sys.exit("bench.ecb: no shared material (DATELINE_SHARED or ../shared)")
    for name, scores in measured(material, sys.argv[1] if len(sys.argv) > 1 else "dev").items():
        print(f"{name:<24}" + "".join(f"{key} {value:6.2f}   " for key, value in scores.items()))
