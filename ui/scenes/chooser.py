"""“Which scene plays here?”: type a few letters, Enter; what is not there yet is created."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import WorkId
from app.core.timecode import Span, format_ms
from app.story.records import Scene, Work, WorkKind
from ui.bridge.context import Context
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.chips import Chip
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import Match, TypeAhead, offering

_FIELD_PX = 432


class SceneChooser(QDialog):
    """scene_chosen(int scene id). work_id: the track's own work, whose scenes come first.

    Where a new scene's work is not known, a second step asks for it.
    """

    scene_chosen = Signal(int)

    def __init__(
        self,
        context: Context,
        work_id: WorkId | None,
        stretch: Span | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        scenes = context.services.scenes
        self._context = context
        self._scenes = scenes
        self._work_id = work_id
        self._is_closed = False
        self._all = scenes.scenes()
        self._works = scenes.works()
        self._new_title = ""
        self._kind = WorkKind.SERIES
        self.setWindowTitle("Which scene plays here?")
        self._title = TextLabel("Which scene plays here?", "title")
        self._first_hint = _hint_text(stretch)
        self._hint = TextLabel(self._first_hint, "muted", wrap=True)
        own_first = sorted(self._all, key=lambda scene: scene.work_id != self._work_id)
        found = offering(lambda: own_first, _scene_words, _scene_match)
        self.scene_field = TypeAhead(found, "Find or name a scene", "scene")
        works = offering(lambda: self._works, lambda work: work.title, _work_match)
        self.work_field = TypeAhead(works, "Find or name a series, film or game", "work")
        for field in (self.scene_field, self.work_field):
            field.setMinimumWidth(scaled_px(_FIELD_PX))
        self._kinds = self._kind_row()
        self._lay_out()
        self.scene_field.chosen.connect(self._choose)
        self.scene_field.create_requested.connect(self._create)
        self.scene_field.cancelled.connect(self.reject)
        self.work_field.chosen.connect(self._create_in)
        self.work_field.create_requested.connect(self._create_with_work)
        self.work_field.cancelled.connect(self._ask_scene)
        self._ask_scene()

    # --- the two steps --------------------------------------------------------------------------

    def _ask_scene(self) -> None:
        self._title.setText("Which scene plays here?")
        self._hint.setText(self._first_hint)
        self._show_step(is_work=False)

    def _ask_work(self) -> None:
        self._title.setText(f"Where does “{self._new_title}” belong?")
        self._hint.setText("A scene belongs to a series, film or game. Find it, or name a new one.")
        self._show_step(is_work=True)

    def _show_step(self, *, is_work: bool) -> None:
        self.scene_field.setVisible(not is_work)
        self.work_field.setVisible(is_work)
        self._kinds.setVisible(is_work)
        (self.work_field if is_work else self.scene_field).setFocus()

    def _choose(self, scene_id: object) -> None:
        assert isinstance(scene_id, int)
        self.scene_chosen.emit(scene_id)
        self.accept()

    def _create(self, title: str) -> None:
        self._new_title = title
        if self._work_id is not None:
            self._create_in(self._work_id)
        elif len(self._works) == 1:
            self._create_in(self._works[0].id)
        else:
            self._ask_work()

    def _create_in(self, work_id: object) -> None:
        assert isinstance(work_id, int)
        self._make(lambda: self._scenes.add_scene(WorkId(work_id), self._new_title), self._choose)

    def _create_with_work(self, title: str) -> None:
        self._make(lambda: self._scenes.add_work(self._kind, title), self._create_in)

    def _make(self, verb: Callable[[], int], go_on: Callable[[int], object]) -> None:
        """While the journal is busy it waits here; who closes the question wants none of it."""
        made: list[int] = []

        def make() -> None:
            if not self._is_closed:
                made.append(verb())

        self._context.do(make, lambda: None if self._is_closed else go_on(made[0]))

    def done(self, result: int) -> None:
        self._is_closed = True
        super().done(result)

    # --- what is offered ------------------------------------------------------------------------

    def _kind_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(TextLabel("A new one is a", "muted"))
        chips: list[Chip] = []
        for kind, word in KIND_WORDS.items():
            chip = Chip(word, KIND_ICONS[kind], checkable=True)
            chip.setAutoExclusive(True)
            chip.setChecked(kind is self._kind)
            chip.clicked.connect(lambda _on=False, kind=kind: self._set_kind(kind))
            row.addWidget(chip)
            chips.append(chip)
        row.addStretch(1)
        return holder

    def _set_kind(self, kind: WorkKind) -> None:
        self._kind = kind

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column.setSpacing(SPACE.m)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self.scene_field)
        column.addWidget(self.work_field)
        column.addWidget(self._kinds)
        # As high as its matches: after a few letters most of the list is gone.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)


def _hint_text(stretch: Span | None) -> str:
    how = "Type a few letters of the scene; Enter takes it."
    if stretch is None:
        return how
    return f"For {format_ms(stretch.start_ms)} to {format_ms(stretch.end_ms)}. {how}"


def _scene_match(scene: Scene) -> Match:
    return Match(scene.title, int(scene.id), _scene_place(scene), "clapperboard")


def _work_match(work: Work) -> Match:
    return Match(work.title, int(work.id), "", KIND_ICONS[work.kind])


def _scene_words(scene: Scene) -> str:
    people = " ".join(person.name for person in scene.characters)
    return f"{scene.title} {scene.episode_label} {scene.work_title} {people}"


def _scene_place(scene: Scene) -> str:
    return "  ·  ".join(part for part in (scene.work_title, scene.episode_label) if part)
