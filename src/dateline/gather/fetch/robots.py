"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

AGENT = "Dateline"
"""The name under which a site may address this reader in its robots.txt."""


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules.

    Attributes:
        rules: as parsed; None where there are none.
        everything: what holds where there are no rules.
        why: what to tell whoever is refused.
    """

    rules: Protego | None
    everything: bool
    why: str

    @classmethod
    def open(cls, why: str) -> Robots:
        """Return rules that allow all."""
        return cls(None, everything=True, why=why)

    @classmethod
    def closed(cls, why: str) -> Robots:
        """Return rules that allow nothing."""
        return cls(None, everything=False, why=why)

    @classmethod
    def parsed(cls, data: bytes) -> Robots:
        """Return the rules in a robots.txt file; what is no rule in it counts for nothing."""
        from protego import Protego

        text = data.decode("utf-8-sig", "replace")
        why = "robots.txt does not allow it: save the page by hand and give the file"
        return cls(Protego.parse(text), everything=True, why=why)

    def allows(self, url: str) -> bool:
        """Tell whether `url` may be fetched."""
        return self.everything if self.rules is None else self.rules.can_fetch(url, AGENT)

    @property
    def delay(self) -> float | None:
        """Seconds to leave between two pages; None where the site does not ask for any."""
        return None if self.rules is None else self.rules.crawl_delay(AGENT)
