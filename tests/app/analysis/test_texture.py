"""What the music is like around each second."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.dynamics.listener import DynamicsListener
from app.analysis.listener import RATE_HZ
from app.analysis.pitch.pitch_listener import PitchListener
from app.analysis.texture import FIGURES, TEXTURE, Texture, texture_of
from app.core.source_time import WHOLE_FILE, SourceTime
from app.core.timecode import Span
from tests.support.audio import Samples, silence
from tests.support.tunes import FLUTE, REED, Note, in_a_row, played

LEVEL, MIDDLE, MINOR = 0, 7, 14  # figures


def heard(sound: Samples) -> Texture:
    pitches, dynamics = PitchListener(), DynamicsListener()
    pitches.feed(sound)
    dynamics.feed(sound)
    return texture_of(pitches.finish(), dynamics.finish().measured)


def chord(root: int, third: int, level: float = 0.1) -> Samples:
    notes = [Note(0, 12, root + above) for above in (0, third, 7, 12)]
    return played(notes, FLUTE, level)


def test_minor_and_major_differ_in_any_key() -> None:
    minor = [heard(chord(root, 3)).rows[6, MINOR] for root in (57, 60, 64)]
    major = [heard(chord(root, 4)).rows[6, MINOR] for root in (57, 60, 64)]
    assert min(minor) > 0 > max(major)


def test_louder_and_higher_is_told() -> None:
    both = heard(in_a_row(chord(50, 4, 0.03), chord(74, 4, 0.2)))
    soft, loud = both.rows[5], both.rows[17]
    assert loud[LEVEL] - soft[LEVEL] == pytest.approx(16.5, abs=3)
    assert loud[MIDDLE] - soft[MIDDLE] > 15


def test_silence_and_nothing_have_finite_figures() -> None:
    assert np.isfinite(heard(silence(3, RATE_HZ)).rows).all()
    assert heard(silence(0, RATE_HZ)).rows.shape == (0, FIGURES)


def test_a_passage_is_its_mean_and_a_point_what_is_around_it() -> None:
    texture = Texture(np.repeat(np.arange(10, dtype=np.float32)[:, None], FIGURES, axis=1))
    assert texture.between(WHOLE_FILE, Span(2_000, 5_000)) == pytest.approx(3)
    assert texture.between(WHOLE_FILE, Span.point(4_400)) == pytest.approx(4)
    assert texture.between(WHOLE_FILE, Span.point(60_000)) is None


def test_a_track_in_a_file_has_its_own_part() -> None:
    texture = Texture(np.repeat(np.arange(60, dtype=np.float32)[:, None], FIGURES, axis=1))
    second = SourceTime(start_ms=20_000, end_ms=40_000)
    assert texture.between(second, Span.point(3_000)) == pytest.approx(23)
    rows = texture.on_track(second, 5_000)
    assert rows[:, 0].tolist() == [20, 21, 22, 23, 24]


def test_it_is_kept_as_it_is_and_damage_is_noticed() -> None:
    texture = heard(played([Note(0, 4, 60)], REED))
    data = TEXTURE.encode(texture)
    again = TEXTURE.decode(data)
    assert again is not None and np.array_equal(again.rows, texture.rows)
    assert TEXTURE.decode(data[:-1]) is None
    assert TEXTURE.decode(data[:40] + b"\x01" + data[41:]) is None
