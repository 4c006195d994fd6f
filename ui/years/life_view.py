"""The life of a work or a track: first heard, how often, what was felt, what was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, dotted, ngettext
from app.years.leading import leading
from app.years.records import FeltDays, summed
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import ToggleButton
from ui.widgets.cards import Card
from ui.widgets.tab_order import tab_as_they_stand
from ui.widgets.text import TextLabel
from ui.words.dates import long_date
from ui.words.locale import digits
from ui.words.recognised import known_words
from ui.years.cards.figure_row import CaptionRow, FigureRow
from ui.years.cards.grid import CardGrid
from ui.years.cards.sign import Sign
from ui.years.figures import lines_of_life
from ui.years.legend import Legend
from ui.years.picture.axis import months_between
from ui.years.picture.picture import FeltPicture
from ui.years.picture.shown import Pick, ShownFelt, felt_between, felt_most, held, marks_between
from ui.years.sentence import SentenceLine
from ui.years.table import FigureTable
from ui.years.words import listens_in_words, marks_in_words, pick_in_words

if TYPE_CHECKING:
    from app.first_notes.records import Known
    from app.years.lives import Life, Mention
    from ui.years.words import FindEmotion

_MOST_MENTIONS, _LEAST_MS = 6, 60_000
_SHOWN_LETTERS = 140
_TABLE_PX = 360
_CARDS = ("heard", "felt", "mentions")


class LifeView(QWidget):
    """Signals: opened, played, each with the JournalFilter; entry_opened(int);
    found_nothing(), where there is nothing to open.
    """

    opened = Signal(object)
    played = Signal(object)
    entry_opened = Signal(int)
    found_nothing = Signal()

    def __init__(self, find: FindEmotion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self.life: Life | None = None
        self.sentence = SentenceLine()
        self.detail = TextLabel("", "muted", wrap=True)
        self.picture = FeltPicture(_("What you felt, by month"), self._words_of, self._held)
        self._shows_all = False
        self._known: Known | None = None
        self.legend = Legend()
        self.legend.more_wanted.connect(self._show_all)
        self.nothing = TextLabel(_("Nothing felt here yet."), "muted", wrap=True)
        self.cards = CardGrid(_CARDS)
        self.as_table = ToggleButton(_("As a table"), "table-2")
        self.table = FigureTable()
        self.table.setAccessibleName(self.picture.accessibleName())
        self.table.setMinimumHeight(scaled_px(_TABLE_PX))
        self.as_table.toggled.connect(lambda _on: self._show_felt())
        self.table.opened.connect(self.opened)
        self.picture.opened.connect(lambda pick: self.opened.emit(self._wanted(pick)))
        self.picture.played.connect(lambda pick: self.played.emit(self._wanted(pick)))
        self.picture.found_nothing.connect(lambda _pick: self.found_nothing.emit())
        self.sentence.emotion_pressed.connect(self._open_emotion)
        self.legend.filled.connect(self._order_stops)
        self.cards.all_made.connect(self._order_stops)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.l)
        head = QHBoxLayout()
        head.addWidget(self.sentence, 1)
        head.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for part in (self.detail, self.picture, self.legend, self.table, self.nothing):
            column.addWidget(part)
        column.addWidget(self.cards)
        column.addStretch(1)

    def show_life(self, life: Life, known: Known | None = None) -> None:
        """known: how soon a track is recognised, if it ever was."""
        self._known = known
        is_other = self.life is None or self.life.of != life.of
        self.life = life
        total = life.felt.total
        rows = felt_most(total, self._find, shows_all=self._shows_all)
        self._say(life)
        if rows:
            days = sorted(life.felt.felt)
            first = min(days[0], life.first_heard.day) if life.first_heard else days[0]
            last = max(days[-1], life.felt.days[-1].day)
            axis = months_between(first, last)
            self.picture.show_felt(ShownFelt(axis, life.felt.felt, rows), is_other=is_other)
        self.nothing.setVisible(not rows)
        self.legend.show_emotions(rows, len(total) - len(rows))
        self._show_felt()
        self._show_card("heard", by_year(life.felt), self._heard_card)
        felt = {year: summed(there) for year, there in _felt_by_year(life.felt).items()}
        self._show_card("felt", felt, self._felt_card)
        self._show_card("mentions", life.mentions, self._mentions_card)
        self._order_stops()

    def focus_felt(self) -> None:
        (self.table if self.as_table.isChecked() else self.picture).setFocus()

    def _order_stops(self) -> None:
        head = (self.sentence, self.as_table)
        cards = self.cards.as_they_stand
        tab_as_they_stand((*head, self.picture, self.legend, self.table, *cards))

    def _show_felt(self) -> None:
        """As the picture, or as a table that says the same."""
        is_felt = self.life is not None and bool(self.life.felt.felt)
        is_table = is_felt and self.as_table.isChecked()
        if is_table and self.life is not None:
            self.table.show_lines(lines_of_life(self.life, self._find))
        self.as_table.setVisible(is_felt)
        self.table.setVisible(is_table)
        for part in (self.picture, self.legend):
            part.setVisible(is_felt and not is_table)

    def _show_all(self) -> None:
        self._shows_all = True
        if self.life is not None:
            self.show_life(self.life, self._known)

    def _say(self, life: Life) -> None:
        led = leading(life.felt.total).emotions
        names = [self._find(one) for one in led]
        if len(names) == 1:
            # Translators: title is a work’s or track’s; emotion such as “Tenderness”
            whole = _("{title}: mostly {emotion}", title=life.title, emotion=names[0].name)
        elif names:
            one, other = (emotion.name for emotion in names)
            whole = _("{title}: {one} and {other} alike", title=life.title, one=one, other=other)
        else:
            whole = life.title
        self.sentence.say(whole, names)
        self.detail.setText(self._details(life))

    def _details(self, life: Life) -> str:
        heard = sum(day.listens for day in life.felt.days)
        if life.first_heard is None:
            return dotted(_("Not heard yet."), known_words(self._known))
        first = _("First heard on {day}", day=long_date(life.first_heard.day))
        minutes = -(-life.heard_ms // _LEAST_MS)
        lasted = ngettext("1 minute heard", "{n} minutes heard", minutes)
        return dotted(first, listens_in_words(heard), lasted, known_words(self._known))

    # --- cards ----------------------------------------------------------------------------------

    def _show_card(self, name: str, value: Any, make: Callable[[Any], QWidget]) -> None:
        whose = None if self.life is None else self.life.of
        self.cards.show_card(name, (whose, value), lambda: make(value) if value else None)

    def _heard_card(self, years: dict[int, int]) -> QWidget:
        card, most = Card(_("Heard, by year")), max(years.values())
        for year, many in sorted(years.items(), reverse=True):
            row = FigureRow(digits(year), many, listens_in_words(many), many / most)
            row.clicked.connect(lambda _on=False, year=year: self._open_year(year))
            card.body.addWidget(row)
        card.body.addStretch(1)
        return card

    def _felt_card(self, years: dict[int, Any]) -> QWidget:
        card = Card(_("Felt, over the years"))
        for year, felt in sorted(years.items(), reverse=True):
            first = max(felt, key=lambda one: (felt[one].weight, -one))
            emotion = self._find(first)
            counted = marks_in_words(sum(one.number for one in felt.values()))
            title = dotted(digits(year), emotion.name)
            row = CaptionRow(title, counted, Sign(emotion))
            row.clicked.connect(lambda _on=False, year=year: self._open_year(year))
            card.body.addWidget(row)
        card.body.addStretch(1)
        return card

    def _mentions_card(self, mentions: tuple[Mention, ...]) -> QWidget:
        card = Card(_("In your entries"))
        for one in mentions[:_MOST_MENTIONS]:
            text = " ".join(one.text.split())[:_SHOWN_LETTERS]
            row = CaptionRow(one.title or text or _("Entry"), long_date(one.written.day))
            row.clicked.connect(lambda _on=False, key=one.entry_id: self.entry_opened.emit(key))
            card.body.addWidget(row)
        card.body.addStretch(1)
        return card

    # --- leading on -----------------------------------------------------------------------------

    def _open_year(self, year: int) -> None:
        if self.life is not None:
            first, last = date(year, 1, 1), date(year, 12, 31)
            self.opened.emit(self.life.of.felt(first_day=first, last_day=last))

    def _open_emotion(self, emotion: Any) -> None:
        if self.life is not None:
            self.opened.emit(self.life.of.felt(emotion_ids=frozenset({emotion.id})))

    def _wanted(self, pick: Pick) -> Any:
        assert self.life is not None
        feelings = frozenset() if pick.emotion is None else frozenset({pick.emotion})
        return self.life.of.felt(emotion_ids=feelings, first_day=pick.first, last_day=pick.last)

    def _held(self, pick: Pick) -> int:
        felt = FeltDays() if self.life is None else self.life.felt
        return held(pick, felt_between(felt.felt, pick), marks_between(felt.days, pick))

    def _words_of(self, pick: Pick) -> str:
        felt = FeltDays() if self.life is None else self.life.felt
        there = felt_between(felt.felt, pick)
        return pick_in_words(pick, there, self._find, marks_between(felt.days, pick))


def by_year(felt: FeltDays) -> dict[int, int]:
    """How often it was heard."""
    found: dict[int, int] = {}
    for day in felt.days:
        if day.listens:
            found[day.day.year] = found.get(day.day.year, 0) + day.listens
    return found


def _felt_by_year(felt: FeltDays) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for day, there in felt.felt.items():
        found.setdefault(day.year, []).append(there)
    return found
