"""What of the work was heard, and what of its story has music, in one line."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.words import _, ngettext, number
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton
from ui.work.its_music import CHOOSE_ALBUM

if TYPE_CHECKING:
    from app.works.records import WorkGlance


_ALBUM = "album"


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
    """Signals: mending_requested(str), a list of what is missing: “tracks”, “scenes” or “order”;
    album_requested(), for a work without music.
    """

    mending_requested = Signal(str)
    album_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heard = FigureLabel()
        self.told = FigureLabel()
        self.loose = LinkButton("")
        self._asks = "tracks"
        self._is_tight = False
        self.loose.clicked.connect(self._ask)
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
        self._show_missing(glance)

    def _show_missing(self, glance: WorkGlance) -> None:
        """What can be mended first: its music, then where it plays."""
        rest = sum(len(one.track_ids) for one in glance.album_rests)
        loose, silent = len(glance.tracks_without_scene), len(glance.scenes_without_music)
        words, self._asks = "", "tracks"
        if not glance.tracks:
            words, self._asks = str(CHOOSE_ALBUM), _ALBUM
        elif rest:
            words = ngettext("1 more track of its album", "{n} more tracks of its album", rest)
        elif loose:
            words = ngettext("1 track has no scene yet", "{n} tracks have no scene yet", loose)
        elif silent:
            words = ngettext("1 scene has no music yet", "{n} scenes have no music yet", silent)
            self._asks = "scenes"
        self.loose.setText(words)
        self._show_link()

    def _ask(self) -> None:
        if self._asks == _ALBUM:
            self.album_requested.emit()
        else:
            self.mending_requested.emit(self._asks)

    def _show_link(self) -> None:
        self.loose.setVisible(bool(self.loose.text()) and not self._is_tight)

    def fit(self, *, is_tight: bool) -> None:
        """Where there is little room, what is missing is only in the menu at the title."""
        self._is_tight = is_tight
        self._show_link()

    def _show_without_scenes(self, glance: WorkGlance) -> None:
        heard, tracks = len(glance.heard), len(glance.tracks)
        self.told.show_words("")
        self.loose.setText("" if tracks else str(CHOOSE_ALBUM))
        self._asks = _ALBUM
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
