"""What the music is like in each of its sections."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.listener import DynamicsListener
from app.analysis.listener import RATE_HZ
from app.analysis.pitch.pitch_listener import PitchListener
from app.analysis.texture.feature import TEXTURE
from app.analysis.texture.figures import (
    FIGURES,
    RAW_FIGURES,
    Texture,
    figures,
    raw_figures,
    texture_of,
)
from app.analysis.texture.measures import Measures, measures_of
from app.analysis.texture.sections import sections_of
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.timecode import Span
from tests.support.audio import Samples, silence
from tests.support.felt_music import calm, storm
from tests.support.tunes import FLUTE, REED, Note, in_a_row, played

COUNTED = Texture(np.repeat(np.arange(60, dtype=np.float32)[:, None], len(FIGURES), axis=1))


def measured(sound: Samples) -> Measures:
    pitches, dynamics = PitchListener(), DynamicsListener()
    pitches.feed(sound)
    dynamics.feed(sound)
    return measures_of(pitches.finish(), dynamics.finish().measured)


def raw(sound: Samples) -> dict[str, float]:
    measures = measured(sound)
    return dict(zip(RAW_FIGURES, raw_figures(measures, 0, len(measures)), strict=True))


def chord(root: int, third: int, level: float = 0.1) -> Samples:
    notes = [Note(0, 12, root + above) for above in (0, third, 7, 12)]
    return played(notes, FLUTE, level)


def test_minor_and_major_differ_in_any_key() -> None:
    minor, major = ([raw(chord(root, third)) for root in (57, 60, 64)] for third in (3, 4))
    for name in ("minor_key", "third"):
        assert min(each[name] for each in minor) > 0 > max(each[name] for each in major)
    told = FIGURES.index("minor")
    lowest = min(figures(np.array(list(each.values())))[told] for each in minor)
    assert lowest > max(figures(np.array(list(each.values())))[told] for each in major)


def test_louder_higher_and_more_notes_are_told() -> None:
    soft, loud = raw(chord(50, 4, 0.03)), raw(chord(74, 4, 0.2))
    assert loud["loudness"] - soft["loudness"] == pytest.approx(16.5, abs=3)
    assert loud["middle"] - soft["middle"] == pytest.approx(24, abs=4)
    slow, fast = ([Note(n * each, each * 0.9, 60 + n % 3) for n in range(8)] for each in (1, 0.25))
    assert raw(played(fast, REED))["struck"] > 2 * raw(played(slow, REED))["struck"]


def test_a_section_ends_where_the_music_becomes_another() -> None:
    sound = in_a_row(calm(1), storm(2), calm(3))
    edges = [first for first, _end in sections_of(measured(sound))]
    near = [min(abs(edge - wanted) for edge in edges) for wanted in (100, 195)]
    assert max(near) <= 10 and len(edges) <= 5
    rows = texture_of_sound(sound).rows
    assert np.array_equal(rows[12], rows[16]), "all of a section is one"
    assert rows[14, FIGURES.index("busy")] > rows[4, FIGURES.index("busy")]


def texture_of_sound(sound: Samples) -> Texture:
    pitches, dynamics = PitchListener(), DynamicsListener()
    pitches.feed(sound)
    dynamics.feed(sound)
    return texture_of(pitches.finish(), dynamics.finish().measured)


@pytest.mark.parametrize("seconds", [0, 0.3, 3, 12])
def test_silence_and_next_to_nothing_have_finite_figures(seconds: float) -> None:
    rows = texture_of_sound(silence(seconds, RATE_HZ)).rows
    assert np.isfinite(rows).all() and rows.shape[1] == len(FIGURES)
    assert len(rows) <= seconds + 1


def test_a_passage_is_its_mean_and_a_point_what_is_there() -> None:
    assert COUNTED.between(WHOLE_FILE, Span(2_000, 5_000)) == pytest.approx(3)
    assert COUNTED.between(WHOLE_FILE, Span.point(4_900)) == pytest.approx(4)
    assert COUNTED.between(WHOLE_FILE, Span.point(60_000)) is None


def test_a_track_in_a_file_has_its_own_part() -> None:
    second = SourceTime(start_ms=20_000, end_ms=40_000)
    assert COUNTED.between(second, Span.point(3_000)) == pytest.approx(23)
    assert COUNTED.on_track(second, 5_000)[:, 0].tolist() == [20, 21, 22, 23, 24]


def test_it_is_kept_as_it_is_and_damage_is_noticed() -> None:
    texture = texture_of_sound(played([Note(0, 4, 60)], REED))
    data = TEXTURE.encode(texture)
    again = TEXTURE.decode(data)
    assert again is not None and np.array_equal(again.rows, texture.rows)
    for damaged in (data[:-1], data[:5], data[:40] + b"\x01" + data[41:]):
        assert TEXTURE.decode(damaged) is None
