"""The head of a theme: its name, a sentence about it, whose it is, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.ids import ThemeId
from app.core.timecode import format_ms
from app.core.words import Text, _, dotted, ngettext
from app.profile.pictures import Pictures
from app.returns.records import Order
from ui.style.icons import icon
from ui.style.tokens import SPACE
from ui.themes.owners import Owners
from ui.themes.shown import ShownTheme
from ui.widgets.buttons import IconButton, PrimaryButton, PushButton, QuietButton, tell_hint
from ui.widgets.commit_fields import CommitLine
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import TextLabel
from ui.words.marks import theme_name
from ui.words.recognised import known_words
from ui.words.spoilers import spoilers

FIELD_EDGE_PX = SPACE.m  # from a field's edge to its words, which stand over what is below
_FIND, _FIND_MORE = Text("Find where it returns"), Text("Find more", "returns of a theme")
_COMPARE = Text("Compare two")
_CHANGE_OVER = Text("Change over", "to the other of two passages heard in turn")


class ThemeHead(QWidget):
    """Signals: find_requested(); compare_requested(), or to change over while two are compared;
    life_requested(), play its life or stop; order_chosen(Order). Fields: `name`, `note` and
    `owners` have their own. `pictures` is a switch, for windows in which they leave little room.
    """

    find_requested = Signal()
    compare_requested = Signal()
    life_requested = Signal()
    order_chosen = Signal(object)

    def __init__(self, pictures: Pictures, find_keys: str, parent: QWidget | None = None) -> None:
        """find_keys: what does the same as its button that finds returns."""
        super().__init__(parent)
        self._find_keys = find_keys
        self.name = CommitLine(_("Name"), _("Name"), variant="display", may_be_empty=False)
        self.note = CommitLine(_("What it is like"), _("What is it like?"), variant="inline")
        self.owners = Owners(pictures)
        self.known = TextLabel("", "caption")
        self.picker = IconButton("chevrons-up-down", _("Choose a theme"), size=18)
        self._find = _FIND
        self._theme_id: ThemeId | None = None
        self.reveal = QuietButton(_("Show spoiler"), "eye")
        self.reveal.clicked.connect(self._show_spoiler)
        self.reveal.hide()
        self._is_comparing = self._is_tight = False
        self.find_button = QuietButton(str(_FIND), "search")
        self.find_button.clicked.connect(self.find_requested)
        self.compare = PushButton(str(_COMPARE), "arrow-left-right")
        self.compare.clicked.connect(self.compare_requested)
        self.life = PrimaryButton(_("Play its life"), "play")
        self.life.clicked.connect(self.life_requested)
        self.pictures = IconButton("chart-area", _("Pictures of the theme"), size=18,
                                   checkable=True)  # fmt: skip
        self.order = QuietButton("")
        self.order.setAccessibleName(_("Order of the returns"))
        self.order.setProperty("has_menu", True)
        self.order.setMenu(self._order_menu())
        self._lay_out()

    def show_theme(self, theme: ShownTheme, *, is_other: bool, can_find: bool) -> None:
        life = theme.life
        is_covered = spoilers().covering.covers_theme(life.theme)
        self._theme_id = life.theme.id
        self.name.show_text(theme_name(life.theme), is_other=is_other)
        self.name.setReadOnly(is_covered)
        self.note.show_text("" if is_covered else life.theme.note, is_other=is_other)
        self.note.setEnabled(not is_covered)
        self.reveal.setVisible(is_covered)
        self.owners.show_owners(life.characters, life.theme.idea, theme.cast)
        self.known.setText("" if is_covered else known_words(theme.known))
        self.known.setVisible(bool(self.known.text()))
        many = len(theme.sure) > 1
        self._find = _FIND_MORE if many else _FIND
        self.find_button.setVisible(can_find)
        self._show_buttons()
        self.life.setEnabled(bool(theme.sure))
        self.compare.setVisible(many)
        self.order.setVisible(many)
        self.order.setEnabled(theme.has_scenes)
        self.order.setText(_order_words(theme))
        self.order.setAccessibleDescription(_order_words(theme))

    def _show_spoiler(self) -> None:
        if self._theme_id is not None:
            spoilers().show_theme(self._theme_id)

    def show_playing(self, place: int, count: int) -> None:
        """Its life is played, at this return; -1 if it isn't."""
        is_playing = place >= 0
        self.life.set_icon("square" if is_playing else "play")
        # Translators: place and count: the return that plays, and how many there are
        playing = _("Stop, at {place} of {count}", place=str(place + 1), count=str(count))
        self.life.setText(playing if is_playing else _("Play its life"))

    def show_comparing(self, is_comparing: bool) -> None:
        """Two are heard in turn: what compared them changes over."""
        self._is_comparing = is_comparing
        self._show_buttons()

    def fit(self, *, is_narrow: bool, is_tight: bool) -> None:
        """is_narrow: the list of themes is a menu beside the name. is_tight: the lesser buttons
        lose their words.
        """
        self.picker.setVisible(is_narrow)
        self._is_tight = is_tight
        self._show_buttons()

    def _show_buttons(self) -> None:
        compare, key = (str(_CHANGE_OVER), "X") if self._is_comparing else (str(_COMPARE), "C")
        for button, words, icon_name, shortcut in (
            (self.find_button, str(self._find), "search", self._find_keys),
            (self.compare, compare, "arrow-left-right", key),
        ):
            shown = "" if self._is_tight else words
            if button.text() != shown:
                button.setText(shown)
                button.set_icon(icon_name)
            tell_hint(button, words, shortcut)

    def _order_menu(self) -> QMenu:
        menu = PopupMenu(self)
        for order, text, icon_name in (
            (Order.STORY, _("Story order"), "clapperboard"),
            (Order.ALBUM, _("Album order"), "disc-3"),
        ):
            action = menu.addAction(icon(icon_name, 16), text)
            action.triggered.connect(lambda _on=False, order=order: self.order_chosen.emit(order))
        return menu

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        first.addWidget(self.picker)
        first.addWidget(self.name, 1)
        first.addWidget(self.reveal)
        for button in (self.find_button, self.compare, self.life):
            first.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(SPACE.s)
        second.addWidget(self.note, 1)
        second.addWidget(self.pictures)
        second.addWidget(self.order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addLayout(first)
        column.addLayout(second)
        third = QHBoxLayout()
        third.setContentsMargins(FIELD_EDGE_PX, 0, 0, 0)
        third.addWidget(self.owners, 1)
        third.addWidget(self.known)
        column.addLayout(third)


def _order_words(theme: ShownTheme) -> str:
    count = ngettext("1 return", "{n} returns", len(theme.sure))
    in_story = _("in story order")
    order = in_story if theme.order is Order.STORY else _("in album order")
    return dotted(count, format_ms(theme.lasts_ms), order)
