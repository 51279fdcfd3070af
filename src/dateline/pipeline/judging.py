"""From what a person decided, in words of the terminal, to judgements on single claims.

A finding is made of claims and changes with them, so a judgement on a finding is kept as one on
each of its claims. What the gazetteer or the register says of the object is kept with it:
findings depend on nothing outside the record.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from dateline.errors import InputError, ItemError
from dateline.keep import Explanation, Store
from dateline.model import (
    ActorRef,
    Claim,
    Judgement,
    PlaceRef,
    Plover,
    from_json,
    judged,
    to_builtins,
    to_json,
)
from dateline.model.judgement import Verdict
from dateline.model.place import PlacePrecision
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.know.gazetteer import Place

_PAIRS = 10_000
"""Judgements that one `same` or `different` may come to: beyond, somebody mistook two ids."""
_NEED_OBJECT = ("same", "different", "is_place", "is_actor")


def decisions(
    store: Store,
    subject: str,
    verdict: Verdict,
    *,
    settings: Settings,
    object: str | None = None,  # noqa: A002 - the word of the domain
    slot: str | None = None,
    value: str | None = None,
    why: str = "",
) -> list[Judgement]:
    """Return the judgements that one decision comes to, not yet kept.

    Args:
        store: where the subject is.
        subject: id of a claim, finding or report, or of a judgement to retract; or its first
            digits.
        verdict: what was decided.
        settings: for its `reviewer`, who decides, and where the gazetteer is.
        object: for `same` and `different` another id; for `is_place` a gazetteer id; for
            `is_actor` an id of the register.
        slot: for `corrected` and `is_actor`, the slot of the claim.
        value: for `corrected`, the value as JSON, or plain words.
        why: in the person's words.

    Raises:
        InputError: no reviewer is set, an id is unknown, or the verdict lacks what it needs.
    """
    if not settings.reviewer:
        raise InputError(
            "who judges? Set `reviewer` in dateline.toml or DATELINE_REVIEWER to your name"
        )
    if verdict in _NEED_OBJECT and not object:
        raise InputError(f"{verdict} needs --object: what {subject} is, or is not, the same as")
    made: Iterator[dict[str, Any]]
    if verdict == "retract":
        made = iter([{"subject": _judgement(store, subject)}])
    elif verdict in ("same", "different"):
        made = _pairs(store.explain(subject), store.explain(object or ""))
    else:
        told = store.explain(subject)
        if not told.claims:
            raise InputError(f"{told.kind} {told.id} rests on no claim: nothing to judge")
        made = _each(told, verdict, known_as=object, slot=slot, value=value, settings=settings)
    at = dt.datetime.now(dt.UTC)
    return [
        judged(Judgement(verdict=verdict, by=settings.reviewer, at=at, why=why, **fields))
        for fields in made
    ]


def _judgement(store: Store, prefix: str) -> str:
    asked = prefix.strip().lower()
    found = [j.id for j in store.judgements() if j.id.startswith(asked)]
    if len(found) != 1:
        how = "no judgement's id begins" if not found else f"{len(found)} judgements' ids begin"
        raise InputError(f"{how} with {asked!r}; `dateline log` lists them")
    return found[0]


def _pairs(one: Explanation, other: Explanation) -> Iterator[dict[str, Any]]:
    subjects = [e.claim.id for e in one.claims]
    objects = [e.claim.id for e in other.claims]
    if not subjects or not objects or set(subjects) & set(objects):
        raise InputError(f"{one.id} and {other.id} are not two things that rest on claims")
    if len(subjects) * len(objects) > _PAIRS:
        raise InputError(f"{one.id} and {other.id} rest on too many claims: judge single claims")
    for subject, thing in itertools.product(subjects, objects):
        yield {"subject": subject, "object": thing}


def _each(
    told: Explanation,
    verdict: Verdict,
    *,
    known_as: str | None,
    slot: str | None,
    value: str | None,
    settings: Settings,
) -> Iterator[dict[str, Any]]:
    claims = [explained.claim for explained in told.claims]
    if verdict == "is_place":
        body = to_json(_place(known_as or "", settings)).decode()
        at = [claim for claim in claims if claim.where is not None]
        if not at:
            raise InputError(f"no claim of {told.kind} {told.id} is of a place")
        yield from ({"subject": c.id, "object": known_as, "value": body} for c in at)
    elif verdict == "is_actor":
        body = to_json(_actor(known_as or "", settings)).decode()
        for claim in claims:
            named = actor_slot(claim, slot)
            yield {"subject": claim.id, "object": known_as, "slot": named, "value": body}
    elif verdict == "corrected":
        if slot is None or value is None:
            raise InputError("corrected needs --slot and --value: which slot, and what it is")
        for claim in claims:
            yield {"subject": claim.id, "slot": slot, "value": _fitting(claim, slot, value)}
    else:
        yield from ({"subject": claim.id} for claim in claims)


def actor_slot(claim: Claim, slot: str | None) -> str:
    """Return the slot of `claim` that a judgement on its actor is about.

    Raises:
        InputError: it names none or several actors and `slot` does not say which.
    """
    body = to_builtins(claim)
    slots = [n for n, v in body.items() if _actors_in(v) and n != "claimed_by"]
    wanted = slot or (slots[0] if len(slots) == 1 else None)
    if wanted is None:
        raise InputError(f"claim {claim.id} names actors as {', '.join(slots) or 'none'}: --slot")
    if len(_actors_in(body.get(wanted))) != 1:
        raise InputError(
            f"claim {claim.id} has not one actor as {wanted!r}; use `corrected` with all of them"
        )
    return wanted


def _actors_in(value: Any) -> list[dict[str, Any]]:
    """The actors in a slot's value as JSON holds it; a place or toll is none."""
    listed = value if isinstance(value, list) else [value]
    return [v for v in listed if isinstance(v, dict) and "text" in v and not _NO_ACTOR & set(v)]


