"""The folders that music came from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.profile.settings import Settings, SettingsFile
from ui.settings.parts import Section
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.text import ElidedLabel, TextLabel

NOTHING = (
    "No folder yet. Add one from the library, or drop it onto the window; it is then listed here "
    "and can be looked through again for new music."
)


class MusicFoldersSection(Section):
    """rescan_requested(list of str): folders to look through again."""

    rescan_requested = Signal(list)

    def __init__(self, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__("Music folders", parent)
        self._settings = settings
        self._shown: tuple[str, ...] | None = None
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE.m)
        self.rescan_all = PushButton("Look for new music in all of them", "refresh-cw")
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
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for folder in folders:
            self._rows.addWidget(self._row(folder))
        if not folders:
            self._rows.addWidget(TextLabel(NOTHING, "muted", wrap=True))
        self.rescan_all.setVisible(len(folders) > 1)

    def forget(self, folder: str) -> None:
        """The folder is no longer listed; its tracks and marks stay."""
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
        gone = "" if path.is_dir() else "not there now  ·  "
        words.addWidget(ElidedLabel(f"{gone}{folder}", "caption"))
        again = PushButton("Look for new music", "refresh-cw")
        again.clicked.connect(partial(self.rescan_requested.emit, [folder]))
        again.setEnabled(not gone)
        away = IconButton("x", f"Take “{path.name}” off this list; its music stays", size=16)
        away.clicked.connect(partial(self.forget, folder))
        row.addLayout(words, 1)
        row.addWidget(again)
        row.addWidget(away)
        return holder
