"""The demo's data holds together: references, times, sizes, and its themes in every score."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import soundfile

DEMO = Path(__file__).parents[3] / "resources" / "demo"
VOCABULARIES = DEMO.parent / "vocabularies"
MAX_AUDIO_BYTES = 4_500_000
Story = dict[str, Any]


@pytest.fixture(scope="module")
def story() -> Story:
    data: Story = json.loads((DEMO / "story.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def length_ms(story: Story) -> dict[str, int]:
    return {t["key"]: _length_ms(DEMO / t["file"]) for t in story["tracks"]}


@pytest.fixture(scope="module")
def score_times() -> dict[str, Any]:
    command = [sys.executable, str(DEMO / "compose.py"), "--times"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    times: dict[str, Any] = json.loads(answer.stdout)
    return times


def test_music_stays_under_its_size_and_has_the_promised_lengths(
    story: Story, length_ms: dict[str, int]
) -> None:
    assert sum((DEMO / t["file"]).stat().st_size for t in story["tracks"]) < MAX_AUDIO_BYTES
    assert all(30_000 <= length <= 90_000 for length in length_ms.values())
    roles = {t["role"] for t in story["tracks"]}
    assert roles == {"opening_theme", "ending_theme", "love_theme", "action_theme", "score"}


def test_keys_are_unique_in_their_lists(story: Story) -> None:
    for name in ("episodes", "characters", "scenes", "tracks", "themes"):
        keys = _keys(story, name)
        assert len(keys) == len(set(keys)), name


def test_every_reference_leads_somewhere(story: Story) -> None:
    tracks, scenes = _keys(story, "tracks"), _keys(story, "scenes")
    for scene in story["scenes"]:
        assert scene["episode"] in _keys(story, "episodes")
        assert set(scene["characters"]) <= set(_keys(story, "characters"))
    for cue in story["cues"]:
        assert cue["track"] in tracks
        assert cue["scene"] in scenes
    for entry in story["journal"]:
        assert set(entry["tracks"]) <= set(tracks)
        assert set(entry["scenes"]) <= set(scenes)
    occurrences = [o for theme in story["themes"] for o in theme["occurrences"]]
    for item in story["listens"] + occurrences + story["recognitions"]:
        assert item["track"] in tracks
        assert item.get("theme") in {None, *_keys(story, "themes")}
    for echo in story["echoes"]:
        assert echo.get("track", tracks[0]) in tracks
        assert echo.get("work", story["work"]["key"]) == story["work"]["key"]
        assert ("track" in echo) != ("work" in echo)
        assert echo.get("linked", tracks[0]) in tracks


def test_two_scenes_and_the_second_opening_wait_for_one_another(story: Story) -> None:
    """The pages show what they say about scenes without music and music without a scene."""
    silent = set(_keys(story, "scenes")) - {cue["scene"] for cue in story["cues"]}
    assert silent == {"two-cups", "postcard"}
    of_work = {t["key"] for t in story["tracks"] if t.get("of_work", True)}
    assert of_work - {cue["track"] for cue in story["cues"]} == {"second_opening"}


def test_every_named_file_is_there(story: Story) -> None:
    names = [s["still"] for s in story["scenes"] if s["still"]]
    names += [story["work"]["picture"], *(c["portrait"] for c in story["characters"])]
    names += [t[kind] for t in story["tracks"] for kind in ("file", "midi")]
    missing = [
        name
        for name in [*names, "cover.jpg", "table-music/cover.jpg"]
        if not (DEMO / name).is_file()
    ]
    assert not missing


def test_story_order_and_scene_times_are_sound(story: Story) -> None:
    order = [scene["story_order"] for scene in story["scenes"]]
    assert order == list(range(1, len(order) + 1))
    episode_ms = {e["key"]: e["duration_ms"] for e in story["episodes"]}
    for scene in story["scenes"]:
        assert 0 <= scene["start_ms"] < scene["end_ms"] <= episode_ms[scene["episode"]]


def test_cues_lie_inside_track_and_scene(story: Story, length_ms: dict[str, int]) -> None:
    scene_ms = {s["key"]: s["end_ms"] - s["start_ms"] for s in story["scenes"]}
    for cue in story["cues"]:
        assert 0 <= cue["start_ms"] < cue["end_ms"] <= length_ms[cue["track"]]
        played_ms = cue["end_ms"] - cue["start_ms"]
        assert cue["scene_offset_ms"] + played_ms <= scene_ms[cue["scene"]]


def test_what_is_sung_lies_on_the_returns_of_the_theme(
    story: Story, score_times: dict[str, Any]
) -> None:
    sung = story["lyrics"]
    assert [one["language"] for one in sung] == ["en", "de"]
    returns = score_times["my-heart-1-opening"]["occurrences"]
    for one in sung:
        assert one["track"] == "opening"
        _expect_in_time(one["lines"])
        for start, end, _text in one["lines"]:
            assert any(o["start_ms"] <= start < end <= o["end_ms"] for o in returns)


def test_what_is_said_is_heard_in_a_cue_by_somebody_who_is_there(story: Story) -> None:
    """The Stage and the companion card speak it under the music."""
    scenes = {s["key"]: s for s in story["scenes"]}
    names = {c["key"]: c["name"].split()[0] for c in story["characters"]}
    for one in story["subtitles"]:
        lines = one["lines"]
        _expect_in_time(lines)
        for start, end, text in lines:
            (heard,) = (
                scenes[cue["scene"]]
                for cue in story["cues"]
                if scenes[cue["scene"]]["episode"] == one["episode"]
                and _cue_begins(cue, scenes) <= start
                and end <= _cue_begins(cue, scenes) + cue["end_ms"] - cue["start_ms"]
            )
            assert text.partition(":")[0] in [names[key] for key in heard["characters"]]


def _cue_begins(cue: dict[str, Any], scenes: dict[str, Any]) -> int:
    """In its episode."""
    return int(scenes[cue["scene"]]["start_ms"] + cue["scene_offset_ms"])


def test_two_versions_are_aligned_bar_by_bar(story: Story, score_times: dict[str, Any]) -> None:
    stems = {t["key"]: t["midi"].removesuffix(".mid") for t in story["tracks"]}
    for aligned in story["alignments"]:
        bars = [score_times[stems[aligned[side]]]["bars"] for side in ("track", "other")]
        for here, there in aligned["anchors"]:
            assert bars[0].index(here) == bars[1].index(there)


def test_marks_lie_on_stretches_that_were_heard(story: Story, length_ms: dict[str, int]) -> None:
    for listen in story["listens"]:
        for start, end in listen["heard"]:
            assert 0 <= start < end <= length_ms[listen["track"]]
        for mark in listen["marks"]:
            assert 0 <= mark["start_ms"] <= mark["end_ms"] <= length_ms[listen["track"]]
            assert any(a <= mark["start_ms"] < b for a, b in listen["heard"]), listen


def test_marks_use_the_shipped_words(story: Story) -> None:
    known = set()
    for file in VOCABULARIES.glob("*.toml"):
        known |= {e["key"] for e in tomllib.loads(file.read_text(encoding="utf-8"))["emotion"]}
    used = [mark for mark in _marks(story) if mark["kind"] == "tag"]
    assert {mark["emotion"] for mark in used} == known
    assert all(1 <= mark["intensity"] <= 5 for mark in used)
    assert {mark["mode"] for mark in used} == {"felt", "expressed"}
    assert {mark["kind"] for mark in _marks(story)} == {"tag", "moment"}


def test_history_fills_two_years_and_both_anniversaries(story: Story) -> None:
    listens, entries = story["listens"], story["journal"]
    assert 120 <= len(listens) <= 240
    assert 300 <= sum(1 for _ in _marks(story)) <= 500
    assert {item["years_ago"] for item in listens if "years_ago" in item} == {1, 2}
    days = [item["days_ago"] for item in listens + entries if "days_ago" in item]
    assert min(days) >= 1
    assert max(days) <= 731
    assert all(("days_ago" in item) != ("years_ago" in item) for item in listens + entries)
    for entry in entries:
        feelings = [axis for side in ("before", "after") for axis in entry[side] or ()]
        assert all(-1 <= axis <= 1 for axis in feelings)


def test_nothing_the_diary_says_is_said_twice(story: Story) -> None:
    words = [mark["note"] for mark in _marks(story) if "note" in mark]
    words += [entry["text"] for entry in story["journal"]]
    # "A little slow. Healthy." comes back on purpose, shorter each time.
    assert len(words) == len(set(words))


def test_occurrences_are_where_the_score_puts_them(
    story: Story, score_times: dict[str, Any]
) -> None:
    keys = {t["midi"].removesuffix(".mid"): t["key"] for t in story["tracks"]}
    shared = ("start_ms", "end_ms", "transposition", "variation")
    told = [
        (theme["key"], o["track"], *(o[name] for name in shared))
        for theme in story["themes"]
        for o in theme["occurrences"]
    ]
    written = [
        (o["theme"], keys[stem], *(o[name] for name in shared))
        for theme in ("heart", "pair")
        for stem, times in score_times.items()
        for o in times["occurrences"]
        if o["theme"] == theme
    ]
    assert told == written


@pytest.mark.parametrize(
    ("stem", "head"),
    [
        ("my-heart-1-opening", (0, 9, -2, -2)),
        ("my-heart-2-love", (0, 9, -2, -2)),
        ("my-heart-3-action", (0, 8, -1, -2)),
        ("my-heart-6-lanterns", (0, 9, -2, -2)),
        ("my-heart-9-second-opening", (0, 9, -2, -2)),
        ("table-music/kitchen-table", (0, 9, -2, -2)),
        ("my-heart-4-night-train", (-3, 7, -4, 2, -4)),
        ("my-heart-5-rooftop", (-3, 7, -4, 2, -4)),
        ("my-heart-6-lanterns", (-3, 7, -4, 2, -4)),
        ("my-heart-7-platform", (-4, 7, -3)),
        ("my-heart-8-reunion", (-3, 7, -4, 2, -4)),
    ],
)
def test_each_theme_sounds_in_its_scores(stem: str, head: tuple[int, ...]) -> None:
    assert head in set(_intervals(DEMO / f"{stem}.mid", len(head)))


def test_scores_are_what_compose_writes(tmp_path: Path) -> None:
    for name in ("compose.py", "music"):
        (tmp_path / name).symlink_to(DEMO / name)
    (tmp_path / "table-music").mkdir()
    script = "import compose, pathlib; compose.HERE = pathlib.Path('.'); compose.main()"
    command = [sys.executable, "-B", "-c", script]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    kept = {path.name: path.read_bytes() for path in DEMO.rglob("*.mid")}
    assert len(kept) == 10
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*.mid")} == kept


def _keys(story: Story, name: str) -> list[str]:
    return [item["key"] for item in story[name]]


def _marks(story: Story) -> Iterator[dict[str, Any]]:
    for listen in story["listens"]:
        yield from listen["marks"]


def _expect_in_time(lines: list[Any]) -> None:
    assert all(start < end for start, end, _text in lines)
    assert all(before[1] <= after[0] for before, after in pairwise(lines))


def _length_ms(file: Path) -> int:
    info = soundfile.info(str(file))
    return int(info.frames * 1000 // info.samplerate)


def _intervals(file: Path, count: int) -> Iterator[tuple[int, ...]]:
    """Successive melodic intervals, `count` at a time, within each part of a MIDI file."""
    data = file.read_bytes()
    for chunk in data.split(b"MTrk")[1:]:
        pitches = list(_struck(chunk[4:]))
        steps = [b - a for a, b in pairwise(pitches)]
        yield from (tuple(steps[i : i + count]) for i in range(len(steps) - count + 1))


def _struck(events: bytes) -> Iterator[int]:
    """Pitches of the note-ons; these files always write the status byte."""
    at = 0
    while at < len(events):
        _, at = _varlen(events, at)
        status = events[at]
        if status == 0xFF:
            size, at = _varlen(events, at + 2)
            at += size
            continue
        if status & 0xF0 == 0x90:
            yield events[at + 1]
        at += 2 if status & 0xF0 in (0xC0, 0xD0) else 3


def _varlen(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        value, byte, at = value << 7 | data[at] & 0x7F, data[at], at + 1
        if byte < 0x80:
            return value, at
