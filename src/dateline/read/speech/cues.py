"""Where the text attributes: verbs, phrases and nouns of speech with the one who speaks.

Verbs in the conditional, negated verbs and the outlet's own voice are no cues.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from dateline.know.speech import Act, Cues, CueVerb, cues
from dateline.read.speech.ground import Ground
from dateline.read.speech.subjects import object_after, phrase_from, speaker_of
from dateline.read.speech.syntax import (
    Noun,
    by_agent,
    child,
    doer,
    helpers,
    left,
    negated,
    noun_phrase,
)
from dateline.read.tokens import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Token

# Under these a verb of speech tells of no speech that happened.
_UNREAL = frozenset({"would", "could", "might", "may", "should", "must", "if", "unless", "whether"})
_FIRST = frozenset({"i", "we", "you"})
# Matrix verbs whose infinitive did happen: "went on to say", "took to television to say".
_REALISED = frozenset({"go", "continue", "proceed", "take", "move", "turn", "begin", "start"})
# Forms that the tagger may miss and that are hardly ever anything else.
_SURE = frozenset({"said", "says", "told", "tweeted"})
_ISSUES = frozenset(
    {"make", "issue", "release", "repeat", "give", "offer", "send", "deliver", "post", "have"}
)
# What nobody "would" do who refuses to speak.
_DECLINED = frozenset({"comment", "say", "elaborate", "disclose"})
# So many words at most stand before the colon of "The envoy of the Council in Pristina:".
LONGEST_LABEL = 14
_LABEL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM"})
# So many words at most does "as the officers in the town tell it" have.
LONGEST_AS = 14
_PARTICLES = frozenset({"compound:prt", "advmod", "case", "mark", "obl", "xcomp"})
_NO_SPEAKERS = frozenset(
    {
        "plan",
        "schedule",
        "law",
        "rule",
        "theory",
        "constitution",
        "need",
        "size",
        "type",
        "agreement",
    }
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One attribution.

    Attributes:
        kind: verb, phrase ("according to") or noun ("the claim that").
        head: its head token.
        start: first token of the cue.
        end: after its last token.
        lemma: "say", "rule out", "according to", "claim".
        act: kind of speech act.
        verb: its entry, for verbs.
        speaker: who speaks; None where nobody is named.
        refusal: true for "declined to comment".
    """

    kind: Literal["verb", "phrase", "noun"]
    head: int
    start: int
    end: int
    lemma: str
    act: Act
    verb: CueVerb | None = None
    speaker: Noun | None = None
    refusal: bool = False

    @property
    def inverted(self) -> bool:
        """Tell whether the speaker follows the verb ("said Miller")."""
        return self.speaker is not None and self.speaker.head > self.head


def find_cues(ground: Ground) -> tuple[Cue, ...]:
    """Return all cues of the text, in order."""
    known = cues()
    persons = frozenset(  # one word alone may be a village
        a.head for a in ground.scene.actors if a.kind == "person" and (a.role or " " in a.ref.text)
    )
    found: list[Cue] = []
    for index in _may_attribute(ground):
        low, high = ground.sentences[min(ground.sentence_of[index], len(ground.sentences) - 1)]
        if not low <= index < high:
            continue  # of a dateline
        token = ground.doc[index]
        cue = (
            _verb_cue(ground, token, known, low, high)
            or _phrase_cue(ground, token, known, low, high)
            or _noun_cue(ground, token, known, low, high)
            or label_cue(ground, token, low, persons)
        )
        if cue is not None:
            found.append(cue)
    return tuple(_with_speaker_above(ground, found))


@cache
def _speaking() -> frozenset[str]:
    """Return the lemmas of verbs with which a cue may start."""
    known = cues()
    return frozenset(known.verbs) | known.refusal_verbs | known.answer_verbs | _DECLINED


@cache
def _opening() -> frozenset[str]:
    """Return the words with which a cue may start, whatever their part of speech."""
    known = cues()
    return known.owned_after | _SURE | {p[0] for p in known.before} | {"as", "if", ":"}


