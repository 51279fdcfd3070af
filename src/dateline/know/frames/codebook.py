"""Writes the codebook from the tables, so that the two cannot drift apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dateline.know.frames import Frame, FrameBook, families, frame_book
from dateline.know.ontology import ontology

_SHOWN = 12
"""Predicates shown a frame; the tables hold the rest."""
_HEAD = """# Codebook: events and control

What each code means here, which words lead to it, and how it crosses over to other codebooks.
This page is written from the tables in `src/dateline/know` (`python -m
dateline.know.frames.codebook > docs/codebook.md`); all examples are made up.

## Reading a claim

- An **event** is coded in PLOVER (type, mode, contexts), with the CAMEO code and the ACLED event
  and sub-event type where they have one. Actor and recipient stand in the direction of the act.
- A **control** claim says who `gained`, `lost` or `held` a place, that it is `contested`, or that
  somebody has `advanced_toward` it; with the extent (`whole`, `most`, `part`). A list of places is
  one claim a place. Taking ground is also COERCE/seize, context military and territory.
- **Status**: `asserted` in the report's own voice; `claimed` in somebody's mouth (`claimed_by`);
  `denied`; `planned` (will, vowed to, is preparing to); `hypothetical` (could, if, in order to, was
  urged to, failed to); `historical` (more than 60 days before publication, or told as background).
  Requests, threats and promises are events themselves; what they are about is not told as fact.
- **Confidence** is the measured chance that a claim is right, from points that can be added up in
  `read/frames/score.py`: the frame's base, whether the actor is known, how near the place stood,
  whether a gazetteer knows it, how deep the clause hangs in its sentence ([how it was
  measured](measured-confidence.md)).

## Where this departs from the codebooks

- PLOVER has no type for the capture of territory: COERCE/seize stands for it (CAMEO 192), beside
  the control claim that carries the matter.
- An announced act is coded by what is said (AGREE for help, talks and withdrawals; THREATEN for
  force and pressure), as PLOVER has it, not by what is announced.
- ACLED codes ground that changed hands by who gained it (state forces regain, others overtake); a
  report that says it was given up without a fight makes it a non-violent transfer.
- A clash of a crowd with the police is PROTEST/riot (ACLED: violent demonstration), no battle.
- An attack that was driven off is an attack, and the place is held by whoever drove it off.
- Totals that run over days ("have been killed since") are figures, not events.
- Accidents and natural disasters are no events here.
"""
_NOTATION = """## Adding frames

A folder of TOML tables adds to these: `dateline read --frames DIR`, the setting `frames`, or
`DATELINE_FRAMES`. A frame with the id of a shipped one replaces it; tables named `kinds.toml`,
`weapons.toml`, `patterns.toml` and `topics.toml` add to the shared ones. A table is a family:

```toml
about = "What the family takes in."

[defaults]                    # any key of a frame, shared by all
event = "MOBILIZE"
pattern = "act"               # slots from patterns.toml

[[frame]]
id = "parachute"
verbs = "parachute in, airdrop troops"
nouns = "airborne landing"    # the head last
slots.place = "oblique:into|over is place required"
example = "Commandos parachuted into the valley."
```

A frame with a `base` (`base = "assault.shell"`, or the bare name within a family) is a kind of
that frame: it takes over the base's slots and codes, never its words, says only what differs, and
goes before it where both hold. A frame with `topics = "appeal"` stands for one frame a row of
`topics.toml` (a ceasefire, a release, access, reform, ...): its theme must be of the topic's words,
and the topic gives the CAMEO code that the act takes there.

A slot says where its words may stand, `FUNCTION[:PREPOSITION|...]` one after another, best first;
then, if need be, of what kind they must be (`is place, facility`), which words they must be
(`like curfew, siege`), and `required` or `absent`. Functions: subject, object, indirect, oblique,
attribute, clausal; they are those of the act, so that a passive's grammatical subject is its
object. Kinds are word lists in `kinds.toml`, besides `place`, `actor`, `body`, `person`,
`pronoun`, `number`, `weapon`, `act` and `clause`, which are made out in the text. A wrong key or
code is told with its file when the tables are loaded.
"""


def codebook(book: FrameBook | None = None) -> str:
    """Return the codebook as Markdown."""
    book = book or frame_book()
    return "\n".join([_HEAD, *_events(book), *_control(book), *_crosswalk(book), _NOTATION])


def _events(book: FrameBook) -> Iterator[str]:
    yield "## Event types\n"
    words = {p for f in book.frames.values() for p in (*f.verbs, *f.nouns, *f.adjectives)}
    yield f"{len(book.frames)} frames with {len(words):,} predicates and phrases.\n"
    by_type: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in book.frames.values():
        if frame.event:
            by_type[frame.event].append(frame)
    for name, kind in sorted(ontology().types.items()):
        yield f"### {name}\n"
        yield f"{kind.about} ({kind.quad})\n"
        if kind.modes:
            yield f"Modes: {', '.join(kind.modes)}.\n"
        yield from _table(by_type[name])


def _control(book: FrameBook) -> Iterator[str]:
    yield "## Control\n"
    told = families()
    for family in ("seize", "lose", "hold", "advance", "withdraw"):
        yield f"### {family}\n"
        yield f"{told.get(family, '')}\n"
        frames = [f for f in book.frames.values() if f.control and f.family == family]
        yield "| frame | change | words | example |"
        yield "|---|---|---|---|"
        for frame in frames:
            yield f"| `{frame.id}` | {frame.control} | {_words(frame)} | {frame.example} |"
        yield ""


def _table(frames: list[Frame]) -> Iterator[str]:
    yield "| frame | kind of | mode | CAMEO | ACLED | words | example |"
    yield "|---|---|---|---|---|---|---|"
    for frame in frames:
        root = f"`{frame.root}`" if frame.root != frame.id else ""
        yield (
            f"| `{frame.id}` | {root} | {frame.mode or ''} | {frame.cameo or ''} "
            f"| {frame.acled or ''} | {_words(frame)} | {frame.example} |"
        )
    yield ""


def _words(frame: Frame) -> str:
    everything = (*frame.verbs, *frame.nouns, *frame.adjectives)
    shown = ", ".join(everything[:_SHOWN])
    more = len(everything) - _SHOWN
    return f"{shown}, and {more} more" if more > 0 else shown


def _crosswalk(book: FrameBook) -> Iterator[str]:
    yield "## Weapons and what they make of an assault\n"
    yield "| weapon | mode | CAMEO | ACLED |"
    yield "|---|---|---|---|"
    for weapon in dict.fromkeys(book.weapons.values()):
        shown = ", ".join(weapon.words[:_SHOWN])
        yield f"| {shown} | {weapon.mode} | {weapon.cameo} | {weapon.acled} |"
    yield ""
    yield "## CAMEO codes in use\n"
    yield "| CAMEO | meaning | PLOVER |"
    yield "|---|---|---|"
    codes = ontology()
    for code, label in codes.cameo.items():
        name, mode = codes.cameo_plover[code]
        yield f"| {code} | {label} | {name}{f'/{mode}' if mode else ''} |"
    yield ""


if __name__ == "__main__":
    import sys

    sys.stdout.write(codebook())
