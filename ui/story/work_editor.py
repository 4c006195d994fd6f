"""A series, film or game: its kind, title, year, note and cast."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.core.ids import SagaId, WorkId
from app.core.words import _, dotted, ngettext, pgettext
from app.story.records import Character, Episode, Scene, Work, WorkKind
from ui.bridge.context import Context
from ui.bridge.places import Afterlives, StoryLinePlace, WhatReturns
from ui.scenes.additions import Additions
from ui.scenes.people_field import PeopleField
from ui.scenes.setting_progress import set_progress
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.shell.shortcuts import native_text
from ui.story.editor import TITLE_INSET, Editor, flush_row
from ui.story.progress_field import ProgressField
from ui.story.saga_field import SagaField
from ui.story.story_nodes import NodeRef
from ui.story.subtitle_field import SubtitleField
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.calm_inputs import CalmSpin
from ui.widgets.chips import Chip
from ui.widgets.commit_fields import CommitLine, CommitText
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel

FIRST_YEAR, LAST_YEAR = (
    1877,
    2200,
)  # 1877: the first sound recording; one below it stands for no year


class WorkEditor(Editor):
    """Signal: draft_requested(str kind), a new “episode” or “scene” of this work."""

    KIND = "work"
    draft_requested = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = CommitLine(_("Title"), _("Title"), variant="title", may_be_empty=False)
        self.year = CalmSpin(_("Year"), FIRST_YEAR - 1, LAST_YEAR)
        self.year.setSpecialValueText(pgettext("year", "unknown"))
        self.note = CommitText(
            _("Note"), _("What it is about, where you saw it, why it stays with you")
        )
        self.people = PeopleField(context.services.pictures, is_cast=True)
        self.progress = ProgressField()
        self.saga = SagaField()
        self.contents = TextLabel("", "muted", wrap=True)
        self.subtitles = SubtitleField(context)
        self.kinds: dict[WorkKind, Chip] = {}
        self._additions = Additions(context)
        self._delete = IconButton("trash-2", _("Delete this work"), native_text("Delete"), size=18)
        self._progress_hint = TextLabel(
            _("What comes later is hidden as a spoiler, everywhere."), "muted", wrap=True
        )
        self._lay_out()
        self._wire()

    def show_work(self, work: Work, scenes: Sequence[Scene], cast: Sequence[Character]) -> None:
        is_other = self.turn_to(work.id)
        if is_other:
            self._additions.forget()
        self.title.show_text(work.title, is_other=is_other)
        self.note.show_text(work.note, is_other=is_other)
        self.kinds[work.kind].setChecked(True)
        if is_other or not self.year.hasFocus():
            self.year.show_value(work.year or FIRST_YEAR - 1)
        self.people.show_people(cast, is_other=is_other)
        self.contents.setText(_contents(work, scenes))
        is_whole = work.kind is WorkKind.FILM and not work.episodes
        if is_whole:
            self.subtitles.show_of(work.id, None)
        self._subtitles_heading.setVisible(is_whole)
        self.subtitles.setVisible(is_whole)
        self.progress.show_progress(work, scenes)
        self.saga.show_saga(work, self.context.services.sagas.sagas())
        for part in (self._progress_heading, self.progress, self._progress_hint):
            part.setVisible(self.progress.has_places)

    def _lay_out(self) -> None:
        first = flush_row(TITLE_INSET, self.title, self._delete)
        first.setStretch(0, 1)
        self.column.addLayout(first)
        self.column.addLayout(flush_row(0, self._kind_row()))
        self.add_field(_("Note"), self.note)
        self.add_field(_("Characters"), self.people)
        self._progress_heading = self.add_field(_("I am at"), self.progress)
        self.column.addLayout(flush_row(0, self._progress_hint))
        self.add_field(_("Saga"), self.saga)
        self.add_field(_("Episodes and scenes"), self.contents)
        self.column.addLayout(self._adding())
        self._subtitles_heading = self.add_field(_("Subtitles"), self.subtitles)

    def _kind_row(self) -> QWidget:
        kinds = QWidget()
        row = FlowLayout(kinds)
        row.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(self)
        for kind, word in KIND_WORDS.items():
            chip = Chip(str(word), KIND_ICONS[kind], checkable=True)
            chip.clicked.connect(lambda _on=False, kind=kind: self.edit(kind=kind))
            group.addButton(chip)
            row.addWidget(chip)
            self.kinds[kind] = chip
        row.addWidget(self._year_field())
        return kinds

    def _year_field(self) -> QWidget:
        field = QWidget()
        row = QHBoxLayout(field)
        row.setContentsMargins(SPACE.m, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(TextLabel(_("Year"), "muted"))
        row.addWidget(self.year)
        return field

    def _adding(self) -> QHBoxLayout:
        row = flush_row(0)
        row.setSpacing(SPACE.s)
        for kind, text in (("scene", _("Add a scene")), ("episode", _("Add an episode"))):
            button = PushButton(text, "plus")
            button.clicked.connect(lambda _on=False, kind=kind: self.draft_requested.emit(kind))
            row.addWidget(button)
        self.story_line = PushButton(_("Story line"), "waves")
        self.what_returns = PushButton(_("What returns?"), "search")
        row.addWidget(self.story_line)
        row.addWidget(self.what_returns)
        self.afterlives = PushButton(_("Afterlives"), "heart")
        row.addWidget(self.afterlives)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row

    def _wire(self) -> None:
        self.title.committed.connect(lambda text: self.edit(title=text))
        self.note.committed.connect(lambda text: self.edit(note=text))
        self.year.valueChanged.connect(
            lambda year: self.edit(year=year if year >= FIRST_YEAR else None)
        )
        self.people.opened.connect(lambda who: self.opened.emit(NodeRef("character", who)))
        self.people.creation_requested.connect(self._create_person)
        self.people.is_there.connect(self._say_is_there)
        self.people.undo_requested.connect(self._additions.undo)
        self.what_returns.clicked.connect(
            lambda: self.context.navigator.show(WhatReturns(self.row_id))
        )
        self.story_line.clicked.connect(
            lambda: self.context.navigator.show(StoryLinePlace(self.row_id))
        )
        self.afterlives.clicked.connect(
            lambda: self.context.navigator.show(Afterlives(work_id=self.row_id))
        )
        self.progress.chosen.connect(self._set_progress)
        self._delete.clicked.connect(self.request_removal)
        self._wire_saga()

    def _wire_saga(self) -> None:
        sagas, do = self.context.services.sagas, self.context.do
        field = self.saga
        field.chosen.connect(lambda saga: do(lambda: sagas.place(self._work_id, saga)))
        field.new_requested.connect(self._found_saga)
        field.renamed.connect(lambda saga, name: do(lambda: sagas.rename(saga, name)))
        field.moved.connect(
            lambda saga, before: do(lambda: sagas.place(self._work_id, saga, before))
        )
        field.removal_requested.connect(self._remove_saga)

    @property
    def _work_id(self) -> WorkId:
        return WorkId(self.row_id)

    def _found_saga(self) -> None:
        """Named like the work, to be named otherwise."""
        sagas, work_id, name = self.context.services.sagas, self._work_id, self.title.text()

        def name_it() -> None:
            self.saga.show_saga(self._work(work_id), sagas.sagas())
            self.saga.name.setFocus()
            self.saga.name.selectAll()

        self.context.do(lambda: sagas.add_saga(name, work_ids=[work_id]), name_it)

    def _work(self, work_id: WorkId) -> Work:
        return next(one for one in self.context.services.scenes.works() if one.id == work_id)

    def _remove_saga(self, saga_id: SagaId) -> None:
        sagas, context = self.context.services.sagas, self.context
        context.do(
            lambda: sagas.remove(saga_id),
            lambda: context.say_done(_("The saga was deleted. Its works stay.")),
        )

    def _set_progress(self, place: Episode | Scene | None) -> None:
        set_progress(self.context, WorkId(self.row_id), place)

    def _create_person(self, name: str) -> None:
        work_id = WorkId(self.row_id)
        self._additions.do(
            lambda: self.context.services.scenes.add_character(work_id, name),
            lambda: self._additions.say(_("“{name}” was created.", name=name)),
        )

    def _say_is_there(self, name: str) -> None:
        self.context.messages.say(_("“{name}” is there already.", name=name))


def _contents(work: Work, scenes: Sequence[Scene]) -> str:
    if not scenes and not work.episodes:
        return _("Nothing yet. A scene is enough; episodes are for series that you know well.")
    parts = []
    if work.episodes:
        parts.append(ngettext("1 episode", "{n} episodes", len(work.episodes)))
    parts.append(ngettext("1 scene", "{n} scenes", len(scenes)))
    return dotted(*parts)
