"""Pages of review: the queue, and the log of what people judged."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.web.answers import desk_of
from dateline.web.pages import page

router = APIRouter(include_in_schema=False)
_SHOWN = 200


@router.get("/review")
def review(request: Request) -> Response:
    """Show what to review, what matters most first."""
    items, total = desk_of(request).queue()
    return page(request, "review.html", items=items[:_SHOWN], total=total)


@router.get("/log")
def log(request: Request) -> Response:
    """Show what people judged, the last first."""
    made = desk_of(request).record.judgements()
    gone = {j.subject for j in made if j.verdict == "retract"}
    return page(request, "log.html", made=made[:500], gone=gone, total=len(made))
