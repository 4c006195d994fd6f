"""Marks on the system's clipboard: in our own format, and as text for other programs."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from app.marks.clip import MIME_TYPE, Clip, clip_from


def put_on_clipboard(clip: Clip) -> None:
    data = QMimeData()
    data.setData(MIME_TYPE, clip.as_json().encode())
    data.setText(clip.text)
    QGuiApplication.clipboard().setMimeData(data)


def clip_on_clipboard() -> Clip | None:
    """None if it holds something else. Raises Problem if it can't be read."""
    data = QGuiApplication.clipboard().mimeData()
    if not data.hasFormat(MIME_TYPE):
        return None
    return clip_from(bytes(data.data(MIME_TYPE).data()).decode(errors="replace"))
