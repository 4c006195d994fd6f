"""Where the signs of marks are, however many there are."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSizeF

from app.core.timecode import Span
from ui.roles.impression.painting import inks_of
from ui.roles.impression.placing import Placing, Sizes
from ui.roles.impression.seen import Seen, When

SIZE, SIZES = QSizeF(1_000, 260), Sizes(22.0, 16.0)


@dataclass(frozen=True)
class Mark:
    """As much of one as has a place."""

    span: Span


def marks(*starts_ms: int, when: When = When.THEN) -> tuple[Seen, ...]:
    made = (Mark(Span.point(at)) for at in starts_ms)
    return tuple(Seen(mark, when, "#884422", "dots") for mark in made)  # type: ignore[arg-type]


def placing(then: tuple[Seen, ...], now: tuple[Seen, ...] = ()) -> Placing:
    return Placing({When.THEN: then, When.NOW: now}, 100_000, SIZE, SIZES)


def test_what_was_felt_first_is_above_the_wave_and_what_was_felt_lately_below() -> None:
    made = placing(marks(10_000), marks(10_000, when=When.NOW))
    above, below = made.signs
    assert above.box.bottom() < made.wave.top() and below.box.top() > made.wave.bottom()
    assert abs(above.box.center().x() - made.x_of(10_000)) < 1
    assert below.box.bottom() <= SIZE.height() and above.box.top() >= 0


def test_signs_never_cover_one_another() -> None:
    made = placing(marks(*range(0, 100_000, 700)))
    boxes = [sign.box for sign in made.signs]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


def test_a_crowd_is_told_by_numbers_and_nobody_is_left_out() -> None:
    made = placing(marks(*range(0, 100_000, 10)))
    told = sorted(place for sign in made.signs for place in sign.places)
    assert told == list(range(10_000))
    assert any(sign.more for sign in made.signs)


def test_a_place_under_the_pointer_is_the_place_in_the_track() -> None:
    made = placing(())
    assert abs(made.ms_at(made.x_of(42_000)) - 42_000) < 100
    assert made.ms_at(-50) == 0 and made.ms_at(5_000) == 99_999


def test_a_wave_is_coloured_where_something_was_felt_alone() -> None:
    inks = inks_of(marks(50_000), 100_000, 100)
    assert inks[49] == "" and inks[50] == inks[52] == "#884422" and inks[53] == ""
