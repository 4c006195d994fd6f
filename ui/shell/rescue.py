"""Leads from a journal that can't be read to one that can, by the way the listener chooses."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.archive.records import Rescued
from app.archive.rescue import backups_of, begin_new_journal, rescue
from app.archive.salvaging import export_readable
from app.core.errors import Problem
from app.core.jobs import JobCancelled, JobContext
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem
from ui.bridge.archive.export_files import EXPORTS
from ui.bridge.jobs.runner import JobRunner
from ui.shell.rescue_dialog import USELESS, Answer, RescueDialog, WayOut, ways_out
from ui.shell.rescue_progress import RescueProgress
from ui.shell.rescued_dialog import RescuedDialog
from ui.widgets.dates import long_date
from ui.widgets.file_chooser import FileChooser

if TYPE_CHECKING:
    from app.archive.salvaging import SalvageReport

log = logging.getLogger(__name__)

EXPORT_NAME = "ost-my-heart-rescued.json"

T = TypeVar("T")


class Rescue(QObject):
    """let_go: closes whatever of the program may have the journal open. close_word: what ends the
    dialog without a choice. One dialog is shown at any time, until a signal or `close`.

    Signals: open_again(), when it is worth another try; given_up(), when nothing was chosen.
    """

    open_again = Signal()
    given_up = Signal()

    def __init__(
        self,
        paths: Paths,
        let_go: Callable[[], None],
        window: QWidget,
        files: FileChooser,
        close_word: str = "Quit",
    ) -> None:
        super().__init__(window)
        self._paths = paths
        self._let_go = let_go
        self._window = window
        self._files = files
        self._close_word = close_word
        self._backups = backups_of(paths)
        self._jobs = JobRunner(self)
        self._is_closed = False
        self._problem: Problem | None = None
        self._kind = ""

    def offer(self, problem: Problem) -> RescueDialog:
        """Opens the dialog and returns at once."""
        self._problem = problem
        self._kind = problem.kind if isinstance(problem, StorageProblem) else ""
        return self._open(problem)

    def export_to(self, path: Path, dialog: RescueDialog) -> None:
        """Writes what can still be read; another dialog tells the outcome."""
        dialog.accept()
        self._work(
            "Exporting what can still be read",
            lambda job: export_readable(self._paths, path, job),
            lambda report: self._open(_exported(report)),
            self._open,
        )

    def close(self) -> None:
        """The window goes. Waits for what is under way, which stops where it can and otherwise is
        brought to its end; nothing is shown any more.
        """
        self._is_closed = True
        self._jobs.shut_down()

    def _open(self, problem: Problem) -> RescueDialog:
        ways = ways_out(self._kind, self._backups)
        dialog = RescueDialog(problem, ways, self._window, self._close_word)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda way: self._take(dialog, way))
        dialog.rejected.connect(self._give_up)
        dialog.open()
        return dialog

    def _give_up(self) -> None:
        self.close()
        self.given_up.emit()

    def _take(self, dialog: RescueDialog, way: WayOut) -> None:
        if way.answer is Answer.EXPORT:
            self._ask_where_to(dialog)
            return
        dialog.accept()
        self._let_go()
        self._close_word = "Quit"  # there is nothing left to go back to
        if way.answer is Answer.AGAIN:
            self.open_again.emit()
        elif way.backup is not None:
            go_back = partial(rescue, self._paths, way.backup)
            self._exchange(way, "Going back to a backup", go_back)
        else:
            begin = partial(begin_new_journal, self._paths)
            self._exchange(way, "Starting a fresh journal", lambda _job: begin())

    def _exchange(self, way: WayOut, title: str, do: Callable[[JobContext], Rescued]) -> None:
        self._work(
            title,
            do,
            lambda rescued: self._tell(way, rescued),
            lambda problem: self._try_another(way, problem),
            can_cancel=way.backup is not None,
        )

    def _work(
        self,
        title: str,
        do: Callable[[JobContext], T],
        on_done: Callable[[T], object],
        on_failed: Callable[[Problem], object],
        *,
        can_cancel: bool = True,
    ) -> None:
        """Off this thread, with a dialog that says how far it is; its outcome opens the next."""
        shown = RescueProgress(title, self._window, can_cancel=can_cancel)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()
        handle = self._jobs.run(
            title,
            lambda job: _sorted(do, job),
            lambda outcome: self._go_on(shown, lambda: on_done(outcome)),
            lambda problem: self._go_on(shown, lambda: on_failed(problem)),
            shown.show_progress,
            lambda: self._go_on(shown, self._offer_once_more),
        )
        shown.cancel_requested.connect(handle.cancel)

    def _go_on(self, shown: RescueProgress, show_next: Callable[[], object]) -> None:
        shown.end()  # the program may have waited for that, to end itself
        if not self._is_closed:
            show_next()

    def _offer_once_more(self) -> None:
        assert self._problem is not None
        self._open(self._problem)

    def _tell(self, way: WayOut, rescued: Rescued) -> None:
        dialog = RescuedDialog(way, rescued, self._window, self._close_word)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.open_again)
        dialog.rejected.connect(self._give_up)
        dialog.open()

    def _ask_where_to(self, dialog: RescueDialog) -> None:
        self._files.ask_where_to(
            EXPORTS,
            "Export what can still be read",
            EXPORT_NAME,
            dialog,
            lambda path: self.export_to(path, dialog),
        )

    def _try_another(self, way: WayOut, problem: Problem) -> None:
        """A backup that is no use itself makes room for the one before it."""
        is_useless = isinstance(problem, StorageProblem) and problem.kind in USELESS
        if way.backup is None or not is_useless:
            self._open(problem)
            return
        self._backups.remove(way.backup)
        what = f"The backup of {long_date(way.backup.made_at.date())} can’t be used either."
        self._open(Problem(what, problem.why, "Choose another way.", problem.details))


def _sorted(do: Callable[[JobContext], T], job: JobContext) -> T:
    """Whatever else goes wrong than what is foreseen ends in words, too: there is no window behind
    this that could say it.
    """
    try:
        return do(job)
    except (Problem, JobCancelled):
        raise
    except Exception as mistake:
        log.exception("a way out of a damaged journal failed")
        raise Problem(
            "That couldn’t be done.",
            "The program made a mistake. Your journal and its backups are as they were.",
            "Choose another way, or copy the details and tell its makers.",
            traceback.format_exc(),
        ) from mistake


def _exported(report: SalvageReport) -> Problem:
    name = report.summary.path.name
    if report.is_whole:
        why = "All rows could be read."
    else:
        why = "Some of it couldn’t be read, or had to be mended; the details say how much."
    return Problem(
        f"What can still be read was written to “{name}”.",
        why,
        "Go on with a backup or a fresh journal, then restore this file in Settings, Your data.",
        str(report),
    )
