"""Leads from a journal that can't be read to one that can, the way the listener chooses."""

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
from app.core.words import _
from app.profile.paths import Paths
from app.transactions.storage_problems import StorageProblem
from ui.bridge.archive.export_files import EXPORTS
from ui.bridge.jobs.runner import JobRunner
from ui.shell.rescue_dialog import USELESS, Answer, RescueDialog, WayOut, ways_out
from ui.shell.rescue_progress import RescueProgress
from ui.shell.rescued_dialog import RescuedDialog
from ui.widgets.file_chooser import FileChooser
from ui.words.dates import long_date

if TYPE_CHECKING:
    from app.archive.salvaging import SalvageReport

log = logging.getLogger(__name__)

EXPORT_NAME = "ost-my-heart-rescued.json"

T = TypeVar("T")


class Rescue(QObject):
    """let_go: closes whatever in the program may have the journal open. close_word: the button that
    chooses nothing; “Quit” by default. One dialog is shown at a time, until a signal or `close`.

    Signals: open_again(), it is worth another try; given_up(), nothing was chosen.
    """

    open_again = Signal()
    given_up = Signal()

    def __init__(
        self,
        paths: Paths,
        let_go: Callable[[], None],
        window: QWidget,
        files: FileChooser,
        close_word: str = "",
    ) -> None:
        super().__init__(window)
        self._paths = paths
        self._let_go = let_go
        self._window = window
        self._files = files
        self._close_word = close_word or _("Quit")
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
        """Writes what can still be read; another dialog shows the outcome."""
        dialog.accept()
        self._work(
            _("Exporting what can still be read"),
            lambda job: export_readable(self._paths, path, job),
            lambda report: self._open(_exported(report)),
            self._open,
        )

    def close(self) -> None:
        """The window closes. Waits for what is running, which stops if it still can and finishes
        otherwise; nothing more is shown.
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
        self._close_word = _("Quit")  # there is nothing left to go back to
        if way.answer is Answer.AGAIN:
            self.open_again.emit()
        elif way.backup is not None:
            go_back = partial(rescue, self._paths, way.backup)
            self._exchange(way, _("Going back to a backup"), go_back)
        else:
            begin = partial(begin_new_journal, self._paths)
            self._exchange(way, _("Starting a new journal"), lambda _job: begin())

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
        """Off this thread, with a dialog that shows the progress; the outcome opens the next."""
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
        shown.end()  # the program may be waiting for this before it ends
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
            _("Export what can still be read"),
            EXPORT_NAME,
            dialog,
            lambda path: self.export_to(path, dialog),
        )

    def _try_another(self, way: WayOut, problem: Problem) -> None:
        """After a backup that is of no use, the one before it is offered."""
        is_useless = isinstance(problem, StorageProblem) and problem.kind in USELESS
        if way.backup is None or not is_useless:
            self._open(problem)
            return
        self._backups.remove(way.backup)
        day = long_date(way.backup.made_at.date())
        what = _("The backup from {day} can’t be used either.", day=day)
        self._open(Problem(what, problem.why, _("Choose another way."), problem.details))


def _sorted(do: Callable[[JobContext], T], job: JobContext) -> T:
    """Unexpected errors become a Problem, too: there is no window behind this to show them."""
    try:
        return do(job)
    except (Problem, JobCancelled):
        raise
    except Exception as mistake:
        log.exception("a way out of a damaged journal failed")
        raise Problem(
            _("That couldn’t be done."),
            _(
                "Something went wrong in the program itself. Your journal and its backups are as "
                "they were."
            ),
            _("Choose another way, or copy the details and report it."),
            traceback.format_exc(),
        ) from mistake


def _exported(report: SalvageReport) -> Problem:
    name = report.summary.path.name
    if report.is_whole:
        why = _("Everything could be read.")
    else:
        why = _("Some of it couldn’t be read, or had to be repaired; the details say how much.")
    return Problem(
        _("What can still be read was written to “{file}”.", file=name),
        why,
        _("Go on with a backup or a new journal, then restore this file in Settings, Your data."),
        str(report),
    )
