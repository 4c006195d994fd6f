"""A profile that belongs to another user of the computer: each command says that, and ends."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from app.archive.rescue import backups_of
from app.profile.paths import Paths
from main import main
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def of_another(opened: OpenedProfile, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The profile's folder. Root, who may look everywhere, is told the same as anybody else."""
    paths = opened.services.paths
    opened.services.close()
    stat = Path.stat

    def refuse(path: Path, **values: Any) -> os.stat_result:
        if paths.data in path.parents:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return stat(path, **values)

    monkeypatch.setattr(Path, "stat", refuse)
    return paths.data.parent


@pytest.mark.parametrize(
    "words",
    [
        ("keepsake", "--all", "--preview", "out"),
        ("export", "out.json"),
        ("restore", "out.json"),
        ("import", "."),
        ("story", "show", "My Heart"),
        ("rescue",),
        ("rescue", "--export", "out.json"),
        ("rescue", "--backup"),
    ],
)
def test_a_command_says_whose_folder_it_may_not_open(
    of_another: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--profile", str(of_another), *words]) == 1
    said = capsys.readouterr()
    assert "data” can’t be opened. You don’t have permission for that. Allow" in said.err
    assert said.out == ""


@pytest.mark.logs("the folder of the backups can't be read")
def test_without_a_look_at_its_backups_none_is_offered(of_another: Path) -> None:
    """The window offers what helps, and there it isn't known what would."""
    assert backups_of(Paths.for_profile(of_another)) == []
