"""Services over a fresh profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import languages
from app.core.languages import ENGLISH, LONGER
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedProfile]:
    profile = OpenedProfile(tmp_path / "profile")
    yield profile
    profile.services.close()


@pytest.fixture
def spoken_longer() -> Iterator[None]:
    """The pseudo-locale, in which every text is longer."""
    languages.speak(LONGER)
    yield
    languages.speak(ENGLISH)
