"""Whose soldiers a bare "soldiers" are: those of a foreign army that the report just told of.

One rule: only a foreign army's men on the ground are gone on with so; who is told of with a country
of his own, or after an army of the report's own country, is whoever he is told to be. "Marines"
with a capital are the United States' where the country has none.
"""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model import Plover
from dateline.read.actors.context import Context
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


def force_commanded(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return a named officer as the peacekeepers' whose "force commander" he is told to be.

    Args:
        mention: a person by name.
        memory: what the report has mentioned so far.
    """
    tokens, end = memory.tokens, mention.head + 1
    while end < len(tokens) and tokens.idx[end] < mention.span[1]:
        end += 1
    behind = [word for word in tokens.lower[end : end + 4] if word not in {",", "the", "its"}]
    role = (mention.role or "").lower()
    if behind[:2] != ["force", "commander"] and "force commander" not in role:
        return None
    for earlier in reversed(memory.said):
        if tokens.sentence[mention.head] - tokens.sentence[earlier.head] > _REACH:
            return None
        if earlier.kind in {"organisation", "group"} and (earlier.ref.id or "").startswith("int."):
            return replace(mention, speaks_for=earlier.ref)
    return None


def us_marines(mention: ActorMention, memory: Memory, context: Context) -> ActorMention | None:
    """Return "Marines" with a capital as the United States', in a country that has none.

    Args:
        mention: a phrase for people in arms, as the report's country has them.
        memory: what the report has mentioned so far; its register knows the corps.
        context: which words tell a country ("AFGHAN Marines").
    """
    tokens, code = memory.tokens, mention.ref.plover
    if mention.kind == "person" or tokens.words[mention.head] not in _MARINES or code is None:
        return None
    corps = memory.register.get("usa.marines")
    told = any(t in context.countries for t in range(tokens.left(mention.head), mention.head))
    if corps is None or told or code.country not in _WITHOUT_MARINES:
        return None
    ref = replace(
        mention.ref,
        name=corps.name,
        id=corps.id,
        plover=Plover(country=corps.country, sector=corps.sector),
    )
    return replace(mention, ref=ref)


_MARINES = frozenset({"Marine", "Marines"})
_WITHOUT_MARINES = frozenset({"AFG", "IRQ", "SYR", "SOM", "LBY", "YEM", "HTI", "LBN", "KWT", "PAN"})
"""Countries where US Marines were or are, and nobody else who is called so."""


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
