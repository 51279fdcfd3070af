"""Serving: one process on this machine's loopback address, and nowhere else."""

from __future__ import annotations

import socket
import threading
import time

from dateline.errors import InputError
from dateline.pipeline import Record
from dateline.settings import Settings
from dateline.web.desk import Desk

HOST = "127.0.0.1"
_BREATH_S = 2.0
"""For the first page, which asks for the ground itself when its marks are drawn."""


def serve(record: Record, settings: Settings, listening: socket.socket) -> None:
    """Serve `record` on `listening` until interrupted."""
    import uvicorn

    from dateline.web.app import create_app

    app = create_app(record, settings)
    threading.Thread(target=_ready, args=(app.state.desk,), daemon=True).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,  # longer than a busy machine takes to come back to a connection
    )
    uvicorn.Server(config).run(sockets=[listening])


def _ready(desk: Desk) -> None:
    """Make what takes seconds once, so that the first page finds it: arrays first, ground last."""
    from dateline.keep import Filter
    from dateline.web.api import NOUNS
    from dateline.web.api_map import prepare
    from dateline.web.asked import background
    from dateline.web.plotting import NotReady

    while True:
        try:
            prepare(desk)
            break
        except NotReady:
            continue  # each asking waits a while
    desk.lines(())
    for kind in NOUNS:  # counting takes longest
        desk.count(kind, Filter(without=background(kind, None)))
    desk.count("report", Filter())
    # Last, as it keeps the processor busy: a page that opens at once has its marks before it.
    if desk.small():
        time.sleep(_BREATH_S)
        desk.territory()
    else:
        desk.terrain()


def listen(port: int) -> socket.socket:
    """Return a socket that listens on loopback.

    Args:
        port: 0 for any that is free.

    Raises:
        InputError: the port is taken or not allowed.
    """
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        # At once: whoever comes before the server is up waits instead of being refused.
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise InputError(
            f"port {port} cannot be used ({error.strerror}): is dateline serving already? "
            "Choose another with --port"
        ) from error
    return listening
