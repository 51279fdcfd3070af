"""Control told by turns of phrase: "holding out in a few streets of X", "Lost: X, Y and Z".

One rule: the words as printed decide, so that a parse which broke on unknown names, a headline or
a table costs nothing; what a frame has told of a place is not told again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dateline.know.gazetteer.place import SETTLED
from dateline.know.turns import Turn, turns_in
from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.control_claim import Found, Told, by_clause, claim_of
from dateline.read.control_extent import extent_told, share
from dateline.read.control_named import named_in
from dateline.read.control_party import (
    CRAFT,
    alike_in_arms,
    alone,
    before,
    fights,
    is_country,
    leads,
    named,
    of_a_people,
    speaker,
    under_arms,
    unlisted,
)
from dateline.read.control_regained import is_back
from dateline.read.dated import day_at
from dateline.read.frames.sight import Sight
from dateline.read.frames.timing import as_of_now, had_before, is_old
from dateline.read.same import same
from dateline.read.status import Standing, standing, who_says

_BASE = 0.55
_FEW = 2
_NO_NOUN = frozenset({"ADJ", "ADV", "ADP", "VERB"})
_PEOPLE = frozenset({"armed", "official", "civil"})
_IN_PLACE = re.compile(r"(?P<what>\w+) (?:in|at|near|outside|inside|for|from) (?:the )?\Z")
_KIN = re.compile(
    r"\b(?:wi(?:fe|ves)|widow|daughters?|sons?|brothers?|sisters?|mother|father|parents|family"
    r"|relatives?|aides?|bodyguards?|followers|associates?|body|remains) of (?:the )?\Z"
)
"""What is somebody's, and nothing of a place's."""
_LIFTED = re.compile(
    r"\b(?:br(?:eak|oke|oken|eaking)|lift(?:ed|ing)?|end(?:ed|ing)?|raised|relieved|after|since)"
    r" (?:the|its|their|an?)(?: [\w-]+){0,2} $"
)
"""Before a siege: it is over."""
_ALONG = re.compile(r"\b(?:along|beside|across|astride) (?:the )?\Z")
_WHERE = re.compile(r"(?:\A|[\s\W])(?:In|At|Near|Around|Across) (?:the )?\Z")
"""What opens a sentence with where it lies that it tells of."""
_POSTS = frozenset("checkpoint roadblock position outpost trench line crossing town one".split())
"""What, with landmarks, speaks for the place that it is in or at."""
_VERBLESS = re.compile(
    r", (?:(?:still|now|yet|again|firmly|also) )*"
    r"(?:in|under|within|held|besieged|encircled|surrounded|blockaded)\b"
)
_TELLING = frozenset("report describe hear see witness confirm speak mention note say".split())
_AFLOAT = frozenset(
    """navy naval gunboat warship frigate destroyer fleet flotilla ship vessel boat submarine
    corvette cruiser armada""".split()
)
_OUT = re.compile(r"\b(?:hold(?:s|ing)?|held) out\b|\bresist")
"""What a unit does in its place, which it has as long ("the battalion at X is holding out")."""
_NAMES_IT = frozenset({"NOUN", "PROPN"})
_SPOTS = SETTLED | {"airport", "base", None}
_NOBODY = re.compile(r"(?:neither|nobody|no one|none|both|either)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\b(?:outside|beyond|without|except|against)\b")
"""What makes of words for a party others than it ("in areas outside the army's control")."""
_OURS = frozenset({"us", "our", "ours", "we"})
_NOT = re.compile(r"\b(?:not?|nothing|none|never|without)\b|n['’]t\b", re.IGNORECASE)
_HOLDING = re.compile(r"held|hold|control|hands|rule|territory|occup|stronghold")
"""Words of a turn by which whoever it names has ground."""
_FORMER = re.compile(
    r"\b(?:former|onetime|one-time|erstwhile|ex)\b(?! (?:of|to)\b)[^,.;:\n]{0,40}?"
    r"\b(?:stronghold|bastion|redoubt|fief|fiefdom|headquarters|base|capital|territory|enclave)\b",
    re.IGNORECASE,
)
"""What was somebody's ("a former Mahdi Army stronghold") and is not told to be so now."""
_ASIDE = re.compile(
    r"\b(?:if|unless|should|could(?! not (?:hold|keep|retain|stay)\b)|(?-i:may)|might"
    r"|would|want\w*|hop\w+ to)\b",
    re.IGNORECASE,
)


