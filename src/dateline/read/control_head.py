"""What a small learned head makes of each place: gained, held, lost, contested, advanced toward.

One rule: it looks at the vectors that the language model gave the words around one place, and at
nothing else; what becomes a claim of its opinion is for `control_learned` to say. It is trained
by `training/control.py`, which takes what it looks at from here, so that both see the same.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from dateline.errors import InputError
from dateline.model.claim import Change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from dateline.read.scene import ActorMention, Scene
    from dateline.read.tokens import Tokens

    Floats = NDArray[Any]

WIDTH: Final = 768
"""Of the language model's vectors."""
WEIGHTS: Final = Path(__file__).parent / "language" / "weights" / "control.onnx"
CHANGES: Final[tuple[Change, ...]] = ("gained", "held", "lost", "contested", "advanced_toward")
ROLES: Final = ("holder", "from")
HERE: Final = 90
"""Words of the place's own sentence that are looked at, the nearest."""
BEFORE: Final = 40
"""Words of the sentence before it that are looked at, the last."""
_UP: Final = 8
"""Governors above the place that are told from other words."""
_OWN, _HANGING, _ABOVE, _BESIDE, _EARLIER = 1, 2, 3, 7, 10
RELATIONS: Final = 11
"""Kinds of relation of a word to the place: none, its own, hanging on it, four above, ..."""
_NEAR, _BANDS = 6, (9, 14, 24)
DISTANCES: Final = 20
_NOT: Final = -1e4
"""What is added to the fit of a word or an actor that is not there."""


class Around(NamedTuple):
    """What the head looks at for one place.

    Attributes:
        at: where the place's head word stands among `words`.
        words: tokens, in order.
        relation: what each is to the place in the parse.
        distance: how far each stands from it, in bands, before or behind.
    """

    at: int
    words: NDArray[np.int64]
    relation: NDArray[np.int64]
    distance: NDArray[np.int64]


class Opinion(NamedTuple):
    """What the head makes of one place.

    Attributes:
        chances: of each of `CHANGES`, [5].
        parties: of nobody and of each actor asked about, by change and role, [5, 2, 1 + n].
    """

    chances: Floats
    parties: Floats


def vectors_of(scene: Scene) -> Floats | None:
    """Return the language model's vectors, one row a token; None where it gave none of ours."""
    vectors: Floats = scene.doc.tensor
    fits = vectors.ndim == 2 and vectors.shape == (len(scene.tokens), WIDTH)
    return vectors if fits else None


def candidates(scene: Scene, seen: Around) -> list[ActorMention]:
    """Return the actors among what is looked at that may be a place's parties, each head once."""
    first, last = int(seen.words[0]), int(seen.words[-1])
    found: dict[int, ActorMention] = {}
    for token in range(first, last + 1):
        for actor in scene.headed(token):
            old = found.get(token)
            if actor.kind != "pronoun" and (old is None or _long(actor) > _long(old)):
                found[token] = actor
    return list(found.values())


def _long(actor: ActorMention) -> int:
    return actor.span[1] - actor.span[0]


def around(tokens: Tokens, start: int, end: int) -> Around:
    """Return what is looked at for the place over the tokens `[start, end)`."""
    head, sentence = tokens.head, tokens.sentence
    top = tokens.top(start, end)
    number = sentence[top]
    low, high = tokens.bounds(top)
    if high - low > HERE:
        low = max(low, min(top - HERE // 2, high - HERE))
        high = low + HERE
    above = _governors(head, top)
    rank = {token: min(level, 3) for level, token in reversed(list(enumerate(above)))}
    first = low
    earlier = 0
    start_of, _ = tokens.bounds(top)
    if number and low == start_of:
        last_low, _ = tokens.bounds(low - 1)
        earlier = min(BEFORE, low - last_low)
        first = low - earlier
    words = np.arange(first, high)
    relation = np.zeros(len(words), np.int64)
    relation[:earlier] = _EARLIER
    for word in range(low, high):
        if start <= word < end:
            kind = _OWN
        elif head[word] == top:
            kind = _HANGING
        elif word in rank:
            kind = _ABOVE + rank[word]
        elif head[word] in rank:
            kind = _BESIDE + min(rank[head[word]], 2)
        else:
            continue
        relation[word - first] = kind
    distance = _bands(words - top)
    distance[:earlier] = 0
    return Around(top - first, words, relation, distance)


def _governors(head: Sequence[int], token: int) -> list[int]:
    found: list[int] = []
    while head[token] != token and len(found) < _UP:
        token = head[token]
        found.append(token)
    return found


def _bands(offset: NDArray[np.int64]) -> NDArray[np.int64]:
    far = np.abs(offset)
    band = np.where(far < _NEAR, far, _NEAR + np.searchsorted(_BANDS, far, side="right"))
    return (2 * band + (offset > 0)).astype(np.int64)


class ControlHead:
    """Some small networks of one shape, whose opinions are averaged, as one graph."""

    def __init__(self, path: Path) -> None:
        """Load the graph.

        Raises:
            InputError: if its file cannot be read.
        """
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Small products: arranging the graph anew takes longer than it saves in a first reading.
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
        try:
            self._session = ort.InferenceSession(
                path.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the runtime's own kinds are no public names
            raise InputError(
                f"The weights in {path} cannot be read ({error}); install dateline again."
            ) from error

    def __call__(
        self, vectors: Floats, places: Sequence[Around], actors: Sequence[Sequence[int]]
    ) -> list[Opinion]:
        """Return what the head makes of each place.

        Args:
            vectors: the language model's, one row a token, [tokens, width].
            places: what is looked at for each.
            actors: for each place the head words of the actors that may be its parties, which
                stand among the words looked at.
        """
        seen = np.unique(np.concatenate([p.words for p in places]))
        row = np.zeros(len(vectors), np.int64)
        row[seen] = np.arange(len(seen))
        size = (len(places), max(len(p.words) for p in places))
        words, relation, distance = (np.zeros(size, np.int64) for _ in range(3))
        beyond = np.full(size, _NOT, np.float32)
        who = np.zeros((len(places), max(1, *map(len, actors)), 1), np.int64)
        nobody = np.full(who.shape[:2], _NOT, np.float32)
        for at, (place, some) in enumerate(zip(places, actors, strict=True)):
            many = len(place.words)
            words[at, :many] = row[place.words]
            relation[at, :many], distance[at, :many] = place.relation, place.distance
            beyond[at, :many] = 0
            who[at, : len(some), 0] = np.asarray(some, np.int64) - place.words[0]
            nobody[at, : len(some)] = 0
        chances, parties = self._session.run(
            None,
            {
                "vectors": vectors[seen],
                "words": words,
                "relation": relation,
                "distance": distance,
                "beyond": beyond,
                "at": np.array([[p.at] for p in places], np.int64),
                "actors": who,
                "nobody": nobody,
            },
        )
        return [
            Opinion(chances[at], parties[at, :, :, : 1 + len(some)])
            for at, some in enumerate(actors)
        ]


@cache
def control_head(path: Path = WEIGHTS) -> ControlHead:
    """Return the head that ships, loaded once.

    Raises:
        InputError: if its file cannot be read.
    """
    return ControlHead(path)
