"""Drafts that are no event: too little is told, or nothing that happened once.

One rule: a bare noun, a running total, a habit, a figure of speech and what is only the topic of
another act are left out, however well their words fit a frame.
"""

from __future__ import annotations

import re

from dateline.model import ActorRef, Span
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.control_party import unarmed_train
from dateline.read.event_accidents import accident
from dateline.read.event_described import DESCRIBED, own
from dateline.read.event_draft import Draft
from dateline.read.event_mere import MERE
from dateline.read.event_sides import accusation
from dateline.read.frames import Sight
from dateline.read.frames.captives import on_camera


def void(sight: Sight, draft: Draft) -> bool:
    """Tell whether a draft says too little to be an event: a bare noun, a running total, a plan."""
    clause = draft.match.clause
    sides = bool(draft.actors or any(not _mere_number(sight, r) for r in draft.recipients))
    if clause.kind == "adjective":
        return True
    counted = draft.match.frame.toll or draft.killed or draft.mode == "cleansing"
    if counted and not draft.actors and not draft.own_place and _since(sight, draft):
        return True
    if draft.event == "RETREAT" and not sides and not _truce(draft):
        return True
    placed = draft.own_place or _placed_by_verb(sight, draft) or _planted(sight, draft)
    if any(rule(sight, draft) for rule in DESCRIBED):
        return True
    if clause.kind == "noun" and not draft.actors and not placed:
        return not (draft.recipients or draft.killed or draft.injured)
    if draft.status in {"planned", "denied"} and not (
        draft.actors and (draft.own_place or draft.recipients)
    ):
        return True
    if draft.event == "REQUEST" and _to_own(sight, draft):
        return True
    if any(rule(sight, draft) for rule in (*_RULES, *MERE)):
        return True
    return not sides and not placed and not _haul(draft)


def _mere_number(sight: Sight, ref: ActorRef) -> bool:
    """Tell whether those something was done to are told by a number alone ("90 captured")."""
    if ref.id is not None or ref.span is None:
        return False
    first, end = sight.scene.tokens_of(ref.span)
    return end == first + 1 and sight.scene.tokens.pos[first] == "NUM"


_HEARD = frozenset(
    """hear report see record register observe witness confirm continue go break occur take erupt
    rage flare resume last persist happen follow ensue renew restart intensify escalate start begin
    """.split()
)


def _placed_by_verb(sight: Sight, draft: Draft) -> bool:
    """Tell whether the place of a noun's verb is its own ("shelling WAS HEARD north of A")."""
    clause, place = draft.match.clause, draft.place
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    if place is None or place.how != "near clause" or clause.kind != "noun" or above is None:
        return False
    taking_part = any(
        a.phrase.head == clause.head for a in (*above.of("subject"), *above.of("object"))
    )
    return taking_part and above.affirmed and above.lemma.split(" ")[0] in _HEARD


_PLANTED = frozenset("plant hide conceal place leave put lay bury attach fix fit".split())


def _planted(sight: Sight, draft: Draft) -> bool:
    """Tell whether a bomb went off where it was ("a bomb HIDDEN IN A CAR in Goma exploded")."""
    clause, place = draft.match.clause, draft.place
    if draft.mode != "explosives" or clause.kind != "verb" or place is None:
        return False
    span = place.site.place.span
    return span is not None and any(
        c.parent == clause.index
        and c.relation == "participle"
        and c.lemma.split(" ")[0] in _PLANTED
        and sight.scene.chars_of(c.start, c.end)[0] <= span[0] < sight.scene.chars_of(0, c.end)[1]
        for c in sight.scene.clauses[max(0, clause.index - 2) : clause.index]
    )


def _truce(draft: Draft) -> bool:
    """Tell whether a truce is told to begin or hold somewhere: news without its parties."""
    return draft.mode == "ceasefire" and draft.match.clause.kind == "verb" and draft.own_place


def _haul(draft: Draft) -> bool:
    """Tell whether arms were taken out of use, which is news without finder or spot told."""
    clause = draft.match.clause
    return (
        draft.match.frame.acled == "Disrupted weapons use"
        and clause.kind == "verb"
        and clause.relation not in {"participle", "relative"}
        and bool(draft.match.of("theme"))
    )


