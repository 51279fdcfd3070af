"""Attribution sets told by kind: quotations alone, and statements joined as PolNeAR joins them.

PolNeAR annotates one attribution a cue: in '"A," he said. "B."' both quotations are one. The
guidelines of our records ask for a record each quoted run, and so does the reader. The figures
`..._joined` score what a reading says with such runs put together again; the others as it stands.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.shared import run_scorer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENS, _CLOSES = "\"“„«'‘", "\"”»'’“"
_MARKS = re.compile(r"[\"“”„«»]|``|''")
CONTINUED = "speech.quote-continued"


def further_figures(
    shared: Path, readings: Path, gold: Path, folder: Path
) -> Iterator[tuple[str, float]]:
    """Yield name and value of the figures on direct quotations and on joined statements.

    Args:
        shared: folder of shared material.
        readings: what was read, a reading a line.
        gold: the set's attributions, a text a line.
        folder: where working files may be written.
    """
    texts, joined = {}, []
    for line in _lines(readings):
        texts[line["report"]["source"]] = line["report"]["text"]
        joined.append(as_one(line))
    golds = list(_lines(gold))
    direct_gold, joined_file = folder / "direct.gold.jsonl", folder / "joined.jsonl"
    _write(
        direct_gold,
        (
            {
                **g,
                "attributions": [
                    a for a in g["attributions"] if is_quoted(texts[g["id"]], a["content"])
                ],
            }
            for g in golds
            if g["id"] in texts
        ),
    )
    _write(joined_file, joined)
    for name, file in (("", readings), ("_joined", joined_file)):
        if name:
            whole = run_scorer(shared, "score_sets.py", "attribution", file, gold)
            for measure in ("content", "source", "content_exact"):
                yield f"{measure}{name}_f1", float(whole[f"{measure}_f1"])
        only_direct = folder / "direct.jsonl"
        _write(only_direct, map(_direct_only, _lines(file)))
        found = run_scorer(shared, "score_sets.py", "attribution", file, direct_gold)
        said = run_scorer(shared, "score_sets.py", "attribution", only_direct, gold)
        recall, precision = float(found["content_r"]), float(said["content_p"])
        both = recall + precision
        yield f"direct{name}_p", round(precision, 3)
        yield f"direct{name}_r", round(recall, 3)
        yield f"direct{name}_f1", round(2 * recall * precision / both, 3) if both else 0.0


def is_quoted(text: str, pieces: Iterable[tuple[int, int]]) -> bool:
    """Tell whether each piece of a content is one stretch within quotation marks."""
    spans = list(pieces)
    return bool(spans) and all(_one_quotation(text, start, end) for start, end in spans)


def _one_quotation(text: str, start: int, end: int) -> bool:
    inner = text[start:end].strip()
    opened = inner[:1] in _OPENS or text[max(0, start - 1) : start].strip() in {*_OPENS}
    closed = inner[-1:] in _CLOSES or text[end : end + 2].lstrip(",.")[:1] in {*_CLOSES}
    return opened and closed and not _MARKS.search(inner.strip(f"{_OPENS}{_CLOSES}`,. "))


def as_one(reading: dict[str, Any]) -> dict[str, Any]:
    """Return a reading whose continued quotations are further pieces of the one they go on with."""
    text, claims = reading["report"]["text"], []
    before: dict[str, Any] | None = None
    for claim in reading.get("claims") or ():
        if claim["kind"] != "statement":
            claims.append(claim)
            continue
        goes_on = (
            before is not None
            and (claim.get("because") or {}).get("rule") == CONTINUED
            and before.get("content_span") is not None
            and "\n" not in text[_end(before) : claim["content_span"][0]]
        )
        if goes_on and before is not None:
            before["also"] = [*(before.get("also") or ()), claim["content_span"]]
            continue
        before = dict(claim)
        claims.append(before)
    return {**reading, "claims": claims}


def _end(claim: dict[str, Any]) -> int:
    spans = [claim["content_span"], *(claim.get("also") or ())]
    return int(max(end for _, end in spans))


def _direct_only(reading: dict[str, Any]) -> dict[str, Any]:
    kept = [
        c
        for c in reading.get("claims") or ()
        if c["kind"] == "statement" and c.get("form") == "direct"
    ]
    return {**reading, "claims": kept}


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line:
            yield json.loads(line)


def _write(file: Path, rows: Iterable[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
