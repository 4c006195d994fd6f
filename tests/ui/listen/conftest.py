"""The Listen page in the real window."""

from __future__ import annotations

import pytest

from tests.support.app_harness import AppHarness
from tests.ui.listen.marked_desk import Desk


@pytest.fixture
def desk(harness: AppHarness) -> Desk:
    return Desk(harness)
