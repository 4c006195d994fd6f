"""A real pointer: clicks that come from the X server."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

needs_a_pointer = pytest.mark.skipif(
    shutil.which("xdotool") is None,
    reason="xdotool not installed: make test installs it where it can",
)


def click(widget: QWidget, at: QPoint | None = None, *, button: int = 1) -> None:
    """In the middle, or at a point in the widget's pixels. button: as X counts, 3 is the right."""
    place = widget.mapToGlobal(widget.rect().center() if at is None else at)
    where = str(place.x()), str(place.y())
    _run("mousemove", *where, "click", str(button))


def press(widget: QWidget, *, button: int = 1) -> None:
    """In the middle, until `release`."""
    place = widget.mapToGlobal(widget.rect().center())
    _run("mousemove", str(place.x()), str(place.y()), "mousedown", str(button))


def release(*, button: int = 1) -> None:
    _run("mouseup", str(button))


def _run(*words: str) -> None:
    subprocess.run(("xdotool", *words), check=True, capture_output=True, timeout=30)
