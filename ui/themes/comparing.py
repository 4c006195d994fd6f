"""Two returns of a theme heard in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.aligned_passages import AlignedPassages, Side
from ui.bridge.playback.turns import PassageTurns

if TYPE_CHECKING:
    from ui.bridge.context import Context
    from ui.themes.shown import ShownReturn


class Comparing(QObject):
    """Signal: sounding_changed(ShownReturn | None), the one of the two that is heard; None once
    they aren't compared any more.
    """

    sounding_changed = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._turns = PassageTurns(context.playback, self)
        self._rows: dict[Side, ShownReturn] = {}
        self._turns.sounding_changed.connect(self._on_sounding_changed)

    @property
    def is_on(self) -> bool:
        return self._turns.sounding is not None

    def begin(self, first: ShownReturn, second: ShownReturn, *, is_alternating: bool) -> None:
        """is_alternating: each as a whole, then the other; otherwise it goes round until
        `change_over`.
        """
        self._turns.stop()
        self._rows = {Side.FIRST: first, Side.SECOND: second}
        ratio = _tempo_ratio(first, second)
        pair = AlignedPassages.from_starts(first.passage, second.passage, ratio)
        self._context.look(lambda: self._turns.play(pair, is_alternating=is_alternating))

    def change_over(self) -> None:
        self._context.look(self._turns.change_over)

    def stop(self) -> None:
        self._turns.stop()

    def _on_sounding_changed(self, side: Side | None) -> None:
        self.sounding_changed.emit(None if side is None else self._rows[side])


def _tempo_ratio(first: ShownReturn, second: ShownReturn) -> float | None:
    """How many times as fast the second one is; None if that isn't known."""
    one, two = _tempo(first), _tempo(second)
    return None if one is None or two is None else two / one


def _tempo(row: ShownReturn) -> float | None:
    """Against the theme's basic form, which is that of its home if nobody said otherwise."""
    ratio = row.one.occurrence.tempo_ratio
    return 1.0 if ratio is None and row.one.is_home else ratio
