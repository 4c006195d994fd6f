"""Every timeline test begins in the light theme at 100 %."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT


@pytest.fixture(autouse=True)
def _light_theme(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
