"""One recording on several albums is one track, with each album’s words for it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from app.core.jobs import JobContext
from db.models.all import AudioFile
from tests.app.library.conftest import Shelf, Watch, set_title, write_wav
from tests.support.track_verbs import edit_tracks, remove_tracks


def lines(shelf: Shelf) -> list[tuple[str, str, int | None]]:
    return [(row.album, row.title, row.track_number) for row in shelf.library.lines()]


@pytest.fixture
def two(shelf: Shelf) -> tuple[Path, Path]:
    """The same recording on “Score” and on “Best of”."""
    first = write_wav(shelf.music / "score" / "a.wav")
    set_title(first, "Prologue", "Score", 1)
    second = shelf.music / "best" / "b.wav"
    second.parent.mkdir()
    shutil.copy(first, second)
    set_title(second, "Prologue (from Score)", "The best of", 9)
    shelf.take_in(shelf.music / "score")
    shelf.take_in()
    return first, second


BOTH = [("Score", "Prologue", 1), ("The best of", "Prologue (from Score)", 9)]


def test_both_albums_have_it_in_their_own_words(shelf: Shelf, two: tuple[Path, Path]) -> None:
    assert lines(shelf) == BOTH
    assert len({row.id for row in shelf.library.lines()}) == 1
    assert [(album.title, len(album.track_ids)) for album in shelf.library.albums()] == [
        ("Score", 1),
        ("The best of", 1),
    ]


def test_marks_are_shared(shelf: Shelf, two: tuple[Path, Path]) -> None:
    shelf.mark(shelf.library.lines()[0].id)
    assert [row.mark_count for row in shelf.library.lines()] == [1, 1]


@pytest.mark.parametrize("changed", [0, 1])
def test_the_words_never_flip_by_whichever_file_changed_last(
    shelf: Shelf, two: tuple[Path, Path], changed: int
) -> None:
    title = ("Prologue, remastered", "Prologue, again")[changed]
    set_title(two[changed], title)
    shelf.take_in()
    expected = list(BOTH)
    expected[changed] = (BOTH[changed][0], title, BOTH[changed][2])
    assert lines(shelf) == expected


def test_found_in_one_run_they_are_on_both_albums(shelf: Shelf, two: tuple[Path, Path]) -> None:
    remove_tracks(shelf.library, [shelf.library.lines()[0].id])
    assert lines(shelf) == []
    shelf.take_in()
    assert sorted(lines(shelf)) == BOTH


def test_a_second_copy_on_an_album_changes_no_words(shelf: Shelf, two: tuple[Path, Path]) -> None:
    copy = shutil.copy(two[0], shelf.music / "score" / "copy.wav")
    set_title(Path(copy), "Prologue, copied")
    shelf.take_in()
    assert lines(shelf) == BOTH


def test_an_album_corrected_in_the_tags_is_no_further_album(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    set_title(two[1], "Prologue", "Score", 1)
    shelf.take_in()
    assert lines(shelf) == BOTH[:1]


def test_a_copy_without_an_album_is_on_none(shelf: Shelf, two: tuple[Path, Path]) -> None:
    write_wav(shelf.music / "bare.wav")
    shelf.take_in()
    assert lines(shelf) == BOTH


def test_removing_the_track_forgets_its_files_and_undo_brings_all_back(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    before = shelf.library.lines()
    remove_tracks(shelf.library, [before[0].id])
    step = shelf.announced[-1].step
    assert step is not None
    shelf.ledger.undo(step)
    assert shelf.library.lines() == before
    assert {file.path for file in shelf.library.track(before[0].id).files} == set(two)
    assert shelf.take_in().unchanged == 2


def test_tracks_that_turn_out_to_be_one_are_on_the_albums_of_both(shelf: Shelf) -> None:
    for name, sound, album in (("a", 1, "Score"), ("b", 2, "The best of")):
        set_title(write_wav(shelf.music / f"{name}.wav", sound=sound), "Prologue", album, 1)
    shelf.take_in()
    keep, other = shelf.library.lines()
    shelf.same_tracks.merge(keep.id, [other.id], JobContext())
    assert lines(shelf) == [("Score", "Prologue", 1), ("The best of", "Prologue", 1)]
    assert {row.id for row in shelf.library.lines()} == {keep.id}


def test_a_merge_says_where_each_line_is_from_now_on(shelf: Shelf) -> None:
    """The other is on “Score”, as the track kept is, on “Live”, and in its own words on “Best”."""
    for name, sound, album in (
        ("a", 1, "Score"), ("b", 2, "Best"), ("c", 2, "Score"), ("d", 2, "Live")
    ):  # fmt: skip
        set_title(write_wav(shelf.music / f"{name}.wav", sound=sound), "Prologue", album, 1)
        shelf.take_in()
    keys = {(row.id, row.album): row.key for row in shelf.library.lines()}
    keep_id, other_id = sorted({track_id for track_id, _album in keys})
    shelf.same_tracks.merge(keep_id, [other_id], JobContext())
    now = {row.album: row.key for row in shelf.library.lines()}
    (move,) = shelf.announced[-1].merged
    for album in ("Best", "Score", "Live"):
        before = keys[other_id, album]
        assert move.line(before[1]) == now[album]
        assert move.undone.line(now[album][1]) == before
    assert now["Score"] == (keep_id, None)
    assert keys[other_id, "Best"] == (other_id, None)


def undo(shelf: Shelf) -> None:
    steps = [change.step for change in shelf.announced if change.step is not None]
    shelf.ledger.undo(steps[-1])


def files_of(shelf: Shelf) -> set[Path]:
    return {file.path for file in shelf.library.track(shelf.library.lines()[0].id).files}


def test_words_typed_for_an_album_stay_whatever_its_tags_say(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    further = shelf.library.lines()[1]
    shelf.library.edit_lines([further.key], title="Prologue, in concert", composer="Ada Lind")
    set_title(two[1], "Prologue, again")
    shelf.take_in()
    own, further = shelf.library.lines()
    assert (own.title, own.composer) == ("Prologue", "")
    assert (further.title, further.composer) == ("Prologue, in concert", "Ada Lind")


def test_a_removed_further_album_stays_away_at_rescans_and_undo_brings_it_back(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    before = shelf.library.lines()
    shelf.library.remove_lines([before[1].key])
    assert lines(shelf) == BOTH[:1]
    assert shelf.rescan().unchanged == 2
    assert lines(shelf) == BOTH[:1]
    assert files_of(shelf) == set(two)
    undo(shelf)
    assert shelf.library.lines() == before
    assert files_of(shelf) == set(two)


def test_removing_the_first_album_makes_the_next_one_the_tracks_own(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    before = shelf.library.lines()
    shelf.mark(before[0].id)
    shelf.library.remove_lines([before[0].key])
    (row,) = shelf.library.lines()
    assert (row.key, row.title, row.mark_count) == (before[0].key, BOTH[1][1], 1)
    assert files_of(shelf) == set(two)
    set_title(two[0], "Prologue, changed")
    set_title(two[1], "Prologue, remastered")
    shelf.rescan()
    assert lines(shelf) == [("The best of", "Prologue, remastered", 9)]


def test_the_only_file_that_is_there_is_kept(shelf: Shelf, two: tuple[Path, Path]) -> None:
    two[0].unlink()
    shelf.take_in()
    shelf.library.remove_lines([shelf.library.lines()[1].key])
    assert shelf.library.playable(shelf.library.lines()[0].id) == two[1]


def test_a_track_that_lost_its_other_album_meanwhile_is_not_removed_unasked(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    from db.repositories import album_entries

    own = shelf.library.lines()[0]
    shelf.library.remove_lines([shelf.library.lines()[1].key])
    with pytest.raises(LookupError), shelf.ledger.write("Remove", "track") as writing:
        album_entries.remove(writing.unit, [own.key])
    assert lines(shelf) == BOTH[:1]


def touch(path: Path) -> None:
    """Its tags are read again."""
    os.utime(path, (1, 1))


@pytest.mark.parametrize("edited", ["", "Prologue, in my words"])
def test_moved_folders_keep_each_album_its_words_in_whatever_order_they_are_found(
    shelf: Shelf, two: tuple[Path, Path], edited: str
) -> None:
    if edited:
        shelf.library.edit_lines([shelf.library.lines()[0].key], title=edited)
    before = shelf.library.lines()
    (shelf.music / "score").rename(shelf.music / "z score")
    (shelf.music / "best").rename(shelf.music / "a best")
    assert shelf.take_in().moved == 2
    assert shelf.library.lines() == before


@pytest.mark.parametrize("touched", [0, 1])
def test_a_copy_read_again_is_on_no_album_that_the_listener_renamed(
    shelf: Shelf, touched: int
) -> None:
    first = write_wav(shelf.music / "a.wav")
    set_title(first, "Prologue", "Score", 1)
    copies = first, Path(shutil.copy(first, shelf.music / "b.wav"))
    shelf.take_in()
    edit_tracks(shelf.library, [shelf.library.tracks()[0].id], album="Score, complete")
    touch(copies[touched])
    shelf.take_in()
    assert lines(shelf) == [("Score, complete", "Prologue", 1)]


def test_a_file_located_for_another_track_is_on_no_album_of_the_first(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    set_title(write_wav(shelf.music / "c.wav", sound=7), "Third", "Other", 3)
    shelf.take_in()
    (third,) = (row.id for row in shelf.library.tracks() if row.title == "Third")
    shelf.library.locate(third, two[1], force=True)
    set_title(two[1], "Third", "Other", 3)
    shelf.take_in()
    assert ("Other", "Third", 3) in lines(shelf)
    undo(shelf)
    assert ("The best of", "Prologue (from Score)", 9) in lines(shelf)


def test_a_file_located_where_one_of_a_further_album_was_is_on_its_own_tracks(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    """Other sound has been saved over it; its tags are its own track's words."""
    set_title(write_wav(shelf.music / "c.wav", sound=7), "Third", "Other", 3)
    shelf.take_in()
    (third,) = (row.id for row in shelf.library.tracks() if row.title == "Third")
    shutil.copy(shelf.music / "c.wav", two[1])
    shelf.library.locate(third, two[1])
    with shelf.ledger.read() as connection:
        held = dict(connection.execute(select(AudioFile.path, AudioFile.album_entry_id)).all())
    assert held[str(two[1])] is None
    assert dict(shelf.library.lines_under([two[1]])) == {third: None}


