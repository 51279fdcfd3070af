"""Readers that are quick and do odd things, for tests of the pipeline; importable by workers."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator

from tests.making import control

from dateline.errors import InputError, ItemError
from dateline.model import Doubt, Reading, Report, identified
from dateline.settings import Settings


class WordReader:
    """Reads "captured Aldbury" and nothing else; obeys words in the text that make it fail."""

    id = "test.words/1"

    def read_all(self, reports: Iterable[Report], *, mentions: bool = False) -> Iterator[Reading]:
        for report in reports:
            yield self.read(report, mentions=mentions)

    def read(self, report: Report, *, mentions: bool = False) -> Reading:
        text = report.text
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "BUG" in text:
            raise ZeroDivisionError("a bug")
        if "SKIP" in text:
            raise ItemError("cannot be read")
        if pause := re.search(r"WAIT (\d+)", text):
            time.sleep(int(pause[1]) / 1000)
        claims = [control(text, "captured Aldbury")] if "captured Aldbury" in text else []
        return Reading(
            report=report,
            claims=tuple(identified(claim, report.id) for claim in claims),
            doubts=(Doubt(kind="pid", note=str(os.getpid())),),
            mentions=() if mentions else None,
            reader=self.id,
        )


def open_words(_settings: Settings) -> WordReader:
    return WordReader()


def open_nothing(_settings: Settings) -> WordReader:
    raise InputError("pipeline 'none' is not installed")
