"""Music while they are on: a row for each cue, with its wave and what was felt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.characters.records import TheirCue
from app.core.words import _, dotted, ngettext
from ui.story_line.waves import LineWaves
from ui.story_music.wave_strip import WaveStrip
from ui.story_music.words import felt_in_words, passage_in_words, place_in_words
from ui.story_music.written import HEAD_PX
from ui.style.icons import known_icon, paint_icon
from ui.style.theme import current_theme, scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.cards import Hairline, SectionTitle
from ui.widgets.emptying import empty
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip

_FIRST, _MORE = 6, 24  # rows
_ICON_PX, _MOST_ICONS = 18, 3


class FeltIcons(QWidget):
    """The three emotions that were felt most."""

    def __init__(self, cue: TheirCue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._felt = [emotion for emotion, _many in cue.felt.counts[:_MOST_ICONS]]
        names = [emotion.name for emotion in self._felt]
        self.setToolTip(plain_tip("\n".join(names)))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme_signals().theme_changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        step = scaled_px(_ICON_PX) + SPACE.xs
        return QSize(_MOST_ICONS * step, scaled_px(_ICON_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = scaled_px(_ICON_PX)
        top = (self.height() - side) // 2
        for place, emotion in enumerate(self._felt):
            box = self.rect()
            box.setRect(place * (side + SPACE.xs), top, side, side)
            ink = seen_on(fill_of(emotion.colour), current_theme().paper, 4.5)
            paint_icon(painter, box, known_icon(emotion.icon), ink)


class CueRow(QWidget):
    """Signals: play_requested(TheirCue); opened(TheirCue), its track."""

    play_requested = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        one: TheirCue,
        waves: LineWaves,
        parent: QWidget | None = None,
        *,
        by_scene: bool = False,
    ) -> None:
        """by_scene: the scene is its title, since the track is known."""
        super().__init__(parent)
        self.cue = one
        self.play = IconButton(
            "play", _("Play “{track}”", track=one.track.title), size=16, colour_token="accent_ink"
        )
        self.play.clicked.connect(lambda: self.play_requested.emit(one))
        heard = passage_in_words(one.cue.span)
        first = one.at.scene.title if by_scene else one.track.title
        second = dotted(one.at.episode, heard) if by_scene else place_in_words(one.at)
        self.title = ElidedLabel(first, "strong")
        place = ElidedLabel(second, "caption")
        marks = one.felt.marks
        self.marks = TextLabel(
            ngettext("1 mark", "{n} marks", marks) if marks else _("not felt yet"), "caption"
        )
        self.marks.setToolTip(plain_tip(felt_in_words(one.felt) if marks else ""))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(place)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE.xs, 0, SPACE.xs)
        row.setSpacing(SPACE.m)
        row.addWidget(self.play)
        row.addLayout(words, 1)
        self.wave = WaveStrip(one, waves)
        row.addWidget(self.wave)
        row.addWidget(FeltIcons(one))
        self.marks.setMinimumWidth(scaled_px(64))
        self.marks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.marks)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.cue)


class MusicList(QWidget):
    """Signals: those of its rows."""

    play_requested = Signal(object)
    opened = Signal(object)

    def __init__(
        self, waves: LineWaves, parent: QWidget | None = None, *, by_scene: bool = False
    ) -> None:
        """by_scene: as in `CueRow`."""
        super().__init__(parent)
        self._waves, self._by_scene = waves, by_scene
        self._cues: tuple[TheirCue, ...] = ()
        self._most = _FIRST
        self.rows: list[CueRow] = []
        self.title = SectionTitle("")
        self.more = LinkButton("", "chevron-down")
        self.more.hide()
        self.more.clicked.connect(self._show_more)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE.s)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStrut(HEAD_PX)
        whole.addLayout(head)
        whole.addLayout(self._column)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)

    def show_cues(self, cues: Sequence[TheirCue], title: str, *, is_other: bool) -> None:
        """is_other: of other characters than before."""
        self.title.setText(title)
        self.title.setVisible(bool(cues))
        if is_other:
            self._most = _FIRST
        if is_other or tuple(cues) != self._cues:
            self._cues = tuple(cues)
            self._fill()

    def fit(self, *, is_narrow: bool) -> None:
        for row in self.rows:
            row.wave.setVisible(not is_narrow)

    def _show_more(self) -> None:
        self._most += _MORE
        self._fill()

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        for one in self._cues[: self._most]:
            if self.rows:
                self._column.addWidget(Hairline())
            row = CueRow(one, self._waves, by_scene=self._by_scene)
            row.play_requested.connect(self.play_requested)
            row.opened.connect(self.opened)
            self.rows.append(row)
            self._column.addWidget(row)
        left = len(self._cues) - len(self.rows)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)
