"""Resolves what refers back within a report: abbreviations, short names, "the monitor", "he".

A mention is resolved to an earlier one by kind, number, gender, recency and role in the sentence
(the subject first); where nothing fits well it stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from dateline.know.actors import Register
from dateline.know.actors.entry import FIGHTING
from dateline.know.actors.keys import words
from dateline.model import ActorRef, Plover, Span
from dateline.read.actors.context import Context
from dateline.read.actors.memory import Memory
from dateline.read.actors.mentions import with_role
from dateline.read.actors.pronouns import HE, IT, SHE, THEY, antecedent, of_pronoun
from dateline.read.actors.troops import force_commanded, foreign_army, us_marines
from dateline.read.scene import ActorMention
from dateline.read.tokens import Tokens

_PRONOUNS = HE | SHE | THEY | IT
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", ""})
_GROUPS = frozenset({"group", "faction", "force", "unit", "command", "room", "council"})
_ARMED = frozenset({"group", "faction", "organisation", "organization"})
_ARMIES = frozenset({"army", "military"})
_STANDING = {
    "army": _ARMIES,
    "military": _ARMIES,
    "police": frozenset({"police"}),
    "government": frozenset({"government"}),
    "regime": frozenset({"government", "regime"}),
    "parliament": frozenset({"parliament"}),
    "senate": frozenset({"senate"}),
    "ministry": frozenset({"ministry"}),
    "junta": frozenset({"junta"}),
}
_ZEALOTS = frozenset(
    {"jihadist", "militant", "extremist", "islamist", "terrorist", "guerrilla", "separatist"}
)
_NOT_OWN = frozenset({"enemy", "opponent", "rival", "attacker", "adversary", "rebel", "insurgent"})
"""Nouns whose possessor is the other side ("its opponents", "their attackers")."""
_RECENT = 12  # sentences over which "the source" may reach back
_PARTISAN = frozenset("regime terrorist terrorists jihadist jihadists enemy occupation".split())
_NOUNS_OF_KIND = {
    "monitor": frozenset(
        {"monitor", "observatory", "group", "organisation", "organization", "watchdog"}
    ),
    "ngo": frozenset(
        {"organisation", "organization", "agency", "charity", "group", "aid", "watchdog"}
    ),
    "igo": frozenset(
        {"organisation", "organization", "body", "agency", "union", "bloc", "council"}
    ),
    "ministry": frozenset({"ministry", "department"}),
    "armed group": frozenset(
        {"group", "militia", "movement", "organisation", "organization", "faction"}
    ),
    "militia": frozenset({"group", "militia"}),
    "alliance": frozenset({"alliance", "coalition", "group", "faction"}),
    "mission": frozenset({"mission", "force"}),
    "agency": frozenset({"agency", "service"}),
    "court": frozenset({"court", "tribunal"}),
    "media": frozenset({"agency", "channel", "broadcaster", "newspaper", "outlet"}),
    "company": frozenset({"company", "firm", "group"}),
    "army": frozenset({"army", "military", "command"}),
    "government": frozenset({"government", "administration", "authority", "junta"}),
}


def resolve(
    mentions: Iterable[ActorMention], tokens: Tokens, register: Register, context: Context
) -> list[ActorMention]:
    """Return the mentions with references resolved, pronouns and short forms added.

    Args:
        mentions: in order of the text.
        tokens: the parse.
        register: who is known.
        context: what the report as a whole tells.
    """
    memory = Memory(tokens, register)
    queue = _with_pronouns(_with_short_forms(list(mentions), tokens), tokens)
    memory.coming = queue
    for mention in queue:
        resolved = _resolved(mention, memory, context)
        memory.said.append(resolved)
        _remember(resolved, memory)
    said = _employed(_possessed(memory.said, tokens, register, context), tokens)
    return [m for m in said if _kept(m, tokens)]


def _possessed(
    mentions: list[ActorMention], tokens: Tokens, register: Register, context: Context
) -> list[ActorMention]:
    """Give "its army" and "their fighters" the country of whoever "its" stands for.

    "They" who stand for "his forces" are then whose these are.
    """
    owners = {m.head: m for m in mentions if m.kind == "pronoun" and m.resolved_from is not None}
    found: list[ActorMention] = []
    owned: dict[Span, ActorMention] = {}
    for told in mentions:
        mention = told
        if mention.kind == "pronoun" and mention.resolved_from in owned:
            mention = of_pronoun(mention, owned[mention.resolved_from])
            owners[mention.head] = mention
        owner = next((owners[c] for c in tokens.children[mention.head] if c in owners), None)
        if owner is not None and mention.role and mention.speaks_for is None:
            found.append(_led(mention, owner))
            continue
        if (
            mention.kind != "group"
            or owner is None
            or owner.ref.plover is None
            or any(t in context.countries for t in range(tokens.left(mention.head), mention.head))
        ):
            found.append(mention)
            continue
        led = owner.ref.id is None or owner.ref.id.startswith("person.")
        source = owner.speaks_for if led and owner.speaks_for else owner.ref
        men = _men_of(mention, source, tokens, register, context)
        owned[mention.span] = replace(mention, ref=men or _owned(mention.ref, source, register))
        found.append(owned[mention.span])
    return found


def _men_of(
    mention: ActorMention, owner: ActorRef, tokens: Tokens, register: Register, context: Context
) -> ActorRef | None:
    """Return "its militants" and "his men" as those of whoever leads or sends them.

    A government's are its army's; of a mere person they are told only where he leads men in arms.
    """
    chain = register.chain(owner.id) if owner.id else ()
    entry = next((e for e in chain if e.kind != "media"), None)  # "state television said ITS men"
    mine = mention.ref.plover
    if entry is None or entry.kind == "person":
        return None
    armed = mine is not None and mine.sector in FIGHTING
    if tokens.lemma[mention.head] in ("man", "men"):
        armed = entry.sector in FIGHTING
    if not armed or tokens.lemma[mention.head] in _NOT_OWN or mention.role:
        return None
    state = entry.kind in ("state", "government", "office", "ministry")
    if state and entry.sector == "GOV" and entry.exists_on(context.day):
        army = register.side(entry.country, "army", context.day)
        entry = army or register.body(entry.country, "army") or entry
    return ActorRef(
        text=mention.ref.text,
        name=entry.name,
        id=entry.id,
        plover=Plover(country=entry.country, sector=entry.sector),
        span=mention.ref.span,
    )


def _employed(mentions: list[ActorMention], tokens: Tokens) -> list[ActorMention]:
    """Give "a commander in the force" the force that "the force" was resolved to."""
    by_head = {m.head: m for m in mentions if m.kind in ("organisation", "group")}
    found = []
    for mention in mentions:
        body = None
        if mention.role and mention.speaks_for is None and mention.kind == "group":
            inside = [
                by_head[c]
                for c in tokens.children[mention.head]
                if c in by_head
                and c > mention.head
                and tokens.case(c) in ("in", "of", "for", "from")
            ]
            body = next((m for m in inside if m.ref.id or m.ref.name), None)
        if body is None:
            found.append(mention)
            continue
        ref = msgspec.structs.replace(mention.ref, plover=body.ref.plover or mention.ref.plover)
        found.append(replace(mention, ref=ref, speaks_for=body.ref))
    return found


def _led(mention: ActorMention, owner: ActorMention) -> ActorMention:
    """Give "its leader" and "her spokesman" the one they speak for."""
    source = owner.speaks_for if owner.kind == "person" and owner.speaks_for else owner.ref
    return replace(mention, speaks_for=source)


def _owned(ref: ActorRef, owner: ActorRef, register: Register) -> ActorRef:
    mine, theirs = ref.plover, owner.plover
    if mine is None or theirs is None:
        return ref
    group = theirs.sector in ("REB", "PAR") and owner.id is not None
    if mine.country == theirs.country and not (group and mine.sector in ("REB", "MIL")):
        return ref
    own = register.get(ref.id) if ref.id else None
    entry = register.body(theirs.country, own.slot) if own and own.slot and theirs.country else None
    if group and owner.id and mine.sector in ("REB", "MIL"):
        entry = register.get(owner.id)
    return ActorRef(
        text=ref.text,
        name=entry.name if entry else None,
        id=entry.id if entry else None,
        plover=Plover(
            country=entry.country if entry else theirs.country,
            sector=entry.sector if entry else mine.sector,
        ),
        span=ref.span,
    )


def _kept(mention: ActorMention, tokens: Tokens) -> bool:
    """Leave out pronouns that could not be resolved and nouns that then say nothing ("side")."""
    if mention.resolved_from is not None:
        return True
    if mention.kind != "pronoun":
        noun = tokens.lemma[mention.head]
        told = mention.ref.plover or mention.ref.id or mention.kind != "group" or mention.role
        return bool(told) or noun in _GROUPS
    return tokens.lower[mention.head] in ("he", "she", "they")


def _with_pronouns(mentions: list[ActorMention], tokens: Tokens) -> list[ActorMention]:
    added = [
        ActorMention(
            span=(span := tokens.span(i, i + 1)),
            head=i,
            ref=ActorRef(text=tokens.words[i], span=span),
            kind="pronoun",
        )
        for i, low in enumerate(tokens.lower)
        if low in _PRONOUNS
        and tokens.base[i] != "expl"
        and tokens.pos[i] in ("PRON", "DET", "")
        and tokens.case(i) not in ("among", "of", "including", "between")
    ]
    return sorted([*mentions, *added], key=lambda m: (m.span[0], -m.span[1]))


def _with_short_forms(mentions: list[ActorMention], tokens: Tokens) -> list[ActorMention]:
    """Add the abbreviations that the report introduces and uses again."""
    introduced: dict[str, int] = {}
    at_end = {m.span[1]: m for m in mentions if m.kind in ("organisation", "group", "person")}
    opened = (i for i, word in enumerate(tokens.words[:-2]) if word == "(" and i)
    for i in opened:
        if tokens.words[i + 2] != ")":
            continue
        before = tokens.span(i - 1, i)[1]
        if before in at_end and _abbreviates(tokens.words[i + 1], at_end[before].ref.text):
            introduced[tokens.words[i + 1]] = i + 1
    if not introduced:
        return mentions
    taken = {m.head for m in mentions}
    added = [
        ActorMention(
            span=(span := tokens.span(i, i + 1)),
            head=i,
            ref=ActorRef(text=word, span=span),
            kind="organisation",
        )
        for i, word in enumerate(tokens.words)
        if word in introduced and i >= introduced[word] and i not in taken
    ]
    return sorted([*mentions, *added], key=lambda m: (m.span[0], -m.span[1]))


def _abbreviates(short: str, full: str) -> bool:
    """Tell whether a short form takes its capitals from the words of a full name."""
    capitals = [c for c in short if c.isupper()]
    if not 2 <= len(capitals) <= 10 or len(capitals) < len(short) / 2:
        return False
    parts = words(full)
    if len(parts) < 2:
        return False
    at = 0
    for capital in capitals:
        while at < len(parts) and parts[at][0] != capital.lower():
            at += 1
        if at == len(parts):
            return capital == capitals[-1] and len(capitals) > 2
        at += 1
    return True


def _resolved(mention: ActorMention, memory: Memory, context: Context) -> ActorMention:
    if mention.kind == "pronoun":
        earlier = antecedent(mention, memory)
        return of_pronoun(mention, earlier) if earlier else mention
    if mention.kind == "person":
        return _person(force_commanded(mention, memory) or mention, memory)
    if mention.kind == "organisation" and mention.ref.text in memory.short:
        return _short(mention, memory.short[mention.ref.text])
    if mention.kind == "organisation" and mention.ref.id is None:
        return _partial(mention, memory)
    if mention.kind == "group" and (army := foreign_army(mention, memory)) is not None:
        return _short(mention, army)
    if (corps := us_marines(mention, memory, context)) is not None:
        return corps
    if mention.kind == "group" and mention.ref.id is None:
        return _definite(mention, memory)
    return _same_body(mention, memory, context)


def _remember(mention: ActorMention, memory: Memory) -> None:
    tokens = memory.tokens
    if mention.kind == "person":
        name = words(mention.ref.name or mention.ref.text)
        for size in range(1, len(name)):
            memory.surnames[" ".join(name[-size:])] = mention
        if len(name) > 2:
            memory.surnames[" ".join(name[:1])] = mention
    for part in _parts(mention) if mention.kind == "organisation" else ():
        longer = memory.longer.setdefault(part, {})
        longer.pop(mention.ref.text, None)  # the last one told comes last
        longer[mention.ref.text] = mention
    if mention.kind in ("organisation", "group"):
        end = next(
            (
                i
                for i in range(mention.head, min(mention.head + 14, len(tokens) - 2))
                if tokens.idx[i] >= mention.span[1]
            ),
            None,
        )
        if end is not None and tokens.words[end] == "(" and tokens.words[end + 2] == ")":
            short = tokens.words[end + 1]
            if _abbreviates(short, mention.ref.text) and mention.ref.text != short:
                memory.short.setdefault(short, mention)


def _parts(mention: ActorMention) -> set[tuple[str, ...]]:
    """Return the first words and the last words of a body's name and of its words as printed."""
    names = {words(name) for name in (mention.ref.name, mention.ref.text) if name}
    return {
        part
        for full in names
        for size in range(1, len(full))
        for part in (full[:size], full[-size:])
    }


