"""Runs the shipped network over windows of words.

One rule: only this module knows ONNX Runtime; it is told of words by number and answers in
arrays, one set for each window.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from dateline.errors import InputError
from dateline.read.language.features import Featurer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WEIGHTS: Final = Path(__file__).parent / "weights"
FORMAT: Final = 1
# Arcs labelled in one product: 16 KB each while it lasts.
LABEL_ROWS: Final = 256


class Window(NamedTuple):
    """Running text as the network reads it; lists run over words, ``shapes`` over pieces."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    hashes: list[tuple[int, ...]]


class Scores(NamedTuple):
    """What the network says of one window; arrays run over its words."""

    start: NDArray[np.float32]
    """Above 0 where a sentence starts."""
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    uner: NDArray[np.float32]
    gum: NDArray[np.float32]
    re3d: NDArray[np.float32]
    arcs: NDArray[np.float32]
    """Score of each word hanging on each other, [words, 1 + words], the root first."""
    label_dep: NDArray[np.float32]
    label_head: NDArray[np.float32]
    """[1 + words, width], the root first."""
    vectors: NDArray[np.float32]
    """What the encoder makes of each word, [words, width]: alone and with its neighbours."""


class Network:
    """The loaded model."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 1) -> None:
        """Load and check the model's files.

        Raises:
            InputError: If a file is missing, does not fit the others or is of another format.
        """
        import onnxruntime as ort

        try:
            meta = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            parts = [
                (folder / name).read_bytes() for name in ("model.onnx", "label.onnx", "vocab.txt")
            ]
        except (OSError, ValueError) as error:
            raise InputError(
                f"The language model in {folder} cannot be read ({error}); install dateline again."
            ) from error
        if meta.get("format") != FORMAT:
            raise InputError(
                f"The language model in {folder} has format {meta.get('format')}, "
                f"this version reads {FORMAT}; install dateline again."
            )
        seen = hashlib.sha256()
        for part in parts:
            seen.update(part)
        self.sha256: str = seen.hexdigest()
        if self.sha256 != meta["sha256"]:
            raise InputError(
                f"The language model in {folder} is damaged: SHA-256 {self.sha256[:12]}, "
                f"not {meta['sha256'][:12]}; install dateline again."
            )
        self.labels: dict[str, list[str]] = meta["labels"]
        self.featurer = Featurer(parts[2].decode("utf-8").rstrip("\n").split("\n"))
        self._root = self.labels["labels"].index("root")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session, self._labels = (
            ort.InferenceSession(part, options, providers=["CPUExecutionProvider"])
            for part in parts[:2]
        )

    def __call__(self, windows: Sequence[Window]) -> list[Scores]:
        """Score windows, each by itself.

        Activations are quantised by their range in one call, so a window scored beside others
        would come out a little different with each company.  Batches of like length won nothing
        on one core (4,145 words a second in batches of 768 pieces, 4,148 alone).
        """
        return [self.score(window) for window in windows]

    def score(self, window: Window) -> Scores:
        """Score one window; any thread may ask."""
        feed = {
            "ids": np.array([window.pieces], np.int64),
            "shapes": np.array([window.shapes], np.int64),
            "length": np.array([len(window.pieces)], np.int32),
            "first": np.array([window.first], np.int64),
            "last": np.array([window.last], np.int64),
            "spell": np.array([window.hashes], np.int64),
        }
        return Scores(*(out[0] for out in self._session.run(None, feed)))

    def labels_of(
        self, dep: NDArray[np.float32], head: NDArray[np.float32], roots: NDArray[np.bool_]
    ) -> NDArray[np.int64]:
        """Choose the labels of arcs from their two ends.

        Args:
            dep: ``label_dep`` of the words, [words, width].
            head: ``label_head`` of the heads chosen for them.
            roots: Which hang on the root: they and only they are labelled so.
        """
        best = np.zeros(len(dep), np.int64)
        for at in range(0, len(dep), LABEL_ROWS):
            part = slice(at, at + LABEL_ROWS)
            (scores,) = self._labels.run(None, {"dep": dep[part], "head": head[part]})
            scores[:, self._root] = np.where(roots[part], np.inf, -np.inf)
            best[part] = scores.argmax(1)
        return best
