"""What keeps other sites and other machines out: Host, Origin, content type, and strict headers.

A page elsewhere can make a browser send requests to this machine. It cannot name a loopback host
after DNS rebinding, and cannot send JSON here without asking first, which is never granted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{hosts}; "
    "connect-src 'self'{hosts}; worker-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Guard:
    """ASGI middleware around the whole application."""

    def __init__(self, app: App, hosts: Sequence[str] = ()) -> None:
        """Guard `app`.

        Args:
            app: what is guarded.
            hosts: origins of the base map that the user set; pages may ask them for tiles.
        """
        self._app = app
        policy = _POLICY.format(hosts="".join(f" {host}" for host in hosts))
        self._headers = ((b"content-security-policy", policy.encode()), *_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                named = {name for name, _ in message["headers"]}
                added = [(n, v) for n, v in self._headers if n not in named]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        if why := _refused(scope):
            body = f'{{"detail": "{why}"}}'.encode()
            headers = [(b"content-type", b"application/json")]
            await sending({"type": "http.response.start", "status": 403, "headers": headers})
            await sending({"type": "http.response.body", "body": body})
            return
        await self._app(scope, receive, sending)


def _refused(scope: Scope) -> str | None:
    """Why a request is not answered; None where it is."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    host = headers.get("host", "")
    if _name(f"//{host}") not in LOOPBACK:
        return "this host is not served: open the address that dateline serve prints"
    if scope["method"] in _SAFE:
        return None
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "a page of another site may not write here"
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "a page of another site may not write here"
    if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return "what is written must be application/json"
    return None


def _name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:  # brackets that do not close
        return None
