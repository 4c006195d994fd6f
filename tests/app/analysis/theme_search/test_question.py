"""A passage that can't be searched for well is told apart."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.listener import RATE_HZ
from app.analysis.theme_search.question import doubts_about
from app.analysis.theme_search.records import Doubt, Passage
from tests.support.audio import Samples, silence
from tests.support.tunes import FLUTE, in_a_row, pitches_of, played, tune


def drums(seconds: float) -> Samples:
    """Bursts of noise, two a second."""
    rng = np.random.default_rng(3)
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    fading = np.exp(-12 * (t % 0.5))
    return (0.4 * fading * rng.standard_normal(len(t))).astype(np.float32)


def doubts(sound: Samples, end_ms: int = 9_000) -> tuple[Doubt, ...]:
    return doubts_about(pitches_of(sound), Passage("track", 0, end_ms))


@pytest.mark.parametrize("level", [0.15, 0.01])
def test_a_melody_raises_none(level: float) -> None:
    assert doubts(played(tune(1), FLUTE, level)) == ()


def test_a_short_melody_is_too_short() -> None:
    assert doubts(played(tune(1)), 6_900) == (Doubt.TOO_SHORT,)


def test_silence_is_silent() -> None:
    assert doubts(silence(9, RATE_HZ)) == (Doubt.SILENT,)


def test_a_few_notes_in_silence_are_mostly_silent() -> None:
    assert doubts(in_a_row(played(tune(1, 2.0)), silence(7, RATE_HZ))) == (Doubt.SILENT,)


def test_drums_have_no_notes() -> None:
    assert doubts(drums(9)) == (Doubt.UNPITCHED,)


def test_a_passage_beyond_the_end_is_silent() -> None:
    assert Doubt.SILENT in doubts_about(
        pitches_of(silence(1, RATE_HZ)), Passage("t", 5_000, 14_000)
    )