def _short(mention: ActorMention, full: ActorMention) -> ActorMention:
    if mention.ref.id is not None and mention.ref.id == full.ref.id:
        return mention
    return replace(
        mention,
        ref=_as(mention.ref, full.ref, named=full.kind != "group"),
        kind=full.kind,
        resolved_from=full.span,
        speaks_for=mention.speaks_for or full.speaks_for,
    )


def _as(ref: ActorRef, full: ActorRef, *, named: bool = True) -> ActorRef:
    """Return a reference with the identity of a fuller one, its own words kept."""
    return ActorRef(
        text=ref.text,
        name=full.name or (full.text if named else None),
        id=full.id,
        plover=full.plover or ref.plover,
        span=ref.span,
    )


def _person(mention: ActorMention, memory: Memory) -> ActorMention:
    key = " ".join(words(mention.ref.text)) if mention.role is None else ""
    earlier = memory.surnames.get(key) or memory.surnames.get(
        " ".join(words(mention.ref.name or mention.ref.text))
    )
    if earlier is None and mention.ref.name:
        full = words(mention.ref.name)
        known = memory.surnames.get(full[-1]) if full else None
        if known is not None and known.ref.name == mention.ref.name:
            earlier = known
    if earlier is None or _crown(mention, memory.tokens) - _crown(earlier, memory.tokens):
        return mention  # "King Hussein" is not Saddam Hussein, of whom the report has told
    if mention.ref.id is not None and earlier.ref.id not in (None, mention.ref.id):
        return mention
    ref = mention.ref if mention.ref.id else _as(mention.ref, earlier.ref)
    if earlier.speaks_for is not None and mention.ref.id is None:
        mention = replace(mention, speaks_for=None)  # told in full before: "Minister X"
    if ref.plover is None or (earlier.ref.plover and mention.role is None):
        ref = msgspec.structs.replace(ref, plover=earlier.ref.plover)
    return with_role(replace(mention, ref=ref, resolved_from=earlier.span), earlier)


