"""The plot of a record kept up to date: read in the background, told how far that has come.

Of a large record reading takes half a minute the first time, and a server that answers nothing
meanwhile looks broken: whoever asks too early is told so (`NotReady`), with the share that is done.
"""

from __future__ import annotations

import threading
from pathlib import Path

from dateline.keep import Filter
from dateline.pipeline import Record
from dateline.web.arrays import KINDS, Arrays
from dateline.web.plot import AT_ONCE, Plot

_PATIENCE_S = 1.0
"""How long a request waits for a plot that is being read."""
AGAIN_S = 1
"""Seconds after which to ask again."""
_FOLDER = "plots"


class NotReady(Exception):  # noqa: N818 - to come back later is no error
    """What is asked for is being made; `share` of it is done."""

    def __init__(self, share: float, what: str = "The record is being read for the map") -> None:
        super().__init__(f"{what}: {share:.0%} done")
        self.share = share


class Plotting:
    """Keeps the plot of a record that changes."""

    def __init__(self, cache: Path) -> None:
        """Keep columns of large records in a folder of `cache` from one start to the next."""
        self._folder = cache.expanduser() / _FOLDER
        self._lock = threading.Lock()
        self._plot: Plot | None = None
        self._state = ""
        self._reader: threading.Thread | None = None
        self._failed: BaseException | None = None
        self._share = 0.0

    def known(self) -> Plot | None:
        """Return the plot of the last state that was asked for; None where there is none yet."""
        return self._plot

    def plot(self, record: Record, state: str) -> Plot:
        """Return the plot of a state of `record`.

        Raises:
            NotReady: it is still being read.
        """
        with self._lock:
            if self._plot is not None and self._state == state:
                return self._plot
            if self._reader is None and not self._renewed(record, state):
                self._reader = threading.Thread(target=self._read, args=(record,), daemon=True)
                self._reader.start()
            reader = self._reader
        if reader is None:
            assert self._plot is not None
            return self._plot
        reader.join(_PATIENCE_S)
        if reader.is_alive():
            raise NotReady(self._share)
        with self._lock:
            self._reader = None
            if self._failed is not None:
                failed, self._failed = self._failed, None
                raise failed
        return self.plot(record, state)  # what changed while it was read follows

    def _renewed(self, record: Record, state: str) -> bool:
        """Bring the plot up to date, where it is known what changed."""
        arrays = self._plot.arrays.renewed(record) if self._plot else None
        if arrays is None:
            return False
        self._plot, self._state = Plot(arrays, self._plot), state
        return True

    def _read(self, record: Record) -> None:
        try:
            self._share = 0.0
            arrays = Arrays.load(self._folder, record.changed_since("", 0).epoch)
            if arrays is None:
                total = max(1, sum(record.count(kind, Filter()) for kind in KINDS))

                def progress(done: int) -> None:
                    self._share = min(1.0, done / total)

                arrays = Arrays.read(record, progress)
                if total > AT_ONCE:
                    arrays.save(self._folder)
            self._plot, self._state = Plot(arrays), ""
        except BaseException as error:  # noqa: BLE001 - told to whoever asks next
            self._failed = error
