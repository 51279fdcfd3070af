"""Whose side a report takes in its own words, and who "our fighters" and "the enemy" are in it.

One rule: a report takes a side only where it says so outside quotation ("our forces", "the
valiant army", "martyred") and one known party alone can be meant; a neutral report has none, and
a word like "regime" by itself makes no partisan.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from dateline.know.actors.entry import IN_ARMS
from dateline.know.speech import cues
from dateline.know.speech.partisan import partisan
from dateline.model import ActorRef, Plover, Span
from dateline.read.scene import ActorMention, Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIDES = frozenset({"MIL", "REB", "PAR", "GOV", "OPP", "UAF", "COP"})
_OWN = frozenset({"our", "ours"})
_TURN = re.compile(r"^[A-Z][A-Z .'-]{2,40}: .*$", re.MULTILINE)
"""A paragraph of a transcript: "SPOKESMAN: Our troops are fighting for it."."""
_ARMY = ("army", "armed forces", "military")
_TROOPS = frozenset(
    {"army", "troops", "forces", "soldiers", "military", "units", "command", "staff"}
)
_SHORT = 2
_BODIES = frozenset({"group", "organisation"})
_HEROES = frozenset({"hero", "lion", "eagle", "knight", "mujahideen"})
_QUOTES = {"“": "”", '"': '"', "«": "»"}
_MARKS = re.compile(r'[\n“”"«»]')


@dataclass(frozen=True, slots=True)
class Voice:
    """A side that a report takes.

    Attributes:
        ours: the party that it speaks for.
        enemy: the one party of the report that `ours` fights; None where several do.
    """

    ours: ActorRef
    enemy: ActorRef | None


def voice_of(scene: Scene) -> Voice | None:
    """Return the side that a report takes, None where it takes none or nobody can tell which."""
    quoted = _quoted(scene.text)
    own = [a for a in scene.actors if not _within(a.span, quoted)]
    if not _evidence(scene, quoted):
        return None
    ours = (
        _praised(scene, own)
        or _unblamed(scene, own)
        or _announcer(scene, own)
        or _at_home(scene, own)
    )
    ours = _army(scene, ours) if ours is not None else None
    if ours is None:
        return None
    army = _own_army(scene, ours)
    others = [a for a in scene.actors if army is None or not _bare(a, army)]
    return Voice(ours, scene.parties.opponent(others, ours))


def voiced(scene: Scene, voice: Voice) -> tuple[ActorMention, ...]:
    """Return the actors, with "our fighters" and "the enemy" of a partisan report told."""
    quoted = _quoted(scene.text)
    army = _own_army(scene, voice.ours)
    found = [
        a if _within(a.span, quoted) else _told(scene, a, voice, army=army) for a in scene.actors
    ]
    heads = {a.head for a in found}
    if voice.enemy is not None:
        found += (m for m in _nameless(scene, voice.enemy) if m.head not in heads)
    return tuple(sorted(found, key=lambda a: (a.span[0], -a.span[1])))


def _own_army(scene: Scene, ours: ActorRef) -> str | None:
    """Return the id of the state's army whose name a party in arms takes for its own men.

    Who holds a capital, or calls itself an army, speaks of "the army" and means itself.
    """
    entry = scene.parties.register.get(ours.id) if ours.id else None
    if entry is None or entry.sector != "REB":
        return None
    named = entry.kind == "army" or any(
        a.speaks_for is not None
        and a.speaks_for.id == ours.id
        and any(w in (a.role or "").lower() for w in _ARMY)
        for a in scene.actors
        if a.kind == "person"
    )
    army = scene.parties.register.body(entry.country, "army") if named else None
    return army.id if army is not None else None


def _bare(mention: ActorMention, army: str) -> bool:
    """Tell whether a mention of a state's army has no word for whose it is."""
    words = mention.ref.text.lower().split(" ")
    return mention.ref.id == army and len(words) <= _SHORT and words[-1] in _TROOPS


