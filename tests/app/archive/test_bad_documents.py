"""A document that can't be taken in says where it is wrong, and nothing is written."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import Problem
from app.core.jobs import JobCancelled, JobContext, Progress
from app.library.service import LibraryService
from db.models.all import Trace
from tests.app.archive.conftest import Opened

Open = Callable[[str], Opened]


@pytest.fixture
def document(open_profile: Open, tmp_path: Path) -> dict[str, Any]:
    one = open_profile("one")
    profile = one.profile
    work = profile.work()
    profile.scene(work, "Harbour", profile.character(work, "Yuki"))
    track = profile.track(file="/m/a.ogg")
    profile.tag(track, profile.emotion())
    profile.add(Trace, track_id=track, start_ms=0, end_ms=100, samples=b"\x01\x02\xff\xfe")
    one.exports.export_json(tmp_path / "good.json")
    found: dict[str, Any] = json.loads((tmp_path / "good.json").read_text(encoding="utf-8"))
    return found


def refused(two: Opened, path: Path, text: str | bytes) -> Problem:
    """The problem a document meets; the profile is still empty then."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Problem) as caught:
        two.exports.restore_json(path)
    left = two.exports.export_json(path.with_name("left.json"))
    assert not any(left.rows.values()) and left.pictures == 0
    assert two.profile.changes == []
    return caught.value


def set_in(document: Any, keys: list[Any], value: Any) -> str:
    changed = copy.deepcopy(document)
    place = changed
    for key in keys[:-1]:
        place = place[key]
    if value is ...:
        del place[keys[-1]]
    else:
        place[keys[-1]] = value
    return json.dumps(changed)


TAG = ["tables", "emotional_tag", 0]
TRACE = ["tables", "trace", 0]


@pytest.mark.parametrize(
    ("keys", "value", "named"),
    [
        ([*TAG, "intensity"], 9, ["Emotion mark number 1", "intensity"]),
        ([*TAG, "intensity"], "3", ["number 1", "field “intensity”", "n’t a number"]),
        ([*TAG, "intensity"], 2.5, ["“intensity”", "whole number"]),
        ([*TAG, "intensity"], 2**70, ["“intensity”", "64 bits"]),
        ([*TAG, "intensity"], True, ["“intensity”", "n’t a number"]),
        ([*TAG, "made_at"], 1_700_000_000_000_000, ["“made_at”", "between 1800 and 2199"]),
        ([*TAG, "end_ms"], 10**18, ["“end_ms”", "inside a track"]),
        ([*TAG, "end_ms"], 1, ["“end_ms”", "before the start"]),
        ([*TAG, "mode"], "dreamt", ["“mode”", "felt, expressed"]),
        ([*TAG, "updated_at"], 2**63 - 1, ["“updated_at”", "1800"]),
        ([*TAG, "made_offset_min"], 10_000, ["“made_offset_min”", "18 hours"]),
        ([*TAG, "note"], "a\0b", ["“note”", "null character"]),
        ([*TAG, "uid"], "x" * 100_000, ["“uid”", "x…"]),
        ([*TAG, "track"], "x" * 100_000, ["“track”", "x…"]),
        ([*TAG, "x" * 100_000], 1, ["x…", "know such a field"]),
        (["tables", "scene", 0, "story_order"], 10**400, ["“story_order”", "n’t a finite number"]),
        (["tables", "emotion", 0, "valence"], 9, ["“valence”", "-1 to 1"]),
        (["tables", "emotion", 0, "colour"], "red", ["“colour”", "#8a6f9e"]),
        (["tables", "scene", 0, "still"], "../x.png", ["“still”", "picture’s name"]),
        (["tables", "track", 0, "duration_ms"], -5, ["“duration_ms”"]),
        (["tables", "track_source", 0, "audio_file", 0, "size"], -1, ["Audio file", "“size”"]),
        ([*TAG, "note"], 5, ["“note”", "n’t text"]),
        ([*TAG, "note"], None, ["“note”", "empty"]),
        ([*TAG, "note"], "\ud800", ["“note”", "half a character"]),
        ([*TAG, "start_ms"], ..., ["“start_ms”", "missing"]),
        ([*TAG, "uid"], ..., ["“uid”", "missing"]),
        ([*TAG, "mood"], 1, ["“mood”", "know such a field"]),
        ([*TAG, "track"], "nowhere", ["“track”", "refers to nowhere"]),
        ([*TAG, "emotion"], "bliss", ["“emotion”", "refers to bliss"]),
        (["tables", "scene", 0, "is_spoiler"], 1, ["“is_spoiler”", "neither true nor false"]),
        (["tables", "scene", 0, "story_order"], "x", ["Scene number 1", "“story_order”"]),
        (
            ["tables", "scene", 0, "scene_character", 0, "character"],
            "x",
            ["Characters in scenes", "x"],
        ),
        (["tables", "track_source", 0, "audio_file", 0, "path"], {"base64": "?"}, ["“path”"]),
        (["tables", "track_source", 0, "audio_file"], {}, ["Audio file", "n’t a list"]),
        (["tables", "track", 0], [], ["Track number 1", "n’t an object"]),
        ([*TRACE, "samples"], "AAAA", ["“samples”", "“valence” and “arousal”"]),
        ([*TRACE, "samples", "arousal"], [1], ["“samples”", "different lengths"]),
        ([*TRACE, "samples", "arousal"], [1, 300], ["“samples”", "-127 to 127"]),
        ([*TRACE, "samples", "arousal"], [1, True], ["“samples”", "-127 to 127"]),
        (["tables", "dragons"], [], ["“dragons”", "such a table"]),
        (["tables"], [], ["“tables”", "n’t an object"]),
        (["version"], 99, ["format is 99"]),
        (["version"], "1", ["“version”"]),
        (["format"], "other", ["“format”"]),
        (["pictures"], [], ["“pictures”"]),
    ],
)
def test_a_wrong_field_is_named(
    open_profile: Open,
    tmp_path: Path,
    document: dict[str, Any],
    keys: list[Any],
    value: Any,
    named: list[str],
) -> None:
    problem = refused(open_profile("two"), tmp_path / "bad.json", set_in(document, keys, value))
    for words in named:
        assert words in f"{problem.what} {problem.why}", str(problem)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (b"", "line 1"),
        (b'{"format": "ost-my-heart",\n "version": }', "line 2"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[]", "“format”"),
        (b"[" * 200_000, "nested"),
        (b'{"format": NaN}', "NaN"),
        (b'{"format": "ost-my-heart", "tables": {}, "tables": {}}', "“tables” occurs twice"),
        (b'{"format": %s}' % (b"9" * 5000), "A number"),
        (b"\x89PNG\r\n", "UTF-8"),
    ],
)
def test_what_is_no_document_is_declined(
    open_profile: Open, tmp_path: Path, text: bytes, named: str
) -> None:
    assert named in str(refused(open_profile("two"), tmp_path / "bad.json", text))


