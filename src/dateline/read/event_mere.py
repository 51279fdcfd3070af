"""Words that sound like an act and tell none: a name given, a question, bad luck, a mere state.

One rule: a draft is dropped for the words right beside its predicate alone.
"""

from __future__ import annotations

import re

from dateline.model import ActorRef
from dateline.read.clauses.clause import Clause
from dateline.read.control_party import is_one_man
from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_ENDED = frozenset("collapse breakdown end expiry failure violation breach demise".split())
_BROKE = frozenset(
    "collapse fail expire lapse unravel crumble falter fray break fall violate breach".split()
)


def _broken(sight: Sight, draft: Draft) -> bool:
    """Tell whether a truce is only told to be over ("the COLLAPSE of a truce", "it EXPIRED")."""
    clause = draft.match.clause
    if draft.mode != "ceasefire" or clause.kind != "noun":
        return False
    tokens = sight.scene.tokens
    if tokens.base[clause.head] == "nmod" and sight.lemma(tokens.head[clause.head]) in _ENDED:
        return True
    if clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    told = (*above.of("subject"), *above.of("object"))
    return above.lemma.split(" ")[0] in _BROKE and any(a.phrase.head == clause.head for a in told)


_HOW_COME = frozenset("why how what who whom when where whether if which about".split())
_HELPLINE = frozenset("police ambulance firefighter doctor officer 911 999".split())


def _question(sight: Sight, draft: Draft) -> bool:
    """Tell whether a question or a phone call is no request ("asked WHY", "called POLICE to")."""
    clause = draft.match.clause
    if draft.event != "REQUEST":
        return False
    if clause.lemma == "call":
        return any(sight.lemma(a.phrase.head) in _HELPLINE for a in clause.of("object"))
    return clause.lemma == "ask" and any(
        other.parent == clause.index and set((other.marker or "").split()) & _HOW_COME
        for other in sight.scene.clauses[clause.index + 1 : clause.index + 3]
    )


_HARD = frozenset({"hard", "hardest", "worst", "badly"})


def _worst_hit(sight: Sight, draft: Draft) -> bool:
    """Tell whether a town is told to be "hard hit", and by no weapon that its sentence names."""
    match = draft.match
    if match.frame.root != "assault.struck" or draft.actors:
        return False
    sent = sight.sentence(match.clause.head)
    near = set(sight.lowers[max(sent.start, match.clause.head - 2) : match.clause.head + 2])
    if near.isdisjoint(_HARD):
        return False
    return not any(True for _ in sight.weapons_in(sent.start, sent.end))


_CALLING = frozenset({"on", "upon", "for", "to", "out"})


def _naming(sight: Sight, draft: Draft) -> bool:
    """Tell whether something is only called names ("CALLED the figures exaggerated")."""
    clause = draft.match.clause
    if draft.event != "REQUEST" or clause.kind != "verb" or clause.lemma != "call":
        return False
    tokens = sight.scene.tokens
    below = [c for c in sight.scene.clauses if c.parent == clause.index]
    asked = any(
        tokens.lower[t] == "to" and tokens.base[t] == "mark" and tokens.head[t] == c.head
        for c in below
        for t in tokens.children[c.head]
    )
    return not asked and not clause.of("oblique", *_CALLING)


_STANDING = frozenset({"COOPERATE", "AID", "SUPPORT"})
_TO_BE = frozenset({"obligation", "possible", "purpose", "request", "condition"})


def _to_be_had(sight: Sight, draft: Draft) -> bool:
    """Tell whether a tie is only one that is to be made closer ("NEED TO STRENGTHEN their ...")."""
    clause = draft.match.clause
    if draft.event not in _STANDING or clause.kind != "noun" or clause.parent is None:
        return False
    return sight.scene.clauses[clause.parent].modality in _TO_BE


_PARTIES = frozenset("GOV MIL REB PAR COP SPY LEG JUD IGO NGO OPP INS UAF".split())


def _of_no_party(sight: Sight, draft: Draft) -> bool:
    """Tell whether it is private people who are willing, or help ("is WILLING to give blood")."""
    del sight
    mere = draft.match.frame.id == "agree.willing" or draft.match.frame.root == "aid.arm"
    return mere and not any(map(_a_party, draft.actors))


def _a_party(ref: ActorRef) -> bool:
    """Tell whether one may be a party: "the movement", of which nothing is known, may."""
    sector = ref.plover.sector if ref.plover is not None else None
    return ref.id is not None or sector is None or sector in _PARTIES


