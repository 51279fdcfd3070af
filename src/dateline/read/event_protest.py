"""What kind of protest it was: peaceful, met with force, or violent, as ACLED tells them apart.

One rule: what the same sentence tells of the crowd decides ("the march turned violent", "were
dispersed with tear gas"); a protest against violence is not a violent one, and a deed abroad that
it is about did not happen where people march.
"""

from __future__ import annotations

import re

from dateline.know.ontology import ontology
from dateline.read.clauses.clause import Clause
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight
from dateline.read.frames.hung import PROTESTS

_VIOLENT = re.compile(
    r"\b(?:turn(?:s|ed|ing)?|bec[ao]me|grew) (?:\w+ )?violent\b"
    r"|\b(?:stone|rock|bottle|brick|projectile|petrol bomb|firebomb|molotov)s?\b[^.;]{0,40}"
    r"\b(?:thrown|hurled|at)\b"
    r"|\b(?:threw|throwing|hurl(?:ed|ing)|pelt(?:ed|ing)|lobb(?:ed|ing)) (?:\w+ ){0,3}?"
    r"(?:stone|rock|bottle|brick|projectile|petrol|firebomb|molotov|police|officer|polic)\w*"
    r"|\b(?:burn(?:ed|ing|t)?|torch(?:ed|ing)|set fire to|set(?:ting)? ablaze) (?:\w+ ){0,2}?"
    r"(?:tyre|tire|car|barricade|bus|office|building|vehicle|shop)s?\b"
    r"|\b(?:clash(?:ed|es|ing)?|running battles|scuffle[sd]?) (?:\w+ ){0,2}?with (?:\w+ ){0,2}?"
    r"(?:police|officers|security|soldiers|troops)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:tear ?gas|teargas|water cannons?|rubber bullets?|batons?|pepper spray)\b"
    r"|\b(?:police|soldiers|troops|officers|forces)\b[^.;]{0,60}"
    r"\b(?:dispers\w+|broke up|break up|chas\w+)\b"
    r"|\bdispersed by\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|over|about|at) (?:\w+ ){0,3}$", re.IGNORECASE)
_DONE = re.compile(r"(?:threw|\w+ed|\w+nt|grew|became|battles)\b", re.IGNORECASE)
"""A verb of what the crowd did, no noun that it protests against ("against it THREW stones")."""


def graded(sight: Sight, drafts: list[Draft]) -> None:
    """Give each demonstration the ACLED kind that its sentence tells."""
    book = ontology()
    for draft in drafts:
        if draft.event != "PROTEST" or draft.acled != book.acled_pair("Peaceful protest"):
            continue
        text = sight.sentence(draft.match.clause.head).text
        violent = _VIOLENT.search(text)
        if violent is not None and (
            _DONE.match(violent.group()) or not _AGAINST.search(text, 0, violent.start())
        ):
            draft.mode = "riot" if draft.mode == "demo" else draft.mode
            draft.acled = book.acled_pair("Violent demonstration")
            draft.notes.append(f"violent: {violent.group()}")
        elif (met := _MET.search(text)) is not None:
            draft.acled = book.acled_pair("Protest with intervention")
            draft.notes.append(f"met with force: {met.group()}")


_DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_ABOUT = 3
"""Clauses from a deed up to the protest that is about it."""


def abroad(sight: Sight, draft: Draft) -> bool:
    """Tell whether a deed has its place from a protest about it in another country.

    "Tamils marched in Toronto against the killing of civilians by the Sri Lankan army".
    """
    if draft.event not in _DEEDS or draft.place is None or draft.own_place:
        return False
    home = sight.scene.parties.register.iso3(draft.place.site.place.country)
    lands = {r.plover.country for r in (*draft.actors, *draft.recipients) if r.id and r.plover}
    lands -= {None, "IGO", "IMG", "NGO"}
    return home is not None and bool(lands) and home not in lands and _about(sight, draft)


def _about(sight: Sight, draft: Draft) -> bool:
    """Tell whether a deed stands in what a protest of its sentence is about."""
    clause: Clause = draft.match.clause
    for _ in range(_ABOUT):
        if clause.parent is None:
            return False
        clause = sight.scene.clauses[clause.parent]
        if clause.lemma.split(" ")[0] in PROTESTS and clause.kind == "verb":
            return True
    return False
