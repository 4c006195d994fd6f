"""Leads from a journal that can't be read to one that can, by the way the listener chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Problem
from app.export.rescue import backups_of, begin_new_journal, rescue
from app.jobs import JobContext
from app.paths import Paths
from app.storage_problems import StorageProblem
from ui.bridge.jobs import JobRunner
from ui.shell.rescue_dialog import USELESS, Answer, RescueDialog, WayOut, ways_out
from ui.widgets.dates import long_date

if TYPE_CHECKING:
    from app.export.salvaging import SalvageReport

EXPORT_NAME = "ost-my-heart-rescued.json"
_FILTER = "Exports (*.json)"


class Rescue(QObject):
    """let_go: closes whatever of the program may have the journal open. close_word: what ends the
    dialog without a choice.

    Signals: open_again(), when it is worth another try; given_up(), when nothing was chosen.
    """

    open_again = Signal()
    given_up = Signal()

    def __init__(
        self,
        paths: Paths,
        let_go: Callable[[], None],
        window: QWidget,
        close_word: str = "Quit",
    ) -> None:
        super().__init__(window)
        self._paths = paths
        self._let_go = let_go
        self._window = window
        self._close_word = close_word
        self._backups = backups_of(paths)
        self._jobs = JobRunner(self)
        self._kind = ""

    def offer(self, problem: Problem) -> RescueDialog:
        """Opens the dialog and returns at once."""
        self._kind = problem.kind if isinstance(problem, StorageProblem) else ""
        return self._open(problem)

    def export_to(self, path: Path, dialog: RescueDialog) -> None:
        """Writes what can still be read; the dialog waits, and another one tells the outcome."""
        from app.export.salvaging import export_readable

        dialog.setEnabled(False)

        def work(job: JobContext) -> SalvageReport:
            return export_readable(self._paths, path, job)

        self._jobs.run(
            "Export what can still be read",
            work,
            lambda report: self._go_on(dialog, _exported(report)),
            lambda problem: self._go_on(dialog, problem),
        )

    def _open(self, problem: Problem) -> RescueDialog:
        ways = ways_out(self._kind, self._backups)
        dialog = RescueDialog(problem, ways, self._window, self._close_word)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda way: self._take(dialog, way))
        dialog.rejected.connect(self.given_up)
        dialog.open()
        return dialog

    def _go_on(self, dialog: RescueDialog, problem: Problem) -> None:
        dialog.accept()
        self._open(problem)

    def _take(self, dialog: RescueDialog, way: WayOut) -> None:
        if way.answer is Answer.EXPORT:
            self._ask_where_to(dialog)
            return
        dialog.accept()
        self._let_go()
        try:
            if way.backup is not None:
                rescue(self._paths, way.backup)
            elif way.answer is Answer.FRESH:
                begin_new_journal(self._paths)
        except StorageProblem as problem:
            self._try_another(way, problem)
            return
        self.open_again.emit()

    def _ask_where_to(self, dialog: RescueDialog) -> None:
        asking = QFileDialog(
            dialog, "Export what can still be read", EXPORT_NAME, "Exports (*.json)"
        )
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asking.setDefaultSuffix("json")
        asking.fileSelected.connect(lambda name: self.export_to(Path(name), dialog))
        asking.open()

    def _try_another(self, way: WayOut, problem: StorageProblem) -> None:
        """A backup that is no use itself makes room for the one before it."""
        if way.backup is None or problem.kind not in USELESS:
            self._open(problem)
            return
        self._backups.remove(way.backup)
        what = f"The backup of {long_date(way.backup.made_at.date())} can’t be used either."
        self._open(Problem(what, problem.why, "Choose another way.", problem.details))


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
