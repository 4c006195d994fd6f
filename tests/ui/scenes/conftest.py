"""The scene chooser on real services."""

from __future__ import annotations

import pytest

from tests.support.told_story import Told
from tests.support.window_parts import WindowParts


@pytest.fixture
def told(parts: WindowParts) -> Told:
    return Told(parts)
