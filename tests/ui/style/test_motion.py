"""Whether animations are reduced, as the listener or the desktop says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.style import motion


@pytest.fixture(autouse=True)
def ask_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    motion.desktop_reduces_motion.cache_clear()
    yield
    motion.desktop_reduces_motion.cache_clear()


def test_the_listeners_choice_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    (tmp_path / "kdeglobals").write_text("[KDE]\nAnimationDurationFactor=0\n")
    assert motion.is_motion_reduced("system") is True
    assert motion.is_motion_reduced("off") is False
    assert motion.is_motion_reduced("on") is True


@pytest.mark.parametrize(
    ("desktop", "name", "text", "is_reduced"),
    [
        ("KDE", "kdeglobals", "[KDE]\nAnimationDurationFactor=0\n", True),
        ("KDE", "kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", False),
        ("KDE", "kdeglobals", "not an ini file", False),
        ("XFCE", "gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", True),
        ("XFCE", "gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", False),
        ("", "nothing", "", False),
    ],
)
def test_the_setting_of_each_desktop_is_read(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    desktop: str,
    name: str,
    text: str,
    is_reduced: bool,
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    assert motion.desktop_reduces_motion() is is_reduced


@pytest.mark.parametrize(("answer", "is_reduced"), [("false", True), ("true", False), ("", False)])
def test_gnome_is_asked_through_its_own_tool(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, is_reduced: bool
) -> None:
    tool = tmp_path / "gsettings"
    tool.write_text(f"#!/bin/sh\necho {answer}\n")
    tool.chmod(0o755)
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")
    monkeypatch.setattr(motion, "GSETTINGS", (str(tool), "get"))
    assert motion.desktop_reduces_motion() is is_reduced


def test_a_desktop_that_does_not_say_lets_things_glide(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert motion.desktop_reduces_motion() is False, "no tool"
    motion.desktop_reduces_motion.cache_clear()
    (tmp_path / "gsettings").write_bytes(b"\x00 no program")
    (tmp_path / "gsettings").chmod(0o755)
    assert motion.desktop_reduces_motion() is False, "a tool that can't be run"


@pytest.mark.parametrize("content", [b"\xff\xfe[KDE]\n", None])
def test_a_desktops_file_that_cannot_be_read_says_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    path = tmp_path / "kdeglobals"
    path.mkdir() if content is None else path.write_bytes(content)
    assert motion.desktop_reduces_motion() is False
