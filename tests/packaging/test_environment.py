"""The stamp of `.venv`: there after a whole install, gone after a broken one or a change."""

from __future__ import annotations

import json
import platform
import subprocess
from pathlib import Path

import environment
import pytest

PROJECT = '[project]\ndependencies = ["one"]\n[project.optional-dependencies]\ndev = ["two"]\n'


class Machine:
    """Runs no command: making an environment and asking pip only leave a trace."""

    def __init__(self, venv: Path) -> None:
        self.venv = venv
        self.has_network = self.has_python = True

    def run(self, command: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        if "venv" in command:
            self.venv.mkdir()
            return subprocess.CompletedProcess(command, 0)
        if "pip" in command:
            return subprocess.CompletedProcess(command, 0 if self.has_network else 1)
        if not (self.has_python and self.venv.exists()):
            raise FileNotFoundError(command[0])
        who = [platform.python_version(), platform.machine(), str(self.venv)]
        return subprocess.CompletedProcess(command, 0, json.dumps(who))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own."""
    for name in environment.SHAPERS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PROJECT if name == "pyproject.toml" else name)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "INCOMPLETE", venv / "incomplete")
    return tmp_path


@pytest.fixture
def machine(project: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(project / ".venv")
    monkeypatch.setattr(subprocess, "run", made.run)
    return made


def test_whole_install_is_ready(machine: Machine) -> None:
    environment.ensure(())
    assert environment.is_ready(())
    assert not environment.INCOMPLETE.exists()


def test_broken_install_leaves_no_stamp_and_is_made_afresh(machine: Machine) -> None:
    machine.has_network = False
    with pytest.raises(environment.CannotPrepare):
        environment.ensure(())
    assert not environment.is_ready(())
    left_over = machine.venv / "left over"
    left_over.touch()
    machine.has_network = True
    environment.ensure(())
    assert environment.is_ready(()) and not left_over.exists()


@pytest.mark.parametrize("shaper", environment.SHAPERS)
def test_changed_shaper_asks_for_another_install(
    machine: Machine, project: Path, shaper: str
) -> None:
    environment.ensure(())
    (project / shaper).write_text("changed")
    assert not environment.is_ready(())


def test_developers_environment_serves_a_listener_but_not_the_reverse(machine: Machine) -> None:
    environment.ensure(())
    assert not environment.is_ready(("dev",))
    environment.ensure(("dev",))
    assert environment.is_ready(())
    assert environment.is_ready(("dev",))


def test_environment_whose_python_is_gone_is_not_ready(machine: Machine) -> None:
    environment.ensure(())
    machine.has_python = False
    assert not environment.is_ready(())
