"""Who does a verb of speech: by the parse, and by the words alone where the parse is at a loss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.know.speech import cues
from dateline.read.speech.ground import Ground
from dateline.read.speech.syntax import (
    DAYS,
    RELATIVES,
    SUBJECTS,
    Noun,
    behind_bracket,
    child,
    doer,
    left,
    noun_phrase,
)
from dateline.read.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAKS = frozenset(
    {",", ";", ":", "—", "–", "-", '"', "“", "”", "’", "'", "«", "»", "?", "!", "("}
)
_CLOSERS = frozenset({'"', "”", "’", "'", "»"})
_BEHIND = frozenset({"obj", "iobj", "nsubj", "ccomp", "obl", "xcomp"})
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PART", "PRON", "ADP", "ADV", "PUNCT"})


def speaker_of(ground: Ground, token: Token, low: int, high: int) -> Noun | None:
    """Return the phrase of who does a verb of speech.

    Where the parse gives no subject but a name stands right after or before the verb
    ("..., said Miller"), the neighbour is taken.
    """
    behind = _after_comma(ground, token, low, high)
    if behind is not None:
        return behind
    head = _reporter(ground, token) or doer(token)
    if head is not None and head.lower_ in RELATIVES and head.pos_ == "PRON":
        head = _before_relative(head, low)
    if head is None or not low <= head.i < high:
        head = _cut_off(ground, token, low) or head
    if head is not None and low <= head.i < high and head.lower_ != "there":
        if head.pos_ in {"VERB", "AUX", "PUNCT", "ADP"}:
            return None
        return _parsed(ground, head, token, low, high)
    if token.tag_ in {"VBG", "VB"} or child(token, "aux:pass") is not None:
        return None
    after = token.i + 1
    inverted = token.lower_ in {"said", "says", "asked", "added", "wrote", "shouted"}
    inverted = inverted or (token.i > low and ground.doc[token.i - 1].text in _CLOSERS)
    if inverted and after < high and ground.doc[after].pos_ in {"PROPN", "DET", "PRON"}:
        found = _run(ground, after, high)
        if found is not None and not _no_name(ground.doc[found.start]):
            return found
    return phrase_before(ground, token, low)


def _cut_off(ground: Ground, token: Token, low: int) -> Token | None:
    """Return who speaks where the parse hangs the words on the dateline before the sentence.

    "GOMA, Jan 27 (Agency) - The militia, which fights for the north, said it ...".
    """
    pronoun = child(token, *SUBJECTS)
    if pronoun is not None and pronoun.lower_ in RELATIVES and pronoun.i >= low:
        antecedent = _before_relative(pronoun, low)
        return antecedent if antecedent is not pronoun else None
    if pronoun is not None or low == 0:
        return None
    for t in ground.doc[low : token.i]:
        if t.head.i < low and t.pos_ in {"NOUN", "PROPN", "PRON"}:
            return t
        if t.tag_ in FINITE and t.dep_ != "acl:relcl":
            return None
    return None


def _reporter(ground: Ground, token: Token) -> Token | None:
    """Return who goes on in ", adding that" after a reported clause: the one who reported it.

    "The agency said that food was short, adding that ...": the parse may say that food adds.
    """
    matrix = token.head
    if token.tag_ != "VBG" or token.i == 0 or ground.doc[token.i - 1].text != ",":
        return None
    if token.dep_ not in {"advcl", "conj", "xcomp"} or matrix.dep_ != "ccomp":
        return None
    return doer(matrix.head)


def _after_comma(ground: Ground, token: Token, low: int, high: int) -> Noun | None:
    """Return who is named behind a verb that follows a whole sentence and a comma.

    "The road is cut, admitted the head of the council": the parser may take the words after the
    verb for its object, and the subject of the sentence for the one who admits.
    """
    doc, after = ground.doc, token.i + 1
    bare = token.tag_ == "VBN" and child(token, "aux", "aux:pass") is None
    if not (token.tag_ in {"VBD", "VBZ"} or bare) or token.i - 2 <= low or after >= high:
        return None
    if doc[token.i - 1].text != "," or ground.quote_of[token.i] >= 0:
        return None
    if token.lemma_.lower() in cues().telling:
        return None  # whom it tells stands behind it
    if doc[after].pos_ not in {"DET", "PROPN", "NOUN", "ADJ", "NUM"} or doc[after].tag_ == "WDT":
        return None
    own = child(token, *SUBJECTS)
    if own is not None and own.i < token.i:
        return None
    body = doc[low : token.i - 1]
    told = any(t.tag_ in FINITE and t.head.i != token.i for t in body)
    for c in token.children:
        if c.i < after or c.dep_ not in _BEHIND or c.tag_ in FINITE or left(c) != after:
            continue
        if c.pos_ not in {"NOUN", "PROPN"} or child(c, "case") is not None:
            return None
        noun = noun_phrase(c, low, high)
        return noun if told or _inserted(ground, noun, high) else None
    return None


def _inserted(ground: Ground, noun: Noun, high: int) -> bool:
    """Tell "Half of them, guessed a trader, had gone": the sentence goes on behind the name."""
    doc = ground.doc
    return (
        noun.end + 1 < high
        and doc[noun.end].text == ","
        and (doc[noun.end + 1].tag_ in FINITE or doc[noun.end + 1].pos_ == "AUX")
    )


def _parsed(ground: Ground, head: Token, token: Token, low: int, high: int) -> Noun:
    """Return the phrase of a doer, mended by the words right before the verb."""
    noun = noun_phrase(head, low, high)
    if noun.head < token.i < noun.end:
        noun = Noun(noun.head, noun.start, token.i)
    near = phrase_before(ground, token, low) if head.i < token.i else None
    if near is None or ground.doc[near.head].lower_ in RELATIVES or not _after_break(ground, near):
        return _whole_name(ground, noun, token)
    apposed = ground.doc[near.head].dep_ in {"appos", "conj", "flat"}
    inherited = head.head is not token and token.tag_ != "VBG"
    if head.i < near.start and (inherited or not apposed):
        return near  # "Shells landed, the police reported": the parse took the first noun
    if near.start < noun.start < near.end:
        noun = Noun(noun.head, near.start, noun.end)
    return _whole_name(ground, noun, token)


def _before_relative(pronoun: Token, low: int) -> Token:
    """Return the noun before "which" or "who" where the parse does not give it."""
    for index in range(pronoun.i - 1, max(low, pronoun.i - 4) - 1, -1):
        token = pronoun.doc[index]
        if token.pos_ in {"NOUN", "PROPN"}:
            return token
    return pronoun


def _after_break(ground: Ground, noun: Noun) -> bool:
    first = ground.doc[noun.start]
    return (
        noun.start > 0
        and ground.doc[noun.start - 1].text in _BREAKS
        and first.pos_ in {"DET", "PROPN", "PRON", "NOUN", "NUM", "ADJ"}
    )


def _whole_name(ground: Ground, noun: Noun, token: Token) -> Noun:
    """Return a phrase with the rest of its name where the parser left it ("Minister Ellwood")."""
    end = noun.end
    while end < token.i and ground.doc[end].pos_ == "PROPN":
        end += 1
    return Noun(noun.head, noun.start, end) if end == token.i else noun


def phrase_before(ground: Ground, token: Token, low: int) -> Noun | None:
    """Return the noun phrase between the last break and a verb, by the words alone."""
    doc, tokens = ground.doc, ground.scene.tokens
    end = token.i
    while end > low and doc[end - 1].dep_ in {"aux", "advmod"} and tokens.pos[end - 1] != "NOUN":
        if tokens.lower[end - 1] == "there":
            break
        end -= 1
    closing = end > low and tokens.words[end - 1] == ","
    end -= closing
    start = _segment(ground, end, low)
    if not _nominal(ground, start, end):
        return None
    if not closing:
        start = behind_bracket(tokens.words[start:end], start)
        head = _head_of(ground, start, end)
        return Noun(head, start, end) if head is not None else None
    # "..., the mayor, Oleh Kravets, said", "..., Jake Brown, the adviser, said": the name counts.
    if start <= low or doc[start - 1].text != ",":
        return None
    first = _segment(ground, start - 1, low)
    if not _nominal(ground, first, start - 1) or first <= low:
        return None
    if doc[start - 2].pos_ == "PROPN" and doc[start].pos_ == "DET":
        return Noun(_first_of_name(ground, start - 2), first, end)
    if all(pos == "PROPN" for pos in tokens.pos[start:end]) and doc[start - 2].pos_ == "NOUN":
        return Noun(_first_of_name(ground, end - 1), first, end)
    return None


def _first_of_name(ground: Ground, index: int) -> int:
    """Return the word of a name on which its last one hangs ("ABDI Hassan"): the name's head."""
    token = ground.doc[index]
    while token.dep_.startswith("flat") and token.head.i < token.i:
        token = token.head
    return token.i


