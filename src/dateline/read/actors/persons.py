"""Finds named persons with their roles, before the name or in apposition, and whom they act for."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from dateline.know.actors import Entry, Register
from dateline.know.actors.keys import words
from dateline.model import ActorRef, Plover, Span
from dateline.read.actors.compose import Composed, Composer, entry_ref
from dateline.read.actors.context import Context
from dateline.read.actors.nouns import agent_at
from dateline.read.actors.sectors import PAST, REBELLING
from dateline.read.actors.states import LOCATIVE
from dateline.read.scene import ActorMention
from dateline.read.tokens import Tokens, first_of

# Tokens that may stand between two parts of one name: a nickname and its marks.
_INSERTED = 4
_ALIKE = 0.55
"""Likeness from which two spellings may be of one forename: "Volodymyr" and "Vladimir" have 0.59,
"Idrissa" and "Ibrahim" 0.43."""
_OF = frozenset({"of", "for", "to", "in", "at"})
"""What a role is held of, for or at."""
_BEHIND = frozenset({"appos", "acl"})
_LEADS = frozenset({"lead", "command", "head"})
_STYLES = frozenset(
    """mr mrs ms dr sir lord lady sheikh shaykh sheik mullah maulana mawlawi imam ayatollah haji
    hajj sayyed sayyid comrade gen lt col maj capt sgt cpl brig adm president general colonel don
    dona el al the""".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A role noun beside a name.

    Attributes:
        head: its token.
        composed: what it stands for.
        direct: without a comma ("President X"), not in apposition.
    """

    head: int
    composed: Composed
    direct: bool


