"""Reads the treebanks and name sets and cuts them into windows of running text.

One rule: a document keeps its paragraphs, its order and its spaces, so that the model meets
sentences as a reader does: several in a row, headlines and quotes included.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SKIPPED_GENRES = ("conversation",)
"""GUM genres kept out of the weights: the source corpus may be no-derivatives."""

QUICK_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,:]\d+)+|[^\W_]+(?:['’](?!s\b)[^\W_]+)?|['’]s\b|\.{3}|\S"
)
UNSURE = "?"
"""The tag of a word whose name is not known: it trains nothing."""
RE3D_HELD = 6
"""Every tenth document of re3d, six in all, is held out to measure on."""


@dataclass
class Sentence:
    """One sentence of gold annotation; lists run over its words."""

    forms: list[str]
    spaced: list[bool]
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    opens: bool = False
    """Whether a paragraph begins here."""
    sent_id: str = ""


@dataclass
class Document:
    """A document's sentences in order."""

    name: str
    sentences: list[Sentence]


def read_conllu(path: Path) -> list[Document]:  # noqa: C901  (the format's cases)
    """Read a treebank, joining spaces of multi-word tokens and paragraph marks."""
    documents: list[Document] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if not block.strip():
            continue
        rows = block.strip("\n").split("\n")
        sentence = Sentence([], [])
        opens = False
        unspaced_until, last_spaced = 0, True
        entities: list[str] = []
        for row in rows:
            if row.startswith("#"):
                if row.startswith("# newdoc"):
                    documents.append(Document(row.split("=", 1)[1].strip(), []))
                    opens = True
                elif row.startswith("# newpar"):
                    opens = True
                elif row.startswith("# sent_id"):
                    sentence.sent_id = row.split("=", 1)[1].strip()
                continue
            cells = row.split("\t")
            if "." in cells[0]:
                continue
            spaced = "SpaceAfter=No" not in cells[9].split("|")
            if "-" in cells[0]:
                unspaced_until = int(cells[0].split("-")[1])
                last_spaced = spaced
                continue
            number = int(cells[0])
            if number < unspaced_until:
                spaced = False
            elif number == unspaced_until:
                spaced = last_spaced
            sentence.forms.append(cells[1])
            sentence.spaced.append(spaced)
            sentence.lemmas.append(cells[2])
            sentence.upos.append(cells[3])
            sentence.xpos.append(cells[4])
            sentence.feats.append(cells[5])
            sentence.heads.append(int(cells[6]))
            sentence.labels.append(cells[7])
            entities.append(
                next((m[7:] for m in cells[9].split("|") if m.startswith("Entity=")), "")
            )
        sentence.opens = opens or not documents[-1].sentences
        if "GUM" in documents[-1].name:
            found = mentions(entities)
            sentence.names["gum"] = named_mentions(sentence, found)
            sentence.names["uner"] = main_names(sentence, found)
        documents[-1].sentences.append(sentence)
    return documents


Mention = tuple[int, int, str, str]
"""First word, end (exclusive), type and the title of its Wikipedia article, if told."""


def mentions(entities: list[str]) -> list[Mention]:
    """Read GUM's bracketed mentions, longest first."""
    stack: list[tuple[str, str, str, int]] = []
    spans: list[Mention] = []
    for place, text in enumerate(entities):
        for piece in re.findall(r"\([^()]*\)?|\d+\)", text):
            if piece[0] == "(":
                parts = piece[1:].rstrip(")").split("-")
                if len(parts) < 2:
                    continue
                title = "-".join(parts[7:])
                if piece.endswith(")"):
                    spans.append((place, place + 1, parts[1], title))
                else:
                    stack.append((parts[0], parts[1], title, place))
                continue
            found = [at for at, opened in enumerate(stack) if opened[0] == piece[:-1]]
            if found:
                _, kind, title, start = stack.pop(found[-1])
                spans.append((start, place + 1, kind, title))
    return sorted(spans, key=lambda m: m[0] - m[1])


def named_mentions(sentence: Sentence, found: list[Mention]) -> list[str]:
    """Cut GUM's nested mentions down to the names in them.

    A mention whose head word is a proper noun gives the unbroken run of proper nouns (with
    hyphens between) around that head; a mention of time gives its span.
    """
    named = [u == "PROPN" or x == "HYPH" for u, x in zip(sentence.upos, sentence.xpos, strict=True)]
    out = ["O"] * len(sentence.forms)
    for start, last, kind, _ in found:
        end = last
        if kind == "time":
            while end > start and sentence.upos[end - 1] in _NO_END:
                end -= 1
            if 0 < end - start <= 7 and all(tag == "O" for tag in out[start:end]):
                _mark(out, start, end, kind)
            continue
        top = _top(sentence, start, end)
        if top is None or sentence.upos[top] != "PROPN":
            continue
        left = right = top
        while left > start and named[left - 1]:
            left -= 1
        while right + 1 < end and named[right + 1]:
            right += 1
        _mark(out, left, right + 1, kind)
    return out


