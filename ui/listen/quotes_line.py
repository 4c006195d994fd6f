"""Which themes the track quotes, with a way to each place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.returns.records import Quote
from ui.companion.parts import icon_label
from ui.shell.shortcuts import native_text
from ui.style.icons import icon
from ui.style.theme import current_theme, scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.mark_paint import seen_on
from ui.widgets.buttons import LinkButton
from ui.widgets.fitted import Fitted
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.press_row import PressRow
from ui.widgets.text import TextLabel, elided, on_button, plain_tip
from ui.words.marks import theme_name

MOST = 2
_NAME_PX = 220
_ICON_PX = 16


class QuotesLine(Fitted):
    """“Quotes The heart motif at 1:12”; hidden for a track that quotes nothing.

    Signals: place_wanted(Quote), where it is quoted; theme_wanted(Quote), the theme's page.
    """

    place_wanted = Signal(object)
    theme_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quotes: tuple[Quote, ...] = ()
        self._links: list[QuoteLink] = []
        # Translators: the track quotes a theme; what follows is its name and a time
        self._title = TextLabel(_("Quotes"), "caption")
        self._more = LinkButton("")
        self._more.setProperty("has_menu", True)
        self._menu = PopupMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        self._row.addWidget(self._title)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self.hide()
        theme_signals().theme_changed.connect(self._fill)

    def show_quotes(self, quotes: Sequence[Quote]) -> None:
        """quotes: one for each theme."""
        if tuple(quotes) != self._quotes:
            self._quotes = tuple(quotes)
            self._fill()
            self.setVisible(bool(quotes))

    def fit(self) -> None:
        """Two of them, or one; the others are in a menu."""
        shown = len(self._links)
        while shown > 1 and self._wanted_px(shown) > self.width():
            shown -= 1
        for place, link in enumerate(self._links):
            link.setVisible(place < shown)
        self._more.setVisible(len(self._quotes) > shown)
        self._more.setText(_more_words(len(self._quotes) - shown))

    def _wanted_px(self, shown: int) -> int:
        left = len(self._quotes) - shown
        self._more.setText(_more_words(left))
        parts = [self._title, *self._links[:shown], *([self._more] if left else [])]
        return sum(part.sizeHint().width() + SPACE.s for part in parts)

    def _fill(self) -> None:
        for old in self._links:
            old.hide()
            old.deleteLater()
        self._links = [self._link(quote) for quote in self._quotes[:MOST]]
        for place, link in enumerate(self._links):
            self._row.insertWidget(1 + place, link)
        self.fit()

    def _link(self, quote: Quote) -> QuoteLink:
        link = QuoteLink(quote)
        link.place_wanted.connect(partial(self.place_wanted.emit, quote))
        link.theme_wanted.connect(partial(self.theme_wanted.emit, quote))
        return link

    def _fill_menu(self) -> None:
        self._menu.clear()
        hidden = sum(link.isHidden() for link in self._links)
        for quote in self._quotes[len(self._links) - hidden :]:
            badge = icon("music-2", _ICON_PX, _tint(quote))
            action = self._menu.addAction(badge, on_button(_said(quote)))
            action.triggered.connect(lambda _on=False, quote=quote: self._choose(quote))

    def _choose(self, quote: Quote) -> None:
        wanted = self.theme_wanted if _is_ctrl(QGuiApplication.keyboardModifiers()) else None
        (wanted or self.place_wanted).emit(quote)


class QuoteLink(PressRow):
    """Signals: place_wanted(), when it is pressed; theme_wanted(), with Ctrl."""

    place_wanted = Signal()
    theme_wanted = Signal()

    def __init__(self, quote: Quote, parent: QWidget | None = None) -> None:
        name, time = theme_name(quote.occurrence.theme), format_ms(quote.occurrence.span.start_ms)
        super().__init__(_("Quotes “{name}” at {time}", name=name, time=time), parent)
        self._is_ctrl = False
        keys = native_text("Ctrl+Enter")
        # Translators: keys is a shortcut
        hint = _("{keys} opens the theme", keys=keys)
        self.setAccessibleDescription(hint)
        self.setToolTip(plain_tip(dotted(_said(quote), hint)))
        badge, words = icon_label("music-2", _tint(quote)), TextLabel("", "caption")
        shown = elided(name, words.fontMetrics(), scaled_px(_NAME_PX))
        words.setText(_at(shown, time))
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE.xs, 0, SPACE.xs, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(badge)
        row.addWidget(words)
        self.let_through(badge, words)
        self.clicked.connect(self._on_clicked)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_ctrl = _is_ctrl(event.modifiers())
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._is_ctrl = _is_ctrl(event.modifiers())
        super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        (self.theme_wanted if self._is_ctrl else self.place_wanted).emit()


def _more_words(count: int) -> str:
    return ngettext("and 1 more", "and {n} more", count)


def _said(quote: Quote) -> str:
    return _at(theme_name(quote.occurrence.theme), format_ms(quote.occurrence.span.start_ms))


def _at(name: str, time: str) -> str:
    # Translators: a theme and where it returns in the track, “The heart motif at 1:12”
    return _("{name} at {time}", name=name, time=time)


def _tint(quote: Quote) -> str:
    return seen_on(quote.occurrence.theme.colour, current_theme().paper)


def _is_ctrl(modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & Qt.KeyboardModifier.ControlModifier)
