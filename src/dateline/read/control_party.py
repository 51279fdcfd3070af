"""Who a turn of phrase says holds, gains or loses a place: as printed, by a pronoun, or before it.

One rule: a holder is a party in arms or a state, by the register or by its words.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from dateline.know.actors.entry import IN_ARMS
from dateline.model import ActorRef, Span
from dateline.read.actors.compose import entry_ref
from dateline.read.frames.sight import Sight
from dateline.read.scene import ActorMention
from dateline.read.tokens import FINITE

_ARMED = frozenset({"MIL", "REB", "GOV", "PAR", "UAF", "PRE", "SPY"})
STATES = frozenset("government regime state junta authorities".split())
"""Words of office that name a party which holds ground."""
_THEM = frozenset({"them", "their", "theirs", "its", "it", "his", "him", "they"})
_US = frozenset({"us", "our", "ours", "we"})
_OWNER = 2
"""Characters of a possessive behind a name."""
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])?\Z")
_ABBREVIATION = re.compile(r"[A-Z][A-Z-]{1,7}")
_MANY = re.compile(r"[A-Z][a-z]+(?:ans|is|ese|ites|s)")
_PEOPLE = re.compile(r"[A-Z][\w-]+(?: [A-Z][\w-]+)?")
_RANKS = frozenset(
    """general gen. colonel col. commander marshal warlord major brigadier lieutenant captain
    president emir""".split()
)


def named(sight: Sight, span: Span) -> ActorRef | None:
    """Return the party that words name: a known one, whom a pronoun stands for, or the words."""
    text = sight.scene.report.text
    span = (span[0], span[0] + len(_POSSESSIVE.sub("", text[slice(*span)])))
    word = text[slice(*span)].lower()
    if word in _THEM:
        return they(sight, span[0])
    if word in _US:
        return speaker(sight, span[0])
    over = [a for a in sight.scene.actors_by_span.meeting(*span) if a.kind != "pronoun"]
    over = [a for a in over if not _GUARD.fullmatch(text[span[1] : a.span[1]])]
    ending = [a for a in over if a.span[1] >= span[1] - _OWNER]
    over = ending or over
    if over and all(a.kind == "person" for a in over) and _men_of(sight, span):
        over = []  # "the partisans of Zviad Gamsakhurdia"
    if over:
        return max(over, key=lambda a: a.span[1] - a.span[0]).ref
    if word.startswith(("their ", "his ")):
        return they(sight, span[0])
    low = span[0] + (4 if word.startswith("the ") else 0)
    return _seat(sight, (low, span[1])) or ActorRef(text=text[low : span[1]], span=(low, span[1]))


def _seat(sight: Sight, span: Span) -> ActorRef | None:
    """Return the government that a capital's name stands for ("under the control of Baghdad")."""
    register = sight.scene.parties.register
    text = sight.scene.report.text[slice(*span)]
    for hit in register.index.exact(text):
        if hit.sort == "capital" and (entry := register.body(hit.id, "gov")) is not None:
            return entry_ref(entry, text, span)
    return None


