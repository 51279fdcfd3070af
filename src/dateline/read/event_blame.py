"""Who is blamed for an act, or says that it was theirs: in the words that hang on its noun.

One rule: only what is said of this very act counts: its own noun's clause ("an attack blamed on
X", "a bombing claimed by X"), or a bare "blamed X" in the sentence after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import ActorRef
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_PUT_ON = {
    "blame": ("on", "upon"),
    "pin": ("on", "upon"),
    "attribute": ("to",),
    "ascribe": ("to",),
    "credit": ("to",),
}
"""Verbs that lay an act at somebody's door, and the preposition before whose."""
_DOING = frozenset({"carry out", "commit", "perpetrate", "stage", "mount", "conduct", "execute"})
_HANGING = frozenset({"participle", "relative"})
_OWNED = frozenset({"claim", "admit", "acknowledge", "avow", "own", "confess"})
_CHARGING = frozenset({"blame", "accuse", "suspect"})
_AFTER = 1
"""Sentences after an act in which a bare "blamed X" is still for it."""


def blamed(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return on whom an act is blamed, or who claims it, by a clause that hangs on its noun."""
    del drafts
    found = [ref for token in _nouns(sight, draft) for ref in _by_noun(sight, draft, token)]
    return _one(sight, draft, found)


def accused(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return who alone is blamed without a word for what, in the sentence of an act or after it.

    "Five people died at a bus stop, the authorities said, and blamed the RSF."
    """
    last = _last(sight, draft)
    found: list[ActorRef] = []
    for other in drafts:
        clause = other.match.clause
        several = any(
            sight.scene.tokens.tag[a.phrase.head] == "NNS" and _points_at_act(sight, a.phrase)
            for a in clause.of("oblique", "for")
        )  # "blamed X for the attacks": for all that were told
        reach = _CLAIMED if several else _AFTER
        if other.event != "ACCUSE" or not 0 <= clause.sentence - last <= reach:
            continue
        if not (_bare(sight, clause) or (clause.sentence == last and _for_act(sight, clause))):
            continue
        if clause.head < draft.match.clause.head and not _for_act(sight, clause):
            continue
        if not several and any(_between(draft, d, clause) for d in drafts):
            continue
        found += other.recipients
    return _one(sight, draft, found)


def attributed(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return to whom an act is laid after it, in words for the act alone.

    "The attack was ATTRIBUTED TO the cartel"; "deplored the murder and BLAMED X for it".
    """
    last = _last(sight, draft)
    found: list[ActorRef] = []
    for sentence in range(last, last + _AFTER + 1):
        for clause in sight.scene.clauses_of(sentence):
            if clause.head < draft.match.clause.head or not clause.affirmed:
                continue
            if any(_between(draft, d, clause) for d in drafts):
                continue
            verb = clause.lemma.split(" ")[0]
            told = clause.of("object")
            if verb in _PUT_ON and any(_that_alone(sight, a.phrase) for a in told):
                laid = clause.of("oblique", *_PUT_ON[verb])
            elif clause.of("oblique", "for") and _bare(sight, clause):
                laid = told
            else:
                continue
            found += [r for a in laid for r in sight.parties(a.phrase)]
    return _one(sight, draft, found)


def owned(sight: Sight, draft: Draft, drafts: list[Draft]) -> ActorRef | None:
    """Return who says after an act that it was theirs ("claimed responsibility", "claimed it")."""
    last = _last(sight, draft)
    found: list[ActorRef] = []
    for sentence in range(draft.sentence, last + _CLAIMED + 1):
        for clause in sight.scene.clauses_of(sentence):
            if not clause.affirmed:
                continue
            if clause.head < draft.match.clause.head:
                if _owns(sight, clause, draft.match.clause.head):
                    found += _claiming(sight, clause)
                continue
            if (
                clause.lemma not in _OWNING
                and not (
                    clause.lemma.split(" ")[0] in _OWNED
                    and (_claims_act(sight, clause) or _claims_doing(sight, clause))
                )
                and not _says_own(sight, clause)
            ):
                continue
            if any(_between(draft, d, clause) for d in drafts):
                continue
            found += _claiming(sight, clause)
    return _one(sight, draft, found)


def _owns(sight: Sight, clause: Clause, noun: int) -> bool:
    """Tell whether somebody says that the act of a noun behind his words is his."""
    if clause.lemma in _OWNING:
        return _for_noun(clause, noun)
    return _says_own(sight, clause) and any(
        other.parent == clause.index and a.phrase.start <= noun < a.phrase.end
        for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]
        for a in other.of("oblique", "behind", "for")
    )


def _for_noun(clause: Clause, noun: int) -> bool:
    """Tell whether it is the act of a noun that is owned ("took responsibility FOR THE RAID")."""
    return any(a.phrase.start <= noun < a.phrase.end for a in clause.of("oblique", "for"))


def _claiming(sight: Sight, clause: Clause) -> list[ActorRef]:
    """Return who claims an act: somebody who is known or has a name, no "group"."""
    return [
        ref
        for argument in clause.of("subject")
        for ref in sight.parties(argument.phrase)
        if ref.id or sight.scene.doc[argument.phrase.head].pos_ == "PROPN"
    ]


_OWNING = frozenset(
    f"{verb} {noun}"
    for verb in ("claim", "take", "admit", "assume", "accept")
    for noun in ("responsibility", "credit")
)
_CLAIMED = 2
"""Sentences after an act in which somebody may still claim it."""


def _claims_act(sight: Sight, clause: Clause) -> bool:
    """Tell whether it is an act that was told which somebody claims ("claimed that attack")."""
    if clause.lemma.split(" ")[0] in {"own", "confess"}:
        return any(_points_at_act(sight, a.phrase) for a in clause.of("oblique", "to"))
    return any(_points_at_act(sight, a.phrase) for a in clause.of("object"))


_DOES = frozenset("do plant lay place set detonate stage mount conduct commit perpetrate".split())


def _claims_doing(sight: Sight, clause: Clause) -> bool:
    """Tell whether somebody admits having done what was told ("admitted PLANTING IT")."""
    return any(
        other.parent == clause.index and other.affirmed and _of_it(sight, other)
        for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]
    )


def _of_it(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause says that an act told before was done, and nothing else."""
    if clause.lemma.split(" ")[0] not in _DOES and clause.lemma != "carry out":
        return False
    return any(
        sight.lowers[a.phrase.head] in {"it", "this", "both"} or _points_at_act(sight, a.phrase)
        for a in clause.of("object")
    )


def _says_own(sight: Sight, clause: Clause) -> bool:
    """Tell whether somebody says that an act was its own ("said its men had done it").

    "The group said IT WAS BEHIND the blast": the words must speak of it or of those it sends.
    """
    if clause.lemma.split(" ")[0] not in _SAYING:
        return False
    for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]:
        if other.parent != clause.index or not other.affirmed:
            continue
        own = any(
            sight.lowers[a.phrase.start] in {"it", "its", "they", "their"}
            for a in other.of("subject")
        )
        behind = other.kind == "copula" and (
            bool(other.of("oblique", "behind"))
            or any(sight.lowers[a.phrase.head] == "responsible" for a in other.of("attribute"))
        )
        if own and (behind or _of_it(sight, other)):
            return True
    return False


_SAYING = frozenset("say claim announce declare state boast admit".split())


def _last(sight: Sight, draft: Draft) -> int:
    """Return the last sentence that tells an act."""
    return max([draft.sentence, *(_sentence(sight, span[0]) for span in draft.also)])


def _between(draft: Draft, other: Draft, clause: Clause) -> bool:
    """Tell whether another act of violence stands between an act and the words that blame."""
    head = other.match.clause.head
    return (
        other is not draft
        and other.event == "ASSAULT"
        and draft.match.clause.head < head < clause.head
        and other.sentence != draft.sentence
    )


def _bare(sight: Sight, clause: Clause) -> bool:
    """Tell whether somebody is blamed for nothing that words name, or for what was told before."""
    if clause.lemma.split(" ")[0] not in _CHARGING or not clause.affirmed:
        return False
    if any(
        other.parent == clause.index and other.relation in {"complement", "participle"}
        for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]
    ):
        return False
    wide = clause.of("oblique", "for", "of", "over")
    return all(
        sight.lowers[a.phrase.start] == "it" or _points_at_act(sight, a.phrase) for a in wide
    )


