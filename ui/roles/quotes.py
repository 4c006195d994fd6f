"""Which tracks quote a theme of this one, or which themes it quotes: rows to hear and to follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.emotions.records import Emotion
from ui.companion.parts import icon_label
from ui.story_music.written import HEAD_PX
from ui.style.theme import current_theme, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import fill_of
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.cards import Hairline, SectionTitle
from ui.widgets.emptying import empty
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, plain_tip
from ui.words.lists import comma_list
from ui.words.marks import scene_episode, scene_title, theme_name

if TYPE_CHECKING:
    from app.returns.records import Return
    from app.roles.records import ThemeQuote

_FIRST, _MORE = 6, 24
_MOST_ICONS = 3


class QuoteRow(PressRow):
    """Pressed, it leads to the theme at this return.

    is_here: whether the quote is on the track that is shown, so that the row says where its theme
    is stated, and plays that too. Signals: play_requested(Return).
    """

    play_requested = Signal(object)

    def __init__(self, one: ThemeQuote, *, is_here: bool, parent: QWidget | None = None) -> None:
        name, at = theme_name(one.theme), one.at
        time = format_ms(at.occurrence.span.start_ms)
        first = name if is_here else at.track.title
        # Translators: a theme and where it returns in a track, “The heart motif at 1:12”
        second = (
            _("at {time}", time=time) if is_here else _("{name} at {time}", name=name, time=time)
        )
        said = dotted(first, second, _place(at))
        super().__init__(said, parent)
        self.quote = one
        self.play = IconButton(
            "play", _("Play “{track}”", track=at.track.title), size=16, colour_token="accent_ink"
        )
        self.play.clicked.connect(lambda: self.play_requested.emit(one.at))
        tint = seen_on(one.theme.colour, current_theme().paper)
        badge = icon_label("music-2", tint)
        self.title = ElidedLabel(first, "strong")
        self.caption = ElidedLabel(dotted(second, _place(at)), "caption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, SPACE.xs, 0, SPACE.xs)
        row.setSpacing(SPACE.m)
        row.addWidget(self.play)
        row.addWidget(badge)
        row.addLayout(words, 1)
        felt = _felt(at)
        for emotion in felt:
            shade = seen_on(fill_of(emotion.colour), current_theme().paper, 4.5)
            sign = icon_label(emotion.icon, shade)
            sign.setToolTip(plain_tip(emotion.name))
            row.addWidget(sign)
        if felt:
            self.setAccessibleDescription(comma_list([emotion.name for emotion in felt]))
        self.home = IconButton("undo-2", _home_words(one), size=16)
        self.home.clicked.connect(lambda: self.play_requested.emit(one.home))
        self.home.setVisible(is_here)
        row.addWidget(self.home)
        self.let_through(badge, self.title, self.caption)


class QuoteList(QWidget):
    """Signals: play_requested(Return); opened(Return), the theme there."""

    play_requested = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[ThemeQuote, ...], bool] = ((), False)
        self._most = _FIRST
        self.rows: list[QuoteRow] = []
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
        theme_signals().theme_changed.connect(self._fill)

    def show_quotes(self, quotes: Sequence[ThemeQuote], title: str, *, is_here: bool) -> None:
        self.title.setText(title)
        self.setVisible(bool(quotes))
        if (tuple(quotes), is_here) != self._shown:
            self._shown, self._most = (tuple(quotes), is_here), _FIRST
        self._fill()  # names may be covered now that weren't

    def _show_more(self) -> None:
        self._most += _MORE
        self._fill()

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        quotes, is_here = self._shown
        for one in quotes[: self._most]:
            if self.rows:
                self._column.addWidget(Hairline())
            row = QuoteRow(one, is_here=is_here)
            row.play_requested.connect(self.play_requested)
            row.clicked.connect(lambda _on=False, at=one.at: self.opened.emit(at))
            self.rows.append(row)
            self._column.addWidget(row)
        left = len(quotes) - len(self.rows)
        self.more.setText(ngettext("Show 1 more", "Show {n} more", max(1, left)))
        self.more.setVisible(left > 0)


def _place(at: Return) -> str:
    """The first scene that it plays in, and its episode."""
    if not at.scenes:
        return ""
    scene = at.scenes[0]
    return dotted(scene_title(scene), scene_episode(scene))


def _home_words(one: ThemeQuote) -> str:
    time = format_ms(one.home.occurrence.span.start_ms)
    return _("Play where it is stated, “{track}” at {time}", track=one.home.track.title, time=time)


def _felt(at: Return) -> list[Emotion]:
    """What was felt there, each once."""
    felt = dict.fromkeys(tagged.emotion for tagged in at.felt)
    return list(felt)[:_MOST_ICONS]
