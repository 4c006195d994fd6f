"""The cover and title of the track, and where it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, dotted, number
from app.library.records import Role, TrackRow
from ui.bridge.playback.now_playing import NowPlaying
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cover import Cover
from ui.widgets.text import ElidedLabel
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from ui.bridge.playback.story_step import StoryStep
    from ui.bridge.track.thumbnails import Thumbnails

COVER_PX = 52


class PlayingTrack(QWidget):
    """Signals: clicked(), to show the track."""

    clicked = Signal()

    def __init__(self, covers: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._covers = covers
        self._row: TrackRow | None = None
        self._is_brief = False
        self._cover = Cover(scaled_px(COVER_PX))
        self._title = ElidedLabel("", "strong")
        self._artist = ElidedLabel("", "muted")
        self._place = ElidedLabel("", "caption")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        for label in (self._title, self._artist, self._place):
            words.addWidget(label)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self._cover)
        row.addLayout(words, 1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        covers.ready.connect(self._on_cover_ready)
        self.show_now(NowPlaying())

    def set_brief(self, is_brief: bool) -> None:
        """Without the cover, where the text needs all the room."""
        self._is_brief = is_brief
        self._cover.setVisible(self._row is not None and not is_brief)

    def show_now(self, now: NowPlaying, *, is_awaited: bool = False) -> None:
        """is_awaited: a track is about to be loaded, so nothing is said instead."""
        row = self._row = now.row
        self._cover.setVisible(row is not None and not self._is_brief)
        if row is None:
            self._title.setText("")
            self._artist.setText("" if is_awaited else _("Nothing is playing"))
            self._place.setText("")
            return
        self._title.setText(row.title)
        self._artist.setText(row.artist)
        self._artist.setVisible(bool(row.artist))
        place = _said_of(now, row)
        self._place.setText(place)
        self._place.setVisible(bool(place))
        told = comma_list((row.title, row.artist, place))
        # Translators: track is a title, often with the artist and the album
        self.setAccessibleName(_("In the player: {track}", track=told))
        self._cover.set_cover(row.album or row.title, self._covers.image(row.cover))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._row is not None:
            self.clicked.emit()

    def _on_cover_ready(self, key: str) -> None:
        if self._row is not None and self._row.cover == key:
            self._cover.set_cover(self._row.album or self._row.title, self._covers.image(key))


def _said_of(now: NowPlaying, row: TrackRow) -> str:
    """What is heard in turn with it, a story and a passage count more than where it is from."""
    if now.in_turn is not None:
        return _in_turn(row, now.in_turn)
    if now.step is not None:
        return story_words(now.step)
    return now.passage or _place(row)


def _place(row: TrackRow) -> str:
    """Album and role, as in “The Long Road · Love theme”."""
    role = Role(row.role)
    return dotted(row.album, role.label if role is not Role.SCORE else "")


def story_words(step: StoryStep) -> str:
    """“Playing the story · cue 4 of 11”."""
    # Translators: which of the passages of music in a story is heard
    at = _("cue {number} of {count}", number=number(step.number), count=number(step.count))
    return dotted(_("Playing the story"), at)


def _in_turn(row: TrackRow, other: TrackRow) -> str:
    if other.id == row.id:
        return _("Two passages of it, heard in turn")
    return _("Heard in turn with {title}", title=other.title)