def _told(scene: Scene, mention: ActorMention, voice: Voice, *, army: str | None) -> ActorMention:
    if army is not None and _bare(mention, army):
        return replace(mention, ref=_as(mention.ref, voice.ours))
    if mention.role or mention.resolved_from is not None or mention.kind not in _BODIES:
        return mention
    whose = None
    if _ours(scene, mention) and _in_arms(mention):
        whose = voice.ours
    elif mention.ref.id is None and _foul(scene, mention):
        whose = voice.enemy
    return mention if whose is None else replace(mention, ref=_as(mention.ref, whose))


def _as(ref: ActorRef, whose: ActorRef) -> ActorRef:
    return msgspec.structs.replace(
        ref, id=whose.id, name=whose.name, plover=whose.plover or ref.plover
    )


def _nameless(scene: Scene, enemy: ActorRef) -> Iterator[ActorMention]:
    """Yield the words for the other side that stand for nobody by themselves ("the enemy")."""
    for token in scene.doc:
        acts = token.dep_.partition(":")[0] in {"nsubj", "obj", "obl", "nmod", "conj", "appos"}
        if acts and token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in partisan().foes:
            span = scene.chars_of(token.i, token.i + 1)
            ref = msgspec.structs.replace(enemy, text=token.text, span=span)
            yield ActorMention(span=span, head=token.i, ref=ref, kind="group")


# --- what gives a report away ----------------------------------------------------------------


def _evidence(scene: Scene, quoted: list[Span]) -> bool:
    """Tell whether the report's own words take a side, as no neutral report does."""
    words, tokens = partisan(), scene.tokens
    telling = words.praise | words.abuse | words.mourning
    for number, lower in enumerate(tokens.lower):
        if lower not in _OWN and tokens.lemma[number] not in telling:
            continue
        token = scene.doc[number]
        if _within((token.idx, token.idx + 1), quoted):
            continue
        lemma = token.lemma_.lower()
        own = lemma in words.praise or token.lower_ in _OWN
        if own and _men(token.head) and token.head.i != token.i:
            return True
        if lemma in words.abuse or (lemma in words.mourning and token.pos_ in {"VERB", "ADJ"}):
            return True
    return False


def _men(token: Token) -> bool:
    """Tell whether a noun stands for men in arms; a single man is none."""
    lemma = token.lemma_.lower()
    return lemma in partisan().ours and (lemma not in {"man", "boy"} or token.tag_ == "NNS")


def _praised(scene: Scene, own: list[ActorMention]) -> ActorRef | None:
    """Return the one party that is praised or called ours by a name of its own."""
    told: dict[str, ActorRef] = {}
    for mention in own:
        ref = mention.ref
        if ref.id is None or not _in_arms(mention) or mention.kind == "person":
            continue
        if _lauded(scene, mention) and _named(scene, mention):
            told.setdefault(ref.id, ref)
    ours = list(told.values())
    if not ours or any(scene.parties.fights(ours[0], other) for other in ours[1:]):
        return None
    return ours[0]


def _unblamed(scene: Scene, own: list[ActorMention]) -> ActorRef | None:
    """Return the one party of which no ill is said, where ill is said of whom it fights."""
    clean: Counter[str] = Counter()
    refs: dict[str, ActorRef] = {}
    blamed: dict[str, ActorRef] = {}
    for mention in own:
        ref = mention.ref
        code = ref.plover
        if ref.id is None or code is None or code.sector not in _SIDES or mention.kind == "person":
            continue
        refs.setdefault(ref.id, ref)
        if _foul(scene, mention):
            blamed.setdefault(ref.id, ref)
        elif not _guessed(scene, mention):
            clean[ref.id] += 1
    parties = scene.parties
    for identity, _ in clean.most_common():
        ours = refs[identity]
        if any(parties.same_side(ours, b) for b in blamed.values()):
            continue
        if any(parties.fights(ours, b) for b in blamed.values()):
            return ours
    return None


def _announcer(scene: Scene, own: list[ActorMention]) -> ActorRef | None:
    """Return the party that speaks first of all in the report: its own side has the word."""
    for mention in own:
        ref = mention.speaks_for or mention.ref
        token = scene.doc[mention.head]
        speaks = token.dep_.startswith("nsubj") and token.head.lemma_.lower() in cues().verbs
        code = ref.plover
        if speaks and ref.id and code is not None and code.sector in _SIDES:
            return ref if not _foul(scene, mention) else None
    return None


