"""The signal that painters listen to; apart, so that the first frame need not build the class."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ThemeSignals(QObject):
    """Tells painters that colours changed.

    theme_changed(Theme): after palette and stylesheet are in place.
    """

    theme_changed = Signal(object)
