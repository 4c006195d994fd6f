"""The last line: what is on, the keys that work, who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.words import _
from ui.bridge.keys.marking_keys import FAVOURITE_KEY
from ui.companion.portrait import portrait_of
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.emptying import empty
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import ElidedLabel, TextLabel, plain_tip
from ui.words.lists import comma_list
from ui.words.marks import character_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.story.records import Character
    from ui.bridge.context import Context

_HIGH_PX, _SMALL_HIGH_PX = 48, 40
_MOST_NAMES, _MOST_PEOPLE = 3, 8


class StageFoot(QWidget):
    """Small windows have neither keys nor names there."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = context.services.pictures.path
        self._people: tuple[Character, ...] = ()
        self._is_small = False
        self.head = ElidedLabel("", "title")
        self.caption = ElidedLabel("", "caption")
        self.keys = _Keys(context)
        self.people = QWidget()
        self._row = QHBoxLayout(self.people)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.l)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addStretch(1)
        left.addWidget(self.head)
        left.addWidget(self.caption)
        left.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE.xxl, 0, SPACE.xxl, 0)
        across.setSpacing(SPACE.l)
        across.addLayout(left, 1)
        across.addWidget(self.keys, 0)
        right = QHBoxLayout()
        right.addStretch(1)
        right.addWidget(self.people)
        across.addLayout(right, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def show_words(self, head: str, caption: str) -> None:
        self.head.setText(head)
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def show_people(self, people: Sequence[Character]) -> None:
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._fill()

    def paint_afresh(self) -> None:
        """Somebody may be covered now, or uncovered."""
        self._fill()

    def set_small(self, is_small: bool) -> None:
        if is_small != self._is_small:
            self._is_small = is_small
            self._fit()
            self._fill()

    def set_quiet(self, is_quiet: bool) -> None:
        """The keys keep their place."""
        self.keys.setVisible(not is_quiet and not self._is_small)

    def _fit(self) -> None:
        self.setFixedHeight(scaled_px(_SMALL_HIGH_PX if self._is_small else _HIGH_PX))
        policy = self.keys.sizePolicy()
        policy.setRetainSizeWhenHidden(not self._is_small)
        self.keys.setSizePolicy(policy)
        self.keys.setVisible(not self._is_small)

    def _fill(self) -> None:
        empty(self._row)
        has_names = not self._is_small and len(self._people) <= _MOST_NAMES
        self._row.setSpacing(SPACE.l if has_names else SPACE.s)
        for person in self._people[:_MOST_PEOPLE]:
            self._row.addWidget(self._one(person, has_names))
        self.people.setAccessibleName(comma_list(map(character_name, self._people)))
        self.people.setVisible(bool(self._people))

    def _one(self, person: Character, has_name: bool) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(portrait_of(person, self._find))
        name = character_name(person)
        if has_name:
            row.addWidget(TextLabel(name))
        else:
            both.setToolTip(plain_tip(name))
        both.setAccessibleName(name)
        return both


class _Keys(QWidget):
    """As the listener's keyboard names them."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        emotions = context.services.emotions.emotions()
        digits = sorted(one.shortcut for one in emotions if one.shortcut and one.shortcut.isdigit())
        if digits:
            row.addWidget(KeyCap(digits[0]))
            if len(digits) > 1:
                row.addWidget(TextLabel("–", "caption"))
                row.addWidget(KeyCap(digits[-1]))
            row.addWidget(TextLabel(_("mark an emotion"), "caption"))
            row.addSpacing(SPACE.m)
        row.addWidget(KeyCap(FAVOURITE_KEY.upper()))
        row.addWidget(TextLabel(_("favourite moment"), "caption"))
        row.addSpacing(SPACE.m)
        row.addWidget(KeyCap(context.shortcuts.text("toggle")))
        row.addWidget(TextLabel(_("play or pause"), "caption"))
