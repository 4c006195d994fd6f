"""A command that is told to end by SIGTERM cleans up, as after Ctrl+C."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.hostile_journal import HostileJournal
from tests.support.opened_profile import OpenedProfile
from tests.support.polling import wait_until
from tests.support.starts import MAIN

PATIENCE_S = 60


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_half_a_keepsake_is_removed(
    opened: OpenedProfile, tmp_path: Path, number: signal.Signals
) -> None:
    HostileJournal.in_profile(opened.services)
    profile, place = opened.services.paths.data.parent, tmp_path / "place"
    opened.services.close()
    place.mkdir()
    program = f"""
import runpy, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets “&” ignore it
from app.keepsake import writing
def search_words(parts):
    print("half", flush=True)
    while True:
        parts.job.checkpoint()
writing.search_words = search_words
sys.argv = ["main.py", "--profile", {str(profile)!r}, "keepsake", "--all", {str(place / "out")!r}]
runpy.run_path({str(MAIN)!r}, run_name="__main__")
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, cwd=MAIN.parent
    ) as process:
        try:
            assert process.stdout is not None and process.stdout.readline() == "half\n"
            assert len(list(place.iterdir())) == 1
            process.send_signal(number)
            wait_until(lambda: process.poll() is not None, PATIENCE_S)
        finally:
            process.kill()  # or a failure would wait for it without end
    assert process.returncode == 128 + number
    assert list(place.iterdir()) == []
