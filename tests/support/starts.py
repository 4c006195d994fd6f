"""The program in processes of its own, started and ended as a listener or the system does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from app.profile.paths import Paths
from app.remote.window_lock import announced, is_open
from tests.support.polling import wait_until

MAIN = Path(__file__).resolve().parents[2] / "main.py"
PATIENCE_S = 150.0

Process = subprocess.Popen[str]


class Starts:
    """Starts the window on one profile; whatever still runs at the end is killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = Paths.for_profile(folder / "p")
        self._started: list[Process] = []

    def start(self, *words: str | Path, extra: Mapping[str, str] | None = None) -> Process:
        command = [sys.executable, str(MAIN), "--silent", "--profile", str(self.folder / "p")]
        process = subprocess.Popen(
            [*command, *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(extra or {})},
        )
        self._started.append(process)
        return process

    def wait_for_socket(self) -> None:
        self.until(lambda: announced(self.paths.data))

    def wait_for_lock(self) -> None:
        self.until(lambda: is_open(self.paths.data))

    def until(self, is_true: Callable[[], object]) -> None:
        wait_until(is_true, PATIENCE_S, self._said)

    def end(self) -> None:
        for process in self._started:
            process.kill()
            process.communicate()

    def _said(self) -> str:
        self.end()
        return "\n".join(f"{process.args} ended {process.returncode}" for process in self._started)