def _top(sentence: Sentence, start: int, end: int) -> int | None:
    """Find the head word of a span."""
    return next((i for i in range(start, end) if not start < sentence.heads[i] <= end), None)


KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}
_LINKS = {"of", "for", "the", "and", "&", "de", "on", "in"}


def main_names(sentence: Sentence, found: list[Mention]) -> list[str]:
    """Read off GUM's mentions what Universal NER would call a name, outermost first.

    A name is the run of proper nouns around the mention's head, drawn on over "of", "for" and
    the like where its Wikipedia title goes on so.  Proper nouns that are in no such name are
    ``UNSURE``, and so are titles before a person.
    """
    named = [x in {"NNP", "NNPS", "HYPH"} for x in sentence.xpos]
    out = [UNSURE if u == "PROPN" else "O" for u in sentence.upos]
    taken = [False] * len(out)
    for start, end, kind, title in found:
        if kind == "time":
            for at in range(start, end):
                out[at] = "O" if not taken[at] else out[at]
            continue
        top = _top(sentence, start, end)
        if kind not in KINDS or top is None or sentence.upos[top] != "PROPN":
            continue
        left = right = top
        while left > start and named[left - 1]:
            left -= 1
        words = set(re.split(r"[_\W]+", title.lower()))
        while right + 1 < end:
            step = right + 1
            while step < end and step - right < 3 and sentence.forms[step].lower() in _LINKS:
                step += 1
            linked = step == right + 1 or sentence.forms[step - (step == end)].lower() in words
            if step >= end or not named[step] or not linked:
                break
            right = step
        while left < right and sentence.labels[left] == "nmod:desc":
            out[left] = UNSURE
            left += 1
        if (
            sentence.xpos[left] == "HYPH"
            or sentence.xpos[right] == "HYPH"
            or any(taken[left : right + 1])
        ):
            continue
        _mark(out, left, right + 1, KINDS[kind])
        taken[left : right + 1] = [True] * (right + 1 - left)
    return out


_NO_END = {"ADP", "PUNCT", "DET", "CCONJ", "SCONJ", "PRON", "PART"}


def _mark(tags: list[str], start: int, end: int, kind: str) -> None:
    if end < len(tags) and tags[end].startswith("I-"):
        tags[end] = "B" + tags[end][1:]
    tags[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)


def read_iob2(path: Path) -> dict[str, list[str]]:
    """Read Universal NER tags by sentence id."""
    tags: dict[str, list[str]] = {}
    current: list[str] = []
    for row in path.read_text(encoding="utf-8").split("\n"):
        if row.startswith("# sent_id"):
            current = tags[row.split("=", 1)[1].strip()] = []
        elif row and row[0] != "#":
            tag = row.split("\t")[2]
            current.append(tag if tag[2:] in {"PER", "ORG", "LOC"} else "O")
    return tags


def add_names(documents: list[Document], tags: dict[str, list[str]]) -> int:
    """Put Universal NER tags on the treebank's sentences; returns how many fitted."""
    fitted = 0
    for document in documents:
        for sentence in document.sentences:
            found = tags.get(sentence.sent_id)
            if found is not None and len(found) == len(sentence.forms):
                sentence.names["uner"] = found
                fitted += 1
    return fitted


def read_re3d(path: Path) -> list[Document]:
    """Read re3d; longer spans win over spans inside them, sentences are its lines."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        tokens = [(m.start(), m.end()) for m in QUICK_WORD.finditer(text)]
        tags = ["O"] * len(tokens)
        for entity in sorted(record["entities"], key=lambda e: e["end"] - e["start"]):
            inside = [
                i for i, (a, b) in enumerate(tokens) if a < entity["end"] and b > entity["start"]
            ]
            if inside:
                _mark(tags, inside[0], inside[-1] + 1, entity["type"])
        main = _main_of_re3d([text[a:b] for a, b in tokens], tags)
        document = Document("re3d_" + record["id"], [])
        begin = 0
        for at in range(len(tokens)):
            last = at + 1 == len(tokens)
            gap = "" if last else text[tokens[at][1] : tokens[at + 1][0]]
            full = (
                text[tokens[at][0]] in ".!?"
                and at - begin > 3
                and not last
                and text[tokens[at + 1][0]].isupper()
            )
            if last or "\n" in gap or (full and gap):
                part = slice(begin, at + 1)
                opens = begin == 0 or "\n" in text[tokens[begin - 1][1] : tokens[begin][0]]
                forms = [text[a:b] for a, b in tokens[part]]
                spaced = [b >= len(text) or text[b].isspace() for _, b in tokens[part]]
                names = {"re3d": _begun(tags[part]), "uner": _begun(main[part])}
                document.sentences.append(Sentence(forms, spaced, names=names, opens=opens))
                begin = at + 1
        documents.append(document)
    return documents


def _begun(tags: list[str]) -> list[str]:
    return ["B" + t[1:] if i == 0 and t[0] == "I" else t for i, t in enumerate(tags)]


_NO_NAMES = set("the a an and i we you he she it they his her its our their this that who".split())
RE3D_KINDS = {"Person": "PER", "Location": "LOC", "Organisation": "ORG"}


def _main_of_re3d(forms: list[str], tags: list[str]) -> list[str]:
    """Keep re3d's spans that are names through and through; other capitals are ``UNSURE``."""
    out = [UNSURE if form[0].isupper() else "O" for form in forms]
    start = 0
    while start < len(tags):
        end = start + 1
        while end < len(tags) and tags[end][0] == "I":
            end += 1
        kind = RE3D_KINDS.get(tags[start][2:])
        begin = start
        while begin < end and forms[begin].lower() in _NO_NAMES:
            out[begin] = "O"
            begin += 1
        part = forms[begin:end]
        plain = [f[0].isupper() or f.lower() in _JOINTS for f in part]
        person = kind != "PER" or (len(part) <= 5 and "of" not in part)
        if (
            kind
            and part
            and person
            and all(plain)
            and part[0][0].isupper()
            and part[-1][0].isupper()
        ):
            _mark(out, begin, end, kind)
        elif tags[start] == "O" and forms[start][0].isupper():
            # What the set leaves unmarked was often marked by some of its annotators.
            out[start] = UNSURE
        start = end
    return out


