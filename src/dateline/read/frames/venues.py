"""Places where somebody only speaks of others: "told reporters in A that the town had fallen".

One rule: a venue is named by what is said there, and no ground is pointed to by it; nor is where
a witness sits, once the sentence has named the ground ("B fell, officials in A said, and THEY
HOLD IT").
"""

from __future__ import annotations

import re

from dateline.know.speech import cues
from dateline.model import PlaceMention
from dateline.read.frames.ground import Ground

_SPOKEN = re.compile(
    r"\b(?:(?:news|press|media) (?:conferences?|briefings?)|briefings?|(?:joint )?pressers?|speech"
    r"|interviews?|reporters|journalists|newsmen|correspondents|lawmakers|legislators|deputies"
    r"|(?:[Ss]peaking|[Aa]ddressing|[Bb]riefing|spoke|talking)(?: [\w-]+){0,4}?"
    r"|(?:summit|talks|rally|session|ceremony|parade|meeting)(?: of [\w ]{3,40})?)"
    r"(?: held)?(?: (?:here|late|early|later|earlier|today|yesterday|on [A-Z]\w+day))?"
    r" (?:in|at|from|outside) (?:the [\w-]+ (?:city|capital|town) of )?$"
)
_REACH = 90


def venue(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a place is only where somebody speaks or meets."""
    if mention.span is None:
        return False
    text, low = ground.scene.report.text, mention.span[0]
    return _SPOKEN.search(text, max(0, low - _REACH), low) is not None


def witness_at(ground: Ground, mention: PlaceMention) -> bool:
    """Tell whether a place only tells where a witness sits, its sentence having named another."""
    if mention.span is None:
        return False
    tokens = ground.scene.tokens
    name = ground.scene.tokens_of(mention.span)[1] - 1
    who = tokens.head[name]
    if tokens.base[name] != "nmod" or tokens.case(name) not in _SITTING or not _says(ground, who):
        return False
    first = ground.sentence(name).start_char
    return any(
        p.span is not None and p.span[1] <= tokens.idx[who] and p.feature != "country"
        for p in ground.scene.places_by_span.starting(first, tokens.idx[who])
    )


_SITTING = frozenset({"in", "at"})


def _says(ground: Ground, who: int) -> bool:
    """Tell whether a noun is who says or is quoted ("according to DIPLOMATS")."""
    tokens = ground.scene.tokens
    if tokens.base[who] == "nsubj":
        return tokens.lemma[tokens.head[who]] in cues().verbs
    quoted = any(tokens.lower[c] == "according" for c in tokens.children[who])
    return tokens.base[who] == "obl" and quoted
