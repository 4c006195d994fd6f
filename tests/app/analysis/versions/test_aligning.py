"""Two versions of a piece are laid along each other: how exactly, and how certain of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from app.analysis.pitch.pitches import Pitches
from app.analysis.versions.aligning import FoundAlignment, align
from app.core.jobs import JobCancelled, JobContext
from app.core.time_map import TimeMap
from tests.support.audio import Samples, silence
from tests.support.tunes import (
    FLUTE,
    RATE_HZ,
    REED,
    STRINGS,
    Note,
    changed,
    chords,
    in_a_row,
    pitches_of,
    played,
    together,
    tune,
)

LASTS_S = 24.0
# Notes are found in frames of 100 ms: these are what was measured, with some air.
MEDIAN_MS, NEARLY_ALL_MS = 35, 90
CERTAIN, UNCERTAIN = 0.7, 0.3

Where = Callable[[float], float]  # seconds in the original -> in the other version


def piece(
    seed: int,
    semitones: int = 0,
    where: Where = float,
    lead: tuple[float, ...] = STRINGS,
    below: tuple[float, ...] = STRINGS,
    lasts_s: float = LASTS_S,
) -> Samples:
    """A tune over chords, on instruments, at a tempo and a pitch of one's choosing."""

    def moved(notes: list[Note]) -> list[Note]:
        return [
            Note(where(n.start_s), where(n.start_s + n.lasts_s) - where(n.start_s), n.pitch)
            for n in changed(notes, semitones)
        ]

    voice, bass = tune(seed, lasts_s), chords(seed + 50, lasts_s)
    return together(played(moved(voice), lead), played(moved(bass), below, 0.08))


@cache
def original() -> Pitches:
    return pitches_of(piece(1))


def off_ms(found: FoundAlignment, where: Where) -> np.ndarray:
    """By how much the moments found are wrong, from beginning to end."""
    time_map = TimeMap(found.anchors)
    at = np.arange(1.0, LASTS_S - 1, 0.25)
    return np.abs([time_map.second_ms(s * 1000) - where(s) * 1000 for s in at])


def assert_exact(found: FoundAlignment, where: Where) -> None:
    assert (np.diff(np.array(found.anchors), axis=0) > 0).all()
    off = off_ms(found, where)
    assert np.median(off) <= MEDIAN_MS and np.percentile(off, 95) <= NEARLY_ALL_MS
    assert found.certainty >= CERTAIN


@pytest.mark.parametrize("tempo", [0.8, 1.2])
def test_another_tempo_is_followed(tempo: float) -> None:
    def where(s: float) -> float:
        return s / tempo

    found = align(original(), pitches_of(piece(1, 0, where)), JobContext())
    assert_exact(found, where)
    assert found.transposition == 0


@pytest.mark.parametrize(("semitones", "told"), [(4, 4), (-3, -3), (-12, 0)])
def test_another_key_on_other_instruments_is_the_same_music(semitones: int, told: int) -> None:
    other = pitches_of(piece(1, semitones, lambda s: s / 1.1, FLUTE, REED))
    found = align(original(), other, JobContext())
    assert_exact(found, lambda s: s / 1.1)
    assert found.transposition == told


def test_a_free_tempo_is_followed_as_it_changes() -> None:
    def where(s: float) -> float:
        return float(1.05 * s + 1.5 * np.sin(s / 6))

    found = align(original(), pitches_of(piece(1, 0, where, REED, FLUTE)), JobContext())
    assert_exact(found, where)
    assert len(found.anchors) > 4


def test_an_intro_that_only_one_has_is_passed_over() -> None:
    intro = piece(9, lasts_s=8.0)
    intro_s = len(intro) / RATE_HZ
    other = pitches_of(in_a_row(intro, piece(1, 2, lambda s: s / 1.15, REED)))
    found = align(original(), other, JobContext())
    assert_exact(found, lambda s: intro_s + s / 1.15)
    back = align(other, original(), JobContext())
    assert back.anchors[0][0] >= (intro_s - 1) * 1000  # the intro is nowhere in the original


def test_what_one_has_in_the_middle_has_an_anchor_on_either_side() -> None:
    whole, insert = piece(1, lasts_s=36.0), piece(7, lasts_s=10.0)
    cut, insert_ms = 18 * RATE_HZ, len(insert) * 1000 / RATE_HZ
    longer = pitches_of(in_a_row(whole[:cut], insert, whole[cut:]))
    time_map = TimeMap(align(pitches_of(whole), longer, JobContext()).anchors)
    for at_ms, later_ms in ((9_000, 0.0), (28_000, insert_ms)):
        assert time_map.second_ms(at_ms) == pytest.approx(at_ms + later_ms, abs=NEARLY_ALL_MS)


def test_the_same_sound_needs_two_anchors() -> None:
    found = align(original(), original(), JobContext())
    assert len(found.anchors) == 2
    assert off_ms(found, float).max() < 1


@pytest.mark.parametrize("seed", [5, 6])
def test_other_music_is_told_to_be_uncertain(seed: int) -> None:
    other = pitches_of(piece(seed, 0, lambda s: s / 0.9, FLUTE))
    assert align(original(), other, JobContext()).certainty <= UNCERTAIN


def test_silence_has_nothing_in_common() -> None:
    still = pitches_of(silence(3, RATE_HZ))
    found = align(original(), still, JobContext())
    assert found.certainty == 0 and found.anchors == ()
    assert align(still, original(), JobContext()).anchors == ()
    none = pitches_of(silence(0, RATE_HZ))
    assert align(none, original(), JobContext()).anchors == ()


def test_it_tells_how_far_it_is_and_can_be_cancelled() -> None:
    told: list[float] = []

    def hear(progress: object) -> None:
        told.append(progress.done / progress.total)  # type: ignore[attr-defined]

    align(original(), original(), JobContext(hear))
    assert told == sorted(told) and told[-1] > 0.8
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        align(original(), original(), job)