_CROWNS = frozenset({"king", "queen", "emperor", "emir", "sultan", "shah", "pope"})


def _crown(mention: ActorMention, tokens: Tokens) -> frozenset[str]:
    """Return the style of a monarch that stands before a name or opens it."""
    start = mention.head
    while start and tokens.idx[start] > mention.span[0]:
        start -= 1
    return _CROWNS & {tokens.lower[start], tokens.lower[max(0, start - 1)]}


def _partial(mention: ActorMention, memory: Memory) -> ActorMention:
    """Resolve "Conflict Monitor" to an earlier, fuller name."""
    longer = memory.longer.get(words(mention.ref.text), {})
    earlier = next((m for text, m in reversed(longer.items()) if text != mention.ref.text), None)
    return mention if earlier is None else _short(mention, earlier)


def _definite(mention: ActorMention, memory: Memory) -> ActorMention:
    """Resolve "the monitor", "the groups", "the ministry" to what was named before."""
    tokens = memory.tokens
    memory.asked = mention.head
    noun = tokens.lemma[mention.head]
    own = [w for w in mention.ref.text.lower().split() if w not in ("same", "two", "three")]
    if (mention.ref.plover is None or len(own) == 1) and (named := _named_so(mention, memory)):
        return _short(mention, named)
    if (named := _zealots(mention, memory)) is not None:
        return _short(mention, named)
    if len(own) > 2 or tokens.determiner(mention.head) not in _DEFINITE - {""}:
        return mention
    if mention.role and (holder := _holder(mention, memory)) is not None:
        return _short(mention, holder)
    if mention.role and len(own) <= 2 and (fuller := _described(mention, memory)) is not None:
        return fuller
    if len(own) == 2 and own != ["operations", "room"]:
        return mention
    for earlier in reversed(memory.said):
        if earlier.kind in ("pronoun", "person") or earlier.head == mention.head:
            continue
        if tokens.sentence[mention.head] - tokens.sentence[earlier.head] > 12:
            break
        if _names_kind(earlier, noun, memory):
            return _short(mention, earlier)
    return mention


