"""The inspector: everything about the selected mark, which can be changed in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.instant import Instant
from app.core.marks import Mark, MarkRef
from app.core.words import _
from app.emotions.records import TaggedEmotion
from app.marks.kinds import KINDS, colour_of, told
from app.marks.spec import BETWEEN
from app.story.records import Cue
from app.timeline.records import carried_uid
from app.transactions.typed import Typed
from ui.marks.inspector.fields import Emotions, FeelingFields, Heading, SpanFields, captioned
from ui.marks.inspector.note_field import NoteField
from ui.marks.inspector.offset_field import OffsetField
from ui.marks.inspector.preroll_field import PrerollField
from ui.shell.shortcuts import native_text
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.folding_row import FoldingRow
from ui.widgets.text import TextLabel
from ui.words.marks import heading_of
from ui.words.spoilers import spoilers
from ui.words.when import when_in_words

Emit = Callable[[MarkRef], None]


class MarkInspector(Card):
    """Shows one mark; edits are reported field by field.

    Signals: field_edited(MarkRef, str, object), where the name is “span” (Span), “emotion_id”
    (EmotionId), “intensity” (int), “mode” (Mode), “preroll_ms” (int | None), “note”, “memory” or
    the field for its name (str);
    delete_requested(MarkRef), hear_requested(MarkRef), scene_change_requested(MarkRef),
    returns_requested(MarkRef), where else its theme returns; left(), the listener has finished
    writing.
    """

    field_edited = Signal(object, str, object)
    delete_requested = Signal(object)
    hear_requested = Signal(object)
    scene_change_requested = Signal(object)
    returns_requested = Signal(object)
    left = Signal()

    def __init__(self, emotions: Emotions, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._ref: MarkRef | None = None
        self._name_field = self._label_before = ""
        self._holders: dict[QWidget, QWidget] = {}  # each field's frame, with its caption
        self.heading = Heading()
        self.hear = IconButton("play", _("Hear it again"), native_text("Enter"))
        self.delete = IconButton(
            "trash-2", _("Delete this mark"), native_text("Del"), colour_token="danger"
        )
        self.span = SpanFields()
        self.feeling = FeelingFields(emotions)
        self.scene = TextLabel("", "muted", wrap=True)
        self.change_scene = PushButton(_("Change scene…"), "clapperboard")
        self.offset = OffsetField()
        self.find_returns = PushButton(_("Find where it returns"), "search")
        self.find_returns.setToolTip(native_text("Shift+T"))
        self.label = QLineEdit()
        self.note = NoteField(_("Note"), _("What happens here, in your words"))
        self.memory = NoteField(_("Memory"), _("What it reminds you of"))
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

    def show_mark(self, mark: Mark, carried_from: str = "") -> None:
        """carried_from: the title of the track that it was carried over from, if that is known."""
        says, spec = told(mark), KINDS[mark.kind]
        name_field = spec.named_by if spec.named_by in spec.texts else ""
        is_other = self._begin(mark.ref, says.texts, name_field)
        self.heading.show_heading(says.icon, colour_of(mark), heading_of(mark))
        self.top.fit()
        self.span.show_span(mark.span, is_other=is_other)
        if isinstance(mark, TaggedEmotion):
            self.feeling.show_feeling(mark.tag, mark.emotion)
        if isinstance(mark, Cue):
            self.offset.show_offset(mark.scene_offset_ms, is_other=is_other)
        details = says.place_under(spoilers().covering) or _qualities(mark)
        self.scene.setText(details)
        made = spec.made(mark)
        told_made = "" if made is None else _made(made, spec.waits(mark))
        self.made.setText(_with_origin(told_made, mark, carried_from))
        self.preroll.show_preroll(mark.preroll_ms)
        has_feeling = "emotion_id" in spec.what
        wanted = {
            self.feeling: has_feeling,
            self.scene: bool(details) and not has_feeling,
            self.change_scene: "scene_id" in spec.what,
            self.offset: "scene_offset_ms" in spec.facts,
            self.find_returns: "theme_id" in spec.what,
            self.label: bool(name_field),
            self.note: "note" in spec.texts,
            self.memory: "memory" in spec.texts,
            self.made: made is not None,
        }
        self._show_only(*(field for field, is_wanted in wanted.items() if is_wanted))

    def clear(self) -> None:
        """No mark: what was typed is committed, the fields are hidden."""
        self._begin(None, {})
        self.heading.show_heading("circle-dot", "ink_faint", _("Nothing selected"))
        self._show_only(self.made)
        self.made.setText(_("Select a mark on the timeline to see and change it here."))

    def commit(self) -> None:
        """Commits whatever was typed and isn't committed yet."""
        self.note.commit()
        self.memory.commit()
        self._commit_label()

    def focus_note(self) -> None:
        """The cursor goes to the end of the note."""
        self.note.setFocus()
        self.note.moveCursor(self.note.textCursor().MoveOperation.End)

    def _begin(self, ref: MarkRef | None, says: Mapping[str, str], name_field: str = "") -> bool:
        """Switches to a mark; whether it is another one than before. What was typed for the
        previous mark is committed first, with its own ref.
        """
        texts = ((self.note, says.get("note", "")), (self.memory, says.get("memory", "")))
        label = says.get(name_field, "")
        if ref is not None and ref == self._ref:
            for field, text in texts:
                field.refresh_text(text)
            if not self.label.isModified():
                self._show_label(label)
            return False
        self.commit()
        self._ref, self._name_field = ref, name_field
        for field, text in texts:
            field.show_text(text)
        self._show_label(label)
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
            self._tell(self._name_field, Typed(text, before))

    def _tell(self, name: str, value: object) -> None:
        if self._ref is not None:
            self.field_edited.emit(self._ref, name, value)

    def _lay_out(self) -> None:
        self.setAccessibleName(_("Selected mark"))
        self.label.setAccessibleName(_("Name"))
        self.label.setPlaceholderText(_("A name for this moment"))
        verbs = QWidget()
        row = QHBoxLayout(verbs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self.hear)
        row.addWidget(self.delete)
        row.addStretch(1)
        self.top = FoldingRow(
            lambda: self.heading.minimumSizeHint().width() + SPACE.xs + verbs.sizeHint().width(),
            SPACE.xs,
        )
        self.top.add(self.heading, 1)
        self.top.add(verbs)
        self.body.addWidget(self.top)
        self.body.addWidget(self.span)
        for field, caption in (
            (self.feeling, ""),
            (self.scene, ""),
            (self.change_scene, ""),
            (self.offset, _("Begins in the scene at")),
            (self.find_returns, ""),
            (self.label, _("Name")),
            (self.note, _("Note")),
            (self.memory, _("Memory")),
            (self.preroll, _("Lead-in")),
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
        self.offset.offset_chosen.connect(lambda value: self._tell("scene_offset_ms", value))
        self.label.editingFinished.connect(self._commit_label)
        for leaves in (self.note.left, self.memory.left, self.label.returnPressed):
            leaves.connect(self.left)
        self.hear.clicked.connect(lambda: self._request(self.hear_requested.emit))
        self.delete.clicked.connect(lambda: self._request(self.delete_requested.emit))
        self.change_scene.clicked.connect(lambda: self._request(self.scene_change_requested.emit))
        self.find_returns.clicked.connect(lambda: self._request(self.returns_requested.emit))

    def _request(self, emit: Emit) -> None:
        if self._ref is not None:
            emit(self._ref)


def _made(made: Instant, is_waiting: bool) -> str:
    when = when_in_words(made.utc_ms, made.offset_min)
    if not is_waiting:
        # Translators: when is a day and a time, such as “yesterday, 21:10”
        return _("Made {when}", when=when)
    return _(
        "Made {when}. It waits to be saved: you can write a note now, and change the rest once it "
        "is saved.",
        when=when,
    )


def _with_origin(made: str, mark: Mark, carried_from: str) -> str:
    if carried_uid(mark) is None:
        return made
    origin = _("Carried over from another version.")
    if carried_from:
        # Translators: title is a track's: another version of the one that plays
        origin = _("Carried over from “{title}”.", title=carried_from)
    return f"{origin}\n{made}"


def _qualities(mark: Mark) -> str:
    """“Theme mark: confirmed, +5 semitones”."""
    qualities = str(BETWEEN).join(told(mark).qualities)
    kind = str(KINDS[mark.kind].words.row)
    return _("{kind}: {qualities}", kind=kind, qualities=qualities) if qualities else ""
