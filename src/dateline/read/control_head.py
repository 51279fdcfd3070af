"""What a small learned head makes of each place: gained, held, lost, contested, advanced toward.

One rule: it looks at the vectors that the language model gave the words around one place, and at
nothing else; what becomes a claim of its opinion is for `control_learned` to say. It is trained
by `training/control.py`, which takes what it looks at from here, so that both see the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

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
WEIGHTS: Final = Path(__file__).parent / "language" / "weights" / "control.npz"
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
HEADS: Final = 4
"""Of the attention from a place to the words around it."""


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
    low, high = _bounds(sentence, top)
    if high - low > HERE:
        low = max(low, min(top - HERE // 2, high - HERE))
        high = low + HERE
    above = _governors(head, top)
    rank = {token: min(level, 3) for level, token in reversed(list(enumerate(above)))}
    first = low
    earlier = 0
    start_of, _ = _bounds(sentence, top)
    if number and low == start_of:
        last_low, _ = _bounds(sentence, low - 1)
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


def _bounds(sentence: Sequence[int], token: int) -> tuple[int, int]:
    """Return the first token of a token's sentence and the one behind its last."""
    low = high = token
    while low and sentence[low - 1] == sentence[token]:
        low -= 1
    while high < len(sentence) and sentence[high] == sentence[token]:
        high += 1
    return low, high


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


@dataclass(frozen=True)
class ControlHead:
    """Some small networks of one shape, whose opinions are averaged.

    Attributes:
        nets: the weights of each by name.
    """

    nets: tuple[dict[str, Floats], ...]

    @property
    def width(self) -> int:
        """Length of the vectors that it takes."""
        return int(self.nets[0]["inp.weight"].shape[1])

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
        each = [self._of_net(net, vectors, places, actors) for net in self.nets]
        return [
            Opinion(
                np.mean([o.chances for o in opinions], axis=0),
                np.mean([o.parties for o in opinions], axis=0),
            )
            for opinions in zip(*each, strict=True)
        ]

    @staticmethod
    def _of_net(
        net: dict[str, Floats],
        vectors: Floats,
        places: Sequence[Around],
        actors: Sequence[Sequence[int]],
    ) -> list[Opinion]:
        seen = np.unique(np.concatenate([p.words for p in places]))
        row = np.zeros(len(vectors), np.int64)
        row[seen] = np.arange(len(seen))
        taken = _gelu(_linear(net, "inp", vectors[seen]))
        return [
            _opinion(net, taken[row[place.words]], place, np.asarray(who, np.int64))
            for place, who in zip(places, actors, strict=True)
        ]


def _opinion(
    net: dict[str, Floats], taken: Floats, place: Around, actors: NDArray[np.int64]
) -> Opinion:
    words = _normed(
        net, taken + net["rel.weight"][place.relation] + net["dist.weight"][place.distance]
    )
    asked = words[place.at]
    told = np.concatenate([_attended(net, words, asked), asked])
    chances = _sigmoid(_linear(net, "out.3", _gelu(_linear(net, "out.0", told))))
    wanted = (_linear(net, "role", told) + net["chg.weight"]).reshape(len(CHANGES), 2, -1)
    known = _linear(net, "act", words[actors - place.words[0]])
    fit = wanted @ known.T / np.float32(8)
    nobody = np.broadcast_to(net["null"][None, :, None], (len(CHANGES), 2, 1))
    return Opinion(chances, _softmax(np.concatenate([nobody, fit], axis=-1)))


def _attended(net: dict[str, Floats], words: Floats, asked: Floats) -> Floats:
    """Return what one place draws from the words around it (attention with several heads)."""
    wide = len(asked)
    whole, bias = net["att.in_proj_weight"], net["att.in_proj_bias"]
    query, key, value = (
        x @ whole[i * wide : (i + 1) * wide].T + bias[i * wide : (i + 1) * wide]
        for i, x in enumerate((asked, words, words))
    )
    size = wide // HEADS
    query = query.reshape(HEADS, size)
    key, value = (x.reshape(-1, HEADS, size).transpose(1, 0, 2) for x in (key, value))
    weight = _softmax((key @ query[:, :, None])[:, :, 0] / np.float32(np.sqrt(size)))
    drawn = (weight[:, None, :] @ value).reshape(wide)
    return _linear(net, "att.out_proj", drawn)


def _linear(net: dict[str, Floats], name: str, x: Floats) -> Floats:
    out: Floats = x @ net[f"{name}.weight"].T + net[f"{name}.bias"]
    return out


def _normed(net: dict[str, Floats], x: Floats) -> Floats:
    centred = x - x.mean(-1, keepdims=True)
    scale = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-5))
    out: Floats = centred / scale * net["ln.weight"] + net["ln.bias"]
    return out


def _gelu(x: Floats) -> Floats:
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    out: Floats = np.float32(0.5) * x * (1 + np.tanh(inner))
    return out


def _sigmoid(x: Floats) -> Floats:
    out: Floats = 1 / (1 + np.exp(-x))
    return out


def _softmax(x: Floats) -> Floats:
    risen = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = risen / risen.sum(-1, keepdims=True)
    return out


@cache
def control_head(path: Path = WEIGHTS) -> ControlHead:
    """Return the head that ships, loaded once.

    Raises:
        InputError: if its file cannot be read.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays: dict[str, Any] = {name: file[name].astype(np.float32) for name in file.files}
    except (OSError, ValueError) as error:
        raise InputError(
            f"The weights in {path} cannot be read ({error}); install dateline again."
        ) from error
    numbers = sorted({name.split("/")[0] for name in arrays})
    return ControlHead(
        tuple(
            {name.split("/")[1]: arrays[name] for name in arrays if name.startswith(f"{n}/")}
            for n in numbers
        )
    )


assert set(CHANGES) <= set(get_args(Change))