def _may_attribute(ground: Ground) -> Iterator[int]:
    """Yield the tokens that a cue may start with, by themselves alone: one in eight may."""
    tokens, nouns = ground.scene.tokens, cues().nouns
    speaking, opening = _speaking(), _opening()
    for index, (lower, lemma) in enumerate(zip(tokens.lower, tokens.lemma, strict=True)):
        verb = lemma in speaking or lemma[-3:] == "ing"
        if verb and lower not in opening and lemma not in nouns:
            verb = tokens.pos[index] in {"VERB", "AUX"} or tokens.tag[index] in {"VBZ", "VBD"}
        if verb or lower in opening or lemma in nouns:
            yield index


def _with_speaker_above(ground: Ground, found: list[Cue]) -> Iterator[Cue]:
    """Yield cues; a participle without a doer has that of the cue that it hangs on.

    "..., a spokesman, Ali Saleh, said, adding that": the parse may lose who said it.
    """
    by_head = {cue.head: cue for cue in found}
    for cue in found:
        token = ground.doc[cue.head]
        above = by_head.get(token.head.i)
        if (
            token.tag_ == "VBG"
            and (cue.speaker is None or (above is not None and above.inverted))
            and token.dep_ in {"advcl", "xcomp", "conj", "ccomp"}
            and above is not None
            and above.speaker is not None
        ):
            yield replace(cue, speaker=above.speaker)
        else:
            yield cue


def _is_verb(token: Token) -> bool:
    if token.lower_ in _SURE:
        return token.dep_ not in {"amod", "compound"}
    if (
        token.pos_ == "VERB"
        or token.tag_ in {"VBZ", "VBD"}
        or (token.pos_ == "AUX" and token.tag_.startswith("VB"))
    ):
        return token.dep_ not in {"amod", "compound", "case", "fixed"}
    return False


def _entry(token: Token, known: Cues, high: int) -> CueVerb | None:
    for entry in known.verbs.get(base(token, known), ()):
        if entry.particle is None or _has_particle(token, entry.particle, high):
            return entry
    return None


def base(token: Token, known: Cues) -> str:
    """Return the lemma of a verb; of a participle that the lemmatiser left as it is, the stem."""
    lemma = str(token.lemma_).lower()
    if lemma not in known.verbs and lemma.endswith("ing"):
        stem = lemma.removesuffix("ing")
        return next((s for s in (stem, f"{stem}e") if s in known.verbs), lemma)
    return lemma


def _has_particle(token: Token, particle: str, high: int) -> bool:
    if token.i + 1 < high and token.doc[token.i + 1].lower_ == particle:
        return True
    own = [c for c in token.children if c.dep_ in {"obj", "xcomp"} and c.i > token.i]
    reach = own[0].i if own and particle == "for" else high
    for c in token.children:
        if c.i <= token.i or left(c) > reach:
            continue  # "pushed the tally beyond its record for the year"
        if c.lower_ == particle and c.dep_ in _PARTICLES:
            return True
        if (c.dep_.startswith("obl") or c.dep_ == "advcl") and any(
            g.lower_ == particle and g.dep_ in {"case", "mark"} and not _follows_adverb(g)
            for g in c.children
        ):
            return True
    return False


def _follows_adverb(preposition: Token) -> bool:
    """Tell "ahead of", "out of": the preposition belongs to the word before it."""
    before = preposition.nbor(-1) if preposition.i > 0 else None
    return before is not None and before.dep_ == "case"


def _verb_cue(ground: Ground, token: Token, known: Cues, low: int, high: int) -> Cue | None:
    if not _is_verb(token):
        return None
    refusal = _refusal(token, known)
    if refusal is not None:
        act = doer(token)
        if act is None or act.lower_ in _FIRST:
            return None
        start = min([token.i, *(c.i for c in token.children if c.dep_ == "aux" and c.i >= low)])
        end = max(token.i + 1, min(high, _stop(ground, refusal, high)))
        speaker = noun_phrase(act, low, high)
        return Cue("verb", token.i, start, end, token.lemma_, "refuse", None, speaker, True)
    entry = _entry(token, known, high)
    if entry is None or negated(token) or not _real(token):
        return None
    who = speaker_of(ground, token, low, high)
    if who is not None and _is_own_voice(ground.doc[who.head], known):
        return None
    if who is not None and ground.doc[who.head].lower_ in _FIRST:
        return None
    if who is not None and _shows(ground.doc[who.head], entry, known):
        return None
    start = token.i
    while (
        start - 1 >= low
        and ground.doc[start - 1].head == token
        and (ground.doc[start - 1].dep_ in {"aux", "aux:pass", "advmod"})
    ):
        start -= 1
    end = token.i + 1
    if entry.particle is not None and end < high and ground.doc[end].lower_ == entry.particle:
        end += 1
    lemma = entry.lemma + (f" {entry.particle}" if entry.particle else "")
    return Cue("verb", token.i, start, end, lemma, entry.act, entry, who)


