from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.starts import Starts


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    made = Starts(tmp_path)
    yield made
    made.end()
