"""Makes the journal searchable as this version of the program searches, behind everything else."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.errors import Problem
from app.core.job_pool import Urgency
from app.core.jobs import Progress
from app.core.words import _

if TYPE_CHECKING:
    from app.transactions.changes import Change
    from ui.bridge.context import Context

log = logging.getLogger(__name__)

MOMENT_S = 1.0  # what is done sooner isn't worth a word


class SearchKeeper(QObject):
    """At the start, and when the journal was replaced by another one: that may be an older one."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._began_s = 0.0
        self._is_told = False
        context.relay.changed.connect(self._on_change)
        self._prepare()

    def _on_change(self, change: Change) -> None:
        if change.is_restore:
            self._prepare()

    def _prepare(self) -> None:
        self._is_told = False
        self._context.jobs.run(
            "Prepare searching",
            self._context.services.prepare_search,
            on_failed=_try_next_time,
            on_progress=self._on_progress,
            urgency=Urgency.BEHIND,
        )

    def _on_progress(self, progress: Progress) -> None:
        if not progress.done:
            self._began_s = time.monotonic()
        elif not self._is_told and time.monotonic() - self._began_s > MOMENT_S:
            self._is_told = True
            self._context.messages.say(
                _("Updating the journal’s search index. Until then, a search may miss something.")
            )


def _try_next_time(problem: Problem) -> None:
    """Searching works, only as before."""
    log.warning("the journal’s lines weren’t folded again: %s", problem)
