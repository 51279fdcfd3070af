"""Names of places that tell no spot: whose something is, who tells, which war or day it was.

One rule: only the words right beside a name, and what the gazetteer has of it, decide.
"""

from __future__ import annotations

import re

from dateline.know.gazetteer.place import TOWNS
from dateline.model import PlaceMention
from dateline.read.frames.captives import captives
from dateline.read.frames.sight import Sight

_TOLD_BY = re.compile(
    r"\b(?:according to|quot(?:ed|ing)|citing) [^,;:.\n]{0,70}?"
    r"\b(?:in|at|inside|of|from|around|near)(?: [\w-]+){0,4}? ?$"
    # "..., the defence minister told reporters in Islamabad": who governs speaks from afar
    r"|, [^,;:.\n]{0,40}\b(?:president|premier|prime minister|minister|chancellor|ambassador|king"
    r"|emir|secretary-general|secretary of state)\b[^,;:.\n]{0,40}?"
    r" (?:said|says|told [\w ]{3,30}?|announced|confirmed)(?: on \w+day)? in $",
    re.IGNORECASE,
)
_LOCALS = re.compile(
    r"\b(?:residents?|locals?|villagers?|(?:eye)?witness(?:es)?|inhabitants?|townspeople|elders?"
    r"|shopkeepers?|traders?|farmers?|herders?|neighbou?rs?|community leaders?)\b",
    re.IGNORECASE,
)


def of_teller(sight: Sight, place: PlaceMention) -> tuple[bool, bool]:
    """Tell whether a place is where an "according to" has its teller, and whether locals tell.

    A reporter or a source in the capital heard of it; who lives there saw it.
    """
    start = (place.span or (0, 0))[0]
    made: dict[int, tuple[bool, bool]]
    made = sight.scene.made_out.setdefault("of tellers", {})  # each place is asked of thrice
    if start not in made:
        found = _TOLD_BY.search(sight.scene.report.text[max(0, start - 120) : start])
        locals_ = found is not None and _LOCALS.search(found[0]) is not None
        made[start] = found is not None, locals_
    return made[start]


_ACCORD = re.compile(
    r"(?:['’]s)? (?:[Pp]eace )?(?:[Aa]ccords?|[Tt]reaty|[Aa]greements?|[Pp]rotocols?"
    r"|[Cc]onventions?|[Dd]eclaration|[Pp]act|Summit|Conference)\b"
)
_WAR = re.compile(r"(?: [Cc]ivil)? [Ww]ars?\b")
_BROADEST = frozenset({"region", "sea", "continent", "island"})


