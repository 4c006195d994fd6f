"""The Stage: joins the picture, the words and the music, and follows them while it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.instant import Instant
from app.core.timecode import Span
from app.core.words import _
from app.stage.drifting import Feeling, feelings_of
from ui.bridge.places import MomentPlace
from ui.shell.shortcuts import native_text
from ui.stage.aloud import Aloud
from ui.stage.canvas import StageCanvas, is_soft
from ui.stage.foot import StageFoot
from ui.stage.leave_button import LeaveButton
from ui.stage.now import OnStage, StageNow
from ui.stage.pictures import StagePictures
from ui.stage.quiet import QuietHands
from ui.stage.telling import Keys, told
from ui.stage.wave import StageWave
from ui.stage.words import StageWords
from ui.style.motion import is_motion_reduced
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.capture.capturing import Kept
    from app.profile.setting_values import Settings
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.keys.marking import Marking
    from ui.bridge.track.track_view import TrackView
    from ui.bridge.track.track_words import WordsNow

TICK_MS = 100  # as often as a pill moves
_REST_MS = 250  # at most, while nothing moves but the playhead
FADE_MS = 900
CUT_MS = 240  # short enough to meet the beat
_UNCOVER_KEY = "U"
_SMALL_WIDE_PX, _SMALL_HIGH_PX = 1100, 700
_PREPARE_MS = 400  # after a picture has changed: the next one


class StagePage(QWidget):
    """Nothing of it moves, and no timer runs, while it is hidden or the music rests."""

    def __init__(
        self,
        context: Context,
        marking: Marking,
        track_view: TrackView,
        words_now: WordsNow,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self._words_now = words_now
        self._keys = Keys(context.shortcuts.text("toggle"), native_text(_UNCOVER_KEY))
        self._feelings: tuple[Feeling, ...] = ()
        self._is_still = False  # nothing may move
        self._seen_since_ms = 0  # UTC
        self.now = StageNow(context, track_view, self)
        self.canvas = StageCanvas(StagePictures(context, self))
        self.words = StageWords(context.services.pictures.path)
        self.wave = StageWave()
        self.foot = StageFoot(context)
        self.leave = LeaveButton(context.shortcuts.text("page_stage"), self)
        self.hands = QuietHands(self)
        self._aloud = Aloud(self.canvas, self)
        self._tick = QTimer(self, singleShot=True)
        self._tick.timeout.connect(self._on_tick)
        self._prepare = QTimer(self, singleShot=True, interval=_PREPARE_MS)
        self._prepare.timeout.connect(lambda: self.canvas.prepare(self.now.following))
        self.setAccessibleName(_("Stage"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._wire(marking)

    # --- what the window asks -------------------------------------------------------------------

    def keep_clear(self) -> Iterator[QRect]:
        """The words and the music: a message stands over the foot of the picture."""
        for part in (self.words, self.wave, self.foot):
            yield part.geometry()

    @property
    def moment_place(self) -> MomentPlace | None:
        """What sounds, for “This moment across the years”; None without a track."""
        playback = self._context.playback
        if playback.track is None:
            return None
        return MomentPlace(playback.track.id, Span.point(playback.position_ms))

    def go_back(self) -> None:
        self._context.navigator.go_back()

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.words)
        column.addSpacing(SPACE.l)
        column.addWidget(self.wave)
        column.addSpacing(SPACE.s)
        column.addWidget(self.foot)
        column.addSpacing(SPACE.m)

    def _wire(self, marking: Marking) -> None:
        playback, view = self._context.playback, self._track_view
        self.now.changed.connect(self._show_on)
        self.now.cuts.changed.connect(self._look)
        playback.track_changed.connect(lambda _row: self._begin_track())
        playback.state_changed.connect(lambda _state: self._follow_state())
        playback.jumped.connect(lambda _ms: self._follow_if_seen())
        playback.duration_changed.connect(lambda _ms: self._show_wave())
        view.timeline_changed.connect(self._on_timeline)
        view.peaks_changed.connect(lambda _peaks: self._show_wave())
        self._words_now.changed.connect(lambda _here: self._show_words())
        self._context.story_playing.moved.connect(lambda _step: self._look())
        spoilers().covering_changed.connect(self._on_covering)
        self._context.services.settings.subscribe(self._take_settings)
        self._take_settings(self._context.services.settings.current)
        marking.kept.connect(self._on_kept)
        self.canvas.pressed.connect(self._on_pressed)
        self.canvas.double_clicked.connect(self.go_back)
        self.wave.seek_requested.connect(playback.seek_ms)
        self.leave.clicked.connect(self.go_back)
        self.hands.quiet_changed.connect(self._on_quiet)

    # --- following the music --------------------------------------------------------------------

    def _begin_track(self) -> None:
        self._show_wave()
        self._look()

    def _follow_state(self) -> None:
        """The timer runs only while there is something to follow."""
        self._follow_if_seen()
        if self.isVisible() and self._context.playback.is_playing:
            self._tick.start(self._next_ms())
        else:
            self._tick.stop()

    def _on_tick(self) -> None:
        self._follow()
        self._tick.start(self._next_ms())

    def _next_ms(self) -> int:
        """Until something moves: a pill, the playhead by a pixel, or another picture comes."""
        if not self._is_still and not self.canvas.drift.is_empty:
            return TICK_MS
        playback = self._context.playback
        rate = max(0.1, playback.player.rate)
        left_ms = (self.now.until_ms - playback.position_ms) / rate
        pixel_ms = min(_REST_MS, max(TICK_MS, self.wave.ms_per_px / rate))
        return max(1, round(min(pixel_ms, left_ms)))

    def _follow_if_seen(self) -> None:
        if self.isVisible():
            self._follow()

    def _follow(self) -> None:
        position_ms = self._context.playback.position_ms
        self.now.follow(position_ms)
        self.wave.set_position(position_ms)
        self.canvas.move_pills(position_ms, self.now.on.stretch if self._is_still else None)

    def _look(self) -> None:
        """Other things may be on at the same place."""
        if self.isVisible():
            self.now.look()
            self._follow()
            self._show_words()

    def _take_settings(self, current: Settings) -> None:
        self._is_still = is_motion_reduced(current.reduced_motion)
        self._follow_if_seen()

    # --- showing --------------------------------------------------------------------------------

    def _show_on(self, on: OnStage) -> None:
        self._words_now.look_at(self.now.looked_at)
        before = self.canvas.backdrop
        lasts_ms = CUT_MS if on.is_cut else FADE_MS
        if self._is_still or not is_soft(before, on.backdrop):
            lasts_ms = 0
        if on.backdrop != before or not self.canvas.has_picture:
            self.canvas.show_backdrop(on.backdrop, lasts_ms)
            self._prepare.start()
        self.foot.show_people(() if on.open_scene is None else on.open_scene.characters)
        self._show_words()

    def _show_words(self) -> None:
        if not self.isVisible():
            return
        said = told(self.now.on, self._words_now.here, self._keys)
        self.words.show_told(said)
        self.foot.show_words(said.head, said.caption)
        self._aloud.tell(said)

    def _show_wave(self) -> None:
        if self.isVisible():
            self.wave.set_duration(self._context.playback.duration_ms)
            self.wave.set_wave(self._track_view.wave)

    def _on_timeline(self, timeline: TrackTimeline | None) -> None:
        if self.isVisible():
            self._take_feelings(timeline)
            self.wave.set_timeline(timeline)
            self._look()

    def _take_feelings(self, timeline: TrackTimeline | None) -> None:
        began_ms = self._context.playback.listen_began_at_ms
        since_ms = self._seen_since_ms if began_ms is None else began_ms
        found = () if timeline is None else feelings_of(timeline.tags, timeline.moments, since_ms)
        if found != self._feelings:
            self._feelings = found
            self.canvas.set_feelings(found)

    def _on_covering(self) -> None:
        if self.isVisible():
            self.foot.paint_afresh()
            self._look()

    def _on_kept(self, kept: Kept) -> None:
        """What was marked is in sight, and said."""
        if self.isVisible():
            self._follow()
            self._aloud.tell_mark(kept.mark.ref)

    # --- hands ----------------------------------------------------------------------------------

    def _on_pressed(self) -> None:
        if self.now.uncover():
            self._show_words()

    def _on_quiet(self, is_quiet: bool) -> None:
        """The pointer goes, too; the button stays while it has the keyboard."""
        self.foot.set_quiet(is_quiet)
        self.leave.setVisible(not is_quiet or self.leave.hasFocus())
        if is_quiet:
            self.setCursor(Qt.CursorShape.BlankCursor)
        else:
            self.unsetCursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() == Qt.Key.Key_U and not event.modifiers():
            self._on_pressed()
        else:
            super().keyPressEvent(event)

    # --- being seen -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.now.cuts.want(is_wanted=True)
        self._aloud.begin()
        self._seen_since_ms = Instant.now().utc_ms
        self._take_feelings(self._track_view.timeline)
        self.wave.set_timeline(self._track_view.timeline)
        self._show_wave()
        self._look()
        self._follow_state()
        self._show_on(self.now.on)
        self.hands.begin(self.window().windowHandle())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.now.cuts.want(is_wanted=False)
        self.now.cover_again()
        self._words_now.look_at(None)
        self._tick.stop()
        self._prepare.stop()
        self.canvas.fade.end()
        self.hands.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_small = self.width() < scaled_px(_SMALL_WIDE_PX) or self.height() < _SMALL_HIGH_PX
        for part in (self.words, self.wave, self.foot):
            part.set_small(is_small)
        self._place_leave()

    def _place_leave(self) -> None:
        self.leave.adjustSize()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right = self.width() - SPACE.xl - self.leave.width()
        self.leave.move(QPoint(SPACE.xl if is_mirrored else right, SPACE.l + SPACE.xs))
        self.leave.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), colour("paper"))
