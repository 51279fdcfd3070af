"""Content that is no clause: what was announced, denied, asked for, promised, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.know.speech import cues
from dateline.read.speech.content import QUOTES, Found, bounds, held_to, is_time, is_venue
from dateline.read.speech.cues import Cue, base, that_clause
from dateline.read.speech.ground import Ground
from dateline.read.speech.syntax import DAYS, RELATIVES, child, left, right
from dateline.read.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset({"those", "what", "which", "that", "this"})
_EMPTY = frozenset({"it", "this", "that"})


def complement(ground: Ground, cue: Cue) -> Found | None:
    """Return the content of a verb whose object, phrase or infinitive is what was said."""
    low, high = bounds(ground, cue)
    if _unnamed(ground.doc[cue.head]):
        return None
    found = _complement(ground, cue, low, high)
    found = _until_next(ground, cue, found) if found is not None else None
    return _with_list(ground, found, high) if found is not None else None


def _relative(ground: Ground, verb: Token, who: int) -> bool:
    """Tell whether the one who speaks is the noun that the relative clause tells of."""
    return who <= verb.head.i or ground.doc[who].lower_ in RELATIVES


def _until_next(ground: Ground, cue: Cue, found: Found) -> Found:
    """End content before a further act of the same speaker ("to leave, and threatened")."""
    doc, known = ground.doc, cues()
    verb = doc[cue.head]
    if verb.tag_ not in FINITE:
        return found
    start, end = found.pieces[-1]
    words, pos = ground.scene.tokens.words, ground.scene.tokens.pos
    for index in range(start + 1, end - 1):
        if words[index] != "," and pos[index + 1] != "VERB":
            continue
        after = doc[index + 1]
        again = doc[index].dep_ == "cc" and after.tag_ == verb.tag_ and after.pos_ == "VERB"
        if again and base(after, known) in known.verbs:
            stop = index - (doc[index - 1].text == ",")
            return replace(found, pieces=(*found.pieces[:-1], (start, stop)))
        if doc[index].text == "," and is_venue(ground, index + 1, end):
            return replace(found, pieces=(*found.pieces[:-1], (start, index)))
    return found


def _with_list(ground: Ground, found: Found, high: int) -> Found:
    """Return content with the list that goes on behind it.

    "... the capture of nine villages: A, B and C", "... at 41, among them six children".
    """
    doc, (start, end) = ground.doc, found.pieces[-1]
    if end + 1 >= high or ground.quote_of[end] >= 0:
        return found
    goes_on = doc[end].text == ":" or (
        doc[end].text == "," and doc[end + 1].lower_ in {"among", "including"}
    )
    if not goes_on or any(t.tag_ in FINITE for t in doc[end:high]):
        return found
    return replace(found, pieces=(*found.pieces[:-1], (start, high)))


def _complement(ground: Ground, cue: Cue, low: int, high: int) -> Found | None:
    verb, entry = ground.doc[cue.head], cue.verb
    if entry is None or cue.speaker is None:
        return None
    to = next(
        (c for c in verb.children if c.dep_ in {"xcomp", "advcl"} and c.i > verb.i and _is_to(c)),
        None,
    )
    if to is None and "person-to" in entry.takes:
        to = _asked_of(verb)
    if to is not None and "person-to" in entry.takes:
        return _request(verb, to, cue, low, high)
    if to is not None and "infinitive" in entry.takes:
        return held_to(low, high, [(left(to), right(to))], "infinitive", 0.75)
    if verb.dep_ == "acl:relcl" and not _relative(ground, verb, cue.speaker.head):
        return None  # "the town that he had spoken of"
    if entry.particle is not None and entry.particle in entry.takes:
        bare = _bare(verb, entry.takes)
        return None if bare else _after_particle(ground, cue, low, high)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and ground.doc[verb.i - 1].text != ",":
        return None  # "taxpayers reporting gains"
    if ground.doc[cue.speaker.head].lower_ in _NOBODY:
        return None
    return _objective(ground, cue, low, high)


def _asked_of(verb: Token) -> Token | None:
    """Return the infinitive that the parse hangs on whom it is asked of.

    "Appealed to both sides to spare the town".
    """
    for c in verb.children:
        if c.i > verb.i and (c.dep_ in {"obj", "iobj"} or c.dep_.startswith("obl")):
            inner = next((g for g in c.children if g.dep_ == "acl" and _is_to(g)), None)
            if inner is not None:
                return inner
    return None


def _objective(ground: Ground, cue: Cue, low: int, high: int) -> Found | None:
    """Return what was announced, named, counted, promised: the object or what stands for it."""
    verb, entry = ground.doc[cue.head], cue.verb
    if entry is None:
        return None
    obj = next((c for c in verb.children if c.dep_ in {"obj", "iobj"} and c.i > verb.i), None)
    if obj is None and "count" in entry.takes:
        obj = next((c for c in verb.children if c.dep_ == "xcomp" and child(c, "nummod")), None)
    if obj is None:
        late = _after_day(verb) if "object" in entry.takes else None
        if late is not None:
            return held_to(low, high, [late], "object", 0.6)
        return _without_object(ground, cue, low, high)
    named = "object-as" in entry.takes and child(verb, "xcomp") is not None
    if (obj.pos_ == "PRON" and obj.lower_ in _EMPTY and not named) or _nothing(obj):
        return None
    if _bare(verb, entry.takes):
        return None
    own = obj.lemma_.lower() in cues().nouns and child(obj, "nmod:poss") is not None
    clause = that_clause(obj) if own else None
    if clause is not None and "object" in entry.takes:  # "repeated his warning that ..."
        return held_to(low, high, [(left(clause), right(clause))], "object-that", 0.75)
    if entry.act == "promise" and "object" in entry.takes:
        return held_to(low, high, [(left(obj), _with_term(verb, right(obj)))], "object", 0.65)
    return _object(verb, obj, entry.takes, low, high)


def _after_day(verb: Token) -> tuple[int, int] | None:
    """Return "reports of a retreat" of "denied on Monday evening reports of a retreat".

    The parse takes the day and what is denied for one phrase.
    """
    for c in verb.children:
        if c.i < verb.i or not c.dep_.startswith("obl") or c.lemma_.lower() not in cues().nouns:
            continue
        days = [t.i for t in verb.doc[left(c) : c.i] if is_time(t)]
        if days:
            return days[-1] + 1, right(c)
    return None


def _bare(verb: Token, takes: frozenset[str]) -> bool:
    """Tell a bare participle ("factions opposing the deal", ", pointing to the square")."""
    return "finite" in takes and verb.tag_ == "VBG" and child(verb, "aux") is None


def _with_term(verb: Token, end: int) -> int:
    """Return the end of what was promised with its term ("elections within a year")."""
    for c in sorted(verb.children, key=lambda t: t.i):
        if left(c) == end and c.dep_.startswith("obl") and child(c, "case") is not None:
            end = right(c)
    return end


def _unnamed(verb: Token) -> bool:
    """Tell "asked not to be named": how somebody spoke, not what was said."""
    return any(
        c.dep_ in {"xcomp", "advcl"}
        and c.lemma_.lower() in cues().anonymous
        and child(c, "aux:pass") is not None
        for c in verb.children
    )


def _nothing(obj: Token) -> bool:
    """Tell "mentioned neither loss": nothing was said."""
    return obj.lower_ == "nothing" or any(
        c.dep_ == "det" and c.lower_ in {"no", "neither"} for c in obj.children
    )


def _without_object(ground: Ground, cue: Cue, low: int, high: int) -> Found | None:
    """Return "bombing the market" of "denied bombing the market", or a phrase that tells it."""
    verb, takes = ground.doc[cue.head], cue.verb.takes if cue.verb else frozenset()
    after = [c for c in verb.children if c.i > verb.i]
    gerund = next(
        (
            c
            for c in after
            if (c.dep_ in {"xcomp", "ccomp"} or (c.dep_ == "advcl" and left(c) == verb.i + 1))
            and _is_gerund(c)
            and ground.doc[left(c) - 1].text != ","
        ),
        None,
    )
    if gerund is not None and "object" in takes:
        return held_to(low, high, [(left(gerund), right(gerund))], "gerund", 0.75)
    verdict = next((c for c in after if _is_as(c)), None)
    if verdict is not None and "object-as" in takes and right(verdict) > verdict.i + 1:
        return held_to(low, high, [(left(verdict), right(verdict))], "object-as", 0.6)
    return _prepositional(ground, cue, low, high)


def _request(verb: Token, to: Token, cue: Cue, low: int, high: int) -> Found | None:
    """Return "residents to leave" of "urged residents to leave"."""
    whom = next(
        (c for c in verb.children if c.dep_ in {"obj", "iobj"} and verb.i < c.i < to.i), None
    )
    start = left(to) if whom is None or cue.lemma == "tell" else left(whom)
    if whom is None and cue.verb is not None and cue.verb.particle is not None:
        start = cue.end
    return held_to(low, high, [(start, right(to))], "request", 0.8)


def _object(verb: Token, obj: Token, takes: frozenset[str], low: int, high: int) -> Found | None:
    """Return an object, with the phrase that completes it where the verb takes one."""
    start, end = left(obj), right(obj)
    for take in sorted(takes):
        if not take.startswith("object-"):
            continue
        whole = _object_with(verb, obj, take.removeprefix("object-"))
        if whole is None or (take == "object-at" and not _counts(verb, start, whole)):
            continue  # "put the toll at 41", not "puts civilians at risk"
        return held_to(low, high, [(start, whole)], take, 0.7)
    if "count" in takes and _counts(verb, start, end):
        return held_to(low, high, [(start, _with_company(verb, end))], "object-count", 0.6)
    return held_to(low, high, [(start, end)], "object", 0.65) if "object" in takes else None


def _with_company(verb: Token, end: int) -> int:
    """Return the end of a count with what tells of it ("12 dead in the raid, two of them girls").

    The parser hangs such words on the verb; a day is when the counting was done.
    """
    for c in sorted(verb.children, key=lambda t: t.i):
        start = left(c)
        parted = start == end + 1 and verb.doc[end].text == ","
        day = is_time(c) and (c.lower_ in DAYS or child(c, "case") is None)
        if c.i < end or not (start == end or parted) or day:
            continue
        if any(t.tag_ in FINITE for t in verb.doc[start : right(c)]):
            break
        end = right(c)
    return end


def _counts(verb: Token, start: int, end: int) -> bool:
    return any(t.pos_ == "NUM" for t in verb.doc[start:end])


def _is_gerund(token: Token) -> bool:
    return token.tag_ == "VBG" or any(c.lower_ == "having" for c in token.children)


def _is_as(token: Token) -> bool:
    return token.dep_.startswith("obl") and any(
        c.lower_ == "as" and c.dep_ == "case" for c in token.children
    )


def _is_to(token: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in token.children)


def _after_particle(ground: Ground, cue: Cue, low: int, high: int) -> Found | None:
    """Return "for calm", "of a cordon": the phrase or clause behind the verb's preposition."""
    doc, particle = ground.doc, cue.verb.particle if cue.verb else None
    at = next(
        (i for i in range(cue.head + 1, min(cue.head + 7, high)) if doc[i].lower_ == particle), None
    )
    if at is None or at + 1 >= high:
        return None
    head = doc[at].head if doc[at].head.i > at else None
    end = right(head) if head is not None else high
    if (
        particle == "for"
        and end + 1 < high
        and doc[end].lower_ == "to"
        and doc[end + 1].tag_ == "VB"
    ):
        verb = doc[end + 1]  # "called for attacks on the city to end", "the line to be respected"
        end = right(verb if verb.dep_ not in {"aux", "aux:pass", "cop"} else verb.head)
    start = at if particle == "for" else at + 1
    return held_to(low, high, [(start, max(end, at + 2))], f"prep-{particle}", 0.75)


