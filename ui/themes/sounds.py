"""Works out what the page lacks of the sounds: waveforms by themselves, melodies when asked."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.job_pool import Urgency
from app.listening_through.records import State

if TYPE_CHECKING:
    from app.core.errors import Problem
    from app.core.jobs import JobContext
    from app.library.records import HeldFile
    from app.listening_through.records import Standing
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle

log = logging.getLogger(__name__)


class Sounds(QObject):
    """Each file is tried once. Signal: known(), more is in the cache than before."""

    known = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._drawing: JobHandle | None = None
        self._tried: set[str] = set()
        self._hearing: set[int] = set()  # tracks
        context.listening_through.listened.connect(self._on_listened)
        context.listening_through.standing_changed.connect(self._on_standing_changed)

    def draw(self, files: Iterable[HeldFile]) -> None:
        """Their waveforms, one after another."""
        wanted = [file for file in files if file.payload_hash not in self._tried]
        if not wanted or self._drawing is not None:
            return
        self._tried |= {file.payload_hash for file in wanted}
        analysis = self._context.services.analysis

        def work(job: JobContext) -> None:
            for file in wanted:
                analysis.peaks(file.path, file.payload_hash, job, source=file.source)

        self._drawing = self._context.jobs.run(
            "Draw the waveforms of returns",
            work,
            on_failed=_note,
            on_ended=self._on_drawn,
            urgency=Urgency.BEHIND,
        )

    def listen_through(self, track_id: int) -> None:
        """Before all others."""
        self._hearing.add(track_id)
        self._context.listening_through.wanted((track_id,))
        self.known.emit()

    def is_hearing(self, track_id: int | None) -> bool:
        return track_id in self._hearing

    def _on_drawn(self) -> None:
        self._drawing = None
        self.known.emit()

    def _on_listened(self, track_id: int) -> None:
        self._hearing.discard(track_id)
        self.known.emit()

    def _on_standing_changed(self, standing: Standing) -> None:
        """Once nothing is heard any more, what is still missing couldn’t be, or was cancelled."""
        if standing.state is State.QUIET and self._hearing:
            self._hearing.clear()
            self.known.emit()


def _note(problem: Problem) -> None:
    """The row keeps a line instead; the Listen page tells why when the track is opened."""
    log.warning("no waveform for a return: %s", problem)
