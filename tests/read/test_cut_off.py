"""A text may stop anywhere: at any word, without its full stop."""

from __future__ import annotations

import pytest
from tests import making

from dateline.read import Reader

TEXTS = (
    "In Goma, rebels shelled the airports and bridges of Sake and Minova, the army said on Monday.",
    "The army's base at the river port near Bria was handed over to the militia's commander.",
    "Fighters moved back to the outskirts of Rastan, which they had held since the fall of Homs.",
    "They also hold Senaki, where a Georgian base was looted, and Zugdidi, a police official said.",
    "Six soldiers, among them Col. Musa Kata, 41, were killed when a mine went off 12 km from Gao.",
    "Kyiv thanked its ally Poland; Poland urged its neighbours to send 30,000 of their troops.",
    "A soldier, back in the barracks, said a large number of them fought their way into Bria.",
    "Two stations in Bon Repos are in gang hands again, and the army is back in the hospital.",
    "Loyal to the ousted president, troops took back 3 of the 5 towns: Duékoué, Guiglo and Man.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_may_stop_at_any_word(reader: Reader, text: str) -> None:
    words = text.split(" ")
    for end in range(1, len(words) + 1):
        cut = " ".join(words[:end]).rstrip(".,:")
        for claim in reader.read(making.report(cut)).claims:
            assert claim.span[1] <= len(cut)
