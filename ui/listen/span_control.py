"""How much of the track is in view: out, in, and between them a menu of spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.core.timecode import format_ms
from app.core.words import _, decimal, ngettext
from ui.widgets.buttons import IconButton, PushButton, tell_hint
from ui.widgets.popup_menu import PopupMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.bridge.context import Shortcuts
    from ui.timeline.geometry.time_axis import TimeAxis

SPANS_MS = (120_000, 60_000, 30_000, 12_000, 5_000, 2_000)
_EXACT_BELOW_MS = 600_000  # from ten minutes on, nobody misses the seconds
_SIDES_PX = 2 * (6 + 1)  # what the stylesheet leaves beside the words
_WIDEST_MS = (*SPANS_MS, 200, 8_800, 88_000, 528_000, 5_280_000)


def span_in_words(ms: float) -> str:
    """A length of music that is in view: “12 seconds”, “1:24 min”, “2 minutes”."""
    tenths = round(ms / 100)
    if tenths < 100 and tenths % 10:
        # Translators: {number} has a fraction, “2.5 seconds”
        return _("{number} seconds", number=decimal(tenths / 10, 1))
    seconds = round(ms / 1000)
    if seconds < 60:
        return ngettext("{n} second", "{n} seconds", seconds)
    if seconds % 60 and ms < _EXACT_BELOW_MS:
        # Translators: {time} is minutes and seconds, “1:24 min”
        return _("{time} min", time=format_ms(seconds * 1000))
    return ngettext("{n} minute", "{n} minutes", round(seconds / 60))


class SpanControl(QFrame):
    """Signals: out_wanted(), in_wanted(), whole_wanted(), selection_wanted(); span_wanted(int ms),
    so much of the track.
    """

    out_wanted = Signal()
    in_wanted = Signal()
    whole_wanted = Signal()
    selection_wanted = Signal()
    span_wanted = Signal(int)

    def __init__(self, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortcuts = shortcuts
        self._duration_ms = 0
        self._seen_ms: float | None = None  # None: the whole track
        self.setProperty("surface", "segments")
        self.zoom_out = IconButton("minus", _("Zoom out"), shortcuts.text("zoom_out"), size=16)
        self.zoom_out.clicked.connect(self.out_wanted)
        self.zoom_in = IconButton("plus", _("Zoom in"), shortcuts.text("zoom_in"), size=16)
        self.zoom_in.clicked.connect(self.in_wanted)
        self.menu = PopupMenu(self)
        self.menu.aboutToShow.connect(lambda: self._fill(self.menu))
        self.overflow = PopupMenu(self)  # the same and both steps, where these buttons have no room
        self.overflow.aboutToShow.connect(lambda: self._fill(self.overflow, has_steps=True))
        self.seen = _SeenButton()
        self.seen.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.zoom_out, self.zoom_in):
            button.setProperty("variant", "segment")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        for part in (self.zoom_out, self.seen, self.zoom_in):
            row.addWidget(part)
        self._tell()

    def show_axis(self, axis: TimeAxis) -> None:
        seen_ms = None if axis.is_whole else axis.ms_for(axis.width_px)
        if (seen_ms, axis.duration_ms) != (self._seen_ms, self._duration_ms):
            self._seen_ms, self._duration_ms = seen_ms, axis.duration_ms
            self._tell()

    @property
    def words(self) -> str:
        """What is in view."""
        return _("Whole track") if self._seen_ms is None else span_in_words(self._seen_ms)

    def _tell(self) -> None:
        if self.words != self.seen.text():
            self.seen.setText(self.words)
            tell_hint(self.seen, _("In view: {span}", span=self.words))
            self.overflow.setTitle(self.seen.accessibleName())

    def _fill(self, menu: QMenu, *, has_steps: bool = False) -> None:
        menu.clear()
        if has_steps:
            self._offer(menu, _("Zoom in"), "zoom_in", self.in_wanted.emit)
            self._offer(menu, _("Zoom out"), "zoom_out", self.out_wanted.emit)
            menu.addSeparator()
        self._offer(menu, _("Whole track"), "zoom_all", self.whole_wanted.emit, is_choice=True)
        for ms in SPANS_MS:
            if ms < self._duration_ms:
                self._offer_span(menu, ms)
        menu.addSeparator()
        words = _("Zoom to the selection")
        self._offer(menu, words, "zoom_selection", self.selection_wanted.emit)

    def _offer_span(self, menu: QMenu, ms: int) -> None:
        words = span_in_words(ms)
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(words == self.words)
        action.triggered.connect(lambda _on=False: self.span_wanted.emit(ms))

    def _offer(
        self,
        menu: QMenu,
        words: str,
        command: str,
        wanted: Callable[[], object],
        *,
        is_choice: bool = False,
    ) -> None:
        action = menu.addAction(f"{words}\t{self._shortcuts.text(command)}")
        action.setCheckable(is_choice)
        action.setChecked(is_choice and words == self.words)
        action.triggered.connect(lambda _on=False: wanted())


class _SeenButton(PushButton):
    """Says what is in view. Of one width, or the tools beside it would move while one zooms."""

    VARIANT = "segment"

    def __init__(self) -> None:
        super().__init__("")
        self._widest_px = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        if not self._widest_px:
            self.ensurePolished()
            texts = [_("Whole track"), *map(span_in_words, _WIDEST_MS)]
            advance = self.fontMetrics().horizontalAdvance
            self._widest_px = max(map(advance, texts)) + _SIDES_PX
        return QSize(self._widest_px, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._widest_px = 0
        super().changeEvent(event)
