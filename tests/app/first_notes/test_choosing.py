"""Which piece is asked next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from random import Random

import pytest

from app.core.ids import ThemeId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.first_notes.choosing import DUE, Choosing, rest_ms, weight
from app.first_notes.records import Piece, PieceKey, Pieces, Recognition
from app.library.records import TrackRow
from app.themes.records import Theme

DAY_MS = 86_400_000
NOW_MS = 1_800_000_000_000
HEARD = Span(0, 10_000)


def track(number: int) -> TrackRow:
    of = TrackId(number)
    return TrackRow(
        of, f"Track {number}", "", "", "", None, None, 90_000, "score", None, "", None, None, "",
        True, 0,
    )  # fmt: skip


def piece(number: int) -> Piece:
    return Piece(track(number), HEARD)


def forms(theme: int, *variants: str) -> tuple[Piece, ...]:
    of = Theme(ThemeId(theme), str(theme), None, f"Theme {theme}", "#c2476a", "")
    return tuple(Piece(track(100 + theme), HEARD, of, variant) for variant in variants)


def known(key: PieceKey, after_ms: int, days_ago: float) -> Recognition:
    return Recognition(key, after_ms, Instant(round(NOW_MS - days_ago * DAY_MS), 0))


TRACKS = tuple(map(piece, range(1, 9)))


def pieces_of(
    tracks: Iterable[Piece], themes: tuple[tuple[Piece, ...], ...], known: Iterable[Recognition]
) -> Pieces:
    return Pieces({one.track.id: one for one in tracks}, themes, tuple(known))


def asked(pieces: Pieces, times: int, choosing: Choosing | None = None) -> list[Piece]:
    choosing = choosing or Choosing(Random(4))
    found = (choosing.next(pieces, NOW_MS) for _ in range(times))
    return [one for one in found if one is not None]


def test_what_is_known_slowly_rests_for_less_time() -> None:
    rests = [rest_ms(ms) for ms in (500, 1_000, 1_800, 5_000, 60_000, 2**31 - 1)]
    assert rests[0] == rests[1] == 30 * DAY_MS
    assert sorted(rests, reverse=True) == rests and rests[-1] == DAY_MS / 24


def test_what_was_not_asked_for_long_is_its_turn_before_what_was_asked_today() -> None:
    key = piece(1).key
    weights = [weight(known(key, 2_000, days), NOW_MS) for days in (0, 1, 10, 40, 4_000)]
    assert sorted(weights) == weights and weights[0] < 0.01 and weights[-1] == 4.0
    assert weight(known(key, 900, 30), NOW_MS) == DUE
    assert weight(known(key, 6_000, 3), NOW_MS) > weight(known(key, 900, 3), NOW_MS)


def test_a_clock_that_was_put_back_asks_for_everything_all_the_same() -> None:
    assert weight(known(piece(1).key, 900, -400), NOW_MS) > 0


def test_nothing_is_asked_twice_in_a_row_and_everything_has_its_turn() -> None:
    found = asked(pieces_of(TRACKS, (), ()), 200)
    assert all(one.key != other.key for one, other in pairwise(found))
    assert {one.key for one in found} == {one.key for one in TRACKS}


def test_slowly_known_ones_come_more_often() -> None:
    slow = [known(one.key, 7_000, 1) for one in TRACKS[:4]]
    fast = [known(one.key, 800, 1) for one in TRACKS[4:]]
    counts = Counter(one.track.id <= 4 for one in asked(pieces_of(TRACKS, (), (*slow, *fast)), 200))
    assert counts[True] > 1.5 * counts[False]


def test_what_is_due_comes_back_though_most_of_a_library_is_new() -> None:
    library = tuple(map(piece, range(1, 5_001)))
    due = [known(one.key, 4_000, 40) for one in library[:5]]
    rested = [known(one.key, 800, 1) for one in library[5:10]]
    found = {one.track.id for one in asked(pieces_of(library, (), (*due, *rested)), 40)}
    assert {1, 2, 3, 4, 5} <= found and not found & {6, 7, 8, 9, 10}


def test_what_was_given_up_comes_again_soon() -> None:
    pieces = pieces_of(TRACKS, (), tuple(known(one.key, 800, 1) for one in TRACKS))
    choosing = Choosing(Random(1))
    choosing.note_missed(TRACKS[2])
    assert TRACKS[2].key in {one.key for one in asked(pieces, 5, choosing)}


def test_a_theme_comes_in_its_other_forms_once_it_is_known_as_it_is_stated() -> None:
    themes = (forms(1, "", "slower"), forms(2, ""))
    before = asked(pieces_of(TRACKS, themes, ()), 100)
    assert {one.variant for one in before} == {""}
    assert 25 < sum(one.theme is not None for one in before) < 75
    stated = known(themes[0][0].key, 900, 0)
    assert "slower" in {one.variant for one in asked(pieces_of(TRACKS, themes, (stated,)), 100)}


def test_a_theme_whose_home_cannot_be_heard_comes_in_its_other_forms() -> None:
    themes = (forms(1, "slower", "higher"), forms(2, ""))
    found = {one.variant for one in asked(pieces_of(TRACKS, themes, ()), 100)}
    assert {"slower", "higher"} <= found


@pytest.mark.parametrize("tracks", [0, 3])
def test_with_fewer_than_four_tracks_nothing_is_asked(tracks: int) -> None:
    assert not asked(pieces_of(TRACKS[:tracks], (forms(1, ""), forms(2, "")), ()), 1)


def test_one_theme_alone_is_no_question() -> None:
    assert all(one.theme is None for one in asked(pieces_of(TRACKS, (forms(1, ""),), ()), 50))


def test_with_four_tracks_one_can_go_on_for_ever() -> None:
    assert len(asked(pieces_of(TRACKS[:4], (), ()), 50)) == 50