# --- two encodings --------------------------------------------------------------------------------


def merged(shelf: Shelf) -> None:
    keep, other = sorted({row.id for row in shelf.library.lines()})
    shelf.same_tracks.merge(keep, [other], JobContext())


def test_two_encodings_on_the_same_two_albums_are_on_each_of_them_once(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    for path in two:
        write_wav(path.with_name("other.wav"), sound=2)
        album, title, number = BOTH[path is two[1]]
        set_title(path.with_name("other.wav"), title, album, number)
    shelf.take_in(two[0].parent)
    shelf.take_in()
    before = shelf.library.lines()
    merged(shelf)
    assert lines(shelf) == BOTH
    set_title(two[1].with_name("other.wav"), "Another title")
    shelf.take_in()
    assert lines(shelf) == BOTH
    undo(shelf)
    assert shelf.library.lines() == before


@pytest.mark.parametrize("album", ["", "Score"])
def test_the_other_encoding_never_changes_the_words_of_the_track_kept(
    shelf: Shelf, album: str
) -> None:
    set_title(write_wav(shelf.music / "a.wav", sound=1), "Prologue", "Score", 1)
    other = write_wav(shelf.music / "rip.wav", sound=2)
    set_title(other, "prologue (rip)", album, 1)
    shelf.take_in()
    merged(shelf)
    touch(other)
    shelf.take_in()
    assert lines(shelf) == [("Score", "Prologue", 1)]


@pytest.mark.parametrize("which", [0, 1])
def test_a_removed_album_is_there_again_when_its_file_is_imported(
    shelf: Shelf, two: tuple[Path, Path], which: int
) -> None:
    shelf.library.remove_lines([shelf.library.lines()[which].key])
    assert shelf.take_in(two[1 - which]).unchanged == 1
    assert len(lines(shelf)) == 1
    assert shelf.take_in(two[which]).updated == 1
    assert sorted(lines(shelf)) == BOTH
    assert shelf.rescan().unchanged == 2
    set_title(two[which], BOTH[which][1])
    shelf.rescan()
    assert sorted(lines(shelf)) == BOTH


def test_a_removed_album_stays_away_however_its_files_change(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    shelf.library.remove_lines([shelf.library.lines()[1].key])
    set_title(two[1], "Prologue, remastered")
    shutil.copy(two[1], shelf.music / "copy.wav")
    two[1].rename(shelf.music / "moved.wav")
    shelf.rescan()
    assert lines(shelf) == BOTH[:1]


def test_a_file_whose_album_was_removed_is_on_another_once_it_names_it(
    shelf: Shelf, two: tuple[Path, Path]
) -> None:
    shelf.library.remove_lines([shelf.library.lines()[1].key])
    set_title(two[1], "Prologue", "Another", 2)
    shelf.rescan()
    assert sorted(lines(shelf)) == [("Another", "Prologue", 2), BOTH[0]]


# --- an album that the listener renamed -----------------------------------------------------------


@pytest.fixture
def renamed(shelf: Shelf) -> Path:
    """A track on “Score”, which the listener calls “Score, complete”."""
    first = write_wav(shelf.music / "a.wav")
    set_title(first, "Prologue", "Score", 1)
    shelf.take_in()
    shelf.library.edit_lines([shelf.library.lines()[0].key], album="Score, complete")
    return first


def copied(path: Path, name: str, album: str = "") -> Path:
    copy = Path(shutil.copy(path, path.with_name(name)))
    if album:
        set_title(copy, "Prologue", album, 1)
    return copy


RENAMED = ("Score, complete", "Prologue", 1)


def test_a_copy_is_on_the_album_that_the_listener_renamed(shelf: Shelf, renamed: Path) -> None:
    copied(renamed, "b.wav")
    shelf.take_in()
    assert lines(shelf) == [RENAMED]
    assert files_of(shelf) == {renamed, renamed.with_name("b.wav")}


def test_a_copy_of_another_album_is_on_that_one_too(shelf: Shelf, renamed: Path) -> None:
    copied(renamed, "b.wav", "The best of")
    shelf.take_in()
    assert sorted(lines(shelf)) == [RENAMED, ("The best of", "Prologue", 1)]


def test_a_file_in_the_same_import_tells_what_was_renamed(shelf: Shelf, renamed: Path) -> None:
    copied(renamed, "b.wav")
    touch(renamed)
    shelf.take_in()
    assert lines(shelf) == [RENAMED]


def test_the_first_file_of_a_renamed_track_without_any_is_on_it(
    shelf: Shelf, renamed: Path
) -> None:
    """As after restoring an export on another computer."""
    with shelf.store.write() as unit:
        unit.session.execute(delete(AudioFile))
        unit.commit()
    shelf.take_in()
    assert lines(shelf) == [RENAMED]
    copied(renamed, "b.wav", "The best of")
    shelf.take_in()
    assert sorted(lines(shelf)) == [RENAMED, ("The best of", "Prologue", 1)]


def test_a_copy_of_a_renamed_further_album_is_on_it(shelf: Shelf, two: tuple[Path, Path]) -> None:
    shelf.library.edit_lines([shelf.library.lines()[1].key], album="The very best of")
    copied(two[1], "copy.wav")
    shelf.take_in()
    assert lines(shelf) == [BOTH[0], ("The very best of", *BOTH[1][1:])]


def test_what_a_renamed_album_was_called_is_read_before_the_journal_is_locked(
    shelf: Shelf, renamed: Path, watch: Watch
) -> None:
    copied(renamed, "b.wav")
    asked = watch()
    shelf.take_in(renamed.with_name("b.wav"))
    assert lines(shelf) == [RENAMED]
    assert asked and all(asked)
