"""A theme that returns, in the companion card: what is different here, what was felt before."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.instant import Instant
from app.core.words import _, dotted, number
from app.returns.records import EarlierFeeling, KnownReturn
from app.timeline.records import Returning
from ui.bridge.places import ThemePlace
from ui.companion.hold import Hold
from ui.companion.parts import INSET, countdown_words, icon_label
from ui.companion.sections import clear, section
from ui.style.theme import current_theme
from ui.style.tokens import SPACE
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.accessible_widgets import ButtonAccessible
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip
from ui.words.dates import short_date
from ui.words.differences import measured_words
from ui.words.lists import comma_list
from ui.words.marks import theme_name

MOST_FELT = 3
_READABLE = 4.5


class ReturningPart(QWidget):
    """One line for each theme, in the order in which they were announced. A line that has the
    keyboard stays until the keyboard goes elsewhere.

    Signals: place_wanted(ThemePlace); let_go(), it needn't be held still any longer.
    """

    place_wanted = Signal(object)
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hold = Hold(self)
        self._hold.let_go.connect(self.let_go)
        self._column = section(self, _("A theme returns"))
        self._lines: dict[int, ReturnLine] = {}  # by the return's id

    @property
    def is_held(self) -> bool:
        return self._hold.is_on

    @property
    def is_empty(self) -> bool:
        return not self._lines

    def show_returning(self, returning: tuple[Returning, ...]) -> None:
        """The same returns again only count down."""
        shown = {each.known.occurrence.id: each for each in returning}
        kept = [key for key, line in self._lines.items() if key in shown or line.hasFocus()]
        clear([self._lines.pop(key) for key in set(self._lines) - set(kept)])
        for key, each in shown.items():
            line = self._lines.get(key)
            if line is None or line.known != each.known:
                self._put(key, each.known)
            self._lines[key].show_countdown(each.in_ms)

    def count_down(self, returning: tuple[Returning, ...]) -> None:
        """For those that are shown."""
        for each in returning:
            if line := self._lines.get(each.known.occurrence.id):
                line.show_countdown(each.in_ms)

    def forget(self) -> None:
        clear(list(self._lines.values()))
        self._lines.clear()

    def _put(self, key: int, known: KnownReturn) -> None:
        """At the end; or instead of the line that told of it before."""
        line, old = ReturnLine(known), self._lines.get(key)
        place = ThemePlace(known.occurrence.theme.id, known.occurrence.id)
        line.clicked.connect(partial(self.place_wanted.emit, place))
        self._lines[key] = line
        if old is None:
            self._column.addWidget(line)
            return
        self._column.insertWidget(self._column.indexOf(old), line)
        if old.hasFocus():
            line.setFocus()
        clear([old])


class ReturnLine(PressRow):
    """Pressed, it opens the theme's page at this return."""

    def __init__(self, known: KnownReturn, parent: QWidget | None = None) -> None:
        theme = known.occurrence.theme
        super().__init__(told_return(known), parent)
        self.known = known
        self.setToolTip(plain_tip(_("Open “{title}”", title=theme_name(theme))))
        self._countdown = TextLabel("", "caption")
        # With a name, Qt doesn’t tell of each second.
        self._countdown.setAccessibleName(_("A theme returns"))
        tint = seen_on(theme.colour, current_theme().raised, _READABLE)
        badge, name = icon_label("music-2", tint), _TintedLabel(theme_name(theme), tint)
        badge.setFixedHeight(name.sizeHint().height())
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        head.addWidget(name, 1)
        head.addWidget(self._countdown)
        column = QVBoxLayout()
        column.setSpacing(SPACE.xs)
        column.addLayout(head)
        told = _told(known)
        for part in told:
            column.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, SPACE.xs, INSET, SPACE.xs)
        row.setSpacing(SPACE.s)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self.let_through(badge, name, self._countdown, *told)

    def make_accessible(self) -> ButtonAccessible:
        return _ReturnAccessible(self)

    @property
    def countdown(self) -> str:
        return self._countdown.text()

    def show_countdown(self, in_ms: int) -> None:
        words = countdown_words(in_ms)
        if self._countdown.text() != words:
            self._countdown.setText(words)


class _ReturnAccessible(ButtonAccessible):
    """Its description is in how many seconds: found by who asks, and no news each second."""

    def __init__(self, line: ReturnLine) -> None:
        super().__init__(line)
        self._line = line

    def text(self, which: QAccessible.Text) -> str:
        is_when = which == QAccessible.Text.Description
        return self._line.countdown if is_when else super().text(which)


class _TintedLabel(ElidedLabel):
    def __init__(self, text: str, tint: str) -> None:
        super().__init__(text, "strong")
        self._tint = tint

    def ink(self) -> QColor:
        return QColor(self._tint)


class _FeltThere(QWidget):
    """“Wonder · 14 Nov 2023”, with the emotion's icon."""

    def __init__(self, felt: EarlierFeeling) -> None:
        super().__init__()
        emotion = felt.tagged.emotion
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(icon_label(emotion.icon, emotion.colour))
        row.addWidget(ElidedLabel(_felt_words(felt), "caption"), 1)


def told_return(known: KnownReturn) -> str:
    """All of it, for screen readers."""
    name = theme_name(known.occurrence.theme)
    said = _("“{name}” is stated here", name=name) if known.is_home else ""
    felt = comma_list(map(_felt_words, known.felt[:MOST_FELT]))
    # Translators: felt is a list such as “Wonder · 14 Nov 2023, Longing · 2 May 2024”
    before = _("felt at earlier returns: {felt}", felt=felt) if felt else ""
    return dotted(
        said or _("“{name}” returns", name=name), _place(known), _different(known), before
    )


def _told(known: KnownReturn) -> list[QWidget]:
    parts: list[QWidget] = []
    if different := _different(known):
        parts.append(TextLabel(different, wrap=True))
    # Translators: of a theme: it is heard here in the form that its returns are compared with
    stated = _("stated here") if known.is_home else ""
    parts.append(ElidedLabel(dotted(_place(known), stated), "caption"))
    if known.felt:
        parts.append(ElidedLabel(_("Felt at earlier returns"), "caption"))
        parts += [_FeltThere(each) for each in known.felt[:MOST_FELT]]
    return parts


def _different(known: KnownReturn) -> str:
    """In the listener's words, else as it was measured; empty if nothing is known."""
    words = measured_words(known.difference, is_home=known.is_home)
    return known.occurrence.variation or words


def _place(known: KnownReturn) -> str:
    # Translators: the place of a theme’s return among all of them, “Return 3 of 10”
    return _("Return {place} of {count}", place=number(known.number), count=number(known.of))


def _felt_words(felt: EarlierFeeling) -> str:
    tag = felt.tagged.tag
    day = Instant(tag.made_at_ms, tag.made_offset_min).day
    return dotted(felt.tagged.emotion.name, short_date(day))
