"""What is to be felt: chips of feelings, a place on the axes, and moments or whole tracks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.comfort.records import Wish
from app.core.ids import EmotionId
from app.core.words import _
from app.journal.records import Feeling
from ui.style.icons import icon, known_icon
from ui.style.theme import theme_signals
from ui.style.tokens import SPACE
from ui.timeline.paint.feeling_colours import icon_on_soft
from ui.widgets.affect_grid import AffectGrid, affect_in_words
from ui.widgets.chips import Chip
from ui.widgets.emptying import empty
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.popup import Popup
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import on_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.emotions.records import Emotion

_FEW = 5
_GENTLE = 0.3  # at least so pleasant, and no more energetic than that


class FeelingChips(QWidget):
    """Signal: wish_changed(Wish), by the listener."""

    wish_changed = Signal(object)

    def __init__(self, wish: Wish, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wish = wish
        self._emotions: tuple[Emotion, ...] = ()  # that there are marks of, the gentle ones first
        self._shown: tuple[tuple[EmotionId, str, str, str], ...] = ()
        self.chips: dict[EmotionId, Chip] = {}
        self.more = Chip(_("More emotions"), "chevron-down")
        self.more.clicked.connect(self._open_menu)
        self.place = Chip(_("A place on the axes"), "crosshair", checkable=True)
        self.place.clicked.connect(self._open_place)
        self.whole = Chip(_("Whole tracks"), "music", checkable=True)
        self.whole.clicked.connect(lambda is_on: self._choose(replace(self.wish, whole=is_on)))
        self.setAccessibleName(_("What you want to feel"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._flow = FlowLayout(self, gap=SPACE.s)
        self._show()
        theme_signals().theme_changed.connect(self._fill_again)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Of Tab, in their order."""
        return (*self.chips.values(), self.more, self.place, self.whole)

    def show_emotions(self, emotions: Sequence[Emotion], counts: Mapping[int, int]) -> None:
        """counts: how many marks each has."""
        felt = [one for one in emotions if counts.get(int(one.id))]
        self._emotions = tuple(sorted(felt, key=lambda one: (not _is_gentle(one), -counts[one.id])))
        self._show()

    def show_wish(self, wish: Wish) -> None:
        self.wish = wish
        self._show()

    # --- choosing -------------------------------------------------------------------------------

    def _choose(self, wish: Wish) -> None:
        self.show_wish(wish)
        self.wish_changed.emit(wish)

    def _toggle(self, emotion_id: EmotionId) -> None:
        """The last one stays chosen."""
        chosen = self.wish.emotion_ids ^ {emotion_id}
        if self.wish.place is not None:
            chosen = frozenset({emotion_id})
        if chosen:
            self._choose(replace(self.wish, emotion_ids=chosen, place=None))
        else:
            self._show()

    def _open_menu(self) -> None:
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for one in self._emotions:
            action = menu.addAction(icon(known_icon(one.icon), 16), on_button(one.name))
            action.setCheckable(True)
            action.setChecked(self._is_chosen(one.id))
            action.triggered.connect(lambda _on=False, key=one.id: self._toggle(key))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open_place(self) -> None:
        popup = Popup(self.place, _("Where you want to be"), 260)
        grid = AffectGrid(_("Where you want to be"))
        place = self.wish.place
        if place is not None:
            grid.set_affect((place.valence, place.arousal))
        grid.affect_changed.connect(
            lambda valence, arousal: self._choose(
                replace(self.wish, place=Feeling(valence, arousal))
            )
        )
        grid.affect_cleared.connect(self._clear_place)
        popup.body.addWidget(grid)
        popup.closed.connect(self._show)
        popup.open_under(self.place)
        grid.setFocus()

    def _clear_place(self) -> None:
        if self.wish.emotion_ids:
            self._choose(replace(self.wish, place=None))

    def _is_chosen(self, emotion_id: EmotionId) -> bool:
        return self.wish.place is None and emotion_id in self.wish.emotion_ids

    # --- showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        few = [one for n, one in enumerate(self._emotions) if n < _FEW or self._is_chosen(one.id)]
        shown = tuple((one.id, one.name, one.icon, one.colour) for one in few)
        if shown != self._shown or not self._flow.count():
            self._fill(few)
            self._shown = shown
        for emotion_id, chip in self.chips.items():
            chip.setChecked(self._is_chosen(emotion_id))
        place = self.wish.place
        self.place.setChecked(place is not None)
        said = None if place is None else affect_in_words((place.valence, place.arousal))
        self.place.setText(on_button(said or _("A place on the axes")))
        self.whole.setChecked(self.wish.whole)
        self.more.setVisible(len(self._emotions) > len(few))

    def _fill_again(self) -> None:
        """The colours of icons are those of the theme."""
        self._shown = ()
        self._show()

    def _fill(self, emotions: Sequence[Emotion]) -> None:
        held = next((key for key, chip in self.chips.items() if chip.hasFocus()), None)
        for chip in (self.more, self.place, self.whole):
            self._flow.removeWidget(chip)
        empty(self._flow)
        self.chips = {}
        for one in emotions:
            chip = Chip(one.name, known_icon(one.icon), icon_on_soft(one.colour), checkable=True)
            chip.clicked.connect(lambda _on=False, key=one.id: self._toggle(key))
            self.chips[one.id] = chip
            self._flow.addWidget(chip)
        for last in (self.more, self.place, self.whole):
            self._flow.addWidget(last)
        if held in self.chips:
            self.chips[held].setFocus()


def _is_gentle(emotion: Emotion) -> bool:
    return emotion.valence >= _GENTLE > emotion.arousal
