"""`story show`: the story line in words, as Markdown and as JSON, with what is covered left out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from app.commands.arguments import parse
from app.commands.run import run_command
from app.commands.story_show import story_show_command, write_json, write_markdown, write_words
from app.core.errors import Problem
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.opened_profile import OpenedProfile


class Series:
    """One scene in each of two episodes; both have music, the first a feeling and a theme."""

    def __init__(self, opened: OpenedProfile) -> None:
        services = self.services = opened.services
        scenes = services.scenes
        self.work = scenes.add_work(WorkKind.SERIES, "My Heart", 2024)
        first = scenes.add_episode(self.work, 1, 1, "The Winding Key")
        second = scenes.add_episode(self.work, 1, 2, "Northbound")
        mira = scenes.add_character(self.work, "Mira")
        harbour = scenes.add_scene(
            self.work,
            "The harbour",
            episode_id=first,
            character_ids=[mira],
            start_ms=0,
            end_ms=96_000,
        )
        train = scenes.add_scene(self.work, "The night train", episode_id=second)
        track = opened.track("Opening")
        services.cues.add_cue(track, Span(0, 30_000), harbour, 12_000)
        services.cues.add_cue(track, Span(30_000, 50_000), train)
        wonder = services.emotions.named("wonder")
        assert wonder is not None
        for at_ms in (3_000, 9_000):
            services.tagging.add_tag(track, wonder.id, Span.point(at_ms))
        services.themes.mark_returns("The heart", track, [Span(5_000, 15_000)], self.work)

    def show(self, write: Any = write_words, title: str = "My Heart", at: str = "") -> str:
        out = io.StringIO()
        asked = self.services.scenes, self.services.story_lines, title, at
        assert story_show_command(*asked, hides_spoilers=True, write=write, out=out) == 0
        return out.getvalue()


@pytest.fixture
def series(opened: OpenedProfile) -> Series:
    return Series(opened)


def test_it_is_told_in_words(series: Series) -> None:
    assert series.show().splitlines() == [
        "My Heart",
        "",
        "S1 E1 · The Winding Key",
        "  1. The harbour · 0:00–1:36",
        "     Music: Opening · 0:00–0:30",
        "     Felt: Wonder 2",
        "     With Mira",
        "     The heart is stated here (0:05–0:15)",
        "",
        "S1 E2 · Northbound",
        "  2. The night train",
        "     Music: Opening · 0:30–0:50",
    ]


def test_it_is_told_as_markdown(series: Series) -> None:
    series.services.scenes.add_scene(series.work, "*Stars* [1]")
    lines = series.show(write_markdown).splitlines()
    assert lines[:4] == ["# My Heart", "", "## S1 E1 · The Winding Key", ""]
    assert "1. The harbour · 0:00–1:36" in lines
    assert "   - Felt: Wonder 2" in lines
    assert r"3. \*Stars\* \[1\]" in lines


def test_it_is_told_as_json(series: Series) -> None:
    told = json.loads(series.show(write_json))
    assert (told["work"], told["at"], told["scenes"], told["covered"]) == ("My Heart", None, 2, 0)
    first, _second = told["episodes"]
    assert (first["season"], first["number"], first["title"]) == (1, 1, "The Winding Key")
    (scene,) = first["scenes"]
    assert scene["title"] == "The harbour"
    assert (scene["start_ms"], scene["end_ms"]) == (0, 96_000)
    assert scene["cues"] == [
        {
            "track": "Opening",
            "artist": "",
            "start_ms": 0,
            "end_ms": 30_000,
            "scene_start_ms": 12_000,
        }
    ]
    assert scene["felt"] == {"wonder": 2}
    assert scene["characters"] == ["Mira"]
    assert scene["themes"][0]["theme"] == "The heart"
    assert told["themes"][0]["returns"][0]["scene"] == "The harbour"


@pytest.mark.parametrize("write", [write_words, write_markdown, write_json])
def test_what_is_after_an_episode_is_covered(series: Series, write: Any) -> None:
    told = series.show(write, at="s1e1")
    assert "The harbour" in told
    for word in ("night train", "Northbound", "0:50"):
        assert word not in told
    assert "covered" in told


def test_covered_scenes_and_episodes_say_so_in_json(series: Series) -> None:
    told = json.loads(series.show(write_json, at="S1E1"))
    assert told["at"] == "S1E1"
    assert told["episodes"][1] == {
        "season": 1,
        "number": 2,
        "covered": True,
        "scenes": [{"covered": True}],
    }


def test_the_listeners_own_progress_covers(series: Series) -> None:
    episode = series.services.scenes.works()[0].episodes[0].id
    series.services.story_progress.set_at_episode(episode)
    assert "night train" not in series.show()
    assert "night train" in series.show(at="S1E2")


def test_upper_case_does_not_matter(series: Series) -> None:
    assert series.show(title="my heart").startswith("My Heart\n")


def test_an_unknown_title_names_the_nearest(series: Series) -> None:
    with pytest.raises(Problem) as raised:
        series.show(title="My Haert")
    assert str(raised.value) == ("No work is called “My Haert”. Did you mean “My Heart” (2024)?")


def test_two_of_one_title_are_told_apart_by_their_years(series: Series) -> None:
    series.services.scenes.add_work(WorkKind.FILM, "My Heart", 2031)
    with pytest.raises(Problem, match=r"“My Heart” \(2024\), “My Heart” \(2031\)"):
        series.show()
    assert series.show(title="My Heart (2024)").startswith("My Heart\n")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("episode three", "“episode three” is no episode. Write it like this: S1E3."),
        ("S9E9", "“My Heart” has no S9 E9. Its episodes go from S1 E1 to S1 E2."),
    ],
)
def test_a_bad_episode_is_explained(series: Series, at: str, said: str) -> None:
    with pytest.raises(Problem) as raised:
        series.show(at=at)
    assert str(raised.value) == said


def test_it_runs_from_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = parse(["story", "show", "Nothing", "--json", "--profile", str(tmp_path)])
    assert run_command(arguments) == 1
    assert "No work is called “Nothing”. There is no work yet." in capsys.readouterr().err
