"""The player bar: what is playing, seeking in it, and the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _
from app.transactions.changes import AUDIO_FILE, TRACK, WORK, Change
from ui.bridge.places import CurrentTrack
from ui.bridge.playback.now_playing import NowPlaying
from ui.bridge.track.track_covers import track_covers
from ui.player_bar.playing_track import COVER_PX, PlayingTrack
from ui.player_bar.queue_popup import QueuePopup
from ui.player_bar.rate_popup import RatePopup, rate_text
from ui.player_bar.seek_bar import SeekBar, TrackOverview
from ui.player_bar.sound import SoundControl
from ui.player_bar.time_accessible import TimeLabel
from ui.player_bar.transport import Transport
from ui.style.theme import colour, scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.overview_ticks import TrackTicks
from ui.widgets.press_behind import PressBehind

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView

_SECOND_SHARE_MS = 200  # as late as the elapsed seconds may be
_AFTER_MARK_MS = 120  # a burst of new marks is painted first
_NARROW_PX = 1120
_SIDE_PX = 268
_NARROW_SIDE_PX = 208
_TIGHT_PX = 800  # below this, the seek bar would be shorter than what is beside it
_TIGHT_SIDE_PX = 172
_TIGHTEST_PX = 600
_TIGHTEST_SIDE_PX = 116
_LEAST_TITLE_PX = 48


class PlayerBar(QWidget):
    """Shows what is playing; a click on the track opens it on its page."""

    def __init__(
        self, context: Context, track_view: TrackView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._playback = context.playback
        self._track_view = track_view
        self._ticks = TrackTicks()
        self._now = NowPlaying()
        covers = track_covers(context, scaled_px(COVER_PX) * 2, self)
        self.now_playing = PlayingTrack(covers)
        self.transport = Transport(context.shortcuts)
        self.seek_bar = SeekBar()
        self.sound = SoundControl(context.shortcuts)
        self.queue_popup = QueuePopup(context.services.library.rows_of, self)
        self.rate_popup = RatePopup(self)
        self.setAccessibleName(_("Player"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self._connect()
        context.shortcuts.subscribe(lambda: self._show_sound(self._now))
        self._show_all()

    def set_overview(self, overview: TrackOverview) -> None:
        """The whole track for the seek bar: waveform and marks."""
        self._total.setText(format_ms(overview.duration_ms) if overview.duration_ms else "–:––")
        self.seek_bar.set_overview(overview)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("raised"))
        painter.fillRect(0, 0, self.width(), 1, colour("hairline"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """The narrower the bar, the larger the share of the seek bar."""
        steps = (_TIGHTEST_PX, _TIGHT_PX, _NARROW_PX)
        sides = (_TIGHTEST_SIDE_PX, _TIGHT_SIDE_PX, _NARROW_SIDE_PX, _SIDE_PX)
        step = sum(self.width() >= scaled_px(least_px) for least_px in steps)
        self.now_playing.set_brief(step == 0)
        self.sound.set_narrow(step < 3, is_brief=step == 0)
        left, right = self._side_widths(scaled_px(sides[step]))
        self.now_playing.setFixedWidth(left)
        self._right.setFixedWidth(right)

    def _side_widths(self, side: int) -> tuple[int, int]:
        """Of one width, so that the buttons are in the middle; where these need the room, less: the
        tools as much as they need, and the title what is left. If that is too little, some of the
        buttons go.
        """
        room = self.width() - 4 * SPACE.l  # at the edges, and on both sides of the middle
        tools = self._right.minimumSizeHint().width()
        is_brief = room - self._middle_px() < tools + scaled_px(_LEAST_TITLE_PX)
        self.transport.set_brief(is_brief)
        left = room - self._middle_px(is_brief=is_brief)
        return (side, side) if left >= 2 * side else (min(side, left - tools), tools)

    def _middle_px(self, *, is_brief: bool = False) -> int:
        """At least."""
        times = self._times.minimumSizeHint().width()
        return max(self.transport.px_for(is_brief=is_brief), times)

    # --- building -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._elapsed = TimeLabel(_("Elapsed"))
        self._total = TimeLabel(_("Length"))
        self._elapsed.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._times = times = QWidget()
        times.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time does in the seek bar
        line = QHBoxLayout(times)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.s)
        line.addWidget(self._elapsed)
        line.addWidget(self.seek_bar, 1)
        line.addWidget(self._total)
        middle = QVBoxLayout()
        middle.setSpacing(SPACE.xs)
        middle.addWidget(self.transport, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addWidget(times)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE.l, SPACE.s, SPACE.l, SPACE.s)
        grid.setHorizontalSpacing(SPACE.l)
        grid.addWidget(self.now_playing, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(middle, 0, 1)
        self._right = self._tools()
        grid.addWidget(self._right, 0, 2, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 1)

    def _tools(self) -> QWidget:
        self.rate = QuietButton(rate_text(1.0))
        self.queue = IconButton("list-music", _("Up next"), size=18)
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addStretch(1)
        for part in (self.rate, self.sound, self.queue):
            row.addWidget(part)
        return tools

    def _connect(self) -> None:
        # A new mark is painted on the timeline first, in the seek bar a moment later.
        self._overview_soon = QTimer(self, singleShot=True, interval=_AFTER_MARK_MS)
        self._overview_soon.timeout.connect(self._show_overview)
        playback, transport = self._playback, self.transport
        transport.toggled.connect(playback.toggle)
        transport.next_requested.connect(playback.next)
        transport.previous_requested.connect(playback.previous)
        transport.shuffle_chosen.connect(playback.queueing.set_shuffled)
        transport.repeat_chosen.connect(playback.queueing.set_repeat)
        self.seek_bar.seek_requested.connect(playback.seek_ms)
        self.seek_bar.previewed.connect(self._on_previewed)
        self.seek_bar.view_moved.connect(self._track_view.scroll_wanted)
        self._track_view.in_sight_changed.connect(self.seek_bar.set_view)
        self.sound.volume_chosen.connect(playback.sound.set_volume)
        self.sound.muted_chosen.connect(playback.sound.set_muted)
        PressBehind(self.rate_popup, self.rate)
        PressBehind(self.queue_popup, self.queue)
        self.rate.clicked.connect(lambda: self.rate_popup.open_above(self.rate))
        self.rate_popup.rate_chosen.connect(playback.sound.set_rate)
        self.now_playing.clicked.connect(lambda: self._context.navigator.show(CurrentTrack()))
        self._connect_queue()
        playback.position_changed.connect(self._on_position)
        playback.pace.wish(self.seek_bar, self._pace_ms)
        playback.now.changed.connect(self._show_now)
        playback.queueing.changed.connect(self._on_queue)
        playback.loop_changed.connect(self.seek_bar.set_loop)
        self._track_view.timeline_changed.connect(lambda _timeline: self._overview_soon.start())
        self._track_view.awaited_changed.connect(lambda: self._show_now(playback.now.value))
        self._track_view.peaks_changed.connect(lambda _peaks: self._show_overview())
        self._context.relay.changed.connect(self._on_change)

    def _connect_queue(self) -> None:
        popup, playback = self.queue_popup, self._playback
        self.queue.clicked.connect(self._open_queue)
        popup.list.play_requested.connect(playback.play_index)
        popup.list.remove_requested.connect(playback.queueing.remove)
        popup.list.move_requested.connect(playback.queueing.move)
        popup.clear_requested.connect(playback.queueing.clear)

    # --- showing what the playback says ---------------------------------------------------------

    def _show_all(self) -> None:
        self._show_now(self._playback.now.value)
        self._show_overview()
        self.seek_bar.set_loop(self._playback.loop)
        self._on_position(self._playback.position_ms)

    def _show_now(self, now: NowPlaying) -> None:
        before, self._now = self._now, now
        self.now_playing.show_now(now, is_awaited=self._track_view.is_awaited)
        self.transport.show_state(now.state)
        self.transport.show_order(now.repeat, now.is_shuffled)
        self._show_sound(now)
        if (before.row, before.duration_ms) != (now.row, now.duration_ms):
            self._show_overview()

    def _pace_ms(self) -> float:
        """The playhead has moved by a pixel, or the elapsed time is another one."""
        pixel_ms = self._now.duration_ms / max(1, self.seek_bar.width()) / self._now.rate
        return min(_SECOND_SHARE_MS, pixel_ms)

    def _on_position(self, position_ms: int) -> None:
        self.seek_bar.set_position_ms(position_ms)
        self._show_elapsed(self.seek_bar.position_ms)

    def _on_previewed(self, position_ms: int) -> None:
        self._show_elapsed(position_ms if position_ms >= 0 else self._playback.position_ms)

    def _show_elapsed(self, position_ms: int) -> None:
        text = format_ms(position_ms)
        if text != self._elapsed.text():  # once a second, not at every frame
            self._elapsed.setText(text)

    def _show_sound(self, now: NowPlaying) -> None:
        self.sound.show_sound(now.volume, now.is_muted)
        keys = self._context.shortcuts
        self.rate.setText(rate_text(now.rate))
        self.rate.setAccessibleName(_("Speed {speed}", speed=rate_text(now.rate)))
        self.rate.setToolTip(
            # Translators: shown at a button; slower and faster are shortcuts
            _(
                "Speed · {slower}, {faster}",
                slower=keys.text("slower"),
                faster=keys.text("faster"),
            )
        )
        self.rate_popup.show_rate(now.rate)

    def _on_queue(self) -> None:
        if self.queue_popup.isVisible():
            self.queue_popup.show_queue(self._playback.queue)

    def _on_change(self, change: Change) -> None:
        if change.touches(TRACK, WORK, AUDIO_FILE):
            self._on_queue()

    def _show_overview(self) -> None:
        self._overview_soon.stop()
        view = self._track_view
        ticks = self._ticks.of(view.timeline)
        self.set_overview(TrackOverview(self._now.duration_ms, view.wave, ticks))

    # --- what the listener asks -----------------------------------------------------------------

    def _open_queue(self) -> None:
        self.queue_popup.show_queue(self._playback.queue)
        self.queue_popup.open_above(self.queue)
