"""Playing the story from the page, and following it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.core.timecode import Span
from app.core.words import _
from ui.bridge.places import StagePlace
from ui.scenes.progress_places import progress_places, reached, short_place_words
from ui.style.icons import icon
from ui.widgets.popup_menu import PopupMenu
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from app.story.records import Cue
    from ui.bridge.context import Context
    from ui.bridge.playback.story_step import StoryStep
    from ui.story_line.card import StoryLineCard
    from ui.story_line.stops import Stop
    from ui.work.play_story import PlayStory
    from ui.work.shown import ShownWork


class Telling(QObject):
    """Between the button, the story line and the player."""

    def __init__(
        self, context: Context, play: PlayStory, line: StoryLineCard, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        self._play = play
        self._line = line
        self._shown: ShownWork | None = None
        story = context.story_playing
        play.play_requested.connect(self.play)
        play.stop_requested.connect(story.stop)
        play.stage_requested.connect(lambda: context.navigator.show(StagePlace()))
        line.play_requested.connect(self.play_from_cue)
        line.selection_changed.connect(self._on_selected)
        line.selected.menu_opening.connect(self._add_ways_to_play)
        story.moved.connect(self._on_moved)
        story.reached_cover.connect(self._say_end)

    def show(self, shown: ShownWork) -> None:
        """What the page shows now."""
        self._shown = shown
        self._show_playing(self._context.story_playing.step)

    def play(self, cues: tuple[Cue, ...], start: Cue | None = None) -> None:
        """start: the one to begin with."""
        self._context.story_playing.play(cues, start)

    def play_from_cue(self, cue_id: int, at_ms: int) -> None:
        """From a place in a cue on, along the story."""
        cues = () if self._shown is None else self._shown.cues
        start = next((cue for cue in cues if cue.id == cue_id), None)
        if start is None:
            return
        if spoilers().covering.covers(start.scene):  # it is looked at, for this once
            span = Span(min(at_ms, start.span.end_ms), start.span.end_ms)
            self._context.playback.hear(start.track_id, span, 0)
        else:
            self._context.story_playing.play(cues, start, at_ms)

    def _on_selected(self, stop: Stop | None) -> None:
        line = self._line.line
        scene = None if stop is None or line is None else line.scenes[stop.scene]
        self._play.select(None if scene is None else scene.id)

    def _show_playing(self, step: StoryStep | None) -> None:
        """step: what is heard of any story."""
        shown = self._shown
        ids = set() if shown is None else {cue.scene.work_id for cue in shown.cues}
        is_this = step is not None and step.cue.scene.work_id in ids
        self._play.show_playing(step if is_this else None)
        self._line.follow_cue(step.cue.id if step is not None and is_this else None)

    def _on_moved(self, step: StoryStep | None) -> None:
        """The scene that sounds comes into view."""
        self._show_playing(step)
        line = self._line.line
        place = None if line is None or step is None else line.place_of(step.cue.scene.id)
        if place is not None:
            self._line.view.show_scene(place)

    def _add_ways_to_play(self, menu: QMenu) -> None:
        """To what can be done with the selected scene."""
        ways = PopupMenu(menu)
        ways.setTitle(_("Play the story"))
        ways.setIcon(icon("play", 16))
        self._play.fill_menu(ways)
        if not ways.isEmpty():
            menu.addSeparator()
            menu.addMenu(ways)

    def _say_end(self) -> None:
        """The story goes on where the listener isn't yet."""
        glance = None if self._shown is None else self._shown.glance
        if glance is None:
            return
        places = progress_places(glance.work, glance.scenes)
        at = reached(glance.work, places)
        if at >= 0:
            # Translators: an episode or a scene, “S2 E1”
            words = _("That’s as far as you are: {place}.", place=short_place_words(places[at]))
            self._context.messages.say(words, about="story")