_JOINTS = _LINKS | {"-", "al", "el", "ul", "bin", "'s", "as", "ad", "ar", "az", "ash"}


def load_all(shared: Path) -> dict[str, list[Document]]:
    """Load everything that trains or steers the model, by role."""
    ud, ner = shared / "corpora/ud", shared / "corpora/ner"
    ewt, gum = read_conllu(ud / "ewt-train.conllu"), read_conllu(ud / "gum-train.conllu")
    gum = [d for d in gum if not any(f"GUM_{g}_" in d.name for g in SKIPPED_GENRES)]
    add_names(ewt, read_iob2(ner / "uner-ewt-train.iob2"))
    ewt_dev, gum_dev = read_conllu(ud / "ewt-dev.conllu"), read_conllu(ud / "gum-dev.conllu")
    add_names(ewt_dev, read_iob2(ner / "uner-ewt-dev.iob2"))
    re3d = read_re3d(ner / "re3d.jsonl")
    level_places(gum, ewt + gum)
    level_places(re3d, ewt + gum)
    held = [d for i, d in enumerate(re3d) if i % 10 == 5][:RE3D_HELD]
    kept = [d for d in re3d if d not in held]
    return {
        "ewt": ewt,
        "gum": gum,
        "re3d": kept,
        "ewt_dev": ewt_dev,
        "gum_dev": gum_dev,
        "re3d_dev": held,
    }


def level_places(documents: list[Document], known: list[Document]) -> None:
    """Leave open the kind of names that are places elsewhere.

    Universal NER calls a country a place whatever it does; GUM and re3d call one that acts an
    organisation.
    """
    places = {" ".join(n) for d in known for s in d.sentences for n in _names_of(s, "LOC")}
    for document in documents:
        for sentence in document.sentences:
            tags = sentence.names["uner"]
            for start, end in _spans_of(tags, "ORG"):
                if " ".join(sentence.forms[start:end]) in places:
                    tags[start:end] = [UNSURE] * (end - start)


def _spans_of(tags: list[str], kind: str) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for at, tag in enumerate(tags):
        if tag == "B-" + kind:
            out.append((at, at + 1))
        elif tag == "I-" + kind and out:
            out[-1] = (out[-1][0], at + 1)
    return out


def _names_of(sentence: Sentence, kind: str) -> list[list[str]]:
    return [sentence.forms[a:b] for a, b in _spans_of(sentence.names.get("uner", []), kind)]


def inventory(documents: list[Document], what: str, least: int = 1) -> list[str]:
    """Count the values of a column; rare ones (under ``least``) are left out."""
    counts: Counter[str] = Counter()
    for document in documents:
        for sentence in document.sentences:
            counts.update(getattr(sentence, what))
    return sorted(value for value, count in counts.items() if count >= least)


def name_tags(documents: list[Document], head: str, least: int = 1) -> list[str]:
    """List the BIO tags of one name head, ``O`` first."""
    counts: Counter[str] = Counter()
    for document in documents:
        for sentence in document.sentences:
            counts.update(t[2:] for t in sentence.names.get(head, ()) if t[0] == "B")
    kinds = sorted(k for k, n in counts.items() if n >= least)
    return ["O"] + [f"{p}-{k}" for k in kinds for p in "BI"]


def runs(
    document: Document, rng: np.random.Generator, size: Callable[[Sentence], int], longest: int
) -> Iterator[list[Sentence]]:
    """Cut a document into random runs of consecutive sentences.

    Args:
        document: Its sentences stay in order and each is used once.
        rng: Chooses the lengths.
        size: Gives a sentence's number of word pieces.
        longest: No run is longer, in pieces, unless a single sentence is.
    """
    run: list[Sentence] = []
    used = 0
    want = 0.0
    for sentence in document.sentences:
        pieces = size(sentence)
        if run and used + pieces > want:
            yield run
            run, used = [], 0
        if not run:
            want = 0 if rng.random() < 0.25 else rng.uniform(20, longest)
        run.append(sentence)
        used += pieces
    if run:
        yield run
