"""Turns of phrase that tell control of a place, read from `turns.toml` and compiled once.

One rule: a turn names its places itself; who holds them it names or leaves to its subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, Literal

import tomli

from dateline.know.keywords import Haystack, Needs, Sieve, chances, keywords, needs
from dateline.know.leads import Expression
from dateline.model.claim import Change, Extent

__all__ = ["LIST", "NAME", "Turn", "elsewhere", "turns", "turns_in"]

_ARTICLE = r"(?:(?:al|el|ad|ar|as|ash|at|az|an|et|ez)-|de |del |la |le |da |do |dos |du )"
NAME = (
    rf"{_ARTICLE}?[A-Z][\w'’`-]*"
    rf"(?:(?: |-)(?:{_ARTICLE}?[A-Z0-9][\w'’`-]*|of the |and Herzegovina)){{0,4}}"
)
"""A name as printed: capitals, with the articles of Arabic, Spanish, French and Portuguese."""
_SORT = (
    r"(?:(?:the |both )?"
    r"(?:(?:nearby|northern|southern|eastern|western|neighbouring|whole of the|upper|lower"
    r"|provincial|province|county|border|garrison|coastal|market|frontier|mining|railway|strategic"
    r"|key|oil|river|lakeside|trading|road) )*"
    r"(?:towns?|villages?|city|cities|districts?|hamlets?|areas?|settlements?|ports?|communes"
    r"|posts?|crossings?|junctions?|garrisons|bases|camps|capitals|localities|strongholds|suburbs|townships|islands"
    r"|counties|municipalities|quarters|neighbou?rhoods|barracks|positions) of "
    r"|the (?!capital|seat|centre|center|home|heart|birthplace|hub|gateway"
    r"|airport|airfield|airstrip|prison|jail|barracks|palace|parliament|hospital|university"
    r"|refinery|stadium|ministry|embassy)[\w-]+ (?:of|at) )"
)
_SHARE = r"(?:most|much|all|half|parts?|some|the rest) of (?:the )?"
"""How much of a place of a list is meant ("A, B and MOST OF C")."""
_PART = (
    r"(?P<place>the (?:rest|remainder|(?:other|opposite|far|near|left|right|old|upper|lower|inner"
    r"|outer|central|mainland|riverside|seaward|(?:north|south)?-?(?:east|west)(?:ern)?"
    r"|(?:north|south)(?:ern)?) (?:bank|half|side|part|third|quarters?|districts?|suburbs?|shore"
    r"|end|edge|neighbou?rhoods?|streets))(?: of (?:it|the (?:town|city|village|place)))?"
    r"(?! of [a-z]))"
)
"""A part that names no town: that of the town told of before."""
_BOTH = (
    r"(?P<place>(?:both|all (?:two|three|four|five|six|seven|eight|nine|ten)"
    r"|the (?:two|three|four))"
    r"(?: of them)?(?: (?:towns|cities|villages|places|districts|bridges|capitals|posts|bases"
    r"|settlements|islands|camps|airports|crossings))?)"
)
"""As many places as were named just before."""
_LANDMARK = (
    r"(?:airport|airfield|airbase|headquarters|prison|jail|barracks|compound|capital|seat|palace"
    r"|parliament|hospital|university|refinery|bridge|dam|station|building|ministry|stadium)\b"
)
"""What has a holder of its own: it does not speak for the town that it is of."""
_GROUND = (
    r"(?:outskirts|edges?|fringes?|margins?|parts?|hal(?:f|ves)|bulk|rest|remainder|remains|whole|most"
    r"|much|all|heart|cent(?:er|re)|middle|sides?|banks?|ends?|tips?|corners?|approach(?:es)?"
    r"|entrances?|gates?|streets?|blocks?|quarters?|neighbou?rhoods?|suburbs?|districts?|boroughs?"
    r"|wards?|sectors?|zones?|areas?|villages?|towns?|city|cities|settlements?|hamlets?|localit(?:y|ies)"
    r"|places?|hills?|hilltops?|heights|ridges?|mountains?|slopes?|valleys?|plains?|forests?|woods"
    r"|fields?|farms?|farmland|countryside|hinterland|positions?|posts?|outposts?|checkpoints?"
    r"|trench(?:es)?|lines?|strongholds?|pockets?|territor(?:y|ies)|ground|land|ruins|ports?|harbou?r"
    r"|docks|coast|shores?|islands?|roads?|highways?|crossroads|junctions?|squares?|roundabouts?"
    r"|markets?|walls?|thirds?|majority|portions?|sections?|stretch(?:es)?|swathe?s?|chunks?|bases?"
    r"|camps?|forts?|fortress|citadel|garrisons?|mines?|oilfields?|wells|plants?|factory|works"
    r"|beach(?:es)?|shoreline|waterfront|lagoon|schools?|buildings?|province|region|county|state|department|governorate|municipality|commune"
    r"|gorges?|canyons?|pass(?:es)?|crossings?|river|lake|border|peninsula|enclave|corridor|salient"
    r"|basin|delta|marsh(?:es)?|steppe|dunes|oasis|wadi|parish(?:es)?|cantons?"
    r"|defen[cs]es|flanks?|bridgeheads?|footholds?|east|west|north|south)"
)
"""What ground is called that is told by its town ("the western EDGE of A")."""
_TAIL = (
    rf"(?: (?:in|on|near|outside) (?:{NAME}|the (?:far )?"
    r"(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west|centre|center|coast"
    r"|interior)\b))?"
)
"""What a name of a list may carry with it: its province, its day."""
_THE = (
    r"(?:the|this|that) (?:(?:whole|entire|border|port|mountain|hill|market|coastal|river|desert"
    r"|old|same|strategic|small|besieged|northern|southern|eastern|western) ){0,2}"
    r"(?:town|city|village|district|province|airport|airfield|airbase|air base|port|harbour|palace"
    r"|barracks|camp|crossing|dam|refinery|oilfield|garrison|hospital|island|suburb|neighbou?rhood)"
    r"\b(?! (?:of|at|hall|council|cent(?:re|er)|and the)\b"
    r"| in (?!(?:the |an? )?(?:[\w'’-]+ ){0,2}(?:hands|control|possession)\b)|['’]s)"
)
"""What a place told before is called."""
_KIND = (
    r"(?: (?:(?:international|military|main|central|border|air|army|naval|provincial|old) )?"
    r"(?:airport|airfield|airbase|base|barracks|camp|crossing|bridge|dam|dike|dyke|causeway|refinery|prison|jail"
    r"|hospital|island|peninsula|quarter|neighbou?rhood|suburb|district|township"
    r"|town|city|village|enclave|gorge|pass|valley|hill|ridge|heights|oilfield|port|terminal"
    r"|junction|station|garrison|campus|palace|citadel|gas ?fields?"
    r"|power (?:plant|station)|farms|mountains|hills|hilltop|roundabout|cement plant)\b"
    r"(?! (?:road|officials?|council|governor|police|chief|commander|residents?|command)\b))?"
)
"""What a name may say of itself ("Erez crossing", "Amai Pakpak hospital")."""
LIST = (
    # Written with a member once, not first and again behind its comma: half as long to compile.
    r"(?P<place>(?=[^ ,])(?-i:(?:"
    rf"(?:(?:,? and |,? as well as |, )(?:{_SHARE}(?={_ARTICLE}?[A-Z]))?|(?<!\w))"
    rf"(?:{_SORT}|the )?{NAME}{_KIND}{_TAIL}){{1,16}}))"
)
"""A list of places as printed, with the group `place`."""
_REACH = 240
"""Characters on either side of a cue in which its turn stands."""
# {V} stands between a verb and its object: "took ONE AFTER ANOTHER the posts of A, B and C".
_HOLES = {
    "{H}": (
        r"(?:(?P<line>(?:^|\n)\W*(?:\d\d?[:.]\d\d\W+|\d+[./)] |[a-z][.)] )?)"
        r"|(?<=[.;] )(?:[•▪■□◆►▶‣»✓●] )?)"
        r"{P}(?: \([^)\n]{2,40}\))?(?:[:?] |(?(line)\. |(?!)))"
        r"(?!(?:on|in|at|after|during|by|from|since|around|near|when|as)\b)"
    ),
    "{R}": _PART,
    "{L}": _BOTH,
    "{P}": LIST.removesuffix("))") + rf"|{_THE}))",
    "{W}": (
        r"(?P<who>(?!(?:no longer|not|never|hardly)\b)(?:the )?[\w'’-]+"
        r"(?: (?!(?:is|are|was|were|has|have|had|in|on|who|which|that|but|as|serves?|served)\b)"
        r"[\w'’-]+){0,5}?)"
    ),
    "{Z}": (
        r"(?<! of)"
        r"(?=\s(?:on|after|since|at|as|for|until|till|during|from|in|with|without|this|last|today"
        r"|yesterday|overnight|early|late|again|now|too|before|by|within|and|but|while|when|who"
        r"|which|a|the)\b|[,.;:\n\"”]|$)"
    ),
    "{BE}": (
        r"(?:(?:, (?:(?:further |farther )?(?:in|on|near|off|at|beyond)|[\w.]+ (?:km|miles?"
        r"|kilomet(?:re|er)s?)|(?:north|south|east|west)\w*) [^,.;:\n]{1,50})?,[^,.;:\n]{1,100},"
        r"|,| next door| nearby| itself| proper| alone)?"
        r" (?:which |that |it |they )?"
        r"(?:(?:is|are) and (?:remains?|stays?|(?:will|shall) (?:[\w ]{1,24} )?(?:be|stay|remain))"
        r"|is|was|are|were|remains?|remained|stays?|stayed|rests?|continues?(?: to be)?"
        r"|(?:has|have|had) (?:(?:now|since|long|also) )?(?:been|remained|stayed)"
        r"|finds? (?:itself|themselves)"
        r"|found (?:itself|themselves)|(?:is|are) (?:to be )?found|(?:has|have) become|became"
        r"|(?:is|are|was|were) (?:still )?(?:said|reported|believed|understood|thought|known)"
        r" to (?:be|remain|have (?:been|remained)))"
        r"(?:,[^,.;:\n]{2,40},)? "
        r"(?:(?:to this day|since [\w ]{3,15}|as of \w+|for now|until now|at present)[, ] ?)?"
    ),
    "{A}": (
        r"(?:(?:still|now|again|once again|once more|firmly|already|all|also|entirely|fully|both"
        r"|likewise|equally|mostly|largely|mainly|partly|effectively"
        r"|reportedly|back|completely|wholly|newly|since|yet|almost|currently|as good as) )*"
    ),
    "{V}": (
        r"(?:(?:successively|consecutively|one by one|in turn|overnight|yesterday|today|almost"
        r" unopposed|unopposed|one after (?:the other|another)|in (?:quick|rapid|swift|short)"
        r" (?:succession|order)|(?:within|in)(?: the space of)? (?:\w+ ){0,3}"
        r"(?:hours?|days?|weeks?)"
        r"|on \w+day(?: (?:morning|afternoon|evening|night))?|at dawn|at dusk"
        r"|without (?:much of )?a (?:fight|shot|struggle)"
        r"(?: being fired)?|[\w-]+ by [\w-]+|\w{3,}ly),? |, [\w-]+ by [\w-]+, )?"
    ),
    "{OF}": (
        r"(?!the [\w-]+(?: [\w-]+)? (?:north|south)?-?(?:east|west|north|south)"
        r"(?:ern)? of)(?!the (?:[\w-]+ )?(?:towns?|villages?|city|cities|camps?|bases?) in )"
        r"(?:(?:(?:the|most|much|all|half|parts?|some|several|a few|its|their|one|two|three|four"
        r"|five|six|seven|eight|nine|ten|more|many|a number of|dozens of|a (?:string|series) of)"
        rf"(?: (?!{_LANDMARK})[\w-]+){{0,3}} (?!{_LANDMARK})"
        rf"(?:(?<!s )|(?!(?:east|west|north|south) )){_GROUND}"
        r" (?:of|in|at|above|inside(?: of)?|within) "
        r"(?:(?:central|(?:north|south)(?:east|west)?(?:ern)?|eastern|western) )?)"
        r"|(?:(?:most|much|all|half|parts?) of |(?:central|northern|southern|eastern|western) ))?"
    ),
}


_HOLE = re.compile(r"\{[A-Z]+\}")
_AT_LINE = r"(?:^|\n)"
"""How a cue begins that stands where a line does."""
_WITHIN_CLAUSE = r"(?:, [\w.]+ )?[^.;:\n]*?"
"""Roughly what stands between a place and its state: no stop is in it but that of "2.5 km"."""
_ROUGHLY = {
    "{P}": (
        r"(?:(?-i:(?:[^\n]*? (?:of|at) |the )?(?:[a-z]{1,3}[- ])?[A-Z])"
        r"|(?:the|this|that) )[^\n]*?"
    ),
    "{W}": r"[\w'’ -]+?",
    "{R}": r"the [^\n]*?",
    "{L}": r"(?:both|all|the)\b[^\n]*?",
    "{H}": r"[\s\S]*?",
    "{V}": r"(?:, )?(?:[\w-]+,? )*?",
    "{A}": r"(?:\w+ )*?",
    "{OF}": r"(?:[\w-]+ )*?",
    "{BE}": _WITHIN_CLAUSE,
    "{Z}": r"",
}
"""What stands for a hole in a rough expression: it matches all that the hole does, and more."""
_RUN = re.compile(
    r"(?P<wide>\{(?:P|R|L|H|BE)\})"
    r"(?P<more>(?:\{(?:BE|A|V|OF|W)\}|\[\^[^]]*\\n\]\{0,\d+\}\??)+)"
)
"""A hole of any length, and what stands behind it and is matched by more of the same."""
_CLAUSE = re.compile(r"\{BE\}(?:\{(?:A|V|OF|W)\})*\Z")
"""Holes none of which holds a stop."""
_TO_A_WORD = re.compile(r"\{BE\}(?:\{(?:A|V|OF)\})*\Z")
"""Holes behind which a word begins."""
_MAY_LACK = re.compile(r"(?:\{(?:V|A|OF)\})+\Z")
"""Holes that may be empty: behind an opening they keep nothing out, and are long to compile."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of phrase.

    Attributes:
        change: what it tells of the place.
        form: its expression with the group `place`, and `who` where `holder` is `who`.
        opening: what stands in it before the first place or party, None where nothing does: a
            small expression, so that the whole one is compiled for few texts.
        after: what follows the place or the party that it begins with, None where it begins
            otherwise: where that can begin is known, it is cheaper to look for than names.
        holder: where its holder stands: in the group `who`, before it as the subject, as whoever
            says it, on the side that fights the group `who`, or nowhere.
        armed: true where the holder must be a party in arms.
        beside: true where it holds next to what a frame tells of the same place.
        known: true for words of wide use: one of the names must be a place by itself.
        settled: true for words that tell of wider ground whose it is by right ("Crimea is
            Ukrainian"): only towns and what lies in them, and not in what somebody says.
        needs: words that stand in every match.
        line: the turn as the table has it.
        extent: how much of the place it tells of.
        headed: true where it opens with a place that heads a line, or a part of one.
    """

    change: Change
    form: Expression
    opening: Expression | None
    after: Expression | None
    holder: Literal["who", "subject", "speaker", "maybe", "foe", "none"]
    armed: bool = False
    beside: bool = False
    known: bool = False
    settled: bool = False
    needs: Needs = ()
    line: str = ""
    extent: Extent = "whole"
    headed: bool = False

    @property
    def cue(self) -> Expression:
        """An expression for a part of it that stands in every match, cheap to look for."""
        return _cue(self.line)

    @property
    def across(self) -> bool:
        """True where its cue may run over the end of a line."""
        return _across(self.cue.words)

    def found(self, hay: Haystack) -> Iterator[re.Match[str]]:
        """Return the matches in a text: where it can begin if that is known, else near its cues.

        Args:
            hay: the text as printed.
        """
        if self.opening is not None and self.opening.leads:  # then those of the form are the same
            return self.form.finditer(hay, by_line=not self.across)
        if self.headed and not self._heads(hay):
            return iter(())
        return self._near_cues(hay)

    def _near_cues(self, hay: Haystack) -> Iterator[re.Match[str]]:
        """Yield the matches about the cues, where what follows its first place stands as well."""
        after = self.after if self.after is not None and self.after.leads else None
        text, seen = hay.text, 0
        for cue in self._cues(hay, self.cue if self.cue.leads else after or self.cue):
            low = max(text.rfind("\n", 0, max(cue.start(), 0)), cue.start() - _REACH, seen)
            end = text.find("\n", cue.end())
            high = min(len(text) if end < 0 else end, cue.end() + _REACH)
            if after is not None and after.search(hay, max(low, 0), high) is None:
                continue
            for match in self._tried(hay, max(low, 0), high):
                seen = max(seen, match.end())
                yield match

    def _tried(self, hay: Haystack, low: int, high: int) -> Iterator[re.Match[str]]:
        """Return the matches in a stretch; one that opens with a head begins where lines do."""
        if not self.headed:
            if not self.form.may_stand(hay.text, low, high):
                return iter(())
            return self.form.pattern.finditer(hay.text, low, high)
        starts = self._heads(hay)
        within = starts[bisect_left(starts, low) : bisect_left(starts, high)]
        return self.form.at(hay.text, within, high) if within else iter(())

    @staticmethod
    def _heads(hay: Haystack) -> list[int]:
        """Return where a place opens a line, in order."""
        return _head().matching(hay, hay.openings)

    def _cues(self, hay: Haystack, cue: Expression) -> Iterator[re.Match[str]]:
        """Return the cues, only from lines with all that the turn needs where they stay in one."""
        if cue.leads:
            return cue.finditer(hay)
        if self.across and not hay.has(self.needs):
            return iter(())
        if cue.words.startswith(_AT_LINE):
            return cue.at(hay.text, hay.breaks, len(hay.text))
        if self.across:
            return cue.finditer(hay)
        return chain.from_iterable(cue.finditer(hay, *line) for line in hay.lines(self.needs))


def turns() -> tuple[Turn, ...]:
    """Return the shipped turns, in the order of the table."""
    return tuple(_turn(number) for number in range(len(_lines())))


@cache
def _lines() -> tuple[tuple[Mapping[str, Any], str, Needs], ...]:
    """Return each line of the table with its row and the words that it needs."""
    text = (files(__package__) / "turns.toml").read_text(encoding="utf-8")
    return tuple(
        (row, line.strip(), needs(_HOLE.sub("(?:)", line.strip())))
        for row in tomli.loads(text)["turn"]
        for line in row["words"].splitlines()
        if line.strip()
    )


@cache
def _turn(number: int) -> Turn:
    """Return the turn of a line, made when a text first has its words: most texts have few."""
    row, line, needed = _lines()[number]
    opening = _opening(line)
    begin = opening if opening is not None and opening.leads else None
    return Turn(
        change=row["change"],
        form=Expression(_filled(line), _FLAGS, begin, _rough(line)),
        opening=opening,
        after=_after(line),
        holder=row["holder"],
        armed=row.get("armed", False),
        beside=row.get("beside", False),
        known=row.get("known", False),
        settled=row.get("settled", False),
        needs=needed,
        line=line,
        headed=line.startswith("{H}"),
        extent=row.get("extent", "whole"),
    )


_FLAGS = re.MULTILINE | re.IGNORECASE


def _opening(line: str) -> Expression | None:
    """Return what a turn says before its first place or party, if that is a whole expression."""
    said = _MAY_LACK.sub("", _NAMED.split(line)[0])
    flat, count = _CLASS.sub("", said), 1
    while count:
        flat, count = _WITHIN.subn("", flat)
    if not said or any(mark in flat for mark in "()|"):
        return None
    return Expression(rf"(?<![\w-]){_holes_filled(said)}", _FLAGS, rough=_rough(said))


_NAMED = re.compile(r"\{[PWHRL]\}")
_WITHIN = re.compile(r"\([^()]*\)")


def _after(line: str) -> Expression | None:
    """Return what follows the place or the party that a turn begins with, if it does."""
    for hole in ("{P}", "{H}", "{R}", "{L}", "{W}"):
        if line.startswith(hole):
            rest = line.removeprefix(hole)
            begin = _being() if rest.startswith("{BE}") else None
            return Expression(_holes_filled(rest), _FLAGS, begin, _rough(rest))
    return None


@cache
def _being() -> Expression:
    """Return what stands between a place and its state in a great many turns."""
    return Expression(_HOLES["{BE}"], _FLAGS)


@cache
def _head() -> Expression:
    """Return a place that opens a line."""
    return Expression(_holes_filled("{H}"), _FLAGS)


def turns_in(hay: Haystack) -> Iterator[Turn]:
    """Yield the turns of which a text has the words, in the order of the table."""
    return map(_turn, _sieve().passing(hay))


@cache
def _sieve() -> Sieve:
    return Sieve([needed for _, _, needed in _lines()])


@cache
def elsewhere() -> tuple[str, ...]:
    """Return the words of spheres that are not war, as in `elsewhere.toml`; `*` is any ending."""
    text = (files(__package__) / "elsewhere.toml").read_text(encoding="utf-8")
    listed = tomli.loads(text).values()
    return tuple(w.strip() for words in listed for w in words.split(",") if w.strip())


@cache
def _across(cue: str) -> bool:
    """Tell whether a match of a cue may hold the end of a line."""
    if any(c.startswith("[^") and r"\n" not in c for c in _CLASS.findall(cue)):
        return True
    return re.search(r"\\[nsWDA]", _CLASS.sub("", cue)) is not None


_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


@cache
def _cue(words: str) -> Expression:
    """Return the rarest run of a turn between its holes that is a pattern by itself.

    It is looked for when it is first needed: many turns are found by their opening alone.
    """
    runs = [r"\n|\A", *_HOLE.split(words)]
    runs.sort(key=lambda run: (chances(keywords(run)), -len(run)))
    return Expression(next(run for run in runs if _tells(run)), _FLAGS)


def _tells(run: str) -> bool:
    """Tell whether a run is a pattern, and one that blanks do not match."""
    try:
        told = re.compile(run, _FLAGS)  # as the cue is compiled, so that it is done once
        return run == r"\n|\A" or not any(map(told.match, ("", " ", "  ")))
    except re.error:
        return False


def _filled(words: str) -> str:
    """Return a turn as a regular expression that starts at a word."""
    words = _holes_filled(words)
    if words.startswith(("(?:^", "(?:(?P<line>", "(?P")):
        return words
    return rf"(?<![\w-]){words}"


def _rough(words: str) -> str:
    """Return a short expression that matches wherever a turn does.

    Of holes in a row one that goes on for long stands for all: two such in a row are tried with
    every parting of a line between them.
    """
    return _HOLE.sub(lambda hole: f"(?:{_ROUGHLY[hole[0]]})", _RUN.sub(_as_one, words))


def _as_one(run: re.Match[str]) -> str:
    wide = run["wide"] if _CLAUSE.search(run[0]) or run["wide"] != "{BE}" else r"[^\n]*?"
    return wide + ("(?<=[, ])" if _TO_A_WORD.search(run[0]) else "")


def _holes_filled(words: str) -> str:
    for hole, pattern in _HOLES.items():
        words = words.replace(hole, pattern)
    return words
