"""Names that were taken for places because somebody captured them, and that are people's.

One rule: only a name that no gazetteer knows is given up, and only where it opens with a given name
or words of its own clause say that a person was caught: an age or a trade after it, a town or house
in which it happened, men caught with him, police who did it, what the circumstances were, what was
done with the captive next, or a "he" that can be nobody else. So is, wherever it stands, a surname
of somebody whom the report names in full elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.know.actors import given_names
from dateline.read.actors.states import LOCATIVE
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.scene import Scene

_TAKING = frozenset({"capture", "recapture", "catch", "arrest", "detain", "nab", "apprehend"})
_AFTERWARDS = frozenset(
    """arrest beat behead charge convict deport detain escort execute extradite fly free handcuff
    hang imprison interrogate jail maim parade question release repatriate sentence ship shoot
    torture try wound""".split()
)
"""What is done with a captive, and with no town."""
_AGE = re.compile(r"[^\W\d][\w'’-]*(?: [^\W\d][\w'’-]*)*,? (?:\d{2},|\(\d{2}\))")
_BUILDINGS = frozenset(
    """apartment battlefield bunker cabin cafe cave cell chase checkpoint compound farm farmhouse
    flat hideout home hospital hotel house manhunt mosque raid restaurant roadblock safehouse shack
    shelter shootout shoot-out sting swoop tunnel villa yacht""".split()
)
_SETTLED = frozenset({"city", "town", "village", "airport", "island", "resort", "port", "suburb"})
_WILDS = frozenset({"hill", "hills", "mountain", "forest", "bush", "desert", "jungle", "swamp"})
"""Where men are hunted down ("X was captured in the FOREST")."""
_HUNTS = frozenset({"shootout", "shoot-out", "manhunt", "chase", "raid", "hunt", "tip", "tip-off"})
"""After these somebody is caught ("captured after a shootout in A")."""
_TRADE = re.compile(
    r",? (?:who|whose|whom|wanted|accused (?:of|by)|suspected of|alleged(?:ly)?|convicted of"
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
        made["captives"] = frozenset((*_captives(scene), *_surnames(scene)))
    found: frozenset[int] = made["captives"]
    return found


def _captives(scene: Scene) -> Iterator[int]:
    for clause in scene.clauses:
        if clause.lemma in _TAKING or clause.lemma in _SEIZING:
            yield from _with_his_men(scene, clause)
        if clause.lemma not in _TAKING:
            continue
        taken = [a.phrase for a in clause.of("object")]
        unknown = [p for p in taken if _unknown(scene, p)]
        people = any(_has_given_name(scene, p) for p in taken)
        for phrase in taken:
            last = _last(scene, phrase)
            if phrase in unknown:
                caught = _caught(scene, clause, phrase, alone=len(unknown) == len(taken))
            elif not _likened(scene, phrase):
                continue
            else:
                caught = False
            caught = caught or (len(taken) == 1 and stands_for_one(scene, phrase))
            caught = caught or (
                _tagged(scene, phrase)
                and (people or _by_police(scene, clause) or on_camera(scene, clause))
            )
            start, end = scene.chars_of(phrase.start, last + 1)
            if caught or _AGE.match(scene.text, start) or _TRADE.match(scene.text, end):
                yield from range(phrase.start, last + 1)


def _with_his_men(scene: Scene, clause: Clause) -> Iterator[int]:
    """Yield a bare name that is surely a man's, though a town may have it as well.

    "His" men or kin were caught with him, or he was caught in a house.
    """
    tokens = scene.tokens
    taken = [a.phrase for a in clause.of("object") if a.phrase.head > clause.head]
    if not taken or tokens.pos[taken[0].head] != "PROPN":
        return
    first = taken[0]
    his = any(_HIS & set(tokens.lower[p.start : p.end]) for p in taken[1:])
    housed = any(
        a.preposition in _SPOTS
        and a.phrase.head > first.head
        and tokens.lemma[a.phrase.head] in _HOMES
        for a in clause.of("oblique")
    )
    if his or (housed and len(taken) == 1):
        yield from range(first.start, _last(scene, first) + 1)


_SEIZING = frozenset({"seize", "take", "abduct", "kidnap", "grab", "snatch"})
_HIS = frozenset({"his", "her"})
_HOMES = frozenset({"house", "safehouse", "flat", "apartment", "home", "hideout", "villa", "hotel"})


def _surnames(scene: Scene) -> Iterator[int]:
    """Yield the bare surnames of people whom the report names in full ("JOHN SMITH", "Smith").

    Both must be people's to the tagger, too: "Kelly" is a town in the same report now and then.
    """
    tokens, given = scene.tokens, given_names()
    known: set[str] = set()
    for actor in scene.actors:
        if actor.kind != "person" or actor.resolved_from is not None:
            continue
        words = actor.ref.text.split(" ")
        if len(words) > 1 and words[0].lower() in given:
            known.add(words[-1])
    if not known:
        return
    for token, word in enumerate(tokens.words):
        if word in known and scene.doc[token].ent_type_ in _PERSON:
            bare = token == 0 or tokens.pos[token - 1] != "PROPN"
            if bare and (token == 0 or tokens.lower[token - 1] not in LOCATIVE):
                yield token


def _caught(scene: Scene, clause: Clause, phrase: Phrase, *, alone: bool) -> bool:
    """Tell whether a clause tells of a captive, who is a name that no gazetteer knows.

    Args:
        scene: the report.
        clause: that of the taking.
        phrase: the name.
        alone: whether nothing that a gazetteer knows was taken with it.
    """
    if alone and (
        _in_town(scene, clause, phrase)
        or _after(scene, clause)
        or _as_men_are(scene, clause, phrase)
    ):
        return True
    passive = clause.voice == "passive" and _tagged(scene, phrase)
    return (
        _counted(scene, phrase)
        or _hunted(scene, clause)
        or _afterwards(scene, clause, phrase)
        or (passive and caught_at(scene, clause.head))
    )


_SMALL = frozenset({"town", "village", "quarter"})


def _likened(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a name that the tagger took for a person's is also some small place's."""
    places = scene.places_in(phrase.start, phrase.end)
    return _tagged(scene, phrase) and all(p.feature in _SMALL for p in places)


