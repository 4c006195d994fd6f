"""Reports to a job, in words, how far a copy of the journal is."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.jobs import JobContext
from app.core.words import Text
from db.store.backup import Stage, Watch

COPYING: Mapping[Stage, Text] = {
    Stage.CHECK: Text("Checking the backup"),
    Stage.COPY: Text("Copying the backup"),
    Stage.CHECK_COPY: Text("Checking the copy"),
    Stage.KEEP: Text("Saving the copy"),
    Stage.EXCHANGE: Text("Replacing the journal"),
}
BACKING_UP: Mapping[Stage, Text] = {
    **COPYING,
    Stage.COPY: Text("Backing up the journal"),
    Stage.CHECK_COPY: Text("Checking the new backup"),
    Stage.KEEP: Text("Saving the new backup"),
}


def told_to(
    job: JobContext, words: Mapping[Stage, Text] = COPYING, last: Stage = Stage.EXCHANGE
) -> Watch:
    """Reports each stage once, and its progress where it is known.

    last: from this stage on nothing can be cancelled any more.
    """
    told: Stage | None = None

    def watch(stage: Stage, done: int, total: int) -> None:
        nonlocal told
        is_news = stage is not told
        told = stage
        if stage.value >= last.value:
            job.conclude(str(words[stage]))
        elif is_news or total:
            job.report(done, total, str(words[stage]))
        else:
            job.checkpoint()

    return watch
