"""What the page asks the services, on the thread of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.returns.records import Order, Return, ThemeLife
from app.themes.difference import difference
from app.themes.records import Passage
from ui.themes.shown import ShownReturn, ShownTheme, ShownThemes

if TYPE_CHECKING:
    from app.analysis.track_wave import WaveSource
    from app.bootstrap import Services
    from app.core.ids import ThemeId, TrackId
    from app.core.timecode import Span
    from app.library.records import HeldFile
    from app.story.records import Character
    from app.themes.records import Theme
    from ui.themes.shown import Melody
    from ui.widgets.wave_picture import Coverage

_COLUMNS, _ROWS = 232, 80  # twice the size that a wave has in a row
_LEAST_PEAK = 0.05  # of full scale: silence isn't raised to music


class ThemeAsking:
    """Keeps the melodies that it has found: they depend on the sound alone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._melodies: dict[tuple[str, Span], Melody] = {}

    def themes(self) -> ShownThemes:
        returns = self._services.theme_returns
        found = ((key, self._melody(home)[0]) for key, home in returns.homes().items())
        return ShownThemes(returns.by_work(), {key: melody for key, melody in found if melody})

    def theme(self, theme_id: ThemeId, order: Order | None) -> ShownTheme:
        """order: None for the story's where any scene is known. Raises LookupError when there is no
        such theme.
        """
        life = self._services.theme_returns.life(theme_id, order or Order.STORY)
        has_scenes = any(one.scenes for one in life.returns)
        if order is None and not has_scenes:
            order = Order.ALBUM
            life = self._services.theme_returns.life(theme_id, order)
        sounds = {one.track.id: self._sound(one.track.id) for one in life.returns}
        home = None if life.home is None else life.home.occurrence
        stated = None if home is None else Passage(home.track_id, home.span)
        melody, held = (None, None) if stated is None else self._melody(stated)
        return ShownTheme(
            life,
            order or Order.STORY,
            has_scenes,
            _shown(life, sounds),
            melody,
            held if melody is None else None,
            tuple(file for file, wave, _seen in sounds.values() if file and wave is None),
            self._cast(life.theme),
        )

    def _melody(self, stated: Passage) -> tuple[Melody | None, HeldFile | None]:
        """The melody, and the file that it is heard in."""
        held = self._file(stated.track_id)
        if held is None:
            return None, None
        key = (held.payload_hash, stated.span)
        if key not in self._melodies:
            pitches = self._services.analysis.pitches(held.payload_hash)
            if pitches is None:
                return None, held
            from app.analysis.melody import melody_in

            self._melodies[key] = melody_in(pitches, held.source, stated.span)
        return self._melodies[key], held

    def _file(self, track_id: TrackId) -> HeldFile | None:
        files = self._services.library.track(track_id).files
        return next((file for file in files if file.is_available), None)

    def _sound(self, track_id: TrackId) -> _Sound:
        held = self._file(track_id)
        peaks = None if held is None else self._services.analysis.cached_peaks(held.payload_hash)
        if held is None or peaks is None:
            return held, None, None
        from app.analysis.track_wave import on_track_time
        from ui.widgets.wave_picture import loudest, wave_coverage

        wave = on_track_time(peaks, held.source)
        gain = 1 / max(_LEAST_PEAK, loudest(wave))
        lasts_ms = max(1, wave.duration_ms)
        return held, wave, wave_coverage(wave, 0, lasts_ms, _COLUMNS, _ROWS, gain)

    def _cast(self, theme: Theme) -> tuple[Character, ...]:
        """Of its work; of all works, for a theme that belongs to none."""
        scenes = self._services.scenes
        works = [work.id for work in scenes.works() if theme.work_id in (None, work.id)]
        return tuple(person for work_id in works for person in scenes.characters(work_id))


_Sound = tuple["HeldFile | None", "WaveSource | None", "Coverage | None"]


def _shown(life: ThemeLife, sounds: dict[TrackId, _Sound]) -> tuple[ShownReturn, ...]:
    """Those that were left open come after the others."""
    levels = [_level_db(one, sounds[one.track.id][1]) for one in life.returns]
    home_db = next((db for one, db in zip(life.returns, levels, strict=True) if one.is_home), None)
    sure: list[ShownReturn] = []
    unsure: list[ShownReturn] = []
    for one, level_db in zip(life.returns, levels, strict=True):
        home = life.home or one
        differs = difference(one.occurrence, home.occurrence, level_db, home_db)
        is_sure = one.occurrence.is_confirmed
        place = len(sure) + 1 if is_sure else 0
        shown = ShownReturn(one, place, differs, level_db, sounds[one.track.id][2])
        (sure if is_sure else unsure).append(shown)
    return (*sure, *unsure)


def _level_db(one: Return, wave: WaveSource | None) -> float | None:
    from app.analysis.passage_level import passage_level_db

    return None if wave is None else passage_level_db(wave, one.occurrence.span)
