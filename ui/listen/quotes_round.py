"""The line of quotes on the Listen page, and where its links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.bridge.places import ThemePlace
from ui.listen.quotes_line import QuotesLine

if TYPE_CHECKING:
    from app.returns.records import Quote
    from ui.bridge.context import Context
    from ui.bridge.track.track_themes import TrackThemes


class QuotesRound(QObject):
    def __init__(self, context: Context, themes: TrackThemes, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.line = QuotesLine()
        themes.changed.connect(lambda: self.line.show_quotes(themes.quotes))
        self.line.place_wanted.connect(self._go_to)
        self.line.theme_wanted.connect(self._open)

    def _go_to(self, quote: Quote) -> None:
        self._context.playback.seek_ms(quote.occurrence.span.start_ms)

    def _open(self, quote: Quote) -> None:
        mark = quote.occurrence
        self._context.navigator.show(ThemePlace(mark.theme.id, mark.id))
