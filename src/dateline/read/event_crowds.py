"""Whether violence is a crowd's, and whether it is a demonstration's or a mob's, as ACLED asks.

One rule: who acts decides. Demonstrators who turn to violence hold a violent demonstration; people
who set upon others or their goods without one are a mob; those who bear firearms are neither.
"""

from __future__ import annotations

import re

from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_MOB = re.compile(r"\bmobs?\b|\blynch", re.IGNORECASE)
_DEMONSTRATORS = re.compile(
    r"\b(?:protest[eo]rs?|demonstrators?|marchers?|strikers?|rioters?)\b", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"\b(?:crowds?|villagers?|residents?|locals|youths?|townspeople|townsfolk|neighbou?rs"
    r"|supporters?|students?|(?:football|soccer) fans|fans|worshippers|parishioners|passers-by"
    r"|onlookers|bystanders|taxi drivers|traders|shopkeepers|inhabitants)\b",
    re.IGNORECASE,
)
_ARMED = re.compile(
    r"\b(?:armed|gunm[ae]n|militia\w*|fighters?|militants?|rebels?|soldiers?|troops|paramilitary)\b",
    re.IGNORECASE,
)
_PROTEST = re.compile(
    r"\b(?:protest\w*|demonstrat\w*|rall(?:y|ies|ied)|march(?:es|ed|ing)?|sit-ins?|pickets?)\b",
    re.IGNORECASE,
)
_FORCES = re.compile(
    r"\b(?:police\w*|officers?|gendarmes?|soldiers?|troops|(?:security|government) forces|army)\b",
    re.IGNORECASE,
)
_GROUND = frozenset({"Attack", "Armed clash", "Looting/property destruction"})
_WITH_HANDS = frozenset({None, "primitive", "beat", "destroy", "massacre", "torture"})


def rioting(sight: Sight, draft: Draft) -> str | None:
    """Return the kind of riot that an act is; None where it is none, or is coded as one already."""
    now = draft.acled[1] if draft.acled else None
    who = " ".join(a.text for a in draft.actors)
    if draft.event == "ASSAULT" and _MOB.search(who):
        return "Mob violence"
    if _ARMED.search(who):
        return None
    if draft.event == "ASSAULT" and now in _GROUND and draft.mode in _WITH_HANDS:
        if _DEMONSTRATORS.search(who):
            return "Violent demonstration"
        if _PEOPLE.search(who):
            return "Violent demonstration" if _protesting(sight, draft) else "Mob violence"
    if now == "Violent demonstration" and _PEOPLE.search(who) and not _DEMONSTRATORS.search(who):
        whom = " ".join(r.text for r in draft.recipients)
        if not _FORCES.search(f"{who} {whom}") and not _protesting(sight, draft):
            return "Mob violence"
    return None


def _protesting(sight: Sight, draft: Draft) -> bool:
    """Tell whether the sentence of an act, or the one before, tells of a protest."""
    sent = sight.sentence(draft.match.clause.head)
    before = sight.sentence(sent.start - 1).text if sent.start else ""
    return _PROTEST.search(f"{before} {sent.text}") is not None


_IN_ARMS = re.compile(
    r"\b(?:gunm[ae]n|militia\w*|militants?|rebels?|insurgents?|guerrillas?|fighters?|gunfire"
    r"|jihadists?|separatists?|terrorists?)\b",
    re.IGNORECASE,
)


def in_a_protest(sight: Sight, draft: Draft) -> bool:
    """Tell whether a clash of untold sides is one between a crowd and the police.

    Its sentence tells of protesters and names nobody else in arms.
    """
    if any(not _FORCES.search(p.text) for p in (*draft.actors, *draft.recipients)):
        return False
    text = sight.sentence(draft.match.clause.head).text
    return _DEMONSTRATORS.search(text) is not None and _IN_ARMS.search(text) is None


_OWN_HAND = re.compile(
    r"\bkill(?:ed|ing) (?:him|her|them|it)sel(?:f|ves)\b"
    r"|\bbl[eo]w(?:n|ing)? (?:him|her|them)sel(?:f|ves) up\b"
    r"|\bsuicide (?:bomb|attack|blast|mission|belt|vest|jacket)\w*"
    r"|\b(?:his|her|their|explosive|explosives|bomb)[- ](?:laden )?(?:vests?|belts?|jackets?)\b",
    re.IGNORECASE,
)


def by_own_hand(sight: Sight, draft: Draft) -> bool:
    """Tell whether who set off explosives is told to have died by them."""
    sent = sight.sentence(draft.match.clause.head)
    return _OWN_HAND.search(sent.text) is not None
