"""Guarded fetching of web pages."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from dateline.model import Page
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.gather.fetch.client import Client

__all__ = ["charset_of", "fetch"]


def fetch(
    url: str,
    *,
    settings: Settings,
    client: Client | None = None,
    media: frozenset[str] | None = None,
) -> Page:
    """Return the page at `url`.

    Args:
        url: an `http://` or `https://` address.
        settings: limits, and the contact that the site is told.
        client: one to share, so that a site's robots.txt is read once for many pages.
        media: the media types that are read; None for web pages and text.

    Raises:
        InputError: the address is refused.
        SourceError: the site refuses or is not reached.
        ItemError: this page is missing, no text, or over the limit.
    """
    from dateline.gather.fetch.client import MEDIA_TYPES, Client

    return (client or Client(settings)).fetch(url, media=media or MEDIA_TYPES)


def charset_of(page: Page) -> str | None:
    """Return the charset that the server declared; None where it did not, or knows none such."""
    declared = dict(page.headers).get("content-type", "")
    for part in declared.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and (found := value.strip().strip("\"'")):
            try:
                return codecs.lookup(found).name
            except (LookupError, ValueError):
                return None
    return None
