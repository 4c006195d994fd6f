"""A path as a ribbon: its height is arousal, its colours are the feelings."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from ui.comfort.moment_menu import Offer, open_menu
from ui.comfort.ribbon_layout import RibbonLayout
from ui.comfort.ribbon_painting import Marked, ShownStation, foot_px, paint_ribbon
from ui.comfort.words import moment_in_words, time_mark
from ui.style.theme import scaled_px, theme_signals
from ui.widgets.enter_keys import ENTER_KEYS
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.painting import describe
from ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from app.comfort.records import ComfortMoment, ComfortPath
    from app.core.ids import EmotionId
    from app.emotions.records import Emotion

_DISC_PX, _FIELD_PX, _FIELD_LOW_PX = 24, 148, 96
_SEEN_PX = 0.5  # less is no reason to paint
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space,
    Qt.Key.Key_Delete, Qt.Key.Key_R,
)  # fmt: skip


class PathRibbon(QWidget):
    """Left and Right go from station to station, Space plays from there, Delete leaves it out, R
    tries another, Enter opens it, Ctrl+Enter its day.

    Signals, each with the place of a station: play_requested(int); left_out(int); exchanged(int);
    opened(int); day_opened(int); lit(int), -1 for none.
    """

    play_requested = Signal(int)
    left_out = Signal(int)
    exchanged = Signal(int)
    opened = Signal(int)
    day_opened = Signal(int)
    lit = Signal(int)

    def __init__(self, find: Callable[[EmotionId], Emotion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._stations: tuple[ShownStation, ...] = ()
        self.selection = self.sounding = self._pointed = -1
        self.share = 0.0  # of the station that sounds, as it is painted
        self._is_playing = False
        self._is_low = False
        self._layout: RibbonLayout | None = None
        # Time runs from left to right whatever the language, as in a track.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("The path"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().theme_changed.connect(self._forget)

    def show_path(self, path: ComfortPath) -> None:
        lasts_ms, begins = path.duration_ms, path.starts_ms
        self._stations = tuple(
            ShownStation(moment, self._emotion(moment), time_mark(at_ms, lasts_ms))
            for moment, at_ms in zip(path.moments, begins, strict=True)
        )
        self.selection = min(self.selection, self.many - 1)
        self._describe()
        self._forget()

    def show_heard(self, place: int, share: float, *, is_playing: bool) -> None:
        """place: of the station that is heard, -1 for none; share: how much of it was."""
        laid = self._laid
        moved_px = laid.heard_x(place, share) - laid.heard_x(self.sounding, self.share)
        is_same = (place, is_playing) == (self.sounding, self._is_playing)
        if not is_same or abs(moved_px) >= _SEEN_PX:
            self.sounding, self.share, self._is_playing = place, share, is_playing
            self.update()

    def set_low(self, is_low: bool) -> None:
        if is_low != self._is_low:
            self._is_low = is_low
            self._forget()

    @property
    def many(self) -> int:
        return len(self._stations)

    def sizeHint(self) -> QSize:
        field = scaled_px(_FIELD_LOW_PX if self._is_low else _FIELD_PX)
        return QSize(scaled_px(320), round(field + foot_px()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def select(self, place: int) -> None:
        if place != self.selection:
            self.selection = place
            self._describe()
            self.lit.emit(place)
            self.update()

    # --- hands ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        return True if claims_key(event, _OWN_KEYS) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last, at = Qt.Key(event.key()), self.many - 1, self.selection
        to = {
            Qt.Key.Key_Left: max(0, at - 1),
            Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(key)
        asked = {
            Qt.Key.Key_Space: self.play_requested,
            Qt.Key.Key_Delete: self.left_out,
            Qt.Key.Key_R: self.exchanged,
        }.get(key)
        if at < 0 or (event.isAutoRepeat() and to is None):
            super().keyPressEvent(event)
        elif key in ENTER_KEYS:
            is_day = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self.day_opened if is_day else self.opened).emit(at)
        elif to is not None and is_bare(event):
            self.select(to)
        elif asked is not None and is_bare(event):
            asked.emit(at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._laid.place_at(event.position().x())
        if place < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus()
        self.select(place)
        if self._laid.disc(place).contains(event.position()):
            self.play_requested.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = self._laid.place_at(event.position().x())
        if place >= 0 and not self._laid.disc(place).contains(event.position()):
            self.opened.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._laid.place_at(event.position().x())
        self.setToolTip(plain_tip("" if place < 0 else self.told(place)))
        is_play = place >= 0 and self._laid.disc(place).contains(event.position())
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.setCursor(hand if is_play else arrow)
        self._point_at(place)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Of the station under the pointer; by the Menu key, of the selected one."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.selection if is_by_key else self._laid.place_at(event.pos().x())
        if place < 0:
            return
        self.select(place)
        middle = self.mapToGlobal(self._laid.disc(place).center().toPoint())
        open_menu(
            self,
            middle if is_by_key else event.globalPos(),
            Offer(_("Play from here"), "play", "Space", lambda: self.play_requested.emit(place)),
            Offer(_("Try another"), "refresh-cw", "R", lambda: self.exchanged.emit(place)),
            Offer(_("Leave it out"), "x", "Del", lambda: self.left_out.emit(place)),
            Offer(
                _("Show on the timeline"), "audio-lines", "Enter", lambda: self.opened.emit(place)
            ),
            Offer(
                _("Open its day"), "calendar-days", "Ctrl+Enter",
                lambda: self.day_opened.emit(place),
            ),
        )  # fmt: skip

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.selection < 0 and self.many:
            self.select(0)
        self.lit.emit(self.selection)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.lit.emit(-1)
        self.update()

    def _point_at(self, place: int) -> None:
        if place != self._pointed:
            self._pointed = place
            self.lit.emit(self.selection if place < 0 and self.hasFocus() else place)
            self.update()

    # --- words ----------------------------------------------------------------------------------

    def _emotion(self, moment: ComfortMoment) -> Emotion:
        assert moment.item.emotion_id is not None
        return self._find(moment.item.emotion_id)

    def told(self, place: int) -> str:
        one = self._stations[place]
        words = moment_in_words(one.moment, one.emotion)
        # Translators: a station of a path: when it begins, and what it is
        return _("At {time}: {what}", time=one.time, what=words)

    def place_at(self, at: QPoint) -> int:
        """The station there; -1 for none."""
        return self._laid.place_at(at.x()) if self.rect().contains(at) else -1

    def column_rect(self, place: int) -> QRect:
        return self._laid.whole_column(place).toAlignedRect()

    def _describe(self) -> None:
        describe(self, self.told(self.selection) if 0 <= self.selection < self.many else "")
        if self.selection >= 0 and self.hasFocus():
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(self.selection)
            QAccessible.updateAccessibility(event)

    # --- room -----------------------------------------------------------------------------------

    @property
    def _laid(self) -> RibbonLayout:
        if self._layout is None:
            arousals = [one.emotion.arousal for one in self._stations]
            size = float(self.width()), float(self.height())
            self._layout = RibbonLayout(arousals, *size, foot_px(), scaled_px(_DISC_PX))
        return self._layout

    def _forget(self) -> None:
        self._layout = None
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._layout = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.many:
            marked = Marked(
                self.selection, self._pointed, self.sounding, self.share,
                self._is_playing, self.hasFocus(),
            )  # fmt: skip
            paint_ribbon(QPainter(self), self._laid, self._stations, marked)
