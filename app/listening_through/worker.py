"""What a process does that hears files: it waits for one, hears it, and says what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from app.analysis.feature_store import FeatureStore, Kept
from app.analysis.heard import HEARD_FEATURES, hear_what_is_missing
from app.core.errors import Problem
from app.core.jobs import JobContext, Progress
from app.core.quiet_processes import LOWEST, begin_quietly, wait_for_spare_time
from app.listening_through.records import Outcome, Reached, Report

_TELL_EVERY_S = 3.0  # only the minutes that are left depend on it


@dataclass(frozen=True, slots=True)
class Ask:
    """What a process is asked to hear."""

    payload_hash: str
    path: Path


def serve(pipe: Connection, cache: Path, language: str, niceness: int) -> None:
    """Runs in the process, until the other end of the pipe is closed."""
    begin_quietly(language, niceness)
    if niceness == LOWEST:
        wait_for_spare_time()
    store = FeatureStore(cache)
    while True:
        try:
            ask: Ask = pipe.recv()
            pipe.send(_hear(ask, store, cache, pipe.send))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _hear(ask: Ask, store: FeatureStore, cache: Path, tell: Callable[[Reached], None]) -> Report:
    """A file that can't be read is reported."""
    from app.player.vlc_transcode import transcode

    try:
        heard = hear_what_is_missing(
            ask.path,
            ask.payload_hash,
            store,
            JobContext(_telling(ask.payload_hash, tell)),
            transcoder=transcode,
            scratch_dir=cache if os.access(cache, os.W_OK) else None,
        )
    except Problem as problem:
        return Report(ask.payload_hash, Outcome.UNREADABLE, f"{problem} {problem.details}")
    except OSError as fault:  # a scratch file of the transcoder's on a full disk, say
        return Report(ask.payload_hash, Outcome.NOT_KEPT, repr(fault))
    if heard.kept is not Kept.HERE:
        outcome = Outcome.NOT_KEPT if heard.kept is Kept.NOTHING else Outcome.BLOCKED
        return Report(ask.payload_hash, outcome, str(cache))
    is_full = store.known([each.feature for each in HEARD_FEATURES]).is_full
    return Report(ask.payload_hash, Outcome.HEARD, is_cache_full=is_full)


def _telling(payload_hash: str, tell: Callable[[Reached], None]) -> Callable[[Progress], None]:
    told_s = time.monotonic()

    def on_progress(progress: Progress) -> None:
        nonlocal told_s
        if time.monotonic() - told_s >= _TELL_EVERY_S:
            told_s = time.monotonic()
            tell(Reached(payload_hash, progress.done))

    return on_progress
