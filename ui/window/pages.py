"""The stack of pages, each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.bridge.track.track_view import TrackView
    from ui.journal.page import JournalPage
    from ui.library.page import LibraryPage
    from ui.listen.page import ListenPage
    from ui.settings.page import SettingsPage
    from ui.story.page import StoryPage


class Pages(QStackedWidget):
    """page_shown(str): the key of the page that is in front now; page_made(str): it is new."""

    page_shown = Signal(str)
    page_made = Signal(str)

    def __init__(
        self,
        context: Context,
        marking: Marking,
        track_view: TrackView,
    ) -> None:
        super().__init__()
        self._context = context
        self._marking = marking
        self._track_view = track_view
        self._made: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            "listen": self._make_listen,
            "library": self._make_library,
            "story": self._make_story,
            "journal": self._make_journal,
            "settings": self._make_settings,
        }
        self.current_key = ""

    def show_page(self, key: str) -> QWidget:
        """Raises KeyError for a page there is not."""
        page = self.page(key)
        self.setCurrentWidget(page)
        if key != self.current_key:
            self.current_key = key
            self.page_shown.emit(key)
        return page

    def page(self, key: str) -> QWidget:
        if key not in self._made:
            page = self._makers[key]()
            self._made[key] = page
            self.addWidget(page)
            self.page_made.emit(key)
        return self._made[key]

    def commit(self) -> None:
        """Whatever a page holds that is not kept yet is kept."""
        if "listen" in self._made:
            self.listen.commit()

    @property
    def listen(self) -> ListenPage:
        return cast("ListenPage", self.page("listen"))

    @property
    def library(self) -> LibraryPage:
        return cast("LibraryPage", self.page("library"))

    @property
    def journal(self) -> JournalPage:
        return cast("JournalPage", self.page("journal"))

    @property
    def story(self) -> StoryPage:
        return cast("StoryPage", self.page("story"))

    @property
    def settings(self) -> SettingsPage:
        return cast("SettingsPage", self.page("settings"))

    def _make_listen(self) -> QWidget:
        from ui.listen.page import ListenPage

        return ListenPage(self._context, self._marking, self._track_view)

    def _make_library(self) -> QWidget:
        from ui.library.page import LibraryPage

        return LibraryPage(self._context)

    def _make_story(self) -> QWidget:
        from ui.story.page import StoryPage

        return StoryPage(self._context)

    def _make_journal(self) -> QWidget:
        from ui.journal.page import JournalPage

        return JournalPage(self._context)

    def _make_settings(self) -> QWidget:
        from ui.settings.page import SettingsPage

        return SettingsPage(self._context)
