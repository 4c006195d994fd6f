"""A piece and a cover of it, synthesised and heard: higher, faster, on other instruments, and with
an intro of its own.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import hear_what_is_missing
from app.bootstrap import Services
from app.core.jobs import JobContext
from tests.support.audio import Samples, write_wav
from tests.support.tunes import (
    FLUTE,
    RATE_HZ,
    REED,
    STRINGS,
    changed,
    chords,
    in_a_row,
    played,
    together,
    tune,
)

LASTS_S, INTRO_S, TEMPO = 20.0, 5.0, 1.1
LETTER, BRASS = "Letter", "Letter, brass band"


@cache
def _sounds() -> tuple[Samples, Samples]:
    voice, bass = tune(1, LASTS_S), chords(51, LASTS_S)
    letter = together(played(voice, STRINGS), played(bass, STRINGS, 0.08))
    brass = together(
        played(changed(voice, 3, TEMPO), REED), played(changed(bass, 3, TEMPO), FLUTE, 0.08)
    )
    return letter, in_a_row(_intro(), brass)


@cache
def _intro() -> Samples:
    return played(tune(9, INTRO_S), REED)


def in_the_cover(ms: float) -> float:
    """Where a moment of the piece is."""
    return len(_intro()) * 1000 / RATE_HZ + ms / TEMPO


def lengths_ms() -> dict[str, int]:
    """By the names of the files."""
    names = (f"{LETTER}.wav", f"{BRASS}.wav")
    return {
        name: round(len(sound) * 1000 / RATE_HZ)
        for name, sound in zip(names, _sounds(), strict=True)
    }


def record_versions(services: Services, folder: Path) -> None:
    folder.mkdir(parents=True)
    for title, sound in zip((LETTER, BRASS), _sounds(), strict=True):
        write_wav(folder / f"{title}.wav", sound, rate_hz=RATE_HZ)
    services.importing.run([folder], JobContext())
    store = FeatureStore(services.paths.peaks)
    for row in services.library.tracks():
        (file,) = services.library.track(row.id).files
        hear_what_is_missing(file.path, file.payload_hash, store, JobContext())
