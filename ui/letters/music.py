"""The music that a letter belongs to: to be heard where it was written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _
from app.player.records import PlayState
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import RoundButton
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.core.ids import TrackId
    from app.core.timecode import Span
    from ui.bridge.context import Context
    from ui.letters.shown import LetterMusic

_WAVE_PX, _LEAST_WAVE_PX = 48, 120


class LetterMusicCard(QFrame):
    """Plays just these seconds, or the whole track if none are known."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._music: LetterMusic | None = None
        self._is_sounding = False
        self.setProperty("surface", "card")
        self.play = RoundButton("play", _("Play"))
        self.title, self.caption = ElidedLabel("", "strong"), ElidedLabel("", "caption")
        self.wave = _Wave()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.m, SPACE.s, SPACE.l, SPACE.s)
        row.setSpacing(SPACE.l)
        row.addWidget(self.play)
        row.addLayout(words, 1)
        row.addWidget(self.wave, 1)
        self.play.clicked.connect(lambda _on=False: self.toggle())
        playback = context.playback
        playback.state_changed.connect(lambda _state: self._look())
        playback.track_changed.connect(lambda _row: self._look())
        playback.span_finished.connect(lambda _span: self._set_sounding(False))
        playback.position_changed.connect(self._on_position)

    def show_music(self, music: LetterMusic | None) -> None:
        is_other = _place_of(music) != _place_of(self._music)
        self._music = music
        self.setVisible(music is not None)
        if music is None:
            return
        if is_other:
            self._set_sounding(False)
        self.title.setText(music.row.title)
        start, end = format_ms(music.span.start_ms), format_ms(music.span.end_ms)
        at = music.span.is_point
        said = (
            _("the moment you wrote it to, {time}", time=start)
            if at
            else _("the seconds you wrote it to, {start} to {end}", start=start, end=end)
        )
        self.caption.setText(_("the music it belongs to") if music.is_whole else said)
        self.wave.show_wave(music)
        self._name_button()

    def begin(self) -> None:
        """Unless something else plays."""
        if self._music is not None and not self._context.playback.is_playing:
            self.toggle()

    def toggle(self) -> None:
        playback, music = self._context.playback, self._music
        if music is None:
            return
        if self._is_sounding:
            playback.pause()
            return
        if music.is_whole:
            begun = self._context.look(lambda: playback.play_lines([(music.row.id, None)]))
        else:
            begun = self._context.look(lambda: playback.hear(music.row.id, music.span))
        row = playback.track
        self._set_sounding(begun and row is not None and row.id == music.row.id)

    def _look(self) -> None:
        playback, music = self._context.playback, self._music
        is_here = music is not None and playback.track is not None
        is_here = is_here and playback.track.id == music.row.id  # type: ignore[union-attr]
        is_on = playback.state in (PlayState.PLAYING, PlayState.LOADING)
        if self._is_sounding and not (is_here and is_on):
            self._set_sounding(False)

    def _on_position(self, position_ms: int) -> None:
        row = self._context.playback.track
        if self._music is not None and row is not None and row.id == self._music.row.id:
            self.wave.show_place(position_ms)

    def _set_sounding(self, is_sounding: bool) -> None:
        self._is_sounding = is_sounding
        self._name_button()

    def _name_button(self) -> None:
        title = "" if self._music is None else self._music.row.title
        self.play.set_icon("pause" if self._is_sounding else "play")
        pause, play = _("Pause “{track}”", track=title), _("Play “{track}”", track=title)
        self.play.set_hint(pause if self._is_sounding else play)


def _place_of(music: LetterMusic | None) -> tuple[TrackId, Span] | None:
    return None if music is None else (music.row.id, music.span)


class _Wave(QWidget):
    """The waveform of these seconds; what was heard of them in another colour."""

    def __init__(self) -> None:
        super().__init__()
        self._music: LetterMusic | None = None
        self._heard = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme_signals().theme_changed.connect(self.update)

    def show_wave(self, music: LetterMusic) -> None:
        self._music = music
        self._heard = 0.0
        self.setVisible(music.wave is not None)
        self.update()

    def show_place(self, position_ms: int) -> None:
        music = self._music
        if music is None or not self.isVisible():
            return
        share = (position_ms - music.span.start_ms) / max(1, music.span.duration_ms)
        share = max(0.0, min(1.0, share))
        if share != self._heard:
            self._heard = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(320), scaled_px(_WAVE_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled_px(_LEAST_WAVE_PX), scaled_px(_WAVE_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._music is None or self._music.wave is None:
            return
        from ui.widgets.wave_picture import tinted

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.drawImage(box, tinted(self._music.wave, colour("wave")))
        heard = QRectF(box.left(), box.top(), box.width() * self._heard, box.height())
        painter.setClipRect(heard)
        painter.drawImage(box, tinted(self._music.wave, colour("wave_played")))
