"""How far a copy of the journal is, told to a job in words."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.jobs import JobContext
from db.store.backup import Stage, Watch

COPYING: Mapping[Stage, str] = {
    Stage.CHECK: "Checking the backup",
    Stage.COPY: "Copying it",
    Stage.CHECK_COPY: "Checking the copy",
    Stage.KEEP: "Keeping the copy",
    Stage.EXCHANGE: "Putting it in place",
}
BACKING_UP: Mapping[Stage, str] = {
    **COPYING,
    Stage.COPY: "Backing up what is there now",
    Stage.CHECK_COPY: "Checking that backup",
    Stage.KEEP: "Keeping that backup",
}


def told_to(
    job: JobContext, words: Mapping[Stage, str] = COPYING, last: Stage = Stage.EXCHANGE
) -> Watch:
    """Each stage is told once, and its progress where that is known.

    last: with which, or with one after it, nothing can be cancelled any more.
    """
    told: Stage | None = None

    def watch(stage: Stage, done: int, total: int) -> None:
        nonlocal told
        is_news = stage is not told
        told = stage
        if stage.value >= last.value:
            job.conclude(words[stage])
        elif is_news or total:
            job.report(done, total, words[stage])
        else:
            job.checkpoint()

    return watch
