"""The program as the shell sees it: processes, exit codes, what is written to which stream."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.audio import tone, write_wav
from tests.support.ready_journal import ready_profile

MAIN = Path(__file__).resolve().parent.parent / "main.py"
HEAVY = ("PySide6", "vlc", "sqlalchemy", "alembic", "numpy", "soundfile")
A_WORD = '{"format": "something-else", "version": 1}'


def run(
    *words: str | Path, without: tuple[str, ...] = (), extra: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    settings = {k: v for k, v in os.environ.items() if k not in without} | dict(extra or {})
    return subprocess.run(
        [sys.executable, str(MAIN), *map(str, words)],
        capture_output=True,
        text=True,
        env=settings,
        timeout=60,
        check=False,
    )


def test_version_and_help_import_nothing_heavy() -> None:
    look = (
        "import sys, main\n"
        "try: main.main([sys.argv[1]])\n"
        "except SystemExit as end: code = end.code\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'imported {heavy}' if heavy else code)"
    )
    for option, told in (("--version", "OST My Heart "), ("--help", "usage: ost-my-heart ")):
        done = subprocess.run(
            [sys.executable, "-c", look, option],
            cwd=MAIN.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(told)


def test_without_a_display_the_window_says_so_and_ends_with_three(tmp_path: Path) -> None:
    away = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    done = run("--profile", tmp_path / "p", without=away)
    assert done.returncode == 3
    assert "no display" in done.stderr
    assert not (tmp_path / "p").exists()


def test_an_unknown_option_ends_with_two() -> None:
    done = run("--loud")
    assert done.returncode == 2
    assert "--loud" in done.stderr


def test_commands_need_neither_display_nor_qt(tmp_path: Path) -> None:
    write_wav(tmp_path / "theme.wav", tone(1))
    away = ("DISPLAY", "WAYLAND_DISPLAY")
    profile = tmp_path / "p"
    added = run("--profile", profile, "import", tmp_path, "--json", without=away)
    assert (added.returncode, json.loads(added.stdout)["added"]) == (0, 1)
    out = tmp_path / "marks.json"
    written = run("--profile", profile, "export", out, without=away)
    assert written.returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))
    back = run("--profile", tmp_path / "q", "restore", out, without=away)
    assert back.returncode == 0, back.stderr
    twice = run("--profile", tmp_path / "q", "restore", out, without=away)
    assert twice.returncode == 0


def test_music_is_imported_if_libsndfile_is_missing(tmp_path: Path) -> None:
    write_wav(tmp_path / "theme.wav", tone(1))
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "soundfile.py").write_text('raise OSError("sndfile library not found")\n')
    done = run("--profile", tmp_path / "p", "import", tmp_path, extra={"PYTHONPATH": str(broken)})
    assert (done.returncode, done.stdout.strip()) == (0, "1 added."), done.stderr


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    write_wav(tmp_path / "theme.wav", tone(1))
    run("--profile", tmp_path / "p", "import", tmp_path)
    again = run("--profile", tmp_path / "p", "import", tmp_path, "--json")
    report = json.loads(again.stdout)
    assert (report["added"], report["unchanged"]) == (0, 1)


def test_everything_is_in_the_profile(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    write_wav(tmp_path / "theme.wav", tone(1))
    done = run("--profile", tmp_path / "p", "import", tmp_path, extra={"HOME": str(home)})
    assert done.returncode == 0
    assert (tmp_path / "p" / "data" / "journal.db").exists()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [("not-json.json", "}{"), ("other.json", A_WORD), ("empty.json", ""), ("list.json", "[]")],
)
def test_what_is_not_an_export_is_not_restored(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    done = run("--profile", tmp_path / "p", "restore", path)
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("--profile", tmp_path / "p", "restore", tmp_path / "gone.json")
    assert done.returncode == 1
    assert "gone.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    done = run("--profile", tmp_path / "p", "export", tmp_path / "no" / "such" / "out.json")
    assert done.returncode == 1
    assert "out.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_says_that_marks_which_wait_cannot_be_read(tmp_path: Path) -> None:
    pending = ready_profile(tmp_path / "p").pending
    pending.write_text('00000000 {"v": 1}\n', encoding="utf-8")
    done = run("--profile", tmp_path / "p", "export", tmp_path / "out.json")
    assert done.returncode == 0
    assert "One mark that waits to be saved can’t be read" in done.stderr
    assert "pending.jsonl" in done.stderr


def test_a_file_that_cannot_be_played_is_named(tmp_path: Path) -> None:
    (tmp_path / "noise.mp3").write_bytes(os.urandom(4096))
    for name in ("noise.mp3", "gone.mp3"):
        done = run("--profile", tmp_path / "p", "play", tmp_path / name, "--silent")
        assert done.returncode == 1
        assert name in done.stderr
        assert "Traceback" not in done.stderr


def test_marking_without_a_window_says_what_to_do(tmp_path: Path) -> None:
    done = run("--profile", tmp_path / "p", "mark", "wonder")
    assert done.returncode == 1
    assert "isn’t running" in done.stderr
    assert "Start it" in done.stderr


def test_a_newer_journal_is_refused_and_left_alone(tmp_path: Path) -> None:
    profile = tmp_path / "p"
    database = ready_profile(profile).database
    with sqlite3.connect(database) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = database.read_bytes()
    done = run("--profile", profile, "import", tmp_path)
    assert done.returncode == 1
    assert "newer version" in done.stderr
    assert database.read_bytes() == before


def test_a_profile_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("not a folder", encoding="utf-8")
    done = run("--profile", tmp_path / "p", "export", tmp_path / "out.json")
    assert done.returncode == 1
    assert str(tmp_path / "p") in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_of_an_empty_journal_refuses_to_replace_a_fuller_one(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", tone(1))
    run("--profile", tmp_path / "full", "import", tmp_path / "a.wav")
    out = tmp_path / "out.json"
    written = run("--profile", tmp_path / "full", "export", out, "--verify")
    assert written.returncode == 0 and "Wrote and verified" in written.stdout
    full = out.read_bytes()
    declined = run("--profile", tmp_path / "new", "export", out)
    assert declined.returncode == 1
    assert "1 track" in declined.stderr and "--replace" in declined.stderr
    assert "Traceback" not in declined.stderr
    assert out.read_bytes() == full
    assert run("--profile", tmp_path / "new", "export", out, "--replace").returncode == 0
    assert out.read_bytes() != full


@pytest.mark.parametrize("name", ["pipe", "device", "journal"])
def test_what_is_not_a_document_does_not_hang_a_restore(tmp_path: Path, name: str) -> None:
    if name == "pipe":
        os.mkfifo(tmp_path / name)
    elif name == "device":
        (tmp_path / name).symlink_to("/dev/zero")
    else:
        (tmp_path / name).symlink_to(ready_profile(tmp_path / "p").database)
    done = run("--profile", tmp_path / "p", "restore", tmp_path / name)
    assert done.returncode == 1
    assert name in done.stderr and "Traceback" not in done.stderr


def test_a_name_that_is_not_valid_text_does_not_fail_a_finished_command(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("--profile", tmp_path / "p", "export", out)
    document = json.loads(out.read_text(encoding="utf-8"))
    document["pictures"] = {"\ud800": "iVBORw0KGgo="}
    out.write_text(json.dumps(document), encoding="utf-8")
    done = run("--profile", tmp_path / "q", "restore", out)
    assert (done.returncode, done.stderr) == (0, "")
    assert "ud800" in done.stdout
