"""The fields of a scene that several screens show: still, episode, characters, what happens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QWidget

from app.core.ids import CharacterId, EpisodeId
from app.core.words import _
from app.story.records import Character, NewEpisode, Scene, Work, episode_label, next_episode
from ui.bridge.context import Context
from ui.scenes.additions import Additions
from ui.scenes.people_field import PeopleField
from ui.scenes.picture_field import PictureField
from ui.scenes.picture_keeping import PictureKeeping
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.commit_fields import CommitText
from ui.words.spoilers import spoilers


class SceneFields(QObject):
    """Each is saved by itself; whoever shows them lays them out.

    additions: what Ctrl+Z in the fields undoes. Signal: person_opened(int character id).
    """

    person_opened = Signal(int)

    def __init__(
        self,
        context: Context,
        additions: Additions,
        still_px: QSize,
        parent: QWidget,
        *,
        people_rows: int = 8,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._additions = additions
        self._scene: Scene | None = None
        self.still = PictureField(
            _("Still"), _("Drop a still here,\nor click to choose one"), still_px
        )
        self.episode = CalmCombo(_("Episode"))
        self.people = PeopleField(context.services.pictures, rows_shown=people_rows)
        self.summary = CommitText(_("What happens"), _("What happens, as you would tell it"))
        self.pictures = PictureKeeping(context, parent)
        self.pictures.serve(self.still, _("Choose a still"), lambda name: self.edit(still=name))
        self.still.removal_requested.connect(lambda: self.edit(still=None))
        self.episode.activated.connect(self._on_episode)
        self.summary.committed.connect(lambda text: self.edit(summary=text))
        self.people.opened.connect(self.person_opened)
        self.people.person_chosen.connect(lambda who: self._add_person(CharacterId(who)))
        self.people.creation_requested.connect(self._add_person)
        self.people.removal_requested.connect(self._remove_person)
        self.people.is_there.connect(self._say_is_there)
        self.people.undo_requested.connect(additions.undo)

    def show(
        self, scene: Scene, work: Work, cast: Sequence[Character], *, is_other: bool = False
    ) -> None:
        """cast: every character of the work. is_other: of another scene than before."""
        self._scene = scene
        self.summary.show_text(scene.summary, is_other=is_other)
        self.still.show_picture(self._context.services.pictures.path(scene.still))
        self.people.show_people(scene.characters, cast, is_other=is_other)
        self._show_episodes(scene, work)

    def edit(self, **values: object) -> None:
        scene, scenes = self._scene, self._context.services.scenes
        if scene is not None:
            self._additions.do(lambda: scenes.edit("scene", scene.id, **values))

    def _show_episodes(self, scene: Scene, work: Work) -> None:
        self.episode.blockSignals(True)
        self.episode.clear()
        self.episode.addItem(_("Not in an episode"), None)
        for episode in work.episodes:
            label = spoilers().covering.episode_words(episode, work.progress)
            self.episode.addItem(label, int(episode.id))
        new = next_episode(work)
        label = episode_label(new.season_number, new.number, new.title)
        self.episode.addItem(_("New episode: {episode}", episode=label), new)
        self.episode.setCurrentIndex(max(0, self.episode.findData(scene.episode_id)))
        self.episode.blockSignals(False)

    def _on_episode(self, index: int) -> None:
        chosen, scene = self.episode.itemData(index), self._scene
        if scene is None or chosen == scene.episode_id:
            return
        is_known = chosen is None or isinstance(chosen, NewEpisode)
        episode = chosen if is_known else EpisodeId(chosen)
        scenes = self._context.services.scenes
        self._additions.do(lambda: scenes.place_scene(scene.id, episode))

    def _add_person(self, who: CharacterId | str) -> None:
        scene, services = self._scene, self._context.services
        if scene is None:
            return

        def say() -> None:
            there = services.scenes.scene(scene.id).characters
            name = who if isinstance(who, str) else next(w.name for w in there if w.id == who)
            self._additions.say(_("“{name}” was added to the scene.", name=name))

        self._additions.do(lambda: services.scenes.add_to_scene(scene.id, who), say)

    def _remove_person(self, character_id: int) -> None:
        scene, scenes = self._scene, self._context.services.scenes
        if scene is not None:
            left = [who.id for who in scene.characters if who.id != character_id]
            self._additions.do(lambda: scenes.set_characters(scene.id, left))

    def _say_is_there(self, name: str) -> None:
        self._context.messages.say(_("“{name}” is in this scene already.", name=name))
