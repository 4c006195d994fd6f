"""Hearing many files in processes of their own, for the command line."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.analysis.feature_store import FeatureStore, Kept
from app.analysis.heard import hear_what_is_missing
from app.core.errors import Problem
from app.core.path_names import display_name
from app.core.quiet_processes import job_of_worker, quiet_processes, quiet_workers
from app.core.user_files import reason
from app.core.words import _
from app.library.identity import payload_hash
from app.library.scan import find_audio

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HeardTrack:
    """What came of a file.

    values: by the feature's name. problem: why there are none, or none were kept; otherwise empty.
    is_new: whether it had to be decoded. breaks_off_ms: where it could be read no further, None if
    to its end.
    """

    path: Path
    duration_ms: int = 0
    is_new: bool = False
    breaks_off_ms: int | None = None
    problem: str = ""
    values: dict[str, Any] = field(default_factory=dict)


OnTrack = Callable[[HeardTrack, int, int], None]
OnProblem = Callable[[Path, str], None]


def find_files(paths: Sequence[Path], on_problem: OnProblem) -> list[Path]:
    """Audio files at or under `paths`, in their order."""

    def on_unreadable(path: Path, fault: OSError) -> None:
        on_problem(path, reason(fault) or str(fault))

    return [found.path for found in find_audio(paths, on_unreadable)]


def listen_through(
    files: Sequence[Path], cache: Path, on_track: OnTrack, *, with_values: bool
) -> list[HeardTrack]:
    """Hears every file that the cache lacks; returns them in the order of `files`.

    on_track: gets each as soon as it is ready, how many are, and how many there are.
    """
    heard: list[HeardTrack] = []
    for track in _each(files, cache, with_values):
        heard.append(track)
        on_track(track, len(heard), len(files))
    place = {path: number for number, path in enumerate(files)}
    return sorted(heard, key=lambda track: place[track.path])


def _each(files: Sequence[Path], cache: Path, with_values: bool) -> Iterator[HeardTrack]:
    if not files:
        return
    with quiet_processes(min(quiet_workers(), len(files))) as pool:
        waiting = {pool.submit(_hear, path, cache, with_values): path for path in files}
        for future in as_completed(list(waiting)):
            yield _result(future, waiting.pop(future))


def _result(future: Future[HeardTrack], path: Path) -> HeardTrack:
    try:
        return future.result()
    except BrokenExecutor as fault:
        log.warning("a process ended while “%s” was waiting: %r", display_name(path), fault)
        return HeardTrack(path, problem=_("The process that was reading it has ended."))


def _hear(path: Path, cache: Path, with_values: bool) -> HeardTrack:
    """Runs in a worker. A file that can't be read is reported; the rest goes on."""
    from app.player.vlc_transcode import transcode

    store = FeatureStore(cache)
    try:
        identity = payload_hash(path)
        heard = hear_what_is_missing(
            path,
            identity,
            store,
            job_of_worker(),
            transcoder=transcode,
            scratch_dir=cache if os.access(cache, os.W_OK) else None,
        )
    except Problem as problem:
        return HeardTrack(path, problem=str(problem))
    except OSError as fault:  # a scratch file of the transcoder's on a full disk, say
        return HeardTrack(path, problem=reason(fault) or str(fault))
    if heard.kept is not Kept.HERE and not with_values:
        return HeardTrack(path, problem=_("What was heard couldn’t be saved in the cache."))
    return HeardTrack(
        path,
        heard.values["pitches"].duration_ms,
        heard.is_new,
        heard.breaks_off_ms,
        values=heard.values if with_values else {},
    )
