"""Carries in arguments that stand elsewhere: of siblings, antecedents, governors.

One rule: what is carried in is marked as antecedent, so that a reader can tell it from what the
clause itself says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.read.clauses.links import finite, infinitive
from dateline.read.clauses.phrases import is_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.read.clauses.arguments import Gatherer
    from dateline.read.clauses.clause import Argument, Function
    from dateline.read.clauses.predicates import Draft

_SPEAKS_TO = frozenset({"on", "to", "upon", "with", "for"})
_SEES = frozenset("see watch witness observe let hear help notice".split())
"""Verbs whose object does what stands behind it."""
_OF_OTHERS = frozenset(
    """condemn denounce criticise criticize deplore decry slam reject oppose foil thwart repel
    repulse block resist defeat prevent stop frustrate crush beat halt fear report describe note
    suspect allege fend blunt scupper welcome applaud""".split()
)
"""Verbs whose subject is no doer of the attempt that is their object."""
_REPAYS = frozenset(
    """accuse arrest ban blame charge condemn convict criticise criticize deport detain discipline
    dismiss execute expel fine flog hang imprison indict jail penalise penalize praise prosecute
    punish rebuke reprimand sack sanction sentence summon suspend thank try""".split()
)
"""Verbs whose object did what follows with "for" ("expelled three envoys FOR TAKING part")."""
_PENALTIES = frozenset("sanction ban fine penalty embargo punishment charge restriction".split())
"""Nouns that make a light verb such a one ("imposed SANCTIONS on two firms for shipping")."""


class Sharer:
    """Carries arguments between the drafts of one tree."""

    def __init__(self, gatherer: Gatherer) -> None:
        self.gatherer = gatherer
        self.tree = gatherer.tree
        self.words = gatherer.words
        self.phrases = gatherer.phrases

    def share(self, draft: Draft) -> None:
        """Carry in what a draft lacks; its governor must be done before."""
        parent = draft.parent
        if draft.kind == "noun":
            self._to_noun(draft)
        if draft.kind in {"noun", "adjective"}:
            return
        head = self.tree.head[draft.top]
        if draft.relation == "relative" and draft.link == "acl:relcl":
            self._relative(draft, self._antecedents(draft, head))
        elif draft.link == "acl" and draft.relation in {"participle", "purpose", "complement"}:
            self._reduced(draft, head)
        elif draft.relation == "complement" and parent is not None:
            self._long_gap(draft, parent)
        if draft.subject or parent is None or self._has_own_subject(draft):
            return
        if draft.relation == "coordinate" or self._in_list(draft, parent):
            self._from_sibling(draft, parent)
        elif draft.relation == "complement" and self._controllable(draft, parent):
            self._controlled(draft, parent)
        elif draft.link.startswith("advcl") and self._subjectless(draft):
            self._adverbial(draft, parent)
        elif draft.relation == "complement" and self._subjectless(draft):
            self._take_subject(draft, parent.subject)

    def _controllable(self, draft: Draft, parent: Draft) -> bool:
        """Tell whether a complement is whose the verb above is of, or whom that has for an object.

        "Saw militias looting" is read as an open complement or, as often, as a closed one; whom
        somebody "watched" or "let" capture a town captured it.
        """
        seen = parent.lemma in _SEES and self._subjectless(draft)
        seen = seen and not infinitive(self.tree, draft)
        return draft.link.startswith("xcomp") or self.tree.tag[draft.top] == "VBG" or seen

    def _has_own_subject(self, draft: Draft) -> bool:
        own = ("nsubj", "csubj", "expl", "nummod")
        return self.tree.child(draft.top, *own) is not None

    def _in_list(self, draft: Draft, parent: Draft) -> bool:
        """Tell whether a parser hung the second of three deeds beside the first.

        "X hacked a man to death, SET two cars ablaze and fled": a past tense without a subject,
        right behind a comma.
        """
        tree = self.tree
        return (
            draft.relation == "parataxis"
            and draft.top > parent.top
            and tree.tag[draft.top] == "VBD" == tree.tag[parent.top]
            and draft.top > 0
            and tree.lower[draft.top - 1] == ","
        )

    def _subjectless(self, draft: Draft) -> bool:
        """Tell whether a clause is of a kind that borrows its subject."""
        return infinitive(self.tree, draft) or not finite(self.tree, draft)

    def _take(
        self, draft: Draft, arguments: Iterable[Argument], function: Function,
        preposition: str | None = None,
    ) -> list[Argument]:  # fmt: skip
        group = None
        taken = []
        for argument in arguments:
            group = draft.group() if group is None else group
            taken.append(
                replace(
                    argument, function=function, preposition=preposition, group=group,
                    antecedent=True, clause=None,
                )
            )  # fmt: skip
        draft.arguments += taken
        return taken

    def _take_subject(self, draft: Draft, arguments: Iterable[Argument]) -> None:
        function: Function = "object" if draft.voice == "passive" else "subject"
        gives = draft.lemma.partition(" ")[0] in self.words.ditransitive
        if function == "object" and gives and self._has(draft, "object"):
            function = "indirect"
        draft.subject = [a for a in self._take(draft, arguments, function) if not a.listed]

    # Relative clauses and participles after their noun.

    def _antecedents(self, draft: Draft, head: int) -> list[Argument]:
        """Return the antecedent; of a coordination, all members that precede the clause."""
        members = self.phrases.members(head)
        if draft.top < max(members):
            members = [head]
        return [
            argument
            for member in members
            for argument in self.phrases.unfold(member, "subject", group=0)
            if argument.phrase.head == member or (argument.listed and len(members) == 1)
        ]

    def _relative(self, draft: Draft, antecedents: list[Argument]) -> None:
        """Let the antecedent stand where the relative pronoun, or the gap, does."""
        tree = self.tree
        plain = [a for a in antecedents if not a.listed]
        for child in tree.children[draft.top]:
            lower = tree.lower[child]
            if self.gatherer.is_gap(draft, child):
                self._fill(draft, child, antecedents)
                return
            if lower in {"where", "wherein"} and tree.base[child] in {"advmod", "mark", "obl"}:
                draft.adverbs = [a for a in draft.adverbs if a != child]
                draft.arguments = [a for a in draft.arguments if a.phrase.head != child]
                preposition, _ = self.phrases.preposition(child)
                self._take(draft, plain, "oblique", preposition or "where")
                return
            if lower in {"when", "whose"}:
                return
        if inner := [c for c in tree.children[draft.top] if self._holds_relative(c)]:
            if any(self._has_other_object(c) for c in inner) and not self._has(draft, "object"):
                self._take(draft, plain, "object")
            return
        if draft.clausal:
            return  # "which the army said it had taken": the gap is further in
        if not self._has_own_subject(draft):
            self._take_subject(draft, antecedents)
        elif draft.kind == "verb" and draft.voice == "active" and not self._has(draft, "object"):
            self._take(draft, antecedents, "object")

    def _has_other_object(self, token: int) -> bool:
        """Tell whether a clause has an object beside a relative pronoun, which is its verb's then.

        "Kigali, which it accuses of arming the rebels": a parser may hang "which" on "arming".
        """
        return any(
            self.tree.base[child] == "obj" and self.tree.lower[child] not in {"which", "whom"}
            for child in self.tree.children[token]
        )

    def _holds_relative(self, token: int) -> bool:
        return any(
            self.tree.lower[child] in {"which", "whom", "whose"}
            for child in self.tree.children[token]
        )

    def _fill(self, draft: Draft, pronoun: int, antecedents: list[Argument]) -> None:
        base = self.tree.base[pronoun]
        inner = [self.gatherer.owners.plain[c] for c in draft.clausal]
        if base == "obj" and inner and draft.lemma in self.words.speech:
            inner[0].gap = antecedents  # "the town that the army said it had taken"
        elif base == "nsubj":
            self._take_subject(draft, antecedents)
        elif base == "obj":
            self._take(draft, antecedents, "object")
        else:
            preposition, _ = self.phrases.preposition(pronoun)
            function: Function = "subject" if preposition == "by" else "oblique"
            self._take(draft, antecedents, function, preposition if function == "oblique" else None)

    def _long_gap(self, draft: Draft, parent: Draft) -> None:
        """Fill a gap inside a complement: "the town that the army said it had taken"."""
        tree = self.tree
        before = (c for c in tree.children[draft.top] if c < draft.top)
        pronoun = next((c for c in before if self.gatherer.is_gap(draft, c)), None)
        outer: Draft | None = parent
        while outer is not None and outer.relation == "complement":
            outer = outer.parent
        if draft.gap:
            self._fill_gap(draft)
            return
        if outer is None or outer.link != "acl:relcl":
            return
        antecedents = self._antecedents(outer, tree.head[outer.top])
        if pronoun is not None:
            self._fill(draft, pronoun, antecedents)

    def _fill_gap(self, draft: Draft) -> None:
        if not self._has_own_subject(draft):
            self._take_subject(draft, draft.gap)
        elif draft.kind == "verb" and draft.voice == "active" and not self._has(draft, "object"):
            self._take(draft, draft.gap, "object")

    def _has(self, draft: Draft, function: Function) -> bool:
        return any(argument.function == function for argument in draft.arguments)

    def _reduced(self, draft: Draft, head: int) -> None:
        """Give a participle or infinitive after a noun its subject or object."""
        if self._has_own_subject(draft):
            return
        if draft.parent is not None and (punished := self._repaid(draft, draft.parent)):
            self._take_subject(draft, punished)
            return
        antecedents = self._antecedents(draft, head)
        if not infinitive(self.tree, draft) and draft.marker is None:
            self._take_subject(draft, antecedents)
            return
        owner = self.gatherer.owners.at(head)
        if owner is not None and owner is not draft and owner.subject:
            self._take_subject(draft, owner.subject)  # "the army's attempt to seize"
            return
        poss = next((c for c in self.tree.every(head, "nmod") if ":poss" in self.tree.dep[c]), None)
        if poss is not None:
            self._take_subject(draft, self.phrases.unfold(poss, "subject", group=0))
        elif self.tree.lemma[head] in self.words.governing_nouns and draft.parent is not None:
            self._of_attempt(draft, draft.parent, head)
        elif infinitive(self.tree, draft):
            self._take_subject(draft, antecedents)

    def _of_attempt(self, draft: Draft, parent: Draft, noun: int) -> None:
        """Give what is attempted its doer: the verb's own, save of verbs of what others attempt.

        Who condemns or foils an attempt makes none: it is whoever is named behind the noun.
        """
        if self.tree.base[noun] != "obj" or parent.lemma.split(" ")[0] not in _OF_OTHERS:
            self._take_subject(draft, parent.subject)
        elif (doer := self._by_phrase(noun)) is not None:
            self._take_subject(draft, self.phrases.unfold(doer, "subject", group=0))

    def _by_phrase(self, head: int) -> int | None:
        """Return the doer named right behind a noun ("an attempt BY SOLDIERS to seize power")."""
        tree = self.tree
        if tree.lower[head + 1 : head + 2] != ["by"]:
            return None
        doer = tree.head[head + 1]
        return doer if doer > head and tree.dep[head + 1] == "case" else None

    # Coordination, control, adverbials.

    def _from_sibling(self, draft: Draft, sibling: Draft) -> None:
        self._take_subject(draft, sibling.subject)
        for argument in sibling.arguments:
            if argument.function != "oblique" or draft.kind != "verb":
                continue
            fronted = argument.phrase.head < sibling.top and not argument.antecedent
            trailing = argument.phrase.head > draft.top
            if fronted or trailing or (argument.antecedent and sibling.relation == "coordinate"):
                draft.arguments.append(replace(argument, antecedent=True, group=draft.group()))
        draft.adverbs += [
            a for a in sibling.adverbs if a < sibling.top and is_time(self.tree, self.words, a)
        ]

    def _controlled(self, draft: Draft, parent: Draft) -> None:
        if parent.kind != "verb" or parent.voice == "passive":
            self._take_subject(draft, parent.subject)
            return
        if parent.lemma not in self.words.subject_control and parent.light is None:
            for function in ("indirect", "object"):
                whom = [
                    a for a in parent.arguments
                    if a.function == function and not a.antecedent and a.phrase.head < draft.top
                ]  # fmt: skip
                if whom:
                    self._take_subject(draft, whom)
                    return
        if self._addressed(draft, parent):
            return
        self._take_subject(draft, parent.subject)

    def _addressed(self, draft: Draft, parent: Draft) -> bool:
        """Give "called on the rebels to leave" the rebels."""
        if self.words.governors.get(parent.lemma.split(" ")[0]) != "request":
            return False
        whom = [
            a for a in parent.arguments
            if (a.function == "object" or a.preposition in _SPEAKS_TO)
            and a.phrase.head < draft.top
            and a.phrase.head > parent.head
        ]  # fmt: skip
        if whom:
            self._take_subject(draft, whom)
        return bool(whom)

    def _adverbial(self, draft: Draft, parent: Draft) -> None:
        kept_out = draft.marker == "from" or infinitive(self.tree, draft)
        objects = [
            a for a in parent.arguments
            if a.function == "object" and not a.antecedent and a.phrase.head < draft.top
        ]  # fmt: skip
        if objects and (draft.marker in {"from", "as"} or self._repaid(draft, parent)):
            self._take_subject(draft, objects)
            return
        if kept_out and self._addressed(draft, parent):
            return
        attempts = [
            a for a in objects if self.tree.lemma[a.phrase.head] in self.words.governing_nouns
        ]
        if kept_out and attempts and parent.lemma.split(" ")[0] in _OF_OTHERS:
            self._of_attempt(draft, parent, attempts[-1].phrase.head)
            return
        self._take_subject(draft, parent.subject)

    def _repaid(self, draft: Draft, parent: Draft) -> list[Argument]:
        """Return who is punished or thanked for what a clause tells; empty where nobody is."""
        if draft.marker != "for" or not (
            parent.lemma in _REPAYS or parent.noun_lemma in _PENALTIES
        ):
            return []
        return [
            a for a in parent.arguments
            if a.function == "object" and not a.antecedent and a.phrase.head < draft.top
        ]  # fmt: skip

    # Event nouns.

    def _to_noun(self, draft: Draft) -> None:
        parent, tree = draft.parent, self.tree
        for child in tree.children[draft.top]:
            inner = self.gatherer.owners.plain.get(child)
            if (
                tree.base[child] == "acl"
                and tree.lemma[child] in {*self.words.support, "carry"}
                and inner is not None
                and not draft.subject
            ):
                for agent in tree.every(child, "obl"):
                    if self.phrases.preposition(agent)[0] == "by" and not is_time(
                        tree, self.words, agent
                    ):
                        found = self.phrases.unfold(agent, "subject", group=draft.group())
                        draft.arguments += found
                        draft.subject += found
        if (
            parent is None
            or parent.lemma not in self.words.occurrence
            or not (draft.link.startswith("nsubj") or draft.link == "obj")
        ):
            return
        for argument in parent.arguments:
            if argument.function == "oblique" and not argument.antecedent:
                draft.arguments.append(replace(argument, antecedent=True, group=draft.group()))
        draft.adverbs += parent.adverbs


_LOSING = frozenset("lose abandon leave cede surrender evacuate hold keep".split())
"""Verbs that want to be told what, as those of taking do."""


def share_objects(gatherer: Gatherer, drafts: list[Draft]) -> None:
    """Give coordinated verbs their common object: "captured and looted the town".

    The parse hangs it on the first or on the last of them.
    """
    for draft in drafts:
        sibling = draft.parent
        if (
            draft.relation != "coordinate"
            or sibling is None
            or draft.kind != "verb"
            or sibling.kind != "verb"
            or "passive" in {draft.voice, sibling.voice}
            or gatherer.tree.child(draft.top, "nsubj") is not None
        ):
            continue
        first, second = _objects(sibling), _objects(draft)
        late = [a for a in first if a.phrase.head > draft.top]
        what = draft.lemma in gatherer.words.transitive or draft.lemma in _LOSING
        if sibling.relation == "relative" and what:
            late += [a for a in first if a.antecedent]  # "which A seized on Friday and LOST"
        if late and not second:
            draft.arguments += [replace(a, antecedent=True, group=draft.group()) for a in late]
        elif (
            second
            and not first
            and sibling.light is None
            and sibling.lemma in gatherer.words.transitive
            and _adjacent(gatherer, sibling, draft)
        ):
            group = sibling.group()
            sibling.arguments += [replace(a, antecedent=True, group=group) for a in second]


def _objects(draft: Draft) -> list[Argument]:
    return [a for a in draft.arguments if a.function == "object"]


def _adjacent(gatherer: Gatherer, first: Draft, second: Draft) -> bool:
    """Tell whether nothing but conjunctions and adverbs stands between two verbs."""
    if second.head - first.head > 6:
        return False
    return all(
        gatherer.tree.pos[token] in {"CCONJ", "ADV", "PUNCT", "PART", "AUX"} or token in first.words
        for token in range(first.head + 1, second.head)
    )
