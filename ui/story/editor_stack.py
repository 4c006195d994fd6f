"""The editor in front: that of the work, episode, scene or character that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.bridge.context import Context
from ui.story.character_editor import CharacterEditor
from ui.story.editor import Editor
from ui.story.episode_editor import EpisodeEditor
from ui.story.scene_editor import SceneEditor
from ui.story.story import Story
from ui.story.story_nodes import NodeRef
from ui.story.work_editor import WorkEditor


class EditorStack(QStackedWidget):
    """One editor for each noun, and nothing while nothing is open."""

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
        for part in (self._blank, work, episode, scene, character):
            self.addWidget(part)

    @property
    def front(self) -> Editor | None:
        front = self.currentWidget()
        return front if isinstance(front, Editor) else None

    def show_nothing(self) -> None:
        self.setCurrentWidget(self._blank)

    def show_ref(self, ref: NodeRef | None, story: Story) -> bool:
        """Whether the work, episode or scene is there."""
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
            scene = next(scene for scene in scenes if scene.id == ref.id)
            self._scene.show_scene(scene, work, cast)
            self.setCurrentWidget(self._scene)
        return True

    def show_person(self, ref: NodeRef, back: NodeRef, story: Story) -> bool:
        """Whether the character is there. back: from where it was opened."""
        work_id = story.work_id_of(back)
        cast = () if work_id is None else self._scenes.characters(work_id)
        who = next((who for who in cast if who.id == ref.id), None)
        if who is None:
            return False
        self._character.show_character(who, story.scenes_with(who), back, story.title(back))
        self.setCurrentWidget(self._character)
        return True
