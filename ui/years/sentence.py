"""What a year was mostly about, large, with its emotions as links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import _
from app.emotions.records import Emotion
from ui.style.contrast import blend
from ui.style.theme import colour, current_theme, text_font, theme_signals
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_button import PressButton

SENTENCE = 30 / 13  # the one text of this size
_READABLE = 4.5


class SentenceLine(QWidget):
    """Wraps like words. Signal: emotion_pressed(Emotion)."""

    emotion_pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, 0)
        self._said: tuple[str, tuple[Emotion, ...]] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, whole: str, emotions: Sequence[Emotion]) -> None:
        said = (whole, tuple(emotions))
        if said == self._said:
            return
        self._said = said
        self.setAccessibleName(whole)
        self._flow.clear()
        for text, emotion in _parts(whole, emotions):
            word = _Word(text, emotion)
            if emotion is not None:
                word.clicked.connect(lambda _on=False, one=emotion: self.emotion_pressed.emit(one))
            self._flow.addWidget(word)
        self.updateGeometry()

    def text(self) -> str:
        return "" if self._said is None else self._said[0]


def _parts(whole: str, emotions: Sequence[Emotion]) -> Iterator[tuple[str, Emotion | None]]:
    """Words, each with the space after it; the emotions' names as they are."""
    rest = whole
    for emotion in emotions:
        before, name, after = rest.partition(emotion.name)
        if not name:
            continue
        yield from ((word, None) for word in _words(before))
        yield emotion.name, emotion
        rest = after
    yield from ((word, None) for word in _words(rest))


def _words(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = text.find(" ", at)
        end = len(text) if end < 0 else end + 1
        yield text[at:end]
        at = end


class _Word(PressButton):
    """Only an emotion’s name is pressed."""

    def __init__(self, text: str, emotion: Emotion | None) -> None:
        super().__init__()
        self._shown, self._emotion = text, emotion
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if emotion is None:
            self.setEnabled(False)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.unsetCursor()
        else:
            self.setAccessibleName(emotion.name)
            self.setAccessibleDescription(_("Shows these marks"))
        theme_signals().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(text_font(SENTENCE, strong=True))
        return QSize(round(metrics.horizontalAdvance(self._shown)), round(metrics.height()) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = text_font(SENTENCE, strong=True)
        painter.setFont(font)
        baseline = 2 + QFontMetricsF(font).ascent()
        painter.setPen(colour("ink") if self._emotion is None else self._ink(self._emotion))
        painter.drawText(QPointF(0, baseline), self._shown)
        if self._emotion is not None:
            painter.setPen(QPen(self._ink(self._emotion), 2))
            painter.drawLine(QPointF(0, baseline + 5), QPointF(self.width(), baseline + 5))
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()))

    def _ink(self, emotion: Emotion) -> QColor:
        theme = current_theme()
        towards, share = ("#FFFFFF", 0.42) if theme.is_dark else ("#000000", 0.2)
        mixed = blend(towards, emotion.colour, share)
        return QColor(seen_on(mixed, theme.paper, _READABLE))
