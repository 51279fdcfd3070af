"""Reads the table of lemma exceptions off the training treebanks."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from dateline.read.language.lemmas import Lemmatiser
from training.data import Document, load_all


def table(documents: list[Document]) -> dict[str, str]:
    """List ``form/UPOS/XPOS`` to lemma wherever the rules alone would say another."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    example: dict[str, tuple[str, str, str]] = {}
    for document in documents:
        for sentence in document.sentences:
            for at, (form, upos, xpos, lemma) in enumerate(
                zip(sentence.forms, sentence.upos, sentence.xpos, sentence.lemmas, strict=True)
            ):
                key = f"{form.lower()}/{upos}/{xpos}".replace("’", "'")
                kept = lemma == form and form != form.lower() and upos != "PRON"
                seen[key]["=" if kept else lemma] += 1 if at else 0.5  # type: ignore[assignment]
                if at or key not in example:
                    example[key] = (form, upos, xpos)
    rules = Lemmatiser({})
    out = {}
    for key, counts in seen.items():
        (best, _), *_ = counts.most_common(1)
        form, upos, xpos = example[key]
        said = rules(form, upos, xpos, initial=False)
        if best not in {said, "=" if said == form else said}:
            out[key] = best
    return dict(sorted(out.items()))


def main() -> None:
    """Parse the command line and write the table."""
    ask = argparse.ArgumentParser(prog="python -m training.lemmas", description=__doc__)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("out", type=Path, help="the package's weights folder")
    args = ask.parse_args()
    data = load_all(args.shared)
    found = table(data["ewt"] + data["gum"])
    text = json.dumps(found, ensure_ascii=False, indent=0) + "\n"
    (args.out / "lemmas.json").write_text(text, encoding="utf-8")
    for role in ("ewt_dev", "gum_dev"):
        right = total = 0
        lemmatise = Lemmatiser(found)
        wrong: Counter[tuple[str, ...]] = Counter()
        for document in data[role]:
            for s in document.sentences:
                for at, (f, u, x, lemma) in enumerate(
                    zip(s.forms, s.upos, s.xpos, s.lemmas, strict=True)
                ):
                    said = lemmatise(f, u, x, initial=at == 0)
                    right += said == lemma
                    total += 1
                    wrong[f, u, x, said, lemma] += said != lemma
        print(role, f"{100 * right / total:.2f}", len(found), wrong.most_common(25))


if __name__ == "__main__":
    main()
