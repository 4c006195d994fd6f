"""Where everything lives, backups, and moving it elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import Problem
from app.core.jobs import JobContext, Progress
from ui.bridge.context import Context
from ui.bridge.jobs.runner import JobHandle
from ui.bridge.news.exported import ask_to_lose, say_exported
from ui.bridge.news.restored import say_restored
from ui.settings.parts import Section, SettingRow, holder
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import PushButton, QuietButton
from ui.widgets.dates import day_in_words
from ui.widgets.question_dialog import QuestionDialog, ask
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.archive.records import Backup, NewerRows, RestoreReport

EXPORT_NAME = "ost-my-heart.json"
_FILTER = "Exports (*.json)"
_MOST_SHOWN = 5
_MIB = 1024 * 1024


class YourDataSection(Section):
    """All of it stays on this machine; these are the ways to keep it safe."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("Your data", parent)
        self._context = context
        self._handle: JobHandle | None = None
        self._is_listed = False
        self._shown: tuple[Backup, ...] | None = None
        self.open_folder = PushButton("Open folder", "folder-open")
        self.back_up = PushButton("Back up now", "save")
        self.export = PushButton("Export…", "upload")
        self.restore = PushButton("Restore…", "download")
        self.busy = BusyLine()
        self._backups = QVBoxLayout()
        self._backups.setSpacing(SPACE.xs)
        self._lay_out()
        self._wire()

    def list_backups(self) -> None:
        """Reads the backups that there are."""
        self._is_listed = True
        found = tuple(self._context.services.exports.list_backups()[:_MOST_SHOWN])
        if found == self._shown:
            return
        self._shown = found
        while (item := self._backups.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for backup in found:
            self._backups.addWidget(self._backup_row(backup))

    # --- verbs ----------------------------------------------------------------------------------

    def back_up_now(self) -> None:
        exports = self._context.services.exports
        self._run("Back up", lambda _job: exports.backup_now(), self._on_backed_up)

    def export_to(self, path: Path, *, replace: bool = False) -> None:
        exports = self._context.services.exports
        self._run(
            "Export everything",
            lambda job: exports.export_json(path, job, replace=replace),
            lambda summary: say_exported(self._context, summary),
            lambda problem: self._ask_to_lose(path, problem),
        )

    def restore_from(self, path: Path) -> None:
        exports = self._context.services.exports
        self._run("Restore", lambda job: exports.restore_json(path, job), self._on_restored)

    def ask_to_go_back(self, backup: Backup) -> QuestionDialog | None:
        """None, and the reason is said, when the backup is no use."""
        try:
            newer = self._context.services.exports.newer_than(backup)
        except Problem as problem:
            self._context.messages.problem(problem)
            return None
        return ask(
            f"Go back to the backup of {_inside(_when(backup))}?",
            f"Your journal becomes what it was then. {_lost(newer)} What it holds now is backed up "
            "first, so you can come back to it the same way.",
            "Go back",
            lambda: self.go_back(backup),
            self,
            is_danger=True,
        )

    def go_back(self, backup: Backup) -> None:
        exports = self._context.services.exports

        def tell(_none: object) -> None:
            self._context.history.stack.clear()  # its rows may not be there any more
            self.list_backups()
            self._context.messages.say(
                f"Your journal is as it was at the backup of {_inside(_when(backup))}."
            )

        self._run("Go back", lambda _job: exports.restore_backup(backup), tell)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        where = ElidedLabel(str(self._context.services.paths.data), "muted")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(TextLabel("Everything is on this machine", "strong"))
        words.addWidget(where)
        row.addLayout(words, 1)
        row.addWidget(self.open_folder)
        self.add(place)
        self.add(
            SettingRow(
                "Backups",
                "A copy of the whole journal, checked after it is written. The newest ten are "
                "kept, and one a month before that. One is made before each upgrade.",
                self.back_up,
            )
        )
        self.card.body.addLayout(self._backups)
        self.add(
            SettingRow(
                "Take it with you",
                "An export is one readable file with everything you wrote and your pictures. "
                "Restoring adds what is missing here and never takes anything away.",
                holder(self.export, self.restore),
            )
        )
        self.card.body.addWidget(self.busy)

    def _wire(self) -> None:
        folder = QUrl.fromLocalFile(str(self._context.services.paths.data))
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        self.back_up.clicked.connect(self.back_up_now)
        self.export.clicked.connect(self._ask_where_to)
        self.restore.clicked.connect(self._ask_from_where)
        self.busy.cancel_requested.connect(self._cancel)

    def _backup_row(self, backup: Backup) -> QWidget:
        again = QuietButton("Go back to it", "history")
        again.clicked.connect(partial(self.ask_to_go_back, backup))
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(_when(backup)))
        row.addWidget(TextLabel(_size(backup.size), "muted"))
        row.addStretch(1)
        row.addWidget(again)
        return box

    def _ask_where_to(self) -> None:
        dialog = QFileDialog(self.window(), "Export everything", EXPORT_NAME, _FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(EXPORT_NAME)
        self._open(dialog, self.export_to)

    def _ask_from_where(self) -> None:
        dialog = QFileDialog(self.window(), "Restore an export", "", _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.restore_from)

    @staticmethod
    def _open(dialog: QFileDialog, use: Callable[[Path], object]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: use(Path(name)))
        dialog.open()

    # --- long work ------------------------------------------------------------------------------

    def _run(
        self,
        label: str,
        work: Callable[[JobContext], object],
        on_done: Callable[..., None],
        on_failed: Callable[[Problem], object] | None = None,
    ) -> None:
        def done(result: object) -> None:
            self._finish()
            on_done(result)

        def failed(problem: Problem) -> None:
            self._finish()
            (on_failed or self._context.messages.problem)(problem)

        for button in (self.back_up, self.export, self.restore):
            button.setEnabled(False)
        self.busy.show_progress(0, 0, f"{label}…")
        self._handle = self._context.jobs.run(
            label, work, done, failed, self._on_progress, self._finish
        )

    def _finish(self) -> None:
        self._handle = None
        self.busy.finish()
        for button in (self.back_up, self.export, self.restore):
            button.setEnabled(True)
        if self._is_listed:
            self.list_backups()

    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()

    def _on_progress(self, progress: Progress) -> None:
        self.busy.show_progress(progress.done, progress.total, progress.label)

    def _on_backed_up(self, backup: Backup) -> None:
        self._context.messages.say(f"Backed up: {_size(backup.size)}.")

    def _ask_to_lose(self, path: Path, problem: Problem) -> None:
        ask_to_lose(self._context, problem, lambda: self.export_to(path, replace=True), self)

    def _on_restored(self, report: RestoreReport) -> None:
        say_restored(self._context, report)


def _when(backup: Backup) -> str:
    made = backup.made_at.astimezone()
    return f"{day_in_words(made.date())}, {made:%H:%M}"


def _inside(when: str) -> str:
    """Inside a sentence: “today, 15:56”."""
    is_near = when.startswith(("Today", "Yesterday"))
    return when[0].lower() + when[1:] if is_near else when


def _lost(newer: NewerRows) -> str:
    """“12 marks and entries made since then would be gone, and changes of 3 others.”"""
    if not newer.made and not newer.changed:
        return "Nothing you made or changed since then would be lost."
    others = f"change{'s' if newer.changed != 1 else ''} of {newer.changed:,}"
    if not newer.made:
        return f"The {others} since then would be gone."
    marks = "mark or entry" if newer.made == 1 else "marks and entries"
    more = f", and the {others} more" if newer.changed else ""
    return f"{newer.made:,} {marks} made since then would be gone{more}."


def _size(size: int) -> str:
    return f"{size / _MIB:.1f} MB" if size >= _MIB else f"{max(1, size // 1024)} KB"
