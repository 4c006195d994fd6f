"""Music of two kinds, by turns, and a listener who feels one thing in each; really heard."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import HEARD_FEATURES, hear_what_is_missing
from app.bootstrap import Services
from app.core.ids import TagId, TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from tests.support.audio import Samples, write_wav
from tests.support.tunes import FLUTE, REED, Note, in_a_row, played, together

RATE_HZ = 22_050
PART_S = 10
PARTS = 6  # calm, stormy, calm, stormy …
TITLES = ("One", "Two", "Three", "New")
CALM, STORM = "peacefulness", "tension"
_heard: dict[str, dict[str, Any]] = {}


def calm(seed: int) -> Samples:
    """Long soft chords in major, and a slow high line."""
    rng = np.random.default_rng(seed)
    root = 60 + int(rng.integers(6))
    chords = [
        Note(at, 2.4, root + above + shift)
        for at, shift in ((0, 0), (2.5, 5), (5, 7), (7.5, 0))
        for above in (0, 4, 7)
    ]
    line = [Note(at, 2.4, root + 12 + (4, 9, 11, 12)[n]) for n, at in enumerate((0, 2.5, 5, 7.5))]
    return together(played(chords, FLUTE, 0.02), played(line, FLUTE, 0.03))


def storm(seed: int) -> Samples:
    """Loud low notes in minor, ten a second, and hits."""
    rng = np.random.default_rng(seed)
    root = 40 + int(rng.integers(6))
    steps = rng.choice([0, 3, 7, 8, 12], 95)
    notes = [Note(n / 10, 0.1, root + int(step)) for n, step in enumerate(steps)]
    return played(notes, REED, 0.3)


@cache
def sound_of(title: str) -> Samples:
    seed = 10 * TITLES.index(title)
    parts = [(calm, storm)[n % 2](seed + n)[: PART_S * RATE_HZ] for n in range(PARTS)]
    padded = [np.pad(part, (0, PART_S * RATE_HZ - len(part))) for part in parts]
    return in_a_row(*padded)


class FeltMusic:
    """The tracks; nothing heard and nothing felt yet."""

    def __init__(self, services: Services, folder: Path) -> None:
        self.services = services
        folder.mkdir(parents=True, exist_ok=True)
        for title in TITLES:
            write_wav(folder / f"{title}.wav", sound_of(title), rate_hz=RATE_HZ)
        services.importing.run([folder], JobContext())
        self.ids = {row.title: row.id for row in services.library.tracks()}

    def hear(self, *titles: str) -> None:
        """As a process that listens through does; all of them without titles. Each sound is really
        heard once for all tests.
        """
        store = FeatureStore(self.services.paths.peaks)
        for title in titles or TITLES:
            (file, *_others) = self.services.library.track(self.ids[title]).files
            for each in HEARD_FEATURES:
                if each.feature.name in _heard.get(title, {}):
                    store.keep(file.payload_hash, each.feature, _heard[title][each.feature.name])
            found = hear_what_is_missing(file.path, file.payload_hash, store, JobContext())
            _heard[title] = found.values

    def feel(self, marks: int) -> list[TagId]:
        """So many marks, evenly on all tracks but “New”, each where its emotion belongs."""
        made = []
        for number in range(marks):
            title = TITLES[number % 3]
            part = number // 3 % PARTS
            at_ms = part * PART_S * 1000 + 3_000 + 200 * (number // (3 * PARTS))
            made.append(self.mark(title, (CALM, STORM)[part % 2], Span.point(at_ms)))
        return made

    def mark(self, title: str, word: str, span: Span) -> TagId:
        emotion = self.services.emotions.named(word)
        assert emotion is not None
        return self.services.tagging.add_tag(self.ids[title], emotion.id, span).id

    @property
    def new(self) -> TrackId:
        return self.ids["New"]
