"""The palette: every word with a key, and the favourite; clicking works like the key."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QWidget

from app.emotions.records import Emotion
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.painting import draw_focus_ring

PULSE_MS = 420
_LEAST_PX = 60
_BRIEF_PX = 30
_HIGH_PX = 64
_BRIEF_HIGH_PX = 52
_SOFT = 34  # alpha of a resting button's tint, of 255


class FeelingButton(QAbstractButton):
    """One word: icon, name, key, in its colour and pattern. It glows when its mark is kept."""

    def __init__(
        self, name: str, key: str, colour_name: str, icon_name: str, pattern: str, gloss: str
    ) -> None:
        super().__init__()
        self._key = key
        self._colour = colour_name
        self._icon = icon_name
        self._pattern = pattern
        self._is_glowing = False
        self.is_brief = False
        self._pulse = QTimer(self, singleShot=True, interval=PULSE_MS)
        self._pulse.timeout.connect(lambda: self._glow(False))
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name}, key {key}" if key else name)
        head = f"<b>{html.escape(name)}</b>  {html.escape(key)}"
        self.setToolTip(f"{head}<br>{html.escape(gloss)}" if gloss else head)

    def pulse(self) -> None:
        """A mark of this feeling has just been kept."""
        self._glow(True)
        self._pulse.start()

    def set_brief(self, is_brief: bool) -> None:
        """Without its name, and lower: the key stands in its place."""
        if is_brief != self.is_brief:
            self.is_brief = is_brief
            self.updateGeometry()
            self.update()

    def name_px(self) -> int:
        """How wide it must be for its name."""
        metrics = QFontMetrics(text_font(TYPE.caption))
        return max(scaled_px(_LEAST_PX), metrics.horizontalAdvance(self.text()) + 2 * SPACE.s)

    def sizeHint(self) -> QSize:
        if self.is_brief:
            return self.minimumSizeHint()
        return QSize(self.name_px(), scaled_px(_HIGH_PX))

    def minimumSizeHint(self) -> QSize:
        high = _BRIEF_HIGH_PX if self.is_brief else _HIGH_PX
        return QSize(scaled_px(_BRIEF_PX), scaled_px(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        self._paint_ground(painter, box)
        self._paint_words(painter, box)
        if self.hasFocus():
            draw_focus_ring(painter, box, RADIUS.medium)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        tint = colour(self._colour)
        is_strong = self._is_glowing or self.isDown()
        tint.setAlpha(150 if is_strong else (70 if self.underMouse() else _SOFT))
        painter.setPen(QPen(colour(self._colour), 2 if is_strong else 1))
        painter.setBrush(tint)
        painter.drawRoundedRect(box, RADIUS.medium, RADIUS.medium)
        foot = QRectF(box.left() + 6, box.bottom() - 7, box.width() - 12, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pattern_brush(self._pattern, current_theme().colour(self._colour), 0.5))
        painter.drawRoundedRect(foot, 2, 2)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        side = min(scaled_px(20), box.width() - SPACE.xs)
        top = box.top() + scaled_px(4 if self.is_brief else 8)
        at = QRectF(box.center().x() - side / 2, top, side, side)
        paint_icon(painter, at, known_icon(self._icon))
        painter.setPen(colour("ink"))
        painter.setFont(text_font(TYPE.caption))
        high = scaled_px(16 if self.is_brief else 20)
        words = QRectF(box.left() + 2, at.bottom() + 2, box.width() - 4, high)
        if self.is_brief:
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._key)
            return
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
        if self._key:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(TYPE.caption, strong=True))
            corner = box.adjusted(SPACE.s, SPACE.xs, -SPACE.s, 0)
            painter.drawText(
                corner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self._key
            )

    def _glow(self, is_glowing: bool) -> None:
        self._is_glowing = is_glowing
        self.update()


class Palette(QWidget):
    """emotion_chosen(Emotion, is_expressed: bool), favourite_chosen(): a button was used."""

    emotion_chosen = Signal(object, bool)
    favourite_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[int | None, FeelingButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        self.setAccessibleName("Feelings")

    def show_emotions(self, emotions: tuple[Emotion, ...]) -> None:
        """Those with a key, in the keys' order, then the favourite."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._buttons.clear()
        keyed = sorted((word for word in emotions if word.shortcut), key=lambda w: w.shortcut or "")
        for word in keyed:
            button = FeelingButton(
                word.name, word.shortcut or "", word.colour, word.icon, word.pattern, word.gloss
            )
            button.clicked.connect(lambda _on=False, word=word: self._choose(word))
            self._add(word.id, button)
        heart = FeelingButton(
            "Favourite",
            "F",
            "accent",
            "heart",
            "solid",
            "A moment you love, and would know again anywhere.",
        )
        heart.clicked.connect(self.favourite_chosen)
        self._add(None, heart)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """All names or none: a row of which some words are cut reads worse than keys alone."""
        buttons = self._buttons.values()
        needed = sum(button.name_px() + SPACE.s for button in buttons) - SPACE.s
        for button in buttons:
            button.set_brief(needed > self.width())

    def pulse(self, emotion_id: int | None) -> None:
        button = self._buttons.get(emotion_id)
        if button is not None:
            button.pulse()

    def _add(self, key: int | None, button: FeelingButton) -> None:
        self._buttons[key] = button
        self._row.addWidget(button)

    def _choose(self, emotion: Emotion) -> None:
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.emotion_chosen.emit(emotion, bool(shift))
