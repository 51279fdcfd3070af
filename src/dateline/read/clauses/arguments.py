"""Gathers the arguments that stand beside a predicate in the parse, in the order of the act.

One rule: grammatical functions go in, logical ones come out (the doer of a passive is its
subject). What stands elsewhere in the sentence is `sharing`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from dateline.read.clauses.clause import Argument
from dateline.read.clauses.phrases import is_time

if TYPE_CHECKING:
    from dateline.read.clauses.clause import Function
    from dateline.read.clauses.lexicon import Lexicon
    from dateline.read.clauses.links import Owners
    from dateline.read.clauses.phrases import Phrases
    from dateline.read.clauses.predicates import Draft
    from dateline.read.clauses.tree import Tree

_ARGUMENTS = frozenset("ccomp xcomp csubj nsubj obj nummod iobj obl nmod advmod".split())
"""Relations of what a verb may have for an argument."""
RELATIVE = frozenset({"who", "whom", "which", "that"})
_PLACES = frozenset({"LOC", "GPE", "FAC"})
_MOVING = frozenset(
    "regroup withdraw pull redeploy move remove evacuate transfer relocate reposition shift".split()
)


class Gatherer:
    """Collects the arguments of drafts of one tree."""

    def __init__(self, tree: Tree, words: Lexicon, phrases: Phrases, owners: Owners) -> None:
        self.tree = tree
        self.words = words
        self.phrases = phrases
        self.owners = owners

    def gather(self, draft: Draft) -> None:
        """Fill the arguments, adverbs and grammatical subject of a draft."""
        if draft.kind == "noun":
            self._of_noun(draft)
        elif draft.kind == "adjective":
            self._of_adjective(draft)
        else:
            self._of_verb(draft)

    def add(
        self, draft: Draft, token: int, function: Function, preposition: str | None = None
    ) -> list[Argument]:
        """Unfold a noun into arguments of the draft; return them."""
        found = self.phrases.unfold(token, function, group=draft.group(), preposition=preposition)
        draft.arguments += found
        for argument in found:
            self._cut_off(draft, argument)
        if is_time(self.tree, self.words, token):
            for child in self.phrases.lists_under(token):
                self._late_list(draft, child)  # "took most of it on Friday, including the port"
        return found

    def _cut_off(self, draft: Draft, argument: Argument) -> None:
        """Keep what hangs on a phrase but stands beyond its end ("A and B in Hama province")."""
        phrases, head = self.phrases, argument.phrase.head
        for child in self.tree.every(head, "nmod"):
            if child < argument.phrase.end or child in self.owners.nominal:
                continue
            preposition, inner = phrases.prepositional(child)
            if preposition is None or phrases.lists(head, child, preposition):
                continue
            draft.arguments += phrases.unfold(
                inner, "oblique", group=draft.group(), preposition=preposition
            )

    # Verbs, copulas, headlines.

    def _of_verb(self, draft: Draft) -> None:
        base = self.tree.base
        for child in self.tree.children[draft.top]:
            if base[child] not in _ARGUMENTS:
                continue
            if child == draft.noun:
                self._of_light_noun(draft, child)
            elif child not in draft.words and not self.is_gap(draft, child):
                self._beside_verb(draft, child)
        if draft.kind in {"copula", "headline"}:
            self._attribute(draft)

    def _beside_verb(self, draft: Draft, child: int) -> None:
        """Read one dependant of a verb, or of the predicate of a copula."""
        tree, base, dep = self.tree, self.tree.base[child], self.tree.dep[child]
        if tree.pos[child] == "PUNCT":
            return
        if base in {"ccomp", "xcomp", "csubj"}:
            self._complement(draft, child)
        elif base == "nsubj" and not (dep == "nsubj:outer" and draft.kind == "verb"):
            # the outer subject is "the plan" of "the plan is to attack"
            self._subject(draft, child)
        elif base == "obj" and self._clause_at(child) is None:
            self.add(draft, child, "object")
            self._moved_from(draft, child)
        elif base == "nummod" and draft.kind in {"verb", "headline"} and child < draft.top:
            self._subject(draft, child)  # "12 killed, 37 wounded"
        elif base == "iobj":
            self.add(draft, child, "indirect")
        elif base == "obl" or (base == "nmod" and dep != "nmod:poss" and draft.kind == "verb"):
            self._oblique(draft, child)
        elif base == "nmod" and tree.pos[draft.top] in {"ADJ", "ADV", "VERB"}:
            self._oblique(draft, child)  # under a noun it is inside the attribute
        elif base == "advmod":
            self._adverb(draft, child)

    def _moved_from(self, draft: Draft, moved: int) -> None:
        """Read where somebody is moved from that the parse hung on him ("pull troops from X")."""
        if draft.lemma.partition(" ")[0] not in _MOVING:
            return
        for below in self.tree.every(moved, "nmod"):
            if self.tree.pos[below] == "PROPN" and self.phrases.preposition(below)[0] == "from":
                self._oblique(draft, below)

    def is_gap(self, draft: Draft, child: int) -> bool:
        """Tell whether a word is a relative pronoun, for which its antecedent will stand."""
        tree = self.tree
        if tree.lower[child] not in RELATIVE or tree.base[child] not in {"nsubj", "obj", "obl"}:
            return False
        if tree.child(child, "det", "amod") is not None:
            return False
        return (
            tree.lower[child] != "that"
            or tree.tag[child] in {"WDT", "WP", ""}
            or ("Rel" in tree.form[child] and draft.relation == "relative")
        )

    def _clause_at(self, token: int) -> Draft | None:
        draft = self.owners.plain.get(token)
        return draft if draft is not None and draft.noun != token else None

    def _subject(self, draft: Draft, child: int) -> None:
        function: Function = "subject"
        if draft.voice == "passive":
            gives = draft.lemma.partition(" ")[0] in self.words.ditransitive
            objects = (c for c in self.tree.every(draft.top, "obj") if c != draft.noun)
            function = "indirect" if gives and next(objects, None) is not None else "object"
        elif self._fronted(draft, child):
            function = "object"
        surface = self.add(draft, child, function)
        draft.subject += [a for a in surface if not a.listed]

    def _fronted(self, draft: Draft, child: int) -> bool:
        """Tell whether "both of WHICH" is what is acted on: another subject stands behind it."""
        tree = self.tree
        if draft.relation != "relative" or tree.lower[min(child + 2, draft.top)] != "which":
            return False
        return any(child + 2 < c < draft.top for c in tree.every(draft.top, "nsubj"))

    def _oblique(self, draft: Draft, child: int) -> None:
        tree, light = self.tree, draft.light
        if self._clause_at(child) is not None:
            return
        preposition, head = self.phrases.prepositional(child)
        after_noun = light is not None and draft.noun is not None and child > draft.noun
        if preposition is None:
            if tree.dep[child] == "obl:agent":
                self.add(draft, child, "subject")
            elif tree.pos[child] != "PART":
                draft.adverbs.append(child)
        elif preposition in self.words.listing and draft.arguments and child > draft.head:
            self._late_list(draft, child)
        elif self._does(draft, child, preposition):
            self.add(draft, child, "subject")
        elif not (after_noun and self._light_object(draft, head, preposition)):
            if "out" in draft.lemma.split(" ")[1:] and preposition == "of":
                preposition = "out of"
            self._add_oblique(draft, child, head, preposition)

    def _does(self, draft: Draft, child: int, preposition: str) -> bool:
        """Tell whether an oblique names the doer: of a passive, of "came under attack from"."""
        if preposition == "by" and draft.voice == "passive":
            return self._agent(child)
        return draft.light is not None and child > draft.top and preposition in draft.light.subject

    def _add_oblique(self, draft: Draft, child: int, head: int, preposition: str) -> None:
        self.add(draft, head, "oblique", preposition)
        if head != child:  # siblings of "outskirts" in "on the outskirts of A and in B"
            for member in self.phrases.members(child)[1:]:
                own, inner = self.phrases.prepositional(member)
                self.add(draft, inner, "oblique", own or preposition)

    def _late_list(self, draft: Draft, child: int) -> None:
        """Hang a list that the parse hung on the verb under the argument before it."""
        before = [a for a in draft.arguments if not a.listed and a.phrase.head < child]
        if not before:
            return
        owner = max(before, key=lambda a: a.phrase.head)
        for member in self.phrases.kinds(child):
            phrase = self.phrases.at(member)
            draft.arguments.append(replace(owner, phrase=phrase, listed=True, antecedent=False))

    def _light_object(self, draft: Draft, head: int, preposition: str) -> bool:
        """Make the phrase after a light predicate its object; its preposition joins the lemma."""
        if draft.light is None or preposition not in draft.light.object:
            return False
        if is_time(self.tree, self.words, head):
            return False
        if preposition == "in" and any(a.function == "object" for a in draft.arguments):
            return False  # "gained control of the highway IN THE DISTRICT"
        self.add(draft, head, "object")
        if not draft.lemma.endswith(f" {preposition}"):
            draft.lemma = f"{draft.lemma} {preposition}"
        return True

    def _of_light_noun(self, draft: Draft, noun: int) -> None:
        """Take over what hangs on the noun of a light predicate."""
        tree = self.tree
        patient = draft.light is not None and draft.light.patient
        if tree.base[noun] == "nsubj":  # "the attacks were launched at noon and went on"
            draft.subject += self.phrases.unfold(noun, "object", group=0)
        for child in tree.children[noun]:
            base = tree.base[child]
            if child in draft.words or base == "case":
                continue
            if tree.dep[child] == "nmod:poss" or (patient and self._actor(child, noun)):
                if patient:
                    self.add(draft, child, "subject")
            elif base in {"nmod", "obl"} and child > noun:
                preposition, head = self.phrases.prepositional(child)
                if preposition is None:
                    draft.adverbs.append(child)
                elif self._does(draft, child, preposition):
                    self.add(draft, child, "subject")
                elif not self._light_object(draft, head, preposition):
                    self._add_oblique(draft, child, head, preposition)

    def _complement(self, draft: Draft, child: int) -> None:
        tree = self.tree
        if self._clause_at(child) is not None:
            draft.clausal.append(child)
            return
        if child in self.owners.plain or tree.pos[child] == "PART":
            return
        preposition, head = self.phrases.prepositional(child)
        if preposition is not None:
            self._add_oblique(draft, child, head, preposition)
        else:
            self.add(draft, child, "attribute")

    def _adverb(self, draft: Draft, child: int) -> None:
        tree = self.tree
        preposition, head = self.phrases.prepositional(child)
        if head != child and preposition is not None:
            self._add_oblique(draft, child, head, preposition)
        elif tree.lower[child] not in self.words.negative:
            draft.adverbs.append(child)

    def _attribute(self, draft: Draft) -> None:
        tree, top = self.tree, draft.top
        preposition, head = self.phrases.prepositional(top)
        if preposition is not None:
            self._add_oblique(draft, top, head, preposition)
        elif tree.pos[top] != "VERB":
            self.add(draft, top, "attribute")

    # Participles before their noun.

    def _of_adjective(self, draft: Draft) -> None:
        tree, top = self.tree, draft.top
        noun = tree.head[top]
        passive = draft.voice == "passive"
        for child in tree.children[top]:
            base = tree.base[child]
            if base in {"compound", "obl", "nmod", "nsubj", "amod", "obj"} and child < top:
                if tree.pos[child] == "ADV":
                    draft.adverbs.append(child)
                else:
                    self.add(draft, child, "subject" if passive else "object")
            elif base == "advmod":
                people = tree.text[child][:1].isupper() and tree.pos[child] != "ADV"
                if people and passive:
                    self.add(draft, child, "subject")
                else:
                    draft.adverbs.append(child)
        if noun != top:
            group = draft.group()
            for member in self.phrases.members(noun) if noun > top else [noun]:
                phrase = self.phrases.at(member)
                function: Function = "object" if passive else "subject"
                draft.arguments.append(Argument(function, phrase, group=group, antecedent=True))
                break

    # Event nouns.

    def _of_noun(self, draft: Draft) -> None:
        tree, noun = self.tree, draft.top
        pattern = self.words.nouns.get(draft.lemma, "mutual")
        inner = [c for c in tree.children[noun] if c not in draft.words]
        of_there = any(
            tree.base[c] == "nmod" and self.phrases.preposition(c)[0] == "of" for c in inner
        )
        for child in inner:
            base = tree.base[child]
            if tree.dep[child] == "nmod:poss" and is_time(tree, self.words, child):
                draft.adverbs.append(child)
            elif tree.dep[child] == "nmod:poss":
                done_by = any(self.phrases.preposition(c)[0] == "by" for c in inner)
                named = done_by and tree.pos[child] == "PROPN"
                undergone = self._is_place(child) or named or self._victim(draft, child)
                whom = pattern == "object" and not of_there and undergone
                self._noun_subject(draft, child, "object" if whom else "subject")
            elif base in {"nmod", "obl"}:
                self._noun_oblique(draft, child, pattern)
            elif base in {"compound", "amod"} and child < noun:
                self._noun_modifier(draft, child)
            elif base == "advmod":
                self._adverb(draft, child)

    def _victim(self, draft: Draft, owner: int) -> bool:
        """Tell whether one person owns what is done to people ("ROMERO'S assassination").

        Many acts ("the general's murders") are those of who did them.
        """
        tree, words = self.tree, self.words
        once = tree.tag[draft.top] == "NN" and draft.lemma in words.suffered
        one = tree.entity[owner] == "PER" or tree.lemma[owner] in words.persons
        return once and one and tree.tag[owner] in {"NN", "NNP"}

    def _noun_subject(self, draft: Draft, child: int, function: Function) -> None:
        if self.tree.lower[child] in RELATIVE or self.tree.lower[child] == "whose":
            return
        found = self.add(draft, child, function)
        if function == "subject":
            draft.subject += found

    def _noun_oblique(self, draft: Draft, child: int, pattern: str) -> None:
        tree = self.tree
        preposition, head = self.phrases.prepositional(child)
        if preposition is None:
            draft.adverbs.append(child)
        elif preposition == "by" and self._agent(child):
            self._noun_subject(draft, child, "subject")
        elif preposition == "of" and not is_time(tree, self.words, child):
            under = self.phrases.preposition(draft.top)[0] == "under"
            if pattern == "subject" or under:
                self._noun_subject(draft, child, "subject")
            elif pattern == "object":
                self.add(draft, child, "object")
            elif self._actor(child, draft.top):
                self._noun_subject(draft, child, "subject")
            else:
                self._add_oblique(draft, child, head, "of")
        elif preposition in self.words.listing:
            return
        else:
            self._add_oblique(draft, child, head, preposition)

    def _noun_modifier(self, draft: Draft, child: int) -> None:
        """Read "rebel capture", "Russian air strikes" (doers), "the Kharkiv strike" (where)."""
        tree = self.tree
        if self.owners.plain.get(child) is not None:
            return
        if self._actor(child, draft.top):
            self._noun_subject(draft, child, "subject")
        elif tree.base[child] == "compound" and (
            tree.entity[child] in _PLACES or (tree.pos[child] == "PROPN" and not tree.entity[child])
        ):
            draft.arguments.append(Argument("oblique", self.phrases.at(child), None, draft.group()))

    def _agent(self, token: int) -> bool:
        """Tell whether a "by"-phrase names who did it, not when or by what means."""
        tree = self.tree
        bare = tree.child(token, "det", "amod", "nummod", "nmod") is None
        return not is_time(tree, self.words, token) and not (
            bare and tree.lower[token] in self.words.means
        )

    def _is_place(self, token: int) -> bool:
        return self.tree.entity[token] in _PLACES

    def _actor(self, token: int, noun: int) -> bool:
        """Tell whether a modifier of an event noun does it."""
        tree, words = self.tree, self.words
        lower = tree.lower[token]
        if lower == "military" and tree.base[token] == "amod":
            return False  # "military operation" tells the kind
        if lower in words.actors or tree.lemma[token] in words.actors:
            return True
        if tree.entity[token] in {"PER", "ORG", "NORP", "GROUP", "GRP", "MISC"}:
            return True
        if tree.base[token] != "amod" or token > noun:
            return False
        if lower in words.people_words:
            return True
        if lower in words.not_people or not tree.text[token][:1].isupper():
            return False
        return lower.endswith(words.people_ends)
