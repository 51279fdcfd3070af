"""What people decided, applied to claims before anything is weighed; a retraction undoes."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Any

import msgspec

from dateline.model import Claim, Judgement, from_json, to_builtins, to_json


class Corrections:
    """The judgements in force, by what they are about."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        made = sorted(judgements, key=lambda j: (j.at, j.id))
        retracted = {j.subject for j in made if j.verdict == "retract"}
        force = [j for j in made if j.id not in retracted and j.verdict != "retract"]
        self._dropped: dict[str, bool] = {}
        self._slots: dict[str, dict[str, Any]] = {}
        self._places: dict[str, dict[str, Any]] = {}
        self._actors: dict[str, dict[str, dict[str, Any]]] = {}
        self._same: dict[str, dict[str, bool]] = {}
        for judgement in force:  # in the order in which they were made: the last word holds
            self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        if judgement.verdict in ("wrong", "hide", "right"):
            self._dropped[judgement.subject] = judgement.verdict != "right"
        elif judgement.verdict == "corrected" and judgement.slot and judgement.value is not None:
            slots = self._slots.setdefault(judgement.subject, {})
            slots[judgement.slot] = msgspec.json.decode(judgement.value)
        elif judgement.verdict == "is_place" and judgement.value is not None:
            self._places[judgement.subject] = msgspec.json.decode(judgement.value)
        elif judgement.verdict == "is_actor" and judgement.slot and judgement.value is not None:
            actors = self._actors.setdefault(judgement.subject, {})
            actors[judgement.slot] = msgspec.json.decode(judgement.value)
        elif judgement.verdict in ("same", "different") and judgement.object:
            one, other, same = judgement.subject, judgement.object, judgement.verdict == "same"
            self._same.setdefault(one, {})[other] = same
            self._same.setdefault(other, {})[one] = same

    def applied(self, claim: Claim) -> Claim | None:
        """Return `claim` as corrected, under its own id; None where it was judged wrong or hidden.

        Raises:
            ItemError: a correction does not fit the slot that it is for.
        """
        if self._dropped.get(claim.id):
            return None
        slots, place = self._slots.get(claim.id), self._places.get(claim.id)
        actors = self._actors.get(claim.id)
        if not (slots or place or actors):
            return claim
        body: dict[str, Any] = to_builtins(claim)
        if place and "where" in body:
            body["where"] = _known_as(body["where"], place)
        for slot, actor in (actors or {}).items():
            # A list of actors is named whole by `corrected`; this names the only one of it.
            if isinstance(body.get(slot), list):
                body[slot] = [_known_as(told, actor) for told in body[slot]]
            elif slot in body:
                body[slot] = _known_as(body[slot], actor)
        corrected: Claim = from_json(to_json(body | (slots or {})), Claim)
        return corrected

    def joined(self) -> list[tuple[str, str]]:
        """Return the pairs of claims that people judged to be of one thing."""
        pairs = ((one, other) for one, all_ in self._same.items() for other in all_ if all_[other])
        return sorted((one, other) for one, other in pairs if one < other)

    def judged(self, claim: str) -> bool:
        """Tell whether people said of a claim that it is the same as another, or is not."""
        return claim in self._same

    def same_as(self, claim: str) -> list[str]:
        """Return the claims that people judged to be of one thing with `claim`, sorted."""
        return sorted(other for other, same in self._same.get(claim, {}).items() if same)

    def differs(self, claim: str, others: AbstractSet[str]) -> bool:
        """Tell whether people kept a claim from any of others."""
        said = self._same.get(claim, {})
        return any(not said[other] for other in said.keys() & others)


def _known_as(told: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """Return what is `known` of something, as printed and where it was `told`."""
    return known | {key: told[key] for key in ("text", "span") if key in told}