@dataclass(frozen=True, slots=True)
class Persons:
    """Draws the persons of one report.

    Attributes:
        tokens: the parse.
        register: who is known.
        context: what the report as a whole tells.
        composer: understands roles.
        names: name spans of the parser: start, end, label.
        placed: tokens that are the name of a place.
        found: mentions so far; persons are added.
        taken: tokens already told; those of persons are added.
    """

    tokens: Tokens
    register: Register
    context: Context
    composer: Composer
    names: list[tuple[int, int, str]]
    placed: frozenset[int]
    found: list[ActorMention]
    taken: set[int]

    def draw(self) -> None:
        """Add the mentions of persons to `found`."""
        tokens = self.tokens
        spans: dict[int, tuple[int, int, Entry | None]] = {}
        for found in self.context.names.values():
            if found.entry.kind == "person":
                spans[found.start] = (found.start, found.end, found.entry)
        known = {t for s, e, _ in spans.values() for t in range(s, e)}
        persons = [(s, e) for s, e, label in self.names if label == "PER"]
        for start, end in (self._name_alone(s, e) for s, e in persons):
            over = known & set(range(start, end))
            if over:  # the parser saw more of the name than the register has
                first = min(k for k, (s, e, _) in spans.items() if over & set(range(s, e)))
                low, high, entry = spans[first]
                titled = all(self._is_role(t) for t in range(start, low))
                from_ = low if titled else start  # "Secretary X": the finder took in the title
                if low >= from_ and high <= end and self._plain(from_, end):
                    his = (
                        entry and self._his(high, end, entry) and self._forename(from_, low, entry)
                    )
                    known_as = entry if his else None
                    spans[first] = (from_, end, known_as)
                continue
            if self.taken & set(range(start, end)) or not self._plain(start, end):
                continue
            head = tokens.top(start, end)
            if self._in_list_of_things(head) or self._taken_ground(start, end, head):
                continue
            spans[start] = (start, end, None)
        for start, end, entry in spans.values():
            self._person(start, end, entry)

    def _his(self, start: int, end: int, entry: Entry) -> bool:
        """Tell whether the words behind a known name are the same person's.

        "Mujahid Khan" is not whoever is known as Mujahid.
        """
        tokens = self.tokens
        his = {w for name in (entry.name, *entry.aliases) for w in words(name)}
        return all(
            tokens.lower[t] in his or not tokens.words[t].isalpha() for t in range(start, end)
        )

    def _forename(self, start: int, end: int, entry: Entry) -> bool:
        """Tell whether the words before a known surname may be the same person's.

        "Idrissa Keita" is not Ibrahim Boubacar Keita, while "Mohammed" may be spelt otherwise.
        """
        his = {w for name in (entry.name, *entry.aliases) for w in words(name)}
        given = [
            word
            for token in range(start, end)
            if not self._is_role(token)
            for word in words(self.tokens.lower[token])
            if len(word) > 1 and word not in _STYLES
        ]
        return not given or any(
            SequenceMatcher(None, word, own).ratio() >= _ALIKE for word in given for own in his
        )

    def _name_alone(self, start: int, end: int) -> tuple[int, int]:
        """Return a name without the title before it and with the rest of it behind.

        "Press Secretary Jan Novak" is Jan Novak, whatever the finder of names took in.
        """
        tokens = self.tokens
        top = tokens.top(start, end)
        for token in range(start, top):
            if tokens.dep[token] == "nmod:desc" and tokens.head[token] == top:
                start = token + 1
        last = end
        while last < len(tokens) and last - end < _INSERTED and tokens.head[last] >= start:
            if tokens.base[last] == "flat" and tokens.head[last] in range(start, end):
                end = last + 1  # "Jan “Honza” Novak": a nickname may part the name
            elif tokens.base[last] != "punct":
                break
            last += 1
        return start, end

    def _is_role(self, token: int) -> bool:
        agent = agent_at(self.tokens, self.register.lexicon, token)
        return agent is not None and agent[0].sort == "role"

    def _in_list_of_things(self, head: int) -> bool:
        """Tell whether a name is one of a list whose other members are places."""
        tokens = self.tokens
        first = first_of(tokens, head)
        members = [first, *(c for c in tokens.children[first] if tokens.base[c] == "conj")]
        return len(members) > 1 and any(m in self.placed for m in members)

    def _taken_ground(self, start: int, end: int, head: int) -> bool:
        """Tell whether a name without a title stands where ground stands, not a person."""
        tokens = self.tokens
        if self._title(start, end, head) is not None:
            return False
        first = first_of(tokens, head)
        base, verb = tokens.base[first], tokens.lemma[tokens.head[first]]
        if base == "obj" or tokens.dep[first] == "nsubj:pass":
            return verb in self.register.lexicon.acts["ground"]
        return base in ("obl", "nmod") and tokens.case(first) in LOCATIVE - {"over", "under"}

    def _plain(self, start: int, end: int) -> bool:
        """Tell whether a span can be a person's name."""
        tokens, context = self.tokens, self.context
        if any(t in context.countries for t in range(start, end)) and end - start == 1:
            return False
        if all(t in self.placed or not tokens.words[t].isalpha() for t in range(start, end)):
            return False
        office = agent_at(self.tokens, self.register.lexicon, end - 1)
        if office is not None and office[1] <= start:
            return False  # "the Foreign Secretary" is in office, whoever it is
        return any(
            tokens.pos[t] == "PROPN" or tokens.words[t][:1].isupper() for t in range(start, end)
        )

    def _person(self, start: int, end: int, entry: Entry | None) -> None:
        tokens = self.tokens
        while end - start > 1 and tokens.tag[end - 1] == "POS":
            end -= 1
        head = tokens.top(start, end)
        title = self._title(start, end, head)
        span = tokens.span(start, end)
        printed = tokens.printed(start, end)
        known = entry_ref(entry, printed, span) if entry else None
        role, plover, backing = self._role(title, entry)
        ranked = title is not None and title.direct and not title.composed.certain
        if entry is None and (ranked or title is None):
            told = self._told_behind(end, head)
            if told is not None:  # "Colonel X, one of the rebel commanders" is none of the state
                plover, backing = told.ref.plover, told.speaks_for or told.ref
        if known is not None and plover is not None:
            known = ActorRef(text=printed, name=known.name, id=known.id, plover=plover, span=span)
        full = printed if end - start > 1 else None
        ref = known or ActorRef(text=printed, name=full, plover=plover, span=span)
        mention = ActorMention(
            span=span, head=head, ref=ref, kind="person", role=role, speaks_for=backing
        )
        self.found.append(mention)
        self.taken.update(range(start, end))
        if title is not None and title.head not in range(start, end):
            self._titled(title, mention, start, end)

    def _titled(self, title: Title, person: ActorMention, start: int, end: int) -> None:
        """Add the mention of a role that stands for the person named beside it."""
        tokens = self.tokens
        composed = title.composed
        self.taken.update(composed.extent)
        if title.direct and tokens.head[title.head] in range(start, end):
            return  # "President X": the name heads the phrase
        low, high = composed.ref.span or person.span
        joined = tokens.head[title.head] not in range(start, end) and title.direct
        span: Span = (
            (min(low, person.span[0]), max(high, person.span[1])) if joined else (low, high)
        )
        text = tokens.text[span[0] : span[1]]
        self.found.append(
            ActorMention(
                span=span,
                head=title.head,
                ref=ActorRef(
                    text=text,
                    name=person.ref.name or person.ref.text,
                    id=person.ref.id,
                    plover=person.ref.plover,
                    span=span,
                ),
                kind="person",
                role=person.role,
                speaks_for=person.speaks_for,
            )
        )
        self.taken.add(title.head)

    def _title(self, start: int, end: int, head: int) -> Title | None:
        """Return the role noun that stands with a name, before it or in apposition."""
        tokens = self.tokens
        above = tokens.head[head]
        direct = tokens.base[head] in ("flat", "compound") or self._bare(head)
        found: Title | None = None
        if above != head and (direct or tokens.base[head] == "appos"):
            found = self._composed_title(above, direct=direct)
            if not direct and (found is None or found.composed.agent.sort != "role"):
                found = self._role_over(above, head) or found
        for child in tokens.children[head]:
            if found is not None:
                break
            if start <= child < end:
                continue
            before = child < start and (
                tokens.base[child] in ("compound", "amod", "appos") or self._bare(child)
            )
            before = before and not tokens.case(child)
            if before or (tokens.base[child] == "appos" and child >= end):
                found = self._composed_title(self._one_of(child), direct=before, of=head)
        return found

    def _told_behind(self, end: int, head: int) -> Composed | None:
        """Return what stands behind a name tells by its own words: who he is, or whom he leads."""
        tokens = self.tokens
        behind = [c for c in tokens.children[head] if c >= end and tokens.base[c] in _BEHIND]
        for child in (*behind, *(c for one in behind for c in tokens.children[one])):
            if tokens.base[child] == "appos":
                noun = self._one_of(child)
            elif tokens.lemma[child] in _LEADS:
                noun = next((c for c in tokens.children[child] if tokens.base[c] == "obj"), child)
            else:
                continue
            if not PAST.isdisjoint(tokens.lower[tokens.left(noun) : noun]):
                continue
            told = self.composer.compose(noun, title=True)
            sector = told.ref.plover.sector if told and told.ref.plover else None
            if told is not None and sector and (told.certain or sector in REBELLING):
                return told
        return None

    def _one_of(self, token: int) -> int:
        """Return the noun of those somebody is one of ("one of the rebel COMMANDERS")."""
        tokens = self.tokens
        if tokens.lower[token] != "one":
            return token
        return next((c for c in tokens.children[token] if tokens.case(c) == "of"), token)

    def _role_over(self, token: int, name: int) -> Title | None:
        """Return the role that a name in apposition is of, where it hangs on what the role is of.

        "The head of UNAMID, X": X is who heads it, whatever noun a parser hangs him on.
        """
        tokens = self.tokens
        first = tokens.left(name)
        if first == 0 or tokens.words[first - 1] != ",":
            return None
        while tokens.base[token] == "nmod" and tokens.case(token) in _OF:
            token = tokens.head[token]
            title = self._composed_title(token, direct=False)
            if title is not None and title.composed.agent.sort == "role":
                return title
        return None

    def _bare(self, token: int) -> bool:
        """Tell whether a noun hangs on another without preposition and genitive."""
        tokens = self.tokens
        return (
            tokens.base[token] == "nmod"
            and not tokens.case(token)
            and tokens.dep[token] != "nmod:poss"
        )

    def _composed_title(self, token: int, *, direct: bool, of: int | None = None) -> Title | None:
        left = self.tokens.left(of) if direct and of is not None else None
        composed = self.composer.compose(token, title=True, left=left)
        if composed is None or composed.agent.sort == "weapon":
            return None
        return Title(token, composed, direct)

    def _role(
        self, title: Title | None, entry: Entry | None
    ) -> tuple[str | None, Plover | None, ActorRef | None]:
        tenure = entry.tenure_on(self.context.day) if entry else None
        body = self.register.get(tenure.body) if tenure else None
        if title is None:
            if body is None:
                return None, entry_plover(entry) if entry else None, None
            return (
                None,
                Plover(country=body.country, sector=body.sector),
                entry_ref(body, body.name, (0, 0)),
            )
        composed = title.composed
        backing = composed.speaks_for
        plover = composed.ref.plover
        if entry is not None and body is None and not composed.certain:
            plover, backing = self._by_entry(entry, plover, backing)
        if body is not None:  # dates tell an office better than the words beside a name
            backing = entry_ref(body, composed.ref.text, composed.ref.span or (0, 0))
            plover = Plover(country=body.country, sector=body.sector)
        return composed.role, plover, backing

    def _by_entry(
        self, entry: Entry, plover: Plover | None, backing: ActorRef | None
    ) -> tuple[Plover | None, ActorRef | None]:
        """Return a known person's own country instead of the report's ("an adviser")."""
        if plover is None or plover.country == entry.country:
            return plover, backing
        gov = self.register.body(entry.country, "gov")
        state = backing is not None or plover.sector == "GOV"
        own = entry_ref(gov, gov.name, (0, 0)) if gov and state else None
        return Plover(country=entry.country, sector=plover.sector), own


def entry_plover(entry: Entry) -> Plover:
    """Return the code of an entry."""
    return Plover(country=entry.country, sector=entry.sector)
