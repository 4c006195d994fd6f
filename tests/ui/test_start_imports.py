"""What the first screen waits for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.opened_profile import OpenedProfile

ROOT = Path(__file__).resolve().parents[2]
# Each of them was measured at 3 to 20 ms, and a bare window at 145 ms.
LATER = ("sqlite3", "datetime", "dataclasses", "app.profile.paths", "ui.window.desk")
# SQLAlchemy takes longer to import than everything else of a start together. The others are for a
# page, or for what has been asked for, that isn't there yet.
NOT_YET_ASKED_FOR = (
    "sqlalchemy",
    "app.suggestions.service",
    "app.theme_finding",
    "app.listening.service",
    "app.marks.kinds",
    "app.player.change_over",
    "ui.bridge.playback.turns",
    "ui.theme_search",
    "ui.themes",
    "ui.widgets.comparison_paint",
    "numpy",
    "vlc",
    "html",
)


def test_the_first_frame_waits_for_nothing_that_only_the_rest_needs(tmp_path: Path) -> None:
    remembered = tmp_path / "config" / "ost-my-heart" / "window.conf"
    remembered.parent.mkdir(parents=True)
    remembered.write_text("[General]\ntheme=dark\n", encoding="utf-8")
    asked = f"""import os, sys, main
from PySide6 import QtCore
from ui.start import launch
def note_stage(stage):
    found = [name for name in {LATER} if name in sys.modules]
    print(stage, found, "Qt" in vars(QtCore), flush=True)
    os._exit(0)
launch.note_stage = note_stage
main.main([])"""
    folders = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA")}
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=ROOT,
        env={**os.environ, **folders},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "first_paint [] False\n"


@pytest.mark.parametrize("tracks", [0, 3])
def test_what_nobody_has_asked_for_comes_after_the_window_is_usable(
    tmp_path: Path, tracks: int
) -> None:
    opened = OpenedProfile(tmp_path)
    for _ in range(tracks):
        opened.track()
    opened.services.close()
    asked = f"""import os, sys, main
from ui.start import launch
def note_stage(stage):
    if stage == "usable":
        print([name for name in {NOT_YET_ASKED_FOR} if name in sys.modules], flush=True)
        os._exit(0)
launch.note_stage = note_stage
main.main(["--silent", "--profile", {str(tmp_path)!r}])"""
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_desk_stands_without_the_database() -> None:
    asked = "import sys, ui.window.desk; print('sqlalchemy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_the_desk_stands_without_any_page() -> None:
    asked = """import sys, ui.window.desk
from ui.window.page_table import PAGES
print([spec.key for spec in PAGES if f"ui.{spec.key}.page" in sys.modules])"""
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_the_library_opens_without_what_marks_and_html_need() -> None:
    # The kinds of mark are a dozen modules, the names of HTML's characters a large table.
    asked = """import sys, ui.window.desk, ui.library.page
print([name for name in ("app.marks.kinds", "html") if name in sys.modules])"""
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
