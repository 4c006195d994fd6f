"""A scene: its still, what happens, when, who appears, and the music that plays in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QVBoxLayout, QWidget

from app.core.ids import SceneId, TrackId
from app.core.words import _
from app.library.records import TrackFilter
from app.story.records import Character, Cue, Scene, Work, WorkKind
from ui.bridge.context import Context
from ui.bridge.places import PersonPlace
from ui.scenes.additions import Additions
from ui.scenes.scene_fields import SceneFields
from ui.shell.shortcuts import native_text
from ui.story.editor import BOX_INSET, QUIET_INSET, TITLE_INSET, Editor, flush_row
from ui.story.music_list import MusicList
from ui.story.scene_lines import SceneLines
from ui.story.scene_time import SceneTime
from ui.story.story_nodes import NodeRef
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.commit_fields import CommitLine
from ui.words.spoilers import spoilers

STILL_PX = QSize(288, 162)
_SIDE_BY_SIDE_PX = 540


class SceneEditor(Editor):
    """Edits one scene; see Editor."""

    KIND = "scene"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._additions = Additions(context)
        fields = self.fields = SceneFields(context, self._additions, STILL_PX, self)
        self.still, self.episode = fields.still, fields.episode
        self.people, self.summary = fields.people, fields.summary
        self.title = CommitLine(_("Title"), _("Title"), variant="title", may_be_empty=False)
        self.spoiler = QCheckBox(_("Hide it as a spoiler"))
        self.remove_still = QuietButton(_("Remove still"), "x")
        self.time = SceneTime()
        self.lines = SceneLines(context, self.time, self)
        self.music = MusicList(context.shortcuts)
        self._delete = IconButton("trash-2", _("Delete this scene"), native_text("Delete"), size=18)
        self._lay_out()
        self._wire()

    def show_scene(self, scene: Scene, work: Work, cast: Sequence[Character]) -> None:
        """cast: every character of the work."""
        is_other = self.turn_to(scene.id)
        if is_other:
            self._additions.forget()
        self.title.show_text(scene.title, is_other=is_other)
        self.fields.show(scene, work, cast, is_other=is_other)
        self.remove_still.setVisible(scene.still is not None)
        self.spoiler.setChecked(scene.is_spoiler)
        self.time.show_span(scene.span, is_other=is_other)
        is_whole = work.kind is WorkKind.FILM and not work.episodes
        for widget in (self._time_title, self.time):
            widget.setVisible(scene.episode_id is not None or is_whole)
        self._time_title.setText(_("Time in the film") if is_whole else _("Time in the episode"))
        self.lines.show_of(scene)
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

    def _hide(self, is_spoiler: bool) -> None:
        """It stays in sight until the program ends: whoever decides this knows it."""
        spoilers().show(SceneId(self.row_id))
        self.edit(is_spoiler=is_spoiler)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = flush_row(TITLE_INSET, self.title, self._delete)
        first.setStretch(0, 1)
        words = QVBoxLayout()
        words.setSpacing(SPACE.s)
        words.addLayout(first)
        words.addLayout(flush_row(0, self.episode))
        words.addLayout(flush_row(BOX_INSET, self.spoiler))
        remove = flush_row(QUIET_INSET, self.remove_still)
        remove.addStretch(1)
        words.addLayout(remove)
        words.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(SPACE.l - TITLE_INSET)
        still = flush_row(0, self.still)
        still.setAlignment(self.still, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._head.addLayout(still)
        self._head.addLayout(words, 1)
        self.column.addLayout(self._head)
        self.add_field(_("What happens"), self.summary)
        self.add_field(_("Characters"), self.people)
        self.add_field(_("Music in this scene"), self.music)
        self._time_title = self.add_field(_("Time in the episode"), self.time)

    def _wire(self) -> None:
        self.title.committed.connect(lambda text: self.edit(title=text))
        self.spoiler.clicked.connect(self._hide)
        self.remove_still.clicked.connect(lambda: self.edit(still=None))
        self.time.span_edited.connect(self._on_time)
        self.fields.person_opened.connect(self._open_person)
        self.music.hear_requested.connect(self._hear)
        self.music.removal_requested.connect(self._remove_cue)
        self._delete.clicked.connect(self.request_removal)

    # --- verbs ----------------------------------------------------------------------------------

    def _open_person(self, character_id: int) -> None:
        """Their page; from there they are edited."""
        navigator = self.context.navigator
        if navigator.can_show(PersonPlace):
            navigator.show(PersonPlace(character_id, self.row_id))
        else:
            self.opened.emit(NodeRef("character", character_id))

    def _on_time(self, start_ms: int | None, end_ms: int | None) -> None:
        self.edit(start_ms=start_ms, end_ms=end_ms)

    def _hear(self, cue: Cue) -> None:
        self.context.playback.hear(TrackId(cue.track_id), cue.span, cue.preroll_ms)

    def _remove_cue(self, cue: Cue) -> None:
        ref = cue.ref
        said = _("The passage was removed from this scene.")
        self.context.do(
            lambda: self.context.services.marks.remove(ref),
            lambda: self.context.say_done(said),
        )
