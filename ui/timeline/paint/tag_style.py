"""How tags of one emotion, mode and intensity look in rows of one height: made once for all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap

from app.emotions.records import MAX_INTENSITY, Emotion, Mode, TaggedEmotion
from ui.style.theme import current_theme
from ui.timeline.paint.bar_picture import BarLook, band_picture, bar_picture
from ui.timeline.paint.label_picture import plate_picture, plate_width, word_picture
from ui.timeline.paint.mark_paint import (
    caption_height,
    ink_over,
    pin_head,
    seen_on,
    text_width,
)
from ui.timeline.paint.pin_picture import PIN_MARGIN_PX, pin_picture
from ui.widgets.waiting import WAITS_ICON

PIN_LINES = 1.6  # the tallest pin, in lines of text
_LEAST_SHARE = 0.5  # of a row's height, for intensity 1
_LEAST_ICON_PX = 9
_NEVER = 1 << 30
_BESIDE_PX = 8  # what a word needs around it


_Key = tuple[int, bool, int, bool]  # emotion, felt, intensity, waiting


class Label:
    """A picture made when it is first shown: at one zoom most of the names have no room."""

    __slots__ = ("_make", "_picture")

    def __init__(self, make: Callable[[], QPixmap]) -> None:
        self._make = make
        self._picture: QPixmap | None = None

    @property
    def picture(self) -> QPixmap:
        if self._picture is None:
            self._picture = self._make()
        return self._picture


class Plate(Label):
    """What names an emotion on its bar; its size is known before it is made."""

    __slots__ = ("height", "width")

    def __init__(self, make: Callable[[], QPixmap], width: int, height: int) -> None:
        super().__init__(make)
        self.width, self.height = width, height


class BarStyle(NamedTuple):
    """A span. bar: the picture to cut it out of. height: of its bar. icon_px, word_px: the least
    width for that plate on it, which stands higher than a thin bar when that is long.

    name: the word alone, for bars that are too short; it needs name_px behind them. ground: of
    the plates.
    """

    bar: QPixmap
    height: int
    icon_px: int
    icon: Plate | None
    word_px: int
    word: Plate
    name_px: float
    name: Label
    ground: str


class PinStyle(NamedTuple):
    """A point. height, head: of the pin. offset: from its tip to the picture's corner."""

    height: float
    head: float
    picture: QPixmap
    offset: QPointF
    name_px: float
    name: Label


class TagStyles:
    """Asked for at every mark; made anew when rows, screen, theme or an emotion are others."""

    def __init__(self) -> None:
        self._made_for: tuple[object, ...] = ()
        self._bars: dict[_Key, tuple[Emotion, BarStyle]] = {}
        self._pins: dict[_Key, tuple[Emotion, PinStyle]] = {}
        self._stripes: dict[int, tuple[Emotion, QPixmap]] = {}

    def prepare(self, painter: QPainter, row_px: float) -> None:
        """Before a lane paints: what the marks of this painting have in common."""
        dpr = painter.device().devicePixelRatio()
        made_for = (row_px, dpr, current_theme().name, caption_height())
        if made_for != self._made_for:
            self._made_for = made_for
            self._row_px, self._dpr = row_px, dpr
            self._bars.clear()
            self._pins.clear()
            self._stripes.clear()

    def bar(self, tagged: TaggedEmotion) -> BarStyle:
        tag = tagged.tag
        key = (tag.emotion_id, tag.mode is Mode.FELT, tag.intensity, tag.is_waiting)
        known = self._bars.get(key)
        if known is None or known[0] is not tagged.emotion:
            known = self._bars[key] = (tagged.emotion, _bar_style(tagged, self._row_px, self._dpr))
        return known[1]

    def stripe(self, emotion: Emotion) -> QPixmap:
        """What the stripes of a column that stands for many are cut out of."""
        known = self._stripes.get(emotion.id)
        if known is None or known[0] is not emotion:
            band = band_picture(emotion.colour, emotion.pattern, self._dpr)
            known = self._stripes[emotion.id] = (emotion, band)
        return known[1]

    def pin(self, tagged: TaggedEmotion) -> PinStyle:
        tag = tagged.tag
        key = (tag.emotion_id, tag.mode is Mode.FELT, tag.intensity, tag.is_waiting)
        known = self._pins.get(key)
        if known is None or known[0] is not tagged.emotion:
            known = self._pins[key] = (tagged.emotion, _pin_style(tagged, self._row_px, self._dpr))
        return known[1]


