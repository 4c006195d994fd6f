"""A feeling as a pill: its sign, its name and when it was marked."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap

from app.core.instant import Instant
from app.core.words import _, dotted, isolated, ngettext
from app.emotions.tagging import START_INTENSITY
from app.stage.drifting import Feeling
from ui.style.theme import colour, current_theme, scaled_px, text_font
from ui.style.tokens import TYPE
from ui.timeline.paint.sign_picture import SIGN_MARGIN_PX, SignLook, sign_picture
from ui.widgets.painting import clear_picture
from ui.widgets.text import elided
from ui.words.dates import days_ago, month_and_year, today

HIGH_PX = 48
_DISC_PX, _PAD_PX, _GAP_PX, _END_PX = 36, 6, 10, 18
_MOST_TEXT_PX = 200
_RECENT_DAYS = 60


class PillWords(NamedTuple):
    name: str
    caption: str

    @property
    def said(self) -> str:
        return dotted(self.name, self.caption)


def pill_words(feeling: Feeling, now: date | None = None) -> PillWords:
    name = _("Favourite moment") if feeling.emotion is None else feeling.emotion.name
    if feeling.is_new:
        return PillWords(name, dotted(_just_now(feeling), feeling.label))
    day, now = Instant(feeling.made_at_ms, feeling.made_offset_min).day, now or today()
    is_recent = (now - day).days < _RECENT_DAYS
    when = days_ago(day, now) if is_recent else month_and_year(day)
    return PillWords(name, dotted(when, feeling.label))


def _just_now(feeling: Feeling) -> str:
    if feeling.is_expressed:
        # Translators: said of an emotion that the music expresses, marked a moment ago
        return _("in the music, just now")
    if feeling.intensity > START_INTENSITY:
        # Translators: of an emotion that was marked a moment ago, and then again; 4 or 5
        return ngettext(
            "just now, intensity {n} of 5", "just now, intensity {n} of 5", feeling.intensity
        )
    return _("just now")


def pill_picture(feeling: Feeling, most_px: float, dpr: float) -> QPixmap:
    """most_px: how wide it may be."""
    words = pill_words(feeling)
    sign = SignLook("accent", "heart", is_filled=True)
    if feeling.emotion is not None:
        sign = SignLook(feeling.emotion.colour, feeling.emotion.icon, is_filled=True)
    scale = scaled_px(1000) / 1000
    return _painted(words, sign, round(most_px), scale, dpr, current_theme().name)


@lru_cache(maxsize=64)
def _painted(
    words: PillWords, sign: SignLook, most_px: int, scale: float, dpr: float, _theme: str
) -> QPixmap:
    high, disc = round(HIGH_PX * scale), round(_DISC_PX * scale)
    pad, gap, end = _PAD_PX * scale, _GAP_PX * scale, _END_PX * scale
    fonts = text_font(strong=True), text_font(TYPE.caption)
    strong, small = (QFontMetricsF(font) for font in fonts)
    room = min(_MOST_TEXT_PX * scale, most_px - pad - disc - gap - end)
    wide = max(
        strong.horizontalAdvance(isolated(words.name)),
        small.horizontalAdvance(isolated(words.caption)),
    )
    text_px = max(1.0, min(room, wide + 1))
    size = QSizeF(round(pad + disc + gap + text_px + end), high)
    picture = clear_picture(size, dpr)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("overlay"))
    painter.drawRoundedRect(QRectF(QPointF(), size), high / 2, high / 2)
    at = QPointF(pad - SIGN_MARGIN_PX, (high - disc) / 2 - SIGN_MARGIN_PX)
    painter.drawPixmap(at, sign_picture(_in_theme(sign), disc, dpr))
    left = pad + disc + gap
    lines = strong.height() + small.height()
    top = (high - lines) / 2
    painter.setFont(fonts[0])
    painter.setPen(colour("ink"))
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(
        QRectF(left, top, text_px, strong.height()), flags, elided(words.name, strong, text_px)
    )
    painter.setFont(fonts[1])
    painter.setPen(colour("ink_muted"))
    below = QRectF(left, top + strong.height(), text_px, small.height())
    painter.drawText(below, flags, elided(words.caption, small, text_px))
    painter.end()
    return picture


def _in_theme(sign: SignLook) -> SignLook:
    return sign if sign.colour.startswith("#") else sign._replace(colour=colour(sign.colour).name())
