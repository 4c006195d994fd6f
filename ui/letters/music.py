"""The music that a letter belongs to: to be heard where it was written to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import Span, format_ms
from app.core.words import _
from app.player.passage_fade import PassageFade
from app.themes.records import Passage
from ui.bridge.playback.chain import PassageChain
from ui.entries.hearing import can_be_heard, hear_passage
from ui.story_line.played_wave import PlayedWave
from ui.style.tokens import SPACE
from ui.widgets.buttons import RoundButton
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.letters.shown import LetterMusic

_WAVE_PX, _LEAST_WAVE_PX = 48, 120
_BEGINS, _RISES_MS = 0.6, 2_500  # of the volume, when its letter is opened; until it is whole


class LetterMusicCard(QFrame):
    """Plays just these seconds, or the whole track if none are known."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._music: LetterMusic | None = None
        self.setProperty("surface", "card")
        self.play = RoundButton("play", _("Play"))
        self.title, self.caption = ElidedLabel("", "strong"), ElidedLabel("", "caption")
        self.wave = PlayedWave(_WAVE_PX, _LEAST_WAVE_PX)
        self._chain = PassageChain(context.playback, self)
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
        playback.passage.changed.connect(self._name_button)
        playback.position_changed.connect(self._on_position)

    def show_music(self, music: LetterMusic | None) -> None:
        self._music = music
        self.setVisible(music is not None)
        if music is None:
            return
        self.title.setText(music.row.title)
        start, end = format_ms(music.span.start_ms), format_ms(music.span.end_ms)
        at = music.span.is_point
        said = (
            _("the moment you wrote it to, {time}", time=start)
            if at
            else _("the seconds you wrote it to, {start} to {end}", start=start, end=end)
        )
        self.caption.setText(_("the music it belongs to") if music.is_whole else said)
        self.wave.setVisible(music.wave is not None)
        self.wave.show_wave(music.wave, music.heard, music.felt, music.row.duration_ms)
        self._name_button()

    def begin(self) -> None:
        """Softly, and louder bit by bit; not while something else plays."""
        music, playback = self._music, self._context.playback
        if music is None or playback.is_playing or not can_be_heard(self._context, music.row):
            return
        row, lead_ms = music.row, self._context.services.settings.current.preroll_ms
        span = Span(max(0, music.heard.start_ms - lead_ms), music.heard.end_ms)
        fade = PassageFade(span, begins=_BEGINS, in_ms=_RISES_MS)
        self._context.look(lambda: self._chain.play([Passage(row.id, span)], fades=[fade]))
        if self._chain.place >= 0:
            playback.passage.begin(_uid(music), row.id, is_whole=music.is_whole)

    def toggle(self) -> None:
        playback, music = self._context.playback, self._music
        if music is None:
            return
        uid, track_id = _uid(music), music.row.id
        if playback.passage.uid == uid:
            playback.pause()
        elif not music.is_whole:
            hear_passage(self._context, music.row, music.span, uid=uid)
        elif self._context.look(lambda: playback.play_lines([(track_id, None)])):
            playback.passage.begin(uid, track_id, is_whole=True)

    def _on_position(self, position_ms: int) -> None:
        row = self._context.playback.track
        if self._music is not None and row is not None and row.id == self._music.row.id:
            self.wave.show_place(position_ms)

    def _name_button(self) -> None:
        music = self._music
        if music is None:
            return
        is_sounding = self._context.playback.passage.uid == _uid(music)
        self.play.set_icon("pause" if is_sounding else "play")
        title = music.row.title
        pause, play = _("Pause “{track}”", track=title), _("Play “{track}”", track=title)
        self.play.set_hint(pause if is_sounding else play)


def _uid(music: LetterMusic) -> str:
    """Of its seconds: letters to the same ones have the same music."""
    return f"letter {music.row.id} {music.span.start_ms} {music.span.end_ms}"
