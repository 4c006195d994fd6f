"""The companion card: which scene plays now, which theme returns, what was felt here before, what
comes next.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from app.story.covering import HIDDEN
from app.story.echo_kinds import afterlives_counted
from app.story.records import Scene
from app.suggestions.records import Suggestion
from app.timeline.records import Companion
from app.timeline.words import TrackWords, WordsHere
from ui.bridge.places import Afterlives, PersonPlace, ScenePlace, StagePlace
from ui.companion.coming_part import ComingPart
from ui.companion.felt_part import FeltPart
from ui.companion.parts import (
    INSET,
    CharacterChip,
    StillView,
)
from ui.companion.returning_part import ReturningPart
from ui.companion.slot import Slot
from ui.companion.suggested_part import SuggestedPart
from ui.companion.words_part import LyricsPart, WordsPart
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.image_files import FindPicture, no_pictures
from ui.widgets.key_text import tell_keys
from ui.widgets.text import TextLabel, plain_tip
from ui.words.marks import scene_place
from ui.words.spoilers import spoilers

_LEFT = Qt.AlignmentFlag.AlignLeft
_REST_PX, _LINE_PX = 520, 70  # of the card without them, and of one with a note
_SCENE, _COVER, _EMPTY = range(3)


class CompanionCard(Card):
    """Follows the playhead; showing the same thing again costs next to nothing. While the listener
    is about to press an emotion felt here before, nothing in it moves.

    scene_keys: what assigns a scene, suggestion_keys: what takes an emotion that is suggested and
    what refuses it, as the keyboard names them.

    Signals: scene_wanted(), from the empty state; lyrics_wanted(), to be edited;
    hear_wanted(MarkRef), an emotion felt here before; years_wanted(), all that was felt here;
    place_wanted(place), where to go: see `ui/bridge/places.py`. What is suggested has its own, in
    `suggested`.
    """

    scene_wanted = Signal()
    lyrics_wanted = Signal()
    hear_wanted = Signal(object)
    years_wanted = Signal()
    place_wanted = Signal(object)

    def __init__(
        self,
        scene_keys: str,
        picture_path: FindPicture = no_pictures,
        parent: QWidget | None = None,
        suggestion_keys: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(parent=parent)
        self._scene = ScenePart(scene_keys, picture_path)
        self._coming = ComingPart()
        self._felt = FeltPart()
        self._returning = ReturningPart()
        self.suggested = SuggestedPart(*suggestion_keys)
        self._suggested_latest: tuple[Suggestion, ...] = ()
        self._suggested_marks = 0
        self.words = WordsPart()
        self.lyrics = LyricsPart()
        self.lyrics.edit_wanted.connect(self.lyrics_wanted)
        self._shown: Companion | None = None
        self._latest = Companion(None, (), ())
        self._nothing = TextLabel(
            _("Nothing felt here yet. Press a number when something moves you."), "muted", wrap=True
        )
        self._scene.scene_wanted.connect(self.scene_wanted)
        self._scene.place_wanted.connect(self.place_wanted)
        self._felt.hear_wanted.connect(self.hear_wanted)
        self._felt.place_wanted.connect(self.place_wanted)
        self._felt.years_wanted.connect(self.years_wanted)
        self._returning.place_wanted.connect(self.place_wanted)
        for held in (self._felt, self._returning, self.suggested):
            held.let_go.connect(self._catch_up)
        self.setAccessibleName(_("Companion"))
        self.body.setSpacing(SPACE.m)
        self.body.setContentsMargins(SPACE.l - INSET, SPACE.l, SPACE.l - INSET, SPACE.l)
        self._nothing.setContentsMargins(INSET, 0, INSET, 0)
        for part in (self._scene, self.words, self._coming, self._felt, self._nothing, self.lyrics):
            self.body.addWidget(part)
        self._afterlives_of: int | None = None
        self.afterlives = LinkButton("", "heart")
        self.afterlives.clicked.connect(self._open_afterlives)
        self.afterlives.hide()
        self.body.addWidget(self.afterlives, 0, _LEFT)
        self._suggested_slot = Slot(self.body, self.suggested, (self.lyrics, self.afterlives))
        below = (self._coming, self._felt, self._nothing, self.suggested)
        self._return_slot = Slot(self.body, self._returning, below)
        self.show_companion(Companion(None, (), ()))
        theme_signals().theme_changed.connect(self._paint_afresh)
        spoilers().covering_changed.connect(self._paint_afresh)

    @property
    def is_held(self) -> bool:
        """Whether somebody is about to press something in it."""
        parts = (self._felt, self._returning, self.suggested)
        return any(part.is_held for part in parts)

    def show_companion(self, companion: Companion) -> None:
        self._latest = companion
        if self._shown is not None and self.is_held:
            self._coming.count_down(companion.coming_up)
            self._returning.count_down(companion.returning)
            return
        before, self._shown = self._shown, companion
        if before is None or before.scene != companion.scene:
            self._scene.show_scene(companion.scene)
        if before is None or before.felt_before != companion.felt_before:
            self._felt.show_felt(companion.felt_before)
        if before is None or before.coming_up != companion.coming_up:
            self._coming.show_coming(companion.coming_up)
        self._nothing.setVisible(not companion.felt_before)
        self._returning.show_returning(companion.returning)
        self._return_slot.show(not self._returning.is_empty)

    def show_suggested(self, suggested: tuple[Suggestion, ...], marks: int = 0) -> None:
        """marks: how many they were learnt from."""
        self._suggested_latest, self._suggested_marks = suggested, marks
        if not (self.is_held and self.suggested.isVisible()):
            self.suggested.show_suggested(suggested, marks)
            self._suggested_slot.show(bool(suggested))

    def show_words(self, here: WordsHere) -> None:
        """What is said and sung now; called at each line."""
        self.words.show_words(here)

    def show_lyrics(self, words: TrackWords) -> None:
        self.lyrics.show_lyrics(words)

    def show_afterlives(self, track_id: int | None, count: int) -> None:
        """Of the track that plays: a way to them, if there are any."""
        self._afterlives_of = track_id
        self.afterlives.setText(afterlives_counted(count))
        self.afterlives.setVisible(count > 0 and track_id is not None)

    def _open_afterlives(self) -> None:
        if self._afterlives_of is not None:
            self.place_wanted.emit(Afterlives(track_id=self._afterlives_of))

    def fit_into(self, height_px: int) -> None:
        """Shows as many of those felt here before as there usually is room for."""
        self._felt.show_at_most((height_px - scaled_px(_REST_PX)) // scaled_px(_LINE_PX))

    def _catch_up(self) -> None:
        if self._latest != self._shown:
            self.show_companion(self._latest)
        self.show_suggested(self._suggested_latest, self._suggested_marks)

    def _paint_afresh(self) -> None:
        """Icons are pictures in the old theme's colours; spoilers may now be hidden or shown."""
        self._shown = None
        self._coming.forget()
        self._felt.forget()
        self._returning.forget()
        self.suggested.forget()
        self.words.paint_afresh()
        self.show_companion(self._latest)
        self.show_suggested(self._suggested_latest, self._suggested_marks)


