"""One order of the library, whoever asks for it."""

from __future__ import annotations

import random
import shutil
import time

from app.core.ids import AlbumEntryId, TrackId
from app.library.records import TrackRow
from app.library.shelf import Shelf
from tests.app.library.conftest import Shelf as Profile
from tests.app.library.conftest import set_title, write_wav
from tests.support.track_verbs import edit_tracks


def line(
    track_id: int,
    title: str = "",
    *,
    album: str = "Score",
    artist: str = "Ada",
    by: str = "",
    disc: int | None = None,
    number: int | None = None,
    entry: int | None = None,
    cover: str | None = None,
    year: int | None = None,
) -> TrackRow:
    """by: the album artist."""
    return TrackRow(
        TrackId(track_id), title or f"T{track_id}", artist, album, by, disc, number, 1000, "score",
        None, "", cover, year, "", True, 0, None if entry is None else AlbumEntryId(entry),
    )  # fmt: skip


def order(*lines: TrackRow) -> list[int]:
    return [row.id for row in Shelf(lines).lines]


def albums(*lines: TrackRow) -> list[tuple[str, str, list[int]]]:
    return [(album.title, album.artist, list(album.track_ids)) for album in Shelf(lines).albums]


def test_a_compilation_without_album_artist_stays_together_in_its_own_order() -> None:
    songs = [line(number, album="Songs", artist=f"Artist {9 - number}", number=number)
             for number in (3, 1, 2)]  # fmt: skip
    other = line(8, album="Score", artist="Artist 7", number=1)
    assert order(*songs, other) == [8, 1, 2, 3]
    assert albums(*songs, other) == [
        ("Score", "Artist 7", [8]),
        ("Songs", "Various artists", [1, 2, 3]),
    ]


def test_an_album_is_where_its_artist_is() -> None:
    assert order(
        line(1, album="Zoo", artist="Mira", by="Ada", number=1),
        line(2, album="Bees", artist="Bela", number=1),
        line(3, album="zoo", artist="Ada, Ren", number=2),
    ) == [1, 3, 2]


def test_albums_of_one_title_by_several_artists_stay_apart() -> None:
    best = [
        line(1, album="Best of", artist="Ada", number=1),
        line(2, album="Best of", artist="Bela", number=1),
        line(3, album="Best of", artist="Ada", number=2),
    ]
    assert albums(*best) == [("Best of", "Ada", [1, 3]), ("Best of", "Bela", [2])]
    told = [line(4, album="Best of", artist="x", by="Ada"), line(5, album="Best of", by="Bela")]
    assert albums(*told, best[2]) == [("Best of", "Ada", [3, 4]), ("Best of", "Bela", [5])]


def test_another_spelling_of_an_artist_is_no_other_artist() -> None:
    assert albums(line(1, by="ADA"), line(2, by="Ada")) == [("Score", "ADA", [1, 2])]


def test_discs_follow_one_another_and_the_first_needs_no_number() -> None:
    lines = [line(1, disc=2, number=1), line(2, number=2), line(3, disc=1, number=3),
             line(4, number=1)]  # fmt: skip
    assert order(*lines) == [4, 2, 3, 1]


def test_tracks_without_a_number_come_after_those_with_one() -> None:
    lines = [
        line(1, "Jingle 10"),
        line(2, "Jingle 9"),
        line(3, disc=2, number=1),
        line(4, disc=1, number=5),
        line(5, "On the first disc", disc=1),
    ]
    assert order(*lines) == [4, 5, 3, 2, 1]


def test_tracks_without_an_album_come_last_of_their_artists() -> None:
    lines = [line(1, album=""), line(2, artist="Bela"), line(3, album="Zoo"), line(4, artist="")]
    assert order(*lines) == [3, 1, 2, 4]


def test_numbers_in_albums_sort_as_numbers() -> None:
    assert order(line(1, album="Part 10"), line(2, album="Part 9")) == [2, 1]


def test_a_track_on_two_albums_is_on_both_with_each_ones_cover() -> None:
    own = line(1, album="Score", number=1, cover="a.jpg")
    further = line(1, album="The best of", number=9, entry=5, cover="b.jpg")
    shelf = Shelf([further, own, line(2, album="The best of", number=1)])
    assert [(album.lines, album.cover) for album in shelf.albums] == [
        (((1, None),), "a.jpg"),
        (((2, None), (1, 5)), "b.jpg"),
    ]
    assert shelf.lines_of(1) == [(1, None), (1, 5)]
    assert shelf.places == {1: 0, 2: 1}


def test_a_track_twice_on_one_album_is_queued_once() -> None:
    (album,) = Shelf([line(1, number=1), line(2, number=2), line(1, number=3, entry=5)]).albums
    assert len(album.lines) == 3
    assert album.track_ids == (1, 2)


def test_a_track_leaves_with_the_last_of_its_lines() -> None:
    shelf = Shelf([line(1), line(1, album="Best", entry=5), line(2)])
    assert shelf.leaving([(1, 5), (2, None)]) == [2]
    assert shelf.leaving([(1, 5), (1, None)]) == [1]


