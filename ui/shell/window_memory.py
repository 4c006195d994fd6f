"""What the window remembers from one time to the next: its place, theme, page and lanes.

Read before the first frame, so nothing in it may hold that up, whatever lies there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import Problem
from app.core.user_files import is_plain_file
from app.profile.paths import Paths
from ui.style.tokens import THEMES, Theme

_MOST_BYTES = 256 * 1024
_HANDLE_PX = 48  # so much of its upper edge has to be in sight for a window to be moved by it


class WindowMemory:
    """The memory of whoever sits at a profile, None: of this user. problem: why it begins anew."""

    def __init__(self, profile: Path | None) -> None:
        self.problem: Problem | None = None
        path = _place(profile)
        if path is None:
            self.state = QSettings("ost-my-heart", "window")
            return
        if os.path.lexists(path) and not _may_be_read(path):
            self._begin_anew(path)
        self.state = QSettings(str(path), QSettings.Format.IniFormat)
        self.state.allKeys()  # else it is read by pieces, when they are asked for
        if self.state.status() is QSettings.Status.FormatError:
            self._begin_anew(path)
            self.state = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, name: str) -> str:
        """Empty for what was never kept, and for anything but a text."""
        value = self.state.value(name, "")
        return value if isinstance(value, str) else ""

    def theme(self) -> Theme:
        """Of the last time: reading the settings can wait until after the first frame."""
        last = self.text("theme")
        if last in THEMES:
            return THEMES[last]
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return THEMES["dark" if app.styleHints().colorScheme().name == "Dark" else "light"]

    def place(self, window: QWidget, first_size: QSize) -> None:
        """Where it was; its first size where it can't be known, or would not be in sight."""
        geometry = self.state.value("geometry")
        is_known = isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)
        if is_known and _is_in_sight(window):
            return
        window.resize(first_size)
        if is_known:
            window.move(QApplication.primaryScreen().availableGeometry().topLeft())

    def _begin_anew(self, path: Path) -> None:
        from app.core.unreadable_file import rename_unreadable

        kept = rename_unreadable(path)
        remedy = "It couldn’t be put aside and is replaced when you close the window."
        if kept is not None:
            remedy = f"It is kept as “{kept.name}”."
        what = (
            "What the window remembered can’t be read: its place, page and lanes are as at first."
        )
        self.problem = Problem(what, "", remedy, str(path))


def _place(profile: Path | None) -> Path | None:
    """None where Qt keeps such things in no file of ours."""
    if profile is not None:
        return Paths.for_profile(profile).window_state
    if sys.platform in ("win32", "darwin"):
        return None
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "ost-my-heart" / "window.conf"


def _may_be_read(path: Path) -> bool:
    return is_plain_file(path) and path.stat().st_size <= _MOST_BYTES


def _is_in_sight(window: QWidget) -> bool:
    """Whether enough of its upper edge lies on a screen."""
    frame = window.frameGeometry()
    handle = frame.adjusted(0, 0, 0, _HANDLE_PX - frame.height())
    for screen in QApplication.screens():
        seen = screen.availableGeometry().intersected(handle)
        if seen.width() >= _HANDLE_PX and seen.height() >= _HANDLE_PX // 2:
            return True
    return False
