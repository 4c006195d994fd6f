"""What Python writes as a fault in a library ends the process, such as a segmentation fault.

It is a file beside the log, read at the next start and kept until the next such end. Nothing is
ever sent anywhere.
"""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path
from typing import IO

log = logging.getLogger(__name__)

_NOW, _LAST = "crash.txt", "last-crash.txt"
_MOST_CHARACTERS = 100_000


class CrashFile:
    """last: what was written when the program ended last, if it ended so; else empty.

    Where somebody else has asked for such reports, as a run of tests does, they are left to them.
    """

    def __init__(self, logs: Path) -> None:
        self._now, self._last = logs / _NOW, logs / _LAST
        self._file: IO[str] | None = None
        self.last = ""

    def begin(self) -> None:
        """A file that can’t be read or written is only logged: the program runs without."""
        try:
            self._take_last()
            if not faulthandler.is_enabled():
                self._now.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._now.open("a", encoding="utf-8")
                faulthandler.enable(self._file)
        except OSError as error:
            log.warning("no crash reports in %s: %s", self._now, error)

    def end(self) -> None:
        """The program ends as it should, or the profile is closed."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        try:
            if not self._now.stat().st_size:
                self._now.unlink()
        except OSError as error:
            log.warning("the crash report stays in %s: %s", self._now, error)

    def _take_last(self) -> None:
        if not self._now.is_file() or not self._now.stat().st_size:
            return
        self._now.replace(self._last)
        with self._last.open(encoding="utf-8", errors="replace") as file:
            self.last = file.read(_MOST_CHARACTERS)
