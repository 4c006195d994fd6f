"""Adding music: choose, import behind the window, tell what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.jobs import JobContext, Progress
from ui.library.import_summary import asks

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.library.records import ImportReport
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle


class ImportFlow(QObject):
    """One import at a time; what is added meanwhile waits its turn.

    Signals: progressed(Progress); finished(ImportReport); play_wanted(list of track ids), for what
    was opened to be heard; ended(), when nothing is left to do.
    """

    progressed = Signal(object)
    finished = Signal(object)
    play_wanted = Signal(list)
    ended = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._waiting: list[Path] = []
        self._to_play: list[Path] = []
        self._to_tell: list[Callable[[], object]] = []
        self._job: JobHandle | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def ask_for_folder(self) -> None:
        from ui.library.music_files import MUSIC  # what music is, a start need not know

        self._context.files.ask_for_folder(
            MUSIC, "Add a folder of music", self._window, lambda folder: self.add([folder])
        )

    def ask_for_files(self) -> None:
        from ui.library.music_files import MUSIC

        self._context.files.ask_for_files(MUSIC, "Add music files", self._window, self.add)

    def add(
        self,
        paths: Iterable[Path],
        *,
        play: bool = False,
        on_ended: Callable[[], object] | None = None,
    ) -> None:
        """Takes files and folders in; folders are remembered for looking through them again."""
        if on_ended is not None:
            self._to_tell.append(on_ended)
        wanted = [path for path in paths if path not in self._waiting]
        self._remember(wanted)
        if play:
            self._to_play = wanted
        self._waiting += wanted
        if self._job is None and self._waiting:
            self._start()

    def look_again(self) -> None:
        """Looks through every folder that was ever added."""
        self.add(Path(folder) for folder in self._context.services.settings.current.music_folders)

    def cancel(self) -> None:
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        paths, self._waiting = tuple(self._waiting), []
        importing = self._context.services.importing

        def work(job: JobContext) -> ImportReport:
            return importing.run(paths, job)

        self.progressed.emit(Progress(0, 0, "Looking for music"))
        self._job = self._context.jobs.run(
            "Add music",
            work,
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_progress=self.progressed.emit,
            on_cancelled=self._on_cancelled,
            on_ended=self._on_ended,
        )

    def _on_done(self, report: ImportReport) -> None:
        from app.library.cli import in_words  # the importing rooms are not needed to start

        self.finished.emit(report)
        is_only_opened = bool(self._to_play) and not _is_news(report)
        if not asks(report) and not is_only_opened:
            self._context.messages.say(in_words(report))
        self._play()

    def _play(self) -> None:
        """What was opened, and not only added: by the command line or another program."""
        paths, self._to_play = self._to_play, []
        if paths:
            ids = self._context.services.library.ids_under(paths)
            if ids:
                self.play_wanted.emit(ids)

    def _on_failed(self, problem: Problem) -> None:
        self._context.messages.problem(problem)

    def _on_cancelled(self) -> None:
        self._context.messages.say("Stopped. What was read is kept; add the same folder to go on.")

    def _on_ended(self) -> None:
        """After a mistake of ours, too."""
        self._job = None
        if self._waiting:
            self._start()
        else:
            self.ended.emit()
            told, self._to_tell = self._to_tell, []
            for tell in told:
                tell()

    def _remember(self, paths: list[Path]) -> None:
        settings = self._context.services.settings
        known = settings.current.music_folders
        new = [str(path) for path in paths if path.is_dir() and str(path) not in known]
        if new and all(name.isprintable() for name in new):
            settings.change(music_folders=(*known, *new))


def _is_news(report: ImportReport) -> bool:
    """Whether it found anything but what was here as it is."""
    found = (report.added, report.updated, report.moved, report.returned, report.missing)
    return any((*found, report.unreadable, report.possibly_same)) or not report.unchanged
