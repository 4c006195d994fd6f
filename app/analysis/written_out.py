"""One track that only the transcoder can read, as WAV, while it is shown in close zoom."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.analysis.decode import Transcoder
    from app.core.jobs import JobContext

log = logging.getLogger(__name__)

_PREFIX = ".closer-"
LONGEST_MS = 20 * 60 * 1000  # 200 MB; longer recordings keep their peaks


class WrittenOut:
    """Keeps the last one, and no other. Thread-safe."""

    def __init__(self, transcoder: Transcoder, scratch_dir: Callable[[], Path | None]) -> None:
        self._transcoder = transcoder
        self._scratch_dir = scratch_dir
        self._writing = threading.Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._of = ""

    def wav_of(self, path: Path, payload_hash: str, job: JobContext) -> Path:
        """The path of the WAV. Raises AudioUnreadable, JobCancelled."""
        with self._writing:
            if self._folder is None or self._of != payload_hash:
                self._forget()
                scratch = self._scratch_dir()
                _clear_up(scratch)
                folder = TemporaryDirectory(prefix=_PREFIX, dir=scratch)
                try:
                    self._transcoder(path, Path(folder.name) / "sound.wav", job)
                except BaseException:
                    folder.cleanup()
                    raise
                self._folder, self._of = folder, payload_hash
            return Path(self._folder.name) / "sound.wav"

    def close(self) -> None:
        with self._writing:
            self._forget()

    def _forget(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
        self._folder, self._of = None, ""


def _clear_up(scratch: Path | None) -> None:
    """Deletes what a killed program left: such a file is large."""
    for left in scratch.glob(f"{_PREFIX}*") if scratch is not None else ():
        try:
            shutil.rmtree(left)
        except OSError as fault:
            log.info("%s could not be removed: %s", left, fault)
