"""The stamp of `.venv`: there after a whole install, gone after a broken one or a change."""

from pathlib import Path

import environment
import pytest


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder of its own; making an environment and asking pip only leave a trace."""
    for name in environment.SHAPERS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    venv = tmp_path / ".venv"
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "INCOMPLETE", venv / "incomplete")
    monkeypatch.setattr(environment, "_make_afresh", lambda: venv.mkdir(exist_ok=True))
    monkeypatch.setattr(environment, "_requirements", lambda extras: ["one", *extras])
    monkeypatch.setattr(environment, "_install", lambda requirements: None)
    monkeypatch.setattr(
        environment, "_is_usable", lambda: venv.exists() and not environment.INCOMPLETE.exists()
    )
    return tmp_path


def refuse(requirements: list[str]) -> None:
    raise environment.CannotPrepare("no network")


def test_whole_install_is_ready(project: Path) -> None:
    environment.ensure(())
    assert environment.is_ready(())
    assert not environment.INCOMPLETE.exists()


def test_broken_install_leaves_no_stamp_and_is_made_afresh(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_install", refuse)
    with pytest.raises(environment.CannotPrepare):
        environment.ensure(())
    assert not environment.is_ready(())
    assert not environment._is_usable()


@pytest.mark.parametrize("shaper", environment.SHAPERS)
def test_changed_shaper_asks_for_another_install(project: Path, shaper: str) -> None:
    environment.ensure(())
    (project / shaper).write_text("changed")
    assert not environment.is_ready(())


def test_developers_environment_serves_a_listener_but_not_the_reverse(project: Path) -> None:
    environment.ensure(())
    assert not environment.is_ready(("dev",))
    environment.ensure(("dev",))
    assert environment.is_ready(())
    assert environment.is_ready(("dev",))


def test_environment_whose_python_is_gone_is_not_ready(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.ensure(())
    monkeypatch.setattr(environment, "_is_usable", lambda: False)
    assert not environment.is_ready(())
