"""Looks up the base forms of inflected words of news, so that a text with no other starts sooner.

    python -m training.bases --shared ../shared src/dateline/read/language

One rule: what is written is simplemma's own answer, so the table changes no lemma; which words it
holds is told by what news and the treebanks have.
"""

from __future__ import annotations

import argparse
import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.read.language.lemmas import INFLECTED, asked_base
from training.data import load_all
from training.plain import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NEWS = """events/muc/dev events/event-location events/plover-gsr ner/re3d time/timebank
time/aquaint geo/geowebnews geo/lgl dedup/ecbplus quotes/polnear/dev quotes/polnear/train""".split()
"""Corpora of news, by their place under `shared/corpora`."""
SENTENCES = Path(__file__).parent / "sentences"
"""Texts of war of the project's own."""


def inflected(shared: Path) -> Iterator[str]:
    """Yield the inflected words of the treebanks, by their tags, and of news, as it is read."""
    from dateline.read.language import load

    treebanks = load_all(shared)
    for name in ("ewt", "gum", "ewt_dev", "gum_dev"):
        for sentence in (s for document in treebanks[name] for s in document.sentences):
            pairs = zip(sentence.forms, sentence.xpos, strict=True)
            yield from (form.lower() for form, tag in pairs if tag in INFLECTED)
    language = load()
    for text in dict.fromkeys(chain(_news(shared), *map(texts, SENTENCES.glob("*.txt")))):
        yield from (token.lower_ for token in language(text) if token.tag_ in INFLECTED)


def _news(shared: Path) -> Iterator[str]:
    for name in NEWS:
        with (shared / "corpora" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for line in lines)


def table(words: Iterable[str]) -> dict[str, str]:
    """Return the base form of each word of letters, in order."""
    return {word: asked_base(word) for word in sorted(set(filter(str.isalpha, words)))}


def main() -> None:
    """Parse the command line and write the table."""
    ask = argparse.ArgumentParser(prog="python -m training.bases", description=__doc__)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("out", type=Path, help="the package's folder of language")
    args = ask.parse_args()
    found = table(inflected(args.shared))
    text = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
    (args.out / "bases.json").write_text(text, encoding="utf-8")
    print(len(found), "words")


if __name__ == "__main__":
    main()
