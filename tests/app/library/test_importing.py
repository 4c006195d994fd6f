"""What an import does to tracks: new, known, moved, retagged, replaced, vanished, returned."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.core.jobs import JobCancelled, JobContext, Progress
from app.library import import_run, reading
from app.library.records import Role
from app.transactions import changes
from db.models.all import AudioFile, Track
from tests.app.library.conftest import Shelf, set_title, write_wav
from tests.support.track_verbs import edit_tracks, remove_tracks


def paths_on(shelf: Shelf) -> set[str]:
    with shelf.ledger.read() as connection:
        return {Path(path).name for (path,) in connection.execute(select(AudioFile.path))}


def test_every_audio_file_under_a_folder_becomes_a_track(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav", sound=1, title="Dawn")
    write_wav(shelf.music / "deep" / "er" / "b.wav", sound=2)
    report = shelf.take_in()
    assert (report.added, report.unreadable) == (2, ())
    assert {row.title for row in shelf.library.tracks()} == {"Dawn", "b"}
    assert len(report.track_ids) == 2


def test_importing_the_same_folder_twice_changes_nothing(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    before = shelf.library.tracks()
    shelf.announced.clear()
    report = shelf.take_in()
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)
    assert shelf.library.tracks() == before
    assert shelf.announced == []


def test_files_read_by_an_older_version_are_read_again_once(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav", title="Dawn")
    shelf.take_in()
    with shelf.ledger.write("Age", "track", is_undoable=False) as writing:
        writing.session.execute(update(AudioFile).values(read_by=0))
        writing.session.execute(update(Track).values(title="Misread", updated_at=Track.updated_at))
    for unchanged, read_again in ((0, 1), (1, 0)):
        report = shelf.take_in()
        assert (report.added, report.updated) == (0, 0)
        assert (report.unchanged, report.read_again) == (unchanged, read_again)
        assert [row.title for row in shelf.library.tracks()] == ["Dawn"]


def test_unreadable_files_are_listed_and_the_rest_is_imported(shelf: Shelf) -> None:
    write_wav(shelf.music / "good.wav")
    (shelf.music / "bad.mp3").write_bytes(b"")
    report = shelf.take_in()
    assert report.added == 1
    assert [file.path.name for file in report.unreadable] == ["bad.mp3"]
    assert report.unreadable[0].reason


def test_a_moved_file_keeps_its_track(shelf: Shelf) -> None:
    old = write_wav(shelf.music / "old.wav")
    shelf.take_in()
    (track,) = shelf.library.tracks()
    old.rename(shelf.music / "new.wav")
    report = shelf.take_in()
    assert (report.added, report.moved, report.missing) == (0, 1, 0)
    assert [row.id for row in shelf.library.tracks()] == [track.id]
    assert shelf.library.playable(track.id) == shelf.music / "new.wav"
    assert paths_on(shelf) == {"new.wav"}


def test_a_copy_is_a_second_file_of_the_same_track(shelf: Shelf) -> None:
    original = write_wav(shelf.music / "a.wav")
    shelf.take_in()
    shutil.copy(original, shelf.music / "copy.wav")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    assert {file.path.name for file in shelf.library.track(row.id).files} == {"a.wav", "copy.wav"}


def test_copies_found_in_one_run_share_a_track(shelf: Shelf) -> None:
    shutil.copy(write_wav(shelf.music / "a.wav"), shelf.music / "b.wav")
    report = shelf.take_in()
    assert report.added == 1
    assert len(shelf.library.tracks()) == 1


def test_a_retagged_file_keeps_its_track_and_updates_it(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav", title="Draft")
    shelf.take_in()
    (before,) = shelf.library.tracks()
    set_title(path, "Final title")
    report = shelf.take_in()
    (after,) = shelf.library.tracks()
    assert (report.updated, after.id, after.title) == (1, before.id, "Final title")


def test_a_retagged_file_can_be_retagged_again(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav", title="One")
    for title in ("One", "Twos", "Three"):
        set_title(path, title)
        shelf.take_in()
    assert [row.title for row in shelf.library.tracks()] == ["Three"]


def test_text_edited_by_the_listener_survives_retagging(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav", title="Draft")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    edit_tracks(shelf.library, [row.id], title="My own title")
    set_title(path, "Somebody else’s title")
    shelf.take_in()
    assert [row.title for row in shelf.library.tracks()] == ["My own title"]


def test_after_undoing_an_edit_the_tags_count_again(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav", title="Draft")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    edit_tracks(shelf.library, [row.id], title="My own title")
    step = shelf.announced[-1].step
    assert step is not None
    shelf.ledger.undo(step)
    set_title(path, "Final title")
    shelf.take_in()
    assert [row.title for row in shelf.library.tracks()] == ["Final title"]


def test_after_setting_a_role_the_tags_still_count(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav", title="Draft")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    shelf.library.set_role((row.id,), Role.LOVE_THEME)
    set_title(path, "Final title")
    shelf.take_in()
    assert [row.title for row in shelf.library.tracks()] == ["Final title"]


def test_a_vanished_file_makes_its_track_unavailable_until_it_returns(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav")
    shelf.take_in()
    away = path.rename(shelf.music.parent / "a.wav")
    report = shelf.take_in()
    assert (report.missing, [row.is_available for row in shelf.library.tracks()]) == (1, [False])
    away.rename(path)
    report = shelf.take_in()
    assert (report.returned, [row.is_available for row in shelf.library.tracks()]) == (1, [True])


def test_files_elsewhere_are_not_called_missing(shelf: Shelf) -> None:
    write_wav(shelf.music / "here" / "a.wav", sound=1)
    gone = write_wav(shelf.music / "there" / "b.wav", sound=2)
    shelf.take_in()
    gone.unlink()
    assert shelf.take_in(shelf.music / "here").missing == 0


def test_other_audio_at_a_known_path_is_another_track_and_the_first_stays_known(
    shelf: Shelf,
) -> None:
    path = write_wav(shelf.music / "a.wav", sound=1)
    kept = shutil.copy(path, shelf.music.parent / "kept.wav")
    shelf.take_in()
    (first,) = shelf.library.tracks()
    shelf.mark(first.id)
    write_wav(path, sound=2, seconds=3)
    assert shelf.take_in().added == 1
    shutil.move(kept, shelf.music / "back.wav")
    assert shelf.take_in().updated == 1
    assert shelf.library.playable(first.id) == shelf.music / "back.wav"


def test_a_second_encoding_is_pointed_out_and_not_merged(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav", sound=1, title="Theme")
    shelf.take_in()
    write_wav(shelf.music / "b.wav", sound=2, seconds=2.4, title="theme")
    report = shelf.take_in()
    (offer,) = report.possibly_same
    assert (report.added, offer.title) == (1, "theme")
    assert {offer.new_id, offer.existing_id} == {row.id for row in shelf.library.tracks()}


def test_the_same_title_with_another_length_isnt_pointed_out(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav", sound=1, title="Theme")
    write_wav(shelf.music / "b.wav", sound=2, seconds=2.6, title="Theme")
    assert shelf.take_in().possibly_same == ()


def test_cancelling_saves_what_was_read_and_the_next_run_continues(shelf: Shelf) -> None:
    for number in range(1, 7):
        write_wav(shelf.music / f"{number}.wav", sound=number)

    def cancel_after_three(progress: Progress) -> None:
        if progress.done == 3 and progress.total:
            job.cancel()

    job = JobContext(cancel_after_three)
    with pytest.raises(JobCancelled):
        shelf.importing.run((shelf.music,), job)
    assert len(shelf.library.tracks()) == 3
    report = shelf.take_in()
    assert (report.added, report.unchanged) == (3, 3)


def test_progress_names_each_file(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav", sound=1)
    write_wav(shelf.music / "b.wav", sound=2)
    told: list[Progress] = []
    shelf.importing.run((shelf.music,), JobContext(told.append))
    assert [(p.done, p.total, p.label) for p in told] == [(1, 2, "a.wav"), (2, 2, "b.wav")]


def test_an_import_announces_tracks_and_files(shelf: Shelf) -> None:
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    assert shelf.announced and shelf.announced[-1].touches(changes.TRACK)


def test_a_name_that_is_not_utf8_is_kept_byte_for_byte(shelf: Shelf) -> None:
    odd = Path(os.fsdecode(os.fsencode(shelf.music) + b"/caf\xe9.wav"))
    write_wav(shelf.music / "a.wav").rename(odd)
    shelf.take_in()
    (row,) = shelf.library.tracks()
    assert shelf.library.playable(row.id) == odd
    assert shelf.take_in().unchanged == 1


def test_many_files_read_by_other_processes_give_the_same_tracks(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 9):
        write_wav(shelf.music / f"{number}.wav", sound=number)
    (shelf.music / "bad.ogg").write_bytes(b"OggS")
    monkeypatch.setattr(reading, "WORTH_PROCESSES", 1)
    monkeypatch.setattr(reading, "FILES_AT_A_TIME", 2)
    monkeypatch.setattr(import_run, "BATCH", 3)
    report = shelf.take_in()
    assert (report.added, len(report.unreadable)) == (8, 1)
    assert multiprocessing.active_children() == []


def test_setting_a_role_keeps_the_tracks_file(shelf: Shelf) -> None:
    path = write_wav(shelf.music / "a.wav")
    shelf.take_in()
    (row,) = shelf.library.tracks()
    shelf.library.set_role((row.id,), Role.LOVE_THEME)
    path.rename(shelf.music / "b.wav")
    shelf.take_in()
    (after,) = shelf.library.tracks()
    assert (after.id, after.role, after.is_available) == (row.id, "love_theme", True)


def test_an_undo_that_brings_a_file_back_while_its_folder_is_imported(shelf: Shelf) -> None:
    for number, name in enumerate(("a.wav", "b.wav", "c.wav")):
        write_wav(shelf.music / name, sound=number)
    shelf.take_in()
    first = shelf.library.tracks()[0]
    (held,) = shelf.library.track(first.id).files
    remove_tracks(shelf.library, [first.id])
    step = shelf.announced[-1].step
    assert step is not None
    write_wav(held.path, sound=9)

    def undo(progress: Progress) -> None:
        if progress.done == progress.total:
            shelf.ledger.undo(step)

    shelf.importing.run([shelf.music], JobContext(undo))

    assert paths_on(shelf) == {"a.wav", "b.wav", "c.wav"}
    assert first.id in {row.id for row in shelf.library.tracks()}
    assert shelf.take_in().unchanged == 3
