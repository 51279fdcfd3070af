"""Measures the language pipeline: trees, tags, words, sentences, names and speed.

Run ``python bench/language.py``. It needs the shared corpora (``DATELINE_SHARED``, else
``../shared``) and says so where they are missing. Raw text is scored as the CoNLL 2018 shared
task did: whole documents with their paragraphs, words aligned by their characters.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dateline.read.language.features import shape_id
from dateline.read.language.names import Found, NameDecoder, settled
from dateline.read.language.network import Scores, Window
from dateline.read.language.pipeline import Language
from dateline.read.language.trees import best_tree

ROOT = Path(__file__).resolve().parent.parent
SETS = {"EWT dev": "ewt-dev.conllu", "GUM dev": "gum-dev.conllu"}
# A window of gold words is as long as one of the pipeline's own.
PIECES = 180


@dataclass
class Gold:
    """One document of gold annotation; lists run over its words."""

    text: str = ""
    spans: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    """First word of each sentence."""
    opens: list[bool] = field(default_factory=list)
    """Whether a paragraph begins with the sentence."""
    ids: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Word number in the document, -1 for a root."""
    labels: list[str] = field(default_factory=list)

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Give a sentence's first word and end."""
        following = sentence + 1 < len(self.sentences)
        return self.sentences[sentence], self.sentences[sentence + 1] if following else len(
            self.spans
        )


def read(path: Path) -> list[Gold]:
    """Rebuild the running text of each document from its words and spaces."""
    documents: list[Gold] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        opens, until, joined = False, 0, True
        rows = []
        for row in block.split("\n"):
            if row.startswith("# newdoc"):
                documents.append(Gold())
                opens = True
            elif row.startswith("# newpar"):
                opens = True
            elif row.startswith("# sent_id"):
                sent_id = row.split("= ", 1)[1]
            elif row[0] != "#":
                rows.append(row.split("\t"))
        gold = documents[-1]
        if opens and gold.text:
            gold.text = gold.text.rstrip(" ") + "\n\n"
        first = len(gold.spans)
        gold.sentences.append(first)
        gold.opens.append(opens)
        gold.ids.append(sent_id)
        for cells in rows:
            if "." in cells[0]:
                continue
            spaced = "SpaceAfter=No" not in cells[9].split("|")
            if "-" in cells[0]:
                until, joined = int(cells[0].split("-")[1]), spaced
                continue
            number = int(cells[0])
            spaced = False if number < until else joined if number == until else spaced
            start = len(gold.text)
            gold.text += cells[1]
            gold.spans.append((start, len(gold.text)))
            gold.text += " " * spaced
            gold.lemmas.append(cells[2])
            gold.upos.append(cells[3])
            gold.xpos.append(cells[4])
            gold.feats.append(cells[5])
            gold.heads.append(first + int(cells[6]) - 1 if cells[6] != "0" else -1)
            gold.labels.append(cells[7])
    return documents


def f1(right: float, guessed: float, gold: float) -> float:
    return 200 * right / (guessed + gold)


def on_gold_words(language: Language, documents: list[Gold]) -> dict[str, float]:
    """Score tags and trees where words and sentences are given."""
    owners = [(gold, run) for gold in documents for run in _runs(language, gold)]
    windows = [_window(language, gold, run) for gold, run in owners]
    labels = language.network.labels
    count = dict.fromkeys(("words", "UPOS", "XPOS", "FEATS", "UAS", "LAS"), 0)
    for (gold, run), score in zip(owners, language.network(windows), strict=True):
        begin = gold.sentences[run[0]]
        for s in run:
            a, b = gold.bounds(s)
            heads = best_tree(_arcs(score, a - begin, b - begin))
            absolute = np.where(heads > 0, heads + a - 1, -1)
            inside = np.where(absolute < 0, 0, absolute - begin + 1)
            chosen = language.network.labels_of(
                score.label_dep[a - begin : b - begin], score.label_head[inside], absolute < 0
            )
            for i in range(a, b):
                fits = absolute[i - a] == gold.heads[i]
                count["words"] += 1
                count["UPOS"] += labels["upos"][score.upos[i - begin]] == gold.upos[i]
                count["XPOS"] += labels["xpos"][score.xpos[i - begin]] == gold.xpos[i]
                count["FEATS"] += labels["feats"][score.feats[i - begin]] == gold.feats[i]
                count["UAS"] += fits
                count["LAS"] += fits and labels["labels"][chosen[i - a]] == gold.labels[i]
    return {k: 100 * v / count["words"] for k, v in count.items() if k != "words"}


