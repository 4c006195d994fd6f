"""What the window remembers between sessions: its place, theme, page and lanes.

Read before the first frame, which nothing in it may hold up, whatever the file contains. So what
only some starts need is imported where it is used.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import Problem
from app.core.words import _
from ui.style.tokens import THEMES, Theme

if TYPE_CHECKING:
    from ui.style.looks import DesktopLooks

_MOST_BYTES = 256 * 1024
_MOST_PX = 4096
_TITLE_BAR_PX = 32  # about what a desktop puts above a window
_TOLD: dict[str, bool | None] = {"yes": True, "no": False, "": None}  # not shown
_HANDLE_PX = 48  # so much of its upper edge has to be in sight to move a window by it


class WindowMemory:
    """The memory kept in a profile; without one, in the user's own settings."""

    def __init__(self, profile: Path | None) -> None:
        self._unreadable: Path | None = None
        self._kept: Path | None = None
        path = _place(profile)
        if path is None:
            self.state = QSettings("ost-my-heart", "window")
            return
        if os.path.lexists(path) and not _may_be_read(path):
            self._begin_anew(path)
        self.state = QSettings(str(path), QSettings.Format.IniFormat)
        self.state.allKeys()  # otherwise it is read piece by piece
        if self.state.status() is QSettings.Status.FormatError:
            self._begin_anew(path)
            self.state = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def problem(self) -> Problem | None:
        """Why it starts anew; worded when asked for, since only then the language is known."""
        if self._unreadable is None:
            return None
        remedy = _("The file couldn’t be renamed; it will be replaced when you close the window.")
        if self._kept is not None:
            remedy = _("The old file is now called “{file}”.", file=self._kept.name)
        what = _("The window’s place, page and lanes couldn’t be read, so they are reset.")
        return Problem(what, "", remedy, str(self._unreadable))

    def text(self, name: str) -> str:
        """Empty for what was never stored, and for anything that isn't a text."""
        value = self.state.value(name, "")
        return value if isinstance(value, str) else ""

    def theme(self) -> Theme:
        """The last session's: reading the settings can wait until after the first frame."""
        last = self.text("theme")
        if last in THEMES:
            return THEMES[last]
        if "#" in last and (theme := _accented(last)) is not None:
            return theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # By its name: before the first frame nothing else needs `Qt`, which takes 18 ms.
        is_dark = app.styleHints().colorScheme().name == "Dark"  # not shown
        return THEMES["dark" if is_dark else "light"]

    def looks(self) -> DesktopLooks:
        """The desktop's, as it was last: until it says how it is now."""
        from ui.style.looks import DesktopLooks, is_accent

        accent = self.text("desktop_accent")
        is_dark = _TOLD.get(self.text("desktop_is_dark"))
        has_high_contrast = _TOLD.get(self.text("desktop_contrast"))
        return DesktopLooks(is_dark, accent if is_accent(accent) else None, has_high_contrast)

    def keep_looks(self, looks: DesktopLooks) -> None:
        told = {value: text for text, value in _TOLD.items()}
        self.state.setValue("desktop_accent", looks.accent or "")
        self.state.setValue("desktop_is_dark", told[looks.is_dark])
        self.state.setValue("desktop_contrast", told[looks.has_high_contrast])

    def length(self, name: str, default_px: int) -> int:
        """Of something in the window, in pixels."""
        try:
            length_px = int(self.text(name))
        except ValueError:
            return default_px
        return length_px if 0 < length_px <= _MOST_PX else default_px

    def place(self, window: QWidget, first_size: QSize) -> None:
        """Where it was; with its first size if that is unknown or wouldn't be in sight."""
        geometry = self.state.value("geometry")
        is_known = isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)
        if is_known and _is_in_sight(window):
            return
        window.resize(first_size.boundedTo(room_on_screen()))
        if is_known:
            window.move(QApplication.primaryScreen().availableGeometry().topLeft())

    def _begin_anew(self, path: Path) -> None:
        from app.core.unreadable_file import rename_unreadable

        self._unreadable, self._kept = path, rename_unreadable(path)


def _accented(name: str) -> Theme | None:
    from ui.style.accents import theme_named  # only where the desktop has an accent

    return theme_named(name)


def room_on_screen() -> QSize:
    """The largest content of a window that fits, with a title bar above it."""
    return QApplication.primaryScreen().availableSize() - QSize(0, _TITLE_BAR_PX)


def _place(profile: Path | None) -> Path | None:
    """None where Qt doesn't keep such things in a file of ours."""
    if profile is not None:
        from app.profile.paths import Paths

        return Paths.for_profile(profile).window_state
    if sys.platform in ("win32", "darwin"):
        return None
    base = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(base) / "ost-my-heart" / "window.conf"


def _may_be_read(path: Path) -> bool:
    from app.core.user_files import is_plain_file

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
