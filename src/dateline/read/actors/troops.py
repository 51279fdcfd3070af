"""Whose soldiers a bare "soldiers" are: those of a foreign army that the report just told of.

One rule: only a foreign army's men on the ground are gone on with so; who is told of with a country
of his own, or after an army of the report's own country, is whoever he is told to be.
"""

from __future__ import annotations

from dateline.read.actors.memory import Memory
from dateline.read.scene import ActorMention

_MEN = frozenset({"soldier", "troop", "troops", "trooper"})
_ON_FOOT = frozenset(
    """soldier troop troops trooper force army armour armor tank column infantry paratrooper
    commando brigade battalion division marine contingent""".split()
)
"""What an army has on the ground; soldiers are not those of the jets told of before."""
_COMING = frozenset(
    """cross enter invade march roll push pour land advance move reach arrive drive sweep thrust
    storm deploy stream""".split()
)
"""What an army does whose "soldiers", told of next without an article, are then its own."""
_DOING = frozenset({"nsubj", "root"})
"""Where an army stands that does what a sentence tells; a root is one whose verb was missed."""
_REACH = 2
"""Sentences over which a bare noun goes on with an army told of before."""


def foreign_army(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return the foreign army whose men "the soldiers", or bare "troops" who act, go on with.

    Args:
        mention: an unlisted phrase for people in arms.
        memory: what the report has mentioned so far.
    """
    tokens, head = memory.tokens, mention.head
    if tokens.lemma[head] not in _MEN or len(mention.ref.text.split()) != 1:
        return None
    definite = tokens.determiner(head) == "the"
    if tokens.determiner(head) not in ("", "the") or not (definite or _acts(head, memory)):
        return None
    mine = mention.ref.plover
    for earlier in reversed(memory.said):
        if tokens.sentence[head] - tokens.sentence[earlier.head] > _REACH:
            return None
        code = earlier.ref.plover
        if earlier.kind == "pronoun" or code is None or code.sector != "MIL":
            continue
        if tokens.sentence[earlier.head] == tokens.sentence[head] or earlier.ref.id is None:
            return None
        if mine is not None and mine.country == code.country:
            return None
        alone = tokens.dep[earlier.head] in _DOING and not _another(mention, memory)
        told = tokens.lemma[earlier.head] in _ON_FOOT and (definite or _comes(earlier, memory))
        return earlier if alone and told else None
    return None


def _acts(head: int, memory: Memory) -> bool:
    return memory.tokens.dep[head] == "nsubj"


def _comes(earlier: ActorMention, memory: Memory) -> bool:
    """Tell whether an army is told to come on, by the verb that it is the subject of."""
    tokens = memory.tokens
    return tokens.lemma[tokens.head[earlier.head]] in _COMING


def _another(mention: ActorMention, memory: Memory) -> bool:
    """Tell whether another army is told of in the same sentence, be it as the one who tells."""
    tokens = memory.tokens
    return any(
        tokens.sentence[m.head] == tokens.sentence[mention.head]
        and m.head != mention.head
        and m.ref.plover is not None
        and m.ref.plover.sector == "MIL"
        for m in memory.coming
    )
