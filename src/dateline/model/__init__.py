"""The nouns of Dateline, frozen and typed; they know nothing of files, models or databases."""

from dateline.model.actor import ActorRef, Plover
from dateline.model.base import Noun, Span
from dateline.model.claim import (
    Because,
    Claim,
    ControlClaim,
    EventClaim,
    Position,
    Reference,
    StatementClaim,
    Status,
    Toll,
    identified,
)
from dateline.model.codec import from_json, to_builtins, to_json
from dateline.model.finding import (
    DoubtFinding,
    EventFinding,
    Holding,
    PlaceFinding,
    PositionFinding,
    StatementFinding,
)
from dateline.model.ids import bytes_id, content_id, text_sha256
from dateline.model.judgement import Judgement, judged
from dateline.model.mention import (
    DateMention,
    GroupMention,
    Mention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
)
from dateline.model.place import PlaceRef
from dateline.model.report import Cut, Doubt, Page, Reading, Report
from dateline.model.when import When

__all__ = [
    "ActorRef",
    "Because",
    "Claim",
    "ControlClaim",
    "Cut",
    "DateMention",
    "Doubt",
    "DoubtFinding",
    "EventClaim",
    "EventFinding",
    "GroupMention",
    "Holding",
    "Judgement",
    "Mention",
    "Noun",
    "OrganisationMention",
    "Page",
    "PersonMention",
    "PlaceFinding",
    "PlaceMention",
    "PlaceRef",
    "Plover",
    "Position",
    "PositionFinding",
    "QuantityMention",
    "Reading",
    "Reference",
    "Report",
    "Span",
    "StatementClaim",
    "StatementFinding",
    "Status",
    "Toll",
    "When",
    "bytes_id",
    "content_id",
    "from_json",
    "identified",
    "judged",
    "text_sha256",
    "to_builtins",
    "to_json",
]
