"""“Which scene plays here?”: type a few letters, Enter; a new scene is created."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.ids import SceneId, WorkId
from app.core.timecode import Span
from app.core.words import Text, _
from app.story.records import NewScene, NewWork, Scene, Work, WorkKind
from app.story.suggested_work import suggested_work
from app.transactions.changes import CHARACTER, EPISODE, SCENE, WORK, Change
from ui.bridge.context import Context
from ui.scenes.additions import Additions
from ui.scenes.scene_details import SceneDetails
from ui.scenes.work_kinds import KIND_ICONS, KIND_WORDS
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.chips import Chip
from ui.widgets.match_row import Match
from ui.widgets.text import TextLabel, breakable
from ui.widgets.type_ahead import TypeAhead, offering
from ui.words.marks import character_name, scene_episode, scene_place, scene_title
from ui.words.naming import naming_hint
from ui.words.spoilers import spoilers

_FIELD_PX = 432
_OFFERED = (SCENE, EPISODE, CHARACTER, WORK)
_QUESTION = Text("Which scene plays here?")
Assign = Callable[[SceneId | NewScene], SceneId]


class SceneChooser(QDialog):
    """Asks for a scene and assigns it. A new one belongs to the track's work; if that isn't known,
    a second step asks. A third offers to say more about a new scene.

    work_id: the track's work, whose scenes come first. album: the track's; its title is suggested
    as the work. assign: the verb, which adds a new scene and assigns it in one step.
    Signal: scene_chosen(int scene id), after it was assigned.
    """

    scene_chosen = Signal(int)

    def __init__(
        self,
        context: Context,
        work_id: WorkId | None,
        stretch: Span | None,
        assign: Assign,
        album: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._assigns = assign
        self._work_id = work_id
        self._album = album
        self._is_closed = False
        self._additions = Additions(context)
        self._scenes: list[Scene] = []
        self._works: tuple[Work, ...] = ()
        self._read()
        self._new_title = ""
        self._kind = WorkKind.SERIES
        self.setWindowTitle(str(_QUESTION))
        self._title = TextLabel(str(_QUESTION), "title", wrap=True)
        self._first_hint = naming_hint(stretch)
        self._hint = TextLabel(self._first_hint, "muted", wrap=True)
        found = offering(lambda: self._scenes, _scene_words, _scene_match)
        self.scene_field = TypeAhead(
            found, _("Find or name a scene"), Text("Create scene “{name}”")
        )
        works = offering(lambda: self._works, lambda work: work.title, _work_match)
        self.work_field = TypeAhead(
            works, _("Find or name a series, film or game"), Text("Create work “{name}”")
        )
        self._kinds = self._kind_row()
        self.details = SceneDetails(context, self._additions)
        self._lay_out()
        self.scene_field.chosen.connect(self._choose)
        self.scene_field.create_requested.connect(self._create)
        self.scene_field.cancelled.connect(self.reject)
        self.work_field.chosen.connect(self._create_in)
        self.work_field.create_requested.connect(self._create_with_work)
        self.work_field.cancelled.connect(self._ask_scene)
        self.details.finished.connect(self.accept)
        self.details.gone.connect(self._ask_again)
        context.relay.changed.connect(self._on_change)
        self._ask_scene()

    # --- the steps ------------------------------------------------------------------------------

    def _ask_scene(self) -> None:
        self._show_step(self.scene_field, str(_QUESTION), self._first_hint)

    def _ask_again(self) -> None:
        """The new scene was undone: its title can be changed, or another one chosen."""
        if not self._is_closed:
            self.scene_field.suggest(self._new_title)
            self._ask_scene()

    def _ask_work(self) -> None:
        suggested = suggested_work(self._album)
        title = _("Where does “{title}” belong?", title=self._new_title)
        hint = _("A scene belongs to a series, film or game. Find it, or name a new one.")
        if suggested:
            self.work_field.suggest(suggested)
            hint = _(
                "A scene belongs to a series, film or game. The album’s title is suggested: type "
                "over it to find or name another."
            )
        self._show_step(self.work_field, title, hint)

    def _ask_details(self, scene_id: SceneId) -> None:
        title = _("More about “{title}”", title=self._new_title)
        hint = _("All of this can be left out, and is saved as you go. Esc closes.")
        self._show_step(self.details, title, hint)
        self.details.show_scene(scene_id)

    def _show_step(self, step: QWidget, title: str, hint: str) -> None:
        self._title.setText(breakable(title))
        self._hint.setText(hint)
        for each in (self.scene_field, self.work_field, self.details):
            each.setVisible(each is step)
        self._kinds.setVisible(step is self.work_field)
        step.setFocus()

    # --- what is done ---------------------------------------------------------------------------

    def _choose(self, scene_id: object) -> None:
        assert isinstance(scene_id, int)
        self._assign(SceneId(scene_id))

    def _create(self, title: str) -> None:
        self._new_title = title
        if self._work_id in {work.id for work in self._works}:
            self._create_in(self._work_id)
        else:
            self._ask_work()

    def _create_in(self, work_id: object) -> None:
        assert isinstance(work_id, int)
        self._assign(NewScene(self._new_title, WorkId(work_id)))

    def _create_with_work(self, title: str) -> None:
        self._assign(NewScene(self._new_title, NewWork(self._kind, title)))

    def _assign(self, scene: SceneId | NewScene) -> None:
        """Waits while the journal is busy; if the dialog is closed meanwhile, nothing is made."""
        assigned: list[SceneId] = []

        def assign() -> None:
            if not self._is_closed:
                assigned.append(self._assigns(scene))

        def go_on() -> None:
            if assigned and not self._is_closed:
                self._on_assigned(assigned[0], is_new=isinstance(scene, NewScene))

        self._additions.do(assign, go_on)

    def _on_assigned(self, scene_id: SceneId, *, is_new: bool) -> None:
        self.scene_chosen.emit(scene_id)
        if is_new:
            self._ask_details(scene_id)
        else:
            self.accept()
        self._context.look(lambda: self._say_assigned(scene_id))

    def _say_assigned(self, scene_id: SceneId) -> None:
        scene = self._context.services.scenes.scene(scene_id)
        self._additions.say(_("“{title}” was assigned.", title=scene_title(scene)))

    def done(self, result: int) -> None:
        self.details.leave()
        self._is_closed = True
        super().done(result)

    # --- what is offered ------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        """Somebody else may have deleted or renamed what is offered. In another journal, nothing of
        it means the same.
        """
        if change.is_restore:
            self.reject()
        elif not self._is_closed and change.touches(*_OFFERED) and self._context.look(self._read):
            self.scene_field.refresh()
            self.work_field.refresh()

    def _read(self) -> None:
        """Scenes of the track's work first."""
        scenes = self._context.services.scenes
        self._works = scenes.works()
        self._scenes = sorted(scenes.scenes(), key=lambda scene: scene.work_id != self._work_id)

    def _kind_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(TextLabel(_("New ones are:"), "muted"))
        chips: list[Chip] = []
        for kind in (WorkKind.SERIES, WorkKind.FILM, WorkKind.GAME):
            chip = Chip(str(KIND_WORDS[kind]), KIND_ICONS[kind], checkable=True)
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
        column.addWidget(self.details)
        for each in (self._title, self._hint, self.scene_field, self.work_field, self.details):
            each.setFixedWidth(scaled_px(_FIELD_PX))
        # As high as its matches, which become fewer while one types.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)


def _scene_match(scene: Scene) -> Match:
    return Match(scene_title(scene), int(scene.id), scene_place(scene), "clapperboard")


def _work_match(work: Work) -> Match:
    return Match(work.title, int(work.id), "", KIND_ICONS[work.kind])


def _scene_words(scene: Scene) -> str:
    """A hidden spoiler is found by where it is, not by what would give it away."""
    place = f"{scene_title(scene)} {scene_episode(scene)} {scene.work_title}"
    if spoilers().covering.covers(scene):
        return place
    return f"{place} {' '.join(map(character_name, scene.characters))}"