_NO_ACTOR = frozenset({"lat", "precision", "origin", "best", "low", "feature", "role"})


def _fitting(claim: Claim, slot: str, value: str) -> str:
    """The value as JSON text, where it fits the claim's slot."""
    if slot in ("id", "kind", "span") or slot not in _slots(claim):
        raise InputError(
            f"claim {claim.id} has no slot {slot!r}; it has {', '.join(_slots(claim))}"
        )
    for text in (value, json.dumps(value, ensure_ascii=False)):
        try:
            from_json(to_json(to_builtins(claim) | {slot: json.loads(text)}), Claim)
        except (ItemError, json.JSONDecodeError) as error:
            why = error
        else:
            return text
    raise InputError(f"{value!r} does not fit slot {slot!r}: {why}")


def _slots(claim: Claim) -> list[str]:
    import msgspec

    return [f.encode_name for f in msgspec.structs.fields(claim) if f.encode_name not in _FIXED]


_FIXED = frozenset({"id", "span", "because", "also", "confidence"})


def _place(id_: str, settings: Settings) -> PlaceRef:
    from dateline.know.gazetteer import Gazetteer, ensure

    with Gazetteer.open(ensure(settings.cache)) as gazetteer:
        found: Place | None = gazetteer.get(id_)
    if found is None:
        raise InputError(f"the gazetteer has no place {id_!r}; ids look like geonames:170017")
    return PlaceRef(
        text=found.name,
        name=found.name,
        lat=found.lat,
        lon=found.lon,
        radius_km=found.radius_km,
        precision=_AREAS.get(found.feature or "", "exact"),
        id=found.id,
        feature=found.feature,
        admin1=found.division,
        within=found.within or (),
        country=found.country,
        because="judged",
    )


_AREAS: Mapping[str, PlacePrecision] = {
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
}
"""Kinds of place that a point stands for as a whole."""


def _actor(id_: str, settings: Settings) -> ActorRef:
    from dateline.know.actors.added import load_with_added

    entry = load_with_added(settings.cache).get(id_)
    if entry is None:
        raise InputError(f"the register has no actor {id_!r}; ids look like syr.opposition")
    code = Plover(country=entry.country, sector=entry.sector)
    return ActorRef(text=entry.name, name=entry.name, id=entry.id, plover=code)