def test_the_same_uid_twice_is_declined(
    open_profile: Open, tmp_path: Path, document: dict[str, Any]
) -> None:
    document["tables"]["emotional_tag"] *= 2
    problem = refused(open_profile("two"), tmp_path / "bad.json", json.dumps(document))
    assert "number 2" in problem.why and "twice" in problem.why


def test_a_missing_file_is_a_problem(open_profile: Open, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"gone\.json"):
        open_profile("two").exports.restore_json(tmp_path / "gone.json")


def test_cancelling_a_restore_writes_nothing(
    open_profile: Open, tmp_path: Path, document: dict[str, Any]
) -> None:
    two = open_profile("two")
    job: JobContext

    def cancel_halfway(progress: Progress) -> None:
        if progress.label == "Tracks":
            job.cancel()

    job = JobContext(cancel_halfway)
    with pytest.raises(JobCancelled):
        two.exports.restore_json(tmp_path / "good.json", job)
    assert not any(two.exports.export_json(tmp_path / "left.json").rows.values())


def test_a_cancelled_export_leaves_the_older_file(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    target = tmp_path / "a.json"
    target.write_text("older")
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        one.exports.export_json(target, job, replace=True)
    assert target.read_text() == "older"
    assert [path.name for path in tmp_path.glob("*") if path.is_file()] == ["a.json"]


def test_an_export_into_a_folder_that_is_not_there_is_a_problem(
    open_profile: Open, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="couldn’t be written"):
        open_profile("one").exports.export_json(tmp_path / "no" / "a.json")


def test_a_file_with_two_payloads_is_declined(
    open_profile: Open, tmp_path: Path, document: dict[str, Any]
) -> None:
    (source,) = document["tables"]["track_source"]
    other = {**source, "uid": "another-source", "payload_hash": "another"}
    document["tables"]["track_source"].append(other)
    problem = refused(open_profile("two"), tmp_path / "bad.json", json.dumps(document))
    assert "another-source" in problem.why and "audio_file" in problem.why


def test_a_file_in_which_two_tracks_are_is_restored_once(
    open_profile: Open, tmp_path: Path, document: dict[str, Any]
) -> None:
    (track,), (source,) = document["tables"]["track"], document["tables"]["track_source"]
    document["tables"]["track"].append({**track, "uid": "another-track"})
    second = {**source, "uid": "another-source", "track": "another-track", "start_ms": 5000}
    document["tables"]["track_source"].append(second)
    (tmp_path / "good.json").write_text(json.dumps(document))
    two = open_profile("two")
    two.exports.restore_json(tmp_path / "good.json")
    library = LibraryService(two.profile.ledger)
    ((first,), (other,)) = (library.track(row.id).files for row in library.tracks())
    assert first.id == other.id and {first.start_ms, other.start_ms} == {0, 5000}
