"""Merging tracks in the background: their sound is compared first, which takes a while."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.jobs import JobContext, Progress
from app.core.words import _, ngettext

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.library.same_tracks import Merged
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

    Work = Callable[[JobContext], Merged]

_SHOW_AFTER_MS = 1000


class MergeFlow(QObject):
    """Merges one after the other, each as one undo step, and says what became of it.

    Signals: progressed(Progress), only while it takes longer than a second; settled(), one is
    done, cancelled or failed; ended(), nothing is left to merge.
    """

    progressed = Signal(object)
    settled = Signal()
    ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: list[Work] = []
        self._job: JobHandle | None = None
        self._progress: Progress | None = None
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self._show)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def answer_yes(self, question_ids: Collection[int], *, by_hand: bool = False) -> None:
        same_tracks = self._context.services.same_tracks
        self._add(lambda job: same_tracks.answer_yes(question_ids, job, by_hand=by_hand))

    def merge(self, keep_id: int, other_ids: Collection[int]) -> None:
        same_tracks = self._context.services.same_tracks
        self._add(lambda job: same_tracks.merge(keep_id, other_ids, job))

    def cancel(self) -> None:
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()

    def _add(self, work: Work) -> None:
        self._waiting.append(work)
        if self._job is None:
            self._start()

    def _start(self) -> None:
        self._progress = None
        if not self._patience.isActive():
            self._patience.start()
        self._job = self._context.jobs.run(
            "Merge tracks",
            self._waiting.pop(0),
            on_done=self._on_done,
            on_failed=self._on_failed,
            on_progress=self._on_progress,
            on_cancelled=self._on_cancelled,
            on_ended=self._on_ended,
        )

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        if not self._patience.isActive():
            self._show()

    def _show(self) -> None:
        if self._progress is not None:
            self.progressed.emit(self._progress)

    def _on_done(self, merged: Merged) -> None:
        from app.library.same_tracks import stay_open  # merging isn't needed to start

        if merged.tracks:
            self._context.say_done(in_words(merged))
        elif merged.different:
            self._context.messages.say(stay_open(merged.different))

    def _on_failed(self, problem: Problem) -> None:
        self._context.messages.problem(problem)

    def _on_cancelled(self) -> None:
        self._context.messages.say(_("Stopped. No tracks were merged."))

    def _on_ended(self) -> None:
        self._job = None
        self.settled.emit()
        if self._waiting:
            self._start()
            return
        self._patience.stop()
        self.ended.emit()


def in_words(merged: Merged) -> str:
    """What is said when tracks were merged."""
    from app.library.same_tracks import stay_open

    said = ngettext("The tracks are now one.", "{n} tracks were merged into others.", merged.tracks)
    if merged.different:
        # Translators: two sentences: what was merged, and what wasn’t
        said = _("{merged} {open}", merged=said, open=stay_open(merged.different))
    if not merged.cut:
        return said
    cut = ngettext(
        "1 mark reached beyond the track and was cut there.",
        "{n} marks reached beyond the track and were cut there.",
        merged.cut,
    )
    # Translators: two sentences: what was merged, and what was cut
    return _("{merged} {cut}", merged=said, cut=cut)
