"""The scenes that a track carries and the quotes, beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, ngettext
from app.library.records import Role
from ui.roles.quotes import QuoteList
from ui.story_music.music import MusicList
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from app.roles.records import TrackInRole
    from ui.story_line.waves import LineWaves

# Whose own themes are what others quote; of the others, what they quote comes first.
_STATES = frozenset((Role.OPENING_THEME, Role.ENDING_THEME, Role.CHARACTER_THEME))


class RoleLists(QWidget):
    """The signals are those of its parts: `scenes`, `covered`, `quotes` and `further`."""

    def __init__(self, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scenes = MusicList(waves, by_scene=True)
        self.covered = LinkButton("", "eye-off")
        self.quotes, self.further = QuoteList(), QuoteList()
        left, right = QVBoxLayout(), QVBoxLayout()
        self._left, self._right = QWidget(), QWidget()
        for side, column, parts in (
            (self._left, left, (self.scenes, self.covered)),
            (self._right, right, (self.quotes, self.further)),
        ):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(SPACE.l)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            side.setLayout(column)
        left.setAlignment(self.covered, Qt.AlignmentFlag.AlignLeft)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.xxl)
        self._row.addWidget(self._left, 1)
        self._row.addWidget(self._right, 1)

    def show_track(self, shown: TrackInRole, *, is_other: bool) -> None:
        title = ngettext("The scene it carries", "The {n} scenes it carries", len(shown.cues))
        self.scenes.show_cues(shown.cues, title, is_other=is_other)
        many = len(shown.cues_covered)
        had_focus = self.window().focusWidget() is self.covered
        if had_focus and not many and self.scenes.rows:
            self.scenes.rows[0].setFocus()
        self.covered.setText(ngettext("1 more scene, covered", "{n} more scenes, covered", many))
        self.covered.set_icon("eye-off")  # with its gap
        self.covered.setVisible(many > 0)
        if many and not shown.cues:
            self.scenes.title.setText(_("Scenes it carries"))
            self.scenes.title.show()
        by = (shown.quoted_by, _("Quoted by"), False)
        of = (shown.quotes, _("Themes it quotes"), True)
        pair = (by, of) if shown.role in _STATES else (of, by)
        for part, (quotes, words, is_here) in zip((self.quotes, self.further), pair, strict=True):
            part.show_quotes(quotes, words, is_here=is_here)
        has_scenes = bool(shown.cues) or many > 0
        self._left.setVisible(has_scenes)
        self._right.setVisible(bool(shown.quoted_by or shown.quotes))
        self.setVisible(has_scenes or bool(shown.quoted_by or shown.quotes))

    def fit(self, *, is_narrow: bool, is_tight: bool) -> None:
        to = QBoxLayout.Direction
        self._row.setDirection(to.TopToBottom if is_narrow else to.LeftToRight)
        self.scenes.fit(is_narrow=is_tight)
