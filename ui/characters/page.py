"""The page of a character, or of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import CharacterId
from app.core.words import _
from ui.bridge.track.thumbnails import Thumbnails
from ui.characters.head import CharacterHead
from ui.characters.leading import Leading
from ui.characters.nobody import covered, nobody_yet, without_music
from ui.characters.reading import CharacterReading
from ui.characters.shown import ShownStory
from ui.characters.words import names_of
from ui.story_line.waves import LineWaves
from ui.story_music.bead import Bead
from ui.story_music.covered_look import CoveredLook
from ui.story_music.music import MusicList
from ui.story_music.ribbon.card import RibbonCard
from ui.story_music.sounding import RibbonSounding
from ui.story_music.written import WrittenList
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.characters.records import TheirCue
    from ui.bridge.context import Context
    from ui.shell.window_memory import WindowMemory

_WIDE_PX = 960  # of the page, below which there is one column
_TIGHT_PX = 560  # of the page, below which rows have no waves
_STILL_PX = 144


class CharactersPage(QWidget):
    """Reads off the GUI thread."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._scene_id: int | None = None  # to select once it is shown
        self.shown: ShownStory | None = None
        pictures = context.services.pictures
        self._stills = Thumbnails(pictures.folder, _STILL_PX, self)
        self._waves = LineWaves(context, self)
        self.head = CharacterHead(context)
        self.ribbon = RibbonCard(self._stills.image)
        # Translators: of one or two characters, about scenes that were covered until now
        self.look = CoveredLook(self.ribbon, _("No music of theirs"))
        self.reading = CharacterReading(context, memory, self.look, self)
        self.music = MusicList(self._waves)
        self.written = WrittenList()
        self.sounding = RibbonSounding(context, self)
        self.leading = Leading(context.navigator)
        self._nobody: QWidget = nobody_yet(context.navigator)
        self._views = QStackedWidget()
        self._lay_out()
        self._wire()

    # --- what the window asks -------------------------------------------------------------------

    def open_person(self, character_id: int, scene_id: int | None = None) -> None:
        """scene_id: to select."""
        self._open((CharacterId(character_id),), scene_id)

    def open_pair(self, character_id: int, other_id: int) -> None:
        self._open((CharacterId(character_id), CharacterId(other_id)))

    def focus_ribbon(self) -> None:
        """What to do, while there is nobody."""
        front = self._views.currentWidget()
        if front is self._area:
            self.ribbon.focus()
        elif front is not None:
            front.setFocus()

    @property
    def is_reading(self) -> bool:
        return self.reading.fresh.is_under_way

    def read(self) -> None:
        """Everything shown, again."""
        self.reading.ask()

    # --- what is shown --------------------------------------------------------------------------

    def _open(self, ids: tuple[CharacterId, ...], scene_id: int | None = None) -> None:
        self._scene_id = scene_id
        self.reading.open(ids)

    def _show(self, shown: ShownStory | None) -> None:
        """None: nobody can be shown."""
        before, self.shown = self.shown, shown
        beads = () if shown is None else shown.beads
        self.sounding.show(beads)
        self.leading.shown = shown
        if shown is None or shown.story.hidden:
            self._show_nobody(shown)
            return
        story = shown.story
        is_other = before is None or before.story.ids != story.ids
        self.head.show_story(shown)
        self.look.show(
            beads,
            story.covered,
            story.seen_until,
            shown.looked_at,
            lambda: without_music(story, self.leading.open_story),
        )
        self._select(beads)
        self._show_sounding(self.sounding.bead)
        is_pair = len(story.people) > 1
        self.music.show_cues(
            story.cues,
            _("Music while both are on")
            if is_pair
            else _("Music while {name} is on", name=names_of(story.people)),
            is_other=is_other,
        )
        self.written.show_written(
            story.written,
            story.written_covered,
            _("What you wrote about them"),
            _("What do they mean to you?"),
            can_write=self.leading.can_write,
            is_other=is_other,
        )
        self._fit()
        for bead in beads:
            if bead.level_db is None:
                self._waves.shape(int(bead.track.id))
        if turn_to(self._views, self._area):
            self.focus_ribbon()

    def _select(self, beads: Sequence[Bead]) -> None:
        """The scene that was asked for."""
        scene_id, self._scene_id = self._scene_id, None
        if scene_id is not None:
            places = (n for n, one in enumerate(beads) if one.at.scene.id == scene_id)
            self.ribbon.picture.select(next(places, -1))

    def _show_nobody(self, shown: ShownStory | None) -> None:
        navigator = self._context.navigator
        nobody = nobody_yet(navigator) if shown is None else covered(shown.story)
        old, self._nobody = self._nobody, nobody
        self._views.addWidget(self._nobody)
        if turn_to(self._views, self._nobody):
            self.focus_ribbon()
        self._views.removeWidget(old)
        old.deleteLater()

    # --- playing --------------------------------------------------------------------------------

    def play_whole(self) -> None:
        """From the first bead to the last; or stops."""
        if self.sounding.bead is not None and self.sounding.is_whole:
            self.sounding.stop()
        elif self.shown is not None and self.shown.beads:
            self.sounding.play(self.shown.beads, is_whole=True)

    def _play_bead(self, place: int) -> None:
        if self.shown is not None and place < len(self.shown.beads):
            self.sounding.play([self.shown.beads[place]], is_whole=False)

    def _play_from(self, place: int) -> None:
        if self.shown is not None and self.shown.beads:
            self.sounding.play(self.shown.beads[place:], is_whole=True)

    def _play_cue(self, one: TheirCue) -> None:
        span, playback = one.cue.span, self._context.playback
        self._context.look(lambda: playback.hear(one.track.id, span))

    def _show_sounding(self, bead: Bead | None) -> None:
        beads = () if self.shown is None else self.shown.beads
        places = (n for n, one in enumerate(beads) if bead is not None and one.is_same(bead))
        place = next(places, -1)
        self.ribbon.picture.set_sounding(place)
        self.head.show_playing(place if self.sounding.is_whole else -1, len(beads))
        if place >= 0 and self.sounding.is_whole:
            self.ribbon.view.show_place(place)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("surface", "none")
        self._column = QVBoxLayout(whole)
        self._column.setSpacing(SPACE.l)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setSpacing(SPACE.xxl)
        self._below.addWidget(self.music, 1)
        self._below.addWidget(self.written, 1)
        self._column.addWidget(self.head)
        self._column.addWidget(self.ribbon)
        self._column.addLayout(self._below, 1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(whole)
        self._views.addWidget(self._area)  # in front until it is known that nobody is there
        self._views.addWidget(self._nobody)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._views)
        self._fit()

    def _wire(self) -> None:
        self.reading.read.connect(self._show)
        theme_signals().theme_changed.connect(self._fit)
        self._stills.ready.connect(lambda _key: self.ribbon.picture.update())
        self._waves.known.connect(self._on_waves_known)
        self.sounding.moved.connect(self._show_sounding)
        self.head.people_chosen.connect(self._open)
        self.head.theme_chosen.connect(self.reading.follow)
        self.head.play_pressed.connect(self.play_whole)
        picture = self.ribbon.picture
        picture.play_requested.connect(self._play_bead)
        picture.chain_requested.connect(self._play_from)
        picture.open_requested.connect(self.leading.open_bead)
        self.music.play_requested.connect(self._play_cue)
        self.music.opened.connect(self.leading.open_cue)
        self.written.opened.connect(self.leading.open_entry)
        self.written.writing_requested.connect(self.leading.write)

    # --- news and room --------------------------------------------------------------------------

    def _on_waves_known(self) -> None:
        """How loud a bead is can be told now."""
        beads = () if self.shown is None else self.shown.beads
        if any(one.level_db is None and self._waves.shape(int(one.track.id)) for one in beads):
            self.reading.fresh.become_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves no longer looks at what is covered."""
        self.look.end()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < scaled_px(_WIDE_PX)
        edge = SPACE.l if is_narrow else SPACE.xl
        self._column.setContentsMargins(edge, SPACE.l, edge, SPACE.l)
        to = QBoxLayout.Direction
        self._below.setDirection(to.TopToBottom if is_narrow else to.LeftToRight)
        self.ribbon.fit(is_narrow=is_narrow)
        self.music.fit(is_narrow=self.width() < scaled_px(_TIGHT_PX))
