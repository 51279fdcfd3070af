"""What the grammar knows about words, read from the TOML tables beside this module.

One rule: a table is data that a user may extend (`load(extra)`), and is read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

import tomli

from dateline.errors import InputError
from dateline.read.clauses.clause import Modality

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Pattern = Literal["object", "subject", "aimed", "mutual"]
TABLES = ("nouns", "light", "mood", "places")


@dataclass(frozen=True, slots=True)
class Light:
    """How a light verb and its noun share their arguments.

    Attributes:
        object: prepositions whose phrase is the logical object.
        subject: prepositions whose phrase is the logical subject.
        patient: the grammatical subject is what it is done to ("come under attack").
    """

    object: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables, shaped for looking up; all words in lower case.

    Attributes:
        nouns: event noun, of one or two words, to its argument pattern.
        noun_ends: event nouns, and what those of several words end in.
        suffered: event nouns of what is done to one person.
        persons: nouns of those it is done to.
        actors: nouns that act.
        people_ends: ends of adjectives that tell a people.
        people_words: further such adjectives.
        not_people: adjectives with such an end that tell no people.
        participles: participle to its verb ("held" to "hold").
        support: verbs that make a predicate with any event noun.
        support_light: the roles that go with them.
        light: (verb, preposition before the noun or "", noun) to its roles.
        light_verbs: first members of the keys of `light`, and `support`.
        phrasal: verbs with their particle.
        governors: verb or adjective to the modality of what hangs on it.
        objects: verb to the modality of an event noun that it acts on.
        objects_for: the same for an event noun after "for" or "of".
        doing: words to the modality of a gerund with "to" that hangs on them ("close to taking").
        happens: governors whose passive tells what happens.
        done: verbs whose infinitive, in the past, tells what was done ("went on to").
        seizing: verbs of which that goes with an opening for their object.
        openings: such openings ("seized the chance to").
        wishing: verbs that with another's infinitive say what they wish of them.
        speech: verbs whose content keeps its own truth.
        auxiliaries: auxiliary to modality; "would" and kin are "condition".
        governing_nouns: noun to the modality of what hangs on it.
        absence: nouns that deny what hangs on them ("lack of").
        adjectives: adjective to the modality of its event noun.
        adverbs: adverb to the modality of its verb.
        negative: adverbs that negate.
        negative_subjects: pronouns that negate.
        negative_after_no: nouns that negate their verb after "no" ("at no time").
        conditional: markers of a condition.
        purposive: markers of a purpose.
        occurrence: verbs that say that their event noun takes place.
        subject_control: verbs with an object whose infinitive is the subject's doing.
        transitive: verbs that need an object.
        aimed: verbs that are aimed by "at", so that one "shot at a car" is the shooter.
        aims: what they are aimed at.
        aims_end: ends of the words for people that they are aimed at.
        ditransitive: verbs with two objects.
        irregular: past form to its verb.
        unchanging: verbs whose past looks like their present.
        relational: nouns that belong to a preposition ("outskirts").
        relational_only: of these, the prepositions that they need before them.
        attached: preposition to the verbs that it completes beside their object.
        direction: adverbs and adjectives that take a place with "of" or "to".
        times: nouns of time.
        measures: nouns of measure.
        means: bare nouns after "by" that tell the means.
        name_articles: what begins a part of an Arabic name before a hyphen.
        joined: verbs with a particle that is never a preposition.
        headline: predicates of verbless headlines.
        headline_verbs: verbs of violence and of taking that headlines have in the present.
        headline_moves: of these, those without an object.
        headline_doers: nouns of what does them, beside actors and acts.
        out_of: verbs whose "out of" is a particle and a preposition.
        listing: what begins the members of a list.
        counts: nouns that count what stands after their "of", which may have a list of its own.
        kinds: nouns that name the kind of the place after "of".
    """

    nouns: dict[str, Pattern]
    noun_ends: frozenset[str]
    suffered: frozenset[str]
    persons: frozenset[str]
    actors: frozenset[str]
    people_ends: tuple[str, ...]
    people_words: frozenset[str]
    not_people: frozenset[str]
    participles: dict[str, str]
    support: frozenset[str]
    support_light: Light
    light: dict[tuple[str, str, str], Light]
    light_verbs: frozenset[str]
    phrasal: frozenset[str]
    governors: dict[str, Modality]
    doing: dict[str, Modality]
    objects: dict[str, Modality]
    objects_for: dict[str, Modality]
    happens: frozenset[str]
    done: frozenset[str]
    seizing: frozenset[str]
    openings: frozenset[str]
    wishing: frozenset[str]
    speech: frozenset[str]
    auxiliaries: dict[str, Modality]
    governing_nouns: dict[str, Modality]
    absence: frozenset[str]
    adjectives: dict[str, Modality]
    adverbs: dict[str, Modality]
    negative: frozenset[str]
    negative_subjects: frozenset[str]
    negative_after_no: frozenset[str]
    conditional: frozenset[str]
    purposive: frozenset[str]
    occurrence: frozenset[str]
    subject_control: frozenset[str]
    transitive: frozenset[str]
    aimed: frozenset[str]
    aims: frozenset[str]
    aims_end: tuple[str, ...]
    ditransitive: frozenset[str]
    irregular: dict[str, str]
    unchanging: frozenset[str]
    relational: frozenset[str]
    relational_only: dict[str, frozenset[str]]
    attached: dict[str, frozenset[str]]
    direction: frozenset[str]
    times: frozenset[str]
    measures: frozenset[str]
    means: frozenset[str]
    name_articles: frozenset[str]
    joined: frozenset[str]
    headline: frozenset[str]
    headline_verbs: frozenset[str]
    headline_moves: frozenset[str]
    headline_doers: frozenset[str]
    out_of: frozenset[str]
    listing: frozenset[str]
    counts: frozenset[str]
    kinds: frozenset[str]