def phrase_from(ground: Ground, start: int, high: int) -> Noun | None:
    """Return the noun phrase that opens at a token and ends at a break, by the words alone."""
    end = start
    while end < high and not _breaks(ground, end):
        end += 1
    if not _nominal(ground, start, end):
        return None
    head = _head_of(ground, start, end)
    return Noun(head, start, end) if head is not None else None


def _segment(ground: Ground, end: int, low: int) -> int:
    """Return where the words before `end` start without a break; a parenthesis is stepped over."""
    words, start = ground.scene.tokens.words, end
    if start - 1 > low and words[start - 1] == ")":
        while start > low and words[start] != "(":
            start -= 1
    while start > low and not _breaks(ground, start - 1):
        start -= 1
    return start


def _nominal(ground: Ground, start: int, end: int) -> bool:
    return start < end and _PHRASE.issuperset(ground.scene.tokens.pos[start:end])


def _breaks(ground: Ground, index: int) -> bool:
    tokens = ground.scene.tokens
    word = tokens.words[index]
    if word == "-":
        # Words that a hyphen joins stay one phrase; a dash between blanks parts them.
        return tokens.spaced[index]
    return word in _BREAKS and not (word in {"'", "’"} and tokens.pos[index] == "PART")


def _head_of(ground: Ground, start: int, end: int) -> int | None:
    """Return the last noun before the first preposition of a run of words."""
    head = None
    for index, pos in enumerate(ground.scene.tokens.pos[start:end], start):
        if pos == "ADP" and head is not None:
            break
        if pos in {"NOUN", "PROPN", "PRON", "NUM"} and ground.scene.lowers[index] != "there":
            head = index
    return head


