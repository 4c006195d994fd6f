"""The place that is judged: where it is and how it differs, seen, heard, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import Text, _, dotted, ngettext
from app.themes.records import Answer
from ui.scenes.place_stills import PlaceStills
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.theme_search.hearing import HERE, HOME
from ui.theme_search.key_hints import KeyHint, KeyHints
from ui.theme_search.keyed_button import KeyedButton, PassageButton
from ui.theme_search.ranking import Entry
from ui.theme_search.words import (
    ANSWERS,
    differs_words,
    form_words,
    place_words,
    scene_words,
)
from ui.widgets.buttons import RoundButton
from ui.widgets.cards import Card
from ui.widgets.comparison_picture import ComparisonPicture
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.core.aligned_passages import Side
    from app.theme_finding.around import Around
    from ui.bridge.track.comparing import ComparedPassages
    from ui.theme_search.shown import Judged

_HOME, _HERE = Text("Home", "where a theme is stated"), Text("Here", "where a theme may return")
_STILL_PX = QSize(96, 54)
_LOW_PX, _LOWEST_PX = 420, 340  # of the card


class _Still(QWidget):
    def __init__(self, stills: PlaceStills) -> None:
        super().__init__()
        self._stills = stills
        self._around: Around | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        stills.ready.connect(self.update)

    def show_around(self, around: Around | None) -> None:
        self._around = around
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled_px(_STILL_PX.width()), scaled_px(_STILL_PX.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._around is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRect(0, 0, self.width(), self.height())
        self._stills.paint(painter, area, self._around.scene, self._around.track)


class DetailCard(Card):
    """Signals: play_requested(Side); change_requested(), to the other one; answered(Answer);
    seek_requested(int ms), from home's beginning.
    """

    play_requested = Signal(object)
    change_requested = Signal()
    answered = Signal(object)
    seek_requested = Signal(int)

    def __init__(self, stills: PlaceStills, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.place = ElidedLabel("", "title")
        self.differs = ElidedLabel("", "muted")
        self.still = _Still(stills)
        self.picture = ComparisonPicture()
        self.home = PassageButton("A", str(_HOME))
        self.here = PassageButton("B", str(_HERE))
        self.change = RoundButton("arrow-left-right", _("Change over"), "X")
        self.change_key = TextLabel("X", "strong")
        self.change_key.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.yes = KeyedButton(
            "Y", _("Yes, it returns here"), _("and helps to find more"), _("Yes")
        )
        self.yes.ground, self.yes.outline = "success_soft", "success"
        self.no = KeyedButton("N", _("No"), _("never offered again"))
        self.unsure = KeyedButton("?", _("Not sure"), _("kept for another day"))
        self.hints = KeyHints(_hints())
        self._lay_out()
        self._wire()

    # --- what is shown --------------------------------------------------------------------------

    def show_place(self, row: Entry | Judged, around: Around, home: str) -> None:
        """home: where the theme is stated, in words."""
        self.place.setText(place_words(around, row.passage))
        self.differs.setText(_told(row, around))
        self.still.show_around(around)
        self.home.show_caption(home)
        self.here.show_caption(place_words(around, row.passage))

    def show_found_since(self, count: int) -> None:
        """count: of places that were found after the last yes."""
        found = ngettext(
            "1 more found since your last yes", "{n} more found since your last yes", count
        )
        self.hints.show_news(found if count else "")

    def show_waves(self, compared: ComparedPassages) -> None:
        self.home.show_wave(compared.home_wave)
        self.here.show_wave(compared.here_wave)

    def show_sounding(self, side: Side | None) -> None:
        self.home.show_sounding(side is HOME)
        self.here.show_sounding(side is HERE)
        if side is None:
            self.picture.show_playhead(None)

    def fit(self, *, is_narrow: bool, high_px: int) -> None:
        """high_px: of the card. Where there is little room, hints, still and waves go."""
        is_low, is_lowest = high_px < scaled_px(_LOW_PX), high_px < scaled_px(_LOWEST_PX)
        self.hints.setVisible(not (is_narrow or is_low))
        self.still.setHidden(is_lowest)
        for button in (self.home, self.here, self.yes, self.no, self.unsure):
            button.set_low(is_lowest)
        self.change_key.setHidden(is_lowest)
        edge, low = SPACE.m if is_narrow else SPACE.xl, SPACE.s if is_low else SPACE.l
        self.body.setContentsMargins(edge, low, edge, low)
        self.body.setSpacing(low)

    def keep_clear(self, page: QWidget) -> list[QRect]:
        """What is pressed here, in the page's coordinates."""
        buttons = (self.home, self.change, self.here, self.yes, self.no, self.unsure)
        return [QRect(one.mapTo(page, QPoint()), one.size()) for one in buttons]

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addStretch(1)
        words.addWidget(self.place)
        words.addWidget(self.differs)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE.l)
        head.addLayout(words, 1)
        head.addWidget(self.still)
        heard = QHBoxLayout()
        heard.setSpacing(SPACE.m)
        heard.addWidget(self.home, 1)
        changing = QVBoxLayout()
        changing.setSpacing(0)
        changing.addStretch(1)
        changing.addWidget(self.change)
        changing.addWidget(self.change_key)
        changing.addStretch(1)
        heard.addLayout(changing)
        heard.addWidget(self.here, 1)
        answers = QHBoxLayout()
        answers.setSpacing(SPACE.l)
        for button in (self.yes, self.no, self.unsure):
            answers.addWidget(button, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.picture, 1)
        self.body.addLayout(heard)
        self.body.addLayout(answers)
        self.body.addWidget(self.hints)

    def _wire(self) -> None:
        self.home.clicked.connect(lambda: self.play_requested.emit(HOME))
        self.here.clicked.connect(lambda: self.play_requested.emit(HERE))
        self.change.clicked.connect(self.change_requested)
        self.yes.clicked.connect(lambda: self.answered.emit(Answer.YES))
        self.no.clicked.connect(lambda: self.answered.emit(Answer.NO))
        self.unsure.clicked.connect(lambda: self.answered.emit(Answer.NOT_SURE))
        self.picture.seek_requested.connect(self.seek_requested)


def _told(row: Entry | Judged, around: Around) -> str:
    if isinstance(row, Entry):
        return dotted(differs_words(row.candidate), scene_words(around))
    form = "" if row.candidate is None else form_words(row.candidate)
    return dotted(str(ANSWERS[row.answer]), form, scene_words(around))


def _hints() -> tuple[KeyHint, ...]:
    # Translators: after the keys that do it
    move = KeyHint(("Left", "Right"), _("move the start"))
    # Translators: after the keys that do it
    walk = KeyHint(("Up", "Down"), _("walk the list"))
    # Translators: after the key that does it
    return walk, move, KeyHint(("Ctrl+Z",), _("take it back"))