def test_the_order_doesnt_depend_on_how_the_lines_come() -> None:
    rng = random.Random(4)
    lines = [
        line(n, f"T {n % 7}", album=rng.choice("ABc"), artist=rng.choice("xyz"),
             number=rng.choice((None, 1, 2, 3)), disc=rng.choice((None, 1, 2)))
        for n in range(300)
    ]  # fmt: skip
    expected = order(*lines)
    for _ in range(5):
        rng.shuffle(lines)
        assert order(*lines) == expected


def test_the_library_lists_and_orders_by_the_shelf(shelf: Profile) -> None:
    for number, sound in ((2, 1), (1, 2), (0, 3)):
        path = write_wav(shelf.music / f"{sound}.wav", sound=sound)
        set_title(path, f"T{number}", "Score", number)
    shelf.take_in()
    titles = {row.id: row.title for row in shelf.library.tracks()}
    assert [titles[row.id] for row in shelf.library.lines()] == ["T1", "T2", "T0"]
    ids = list(titles)
    assert shelf.library.in_order(ids[::-1]) == ids
    (first, *_others) = ids
    edit_tracks(shelf.library, [first], track_number=7)
    assert [titles[key] for key in shelf.library.in_order(ids)] == ["T2", "T1", "T0"]


def test_marks_leave_the_known_order_alone(shelf: Profile) -> None:
    write_wav(shelf.music / "a.wav")
    shelf.take_in()
    (row,) = shelf.library.lines()
    shelf.mark(row.id)
    shelf.store.close()  # so that nothing can be read again
    assert shelf.library.in_order([row.id, 99]) == [row.id]


def test_a_line_is_found_by_its_key_and_falls_back_to_the_tracks_own() -> None:
    on_score, on_best = line(1, "Prologue"), line(1, "Suite", album="A best of", entry=7)
    other = line(2)
    found = Shelf([on_score, on_best, other]).row_of
    assert [found((1, None)), found((1, 7)), found((2, None))] == [on_score, on_best, other]
    assert [found((1, 8)), found((2, 7)), found((3, None))] == [on_score, other, None]


def test_the_library_finds_the_same_rows_whether_or_not_it_is_read_already(shelf: Profile) -> None:
    first = write_wav(shelf.music / "score" / "a.wav")
    set_title(first, "Prologue", "Score", 1)
    write_wav(shelf.music / "z.wav", sound=2)
    shelf.take_in()
    copy = shutil.copytree(first.parent, shelf.music / "best") / "a.wav"
    set_title(copy, "Suite", "The best of", 9)
    shelf.take_in()
    lines = {row.title: row.key for row in shelf.library.lines()}
    assert set(lines) == {"Prologue", "Suite", "z"}
    prologue_id = lines["Prologue"][0]
    wanted = [*lines.values(), (prologue_id, 99), (99, 1)]
    for is_read_already in (True, False):
        if not is_read_already:
            shelf.mark(prologue_id)
        rows = shelf.library.rows_of(wanted)
        titles = [None if row is None else row.title for row in rows]
        assert titles == [*lines, "Prologue", None]
    assert [shelf.library.track(*line).row for line in wanted[:-1]] == rows[:-1]


def test_a_line_among_a_hundred_thousand_is_found_without_looking_through_them() -> None:
    """Ten thousand look-ups; going through the lines once for each would take minutes."""
    shelf = Shelf([line(number, number=number % 30) for number in range(100_000)])
    shelf.row_of((0, None))
    began_s = time.process_time()
    assert all(shelf.row_of((number, None)) for number in range(10_000))
    assert time.process_time() - began_s < 0.5


def test_a_hundred_thousand_lines_are_in_order_within_half_a_second() -> None:
    lines = [
        line(n, f"Märchen, take {n}", album=f"Score {n // 20}", artist=f"Artist {n % 997}",
             number=n % 20 + 1)
        for n in range(100_000)
    ]  # fmt: skip
    began = time.process_time()
    shelf = Shelf(lines)
    assert time.process_time() - began < 0.5
    assert [row.id for row in shelf.lines[:3]] == [0, 1, 2]


def test_an_album_knows_its_first_and_last_year() -> None:
    years = [album.years for album in Shelf([
        line(1, album="A", year=1966), line(2, album="A"), line(3, album="A", year=1961),
        line(4, album="B", year=2003), line(5, album="C"),
    ]).albums]  # fmt: skip
    assert years == [(1961, 1966), (2003, 2003), None]


def test_several_discs_are_known_by_a_later_disc_of_the_same_album() -> None:
    shelf = Shelf([
        line(1, album="A", disc=1), line(2, album="A"), line(3, album="A", disc=2),
        line(4, album="B", disc=1), line(5, album="C", disc=2), line(6, album="", disc=2),
    ])  # fmt: skip
    assert shelf.on_several_discs == {(1, None), (2, None), (3, None), (5, None)}
