"""`make install` and `make uninstall`: afterwards a prefix is as it was, to the last folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import bootstrap
import desktop_files
import environment
import icon_pictures
import install
import prefix_files
import pytest
from prefix_files import CannotPut

from app.profile.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER, ENTRY = "bin/ost-my-heart", "share/applications/ost-my-heart.desktop"


@pytest.fixture(params=["plain", "with space", "o'$d\" `%=é"])
def prefix(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """It isn’t there yet."""
    return tmp_path / "home" / str(request.param)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program in a folder of its own, with an odd name and the environment of the tests."""
    folder = tmp_path / "the $program’s"
    folder.mkdir()
    for name in ("main.py", "CHANGELOG.md"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    monkeypatch.setattr(desktop_files, "ROOT", folder)
    return folder


def everything(folder: Path) -> dict[str, bytes | None]:
    """The content of each file under a folder; None for folders."""
    found = sorted(folder.rglob("*"))
    return {str(p.relative_to(folder)): None if p.is_dir() else p.read_bytes() for p in found}


@pytest.mark.usefixtures("project")
def test_what_was_put_is_taken_away_again(prefix: Path, tmp_path: Path) -> None:
    before = everything(tmp_path)
    assert install.main(prefix) == 0
    assert {LAUNCHER, ENTRY} <= everything(prefix).keys()
    assert prefix_files.take_away(prefix) == []
    assert everything(tmp_path) == before, "the folder of the prefix, too"


@pytest.mark.usefixtures("project")
def test_what_others_have_there_stays(prefix: Path, tmp_path: Path) -> None:
    for name in (
        "bin/other",
        "share/applications/other.desktop",
        "share/icons/hicolor/index.theme",
    ):
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).write_text("[Desktop Entry]\nType=Application\nName=x\nExec=x\n")
    (prefix / "share" / "metainfo").mkdir()
    before = everything(tmp_path)
    install.main(prefix)
    prefix_files.take_away(prefix)
    left = everything(tmp_path)
    cache = str((prefix / prefix_files.MENU_CACHE).relative_to(tmp_path))
    left.pop(cache, None)  # the other program’s entry is in it, now
    assert left == before


@pytest.mark.usefixtures("project")
def test_a_file_of_others_that_came_later_keeps_its_folder(prefix: Path) -> None:
    install.main(prefix)
    theirs = prefix / "share" / "icons" / "hicolor" / "16x16" / "apps" / "other.png"
    theirs.write_bytes(b"theirs")
    prefix_files.take_away(prefix)
    assert [name for name, held in everything(prefix).items() if held is not None] == [
        str(theirs.relative_to(prefix))
    ]


@pytest.mark.usefixtures("project")
def test_twice_is_the_same_as_once(prefix: Path, tmp_path: Path) -> None:
    before = everything(tmp_path)
    install.main(prefix)
    once = everything(tmp_path)
    install.main(prefix)
    assert everything(tmp_path) == once
    prefix_files.take_away(prefix)
    assert everything(tmp_path) == before


@pytest.mark.usefixtures("project")
def test_what_an_earlier_version_had_put_goes_with_the_next(tmp_path: Path) -> None:
    files = dict(desktop_files.files(tmp_path))
    prefix_files.put(tmp_path, files)
    removed = "share/icons/hicolor/22x22/apps/ost-my-heart.png"
    del files[removed]
    prefix_files.put(tmp_path, files)
    assert not (tmp_path / removed).exists() and (tmp_path / ENTRY).exists()


@pytest.mark.usefixtures("project")
def test_a_file_that_was_changed_since_stays_and_is_named(tmp_path: Path) -> None:
    install.main(tmp_path)
    (tmp_path / ENTRY).write_text("mine")
    (tmp_path / LAUNCHER).unlink()
    assert prefix_files.take_away(tmp_path) == [tmp_path / ENTRY]
    assert (tmp_path / ENTRY).read_text() == "mine"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("is_link", [False, True])
