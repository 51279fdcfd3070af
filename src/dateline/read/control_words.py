"""Control told in passing by a compound: "rebel-held Idlib", "the army-controlled north of X".

One rule: read from the words as printed, since the half before the hyphen is the holder whatever
a parser makes of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from dateline.know.turns import LIST
from dateline.model import ActorRef, ControlClaim, PlaceMention
from dateline.read.control_claim import Found, claim_of, in_passing
from dateline.read.control_named import named_in
from dateline.read.frames import names
from dateline.read.frames.sight import Sight
from dateline.read.same import same_party

_HELD = (
    r"[-‑–]\s?(?P<how>held|controlled|occupied|run|ruled|dominated|administered|governed"
    r"|besieged)\b"
)
_HOW = re.compile(_HELD)
"""The second half of a compound, which is soon looked for: most texts have none."""
_COMPOUND = re.compile(
    rf"(?<![-‑–])\b(?P<who>[A-Za-z][\w.'’]*(?: [A-Z][\w.'’]*)*)[\"”’»]?\s?{_HELD}"
)
_OPEN = re.compile(
    r"(?:\b(?P<who>[A-Z]{2,6}|rebel|government|regime|insurgent|opposition|army|militant|Taliban"
    r"|[Ii]slamist|[Jj]ihadist|separatist|guerrilla|loyalist|militia|Houthi|Kurdish|Hezbollah|Hamas)"
    r"(?: forces)?(?:['’]s?)?|\((?P<abbr>[A-Z]{2,6})\)) "
    r"(?P<how>held|controlled)(?= (?:[\w’'-]+ ){0,2}"
    r"(?:towns?|villages?|cit(?:y|ies)|districts?|areas?|neighbou?rhoods?|suburbs?|[A-Z]))"
)
"""The same with its hyphen left out: "the Syrian Arab Army (SAA) controlled villages of X"."""
_NOT_WHO = frozenset(
    """long well badly poorly state privately family self un hand widely closely newly now still
    and previously once formerly tightly jointly foreign locally hard short ill then
    recently""".split()
)
_BREAK = re.compile(
    r"[.;:\n,()]|\b(?:and(?! (?:north|south|east|west|centr)\w* )|but|who|which|that|was|were|is"
    r"|are|has|have|had|by|to|after|where|near|outside|beyond|around)\b"
)
_NAMED = re.compile(
    r" (?:(?:town|village|city) of )?((?:(?:al|el|ad|ar|as|ash|at|az|an)-)?[A-Z][\w’'-]*[a-z]"
    r"(?:[ -](?:(?:al|el|ad|ar|as|ash|at|az|an)-)?[A-Z][\w’'-]*)*)(?=[\s,.;:]|$)"
)
_LINK = re.compile(r",? and |, (?=[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?(?:,|,? and )[ A-Z])")
"""What parts the names of a list: a comma only where the list goes on."""
_MOST_LISTED = 8
_LIST_OF = re.compile(
    r" (?:[\w’'-]+ ){0,3}(?:towns|villages|cities|districts|neighbou?rhoods|suburbs|areas|provinces"
    r"|hamlets|settlements|camps|bases|quarters|enclaves)(?: of)? (?:(?:[a-z]+ ){1,4})?"
    r"(?:, ?namely |: )?" + LIST.replace("(?P<place>", "(?P<list>")
)
"""The list that a compound says something of: "rebel-held towns of A, B and C"."""
_ADJECTIVE = "hold.held-adjective"
_IN_PASSING = frozenset({_ADJECTIVE, "hold.stronghold"})
"""Rules of what the words about a place call its holder."""
_REAL = frozenset({"asserted", "claimed", "historical"})
_REACH = 60
"""Characters in which the place must begin: a noun phrase of some eight words."""


_STRONGHOLD = re.compile(
    r"\b(?:stronghold|bastion|redoubt|heartland|fief|fiefdom)s?(?: of | in | at |'s |,? )"
)


def strongholds(sight: Sight) -> Iterator[ControlClaim]:
    """Yield a claim for each named stronghold of a party ("the rebel stronghold of X")."""
    text = sight.scene.report.text
    for found in _STRONGHOLD.finditer(text):
        place = next(
            (
                p
                for p in sight.scene.places_by_span.starting(found.end(), found.end() + 1)
                if p.feature != "country"
            ),
            None,
        )
        who = _theirs(sight, found.start()) or party_before(sight, found.start())
        if place is not None and who is not None and "former" not in text[: found.start()][-40:]:
            yield _told(sight, (who[1][0], (place.span or found.span())[1]), place, who[0])


_THEIR = re.compile(r"\b(?:their|its) (?:[a-z-]+ )?$")


def _theirs(sight: Sight, char: int) -> tuple[ActorRef, tuple[int, int]] | None:
    """Return the party that "their" means before a stronghold ("fled to THEIR bastion of X")."""
    own = _THEIR.search(sight.scene.text, max(0, char - 25), char)
    if own is None:
        return None
    token = sight.scene.token_at(own.start())
    party = next((a for a in sight.scene.headed(token) if a.kind == "pronoun"), None)
    if party is None or party.resolved_from is None:
        return None
    return party.ref, party.span


def party_before(sight: Sight, char: int) -> tuple[ActorRef, tuple[int, int]] | None:
    """Return the party named right before a word, by its mention or by the word alone."""
    text = sight.scene.report.text
    near = sight.scene.actors_by_span.meeting(max(0, char - 4), char)
    ending = [a for a in near if 0 <= char - a.span[1] <= 3 and a.kind != "pronoun"]
    if ending:
        widest = max(ending, key=lambda a: a.span[1] - a.span[0])
        return widest.ref, widest.span
    token = sight.scene.token_at(max(0, char - 2))
    word = sight.scene.doc[token]
    if word.lower_ != "major" and sight.word_kinds(token) & {"armed", "official"}:
        span = (word.idx, word.idx + len(word.text))
        return ActorRef(text=text[slice(*span)], span=span), span
    return None


def _told(
    sight: Sight, span: tuple[int, int], place: PlaceMention, holder: ActorRef
) -> ControlClaim:
    found = Found(
        rule="hold.stronghold",
        span=span,
        fired=span,
        base=sight.book.frames["hold.stronghold"].confidence,
        change="held",
        holder=holder,
    )
    return claim_of(found, in_passing(sight, sight.scene.token_at(span[0])), place)


def out_of_their_hands(claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return the claims, each gain of a place with whoever the same words call its holder.

    "Took the rebel-held town of X", "captured the rebel stronghold of X" tell from whom; that
    they hold it is no longer so.
    """
    had = {c.where.span: c for c in claims if _had(c) and c.where is not None and c.where.span}
    gone: set[int] = set()
    told: list[ControlClaim] = []
    for claim in claims:
        span = claim.where.span if claim.where is not None else None
        before = had.get(span) if span is not None else None
        if before is None or claim.change != "gained" or _one_party(before, claim):
            told.append(claim)
            continue
        if claim.status in _REAL and claim.extent != "part":  # who storms it need not have it
            gone.add(id(before))
        known = claim.from_ is not None and claim.from_.id is not None
        told.append(claim if known else replace(claim, from_=before.holder))
    return [c for c in told if id(c) not in gone]


