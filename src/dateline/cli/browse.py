"""Opening a browser, where there is one and it is wanted."""

from __future__ import annotations

import os
import threading
import webbrowser

STARTING_S = 0.8
"""How long the server is given before a browser asks it."""


def wanted() -> bool:
    """Tell whether a browser may be opened: not with DATELINE_NO_BROWSER, nor without a screen."""
    return not os.environ.get("DATELINE_NO_BROWSER")


def opened_in_browser(address: str) -> None:
    """Open `address` in a moment, when the server listens."""
    if wanted():
        timer = threading.Timer(STARTING_S, webbrowser.open, [address])
        timer.daemon = True
        timer.start()
