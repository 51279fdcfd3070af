"""Changes windows the way news text differs from the treebanks: capitals, headlines, quotes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.attributed import attributed
from training.data import UNSURE
from training.warfare import fought

if TYPE_CHECKING:
    import numpy as np

    from training.data import Sentence

ALL_CAPITALS = 0.04
ALL_SMALL = 0.02
TITLE_CASE = 0.03
CURLY = 0.3
DASH = 0.3
NO_STOP = 0.06
STRANGE_NAMES = 0.2
DATELINE = 0.06
_ONSETS = "b d f g h j k l m n q r s t w y z kh sh th gh dh ch sl kr dr br zh v p".split()
_NUCLEI = "a a a e i o u aa ee ou ai ya iy".split()
_CODAS = ["", "", "", "n", "r", "l", "m", "b", "d", "s", "k", "h", "sk", "ov", "iya", "in"]
_MINOR = {
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "and",
    "or",
    "by",
    "as",
    "from",
    "with",
    "but",
}


def augment(run: list[Sentence], rng: np.random.Generator) -> list[Sentence]:
    """Change a window at random; its annotation stays true."""
    run = [
        part
        for s in run
        for part in (
            _datelined(s, rng)
            if s.opens and len(s.forms) > 7 and s.upos and rng.random() < DATELINE
            else [s]
        )
    ]
    run = [attributed(fought(s, rng), rng) for s in run]
    draw = rng.random()
    if draw < ALL_CAPITALS:
        run = [replace(s, forms=[f.upper() for f in s.forms]) for s in run]
    elif draw < ALL_CAPITALS + ALL_SMALL:
        run = [replace(s, forms=[f.lower() for f in s.forms]) for s in run]
    elif draw < ALL_CAPITALS + ALL_SMALL + TITLE_CASE:
        run = [replace(s, forms=[_title(f, i) for i, f in enumerate(s.forms)]) for s in run]
    if rng.random() < STRANGE_NAMES:
        invented: dict[str, str] = {}
        run = [_strange(s, invented, rng) for s in run]
    if rng.random() < NO_STOP:
        run = [_unstopped(s) if s.opens or len(run) == 1 else s for s in run]
    if rng.random() < CURLY:
        run = [_curly(s) for s in run]
    if rng.random() < DASH:
        dash = ("–", "—", "-", "--")[rng.integers(4)]
        run = [replace(s, forms=_dashed(s, dash)) for s in run]
    return run


_CITIES = (
    "Damascus Beirut Baghdad Kyiv Moscow Washington Cairo Ankara Khartoum Goma Kabul Geneva London "
    "Paris Aleppo Mosul Tripoli Sanaa Amman Jerusalem Nairobi Tehran Kinshasa Mogadishu"
).split()
_AGENCIES = "AP AFP Reuters CNN BBC Xinhua SANA TASS Interfax Anadolu NNA UPI".split()
_MONTHS = (
    "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec. January August October November"
).split()
_COUNTRIES = "Syria Iraq Ukraine Sudan Yemen Lebanon Congo Libya Turkey Mali".split()


def _datelined(sentence: Sentence, rng: np.random.Generator) -> list[Sentence]:
    """Put a made-up dateline before a paragraph, as a sentence of its own like EWT's.

    ("WASHINGTON (CNN) --" and "PONCHATOULA, La. --" are sentences there.)
    """
    rows: list[tuple[str, bool, str, str, str, int, str, str]] = []

    def add(  # noqa: PLR0917  (a row of a table)
        form: str, spaced: bool, tags: str, head: int, label: str, kind: str
    ) -> None:
        upos, xpos, feats = tags.split()
        rows.append((form, spaced, upos, xpos, feats, head, label, kind))

    name, comma = "PROPN NNP Number=Sing", "PUNCT , _"
    place = _CITIES[rng.integers(len(_CITIES))] if rng.random() < 0.5 else _name(rng)
    place = place.upper() if rng.random() < 0.65 else place
    country, date, agency = rng.random() < 0.25, rng.random() < 0.55, rng.random() < 0.55
    add(place, not (country or date), name, 0, "root", "LOC")
    if country:
        at = len(rows)
        add(",", True, comma, at + 2, "punct", "")
        add(_COUNTRIES[rng.integers(len(_COUNTRIES))], not date, name, 1, "appos", "LOC")
    if date:
        at = len(rows)
        add(",", True, comma, at + 3, "punct", "")
        add(_MONTHS[rng.integers(len(_MONTHS))], True, name, at + 3, "nmod:unmarked", "time")
        day = "NUM CD NumForm=Digit|NumType=Card"
        add(str(1 + int(rng.integers(31))), True, day, 1, "nmod:unmarked", "+time")
    if agency:
        at = len(rows)
        add("(", False, "PUNCT -LRB- _", at + 2, "punct", "")
        add(_AGENCIES[rng.integers(len(_AGENCIES))], False, name, 1, "list", "ORG")
        add(")", True, "PUNCT -RRB- _", at + 2, "punct", "")
    add(("-", "--", "–", "—")[rng.integers(4)], True, "PUNCT : _", 1, "punct", "")
    forms, spaced, upos, xpos, feats, heads, labels, kinds = map(list, zip(*rows, strict=True))
    ways = {
        "uner": {"LOC": "B-LOC", "ORG": "B-ORG"},
        "gum": {"LOC": "B-place", "ORG": "B-organization", "time": "B-time", "+time": "I-time"},
    }
    names = {
        head: [ways[head].get(k, "O") for k in kinds] for head in sentence.names if head in ways
    }
    line = replace(
        sentence, forms=forms, spaced=spaced, upos=upos, xpos=xpos, feats=feats, lemmas=forms,
        heads=heads, labels=labels, names=names,
    )  # fmt: skip
    return [line, replace(sentence, opens=False)]


def _dashed(sentence: Sentence, dash: str) -> list[str]:
    spaced = sentence.spaced
    return [
        dash
        if form in {"--", "—", "–"} or (form == "-" and i and spaced[i] and spaced[i - 1])
        else form
        for i, form in enumerate(sentence.forms)
    ]


def _title(form: str, place: int) -> str:
    if place and form.lower() in _MINOR:
        return form.lower()
    return form if not form.islower() or "'" in form else form[0].upper() + form[1:]


def _unstopped(sentence: Sentence) -> Sentence:
    size = len(sentence.forms)
    if size < 4 or sentence.forms[-1] not in {".", "!"} or size in sentence.heads:
        return sentence
    cut = {
        f: getattr(sentence, f)[:-1]
        for f in ("forms", "spaced", "upos", "xpos", "feats", "lemmas", "heads", "labels")
    }
    cut["spaced"] = [*cut["spaced"][:-1], True]
    return replace(sentence, **cut, names={k: v[:-1] for k, v in sentence.names.items()})


def _curly(sentence: Sentence) -> Sentence:
    forms = list(sentence.forms)
    for i, form in enumerate(forms):
        if form == '"':
            opening = not sentence.spaced[i] and (i == 0 or sentence.spaced[i - 1])
            forms[i] = "“" if opening else "”"
        elif form == "'":
            forms[i] = "‘" if not sentence.spaced[i] and (i == 0 or sentence.spaced[i - 1]) else "’"
        elif "'" in form:
            forms[i] = form.replace("'", "’")
    return replace(sentence, forms=forms)


def _strange(sentence: Sentence, invented: dict[str, str], rng: np.random.Generator) -> Sentence:
    """Put made-up spellings for half of the proper nouns, the same for the same."""
    forms = list(sentence.forms)
    names = next(iter(sentence.names.values()), ["O"] * len(forms))
    for i, form in enumerate(forms):
        named = names[i] not in {"O", UNSURE} and (not sentence.upos or sentence.upos[i] == "PROPN")
        if named and len(form) > 3 and form.isalpha() and form[1:].islower() and not form.islower():
            if form not in invented:
                invented[form] = _name(rng) if rng.random() < 0.6 else form
            forms[i] = invented[form]
    return replace(sentence, forms=forms)


def _name(rng: np.random.Generator) -> str:
    size = 1 + int(rng.integers(3))
    syllables = [
        _ONSETS[rng.integers(len(_ONSETS))] + _NUCLEI[rng.integers(len(_NUCLEI))]
        for _ in range(size)
    ]
    return ("".join(syllables) + _CODAS[rng.integers(len(_CODAS))]).capitalize()
