"""The inspector: everything about the selected mark, to be changed in place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.marks import MarkKind, MarkRef
from app.emotions.records import Tag, TaggedEmotion
from app.moments.records import Moment
from app.story.records import Cue
from app.themes.records import Occurrence
from app.transactions.typed import Typed
from ui.marks.inspector.fields import Emotions, FeelingFields, Heading, SpanFields, captioned
from ui.marks.inspector.note_field import NoteField
from ui.marks.inspector.preroll_field import PrerollField
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.text import TextLabel
from ui.words.marks import (
    KIND_WORDS,
    STATUS_WORDS,
    change_in_words,
    scene_place,
    scene_title,
)
from ui.words.when import when_in_words

InspectedMark = TaggedEmotion | Moment | Cue | Occurrence
Emit = Callable[[MarkRef], None]


class MarkInspector(Card):
    """Shows one mark; edits are told field by field.

    Signals: field_edited(MarkRef, str, object), where the name is “span” (Span), “emotion_id”
    (EmotionId), “intensity” (int), “mode” (Mode), “preroll_ms” (int | None), “note”, “memory” or
    “label” (str);
    delete_requested(MarkRef), hear_requested(MarkRef), scene_change_requested(MarkRef); left(), the
    listener has done with writing.
    """

    field_edited = Signal(object, str, object)
    delete_requested = Signal(object)
    hear_requested = Signal(object)
    scene_change_requested = Signal(object)
    left = Signal()

    def __init__(self, emotions: Emotions, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._ref: MarkRef | None = None
        self._label_before = ""
        self._holders: dict[QWidget, QWidget] = {}  # a field and what hides it with its caption
        self.heading = Heading()
        self.hear = IconButton("play", "Hear it again", "Enter")
        self.delete = IconButton("trash-2", "Remove this mark", "Del", colour_token="danger")
        self.span = SpanFields()
        self.feeling = FeelingFields(emotions)
        self.scene = TextLabel("", "muted", wrap=True)
        self.change_scene = PushButton("Change scene…", "clapperboard")
        self.label = QLineEdit()
        self.note = NoteField("Note", "What happens here, in your words")
        self.memory = NoteField("Memory", "What it reminds you of")
        self.preroll = PrerollField()
        self.made = TextLabel("", "caption", wrap=True)
        self._lay_out()
        self._wire()
        self.clear()

    @property
    def ref(self) -> MarkRef | None:
        return self._ref

    def set_duration_ms(self, duration_ms: int | None) -> None:
        """The track's length, beyond which no time can be typed."""
        self.span.set_duration_ms(duration_ms)

    def show_mark(self, mark: InspectedMark) -> None:
        if isinstance(mark, TaggedEmotion):
            self.show_tag(mark)
        elif isinstance(mark, Moment):
            self.show_moment(mark)
        elif isinstance(mark, Cue):
            self.show_cue(mark)
        else:
            self.show_occurrence(mark)
        own = mark.tag if isinstance(mark, TaggedEmotion) else mark
        self.preroll.show_preroll(own.preroll_ms)

    def show_tag(self, tagged: TaggedEmotion) -> None:
        tag, emotion = tagged.tag, tagged.emotion
        is_other = self._begin(tagged.ref, note=tag.note, memory=tag.memory, label=None)
        self.heading.show_heading(emotion.icon, emotion.colour, emotion.name)
        self.span.show_span(tag.span, is_other=is_other)
        self.feeling.show_feeling(tag, emotion)
        self._show_only(self.feeling, self.note, self.memory, self.made)
        self.made.setText(_made(tag))

    def show_moment(self, moment: Moment) -> None:
        ref = MarkRef(MarkKind.MOMENT, moment.id)
        is_other = self._begin(ref, note=moment.note, memory=None, label=moment.label)
        self.heading.show_heading("heart", "accent", KIND_WORDS[MarkKind.MOMENT])
        self.span.show_span(moment.span, is_other=is_other)
        self._show_only(self.label, self.note, self.made)
        self.made.setText(_made(moment))

    def show_cue(self, cue: Cue) -> None:
        ref = MarkRef(MarkKind.CUE, cue.id)
        is_other = self._begin(ref, note=None, memory=None, label=None)
        self.heading.show_heading("clapperboard", "ink_muted", scene_title(cue.scene))
        self.span.show_span(cue.span, is_other=is_other)
        self.scene.setText(scene_place(cue.scene))
        self._show_only(self.scene, self.change_scene)

    def show_occurrence(self, occurrence: Occurrence) -> None:
        ref = MarkRef(MarkKind.OCCURRENCE, occurrence.id)
        is_other = self._begin(ref, note=occurrence.note, memory=None, label=None)
        theme = occurrence.theme
        self.heading.show_heading("music-2", theme.colour, f"Theme “{theme.name}”")
        self.span.show_span(occurrence.span, is_other=is_other)
        parts = (STATUS_WORDS[occurrence.status], change_in_words(occurrence))
        self.scene.setText(", ".join(part for part in parts if part).capitalize())
        self._show_only(self.scene, self.note)

    def clear(self) -> None:
        """No mark: what was typed is committed, the fields are switched off."""
        self._begin(None, note=None, memory=None, label=None)
        self.heading.show_heading("circle-dot", "ink_faint", "Nothing selected")
        self._show_only(self.made)
        self.made.setText("Select a mark on the timeline to see and change it here.")

    def commit(self) -> None:
        """Give away whatever is typed and not yet told."""
        self.note.commit()
        self.memory.commit()
        self._commit_label()

    def focus_note(self) -> None:
        """The cursor goes behind the note's last word."""
        self.note.setFocus()
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def _begin(
        self, ref: MarkRef | None, *, note: str | None, memory: str | None, label: str | None
    ) -> bool:
        """Point at a mark; whether it is another one than before. Texts typed for the one before
        reach it first, by its own ref.
        """
        texts = ((self.note, note or ""), (self.memory, memory or ""))
        if ref is not None and ref == self._ref:
            for field, text in texts:
                field.refresh_text(text)
            if not self.label.isModified():
                self._show_label(label or "")
            return False
        self.commit()
        self._ref = ref
        for field, text in texts:
            field.show_text(text)
        self._show_label(label or "")
        return True

    def _show_only(self, *shown: QWidget) -> None:
        has_mark = self._ref is not None
        for always in (self.span, self.hear, self.delete):
            always.setVisible(has_mark)
        for field, holder in self._holders.items():
            holder.setVisible(field in shown or (has_mark and field is self.preroll))

    def _show_label(self, label: str) -> None:
        self._label_before = label
        self.label.setText(label)

    def _commit_label(self) -> None:
        if self.label.isModified():
            self.label.setModified(False)
            text, before = self.label.text().strip(), self._label_before
            self._label_before = text
            self._tell("label", Typed(text, before))

    def _tell(self, name: str, value: object) -> None:
        if self._ref is not None:
            self.field_edited.emit(self._ref, name, value)

    def _lay_out(self) -> None:
        self.setAccessibleName("Selected mark")
        self.label.setAccessibleName("Label")
        self.label.setPlaceholderText("A name for this moment")
        top = QHBoxLayout()
        top.setSpacing(SPACE.xs)
        top.addWidget(self.heading, 1)
        top.addWidget(self.hear)
        top.addWidget(self.delete)
        self.body.addLayout(top)
        self.body.addWidget(self.span)
        for field, caption in (
            (self.feeling, ""),
            (self.scene, ""),
            (self.change_scene, ""),
            (self.label, "Label"),
            (self.note, "Note"),
            (self.memory, "Memory"),
            (self.preroll, "Hearing it again"),
            (self.made, ""),
        ):
            self._holders[field] = captioned(field, caption)
            self.body.addWidget(self._holders[field])

    def _wire(self) -> None:
        self.span.span_edited.connect(lambda span: self._tell("span", span))
        self.feeling.emotion_chosen.connect(lambda value: self._tell("emotion_id", value))
        self.feeling.intensity_chosen.connect(lambda value: self._tell("intensity", value))
        self.feeling.mode_chosen.connect(lambda value: self._tell("mode", value))
        self.note.committed.connect(lambda text: self._tell("note", text))
        self.memory.committed.connect(lambda text: self._tell("memory", text))
        self.preroll.preroll_chosen.connect(lambda value: self._tell("preroll_ms", value))
        self.label.editingFinished.connect(self._commit_label)
        for leaves in (self.note.left, self.memory.left, self.label.returnPressed):
            leaves.connect(self.left)
        self.hear.clicked.connect(lambda: self._request(self.hear_requested.emit))
        self.delete.clicked.connect(lambda: self._request(self.delete_requested.emit))
        self.change_scene.clicked.connect(lambda: self._request(self.scene_change_requested.emit))

    def _request(self, emit: Emit) -> None:
        if self._ref is not None:
            emit(self._ref)


def _made(mark: Tag | Moment) -> str:
    said = f"Made {when_in_words(mark.made_at_ms, mark.made_offset_min)}"
    if not mark.is_waiting:
        return said
    return (
        f"{said}. It waits for the journal: you can write a note now, and change the rest "
        "once it is kept."
    )
