"""What is exported comes back: the same, once, and into a profile that already has some of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from app.archive import restoring
from app.archive.service import ExportService
from app.emotions.planting import plant
from app.emotions.vocabulary import Vocabulary
from app.profile.paths import Paths
from app.transactions.changes import EVERYTHING
from db.archive.collect import nouns
from db.models.all import Emotion, EmotionalTag, FavouriteMoment, Scene, Trace, Track
from db.store.opening import open_store
from tests.app.archive.conftest import Opened
from tests.support.journal_profile import JournalProfile
from tests.support.plain_file import connected
from tests.support.random_profile import fill, profiles
from tests.support.ready_journal import ready_journal

Open = Callable[[str], Opened]


def contents(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    del document["exported_at"]
    return document


def titles(opened: Opened) -> list[str]:
    from sqlalchemy import select

    with opened.profile.ledger.read() as connection:
        return list(connection.scalars(select(Track.title).order_by(Track.id)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=profiles())
def test_any_profile_comes_back_whole_and_only_once(tables: dict[str, Any]) -> None:
    with TemporaryDirectory() as folder:
        first, second = (Paths.for_profile(Path(folder) / name) for name in ("one", "two"))
        first.make()
        second.make()
        source, target = (
            open_store(ready_journal(first.database)),
            open_store(ready_journal(second.database)),
        )
        try:
            with source.write() as unit:
                fill(unit.session.connection(), tables)
                unit.commit()
            exports = ExportService(JournalProfile(source).ledger, first)
            restores = ExportService(JournalProfile(target).ledger, second)
            exports.export_json(Path(folder) / "a.json")
            report = restores.restore_json(Path(folder) / "a.json")
            restores.export_json(Path(folder) / "b.json")
            assert contents(Path(folder) / "b.json") == contents(Path(folder) / "a.json")
            authored = {noun.name for noun in nouns()}
            assert report.added == {n: len(rows) for n, rows in tables.items() if n in authored}
            again = restores.restore_json(Path(folder) / "a.json")
            assert not again.has_changes and again.unchanged == report.added
            restores.export_json(Path(folder) / "c.json")
            assert contents(Path(folder) / "c.json") == contents(Path(folder) / "a.json")
        finally:
            source.close()
            target.close()


def test_a_restore_is_announced_once_and_is_one_step(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    a_story(one)
    one.exports.export_json(tmp_path / "a.json")
    mine = two.profile.track("Mine")
    two.profile.moment(mine, note="here before")
    two.exports.export_json(tmp_path / "before.json")
    two.profile.changes.clear()
    two.exports.restore_json(tmp_path / "a.json")
    (change,) = two.profile.changes
    assert change.kinds == {EVERYTHING} and change.step is not None and not change.is_restore
    two.exports.export_json(tmp_path / "restored.json")
    two.profile.ledger.undo(change.step)
    two.exports.export_json(tmp_path / "undone.json")
    assert contents(tmp_path / "undone.json") == contents(tmp_path / "before.json")
    two.profile.ledger.redo(change.step)
    two.exports.export_json(tmp_path / "redone.json")
    assert timeless(tmp_path / "redone.json") == timeless(tmp_path / "restored.json")


def test_undoing_a_restore_brings_back_what_it_replaced(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    a_story(one)
    one.exports.export_json(tmp_path / "old.json")
    two.exports.restore_json(tmp_path / "old.json")
    two.exports.export_json(tmp_path / "before.json")
    changed = json.loads((tmp_path / "old.json").read_text(encoding="utf-8"))
    (scene,) = changed["tables"]["scene"]
    scene |= {"title": "Second draft", "updated_at": scene["updated_at"] + 5, "scene_character": []}
    (tmp_path / "new.json").write_text(json.dumps(changed), encoding="utf-8")
    report = two.exports.restore_json(tmp_path / "new.json")
    step = two.profile.changes[-1].step
    assert (dict(report.updated), dict(report.added)) == ({"scene": 1}, {}) and step is not None
    two.profile.ledger.undo(step)
    two.exports.export_json(tmp_path / "undone.json")
    assert timeless(tmp_path / "undone.json") == timeless(tmp_path / "before.json")
    assert not two.exports.restore_json(tmp_path / "new.json").has_changes


def test_a_restore_too_large_to_be_undone_says_that_ids_may_name_others(
    open_profile: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = open_profile("one"), open_profile("two")
    a_story(one)
    one.exports.export_json(tmp_path / "a.json")
    monkeypatch.setattr(restoring, "MOST_UNDONE", 3)
    assert two.exports.restore_json(tmp_path / "a.json").added["scene"] == 1
    (change,) = two.profile.changes
    assert change.is_restore and change.step is None and change.rows == ()


def a_story(opened: Opened) -> None:
    profile = opened.profile
    work = profile.work()
    scene = profile.scene(work, "Harbour", profile.character(work, "Yuki"))
    track = profile.track(file="/m/a.ogg")
    profile.cue(track, scene, 0, 9_000)
    profile.tag(track, profile.emotion(), note="the horns")
    profile.moment(track)


def timeless(path: Path) -> dict[str, Any]:
    """A document without the times its rows were changed at: an undo changes them."""
    found = contents(path)
    for rows in found["tables"].values():
        for row in rows:
            del row["updated_at"]
    return found


def test_the_newer_version_of_a_row_stays(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    scene = one.profile.scene(one.profile.work(), "First draft")
    one.exports.export_json(tmp_path / "old.json")
    with one.profile.ledger.write("Rename", "scene") as writing:
        row = writing.unit.get(Scene, scene)
        row.title, row.updated_at = "Second draft", row.updated_at + 5_000
    one.exports.export_json(tmp_path / "new.json")
    two.exports.restore_json(tmp_path / "old.json")
    report = two.exports.restore_json(tmp_path / "new.json")
    assert (dict(report.updated), dict(report.added)) == ({"scene": 1}, {})
    assert not two.exports.restore_json(tmp_path / "old.json").has_changes
    two.exports.export_json(tmp_path / "two.json")
    assert contents(tmp_path / "two.json") == contents(tmp_path / "new.json")


def test_marks_find_the_track_that_was_imported_afresh(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    track = one.profile.track("My own title", file="/old/place.ogg", role="love_theme")
    one.profile.tag(track, one.profile.emotion(), note="here")
    one.exports.export_json(tmp_path / "a.json")
    imported = two.profile.track("Title from the tags")
    two.profile.add_file(imported, "/new/place.ogg", "hash /old/place.ogg")
    report = two.exports.restore_json(tmp_path / "a.json")
    assert "track" not in report.added
    assert titles(two) == ["My own title"]
    with two.profile.ledger.write("Look", "tag") as writing:
        assert writing.unit.get(EmotionalTag, 1).track_id == imported
    assert not two.exports.restore_json(tmp_path / "a.json").has_changes


def test_an_imported_track_that_was_edited_here_keeps_its_edits(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    one.profile.track("From the export", file="/old.ogg", created_at=1_000, updated_at=2_000)
    one.exports.export_json(tmp_path / "a.json")
    mine = two.profile.track("Mine", words_by="listener", created_at=1_000, updated_at=9_000_000)
    two.profile.add_file(mine, "/new.ogg", "hash /old.ogg")
    two.exports.restore_json(tmp_path / "a.json")
    assert titles(two) == ["Mine"]


def planted_wonder(opened: Opened) -> int:
    vocabulary = Vocabulary(opened.profile.ledger)
    plant(opened.profile.ledger.store)
    found = vocabulary.named("wonder")
    assert found is not None
    return found.id


def test_a_planted_word_that_was_edited_here_keeps_its_edits(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    planted_wonder(one)
    one.exports.export_json(tmp_path / "a.json")
    wonder = planted_wonder(two)
    vocabulary = Vocabulary(two.profile.ledger)
    vocabulary.edit_word(wonder, gloss="My own words")
    two.exports.restore_json(tmp_path / "a.json")
    assert vocabulary.emotion(wonder).gloss == "My own words"


def test_emotions_meet_by_their_key(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    one.profile.tag(one.profile.track(), planted_wonder(one))
    one.exports.export_json(tmp_path / "a.json")
    planted = planted_wonder(two)
    report = two.exports.restore_json(tmp_path / "a.json")
    assert report.added["emotional_tag"] == 1 and not report.added["emotion"]
    with two.profile.ledger.write("Look", "tag") as writing:
        assert writing.unit.get(EmotionalTag, 1).emotion_id == planted
        assert writing.unit.get(Emotion, planted).key == "wonder"
    two.exports.export_json(tmp_path / "b.json")
    assert contents(tmp_path / "b.json") == contents(tmp_path / "a.json")


def test_pictures_travel_inside(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    (one.paths.pictures / "still.png").write_bytes(b"\x89PNG picture")
    one.profile.add(Scene, work_id=one.profile.work(), title="Harbour", still="still.png")
    assert one.exports.export_json(tmp_path / "a.json").pictures == 1
    assert two.exports.restore_json(tmp_path / "a.json").pictures_added == 1
    assert (two.paths.pictures / "still.png").read_bytes() == b"\x89PNG picture"
    assert two.exports.restore_json(tmp_path / "a.json").pictures_added == 0


@pytest.mark.parametrize("mine", [{"words_by": "listener"}, {"role": "love_theme"}])
def test_a_track_edited_within_a_second_of_its_import_keeps_its_edits(
    open_profile: Open, tmp_path: Path, mine: dict[str, Any]
) -> None:
    one, two = open_profile("one"), open_profile("two")
    one.profile.track("From the export", file="/old.ogg", created_at=1_000, updated_at=2_000)
    one.exports.export_json(tmp_path / "a.json")
    track = two.profile.track("Mine", created_at=5_000, updated_at=5_900, **mine)
    two.profile.add_file(track, "/new.ogg", "hash /old.ogg")
    two.exports.restore_json(tmp_path / "a.json")
    assert titles(two) == ["Mine"]


def test_an_older_export_brings_back_nothing_that_was_undone(
    open_profile: Open, tmp_path: Path
) -> None:
    one = open_profile("one")
    scene = one.profile.scene(one.profile.work(), "First draft")
    with one.profile.ledger.write("Rename", "scene") as writing:
        writing.unit.get(Scene, scene).title = "Regretted"
    step = one.profile.changes[-1].step
    assert step is not None
    one.exports.export_json(tmp_path / "regretted.json")
    one.profile.ledger.undo(step)
    one.exports.export_json(tmp_path / "before.json")
    assert not one.exports.restore_json(tmp_path / "regretted.json").has_changes
    one.exports.export_json(tmp_path / "after.json")
    assert contents(tmp_path / "after.json") == contents(tmp_path / "before.json")


def test_tracks_of_an_older_export_say_whose_their_words_are(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    one.profile.track("As its tags say", created_at=5_000, updated_at=5_000)
    one.profile.track("As I call it", created_at=5_000, updated_at=5_001)
    one.exports.export_json(tmp_path / "new.json")
    old = json.loads((tmp_path / "new.json").read_text(encoding="utf-8")) | {"version": 2}
    for row in old["tables"]["track"]:
        del row["words_by"]
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    two.exports.restore_json(tmp_path / "old.json")
    two.exports.export_json(tmp_path / "two.json")
    rows = contents(tmp_path / "two.json")["tables"]["track"]
    found = {row["title"]: row["words_by"] for row in rows}
    assert found == {"As its tags say": "tags", "As I call it": "listener"}


def test_a_link_added_here_survives_an_export_as_old(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    work = one.profile.work()
    yuki, ren = one.profile.character(work, "Yuki"), one.profile.character(work, "Ren")
    scene = one.profile.scene(work, "Harbour", yuki)
    one.exports.export_json(tmp_path / "a.json")
    from db.models.all import SceneCharacter

    one.profile.add(SceneCharacter, scene_id=scene, character_id=ren)
    assert not one.exports.restore_json(tmp_path / "a.json").has_changes
    one.exports.export_json(tmp_path / "b.json")
    (found,) = contents(tmp_path / "b.json")["tables"]["scene"]
    assert len(found["scene_character"]) == 2


def test_the_document_says_what_it_is(open_profile: Open, tmp_path: Path) -> None:
    one = open_profile("one")
    one.profile.track("Prolog", file="/m/p.ogg")
    summary = one.exports.export_json(tmp_path / "a.json")
    document = contents(tmp_path / "a.json")
    assert (document["format"], document["version"]) == ("ost-my-heart", 7)
    (source,) = document["tables"]["track_source"]
    assert source["payload_hash"] == "hash /m/p.ogg"
    assert [file["path"] for file in source["audio_file"]] == ["/m/p.ogg"]
    assert summary.rows["track"] == 1 and "1 track" in str(summary)


def test_marks_from_before_the_inbox_need_no_note(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    track = one.profile.track()
    one.profile.tag(track, one.profile.emotion())
    one.profile.moment(track)
    one.exports.export_json(tmp_path / "new.json")
    old = json.loads((tmp_path / "new.json").read_text(encoding="utf-8")) | {"version": 1}
    for name in ("emotional_tag", "favourite_moment"):
        del old["tables"][name][0]["needs_no_note"]
        del old["tables"][name][0]["preroll_ms"]
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    two.exports.restore_json(tmp_path / "old.json")
    with two.profile.ledger.write("Look", "tag") as writing:
        assert writing.unit.get(EmotionalTag, 1).needs_no_note
        assert writing.unit.get(FavouriteMoment, 1).needs_no_note


def test_a_trace_travels_as_plain_numbers(open_profile: Open, tmp_path: Path) -> None:
    one, two = open_profile("one"), open_profile("two")
    samples = bytes([127, 0, 126, 255, 125, 129])
    one.profile.add(Trace, track_id=one.profile.track(), start_ms=100, end_ms=250, samples=samples)
    one.exports.export_json(tmp_path / "a.json")
    (row,) = contents(tmp_path / "a.json")["tables"]["trace"]
    assert row["samples"] == {"valence": [127, 126, 125], "arousal": [0, -1, -127]}
    two.exports.restore_json(tmp_path / "a.json")
    with two.profile.ledger.write("Look", "trace") as writing:
        assert writing.unit.get(Trace, 1).samples == samples


def test_rows_that_cannot_be_shown_leave_twice_and_come_back_as_they_can_be(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    a_story(one)
    one.profile.listen(1, 1_700_000_000_000, 5_000)
    with closing(connected(one.paths.database)) as raw:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute(
            "UPDATE emotional_tag SET made_at = 1700000000000000, intensity = 9, note = 'a' || "
            "char(0) || 'b', uid = '../x', end_ms = 12000000"
        )
        raw.execute("UPDATE emotion SET valence = 9e999, colour = 'red'")
        raw.execute("UPDATE track SET duration_ms = -5, year = 99999")
        raw.execute("UPDATE listen SET heard_ms = 9223372036854775807, updated_at = -1e18")
        raw.commit()
    summary = one.exports.export_json(tmp_path / "a.json")
    assert summary.unreadable == 4 and "4 unreadable" in str(summary)
    document = contents(tmp_path / "a.json")
    (as_it_is,) = document["unreadable"]["emotional_tag"]
    assert (as_it_is["made_at"], as_it_is["note"]) == (1_700_000_000_000_000, "a\0b")
    assert document["unreadable"]["emotion"][0]["valence"] == "inf"
    (tag,) = document["tables"]["emotional_tag"]
    assert (tag["made_at"], tag["note"], tag["intensity"]) == (1_700_000_000_000, "ab", 5)
    two.exports.restore_json(tmp_path / "a.json")
    two.exports.export_json(tmp_path / "b.json")
    assert contents(tmp_path / "b.json") == {
        name: value for name, value in document.items() if name != "unreadable"
    }


def test_a_restore_that_only_brings_a_later_stamp_is_undone(
    open_profile: Open, tmp_path: Path
) -> None:
    one, two = open_profile("one"), open_profile("two")
    a_story(one)
    one.exports.export_json(tmp_path / "old.json")
    two.exports.restore_json(tmp_path / "old.json")
    changed = json.loads((tmp_path / "old.json").read_text(encoding="utf-8"))
    (scene,) = changed["tables"]["scene"]
    scene["updated_at"] += 5
    (tmp_path / "new.json").write_text(json.dumps(changed), encoding="utf-8")
    report = two.exports.restore_json(tmp_path / "new.json")
    step = two.profile.changes[-1].step
    assert dict(report.updated) == {"scene": 1} and step is not None
    two.profile.ledger.undo(step)
    two.exports.export_json(tmp_path / "undone.json")
    undone = json.loads((tmp_path / "undone.json").read_text(encoding="utf-8"))
    assert undone["tables"]["scene"][0] | {"updated_at": 0} == scene | {"updated_at": 0}