def names_event(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name only helps to name a pact or a war ("the 1991 Gulf War")."""
    end, text = (place.span or (0, 0))[1], sight.scene.report.text
    if _ACCORD.match(text, end, end + 30):
        return True
    return place.feature in _BROADEST and _WAR.match(text, end, end + 20) is not None


_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|(?:january|february|april|june|july|august|september|october|november|december)(?: \d+)?"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.(?: \d+)?",
    re.IGNORECASE,
)


def is_day(place: PlaceMention) -> bool:
    """Tell whether what was taken for a place's name is a day's or a title ("Monday", "Brig.")."""
    return place.id is None and (
        _DAY.fullmatch(place.text) is not None or _RANK.fullmatch(place.text) is not None
    )


_RANK = re.compile(
    r"(?:Brig|Lt|Maj|Gen|Col|Capt|Cmdr|Cpl|Sgt|Adm|Dr|Mr|Mrs|Ms|Prof|Rev|Sheikh|Insp|Supt|Gov|Sen"
    r"|Rep|Pres|Min|Dep)\.?(?: (?:Gen|Col|Cmdr)\.?)?"
)


_JOINED_TO = re.compile(
    r"-(?:led|run|backed|based|bound|allied|born|made|sponsored|trained|armed|supported|funded|owned"
    r"|registered|flagged|dominated|appointed|educated|brokered|mediated|aligned|affiliated|linked"
    r"|inspired|imposed|built|supplied|equipped|friendly)\b",
    re.IGNORECASE,
)
_BETWEEN = (
    r"(?:(?!(?:and|or|in|on|to|at|with|when|as|after|before|while|by|where|that|for|from|of|was|were"
    r"|is|are|had|has|have|the|a|an|two|three|several|some|many|his|their|its) )[\w-]+ ){0,2}"
)
_THEIRS = re.compile(
    rf"(?:['’]s?|-)? {_BETWEEN}"
    r"(?:forces|troops|soldiers|fighters|militants|militiamen|gunmen|loyalists|followers|supporters"
    r"|regime|positions|defen[cs]es|targets|trenches|front-?lines|hideouts|strongholds|convoys"
    r"|commander|commanders|members|(?:stronghold|bastion|heartland|redoubt) of (?:the )?[A-Z])"
)
_BODY_BEGINS = re.compile(
    r"\b(?:Jabhat|Ja[yi]s[hc]h?|Liwaa?|Harakat|Fa[yi]laq|Ahrar|Ajnad|Kata[’']?[ie]b|Kataebat|Ansar"
    r"|Suqour|Jund|Saraya|Asa[’']?ib|Hay[’']?at|Tahrir|Fateh|Fatah|Hizb|Quwat|Firqat|Tajammu)"
    r"(?: [A-Z‘’'][\w‘’'-]*)*(?: |$)"
)
"""What the names of Arab bands begin with, and what is said of them."""


def of_somebody(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a name only says whose something is, or stands in a band's own name.

    "The US-run base", "Saleh's forces", "Jaysh al-Fateh positions", "Jabhat Fateh al-Sham".
    """
    start, end = place.span or (0, 0)
    text = sight.scene.report.text
    if sight.scene.token_at(start) in captives(sight.scene):
        return True
    if place.role in {"adjective", "part_of_name"} or _JOINED_TO.match(text, end, end + 14):
        return True
    begun = _BODY_BEGINS.search(text, max(0, start - 40), end)
    if begun is not None and begun.end() >= min(end, len(text)) - 1 and begun.start() <= start:
        return True
    if place.id is not None and place.feature not in TOWNS:
        return False
    owned = _THEIRS.match(text, end, end + 50)
    return owned is not None and (place.id is None or text[end : end + 1] in "'’")


_HAILS = re.compile(
    r"[\w.'’)”\"]+, (?:(?:aged )?\d{2}, )?(?:of|from|originally from|a native of) "
    r"(?:(?:the|nearby) )?(?:[A-Z][\w'’-]* (?:near|in|outside) )?(?:[a-z-]+ ){0,3}$"
)
_ASIDE_ENDS = re.compile(r"[^,;.()\n]{0,30},")


def hails_from(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a place between commas says where somebody is from ("Ali, 28, of A, was")."""
    start, end = place.span or (0, 0)
    text = sight.scene.text
    low = max(0, start - 70)
    if text.find("of ", low, start) < 0 and text.find("from ", low, start) < 0:
        return False
    begun = _HAILS.search(text, low, start)
    if begun is None or _ASIDE_ENDS.match(text, end, end + 40) is None:
        return False
    token = sight.scene.token_at(begun.start())
    kinds = sight.word_kinds(token)
    return (sight.scene.tokens.pos[token] == "PROPN" and sight.place_over(token) is None) or bool(
        kinds & {"civil", "armed", "official"}
    )


_MISSION = re.compile(
    rf"(?:['’]s)? {_BETWEEN}(?:embassy|consulate|mission|high commission|interests|military base"
    r"|base|cultural cent(?:re|er)|ambassador|troops|forces|flag|headquarters|checkpoint|convoy"
    r"|patrol|outpost|compound|helicopter|soldiers|warships?)\b",
    re.IGNORECASE,
)


def is_mission(sight: Sight, place: PlaceMention) -> bool:
    """Tell whether a country only says whose an embassy or a base abroad is."""
    start, end = place.span or (0, 0)
    text = sight.scene.report.text
    return place.feature == "country" and bool(
        _MISSION.match(text, end, end + 40) or _MISSIONS_OF.search(text[max(0, start - 50) : start])
    )


_MISSIONS_OF = re.compile(
    r"(?:embass(?:y|ies)|consulates?|missions?|flags?) of (?:the )?"
    r"(?:\w+, )?(?:\w+ and )?(?:the )?$",
    re.IGNORECASE,
)
