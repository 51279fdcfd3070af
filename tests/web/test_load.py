"""Many at once: no error, nothing lost."""

from __future__ import annotations

from bench.web import load

from dateline.pipeline import Record


def test_readers_and_reviewers_at_once(address: str, record: Record) -> None:
    told = load(address, readers=8, reviewers=3, seconds=3)
    assert told.errors == []
    assert told.reads > 20
    assert told.judged > 3
    assert len(record.judgements()) == told.rows
