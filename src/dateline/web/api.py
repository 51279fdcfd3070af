"""Reading the record by REST: findings by page, reports, where anything comes from, who judged.

Every item is the same JSON that `dateline ... --format jsonl` prints.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from dateline.keep import Filter
from dateline.model import (
    DoubtFinding,
    EventFinding,
    Holding,
    Noun,
    PlaceFinding,
    StatementFinding,
    to_builtins,
    to_json,
)
from dateline.web.answers import TYPES, Body, Format, desk_of, listed, tagged, wanted_format
from dateline.web.asked import Id, Paging, background, filters, paging
from dateline.web.counts import Total

router = APIRouter(tags=["record"])

NOUNS: dict[str, type[Noun]] = {
    "event": EventFinding,
    "statement": StatementFinding,
    "holding": Holding,
    "place": PlaceFinding,
    "doubt": DoubtFinding,
}
LIST: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A page of findings.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["total", "exact", "offset", "limit", "items"],
                    "properties": {
                        "total": {"type": "integer"},
                        "exact": {
                            "type": "boolean",
                            "description": "False while it is counted: at least so many.",
                        },
                        "offset": {"type": "integer"},
                        "limit": {"type": "integer"},
                        "next": {"type": "string"},
                        "previous": {"type": "string"},
                        "items": {"type": "array", "items": {"type": "object"}},
                    },
                }
            },
            **{kind.partition(";")[0]: {} for name, kind in TYPES.items() if name != "json"},
        },
    },
    304: {"description": "Not changed since the ETag given."},
    400: {"description": "What was asked makes no sense; `detail` says why."},
    403: {"description": "Another host or another site asked."},
    503: {"description": "The record is still being read: ask again after `Retry-After` seconds."},
}
FOUND: dict[int | str, dict[str, Any]] = {
    304: LIST[304],
    400: LIST[400],
    403: LIST[403],
    503: LIST[503],
    404: {"description": "No such id."},
}


def _lists(kind: str, name: str) -> None:
    """Serve the findings of one kind under `/name`."""

    def endpoint(
        request: Request,
        narrowing: Annotated[Filter, Depends(filters)],
        paging: Annotated[Paging, Depends(paging)],
        format: Annotated[Format | None, Query()] = None,  # noqa: A002 - the word of the domain
    ) -> Response:
        chosen = wanted_format(request, format)
        wanted = replace(narrowing, without=background(kind, narrowing.status))
        wanted = paging.of(wanted, export=chosen != "json")
        desk = desk_of(request)

        def made() -> Body:
            found = desk.record.find(kind, wanted)
            # An export has no heading to tell how many there are.
            total = desk.total(kind, wanted, found) if chosen == "json" else Total(0)
            return listed(request, found, total, of=NOUNS[kind], kind=chosen, paging=paging)

        saved = f"dateline-{name}.{chosen}" if format not in (None, "json") else ""
        return tagged(request, made, salt=chosen, name=saved)

    router.add_api_route(
        f"/{name}",
        endpoint,
        methods=["GET"],
        name=f"list_{name}",
        summary=f"List {name}",
        responses=LIST,
        response_class=Response,
    )


for _kind, _name in (
    ("event", "events"),
    ("statement", "statements"),
    ("holding", "holdings"),
    ("place", "places"),
    ("doubt", "doubts"),
):
    _lists(_kind, _name)


@router.get("/state", summary="What tells this state of the record from any other", responses=FOUND)
def state(request: Request) -> Response:
    """Answer the state, and how many judgements there are; ask again with its ETag."""
    now = desk_of(request).state()
    return tagged(request, lambda: (to_json({"state": now}), TYPES["json"]))


@router.get("/info", summary="What the record holds", responses=FOUND)
def info(request: Request) -> Response:
    """Answer counts of everything."""
    import dataclasses

    def made() -> tuple[bytes, str]:
        told = dataclasses.asdict(desk_of(request).record.info())
        return to_json(told | {"path": None}), TYPES["json"]

    return tagged(request, made)


@router.get(
    "/findings/{id}", summary="Where a claim, finding or report comes from", responses=FOUND
)
def explained(request: Request, id: Id) -> Response:  # noqa: A002 - the word of the domain
    """Answer what an id stands for with its sentences, reports, rules, readers and judgements."""

    def made() -> tuple[bytes, str]:
        told = desk_of(request).record.explain(id)
        return to_json(_explanation(told)), TYPES["json"]

    return tagged(request, made)


def _explanation(told: Any) -> dict[str, Any]:
    def one(e: Any) -> dict[str, Any]:
        return {
            "claim": to_builtins(e.claim),
            "report": {
                "id": e.report.id,
                "title": e.report.title,
                "publisher": e.report.publisher,
                "published": e.report.published,
                "url": e.report.url,
            },
            "reader": e.reader,
            "read_at": e.at,
            "current": e.current,
            "passage": e.passage.text,
            "marked": e.passage.claim,
            "fired": e.passage.fired,
            "judgements": [to_builtins(j) for j in e.judgements],
        }

    return {
        "id": told.id,
        "kind": told.kind,
        "finding": to_builtins(told.finding) if told.finding else None,
        "report": told.report.id if told.report else None,
        "claims": [one(e) for e in told.claims],
        "against": [one(e) for e in told.against],
        "judgements": [to_builtins(j) for j in told.judgements],
    }
