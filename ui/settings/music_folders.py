"""The folders that music was added from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import Text, _
from app.profile.setting_values import Settings
from app.profile.settings import SettingsFile
from ui.settings.parts import Section
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.emptying import empty
from ui.widgets.text import ElidedLabel, TextLabel

NOTHING = Text(
    "No folders yet. Add one in the library, or drop it on the window. It is then listed here, and "
    "you can rescan it for new music."
)


class MusicFoldersSection(Section):
    """Signals: rescan_requested(list of str), folders to rescan."""

    rescan_requested = Signal(list)

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__(_("Music folders"), parent)
        self._settings = settings
        self._shown: tuple[str, ...] | None = None
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE.m)
        self.rescan_all = PushButton(_("Rescan all folders"), "refresh-cw")
        self.rescan_all.clicked.connect(
            lambda: self.rescan_requested.emit(list(self._settings.current.music_folders))
        )
        self.card.body.addWidget(holder)
        foot = QHBoxLayout()
        foot.addWidget(self.rescan_all)
        foot.addStretch(1)
        self.card.body.addLayout(foot)

    def show_settings(self, current: Settings) -> None:
        folders = current.music_folders
        if folders == self._shown:
            return
        self._shown = folders
        empty(self._rows)
        for folder in folders:
            self._rows.addWidget(self._row(folder))
        if not folders:
            self._rows.addWidget(TextLabel(str(NOTHING), "muted", wrap=True))
        self.rescan_all.setVisible(len(folders) > 1)

    def forget(self, folder: str) -> None:
        """Removes the folder from the list; its tracks and marks stay."""
        kept = [path for path in self._settings.current.music_folders if path != folder]
        self._settings.change(music_folders=tuple(kept))

    def _row(self, folder: str) -> QWidget:
        holder = QWidget()
        path = Path(folder)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(path.name or folder, "strong"))
        is_there = path.is_dir()
        where = folder if is_there else _("not available · {folder}", folder=folder)
        words.addWidget(ElidedLabel(where, "caption"))
        again = PushButton(_("Rescan"), "refresh-cw")
        again.clicked.connect(partial(self.rescan_requested.emit, [folder]))
        again.setEnabled(is_there)
        hint = _("Remove “{folder}” from this list; its music stays", folder=path.name)
        away = IconButton("x", hint, size=16)
        away.clicked.connect(partial(self.forget, folder))
        row.addLayout(words, 1)
        row.addWidget(again)
        row.addWidget(away)
        return holder