def _that_alone(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether words name an act that was told and no more ("the attack", no "raid on A")."""
    return phrase.end - phrase.start <= _SHORT and _points_at_act(sight, phrase)


_SHORT = 3


def _points_at_act(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether words stand for an act that was told ("for the attack"; no "for the crisis")."""
    return sight.lowers[phrase.start] in _POINTING and "violence" in sight.kinds(phrase)


def _for_act(sight: Sight, clause: Clause) -> bool:
    """Tell whether it is an act of violence that is blamed on somebody ("blamed the attack on")."""
    return clause.lemma == "blame" and any(
        "violence" in sight.kinds(a.phrase) for a in clause.of("object")
    )


_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})


def _nouns(sight: Sight, draft: Draft) -> Iterator[int]:
    """Yield the nouns for an act in what tells it: the predicate, its subject, "in an attack"."""
    clause = draft.match.clause
    if clause.kind == "noun":
        yield clause.head
    for argument in (*clause.of("subject"), *clause.of("oblique", "in", "by", "during", "after")):
        if "act" in sight.kinds(argument.phrase):
            yield argument.phrase.head
    for word in draft.match.words:
        if sight.scene.tokens.pos[word] == "NOUN" and word != clause.head:
            yield word


def _by_noun(sight: Sight, draft: Draft, token: int) -> Iterator[ActorRef]:
    for clause in sight.scene.clauses_of(draft.sentence):
        verb = clause.lemma.split(" ")[0]
        if not clause.affirmed or all(a.phrase.head != token for a in clause.of("object")):
            continue
        if verb in _PUT_ON:
            for argument in clause.of("oblique", *_PUT_ON[verb]):
                yield from sight.parties(argument.phrase)
        elif clause.lemma in _DOING or (verb in _OWNED and clause.relation in _HANGING):
            for argument in clause.of("subject"):  # "the murder, CARRIED OUT on Tuesday BY men"
                yield from sight.parties(argument.phrase)
        elif verb in _OWNED:  # "IS claimed an attack on a bus"
            yield from _claiming(sight, clause)


_NOBODY = frozenset("any no none nobody some someone somebody another other others".split())


def _one(sight: Sight, draft: Draft, found: list[ActorRef]) -> ActorRef | None:
    """Return the one party that was found, unless it is among those who were hit."""
    parties = sight.scene.parties
    found = [f for f in found if f.text.split(" ")[0].lower() not in _NOBODY]
    if not found or not all(parties.same_side(found[0], f) for f in found):
        return None
    if any(parties.same_side(found[0], r) for r in draft.recipients):
        return None
    return found[0]


def _sentence(sight: Sight, char: int) -> int:
    return sight.sentence_number(sight.scene.token_at(char))
