"""Reads the shelf and the path off the GUI thread, and keeps what is wanted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.comfort.records import PathWish, Wish
from app.core.instant import Instant
from app.core.words import _
from app.transactions import changes
from ui.bridge.journal.undo import PageStep
from ui.bridge.news.kept_fresh import KeptFresh
from ui.comfort.question import ComfortAnswer, ComfortQuestion, KeptStations, answer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge.context import Context

_KINDS = (changes.EMOTION, changes.TRACK, changes.AUDIO_FILE, changes.CUE, changes.SCENE)
_WHEN_SHOWN = (changes.TAG, changes.LISTEN)  # what was heard or felt just now moves no card away


class ComfortReading(QObject):
    """Signals: arrived(ComfortAnswer); way_taken(PathWish), the path is one of another way again,
    by undo; out_of_others(), there is no other mark for a station, or no other path.
    """

    arrived = Signal(object)
    way_taken = Signal(object)
    out_of_others = Signal()

    def __init__(self, context: Context, question: ComfortQuestion, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._comfort = context.services.comfort
        self._reading = context.latest_read("Read what comforts")
        self.question = question
        self.answer: ComfortAnswer | None = None
        self._is_read = False  # the marks, as they are now
        self._changes_path = False
        self._replaced: tuple[tuple[float, int], ...] = ()  # stations that another path is for
        self.fresh = KeptFresh(
            page, context, self._reading, self._read, _KINDS, when_shown=_WHEN_SHOWN
        )

    @property
    def is_under_way(self) -> bool:
        return self.fresh.is_under_way

    def become_stale(self) -> None:
        """Something that no change of the journal tells of: how loud the music is."""
        self.fresh.become_stale()

    # --- what is wanted -------------------------------------------------------------------------

    def wish_for(self, wish: Wish) -> None:
        if wish != self.question.wish:
            self._ask(replace(self.question, wish=wish))

    def lead(self, way: PathWish) -> None:
        """Another way, or another length: the path is laid anew."""
        if way != self.question.way:
            self._ask(replace(self.question, way=way, kept=KeptStations()))

    def leave_out(self, place: int) -> None:
        """A station of the path."""
        if (known := self.answer) is not None:
            plan = known.maker.leave_out(known.path.plan, place)
            self._change(_("Leave out a moment"), known, known.kept(plan))

    def exchange(self, place: int) -> None:
        """Another mark for a station; the first one again once all were tried."""
        known = self.answer
        if known is None:
            return
        plan = known.path.plan
        other = known.maker.exchange(plan, place)
        if other == plan and plan.tried:
            other = known.maker.exchange(replace(plan, tried=frozenset()), place)
        if other.stations == plan.stations:
            self.out_of_others.emit()
        else:
            self._change(_("Exchange a moment"), known, known.kept(other))

    def lay_another(self) -> None:
        """A path through other marks; the first ones again once there are too few others."""
        if (known := self.answer) is not None:
            kept = known.kept(known.path.plan)
            tried = kept.tried.union(key for _at, key in kept.stations)
            self._replaced = kept.stations
            other = KeptStations((), (), tried, kept.left_out)
            self._change(_("Another path"), known, other)

    @property
    def has_changed_path(self) -> bool:
        """Whether a station was taken out or exchanged since this was asked last."""
        has_changed, self._changes_path = self._changes_path, False
        return has_changed

    def _change(self, label: str, known: ComfortAnswer, kept: KeptStations) -> None:
        """Another path on the same way; undone as anything else is."""
        way, before = self.question.way, known.kept(known.path.plan)
        take, take_back = partial(self._take, way, kept), partial(self._take, way, before)
        self._context.history.add_shown(PageStep(label, take_back, take))
        take()

    def _take(self, way: PathWish, kept: KeptStations) -> None:
        is_other = way != self.question.way
        self._changes_path = True
        self._ask(replace(self.question, way=way, kept=kept))
        if is_other:
            self.way_taken.emit(way)

    # --- reading --------------------------------------------------------------------------------

    def _read(self) -> None:
        self._is_read = False
        self._ask(self.question)

    def _ask(self, question: ComfortQuestion) -> None:
        self.question = question
        known = self.answer if self._is_read else None
        own = None if known is None else known.own
        now_ms = Instant.now().utc_ms if known is None else known.now_ms
        comfort = self._comfort
        self.fresh.note_asked()
        self._reading.ask(
            lambda: answer(comfort, question, own, now_ms),
            lambda found: self._show(found, has_kept=own is not None),
        )

    def _show(self, found: ComfortAnswer | None, *, has_kept: bool) -> None:
        """has_kept: whether it is chosen of marks that were read before."""
        if found is None:
            if has_kept:  # one of them may be gone
                self._read()
            return
        self.answer, self._is_read = found, True
        if not self.question.kept.stations:  # it stays as it was laid
            self.question = replace(self.question, kept=found.kept(found.path.plan))
        self.arrived.emit(found)
        replaced, self._replaced = self._replaced, ()
        if replaced and self.question.kept.stations == replaced:
            self.out_of_others.emit()
