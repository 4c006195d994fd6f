"""The head: who it is, whose page beside it, which theme is followed, and playing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.ids import CharacterId, ThemeId
from app.core.words import _, dotted, ngettext, number
from app.story.records import Character
from ui.bridge.places import PersonForm, StoryLinePlace, ThemePlace
from ui.characters.portraits import Portraits
from ui.characters.shown import ShownStory
from ui.characters.switch import PeopleSwitch
from ui.characters.words import names_of, scenes_in_words, theme_in_words
from ui.style.icons import icon
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import line_of
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.chips import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import ElidedLabel, on_button
from ui.words.marks import character_name

if TYPE_CHECKING:
    from ui.bridge.context import Context

_PLAY_PX = 40


class CharacterHead(QWidget):
    """Signals: people_chosen(tuple of character ids); theme_chosen(ThemeId); play_pressed()."""

    people_chosen = Signal(object)
    theme_chosen = Signal(object)
    play_pressed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: ShownStory | None = None
        self._pair: tuple[CharacterId, ...] = ()  # of the switch
        self._is_hidden = False
        self.portraits = Portraits(context.services.pictures.path)
        self.title = ElidedLabel("", "display")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.picker = IconButton("chevrons-up-down", _("With somebody else"), size=18)
        self.edit = IconButton("pencil", _("Edit"), size=18)
        self.sentence = ElidedLabel("", "muted")
        self.switch = PeopleSwitch()
        self.play = PrimaryButton(_("Play how it deepens"), "play")
        self.chips: dict[ThemeId, Chip] = {}
        self._chip_group = QButtonGroup(self)
        self._chip_row = QWidget()
        self._flow = FlowLayout(self._chip_row)
        self._lay_out()
        self._wire()

    def show_story(self, shown: ShownStory) -> None:
        self._shown, story = shown, shown.story
        self._is_hidden = bool(story.hidden)
        self.portraits.show_people(story.people, are_hidden=self._is_hidden)
        self.title.setText(names_of(story.people))
        note = story.people[0].note if len(story.people) == 1 and not self._is_hidden else ""
        self.sentence.setText(dotted(scenes_in_words(story), " ".join(note.split())))
        self._show_switch()
        self._show_chips()
        self.edit.setVisible(not self._is_hidden)
        self.picker.setVisible(bool(story.partners))
        self.play.setVisible(bool(shown.beads))
        self.fit()

    def show_playing(self, place: int, count: int) -> None:
        """place: of the bead that is heard; -1 while none is."""
        is_on = place >= 0
        self.play.set_icon("square" if is_on else "play")
        at = _("{place} of {count}", place=number(place + 1), count=number(count))
        # Translators: a button that stops playing; at: “2 of 5”
        self.play.setText(_("Stop · {at}", at=at) if is_on else _("Play how it deepens"))

    def fit(self) -> None:
        """In two rows where there is no room for whole names beside the buttons."""
        wide = sum(part.sizeHint().width() + SPACE.l for part in self._beside())
        wide += self.portraits.full_width + SPACE.l
        is_narrow = self.width() < wide
        to = QBoxLayout.Direction
        self._whole.setDirection(to.TopToBottom if is_narrow else to.LeftToRight)
        self.portraits.set_small(is_narrow)

    def _beside(self) -> Iterator[QWidget]:
        """What is in one row with the portraits, if it has room."""
        parts = (self.title, self.picker, self.edit, self.switch, self.play)
        return (part for part in parts if not part.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # --- parts ----------------------------------------------------------------------------------

    def _show_switch(self) -> None:
        """Between them and who is with them most, or whom the listener chose."""
        assert self._shown is not None
        story = self._shown.story
        known = {one.id: one for one in story.people}
        known |= {one.character.id: one.character for one in story.partners}
        is_kept = set(story.ids) <= set(self._pair) <= set(known)
        if not is_kept:
            others = [one.character.id for one in story.partners]
            self._pair = (*story.ids, *others)[:2]
        pair = () if self._is_hidden else tuple(known[key] for key in self._pair)
        self.switch.show_pair(pair, story.ids)

    def _show_chips(self) -> None:
        assert self._shown is not None
        story, followed = self._shown.story, self._shown.theme
        for chip in self.chips.values():
            self._chip_group.removeButton(chip)
        self._flow.clear()
        self.chips = {}
        for theme in story.themes:
            text = theme_in_words(theme, story.people)
            chip = Chip(text, "music-2", line_of(theme.colour), checkable=True)
            chip.setChecked(followed is not None and theme.id == followed.id)
            chip.clicked.connect(lambda _on=False, key=theme.id: self.theme_chosen.emit(key))
            self._chip_group.addButton(chip)
            self._flow.addWidget(chip)
            self.chips[theme.id] = chip
        self._chip_row.setVisible(bool(self.chips))

    def fill_menu(self, menu: QMenu) -> None:
        """Who else they are on with, and where the page leads."""
        if self._shown is None or self._is_hidden:
            return
        story = self._shown.story
        first = story.people[0]
        if story.partners:
            menu.addSection(on_button(_("{name} with", name=character_name(first))))
        for one in story.partners:
            count = ngettext("1 scene", "{n} scenes", one.scenes)
            text = dotted(character_name(one.character), count)
            action = menu.addAction(icon("users", 16), on_button(text))
            action.setCheckable(True)
            action.setChecked(story.ids[1:] == (one.character.id,))
            pair = (first, one.character)
            action.triggered.connect(lambda _on=False, pair=pair: self._choose(pair))
        menu.addSeparator()
        line = menu.addAction(icon("waves", 16), on_button(story.work.title))
        line.triggered.connect(lambda: self._context.navigator.show(StoryLinePlace(story.work.id)))
        theme = self._shown.theme
        if theme is not None:
            action = menu.addAction(icon("music-2", 16), on_button(theme.name))
            action.triggered.connect(lambda: self._context.navigator.show(ThemePlace(theme.id)))

    def fill_edit(self, menu: QMenu) -> None:
        for person in () if self._shown is None else self._shown.story.people:
            action = menu.addAction(icon("pencil", 16), on_button(character_name(person)))
            action.triggered.connect(lambda _on=False, key=person.id: self._edit(int(key)))

    def _choose(self, pair: tuple[Character, Character]) -> None:
        self._pair = tuple(one.id for one in pair)
        self.people_chosen.emit(self._pair)

    def _edit(self, character_id: int) -> None:
        self._context.navigator.show(PersonForm(character_id))

    def _press_edit(self) -> None:
        """One is edited at once; of two, one is chosen."""
        people = () if self._shown is None else self._shown.story.people
        if len(people) == 1:
            self._edit(int(people[0].id))
        elif people:
            self._open(self.edit, self.fill_edit)

    def _open(self, button: QWidget, fill: Callable[[QMenu], object]) -> None:
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        fill(menu)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        for part in (self.title, self.picker, self.edit):
            first.addWidget(part)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(SPACE.xs)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self.sentence)
        words.addWidget(self._chip_row)
        words.addStretch(1)
        who = QHBoxLayout()
        who.setSpacing(SPACE.l)
        who.addWidget(self.portraits, 0, Qt.AlignmentFlag.AlignVCenter)
        who.addLayout(words, 1)
        ways = QHBoxLayout()
        ways.setSpacing(SPACE.m)
        ways.addStretch(1)
        ways.addWidget(self.switch)
        ways.addWidget(self.play)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(SPACE.m)
        self._whole.addLayout(who, 1)
        self._whole.addLayout(ways)
        self._fit_play()

    def _wire(self) -> None:
        self.switch.chosen.connect(self.people_chosen)
        self.play.clicked.connect(self.play_pressed)
        self.picker.clicked.connect(lambda: self._open(self.picker, self.fill_menu))
        self.edit.clicked.connect(self._press_edit)
        theme_signals().theme_changed.connect(self._fit_play)

    def _fit_play(self) -> None:
        self.play.setMinimumHeight(scaled_px(_PLAY_PX))
