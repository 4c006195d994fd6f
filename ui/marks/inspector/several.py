"""What several selected marks have in common, which can be changed for all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span, format_ms
from app.core.words import _, ngettext
from app.emotions.records import TaggedEmotion
from app.marks.joining import covering
from ui.marks.inspector.fields import Emotions, FeelingFields, Heading
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.words.marks import kinds_in_words


class SeveralInspector(Card):
    """Shows how many are selected, of which kinds, from when to when, and with which emotions.

    Signals: fields_edited(tuple of MarkRef, str, object), with the names “emotion_id”, “intensity”
    and “mode”, for the tags among them; delete_requested().
    """

    fields_edited = Signal(object, str, object)
    delete_requested = Signal()

    def __init__(self, emotions: Emotions, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._tags: tuple[MarkRef, ...] = ()
        self.heading = Heading()
        self.delete = IconButton(
            "trash-2", _("Delete these marks"), native_text("Del"), colour_token="danger"
        )
        self.kinds = TextLabel("", "muted", wrap=True)
        self.when = TextLabel("", "muted", wrap=True)
        self.feeling = FeelingFields(emotions)
        self.setAccessibleName(_("Selected marks"))
        top = QHBoxLayout()
        top.setSpacing(SPACE.xs)
        top.addWidget(self.heading, 1)
        top.addWidget(self.delete)
        self.body.addLayout(top)
        for part in (self.kinds, self.when, self.feeling):
            self.body.addWidget(part)
        self.feeling.emotion_chosen.connect(lambda value: self._tell("emotion_id", value))
        self.feeling.intensity_chosen.connect(lambda value: self._tell("intensity", value))
        self.feeling.mode_chosen.connect(lambda value: self._tell("mode", value))
        self.delete.clicked.connect(self.delete_requested)

    def show_marks(self, spans: Mapping[MarkRef, Span], tags: Sequence[TaggedEmotion]) -> None:
        """spans: every selected mark. tags: the emotion marks among them."""
        self._tags = tuple(tagged.ref for tagged in tags)
        count = ngettext("1 mark selected", "{n} marks selected", len(spans))
        self.heading.show_heading("tags", "ink_muted", count)
        self.kinds.setText(kinds_in_words(Counter(ref.kind for ref in spans)))
        self.when.setText(_when(covering(spans.values())))
        self.feeling.setVisible(bool(tags))
        if tags:
            self.feeling.show_feelings(tags)

    def _tell(self, name: str, value: object) -> None:
        self.fields_edited.emit(self._tags, name, value)


def _when(span: Span) -> str:
    start, end = (format_ms(ms, with_millis=True) for ms in (span.start_ms, span.end_ms))
    if span.is_point:
        return _("At {time}", time=start)
    return _("{start} to {end}", start=start, end=end)


def selected_tags(tags: Sequence[TaggedEmotion], refs: frozenset[MarkRef]) -> list[TaggedEmotion]:
    ids = {ref.id for ref in refs if ref.kind is MarkKind.TAG}
    return [tagged for tagged in tags if tagged.tag.id in ids]
