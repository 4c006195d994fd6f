"""“Play the story”: the button, what it would play, and a menu of other ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.core.words import _, dotted, number
from ui.style.icons import icon
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import TextLabel, on_button
from ui.words.marks import character_name, scene_title, theme_name
from ui.words.spoilers import spoilers
from ui.work.story_plan import plan_words, story_plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.story.records import Cue
    from app.works.records import WorkGlance
    from ui.bridge.playback.story_step import StoryStep

HIGH_PX = 40


class PlayStory(QWidget):
    """caption: what it would play, for whoever has room for it.

    Signals: play_requested(cues, Cue | None: where to begin); stop_requested();
    stage_requested(), to see on the Stage what plays.
    """

    play_requested = Signal(object, object)
    stage_requested = Signal()
    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glance: WorkGlance | None = None
        self._cues: tuple[Cue, ...] = ()
        self._selected: int | None = None
        self._is_playing = False
        self.button = PrimaryButton(_("Play the story"), "play")
        self.button.clicked.connect(self.press)
        self.more = IconButton("chevron-down", _("What to play"), size=18)
        self.more.clicked.connect(self._open)
        self.caption = TextLabel("", "caption")
        self.caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lay_out()
        theme_signals().theme_changed.connect(self._fit)

    def show_glance(self, glance: WorkGlance, cues: Sequence[Cue]) -> None:
        """cues: those of its story; of all works of the saga while that is shown."""
        self._glance, self._cues = glance, tuple(cues)
        plan = story_plan(self._cues)
        self.button.setEnabled(bool(plan.cues) or self._is_playing)
        self.more.setVisible(bool(plan.cues))
        if not self._is_playing:
            self.caption.setText(plan_words(plan))

    def select(self, scene_id: int | None) -> None:
        """The scene from which the story may be played, too."""
        self._selected = scene_id

    def show_playing(self, step: StoryStep | None) -> None:
        """step: the cue of this story that is heard; None while none is."""
        self._is_playing = step is not None
        self.button.set_icon("square" if step is not None else "play")
        self.button.setText(_("Stop the story") if step is not None else _("Play the story"))
        if step is not None:
            at = _("cue {number} of {count}", number=number(step.number), count=number(step.count))
            self.caption.setText(dotted(scene_title(step.cue.scene), at))
        elif self._glance is not None:
            self.show_glance(self._glance, self._cues)
        self.button.setEnabled(step is not None or bool(story_plan(self._cues).cues))

    def press(self) -> None:
        if self._is_playing:
            self.stop_requested.emit()
        elif self._cues:
            self.play_requested.emit(self._cues, None)

    def play_from(self, scene_id: int) -> bool:
        """From the first cue at or after the scene. Returns whether there is one."""
        cue = self._cue_from(scene_id)
        if cue is not None:
            self.play_requested.emit(self._cues, cue)
        return cue is not None

    # --- the menu -------------------------------------------------------------------------------

    def fill_menu(self, menu: QMenu) -> None:
        """From the start, from the selected scene, one character's or one theme's only."""
        glance = self._glance
        if glance is None:
            return
        whole = menu.addAction(icon("play", 16), _("From the start"))
        whole.triggered.connect(lambda: self.play_requested.emit(self._cues, None))
        self._add_on_stage(menu)
        self._add_from_here(menu)
        self._add_people(menu, glance)
        self._add_themes(menu, glance)

    def _add_on_stage(self, menu: QMenu) -> None:
        words = _("Go on, on the Stage") if self._is_playing else _("From the start, on the Stage")
        action = menu.addAction(icon("maximize", 16), words)
        action.triggered.connect(self._play_on_stage)

    def _play_on_stage(self) -> None:
        if not self._is_playing:
            self.play_requested.emit(self._cues, None)
        self.stage_requested.emit()

    def _add_from_here(self, menu: QMenu) -> None:
        cue = None if self._selected is None else self._cue_from(self._selected)
        if cue is None:
            return
        words = _("From “{scene}”", scene=scene_title(cue.scene))
        here = menu.addAction(icon("skip-forward", 16), on_button(words))
        here.triggered.connect(lambda: self.play_requested.emit(self._cues, cue))

    def _add_people(self, menu: QMenu, glance: WorkGlance) -> None:
        covering = spoilers().covering
        people = [
            (person, story_plan(glance.cues_with(person)).cues)
            for person in glance.cast
            if not covering.covers_character(person)
        ]
        if any(cues for _person, cues in people):
            menu.addSection(_("Only with one character"))
        for person, cues in people:
            if cues:
                self._add(menu, "user", character_name(person), cues)

    def _add_themes(self, menu: QMenu, glance: WorkGlance) -> None:
        covering = spoilers().covering
        themes = [
            (theme, story_plan(glance.cues_of(theme.id)).cues)
            for theme in glance.themes
            if not covering.covers_theme(theme)
        ]
        if any(cues for _theme, cues in themes):
            menu.addSection(_("Only where one theme returns"))
        for theme, cues in themes:
            if cues:
                self._add(menu, "music-2", theme_name(theme), cues)

    def _add(self, menu: QMenu, icon_name: str, name: str, cues: tuple[Cue, ...]) -> None:
        action = menu.addAction(icon(icon_name, 16), on_button(name))
        action.triggered.connect(lambda: self.play_requested.emit(cues, None))

    def _open(self) -> None:
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        self.fill_menu(menu)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _cue_from(self, scene_id: int) -> Cue | None:
        """The first one in the scene; in a later one, for a scene without music."""
        glance = self._glance
        if glance is None:
            return None
        plan = story_plan(self._cues)
        here = next((cue for cue in plan.cues if cue.scene.id == scene_id), None)
        if here is not None:
            return here
        order = {scene.id: at for at, scene in enumerate(glance.scenes)}
        start = next((at for key, at in order.items() if key == scene_id), None)
        if start is None:
            return None
        later = (cue for cue in plan.cues if order.get(cue.scene.id, -1) >= start)
        return next(later, None)

    # --- room -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = QHBoxLayout(self)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(SPACE.xs)
        first.addStretch(1)
        first.addWidget(self.button)
        first.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._fit()

    def _fit(self) -> None:
        self.button.setMinimumHeight(scaled_px(HIGH_PX))