def _last(scene: Scene, phrase: Phrase) -> int:
    """Return the last token of a phrase's name."""
    last = phrase.head
    while last + 1 < phrase.end and scene.tokens.pos[last + 1] == "PROPN":
        last += 1
    return last


def _has_given_name(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a name of two words or more opens with a given name ("JAMES Mwangi")."""
    start = phrase.start
    return (
        _tagged(scene, phrase)
        and _last(scene, phrase) > start
        and scene.tokens.lower[start] in given_names()
    )


def _tagged(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether the tagger took a name for a person's; unknown towns' it often does."""
    return scene.doc[phrase.head].ent_type_ in _PERSON


_PERSON = frozenset({"PER", "PERSON"})
_POLICE = frozenset({"police", "policeman", "agent", "detective", "officer", "investigator", "fbi"})


def _by_police(scene: Scene, clause: Clause) -> bool:
    """Tell whether police did it, who take people and seldom towns."""
    return any(scene.tokens.lemma[a.phrase.head].lower() in _POLICE for a in clause.of("subject"))


_CAMERAS = frozenset({"camera", "footage", "photographer", "film", "video", "photograph", "photo"})
_ON_FILM = frozenset({"camera", "film", "video", "tape", "videotape", "footage", "picture"})


def on_camera(scene: Scene, clause: Clause) -> bool:
    """Tell whether what captured somebody was a camera."""
    lemma = scene.tokens.lemma
    return any(lemma[a.phrase.head].lower() in _CAMERAS for a in clause.of("subject")) or any(
        a.preposition in {"on", "in"} and lemma[a.phrase.head].lower() in _ON_FILM
        for a in clause.of("oblique")
    )


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
        wild = lemma in _WILDS and captive.end - captive.start == 1
        if wild and clause.voice == "passive":
            return True
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
    """Tell whether a bare name was "captured in" a province: a town is told to lie there first.

    Of a country also where a day or a doer stands between ("captured Monday in A", "by B in A").
    """
    if captive.end - captive.start != 1:
        return False
    high = scene.chars_of(clause.head, clause.head + 1)[1]
    beside = scene.chars_of(captive.start, captive.end)[1]
    for argument in clause.of("oblique"):
        phrase = argument.phrase
        if argument.preposition != "in" or phrase.head < captive.head:
            continue
        lands = {p.feature for p in scene.places_in(phrase.start, phrase.end)} & _LANDS
        low = scene.chars_of(phrase.start, phrase.end)[0]
        next_to = not scene.text[high:low].strip(" in")
        if lands and next_to and clause.voice == "passive":
            return True
        gap = scene.text[max(high, beside) : low].strip(" ,")
        if "country" in lands and gap not in {"", "in"} and _tagged(scene, captive):
            return True
    return False


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
            a.phrase.head == phrase.head and (a.antecedent or a.function == "object")
            for a in other.arguments
        ):
            continue
        if other.lemma.split(" ")[0] in _AFTERWARDS:
            return True
        jailed = {a.preposition for a in other.of("oblique")} & {"in", "at"}
        if other.lemma == "hold" and other.voice == "passive" and jailed:
            return True
    return False


