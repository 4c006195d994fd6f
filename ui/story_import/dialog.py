"""Imports a list or files: what it would do is shown while it is typed, then done as one step."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.errors import Problem
from app.core.ids import WorkId
from app.core.words import Text, _, dotted, ngettext
from app.story_import import words
from app.story_import.plan import Aim, Plan, WorkNamed
from app.story_import.records import Found
from app.transactions.changes import CHARACTER, EPISODE, SCENE, WORK, Change
from ui.shell.job_line import JobLine
from ui.shell.shortcuts import native_text
from ui.story_import.aim_choice import AimChoice
from ui.story_import.preview import Preview
from ui.story_import.rows import PreviewRow, rows_of
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.question_dialog import ask
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.story_import.service import TakenIn
    from ui.bridge.context import Context

_FRAME = QSize(32, 64)  # what a desktop may put around a window
_SIZE = QSize(960, 600)
_NAME_IT = Text("Type the title of the new work.")
_NOTHING_NEW = Text("All of it is in your story already.")
_GONE = Text("The work that it was to go to has been deleted.")


class _Answer(NamedTuple):
    found: Found
    plan: Plan


class ImportDialog(QDialog):
    """What both kinds have: where it goes, the preview, and the button that does it.

    Signal: imported(int), the id of the first work, after everything is saved.
    """

    imported = Signal(int)

    def __init__(
        self,
        context: Context,
        title: str,
        work_id: WorkId | None,
        parent: QWidget,
        *,
        is_of_files: bool,
    ) -> None:
        super().__init__(parent.window())
        self._context = context
        self._found = Found()
        self.plan: Plan | None = None
        self._is_closed = False  # what was asked may be answered later
        self._planning = context.latest_read("Plan an import")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        room = self.screen().availableSize() - _FRAME
        wanted = QSize(scaled_px(_SIZE.width()), scaled_px(_SIZE.height()))
        self.resize(wanted.boundedTo(room))
        self.aim = AimChoice(work_id, is_of_files=is_of_files)
        self.preview = Preview()
        self.body = QHBoxLayout()
        self.row_line = ElidedLabel("", "caption")  # the current row, with all of its details
        self.summary = TextLabel("", wrap=True)
        self.job = JobLine(context)
        self.import_button = PrimaryButton(_("Import"))
        self.cancel_button = PushButton(_("Cancel"))
        self._lay_out(title)
        self._read_works()
        self._wire()

    # --- what a kind of dialog says ------------------------------------------------------------

    def reading(self) -> Callable[[], Found] | None:
        """What reads it, off the GUI thread; None while there is nothing to read."""
        raise NotImplementedError

    def is_worth_a_question(self) -> bool:
        """Whether something would be lost by closing."""
        return False

    def show_found(self, found: Found) -> None:
        """It was read."""

    # --- the preview ----------------------------------------------------------------------------

    def look(self) -> None:
        """Reads and plans again."""
        reading = self.reading()
        if self._is_closed or self.job.is_running:
            return
        if reading is None:
            self._planning.drop()
            self._show(_Answer(Found(), Plan()))
            return
        service, aim = self._context.services.story_import, self._aim_to_show
        self._planning.ask(lambda: _answer(service.plan, reading(), aim), self._show)

    @property
    def is_looking(self) -> bool:
        return self._planning.is_under_way or self.job.is_running

    @property
    def _aim_to_show(self) -> Aim:
        """A new work without a title is shown all the same."""
        return WorkNamed(_("A new work")) if self.aim.is_nameless else self.aim.aim

    def _show(self, answer: _Answer | None) -> None:
        if self._is_closed:
            return
        if answer is None:  # the work is gone, or the journal can't be read, which was said
            self._read_works()
            return
        self._found, self.plan = answer
        names = [(work.title, work.year) for work in answer.found.works if work.title]
        if len(names) == 1 and self.aim.suggest(*names[0]):
            self.look()
            return
        self.show_found(answer.found)
        self._show_rows()

    def _show_rows(self) -> None:
        plan = self.plan or Plan()
        self.preview.show_rows(rows_of(plan))
        self.summary.setText(self._said(plan))
        self.preview.setAccessibleDescription(self.summary.text())
        self.import_button.setEnabled(self._can_import)

    def _show_row(self, row: PreviewRow | None) -> None:
        self.row_line.setText("" if row is None else dotted(row.title, row.details))

    def _said(self, plan: Plan) -> str:
        if not plan.works and not plan.not_taken:
            return ""
        is_nothing = plan.works and plan.changes_nothing
        said = str(_NOTHING_NEW) if is_nothing else words.summary(plan)
        left = ngettext("{n} left out.", "{n} left out.", len(plan.not_taken))
        name = str(_NAME_IT) if self.aim.is_nameless and plan.works else ""
        parts = (said, left if plan.not_taken else "", name)
        return " ".join(part for part in parts if part)

    @property
    def _can_import(self) -> bool:
        plan = self.plan
        return (
            plan is not None
            and not plan.changes_nothing
            and not self.aim.is_nameless
            and not self.job.is_running
        )

    def _read_works(self) -> None:
        """A journal that is busy is read again by and by."""
        scenes = self._context.services.scenes
        self._context.look(lambda: self.aim.show_works(scenes.works()))

    def _on_change(self, change: Change) -> None:
        if change.touches(WORK, EPISODE, SCENE, CHARACTER) and not self.job.is_running:
            self._read_works()
            self.look()

    # --- doing it -------------------------------------------------------------------------------

    def take_in(self) -> None:
        if not self._can_import:
            return
        service, found, aim = self._context.services.story_import, self._found, self.aim.aim
        self.job.run(
            "Import a story",  # not shown
            lambda job: _told_if_gone(lambda: service.take_in(found, aim, job)),
            self._on_taken_in,
        )

    def _on_taken_in(self, taken: TakenIn) -> None:
        self.accept()
        self._context.say_done(_done(taken))
        if taken.work_ids:
            self.imported.emit(taken.work_ids[0])

    def _on_ended(self) -> None:
        self._set_enabled(True)
        self.look()

    def _set_enabled(self, is_enabled: bool) -> None:
        self.aim.setEnabled(is_enabled)
        self.import_button.setEnabled(is_enabled and self._can_import)

    # --- leaving --------------------------------------------------------------------------------

    def reject(self) -> None:
        """While something runs, only that is cancelled."""
        if self.job.is_running:
            self.job.cancel()
        elif self.is_worth_a_question():
            ask(
                _("Discard the list?"),
                _("Nothing of it has been imported yet."),
                _("Discard"),
                self.leave,
                self,
                is_danger=True,
            )
        else:
            super().reject()

    def leave(self) -> None:
        """The program ends, or the list is discarded: nothing is imported without being asked."""
        self.done(QDialog.DialogCode.Rejected)

    def done(self, result: int) -> None:
        self._is_closed = True
        self._planning.drop()
        self.job.drop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter imports from any field."""
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in ENTER_KEYS and is_ctrl:
            self.take_in()
        else:
            super().keyPressEvent(event)

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self, title: str) -> None:
        self.import_button.setDefault(True)
        self.import_button.setToolTip(native_text("Ctrl+Enter"))
        self.import_button.setEnabled(False)
        self.body.setSpacing(SPACE.m)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.import_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(title, "title"))
        column.addWidget(self.aim)
        column.addLayout(self.body, 1)
        column.addWidget(self.row_line)
        column.addWidget(self.job)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.aim.changed.connect(self.look)
        self.preview.row_changed.connect(self._show_row)
        self.import_button.clicked.connect(self.take_in)
        self.cancel_button.clicked.connect(self.reject)
        self.cancel_button.setAutoDefault(False)
        self.job.began.connect(lambda: self._set_enabled(False))
        self.job.ended.connect(self._on_ended)
        spoilers().covering_changed.connect(self._show_rows)
        self._context.relay.changed.connect(self._on_change)
        for button in self.findChildren(QPushButton):
            if button is not self.import_button:
                button.setAutoDefault(False)


def _answer(plan: Callable[[Found, Aim], Plan], found: Found, aim: Aim) -> _Answer:
    return _Answer(found, plan(found, aim))


def _told_if_gone(verb: Callable[[], TakenIn]) -> TakenIn:
    try:
        return verb()
    except LookupError as error:
        remedy = _("Choose another one, or a new one.")
        raise Problem(_("Nothing was imported."), str(_GONE), remedy, str(error)) from error


def _done(taken: TakenIn) -> str:
    said = words.done(taken.plan)
    if not taken.not_kept:
        return said
    lost = ngettext(
        "{n} picture couldn’t be copied.", "{n} pictures couldn’t be copied.", len(taken.not_kept)
    )
    # Translators: two sentences: what was imported, and what wasn’t
    return _("{done} {lost}", done=said, lost=lost)
