"""The editor of the work, episode, scene or character that is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.ids import CharacterId, SceneId
from app.core.words import _
from app.story.covering import HIDDEN, HIDDEN_CHARACTER
from app.story.records import Character, Scene, Work
from ui.bridge.context import Context
from ui.story.character_editor import CharacterEditor
from ui.story.editor import Editor
from ui.story.episode_editor import EpisodeEditor
from ui.story.scene_editor import SceneEditor
from ui.story.story import Story
from ui.story.story_nodes import NodeRef
from ui.story.work_editor import WorkEditor
from ui.widgets.empty_state import EmptyState
from ui.words.spoilers import spoilers


class EditorStack(QStackedWidget):
    """One editor for each kind, a cover for spoilers, and a blank page while nothing is open."""

    def __init__(
        self,
        context: Context,
        work: WorkEditor,
        episode: EpisodeEditor,
        scene: SceneEditor,
        character: CharacterEditor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scenes = context.services.scenes
        self._work = work
        self._episode = episode
        self._scene = scene
        self._character = character
        self._blank = QWidget()
        self.covered = EmptyState(
            "eye-off", str(HIDDEN), _("It is hidden as a spoiler, with all that belongs to it.")
        )
        self.covered.add_action(_("Show spoiler"), self._uncover, "eye")
        self._covered_id: SceneId | None = None
        self.covered_person = EmptyState(
            "eye-off", str(HIDDEN_CHARACTER), _("They are hidden as a spoiler.")
        )
        self.covered_person.add_action(_("Show spoiler"), self._uncover_person, "eye")
        self._covered_person_id: CharacterId | None = None
        for part in (
            self._blank,
            self.covered,
            self.covered_person,
            work,
            episode,
            scene,
            character,
        ):
            self.addWidget(part)

    def _uncover(self) -> None:
        if self._covered_id is not None:
            spoilers().show(self._covered_id)

    def _uncover_person(self) -> None:
        if self._covered_person_id is not None:
            spoilers().show_character(self._covered_person_id)

    @property
    def front(self) -> Editor | None:
        front = self.currentWidget()
        return front if isinstance(front, Editor) else None

    def show_nothing(self) -> None:
        self.setCurrentWidget(self._blank)

    def show_ref(self, ref: NodeRef | None, story: Story) -> bool:
        """Shows a work, episode or scene. Returns whether it exists."""
        work = story.work_of(ref)
        if ref is None or work is None:
            return False
        scenes, cast = story.scenes_of(work), self._scenes.characters(work.id)
        if ref.kind == "work":
            self._work.show_work(work, scenes, cast)
            self.setCurrentWidget(self._work)
        elif ref.kind == "episode":
            episode = next(e for e in work.episodes if e.id == ref.id)
            here = [scene for scene in scenes if scene.episode_id == ref.id]
            self._episode.show_episode(episode, work, here)
            self.setCurrentWidget(self._episode)
        else:
            self._show_scene(next(scene for scene in scenes if scene.id == ref.id), work, cast)
        return True

    def _show_scene(self, scene: Scene, work: Work, cast: Sequence[Character]) -> None:
        if spoilers().covering.covers(scene):
            self._covered_id = scene.id
            self.setCurrentWidget(self.covered)
        else:
            self._scene.show_scene(scene, work, cast)
            self.setCurrentWidget(self._scene)

    def show_person(self, ref: NodeRef, back: NodeRef, story: Story) -> bool:
        """Shows a character. Returns whether it exists. back: from where it was opened."""
        work_id = story.work_id_of(back)
        cast = () if work_id is None else self._scenes.characters(work_id)
        who = next((who for who in cast if who.id == ref.id), None)
        if who is None:
            return False
        if spoilers().covering.covers_character(who):
            self._covered_person_id = who.id
            self.setCurrentWidget(self.covered_person)
            return True
        self._character.show_character(who, story.scenes_with(who), back, story.title(back))
        self.setCurrentWidget(self._character)
        return True
