"""Who does a verb and how far a phrase goes: the few questions that speech asks of the parse.

Every answer is held to the sentence it was asked in, so that a wrong parse cannot run away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:outer", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubj:passive", "nsubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither"})
_CONTROLLED = frozenset({"xcomp", "advcl", "conj", "ccomp", "parataxis"})
_CLAUSES = frozenset({"acl:relcl", "acl", "parataxis", "advcl", "ccomp", "dep"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"january", "february", "march", "april", "may", "june", "july", "august", "september"}
    | {"october", "november", "december", "today", "yesterday", "tomorrow"}
)
_MEANS = frozenset({"telephone", "phone", "email", "e-mail", "letter", "video", "radio", "text"})
_TELLS = frozenset({"tell", "inform", "assure", "remind", "brief", "notify", "urge", "ask"})
# How many steps up the tree the doer of a participle or infinitive is looked for.
STEPS = 5


class Noun(Struct, frozen=True):
    """A noun phrase: head token and tokens `[start, end)`."""

    head: int
    start: int
    end: int


def left(token: Token) -> int:
    """Return the first token of a subtree."""
    return int(token.left_edge.i)


def right(token: Token) -> int:
    """Return the token after a subtree."""
    return int(token.right_edge.i) + 1


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def negated(token: Token) -> bool:
    """Tell whether a verb is negated, by an adverb or by its subject ("no official said")."""
    for c in token.children:
        if c.lower_ in NEGATIONS and c.dep_ != "cc":
            return True
        if c.dep_ in SUBJECTS and (
            c.lower_ in {"nobody", "none", "neither", "nothing"}
            or any(g.lower_ in {"no", "neither"} and g.dep_ == "det" for g in c.children)
        ):
            return True
    return False


def helpers(token: Token) -> frozenset[str]:
    """Return the auxiliaries and infinitive marker of a verb, in lower case."""
    return frozenset(
        c.lower_ for c in token.children if c.dep_ in {"aux", "aux:pass", "mark"} and c.i < token.i
    )


def noun_phrase(head: Token, low: int, high: int) -> Noun:
    """Return the phrase of a head without relative clauses, held to `[low, high)`.

    Names that follow in apposition, prepositional phrases and places stay in.
    """
    start, end = max(low, left(head)), min(high, right(head))
    for c in head.children:
        if c.i <= head.i:
            if c.dep_ == "case" and c.pos_ == "ADP":
                start = max(start, c.i + 1)
            # A clause or parenthesis that the parser hung in front does not belong.
            if c.dep_ in {"advcl", "parataxis", "ccomp", "discourse"} and c.i < head.i:
                start = max(start, right(c))
            continue
        timed = c.dep_ == "nmod" and c.lower_ in DAYS
        if timed or c.dep_ in _CLAUSES:
            end = min(end, left(c))
    while end > head.i + 1 and (
        head.doc[end - 1].is_punct or head.doc[end - 1].is_space or head.doc[end - 1].dep_ == "cc"
    ):
        if head.doc[end - 1].text == ")":
            break
        end -= 1
    start = behind_bracket([t.text for t in head.doc[start : head.i]], start)
    while start < head.i and (head.doc[start].is_punct or head.doc[start].is_space):
        start += 1
    return Noun(head.i, min(start, head.i), max(end, head.i + 1))


def behind_bracket(before: list[str], start: int) -> int:
    """Return where a phrase begins that an aside was hung before ("57km off) the commander").

    Args:
        before: the words before its head.
        start: the token of the first of them.
    """
    if ")" not in before:
        return start
    last = len(before) - 1 - before[::-1].index(")")
    opened = before[:last].count("(") > before[:last].count(")")
    return start if opened and before[0] != "(" else start + last + 1


def doer(token: Token, steps: int = STEPS) -> Token | None:
    """Return the head of the phrase that does a verb; None where nothing tells.

    Subjects, by-agents, antecedents of relative clauses and participles, and the subjects of
    verbs that control an infinitive, a participle or a coordinated verb.
    """
    subject = _subject(token)
    if subject is not None:
        if subject.lower_ in RELATIVES and token.dep_.startswith("acl"):
            return _last_of(token.head, subject.i)
        return subject
    passive = any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "aux:pass" for c in token.children)
    agent = by_agent(token)
    if agent is not None:
        return agent
    if passive:
        return None
    if steps == 0 or token.head is token:
        return None
    if token.dep_ in {"acl", "acl:relcl"}:
        return _antecedent(token)
    return _controller(token, steps - 1) if token.dep_ in _CONTROLLED else None


def _last_of(noun: Token, before: int) -> Token:
    """Return the last of coordinated nouns that has its own article, before a relative pronoun.

    "The army and its rival, which said": the rival says.
    """
    last = noun
    for c in noun.children:
        owned = any(g.dep_ in {"det", "nmod:poss"} for g in c.children)
        if c.dep_ == "conj" and c.i < before and owned:
            last = c
    return last


def _subject(token: Token) -> Token | None:
    """Return the subject; where the parser gives two, the one that no comma parts from the verb.

    "Shells landed, the police reported", "analysts said prices rose".
    """

    def rank(c: Token) -> tuple[bool, int]:
        between = token.doc[c.i : token.i]
        return c.i > token.i or any(t.text == "," for t in between), abs(c.i - token.i)

    subjects = [c for c in token.children if c.dep_ in SUBJECTS and c.pos_ != "VERB"]
    if token.lemma_ in _TELLS and any(c.i < token.i for c in subjects):
        subjects = [c for c in subjects if c.i < token.i]  # whoever stands behind it is told
    return min(subjects, key=rank) if len(subjects) > 1 else next(iter(subjects), None)


def _controller(token: Token, steps: int) -> Token | None:
    """Return who does a verb without a subject of its own, through the verb that it hangs on."""
    matrix = token.head
    if token.dep_ in {"ccomp", "parataxis"} and token.tag_ not in {"VBG", "VB"}:
        return None
    if token.dep_ == "conj" and matrix.dep_ == "ccomp" and goes_on(token, matrix.head):
        return doer(matrix.head, steps)
    if token.tag_ == "VBG" or (token.dep_ == "conj" and token.doc[token.i - 1].dep_ == "cc"):
        # "The town fell, the mayor said, adding that ...": the mayor adds.
        beside = _parenthetical(token, matrix)
        if beside is not None:
            return doer(beside, steps)
    quoted = quoted_speaker(token)
    if quoted is not None:
        return quoted
    if matrix.pos_ in {"NOUN", "PROPN", "PRON"} and token.dep_ == "conj":
        return None
    return doer(matrix, steps) or child(matrix, *PASSIVE_SUBJECTS)


def by_agent(token: Token) -> Token | None:
    """Return the head of the by-phrase of a passive."""
    for c in token.children:
        if c.dep_.startswith("obl") and any(
            g.lower_ == "by" and g.dep_ == "case" for g in c.children
        ):
            said_by = c.pos_ in {"NOUN", "PROPN", "PRON"} and c.lemma_.lower() not in _MEANS
            return c if said_by else None
    return None


def quoted_speaker(token: Token) -> Token | None:
    """Return who is quoted in "quoted X as saying" and "X was quoted as saying"."""
    matrix = token.head
    if matrix.lemma_ not in {"quote", "cite"}:
        return None
    return child(matrix, "obj", "iobj", *PASSIVE_SUBJECTS)


def goes_on(token: Token, matrix: Token) -> bool:
    """Tell whether ", and called for" goes on with the reporting verb, not the reported one.

    "Denied that the town had fallen and said": the tense tells, where no comma does.
    """
    if child(token, *SUBJECTS) is not None or helpers(token):
        return False
    if token.tag_ != matrix.tag_ and not (token.tag_ == "VBN" and matrix.tag_ == "VBD"):
        return False
    follows = token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "that"
    if follows and token.doc[token.i - 1].dep_ == "cc":
        return True
    if token.tag_ == matrix.tag_ and token.head.tag_ != matrix.tag_:
        return True
    at = token.i - 1
    while at > matrix.i and token.doc[at].dep_ in {"advmod", "aux"}:
        at -= 1
    return token.doc[at].dep_ == "cc" and token.doc[at - 1].text == ","


def _parenthetical(token: Token, matrix: Token) -> Token | None:
    """Return the inserted verb of speech right before a participle ("..., he said, adding")."""
    for c in matrix.children:
        if c.dep_ == "parataxis" and c.i < token.i and token.i - c.i <= 6:
            return c
    return None


def _antecedent(token: Token) -> Token:
    """Return whom a participle after a noun belongs to.

    "The army issued a statement saying ..." is the army's word, not the statement's.
    """
    noun = token.head
    if noun.dep_ in {"obj", "obl"} and noun.head.pos_ == "VERB" and token.dep_ == "acl":
        issuer = child(noun.head, *SUBJECTS)
        if issuer is not None:
            return issuer
    return noun
