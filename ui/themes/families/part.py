"""The part of the Themes page about melodies without a name: both of its places, and the verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge.places import WhatReturns
from ui.themes.families.families import Families
from ui.themes.families.panel import FamiliesPanel
from ui.themes.families.unnamed import UnnamedMelody
from ui.themes.families.verbs import FamilyVerbs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge.context import Context
    from ui.themes.asking import ThemeAsking
    from ui.themes.families.shown import ShownFamily
    from ui.themes.shown import ShownTheme


class FamiliesPart(QObject):
    """`panel` has all of them, `unnamed` the first.

    Signals: opened(), the panel is to be shown; left(), it isn't any more; theme_made(ThemeId).
    """

    opened = Signal()
    left = Signal()
    theme_made = Signal(int)

    def __init__(self, context: Context, asking: ThemeAsking, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._beside: WhatReturns | None = None  # the soundtrack of the theme that is open
        self._is_open = False
        self._was_asked = False
        self.families = Families(context, asking, self)
        verbs = self.verbs = FamilyVerbs(context, parent)
        self.panel = FamiliesPanel(self.families, verbs)
        self.unnamed = UnnamedMelody(self.families, verbs)
        for place in (self.panel, self.unnamed):
            place.named.connect(self._name)
        self.unnamed.all_wanted.connect(lambda: self.open(None))
        self.panel.left.connect(self._leave)

    @property
    def is_open(self) -> bool:
        return self._is_open

    def open(self, wanted: WhatReturns | None) -> None:
        """wanted: None for the soundtrack of the theme that is open, or of what plays."""
        self._is_open = True
        self._was_asked = True
        self.unnamed.hide()
        self.opened.emit()
        self.families.ask_about(wanted or self._usual(), is_look_wanted=True)

    def close(self) -> None:
        """Something else is shown in its place."""
        self._is_open = False
        self.unnamed.show()

    def follow(self, theme: ShownTheme | None) -> None:
        """Read again, about the soundtrack of the theme that is open now; while another one is
        looked through, about that.
        """
        home = None if theme is None else theme.life.home
        beside = None
        if theme is not None:
            track_id = None if home is None else home.track.id
            beside = WhatReturns(theme.life.theme.work_id, track_id)
        is_other, self._beside = beside != self._beside, beside
        is_kept = self._is_open or self.families.progress is not None
        if is_kept or (self._was_asked and not is_other):
            self.families.read()
        else:
            self._was_asked = True
            self.families.ask_about(self._usual())

    def _usual(self) -> WhatReturns | None:
        if self._beside is not None:
            return self._beside
        track = self._context.playback.track
        return None if track is None else WhatReturns(track.work_id, track.id)

    def _leave(self) -> None:
        self.close()
        self.left.emit()

    def _name(self, family: ShownFamily, text: str) -> None:
        """Another soundtrack than its own may be shown by now."""
        shown, track_id = self.families.shown, family.passages[0].track.id
        known = (one for one in (shown.soundtrack, *shown.soundtracks) if one is not None)
        soundtrack = next((one for one in known if track_id in one.track_ids), None)
        self.verbs.name(family, text, soundtrack, self.theme_made.emit)
