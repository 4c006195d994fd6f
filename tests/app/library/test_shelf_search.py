"""Lines are found by what they say, and folded once."""

from __future__ import annotations

import pytest

from app.core.jobs import JobCancelled
from app.core.search_text import terms_of
from app.library import shelf_search
from app.library.records import TrackRow
from app.library.shelf import Shelf
from app.library.shelf_search import Found, ShelfSearch
from tests.app.library.test_shelf import line


def find(search: ShelfSearch, text: str) -> Found:
    return search.find(terms_of(text))


def found_ids(lines: list[TrackRow], text: str) -> list[int]:
    found = find(ShelfSearch(lines), text)
    return [row.id for row, is_found in zip(lines, found.lines, strict=True) if is_found]


def test_every_word_must_occur_somewhere() -> None:
    lines = [
        line(1, "Farewell")._replace(work_title="The Long Road"),
        line(2, "Arrival")._replace(role="love_theme"),
        line(3, "Märchen", artist="Anna")._replace(composer="Mira Holm"),
        line(4, "Étoile", album="Nuit", by="The Orchestra"),
    ]
    for text, ids in (
        ("road fare", [1]),
        ("love theme", [2]),
        ("marchen", [3]),
        ("ANNA", [3]),
        ("holm", [3]),
        ("etoile nuit", [4]),
        ("orchestra", [4]),
        ("nothing", []),
        ("a", [1, 2, 3, 4]),
    ):
        assert found_ids(lines, text) == ids, text


def test_a_word_is_not_found_across_two_columns() -> None:
    assert found_ids([line(1, "Fare", artist="well")], "farewell") == []


def test_what_was_found_is_counted_each_track_once() -> None:
    """A track on two albums has two lines."""
    search = ShelfSearch(Shelf([line(1), line(1, entry=5, album="Best of"), line(2)]).lines)
    found = find(search, "t1")
    assert sum(found.lines) == 2 and (found.tracks, found.duration_ms) == (1, 1000)


def test_what_says_the_same_on_the_next_shelf_isnt_folded_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = ShelfSearch([line(1, "One"), line(2, "Two"), line(3, "Three")])
    before.prepare()
    folded: list[str] = []

    def counting(text: str) -> str:
        folded.append(text)
        return text.casefold()

    monkeypatch.setattr(shelf_search, "fold", counting)
    after = ShelfSearch([line(4, "New"), line(1, "One"), line(3, "Renamed")], before)
    assert find(after, "renamed").lines == b"\0\0\1"
    assert find(after, "one").lines == b"\0\1\0"
    assert find(after, "two").lines == b"\0\0\0"
    assert "One" not in folded and {"New", "Renamed"} < set(folded)


def test_a_question_that_is_no_longer_asked_ends_early_and_keeps_what_it_folded() -> None:
    lines = [line(number) for number in range(3_500)]
    search = ShelfSearch(lines)
    asked = 0

    def go_on() -> None:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise JobCancelled

    with pytest.raises(JobCancelled):
        search.find(("t",), go_on)
    later: list[None] = []
    assert sum(search.find(("t34",), lambda: later.append(None)).lines) == 111
    assert len(later) < 3_500 / 500, "the first 2,000 weren’t folded again"
