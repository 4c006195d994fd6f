"""What the page asks the services, on the thread of a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.returns.records import Order
from app.themes.difference import PassageSound, difference
from app.themes.records import Passage
from ui.bridge.track.passage_sounds import PassageSounds
from ui.characters.shown import Bead, ShownStory
from ui.words.differences import measured_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.bootstrap import Services
    from app.characters.records import CharacterStory, TheirTheme
    from app.core.ids import CharacterId, SceneId, ThemeId, TrackId
    from app.core.timecode import Span
    from app.library.records import HeldFile
    from app.story.covering import Covering
    from app.themes.records import Occurrence


class CharacterAsking:
    """Keeps what depends on the sound alone."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sounds = PassageSounds(services.analysis)

    def story(
        self,
        ids: Sequence[CharacterId],
        theme_id: ThemeId | None,
        covering: Covering,
        before: Sequence[str] = (),
        looked_at: frozenset[SceneId] = frozenset(),
    ) -> ShownStory:
        """ids: empty for whoever the uids of before name, or is on most. Raises LookupError without
        anybody. theme_id: the theme to follow, if it is among theirs; else the first of them.
        looked_at: scenes that the covering shows for the moment.
        """
        stories = self._services.character_stories
        story = stories.read(ids or stories.known(before, covering), covering)
        wanted = [one for one in story.themes if one.id == theme_id] or story.themes[:1]
        theme = next(iter(wanted), None)
        held = _Held(self._services)
        beads = self._music(story, held) if theme is None else self._returns(theme, held)
        return ShownStory(story, theme, beads, looked_at)

    def _music(self, story: CharacterStory, held: _Held) -> tuple[Bead, ...]:
        return tuple(
            Bead(
                one.at,
                one.track,
                Passage(one.track.id, one.cue.span),
                one.felt,
                self._sound(held, one.track.id, one.cue.span).level_db,
                words=one.track.title,
            )
            for one in story.cues
        )

    def _returns(self, theme: TheirTheme, held: _Held) -> tuple[Bead, ...]:
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