def _shows(head: Token, entry: CueVerb, known: Cues) -> bool:
    """Tell "a picture shows", "footage suggests": nobody speaks. A voice in a clip may say."""
    return entry.lemma not in {"say", "tell"} and head.lemma_.lower() in known.pictures


def _stop(ground: Ground, token: Token, high: int) -> int:
    end = token.i + 1
    while end < high and not (ground.doc[end].is_punct and ground.doc[end].text != "-"):
        end += 1
    return end


def _refusal(token: Token, known: Cues) -> Token | None:
    """Return the last word of a refusal to speak that starts at `token`."""
    lemma = token.lemma_.lower()
    if lemma in known.refusal_verbs:
        act = child(token, "xcomp")
        return act if act is not None and act.lemma_ in known.refusal_acts else None
    if lemma in _DECLINED and lemma != "disclose":
        marks = helpers(token)
        if "would" in marks and "have" not in marks and negated(token):
            return token
    if lemma in known.answer_verbs and negated(token):
        return next(
            (
                c
                for c in token.children
                if c.i > token.i
                and (c.dep_.startswith("obl") or c.dep_ == "obj")
                and c.lemma_ in known.asked
            ),
            None,
        )
    return None


def _real(token: Token) -> bool:
    """Tell whether the speech did happen, as far as the verb's own helpers tell."""
    marks = helpers(token)
    if marks & _UNREAL:
        return False
    if "to" in marks and token.dep_ in {"xcomp", "advcl", "acl", "ccomp", "csubj"}:
        return token.dep_ == "xcomp" and token.head.lemma_ in _REALISED
    return True


def _is_own_voice(head: Token, known: Cues) -> bool:
    """Tell whether the outlet speaks of itself ("our correspondent reports")."""
    return head.lemma_ in known.outlet and any(
        c.lower_ in {"our", "this", "my"} for c in head.children
    )


def _phrase_cue(ground: Ground, token: Token, known: Cues, low: int, high: int) -> Cue | None:
    for phrase in known.before:
        if token.lower_ != phrase[0]:
            continue
        end = token.i + len(phrase)
        if end < high and tuple(t.lower_ for t in ground.doc[token.i : end]) == phrase:
            who = object_after(ground, token, end, low, high)
            if who is None or ground.doc[who.head].lemma_ in _NO_SPEAKERS:
                return None
            return Cue("phrase", token.i, token.i, end, " ".join(phrase), "say", None, who)
    return _own_account(ground, token, known, low, high) or _as_told(
        ground, token, known, low, high
    )


def _own_account(ground: Ground, token: Token, known: Cues, low: int, high: int) -> Cue | None:
    """Return "in the envoy's view", "by the count of the monitor"."""
    noun = token.head
    if (
        token.lower_ not in known.owned_after
        or token.dep_ != "case"
        or noun.lemma_.lower() not in known.owned
        or not token.i < noun.i < high
    ):
        return None
    owner = child(noun, "nmod:poss") or next(
        (c for c in noun.children if c.dep_ == "nmod" and _has_case(c, "of")), None
    )
    if owner is None or not token.i < owner.i < high or owner.lower_ in {"my", "our", "your"}:
        return None
    who = noun_phrase(owner, token.i + 1, high)
    end = max(noun.i + 1, who.end)
    return Cue("phrase", token.i, token.i, end, f"{token.lower_} {noun.lemma_}", "say", None, who)


def _has_case(token: Token, word: str) -> bool:
    return any(c.lower_ == word and c.dep_ == "case" for c in token.children)


