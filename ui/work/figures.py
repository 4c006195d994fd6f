"""What of the work was heard, and what of its story has music, in one line."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.words import _, ngettext, number
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton

if TYPE_CHECKING:
    from app.works.records import WorkGlance


class FigureLabel(QLabel):
    """A sentence with its figures in bold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.RichText)

    def minimumSizeHint(self) -> QSize:
        """Cut off where there is too little room, rather than keeping the window wide."""
        return QSize(0, super().minimumSizeHint().height())

    def show_words(self, words: str, *figures: str) -> None:
        """figures: what of the words is bold."""
        marked = html.escape(words)
        for figure in dict.fromkeys(figures):
            marked = marked.replace(html.escape(figure), f"<b>{html.escape(figure)}</b>", 1)
        self.setText(marked)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class Figures(QWidget):
    """Signals: mending_requested(str), a list of what is missing: “tracks”, “scenes” or “order”."""

    mending_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heard = FigureLabel()
        self.told = FigureLabel()
        self.loose = LinkButton("")
        self._asks = "tracks"
        self._is_tight = False
        self.loose.clicked.connect(lambda: self.mending_requested.emit(self._asks))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        for part in (self.heard, self.told, self.loose):
            row.addWidget(part)
        row.addStretch(1)

    def show_glance(self, glance: WorkGlance) -> None:
        if not glance.scenes:
            self._show_without_scenes(glance)
            return
        heard, tracks = len(glance.heard), len(glance.tracks)
        some = _part(heard, tracks)
        words = ngettext("Heard {some} track", "Heard {some} tracks", tracks, some=some)
        self.heard.show_words(words if tracks else _("No music belongs to it yet"), some)
        told, scenes = len(glance.scenes_with_music), len(glance.scenes)
        some = _part(told, scenes)
        self.told.show_words(
            ngettext("{some} scene set to music", "{some} scenes set to music", scenes, some=some),
            some,
        )
        self._show_missing(len(glance.tracks_without_scene), len(glance.scenes_without_music))

    def _show_missing(self, loose: int, silent: int) -> None:
        """What can be mended first."""
        self._asks = "tracks" if loose else "scenes"
        if loose:
            words = ngettext("1 track has no scene yet", "{n} tracks have no scene yet", loose)
        else:
            words = ngettext("1 scene has no music yet", "{n} scenes have no music yet", silent)
        self.loose.setText(words if loose or silent else "")
        self._show_link()

    def _show_link(self) -> None:
        self.loose.setVisible(bool(self.loose.text()) and not self._is_tight)

    def fit(self, *, is_tight: bool) -> None:
        """Where there is little room, what is missing is only in the menu at the title."""
        self._is_tight = is_tight
        self._show_link()

    def _show_without_scenes(self, glance: WorkGlance) -> None:
        heard, tracks = len(glance.heard), len(glance.tracks)
        self.told.show_words("")
        self.loose.setText("")
        self._show_link()
        if not tracks:
            self.heard.show_words(_("Neither music nor scenes belong to it yet."))
            return
        some, felt = _part(heard, tracks), number(glance.feelings)
        # Translators: some: “3 of 4”
        first = ngettext("Heard {some} track", "Heard {some} tracks", tracks, some=some)
        second = ngettext("1 feeling marked", "{n} feelings marked", glance.feelings)
        # Translators: heard: “Heard 3 of 4 tracks”; felt: “38 feelings marked”
        words = _("{heard}, {felt}. None of the music has a scene yet.", heard=first, felt=second)
        self.heard.show_words(words, some, felt)


def _part(part: int, whole: int) -> str:
    # Translators: “11 of 14”
    return _("{part} of {whole}", part=number(part), whole=number(whole))
