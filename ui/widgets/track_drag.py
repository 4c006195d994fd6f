"""Tracks that are dragged from one place of the program to another."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

TRACKS = "application/x-ost-my-heart-tracks"  # their ids, in their order


def tracks_as_data(track_ids: Iterable[int]) -> QMimeData:
    data = QMimeData()
    data.setData(TRACKS, " ".join(map(str, track_ids)).encode())
    return data


def tracks_in(data: QMimeData) -> tuple[int, ...]:
    """Empty when it is something else, or from elsewhere and damaged."""
    if not data.hasFormat(TRACKS):
        return ()
    words = bytes(data.data(TRACKS).data()).decode("ascii", "replace").split()
    return tuple(int(word) for word in words) if all(word.isdecimal() for word in words) else ()


def drag_tracks(source: QWidget, track_ids: Iterable[int]) -> None:
    """Until they are dropped."""
    drag = QDrag(source)
    drag.setMimeData(tracks_as_data(track_ids))
    drag.exec(Qt.DropAction.CopyAction)
