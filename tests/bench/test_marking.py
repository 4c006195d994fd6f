"""The measurement of a key press comes to an end: its keys go where the listener's do."""

from __future__ import annotations

import subprocess
import sys


def test_every_press_is_measured() -> None:
    command = [sys.executable, "-m", "bench.marking", "--marks", "30", "--presses", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert '"key_to_painted_mark"' in done.stdout
