"""Versions side by side: each with its wave in the colours of what was felt, and its key."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted
from ui.bridge.track.version_finding import VersionFinding
from ui.roles.version_hearing import VersionHearing
from ui.roles.words import first_of_version
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import IconButton, QuietButton, ToggleButton, tell_hint
from ui.widgets.cards import Card
from ui.widgets.emptying import empty
from ui.widgets.felt_strip import paint_felt_strip
from ui.widgets.text import ElidedLabel, TextLabel, on_button
from ui.words.lists import comma_list

if TYPE_CHECKING:
    from app.afterlives.aligning import AlignedVersions
    from app.roles.records import Version
    from ui.bridge.context import Context
    from ui.story_line.waves import LineWaves

KEYS = "ABCDEGHI"  # F marks a favourite
_HEAD_PX, _WAVE_PX, _STRIP_PX = 44, 44, 8
_WORDS_PX, _NARROW_WORDS_PX = 240, 168
_BAR_PX, _STEP_PX, _PEAKS = 2.0, 3.0, 0.58
_MOST_NAMES = 3


class FeltWave(QWidget):
    """A track's wave in the colours of what was felt at any time, with their patterns below.

    Signal: pressed(int ms).
    """

    pressed = Signal(int)

    def __init__(self, version: Version, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._version, self._waves = version, waves
        self._head_ms = -1.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        waves.known.connect(self.update)
        theme_signals().theme_changed.connect(self.update)

    def show_head(self, at_ms: float) -> None:
        """Below 0 while it isn't heard."""
        if at_ms != self._head_ms:
            self._head_ms = at_ms
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, scaled_px(_WAVE_PX) + _STRIP_PX + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            share = min(1.0, max(0.0, event.position().x() / max(1, self.width())))
            last_ms = max(0, self._version.track.duration_ms - 1)
            self.pressed.emit(min(last_ms, round(share * self._version.track.duration_ms)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.height() - _STRIP_PX - 4
        area = QRectF(0, 0, self.width(), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(area, RADIUS.small, RADIUS.small)
        self._paint_wave(painter, area)
        strip = QRectF(0, self.height() - _STRIP_PX, self.width(), _STRIP_PX)
        paint_felt_strip(painter, strip, self._version.felt)
        if self._head_ms >= 0:
            x = self.width() * self._head_ms / max(1, self._version.track.duration_ms)
            painter.setPen(QPen(colour("playhead"), 2))
            painter.drawLine(round(x), 0, round(x), self.height())

    def _paint_wave(self, painter: QPainter, area: QRectF) -> None:
        import numpy as np

        shape = self._waves.shape(int(self._version.track.id))
        middle = area.center().y()
        if shape is None:
            painter.fillRect(QRectF(0, middle, area.width(), 1), colour("hairline"))
            return
        bars = max(1, math.floor(area.width() / _STEP_PX))
        lasts_ms = max(1, self._version.track.duration_ms) / bars
        peaks, rms = shape.between(np.arange(bars, dtype=np.float64) * lasts_ms, lasts_ms)
        inks, raised = self._inks(bars), current_theme().raised
        for heights, share in ((peaks, _PEAKS), (rms, 1.0)):
            for bar, (tall, ink) in enumerate(zip(heights.tolist(), inks, strict=True)):
                high = max(0.5, tall * (area.height() / 2 - 2))
                box = QRectF(bar * _STEP_PX, middle - high, _BAR_PX, 2 * high)
                painter.fillRect(box, QColor(blend(ink, raised, share)))

    def _inks(self, bars: int) -> list[str]:
        inks = [current_theme().wave] * bars
        for stretch in self._version.felt:
            for bar in range(
                math.floor(stretch.start * bars), min(bars, math.ceil(stretch.end * bars))
            ):
                inks[bar] = line_of(stretch.emotion.colour)
        return inks


class VersionRow(QWidget):
    """Signals: play_requested(); play_wanted_at(int ms); opened(), its own page."""

    play_requested = Signal()
    play_wanted_at = Signal(int)
    opened = Signal()

    def __init__(
        self, version: Version, key: str, waves: LineWaves, *, is_shown: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        row, felt = version.track, dict.fromkeys(one.emotion.name for one in version.felt)
        self.version = version
        self.button = ToggleButton(on_button(key))
        self.button.setFixedWidth(scaled_px(32))
        tell_hint(self.button, _("Play “{track}”", track=row.title), key)
        self.button.clicked.connect(lambda _on=False: self.play_requested.emit())
        self.title = ElidedLabel(row.title, "strong")
        year = "" if row.year is None else str(row.year)
        self.caption = ElidedLabel(
            dotted(version.place, year, format_ms(row.duration_ms)), "caption"
        )
        self.first = ElidedLabel(first_of_version(version.first, version.heard), "caption")
        self.felt = ElidedLabel(comma_list(list(felt)[:_MOST_NAMES]), "caption")
        column = QVBoxLayout()
        column.setSpacing(0)
        for label in (self.title, self.caption, self.first, self.felt):
            column.addWidget(label)
        column.addStretch(1)
        self._words = QWidget()
        self._words.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self.wave = FeltWave(version, waves)
        self.wave.pressed.connect(self.play_wanted_at)
        self.open = IconButton("arrow-right", _("Show “{track}”", track=row.title), size=18)
        self.open.clicked.connect(self.opened)
        keeps = self.open.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.open.setSizePolicy(keeps)
        self.open.setVisible(not is_shown)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE.m)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words)
        line.addWidget(self.wave, 1)
        line.addWidget(self.open)
        self.fit(is_narrow=False)

    def fit(self, *, is_narrow: bool) -> None:
        self._words.setFixedWidth(scaled_px(_NARROW_WORDS_PX if is_narrow else _WORDS_PX))

    def show_head(self, *, is_sounding: bool, at_ms: float) -> None:
        self.button.setChecked(is_sounding)
        self.wave.show_head(at_ms if is_sounding or at_ms > 0 else -1)


class VersionsCard(Card):
    """Signal: opened(int track id), another version is to be shown."""

    opened = Signal(int)

    def __init__(self, context: Context, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Versions side by side"))
        self._context, self._waves = context, waves
        self._is_narrow = False
        self._shown: tuple[Version, ...] = ()
        self._main_id = 0
        self._failed = ""
        self.rows: list[VersionRow] = []
        self.hearing = VersionHearing(context, self)
        self.hearing.moved.connect(self._show_heads)
        self._finding = VersionFinding(context, self)
        self.told = ElidedLabel("", "caption")
        self.change = QuietButton(_("Change over"), "arrow-left-right")
        tell_hint(self.change, _("Change over to the other version"), "X")
        self.find = QuietButton(_("Find the same moments"), "locate-fixed")
        self.busy = BusyLine()
        self._lay_out()
        self._wire()

    def show_versions(self, versions: Sequence[Version], main_id: int) -> None:
        self.setVisible(bool(versions))
        if main_id != self._main_id:
            self._failed = ""
            self._finding.cancel()
        is_same = (tuple(versions), main_id) == (self._shown, self._main_id)
        self._shown, self._main_id = tuple(versions), main_id
        self.hearing.show(versions, main_id)
        if not is_same:
            self._fill()
        self._tell()

    def press(self, key: str) -> bool:
        """Returns whether the key means something here."""
        if not self._shown:
            return False
        if key == "X":
            self.hearing.change_over()
            return True
        place = KEYS.find(key)
        if not 0 <= place < len(self._shown):
            return False
        self.hearing.play(place)
        return True

    def fit(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for row in self.rows:
            row.fit(is_narrow=is_narrow)

    # --- the same moments -----------------------------------------------------------------------

    def find_moments(self) -> None:
        """Of the one that is shown and the first that isn't aligned with it."""
        pair = self._unaligned()
        if pair is not None:
            self._failed = ""
            self._finding.begin(pair[0].track, pair[1].track)
            self.find.hide()

    def _unaligned(self) -> tuple[Version, Version] | None:
        main = next((one for one in self._shown if one.track.id == self._main_id), None)
        others = (one for one in self._shown if one is not main and one.time_map is None)
        other = next(others, None)
        return None if main is None or other is None else (main, other)

    def _on_found(self, found: AlignedVersions) -> None:
        if not found.is_certain:
            self._failed = _("These two seem to be different music: each plays from its own place.")
            return
        from app.story.alignments import AlignedBy

        alignments = self._context.services.alignments
        ids = found.track_id, found.other_track_id
        self._context.do(
            lambda: alignments.align(*ids, found.anchors, AlignedBy.SEARCH),
            lambda: self._context.say_done(_("The same moments were found.")),
        )

    def _on_failed(self, words: str) -> None:
        self._failed = words

    def _on_ended(self) -> None:
        self.busy.finish()
        self._tell()

    def _tell(self) -> None:
        is_whole = self._unaligned() is None
        in_step = _("Change over at the same musical moment")
        apart = _("Each plays from its own place")
        self.told.setText(self._failed or (in_step if is_whole else apart))
        self.find.setVisible(not is_whole and not self._finding.is_on and not self._failed)

    # --- making ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        for place, version in enumerate(self._shown):
            key = KEYS[place] if place < len(KEYS) else ""
            is_shown = version.track.id == self._main_id
            row = VersionRow(version, key, self._waves, is_shown=is_shown)
            row.play_requested.connect(lambda place=place: self.hearing.play(place))
            row.play_wanted_at.connect(lambda ms, place=place: self.hearing.play_from(place, ms))
            row.opened.connect(lambda key=int(version.track.id): self.opened.emit(key))
            row.fit(is_narrow=self._is_narrow)
            self.rows.append(row)
            self._column.addWidget(row)
        self._show_heads()

    def _show_heads(self) -> None:
        sounding = self.hearing.sounding
        for place, row in enumerate(self.rows):
            row.show_head(is_sounding=place == sounding, at_ms=self.hearing.head_ms(place))

    def _lay_out(self) -> None:
        self.body.setContentsMargins(SPACE.l, 0, SPACE.l, SPACE.l)
        self.body.setSpacing(SPACE.s)
        head = QWidget()
        head.setMinimumHeight(scaled_px(_HEAD_PX))
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        row.addWidget(TextLabel(_("Versions side by side"), "title"))
        row.addWidget(self.told, 1)
        row.addWidget(self.find)
        row.addWidget(self.change)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE.l)
        self.body.addWidget(head)
        self.body.addWidget(self.busy)
        self.body.addLayout(self._column)

    def _wire(self) -> None:
        self.change.clicked.connect(lambda: self.hearing.change_over())
        self.find.clicked.connect(self.find_moments)
        self.busy.cancel_requested.connect(self._finding.cancel)
        self._finding.progressed.connect(
            lambda done, total, label: self.busy.show_progress(done, total, label, is_counted=False)
        )
        self._finding.found.connect(self._on_found)
        self._finding.failed.connect(self._on_failed)
        self._finding.ended.connect(self._on_ended)
