"""Measures the actors: countries and sectors of PLOVER's gold records, time, register size.

    python bench/actors.py RECORDS.jsonl [--errors]

RECORDS.jsonl: PLOVER gold standard records, one a line, with `text`, `source` and `target`
(lists of `{"text", "country", "sector"}`). A party counts as recognised where some mention
carries its country (or, for bodies of no country, its IGO, NGO, IMG or MNC); `pair` counts the
records in which all parties are.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from dateline.know.actors import load_register
from dateline.read.actors import find_actors
from dateline.read.language import load

SUPRANATIONAL = frozenset({"IGO", "NGO", "IMG", "MNC"})


def measure(path: Path, *, errors: bool = False) -> dict[str, float]:
    """Return the shares of gold parties and records recognised, and the time taken."""
    began = time.perf_counter()
    register = load_register()
    _ = register.index
    started = time.perf_counter() - began
    nlp = load()
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    parties = countries = sectors = with_sector = pairs = wanted = mentions = words = 0
    spent = parsed = 0.0
    for record in records:
        at = time.perf_counter()
        doc = nlp(record["text"])
        between = time.perf_counter()
        found = find_actors(doc, register=register)
        spent += time.perf_counter() - between
        parsed += between - at
        words += len(doc)
        mentions += len(found)
        codes = {(m.ref.plover.country, m.ref.plover.sector) for m in found if m.ref.plover}
        missed = []
        gold = [p for p in (*record["source"], *record["target"]) if p.get("country")]
        for party in gold:
            parties += 1
            hit = any(_same(party, code) for code in codes)
            countries += hit
            if party.get("sector") and len(party["sector"]) == 3:
                with_sector += 1
                sectors += any(_same(party, c) and c[1] == party["sector"] for c in codes)
            if not hit:
                missed.append(party)
        wanted += bool(gold)
        pairs += bool(gold) and not missed
        if errors and missed:
            print(record["text"], "\n  missed", missed)
            print("  saw", [(m.ref.text, m.ref.plover) for m in found])
    return {
        "register_s": started,
        "parties": parties,
        "country": countries / parties,
        "sector": sectors / with_sector,
        "pair": pairs / wanted,
        "mentions_a_record": mentions / len(records),
        "share_of_parse_time": spent / parsed,
        "words_per_s": words / spent,
    }


def _same(party: dict[str, Any], code: tuple[str | None, str | None]) -> bool:
    country = party["country"]
    codes = country if isinstance(country, list) else [country]
    return code[0] in codes or (code[0] in SUPRANATIONAL and not SUPRANATIONAL.isdisjoint(codes))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else ""
    )
    parser.add_argument("records", type=Path)
    parser.add_argument("--errors", action="store_true", help="show what was missed")
    given = parser.parse_args()
    for name, value in measure(given.records, errors=given.errors).items():
        print(f"{name:22} {value:.3f}")


if __name__ == "__main__":
    main()
