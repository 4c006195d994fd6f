"""The one road for writes: verb, unit of work, commit, Change. And the road back: undo, redo."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.core.errors import Problem
from app.transactions.changes import ELSEWHERE, EVERYTHING, HISTORY, Change, ChangeFeed
from app.transactions.history import RowChange, Step
from app.transactions.storage_problems import StorageProblem, reworded
from app.transactions.typed import Overlap, Typed

if TYPE_CHECKING:
    from db.store.engine import Connection, Store
    from db.writing.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


class Writing:
    """What a verb holds while it writes: the unit of work, and which tracks it touches.

    label: the step's name; kinds: what is announced. A verb that learns more of what it does may
    say it better, and say more.
    """

    def __init__(
        self, unit: UnitOfWork, track_ids: Iterable[int], label: str, kinds: Iterable[str]
    ) -> None:
        self.unit = unit
        self.label = label
        self.kinds = set(kinds)
        self.session = unit.session
        self.track_ids = set(track_ids)
        self.ids: set[int] = set()
        self.overlaps: list[Overlap] = []

    def settled(self, values: Mapping[str, Any], now: Callable[[str], Any]) -> dict[str, Any]:
        """The values to write where `now` says what stands there. Typed words replace no others."""
        return {name: self._settle(value, now(name)) for name, value in values.items()}

    def _settle(self, value: Any, now: Any) -> Any:
        if not isinstance(value, Typed):
            return value
        kept = value.over(now)
        if value.meets(now) and now.strip():
            self.overlaps.append(Overlap(now, are_both_kept=value.is_long))
        return kept


class Ledger:
    """Services read and write through it, so that every change is announced and can be undone."""

    def __init__(self, store: Store | Callable[[], Store], feed: ChangeFeed) -> None:
        """store: open, or how to come by it when it is first needed."""
        self._store = store
        self._patience = _Patience()
        self.feed = feed

    def hurry(self, at_most_ms: int, on_missed: Callable[[], object]) -> None:
        """From now on this thread waits no longer than that for a lock; then it gets its Problem,
        a StorageProblem that is `is_passing`. For a thread that must never stand still.

        on_missed: hears of each read that was not possible, so that it can be made up for.
        """
        self._patience.ms, self._patience.on_missed = at_most_ms, on_missed

    @contextmanager
    def hurrying(self, at_most_ms: int | None) -> Iterator[None]:
        """The same inside the block alone. None: as long as it takes."""
        before, self._patience.ms = self._patience.ms, at_most_ms
        try:
            yield
        finally:
            self._patience.ms = before

    @property
    def store(self) -> Store:
        """Raises Problem when it has to be opened first and can't be."""
        return self._store() if callable(self._store) else self._store

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be kept: every write is refused. Raises as `store` does."""
        return self.store.is_read_only

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Raises Problem when the file cannot be read."""
        try:
            with reworded("read"), self.store.read(self._patience.ms) as connection:
                yield connection
        except StorageProblem as problem:
            if problem.is_passing:
                self._patience.on_missed()
            raise

    def take_turn(self, patience_ms: int) -> None:
        """Raises Problem when nothing could be written now. Writes nothing."""
        with reworded("write"), self.store.write(patience_ms):
            pass

    @contextmanager
    def write(
        self,
        label: str,
        *kinds: str,
        track_ids: Iterable[int] = (),
        initiator: object = None,
        is_undoable: bool = True,
        joins: str = "",
    ) -> Iterator[Writing]:
        """Commits when the block ends well, then announces; otherwise nothing happened.

        label: the undo step's name, such as “Tag wonder”. joins: see Step. A verb that changed no
        row announces nothing. Raises Problem when the file cannot be written, and for a value
        that its column doesn't take.
        """
        with reworded("write"), _said_out_of_range(), self.store.write(self._patience.ms) as unit:
            writing = Writing(unit, track_ids, label, kinds)
            yield writing
            unit.commit()
            recorded = tuple(RowChange(*row) for row in unit.recorded)
            is_undoable = is_undoable and not unit.is_too_much
        if not recorded and is_undoable:
            return
        # A listen is brought up to date every ten seconds: what the listener did is what counts.
        log.log(logging.INFO if is_undoable else logging.DEBUG, "%s", writing.label)
        tracks, what = frozenset(writing.track_ids), frozenset(writing.kinds)
        step = Step(writing.label, recorded, what, tracks, joins) if is_undoable else None
        ids, met = frozenset(writing.ids), tuple(writing.overlaps)
        self.feed.announce(Change(what, tracks, ids, initiator, step, recorded, met))

    def notice_others(self) -> None:
        """Announces Change(EVERYTHING) by ELSEWHERE when another process has written since it was
        last asked. Never waits: what can't be seen now is seen the next time.
        """
        if self.store.has_foreign_commits():
            log.info("another process wrote to the journal")
            self.feed.announce(Change(frozenset({EVERYTHING}), initiator=ELSEWHERE))

    def undo(self, step: Step) -> None:
        """Raises Problem when the rows have been changed by something that is not on the stack."""
        self._replay(step, [row.undone for row in reversed(step.rows)])

    def redo(self, step: Step) -> None:
        """Raises Problem as `undo` does."""
        self._replay(step, list(step.rows))

    def _replay(self, step: Step, rows: list[RowChange]) -> None:
        from db.writing.replay import replay

        try:
            with reworded("write"), self.store.write(self._patience.ms) as unit:
                moves = [(row.table, row.before, row.after) for row in rows]
                replay(unit.session.connection(), moves)
                unit.commit()
        except LookupError as error:
            raise Problem(
                f"“{step.label}” can no longer be undone or redone.",
                "What it changed has since been changed elsewhere.",
                "Nothing was altered; carry on from here.",
                str(error),
            ) from error
        self.feed.announce(Change(step.kinds, step.track_ids, initiator=HISTORY, rows=tuple(rows)))


class _Patience(threading.local):
    """How long a thread waits for a lock; None as long as it takes."""

    ms: int | None = None

    def __init__(self) -> None:
        self.on_missed: Callable[[], object] = _nobody_asks


def _nobody_asks() -> None:
    """Who waits as long as it takes misses nothing for a lock."""


@contextmanager
def _said_out_of_range() -> Iterator[None]:
    from db.ranges.doors import OutOfRange

    try:
        yield
    except OutOfRange as error:
        field = error.column.removesuffix("_ms").replace("_", " ")
        raise Problem(
            f"That can’t be kept: the {field} {error.fault}.",
            "",
            "Change it, then try again. Nothing was altered.",
            str(error),
        ) from error
