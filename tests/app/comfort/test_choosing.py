"""Which of the own marks are heard, in which order, and what of the music around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from app.comfort.choosing import MOMENT_MS
from app.comfort.own_marks import own_marks
from app.comfort.records import Wish
from app.core.instant import Instant
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode
from app.journal.records import EntryDraft, Feeling
from app.journal.seals import Sealing
from tests.app.comfort.conftest import DAY_MS, NOW_MS, Diary


def test_the_strongest_and_longest_unheard_come_first(diary: Diary) -> None:
    track, other = diary.track("One"), diary.track("Two")
    weak = diary.mark(track, "comfort", 10_000, intensity=2)
    strong = diary.mark(track, "comfort", 60_000, intensity=5)
    lately = diary.mark(other, "comfort", 10_000, intensity=5)
    fresh = diary.mark(other, "comfort", 60_000, intensity=5, days=0)
    diary.hear(other, Span(5_000, 20_000), days=3)
    assert diary.shelf(diary.wish("comfort")) == [strong, weak, lately, fresh]


def test_one_that_was_heard_comes_last_until_it_has_rested(diary: Diary) -> None:
    track = diary.track("One")
    one, other = (diary.mark(track, "comfort", at) for at in (10_000, 60_000))
    diary.hear(track, Span(9_000, 20_000), days=1)
    assert diary.shelf(diary.wish("comfort")) == [other, one]
    diary.hear(track, Span(59_000, 70_000), days=0.5)
    assert diary.shelf(diary.wish("comfort")) == [one, other]


def test_what_also_hurt_at_these_seconds_is_never_chosen(diary: Diary) -> None:
    track = diary.track("One")
    diary.mark(track, "comfort", 10_000, 20_000, intensity=5)
    diary.mark(track, "sadness", 25_000, 10_000)
    beside = diary.mark(track, "comfort", 60_000)
    diary.mark(track, "heartbreak", 64_000, 0, mode=Mode.EXPRESSED)
    assert diary.shelf(diary.wish("comfort")) == [beside]
    (moment,) = diary.comfort.shelf(diary.own(), diary.wish("comfort"), NOW_MS).moments
    assert moment.passage.span == Span(57_000, 64_000), "with its lead-in, until where it hurt"


def test_who_listened_too_is_said_by_an_entry_of_that_day(diary: Diary) -> None:
    night, day = diary.track("Night"), diary.track("Day")
    diary.mark(night, "comfort", 10_000, days=400)
    diary.mark(day, "comfort", 10_000, days=400)
    made = Instant(NOW_MS - 400 * DAY_MS, 0)
    moment = diary.services.moments.add_moment(day, Span.point(90_000))
    write = diary.services.journal.write_entry
    write(EntryDraft("With", "", track_ids=(night,), people=("Noor",)), made)
    write(EntryDraft("Later", "", track_ids=(night,), people=("Ada",)), Instant(NOW_MS, 0))
    write(EntryDraft("Both", "", moment_ids=(moment.id,), people=("Noor", "Ida")), made)
    letter = EntryDraft("Letter", "", track_ids=(day,), people=("Jo",))
    write(replace(letter, sealing=Sealing(until=date(2199, 1, 1))), made)
    shelf = diary.comfort.shelf(diary.own(), diary.wish("comfort"), NOW_MS)
    found = {one.item.track.title: one.people for one in shelf.moments if one.item.track}
    assert found == {"Night": ("Noor",), "Day": ("Noor", "Ida")}


def test_weak_valences_of_opposite_signs_may_meet(diary: Diary) -> None:
    track = diary.track("One")
    tag = diary.mark(track, "comfort", 10_000)
    word = diary.services.emotions.named("sadness")
    assert word is not None
    diary.services.emotions.edit_word(word.id, valence=-0.29)
    diary.mark(track, "sadness", 10_000)
    assert diary.shelf(diary.wish("comfort")) == [tag]
    diary.services.emotions.edit_word(word.id, valence=-0.3)
    assert diary.shelf(diary.wish("comfort")) == []


def test_only_what_was_felt_in_music_that_can_be_played_is_offered(diary: Diary) -> None:
    track = diary.track("One")
    diary.mark(diary.track("Lost", is_there=False), "comfort", 1_000)
    diary.mark(track, "comfort", 50_000, mode=Mode.EXPRESSED)
    tag = diary.mark(track, "comfort", 90_000)
    assert diary.shelf(diary.wish("comfort")) == [tag]
    shelf = diary.comfort.shelf(diary.own(), diary.wish("comfort"), NOW_MS)
    assert (shelf.fitting, diary.own().many) == (1, 3)


def test_a_moment_is_long_enough_to_be_felt_and_none_is_heard_twice(diary: Diary) -> None:
    track = diary.track("One", duration_ms=80_000)
    diary.mark(track, "comfort", 30_000, 0, intensity=4)
    diary.mark(track, "comfort", 31_000, 0)
    late = diary.mark(track, "comfort", 78_000, 0)
    first, last = diary.comfort.shelf(diary.own(), diary.wish("comfort"), NOW_MS).moments
    assert first.passage.span == Span(27_000, 27_000 + MOMENT_MS)
    assert (last.item.owner_id, last.passage.span) == (late, Span(75_000, 80_000))


def test_a_place_on_the_axes_finds_what_is_near_it(diary: Diary) -> None:
    track = diary.track("One")
    near = diary.mark(track, "comfort", 10_000)
    diary.mark(track, "triumph", 50_000, intensity=5)
    comfort = diary.services.emotions.emotion(diary.word("comfort"))
    here = Feeling(comfort.valence, comfort.arousal)
    assert diary.shelf(Wish(place=here)) == [near]


def test_whole_tracks_are_those_without_anything_opposed(diary: Diary) -> None:
    mixed, pure = diary.track("Mixed"), diary.track("Pure", 200_000)
    diary.mark(mixed, "comfort", 10_000, intensity=5)
    diary.mark(mixed, "sadness", 100_000)
    diary.mark(pure, "comfort", 10_000)
    tag = diary.mark(pure, "comfort", 90_000, intensity=4)
    shelf = diary.comfort.shelf(diary.own(), diary.wish("comfort", whole=True), NOW_MS)
    assert [one.item.owner_id for one in shelf.moments] == [tag]
    assert shelf.moments[0].passage == (pure, Span(0, 200_000))


def _word(key: int, valence: float) -> Emotion:
    return Emotion(key, "", 1, f"{key}", "", "", valence, 0.0, "#000000", "", "", None, False, 0)  # type: ignore[arg-type]


WORDS = [_word(1, 0.8), _word(2, -0.8), _word(3, 0.1), _word(4, -0.3)]
MARK = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(0, 40), st.integers(0, 12))


@given(st.lists(MARK, max_size=12))
@settings(max_examples=80, deadline=None)
def test_the_room_around_a_mark_is_the_largest_without_opposite_ones(
    drawn: list[tuple[int, int, int, int]],
) -> None:
    drawn.sort(key=lambda one: (one[0], one[2]))
    rows = [
        (n, track, word, start * 1_000, (start + lasts) * 1_000, 3, 0, 1)
        for n, (track, word, start, lasts) in enumerate(drawn)
    ]
    own = own_marks(rows, [(1, 60_000), (2, 60_000), (3, 0)], [], WORDS)
    valence = {int(one.id): one.valence for one in WORDS}
    extents = [(row[1], row[3], row[4] if row[4] > row[3] else row[3] + 3_000) for row in rows]
    kept = {int(key): n for n, key in enumerate(own.ids)}
    for n, row in enumerate(rows):
        track, start, end = extents[n]
        opposed = [
            (one[1], one[2])
            for one, other in zip(extents, rows, strict=True)
            if one[0] == track
            and valence[other[2]] * valence[row[2]] < 0
            and min(abs(valence[other[2]]), abs(valence[row[2]])) >= 0.3
        ]
        is_clear = all(to <= start or begin >= end for begin, to in opposed)
        assert (n in kept) == is_clear
        if is_clear:
            lasts = 60_000 if track < 3 else 2**31 - 1
            mark = kept[n]
            assert own.low[mark] == max([to for _from, to in opposed if to <= start], default=0)
            assert own.high[mark] == min([at for at, _to in opposed if at >= end] + [lasts])
