"""A series, film or game: its kind, title, year, note and cast."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from app.core.counting import counted
from app.core.ids import WorkId
from app.story.records import Character, Scene, Work, WorkKind
from ui.bridge.context import Context
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.story.editor import Editor
from ui.story.people_field import PeopleField
from ui.story.story_nodes import NodeRef
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.calm_inputs import CalmSpin
from ui.widgets.chips import Chip
from ui.widgets.commit_fields import CommitLine, CommitText
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel

FIRST_YEAR, LAST_YEAR = 1877, 2200  # 1877: the first recording; below it: no year is said


class WorkEditor(Editor):
    """draft_requested(str kind): a new “episode” or “scene” of this work is wanted."""

    KIND = "work"
    draft_requested = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.title = CommitLine("Title", "Title", variant="title", may_be_empty=False)
        self.year = CalmSpin("Year", FIRST_YEAR - 1, LAST_YEAR)
        self.year.setSpecialValueText("unknown")
        self.note = CommitText("Note", "What it is about, where you saw it, why it stays with you")
        self.people = PeopleField(context.services.pictures, is_cast=True)
        self.contents = TextLabel("", "muted", wrap=True)
        self.kinds: dict[WorkKind, Chip] = {}
        self._delete = IconButton("trash-2", "Delete this work", "Delete", size=18)
        self._lay_out()
        self._wire()

    def show_work(self, work: Work, scenes: Sequence[Scene], cast: Sequence[Character]) -> None:
        is_other = self.turn_to(work.id)
        self.title.show_text(work.title, is_other=is_other)
        self.note.show_text(work.note, is_other=is_other)
        self.kinds[work.kind].setChecked(True)
        if is_other or not self.year.hasFocus():
            self.year.show_value(work.year or FIRST_YEAR - 1)
        self.people.show_people(cast, is_other=is_other)
        self.contents.setText(_contents(work, scenes))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.xs)
        first.addWidget(self.title, 1)
        first.addWidget(self._delete)
        self.column.addLayout(first)
        self.column.addWidget(self._kind_row())
        self.add_field("Note", self.note)
        self.add_field("Characters", self.people)
        self.add_field("Episodes and scenes", self.contents)
        self.column.addLayout(self._adding())

    def _kind_row(self) -> QWidget:
        kinds = QWidget()
        row = FlowLayout(kinds)
        row.setContentsMargins(SPACE.s, 0, 0, 0)
        group = QButtonGroup(self)
        for kind, word in KIND_WORDS.items():
            chip = Chip(word, KIND_ICONS[kind], checkable=True)
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
        row.addWidget(TextLabel("Year", "muted"))
        row.addWidget(self.year)
        return field

    def _adding(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        for kind in ("scene", "episode"):
            button = PushButton(f"Add {'a scene' if kind == 'scene' else 'an episode'}", "plus")
            button.clicked.connect(lambda _on=False, kind=kind: self.draft_requested.emit(kind))
            row.addWidget(button)
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
        self._delete.clicked.connect(self.request_removal)

    def _create_person(self, name: str) -> None:
        work_id = WorkId(self.row_id)
        self.context.do(lambda: self.context.services.scenes.add_character(work_id, name))


def _contents(work: Work, scenes: Sequence[Scene]) -> str:
    if not scenes and not work.episodes:
        return "Nothing yet. A scene is enough; episodes are for series that you know well."
    parts = []
    if work.episodes:
        parts.append(counted(len(work.episodes), "1 episode", "{n} episodes"))
    parts.append(counted(len(scenes), "1 scene", "{n} scenes"))
    return "  ·  ".join(parts)
