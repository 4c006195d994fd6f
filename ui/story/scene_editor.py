"""A scene: its still, what happens, when, who appears, and the music that plays in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import CharacterId, EpisodeId, SceneId, TrackId, WorkId
from app.library.records import TrackFilter
from app.story.records import Character, Cue, Scene, Work, episode_label
from ui.bridge.context import Context
from ui.story.editor import Editor
from ui.story.music_list import MusicList
from ui.story.people_field import PeopleField
from ui.story.picture_field import PictureField
from ui.story.scene_time import SceneTime
from ui.story.story_nodes import NodeRef, next_episode
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.calm_inputs import CalmCombo
from ui.widgets.commit_fields import CommitLine, CommitText

STILL_PX = QSize(288, 162)
_SIDE_BY_SIDE_PX = 540
_NEW = "new"


class SceneEditor(Editor):
    """Shows one scene; see Editor."""

    KIND = "scene"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._work: Work | None = None
        self._scene: Scene | None = None
        self.still = PictureField("Still", "Drop a still here,\nor click to choose one", STILL_PX)
        self.title = CommitLine("Title", "Title", variant="title", may_be_empty=False)
        self.episode = CalmCombo("Episode")
        self.spoiler = QCheckBox("Cover it as a spoiler")
        self.remove_still = QuietButton("Remove the still", "x")
        self.summary = CommitText("What happens", "What happens, as you would tell it")
        self.time = SceneTime()
        self.people = PeopleField(context.services.pictures)
        self.music = MusicList()
        self._delete = IconButton("trash-2", "Delete this scene", "Delete", size=18)
        self._lay_out()
        self._wire()

    def show_scene(self, scene: Scene, work: Work, cast: Sequence[Character]) -> None:
        """cast: every character of the work."""
        is_other = self.turn_to(scene.id)
        self._scene, self._work = scene, work
        self.title.show_text(scene.title, is_other=is_other)
        self.summary.show_text(scene.summary, is_other=is_other)
        self.still.show_picture(self.context.services.pictures.path(scene.still))
        self.remove_still.setVisible(scene.still is not None)
        self.spoiler.setChecked(scene.is_spoiler)
        self._show_episodes(work, scene.episode_id)
        self.time.show_span(scene.span, is_other=is_other)
        self.people.show_people(scene.characters, cast, is_other=is_other)
        self.show_music()

    def show_music(self) -> None:
        services = self.context.services
        cues = services.cues.of_scene(SceneId(self.row_id))
        ids = frozenset(int(cue.track_id) for cue in cues)
        rows = services.library.tracks(TrackFilter(ids=ids)) if ids else []
        self.music.show_cues(cues, {int(row.id): row for row in rows})

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.still.set_widest(self.viewport().width() - SPACE.xl - SPACE.l)
        is_wide = self.viewport().width() >= scaled_px(_SIDE_BY_SIDE_PX)
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.xs)
        first.addWidget(self.title, 1)
        first.addWidget(self._delete)
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addLayout(first)
        words.addWidget(self.episode)
        words.addWidget(self.spoiler)
        words.addWidget(self.remove_still, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(SPACE.l)
        self._head.addWidget(self.still, 0, Qt.AlignmentFlag.AlignTop)
        self._head.addLayout(words, 1)
        self.column.addLayout(self._head)
        self.add_field("What happens", self.summary)
        self.add_field("Characters", self.people)
        self.add_field("Music in this scene", self.music)
        self.add_field("Time in the episode", self.time)

    def _wire(self) -> None:
        self.title.committed.connect(lambda text: self.edit(title=text))
        self.summary.committed.connect(lambda text: self.edit(summary=text))
        self.spoiler.clicked.connect(lambda is_on: self.edit(is_spoiler=is_on))
        self.episode.activated.connect(self._on_episode)
        self.still.clicked.connect(lambda: self.choose_picture("Choose a still", self._use_still))
        self.still.chosen_file.connect(lambda path: self.keep_file(path, self._use_still))
        self.still.chosen_bytes.connect(
            lambda data, suffix: self.keep_bytes(data, suffix, self._use_still)
        )
        self.still.removal_requested.connect(lambda: self.edit(still=None))
        self.remove_still.clicked.connect(lambda: self.edit(still=None))
        self.time.span_edited.connect(self._on_time)
        self.people.opened.connect(lambda who: self.opened.emit(NodeRef("character", who)))
        self.people.people_changed.connect(self._set_people)
        self.people.creation_requested.connect(self._create_person)
        self.music.hear_requested.connect(self._hear)
        self.music.removal_requested.connect(self._remove_cue)
        self._delete.clicked.connect(self.request_removal)

    def _show_episodes(self, work: Work, episode_id: EpisodeId | None) -> None:
        self.episode.blockSignals(True)
        self.episode.clear()
        self.episode.addItem("Not in an episode", None)
        for episode in work.episodes:
            label = episode_label(episode.season_number, episode.number, episode.title)
            self.episode.addItem(label, int(episode.id))
        season, number = next_episode(work)
        self.episode.addItem(f"New episode: {episode_label(season, number, '')}", _NEW)
        self.episode.setCurrentIndex(max(0, self.episode.findData(episode_id)))
        self.episode.blockSignals(False)

    # --- verbs ----------------------------------------------------------------------------------

    def _use_still(self, name: str) -> None:
        self.edit(still=name)

    def _on_episode(self, index: int) -> None:
        chosen = self.episode.itemData(index)
        scenes, scene, work = self.context.services.scenes, self._scene, self._work
        if scene is None or work is None or chosen == scene.episode_id:
            return

        def move_into(episode_id: int | None) -> None:
            placed = None if episode_id is None else EpisodeId(episode_id)
            self.context.do(lambda: scenes.place_scene(scene.id, placed))

        # Two verbs: each finds the journal free for itself, and none is done twice.
        made: list[int] = []
        if chosen == _NEW:
            add = lambda: made.append(scenes.add_episode(work.id, *next_episode(work)))  # noqa: E731
            self.context.do(add, lambda: move_into(made[0]))
        else:
            move_into(chosen)

    def _on_time(self, start_ms: int | None, end_ms: int | None) -> None:
        self.edit(start_ms=start_ms, end_ms=end_ms)

    def _set_people(self, ids: list[int]) -> None:
        scene_id = SceneId(self.row_id)
        people = [CharacterId(character_id) for character_id in ids]
        self.context.do(lambda: self.context.services.scenes.set_characters(scene_id, people))

    def _create_person(self, name: str) -> None:
        scene, scenes = self._scene, self.context.services.scenes
        if scene is None:
            return

        made: list[CharacterId] = []

        def put_into_scene() -> None:
            there = [who.id for who in scenes.scene(scene.id).characters]
            scenes.set_characters(scene.id, [*there, *made])

        # Two verbs: each finds the journal free for itself, and none is done twice.
        self.context.do(
            lambda: made.append(scenes.add_character(WorkId(scene.work_id), name)),
            lambda: self.context.do(put_into_scene),
        )

    def _hear(self, cue: Cue) -> None:
        self.context.playback.hear(TrackId(cue.track_id), cue.span, cue.preroll_ms)

    def _remove_cue(self, cue: Cue) -> None:
        ref = cue.ref
        said, undo = "The music was taken out of this scene.", self.context.undo
        self.context.do(
            lambda: self.context.services.marks.remove(ref),
            lambda: self.context.messages.say(said, "Undo", undo),
        )
