"""Makes a keepsake: what goes in is seen before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.path_names import display_name
from app.core.words import Text, _, ngettext, number
from app.keepsake.choosing import LONGEST_SOUND_MS, Choice, Ticks
from app.keepsake.naming import file_name, free_path
from app.keepsake.records import Keepsake
from app.transactions import changes
from ui.keepsake.craft import QtCraft
from ui.keepsake.preview import Preview
from ui.keepsake.wishes import Kind, Wishes
from ui.shell.job_line import JobLine
from ui.shell.listen_first import LISTEN, LISTEN_ICON, listen_to_something
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.file_chooser import FileKind
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.core.jobs import JobContext, Progress
    from app.transactions.changes import Change
    from ui.bridge.context import Context

_FRAME = QSize(32, 64)  # what a desktop may put around a window
_SIZE = QSize(760, 640)
_DOCUMENTS = QStandardPaths.StandardLocation.DocumentsLocation
_FOLDERS = FileKind("keepsakes", Text("Pages"), (".html",), _DOCUMENTS)
_PDF = FileKind("keepsakes", Text("PDF files"), (".pdf",), _DOCUMENTS)
_SHOW_AFTER_MS = 300
_NEVER_SHOWN = frozenset((changes.LISTEN, changes.RECOGNITION, changes.SUGGESTION, changes.WAITING))


class KeepsakeDialog(QDialog):
    """choices: as in `Wishes`. Nothing is written before a place was chosen."""

    def __init__(self, context: Context, choices: Sequence[Choice], parent: QWidget) -> None:
        super().__init__(parent.window())
        self._context = context
        self._is_closed = False
        self._reading = context.latest_read("Preview a keepsake")
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self.setWindowTitle(_("Keepsake"))
        room = self.screen().availableSize() - _FRAME
        wanted = QSize(scaled_px(_SIZE.width()), scaled_px(_SIZE.height()))
        self.resize(wanted.boundedTo(room))
        self.wishes = Wishes(choices)
        self.preview = Preview()
        self.nothing = self._invitation()
        self.inside = ElidedLabel("", "section")
        self.left_out = ElidedLabel("", "muted")
        self.sound_words = TextLabel("", "caption", wrap=True)
        self.job = JobLine(context)
        self.save_button = PrimaryButton(_("Save…"), "save")
        self.cancel_button = PushButton(_("Cancel"))
        self._lay_out()
        self._wire()
        self.look()

    # --- the preview ----------------------------------------------------------------------------

    def look(self) -> None:
        """Reads what would go in."""
        keepsakes = self._context.services.keepsakes
        choice, ticks = self._asked
        self.save_button.setEnabled(False)
        self._patience.start()
        self._reading.ask_long(
            lambda job: keepsakes.preview(choice, ticks, job), self._show, self._say_progress
        )

    @property
    def is_looking(self) -> bool:
        return self._reading.is_under_way or self.job.is_running

    def _say_progress(self, at: Progress) -> None:
        if not self._is_closed and not self._patience.isActive():
            self.inside.setText(f"{at.label}… {number(at.done)}")

    def _on_change(self, change: Change) -> None:
        """What was seen has to be what is written; then it is read once more."""
        is_of_it = not change.kinds <= _NEVER_SHOWN
        if is_of_it and not self._is_closed and not self.job.is_running:
            self._reading.ask_again(self.look)

    def _show(self, keepsake: Keepsake | None) -> None:
        if self._is_closed or keepsake is None:
            return
        self.wishes.show_keepsake(keepsake)
        self.preview.lines.show_keepsake(keepsake)
        inside, left = keepsake.inside.in_words(), keepsake.left_out.in_words()
        # Translators: things is a list such as “120 marks · 4 entries · 9 tracks”
        self.inside.setText(_("Goes in: {things}", things=inside or _("nothing")))
        self.left_out.setText(_("Left out as private: {things}", things=left) if left else "")
        self.preview.setAccessibleDescription(self.inside.text())
        self.save_button.setEnabled(not self.job.is_running and bool(inside))
        self.preview.setVisible(bool(inside))
        self.nothing.setVisible(not inside)
        self._show_sounds()

    def _show_sounds(self) -> None:
        is_heard = self.wishes.kind is Kind.PAGES
        self.sound_words.setVisible(is_heard and self.nothing.isHidden())
        self._say_sounds()

    def _say_sounds(self) -> None:
        n = len(self.preview.lines.sounds)
        seconds = LONGEST_SOUND_MS // 1000
        said = [
            ngettext(
                "Tick a mark to let it be heard, for {n} second at most.",
                "Tick a mark to let it be heard, for {n} seconds at most.",
                seconds,
            )
        ]
        if n:
            said.append(ngettext("1 sound goes in.", "{n} sounds go in.", n))
        said.append(
            _(
                "The music belongs to those who made it: give its sound only to people you know, "
                "and don’t publish it."
            )
        )
        self.sound_words.setText(" ".join(said))

    def _on_kind_changed(self) -> None:
        self.preview.lines.offer_sound(is_offered=self.wishes.kind is Kind.PAGES)
        self._show_sounds()
        self.look()

    @property
    def _asked(self) -> tuple[Choice, Ticks]:
        choice, ticks = self.wishes.choice, self.wishes.ticks
        if self.wishes.kind is Kind.MARKDOWN:
            choice = choice.of_entries()
        return choice, replace(ticks, sounds=self.preview.lines.sounds)

    # --- saving ---------------------------------------------------------------------------------

    def ask_where_to(self) -> None:
        if not self.save_button.isEnabled():
            return
        name, files = file_name(self.wishes.choice.title), self._context.files
        if self.wishes.kind is Kind.PDF:
            files.ask_where_to(_PDF, _("Save the keepsake"), f"{name}.pdf", self, self.save)
        else:
            files.ask_for_folder(
                _FOLDERS,
                _("Where to put the folder of the keepsake"),
                self,
                lambda folder: self.save(folder / name),
            )

    def save(self, path: Path) -> None:
        """A folder gets another name if there is something; a PDF replaces what is there."""
        keepsakes, craft, paper = self._context.services.keepsakes, QtCraft(), self.wishes.paper
        choice, ticks = self._asked
        kind = self.wishes.kind

        def write(job: JobContext) -> Path:
            if kind is Kind.PDF:
                keepsakes.write_pdf(choice, ticks, path, craft, paper, job, replace_file=True)
                return path
            free = free_path(path)
            if kind is Kind.MARKDOWN:
                keepsakes.write_markdown(choice, ticks, free, craft, job)
                return free
            keepsakes.write_folder(choice, ticks, free, craft, job)
            return free / "index.html"

        def arrive(shown: Path) -> None:
            self.accept()
            made = shown.parent if kind is Kind.PAGES else shown
            said = _("The keepsake was saved as “{file}”.", file=display_name(made))
            address = QUrl.fromLocalFile(str(shown))
            self._context.messages.say(said, _("Open"), lambda: QDesktopServices.openUrl(address))

        self.job.run("Make a keepsake", write, arrive)  # not shown

    # --- leaving --------------------------------------------------------------------------------

    def reject(self) -> None:
        """While it is being made, only that is cancelled."""
        if self.job.is_running:
            self.job.cancel()
        else:
            super().reject()

    def leave(self) -> None:
        """The program ends."""
        self.done(QDialog.DialogCode.Rejected)

    def done(self, result: int) -> None:
        self._is_closed = True
        self._patience.stop()
        self._reading.drop()
        self.job.drop()
        super().done(result)

    # --- building -------------------------------------------------------------------------------

    def _invitation(self) -> EmptyState:
        """Where nothing would go in."""
        words = _("A keepsake is made of what you mark and write while you listen.")
        nothing = EmptyState("gift", _("There is nothing in it yet"), words)
        nothing.add_action(str(LISTEN), self._listen, LISTEN_ICON)
        nothing.hide()
        return nothing

    def _listen(self) -> None:
        self.reject()
        listen_to_something(self._context)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        foot.addWidget(self.left_out, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(_("Something to keep and to give"), "title"))
        column.addWidget(self.wishes)
        column.addWidget(self.inside)
        column.addWidget(self.preview, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.sound_words)
        column.addWidget(self.job)
        column.addLayout(foot)
        self._show_sounds()

    def _wire(self) -> None:
        self._context.relay.changed.connect(self._on_change)
        self.wishes.changed.connect(self.look)
        self.wishes.kind_changed.connect(self._on_kind_changed)
        self.preview.lines.ticked.connect(self._say_sounds)
        self.save_button.clicked.connect(self.ask_where_to)
        self.cancel_button.clicked.connect(self.reject)
        self.job.began.connect(lambda: self._set_enabled(False))
        self.job.ended.connect(lambda: self._set_enabled(True))
        self.save_button.setDefault(True)
        for button in self.findChildren(QPushButton):
            if button is not self.save_button:
                button.setAutoDefault(False)

    def _set_enabled(self, is_enabled: bool) -> None:
        self.wishes.setEnabled(is_enabled)
        self.preview.setEnabled(is_enabled)
        self.save_button.setEnabled(is_enabled)