@cache
def load(*extra: Path) -> Lexicon:
    """Return the tables, with those of further TOML files merged in.

    Args:
        extra: files with any of the tables; lists are appended, later words win.

    Raises:
        InputError: a file cannot be read, is not TOML, or holds a word of no known kind.
    """
    tables: dict[str, Any] = {}
    folder = files(__package__)
    for name in TABLES:
        _merge(tables, tomli.loads((folder / f"{name}.toml").read_text("utf-8")))
    for path in extra:
        try:
            _merge(tables, tomli.loads(path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
            raise InputError(f"clause table {path} cannot be read: {error}") from error
    try:
        return _shape(tables)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"clause tables {[str(p) for p in extra]} have an entry of no known shape: {error!r}; "
            "compare them with the tables that come with the package"
        ) from error


def _merge(into: dict[str, Any], table: dict[str, Any]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _merge(into.setdefault(key, {}), value)
        elif isinstance(value, list):
            into.setdefault(key, []).extend(value)
        else:
            into[key] = value


def _by_modality(table: dict[str, list[str]]) -> dict[str, Modality]:
    known = get_args(Modality)
    for name in table:
        if name not in known:
            raise KeyError(name)
    return {word: cast("Modality", name) for name, words in table.items() for word in words}


def _shape(tables: dict[str, Any]) -> Lexicon:
    support = frozenset(tables["support"]["verbs"])
    light = _light(tables["light"])
    markers, nouns = tables["markers"], dict(tables["nouns"])
    adverbs = dict(tables["adverbs"])
    negative, absence = adverbs.pop("negative"), nouns.pop("absence")
    after_no = adverbs.pop("negative_after_no")
    auxiliaries = dict(tables["auxiliaries"])
    conditional = auxiliaries.pop("conditional")
    patterns: tuple[Pattern, ...] = get_args(Pattern)
    events = {word: pattern for pattern in patterns for word in tables[pattern]}
    return Lexicon(
        nouns=events,
        noun_ends=frozenset(end for word in events for end in _ends(word)),
        suffered=frozenset(tables["undergone"]["nouns"]),
        persons=frozenset(tables["undergone"]["persons"]),
        actors=frozenset(tables["actors"]),
        people_ends=tuple(tables["people"]["suffixes"]),
        people_words=frozenset(tables["people"]["words"]),
        not_people=frozenset(tables["people"]["not"]),
        participles=dict(tables["participles"]),
        support=support,
        support_light=Light(object=frozenset(tables["support"]["object"])),
        light=light,
        light_verbs=support | {verb for verb, _, _ in light},
        phrasal=frozenset(tables["phrasal"]["verbs"] + tables["phrasal"]["joined"]),
        governors=_by_modality(tables["governors"]),
        doing=_by_modality(tables["doing"]),
        objects=_by_modality(tables["objects"]),
        objects_for=_by_modality(tables["objects_for"]),
        happens=frozenset(tables["happens"]["passive"]),
        done=frozenset(tables["done"]["verbs"]),
        seizing=frozenset(tables["done"]["seizing"]),
        openings=frozenset(tables["done"]["openings"]),
        wishing=frozenset(tables["wishing"]["verbs"]),
        speech=frozenset(tables["speech"]["verbs"]),
        auxiliaries=_by_modality(auxiliaries | {"condition": conditional}),
        governing_nouns=_by_modality(nouns),
        absence=frozenset(absence),
        adjectives=_by_modality(tables["adjectives"]),
        adverbs=_by_modality(adverbs),
        negative=frozenset(negative),
        negative_subjects=frozenset(tables["subjects"]["negative"]),
        negative_after_no=frozenset(after_no),
        conditional=frozenset(markers["condition"]),
        purposive=frozenset(markers["purpose"]),
        occurrence=frozenset(tables["occurrence"]["verbs"]),
        subject_control=frozenset(tables["control"]["subject"]),
        transitive=frozenset(tables["transitive"]["verbs"]),
        aimed=frozenset(tables["shot_at"]["verbs"]),
        aims=frozenset(tables["shot_at"]["things"]),
        aims_end=tuple(tables["shot_at"]["endings"]),
        ditransitive=frozenset(tables["ditransitive"]["verbs"]),
        irregular=dict(tables["irregular"]),
        unchanging=frozenset(tables["unchanging"]["verbs"]),
        relational=frozenset(tables["relational"]),
        relational_only={k: frozenset(v) for k, v in tables["only"].items()},
        attached={k: frozenset(v) for k, v in tables["attached"].items()},
        direction=frozenset(tables["direction"]["words"]),
        times=frozenset(tables["nouns_of"]["time"]),
        measures=frozenset(tables["nouns_of"]["measure"]),
        means=frozenset(tables["nouns_of"]["means"]),
        name_articles=frozenset(tables["nouns_of"]["article"]),
        joined=frozenset(tables["phrasal"]["joined"]),
        headline=frozenset(tables["headline"]["words"]),
        headline_verbs=frozenset(tables["headline"]["verbs"]),
        headline_moves=frozenset(tables["headline"]["moves"]),
        headline_doers=frozenset(tables["headline"]["doers"]),
        out_of=frozenset(tables["phrasal"]["out_of"]),
        listing=frozenset(tables["listing"]["words"]),
        counts=frozenset(tables["listing"]["counts"]),
        kinds=frozenset(tables["listing"]["kinds"]),
    )


def _ends(word: str) -> Iterator[str]:
    """Yield a word of several parts, and it without its first ones ("sit-in", "in")."""
    yield word
    for at, mark in enumerate(word):
        if mark in " -":
            yield word[at + 1 :]
        if mark == "-":
            yield word[at:]


def _light(entries: list[dict[str, Any]]) -> dict[tuple[str, str, str], Light]:
    table: dict[tuple[str, str, str], Light] = {}
    for entry in entries:
        roles = Light(
            object=frozenset(entry.get("object", ())),
            subject=frozenset(entry.get("subject", ())),
            patient=entry.get("patient", False),
        )
        for verb in entry["verbs"]:
            for noun in entry["nouns"]:
                table.setdefault((verb, entry.get("preposition", ""), noun), roles)
    return table
