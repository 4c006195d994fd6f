"""An episode: season, number and title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.counting import counted
from app.story.records import Episode, Scene, Work
from ui.bridge.context import Context
from ui.story.editor import Editor
from ui.story.story_nodes import NodeRef
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PushButton
from ui.widgets.calm_inputs import CalmSpin
from ui.widgets.commit_fields import CommitLine
from ui.widgets.text import TextLabel, on_button

MOST = 9999


class EpisodeEditor(Editor):
    """draft_requested(str): a new “scene” in this episode is wanted."""

    KIND = "episode"
    draft_requested = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = CommitLine("Title", "Title, if you know it", variant="title")
        self.season = CalmSpin("Season", 0, MOST)
        self.number = CalmSpin("Episode", 0, MOST)
        self.work = LinkButton("")
        self.contents = TextLabel("", "muted", wrap=True)
        self._work_id = 0
        self._delete = IconButton("trash-2", "Delete this episode", "Delete", size=18)
        self._lay_out()
        self._wire()

    def show_episode(self, episode: Episode, work: Work, scenes: Sequence[Scene]) -> None:
        is_other = self.turn_to(episode.id)
        self._work_id = int(work.id)
        self.work.setText(on_button(work.title))
        self.title.show_text(episode.title, is_other=is_other)
        pairs = ((self.season, episode.season_number), (self.number, episode.number))
        for spin, value in pairs:
            if is_other or not spin.hasFocus():
                spin.show_value(value)
        self.contents.setText(_contents(scenes))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.xs)
        first.addWidget(self.title, 1)
        first.addWidget(self._delete)
        numbers = QHBoxLayout()
        numbers.setContentsMargins(SPACE.s, 0, 0, 0)
        numbers.setSpacing(SPACE.s)
        for word, spin in (("Season", self.season), ("Episode", self.number)):
            numbers.addWidget(TextLabel(word, "muted"))
            numbers.addWidget(spin)
            numbers.addSpacing(SPACE.s)
        numbers.addStretch(1)
        add = PushButton("Add a scene", "plus")
        add.clicked.connect(partial(self.draft_requested.emit, "scene"))
        self.column.addWidget(self.work, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addLayout(first)
        self.column.addLayout(numbers)
        self.add_field("Scenes", self.contents)
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def _wire(self) -> None:
        self.title.committed.connect(lambda text: self.edit(title=text))
        self.season.valueChanged.connect(lambda value: self.edit(season_number=value))
        self.number.valueChanged.connect(lambda value: self.edit(number=value))
        self.work.clicked.connect(lambda: self.opened.emit(NodeRef("work", self._work_id)))
        self._delete.clicked.connect(self.request_removal)


def _contents(scenes: Sequence[Scene]) -> str:
    if not scenes:
        return "None yet. Add one, or drag one here."
    return counted(len(scenes), "One scene", "{n} scenes")