def _look(tagged: TaggedEmotion) -> BarLook:
    word = tagged.emotion
    return BarLook(word.colour, word.pattern, _is_filled(tagged), current_theme().raised)


def _is_filled(tagged: TaggedEmotion) -> bool:
    """What waits for the journal is only an outline, whatever it says."""
    return tagged.tag.mode is Mode.FELT and not tagged.tag.is_waiting


def _name(tagged: TaggedEmotion) -> str:
    name = tagged.emotion.name
    return f"{name}, waiting" if tagged.tag.is_waiting else name


def _icon(tagged: TaggedEmotion) -> str:
    return WAITS_ICON if tagged.tag.is_waiting else tagged.emotion.icon


def bar_height(intensity: int, row_px: float) -> int:
    """Taller is stronger; the strongest fills its row."""
    share = _LEAST_SHARE + (1 - _LEAST_SHARE) * (intensity - 1) / (MAX_INTENSITY - 1)
    return max(3, round((row_px - 2) * share))


def _bar_style(tagged: TaggedEmotion, row_px: float, dpr: float) -> BarStyle:
    line = caption_height()
    height = bar_height(tagged.tag.intensity, row_px)
    side = min(height - 2, line)
    ground, ink = _plate_colours(tagged)
    has_icon, has_word = side >= _LEAST_ICON_PX, side >= _LEAST_ICON_PX and height >= line - 2
    tall = height if has_word else min(round(row_px) - 2, line + 1)
    sign, name = _icon(tagged), _name(tagged)
    icon = _plate(sign, "", ground, ink, height, dpr) if has_icon else None
    word = _plate(sign, name, ground, ink, tall, dpr)
    word_px = plate_width(min(tall - 2, line), name)
    return BarStyle(
        bar_picture(_look(tagged), height, dpr),
        height,
        plate_width(side) if has_icon else _NEVER,
        icon,
        word_px if has_word else 2 * word_px,
        word,
        text_width(name) + _BESIDE_PX,
        Label(partial(word_picture, name, current_theme().ink, dpr)),
        ground,
    )


def _pin_style(tagged: TaggedEmotion, row_px: float, dpr: float) -> PinStyle:
    """As for a span, but never so wide that it leaves the extent it was stacked with."""
    emotion = tagged.emotion
    share = (MAX_INTENSITY + 2 + tagged.tag.intensity) / (2 * MAX_INTENSITY + 2)
    height = round(min(row_px - 2, PIN_LINES * caption_height()) * share, 1)
    name = _name(tagged)
    picture = pin_picture(
        emotion.colour, _icon(tagged), _is_filled(tagged), height, dpr, current_theme().raised
    )
    size = picture.deviceIndependentSize()
    return PinStyle(
        height,
        pin_head(height),
        picture,
        QPointF(-size.width() / 2, PIN_MARGIN_PX - size.height()),
        text_width(name) + _BESIDE_PX,
        Label(partial(word_picture, name, current_theme().ink, dpr)),
    )


def _plate(icon: str, name: str, ground: str, ink: str, height: int, dpr: float) -> Plate:
    width = plate_width(min(height - 2, caption_height()), name)
    return Plate(partial(plate_picture, icon, name, ground, ink, height, dpr), width, height)


def _plate_colours(tagged: TaggedEmotion) -> tuple[str, str]:
    if _is_filled(tagged):
        return tagged.emotion.colour, ink_over(tagged.emotion.colour)
    raised = current_theme().raised
    return raised, seen_on(tagged.emotion.colour, raised, 4.5)
