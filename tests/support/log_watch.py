"""Compares what the program and Qt logged in a test with what the test expects."""

from __future__ import annotations

import logging
from collections.abc import Sequence


class LogWatch(logging.Handler):
    """Records every warning and error that reaches the log, whatever logs it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def complaints(self, expected: Sequence[str], possible: Sequence[str] = ()) -> list[str]:
        """What was logged but isn't expected, and what is expected but wasn't logged. possible:
        what may be logged.
        """
        heard = dict.fromkeys(self._heard)  # each once
        known = (*expected, *possible)
        strange = [line for line in heard if not any(text in line for text in known)]
        silent = [text for text in expected if not any(text in line for line in heard)]
        return [f"logged {line}" for line in strange] + [
            f"did not log “{text}”, as its mark says" for text in silent
        ]