def _had(claim: ControlClaim) -> bool:
    return claim.change == "held" and claim.because.rule in _IN_PASSING and claim.holder is not None


def _one_party(one: ControlClaim, other: ControlClaim) -> bool:
    """Tell whether two claims have one holder ("now holds X" is a gain, too)."""
    return same_party(one.holder, other.holder)


def adjectival(sight: Sight) -> Iterator[ControlClaim]:
    """Yield a claim for each compound that tells a holder and stands before a place."""
    text = sight.scene.report.text
    compounds = _COMPOUND.finditer(text) if _HOW.search(text) else ()
    spaced = _OPEN.finditer(text) if " held " in text or " controlled " in text else ()
    for found in (*compounds, *spaced):
        who = _who(found).split(" ")[-1].lower()
        if who in _NOT_WHO or (found["how"] == "dominated" and _people(sight, found)):
            continue
        named = _named_before(sight, found)
        place = named or _place_after(sight, found.end()) or _name_after(sight, found)
        if place is None or place.feature == "country":
            continue
        if found["how"] == "run" and " in " in text[found.end() : (place.span or (0, 0))[0]]:
            continue  # "army-run shops in X"
        if named is not None:
            yield _claim(sight, found, named)
            continue
        rest = list(_listed(sight, found.end(), place)) or _after_of(sight, found.end(), place)
        for one in (place, *rest):
            yield _claim(sight, found, one)


_LEADS = frozenset("a an the its their another".split())
_PARTS = frozenset(
    "quarter district suburb neighbourhood neighborhood part area enclave pocket side".split()
)
"""Nouns before whose "of" stands what they are a part of, not their name."""
_WORDS = 3
"""Words before a compound in its phrase, and behind it up to its noun ("last rebel-held TOWN")."""


def _named_before(sight: Sight, found: re.Match[str]) -> PlaceMention | None:
    """Return the name that a compound's noun goes with ("X, the last rebel-held QUARTER OF Y")."""
    text, low = sight.scene.text, found.start("how")
    lead = text[max(0, low - 40) : low]
    words = lead.rpartition(", ")[2].lower().split()
    if ", " not in lead or words[0] not in _LEADS or len(words) > _WORDS + 1:
        return None
    behind = text[found.end() : found.end() + _REACH].replace(",", " ,").split()[: _WORDS + 1]
    ground = [i for i, w in enumerate(behind) if "ground" in sight.book.kinds.get(w, ())]
    if not ground or ground[0] == _WORDS:
        return None
    if "of" in behind[ground[0] + 1 : ground[0] + 2] and behind[ground[0]] not in _PARTS:
        return None  # "after A, the rebel-held city OF B"
    before = _ending(sight, low - len(lead) + lead.rindex(", "))
    if before is None or before.span is None:
        return None
    if text[: before.span[0]].endswith(", "):  # "X, Y, the last rebel-held quarter of the city"
        return _ending(sight, before.span[0] - 2) or before
    return before