def _same_body(mention: ActorMention, memory: Memory, context: Context) -> ActorMention:
    """Resolve "the military" to the one named with its country before, "the jihadists" likewise."""
    tokens = memory.tokens
    if (named := _zealots(mention, memory)) is not None:
        return _short(mention, named)
    if len(mention.ref.text.split()) != 1 or tokens.determiner(mention.head) != "the":
        return mention
    noun = tokens.lemma[mention.head]
    for earlier in reversed(memory.said) if noun in _STANDING else ():
        if earlier.kind in ("pronoun", "person"):
            continue
        here = context.homes.get(tokens.sentence[mention.head])
        code = earlier.ref.plover
        shorter = tokens.words[mention.head].istitle()  # "the US Senate", then "the Senate"
        if here is not None and code is not None and code.country != here and not shorter:
            continue  # of another paragraph's war
        alike = tokens.lemma[earlier.head] in _STANDING[noun] and earlier.role is None
        if code is not None and code.sector == "REB" and not _only_army(mention, earlier):
            continue  # "the army" is not the Arakan Army, where a country's army is in play
        if alike and (len(earlier.ref.text.split()) > 1 or earlier.resolved_from is not None):
            return _short(mention, earlier)
    return mention


def _only_army(mention: ActorMention, earlier: ActorMention) -> bool:
    """Tell whether a rebel body called army is of a country without an army of its own here."""
    mine, theirs = mention.ref.plover, earlier.ref.plover
    return mention.ref.id is None or mine is None or theirs is None or mine.country is None


