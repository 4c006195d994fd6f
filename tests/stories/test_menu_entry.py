"""From the desktop's menu: the installed entry opens a window, and its actions reach it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import desktop_files
import install
import pytest

from tests.packaging.test_desktop_files import read, started_by
from tests.support.audio import tone, write_wav
from tests.support.polling import wait_until

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 150.0

Done = subprocess.CompletedProcess[str]


class Menu:
    """A home with the program installed in its `.local`; started as a desktop does."""

    def __init__(self, home: Path) -> None:
        away = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
        self.env = {k: v for k, v in os.environ.items() if k not in away}
        self.env |= {"HOME": str(home), "LANGUAGE": "en"}
        install.main(home / ".local")
        file = home / ".local" / "share" / "applications" / "ost-my-heart.desktop"
        self.entry = read(file.read_text(encoding="utf-8"))
        self._window: subprocess.Popen[str] | None = None

    def open(self, *files: Path) -> None:
        words = [*started_by(self.entry["Desktop Entry"]["Exec"]), *map(str, files)]
        pipe = subprocess.PIPE
        self._window = subprocess.Popen(words, env=self.env, stdout=pipe, stderr=pipe, text=True)

    def choose(self, action: str) -> Done:
        words = started_by(self.entry[f"Desktop Action {action}"]["Exec"])
        return subprocess.run(words, env=self.env, capture_output=True, text=True, check=False)

    def until_chosen(self, action: str) -> str:
        """What it says once it does something."""
        done: list[Done] = []

        def is_done() -> bool:
            done.append(self.choose(action))
            return done[-1].returncode == 0

        wait_until(is_done, PATIENCE_S, lambda: done[-1].stderr)
        return done[-1].stdout

    def windows(self) -> list[str]:
        """The X windows of the class that the entry names."""
        wanted = self.entry["Desktop Entry"]["StartupWMClass"]
        search = ["xdotool", "search", "--onlyvisible", "--class", f"^{wanted}$"]
        return subprocess.run(search, capture_output=True, text=True, check=False).stdout.split()

    def end(self) -> None:
        if self._window is not None:
            self._window.terminate()
            self._window.communicate(timeout=PATIENCE_S)


@pytest.fixture
def menu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Menu]:
    folder = tmp_path / "program"
    folder.mkdir()
    for name in ("main.py", "CHANGELOG.md"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    monkeypatch.setattr(desktop_files, "ROOT", folder)
    made = Menu(tmp_path)
    yield made
    made.end()


def test_its_actions_reach_the_window_that_it_opened(menu: Menu, tmp_path: Path) -> None:
    menu.open(write_wav(tmp_path / "theme.wav", tone(60)))
    assert menu.until_chosen("mark-favourite").startswith("Favourite moment at 0:0")
    assert menu.choose("play-pause").stdout.startswith("Paused at 0:0")
    assert menu.choose("play-pause").stdout == "Playing “theme”\n"


@pytest.mark.skipif(not shutil.which("xdotool"), reason="xdotool isn’t here")
def test_the_window_is_of_the_entrys_class_and_shows_its_icon(menu: Menu) -> None:
    menu.open()
    wait_until(menu.windows, PATIENCE_S)
    window = menu.windows()[0]

    def told(name: str) -> str:
        asked = ["xprop", "-id", window, name]
        return subprocess.run(asked, capture_output=True, text=True, check=False).stdout

    wait_until(lambda: "Icon (16 x 16)" in told("_NET_WM_ICON"), PATIENCE_S)
    assert '"ost-my-heart"' in told("WM_CLASS")
    assert '"ost-my-heart"' in told("_KDE_NET_WM_DESKTOP_FILE")


@pytest.mark.parametrize("action", ["play-pause", "mark-favourite"])
def test_without_a_window_an_action_says_so(menu: Menu, action: str) -> None:
    done = menu.choose(action)
    assert (done.returncode, done.stdout) == (1, "")
    assert "isn’t running" in done.stderr
