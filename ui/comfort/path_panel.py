"""The card with the path: what it is, the pad of its ends, and the ribbon of its stations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.comfort.records import LEAST_MINUTES, MOST_MINUTES, STEP_MINUTES, PathWish
from app.core.words import _
from app.journal.records import Feeling
from ui.comfort.accessible import install_accessibility
from ui.comfort.pad import PathPad
from ui.comfort.ribbon import PathRibbon
from ui.comfort.words import minutes, nearest, path_sentence, path_title
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.folding_row import FoldingRow
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.core.ids import EmotionId
    from app.emotions.records import Emotion
    from ui.comfort.question import ComfortAnswer

_PAD_PX, _SMALL_PAD_PX = 236, 160
_TITLE_PX = 320
_RIBBON_PX = 420  # beside the pad


class PathPanel(Card):
    """Signals: way_changed(PathWish); play_pressed(); another_pressed()."""

    way_changed = Signal(object)
    play_pressed = Signal()
    another_pressed = Signal()

    def __init__(
        self, way: PathWish, find: Callable[[EmotionId], Emotion], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        install_accessibility()
        self.way, self._find = way, find
        self.title = TextLabel("", "title", wrap=True)
        self.sentence = TextLabel("", "muted", wrap=True)
        self.shorter = IconButton("minus", _("A shorter path"), size=16)
        self.longer = IconButton("plus", _("A longer path"), size=16)
        self.length = TextLabel()
        self.another = PushButton(_("Another"), "refresh-cw")
        self.another.setToolTip(_("A path through other moments"))
        self.play = PrimaryButton(_("Play the path"), "play")
        self.pad = PathPad(way.begin, way.end)
        self.ribbon = PathRibbon(find)
        self._show_length()
        self._lay_out()
        self._wire()

    def show_answer(self, answer: ComfortAnswer, emotions: Sequence[Emotion]) -> None:
        """emotions: those of the vocabulary, in which the way and its gaps are named."""
        path, way = answer.path, answer.question.way
        ends = (nearest(one, emotions) for one in (way.begin, way.end))
        self.title.setText(path_title(*ends))
        unfelt = [one for one in emotions if not answer.counts.get(int(one.id))]
        gaps = dict.fromkeys(nearest(gap, unfelt) for gap in path.plan.gaps)
        missing = [one.name for one in gaps if one is not None]
        self.sentence.setText(path_sentence(path, missing))
        self.pad.show_marks(answer.own, self._find)
        felt = (one.item.emotion_id for one in path.moments)
        self.pad.show_stations([self._find(key) for key in felt if key is not None])
        self.ribbon.show_path(path)
        is_there = bool(path.moments) and path.plan.is_path
        self.ribbon.setVisible(is_there)
        self.play.setEnabled(is_there)
        for tool in (self.another, self.shorter, self.longer, self.length, self.play):
            tool.setVisible(path.plan.is_path)
        self._head.fit()

    def show_way(self, way: PathWish) -> None:
        """Another one than was chosen here."""
        self.way = way
        self.pad.show_ends(way.begin, way.end)
        self._show_length()

    def show_playing(self, *, is_on: bool) -> None:
        """Whether the path is heard."""
        self.play.setText(_("Pause the path") if is_on else _("Play the path"))
        self.play.set_icon("pause" if is_on else "play")

    def fit(self, wide_px: int, *, is_low: bool) -> None:
        """wide_px: of the page."""
        pad = _SMALL_PAD_PX if is_low or wide_px < scaled_px(_PAD_PX + _RIBBON_PX) else _PAD_PX
        self.pad.set_side(pad)
        self.ribbon.set_low(is_low)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        for tool in (self.shorter, self.length, self.longer, self.another, self.play):
            row.addWidget(tool)
        self._head = FoldingRow(lambda: scaled_px(_TITLE_PX) + tools.sizeHint().width(), SPACE.m)
        self._head.add(words, 1)
        self._head.add(tools)
        across = QHBoxLayout()
        across.setSpacing(SPACE.l)
        across.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self.ribbon, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.setSpacing(SPACE.m)
        self.body.addWidget(self._head)
        self.body.addLayout(across)

    def _wire(self) -> None:
        self.pad.ends_changed.connect(self._on_ends)
        self.shorter.clicked.connect(lambda: self._lengthen(-STEP_MINUTES))
        self.longer.clicked.connect(lambda: self._lengthen(STEP_MINUTES))
        self.another.clicked.connect(self.another_pressed)
        self.play.clicked.connect(self.play_pressed)
        self.ribbon.lit.connect(self.pad.light)

    def _on_ends(self, begin: Feeling, end: Feeling) -> None:
        self._change(self.way._replace(begin=begin, end=end))

    def _lengthen(self, by: int) -> None:
        many = min(MOST_MINUTES, max(LEAST_MINUTES, self.way.minutes + by))
        self._change(self.way._replace(minutes=many))

    def _change(self, way: PathWish) -> None:
        self.way = way
        self._show_length()
        self.way_changed.emit(way)

    def _show_length(self) -> None:
        many = self.way.minutes
        self.length.setText(minutes(many))
        self.shorter.setEnabled(many > LEAST_MINUTES)
        self.longer.setEnabled(many < MOST_MINUTES)