def _zealots(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return the armed group that "the jihadists" or "this terrorist group" was named as."""
    tokens = memory.tokens
    head, noun = mention.head, tokens.lemma[mention.head]
    if noun not in _ZEALOTS and noun not in _ARMED:
        return None
    if tokens.determiner(head) not in ("the", "this", "these", "those"):
        return None
    if any(t for t in range(tokens.left(head), head) if tokens.pos[t] in ("PROPN", "NUM")):
        return None
    described = any(tokens.lemma[t] in _ZEALOTS for t in range(tokens.left(head), head))
    if noun not in _ZEALOTS and not described:
        return None
    for earlier in reversed(memory.said):
        if tokens.sentence[head] - tokens.sentence[earlier.head] > 2:
            break
        plover = earlier.ref.plover
        if earlier.kind == "organisation" and plover is not None and plover.sector == "REB":
            return earlier
    return None


def _described(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return "the source" as the military source that the report spoke of before.

    Nobody is named there; the fuller words stand as its name, if they take no side.
    """
    tokens = memory.tokens
    noun, own = tokens.lemma[mention.head], words(mention.role or "")
    for earlier in reversed(memory.said):
        if tokens.sentence[mention.head] - tokens.sentence[earlier.head] > _RECENT:
            return None
        if earlier.kind != "group" or not earlier.role or tokens.lemma[earlier.head] != noun:
            continue
        fuller = earlier.ref.name or earlier.role
        if words(fuller)[-len(own) :] != own:
            continue  # "the foreign minister" is not the prime minister
        if len(words(fuller)) < 2 or not _PARTISAN.isdisjoint(words(fuller)):
            continue
        ref = msgspec.structs.replace(
            mention.ref, name=fuller, plover=earlier.ref.plover or mention.ref.plover
        )
        told = mention.speaks_for or earlier.speaks_for
        return replace(mention, ref=ref, resolved_from=earlier.span, speaks_for=told)
    return None


def _holder(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return the person whom "the spokesman" or "the press secretary" was said of."""
    role = words(mention.role or "")
    for earlier in reversed(memory.said):
        told = words(earlier.role or "") if earlier.kind == "person" else ()
        if role and told[-len(role) :] == role:
            return earlier
    return None


def _named_so(mention: ActorMention, memory: Memory) -> ActorMention | None:
    """Return the name in "the operations room, named X", known from later in the text."""
    tokens = memory.tokens
    for child in tokens.children[mention.head]:
        if tokens.base[child] == "acl" and tokens.lemma[child] in ("name", "call", "dub", "know"):
            for later in memory.coming:
                if tokens.head[later.head] == child:
                    return later
    return None


def _names_kind(earlier: ActorMention, noun: str, memory: Memory) -> bool:
    """Tell whether an earlier mention can be called by this noun."""
    tokens = memory.tokens
    if earlier.kind == "organisation":
        full = words(earlier.ref.name or earlier.ref.text)
        if noun in full[-1:] or noun in words(earlier.ref.text)[-1:]:
            return True
        entry = memory.register.get(earlier.ref.id) if earlier.ref.id else None
        if entry is None or memory.tokens.tag[memory.asked] == "NNS":
            return entry is not None and entry.sector == "REB" and noun in _ARMED
        return noun in _NOUNS_OF_KIND.get(entry.kind, ())
    if noun in _ARMED and (earlier.ref.plover is not None):
        return earlier.ref.plover.sector in ("REB", "PAR") and noun in ("group", "faction")
    fuller = len(earlier.ref.text.split()) > 1 or earlier.ref.name is not None
    return fuller and tokens.lemma[earlier.head] == noun
