"""Tracks that a theme returns in, synthesised, and heard by the real listeners."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from app.analysis.feature_store import FeatureStore
from app.analysis.heard import HEARD_FEATURES, hear_what_is_missing
from app.bootstrap import Services
from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from tests.support.audio import Samples, silence, write_wav
from tests.support.tunes import FLUTE, REED, STRINGS, changed, in_a_row, played, tune

RATE_HZ = 22_050
HOME_SPAN = Span(9_100, 18_100)  # of the theme in “Home”, and about there in the others
THEME = tune(1)
TITLES = ("Home", "Higher", "Slower", "None")
_heard: dict[str, dict[str, Any]] = {}


def other(seed: int) -> Samples:
    return played(tune(100 + seed), (FLUTE, REED, STRINGS)[seed % 3])


@cache
def sound_of(title: str) -> Samples:
    """About half a minute: another tune, the theme (a major third higher, or a minor third lower
    and a fifth slower), another tune. “Silent” has none, “Drum” hits.
    """
    middle: dict[str, list[Samples]] = {
        "Home": [played(THEME, STRINGS)],
        "Higher": [played(changed(THEME, 4), FLUTE)],
        "Slower": [played(changed(THEME, -3, 0.8), REED)],
        "None": [],
    }
    if title == "Silent":
        return silence(20, RATE_HZ)
    if title == "Drum":
        return _hits()
    number = 3 * TITLES.index(title)
    return in_a_row(other(number), *middle[title], other(number + 1))


def _hits() -> Samples:
    import numpy as np

    rng = np.random.default_rng(1)
    sound = silence(20, RATE_HZ)
    for at in range(0, len(sound) - 4000, RATE_HZ // 4):
        fading = np.exp(-np.arange(4000) / 500)
        sound[at : at + 4000] += (0.3 * rng.standard_normal(4000) * fading).astype(np.float32)
    return sound


class ThemeMusic:
    """The tracks, on one album, without a work until they are given one; nothing heard yet."""

    def __init__(self, services: Services, folder: Path, titles: tuple[str, ...] = TITLES) -> None:
        self.services = services
        self.folder = folder
        folder.mkdir(parents=True)
        for title in titles:
            write_wav(folder / f"{title}.wav", sound_of(title), rate_hz=RATE_HZ)
        services.importing.run([folder], JobContext())
        self.ids = {row.title: row.id for row in services.library.tracks()}
        keys = [(track_id, None) for track_id in self.ids.values()]
        services.library.edit_lines(keys, album="Themes", album_artist="Ada Lind")

    @property
    def titles(self) -> dict[TrackId, str]:
        return {track_id: title for title, track_id in self.ids.items()}

    def hear(self, *titles: str) -> None:
        """As a process that listens through does; all of them without titles. Each sound is really
        heard once for all tests.
        """
        store = FeatureStore(self.services.paths.peaks)
        for title in titles or self.ids:
            (file, *_others) = self.services.library.track(self.ids[title]).files
            for name, value in _heard.get(title, {}).items():
                feature = next(each.feature for each in HEARD_FEATURES if each.feature.name == name)
                store.keep(file.payload_hash, feature, value)
            found = hear_what_is_missing(file.path, file.payload_hash, store, JobContext())
            _heard[title] = found.values

    def mark(
        self, title: str = "Home", span: Span = HOME_SPAN, theme: ThemeId | str = "Heart"
    ) -> tuple[ThemeId, OccurrenceId]:
        themes = self.services.themes
        (mark,) = themes.mark_returns(theme, self.ids[title], [span])
        known = {one.name: one.id for one in themes.themes()}
        return (known[theme] if isinstance(theme, str) else theme), mark
