"""The palette: every emotion with a key, and favourite; a click does what the key does."""

from __future__ import annotations

import html
from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QWidget

from app.core.timecode import Span
from app.core.words import _
from app.emotions.records import Emotion
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.shell.shortcuts import native_text
from ui.style.icons import known_icon, paint_icon
from ui.style.patterns import pattern_brush
from ui.style.theme import colour, current_theme, scaled_px, text_font
from ui.style.tokens import RADIUS, SPACE, TYPE
from ui.widgets.fitted import Fitted
from ui.widgets.painting import draw_focus_ring

PULSE_MS = 420
_LEAST_PX = 60
_HEART_PX = 64
_GAP_PX = SPACE.xs
_BRIEF_PX = 30
_FOOT_PX = 7  # the pattern and what is beneath it
_SIDES_PX = 3  # at least, beside a name: its borders and a pixel
_GOOD_SIDES_PX = 10
_HIGH_PX = 64
_BRIEF_HIGH_PX = 52
_ANY_PX = (1 << 24) - 1  # Qt's QWIDGETSIZE_MAX, which PySide6 leaves out
_SOFT = 34  # alpha of a resting button's tint, of 255


class FeelingButton(QAbstractButton):
    """One emotion: icon, name, key, in its colour and pattern. It glows when a mark is saved."""

    def __init__(
        self, name: str, key: str, colour_name: str, icon_name: str, pattern: str, gloss: str
    ) -> None:
        super().__init__()
        self._key = key
        self._colour = colour_name
        self._icon = icon_name
        self._pattern = pattern
        self._is_glowing = False
        self._is_held = False
        self.is_brief = False
        self._pulse = QTimer(self, singleShot=True, interval=PULSE_MS)
        self._pulse.timeout.connect(lambda: self._glow(False))
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("{emotion}, key {key}", emotion=name, key=key) if key else name)
        head = f"<span style='font-weight: 600'>{html.escape(name)}</span>  {html.escape(key)}"
        self.setToolTip(f"{head}<br>{html.escape(gloss)}" if gloss else head)

    def pulse(self) -> None:
        """A mark with this emotion has just been saved."""
        self._glow(True)
        self._pulse.start()

    def set_held(self, is_held: bool) -> None:
        """Its key is down, and a mark is being drawn with it."""
        if is_held != self._is_held:
            self._is_held = is_held
            self.update()

    def set_brief(self, is_brief: bool) -> None:
        """Lower, with the key in place of the name."""
        if is_brief != self.is_brief:
            self.is_brief = is_brief
            self.updateGeometry()
            self.update()

    def set_width(self, px: int | None) -> None:
        """Of this width; None: it gets as much as the others."""
        self.setMinimumWidth(px or 0)
        self.setMaximumWidth(px or _ANY_PX)

    def name_px(self, sides_px: int = _SIDES_PX) -> int:
        """How wide it must be to show its name with so much beside it."""
        metrics = QFontMetrics(text_font(TYPE.caption))
        widest_px = max(map(metrics.horizontalAdvance, _in_two_lines(self.text(), metrics)))
        return max(scaled_px(_LEAST_PX), widest_px + sides_px)

    def sizeHint(self) -> QSize:
        """Without regard to its name: the palette decides whether names are shown."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        high = _BRIEF_HIGH_PX if self.is_brief else _HIGH_PX
        return QSize(scaled_px(_BRIEF_PX), scaled_px(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box
        self._paint_ground(painter, box)
        self._paint_words(painter, box)
        if self.hasFocus():
            draw_focus_ring(painter, box, RADIUS.medium)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        tint = colour(self._colour)
        is_strong = self._is_glowing or self._is_held or self.isDown()
        tint.setAlpha(150 if is_strong else (70 if self.underMouse() else _SOFT))
        painter.setPen(QPen(colour(self._colour), 2 if is_strong else 1))
        painter.setBrush(tint)
        painter.drawRoundedRect(box, RADIUS.medium, RADIUS.medium)
        foot = QRectF(box.left() + 6, box.bottom() - _FOOT_PX, box.width() - 12, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pattern_brush(self._pattern, current_theme().colour(self._colour), 0.5))
        painter.drawRoundedRect(foot, 2, 2)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(colour("ink"))
        painter.setFont(text_font(TYPE.caption))
        lines = (self._key,) if self.is_brief else self.name_lines(box.width())
        paint_icon(painter, self._icon_rect(len(lines)), known_icon(self._icon))
        words = self.words_rect(len(lines))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        if self._key and not self.is_brief:
            painter.setPen(colour("ink_muted"))
            painter.setFont(text_font(TYPE.caption, strong=True))
            corner = box.adjusted(SPACE.s, SPACE.xs, -SPACE.s, 0)
            painter.drawText(
                corner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, self._key
            )

    @property
    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)

    def _icon_rect(self, lines: int) -> QRectF:
        """Higher up where there are two lines beneath it, or the button is low."""
        box = self._box
        side = min(scaled_px(20), box.width() - SPACE.xs)
        top = box.top() + scaled_px(4 if self.is_brief or lines > 1 else 8)
        return QRectF(box.center().x() - side / 2, top, side, side)

    def words_rect(self, lines: int) -> QRectF:
        """Between icon and pattern."""
        box, top = self._box, self._icon_rect(lines).bottom()
        return QRectF(box.left(), top, box.width(), box.bottom() - _FOOT_PX - top)

    def name_lines(self, room_px: float) -> tuple[str, ...]:
        """In one line only with room at its sides."""
        metrics = QFontMetrics(text_font(TYPE.caption))
        has_room = metrics.horizontalAdvance(self.text()) + _GOOD_SIDES_PX - 2 <= room_px
        return (self.text(),) if has_room else _in_two_lines(self.text(), metrics)

    def _glow(self, is_glowing: bool) -> None:
        self._is_glowing = is_glowing
        self.update()


def _in_two_lines(name: str, metrics: QFontMetrics) -> tuple[str, ...]:
    """As narrow as it gets; a single word stays in one line."""
    words = name.split()
    ways = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return min(ways, key=lambda way: max(map(metrics.horizontalAdvance, way)), default=(name,))


class Palette(Fitted):
    """emotion_chosen(Emotion, is_expressed: bool), favourite_chosen(): a button was used.
    names_changed(): it shows other emotions.
    """

    emotion_chosen = Signal(object, bool)
    favourite_chosen = Signal()
    names_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[int | None, FeelingButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP_PX)
        self.setAccessibleName(_("Emotions"))

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
            _("Favourite"),
            native_text(FAVOURITE_KEY),
            "accent",
            "heart",
            "solid",
            _("A moment you love and want to come back to."),
        )
        heart.clicked.connect(self.favourite_chosen)
        self._add(None, heart)
        self.fit()
        self.names_changed.emit()

    def minimumSizeHint(self) -> QSize:
        """With the keys alone, also while there is room for more."""
        count = len(self._buttons)
        least_px = count * scaled_px(_BRIEF_PX) + max(0, count - 1) * _GAP_PX
        return QSize(least_px, super().minimumSizeHint().height())

    @property
    def least_named_px(self) -> int:
        """How wide it must be to show all names."""
        return self._named_px(_SIDES_PX)

    @property
    def well_named_px(self) -> int:
        """The same, with room beside the longest."""
        return self._named_px(_GOOD_SIDES_PX)

    def fit(self) -> None:
        """All names or none: a row in which some names are cut off reads worse than keys alone.
        The emotions are of one width, so that a key is found by its place.
        """
        heart = self._buttons.get(None)
        if heart is None:
            return
        words = [button for key, button in self._buttons.items() if key is not None]
        is_brief = self.least_named_px > self.width()
        for button in (*words, heart):
            button.set_brief(is_brief)
        heart.set_width(None if is_brief else _heart_px(heart))

    def pulse(self, emotion_id: int | None) -> None:
        button = self._buttons.get(emotion_id)
        if button is not None:
            button.pulse()

    def hold(self, live: Iterable[tuple[Emotion | None, Span]]) -> None:
        """live: what is being drawn; its buttons stay lit until their keys are released."""
        held = {None if emotion is None else emotion.id for emotion, _span in live}
        for emotion_id, button in self._buttons.items():
            button.set_held(emotion_id in held)

    def _named_px(self, sides_px: int) -> int:
        words = [button for key, button in self._buttons.items() if key is not None]
        word_px = max((word.name_px(sides_px) for word in words), default=0)
        heart = self._buttons.get(None)
        return len(words) * (word_px + _GAP_PX) + (0 if heart is None else _heart_px(heart))

    def _add(self, key: int | None, button: FeelingButton) -> None:
        self._buttons[key] = button
        self._row.addWidget(button, 1)

    def _choose(self, emotion: Emotion) -> None:
        shift = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.emotion_chosen.emit(emotion, bool(shift))


def _heart_px(heart: FeelingButton) -> int:
    return max(scaled_px(_HEART_PX), heart.name_px())
