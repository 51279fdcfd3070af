"""What can be held and by whom: last looks at claims of control, whatever drew them.

One rule: a claim is dropped only for what its own place or holder is, never for who said it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dateline.know.gazetteer.place import TOWNS
from dateline.model import ActorRef, ControlClaim, PlaceRef, Span
from dateline.read.control_heads import under_acts
from dateline.read.control_party import CARRIERS, LOAD, is_one_man
from dateline.read.control_ways import near
from dateline.read.frames.sight import Sight
from dateline.read.tokens import FINITE

_HAVING = frozenset({"gained", "held", "lost"})
_WATERS = frozenset({"river", "sea"})
"""What lies between two sides: who has its bank, its bridge or its dam has not all of it."""
_BANK = re.compile(r"\b(?:banks?|sides?|shores?|east|west|north|south) of the \Z")
_BEFORE = 16
"""Characters before a water in which its bank is told."""
_CODE = re.compile(r"[A-Z]{2,3}|[A-Z]+[a-z][A-Z]{1,2}|[A-Z]{2,5}-[A-Z]\w+")
"""What sheets write for a side ("GoS", "SLA-Minnawi"); posts by number ("PK12") are places."""
_RANKED = re.compile(
    r"(?:(?:Brigadier|Major|Lieutenant|Colonel|Staff)[- ])?(?:General|Colonel|Major|Captain"
    r"|Lieutenant|Brigadier|Commander|Sergeant|Gen\.|Col\.|Maj\.|Capt\.|Lt\.|Brig\."
    r"|Governor|Mayor|Minister|Senator|Spokesman|Spokeswoman)[- ][A-Z]"
)
"""How the name of somebody in uniform or in office begins."""
_HEADED = frozenset(
    """leader chief commander head chairman chairwoman spokesman spokeswoman spokesperson general
    colonel president minister premier ambassador envoy negotiator representative secretary
    deputy delegate delegation emissary emir founder official politician""".split()
)
"""Who is somewhere without having it: one man or a few who speak, and what they are sent as."""
_WITH_MEN = re.compile(
    r"\bwith (?:(?:his|her|their|some|about|around|several|a|the|\d[\d,]*|\w+ hundred) )*"
    r"(?:men|troops|fighters|soldiers|forces?|guards?|column|army|units?|battalions?)\b"
)
_OF = re.compile(r" (?:of|from) ")
_GOES = re.compile(r"\b(?:mov|relocat|return|shift|transfer)(?:e[ds]?|ing|s)?\b")
_SITTING = frozenset(
    """government parliament cabinet bank assembly authority authorities administration council
    ministry headquarters court senate""".split()
)
"""Bodies that have a seat: where they move to they have an office, and attack nobody."""


_LANDS = frozenset({"country", "region", "admin1"})
_OF_A_TOWN = re.compile(
    r" (?:coastal|border|port|mining|market|garrison|lakeside|frontier|oil|state|provincial)"
    r" (?:city|town|village|capital|port)\b"
)
"""Behind a land's name, what says that only a town of it is meant."""
_OWNED = re.compile(
    r"['’]s? (?P<what>(?:(?:(?!(?:and|or|but|is|was|are|were|has|had|by|from|of|in|on|to|at|for"
    r"|with|near)\b)[\w-]+)(?: |(?=[,.;:)\n]|$))){1,4})"
)
"""What is told of as a town's ("A's Republican Guard camp")."""
_WORD = re.compile(r"[\w-]+")
_OTHER = re.compile(
    r" (?:of|roads?|quarters?|districts?|neighbou?rhoods?|villages?|commander|[A-Z])"
)
_SITES = frozenset("cave farm hangar grove hamlet church".split())
"""Sites beside the landmarks that the words for extent know."""
_BY_TOWN = frozenset(
    "port harbour harbor garrison governorate presidency gate crossing base headquarters".split()
)
"""Sites that stand for their town where nothing says which of several is meant."""
_PEOPLE = frozenset(
    "population populace townsfolk resident inhabitant villager people family civilian".split()
)


