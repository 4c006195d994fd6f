"""Four heard tracks, three of which have the theme that is marked in the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.ids import ThemeId
from tests.support.opened_profile import OpenedProfile
from tests.support.theme_music import ThemeMusic


@pytest.fixture
def music(opened: OpenedProfile, tmp_path: Path) -> ThemeMusic:
    made = ThemeMusic(opened.services, tmp_path / "music")
    made.hear()
    return made


@pytest.fixture
def heart(music: ThemeMusic) -> ThemeId:
    return music.mark()[0]
