"""Scopes around a track, and their order."""

from __future__ import annotations

from typing import Any

from app.core.ids import TrackId, WorkId
from app.library.records import TrackRow
from app.library.shelf import Shelf
from app.theme_finding.records import Scope
from app.theme_finding.scope import ScopeTracks


def row(track_id: int, album: str = "", work: int | None = None, number: int = 0) -> TrackRow:
    values: dict[str, Any] = dict.fromkeys(TrackRow._fields, "")
    values |= {
        "id": track_id, "title": str(track_id), "album": album, "duration_ms": 1000 * track_id,
        "work_id": work, "track_number": number or track_id, "disc_number": None, "year": None,
        "entry_id": None,
    }  # fmt: skip
    return TrackRow(**values)


SHELF = Shelf(
    [
        row(1, "A", 7), row(2, "A", 7), row(3, "A", 8), row(4, "A", 7),
        row(5, "B", 7), row(6, "C"), row(7),
    ]
)  # fmt: skip


def ids(scope: Scope, around: int | None, work: int | None = None) -> list[int]:
    tracks = ScopeTracks(
        SHELF,
        None if around is None else TrackId(around),
        None if work is None else WorkId(work),
    ).tracks(scope)
    assert all(duration_ms == 1000 * track_id for track_id, duration_ms in tracks)
    return [track_id for track_id, _duration_ms in tracks]


def test_the_track_alone() -> None:
    assert ids(Scope.TRACK, 2) == [2]


def test_an_album_from_the_track_on_then_what_is_before_it() -> None:
    assert ids(Scope.ALBUM, 2) == [2, 3, 4, 1]


def test_a_work_the_tracks_album_first() -> None:
    assert ids(Scope.WORK, 2) == [2, 4, 1, 5]


def test_all_music_the_nearest_first() -> None:
    assert ids(Scope.ALL, 2)[:5] == [2, 3, 4, 1, 5]
    assert sorted(ids(Scope.ALL, 2)) == [1, 2, 3, 4, 5, 6, 7]


def test_without_a_work_it_is_the_album_and_without_that_the_track() -> None:
    assert ids(Scope.WORK, 6) == [6]
    assert ids(Scope.WORK, 7) == [7]
    assert ids(Scope.ALBUM, 7) == [7]


def test_the_work_of_a_theme_counts_and_its_marks_track_too() -> None:
    assert ids(Scope.WORK, 6, 8) == [6, 3]


def test_a_work_without_a_track() -> None:
    assert ids(Scope.WORK, None, 7) == [1, 2, 4, 5]
    assert ids(Scope.ALBUM, None, 7) == []


def test_a_track_that_is_gone_has_nothing_around_it() -> None:
    assert ids(Scope.WORK, 99) == []


def test_a_saga_is_all_of_its_works_the_tracks_own_first() -> None:
    around = ScopeTracks(SHELF, TrackId(2), None, lambda work: (work, WorkId(8)))
    assert [track_id for track_id, _ms in around.tracks(Scope.SAGA)] == [2, 3, 4, 1, 5]
    assert ids(Scope.SAGA, 2) == ids(Scope.WORK, 2), "without a saga it is the work"
    assert ids(Scope.SAGA, 6) == [6]
