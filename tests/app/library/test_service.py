"""The library's verbs, and undoing each of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.core.errors import AudioUnreadable, Problem
from app.core.jobs import JobContext
from app.library.records import DifferentRecording, MarkedTracks, Role, TrackFilter
from app.transactions.changes import EVERYTHING, TRACK, Change
from app.transactions.history import Step
from db.models.all import EntryTrack, JournalEntry, Work
from db.repositories.tracks import pointing_at_tracks
from tests.app.library.conftest import Shelf, write_wav
from tests.support.lines import own
from tests.support.special_files import KINDS, lay
from tests.support.track_verbs import edit_tracks, remove_tracks


@pytest.fixture
def two(shelf: Shelf) -> tuple[int, int]:
    """Ids of two tracks, “one” and “two”."""
    write_wav(shelf.music / "one.wav", sound=1)
    write_wav(shelf.music / "two.wav", sound=2)
    shelf.take_in()
    shelf.announced.clear()
    ids = {row.title: row.id for row in shelf.library.tracks()}
    return ids["one"], ids["two"]


def test_the_files_that_are_tried_first_are_read_at_once(
    shelf: Shelf, two: tuple[int, int]
) -> None:
    found = shelf.library.first_files([*two, 99])
    assert found == {key: shelf.library.track(key).files[0] for key in two}


def add_moment(shelf: Shelf, track_id: int) -> None:
    shelf.mark(track_id)
    shelf.announced.clear()


def payload(shelf: Shelf, track_id: int) -> str:
    (held,) = shelf.library.track(track_id).files
    return held.payload_hash


def last_step(shelf: Shelf) -> Step:
    step = shelf.announced[-1].step
    assert step is not None
    return step


def test_a_role_is_set_announced_and_undone(shelf: Shelf, two: tuple[int, int]) -> None:
    shelf.library.set_role(two, Role.LOVE_THEME, initiator="table")
    assert {row.role for row in shelf.library.tracks()} == {"love_theme"}
    (change,) = shelf.announced
    assert change.touches(TRACK) and change.track_ids == set(two) and change.initiator == "table"
    shelf.ledger.undo(last_step(shelf))
    assert {row.role for row in shelf.library.tracks()} == {"score"}


def test_a_change_while_the_library_is_being_listed_does_no_harm(
    shelf: Shelf, two: tuple[int, int]
) -> None:
    class WholeLibrary(TrackFilter):
        """While it is compared, something changes on another thread."""

        def __eq__(self, other: object) -> bool:
            shelf.ledger.feed.announce(Change(frozenset({TRACK})))
            return other == TrackFilter()

        __hash__ = None  # type: ignore[assignment]

    shelf.library.know(shelf.library.lines())
    assert {row.id for row in shelf.library.tracks(WholeLibrary())} == set(two)


def test_setting_what_is_already_so_announces_nothing(shelf: Shelf, two: tuple[int, int]) -> None:
    shelf.library.set_role(two, Role.SCORE)
    assert shelf.announced == []


def test_a_length_found_by_decoding_is_kept_and_announced(
    shelf: Shelf, two: tuple[int, int]
) -> None:
    assert shelf.library.put_length_right(two[0], payload(shelf, two[0]), 4_321)
    assert shelf.library.track(two[0]).row.duration_ms == 4_321
    (change,) = shelf.announced
    assert change.touches(TRACK) and change.track_ids == {two[0]}
    assert change.step is None  # nobody decided it: there is nothing to undo


def test_a_length_that_is_right_already_changes_nothing(shelf: Shelf, two: tuple[int, int]) -> None:
    known_ms = shelf.library.track(two[0]).row.duration_ms
    assert not shelf.library.put_length_right(two[0], payload(shelf, two[0]), known_ms + 10)
    assert not shelf.library.put_length_right(
        99, payload(shelf, two[0]), 4_321
    )  # removed meanwhile
    assert shelf.announced == []


def test_an_edit_can_be_undone_after_a_length_was_put_right(
    shelf: Shelf, two: tuple[int, int]
) -> None:
    edit_tracks(shelf.library, [two[0]], title="Dawn")
    step = last_step(shelf)
    shelf.library.put_length_right(two[0], payload(shelf, two[0]), 4_321)
    shelf.ledger.undo(step)
    row = shelf.library.track(two[0]).row
    assert (row.title, row.duration_ms) == ("one", 4_321)


def test_text_is_trimmed_and_an_empty_title_is_refused(shelf: Shelf, two: tuple[int, int]) -> None:
    edit_tracks(shelf.library, [two[0]], title="  Dawn ", track_number=4)
    row = shelf.library.track(two[0]).row
    assert (row.title, row.track_number) == ("Dawn", 4)
    with pytest.raises(Problem):
        edit_tracks(shelf.library, [two[0]], title="  ")
    with pytest.raises(TypeError):
        edit_tracks(shelf.library, [two[0]], colour="red")


def test_tracks_of_a_work_are_found_by_it(shelf: Shelf, two: tuple[int, int]) -> None:
    with shelf.ledger.write("Add", "work") as writing:
        work = Work(kind="film", title="The Long Road")
        writing.session.add(work)
        writing.session.flush()
        work_id = work.id
    shelf.library.assign_work(two[:1], work_id)
    (row,) = shelf.library.tracks(TrackFilter(work_id=work_id))
    assert (row.id, row.work_title) == (two[0], "The Long Road")
    assert [work.title for work in shelf.library.works()] == ["The Long Road"]


def test_marks_are_counted_on_their_track(shelf: Shelf, two: tuple[int, int]) -> None:
    add_moment(shelf, two[0])
    assert {row.id: row.mark_count for row in shelf.library.tracks()} == {two[0]: 1, two[1]: 0}


def test_albums_gather_their_tracks_in_order(shelf: Shelf, two: tuple[int, int]) -> None:
    edit_tracks(shelf.library, [two[0]], album="Suite", track_number=2, artist="A", year=1999)
    edit_tracks(shelf.library, [two[1]], album="suite", track_number=1, artist="B")
    (album,) = shelf.library.albums()
    assert (album.artist, set(album.track_ids)) == ("Various artists", set(two))
    assert album.years == (1999, 1999)


def test_locating_the_same_audio_repairs_the_track(shelf: Shelf, two: tuple[int, int]) -> None:
    elsewhere = shelf.music.parent / "elsewhere.wav"
    (shelf.music / "one.wav").rename(elsewhere)
    shelf.take_in()
    shelf.library.locate(two[0], elsewhere)
    track = shelf.library.track(two[0])
    assert (track.row.is_available, len(track.files)) == (True, 1)
    assert shelf.library.playable(two[0]) == elsewhere
    shelf.ledger.undo(last_step(shelf))
    assert shelf.library.playable(two[0]) is None


def test_locating_other_audio_asks_and_force_takes_it(shelf: Shelf, two: tuple[int, int]) -> None:
    other = write_wav(shelf.music.parent / "other.wav", sound=9)
    with pytest.raises(DifferentRecording, match="another recording"):
        shelf.library.locate(two[0], other)
    shelf.library.locate(two[0], other, force=True)
    assert other in {file.path for file in shelf.library.track(two[0]).files}


def test_locating_another_tracks_file_names_that_track(shelf: Shelf, two: tuple[int, int]) -> None:
    with pytest.raises(DifferentRecording) as caught:
        shelf.library.locate(two[0], shelf.music / "two.wav")
    assert "“two”" in caught.value.why
    shelf.library.locate(two[0], shelf.music / "two.wav", force=True)
    assert shelf.library.track(two[1]).files == ()


def test_locating_a_file_without_audio_is_a_problem(shelf: Shelf, two: tuple[int, int]) -> None:
    text = shelf.music / "words.mp3"
    text.write_text("no sound at all")
    with pytest.raises(AudioUnreadable):
        shelf.library.locate(two[0], text)
    with pytest.raises(Problem):
        shelf.library.locate(two[0], shelf.music / "nowhere.wav")


def test_merging_moves_marks_entries_and_files_and_undoes(
    shelf: Shelf, two: tuple[int, int]
) -> None:
    keep, other = two
    add_moment(shelf, other)
    with shelf.ledger.write("Add", "entry") as writing:
        entry = JournalEntry(text="both")
        writing.session.add(entry)
        writing.session.flush()
        writing.session.add_all(
            EntryTrack(entry_id=entry.id, track_id=track_id) for track_id in two
        )
    shelf.same_tracks.merge(keep, [other], JobContext())
    assert [(row.id, row.mark_count) for row in shelf.library.tracks()] == [(keep, 1)]
    assert len(shelf.library.track(keep).files) == 2
    with shelf.ledger.read() as connection:
        assert list(connection.scalars(select(EntryTrack.track_id))) == [keep]
    assert shelf.announced[-1].touches(EVERYTHING)
    shelf.ledger.undo(last_step(shelf))
    assert {row.id: row.mark_count for row in shelf.library.tracks()} == {keep: 0, other: 1}
    assert len(shelf.library.track(other).files) == 1


def test_merging_knows_every_table_that_points_at_a_track() -> None:
    names = {model.__tablename__ for model in pointing_at_tracks()}
    assert {"track_source", "album_entry", "refusal", "echo", "listen", "entry_track"} <= names
    assert {"emotional_tag", "favourite_moment", "cue", "occurrence"} <= names


def test_removing_a_marked_track_asks_first_and_keeps_the_file(
    shelf: Shelf, two: tuple[int, int]
) -> None:
    add_moment(shelf, two[0])
    with pytest.raises(MarkedTracks) as caught:
        remove_tracks(shelf.library, two)
    assert caught.value.marks == {two[0]: 1}
    remove_tracks(shelf.library, two, with_marks=True)
    assert shelf.library.tracks() == []
    assert (shelf.music / "one.wav").exists()
    shelf.ledger.undo(last_step(shelf))
    assert {row.id: row.mark_count for row in shelf.library.tracks()} == {two[0]: 1, two[1]: 0}
    assert shelf.library.playable(two[0]) == shelf.music / "one.wav"


def test_an_unknown_track_raises_lookup_error(shelf: Shelf) -> None:
    with pytest.raises(LookupError):
        shelf.library.track(99)
    assert shelf.library.playable(99) is None


def test_tracks_are_found_by_where_their_files_are(shelf: Shelf, two: tuple[int, int]) -> None:
    assert shelf.library.lines_under([shelf.music]) == list(own(*two))
    assert shelf.library.lines_under([shelf.music / "two.wav"]) == list(own(two[1]))
    assert shelf.library.lines_under([shelf.music / "tw"]) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "folder"])
def test_a_track_is_not_located_at_what_is_no_file(shelf: Shelf, kind: str) -> None:
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    (track_id,) = (row.id for row in shelf.library.tracks())
    with pytest.raises(AudioUnreadable) as told:
        shelf.library.locate(track_id, lay(shelf.music / "theme.wav", kind))
    assert told.value.why.endswith("not a file.")
