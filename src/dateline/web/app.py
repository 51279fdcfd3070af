"""The application put together: guard, pages, API, files; how each of the errors is answered."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles

from dateline.errors import InputError, ItemError, SourceError
from dateline.pipeline import Record
from dateline.settings import Settings
from dateline.version import __version__
from dateline.web import (
    api,
    api_ground,
    api_lists,
    api_map,
    api_routes,
    api_view,
    api_write,
    pages,
    pages_review,
)
from dateline.web.desk import Conflict, Desk
from dateline.web.files import STATIC, static_path
from dateline.web.guard import Guard
from dateline.web.plotting import AGAIN_S, NotReady


class Lasting(StaticFiles):
    """Files that a browser keeps for good: other files have another address."""

    def file_response(self, *given: Any, **named: Any) -> Response:
        """Return a file, or that it has not changed."""
        answer = super().file_response(*given, **named)
        answer.headers["cache-control"] = "max-age=31536000, immutable"
        return answer


def create_app(record: Record, settings: Settings) -> FastAPI:
    """Return the ASGI application that serves `record`.

    Args:
        record: stays open as long as the application runs; the caller closes it.
        settings: for the reviewer's name and the gazetteer.
    """
    app = FastAPI(
        title="Dateline",
        version=__version__,
        summary="A sourced record: who holds what, what happened, who said so.",
        openapi_url="/openapi.json",
        docs_url=None,  # its viewers load scripts from elsewhere; docs/web.md is the guide
        redoc_url=None,
    )
    app.state.desk = Desk(record, settings)
    for part in (api, api_ground, api_lists, api_map, api_routes, api_view, api_write):
        app.include_router(part.router, prefix="/api/v1")
    app.include_router(pages.router)
    app.include_router(pages_review.router)
    app.mount(static_path(), Lasting(directory=STATIC), name="static")
    below = app.state.desk.below
    app.add_middleware(Guard, hosts=below.hosts if below else ())
    app.add_exception_handler(InputError, _wrong_input)
    app.add_exception_handler(ItemError, _wrong_input)
    app.add_exception_handler(SourceError, _stopped)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(NotReady, _not_ready)
    return app


def _wrong_input(request: Request, error: Exception) -> Response:
    missing = "no id begins" in str(error) or "is not an id" in str(error)
    status = 404 if missing else 400
    if request.url.path.startswith("/api/"):
        return JSONResponse({"detail": str(error)}, status)
    return pages.told(request, str(error), status)


def _stopped(request: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, 503)


def _not_ready(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotReady)
    if request.url.path.startswith("/api/"):
        answer: Response = JSONResponse({"detail": str(error), "done": round(error.share, 3)}, 503)
    else:
        answer = pages.page(request, "reading.html", 503, message=str(error))
    answer.headers["retry-after"] = str(AGAIN_S)
    return answer


def _conflict(request: Request, error: Exception) -> Response:
    from dateline.model import to_builtins

    assert isinstance(error, Conflict)
    return JSONResponse(
        {"detail": str(error), "judgements": [to_builtins(made) for made in error.made]}, 409
    )
