"""What a report has mentioned so far, for those who resolve what refers back to it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from dateline.know.actors import Register
from dateline.read.quotes import Quote, find_quotes
from dateline.read.scene import ActorMention
from dateline.read.tokens import Tokens


@dataclass
class Memory:
    """What was mentioned so far.

    Attributes:
        tokens: the parse.
        register: who is known.
        said: mentions in order, resolved.
        short: what an abbreviation stands for in this report.
        surnames: persons by their last names.
        longer: bodies by the first and the last words of their names, and how each was printed.
        coming: all mentions, not yet resolved.
        asked: token of the pronoun that is being resolved.
    """

    tokens: Tokens
    register: Register
    said: list[ActorMention] = field(default_factory=list)
    short: dict[str, ActorMention] = field(default_factory=dict)
    surnames: dict[str, ActorMention] = field(default_factory=dict)
    longer: dict[tuple[str, ...], dict[str, ActorMention]] = field(default_factory=dict)
    coming: list[ActorMention] = field(default_factory=list)
    asked: int = -1

    def quoted(self, mention: ActorMention) -> bool:
        """Tell whether a mention stands within a quotation."""
        low, high = mention.span
        before = bisect_right(self._quotes, low, key=lambda quote: quote.start)
        return before > 0 and high <= self._quotes[before - 1].end

    @cached_property
    def _quotes(self) -> tuple[Quote, ...]:
        return find_quotes(self.tokens.text)
