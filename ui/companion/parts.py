"""The companion card's small parts: still, characters, lines for emotions and what comes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.words import _, ngettext
from app.emotions.records import Mode
from app.story.records import Character
from app.timeline.records import ComingUp, FeltBefore
from ui.companion.portrait import portrait_of
from ui.style.icons import icon, known_icon, paint_icon
from ui.style.theme import colour, scaled_px, theme_signals
from ui.style.tokens import RADIUS, SPACE
from ui.timeline.paint.stills import paint_rounded, still
from ui.widgets.accessible_widgets import ButtonAccessible, LineAccessible, RowAccessible
from ui.widgets.face import FaceChip
from ui.widgets.folding_row import FoldingRow
from ui.widgets.image_files import FindPicture
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.painting import draw_focus_ring
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip
from ui.words.marks import character_name, scene_title, theme_name
from ui.words.when import when_in_words

INSET = SPACE.s  # of what isn't pressed: a row's ground reaches that far out of its words
_ICON_PX = 16


class StillView(PressRow):
    """A scene's still, 16:9, rounded; an empty surface when there is none.

    Signals: opened(), it was pressed, and double_clicked(); of one click nothing is heard before it
    is certain that no second one follows.
    """

    opened = Signal()
    double_clicked = Signal()

    def __init__(self, picture_path: FindPicture, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._is_by_mouse = False
        self._soon = QTimer(self, singleShot=True, interval=QApplication.doubleClickInterval())
        self._soon.timeout.connect(self.opened)
        self.clicked.connect(self._on_clicked)
        self._find = picture_path
        self._name: str | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme_signals().theme_changed.connect(self.update)

    def show_picture(self, name: str | None, words: str) -> None:
        """words: what it shows, for screen readers."""
        self._name = name
        self.setAccessibleName(words)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_by_mouse = True
        super().mouseReleaseEvent(event)
        self._is_by_mouse = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._soon.stop()
            self.double_clicked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    def _on_clicked(self) -> None:
        if self._is_by_mouse:
            self._soon.start()
        else:
            self.opened.emit()

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
        else:
            self._paint_empty(painter, frame)
        if self.hasFocus():
            draw_focus_ring(painter, frame, RADIUS.medium)

    def _paint_empty(self, painter: QPainter, frame: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(frame, RADIUS.medium, RADIUS.medium)
        mark = QRectF(0, 0, 32, 32)
        mark.moveCenter(frame.center())
        paint_icon(painter, mark, "clapperboard", "ink_faint")


class CharacterChip(FaceChip):
    def __init__(
        self, character: Character, picture_path: FindPicture, parent: QWidget | None = None
    ) -> None:
        called = character_name(character)
        self.face = portrait_of(character, picture_path)
        super().__init__(self.face, called, called, parent)
        self.setToolTip(plain_tip(_("Open {name}", name=called)))


class FeltLine(PressRow):
    """One emotion of an earlier listen: icon, name, intensity, when, and the note. Pressed, it is
    heard again; its date opens the day.
    """

    def __init__(self, felt: FeltBefore, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setToolTip(_("Hear it again"))
        self.felt = felt
        self._badge = QLabel()
        self._word = ElidedLabel("", "strong")
        self._dots = IntensityDots(felt.intensity, editable=False)
        self._note = TextLabel("", wrap=True)
        self.day = _DayLink()
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, SPACE.xs, INSET, SPACE.xs)
        row.setSpacing(SPACE.s)
        row.addWidget(self._badge, 0, _TOP)
        row.addLayout(self._words(), 1)
        self.warm_changed.connect(self._show_badge)
        for part in (self._word, self._note, self.day.label):
            part.setAccessibleName(_("Felt here"))  # the row says it: Qt needn’t, each time
        self.show_felt(felt)

    def make_accessible(self) -> ButtonAccessible:
        return RowAccessible(self)

    def show_felt(self, felt: FeltBefore) -> None:
        """This instead of what it showed: a new line would be more news to a screen reader."""
        self.felt = felt
        when = when_in_words(felt.made_at_ms, felt.made_offset_min)
        strength = str(felt.intensity)
        mark = _("{emotion}, {intensity} of 5", emotion=felt.emotion.name, intensity=strength)
        self.setAccessibleName(_("{mark}, {time}", mark=mark, time=when))
        self.setAccessibleDescription(felt.note)
        # Translators: when is a day and a time, such as “yesterday, 21:10”
        words = _("Felt {when}", when=when)
        if felt.mode is Mode.EXPRESSED:
            # Translators: expressed by the music
            words = _("Expressed {when}", when=when)
        self.day.show_words(words)
        self._show_badge(self.is_warm)
        self._word.setText(felt.emotion.name)
        if self._dots.value() != felt.intensity:
            self._dots.set_value(felt.intensity)
        self._dots.set_colour(felt.emotion.colour)
        self._note.setText(_("“{note}”", note=felt.note) if felt.note else "")
        self._note.setVisible(bool(felt.note))

    @property
    def holds_keyboard(self) -> bool:
        return self.hasFocus() or self.day.hasFocus()

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        word, dots = self._word, self._dots
        line = FoldingRow(lambda: word.sizeHint().width() + SPACE.s + dots.sizeHint().width())
        line.add(word, 1)
        line.add(dots)
        self.let_through(self._badge, line, self._note)
        self._badge.setFixedHeight(line.sizeHint().height())  # both in the middle of one line
        column.addWidget(line)
        column.addWidget(self._note)
        column.addWidget(self.day)
        return column

    def _show_badge(self, is_warm: bool) -> None:
        name, token = ("play", "accent_ink") if is_warm else _badge_of(self.felt)
        self._badge.setPixmap(_icon_picture(name, token))


class _DayLink(PressRow):
    """When it was felt, on as many lines as that takes."""

    def __init__(self) -> None:
        super().__init__("")
        self.setToolTip(_("Show this day in the journal"))
        self.label = TextLabel("", "caption", wrap=True)
        self.let_through(self.label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)

    def make_accessible(self) -> ButtonAccessible:
        return RowAccessible(self)

    def show_words(self, words: str) -> None:
        self.setAccessibleName(words)
        self.label.setText(words)


def words_left_px() -> int:
    """Where the words of a line begin, beside its icon."""
    return INSET + scaled_px(_ICON_PX) + SPACE.s


def title_of(coming: ComingUp) -> str:
    if coming.scene is not None:
        return scene_title(coming.scene)
    return coming.title if coming.theme is None else theme_name(coming.theme)


class ComingLine(QWidget):
    """The next mark, and in how many seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel()
        self._title = ElidedLabel("")
        self._countdown = TextLabel("", "caption")
        for part in (self._title, self._countdown):
            part.setAccessibleName(_("Coming up"))  # so that Qt doesn’t tell of each second
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(self._icon)
        row.addWidget(self._title, 1)
        row.addWidget(self._countdown)

    def make_accessible(self) -> LineAccessible:
        return LineAccessible(self, lambda: f"{self._title.text()}, {self._countdown.text()}")

    def show_mark(self, coming: ComingUp) -> None:
        self._icon.setPixmap(_icon_picture(coming.icon, coming.colour))
        if self._title.text() != title_of(coming):
            self._title.setText(title_of(coming))
        self.show_countdown(coming.in_ms)

    def show_countdown(self, in_ms: int) -> None:
        words = countdown_words(in_ms)
        if self._countdown.text() != words:
            self._countdown.setText(words)


def countdown_words(in_ms: int) -> str:
    seconds = max(0, -(-in_ms // 1000))
    return ngettext("in {n} s", "in {n} s", seconds) if seconds else _("now")


_TOP = Qt.AlignmentFlag.AlignTop


def _badge_of(felt: FeltBefore) -> tuple[str, str]:
    return felt.emotion.icon, felt.emotion.colour


def icon_label(name: str, colour_token: str) -> QLabel:
    label = QLabel()
    label.setPixmap(_icon_picture(name, colour_token))
    return label


def _icon_picture(name: str, colour_token: str) -> QPixmap:
    side = scaled_px(_ICON_PX)
    return icon(known_icon(name), _ICON_PX, colour_token).pixmap(side, side)
