"""Mends what parsers often get wrong, where meaning leaves no doubt.

One rule: a phrase moves only upwards, to a word that governs its governor, so the tree stays one.
"""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.read.clauses.aimed import MENDED, fired, going_on, particle
from dateline.read.clauses.closing import closing
from dateline.read.clauses.gerunds import GERUNDS, gerund
from dateline.read.clauses.joined import (
    along_with,
    helped_with,
    number_after_day,
    object_too,
    subject_too,
    told_by_head,
    told_on,
    turned_round,
    verb_too,
    which_of_day,
)
from dateline.read.clauses.late import late_object, late_part
from dateline.read.clauses.outcome import outcome
from dateline.read.clauses.people import PARTICIPLES, harmed, thought
from dateline.read.clauses.shares import share
from dateline.read.clauses.shot import TORN, holds_on, let_go, participle, result, shot
from dateline.read.clauses.way import WAY, own_way
from dateline.read.language.lemmas import base_form

if TYPE_CHECKING:
    from dateline.read.clauses.lexicon import Lexicon

_HYPHENS = frozenset({"-", "‑", "–"})
_FORMS = (
    ("VerbForm=Ger", "VBG"),
    ("Tense=Past|VerbForm=Fin", "VBD"),
    ("Tense=Past|VerbForm=Part", "VBN"),
    ("Tense=Pres|VerbForm=Part", "VBG"),
    ("VerbForm=Inf", "VB"),
)
_DEPTH = 200
_ASKED = frozenset({"on", "upon", "to"})
"""Prepositions of whom something is asked ("called ON both to", "appealed TO them to")."""
_BLAMING = frozenset({"blame", "pin"})
_CLIMB = 4  # a by-phrase further from its verb than this is left alone
_MOVING = {
    "aimed": frozenset({"on", "against", "at", "upon"}),
    "subject": frozenset({"from", "to", "into", "toward", "towards"}),
    "object": frozenset({"from", "to"}),
    "mutual": frozenset({"with"}),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """A parse as lists that may still change; indices as in `Tree`."""

    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    form: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    entity: list[str]

    def base(self, token: int) -> str:
        """Return the relation without its subtype."""
        return self.dep[token].partition(":")[0]

    def case(self, token: int) -> str:
        """Return the preposition before a noun; empty where there is none or it is compound."""
        found = [c for c in self.children[token] if self.dep[c] == "case" and c < token]
        return self.lower[found[0]] if len(found) == 1 else ""

    def above(self, token: int, other: int) -> bool:
        """Tell whether a token governs another, directly or not (or is the same)."""
        for _ in range(_DEPTH):
            if other == token:
                return True
            if self.head[other] == other:
                return False
            other = self.head[other]
        return True  # deeper than any sentence: leave it alone

    def subjects(self, token: int) -> list[int]:
        """Return the nominal subjects of a word."""
        return [c for c in self.children[token] if self.dep[c].startswith("nsubj")]

    def move(self, token: int, to: int, dep: str) -> None:
        """Hang a token on another."""
        self.children[self.head[token]].remove(token)
        insort(self.children[to], token)
        self.head[token], self.dep[token] = to, dep


def mend(columns: Columns, words: Lexicon) -> None:
    """Mend names, verb forms, bare objects and the places of some prepositional phrases."""
    for token, dep in enumerate(columns.dep):
        if dep in _IDLE and _sits_still(columns, token):
            continue
        _word(columns, token)
        if columns.head[token] == token:
            told_by_head(columns, token)
            _verb_form(columns, words, token)
            continue
        base = columns.base(token)
        if base == "flat":
            _name(columns, token)
        elif columns.pos[token] == "PROPN" and _runs_on(columns, words, token):
            before = token - 1
            name = columns.head[before] if columns.base(before) == "flat" else before
            columns.move(token, name, "flat")
        elif base == "appos" and _is_listed(columns, token):
            columns.dep[token] = "conj"
        elif base == "appos":
            late_object(columns, words, token)
            closing(columns, words, token)
        elif base == "nmod" and columns.dep[token] != "nmod:poss":
            _phrase(columns, words, token)
            told_on(columns, token)
            helped_with(columns, token)
        else:
            _plain(columns, words, token, base)


def _plain(columns: Columns, words: Lexicon, token: int, base: str) -> None:
    """Mend a word that is neither part of a name nor beside a noun, and its verb with it."""
    if base == "nsubj" and columns.lower[token] in {"which", "whom"}:
        turned_round(columns, token)
    if columns.pos[token] == "VERB":
        _verb_form(columns, words, token)
    if columns.dep[token] == "nsubj:pass":
        _acts_after_all(columns, words, token)
    _relation(columns, words, token, base)
    if base == "obl":
        _oblique(columns, words, token)


_IDLE = frozenset("punct case det mark cc aux cop amod nmod:poss fixed expl".split())
_STILL = frozenset("PUNCT ADP DET CCONJ SCONJ AUX PART SPACE ADJ PRON".split())


def _sits_still(columns: Columns, token: int) -> bool:
    """Tell whether no rule is about a word with an idle relation: four of ten words are such."""
    return (
        columns.pos[token] in _STILL
        and columns.lower[token] not in _ODD
        and columns.tag[token] != "NNS"
        and columns.head[token] != token
    )


def _word(columns: Columns, token: int) -> None:
    """Mend a word by itself; asking what it is first costs less than calling every rule."""
    if columns.pos[token] == "VERB":
        _noun_after_all(columns, token)
    elif columns.pos[token] == "NUM":
        number_after_day(columns, token)
    if columns.lower[token] in _ODD:
        _odd(columns, token)
    dep = columns.dep[token]
    if dep == "aux:pass":
        _copula(columns, token)
    elif dep == "acl":
        participle(columns, token)
    elif dep.startswith("obl"):
        share(columns, token)
        along_with(columns, token)
    if columns.tag[token] == "NNS":
        _opening(columns, token)


def _odd(columns: Columns, token: int) -> None:
    """Mend one of the words that have rules of their own."""
    shot(columns, token)
    result(columns, token)
    let_go(columns, token)
    holds_on(columns, token)
    fired(columns, token)
    particle(columns, token)
    going_on(columns, token)
    harmed(columns, token)
    thought(columns, token)
    _outside(columns, token)
    gerund(columns, token)
    if columns.lower[token] in WAY:
        own_way(columns, token)


def _relation(columns: Columns, words: Lexicon, token: int, base: str) -> None:
    """Mend the relation of a word to its verb."""
    if base == "xcomp" and columns.pos[token] == "NUM" and columns.pos[token - 1] == "VERB":
        columns.dep[token] = "obj"  # "Insurgents behead TWO"
    elif base in {"nsubj", "compound"} or columns.dep[token] == "obl:unmarked":
        subject_too(columns, token)
        late_object(columns, words, token)
    elif base == "obj":
        late_object(columns, words, token)
    elif base == "ccomp":
        verb_too(columns, token)
    elif base == "conj":
        _finite_again(columns, token)
        object_too(columns, token)
    elif base == "advcl":
        outcome(columns, token)
        _asked_for(columns, words, token)
    elif base == "acl":
        which_of_day(columns, token)
        _asked_of(columns, words, token)
    elif base == "advmod" and columns.base(columns.head[token]) in {"cop", "aux"}:
        above = columns.head[columns.head[token]]
        columns.move(token, above, "advmod")  # "is NO LONGER the army's" is said of the whole


def _noun_after_all(columns: Columns, token: int) -> None:
    """Call a word a noun where fine tag and relation both say so ("denied reports that ...").

    A bare verb is no subject either ("TALK of it is premature").
    """
    tag = columns.tag[token]
    if tag in {"VB", "VBP"} and columns.dep[token] == "nsubj":
        columns.tag[token] = tag = "NN"
        for child in columns.children[token]:
            if columns.dep[child] == "obl":
                columns.dep[child] = "nmod"
    if tag.startswith("NN") and columns.base(token) in {
        "obj",
        "iobj",
        "nsubj",
        "obl",
        "nmod",
        "appos",
    }:
        columns.pos[token] = "NOUN"


def _asked_for(columns: Columns, words: Lexicon, token: int) -> None:
    """Call what is asked for a content, no aim: "called for Rwanda TO WITHDRAW"."""
    verb = columns.head[token]
    marks = {columns.lower[c] for c in columns.children[token] if columns.base(c) == "mark"}
    marks |= {columns.case(token)}
    asking = words.objects_for.get(columns.lemma[verb]) == "request"
    if asking and {"for", "to"} <= marks and columns.subjects(token):
        columns.dep[token] = "ccomp"
    elif asking and "to" in marks and _asked(columns, verb, token):
        columns.dep[token] = "xcomp"


def _asked_of(columns: Columns, words: Lexicon, token: int) -> None:
    """Hang what is asked on its verb, not on who is asked: "called on the parties TO STOP"."""
    if not any(columns.lower[c] == "to" for c in columns.children[token] if c < token):
        return
    over = columns.head[token]
    for _ in range(_CLIMB):
        verb = columns.head[over]
        if verb == over:
            return
        if columns.base(over) == "obl":
            asking = words.objects_for.get(columns.lemma[verb]) == "request"
            if asking and _asked(columns, verb, token) and not _has_content(columns, verb):
                columns.move(token, verb, "xcomp")
            return
        over = verb


def _asked(columns: Columns, verb: int, token: int) -> bool:
    """Tell whether somebody stands between a verb of asking and what is asked of them."""
    return any(
        columns.base(c) == "obl" and columns.case(c) in _ASKED and verb < c < token
        for c in columns.children[verb]
    )


def _has_content(columns: Columns, verb: int) -> bool:
    return any(columns.base(c) in {"ccomp", "xcomp"} for c in columns.children[verb])


def _copula(columns: Columns, token: int) -> None:
    """Call the auxiliary of a passive a copula where it stands by an adjective ("is committed")."""
    over = columns.head[token]
    if columns.pos[over] != "ADJ":
        return
    columns.dep[token] = "cop"
    for child in columns.children[over]:
        if columns.dep[child] == "nsubj:pass":
            columns.dep[child] = "nsubj"


def _opening(columns: Columns, token: int) -> None:
    """Part the place that opens a sentence from whoever acts there ("In Yerevan PROTESTERS threw").

    Without a comma parses take the two for one.
    """
    verb = columns.head[token]
    subject = columns.dep[token].startswith("nsubj")
    late = columns.dep[token] == "obl" and not columns.subjects(verb) and token + 1 == verb
    if not (subject or late) or columns.pos[token] != "NOUN":
        return
    if columns.tag[verb] != "VBD" or verb < token:
        return
    for place in columns.children[token]:
        if place >= token or columns.base(place) not in {"compound", "amod"}:
            continue
        named = columns.tag[place].startswith("NNP") or columns.entity[place] == "LOC"
        case = place - 1
        if not named or case < 0 or columns.lower[case] not in _AT:
            continue
        if columns.dep[case] != "case" or columns.head[case] not in {place, token}:
            continue
        columns.move(case, place, "case")
        columns.move(place, verb, "obl")
        columns.pos[place], columns.tag[place] = "PROPN", "NNP"
        break
    else:
        return
    if late:
        columns.dep[token] = "nsubj"


_AT = frozenset({"in", "near", "at"})
_OUTSIDE = frozenset({"outside", "inside"})
_ODD = MENDED | _OUTSIDE | GERUNDS | TORN | PARTICIPLES | WAY
"""Words that have rules of their own."""


def _outside(columns: Columns, token: int) -> None:
    """Call "outside" a preposition right after a verb ("rallied OUTSIDE parliament")."""
    noun = columns.head[token]
    if (
        columns.lower[token] in _OUTSIDE
        and columns.base(token) in {"amod", "compound", "det", "advmod"}
        and noun > token > 0
        and columns.head[noun] == token - 1
        and columns.pos[token - 1] == "VERB"
        and columns.base(noun) in {"obj", "obl"}
    ):
        columns.pos[token], columns.dep[token] = "ADP", "case"
        columns.dep[noun] = "obl"


def _acts_after_all(columns: Columns, words: Lexicon, token: int) -> None:
    """Call a subject active where nothing about its verb is passive.

    It has an object, or is finite and can do without one ("the rebels FIRED on the town").
    """
    verb = columns.head[token]
    base = {columns.base(c) for c in columns.children[verb]}
    if "aux" in base or columns.pos[verb] != "VERB" or token > verb:
        return
    alone = columns.tag[verb] == "VBD" and columns.lemma[verb] not in words.transitive
    # "the strip IT SEIZED around A" is what it seized: no participle has a pronoun before it
    hung = columns.dep[verb] == "acl" and token == verb - 1 and columns.pos[token] == "PRON"
    if "obj" in base or alone or hung or holds_on(columns, verb) or _calls_on(columns, words, verb):
        columns.dep[token] = "nsubj"
        columns.dep[verb] = "acl:relcl" if hung else columns.dep[verb]
        columns.form[verb], columns.tag[verb] = "Tense=Past|VerbForm=Fin", "VBD"


def _calls_on(columns: Columns, words: Lexicon, verb: int) -> bool:
    """Tell whether somebody asks: "ECOWAS CALLED ON them to stop", where nobody "was" called on."""
    return words.objects_for.get(columns.lemma[verb]) == "request" and any(
        columns.base(c) == "obl" and columns.case(c) in _ASKED and c > verb
        for c in columns.children[verb]
    )


def _finite_again(columns: Columns, token: int) -> None:
    """Hang a finite verb on the finite one: "urged them to leave and CALLED on X".

    A form that may be an infinitive is finite where it tells what is so now ("and NOW HOLD it").
    """
    first = columns.head[token]
    above = columns.head[first]
    now = columns.tag[token] == "VBP" and columns.lower[token - 1] in {"now", "still"}
    told = columns.pos[token] == "VERB" and (columns.tag[token] in {"VBD", "VBZ"} or now)
    infinitive = columns.tag[first] == "VB" and any(
        columns.dep[c] == "mark" and columns.lower[c] == "to" for c in columns.children[first]
    )
    if not told or not infinitive or above == first or columns.subjects(token):
        return
    if columns.tag[above] in {"VBD", "VBZ", "VBP"} and columns.subjects(above):
        columns.move(token, above, "conj")


def _is_listed(columns: Columns, token: int) -> bool:
    """Tell a list from an apposition: "A, B and C" of like nouns with like articles is a list."""
    first = columns.head[token]
    if columns.pos[first] != columns.pos[token] or first > token:
        return False
    if _article(columns, first) != _article(columns, token):
        return False
    after = [
        c
        for owner in (first, token)
        for c in columns.children[owner]
        if c > token
        and columns.base(c) == "conj"
        and (columns.pos[token] == "PROPN" or columns.pos[c] == columns.pos[token])
    ]
    return any(columns.base(c) == "cc" for last in after for c in columns.children[last])


def _article(columns: Columns, token: int) -> str:
    """Return the article before a noun, empty where there is none."""
    found = [columns.lower[c] for c in columns.children[token] if columns.base(c) == "det"]
    return found[0] if found else ""


def _particle(columns: Columns, words: Lexicon, token: int) -> None:
    """Give a particle back to its verb: "hand over the oil field"."""
    verb = columns.head[token]
    cases = [c for c in columns.children[token] if columns.dep[c] == "case"]
    if len(cases) != 1 or cases[0] != verb + 1 or token < verb or columns.pos[verb] != "VERB":
        return
    if f"{columns.lemma[verb]} {columns.lower[verb + 1]}" in words.joined:
        columns.move(cases[0], verb, "compound:prt")


def _bare_object(columns: Columns, words: Lexicon, token: int) -> None:
    """Call the bare noun after an active verb its object."""
    verb = columns.head[token]
    labels = {columns.dep[c] for c in columns.children[verb]}
    if (
        token > verb
        and columns.pos[verb] == "VERB"
        and columns.pos[token] in {"NOUN", "PROPN"}
        and not labels & {"obj", "aux:pass", "nsubj:pass", "cop", "ccomp"}
        and not any(columns.dep[c] in {"case", "advmod", "mark"} for c in columns.children[token])
        and columns.entity[token] not in {"DATE", "TIME"}
        and columns.lemma[token] not in words.times
        and columns.lemma[token] not in words.measures
    ):
        columns.dep[token] = "obj"


def _oblique(columns: Columns, words: Lexicon, token: int) -> None:
    """Mend what hangs beside a verb: particles, and nouns that are its object after all.

    Of adverbial nouns only those with an article or an owner may be one ("killed A COUPLE").
    """
    label = columns.dep[token]
    if label == "obl:unmarked":
        late_object(columns, words, token)
    if label in {"obl", "obl:agent"}:
        _particle(columns, words, token)
    owned = any(columns.dep[c] in {"det", "nmod:poss"} for c in columns.children[token])
    if columns.dep[token] in {"obl", "obl:agent"} or (label == "obl:unmarked" and owned):
        _bare_object(columns, words, token)


def _runs_on(columns: Columns, words: Lexicon, token: int) -> bool:
    """Tell whether a word hangs apart from the name that it goes on with.

    Two names side by side are one where the second bears no preposition and hangs beside the
    first; so is the article of an Arabic name with what stands before it.
    """
    before = token - 1
    if before < 0 or columns.pos[before] != "PROPN" or columns.case(token):
        return False
    if columns.above(token, before) or columns.entity[token] in {"DATE", "TIME"}:
        return False
    base = columns.base(token)
    following = columns.lower[token + 1] if token + 1 < len(columns.lower) else ""
    if columns.lower[token] in words.name_articles and following in _HYPHENS:
        return base not in {"compound", "flat"}
    beside = columns.head[token] in {before, columns.head[before]}
    return (
        beside
        and base in {"conj", "obj", "obl", "dep", "iobj"}
        and columns.base(before)
        == (base if columns.head[token] != before else columns.base(before))
    )


def _name(columns: Columns, token: int) -> None:
    """Keep the parts of a name together: in "Adra, Ras al-Ain" the end is of Ras, not of Adra."""
    head, before = columns.head[token], token - 1
    while before > head and columns.lower[before] in _HYPHENS:
        before -= 1
    if before <= head or columns.pos[before] != "PROPN":
        return
    name = columns.head[before] if columns.base(before) == "flat" else before
    if name != head and name > head and columns.head[name] == head:
        columns.move(token, name, "flat")


def _verb_form(columns: Columns, words: Lexicon, token: int) -> None:
    """Give a verb the tag of its morphology where the two do not agree, and then its lemma."""
    if columns.pos[token] != "VERB":
        return
    tag, lower = columns.tag[token], columns.lower[token]
    irregular = words.irregular.get(lower)
    if tag and not tag.startswith(("VB", "MD")):
        form = "|".join(
            part for part in columns.form[token].split("|") if part[:4] in {"Verb", "Tens"}
        )
        found = next((name for feats, name in _FORMS if feats in form), None)
        if found is None and lower.endswith("ing"):
            found = "VBG"
        elif found is None and lower.endswith("ed"):
            found = "VBD"
        columns.tag[token] = found or tag
    if tag in {"VB", "VBP"} and lower.endswith("ed") and verb_lemma(lower) != lower:
        columns.tag[token] = "VBD"  # "advanced" is no present
        columns.form[token] = columns.form[token].replace("Tense=Pres", "Tense=Past")
    if irregular is not None:
        columns.lemma[token] = irregular
        if columns.tag[token] in {"VBP", "VB"}:
            columns.tag[token] = "VBD"  # "overran" is no present
    elif columns.lemma[token] == lower and columns.tag[token] in {"VBD", "VBN", "VBG", "VBZ"}:
        columns.lemma[token] = verb_lemma(lower)


@lru_cache(maxsize=10_000)
def verb_lemma(lower: str) -> str:
    """Return the base form of a word in lower case."""
    return base_form(lower)


def _phrase(columns: Columns, words: Lexicon, token: int) -> None:
    """Hang a prepositional phrase on the event or verb that it completes."""
    case, head = columns.case(token), columns.head[token]
    if not case:
        return
    if case == "by":
        _agent(columns, words, token)
        return
    if case == "of":
        late_part(columns, words, token)
        head = columns.head[token]
    above = columns.head[head]
    if above == head:
        return
    if case == "on" and _blamed_on(columns, token):
        return
    base, lemma = columns.base(head), columns.lemma[above]
    pattern = words.nouns.get(lemma) if columns.pos[above] == "NOUN" else None
    if pattern is not None and base == "nmod" and columns.case(head) in {"of", "by", "between"}:
        if case in _MOVING[pattern]:
            columns.move(token, above, "nmod")
        return
    if base == "nmod" and columns.case(head) == "of" and columns.base(above) == "obj":
        head, above = above, columns.head[above]  # "sent DOZENS of rockets into the town"
        base, lemma = "obj", columns.lemma[above]
    if base == "obj" and columns.pos[above] == "VERB" and columns.lemma[head] not in words.nouns:
        particle = case in words.attached and lemma in words.attached[case]
        if particle or (case == "on" and columns.entity[token] in {"DATE", "TIME"}):
            columns.move(token, above, "obl")


def _blamed_on(columns: Columns, token: int) -> bool:
    """Hang "on X" on the verb in "blamed the attack (on the school) on X", whose second half it is.

    The last "on" of the sentence's object is the verb's; one that names a day is the act's.
    """
    if columns.entity[token] in {"DATE", "TIME"}:
        return False
    node = columns.head[token]
    for _ in range(_CLIMB):
        above = columns.head[node]
        if above == node:
            return False
        if columns.base(node) == "obj" and columns.lemma[above] in _BLAMING:
            break
        if columns.base(node) != "nmod":
            return False
        node = above
    else:
        return False
    if any(columns.case(c) in {"on", "for"} for c in columns.children[above]):
        days = {"DATE", "TIME"}
        if any(
            columns.case(c) in {"on", "for"} and columns.entity[c] not in days
            for c in columns.children[above]
        ):
            return False
    if any(columns.case(c) == "on" for c in columns.children[token]):
        return False  # "on the raid on X": the inner one is the last
    columns.move(token, above, "obl")
    return True


def _agent(columns: Columns, words: Lexicon, token: int) -> None:
    """Free a by-phrase from a name or group: "the capture of Mosul by militants"."""
    node = columns.head[token]
    lemma = columns.lemma[node]
    unopposed = columns.case(node) == "without"  # "retaken without a fight BY TROOPS"
    named = columns.pos[node] == "PROPN" or lemma in words.actors or lemma in words.kinds
    if not (named or unopposed):
        return
    for _ in range(_CLIMB):
        above = columns.head[node]
        if above == node:
            return
        node = above
        taken = any(columns.case(c) == "by" for c in columns.children[node])
        if columns.pos[node] == "VERB":
            if not taken and _passive(columns, node):
                columns.move(token, node, "obl")
            return
        if columns.lemma[node] in words.nouns and not taken:
            columns.move(token, node, "nmod")
            return


def _passive(columns: Columns, verb: int) -> bool:
    labels = {columns.dep[c] for c in columns.children[verb]}
    if labels & {"aux:pass", "nsubj:pass"}:
        return "obl:agent" not in labels
    if columns.tag[verb] == "VBN" and columns.base(verb) == "conj":
        first = {columns.dep[c] for c in columns.children[columns.head[verb]]}
        return bool(first & {"aux:pass", "nsubj:pass"}) and "obl:agent" not in labels
    return columns.tag[verb] == "VBN" and columns.base(verb) in {"acl", "amod", "advcl"}