def _prepositional(ground: Ground, cue: Cue, low: int, high: int) -> Found | None:
    """Return what a verb such as "warn" says with one of its own prepositions."""
    verb, takes = ground.doc[cue.head], cue.verb.takes if cue.verb else frozenset()
    for c in verb.children:
        if c.i > verb.i and (c.dep_.startswith("obl") or c.dep_ == "advcl"):
            first = ground.doc[left(c)]
            if first.lower_ in takes and first.dep_ in {"case", "mark"}:
                return held_to(low, high, [(left(c) + 1, right(c))], f"prep-{first.lower_}", 0.7)
    return None


def _object_with(verb: Token, obj: Token, preposition: str) -> int | None:
    """Return the end of an object together with its phrase in `preposition`."""
    if preposition == "as":
        for c in verb.children:
            if c.i > obj.i and c.dep_ == "xcomp":
                return right(c)
        named = child(obj, "appos")
        if named is not None and (
            verb.doc[left(named)].text in QUOTES
            or (named.pos_ == "NOUN" and left(named) == obj.i + 1 and right(named) == right(obj))
        ):
            return right(obj)  # called the report "a fairy tale", called the news propaganda
    end = max(right(verb), right(obj))
    for index in range(obj.i + 1, end):
        token = verb.doc[index]
        if token.lower_ == preposition and token.dep_ in {"case", "mark"} and token.head.i > index:
            return max(right(token.head), right(obj))
    return None