def on_ground(sight: Sight, claims: Iterable[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield the claims less those of what is no ground, and of who is only somewhere.

    Args:
        sight: the scene.
        claims: what was drawn, by whatever rule.
    """
    for claim in claims:
        where, who = claim.where, claim.holder
        if where is not None and (
            _no_ground(sight, where, claim) or _listed_act(sight, where, claim)
        ):
            continue
        if who is not None and any(
            test(sight, who, claim) for test in (_visits, _at_home, _patrols, _leaves, _resettles)
        ):
            continue
        yield _its_site(sight, claim)


def _listed_act(sight: Sight, where: PlaceRef, claim: ControlClaim) -> bool:
    """Tell whether a place and a party without a verb are of a list of acts ("• Beni: ADF")."""
    if claim.change != "held" or claim.because.rule not in _LISTS or where.span is None:
        return False
    low, high = sight.scene.tokens_of(claim.span)
    tags = sight.scene.tokens.tag
    verbless = not any(tags[t] in FINITE for t in range(low, high))
    return verbless and under_acts(sight, where.span[0])


_LISTS = frozenset({"turn", "entry", "roster", "label", "section", "learned.control"})
"""Rules that read the entries of lists, which need no verb."""


def _its_site(sight: Sight, claim: ControlClaim) -> ControlClaim:
    """Return a claim of a town as one of its site, where only that is told of ("A's tank base").

    A port, a gate or a base is its town's own where a word says which; a quarter is a part of it.
    """
    where = claim.where
    if where is None or where.span is None or where.feature not in TOWNS:
        return claim
    text = sight.scene.report.text
    if claim.change == "advanced_toward" or (owned := _OWNED.match(text, where.span[1])) is None:
        return claim
    sites = sight.book.extent["landmark"] | _SITES
    words = list(_WORD.finditer(text, *owned.span("what")))
    nouns = [w for w in words if {w[0], w[0].removesuffix("s")} & sites]
    if not nouns or _OTHER.match(text, nouns[-1].end()):
        return claim
    if nouns[-1] is words[0] and nouns[-1][0].removesuffix("s") in _BY_TOWN:
        return claim
    span = (where.span[0], nouns[-1].end())
    return replace(claim, where=near(where, text[slice(*span)], span), extent="whole")


def _no_ground(sight: Sight, where: PlaceRef, claim: ControlClaim) -> bool:
    """Tell whether a name taken for a place is a water, a side's letters or a man's."""
    if where.feature in _WATERS and claim.change in _HAVING and where.span is not None:
        low = where.span[0]
        before = sight.scene.report.text[max(0, low - _BEFORE) : low].lower()
        return before.endswith("the ") and _BANK.search(before) is None
    if where.feature in _LANDS and where.span is not None:
        return _OF_A_TOWN.match(sight.scene.report.text, where.span[1]) is not None
    if where.id is not None:
        return False
    if _RANKED.match(where.text) is not None:
        return True  # by its surroundings such a name may seem to have a point
    return where.lat is None and _CODE.fullmatch(where.text) is not None


def _visits(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether a holder only is in a place: a party's leader or envoy without his men."""
    if claim.because.rule != "hold.present" or claim.status == "planned":
        return False
    if who.id is not None and who.id.startswith("person."):
        return True
    head = _OF.split(who.text.lower())[0].split(" ")
    words = {w for low in head for w in (low, low.removesuffix("s"))}
    last = {head[-1], head[-1].removesuffix("s")}
    men = any("armed" in sight.book.kinds.get(w, frozenset()) for w in last - _HEADED)
    if not words & _HEADED or men:
        return False
    return _WITH_MEN.search(_passage(sight, claim.span)) is None


def _at_home(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether troops are only in quarters of their own ("is BACK IN ITS BARRACKS")."""
    where = claim.where
    if claim.because.rule not in _BEING or where is None or where.id is not None:
        return False
    own = who.plover is not None and who.plover.sector in _STATES_OWN
    return own and where.text.lower().split(" ")[-1] in _QUARTERS


_BEING = frozenset({"hold.present", "seize.back"})
_QUARTERS = frozenset({"barracks", "quarters", "garrison", "garrisons", "billets"})


def _patrols(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether a state's men only do their rounds ("police patrolled the town overnight").

    Rebels who patrol a town have it, and so has whoever "still" or "now" does.
    """
    if claim.change != "held" or who.plover is None or who.plover.sector not in _STATES_OWN:
        return False
    fired = [_passage(sight, span) for span in claim.because.spans]
    if not any(_ROUNDS.search(words) for words in fired):
        return False
    low, high = claim.because.spans[0][0], claim.because.spans[-1][1]
    return _AS_YET.search(_passage(sight, (max(0, low - _BEFORE), high))) is None


_ROUNDS = re.compile(r"\b(?:patrol|polic(?:ed|ing)\b)")
_AS_YET = re.compile(r"\b(?:now|still|freely|openly)\b")
_STATES_OWN = frozenset({"GOV", "MIL", "COP", "IGO", "SPY", "CVL"})


def _leaves(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether who leaves a place never had it: its people, one man, convoys that set out."""
    if claim.change != "lost":
        return False
    words = who.text.lower().split(" ")
    last = words[-1].removesuffix("s").replace("familie", "family")
    if last in _PEOPLE or is_one_man(sight, who):
        return True
    armed = any("armed" in sight.book.kinds.get(w, frozenset()) for w in words[:-1])
    return last in CARRIERS - {"column"} and not armed and len(words) < _NAMED


_NAMED = 3
"""Words from which a convoy is somebody's ("the last Ethiopian convoy")."""


def _resettles(sight: Sight, who: ActorRef, claim: ControlClaim) -> bool:
    """Tell whether an advance is a move of an office, or of people and goods on the road."""
    if claim.change != "advanced_toward":
        return False
    last = _OF.split(who.text.lower())[0].split(" ")[-1]
    if last in _SITTING:
        return _GOES.search(_passage(sight, claim.span)) is not None
    return last.removesuffix("s") in CARRIERS and _carries(sight, who)


def _carries(sight: Sight, who: ActorRef) -> bool:
    """Tell whether a column or a convoy is told by a load that bears no arms ("of refugees")."""
    behind = LOAD.match(sight.scene.report.text, who.span[1]) if who.span is not None else None
    load = LOAD.search(who.text) or behind
    words = load["load"].lower().split() if load is not None else []
    forms = {w for low in words for w in (low, low.removesuffix("s"), low.removesuffix("es"))}
    kinds = frozenset().union(*(sight.book.kinds.get(w, frozenset()) for w in forms))
    armed = "armed" in kinds or forms & set(sight.book.weapons)
    unarmed = bool(kinds & {"civil", "goods", "aid"}) or bool(forms & CARRIERS)
    return unarmed and not armed


def _passage(sight: Sight, span: Span) -> str:
    return sight.scene.report.text[slice(*span)]
