"""`keepsake` on the command line, and the demo with every command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.commands.arguments import parse
from app.commands.run import run_command
from app.story.records import WorkKind
from tests.support.folder_links import faults_of_links
from tests.support.hostile_journal import PlainCraft
from tests.support.opened_profile import OpenedProfile


def run(*words: str | Path) -> int:
    return run_command(parse(["keepsake", *map(str, words)]), PlainCraft)


@pytest.fixture
def two_works(opened: OpenedProfile) -> Path:
    """A profile with two works of one title."""
    opened.services.scenes.add_work(WorkKind.FILM, "My Heart", 1999)
    opened.services.scenes.add_work(WorkKind.SERIES, "My Heart", 2024)
    return opened.services.paths.data.parent


def test_a_title_that_two_works_have_is_asked_about(
    two_works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run("--profile", two_works, "--work", "My Heart", out) == 1
    assert "Several works are called “My Heart”." in capsys.readouterr().err
    assert run("--profile", two_works, "--work", "My Heart (1999)", out) == 0
    assert (out / "index.html").is_file()
    assert run("--profile", two_works, "--work", "My Heart (1999)", out) == 1
    assert "already" in capsys.readouterr().err


def test_a_preview_writes_nothing(
    two_works: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--profile", two_works, "--all", tmp_path / "out", "--preview") == 0
    assert capsys.readouterr().out == "My soundtrack journal\nGoes in: nothing\n"
    assert not (tmp_path / "out").exists()


def test_a_pdf_is_a_file(two_works: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    assert run("--profile", two_works, "--all", out, "--pdf", "--paper", "letter") == 0
    assert out.read_bytes() == b"%PDF"
    assert run("--profile", two_works, "--all", out, "--pdf") == 1  # it replaces nothing


@pytest.mark.parametrize("kind", ["--pdf", "--markdown"])
def test_nor_does_it_replace_a_link_that_leads_nowhere(
    two_works: Path, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / "out"
    out.symlink_to(tmp_path / "a drive that isn’t there")
    assert run("--profile", two_works, "--all", out, kind) == 1
    assert out.is_symlink()


def test_where_nothing_goes_in_that_is_said(
    opened: OpenedProfile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = opened.services.paths.data.parent
    assert run("--profile", profile, "--all", tmp_path / "out", "--markdown") == 0
    assert capsys.readouterr().out.endswith(": nothing\n")


@pytest.mark.parametrize("year", ["0", "99999", "9" * 20, "soon"])
def test_an_impossible_year_is_explained(
    two_works: Path, tmp_path: Path, year: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not year.isdigit():
        with pytest.raises(SystemExit):
            run("--year", year, tmp_path / "out")
    else:
        assert run("--profile", two_works, "--year", year, tmp_path / "out") == 1
    assert year in capsys.readouterr().err


@pytest.mark.parametrize("words", [["out"], ["--all", "--year", "2024", "out"], ["--all"]])
def test_it_must_be_clear_what_is_wanted(words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2


def test_the_demo_goes_with_every_command_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that read or write the journal; the others take it as it comes."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    export, out = tmp_path / "demo.json", tmp_path / "out"

    def said(*words: str | Path) -> str:
        code = run_command(parse([str(word) for word in words]), PlainCraft)
        captured = capsys.readouterr()
        assert code == 0, captured.err
        return captured.out

    assert "My Heart" in said("story", "show", "--demo", "My Heart")
    assert "emotion marks" in said("--demo", "export", export)
    assert "sound" in said("rescue", "--demo")
    assert said("restore", "--demo", export)
    wrote = said("keepsake", "--work", "My Heart", out, "--demo")
    assert faults_of_links(out) == []
    assert "marks · " in wrote and "Left out as private: " in wrote
    assert json.loads(export.read_text("utf-8"))["format"] == "ost-my-heart"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.json", "out"]


@pytest.mark.parametrize(
    "words",
    [
        ["import", "x"],
        ["play", "x"],
        ["mark", "wonder"],
        ["listen-through", "x"],
        ["themes", "propose", "x"],
        ["dynamics", "x"],
        ["story", "import", "x"],
        ["export", "x"],
        ["restore", "x"],
        ["rescue"],
        ["keepsake", "--all", "x"],
    ],
)
def test_every_command_takes_the_demo(words: list[str]) -> None:
    assert parse([*words, "--demo"]).demo
    assert parse(["--demo", *words]).demo
    assert not parse(words).demo