def _as_told(ground: Ground, token: Token, known: Cues, low: int, high: int) -> Cue | None:
    """Return "as the officers tell it", "if the governor is to be believed"."""
    doc = ground.doc
    if token.lower_ == "as":
        for index in range(token.i + 2, min(token.i + LONGEST_AS, high - 1)):
            verb = doc[index]
            if doc[index + 1].lower_ == "it" and verb.lemma_.lower() in known.as_verbs:
                stop = index - (doc[index - 1].pos_ == "AUX")
                who = phrase_from(ground, token.i + 1, stop)
                if who is None or who.end < stop or doc[who.head].lower_ in _FIRST:
                    return None
                lemma = f"as {verb.lemma_} it"
                return Cue("phrase", token.i, token.i, index + 2, lemma, "say", None, who)
    if token.lower_ == "if":
        for index in range(token.i + 2, min(token.i + LONGEST_AS, high - 3)):
            if [t.lower_ for t in doc[index + 1 : index + 4]] == ["to", "be", "believed"]:
                who = phrase_from(ground, token.i + 1, index)
                if who is None or who.end < index:
                    return None
                lemma = "if to be believed"
                return Cue("phrase", token.i, token.i, index + 4, lemma, "claim", None, who)
    return None


def _noun_cue(ground: Ground, token: Token, known: Cues, low: int, high: int) -> Cue | None:
    """Return "X's claim that ..." and "a claim by X that ..."."""
    act = known.nouns.get(token.lemma_.lower())
    if act is None or token.pos_ != "NOUN":
        return None
    clause = that_clause(token)
    colon = token.i + 1 < high and ground.doc[token.i + 1].text == ":" and token.dep_ == "obj"
    if (clause is None or not low <= clause.i < high) and not colon:
        return None
    owner = child(token, "nmod:poss")
    if owner is None:
        for c in token.children:
            if c.dep_ == "nmod" and any(
                g.lower_ in {"by", "from"} and g.dep_ == "case" for g in c.children
            ):
                owner = c
            elif c.dep_ == "acl" and c is not clause and by_agent(c) is not None:
                owner = by_agent(c)
    if (
        owner is None
        and token.dep_ == "obj"
        and token.head.lemma_ in {"make", "issue", "release", "repeat"}
    ):
        owner = doer(token.head)
    speaker = noun_phrase(owner, low, high) if owner is not None else None
    return Cue("noun", token.i, token.i, token.i + 1, token.lemma_.lower(), act, None, speaker)


def label_cue(ground: Ground, token: Token, low: int, persons: frozenset[int]) -> Cue | None:
    """Return "Federal command:", "The envoy in Pristina:" before what they say, as tickers have it.

    A time of day may stand in front. Places, weapons and tolls before a colon are no speakers, and
    neither are armies, whose names head lists.
    """
    if token.text != ":" or not 0 < token.i - low <= LONGEST_LABEL:
        return None
    doc = ground.doc
    start = next((i for i in range(low, token.i) if doc[i].is_alpha), token.i)
    words = doc[start : token.i]
    if len(words) == 0 or any(t.pos_ not in _LABEL for t in words) or ground.quote_of[start] >= 0:
        return None
    stop = next((t.i for t in words if t.pos_ == "ADP" and t.lower_ != "of"), token.i)
    name = doc[start : next((t.i for t in words if t.lower_ == "of"), stop)]
    head = next((t for t in reversed(name) if t.pos_ in {"NOUN", "PROPN"}), None)
    if head is None:
        return None
    person = any(i in persons for i in range(start, stop))
    titled = name if head.pos_ == "PROPN" else [head]  # "Ambassador Ruth Keller:"
    if not person and not any(t.lemma_.lower() in cues().labels for t in titled):
        return None
    high = ground.sentences[ground.sentence_of[token.i]][1]
    told = any(t.tag_ in FINITE for t in doc[token.i + 1 : high])
    if not told and (token.i + 1 >= len(doc) or ground.quote_of[token.i + 1] < 0):
        return None
    speaker = Noun(head.i, start, stop)
    return Cue("noun", head.i, start, token.i, ":", "say", None, speaker)


def that_clause(token: Token) -> Token | None:
    """Return the head of a noun's that-clause (not a relative clause)."""
    for c in token.children:
        if c.i > token.i and c.dep_ in {"acl", "ccomp", "acl:relcl", "appos"}:
            first = token.doc[left(c)]
            if first.lower_ == "that" and first.dep_ == "mark":
                return c
    return None
