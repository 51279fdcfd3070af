"""Names that were taken for places because somebody captured them, and that are people's.

One rule: only a name that no gazetteer knows is given up, and only where words of its own clause
say that a person was caught: an age or a trade after it, a town or house in which it happened, men
caught with him, what the circumstances were, what was done with the captive next, or a "he" that
can be nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.scene import Scene

_TAKING = frozenset({"capture", "recapture", "catch", "arrest", "detain", "nab", "apprehend"})
_AFTERWARDS = frozenset(
    """arrest behead charge convict deport escort execute extradite fly free hang imprison
    interrogate jail question release repatriate sentence ship torture try""".split()
)
"""What is done with a captive, and with no town."""
_AGE = re.compile(r"[^\W\d][\w'’-]*(?: [^\W\d][\w'’-]*)*,? (?:\d{2},|\(\d{2}\))")
_BUILDINGS = frozenset(
    """apartment battlefield bunker cabin cafe cave cell chase checkpoint compound farm farmhouse
    flat hideout home hospital hotel house manhunt mosque raid restaurant roadblock safehouse shack
    shelter shootout shoot-out sting swoop tunnel villa yacht""".split()
)
_SETTLED = frozenset({"city", "town", "village", "airport", "island", "resort", "port", "suburb"})
_HUNTS = frozenset({"shootout", "shoot-out", "manhunt", "chase", "raid", "hunt", "tip", "tip-off"})
"""After these somebody is caught ("captured after a shootout in A")."""
_TRADE = re.compile(
    r",? (?:who|whose|whom|wanted|accused of|suspected of|alleged(?:ly)?|convicted of"
    r"|believed to be|(?:an?|the|one of)(?: [\w'’.-]+){0,5}? (?:leader|commander|planner"
    r"|spokes(?:man|woman)|founder|member|chief|suspect|fugitive|lieutenant|figure|aide|minister|general|colonel"
    r"|officer|soldier|pilot|journalist|teacher|brother|son|father|cousin|nephew|mastermind|bomber"
    r"|gunman|businessman|warlord|militant|fighter|cleric|operative|kingpin|trafficker|boss|doctor"
    r"|lawyer|worker|students?|reporter|fugitives))\b"
)
_ONE_MAN = frozenset({"he", "him", "his", "himself", "she", "her", "herself"})
_SPOTS = frozenset({"in", "at", "on", "near", "outside", "from", "off"})
_LAIRS = frozenset({"hideout", "lair", "hiding", "house", "home", "flat", "apartment", "cell"})
_LANDS = frozenset({"admin1", "admin2", "country"})
_MANNER = frozenset({"alive", "unharmed", "unhurt", "wounded"})
"""How a man is caught, and no town."""


def captives(scene: Scene) -> frozenset[int]:
    """Return the tokens of names that are captives' and no places'."""
    made = scene.made_out
    if "captives" not in made:
        made["captives"] = frozenset(_captives(scene))
    found: frozenset[int] = made["captives"]
    return found


def _captives(scene: Scene) -> Iterator[int]:
    for clause in scene.clauses:
        if clause.lemma not in _TAKING:
            continue
        taken = [a.phrase for a in clause.of("object")]
        unknown = [p for p in taken if _unknown(scene, p)]
        for phrase in unknown:
            start = scene.chars_of(phrase.start, phrase.head + 1)[0]
            last = phrase.head
            while last + 1 < phrase.end and scene.doc[last + 1].pos_ == "PROPN":
                last += 1
            end = scene.chars_of(last, last + 1)[1]
            caught = len(unknown) == len(taken) and (
                _in_town(scene, clause, phrase)
                or _after(scene, clause)
                or _as_men_are(scene, clause, phrase)
            )
            caught = caught or _counted(scene, phrase) or _hunted(scene, clause)
            caught = caught or _afterwards(scene, clause, phrase)
            caught = caught or (len(taken) == 1 and stands_for_one(scene, phrase))
            if caught or _AGE.match(scene.text, start) or _TRADE.match(scene.text, end):
                yield from range(phrase.start, last + 1)


def _unknown(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a phrase is a bare name that no gazetteer knows."""
    if scene.tokens.pos[phrase.head] != "PROPN":
        return False
    return not any(p.id or p.feature for p in scene.places_in(phrase.start, phrase.end))


