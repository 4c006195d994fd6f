"""Adding music: choose it, import it in the background, report the result."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.jobs import JobContext, Progress
from app.core.words import _
from ui.library.import_summary import asks

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.library.records import ImportReport
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle


class _Manner(Enum):
    """How files are imported. QUIET: a rescan that nobody asked for."""

    BY_HAND = auto()
    RESCAN = auto()
    QUIET = auto()


class ImportFlow(QObject):
    """One import at a time; what is added meanwhile waits.

    Signals: progressed(Progress); finished(ImportReport); play_wanted(list of track ids), of files
    that were opened to be played; added(ImportReport), tracks that weren't there before, and nobody
    has opened them to be played; ended(), nothing is left to import.
    """

    progressed = Signal(object)
    finished = Signal(object)
    added = Signal(object)
    play_wanted = Signal(list)
    ended = Signal()

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._waiting: dict[Path, _Manner] = {}
        self._manner = _Manner.BY_HAND
        self._to_play: list[Path] = []
        self._to_tell: list[Callable[[], object]] = []
        self._job: JobHandle | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def ask_for_folder(self) -> None:
        from ui.library.music_files import MUSIC  # not needed to start

        self._context.files.ask_for_folder(
            MUSIC, _("Add music folder"), self._window, lambda folder: self.add([folder])
        )

    def ask_for_files(self) -> None:
        from ui.library.music_files import MUSIC

        self._context.files.ask_for_files(MUSIC, _("Add music files"), self._window, self.add)

    def add(
        self,
        paths: Iterable[Path],
        *,
        play: bool = False,
        on_ended: Callable[[], object] | None = None,
    ) -> None:
        """Imports files and folders. Folders are remembered; one that already was is rescanned."""
        if on_ended is not None:
            self._to_tell.append(on_ended)
        settings = self._context.services.settings
        wanted = [path for path in paths if path not in self._waiting]
        if play:
            self._to_play = wanted
        for path in wanted:
            self._waiting[path] = _Manner.RESCAN if settings.remembers(path) else _Manner.BY_HAND
        settings.remember_folders(wanted)
        self._start_next()

    def look_again(self) -> None:
        """Rescans every folder that was ever added; if none was, the files that are known."""
        services = self._context.services
        services.settings.look_for_folders()
        folders = [Path(folder) for folder in services.settings.current.music_folders]
        paths = folders or services.importing.known_paths()
        if not paths:
            self._context.messages.say(_("There are no folders to rescan yet. Add one first."))
        self._wait(paths, _Manner.RESCAN)

    def read_again(self, paths: Iterable[Path]) -> None:
        """Files that an older tag reader read; only the progress is shown."""
        self._wait(paths, _Manner.QUIET)

    def _wait(self, paths: Iterable[Path], manner: _Manner) -> None:
        for path in paths:
            self._waiting.setdefault(path, manner)
        self._start_next()

    def _start_next(self) -> None:
        if self._job is None and self._waiting:
            self._start()

    def cancel(self) -> None:
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _start(self) -> None:
        self._manner = manner = next(iter(self._waiting.values()))
        paths = [path for path, how in self._waiting.items() if how is manner]
        for path in paths:
            del self._waiting[path]
        importing = self._context.services.importing

        def work(job: JobContext) -> ImportReport:
            return importing.run(paths, job, is_rescan=manner is not _Manner.BY_HAND)

        self.progressed.emit(Progress(0, 0, _("Looking for music")))
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
        from app.library.cli import in_words  # importing isn't needed to start

        if self._manner is _Manner.QUIET:
            return
        self.finished.emit(report)
        is_only_opened = bool(self._to_play) and not _is_news(report)
        if report.track_ids and not self._to_play:
            self.added.emit(report)
        elif not asks(report) and not is_only_opened:
            self._context.messages.say(in_words(report))
        self._play()

    def _play(self) -> None:
        """Plays what was opened rather than added: by the command line or another program."""
        paths, self._to_play = self._to_play, []
        if paths:
            self._context.look(lambda: self._play_under(paths))

    def _play_under(self, paths: Collection[Path]) -> None:
        lines = self._context.services.library.lines_under(paths)
        if lines:
            self.play_wanted.emit(lines)

    def _on_failed(self, problem: Problem) -> None:
        self._context.messages.problem(problem)

    def _on_cancelled(self) -> None:
        self._context.messages.say(
            _("Stopped. What was read is saved; add the same folder again to go on.")
        )

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


def _is_news(report: ImportReport) -> bool:
    """Whether the import found anything new or different."""
    found = (report.added, report.updated, report.read_again, report.moved, report.returned)
    return any((*found, report.missing, asks(report))) or not report.unchanged
