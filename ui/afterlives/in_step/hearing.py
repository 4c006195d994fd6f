"""Both versions by turns, from the same musical moment; or each from its own place, until it is
known which moments are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.aligned_passages import AlignedPassages, Side
from app.core.time_map import TimeMap
from app.core.timecode import Span
from ui.bridge.playback.turns import PassageTurns

if TYPE_CHECKING:
    from ui.afterlives.in_step.shown import ShownStep
    from ui.bridge.context import Context

_HEARD_MS = 60.0


class StepHearing(QObject):
    """heads: where the playhead is in each version, ms.

    Signals: sounding_changed(Side | None); moved(), a head is elsewhere.
    """

    sounding_changed = Signal(object)
    moved = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._step: ShownStep | None = None
        self._map: TimeMap | None = None
        self._is_apart = False
        self.heads: dict[Side, float] = {Side.FIRST: 0.0, Side.SECOND: 0.0}
        self._led_by = Side.FIRST
        self.turns = PassageTurns(context.playback, self)
        self.turns.sounding_changed.connect(self.sounding_changed)
        self.turns.place_changed.connect(self._on_place_changed)

    @property
    def sounding(self) -> Side | None:
        return self.turns.sounding

    @property
    def time_map(self) -> TimeMap:
        """As it is heard: what is known, or else from one head to the other."""
        if self._map is not None and not self._is_apart:
            return self._map
        return TimeMap(((self.heads[Side.FIRST], self.heads[Side.SECOND]),))

    def show(self, step: ShownStep, time_map: TimeMap | None, *, is_apart: bool) -> None:
        """is_apart: the heads are moved one by one, though a map may be known."""
        is_other = self._step is None or self._step.life.echo.id != step.life.echo.id
        if is_other:
            self.turns.leave()
            self._begin(step)
        before = self._passages()
        self._step, self._map, self._is_apart = step, time_map, is_apart
        if time_map is not None and not is_apart:
            self._bring_together()
        after, side = self._passages(), self.sounding
        if before is None or after is None or side is None or is_other:
            return
        if self._context.playback.is_playing and _is_heard(before, after):
            self._play(side, self.heads[side])

    def _begin(self, step: ShownStep) -> None:
        """Where the player is, if that is in one of the two."""
        self.heads, self._led_by = {Side.FIRST: 0.0, Side.SECOND: 0.0}, Side.FIRST
        playback = self._context.playback
        for side in Side:
            if playback.track is not None and playback.track.id == step.version(side).row.id:
                self.heads[side], self._led_by = float(playback.position_ms), side

    def show_none(self) -> None:
        """Whoever looks at another afterlife goes on hearing this one."""
        self.turns.leave()
        self._step = None

    def play(self, side: Side) -> None:
        """From the moment where the heads are; or pauses it, or goes on."""
        if self.sounding is side:
            self._context.playback.toggle()
        elif self.sounding is not None:
            self.turns.change_over()
        else:
            self._play(side, self.heads[side])

    def change_over(self) -> None:
        """At the same musical moment; while nothing sounds, the original is heard."""
        if self.sounding is None:
            self.play(Side.FIRST)
        else:
            self.turns.change_over()

    def seek(self, side: Side, at_ms: float) -> None:
        """To a place in a version: that one is heard from there."""
        self.heads[side], self._led_by = at_ms, side
        if self._map is not None and not self._is_apart:
            other = self._map.second_ms(at_ms) if side is Side.FIRST else self._map.first_ms(at_ms)
            self.heads[side.other] = self._inside(side.other, other)
        if self.sounding is side and not self._is_apart and self._map is not None:
            self.turns.seek(self.heads[Side.FIRST] if side is Side.FIRST
                            else self._map.first_ms(at_ms))  # fmt: skip
        else:
            self._play(side, at_ms)
        self.moved.emit()

    def move(self, by_ms: float) -> None:
        """The playhead, in the version that sounds, or in the original."""
        side = self.sounding or Side.FIRST
        self.seek(side, self._inside(side, self.heads[side] + by_ms))

    def stop(self) -> None:
        self.turns.stop()

    def _play(self, side: Side, at_ms: float) -> None:
        passages = self._passages()
        if passages is None:
            return
        musical_ms = passages.musical_ms(side, at_ms)
        self._context.look(lambda: self.turns.play(passages, side, from_ms=musical_ms))

    def _passages(self) -> AlignedPassages | None:
        if self._step is None:
            return None
        one, other = self._step.first, self._step.second
        return AlignedPassages(
            (one.row.id, Span(0, one.lasts_ms)),
            (other.row.id, Span(0, other.lasts_ms)),
            self.time_map,
        )

    def _bring_together(self) -> None:
        """The head of what sounds decides, or the one that was moved last."""
        assert self._map is not None
        if (self.sounding or self._led_by) is Side.SECOND:
            first = self._map.first_ms(self.heads[Side.SECOND])
            self.heads[Side.FIRST] = self._inside(Side.FIRST, first)
        else:
            second = self._map.second_ms(self.heads[Side.FIRST])
            self.heads[Side.SECOND] = self._inside(Side.SECOND, second)

    def _inside(self, side: Side, ms: float) -> float:
        lasts_ms = 0 if self._step is None else self._step.version(side).lasts_ms
        return min(max(0.0, ms), float(max(0, lasts_ms - 1)))

    def _on_place_changed(self, place_ms: int) -> None:
        passages, side = self.turns.passages, self.sounding
        if passages is None or side is None or place_ms < 0:
            return
        self.heads[side] = self._inside(side, passages.track_ms(side, place_ms))
        if not self._is_apart and self._map is not None:
            other = passages.track_ms(side.other, place_ms)
            self.heads[side.other] = self._inside(side.other, other)
        self.moved.emit()


def _is_heard(one: AlignedPassages, other: AlignedPassages) -> bool:
    """Whether a change-over would lead elsewhere, so that one would notice."""
    if one.first != other.first or one.second != other.second:
        return True
    span = one.span(Side.FIRST)
    return any(
        abs(one.track_ms(Side.SECOND, ms) - other.track_ms(Side.SECOND, ms)) > _HEARD_MS
        for ms in (span.start_ms, span.start_ms + span.duration_ms / 2, span.end_ms)
    )
