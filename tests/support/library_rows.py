"""What the Library page shows, once it has read what changed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.support.polling import wait_until
from tests.support.seen import model_of
from ui.library.page import LibraryPage
from ui.library.track_model import TrackTableModel


def read_through(page: LibraryPage) -> None:
    """Returns once what is shown is up to date."""

    def is_through() -> bool:
        QApplication.processEvents()
        return not page.is_reading

    wait_until(is_through)


def tracks(page: LibraryPage) -> TrackTableModel:
    read_through(page)
    return model_of(page.table, TrackTableModel)
