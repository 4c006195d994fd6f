"""“Which theme returns here?”: type a few letters and press Enter; a new name adds a theme."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.core.timecode import Span
from app.core.words import Text, _, ngettext
from app.themes.records import Theme
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.match_row import Match
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import TypeAhead, offering
from ui.words.marks import theme_name
from ui.words.naming import naming_hint

_FIELD_PX = 432


class ThemeChooser(QDialog):
    """theme_chosen(ThemeId | str), a str being the name of a new theme."""

    theme_chosen = Signal(object)

    def __init__(
        self, themes: Sequence[Theme], spans: Sequence[Span], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = tuple(themes)
        self.setWindowTitle(_("Which theme returns here?"))
        found = offering(lambda: self._themes, theme_name, _match)
        self.field = TypeAhead(found, _("Find or name a theme"), Text("Create theme “{name}”"))
        self.field.setMinimumWidth(scaled_px(_FIELD_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.xl)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(_("Which theme returns here?"), "title"))
        column.addWidget(TextLabel(_hint(spans), "muted", wrap=True))
        column.addWidget(self.field)
        # As high as its list of matches, which a few letters make short.
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.field.chosen.connect(self._choose)
        self.field.create_requested.connect(self._choose)
        self.field.cancelled.connect(self.reject)
        self.field.setFocus()

    def show_themes(self, themes: Sequence[Theme]) -> None:
        """They have changed meanwhile."""
        self._themes = tuple(themes)
        self.field.refresh()

    def _choose(self, theme: object) -> None:
        self.theme_chosen.emit(theme)
        self.accept()


def _match(theme: Theme) -> Match:
    return Match(theme_name(theme), int(theme.id), "", "music-2", theme.colour)


def _hint(spans: Sequence[Span]) -> str:
    if len(spans) == 1:
        return naming_hint(spans[0])
    return ngettext(
        "For one passage. Type a few letters of its name, or a new name, and press Enter.",
        "For {n} passages. Type a few letters of its name, or a new name, and press Enter.",
        len(spans),
    )