def by_turns(sight: Sight, told: Sequence[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield what turns of phrase tell beside the claims that were drawn already."""
    hay = sight.scene.hay
    drawn = list(told)
    for turn in turns_in(hay):
        for found in turn.found(hay):
            for claim in _of(sight, turn, found, drawn):
                drawn.append(claim)
                yield claim


def _of(
    sight: Sight, turn: Turn, found: re.Match[str], drawn: Sequence[ControlClaim]
) -> Iterator[ControlClaim]:
    listed = [p for p in named_in(sight, found.span("place")) if not _owning(sight, found, p)]
    listed = listed[1:] if listed and _opens_with_where(sight, found) else listed
    if turn.known and not any(p.id is not None or p.lat is not None for p in listed):
        return
    if turn.settled:
        listed = [p for p in listed if p.feature in _SPOTS and not _by_right(sight, found)]
    if any(
        test(sight, found)
        for test in (_headed_by_dateline, _lies_in, _of_another, _of_the_aimed_at)
    ):
        return
    start = found.start() + len(found.group()) - len(found.group().lstrip("\n .;-*•"))
    if "?" in found.group() and turn.holder == "who":  # what answers a question is told, not asked
        asked = found.start() + found.group().index("?")
        start = found.start("who") if found.start("who") > asked else found.start("place")
    head = sight.scene.token_at(start)
    clause = _inner(sight, found) or sight.scene.predicate_over(head)
    stands = _stands(sight, None if _verbless(sight, found) else clause, found)
    if stands.failed or stands.tried or stands.status in {"denied", "hypothetical", "planned"}:
        return
    if _aside(sight, found, head):
        return
    if _before(sight, turn, found, clause):
        return
    holder = _holder(sight, turn, found, clause)
    at_sea = turn.change == "contested" and _at_sea(sight, clause)
    if at_sea or not _may_hold(sight, turn, found, holder):
        return  # ships that blockade a port are not in it
    holder = _told_of(sight, turn, holder)
    apart = turn.extent == "part"
    places = [p for p in listed if not _told(p, turn, found, drawn, holder, apart=apart)]
    draft = Found(
        rule="turn",
        span=(start, found.end()),
        fired=(start, found.end()),
        base=_BASE,
        change="gained" if turn.change == "held" and is_back(found.group()) else turn.change,
        holder=holder,
        extent=extent_told(turn, found),
    )
    how = by_clause(sight, clause, head, stands)
    if turn.change == "held" and clause is not None and how.status == "historical":
        when = as_of_now(sight, clause, how.when)
        how = how if is_old(sight, when) else replace(how, status=stands.status, when=when)
    if turn.change == "held" and _verbless(sight, found):
        how = _today(sight, how, stands, start)
    for place in places:
        own = share(sight, place, alone=not listed[1:]) if turn.extent == "whole" else None
        yield claim_of(draft if own is None else replace(draft, extent=own), how, place)


def _before(sight: Sight, turn: Turn, found: re.Match[str], clause: Clause | None) -> bool:
    """Tell whether a turn tells what was so before ("who had held out at X surrendered")."""
    low = found.start()
    if turn.change == "contested" and _LIFTED.search(sight.scene.text, max(0, low - 40), low):
        return True  # "broke the siege of X"
    if clause is None or clause.tense != "pluperfect":
        return False
    return turn.change == "held" or ("occupied" in found.group() and had_before(sight, clause))


def _told_of(sight: Sight, turn: Turn, holder: ActorRef | None) -> ActorRef | None:
    """Return of whom in arms a turn is told: whoever it names, or who is known to fight them."""
    if holder is not None and turn.holder == "foe":
        holder = sight.scene.parties.opponent(sight.scene.actors, holder)
    return under_arms(sight, holder) if holder is not None else None


def _at_sea(sight: Sight, clause: Clause | None) -> bool:
    """Tell whether who surrounds a place does so from the sea."""
    if clause is None:
        return False
    return any(
        sight.lemma(t) in _AFLOAT
        for a in clause.of("subject")
        for t in range(a.phrase.start, a.phrase.end)
    )


def _may_hold(sight: Sight, turn: Turn, found: re.Match[str], holder: ActorRef | None) -> bool:
    """Tell whether a turn may be told of a party: one in arms, or one that its words make one.

    Such are a people ("the Germans'"), an unknown party ("the Tigers have only"), whoever says
    "us"; but what is a state's capital is no news of who has it.
    """
    if holder is None:
        return turn.holder in {"maybe", "none"}
    if _ground(sight, holder) or _travels(sight, turn, found, holder):
        return False  # "is surrounded by a Sunni neighbourhood"; "the president left Kyiv"
    if _NOBODY.match(holder.text) or _OUTSIDE.search(found.groupdict().get("who") or ""):
        return False
    if turn.change == "held" and _FORMER.search(found.group()):
        return False
    if found.group().endswith("capital") and is_country(sight, holder):
        return False
    if not turn.armed and turn.holder not in {"who", "speaker", "foe"}:
        return True
    if fights(sight, holder):
        return True
    if turn.holder == "who" and (found.groupdict().get("who") or "").lower() in _OURS:
        return holder.plover is not None and holder.plover.country is not None
    if turn.change == "held" or _HOLDING.search(turn.form.words):
        if unlisted(sight, holder) or (turn.holder == "who" and leads(sight, holder)):
            return True
        if turn.holder == "who" and turn.settled:
            return of_a_people(holder) or alike_in_arms(sight, holder)
    return turn.holder == "who" and of_a_people(holder)


_LEFT = re.compile(
    r"(?:(?:has|have|had) )?(?:left|quit|quitted|vanished|disappeared|slunk|sailed|stole)\b",
    re.IGNORECASE,
)


def _travels(sight: Sight, turn: Turn, found: re.Match[str], holder: ActorRef) -> bool:
    """Tell whether somebody alone is told to have left, who gives up no ground with it."""
    if turn.change != "lost" or _LEFT.match(found.group()) is None:
        return False
    return any(a.kind == "person" and a.span == holder.span for a in sight.scene.actors)


def _ground(sight: Sight, holder: ActorRef) -> bool:
    """Tell whether what is named as a party is ground, which holds nothing."""
    if holder.id is not None or holder.span is None or not holder.text.split(" ")[-1].islower():
        return False  # "the First Military Region" is an army's
    kinds = sight.word_kinds(sight.scene.tokens_of(holder.span)[1] - 1)
    return "ground" in kinds and not kinds & _PEOPLE


def _by_right(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether words are somebody's view, or name a town where a people's name should stand."""
    speech = sight.scene.speech_over(sight.scene.token_at(found.start("place")))
    low, high = found.span("who")
    town = any(p.feature in SETTLED for p in sight.scene.places_by_span.meeting(low, high))
    return town or speech is not None


def _inner(sight: Sight, found: re.Match[str]) -> Clause | None:
    """Return the relative clause that a turn ends in, where it begins before it."""
    inner = sight.scene.predicate_over(sight.scene.token_at(max(found.start(), found.end() - 1)))
    if inner is None or inner.relation != "relative":
        return None
    return inner if sight.scene.tokens.idx[inner.start] > found.start() else None


def _owning(sight: Sight, found: re.Match[str], place: PlaceMention) -> bool:
    """Tell whether what a turn takes for a place only tells whose something is ("A's college")."""
    end = (place.span or (0, 0))[1]
    owned = _OWNS.match(sight.scene.text, end)
    return owned is not None and owned.end() - 1 <= found.end("place")


_OWNS = re.compile(r"(?:['’]s|(?<=s)['’])\s(?=\w)")


def _of_another(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether a relative clause is told of what lies by a place ("hills near X, lost to")."""
    inner = _inner(sight, found)
    if inner is None or sight.scene.doc[inner.start].idx < found.end("place"):
        return False
    token = sight.scene.token_at(found.start("place"))
    of = [
        a.phrase
        for a in inner.of("object")
        if a.phrase.head < inner.start and sight.scene.tokens.pos[a.phrase.head] in _NAMES_IT
    ]  # "is all that they have left" is told of the place itself
    return bool(of) and not any(p.start <= token < p.end for p in of)


_AIMS = re.compile(r"[^,;.\n]{0,30}, [a-z]+ing (?:[^,;.\n]{2,80}), (?:which|that|where) ")


def _of_the_aimed_at(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether a "which" is of what was aimed at ("targeting B, which is held by")."""
    low, high = found.end("place"), found.end()
    aims = _AIMS.match(sight.scene.text, low, high)
    return aims is not None and any(sight.scene.places_by_span.starting(low, aims.end()))


def _verbless(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether a turn hangs on its place by a comma, so that no clause's verb is its own."""
    return _VERBLESS.match(sight.scene.report.text, found.end("place")) is not None


def _stands(sight: Sight, clause: Clause | None, found: re.Match[str]) -> Standing:
    """Return how a turn stands to the truth; a "not" of its own words denies nothing."""
    if clause is None:
        speech = sight.scene.speech_over(sight.scene.token_at(found.start("place")))
        return Standing("claimed" if speech else "asserted", who_says(speech))
    stands = standing(sight, clause)
    if stands.status == "denied" and _NOT.search(found.group()):
        return replace(stands, status="asserted" if stands.claimed_by is None else "claimed")
    return stands


def _today(sight: Sight, how: Told, stands: Standing, char: int) -> Told:
    """Return how a state told with "still" or "now" and no verb is told: as of the report's day.

    The clause that it stands in may have another ("was cut last year at X, now in rebel hands").
    """
    day = day_at(sight.scene, char)
    return how if day is None else replace(how, status=stands.status, when=day)


def _aside(sight: Sight, found: re.Match[str], head: int) -> bool:
    """Tell whether a word before a turn puts it in doubt; one in a relative clause does not."""
    tokens, text = sight.scene.tokens, sight.scene.report.text
    for word in _ASIDE.finditer(text, sight.sentence(head).start_char, found.end()):
        token = sight.scene.token_at(word.start())
        inner = sight.scene.clause_over(token)
        if inner is None or inner.relation != "relative":
            return True
        if tokens.idx[inner.start] <= found.start() < tokens.idx[inner.end - 1]:
            return True
    return False


def _headed_by_dateline(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether the head of a turn is where a report was written ("PRISTINA, Kosovo: ...")."""
    if "line" not in found.re.groupindex or sight.scene.report.text[: found.start("place")].strip():
        return False
    words = found["place"]
    return words.isupper() or (", " in words and words.split(", ")[0].isupper())


def _opens_with_where(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether a list begins with where the others lie ("In the Gourma, A and B are held by").

    What follows a comma behind the list is told of all of it ("In A, B and C, held by"); a pair
    without an "and" is no list ("In A, B, fought over in May, is theirs").
    """
    text, (low, end) = sight.scene.report.text, found.span("place")
    if low != found.start() or ", " not in found["place"]:
        return False
    listed = " and " in found["place"] or found["place"].count(", ") > 1
    if text[end : end + 1] == ":" or (text[end : end + 1] == "," and listed):
        return False
    return _WHERE.search(text, max(0, low - 12), low) is not None or (
        _WHERE.match(text[low : text.index(" ", low) + 1]) is not None
    )


def _lies_in(sight: Sight, found: re.Match[str]) -> bool:
    """Tell whether a turn's place only tells where its subject lies ("its studio in X is ...")."""
    text, low = sight.scene.report.text, found.start("place")
    if _verbless(sight, found):
        return False
    before = text[max(0, low - 60) : low] if low == found.start() else ""
    if _KIN.search(before) or _ALONG.search(before):
        return True  # "A and B along the JUBA remain in their hands"
    what = _IN_PLACE.search(before)
    if what is None:
        return False
    token = sight.scene.token_at(max(0, low - 60) + what.start("what"))
    place = sight.scene.token_at(low)
    tokens = sight.scene.tokens
    hung = tokens.head[place] in {token, place} and tokens.pos[token] in {"NOUN", "PROPN", "ADJ"}
    if not hung or sight.lemma(token) in sight.book.extent["landmark"] | _POSTS:
        return False
    return "armed" not in sight.word_kinds(token) or _OUT.search(found.group()) is None


def _acts(sight: Sight, span: Span) -> bool:
    """Tell whether words taken for a party go on to what it is or does ("snipers still active")."""
    start, end = sight.scene.tokens_of(span)
    last = sight.scene.doc[end - 1]
    if end - start < _FEW or last.pos_ not in _NO_NOUN or not last.text.islower():
        return False
    return not sight.word_kinds(end - 1) & _PEOPLE


def _told(
    place: PlaceMention,
    turn: Turn,
    found: re.Match[str],
    drawn: Iterable[ControlClaim],
    holder: ActorRef | None,
    *,
    apart: bool,
) -> bool:
    """Tell whether the same was told of a place, or in these words something else.

    Of parts, `apart`, two that have two names are two.
    """
    for claim in drawn:
        there = same(claim.where, place)
        here = claim.span[0] < found.end() and found.start() < claim.span[1]
        if not (there or here):
            continue
        if here and (turn.beside or claim.change == turn.change) and _in_its_name(claim, place):
            return True  # "the prison at A was handed over": A was not
        if claim.status in {"hypothetical", "planned"} and claim.change == turn.change:
            continue  # what is meant and what has begun are two things to tell
        others = _others(claim.holder, holder, apart=apart)
        if there and claim.change == turn.change and (here or not (others or _back(claim, found))):
            return True
        old = claim.status == "historical"  # what was so once bars nothing that is so now
        goes = turn.beside or old or claim.change in _GOES_WITH[turn.change]
        if claim.change == "gained" and turn.change == "held":
            goes = goes or _GOES_ON.search(found.group()) is not None
        if claim.change == "lost" and turn.change == "held":
            goes = goes or _two(claim.holder, holder)  # "X, which the army lost, is the rebels'"
        if there and here and not goes:
            return True
    return False


def _back(claim: ControlClaim, found: re.Match[str]) -> bool:
    """Tell whether a turn tells a return, and so no gain that was told before it in other words."""
    return claim.span[1] <= found.start() and _AGAIN.search(found.group()) is not None


_AGAIN = re.compile(r"\bback\b|\bre-?(?:took|taken|captured|gained|covered|claimed|stored)\b")


def _two(one: ActorRef | None, other: ActorRef | None) -> bool:
    """Tell whether two parties of one sentence are two by their names and ids."""
    if one is None or other is None or one.text.lower() == other.text.lower():
        return False
    return one.id is None or one.id != other.id


def _in_its_name(claim: ControlClaim, place: PlaceMention) -> bool:
    """Tell whether a place's name is a part of that of a landmark told of."""
    if claim.where is None or claim.where.span is None or place.span is None:
        return False
    low, high = claim.where.span
    return low <= place.span[0] and place.span[1] <= high and claim.where.span != place.span


def _others(one: ActorRef | None, other: ActorRef | None, *, apart: bool) -> bool:
    """Tell whether two are known to be two: each side's word for a place stands by itself."""
    if one is None or other is None:
        return False
    if one.id and other.id:
        return one.id != other.id
    if apart and one.text.lower() != other.text.lower():
        return True
    lands = [_land(one), _land(other)]
    return None not in lands and lands[0] != lands[1]


def _land(ref: ActorRef) -> str | None:
    return ref.plover.country if ref.plover is not None else None


_GOES_ON = re.compile(r"\b(?:remain|stay|still)")
"""Words by which what was gained is told to be held since ("cleared in May, remain army towns")."""
_GOES_WITH: dict[str, frozenset[str]] = {
    "gained": frozenset({"lost"}),
    "lost": frozenset({"gained"}),
    "held": frozenset(),
    "contested": frozenset(),
    "advanced_toward": frozenset(),
}


def _is_the_place(ref: ActorRef, found: re.Match[str]) -> bool:
    """Tell whether what acts is the place itself ("Arbinda has withstood a siege")."""
    low, high = found.span("place")
    return ref.span is not None and low <= ref.span[0] and ref.span[1] <= high


_MEETING = frozenset({"find", "leave", "see", "catch", "encounter", "observe", "put", "keep"})
"""Verbs whose object, not their subject, is where it is told to be."""


def _met_there(sight: Sight, found: re.Match[str], clause: Clause) -> ActorRef | None:
    """Return whom others met or left in a place ("a patrol found THE MILITIA in control of X")."""
    if clause.lemma not in _MEETING:
        return None
    start = sight.scene.token_at(found.start())
    met = [a.phrase for a in clause.of("object") if clause.head < a.phrase.head < start]
    refs = [r for phrase in met for r in sight.parties(phrase) if not _is_the_place(r, found)]
    return refs[0] if refs else None


def _launching(sight: Sight, argument: Argument) -> Iterator[ActorRef]:
    """Yield whose an attack is by the word before it ("a REBEL counter-attack drove them")."""
    whose = sight.before_head(argument.phrase)
    if whose is not None and whose.span is not None:
        start, end = sight.scene.tokens_of(whose.span)
        if not any("weapon" in sight.word_kinds(t) for t in range(start, end)):
            yield whose


def _only_ground(sight: Sight, argument: Argument) -> bool:
    """Tell whether a subject is ground or a building, and no party is told by it."""
    kinds = sight.word_kinds(argument.phrase.head)
    return "ground" in kinds and not kinds & _PEOPLE and not sight.parties(argument.phrase)


def _holder(
    sight: Sight, turn: Turn, found: re.Match[str], clause: Clause | None
) -> ActorRef | None:
    if turn.holder == "none":
        return None
    if turn.holder == "speaker":
        return speaker(sight, found.start("place"))
    if "who" in found.re.groupindex and found["who"]:
        who = found.span("who")
        ref = None if _acts(sight, who) else named(sight, who)
        labelled = "line" in found.re.groupindex and ref is not None
        return None if labelled and ref is not None and not alone(sight, who, ref) else ref
    if clause is not None and clause.lemma in _TELLING and turn.holder == "maybe":
        return None  # "witnesses reported street fighting in A"
    if clause is not None and (met := _met_there(sight, found, clause)) is not None:
        return met
    if clause is not None:
        for argument in clause.of("subject"):
            if sight.lemma(argument.phrase.head) in CRAFT:
                return None  # "a Saudi ship left A" tells of nobody's hold
            if turn.holder == "subject" and _only_ground(sight, argument):
                return None  # "the heights that command A" are nobody's by that
            refs = [r for r in sight.parties(argument.phrase) if not _is_the_place(r, found)]
            if not refs and "violence" in sight.kinds(argument.phrase):
                refs = list(_launching(sight, argument))
            if refs and argument.phrase.start <= sight.scene.token_at(found.end("place")):
                return refs[0]
    return before(sight, found.start())
