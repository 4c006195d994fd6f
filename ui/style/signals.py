"""The signal that painters listen to; separate, so that the first frame doesn't build the class."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ThemeSignals(QObject):
    """Tells painters that the colours have changed.

    Signal: theme_changed(Theme), once palette and stylesheet are set.
    """

    theme_changed = Signal(object)
