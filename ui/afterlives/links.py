"""Web addresses of afterlives: shown, and opened by a click alone."""

from __future__ import annotations

import logging

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.core.words import _
from app.story.echo_values import address_of

log = logging.getLogger(__name__)


def link_tip(link: str) -> str:
    """The whole address, as it will be opened."""
    # Translators: link is a web address
    return _("Opens in your browser: {link}", link=link)


def open_link(link: str) -> bool:
    """Checked once more: a row may have been written by another program. Returns whether it was
    handed to the browser.
    """
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    is_safe = link != "" and address_of(link) == link
    if not is_safe or not url.isValid() or url.scheme() not in ("http", "https"):
        log.info("not opened, because it is no plain web address: %r", link)
        return False
    return bool(QDesktopServices.openUrl(url))
