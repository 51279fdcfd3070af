"""Reading: one report to its claims, by a fixed order of plain steps.

Each step sees the scene so far and returns its own part of it; claims are drawn from the whole
scene at the end. Nothing here knows of files, stores or commands.
"""

from __future__ import annotations

import logging
from collections import deque
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from dateline.model import (
    Claim,
    Doubt,
    GroupMention,
    Mention,
    OrganisationMention,
    PersonMention,
    Reading,
    Report,
    identified,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from spacy.tokens import Doc

    from dateline.know.actors import Register
    from dateline.know.frames import FrameBook
    from dateline.know.gazetteer import Gazetteer
    from dateline.read.language import Reads
    from dateline.read.scene import ActorMention, Scene
    from dateline.settings import Settings

__all__ = ["Knowledge", "Reader", "StandardReader", "open_reader"]

_log = logging.getLogger(__name__)

_KINDS: dict[str, type[PersonMention | OrganisationMention | GroupMention]] = {
    "person": PersonMention,
    "organisation": OrganisationMention,
    "group": GroupMention,
}

_READ = frozenset({"en", "und"})
"""Languages that are read; `und` where a text is too short to tell."""

LONGEST = 200_000
"""Characters of one report that are read; a longer one is read up to a paragraph end before that,
and a doubt says so. The longest report of all the shared corpora has 37,000."""


class Reader(Protocol):
    """Anything that turns reports into readings: this package's, or someone else's."""

    @property
    def id(self) -> str:
        """Identity of rules, model and knowledge together: a generation of claims."""
        ...

    def read(self, report: Report, *, mentions: bool = False) -> Reading:
        """Return the reading of one report."""
        ...

    def read_all(self, reports: Iterable[Report], *, mentions: bool = False) -> Iterator[Reading]:
        """Yield a reading for each report, in order."""
        ...


@dataclass(frozen=True)
class Knowledge:
    """What an analyst knows, loaded once and shared by all readings.

    Attributes:
        language: text to parse.
        gazetteer: places.
        register: actors.
        frames: predicates to claims.
        added: digest of what a user added to the register; empty where nothing was.
    """

    language: Reads
    gazetteer: Gazetteer
    register: Register
    frames: FrameBook
    added: str = ""


class StandardReader:
    """Dateline's own reader: a parse and knowledge held as data."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    @property
    def id(self) -> str:
        """Identity of this reader; changes with the rules, the model or the knowledge."""
        from dateline.read.generation import generation_id

        known = self.knowledge
        parts = (known.language.id, known.gazetteer.path.stem, known.frames.id)
        return generation_id(*parts, *([known.added] if known.added else []))

    def read(self, report: Report, *, mentions: bool = False) -> Reading:
        """Return the reading of one report.

        Args:
            report: what was gathered.
            mentions: also return the places, actors, dates and quantities seen.
        """
        return next(self.read_all([report], mentions=mentions))

    def read_all(
        self, reports: Iterable[Report], *, mentions: bool = False
    ) -> Generator[Reading, None, None]:
        """Yield a reading for each report, in order.

        While the rules are at one report, those to come are parsed: a few are taken ahead.
        """
        taken: deque[tuple[Report, tuple[Doubt, ...]]] = deque()

        def texts() -> Iterator[str]:
            for report in reports:
                text, doubts = _within_reach(report)
                taken.append((report, doubts))
                yield text
                yield report.title or ""

        with closing(self.knowledge.language.pipe(texts())) as docs:
            for doc, title in zip(docs, docs, strict=True):
                report, doubts = taken.popleft()
                yield self._reading(self.scene(report, doc, title), doubts, mentions=mentions)

    def scene(self, report: Report, doc: Doc, title: Doc) -> Scene:
        """Return what is made out in a report before claims are drawn, step by step.

        Args:
            report: what was gathered.
            doc: the parse of its text.
            title: the parse of its title, of an empty text where it has none.
        """
        from dateline.read.actors import find_actors, lands_of_groups, named_in, torn_lands
        from dateline.read.actors.publisher import own_mentions
        from dateline.read.actors.unlisted import unlisted
        from dateline.read.clauses import clauses
        from dateline.read.dates import find_dates
        from dateline.read.parties import Parties
        from dateline.read.places import find_places
        from dateline.read.quantities import find_quantities
        from dateline.read.scene import Scene
        from dateline.read.speech import find_speech
        from dateline.read.tokens import read_tokens
        from dateline.read.voice import voice_of, voiced

        known, tokens = self.knowledge, read_tokens(doc)
        scene = Scene(
            report=report,
            doc=doc,
            title=title if report.title else None,
            parties=Parties(known.register, report.published),
            read=tokens,
            gazetteer=known.gazetteer,
        )
        named = tuple(named_in(tokens, known.register))
        dates = find_dates(scene.doc, published=report.published, hay=tokens.hay)
        places = find_places(
            scene.doc,
            gazetteer=known.gazetteer,
            title=scene.title,
            tokens=tokens,
            near_country=lands_of_groups(
                tokens, register=known.register, published=report.published, named=named
            ),
            torn=torn_lands(known.register),
        )
        days = {d.span for d in dates}
        scene = replace(
            scene,
            dates=dates,
            quantities=find_quantities(scene.doc, hay=tokens.hay),
            places=tuple(p for p in places if p.span not in days),  # "(Sun, 04:30)"
        )
        scene = replace(
            scene,
            actors=find_actors(
                scene.doc,
                register=known.register,
                places=scene.places,
                published=report.published,
                tokens=tokens,
                named=named,
            ),
            clauses=clauses(scene.doc, tokens=tokens),
        )
        if own := (*own_mentions(scene), *unlisted(scene)):
            spans = {mention.span for mention in own}
            scene = replace(
                scene,
                actors=tuple(sorted((*scene.actors, *own), key=lambda a: a.span)),
                places=tuple(p for p in scene.places if p.span not in spans),
            )
        if (voice := voice_of(scene)) is not None:
            scene = replace(scene, actors=voiced(scene, voice), ours=voice.ours)
        return replace(scene, speeches=find_speech(scene))

    def _reading(self, scene: Scene, doubts: tuple[Doubt, ...], *, mentions: bool) -> Reading:
        from dateline.read.control import control_claims
        from dateline.read.events import event_claims, reading_doubts
        from dateline.read.routes import routed
        from dateline.read.sides import Sides
        from dateline.read.speech.doubts import speech_doubts
        from dateline.read.speech.numbers import number_doubts
        from dateline.read.statements import statement_claims

        frames = self.knowledge.frames
        drawn: list[Claim] = [
            *control_claims(scene, frames=frames),
            *event_claims(scene, frames=frames),
            *statement_claims(scene),
        ]
        sides = Sides(scene, self.knowledge.register)
        claims = _distinct(
            identified(sides.of(claim), scene.report.id)
            for claim in routed(scene, drawn, frames.kinds)
        )
        doubts = (
            *scene.report.doubts,
            *doubts,
            *reading_doubts(scene, claims),
            *speech_doubts(scene, claims),
            *number_doubts(scene, claims),
        )
        # What was made out holds the scene, as the scene holds it: let go of, a report's memory is
        # free for the next one at once, and the garbage collector finds nothing to do.
        scene.made_out.clear()
        return Reading(
            report=scene.report,
            claims=claims,
            doubts=doubts,
            mentions=tuple(_mentions(scene)) if mentions else None,
            reader=self.id,
        )


def open_reader(settings: Settings | None = None) -> StandardReader:
    """Return the reader that the settings ask for, its model and knowledge loaded.

    Raises:
        InputError: the model, the pipeline or a data file of the settings cannot be used.
    """
    from dateline.know.actors.added import digest, load_with_added
    from dateline.know.frames import frame_book, load_frames
    from dateline.know.gazetteer import Gazetteer, ensure
    from dateline.read.language import load
    from dateline.settings import load_settings

    chosen = settings or load_settings()
    return StandardReader(
        Knowledge(
            language=load(chosen.pipeline),
            gazetteer=Gazetteer.open(ensure(chosen.cache, notice=_log.warning)),
            register=load_with_added(chosen.cache),
            # The shipped ones are shared with the steps that ask for no others: loaded once.
            frames=load_frames(extra=chosen.frames) if chosen.frames else frame_book(),
            added=digest(chosen.cache),
        )
    )


def _within_reach(report: Report) -> tuple[str, tuple[Doubt, ...]]:
    """Return the part of the text that is read, and a doubt where it is not all of it."""
    text = report.text
    foreign: tuple[Doubt, ...] = ()
    if report.language not in _READ:
        note = f"the text looks like language {report.language!r}; only English is read"
        foreign = (Doubt(kind="language", note=note),)
    if len(text) <= LONGEST:
        return text, foreign
    end = text.rfind("\n", 0, LONGEST)
    end = end if end > 0 else LONGEST
    note = f"only the first {end:,} of {len(text):,} characters were read; split the report"
    return text[:end], (*foreign, Doubt(kind="read_in_part", note=note, span=(end, len(text))))


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in order of their spans, each id once."""
    by_id: dict[str, Claim] = {}
    for claim in claims:
        kept = by_id.get(claim.id)
        if kept is None or claim.confidence > kept.confidence:
            by_id[claim.id] = claim
    return tuple(sorted(by_id.values(), key=lambda c: (c.span, c.id)))


def _mentions(scene: Scene) -> Iterator[Mention]:
    """Yield all mentions in order of the text."""
    # A described site is no name: it is there for claims alone.
    named = (p for p in scene.places if p.role != "description")
    seen: list[Mention] = [*named, *scene.dates, *scene.quantities]
    seen += [m for actor in scene.actors if (m := _actor_mention(actor)) is not None]
    yield from sorted(seen, key=lambda m: m.span or (0, 0))


def _actor_mention(actor: ActorMention) -> Mention | None:
    kind = _KINDS.get(actor.kind)
    if kind is None:  # a pronoun names nobody
        return None
    ref = actor.ref
    return kind(span=actor.span, text=ref.text, id=ref.id, name=ref.name, plover=ref.plover)