_OFTEN = frozenset(
    """regularly routinely often frequently usually always sometimes occasionally traditionally
    historically typically generally commonly invariably habitually""".split()
)
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})


def _train(sight: Sight, draft: Draft) -> bool:
    """Tell whether those on the move are a convoy of nobody in arms ("a convoy of aid trucks")."""
    moving = draft.event == "MOBILIZE" and bool(draft.actors)
    return moving and all(unarmed_train(sight, ref) for ref in draft.actors)


def _time_and_again(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is what somebody is wont to do ("has long armed", "often shells")."""
    clause = draft.match.clause
    if draft.match.frame.speech:
        return False
    adverbs = {sight.lowers[t] for t in clause.adverbs}
    if adverbs & _OFTEN and draft.status == "asserted":  # what a witness tells so is his word
        return True
    if _over_and_over(sight, draft):
        return True
    before = sight.lowers[max(0, clause.head - 3) : clause.head]
    if "long" in before and not _PERFECT.isdisjoint(before):
        return True
    return "freely" in adverbs and draft.event == "MOBILIZE"


_OCCASIONS = re.compile(
    r"\bon (?:several|many|numerous|various|countless|repeated|frequent) occas?sions\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:every|each|per) (?:year|month|week|day|night)\b|\b(?:annually|yearly)\b", re.IGNORECASE
)


def _over_and_over(sight: Sight, draft: Draft) -> bool:
    """Tell whether a sentence tells of many times ("on several occasions", "die EVERY YEAR")."""
    clause = draft.match.clause
    text = sight.sentence(clause.head).text
    if _OCCASIONS.search(text) is not None:
        return draft.event in _VIOLENT
    now = clause.kind == "verb" and clause.tense == "present" and not clause.progressive
    return now and _EVERY.search(text) is not None


_YEARS = re.compile(
    r"\b(?:in|over|during|after) (?:\w+ ){0,3}(?:decades?|years) of\b"
    r"|\b(?:in|over|during) the (?:past|last) (?:\w+ ){0,2}(?:decades?|years)\b"
    r"|\b(?:in|over) (?:two|three|four|five|six|seven|several|many) decades\b"
    r"|\b[\w/-]+[ -]years?[ -]old (?:[\w'’-]+ ){0,2}?"
    r"(?:war|conflict|insurgency|rebellion|uprising|struggle|revolt|fighting|dispute|violence)\b"
    r"|\bsince (?:[\w'’-]+ ){0,10}?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\b(?:first|\w+iest|worst|biggest|largest|most \w+)\b", re.IGNORECASE)
"""Words by which one event is set against those of years: "the deadliest in the past ten years"."""
_WARS = frozenset("war conflict insurgency rebellion uprising struggle revolt feud".split())


def _of_a_whole_war(sight: Sight, draft: Draft) -> bool:
    """Tell whether a number of dead or driven out is that of years ("70,000 since 1983")."""
    counted = draft.match.frame.toll or draft.killed or draft.injured or draft.mode == "cleansing"
    if not counted and draft.match.frame.root != "assault.clash":
        return False
    clause = draft.match.clause
    wars = (sight.lemma(a.phrase.head) in _WARS for a in clause.of("subject"))
    perfect = "so far" in sight.sentence(clause.head).text.lower()
    if perfect and any(wars):
        return True
    low = sight.sentence(clause.head).start_char
    _, high = sight.scene.chars_of(clause.start, clause.end)
    text = sight.scene.report.text
    found = _YEARS.search(text, low, high)
    if (
        found is None
        or _RANKED.search(text, low, high)
        or (draft.when is not None and _short(draft))
    ):
        return False
    published = sight.scene.report.published
    year = found["year"]
    return year is None or published is None or int(year) < published.year


def _short(draft: Draft) -> bool:
    """Tell whether an act's day or week stands in its words."""
    when = draft.when
    return when is not None and when.origin == "stated" and when.precision in {"day", "week"}


def _anybody(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is anybody's ("your uncle gets killed and nobody asks why")."""
    clause = draft.match.clause
    if clause.tense != "present" or clause.progressive or draft.match.frame.speech:
        return False
    tokens = sight.scene.tokens
    sides = (*draft.match.of("actor"), *draft.match.of("recipient"))
    return any(tokens.lower[a.phrase.start] in {"you", "your", "one", "anyone"} for a in sides)


_RULE = frozenset(
    "country state nation government power neighbour neighbor regime authority".split()
)
_BEARING_ARMS = frozenset({"MIL", "REB", "PAR", "UAF", "COP", "INS", "SPY"})


def _war_of_words(sight: Sight, draft: Draft) -> bool:
    """Tell whether those who clash are men of words ("the ministers clashed over the budget")."""
    match = draft.match
    if match.frame.root not in {"assault.clash", "assault.attack"} or draft.killed or draft.injured:
        return False
    actors, recipients = match.of("actor"), match.of("recipient")
    if match.frame.root == "assault.attack" and not (actors and recipients):
        return False  # "the mayor was attacked" may tell of a blow
    sides = (*actors, *recipients)
    sent = sight.sentence(match.clause.head)
    if not sides or any(True for _ in sight.weapons_in(sent.start, sent.end)):
        return False
    return all(_civilian(sight, side.phrase) for side in sides)


def _civilian(sight: Sight, phrase: Phrase) -> bool:
    """Tell whether a phrase is a person, or one who holds office, who bears no arms."""
    mention = sight.actor(phrase)
    code = mention.ref.plover if mention is not None else None
    if code is not None and code.sector in _BEARING_ARMS:
        return False
    kinds = sight.kinds(phrase)
    if kinds & {"armed", "civil", "place"}:
        return False
    if mention is not None and mention.kind == "person":
        return True
    return "official" in kinds and sight.lemma(phrase.head) not in _RULE


def _state(sight: Sight, draft: Draft) -> bool:
    """Tell whether help is a state that nobody is told to have brought about ("are housed")."""
    del sight
    clause = draft.match.clause
    passive = clause.kind == "verb" and clause.voice == "passive"
    return draft.event == "AID" and not draft.actors and passive and clause.tense == "present"


_CARE = frozenset("treat hospitalise hospitalize examine operate vaccinate".split())


def _discharged(sight: Sight, draft: Draft) -> bool:
    """Tell whether those released are patients ("was treated at a hospital and released")."""
    clause = draft.match.clause
    if draft.mode != "release":
        return False
    if _of_a_patient(sight, clause):
        return True
    if clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    return clause.relation == "coordinate" and above.lemma in _CARE


_WARDS = frozenset({"hospital", "clinic", "ward", "doctor"})


def _of_a_patient(sight: Sight, clause: Clause) -> bool:
    """Tell whether one released is one just taken to a hospital ("HE was soon released")."""
    if not any(sight.lowers[a.phrase.start] in {"he", "she"} for a in clause.of("object")):
        return False
    before = sight.scene.clauses[max(0, clause.index - 3) : clause.index]
    return any(
        sight.lemma(a.phrase.head) in _WARDS
        for other in before
        if clause.sentence - other.sentence <= 1
        for a in other.arguments
    )


_CRASHED = frozenset({"crash", "plough", "plow", "slam"})


def _mishap(sight: Sight, draft: Draft) -> bool:
    """Tell whether the harm is that of an accident or a disaster: its sentence has no weapon."""
    clause = draft.match.clause
    crashed = clause.lemma.split(" ")[0] in _CRASHED
    harmed = draft.match.frame.toll or draft.mode in {"cleansing", "destroy"}
    if not crashed and (draft.actors or not harmed):
        return False
    sent = sight.sentence(clause.head)
    others = (t for t in range(sent.start, sent.end) if t not in clause.predicate)
    ill = [t for t in others if "mishap" in sight.word_kinds(t)]
    if not ill:
        return False
    fell = any(sight.lemma(t) in _CRASHED for t in ill)  # an aircraft that crashed struck nobody
    weapons = [w for _, w in sight.weapons_in(sent.start, sent.end)]
    return crashed or all(fell and w.mode == "aerial" and w.bearer for w in weapons)


def _since(sight: Sight, draft: Draft) -> bool:
    """Tell whether the clause counts from a day on ("have been killed since"): a running total."""
    sent = sight.sentence(draft.match.clause.head)
    return "since" in sight.lowers[sent.start : sent.end] or "so far" in sent.text.lower()


def _backing(sight: Sight, draft: Draft) -> bool:
    """Tell whether support is told in passing ("troops backed by", "which X supports").

    So it is where it only says whose men they are ("soldiers BACKING the ousted president").
    """
    clause = draft.match.clause
    if draft.event == "AID" and _is_item(sight, clause):
        return False
    whose = clause.lemma in _SIDING and sight.scene.tokens.tag[clause.head] == "VBG"
    if whose and clause.relation == "participle" and draft.event == "SUPPORT":
        return any("armed" in sight.kinds(a.phrase) for a in clause.of("subject"))
    return draft.event in {"SUPPORT", "AID", "CONSULT"} and (
        (clause.relation == "participle" and clause.voice == "passive")
        or (clause.relation == "relative" and clause.tense == "present")
    )


_OWN = re.compile(
    r"\b(?:non-?essential|its|their|embassy|consular|dependants|families)\b", re.IGNORECASE
)


def _own_staff(sight: Sight, draft: Draft) -> bool:
    """Tell whether a state calls home its own people ("ordered EMBASSY STAFF to leave")."""
    if draft.mode != "expel" or draft.match.clause.lemma.split(" ")[0] != "order":
        return False
    return any(_OWN.search(ref.text) is not None for ref in draft.recipients)


_SIDING = frozenset({"back", "support"})


def _is_item(sight: Sight, clause: Clause) -> bool:
    """Tell whether a participle is all that its sentence says ("Two trucks LOOTED in Pibor")."""
    return clause.relation == "participle" and not any(
        other.relation == "root" and other.kind in {"verb", "copula", "headline"}
        for other in sight.scene.clauses_of(clause.sentence)
    )


_VIOLENT = frozenset({"ASSAULT", "COERCE"})
_TALK_OF = frozenset({"on", "about", "for", "over", "of", "to", "towards", "toward"})
_FELL_THROUGH = frozenset(
    """fall collapse fail cancel postpone stall delay shelve suspend reject refuse break quit
    boycott scrap abandon halt""".split()
)


def _in_passing(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is only the topic of another: of talks, of an accusation, of an order."""
    clause, event = draft.match.clause, draft.event
    if event not in _VIOLENT and (draft.charged or accusation(sight, clause) is not None):
        return True
    if event == "AGREE" and draft.match.frame.speech and _quoting(sight, clause):
        return True
    if event == "CONSULT" and (draft.status == "denied" or not draft.actors):
        return clause.kind == "verb" or draft.status == "denied"
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    if clause.kind != "noun" or above is None:
        return event == "REQUEST" and _to_own(sight, draft)
    if accusation(sight, clause) is not None and not (draft.own_place or draft.killed):
        return not draft.match.of("recipient")
    if event == "CONSULT" and above.lemma.split(" ")[0] in _FELL_THROUGH:
        return True
    return (
        event in {"RETREAT", "AGREE"}
        and draft.status != "denied"
        and (
            above.kind == "noun"
            and bool(sight.word_kinds(above.head) & {"talk"})
            and any(a.phrase.head == clause.head for a in above.of("oblique", *_TALK_OF))
        )
    )


def _quoting(sight: Sight, clause: Clause) -> bool:
    """Tell whether a clause only introduces words in quotation marks ("..., he promised")."""
    char = sight.scene.tokens.idx[clause.head]
    return any(
        s.form == "direct" and s.cue is not None and s.cue[0] <= char < s.cue[1]
        for s in sight.scene.speeches
    )


def _to_own(sight: Sight, draft: Draft) -> bool:
    """Tell whether those asked are the asker's own men ("told its fighters to")."""
    tokens = sight.scene.tokens
    asked = draft.match.of("recipient")
    if not asked:
        return bool(draft.recipients) and all(
            own(r) and r.span is not None and sight.lemma(_top(sight, r.span)) not in _CITIZENS
            for r in draft.recipients
        )
    return all(
        tokens.lower[a.phrase.start] in {"its", "his", "her", "their", "our"}
        and sight.lemma(a.phrase.head) not in _CITIZENS
        for a in asked
    )


def _top(sight: Sight, span: Span) -> int:
    return sight.scene.tokens.top(*sight.scene.tokens_of(span))


_CITIZENS = frozenset(
    """citizen national resident people subject neighbour neighbor ally partner rival foe enemy
    opponent adversary creditor donor backer counterpart captor critic member""".split()
)
"""Whom a state asks to leave a land, or others near it: news, where an order to its men is none."""


_ENDING = frozenset(
    """end lift ease relax cancel scrap revoke rescind repeal loosen stop halt quell settle resolve
    terminate cease""".split()
)
_CURBS = frozenset({"COERCE", "SANCTION"})


def _over(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is only what is ended ("ended the CURFEW", "a deal to end the FIGHTING").

    Fighting that ended was; fighting that is to end is no more than the topic of a deal.
    """
    clause = draft.match.clause
    if clause.kind != "noun" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    if above.lemma.split(" ")[0] not in _ENDING:
        return False
    if all(a.phrase.head != clause.head for a in above.of("object")):
        return False
    if draft.event in _CURBS:
        return True
    to_come = above.modality != "none" or above.relation in {"purpose", "complement"}
    return draft.match.frame.root == "assault.clash" and to_come


_PAUSES = {
    "end": {"to"},
    "halt": {"to", "in", "of"},
    "stop": {"to"},
    "pause": {"in", "to"},
    "suspension": {"of"},
    "cessation": {"of"},
    "moratorium": {"on"},
    "ban": {"on"},
}
"""Nouns, with their prepositions, of what shall be no more."""
_DONE_TO = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "COERCE"})
_ORDERING = frozenset("announce declare order decree impose proclaim agree accept offer".split())


def _called_off(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is to stop or is forbidden ("announced a HALT TO attacks")."""
    clause, tokens = draft.match.clause, sight.scene.tokens
    if clause.kind != "noun" or draft.event not in _DONE_TO or tokens.base[clause.head] != "nmod":
        return False
    pause = tokens.head[clause.head]
    ordered = sight.lemma(tokens.head[pause]) in _ORDERING
    return ordered and tokens.case(clause.head) in _PAUSES.get(tokens.lower[pause], ())


_LAID = frozenset({"blast.lay-mines", "assault.mine"})


def _lying(sight: Sight, draft: Draft) -> bool:
    """Tell whether mines are only told to lie where somebody once laid them ("mines LAID by X")."""
    del sight
    clause = draft.match.clause
    return draft.match.frame.id in _LAID and clause.relation == "participle"


def _measure(sight: Sight, draft: Draft) -> bool:
    """Tell whether it is sanctions that target somebody ("sanctions TARGETING ten officials")."""
    clause = draft.match.clause
    if clause.lemma.split(" ")[0] not in {"target", "hit", "strike"} or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    return clause.relation in {"participle", "adverbial"} and any(
        "penalty" in sight.kinds(a.phrase) for a in (*above.of("object"), *above.of("subject"))
    )


def _habit(sight: Sight, draft: Draft) -> bool:
    """Tell whether a clause tells what somebody does in general ("states that fund them")."""
    clause = draft.match.clause
    if draft.match.frame.speech:
        return False
    before = sight.lowers[max(0, clause.head - 2) : clause.head]
    if (
        draft.match.frame.root == "assault.casualty"
        and clause.relation == "relative"
        and not _PERFECT.isdisjoint({*before} - {"had"})
    ):
        return True  # "mines that HAVE INFLICTED thousands of casualties": a sum
    backed = clause.relation == "participle" and clause.voice == "passive"
    backed = backed and not _is_item(sight, clause)
    return (
        clause.relation == "relative" and clause.tense == "present" and not clause.progressive
    ) or (backed and not clause.of("oblique") and not clause.of("subject"))


def _filmed(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody was captured by a camera ("captured ON VIDEO")."""
    clause = draft.match.clause
    return clause.lemma == "capture" and on_camera(sight.scene, clause)


_RULES = (
    accident,
    _filmed,
    _train,
    _mishap,
    _backing,
    _own_staff,
    _in_passing,
    _habit,
    _time_and_again,
    _of_a_whole_war,
    _anybody,
    _war_of_words,
    _discharged,
    _state,
    _over,
    _called_off,
    _lying,
    _measure,
)
