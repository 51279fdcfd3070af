"""Judging by REST: append-only, with the reviewer's name; and what pickers look up.

`seen` is the state that the person looked at: where somebody judged the same thing since, the
answer is 409 with what they decided, and nothing is written.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from dateline.model import to_builtins
from dateline.model.judgement import Verdict
from dateline.web import picking
from dateline.web.answers import desk_of
from dateline.web.api import FOUND

router = APIRouter(tags=["review"])

_WRITTEN: dict[int | str, dict[str, Any]] = {
    201: {"description": "Kept; the judgements as rows."},
    400: {"description": "The judgement makes no sense, or no reviewer is set."},
    403: FOUND[403],
    404: FOUND[404],
    409: {"description": "Somebody judged it since `seen`."},
}


class Decision(BaseModel):
    """One decision of a person."""

    subject: str = Field(
        pattern="^[0-9a-fA-F]{1,16}$", description="Id of a claim, finding, report or judgement."
    )
    verdict: Verdict
    object: str | None = Field(None, max_length=200)
    slot: str | None = Field(None, max_length=40)
    value: str | None = Field(None, max_length=20_000)
    why: str = Field("", max_length=2000)
    seen: str | None = Field(None, max_length=200, description="State that was looked at.")


class Undo(BaseModel):
    """Judgements to retract."""

    judgements: list[str] = Field(min_length=1, max_length=10_000)


@router.post("/judgements", status_code=201, summary="Judge", responses=_WRITTEN)
def judge(request: Request, decision: Decision) -> Response:
    """Keep a decision; the findings follow at once."""
    given = decision.model_dump(exclude={"subject", "verdict", "seen"})
    made = desk_of(request).judge(
        decision.subject, decision.verdict, seen=decision.seen or None, **given
    )
    return _kept(request, made)


@router.post("/judgements/undo", status_code=201, summary="Retract judgements", responses=_WRITTEN)
def undo(request: Request, asked: Undo) -> Response:
    """Retract every judgement named; what they decided counts no longer."""
    desk = desk_of(request)
    made = [row for id_ in asked.judgements for row in desk.judge(id_, "retract")]
    return _kept(request, made)


def _kept(request: Request, made: list[Any]) -> Response:
    body = {"state": desk_of(request).state(), "judgements": [to_builtins(j) for j in made]}
    return JSONResponse(body, 201)


@router.get("/queue", summary="What to review next", responses=FOUND)
def to_review(request: Request, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> Response:
    """Answer findings in the order in which judging them matters, doubts first."""
    desk = desk_of(request)
    items, total = desk.queue()
    body = {"total": total, "state": desk.state()}
    return JSONResponse(body | {"items": [item.told() for item in items[:limit]]})


@router.get("/gazetteer", summary="Places that a name may stand for", responses=FOUND)
def places(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=100)],
    country: Annotated[str | None, Query(pattern="^[A-Za-z]{2}$")] = None,
) -> Response:
    """Answer candidates, best first."""
    desk = desk_of(request)
    return JSONResponse({"items": picking.places(desk.settings, desk.own, q, country)})


@router.get("/actors", summary="Actors of the register by name", responses=FOUND)
def actors(request: Request, q: Annotated[str, Query(min_length=1, max_length=100)]) -> Response:
    """Answer entries whose name or alias holds `q`, the shortest first."""
    return JSONResponse({"items": picking.actors(desk_of(request).settings, q)})
