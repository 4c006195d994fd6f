"""An episode: season, number and title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.words import _, ngettext
from app.story.records import Episode, Scene, Work
from ui.bridge.context import Context
from ui.shell.shortcuts import native_text
from ui.story.editor import LINK_INSET, TITLE_INSET, Editor, flush_row
from ui.story.story_nodes import NodeRef
from ui.story.subtitle_field import SubtitleField
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, LinkButton, PushButton
from ui.widgets.calm_inputs import CalmSpin
from ui.widgets.commit_fields import CommitLine
from ui.widgets.text import TextLabel, on_button

MOST = 9999


class EpisodeEditor(Editor):
    """Signal: draft_requested(str), a new “scene” in this episode."""

    KIND = "episode"
    draft_requested = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = CommitLine(_("Title"), _("Title, if you know it"), variant="title")
        self.season = CalmSpin(_("Season"), 0, MOST)
        self.number = CalmSpin(_("Episode"), 0, MOST)
        self.work = LinkButton("")
        self.contents = TextLabel("", "muted", wrap=True)
        self.subtitles = SubtitleField(context)
        self._work_id = 0
        self._delete = IconButton(
            "trash-2", _("Delete this episode"), native_text("Delete"), size=18
        )
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
        self.subtitles.show_of(work.id, episode.id)

    def _lay_out(self) -> None:
        first = flush_row(TITLE_INSET, self.title, self._delete)
        first.setStretch(0, 1)
        numbers = flush_row(0)
        numbers.setSpacing(SPACE.s)
        for word, spin in ((_("Season"), self.season), (_("Episode"), self.number)):
            numbers.addWidget(TextLabel(word, "muted"))
            numbers.addWidget(spin)
            numbers.addSpacing(SPACE.s)
        numbers.addStretch(1)
        add = PushButton(_("Add a scene"), "plus")
        add.clicked.connect(partial(self.draft_requested.emit, "scene"))
        back = flush_row(LINK_INSET, self.work)
        back.addStretch(1)
        self.column.addLayout(back)
        self.column.addLayout(first)
        self.column.addLayout(numbers)
        self.add_field(_("Scenes"), self.contents)
        adding = flush_row(0, add)
        adding.addStretch(1)
        self.column.addLayout(adding)
        self.add_field(_("Subtitles"), self.subtitles)

    def _wire(self) -> None:
        self.title.committed.connect(lambda text: self.edit(title=text))
        self.season.valueChanged.connect(lambda value: self.edit(season_number=value))
        self.number.valueChanged.connect(lambda value: self.edit(number=value))
        self.work.clicked.connect(lambda: self.opened.emit(NodeRef("work", self._work_id)))
        self._delete.clicked.connect(self.request_removal)


def _contents(scenes: Sequence[Scene]) -> str:
    if not scenes:
        return _("None yet. Add one, or drag one here.")
    return ngettext("1 scene", "{n} scenes", len(scenes))
