"""What the Library page shows of music that is being added, and once it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from app.core.words import _
from app.library.records import ImportReport
from ui.library.added_card import AddedCard
from ui.library.import_flow import ImportFlow
from ui.library.import_summary import ImportSummary, asks
from ui.widgets.busy_line import BusyLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.core.jobs import Progress
    from app.library.shelf import Shelf
    from ui.bridge.context import Context
    from ui.bridge.places import NewMusic
    from ui.library.track_playing import TrackPlaying
    from ui.library.verbs import TrackVerbs


class AddingMusic(QObject):
    """The import, and three parts of the page: `busy` while it runs, `summary` of what needs a
    look, and `card` for what to do with the tracks.
    """

    def __init__(
        self,
        context: Context,
        shelf: Callable[[], Shelf],
        playing: TrackPlaying,
        verbs: TrackVerbs,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self.flow = ImportFlow(context, page)
        self.busy = BusyLine()
        self.summary = ImportSummary()
        self.card = AddedCard(shelf)
        self.flow.progressed.connect(self._on_progress)
        self.flow.finished.connect(self.summary.show_report)
        self.flow.added.connect(self._on_added)
        self.flow.ended.connect(self.busy.finish)
        self.flow.play_wanted.connect(playing.start)
        self.busy.cancel_requested.connect(self.flow.cancel)
        self.card.play_wanted.connect(playing.start)
        self.card.work_wanted.connect(verbs.assign_work)

    def take_in(self, music: NewMusic) -> None:
        if music.is_quiet:
            self.flow.read_again(music.paths)
        else:
            self.flow.add(music.paths, play=music.is_played, on_ended=music.on_ended)

    def keep_clear(self) -> list[QRect]:
        """What was just added, while it is asked about."""
        return [] if self.card.isHidden() else [self.card.geometry()]

    def _on_progress(self, progress: Progress) -> None:
        # Translators: name is a file's, or “Looking for music”
        text = _("Adding music: {name}", name=progress.label)
        self.busy.show_progress(progress.done, progress.total, text)

    def _on_added(self, report: ImportReport) -> None:
        from app.library.cli import in_words  # importing isn't needed to start

        is_all = asks(report) or replace(report, added=0, track_ids=(), paths=()) == ImportReport()
        self.card.show_added(report.track_ids, "" if is_all else in_words(report))
