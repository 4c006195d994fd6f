"""What can be done with the selected tracks: every verb of the menu and its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from app.core.counting import counted
from app.core.errors import Problem
from app.core.ids import WorkId
from app.library.records import DifferentRecording, MarkedTracks, PossiblySame, Role, TrackRow
from app.story.records import WorkKind

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from ui.bridge.context import Context

Rows = list[TrackRow]


class TrackVerbs(QObject):
    """Calls services and says what came of it; screens hear of changes through the relay."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._library = context.services.library
        self._window = window

    def set_role(self, rows: Rows, role: str) -> None:
        ids = [row.id for row in rows]
        self._try(lambda: self._library.set_role(ids, Role(role)))

    def edit(self, rows: Rows) -> None:
        if not rows:
            return
        ids = [row.id for row in rows]
        from ui.library.edit_dialog import EditDialog

        dialog = EditDialog(rows, self._window)

        def take(words: dict[str, Any]) -> None:
            self._try(lambda: self._library.edit_tracks(ids, **words))

        dialog.words_given.connect(take)
        _open(dialog)

    def assign_work(self, rows: Rows) -> None:
        if not rows:
            return
        ids = [row.id for row in rows]
        has_work = any(row.work_id is not None for row in rows)
        from ui.library.work_dialog import WorkDialog

        dialog = WorkDialog(self._library.works, len(ids), has_work, self._window)

        def create(title: str, kind: str) -> None:
            scenes, made = self._context.services.scenes, list[WorkId]()
            self._context.do(
                lambda: made.append(scenes.add_work(WorkKind(kind), title)),
                lambda: self._try(lambda: self._library.assign_work(ids, made[0])),
            )

        dialog.work_chosen.connect(
            lambda work_id: self._try(lambda: self._library.assign_work(ids, work_id))
        )
        dialog.work_wanted.connect(create)
        _open(dialog)

    def remove(self, rows: Rows, *, with_marks: bool = False) -> None:
        if not rows:
            return
        ids = [row.id for row in rows]
        what = counted(len(rows), f"“{rows[0].title}”", "{n} tracks")

        def remove() -> None:
            try:
                self._library.remove_tracks(ids, with_marks=with_marks)
            except MarkedTracks as marked:
                self._ask(marked, "Remove with marks", lambda: self.remove(rows, with_marks=True))
                return
            self._context.messages.say(
                f"Removed {what} from the library. The files stay where they are.",
                "Undo",
                self._context.undo,
            )

        self._context.do(remove)

    def locate(self, row: TrackRow) -> None:
        """Asks for the file that holds a track now; the same sound repairs it at once."""
        from ui.library.music_files import MUSIC

        self._context.files.ask_for_file(
            MUSIC,
            f"Where is “{row.title}” now?",
            self._window,
            lambda path: self.locate_at(row, path),
        )

    def locate_at(self, row: TrackRow, path: Path, *, force: bool = False) -> None:
        def work(_job: JobContext) -> None:
            self._library.locate(row.id, path, force=force)

        self._context.jobs.run(
            "Locate file",
            work,
            on_done=lambda _none: self._context.messages.say(f"“{row.title}” is back."),
            on_failed=lambda problem: self._on_not_located(row, path, problem),
        )

    def merge(self, offer: PossiblySame) -> None:
        def work() -> None:
            self._library.merge_tracks(offer.existing_id, offer.new_id)
            self._context.messages.say(
                f"“{offer.title}” is one track now.", "Undo", self._context.undo
            )

        self._try(work)

    def _on_not_located(self, row: TrackRow, path: Path, problem: Problem) -> None:
        if isinstance(problem, DifferentRecording):
            self._ask(problem, "Use it anyway", lambda: self.locate_at(row, path, force=True))
        else:
            self._context.messages.problem(problem)

    def _ask(self, problem: Problem, go_on: str, on_go_on: Callable[[], None]) -> None:
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setWindowTitle("OST My Heart")
        box.setText(problem.what)
        box.setInformativeText(f"{problem.why} {problem.remedy}".strip())
        yes = box.addButton(go_on, QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.buttonClicked.connect(lambda button: on_go_on() if button is yes else None)
        _open(box)

    def _try(self, verb: Callable[[], object]) -> None:
        def on_those_there() -> None:
            try:
                verb()
            except LookupError:
                # Taken out of the library meanwhile: by an undo, or by another window's restore.
                self._context.messages.say("That track is no longer in the library.")

        self._context.do(on_those_there)


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