def _in_town(scene: Scene, clause: Clause, captive: Phrase) -> bool:
    """Tell whether it happened in a town, an island or a house: no town is taken there."""
    for argument in clause.of("oblique"):
        phrase = argument.phrase
        if argument.preposition not in _SPOTS or phrase.head < captive.head:
            continue
        lemma = scene.doc[phrase.head].lemma_.lower()
        if argument.preposition in {"from", "off"}:
            if lemma in _LAIRS or lemma == "coast":
                return True
            continue
        if lemma in _BUILDINGS:
            return True
        if (
            clause.voice == "passive"
            and captive.end - captive.start == 1
            and lemma in _SETTLED
            and any(p.id for p in scene.places_in(phrase.start, phrase.end))
        ):
            return True  # quarters are taken in a town, too, but seldom by a bare name
    return False


def _as_men_are(scene: Scene, clause: Clause, captive: Phrase) -> bool:
    """Tell whether the clause says how, with whom or in which land, as is said of men alone."""
    doc = scene.doc
    if any(doc[t].lower_ == "who" for t in range(captive.end, clause.head)):
        return True
    if any(
        doc[t].lower_ in _MANNER for t in range(clause.head + 1, min(clause.head + 3, len(doc)))
    ):
        return True
    for argument in clause.of("oblique"):
        head = argument.phrase.head
        if argument.preposition in {"in", "under"} and doc[head].lemma_.lower() == "circumstance":
            return True
        beside = scene.headed(head) if argument.preposition == "with" else ()
        if head > captive.head and any(a.kind in {"person", "organisation"} for a in beside):
            return True
    return _in_land(scene, clause, captive)


def _in_land(scene: Scene, clause: Clause, captive: Phrase) -> bool:
    """Tell whether a bare name was "captured in" a province: a town is told to lie there first."""
    high = scene.chars_of(clause.head, clause.head + 1)[1]
    return (
        clause.voice == "passive"
        and captive.end - captive.start == 1
        and any(
            a.preposition == "in"
            and a.phrase.head > captive.head
            and not scene.text[high : scene.chars_of(a.phrase.start, a.phrase.end)[0]].strip(" in")
            and any(p.feature in _LANDS for p in scene.places_in(a.phrase.start, a.phrase.end))
            for a in clause.of("oblique")
        )
    )


def _counted(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a name is one of people that are counted ("two Germans, a Dane")."""
    doc = scene.doc
    first = doc[phrase.head]
    while first.dep_ == "conj":
        first = first.head
    if any(c.dep_ in {"compound", "flat"} for c in first.children):
        return False  # "the Tayyem Oil Fields", "Route 9"
    return first.tag_ == "NNPS" or any(c.dep_ == "nummod" for c in first.children)


def _hunted(scene: Scene, clause: Clause) -> bool:
    """Tell whether the act is told to have been a hunt, or the captive to be somebody ("as a")."""
    return any(
        a.preposition == "as"
        or (a.preposition == "after" and scene.doc[a.phrase.head].lemma_.lower() in _HUNTS)
        for a in clause.of("oblique")
    )


def _afterwards(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Tell whether another clause of the sentence tells what became of the captive."""
    for other in scene.clauses_of(clause.sentence):
        if other.index == clause.index or not any(
            a.antecedent and a.phrase.head == phrase.head for a in other.arguments
        ):
            continue
        if other.lemma.split(" ")[0] in _AFTERWARDS:
            return True
        jailed = {a.preposition for a in other.of("oblique")} & {"in", "at"}
        if other.lemma == "hold" and other.voice == "passive" and jailed:
            return True
    return False


def stands_for_one(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a "he" or "him" follows in the sentence that can be nobody else."""
    doc = scene.doc
    sentence = doc[phrase.head].sent
    others = any(
        a.kind == "person"
        for token in range(sentence.start, sentence.end)
        if not phrase.start <= token < phrase.end
        for a in scene.headed(token)
    )
    return not others and any(doc[t].lower_ in _ONE_MAN for t in range(phrase.end, sentence.end))


def _after(scene: Scene, clause: Clause) -> bool:
    """Tell whether the same clause goes on with what is done with captives alone."""
    return any(
        other.sentence == clause.sentence
        and other.lemma.split(" ")[0] in _AFTERWARDS
        and other.relation == "coordinate"
        and {a.phrase.head for a in other.of("object")}
        & {a.phrase.head for a in clause.of("object")}
        for other in scene.clauses_of(clause.sentence)
    )
