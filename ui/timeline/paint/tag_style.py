"""The look of marks of one emotion, mode and intensity, made once for all of them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPixmap

from app.emotions.records import MAX_INTENSITY, Emotion, Mode, TaggedEmotion
from ui.style.icons import known_icon
from ui.style.theme import current_theme
from ui.timeline.paint.bar_picture import BarLook, bar_picture
from ui.timeline.paint.feeling_colours import line_of, soft_of
from ui.timeline.paint.label_picture import Label
from ui.timeline.paint.mark_paint import caption_font
from ui.timeline.paint.sign_picture import SignLook, sign_picture
from ui.widgets.waiting import WAITS_ICON

_LEAST_SHARE = 0.76  # of the largest sign, for intensity 1
_LEAST_SIDE_PX = 6
_Key = tuple[int, bool, int, bool, bool]  # emotion, felt, intensity, waiting, of this listen


class TagStyle(NamedTuple):
    """side: of the disc, and the height of the bar. disc_rect: all of its picture. line, soft: its
    colours as `#RRGGBB`.
    """

    side: int
    disc: QPixmap
    disc_rect: QRectF
    bar: Label
    line: str
    soft: str


class TagStyles:
    """Looked up for every sign; remade when rows, screen, font, theme or an emotion change."""

    def __init__(self) -> None:
        self._made_for: tuple[object, ...] = ()
        self._known: dict[_Key, tuple[Emotion, TagStyle]] = {}
        self.sign_px, self.dpr = 0.0, 1.0

    def prepare(self, sign_px: float, dpr: float) -> bool:
        """Called before a lane paints: what the signs have in common this time. Returns whether
        that is something else than before."""
        made_for = (sign_px, dpr, current_theme().name, caption_font().key())
        if made_for == self._made_for:
            return False
        self._made_for = made_for
        self.sign_px, self.dpr = sign_px, dpr
        self._known.clear()
        return True

    def of(self, item: TaggedEmotion, *, is_new: bool) -> TagStyle:
        """is_new: made in this listen."""
        tag = item.tag
        key = (tag.emotion_id, tag.mode is Mode.FELT, tag.intensity, tag.is_waiting, is_new)
        known = self._known.get(key)
        if known is None or known[0] is not item.emotion:
            style = _style(item, is_new, self.sign_px, self.dpr)
            known = self._known[key] = (item.emotion, style)
        return known[1]


def side_of(intensity: int, sign_px: float) -> int:
    """Of a sign, in pixels: larger is stronger."""
    share = _LEAST_SHARE + (1 - _LEAST_SHARE) * (intensity - 1) / (MAX_INTENSITY - 1)
    return max(_LEAST_SIDE_PX, round(sign_px * share))


def _style(item: TaggedEmotion, is_new: bool, sign_px: float, dpr: float) -> TagStyle:
    """A mark that waits to be saved is only an outline, felt or not."""
    tag, word = item.tag, item.emotion
    side = side_of(tag.intensity, sign_px)
    is_felt = tag.mode is Mode.FELT and not tag.is_waiting
    icon = WAITS_ICON if tag.is_waiting else known_icon(word.icon)
    look = SignLook(
        word.colour,
        icon,
        is_filled=is_felt and is_new,
        is_soft=is_felt,
        is_dashed=tag.mode is not Mode.FELT,
    )
    bar = BarLook(word.colour, word.pattern, is_felt, is_bold=is_new)
    disc = sign_picture(look, side, dpr)
    return TagStyle(
        side,
        disc,
        QRectF(disc.rect()),
        Label(partial(bar_picture, bar, side, dpr)),
        line_of(word.colour),
        soft_of(word.colour) if is_felt else current_theme().raised,
    )
