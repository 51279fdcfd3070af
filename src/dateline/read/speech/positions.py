"""What a speaker asks for, refuses, condemns, promises: the acts of speech in a statement.

An act stands in the verb that attributes ("urged both sides to") or inside the content ("we call
for"). Both are found by the frames that events are drawn from, so that a statement's positions
and its event claims speak of the same acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dateline.know.frames import frame_book
from dateline.model import ActorRef, Position
from dateline.read.clauses.clause import Clause, Phrase
from dateline.read.frames import Match, Sight, look
from dateline.read.same import same_source
from dateline.read.scene import Scene, Speech
from dateline.read.speech.content import SENTENCES

VERBAL = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
# What the cue alone tells where no frame knows it.
_BY_ACT = {"promise": "AGREE", "deny": "REJECT", "refuse": "REJECT", "ask": "REQUEST"}
_WISHES = frozenset({"hope", "wish", "expect"})
_WILL = frozenset({"will", "would", "should", "shall"})
# Who can be asked besides the actors that the register knows.
_PEOPLE = frozenset(
    """ally authority bank citizen civilian community company country donor everybody everyone
    family farmer foreigner government group leader man member nation neighbour neighbor party
    people person power refugee resident side soldier state supporter trader villager volunteer
    woman worker world youth""".split()
)
# A topic is a phrase or clause, not a paragraph.
LONGEST_TOPIC = 240
# Among so many words stands whoever opens what is asked ("all the foreign forces").
OPENS = 4


def positions_of(scene: Scene) -> Mapping[int, tuple[Position, ...]]:
    """Return the positions in each speech of a scene, by its place in `scene.speeches`.

    Acts that are negated, asked about or only imagined are none. Speech without a speaker has
    none. A scene without clauses has only what the cues tell.
    """
    sight, matches = look(scene, frame_book())
    found: dict[int, list[Position]] = defaultdict(list)
    by_cue = _by_cue(scene)
    told: set[int] = set()
    index_of = {id(speech): index for index, speech in enumerate(scene.speeches)}
    for match in matches:
        if match.frame.event not in VERBAL or not _meant(match.clause):
            continue
        cue = by_cue.get(match.clause.head)
        if cue is not None:
            if not _acts(scene.speeches[cue], match):
                continue
            told.add(cue)
            found[cue].insert(0, _of_cue(sight, match, scene.speeches[cue]))
            continue
        over = scene.speech_over(match.clause.head)
        if over is None or not match.frame.speech:
            continue
        if _by_the_speaker(sight, match, over):
            found[index_of[id(over)]].append(_of_match(sight, match))
    for clause in scene.clauses:
        over = scene.speech_over(clause.head)
        wish = _wish(sight, clause, over)
        if over is not None and wish is not None:
            found[index_of[id(over)]].append(wish)
    for index, speech in enumerate(scene.speeches):
        act = _BY_ACT.get(speech.act) if speech.form != "refusal" else None
        whole = speech.rule in SENTENCES or speech.rule.startswith(("object-as", "quote"))
        if act is not None and index not in told and not (act == "REQUEST" and whole):
            topic = _cut(_content(scene, speech))
            toward = speech.addressee or _asked(scene, speech)
            found[index].insert(0, Position(act=act, toward=toward, topic=topic))
    return {index: tuple(dict.fromkeys(held)) for index, held in found.items()}


def _asked(scene: Scene, speech: Speech) -> ActorRef | None:
    """Return who opens what is asked ("both sides to spare the town"), where an actor does."""
    if speech.rule not in {"request", "clause", "that"} or speech.act != "ask":
        return None
    first = scene.token_at(speech.content_spans[0][0])
    first += scene.tokens.lower[first] == "that"
    near = range(first, min(first + OPENS, len(scene.doc)))
    return next((a.ref for a in scene.actors if a.head in near), None)


def _by_cue(scene: Scene) -> dict[int, int]:
    """Return the place of the speech whose cue holds a token."""
    found: dict[int, int] = {}
    for index, speech in enumerate(scene.speeches):
        if speech.cue is not None and speech.form != "refusal":
            start, end = scene.tokens_of(speech.cue)
            found |= dict.fromkeys(range(start, end), index)
    return found


def _acts(speech: Speech, match: Match) -> bool:
    """Tell whether the verb that attributes is itself an act.

    "Urged", "denied" are; "said", "warned that", "called the deal a trick" only report.
    """
    if speech.cue_lemma == "warn" and match.frame.event == "THREATEN":
        return True  # with what the warner will do, not with what may happen
    if speech.rule in SENTENCES:
        asks = speech.cue_lemma in {"demand", "insist", "request", "urge"}
        return asks or (
            speech.act in {"deny", "promise", "threaten"} and speech.cue_lemma != "warn"
        )
    if speech.rule == "object-as":
        return match.frame.event in {"ACCUSE", "REJECT"}
    return speech.cue_lemma != "warn" or speech.rule == "request"


def _meant(clause: Clause) -> bool:
    return clause.affirmed and clause.modality not in {"condition", "question", "possible"}


def _by_the_speaker(sight: Sight, match: Match, speech: Speech) -> bool:
    """Tell whether the act inside a content is the speaker's own.

    A nominal act ("calls for calm were ignored") or another's act is none of his.
    """
    if match.clause.kind != "verb" or match.clause.tense == "pluperfect":
        return False
    actors = match.clause.of("subject")
    speaker = speech.speaker or speech.organisation
    if not actors or speaker is None:
        return False
    for actor in actors:
        word = sight.scene.tokens.lower[actor.phrase.head]
        if word in {"we", "i"}:
            return True
        for ref in sight.parties(actor.phrase):
            if same_source(ref, speech.speaker) or same_source(ref, speech.organisation):
                return True
    return False


def _of_cue(sight: Sight, match: Match, speech: Speech) -> Position:
    return Position(
        act=str(match.frame.event),
        toward=_toward(sight, match) or speech.addressee or _asked(sight.scene, speech),
        topic=_cut(_content(sight.scene, speech)),
    )


def _of_match(sight: Sight, match: Match) -> Position:
    words = [sight.text(a.phrase.start, a.phrase.end) for a in match.roles.get("theme", ())]
    clause = next((a.clause for a in match.roles.get("theme", ()) if a.clause is not None), None)
    if clause is not None:
        inner = sight.scene.clauses[clause]
        words = [sight.text(inner.start, inner.end)]
    return Position(
        act=str(match.frame.event),
        toward=_toward(sight, match),
        topic=_cut(", ".join(words)) if words else None,
    )


def _toward(sight: Sight, match: Match) -> ActorRef | None:
    for argument in match.roles.get("recipient", ()):
        for ref in sight.parties(argument.phrase):
            return ref
        if argument.phrase.head >= 0 and _somebody(sight, argument.phrase.head):
            return _words(sight, argument.phrase)
    return None


def _somebody(sight: Sight, head: int) -> bool:
    """Tell whether a noun can be asked: "residents", "Americans", not "a political solution"."""
    token = sight.scene.doc[head]
    named = bool(sight.scene.headed(head))
    return named or token.tag_ in {"NNPS", "PRP"} or token.lemma_.lower() in _PEOPLE


def _words(sight: Sight, phrase: Phrase) -> ActorRef:
    span = sight.scene.chars_of(phrase.start, phrase.end)
    return ActorRef(text=sight.scene.report.text[slice(*span)], span=span)


def _wish(sight: Sight, clause: Clause, speech: Speech | None) -> Position | None:
    """Return "X must withdraw", "hopes that X will help" as what is asked of X."""
    if speech is None or speech.speaker is None or not clause.affirmed or clause.kind != "verb":
        return None
    doc = sight.scene.doc
    helped = any(c.lower_ in _WILL for c in doc[clause.head].children if c.dep_.startswith("aux"))
    wished = speech.cue_lemma in _WISHES and helped and clause.relation != "relative"
    if clause.modality != "obligation" and not wished:
        return None
    subjects = clause.of("object" if clause.voice == "passive" else "subject")
    for subject in subjects:
        refs = [
            r
            for r in sight.parties(subject.phrase)
            if not same_source(r, speech.speaker) and not same_source(r, speech.organisation)
        ]
        if refs:
            words = sight.text(max(clause.predicate[0], subject.phrase.end), clause.end)
            return Position(act="REQUEST", toward=refs[0], topic=_cut(words))
    return None


def _content(scene: Scene, speech: Speech) -> str:
    return " ".join(_pieces(scene, speech))


def _pieces(scene: Scene, speech: Speech) -> Iterator[str]:
    for start, end in speech.content_spans:
        yield scene.report.text[start:end]


def _cut(words: str) -> str | None:
    """Return a topic of no more than `LONGEST_TOPIC` characters, cut at a blank."""
    topic = " ".join(words.split()).strip(" ,;:.")
    if len(topic) > LONGEST_TOPIC:
        topic = topic[:LONGEST_TOPIC].rsplit(" ", 1)[0]
    return topic or None