def test_a_stranger_in_the_way_is_named_and_nothing_is_written(
    tmp_path: Path, is_link: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """Such as a launcher that pip has put there."""
    launcher = tmp_path / "p" / LAUNCHER
    launcher.parent.mkdir(parents=True)
    if is_link:
        launcher.symlink_to("/nowhere")
    else:
        launcher.write_text("pip’s")
    before = sorted(tmp_path.rglob("*"))
    assert install.main(tmp_path / "p") == 1
    assert str(launcher) in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.usefixtures("project")
def test_a_prefix_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "share").write_text("a file, not a folder")
    before = everything(tmp_path)
    for prefix in (tmp_path, tmp_path / "share", Path("/proc/none")):
        assert install.main(prefix) == 1
        said = capsys.readouterr().err
        assert str(prefix) in said and "PREFIX" in said and "Traceback" not in said
    assert everything(tmp_path) == before


@pytest.mark.usefixtures("project")
def test_a_prefix_that_no_menu_entry_can_name_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert install.main(tmp_path / "two\nlines") == 1
    assert "isn’t printable" in capsys.readouterr().err
    assert everything(tmp_path).keys() == everything(desktop_files.ROOT.parent).keys()
    assert not (tmp_path / "two\nlines").exists()


def test_where_nothing_is_installed_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(CannotPut, match="Nothing is installed in"):
        prefix_files.take_away(tmp_path)
    record = tmp_path / prefix_files.RECORD
    record.parent.mkdir(parents=True)
    record.write_text("[]")
    with pytest.raises(CannotPut, match="isn’t a record"):
        prefix_files.take_away(tmp_path)
    record.write_text("{")
    with pytest.raises(CannotPut, match="can’t be read"):
        prefix_files.take_away(tmp_path)


@pytest.mark.usefixtures("project")
@pytest.mark.skipif(not shutil.which("gtk-update-icon-cache"), reason="there is no icon cache")
def test_a_cache_of_icons_is_brought_up_to_date_but_never_made(tmp_path: Path) -> None:
    install.main(tmp_path)
    cache = tmp_path / prefix_files.ICON_CACHE
    shutil.copy(icon_pictures.picture(16), cache.parent / "16x16" / "apps" / "other.png")
    assert not cache.exists(), "it would hide icons that come later"
    subprocess.run(["gtk-update-icon-cache", "-q", "-t", cache.parent], check=True)
    assert b"ost-my-heart-symbolic" in cache.read_bytes()
    prefix_files.take_away(tmp_path)
    assert b"other" in cache.read_bytes() and b"ost-my-heart" not in cache.read_bytes()


@pytest.mark.usefixtures("project")
def test_the_launcher_starts_the_program(prefix: Path) -> None:
    install.main(prefix)
    done = subprocess.run([prefix / LAUNCHER, "--version"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"OST My Heart {VERSION}\n", "")


def test_the_launcher_says_what_to_do_if_the_program_is_gone(project: Path, tmp_path: Path) -> None:
    install.main(tmp_path / "p")
    (project / ".venv").unlink()
    done = subprocess.run([tmp_path / "p" / LAUNCHER], capture_output=True, text=True)
    assert done.returncode == 1
    assert str(project) in done.stderr and "make install" in done.stderr


def test_the_words_of_make_install_and_remove(
    prefix: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "_prepare", lambda *_what: None)
    monkeypatch.setattr(environment, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PREFIX", str(prefix))
    assert bootstrap.main(["install"]) == 0
    assert f"Installed in {prefix}" in capfd.readouterr().out
    assert os.access(prefix / LAUNCHER, os.X_OK)
    (prefix / ENTRY).write_text("mine")
    assert bootstrap.main(["uninstall"]) == 0
    out = capfd.readouterr().out
    assert f"Removed from {prefix}" in out and str(prefix / ENTRY) in out
    assert bootstrap.main(["uninstall"]) == 1
    assert "Nothing is installed" in capfd.readouterr().err


@pytest.mark.skipif(not shutil.which("make"), reason="make isn’t here")
@pytest.mark.parametrize("typed", ["/a b", "/a'b\"c", "/a$b$(c)", "/a`b`", "~/x", ""])
def test_make_passes_the_prefix_on_as_it_was_typed(typed: str) -> None:
    words = ["make", "-s", "install", "BOOTSTRAP=printenv PREFIX #", f"PREFIX={typed}"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert said == f"{typed}\n"


def test_the_usual_prefix_is_the_listeners_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/mia")
    assert prefix_files.prefix_of("") == Path("/home/mia/.local")
    assert prefix_files.prefix_of("~/x/../y") == Path("/home/mia/y")
