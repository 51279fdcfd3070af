"""Turns of phrase that span slots and so are found in the text itself."""

from __future__ import annotations

import re

UNOPPOSED = re.compile(
    r"\bwithout (?:a |any |much )?(?:fight|fighting|resistance|shot|firing)"
    r"|\b(?:no|little|any) resistance\b"
    r"|\b(?:after|following) (?:the |their |its )?(?:\w+ ){0,5}"
    r"(?:withdrew|withdrawal|pulled out|left|retreat\w*|abandoned)\b"
    r"|\b(?:deserted|abandoned|peacefully|unopposed|uncontested|bloodlessly)\b"
    r"|\b(?:under|by|as part of|in line with) (?:a|an|the) (?:\w+[- ]){0,3}"
    r"(?:deal|agreement|accord|settlement|handover)\b",
    re.IGNORECASE,
)
"""Words that say that ground was taken without a fight (ACLED: non-violent transfer)."""
