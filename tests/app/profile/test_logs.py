"""The log on a disk without room."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from app.profile.logs import hold_back_logs, set_up_logs
from app.profile.paths import Paths
from tests.support.full_disk import no_room


def test_on_a_full_disk_the_terminal_is_not_filled_with_tracebacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = logging.getLogger()
    level = root.level
    root.removeHandler(hold_back_logs())  # commands of earlier tests have set theirs up
    before = list(root.handlers)
    set_up_logs(Paths.for_profile(tmp_path))
    try:
        with no_room():
            logging.getLogger("app").info("a line that has no room")
    finally:
        root.removeHandler(hold_back_logs())
        root.setLevel(level)
    assert root.handlers == before
    assert capsys.readouterr().err == ""
