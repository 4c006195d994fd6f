"""The companion card's small parts: still, characters, lines about feelings and what comes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.emotions.records import Mode
from app.story.records import Character
from app.timeline.records import ComingUp, FeltBefore
from ui.style.contrast import ink_on
from ui.style.icons import icon, known_icon, paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.timeline.paint.stills import paint_rounded, still
from ui.widgets.folding_row import FoldingRow
from ui.widgets.image_files import FindPicture
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.text import ElidedLabel, TextLabel
from ui.words.spoilers import spoilers
from ui.words.when import when_in_words

_PORTRAIT_PX = 28
_ICON_PX = 16


class StillView(QWidget):
    """A scene's picture, 16:9, rounded; a quiet surface when there is none."""

    def __init__(self, picture_path: FindPicture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = picture_path
        self._name: str | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self.update)

    def show_picture(self, name: str | None, words: str) -> None:
        """words: what it shows, for those who don't see it."""
        self._name = name
        self.setAccessibleName(words)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        return QSize(288, 162)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 68)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect())
        picture = still(self._find, self._name, self.size(), self.devicePixelRatio())
        if picture is not None:
            paint_rounded(painter, frame, picture, RADIUS.medium)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(frame, RADIUS.medium, RADIUS.medium)
        mark = QRectF(0, 0, 32, 32)
        mark.moveCenter(frame.center())
        paint_icon(painter, mark, "clapperboard", "ink_faint")


class CharacterChip(QWidget):
    """A portrait, or initials on the character's colour, and the name."""

    def __init__(
        self, character: Character, picture_path: FindPicture, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, SPACE.xs, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(_Portrait(character, picture_path))
        row.addWidget(TextLabel(character.name))
        self.setAccessibleName(character.name)


class _Portrait(QWidget):
    def __init__(self, character: Character, picture_path: FindPicture) -> None:
        super().__init__()
        self._character, self._find = character, picture_path
        side = scaled_px(_PORTRAIT_PX)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(self.rect())
        portrait = self._character.portrait
        picture = still(self._find, portrait, self.size(), self.devicePixelRatio())
        if picture is not None:
            paint_rounded(painter, circle, picture, circle.width() / 2)
            return
        ground = colour(self._character.colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawEllipse(circle)
        painter.setPen(colour(ink_on(ground.name())))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, self._character.name[:1].upper())


class FeltLine(QWidget):
    """One feeling of an earlier hearing: icon, word, strength, when, and the note."""

    def __init__(self, felt: FeltBefore, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(_icon_label(felt.emotion.icon, felt.emotion.colour), 0, _TOP)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(_word_and_strength(felt))
        when = when_in_words(felt.made_at_ms, felt.made_offset_min)
        is_expressed = felt.mode is Mode.EXPRESSED
        words = f"Expressed, {when}" if is_expressed else when[:1].upper() + when[1:]
        column.addWidget(TextLabel(words, "caption", wrap=True))
        if felt.note:
            column.addWidget(TextLabel(f"“{felt.note}”", wrap=True))
        row.addLayout(column, 1)
        self.setAccessibleName(f"{felt.emotion.name}, {when}")


def title_of(coming: ComingUp) -> str:
    is_covered = spoilers().is_covered(coming.is_spoiler)
    return "A scene you covered" if is_covered else coming.title


class ComingLine(QWidget):
    """The next mark, and in how many seconds."""

    def __init__(self, coming: ComingUp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._countdown = TextLabel("", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(_icon_label(coming.icon, coming.colour))
        row.addWidget(ElidedLabel(title_of(coming)), 1)
        row.addWidget(self._countdown)
        self.show_countdown(coming.in_ms)

    def show_countdown(self, in_ms: int) -> None:
        seconds = max(0, -(-in_ms // 1000))
        words = "now" if seconds == 0 else f"in {seconds} s"
        if self._countdown.text() != words:
            self._countdown.setText(words)


_TOP = Qt.AlignmentFlag.AlignTop


def _word_and_strength(felt: FeltBefore) -> QWidget:
    word = ElidedLabel(felt.emotion.name, "strong")
    dots = IntensityDots(felt.intensity, editable=False)
    dots.set_colour(felt.emotion.colour)
    row = FoldingRow(lambda: word.sizeHint().width() + SPACE.s + dots.sizeHint().width())
    row.add(word, 1)
    row.add(dots)
    return row


def _icon_label(name: str, colour_token: str) -> QLabel:
    side = scaled_px(_ICON_PX)
    label = QLabel()
    label.setPixmap(icon(known_icon(name), _ICON_PX, colour_token).pixmap(side, side))
    return label