class ScenePart(QWidget):
    """The scene that plays; a cover for spoilers; what to do when no scene is assigned.

    Signals: those of the card.
    """

    scene_wanted = Signal()
    place_wanted = Signal(object)

    def __init__(self, keys: str, picture_path: FindPicture) -> None:
        super().__init__()
        self._find = picture_path
        self._scene: Scene | None = None
        self.still = StillView(picture_path)
        self.still.opened.connect(self._open_scene)
        self.still.double_clicked.connect(lambda: self.place_wanted.emit(StagePlace()))
        self.title = TextLabel("", "title", wrap=True)
        self.place = TextLabel("", "caption", wrap=True)
        self.summary = TextLabel("", wrap=True)
        self.characters = QWidget()
        self._character_flow = FlowLayout(self.characters)
        self.reveal = PushButton(_("Show spoiler"), "eye")
        self.reveal.clicked.connect(self._on_reveal)
        self._pages = (self._scene_page(), self._cover_page(), self._empty_page(keys))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            column.addWidget(page)

    def show_scene(self, scene: Scene | None) -> None:
        self._scene = scene
        if scene is None:
            self._show_page(_EMPTY)
        elif spoilers().covering.covers(scene):
            self._forget()
            self._cover_place.setText(scene_place(scene))
            self._show_page(_COVER)
        else:
            self._fill(scene)
            self._show_page(_SCENE)

    def _show_page(self, shown: int) -> None:
        for n, page in enumerate(self._pages):
            page.setVisible(n == shown)

    def _forget(self) -> None:
        """What is covered again isn't left on the page behind the cover."""
        self.still.show_picture(None, "")
        self.still.setToolTip("")
        for part in (self.title, self.place, self.summary):
            part.setText("")
        self._character_flow.clear()

    def _fill(self, scene: Scene) -> None:
        self.still.show_picture(scene.still, _("Open the scene “{title}”", title=scene.title))
        self.still.setToolTip(
            plain_tip(
                _("Open the scene “{title}” · double-click: see it on the Stage", title=scene.title)
            )
        )
        self.still.setVisible(scene.still is not None)
        self.title.setText(scene.title)
        self.place.setText(scene_place(scene))
        self.summary.setText(scene.summary)
        self.summary.setVisible(bool(scene.summary))
        self._character_flow.clear()
        for character in scene.characters:
            chip = CharacterChip(character, self._find)
            chip.clicked.connect(partial(self._open_person, character.id, scene.id))
            self._character_flow.addWidget(chip)
        self.characters.setVisible(bool(scene.characters))

    def _open_scene(self) -> None:
        if self._scene is not None:
            self.place_wanted.emit(ScenePlace(self._scene.id))

    def _open_person(self, character_id: int, scene_id: int) -> None:
        self.place_wanted.emit(PersonPlace(character_id, scene_id))

    def _on_reveal(self) -> None:
        if self._scene is not None:
            spoilers().show(self._scene.id)

    def _scene_page(self) -> QWidget:
        page, column = _column(SPACE.s)
        for part in (self.still, self.title, self.place, self.summary, self.characters):
            column.addWidget(part)
        return page

    def _cover_page(self) -> QWidget:
        page, column = _column(SPACE.s)
        self._cover_place = TextLabel("", "caption", wrap=True)
        words = _("The scene that plays here gives something away.")
        column.addWidget(TextLabel(str(HIDDEN), "title", wrap=True))
        column.addWidget(self._cover_place)
        column.addWidget(TextLabel(words, "muted", wrap=True))
        column.addWidget(self.reveal, 0, _LEFT)
        return page

    def _empty_page(self, keys: str) -> QWidget:
        page, column = _column(SPACE.s)
        choose = LinkButton(_("Assign scene…"), "clapperboard")
        tell_keys(choose, partial(_tell_choosing, keys=keys))
        choose.clicked.connect(self.scene_wanted)
        title, how = (
            TextLabel(_("No scene here yet"), "strong"),
            TextLabel("", "muted", wrap=True),
        )
        tell_keys(how, partial(_tell_how, keys=keys))
        column.addWidget(title)
        column.addWidget(how)
        column.addWidget(choose, 0, _LEFT)
        column.setContentsMargins(INSET - LinkButton.EDGE_PX, 0, INSET, 0)
        for label in (title, how):
            label.setContentsMargins(LinkButton.EDGE_PX, 0, 0, 0)
        return page


def _tell_choosing(button: LinkButton, keys: str) -> None:
    button.setToolTip(_("Assign a scene to the selection · {keys}", keys=keys))


def _tell_how(label: TextLabel, keys: str) -> None:
    label.setText(_("Drag over the timeline to select a passage, then press {keys}.", keys=keys))


def _column(spacing: int) -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(INSET, 0, INSET, 0)
    column.setSpacing(spacing)
    return page, column
