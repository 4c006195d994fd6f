"""What a killed program left half written is away after the next start."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.core.atomic_folder import scratch_folder
from app.profile.paths import Paths
from app.profile.settings import SettingsFile


def test_every_folder_of_the_profile_is_swept(tmp_path: Path) -> None:
    paths = Paths.for_profile(tmp_path)
    services = Services(paths, SettingsFile(paths.settings_file))
    for folder in (paths.config, paths.pictures, paths.covers, paths.peaks):
        folder.mkdir(parents=True, exist_ok=True)
        for name in (".ost-my-heart-new-half", "kept"):
            (folder / name).touch()
            os.utime(folder / name, (0, 0))
    services.sweep()
    for folder in (paths.config, paths.pictures, paths.covers, paths.peaks):
        assert [path.name for path in folder.iterdir()] == ["kept"]


def test_a_folder_that_was_left_elsewhere_goes_with_the_next_start(tmp_path: Path) -> None:
    paths = Paths.for_profile(tmp_path / "profile")
    services = Services(paths, SettingsFile(paths.settings_file))
    left = tmp_path / ".ost-my-heart-new-folder-half"
    left.mkdir()
    paths.unfinished.mkdir(parents=True)
    (paths.unfinished / left.name).write_bytes(os.fsencode(left))
    services.sweep()
    assert not left.exists() and not list(paths.unfinished.iterdir())


def test_sounds_that_were_only_needed_meanwhile_go_with_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths, temporary = Paths.for_profile(tmp_path / "profile"), tmp_path / "temporary"
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    services = Services(paths, SettingsFile(paths.settings_file))
    for folder in (temporary, paths.peaks):
        (folder / ".ost-my-heart-new-folder-half").mkdir(parents=True)
    with scratch_folder() as kept:
        services.sweep()
        assert list(temporary.iterdir()) == [kept]
    assert not list(paths.peaks.iterdir())
