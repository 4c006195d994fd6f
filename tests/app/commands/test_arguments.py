"""The arguments of the command line."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from app.commands.arguments import COMMANDS, command_line, parse
from app.core import words
from app.core.pseudo_locale import Derived, longer


def test_without_arguments_the_window_opens() -> None:
    arguments = parse([])
    assert arguments.command is None
    assert not arguments.files


def test_a_file_is_opened_in_the_window() -> None:
    arguments = parse(["--profile", "here", "theme.flac"])
    assert arguments.command is None
    assert (arguments.profile, arguments.files) == (Path("here"), [Path("theme.flac")])


def test_two_windows_do_not_share_their_files() -> None:
    parse(["a.flac"])
    assert not parse([]).files


@pytest.mark.parametrize(
    "words", [["--profile", "p", "import", "music"], ["import", "--profile", "p", "music"]]
)
def test_the_profile_may_come_before_or_after_the_command(words: list[str]) -> None:
    arguments = parse(words)
    assert arguments.command == "import"
    assert (arguments.profile, arguments.paths) == (Path("p"), [Path("music")])


def test_a_profile_named_like_a_command_is_still_a_profile() -> None:
    arguments = parse(["--profile", "import"])
    assert (arguments.command, arguments.profile) == (None, Path("import"))


def test_a_file_named_like_a_command_is_opened_by_its_path() -> None:
    arguments = parse(["./play"])
    assert (arguments.command, arguments.files) == (None, [Path("play")])


def test_playing_takes_a_start_a_length_and_a_trace() -> None:
    arguments = parse(
        ["play", "x.ogg", "--start", "2.5", "--seconds", "3", "--trace", "t.jsonl", "--silent"]
    )
    assert (arguments.start, arguments.seconds) == (2.5, 3.0)
    assert (arguments.files, arguments.trace) == ([Path("x.ogg")], Path("t.jsonl"))
    assert arguments.silent


def test_playing_takes_several_files_and_steps() -> None:
    arguments = parse(["play", "a.ogg", "b.ogg", "--steps", "do.jsonl"])
    assert arguments.files == [Path("a.ogg"), Path("b.ogg")]
    assert arguments.steps == Path("do.jsonl")


def test_a_mark_takes_a_note() -> None:
    arguments = parse(["mark", "wonder", "--note", "the bells"])
    assert (arguments.emotion, arguments.note) == ("wonder", "the bells")


@pytest.mark.parametrize(
    "words",
    [
        ["--nonsense"],
        ["import"],
        ["play"],
        ["play", "a.ogg", "--start", "soon"],
        ["mark"],
        ["export"],
        ["restore"],
    ],
)
def test_wrong_arguments_end_with_two_and_show_the_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["nan", "-1", "inf", "1e300", "2147484"])
def test_impossible_times_are_declined(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--start", "--seconds"):
        with pytest.raises(SystemExit) as ended:
            parse(["play", "a.ogg", f"{option}={seconds}"])
        assert ended.value.code == 2
    assert "seconds" in capsys.readouterr().err


def test_help_and_version_end_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    for typed in (["--version"], ["--help"], ["import", "--help"]):
        with pytest.raises(SystemExit) as ended:
            parse(typed)
        assert ended.value.code == 0
    out = capsys.readouterr().out
    assert "OST My Heart" in out
    assert "mark" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_what_it_does_and_takes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([command, "--help"])
    usage, does, *options = capsys.readouterr().out.split("\n\n")
    assert command in usage
    assert does[0].isupper() and does.endswith(".")
    assert "as above" not in "".join(options)
    assert "keep everything" in "".join(options)


@pytest.mark.parametrize("started_as", ["/opt/ost my heart/main.py", "/usr/bin/ost-my-heart"])
def test_a_command_is_shown_as_it_has_to_be_typed_for_its_profile(
    started_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", [started_as])
    words = shlex.split(command_line(Path("/media/my music/it’s"), "rescue"))
    behind = words[words.index("--profile") :]
    assert behind == ["--profile", "/media/my music/it’s", "rescue"]
    assert words[0] == (sys.executable if started_as.endswith(".py") else "ost-my-heart")
    assert "--profile" not in command_line(None, "rescue")


def test_argparse_speaks_the_chosen_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words._Language, "catalogue", Derived(longer))
    with pytest.raises(SystemExit):
        parse(["play", "--start", "soon", "a.ogg"])
    with pytest.raises(SystemExit):
        parse(["export"])
    with pytest.raises(SystemExit):
        parse(["play", "--help"])
    said = "".join(capsys.readouterr())
    for english in ("usage:", "error:", "required", "number of seconds", "show this help"):
        assert english not in said


def test_import_says_how_questions_are_answered() -> None:
    assert parse(["import", "music"]).same == "ask"
    assert parse(["import", "--same", "yes", "music"]).same == "yes"
    with pytest.raises(SystemExit):
        parse(["import", "--same", "maybe", "music"])


@pytest.mark.parametrize("columns", range(60, 100, 4))
def test_no_line_of_the_help_ends_within_a_command(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit):
        parse(["--help"])
    assert "listen-through" in capsys.readouterr().out