def _at_home(scene: Scene, own: list[ActorMention]) -> ActorRef | None:
    """Return the army of the country reported on where "our units" fight a foreign one.

    Nobody where that country's own forces are told of by name: who says "our" may be the other.
    """
    parties = scene.parties
    countries = {
        m.ref.plover.country
        for m in own
        if m.ref.id is None and m.ref.plover is not None and _ours(scene, m) and _in_arms(m)
    } - {None}
    country = countries.pop() if len(countries) == 1 else None
    named = [m.ref for m in own if m.ref.id is not None and _in_arms(m) and m.kind != "pronoun"]
    if country is None or any(r.plover is not None and r.plover.country == country for r in named):
        return None
    army = parties.register.side(country, "army", parties.day) or parties.register.body(
        country, "army"
    )
    if army is None:
        return None
    ours = ActorRef(
        text=army.name,
        name=army.name,
        id=army.id,
        plover=Plover(country=army.country, sector=army.sector),
    )
    return ours if any(parties.fights(ref, ours) for ref in named) else None


def _army(scene: Scene, ours: ActorRef) -> ActorRef:
    """Return a state's army for its police or government: they are whose forces are meant."""
    code = ours.plover
    if code is None or code.country is None or code.sector not in {"COP", "GOV"}:
        return ours
    parties = scene.parties
    army = parties.register.side(code.country, "army", parties.day) or parties.register.body(
        code.country, "army"
    )
    if army is None or ours.id is None or not parties.allied(ours.id, army.id):
        return ours
    return msgspec.structs.replace(
        ours, id=army.id, name=army.name, plover=Plover(country=army.country, sector=army.sector)
    )


def _lauded(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a party is praised ("the valiant army", "heroes of X") or called ours."""
    low, high = scene.tokens_of(mention.span)
    head = scene.doc[mention.head]
    if head.head.lemma_.lower() in _HEROES or _ours(scene, mention):
        return True
    mine = {head.i, *(c.i for c in head.children)}
    near = range(max(0, low - 2), high)
    return any(t in mine and scene.doc[t].lemma_.lower() in partisan().praise for t in near)


def _ours(scene: Scene, mention: ActorMention) -> bool:
    return any(c.lower_ in _OWN for c in scene.doc[mention.head].children)


def _foul(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a phrase abuses whom it names, in itself or in what hangs on it."""
    low, high = scene.tokens_of(mention.span)
    head = scene.doc[mention.head]
    near = {*range(low, high), head.head.i, *(c.i for c in head.children)}
    foul = partisan().abuse | partisan().foes | partisan().against
    return any(scene.doc[t].lemma_.lower() in foul for t in near)


def _in_arms(mention: ActorMention) -> bool:
    code = mention.ref.plover
    return code is not None and code.sector in IN_ARMS


def _guessed(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a phrase has no word of its own for whose men they are ("our soldiers")."""
    return not _named(scene, mention) and scene.doc[mention.head].lemma_.lower() in partisan().ours


def _named(scene: Scene, mention: ActorMention) -> bool:
    """Tell whether a phrase holds a name, or a country's adjective."""
    low, high = scene.tokens_of(mention.span)
    return any(
        scene.tokens.words[t][:1].isupper() and scene.tokens.pos[t] in {"PROPN", "ADJ"}
        for t in range(low, high)
    )


def _quoted(text: str) -> list[Span]:
    """Return what stands between quotation marks of one paragraph, or under a speaker's name."""
    found = [m.span() for m in _TURN.finditer(text)]
    opened: tuple[int, str] | None = None
    for mark in _MARKS.finditer(text):
        at, char = mark.start(), mark[0]
        if char == "\n":
            if opened is not None:  # a quotation may go on over a paragraph; its rest is quoted
                found.append((opened[0], at))
            opened = None
        elif opened is not None and char == opened[1]:
            found.append((opened[0], at + 1))
            opened = None
        elif opened is None and char in _QUOTES:
            opened = at, _QUOTES[char]
    return found


def _within(span: Span, pieces: list[Span]) -> bool:
    at = bisect_right(pieces, (span[0], sys.maxsize)) - 1  # in order, none within another
    return at >= 0 and span[0] < pieces[at][1]
