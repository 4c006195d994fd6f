"""A profile in trouble."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.trouble import Trouble


@pytest.fixture
def trouble(tmp_path: Path, qtbot: QtBot) -> Trouble:
    return Trouble(tmp_path / "profile", qtbot)