def _ending(sight: Sight, char: int) -> PlaceMention | None:
    """Return the place whose name ends at a spot."""
    near = sight.scene.places_by_span.meeting(max(0, char - 1), char)
    return next((p for p in near if p.span is not None and p.span[1] == char), None)


_ARTICLE = re.compile(r"(?:an?|the) ", re.IGNORECASE)


def _people(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether a people is the greater number somewhere ("Serb-dominated"), not in arms."""
    who = _ARTICLE.sub("", _who(found))
    known = any(
        a.kind == "organisation" and a.ref.id for a in sight.scene.actors_over(found.span("who"))
    )
    return who[:1].isupper() and not known


def _after_of(sight: Sight, end: int, first: PlaceMention) -> list[PlaceMention]:
    """Return the rest of "the rebel-held towns of A, B and C"."""
    listed = _LIST_OF.match(sight.scene.report.text, end)
    if listed is None:
        return []
    told = named_in(sight, listed.span("list"))
    if first.span not in {p.span for p in told}:
        return []
    return [p for p in told if p.span != first.span and p.feature != "country"]


def _name_after(sight: Sight, found: re.Match[str]) -> PlaceMention | None:
    """Return a name that no gazetteer knows and that stands right behind a compound."""
    name = _NAMED.match(sight.scene.report.text, found.end())
    if name is None or found["how"] == "run":
        return None
    known = any(a.ref.id is not None for a in sight.scene.actors_over(name.span(1)))
    return None if known else names.unknown(sight.scene, name.span(1))


def _listed(sight: Sight, end: int, first: PlaceMention) -> Iterator[PlaceMention]:
    """Yield the rest of a list that a compound opens ("rebel-held A and B", "A, B and C")."""
    text = sight.scene.report.text
    if first.span is None or text[end : first.span[0]].strip():
        return
    low = first.span[1]
    for number in range(_MOST_LISTED):
        link = _LINK.match(text, low)
        if link is None or (number == 0 and link.group().startswith(", and")):
            return
        place = next(iter(sight.scene.places_by_span.starting(link.end(), link.end() + 1)), None)
        if place is None or place.span is None or place.feature == "country":
            return
        if sight.in_longer_name(place.span) or sight.is_band(place.span):
            return
        yield place
        if "and" in link.group():
            return
        low = place.span[1]


_QUARTER = re.compile(
    r"\b(?:districts?|quarters?|neighbou?rhoods?|suburbs?|pockets?|streets?) (?:in|inside|within)\b"
)
_ONE_SPOT = re.compile(
    r"\b(?:near|outside|close to|(?:north|south)?-?(?:east|west|north|south) of)\b"
    r"|\b(?:buildings?|houses?|checkpoints?|posts?|trench(?:es)?|shops?|offices?)"
    r" (?:on|in|at|of)\b",
    re.IGNORECASE,
)
"""What is somebody's at or near a place that need not be ("a regime-held checkpoint near X")."""


def _place_after(sight: Sight, end: int) -> PlaceMention | None:
    text = sight.scene.report.text
    for place in sight.scene.places:
        if place.span is None or place.span[0] < end:
            continue
        between = text[end : place.span[0]]
        if len(between) > _REACH or _BREAK.search(between) or _ONE_SPOT.search(between):
            return None
        return place
    return None


def _claim(sight: Sight, found: re.Match[str], place: PlaceMention) -> ControlClaim:
    text = sight.scene.report.text
    between = text[found.end() : max(found.end(), (place.span or (0, 0))[0])].split()
    words = {w.lower() for w in between}
    parts = sight.book.extent
    part = bool(words & ((parts["part"] | parts["partial"]) - parts["naming"]))
    part = part or _QUARTER.search(" ".join(between)) is not None
    told = Found(
        rule=_ADJECTIVE,
        span=(found.start(), (place.span or found.span())[1]),
        fired=found.span(),
        base=sight.book.frames[_ADJECTIVE].confidence,
        change="contested" if found["how"] == "besieged" else "held",
        holder=_holder(sight, found),
        extent="part" if part else "whole",
    )
    return claim_of(told, in_passing(sight, sight.scene.token_at(found.start("how"))), place)


def _holder(sight: Sight, found: re.Match[str]) -> ActorRef:
    span = found.span(_group(found))
    over = sight.scene.actors_by_span.meeting(*span)
    chosen = max(over, key=lambda a: a.span[1] - a.span[0], default=None)
    if chosen is not None and chosen.kind != "pronoun" and chosen.span[1] <= found.end():
        return chosen.ref
    return ActorRef(text=_who(found), span=span)


def _group(found: re.Match[str]) -> str:
    return "abbr" if found.groupdict().get("abbr") else "who"


def _who(found: re.Match[str]) -> str:
    return str(found[_group(found)])
