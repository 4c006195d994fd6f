"""The selected scene beside its column: music, what was felt, who is there."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.words import _, number
from app.story_line.records import LineCharacter
from ui.story_line.picture import FindImage
from ui.story_line.told import FeltHere, ToldScene
from ui.style.icons import known_icon, pixmap
from ui.style.theme import current_theme, scaled_px
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.buttons import IconButton, LinkButton, PushButton, RoundButton
from ui.widgets.cards import Hairline
from ui.widgets.emptying import empty
from ui.widgets.face import Face, FaceChip
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip

WIDTH_PX = 296
_APART_PX = 8  # from its column
_MOST_PEOPLE, _FACE_PX = 3, 24


class ScenePopover(QFrame):
    """portraits: pictures by name, if they are there.

    Signals: closed(); play_requested(); open_requested(); track_requested(); person_requested(
    int character id).
    """

    closed = Signal()
    play_requested = Signal()
    open_requested = Signal()
    track_requested = Signal()
    person_requested = Signal(int)

    def __init__(self, portraits: FindImage, parent: QWidget) -> None:
        super().__init__(parent)
        self._portraits = portraits
        self.setProperty("surface", "popup")
        self.setAccessibleName(_("The selected scene"))
        self._look: object = None  # what is shown, and how
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(SPACE.l, SPACE.l, SPACE.l, SPACE.l)
        self._body.setSpacing(SPACE.s)
        self.hide()

    def show_told(self, told: ToldScene) -> None:
        """Is hidden afterwards if it tells anything new: among parts that are on the screen, a
        layout takes new ones for no height at all.
        """
        faces = tuple(bool(one.portrait and self._portraits(one.portrait)) for one in told.people)
        look = told, current_theme().name, scaled_px(100), faces
        if look == self._look:
            return
        self._look = look
        self.hide()
        empty(self._body)
        self._body.addLayout(self._head(told))
        if told.cue is not None:
            self._body.addLayout(self._music(told))
        else:
            self._body.addWidget(TextLabel(_("No music yet"), "muted"))
        if told.felt:
            self._body.addWidget(TextLabel(_("Felt in this scene’s music"), "section"))
            for felt in told.felt:
                self._body.addLayout(felt_row(felt))
        if told.scene.summary:
            self._body.addWidget(_summary(told.scene.summary))
        if told.people:
            self._body.addLayout(self._people(told.people))
        self._body.addWidget(Hairline())
        self._body.addLayout(self._verbs(told))
        self.setFixedWidth(scaled_px(WIDTH_PX))
        # Without a wrapped summary its height doesn't depend on its width.
        body = self._body
        high = body.totalHeightForWidth(self.width()) if body.hasHeightForWidth() else 0
        self.setFixedHeight(max(high, body.totalSizeHint().height()))

    def place_beside(self, column: QRectF, room: QRect) -> None:
        """At the free side of the column, never over it; room: where it may be."""
        right = column.right() + _APART_PX
        left = column.left() - _APART_PX - self.width()
        fits_right = right + self.width() <= room.right()
        x = right if fits_right or left < room.left() else left
        x = min(x, room.right() - self.width())
        is_over = x < column.right() and x + self.width() > column.left()
        self.setVisible(not is_over)
        y = max(room.top(), min(room.top() + scaled_px(96), room.bottom() - self.height()))
        self.move(round(x), y)
        self.raise_()

    def _head(self, told: ToldScene) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(told.scene.title, "lead"))
        if told.place:
            words.addWidget(ElidedLabel(told.place, "caption"))
        row.addLayout(words, 1)
        close = IconButton("x", _("Close"), "Esc", size=16, colour_token="ink_muted")
        close.clicked.connect(self.closed)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _music(self, told: ToldScene) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        play = RoundButton("play", _("Play from here"), "P", is_small=True)
        play.clicked.connect(self.play_requested)
        row.addWidget(play)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(told.cue_title, "strong"))
        words.addWidget(ElidedLabel(told.cue_times, "caption"))
        row.addLayout(words, 1)
        return row

    def _people(self, people: tuple[LineCharacter, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.xs // 2)
        for person in people[:_MOST_PEOPLE]:
            portrait = partial(self._portraits, person.portrait or "")
            face = Face(person.name, person.colour, portrait, _FACE_PX)
            chip = FaceChip(face, person.name, person.name)
            chip.setToolTip(plain_tip(_("Open {name}", name=person.name)))
            chip.clicked.connect(
                lambda _on=False, key=int(person.id): self.person_requested.emit(key)
            )
            row.addWidget(chip)
        more = len(people) - _MOST_PEOPLE
        if more > 0:
            # Translators: that many more than are shown, “+2”
            others = TextLabel(_("+{count}", count=number(more)), "caption")
            names = (person.name for person in people[_MOST_PEOPLE:])
            others.setToolTip(plain_tip("\n".join(names)))
            row.addWidget(others)
        row.addStretch(1)
        return row

    def _verbs(self, told: ToldScene) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        if told.cue is not None:
            play = PushButton(_("Play from here"))
            play.clicked.connect(self.play_requested)
            row.addWidget(play)
        else:
            choose = PushButton(_("Choose music…"))
            choose.clicked.connect(self.track_requested)
            row.addWidget(choose)
        opened = LinkButton(_("Open"))
        opened.clicked.connect(self.open_requested)
        row.addWidget(opened)
        row.addStretch(1)
        return row


def felt_row(felt: FeltHere, *, has_words: bool = True) -> QHBoxLayout:
    """Icon, name, dots and when; without words in a narrow window."""
    row = QHBoxLayout()
    row.setSpacing(SPACE.s)
    sign = QLabel()
    sign.setPixmap(_icon(felt))
    sign.setToolTip(plain_tip(felt.emotion.name))
    row.addWidget(sign)
    if has_words:
        row.addWidget(ElidedLabel(felt.emotion.name), 1)
    dots = IntensityDots(felt.intensity, editable=False)
    dots.set_colour(fill_of(felt.emotion.colour))
    row.addWidget(dots)
    if has_words:
        when = TextLabel(felt.when, "caption")
        when.setFixedWidth(scaled_px(72))
        row.addWidget(when)
    return row


def _icon(felt: FeltHere) -> QPixmap:
    ink = seen_on(fill_of(felt.emotion.colour), current_theme().overlay, 4.5)
    return pixmap(known_icon(felt.emotion.icon), scaled_px(16), ink, 2.0)


def _summary(text: str) -> TextLabel:
    """Two lines at most would cut a word: its first sentence."""
    first = text.split(". ")[0].rstrip(".")
    return TextLabel(first + ("." if len(first) < len(text) else ""), "muted", wrap=True)
