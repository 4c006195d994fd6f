"""The story in its music: cues played one after another in story order."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import Problem
from app.core.ids import SceneId
from app.themes.records import Passage
from ui.bridge.playback.chain import PassageChain
from ui.bridge.playback.story_step import StoryStep
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.bootstrap import Services
    from app.story.records import Cue, Scene
    from ui.bridge.playback.playback import Playback

log = logging.getLogger(__name__)


class StoryPlaying(QObject):
    """Whoever plays or seeks elsewhere ends it; pausing only pauses it. “Next” and “previous” of
    the player go from cue to cue meanwhile.

    A covered scene isn't played: it is left out, so that the story ends where the listener is.

    Signals: moved(StoryStep | None), None once it is over; reached_cover(), it is over, and what
    follows is covered.
    """

    moved = Signal(object)
    reached_cover = Signal()

    def __init__(self, services: Services, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._playback = playback
        self._cues: tuple[Cue, ...] = ()
        self._is_cover_next = False  # after the last cue
        self._has_met_cover = False  # since the cue that is heard
        self._chain = PassageChain(playback, self, keeps_seeks=True)
        self._chain.moved.connect(self._on_moved)
        self.step: StoryStep | None = None

    def play(self, cues: Sequence[Cue], start: Cue | None = None, at_ms: int | None = None) -> None:
        """cues: in the order of the story, as `Works` reads them. start: the one to begin with;
        at_ms: the place in its track.
        """
        covers = spoilers().covering.covers
        open_cues = tuple(cue for cue in cues if not covers(cue.scene))
        at = 0 if start is None else next((n for n, one in enumerate(open_cues) if one == start), 0)
        self._chain.stop()
        self._cues = open_cues
        self._is_cover_next = bool(cues) and covers(cues[-1].scene)
        passages = [Passage(cue.track_id, cue.span) for cue in open_cues]
        self._chain.play(passages, start=at, may_play=self._may_play)
        is_there = start is not None and self.step is not None and self.step.cue == start
        if is_there and at_ms is not None and at_ms > self._playback.position_ms:
            self._playback.seek_ms(at_ms)

    def stop(self) -> None:
        """The music pauses."""
        self._chain.stop()

    def next(self) -> None:
        self._chain.step(1)

    def previous(self) -> None:
        self._chain.step(-1)

    def _may_play(self, place: int) -> bool:
        """As it is by now: the scene may be covered or gone."""
        scene = self._scene(place)
        if scene is not None and spoilers().covering.covers(scene):
            self._has_met_cover = True
            return False
        return scene is not None

    def _scene(self, place: int) -> Scene | None:
        known = self._cues[place].scene
        try:
            return self._services.scenes.scene(SceneId(known.id))
        except LookupError:
            return None
        except Problem as problem:
            log.warning("scene %s can't be looked up: %s", known.id, problem)
            return known

    def _on_moved(self, place: int) -> None:
        is_over = place < 0
        was_last = self.step is not None and self.step.number == self.step.count
        is_covered = self._has_met_cover or (was_last and self._is_cover_next)
        self._has_met_cover = False
        self.step = None if is_over else StoryStep(self._cues[place], place + 1, len(self._cues))
        self._playback.steps = None if is_over else self
        self._playback.now.tell_story(self.step)
        self.moved.emit(self.step)
        if is_over and is_covered:
            self.reached_cover.emit()
