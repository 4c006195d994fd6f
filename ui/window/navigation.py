"""What leads from one page to another, for pages don't know each other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.shell.actions import EDITS_MARKS

if TYPE_CHECKING:
    from app.core.marks import MarkRef
    from ui.window.desk import Desk


class PageLinks(QObject):
    """Links a page when it is made, and what the frame shows of the page in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._pages = desk.pages
        self._pages.page_made.connect(self._on_page_made)
        self._pages.page_shown.connect(self._on_page_shown)
        self._pages.page_shown.connect(self._frame_view)

    def _on_page_made(self, key: str) -> None:
        if key == "listen":
            self._link_listen()
        elif key == "journal":
            self._pages.journal.show_on_timeline.connect(self._show_on_timeline)
        elif key == "settings":
            self._pages.settings.rescan_requested.connect(self._rescan)
        elif key == "library":
            self._pages.library.track_started.connect(lambda: self._desk.show_page("listen"))

    def _link_listen(self) -> None:
        from ui.timeline.lanes.lane_choices import LaneChoices

        page, memory = self._pages.listen, self._desk.window.memory
        page.library_wanted.connect(lambda: self._desk.show_page("library"))
        page.scene_wanted.connect(self._desk.scene_question.ask)
        page.timeline.set_lane_choices(LaneChoices.from_text(memory.text("lanes")))
        page.timeline.lanes_chosen.connect(
            lambda choices: memory.state.setValue("lanes", choices.as_text())
        )
        page.timeline.viewport_changed.connect(self._frame_view)
        self._desk.bar.seek_bar.view_moved.connect(page.timeline.scroll_to_ms)

    def _frame_view(self, _what: object = None) -> None:
        """The seek bar frames what the timeline shows, as long as the timeline is in sight."""
        is_seen = self._desk.page_key == "listen"
        view = self._pages.listen.timeline.axis.visible if is_seen else None
        self._desk.bar.seek_bar.set_view(view)

    def _on_page_shown(self, key: str) -> None:
        """Marks are edited where they are seen; elsewhere these keys are for lists and fields."""
        for command in EDITS_MARKS:
            self._desk.actions[command].setEnabled(key == "listen")

    def _rescan(self, folders: list[str]) -> None:
        self._desk.show_page("library")
        self._pages.library.flow.add([Path(folder) for folder in folders])

    def _show_on_timeline(self, track_id: int, ref: MarkRef | None, start_ms: int) -> None:
        page, playback = self._desk.show_listen(), self._desk.playback
        is_other = playback.track is None or playback.track.id != track_id
        if is_other and not playback.cue_up(track_id):
            return
        playback.seek_ms(start_ms)
        if ref is not None:
            page.select(ref)
