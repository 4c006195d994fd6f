"""Every test of the table and the inspector begins in the light theme at 100 %."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _light_theme(light_theme: None) -> None:
    pass
