"""The words that attribute speech, read from `cues.toml`; verbs are looked up by their lemma."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import tomli

Act = Literal["say", "claim", "deny", "confirm", "ask", "threaten", "promise", "refuse"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb of speech.

    Attributes:
        lemma: of the verb alone.
        particle: second word ("out", "for"); None where there is none.
        act: kind of speech act.
        takes: where its content may stand (the names are told in `cues.toml`).
        weak: a thought, a finding or a document rather than speech.
    """

    lemma: str
    particle: str | None
    act: Act
    takes: frozenset[str]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues.

    Attributes:
        verbs: by lemma; those with a particle come first.
        nouns: lemma to act.
        before: phrases before a speaker, as tuples of lower-case words, longest first.
        owned: nouns for somebody's own account of things ("in the envoy's view").
        owned_after: the prepositions before them.
        as_verbs: verbs of "as the officers tell it".
        venues: lemmas of nouns for where something is said.
        refusal_verbs: verbs that refuse ("decline").
        refusal_acts: what is refused ("comment").
        answer_verbs: verbs whose negation over `asked` is a refusal ("did not respond").
        anonymous: verbs in the passive that nobody asks for as a matter ("not to be named").
        asked: nouns of a request for comment.
        outlet: nouns for the outlet's own people.
        titles: openings of the titles of documents in their issuer's voice.
        performatives: verbs by which such a document acts.
        results: participles that go on with what was told ("..., he said, killing four").
        members: roles of people who belong to the side named before them ("the commander").
        labels: nouns that stand before a colon for whoever speaks ("Spokesman: ...").
        bodies: nouns for bodies that somebody may be in ("a source in the ministry").
        ranks: words before a role that name no side ("a field commander").
        facilities: nouns for where people work ("a doctor there").
        telling: verbs whose object is the one who is told.
        pictures: nouns that show and do not speak.
    """

    verbs: dict[str, tuple[CueVerb, ...]]
    nouns: dict[str, Act]
    before: tuple[tuple[str, ...], ...]
    owned: frozenset[str]
    owned_after: frozenset[str]
    as_verbs: frozenset[str]
    venues: frozenset[str]
    refusal_verbs: frozenset[str]
    refusal_acts: frozenset[str]
    answer_verbs: frozenset[str]
    anonymous: frozenset[str]
    asked: frozenset[str]
    outlet: frozenset[str]
    titles: tuple[str, ...]
    performatives: frozenset[str]
    results: frozenset[str]
    pictures: frozenset[str]
    telling: frozenset[str]
    members: frozenset[str]
    labels: frozenset[str]
    bodies: frozenset[str]
    ranks: frozenset[str]
    facilities: frozenset[str]


@cache
def cues() -> Cues:
    """Return the cues that ship with the package."""
    data = tomli.loads(files(__name__).joinpath("cues.toml").read_text(encoding="utf-8"))
    found: dict[tuple[str, str | None], CueVerb] = {}
    for group in data["verbs"]:
        for words in group["lemmas"]:
            lemma, _, particle = words.partition(" ")
            key = (lemma, particle or None)
            takes = frozenset(group["takes"])
            known = found.get(key)
            found[key] = CueVerb(
                lemma=lemma,
                particle=particle or None,
                act=known.act if known else group["act"],
                takes=takes | (known.takes if known else frozenset()),
                weak=group.get("weak", False),
            )
    verbs: dict[str, list[CueVerb]] = defaultdict(list)
    for verb in found.values():
        verbs[verb.lemma].append(verb)
    return Cues(
        verbs={k: tuple(sorted(v, key=lambda x: x.particle is None)) for k, v in verbs.items()},
        nouns={lemma: group["act"] for group in data["nouns"] for lemma in group["lemmas"]},
        before=tuple(
            sorted((tuple(p.split()) for p in data["phrases"]["before"]), key=len, reverse=True)
        ),
        owned=frozenset(data["phrases"]["owned"]),
        owned_after=frozenset(data["phrases"]["prepositions"]),
        as_verbs=frozenset(data["phrases"]["as_verbs"]),
        venues=frozenset(data["venue"]["nouns"]),
        refusal_verbs=frozenset(data["refusals"]["verbs"]),
        refusal_acts=frozenset(data["refusals"]["acts"]),
        answer_verbs=frozenset(data["refusals"]["answers"]),
        anonymous=frozenset(data["refusals"]["anonymous"]),
        asked=frozenset(data["refusals"]["asked"]),
        outlet=frozenset(data["outlet"]["own"]),
        titles=tuple(data["documents"]["titles"]),
        performatives=frozenset(data["documents"]["performatives"]),
        results=frozenset(data["tails"]["results"]),
        pictures=frozenset(data["pictures"]["nouns"]),
        telling=frozenset(data["addressees"]["telling"]),
        members=frozenset(data["members"]["nouns"]),
        labels=frozenset(data["labels"]["nouns"]),
        bodies=frozenset(data["members"]["bodies"]),
        ranks=frozenset(data["members"]["ranks"]),
        facilities=frozenset(data["members"]["facilities"]),
    )
