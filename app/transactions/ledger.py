"""All writes go through here: verb, unit of work, commit, Change; also undo and redo."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.core.errors import Problem
from app.core.words import _
from app.transactions.changes import ELSEWHERE, EVERYTHING, HISTORY, Change, ChangeFeed
from app.transactions.history import RowChange, Step, StepKind
from app.transactions.storage_problems import StorageProblem, reworded
from app.transactions.typed import Overlap, Typed

if TYPE_CHECKING:
    from app.core.track_move import TrackMove
    from db.store.engine import Connection, Store
    from db.writing.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


class Writing:
    """What a verb works with while it writes: the unit of work, and which tracks it changes.

    label: the step's name; kinds: what is announced. A verb may set both again when it knows more.
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
        self.merged: tuple[TrackMove, ...] = ()

    def settled(self, values: Mapping[str, Any], now: Callable[[str], Any]) -> dict[str, Any]:
        """The values to write over those of `now`. Typed texts don't overwrite others' texts."""
        return {name: self._settle(value, now(name)) for name, value in values.items()}

    def _settle(self, value: Any, now: Any) -> Any:
        if not isinstance(value, Typed):
            return value
        kept = value.over(now)
        if value.meets(now) and now.strip():
            self.overlaps.append(Overlap(now, are_both_kept=value.is_long))
        return kept


class Ledger:
    """Services read and write through it, so every change is announced and can be undone."""

    def __init__(self, store: Store | Callable[[], Store], feed: ChangeFeed) -> None:
        """store: open, or a function that opens it when it is first needed."""
        self._store = store
        self._patience = _Patience()
        self.feed = feed

    def hurry(self, at_most_ms: int, on_missed: Callable[[], object]) -> None:
        """From now on this thread waits no longer than that for a lock, then gets a StorageProblem
        that `is_passing`. For a thread that must never block.

        on_missed: called for each read that wasn't possible, so that it can be repeated.
        """
        self._patience.ms, self._patience.on_missed = at_most_ms, on_missed

    @contextmanager
    def hurrying(self, at_most_ms: int | None) -> Iterator[None]:
        """The same for one block. None: waits as long as it takes."""
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
        """Whether nothing can be saved: every write is refused. Raises as `store` does."""
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
        """Writes nothing; raises Problem when nothing could be written now."""
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
        kind: StepKind = StepKind.OTHER,
    ) -> Iterator[Writing]:
        """Commits when the block succeeds, then announces; otherwise nothing has happened.

        label: the undo step's name, such as “Split mark”. joins, kind: see Step. A verb that
        changed no row announces nothing. Raises Problem when the file can't be written, and for
        a value that its column can't hold.
        """
        with (
            reworded("write"),
            _limits_reworded(),
            self.store.write(self._patience.ms) as unit,
        ):
            writing = Writing(unit, track_ids, label, kinds)
            yield writing
            unit.commit()
            recorded = tuple(RowChange(*row) for row in unit.recorded)
            is_undoable = is_undoable and not unit.is_too_much
        if not recorded and is_undoable:
            return
        # A listen is updated every ten seconds; only what the listener did is worth a line.
        log.log(logging.INFO if is_undoable else logging.DEBUG, "%s", writing.label)
        tracks, what = frozenset(writing.track_ids), frozenset(writing.kinds)
        merged = writing.merged
        step = (
            Step(writing.label, recorded, what, tracks, joins, kind, merged)
            if is_undoable
            else None
        )
        ids, met = frozenset(writing.ids), tuple(writing.overlaps)
        self.feed.announce(Change(what, tracks, ids, initiator, step, recorded, met, merged))

    def notice_others(self) -> None:
        """Announces Change(EVERYTHING) by ELSEWHERE when another process has written since the last
        call. Never waits: what can't be seen now is seen next time.
        """
        if self.store.has_foreign_commits():
            log.info("another process wrote to the journal")
            self.feed.announce(Change(frozenset({EVERYTHING}), initiator=ELSEWHERE))

    def undo(self, step: Step) -> None:
        """Raises Problem when something that isn't an undo step has changed the rows."""
        parted = tuple(move.undone for move in step.merged)
        self._replay(step, [row.undone for row in reversed(step.rows)], parted=parted)

    def redo(self, step: Step) -> None:
        """Raises Problem as `undo` does."""
        self._replay(step, list(step.rows), merged=step.merged)

    def _replay(
        self,
        step: Step,
        rows: list[RowChange],
        *,
        merged: tuple[TrackMove, ...] = (),
        parted: tuple[TrackMove, ...] = (),
    ) -> None:
        from db.writing.replay import replay

        try:
            with reworded("write"), self.store.write(self._patience.ms) as unit:
                replay(unit.session.connection(), rows)
                unit.commit()
        except LookupError as error:
            raise Problem(
                # Translators: {step} is the name of what was done, as in the Undo menu
                _("“{step}” can no longer be undone or redone.", step=step.label),
                _("What it changed has since been changed elsewhere."),
                _("Nothing was changed; you can continue from here."),
                str(error),
            ) from error
        self.feed.announce(
            Change(
                step.kinds,
                step.track_ids,
                initiator=HISTORY,
                rows=tuple(rows),
                merged=merged,
                parted=parted,
            )
        )


class _Patience(threading.local):
    """How long a thread waits for a lock; None: as long as it takes."""

    ms: int | None = None

    def __init__(self) -> None:
        self.on_missed: Callable[[], object] = _nobody_asks


def _nobody_asks() -> None:
    """A thread that waits as long as it takes misses no read."""


@contextmanager
def _limits_reworded() -> Iterator[None]:
    from db.ranges.doors import OutOfRange

    try:
        yield
    except OutOfRange as error:
        from app.core.value_faults import fault_in_words

        raise Problem(
            # Translators: {field} is a name from the journal’s file, in English
            _("The field “{field}” couldn’t be saved.", field=error.column),
            fault_in_words(error.fault),
            _("Change it, then try again. Nothing was changed."),
            str(error),
        ) from error
