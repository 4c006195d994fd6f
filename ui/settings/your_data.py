"""Where everything is stored, backups, and moving it elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.words import _
from ui.bridge.archive.archiving import Archiving
from ui.settings.parts import Section, SettingRow, holder
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton, QuietButton
from ui.widgets.emptying import empty
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.backups import made_when, size_in_words

if TYPE_CHECKING:
    from app.archive.records import Backup
    from app.bootstrap import Services

_MOST_SHOWN = 5


class YourDataSection(Section):
    """Everything stays on this computer; these are the ways to keep it safe."""

    def __init__(
        self, services: Services, archiving: Archiving, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Your data"), parent)
        self._services = services
        self._archiving = archiving
        self._is_listed = False
        self._shown: tuple[Backup, ...] | None = None
        self._again: list[QuietButton] = []  # one for each backup shown
        self._pressed: QPushButton | None = None  # the one that started the task, by keyboard
        self.open_folder = PushButton(_("Open folder"), "folder-open")
        self.back_up = PushButton(_("Back up now"), "save")
        self.export = PushButton(_("Export…"), "upload")
        self.restore = PushButton(_("Restore…"), "download")
        self._backups = QVBoxLayout()
        self._backups.setSpacing(SPACE.xs)
        self._lay_out()
        self._wire()

    def list_backups(self) -> None:
        """Lists the backups there are now."""
        self._is_listed = True
        found = tuple(self._services.exports.list_backups()[:_MOST_SHOWN])
        if found == self._shown:
            return
        self._shown = found
        empty(self._backups)
        self._again.clear()
        for backup in found:
            self._backups.addWidget(self._backup_row(backup))

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        where = ElidedLabel(str(self._services.paths.data), "muted")
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addWidget(TextLabel(_("Everything is on this computer"), "strong"))
        words.addWidget(where)
        row.addLayout(words, 1)
        row.addWidget(self.open_folder)
        self.add(place)
        self.add(
            SettingRow(
                _("Backups"),
                _(
                    "Copies of the whole journal, checked after they are written. The "
                    "newest ten are kept, and one for each month before that. One is made "
                    "before each restore and each upgrade."
                ),
                self.back_up,
            )
        )
        self.card.body.addLayout(self._backups)
        self.add(
            SettingRow(
                _("Export and restore"),
                _(
                    "An export is one readable file with everything you wrote and your pictures. "
                    "Restoring adds what is missing here and never deletes anything."
                ),
                holder(self.export, self.restore),
            )
        )

    def _wire(self) -> None:
        folder = QUrl.fromLocalFile(str(self._services.paths.data))
        self.open_folder.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        self.back_up.clicked.connect(self._archiving.back_up)
        self.export.clicked.connect(self._archiving.ask_where_to_export)
        self.restore.clicked.connect(self._archiving.ask_what_to_restore)
        self._archiving.began.connect(self._rest)
        self._archiving.ended.connect(self._on_ended)
        if self._archiving.task is not None:
            self._rest()

    def _backup_row(self, backup: Backup) -> QWidget:
        again = QuietButton(_("Go back to it"), "history")
        again.setEnabled(self._archiving.task is None)
        again.clicked.connect(partial(self._archiving.ask_to_go_back, backup))
        self._again.append(again)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(TextLabel(made_when(backup)))
        row.addWidget(TextLabel(size_in_words(backup.size), "muted"))
        row.addStretch(1)
        row.addWidget(again)
        return box

    # --- while a task is running ----------------------------------------------------------------

    def _rest(self) -> None:
        """Qt would hand the keyboard on to the next row, whose value a key would change."""
        self._pressed = next((button for button in self._buttons if button.hasFocus()), None)
        if self._pressed is not None:
            self.setFocus()
        self._offer(is_offered=False)

    def _on_ended(self) -> None:
        self._offer(is_offered=True)
        if self._pressed is not None and self.hasFocus():
            (self._pressed if self._pressed in self._lasting else self.back_up).setFocus()
        if self._is_listed:
            self.list_backups()

    def _offer(self, *, is_offered: bool) -> None:
        for button in self._buttons:
            button.setEnabled(is_offered)

    @property
    def _lasting(self) -> tuple[QPushButton, ...]:
        return self.back_up, self.export, self.restore

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return *self._lasting, *self._again
