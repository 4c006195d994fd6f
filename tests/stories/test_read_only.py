"""A journal on a read-only disk: it can be read, listened to and exported, and isn't touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.jobs import JobContext
from app.profile.paths import Paths
from tests.support.app_harness import MAIN, with_services
from tests.support.audio import tone, write_wav
from tests.support.read_only import run_on_read_only

# The real window; it writes what it says and shows to standard output, one line each.
LOOK_AROUND = """
import json, sys
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from app.commands.arguments import parse
from app.player.records import PlayState
from ui.window.main_window import MainWindow
from ui.tour.input_driver import InputDriver
from ui.widgets.quiet_line import QuietLine

app = QApplication([])
window = MainWindow(parse(["--silent", "--profile", sys.argv[1]]))
window.show()

def until(is_true, seconds=20):
    loop, looking = QEventLoop(), QTimer(interval=20)
    looking.timeout.connect(lambda: is_true() and loop.quit())
    looking.start()
    QTimer.singleShot(seconds * 1000, loop, lambda: loop.exit(1))
    assert loop.exec() == 0, "it did not come to that"

said = lambda: [line.text() for line in window.findChildren(QuietLine) if line.isVisible()]
until(lambda: window.desk is not None and said())
desk = window.desk
out = {"title": window.windowTitle(), "said": said()[-1]}
driver = InputDriver(window)
driver.take_keyboard()
until(lambda: driver.has_keyboard)
driver.alt(Qt.Key.Key_2)
table = desk.pages.page('library').table
table.setFocus()
table.select_lines([row.key for row in desk.services.library.tracks()])
driver.tap(Qt.Key.Key_Return)
until(lambda: desk.playback.state is PlayState.PLAYING)
until(lambda: desk.playback.position_ms > 3000)  # long enough for a listen to be worth keeping
driver.tap(Qt.Key.Key_1)
out["marked"] = said()[-1]
out["tags"] = len(desk.track_view.timeline.tags)
driver.alt(Qt.Key.Key_5)
out["page"] = desk.pages.current_key
window.close()
print(json.dumps(out))
"""


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    """A profile with a track and a film."""
    paths = Paths.for_profile(tmp_path / "profile")
    theme = write_wav(tmp_path / "theme.wav", tone(20))

    def begin(services: object) -> None:
        services.importing.run([theme], JobContext())  # type: ignore[attr-defined]

    with_services(paths, begin)
    yield paths


def _contents(paths: Paths) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes()
        for path in sorted(paths.data.parent.rglob("*"))
        if path.is_file()
    }


def test_the_window_shows_everything_and_says_that_nothing_can_be_saved(
    paths: Paths, tmp_path: Path
) -> None:
    before = _contents(paths)
    done = run_on_read_only(tmp_path, ["-c", LOOK_AROUND, str(paths.data.parent)])
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout.splitlines()[-1])
    assert seen["title"].endswith("read-only")
    assert "nothing can be saved" in seen["said"]
    assert "can’t be written to" in seen["marked"]
    assert seen["tags"] == 0
    assert "Traceback" not in done.stderr
    assert _contents(paths) == before


def test_the_command_line_exports_and_says_what_it_can_not_do(paths: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "out"
    elsewhere.mkdir()
    profile = paths.data.parent

    def run(*words: str) -> tuple[int, str, str]:
        done = run_on_read_only(profile, [str(MAIN), "--profile", str(profile), *words])
        return done.returncode, done.stdout, done.stderr

    before = _contents(paths)
    code, out, _ = run("export", str(elsewhere / "all.json"))
    assert code == 0 and "Wrote" in out
    assert json.loads((elsewhere / "all.json").read_text())["tables"]["track"]
    for words in (("restore", str(elsewhere / "all.json")), ("import", str(tmp_path))):
        code, _, err = run(*words)
        assert code == 1
        assert "can’t be written to" in err
        assert "Traceback" not in err
    assert _contents(paths) == before