def _runs(language: Language, gold: Gold) -> list[list[int]]:
    """Group a document's sentences to windows of the pipeline's own length."""
    runs: list[list[int]] = []
    used = 0
    for s in range(len(gold.sentences)):
        a, b = gold.bounds(s)
        size = sum(
            len(language.network.featurer(gold.text[x:y]).pieces) for x, y in gold.spans[a:b]
        )
        if not runs or used + size > PIECES:
            runs.append([])
            used = 0
        runs[-1].append(s)
        used += size
    return runs


def _arcs(score: Scores, a: int, b: int) -> np.ndarray:
    return np.concatenate((score.arcs[a:b, :1], score.arcs[a:b, a + 1 : b + 1]), 1)


def _window(language: Language, gold: Gold, run: list[int]) -> Window:
    featurer = language.network.featurer
    out = Window([featurer.cls], [0], [], [], [])
    for s in run:
        a, b = gold.bounds(s)
        for i in range(a, b):
            start, end = gold.spans[i]
            word = featurer(gold.text[start:end])
            spaced = i == 0 or gold.spans[i - 1][1] < start
            shape = shape_id(word.case, spaced=spaced, starts_line=i == a and gold.opens[s])
            out.first.append(len(out.pieces))
            out.pieces.extend(word.pieces)
            out.last.append(len(out.pieces) - 1)
            out.shapes.extend([shape] * len(word.pieces))
            out.hashes.append(word.hashes)
    out.pieces.append(featurer.sep)
    out.shapes.append(0)
    return out


def on_raw_text(language: Language, documents: list[Gold]) -> dict[str, float]:
    """Score words, sentences, tags, lemmas and trees from running text, as F1."""
    right = dict.fromkeys(
        ("words", "sentences", "UPOS", "XPOS", "FEATS", "lemmas", "UAS", "LAS"), 0
    )
    words = gold_words = sentences = gold_sentences = 0
    for gold, doc in zip(documents, language.pipe(g.text for g in documents), strict=True):
        assert doc.text == gold.text
        tokens = [t for t in doc if not t.is_space]
        where = {(t.idx, t.idx + len(t)): t for t in tokens}
        words += len(tokens)
        gold_words += len(gold.spans)
        ends = [*gold.sentences[1:], len(gold.spans)]
        want = {
            (gold.spans[a][0], gold.spans[b - 1][1])
            for a, b in zip(gold.sentences, ends, strict=True)
        }
        got = set()
        for sentence in doc.sents:
            solid = [t for t in sentence if not t.is_space]
            if solid:
                got.add((solid[0].idx, solid[-1].idx + len(solid[-1])))
        right["sentences"] += len(want & got)
        sentences += len(got)
        gold_sentences += len(want)
        for i, span in enumerate(gold.spans):
            token = where.get(span)
            if token is None:
                continue
            right["words"] += 1
            right["UPOS"] += token.pos_ == gold.upos[i]
            right["XPOS"] += token.tag_ == gold.xpos[i]
            right["FEATS"] += (str(token.morph) or "_") == gold.feats[i]
            right["lemmas"] += token.lemma_ == gold.lemmas[i]
            head = (
                None if token.head == token else (token.head.idx, token.head.idx + len(token.head))
            )
            fits = head == (gold.spans[gold.heads[i]] if gold.heads[i] >= 0 else None)
            right["UAS"] += fits
            right["LAS"] += fits and token.dep_ == gold.labels[i]
    return {
        k: f1(v, *((sentences, gold_sentences) if k == "sentences" else (words, gold_words)))
        for k, v in right.items()
    }


def names(language: Language, documents: list[Gold], path: Path) -> dict[str, float]:
    """Score the main name head on gold words, strictly by span and kind, and per kind.

    ``alone`` is the head by itself; the others are after the names of a document agree, as
    shipped.
    """
    tags = _tags(path)
    decoder = NameDecoder(language.network.labels["uner"])
    count = {k: [0, 0, 0] for k in ("F1", "PER", "ORG", "LOC", "alone")}
    for gold in documents:
        runs = _runs(language, gold)
        want: set[Found] = set()
        got: list[Found] = []
        weights = []
        for run, score in zip(
            runs, language.network([_window(language, gold, r) for r in runs]), strict=True
        ):
            begin = gold.sentences[run[0]]
            for s in run:
                a, b = gold.bounds(s)
                own = tags.get(gold.ids[s], ["O"] * (b - a))
                want |= {(a + x, a + y, kind) for x, y, kind in _spans(own)}
                for x, y, kind in decoder.spans(
                    score.uner[a - begin : b - begin], np.arange(b - a) == 0
                ):
                    got.append((a + x, a + y, kind))
                    weights.append(decoder.weights(score.uner[a - begin : b - begin], x, y))
        forms = [gold.text[x:y] for x, y in gold.spans]
        final = set(settled(got, weights, forms))
        for key, numbers in count.items():
            guess = set(got) if key == "alone" else final
            w = {x for x in want if key in {"F1", "alone", x[2]}}
            g = {x for x in guess if key in {"F1", "alone", x[2]}}
            for i, n in enumerate((len(w & g), len(g), len(w))):
                numbers[i] += n
    return {k: f1(*v) for k, v in count.items()}


