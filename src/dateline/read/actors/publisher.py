"""The report's own body as an actor: a charity's statement has "Harbour Aid", "the Centre".

One rule: only the name that the report gives its publisher or agency, or the last word of that
name with a capital behind "the"; what stands for somebody already stays so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.model import ActorRef
from dateline.read.scene import ActorMention

if TYPE_CHECKING:
    from dateline.read.scene import Scene

_SHORT = frozenset(
    """Agency Bureau Centre Center Charity Cluster Coalition Commission Committee Council Desk
    Federation Foundation Fund Institute Mission Monitor Network Observatory Office Organisation
    Organization Secretariat Service Society Unit Watch""".split()
)
"""Last words of a body's name by which it goes on to call itself."""


def own_mentions(scene: Scene) -> Iterator[ActorMention]:
    """Yield where a report names its own publisher or agency and nobody was made out.

    Args:
        scene: a report with its actors.
    """
    report = scene.report
    taken = [a.span for a in scene.actors]
    for name in dict.fromkeys(n for n in (report.publisher, report.agency) if n):
        words = name.split()
        short = words[-1] if len(words) > 1 and words[-1] in _SHORT else None
        if not name[:1].isupper() or (name not in report.text and f"he {short}" not in report.text):
            continue
        forms = re.escape(name) + (rf"|(?<=\b[Tt]he ){short}" if short else "")
        for found in re.finditer(rf"(?<![\w-])(?:{forms})(?![\w-])(?! of\b)", report.text):
            low, high = found.span()
            if any(a < high and low < b for a, b in taken):
                continue
            ref = ActorRef(text=report.text[low:high], name=name, span=(low, high))
            head = scene.tokens_of((low, high))[1] - 1
            yield ActorMention(span=(low, high), head=head, ref=ref, kind="organisation")
