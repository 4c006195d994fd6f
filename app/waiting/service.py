"""Deeds that wait to be saved: kept in the file, shown, undone, and later put into the journal."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from functools import partial

from app.core.errors import Problem
from app.core.ids import TrackId
from app.core.marks import MarkRef
from app.core.path_names import display_path
from app.core.words import _, ngettext
from app.emotions.records import TaggedEmotion
from app.emotions.vocabulary import Vocabulary
from app.marks.kinds import KINDS
from app.marks.spec import Verb
from app.moments.records import Moment
from app.timeline.records import TrackTimeline
from app.transactions import changes
from app.transactions.changes import Change
from app.transactions.ledger import Ledger
from app.transactions.storage_problems import may_wait
from app.waiting.file import Found, PendingFile
from app.waiting.placing import PlacedBefore, place
from app.waiting.records import Deed, What
from app.waiting.showing import WaitingIds, shown_on
from app.waiting.steps import MovedDeeds, WaitingStep, nobody_undoes
from app.waiting.tracks import KnownTracks
from db.writing.placed import number_of

log = logging.getLogger(__name__)


class WaitingMarks:
    """Announces Change(WAITING) for a track when something begins or stops waiting for it.

    Lives on one thread. A deed that the journal has no place for, because it doesn't know the
    track, stays in the file; it is tried again after `forget_stranded`.
    """

    def __init__(self, ledger: Ledger, vocabulary: Vocabulary, file: PendingFile) -> None:
        """Reads what an earlier run left. trouble: what of it couldn't be read, and why."""
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._file = file
        self.trouble: Problem | None = None
        found = self._read()
        self._deeds: list[Deed] = list(found.deeds)
        self._stranded: set[str] = set()
        self._kept: set[str] = set()  # in the journal, with the line still in the file
        self.tracks = KnownTracks()
        self.ids = WaitingIds()
        self.on_step: Callable[[WaitingStep], None] = nobody_undoes
        self.on_waiting: Callable[[], None] = _nobody_retries

    def _read(self) -> Found:
        try:
            found = self._file.read()
        except Problem as problem:
            self.trouble = problem
            return Found((), 0)
        if found.unreadable:
            self.trouble = Problem(
                ngettext(
                    "One mark that waits to be saved can’t be read.",
                    "{n} marks that wait to be saved can’t be read.",
                    found.unreadable,
                ),
                _("Their file was altered, or written by a newer version."),
                _(
                    "Nothing is lost: it stays in “{file}”, and the other marks aren’t affected.",
                    file=display_path(self._file.path),
                ),
            )
        return found

    # --- what waits -----------------------------------------------------------------------------

    @property
    def waiting(self) -> tuple[Deed, ...]:
        """In order, without those that the journal has no place for."""
        return tuple(deed for deed in self._deeds if deed.key not in self._stranded)

    @property
    def stranded(self) -> int:
        """How many this journal has no place for."""
        return len(self._stranded)

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """All that aren't in the journal, in order."""
        return tuple(self._deeds)

    def left_in_words(self) -> str:
        """What an export of the journal lacks; empty if nothing waits."""
        count = len({deed.mark for deed in self._deeds})
        if not count:
            return ""
        return ngettext(
            "One mark waits in “{file}” and couldn’t be saved to the journal yet.",
            "{n} marks wait in “{file}” and couldn’t be saved to the journal yet.",
            count,
            file=display_path(self._file.path),
        )

    def is_waiting(self, ref: MarkRef) -> bool:
        """Whether something about the mark waits to be saved."""
        uid = self.ids.uid_of(ref)
        return any(deed.mark == uid for deed in self._deeds) if uid else False

    def is_new(self, ref: MarkRef) -> bool:
        """Whether the journal doesn't know the mark yet."""
        return self.ids.current(ref).id < 0

    def track_of(self, ref: MarkRef) -> TrackId | None:
        """The track of a mark that waits; None for any other."""
        uid = self.ids.uid_of(ref)
        deed = next((deed for deed in self._deeds if deed.mark == uid), None)
        return None if deed is None else self.tracks.id_of(deed.track)

    def current(self, ref: MarkRef) -> MarkRef:
        """The mark's current reference: once saved, a mark that waited has another id."""
        return self.ids.current(ref)

    def alone(
        self, track_id: TrackId, deeds: Sequence[Deed]
    ) -> tuple[tuple[TaggedEmotion, ...], tuple[Moment, ...]]:
        """The marks among the deeds of one track that aren't in the journal."""
        bare = TrackTimeline(track_id, 0)
        shown = shown_on(bare, deeds, self.ids, self._vocabulary)
        return shown.tags, shown.moments

    def shown_on(self, timeline: TrackTimeline) -> TrackTimeline:
        """A track's timeline, including what waits."""
        name = self.tracks.name_of(timeline.track_id)
        mine = [deed for deed in self._deeds if name is not None and name.is_same(deed.track)]
        return shown_on(timeline, mine, self.ids, self._vocabulary) if mine else timeline

    # --- writing down, taking back --------------------------------------------------------------

    def put(self, *deeds: Deed, label: str = "") -> None:
        """When this returns, they are in the file. label: of their own undo step, if they have one.

        Raises Problem if the file can't be written; then nothing waits.
        """
        self._add(deeds)
        if label:
            moving = self._moving(deeds)
            self.on_step(WaitingStep(deeds[0].step, label, moving.take_out, moving.put_back))
        self.on_waiting()

    def take_back(self, ref: MarkRef) -> bool:
        """Deletes a mark that waits, as an undo step. False if it is in the journal."""
        uid = self.ids.uid_of(ref)
        deeds = [deed for deed in self._deeds if deed.mark == uid]
        if not any(deed.what is What.PRESS for deed in deeds):
            return False
        moving = self._moving(deeds)
        moving.take_out()
        label = str(KINDS[ref.kind].words.steps[Verb.DELETE])
        self.on_step(WaitingStep(f"without {uid}", label, moving.put_back, moving.take_out))
        return True

    def _moving(self, deeds: Sequence[Deed]) -> MovedDeeds:
        def put_back(deeds: Sequence[Deed]) -> None:
            self._add(deeds)
            self.on_waiting()

        return MovedDeeds(deeds, self._take_out, put_back)

    def _add(self, deeds: Sequence[Deed]) -> None:
        self._file.add(deeds)
        self._deeds += deeds
        self._announce(deeds)

    def _take_out(self, deeds: Sequence[Deed]) -> list[Deed]:
        """Takes them out with everything that continues the same press; returns all of those.

        Raises LookupError if one of them is in the journal by now.
        """
        if any(deed not in self._deeds for deed in deeds):
            raise LookupError("what waited is in the journal")
        steps = {deed.step for deed in deeds}
        gone = [deed for deed in self._deeds if deed.step in steps]
        self._file.take_out({deed.key for deed in gone})
        self._deeds = [deed for deed in self._deeds if deed.step not in steps]
        self._announce(gone)
        return gone

    # --- into the journal -----------------------------------------------------------------------

    def place_next(self) -> bool:
        """Saves one deed to the journal, unless it is there by now. False if none waits, or the
        last one's line can't be removed from the file (see `sweep`).

        Raises Problem if the journal can't be written.
        """
        deed = next(iter(self.waiting), None)
        if deed is None:
            return False
        try:
            self._place(deed)
        except _LineStays:
            return False
        return True

    def place_all(self) -> None:
        """For a process without a window. Raises as `place_next` does."""
        while self.place_next():
            pass

    def sweep(self) -> bool:
        """Removes from the file the line of what is in the journal. Returns whether none is left:
        nothing else is placed before that, because the journal only remembers the last one.
        """
        try:
            if self._kept:
                self._file.take_out(self._kept)
                self._kept.clear()
        except Problem as problem:
            log.warning("a mark that was saved is still in the file: %s", problem.details)
        return not self._kept

    def _place(self, deed: Deed) -> None:
        try:
            ref = place(self._ledger, self._vocabulary, deed, partial(self._is_due, deed))
        except PlacedBefore as before:
            self._let_go(deed, before.ref)
            return
        except (LookupError, ValueError) as error:
            log.warning("it can’t be placed: %r", error)
            ref = None
        except Problem as problem:
            if may_wait(problem):
                raise
            log.warning("it can’t be placed: %s %s", problem, problem.details)
            ref = None
        if ref is None:
            self._stranded.add(deed.key)
            log.warning("no place in this journal for a %s of %s", deed.what, deed.track.uid)
            return
        self._kept.add(deed.key)
        self._let_go(deed, ref)
        self.sweep()

    def _let_go(self, deed: Deed, ref: MarkRef | None) -> None:
        self._deeds.remove(deed)
        if ref is not None:
            self.ids.note_kept(deed.mark, ref)
        self._announce([deed])

    def _is_due(self, deed: Deed, last: int) -> bool:
        """Whether its line is still there: placing a deed removes it. If the process was killed in
        between, the journal says that it was the last one, and its line is removed now. A file that
        was deleted is written again, as it held more than what was placed.
        """
        try:
            if self._file.is_lost:
                log.warning("the file of marks that wait was deleted; it is written again")
                self._file.add(self._deeds)
            standing = {one.key for one in self._file.read().deeds}
            if done := {key for key in standing if number_of(key) == last}:
                self._file.take_out(done)
                self._kept -= done
        except Problem as problem:
            log.warning("nothing can be placed: %s %s", problem, problem.details)
            raise _LineStays from problem
        return deed.key in standing - done

    def forget_stranded(self) -> bool:
        """They are tried again: the journal may have a place now. Returns whether there are any."""
        had_any = bool(self._stranded)
        self._stranded.clear()
        return had_any

    def _announce(self, deeds: Collection[Deed]) -> None:
        known = (self.tracks.id_of(deed.track) for deed in deeds)
        tracks = frozenset(track_id for track_id in known if track_id is not None)
        self._ledger.feed.announce(Change(frozenset({changes.WAITING}), tracks))


class _LineStays(Exception):
    """The file can't be read, or a line can't be removed from it."""


def _nobody_retries() -> None:
    """Without a window, the caller uses `place_all`."""
