"""“Same track as…”: finds the track that the selected ones are merged into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.search_text import fold
from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext
from app.library.records import TrackRow
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.match_row import Match
from ui.widgets.text import TextLabel
from ui.widgets.type_ahead import TypeAhead, offering

_WIDTH_PX = 520


class SameTrackDialog(QDialog):
    """Signal: track_chosen(int track id), the one to keep.

    formats: of the tracks’ files, by track. Several selected tracks come first, the others by how
    much they are like the selected ones.
    """

    track_chosen = Signal(int)

    def __init__(
        self,
        selected: Sequence[TrackRow],
        library: Sequence[TrackRow],
        formats: Mapping[int, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Same track"))
        self.setMinimumWidth(scaled_px(_WIDTH_PX))
        question = ngettext(
            "Which track is the same recording as “{title}”?",
            "Which track is the same recording as these {n}? It may be one of them.",
            len(selected),
            title=selected[0].title,
        )
        says = TextLabel(
            _(
                "That track keeps its title and gets the marks, files and albums of what is merged "
                "into it. You can undo this."
            ),
            "muted",
            wrap=True,
        )
        offered = _by_likeness(selected, library)
        self.field = TypeAhead(
            offering(lambda: offered, _words, partial(_match, formats)), _("Title of the track")
        )
        self.field.chosen.connect(self._on_chosen)
        self.field.cancelled.connect(self.reject)
        cancel = QuietButton(_("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(question, "strong", wrap=True))
        column.addWidget(says)
        column.addWidget(self.field)
        column.addStretch(1)
        column.addLayout(foot)
        self.field.setFocus()

    def _on_chosen(self, track_id: object) -> None:
        assert isinstance(track_id, int)
        self.accept()
        self.track_chosen.emit(track_id)


def _by_likeness(selected: Sequence[TrackRow], library: Sequence[TrackRow]) -> list[TrackRow]:
    """Without the selected track if it is the only one."""
    ids = {row.id for row in selected}
    titles = {fold(row.title) for row in selected}
    length_ms = selected[0].duration_ms

    def unlike(row: TrackRow) -> tuple[bool, bool, int]:
        is_called_so = fold(row.title) in titles
        return row.id not in ids, not is_called_so, abs(row.duration_ms - length_ms)

    offered = [row for row in library if len(ids) > 1 or row.id not in ids]
    return sorted(offered, key=unlike)


def _words(row: TrackRow) -> str:
    return f"{row.title} {row.album} {row.artist}"


def _match(formats: Mapping[int, str], row: TrackRow) -> Match:
    length, encoding = format_ms(row.duration_ms), formats.get(row.id, "")
    detail = dotted(row.album, row.artist, length, encoding)
    return Match(row.title, int(row.id), detail, "music")
