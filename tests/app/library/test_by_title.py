"""A few of the tracks, by what is typed of them: the best first, each once, and misspelled ones."""

from __future__ import annotations

import pytest

from app.core.ids import AlbumEntryId, TrackId
from app.core.jobs import JobCancelled
from app.core.picking import Fit
from app.library.by_title import find_tracks
from app.library.records import TrackRow
from app.library.shelf_search import ShelfSearch


def row(number: int, title: str, album: str = "Tidewatch", entry: int | None = None) -> TrackRow:
    entry_id = None if entry is None else AlbumEntryId(entry)
    return TrackRow(
        TrackId(number), title, "Anselm Brook", album, "", 1, number, 1000, "unknown", None, "",
        None, 2020, "", True, 0, entry_id,
    )  # fmt: skip


ROWS = (
    row(1, "After the storm"),
    row(2, "Storm", album="Weather"),
    row(3, "Stormglass"),
    row(4, "The lighthouse"),
    row(4, "The lighthouse", album="Best of", entry=7),
    row(5, "Ébauche"),
)


def found(text: str, most: int = 10) -> list[tuple[str, Fit]]:
    return [(one.thing.title, one.fit) for one in find_tracks(ShelfSearch(ROWS), text, most)]


def test_what_is_called_so_comes_first_then_what_begins_with_it() -> None:
    assert found("storm") == [
        ("Storm", Fit.EXACT),
        ("Stormglass", Fit.BEGINS),
        ("After the storm", Fit.BEGINS),
    ]


def test_a_track_on_two_albums_is_found_once() -> None:
    assert found("lighthouse") == [("The lighthouse", Fit.BEGINS)]


@pytest.mark.parametrize("typed", ["ebauche", "ÉBAUCHE", "ébau"])
def test_accents_and_capitals_do_not_matter(typed: str) -> None:
    assert found(typed)[0][0] == "Ébauche"


def test_words_of_title_and_album_together_find_it() -> None:
    assert found("weather storm") == [("Storm", Fit.BEGINS)]


def test_a_slip_of_the_finger_finds_what_is_only_similar() -> None:
    assert found("ligthouse") == [("The lighthouse", Fit.SIMILAR)]


def test_nothing_is_found_for_nothing_and_for_what_is_not_there() -> None:
    assert found("  ") == [] and found("zzqx") == []


def test_no_more_are_returned_than_asked_for() -> None:
    many = ShelfSearch([row(number, f"Storm {number}") for number in range(1, 3000)])
    assert len(find_tracks(many, "storm", 12)) == 12


def test_another_question_can_end_it() -> None:
    def go_on() -> None:
        raise JobCancelled

    with pytest.raises(JobCancelled):
        find_tracks(ShelfSearch(ROWS), "storm", 5, go_on)