_RULERS = frozenset({"GOV", "LEG", "MIL", "OPP", "JUD", "SPY", "COP"})


def _ran_away(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody who holds no office ran away: no resignation ("fled FROM HIM")."""
    if draft.mode != "resign" or draft.match.clause.lemma.split(" ")[0] != "flee":
        return False
    del sight
    return not any(
        r.id is not None or (r.plover is not None and r.plover.sector in _RULERS)
        for r in draft.actors
    )


_CROWD = frozenset("thousand hundred ten dozen score opponent supporter worshipper mourner".split())
_ARMED = frozenset({"MIL", "REB", "PAR", "COP", "UAF", "SPY"})


def _crowd(sight: Sight, draft: Draft) -> bool:
    """Tell whether it is a crowd that gathers, and no force ("thousands of OPPONENTS gathered")."""
    if draft.event != "MOBILIZE" or draft.match.frame.root != "mobilize.arrive":
        return False
    if any(r.id or (r.plover is not None and r.plover.sector in _ARMED) for r in draft.actors):
        return False
    gathered = [a.phrase for a in draft.match.of("actor")]
    if any(_bears_arms(sight, t) for p in gathered for t in range(p.start, p.end)):
        return False  # "hundreds of Iran-backed FIGHTERS crossed"
    return any(sight.lemma(p.head) in _CROWD for p in gathered)


def _bears_arms(sight: Sight, token: int) -> bool:
    return "armed" in sight.word_kinds(token)


_GOODS = frozenset(
    """medicine medication drug aid food relief supply supplies goods tent blanket water flour
    vaccine doctor""".split()
)


def _laden_with_aid(sight: Sight, draft: Draft) -> bool:
    """Tell whether what is sent carries relief ("a plane LOADED WITH MEDICINE"): no force."""
    if draft.match.frame.id not in {"muster.send-planes", "muster.fly-planes", "muster.send-ships"}:
        return False
    span = draft.match.clause
    sentence = sight.sentence(span.head)
    tokens = sight.scene.tokens
    return any(
        sight.lemma(t) in _GOODS and tokens.pos[t] == "NOUN"
        for t in range(span.head, min(sentence.end, span.head + _NEAR))
    )


_NEAR = 14
"""Words behind a verb within which its object's load is told."""

_ACCIDENT = re.compile(
    r"\b(?:the|an|this) (?:\w+ )?(?:accident|crash|mishap)\b|\bengine (?:failure|trouble|loss)\b",
    re.IGNORECASE,
)
_FLYING = frozenset(
    "plane aircraft helicopter jet airliner boeing airbus airplane aeroplane".split()
)
_AROUND = 2
"""Sentences around one that tells of a fallen aircraft in which it may be called an accident."""


def _fell(sight: Sight, draft: Draft) -> bool:
    """Tell whether an aircraft did the harm by falling: what stands around calls it an accident."""
    if draft.event != "ASSAULT" or any(a.id for a in draft.actors):
        return False
    subjects = {sight.lemma(a.phrase.head).lower() for a in draft.match.clause.of("subject")}
    if not subjects & _FLYING:
        return False
    number, text = draft.sentence, sight.scene.report.text
    last = sight.sentence_number(len(sight.lowers) - 1)
    low = sight.sentence_at(max(0, number - _AROUND)).start_char
    high = sight.sentence_at(min(last, number + _AROUND)).end_char
    return _ACCIDENT.search(text, low, high) is not None


_CARRIERS = _FLYING | frozenset("train bus ferry flight ship vessel liner".split())


def _set_out(sight: Sight, draft: Draft) -> bool:
    """Tell whether a train or a plane only set out, or somebody gave up an office ("HIS POST").

    So with one man who got away ("a gendarme who fled to A"). Soldiers who leave their post, and
    warships that leave a port, withdraw.
    """
    if draft.event != "RETREAT" or draft.mode != "withdraw":
        return False
    if draft.actors and all(is_one_man(sight, r) for r in draft.actors):
        return True
    if any(r.plover is not None and r.plover.sector in _ARMED for r in draft.actors):
        return False
    clause = draft.match.clause
    carried = any(sight.lemma(a.phrase.head).lower() in _CARRIERS for a in clause.of("subject"))
    office = any(sight.lemma(a.phrase.head) in {"post", "job"} for a in clause.of("object"))
    return carried or office


_OF_PEACE = frozenset(
    """nato un eu alliance union ceremony celebration celebrations anniversary embassy ministry
    headquarters""".split()
)


def _ceremony(sight: Sight, draft: Draft) -> bool:
    """Tell whether a flag that is raised is an alliance's: that takes no ground from anybody."""
    if draft.match.frame.id != "seize.hoist" or draft.actors:
        return False
    sentence = sight.sentence(draft.match.clause.head)
    return not _OF_PEACE.isdisjoint(sight.lowers[sentence.start : sentence.end])


def _strove(sight: Sight, draft: Draft) -> bool:
    """Tell whether it is people without arms who "fought TO KEEP the child"."""
    clause = draft.match.clause
    if draft.match.frame.root != "assault.clash" or clause.kind != "verb":
        return False
    if any(r.id or (r.plover is not None and r.plover.sector in _ARMED) for r in draft.actors):
        return False
    kinds = [sight.kinds(a.phrase) for a in draft.match.of("actor")]
    aim = any(
        c.parent == clause.index and c.relation in {"purpose", "complement"}
        for c in sight.scene.clauses[clause.index + 1 : clause.index + 3]
    )
    return aim and bool(kinds) and not any("armed" in k for k in kinds)


_HEALTH = frozenset("health flu influenza cholera ebola covid epidemic pandemic measles".split())


def _of_health(sight: Sight, draft: Draft) -> bool:
    """Tell whether an emergency is one of public health: no curb on anybody."""
    if draft.match.frame.root != "coerce.emergency" or draft.mode != "martial-law":
        return False
    clause = draft.match.clause
    sentence = sight.sentence(clause.head)
    near = sight.lowers[clause.head : min(sentence.end, clause.head + _NEAR)]
    return not _HEALTH.isdisjoint(near)


_MUTE = frozenset("speak say comment confirm elaborate answer identify name disclose".split())


def _kept_silent(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody only would not say ("REFUSE TO SPEAK", "refuse to give his NAME")."""
    clause = draft.match.clause
    if draft.event != "REJECT" or clause.lemma.split(" ")[0] not in {"refuse", "decline"}:
        return False
    return any(
        c.parent == clause.index
        and c.relation == "complement"
        and (
            c.lemma.split(" ")[0] in _MUTE
            or any(sight.lemma(a.phrase.head) in _UNTOLD for a in c.of("object"))
        )
        for c in sight.scene.clauses[clause.index + 1 : clause.index + 3]
    )


_UNTOLD = frozenset(
    "name surname age detail figure number toll reason comment explanation interview answer".split()
)
"""What whoever will not speak does not give."""
_SHOWING = frozenset("video footage image photo picture map report source imagery".split())


def _shown(sight: Sight, draft: Draft) -> bool:
    """Tell whether footage "PLACES infantry in the shrine" or shows it about its ways there.

    It shows where they are, and deploys nobody.
    """
    if draft.event != "MOBILIZE":
        return False
    clause = draft.match.clause
    above = sight.scene.clauses[clause.parent] if clause.parent is not None else None
    shows = [clause, *([above] if above is not None and above.lemma == "show" else [])]
    return any(sight.lemma(a.phrase.head) in _SHOWING for c in shows for a in c.of("subject"))


_AUDIENCE = frozenset({"tell", "address", "speak"})


def _addressed(sight: Sight, draft: Draft) -> bool:
    """Tell whether a rally is only who is spoken to ("told A RALLY in Huambo")."""
    clause = draft.match.clause
    if draft.event != "PROTEST" or clause.kind != "noun" or clause.parent is None:
        return False
    above = sight.scene.clauses[clause.parent]
    return above.lemma.split(" ")[0] in _AUDIENCE and sight.lemma(clause.head) == "rally"


_COVER = frozenset({"refuge", "shelter", "cover", "safety"})


def _took_cover(sight: Sight, draft: Draft) -> bool:
    """Tell whether those in arms who seek refuge ask nobody for anything."""
    if draft.event != "REQUEST" or draft.match.clause.lemma.split(" ")[0] != "seek":
        return False
    cover = any(sight.lemma(a.phrase.head) in _COVER for a in draft.match.clause.of("object"))
    cover = cover or not _COVER.isdisjoint(draft.match.clause.lemma.split(" "))
    armed = any(r.plover is not None and r.plover.sector in _ARMED for r in draft.actors)
    return cover and armed


def _felt_its_way(sight: Sight, draft: Draft) -> bool:
    """Tell whether troops probe ground, and nobody's guilt ("PROBED TOWARDS Bint Jbeil")."""
    if draft.mode != "investigate" or draft.match.clause.lemma.split(" ")[0] != "probe":
        return False
    onward = draft.match.clause.of("oblique", "toward", "towards", "along", "forward")
    return any(sight.place_over(a.phrase.head) is not None for a in onward)


_SHUT_IN = frozenset({"hold.besiege", "hold.shut-in"})


def _is_shut_in(sight: Sight, draft: Draft) -> bool:
    """Tell whether a town only is cut off, by nobody told: a state of the front, and no act."""
    del sight
    clause = draft.match.clause
    state = clause.tense == "present" or clause.relation == "participle"
    shut = draft.match.frame.id in _SHUT_IN and clause.kind == "verb"
    return shut and state and clause.voice == "passive" and not draft.actors


_TASKS = frozenset(
    """task job mission duty responsibility lead head form organise organize oversee supervise
    coordinate negotiate mediate persuade convince draft write prepare restore rebuild secure
    protect defend guard patrol monitor verify ensure implement run manage govern investigate find
    train command conduct carry maintain draw build explore contact bring reform""".split()
)


def _entrusted(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody is given a task ("CHARGED his deputy WITH LEADING the talks")."""
    clause = draft.match.clause
    if clause.kind != "verb" or clause.lemma.split(" ")[0] != "charge":
        return False
    heads = [a.phrase.head for a in clause.of("oblique", "with")]
    heads += [
        c.head
        for c in sight.scene.clauses[clause.index + 1 : clause.index + 4]
        if c.parent == clause.index and c.marker == "with"
    ]
    return any(sight.lemma(head) in _TASKS for head in heads)


def _freight(sight: Sight, draft: Draft) -> bool:
    """Tell whether aid is only the load of what was hit ("robbed a lorry CARRYING FOOD")."""
    clause = draft.match.clause
    if draft.event != "AID" or clause.relation not in {"participle", "relative"}:
        return False
    vehicles = {a.phrase.head for a in clause.of("subject") if a.antecedent}
    return any(
        above.kind == "verb"
        and any(f.event in _HARMING for f, _ in sight.book.verbs.get(above.lemma.split(" ")[0], ()))
        and any(a.phrase.head in vehicles for a in above.of("object"))
        for above in sight.scene.clauses_of(clause.sentence)
        if above.index != clause.index
    )


_HARMING = frozenset({"ASSAULT", "COERCE"})


_PASSING = frozenset("pass drive go travel cross ride roll".split())


def _passed_by(sight: Sight, draft: Draft) -> bool:
    """Tell whether a move is only when something befell ("went off AS A CONVOY PASSED")."""
    del sight
    clause = draft.match.clause
    passing = clause.lemma.split(" ")[0] in _PASSING and clause.marker in {"as", "when", "while"}
    return draft.event == "MOBILIZE" and passing


_ON_PAPER = frozenset({"dispute.by-paper", "request.by-paper"})


def _not_adopted(sight: Sight, draft: Draft) -> bool:
    """Tell whether nobody stands behind a paper's words ("REJECTED a resolution condemning X")."""
    del sight
    if draft.match.frame.id not in _ON_PAPER or draft.actors:
        return False
    return all(a.antecedent for a in draft.match.of("actor"))


def _voted_down(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is what somebody is against ("voted AGAINST SENDING soldiers")."""
    del sight
    clause = draft.match.clause
    return clause.kind == "verb" and clause.marker == "against"


def _by_phone(sight: Sight, draft: Draft) -> bool:
    """Tell whether somebody told a reporter by telephone what he says ("SPEAKING BY PHONE")."""
    clause = draft.match.clause
    if draft.match.frame.id != "consult.phone-each-other" or draft.recipients:
        return False
    return clause.relation != "root" and len(draft.actors) < 2 and not _several(sight, clause)


def _several(sight: Sight, clause: Clause) -> bool:
    tags = (sight.scene.tokens.tag[a.phrase.head] for a in clause.of("subject"))
    return any(tag in {"NNS", "NNPS"} for tag in tags)


MERE = (
    _by_phone,
    _voted_down,
    _passed_by,
    _not_adopted,
    _entrusted,
    _freight,
    _broken,
    _question,
    _worst_hit,
    _naming,
    _to_be_had,
    _of_no_party,
    _ran_away,
    _crowd,
    _laden_with_aid,
    _fell,
    _set_out,
    _ceremony,
    _strove,
    _of_health,
    _kept_silent,
    _shown,
    _addressed,
    _took_cover,
    _felt_its_way,
    _is_shut_in,
)
"""Rules of drafts that tell no act, each with a report and a draft."""
