"""`story import`: a bad file is named, the others go in, and the exit code says so."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.commands.arguments import parse
from app.commands.story_import import INTERRUPTED, HandedOn, story_import_command
from app.core.errors import Problem
from app.core.ids import WorkId
from app.core.jobs import JobContext
from app.story.records import WorkKind
from app.story_import.service import StoryImport
from tests.support.nfo_files import lay_film, lay_series
from tests.support.opened_profile import OpenedProfile


def run(
    opened: OpenedProfile, *paths: Path, work: str = "", as_json: bool = False
) -> tuple[int, str]:
    out = io.StringIO()
    services = opened.services
    code = story_import_command(services.story_import, services.scenes, paths, work, as_json, out)
    return code, out.getvalue()


def test_its_arguments_are_paths_a_work_and_json() -> None:
    arguments = parse(["story", "import", "a.nfo", "b", "--work", "Tidewatch", "--json"])
    assert (arguments.command, arguments.verb) == ("story", "import")
    assert arguments.paths == [Path("a.nfo"), Path("b")]
    assert (arguments.work, arguments.as_json) == ("Tidewatch", True)


def test_a_bad_file_is_named_and_the_others_go_in(
    opened: OpenedProfile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_series(tmp_path / "Tidewatch")
    film = lay_film(tmp_path / "ferry")
    (film / "bad.nfo").write_text("<movie><title>", encoding="utf-8")
    code, out = run(opened, tmp_path)
    assert code == 1
    assert out.splitlines() == [
        "Tidewatch: New: 1 work, 3 episodes, 2 scenes, 4 characters.",
        "The ferry: New: 1 work, 1 character.",
    ]
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{film / 'bad.nfo'}: Its XML is damaged in line 1.")
    assert len(opened.services.scenes.works()) == 2


def test_again_it_changes_nothing_and_that_is_no_fault(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    lay_series(tmp_path / "Tidewatch")
    assert run(opened, tmp_path)[0] == 0
    before = opened.tables()
    assert run(opened, tmp_path) == (
        0,
        "Tidewatch: Unchanged: 1 work, 3 episodes, 2 scenes, 4 characters.\n",
    )
    assert opened.tables() == before


def test_the_report_is_json_if_asked(opened: OpenedProfile, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("S1E1 Away\n- 9:99 The pier", encoding="utf-8")
    code, out = run(opened, tmp_path / "list.txt", work="Tidewatch", as_json=True)
    report: dict[str, Any] = json.loads(out)
    assert code == 1
    (work,) = report["works"]
    assert (work["title"], work["state"]) == ("Tidewatch", "new")
    assert work["episodes"] == {"new": 1, "filled": 0, "unchanged": 0}
    (fault,) = report["not_taken"]
    assert (fault["path"], fault["line"]) == (str(tmp_path / "list.txt"), 2)
    assert fault["text"] == "- 9:99 The pier"


def test_a_list_needs_a_work(
    opened: OpenedProfile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.csv").write_text("Episode,Title\n1,Away", encoding="utf-8")
    code, out = run(opened, tmp_path / "list.csv")
    assert (code, out) == (1, "No episodes or scenes were found there.\n")
    assert "--work" in capsys.readouterr().err
    assert run(opened, tmp_path / "list.csv", work="Tidewatch")[0] == 0


def test_numbered_lines_of_a_film_are_scenes(opened: OpenedProfile, tmp_path: Path) -> None:
    opened.services.scenes.add_work(WorkKind.FILM, "The ferry")
    (tmp_path / "list.txt").write_text("1. The pier\n2. The star", encoding="utf-8")
    assert run(opened, tmp_path / "list.txt", work="the ferry")[0] == 0
    assert [scene.title for scene in opened.services.scenes.scenes()] == ["The pier", "The star"]


def test_files_of_another_kind_are_handed_on_by_their_ending(
    opened: OpenedProfile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    season = lay_series(tmp_path / "Tidewatch") / "Season 1"
    for name in ("a.srt", "b.SRT", "c.srt"):
        (season / name).write_text(name, encoding="utf-8")
    given: list[tuple[str, int]] = []

    def take_in(path: Path, work_id: WorkId | None) -> bool:
        assert work_id is not None
        given.append((path.name, len(opened.services.scenes.scenes(work_id))))
        if path.name == "c.srt":
            raise Problem("“c.srt” wasn’t imported.", "It is empty.")
        return path.name == "a.srt"

    out = io.StringIO()
    services = opened.services
    code = story_import_command(
        services.story_import,
        services.scenes,
        [tmp_path],
        "Tidewatch",
        True,
        out,
        [HandedOn((".srt",), take_in)],
    )
    assert code == 1
    assert given == [("a.srt", 2), ("b.SRT", 2), ("c.srt", 2)], "after the episodes"
    states = [
        (Path(each["path"]).name, each["state"]) for each in json.loads(out.getvalue())["others"]
    ]
    assert states == [("a.srt", "new"), ("b.SRT", "unchanged"), ("c.srt", "unchanged")]
    assert capsys.readouterr().err == "“c.srt” wasn’t imported. It is empty.\n"


def test_nothing_there_is_no_success(opened: OpenedProfile, tmp_path: Path) -> None:
    assert run(opened, tmp_path)[0] == 1


def test_ctrl_c_changes_nothing(
    opened: OpenedProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(
        _self: StoryImport, _paths: Sequence[Path], _job: JobContext, **_m: bool
    ) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(StoryImport, "read", interrupted)
    assert run(opened, lay_series(tmp_path / "Tidewatch"))[0] == INTERRUPTED
    assert not opened.changes