def _no_name(token: Token) -> bool:
    """Tell that a word after "said" does not open a speaker ("said that", "said Monday")."""
    return token.lower_ in {"that", "it"} or token.lower_ in DAYS


def _run(ground: Ground, start: int, high: int) -> Noun | None:
    end, pos = start, ground.scene.tokens.pos
    while end < high and pos[end] in {"PROPN", "NOUN", "ADJ", "DET", "PRON", "NUM"}:
        if end > start and pos[end] == "PRON":
            break  # "a baker I meet"
        end += 1
    nouns = [i for i in range(start, end) if pos[i] in {"PROPN", "NOUN", "PRON"}]
    return Noun(nouns[-1], start, end) if nouns else None


def object_after(ground: Ground, token: Token, start: int, low: int, high: int) -> Noun | None:
    """Return the phrase that a preposition's words stand before."""
    head = token.head if token.head.i >= start and token.dep_ in {"case", "mark"} else None
    if head is None or head.i >= high:
        head = next(
            (
                t
                for t in ground.doc[start:high]
                if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ not in {"compound", "flat"}
            ),
            None,
        )
    if head is None or head.pos_ not in {"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ"}:
        return None
    noun = noun_phrase(head, low, high)
    return (
        Noun(noun.head, max(start, min(noun.start, noun.head)), noun.end)
        if noun.start <= start
        else noun
    )
