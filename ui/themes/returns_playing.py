"""What is heard of a theme: one return, or all from one on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge.playback.told_chain import ToldChain
from ui.words.marks import return_words

if TYPE_CHECKING:
    from app.themes.records import Theme
    from ui.bridge.context import Context
    from ui.themes.shown import ShownReturn, ShownTheme


class ReturnsPlaying(QObject):
    """The player tells which return of its life is heard.

    Signal: moved(), another one is heard, or none any more.
    """

    moved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[ShownReturn, ...] = ()
        self._theme: Theme | None = None
        self._count = 0
        self._is_life = False
        self._chain = ToldChain(context.playback, self)
        self._chain.moved.connect(lambda _place: self.moved.emit())

    @property
    def row(self) -> ShownReturn | None:
        """The one that plays, or would if it weren't paused."""
        place = self._chain.place
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def is_life(self) -> bool:
        """Whether all of them are heard, one after another, rather than one alone."""
        return self._is_life and self.row is not None

    @property
    def is_alone(self) -> bool:
        return len(self._rows) == 1

    def play(
        self,
        theme: ShownTheme,
        rows: Sequence[ShownReturn],
        *,
        lead_ms: int | None = 0,
        is_life: bool = False,
    ) -> None:
        """lead_ms: as for a `PassageChain`."""
        self._rows, self._is_life = tuple(rows), is_life
        self._theme, self._count = theme.life.theme, len(theme.sure)
        passages = [row.passage for row in rows]
        tell = self._told if is_life else None
        self._context.look(lambda: self._chain.play(passages, tell, lead_ms=lead_ms))
        self.moved.emit()

    def stop(self) -> None:
        """The music pauses."""
        self._chain.stop()

    def _told(self, place: int) -> str:
        assert self._theme is not None
        return return_words(self._theme, self._rows[place].number, self._count)
