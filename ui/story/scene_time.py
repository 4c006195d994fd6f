"""When a scene happens within its episode, which is optional."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.timecode import Span
from app.core.words import _, pgettext
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import TextLabel
from ui.widgets.time_edit import TimeEdit


class SceneTime(QWidget):
    """Signals: span_edited(start_ms | None, end_ms | None); both None when it was removed;
    lines_wanted(), to pick its first and last line.
    """

    span_edited = Signal(object, object)
    lines_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span: Span | None = None
        self.say = QuietButton(_("Set the time"), "clock")
        self.say.clicked.connect(self._begin)
        self.start = TimeEdit(_("From, in the episode"))
        self.end = TimeEdit(_("To, in the episode"))
        self.start.time_edited.connect(self._on_start)
        self.end.time_edited.connect(self._on_end)
        self.away = IconButton("x", _("Remove the time"), size=16)
        self.away.clicked.connect(self._leave)
        self._unsaid = self._holder(self.say)
        self._said = self._holder(
            # Translators: before fields for two times: “from 1:05 to 2:10”
            TextLabel(pgettext("before a time", "from")),
            self.start,
            TextLabel(pgettext("before a time", "to")),
            self.end,
            self.away,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._unsaid)
        column.addWidget(self._said)
        self.by_lines = QuietButton(_("Pick its first and last line…"), "message-square-quote")
        self.by_lines.clicked.connect(self.lines_wanted)
        self._lines = self._holder(self.by_lines)
        column.addWidget(self._lines)
        self.offer_lines(False)
        self._show_fields(False)

    def offer_lines(self, are_there: bool) -> None:
        """Whether there are lines to pick from."""
        self._lines.setVisible(are_there)

    def show_span(self, span: Span | None, *, is_other: bool = False) -> None:
        is_beginning = span is None and self._span is None and not self._said.isHidden()
        self._span = span
        if span is not None and is_other:
            self._show_times(span)
        elif span is not None:
            self.start.refresh_value_ms(span.start_ms)
            self.end.refresh_value_ms(span.end_ms)
        if is_other or not is_beginning:
            self._show_fields(span is not None)

    def _show_fields(self, is_said: bool) -> None:
        self._unsaid.setVisible(not is_said)
        self._said.setVisible(is_said)

    def _show_times(self, span: Span) -> None:
        for field, value in ((self.start, span.start_ms), (self.end, span.end_ms)):
            if field.value_ms() != value:
                field.set_value_ms(value)

    def _begin(self) -> None:
        self._show_times(Span(0, 0))
        self._show_fields(True)
        self.start.setFocus()
        self.start.selectAll()

    def _leave(self) -> None:
        self._show_fields(False)
        self.say.setFocus()
        if self._span is not None:
            self._span = None
            self.span_edited.emit(None, None)

    def _on_start(self, start_ms: int) -> None:
        """If the start passes the end, the end moves along."""
        span = self._span or Span(0, 0)
        end_ms = span.end_ms if span.end_ms >= start_ms else start_ms + span.duration_ms
        self._tell(Span(start_ms, end_ms))

    def _on_end(self, end_ms: int) -> None:
        self._tell(Span(min(self.start.value_ms(), end_ms), end_ms))

    def _tell(self, span: Span) -> None:
        self._span = span
        self._show_times(span)
        self.span_edited.emit(span.start_ms, span.end_ms)

    @staticmethod
    def _holder(*widgets: QWidget) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder)
        for widget in widgets:
            row.addWidget(widget)
        return holder