def unlisted(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether a party that no register knows may be one by its name ("ERDF", "the Tigrayans").

    For words that tell a holder whoever it is ("X-held", "in the hands of X").
    """
    if ref.id is not None or ref.span is None or ref.plover is not None:
        return False
    text = sight.scene.report.text
    many = text[: ref.span[0]].endswith(("the ", "The ")) and _MANY.fullmatch(ref.text)
    if not many and not _ABBREVIATION.fullmatch(ref.text):
        return False
    low, high = ref.span
    if any(
        p.span and p.span[0] < high and low < p.span[1] and p.id is not None
        for p in sight.scene.places
    ):
        return False
    return not any(
        a.ref.id is not None or (a.kind == "person" and not many)
        for a in sight.scene.actors_over(ref.span)
    )


def leads(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether a report gives a person people in arms ("Bemba's men", "rebels under Bemba")."""
    name = ref.text.split(" ")[-1]
    if ref.span is None or not name[:1].isupper():
        return False
    text = sight.scene.report.text
    persons = [a for a in sight.scene.actors_over(ref.span) if a.kind == "person"]
    towns = [p for p in sight.scene.places if p.span == ref.span and p.id is not None]
    if towns and not persons:
        return False
    whose = rf"\b{re.escape(name)}['’]s(?P<men>(?: [\w-]+){{1,3}})"
    under = (
        rf"(?P<men>[\w-]+) (?:of|under|led by|loyal to|commanded by) (?:[\w.-]+ ){{0,3}}"
        rf"{re.escape(name)}\b"
    )
    return any(
        "armed" in sight.book.kinds.get(form, frozenset()) or form == "men"
        for told in (*re.finditer(whose, text), *re.finditer(under, text))
        for word in told["men"].lower().split()
        for form in (word, word.removesuffix("s"))
    )


def of_a_people(ref: ActorRef) -> bool:
    """Tell whether words name a people and nobody else ("the Germans", "Bosniak")."""
    code = ref.plover
    return (
        code is not None
        and code.country is not None
        and code.sector in {None, "CVL"}
        and _PEOPLE.fullmatch(ref.text) is not None
    )


def under_arms(sight: Sight, ref: ActorRef) -> ActorRef:
    """Return a people as the force of its land that a report names, where there is one such.

    "Izium: Russian-held" beside "Russian units" is told of these, not of civilians.
    """
    if ref.id is not None or not of_a_people(ref) or ref.plover is None:
        return ref
    land = ref.plover.country
    forces = {
        a.ref.id: a.ref
        for a in sight.scene.actors
        if a.ref.id is not None
        and a.ref.plover is not None
        and a.ref.plover.country == land
        and a.ref.plover.sector in IN_ARMS
    }
    one = next(iter(forces.values())) if len(forces) == 1 else None
    return ref if one is None else replace(ref, name=one.name, id=one.id, plover=one.plover)


def alike_in_arms(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether a report's party in arms goes by an adjective's word ("is Nationalist")."""
    word = ref.text.lower().removesuffix("s")
    return any(
        a.kind != "pronoun"
        and word in {w.removesuffix("s") for w in a.ref.text.lower().split(" ")}
        and (fights(sight, a.ref) or unlisted(sight, a.ref))
        for a in sight.scene.actors
        if a.ref.span != ref.span
    )


def _men_of(sight: Sight, span: Span) -> bool:
    """Tell whether words open with people in arms, whose leader they name after "of"."""
    words = sight.scene.report.text[slice(*span)].lower().removeprefix("the ").split(" ")
    first = words[0].removesuffix("s")
    return "of" in words[1:] and "armed" in sight.book.kinds.get(first, frozenset())


def speaker(sight: Sight, char: int) -> ActorRef | None:
    """Return whoever says "ours", by the body spoken for; outside of speech the report's side."""
    speech = sight.scene.speech_over(sight.scene.token_at(char))
    if speech is None:
        return sight.scene.ours
    return sight.spoken_for(speech)


def they(sight: Sight, char: int) -> ActorRef | None:
    """Return the party in arms that "theirs" stands for: the last before, else the next after.

    Only the paragraph is looked at.
    """
    text = sight.scene.report.text
    low = text.rfind("\n", 0, char) + 1
    end = text.find("\n", char)
    high = len(text) if end < 0 else end
    parties = [a for a in sight.scene.actors_by_span.starting(low, high) if _forces(sight, a)]
    before = [a for a in parties if a.span[1] <= char]
    if before:
        return before[-1].ref
    return parties[0].ref if parties else None


def _forces(sight: Sight, actor: ActorMention) -> bool:
    if actor.kind == "pronoun":
        return False
    if actor.ref.plover is not None and actor.ref.plover.sector in IN_ARMS:
        return True
    if actor.kind in {"group", "organisation"} and unlisted(sight, actor.ref):
        return True
    last = actor.ref.text.split(" ")[-1].lower()
    return any("armed" in sight.book.kinds.get(w, ()) for w in (last, last.removesuffix("s")))


def before(sight: Sight, char: int) -> ActorRef | None:
    """Return the party told of last before a turn, in its sentence."""
    floor = sight.sentence(sight.scene.token_at(char)).start_char
    near = [a for a in sight.scene.actors_by_span.inside(floor, char) if fights(sight, a.ref)]
    return near[-1].ref if near else None


def is_country(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether words are a country's name or its adjective ("Russian-held")."""
    char = ref.span[0] if ref.span is not None else -1
    return any(p.feature == "country" for p in sight.scene.places_by_span.meeting(char, char + 1))


LOAD = re.compile(r" of (?P<load>(?:[\w-]+ ?){1,4})")
CRAFT = frozenset(
    """aircraft airliner plane aeroplane airplane flight helicopter jet ship vessel boat ferry
    freighter tanker train""".split()
)
"""What flies, sails or runs on rails: where it comes from or goes is held by others."""
_TRAINS = CRAFT | {"convoy", "caravan", "motorcade", "procession", "vehicle", "truck", "bus"}
"""What moves on a road, whoever it carries."""
CARRIERS = _TRAINS | {"column", "lorry", "lorries", "coach", "car", "wagon", "cart", "tanker"}
"""The same, with columns and what they are made of; whoever it belongs to."""
_GANGS = frozenset({"gang", "cartel"})
"""Criminals who hold ground, where they are told to."""
_GUARD = re.compile(r" guards?")
"""What a place is under, by the words for whose it is ("under army guard")."""


_SAYS_MORE = frozenset(
    "by with between against from no without under into onto same neither".split()
)
"""Words before a party by which a label tells something of it, and not that it is there."""
_SHOWN = frozenset("film video footage photo picture image statement communique claim".split())


_MAN = frozenset(
    """soldier gendarme policeman policewoman officer fighter rebel militant gunman guerrilla
    insurgent ranger trooper paratrooper militiaman jihadist conscript recruit deserter sniper
    guard marine legionnaire survivor sentry bodyguard commando volunteer mercenary""".split()
)
_ONE = frozenset({"a", "an", "one", "another"})


def is_one_man(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether a party is one nameless man ("a GENDARME who fled to A"): he has no ground."""
    if ref.span is None:
        return False
    low, high = sight.scene.tokens_of(ref.span)
    head = next((t for t in range(low, high) if sight.lowers[t] in _MAN), None)
    if head is None or (head + 1 < high and sight.lowers[head + 1] not in {"of", "from", "in"}):
        return False
    return any(t >= 0 and sight.lowers[t] in _ONE for t in range(low - 1, head))


def alone(sight: Sight, span: Span, ref: ActorRef) -> bool:
    """Tell whether the words behind a label name a party and tell nothing else of it.

    "Kidal: clashes of A with B", "Gao: flights by C", "Gao: 300 Chadians", "Gao: army?" do not.

    Args:
        sight: the scene.
        span: the words, in characters.
        ref: the party that they were taken to name.
    """
    text = sight.scene.report.text
    low, high = sight.scene.tokens_of(span)
    tokens = sight.scene.tokens
    told = any(tokens.tag[t] in FINITE and tokens.words[t].islower() for t in range(low, high))
    if told or text[span[1] : span[1] + 1] == "?":
        return False
    start = ref.span[0] if ref.span is not None else span[0]
    before = text[span[0] : max(span[0], start)].lower().split()
    words = text[slice(*span)].lower().split()
    forms = {form for word in words for form in (word, word.removesuffix("s"))}
    if set(before) & _SAYS_MORE or words[0] in _SAYS_MORE | {"of", "then"} or forms & _SHOWN:
        return False
    if words[-1].removesuffix("s") in CARRIERS:
        return False
    return not (of_a_people(ref) and any(char.isdigit() for char in text[slice(*span)]))


_RABBLE = frozenset("looter plunderer pillager scavenger thief thieves mob crowd rioter".split())


def rabble(ref: ActorRef) -> bool:
    """Tell whether an actor is men with no side ("the town belonged to the looters")."""
    last = ref.text.lower().split(" ")[-1]
    return bool({last, last.removesuffix("s")} & _RABBLE)


_AID = frozenset({"NGO", "HLH", "EDU"})
"""Sectors whose bodies run houses and hold no ground."""
_OF_ARMS = frozenset({"seize.extend"})
"""Frames whose words are said of bodies of aid as well ("extended its presence to")."""


def holds_nothing(sight: Sight, ref: ActorRef, rule: str) -> bool:
    """Tell whether an actor can have no ground: a craft, a mob, a body of aid.

    Args:
        sight: the scene.
        ref: who is told to hold, gain or lose.
        rule: the id of the rule or frame that read it.
    """
    if unarmed_train(sight, ref) or rabble(ref):
        return True
    if ref.plover is not None and ref.plover.sector in _AID:
        return True
    return rule in _OF_ARMS and not fights(sight, ref)


_OFFICES = frozenset(
    """minister embassy diplomat cabinet lawmaker deputy ambassador delegation official envoy
    parliament assembly ministry legation mission""".split()
)


def office(ref: ActorRef) -> bool:
    """Tell whether an actor is an office or its holders, who move and never march."""
    return ref.text.lower().split(" ")[-1].removesuffix("s") in _OFFICES


def unarmed_train(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether an actor is a craft, or a convoy of nobody told to bear arms ("an aid convoy").

    A craft is none whoever it belongs to: "the last government aircraft left A".
    """
    if ref.text.lower().split(" ")[-1].removesuffix("s") in CRAFT:
        return True
    if (ref.id is not None or ref.plover is not None) and not _anybodys(sight, ref):
        return False
    after = sight.scene.text[ref.span[1] :] if ref.span is not None else ""
    load = LOAD.match(after)
    told = f"{ref.text} {load['load'] if load else ''}".lower().split(" ")
    words = {w for low in told for w in (low, low.removesuffix("s"))}
    rest = words - _TRAINS
    armed = any(
        "armed" in sight.book.kinds.get(w, frozenset()) or w in sight.book.weapons for w in rest
    )
    return bool(words & _TRAINS) and not armed


def _anybodys(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether words name nobody whose trucks these are, or a body of relief ("UN convoys").

    What a bare "several convoys" was taken to stand for is a guess by where the report is set.
    """
    if ref.plover is not None and ref.plover.sector == "IGO":
        return True
    if ref.span is None:
        return False
    start, end = sight.scene.tokens_of(ref.span)
    pos, words = sight.scene.tokens.pos, sight.scene.tokens.words
    named = any(pos[t] == "PROPN" for t in range(start, end))
    return not named and all(
        words[t].islower() or not any(sight.scene.places_in(t, t + 1)) for t in range(start, end)
    )


def warring_party(ref: ActorRef) -> bool:
    """Tell whether an actor is a party that the register knows: it knows those that had armies."""
    return ref.id is not None and ref.plover is not None and ref.plover.sector == "PTY"


def fights(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether an actor is a party in arms or a state, by the register or by its words."""
    if ref.plover is not None and ref.plover.sector in IN_ARMS:
        return True
    if warring_party(ref) or (ref.id is not None and ref.id.endswith(".gov")):
        return True
    last = ref.text.split(" ")[-1].lower()
    own = sight.book.kinds.get(last, frozenset())
    if own & {"official", "civil"} and not own & {"armed"} and last not in STATES:
        return False
    if last == "men" or last.removesuffix("s") in _GANGS:
        return True
    if ref.plover is not None and ref.plover.sector is not None:
        armed = ref.plover.sector == "OPP" and ref.text.lower().startswith("armed ")
        armed = armed or last.removesuffix("s") == "peacekeeper"  # whoever sent them
        return armed or ref.plover.sector in _ARMED
    if ref.plover is not None and ref.plover.country is not None:
        return True
    if is_country(sight, ref):
        return True
    if ref.text.split(" ")[0].lower() in _RANKS:
        return True
    words = [w.lower().removesuffix("'s").removesuffix("’s") for w in ref.text.split(" ")]
    return (
        any(
            sight.book.kinds.get(form, frozenset()) & {"armed"}
            for word in words
            for form in (word, word.removesuffix("s"))
        )
        or words[-1] in STATES
    )