def _tags(path: Path) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        found = re.search(r"# sent_id = (.*)", block)
        rows = [r.split("\t") for r in block.split("\n") if r and r[0] != "#"]
        if found:
            tags[found.group(1)] = [
                r[2] if r[2][2:] in {"PER", "ORG", "LOC"} else "O" for r in rows
            ]
    return tags


def _spans(tags: list[str]) -> set[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        if tag[0] == "I" and out and out[-1][1] == at and out[-1][2] == tag[2:]:
            out[-1] = (out[-1][0], at + 1, tag[2:])
        elif tag != "O":
            out.append((at, at + 1, tag[2:]))
    return set(out)


def speed(language: Language, documents: list[Gold]) -> tuple[float, float]:
    """Time text to document, words a second; beside it spaCy's blank English tokeniser."""
    import spacy

    texts = [g.text for g in documents]
    count = sum(len(g.spans) for g in documents)
    blank = spacy.blank("en")
    for _ in blank.pipe(texts):
        pass
    begun = time.process_time()
    for _ in blank.pipe(texts):
        pass
    reference = count / (time.process_time() - begun)
    best = 0.0
    for _ in range(3):
        begun = time.process_time()
        for _ in language.pipe(texts):
            pass
        best = max(best, count / (time.process_time() - begun))
    return best, reference


def figures(shared: Path, *, only: str | None = None) -> Iterator[tuple[str, float]]:
    """Yield what goes into the table of `python -m bench`; shares in percent.

    Args:
        shared: folder of shared material.
        only: a prefix of the figures' names; nothing is measured where none begins with it.
    """
    if only is not None and not only.startswith("language") and not "language".startswith(only):
        return
    language, corpora = Language(), shared / "corpora"
    sets = {name: read(corpora / "ud" / file) for name, file in SETS.items()}
    for name, documents in sets.items():
        short = name.split()[0].lower()
        for words, scores in (
            ("gold", on_gold_words(language, documents)),
            ("raw", on_raw_text(language, documents)),
        ):
            for measure in ("UPOS", "LAS"):
                yield f"language.{short}.{words}.{measure.lower()}", round(scores[measure], 2)
    found = names(language, sets["EWT dev"], corpora / "ner/uner-ewt-dev.iob2")
    yield "language.uner.f1", round(found["F1"], 2)
    ours, reference = speed(language, sets["GUM dev"])
    yield "language.words_per_s", round(ours)
    yield "language.ratio_to_tokeniser", round(ours / reference, 4)


def show(name: str, scores: dict[str, float]) -> None:
    print(f"{name:22}", "  ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)


def main() -> None:
    """Parse the command line and print every figure."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--no-speed", action="store_true")
    ask.add_argument("--weights", type=Path, help="another weights folder")
    args = ask.parse_args()
    shared = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
    corpora = shared / "corpora"
    if not corpora.is_dir():
        sys.exit(f"No corpora in {shared}: set DATELINE_SHARED to the folder that holds corpora/.")
    begun = time.perf_counter()
    language = Language(args.weights) if args.weights else Language()
    print(f"{language.id}, loaded in {time.perf_counter() - begun:.2f} s")
    sets = {name: read(corpora / "ud" / file) for name, file in SETS.items()}
    for name, documents in sets.items():
        show(name + ", gold words", on_gold_words(language, documents))
        show(name + ", raw text", on_raw_text(language, documents))
    show("UNER dev, strict", names(language, sets["EWT dev"], corpora / "ner/uner-ewt-dev.iob2"))
    if not args.no_speed:
        ours, reference = speed(language, sets["GUM dev"])
        print(
            f"speed, one thread: {ours:,.0f} words/s of CPU time; "
            f"spaCy's tokeniser alone {reference:,.0f} (ratio {ours / reference:.3f})"
        )


if __name__ == "__main__":
    main()
