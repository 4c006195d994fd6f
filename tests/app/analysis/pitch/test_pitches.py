"""Notes are heard where they are, in whatever tuning, and kept as they were heard."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import hear_what_is_missing
from app.analysis.listener import RATE_HZ
from app.analysis.pitch import pitch_listener
from app.analysis.pitch.pitches import PITCHES, Pitches
from app.analysis.pitch.spectrum import FRAME_MS, LOWEST_NOTE
from app.analysis.service import Analysis
from app.core.jobs import JobContext
from tests.support.audio import silence, tone, write_audio
from tests.support.full_disk import no_room
from tests.support.tunes import Note, pitches_of, played

HASH = "1:" + "ab" * 20


def loudest(pitches: Pitches, at_ms: int) -> int:
    return LOWEST_NOTE + int(np.argmax(pitches.strengths[at_ms // FRAME_MS]))


@pytest.mark.parametrize("note", [45, 57, 60, 69, 76, 88])
def test_a_note_is_heard_at_its_pitch_not_at_its_overtones(note: int) -> None:
    assert loudest(pitches_of(played([Note(0, 2, note)])), 1000) == note


def test_notes_are_heard_when_they_sound() -> None:
    pitches = pitches_of(played([Note(0, 1, 60), Note(1, 1, 64), Note(2, 1, 67)]))
    assert [loudest(pitches, ms) for ms in (500, 1500, 2500)] == [60, 64, 67]


def test_a_chord_is_heard_as_its_notes() -> None:
    pitches = pitches_of(played([Note(0, 2, note) for note in (60, 64, 67)]))
    three = np.argsort(pitches.strengths[10])[-3:] + LOWEST_NOTE
    assert sorted(three.tolist()) == [60, 64, 67]


@pytest.mark.parametrize("off", [-0.3, -0.15, 0.2, 0.35])
def test_an_orchestra_tuned_otherwise_plays_the_same_notes(off: float) -> None:
    pitches = pitches_of(played([Note(0, 1, 60 + off), Note(1, 1, 65 + off)]))
    assert pitches.tuning == pytest.approx(off, abs=0.06)
    assert [loudest(pitches, ms) for ms in (500, 1500)] == [60, 65]


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.1, 3.0])
def test_there_is_a_frame_for_every_tenth_of_a_second(seconds: float) -> None:
    pitches = pitches_of(tone(seconds, rate_hz=RATE_HZ))
    assert pitches.duration_ms == pytest.approx(1000 * seconds, abs=FRAME_MS)


def test_silence_has_no_notes() -> None:
    pitches = pitches_of(silence(2, RATE_HZ))
    assert not pitches.strengths.any()


def test_a_long_sound_is_fitted_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = played([Note(at, 1, 60 + at) for at in range(20)])
    whole = pitches_of(sound)
    monkeypatch.setattr(pitch_listener, "_PART_FRAMES", 64)
    parts = pitches_of(sound)
    assert parts.strengths.shape == whole.strengths.shape
    middle = range(500, 19_500, 1000)
    assert [loudest(parts, ms) for ms in middle] == [loudest(whole, ms) for ms in middle]


def test_what_was_heard_is_kept_as_it_was() -> None:
    pitches = pitches_of(played([Note(0, 2, 60)]))
    again = PITCHES.decode(PITCHES.encode(pitches))
    assert again is not None
    assert np.array_equal(again.strengths, pitches.strengths)
    assert np.array_equal(again.levels, pitches.levels)
    assert again.tuning == pytest.approx(pitches.tuning)


@pytest.mark.parametrize("at", [0, 9, 13, 17, 20, 30, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    data = bytearray(PITCHES.encode(pitches_of(played([Note(0, 2, 60)]))))
    data[at] ^= 0xFF
    assert PITCHES.decode(bytes(data)) is None


@pytest.mark.parametrize("kept", [0, 10, 24, 40])
def test_a_cut_file_is_noticed(kept: int) -> None:
    assert PITCHES.decode(PITCHES.encode(pitches_of(tone(1, rate_hz=RATE_HZ)))[:kept]) is None


@pytest.mark.parametrize("body", [zlib.compress(bytes(10_000_000)), b"not compressed", b""])
def test_a_right_checksum_does_not_make_it_right(body: bytes) -> None:
    header = struct.pack("<8sIIf", b"OSTnotes", 1, 5, 0.0)
    checksum = struct.pack("<I", zlib.crc32(body, zlib.crc32(header)))
    assert PITCHES.decode(header + checksum + body) is None


def test_a_second_look_needs_no_file(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    store = FeatureStore(tmp_path / "cache")
    assert hear_what_is_missing(path, HASH, store, JobContext()).is_new
    path.unlink()
    assert not hear_what_is_missing(path, HASH, store, JobContext()).is_new


@pytest.mark.parametrize("suffix", [".flac", ".ogg", ".mp3"])
def test_the_waveform_is_drawn_in_the_same_pass(tmp_path: Path, suffix: str) -> None:
    path = write_audio(tmp_path / f"a{suffix}", tone(3), channels=2)
    hear_what_is_missing(path, HASH, FeatureStore(tmp_path / "cache"), JobContext())
    drawn = Analysis(tmp_path / "cache").cached_peaks(HASH)
    assert drawn is not None
    alone = Analysis(tmp_path / "other").peaks(path, HASH, JobContext())
    assert (drawn.frames, drawn.rate_hz) == (alone.frames, alone.rate_hz)
    assert all(
        np.array_equal(one, other)
        for one, other in zip(
            (drawn.levels[0].mins, drawn.levels[0].maxs, drawn.levels[0].rms),
            (alone.levels[0].mins, alone.levels[0].maxs, alone.levels[0].rms),
            strict=True,
        )
    )


@pytest.mark.logs("damaged; it is computed again")
def test_what_is_damaged_in_the_cache_is_heard_again(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    store = FeatureStore(tmp_path / "cache")
    hear_what_is_missing(path, HASH, store, JobContext())
    (kept,) = (tmp_path / "cache").glob("*.pitches")
    kept.write_bytes(b"\0" * 100)
    assert hear_what_is_missing(path, HASH, store, JobContext()).is_new


@pytest.mark.logs("couldn't be kept in the cache")
def test_a_full_disk_costs_only_the_cache(tmp_path: Path) -> None:
    path = write_audio(tmp_path / "a.flac", tone(3))
    with no_room():
        heard = hear_what_is_missing(path, HASH, FeatureStore(tmp_path / "cache"), JobContext())
    assert heard.values["pitches"].duration_ms == 3000
    assert not list((tmp_path / "cache").glob("*"))
