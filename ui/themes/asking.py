"""What the page asks the services, on the thread of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.returns.records import Order, Return, ThemeLife
from app.themes.difference import PassageSound, difference
from app.themes.records import Passage
from app.themes.unanswered import Unanswered
from ui.bridge.track.passage_sounds import PassageSounds
from ui.themes.kept_waves import KeptWaves
from ui.themes.shown import ShownReturn, ShownTheme, ShownThemes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.bootstrap import Services
    from app.core.ids import ThemeId, TrackId
    from app.core.source_time import SourceTime
    from app.core.timecode import Span
    from app.library.records import HeldFile
    from app.story.records import Character, Scene
    from app.themes.records import Occurrence, Theme
    from ui.themes.shown import Melody
    from ui.widgets.wave_picture import Coverage


class ThemeAsking:
    """Keeps what depends on the sound alone: melodies, waveforms, levels."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sounds = PassageSounds(services.analysis)
        self._waves = KeptWaves(self._sounds)
        self._melodies: dict[tuple[str, SourceTime, Span], Melody] = {}
        self._unanswered = Unanswered()

    def themes(self) -> ShownThemes:
        returns = self._services.theme_returns
        found = ((key, self.melody(home)[0]) for key, home in returns.homes().items())
        return ShownThemes(returns.by_work(), {key: melody for key, melody in found if melody})

    def theme(self, theme_id: ThemeId, order: Order | None) -> ShownTheme:
        """order: as the listener chose; without a known scene it is the album's, which the story's
        order is then. Raises LookupError when there is no such theme.
        """
        order = order or Order.STORY
        life = self._services.theme_returns.life(theme_id, order, self._found(theme_id))
        has_scenes = any(one.scenes for one in life.returns)
        rows, undrawn = self._shown(life)
        home = None if life.home is None else life.home.occurrence
        stated = None if home is None else Passage(home.track_id, home.span)
        melody, held = (None, None) if stated is None else self.melody(stated)
        return ShownTheme(
            life,
            order if has_scenes else Order.ALBUM,
            has_scenes,
            rows,
            melody,
            stated.track_id if stated is not None and held is not None and melody is None else None,
            undrawn,
            self._cast(life.theme),
            self._services.first_notes.of_theme(theme_id),
        )

    def _found(self, theme_id: ThemeId) -> tuple[tuple[Occurrence, Scene | None], ...]:
        """Where it may return, too, as far as that is likely enough to be shown; and the scenes
        that play there.
        """
        if not self._services.paths.found_themes.is_dir():  # nothing was ever searched for
            return ()
        from app.theme_finding.records import SHOWN_FROM

        theme = next((one for one in self._services.themes.themes() if one.id == theme_id), None)
        finding = self._services.theme_finding
        likely = [one for one in finding.of_theme(theme_id) if one.probability >= SHOWN_FROM]
        around = finding.around([one.passage for one in likely])
        return tuple(
            (self._unanswered.mark(theme, one), around[one.passage].scene)
            for one in likely
            if theme is not None and one.passage in around
        )

    def melody(self, stated: Passage) -> tuple[Melody | None, HeldFile | None]:
        """The melody, and the file that it is heard in."""
        held = self._file(stated.track_id)
        if held is None:
            return None, None
        key = (held.payload_hash, held.source, stated.span)
        if key not in self._melodies:
            pitches = self._services.analysis.cached_pitches(held.payload_hash)
            if pitches is None:
                return None, held
            from app.analysis.melody import melody_in

            self._melodies[key] = melody_in(pitches, held.source, stated.span)
        return self._melodies[key], held

    def wave(self, track_id: TrackId) -> Coverage | None:
        """Of the whole track; None until its waveform is in the cache."""
        held = self._file(track_id)
        return None if held is None else self._waves.wave(held)

    def _file(self, track_id: TrackId) -> HeldFile | None:
        files = self._services.library.track(track_id).files
        return next((file for file in files if file.is_available), None)

    def _cast(self, theme: Theme) -> tuple[Character, ...]:
        """Of its work; of all works, for a theme that belongs to none."""
        scenes = self._services.scenes
        works = [work.id for work in scenes.works() if theme.work_id in (None, work.id)]
        return tuple(person for work_id in works for person in scenes.characters(work_id))

    def _shown(self, life: ThemeLife) -> tuple[tuple[ShownReturn, ...], tuple[HeldFile, ...]]:
        """The rows, those that were left open last; and the files whose waveforms are missing."""
        files = {track_id: self._file(track_id) for track_id in _tracks(life)}
        held = {track_id: file for track_id, file in files.items() if file is not None}
        waves = {track_id: self._waves.wave(file) for track_id, file in held.items()}
        undrawn = tuple(held[track_id] for track_id, wave in waves.items() if wave is None)
        sounds = [self._sound(held.get(one.track.id), one) for one in life.returns]
        heard = list(zip(life.returns, sounds, strict=True))
        return _rows(life, heard, waves), undrawn

    def _sound(self, held: HeldFile | None, one: Return) -> PassageSound:
        return PassageSound() if held is None else self._sounds.sound(held, one.occurrence.span)


def _tracks(life: ThemeLife) -> dict[TrackId, None]:
    return {one.track.id: None for one in life.returns}


def _rows(
    life: ThemeLife,
    heard: Sequence[tuple[Return, PassageSound]],
    waves: Mapping[TrackId, Coverage | None],
) -> tuple[ShownReturn, ...]:
    at_home = next((sound for one, sound in heard if one.is_home), PassageSound())
    sure: list[ShownReturn] = []
    unsure: list[ShownReturn] = []
    for one, sound in heard:
        home = life.home or one
        differs = difference(one.occurrence, home.occurrence, sound, at_home)
        is_sure = one.occurrence.is_confirmed
        place = len(sure) + 1 if is_sure else 0
        shown = ShownReturn(one, place, differs, sound.level_db, waves.get(one.track.id))
        (sure if is_sure else unsure).append(shown)
    return (*sure, *unsure)
