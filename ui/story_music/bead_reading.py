"""Makes beads of returns and of cues: how loud each is, how fast, and what is different there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.returns.records import Order
from app.themes.difference import PassageSound, difference
from app.themes.records import Passage
from ui.bridge.track.passage_sounds import PassageSounds
from ui.story_music.bead import Bead
from ui.words.differences import measured_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.bootstrap import Services
    from app.characters.records import TheirCue, TheirTheme
    from app.core.ids import TrackId
    from app.core.timecode import Span
    from app.library.records import HeldFile
    from app.themes.records import Occurrence


class BeadReading:
    """On the thread of a job. Keeps what depends on the sound alone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sounds = PassageSounds(services.analysis)

    def of_cues(self, cues: Iterable[TheirCue]) -> tuple[Bead, ...]:
        held = _Held(self._services)
        return tuple(
            Bead(
                one.at,
                one.track,
                Passage(one.track.id, one.cue.span),
                one.felt,
                self._sound(held, one.track.id, one.cue.span).level_db,
                words=one.track.title,
            )
            for one in cues
        )

    def of_returns(self, theme: TheirTheme) -> tuple[Bead, ...]:
        held = _Held(self._services)
        life = self._services.theme_returns.life(theme.id, Order.STORY)
        marks = {one.occurrence.id: one.occurrence for one in life.returns}
        home = None if life.home is None else life.home.occurrence
        at_home = PassageSound() if home is None else self._sound(held, home.track_id, home.span)
        beads = []
        for one in theme.returns:
            sound = self._sound(held, one.track.id, one.span)
            mark = marks.get(one.occurrence_id)
            ratio, words = None, ""
            if mark is not None and home is not None:
                ratio, words = _told(mark, home, sound, at_home)
            beads.append(
                Bead(
                    one.at,
                    one.track,
                    Passage(one.track.id, one.span),
                    one.felt,
                    sound.level_db,
                    ratio,
                    words,
                    one.occurrence_id,
                )
            )
        return tuple(beads)

    def _sound(self, held: _Held, track_id: TrackId, span: Span) -> PassageSound:
        file = held.file(track_id)
        return PassageSound() if file is None else self._sounds.sound(file, span)


class _Held:
    """The file of each track, looked up once."""

    def __init__(self, services: Services) -> None:
        self._library = services.library
        self._files: dict[TrackId, HeldFile | None] = {}

    def file(self, track_id: TrackId) -> HeldFile | None:
        if track_id not in self._files:
            files = self._library.track(track_id).files
            self._files[track_id] = next((one for one in files if one.is_available), None)
        return self._files[track_id]


def _told(
    mark: Occurrence, home: Occurrence, sound: PassageSound, at_home: PassageSound
) -> tuple[float | None, str]:
    """The tempo, and what is different in words: the listener's own, else what was measured."""
    is_home = mark.id == home.id
    differs = difference(mark, home, sound, at_home)
    words = mark.variation or measured_words(differs, is_home=is_home)
    return (1.0 if is_home else differs.tempo_ratio), words
