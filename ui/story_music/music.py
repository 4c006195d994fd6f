"""Music while they are on: a row for each cue, with its wave and what was felt."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
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
from ui.widgets.buttons import LinkButton, RoundButton
from ui.widgets.cards import Hairline, SectionTitle
from ui.widgets.emptying import empty
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip

_FIRST, _MORE = 6, 24  # rows
_ICON_PX, _MOST_ICONS = 18, 3
_Key = Qt.Key
_WALKS = {_Key.Key_Up: -1, _Key.Key_Down: 1}
_OWN_KEYS = frozenset((_Key.Key_P, *_WALKS))


class FeltIcons(QWidget):
    """The three emotions that were felt most."""

    def __init__(self, cue: TheirCue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        theme_signals().theme_changed.connect(self.updateGeometry)
        self.show_felt(cue)

    def show_felt(self, cue: TheirCue) -> None:
        self._felt = [emotion for emotion, _many in cue.felt.counts[:_MOST_ICONS]]
        self.setToolTip(plain_tip("\n".join(emotion.name for emotion in self._felt)))
        self.update()

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


class CueRow(PressRow):
    """A click selects it. Signals: play_requested(TheirCue), also by P; opened(TheirCue), its
    track; walked(int), to the row below (1) or above (-1).
    """

    play_requested = Signal(object)
    opened = Signal(object)
    walked = Signal(int)

    def __init__(
        self,
        one: TheirCue,
        waves: LineWaves,
        parent: QWidget | None = None,
        *,
        by_scene: bool = False,
    ) -> None:
        """by_scene: the scene is its title, since the track is known."""
        super().__init__(one.track.title, parent)
        self.cue, self._by_scene = one, by_scene
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.clicked.connect(lambda: self.opened.emit(self.cue))
        self.play = RoundButton("play", "", is_small=True, is_outlined=True)
        self.play.clicked.connect(lambda: self.play_requested.emit(self.cue))
        self.title, self.place = ElidedLabel("", "strong"), ElidedLabel("", "caption")
        self.wave, self.icons = WaveStrip(one, waves), FeltIcons(one)
        self.marks = TextLabel("", "caption")
        self.marks.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, SPACE.xs, SPACE.xs, SPACE.xs)
        row.setSpacing(SPACE.m)
        row.addWidget(self.play)
        row.addLayout(words, 1)
        for part in (self.wave, self.icons, self.marks):
            row.addWidget(part)
        self.show_cue(one)

    def show_cue(self, one: TheirCue) -> None:
        """The same music, of which something else is known now."""
        self.cue = one
        title, place, marks = one.track.title, place_in_words(one.at), one.felt.marks
        if self._by_scene:
            title = one.at.scene.title
            place = dotted(one.at.where, passage_in_words(one.cue.span))
        counted = ngettext("1 mark", "{n} marks", marks) if marks else _("not felt yet")
        self.play.set_hint(_("Play “{track}”", track=one.track.title))
        self.title.setText(title)
        self.place.setText(place)
        self.marks.setText(counted)
        self.marks.setToolTip(plain_tip(felt_in_words(one.felt) if marks else ""))
        self.wave.show_cue(one)
        self.icons.show_felt(one)
        self.setAccessibleName(title)
        self.setAccessibleDescription(dotted(place, felt_in_words(one.felt)))

    def is_of(self, one: TheirCue) -> bool:
        """Whether it shows this cue, whatever is known of it."""
        return (self.cue.cue.id, self.cue.at.scene.id) == (one.cue.id, one.at.scene.id)

    def event(self, event: QEvent) -> bool:
        return True if claims_key(event, _OWN_KEYS) else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if is_bare(event) and key in _WALKS:
            self.walked.emit(_WALKS[key])
        elif is_bare(event) and key == _Key.Key_P:
            if not event.isAutoRepeat():
                self.play_requested.emit(self.cue)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """It takes the focus, and isn't pressed: that takes a double click."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """As above."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.click()


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
        self._is_narrow = False
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
        head.addStretch(1)
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
            self._show_rows()

    def _show_rows(self) -> None:
        """Rows of the same music stay, and with them the focus and what is selected."""
        shown = self._cues[: self._most]
        if len(shown) != len(self.rows) or not all(map(CueRow.is_of, self.rows, shown)):
            self._fill()
            return
        for row, one in zip(self.rows, shown, strict=True):
            row.show_cue(one)
        self._line_up()
        self._show_more_button()

    def fit(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for row in self.rows:
            row.wave.setVisible(not is_narrow)

    def _show_more(self) -> None:
        place = len(self.rows)
        self._most += _MORE
        self._fill()
        self.rows[min(place, len(self.rows) - 1)].setFocus()

    def _fill(self) -> None:
        focused = next((row.cue for row in self.rows if _has_focus(row)), None)
        empty(self._column)
        self.rows = []
        for one in self._cues[: self._most]:
            if self.rows:
                self._column.addWidget(Hairline())
            row = CueRow(one, self._waves, by_scene=self._by_scene)
            row.play_requested.connect(self.play_requested)
            row.opened.connect(self.opened)
            row.walked.connect(self._walk)
            self.rows.append(row)
            self._column.addWidget(row)
            row.wave.setVisible(not self._is_narrow)
            row.show()  # at once: what isn't seen yet takes no focus
        if focused is not None:
            same = (row for row in self.rows if row.is_of(focused))
            next(same, self.rows[0] if self.rows else self).setFocus()
        self._line_up()
        self._show_more_button()

    def _walk(self, by: int) -> None:
        place = next((n for n, row in enumerate(self.rows) if row.hasFocus()), 0)
        self.rows[min(len(self.rows) - 1, max(0, place + by))].setFocus()

    def _line_up(self) -> None:
        """Waves stand below one another, however many marks are counted beside them."""
        wide = max((row.marks.sizeHint().width() for row in self.rows), default=0)
        for row in self.rows:
            row.marks.setMinimumWidth(wide)

    def _show_more_button(self) -> None:
        left = len(self._cues) - len(self.rows)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)


def _has_focus(row: CueRow) -> bool:
    return row.hasFocus() or row.play.hasFocus()