def stands_for_one(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a "he" or "him" follows in the sentence that can be nobody else.

    Who speaks, and who does what a further main clause tells, may be somebody told of before.
    """
    doc = scene.doc
    sentence = doc[phrase.head].sent
    others = any(
        a.kind == "person" or _one_who_speaks(scene, a.head)
        for token in range(sentence.start, sentence.end)
        if not phrase.start <= token < phrase.end
        for a in scene.headed(token)
    )
    return not others and any(
        doc[t].lower_ in _ONE_MAN and _in_the_act(scene, phrase, t)
        for t in range(phrase.end, sentence.end)
    )


def _one_who_speaks(scene: Scene, token: int) -> bool:
    """Tell whether a noun is of one official or witness, who may be "he" as well."""
    tokens = scene.tokens
    return tokens.tag[token] in {"NN", "NNP"} and tokens.lemma[token].lower() in _WHO_SPEAKS


_WHO_SPEAKS = frozenset(
    """spokesman spokeswoman spokesperson official general colonel commander minister president
    governor mayor chief captain major witness resident""".split()
)
_UNDER = frozenset("""advcl acl acl:relcl obl nmod obj nmod:poss xcomp nsubj nsubj:pass""".split())


def _in_the_act(scene: Scene, phrase: Phrase, token: int) -> bool:
    """Tell whether a pronoun stands in the words for an act, not in a clause beside or above."""
    tokens = scene.tokens
    verb = tokens.head[phrase.head]
    at = tokens.head[token]
    for _ in range(_DEEP):
        if at == verb:
            return True
        if tokens.dep[at] not in _UNDER or tokens.head[at] == at:
            beside = tokens.dep[at] == "conj" and tokens.head[at] == verb
            return beside and not _has_subject(scene, at)
        at = tokens.head[at]
    return False


_DEEP = 8
"""Words on the way up from a pronoun to its act."""


def _has_subject(scene: Scene, verb: int) -> bool:
    """Tell whether a verb has a subject of its own ("and HE ordered his men")."""
    tokens = scene.tokens
    return any(tokens.dep[c].startswith("nsubj") for c in tokens.children[verb])


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


_WHERE = frozenset({"city", "town", "village", "quarter", "country"})
_CAUGHT_AT = re.compile(
    r"(?:(?! and | but |;| when | as | after ).){0,60}\b(?:in|at|near|outside)(?: the)?"
    r"(?: [\w'’-]+){0,5}? "
)


def caught_at(scene: Scene, verb: int) -> bool:
    """Tell whether an act is told to have been in, at or near a settlement or in a country."""
    low = scene.chars_of(verb, verb + 1)[1]
    for place in scene.places_by_span.starting(low, low + 100):
        start, end = place.span or (0, 0)
        if scene.text[end : end + 1] == "-":
            continue  # "the US-backed alliance"
        owner = scene.text[end : end + 1] in {"'", "’"}
        at = _CAUGHT_AT.fullmatch(scene.report.text, low, start)
        return place.feature in _WHERE and not owner and at is not None
    return False
