"""The inspector's groups of fields: times, emotion, heading, captions."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.ids import EmotionId
from app.core.timecode import Span
from app.core.words import _, pgettext
from app.emotions.records import Emotion, Mode, Tag, TaggedEmotion
from ui.emotions.word_choice import offer_words
from ui.style.icons import icon, known_icon
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton, ToggleButton
from ui.widgets.calm_inputs import ElidingCombo
from ui.widgets.folding_row import FoldingRow
from ui.widgets.intensity_dots import IntensityDots
from ui.widgets.text import TextLabel
from ui.widgets.time_edit import TimeEdit

Emotions = Callable[[], Sequence[Emotion]]
_WORD_PX = 130  # any narrower, and an emotion's name is cut beyond recognition

_REWORD_KEY = "C"  # see `ui/listen/commands.py`


class SpanFields(QWidget):
    """Start and end, typed or nudged. Signal: span_edited(Span)."""

    span_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span = Span(0, 0)
        self.start = TimeEdit(_("Start"))
        self.end = TimeEdit(_("End"))
        self._to = TextLabel(pgettext("between two times", "to"), "muted")
        self.row = FoldingRow(self._room_px)
        self.row.add(self.start, 1)
        self.row.add(self._to, is_joining=True)
        self.row.add(self.end, 1)
        _row(self).addWidget(self.row)
        self.start.time_edited.connect(self._on_start_edited)
        self.end.time_edited.connect(self._on_end_edited)

    def set_duration_ms(self, duration_ms: int | None) -> None:
        self.start.set_maximum_ms(duration_ms)
        self.end.set_maximum_ms(duration_ms)

    def show_span(self, span: Span, *, is_other: bool = True) -> None:
        """is_other: another mark's, or just edited here; otherwise a time being typed stays."""
        self._span = span
        for field, value_ms in ((self.start, span.start_ms), (self.end, span.end_ms)):
            if is_other:
                field.set_value_ms(value_ms)
            else:
                field.refresh_value_ms(value_ms)
        self.row.fit()

    def _room_px(self) -> int:
        """Twice the longer time, because both fields are equally wide."""
        field = max(self.start.text_room_px(), self.end.text_room_px())
        return 2 * (field + SPACE.s) + self._to.sizeHint().width()

    def _on_start_edited(self, start_ms: int) -> None:
        """A point moves; a span keeps its end, or moves when its start would pass it."""
        is_moved = self._span.is_point or start_ms > self._span.end_ms
        moved = self._span.moved_to(start_ms)
        self._edit(moved if is_moved else Span(start_ms, self._span.end_ms))

    def _on_end_edited(self, end_ms: int) -> None:
        self._edit(Span.between(self._span.start_ms, end_ms))

    def _edit(self, span: Span) -> None:
        if span != self._span:
            self.show_span(span)
            self.span_edited.emit(span)


class FeelingFields(QWidget):
    """Emotion, intensity, felt or expressed.

    Signals: emotion_chosen(EmotionId), intensity_chosen(int 1..5), mode_chosen(Mode).
    """

    emotion_chosen = Signal(object)
    intensity_chosen = Signal(int)
    mode_chosen = Signal(object)

    def __init__(self, emotions: Emotions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._emotions = emotions
        self.emotion = ElidingCombo()
        self.emotion.setAccessibleName(_("Emotion"))
        self.emotion.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.emotion.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.intensity = IntensityDots()
        self.felt = ToggleButton(_("Felt"))
        self.expressed = ToggleButton(_("Expressed"))
        self.keys = TextLabel("", "caption", wrap=True)
        self._are_several = self._is_playing = False
        self.felt.setToolTip(_("You felt it"))
        self.expressed.setToolTip(_("The music expresses it, whatever you felt"))
        self._modes = QButtonGroup(self)
        for button in (self.felt, self.expressed):
            self._modes.addButton(button)
        self._lay_out()
        self.emotion.activated.connect(self._on_emotion_activated)
        self.intensity.intensity_changed.connect(self.intensity_chosen)
        self.felt.clicked.connect(lambda: self.mode_chosen.emit(Mode.FELT))
        self.expressed.clicked.connect(lambda: self.mode_chosen.emit(Mode.EXPRESSED))

    def show_feeling(self, tag: Tag, emotion: Emotion) -> None:
        self._fill(emotion)
        self._say_keys(False)
        self.intensity.set_value(tag.intensity)
        self.intensity.set_colour(emotion.colour)
        self._show_modes({tag.mode})

    def show_feelings(self, tags: Sequence[TaggedEmotion]) -> None:
        """What several marks have in common; where they differ, nothing is chosen."""
        words = {tagged.emotion.id: tagged.emotion for tagged in tags}
        intensities = {tagged.tag.intensity for tagged in tags}
        modes = {tagged.tag.mode for tagged in tags}
        first = tags[0]
        self._fill(*words.values())
        self._say_keys(len(tags) > 1)
        if len(words) > 1:
            self.emotion.setPlaceholderText(_("Several"))
            self.emotion.setCurrentIndex(-1)
        self.intensity.set_colour(first.emotion.colour if len(words) == 1 else "accent")
        if len(intensities) == 1:
            self.intensity.set_value(first.tag.intensity)
        else:
            self.intensity.set_different()
        self._show_modes(modes)

    def show_keys(self, *, is_playing: bool) -> None:
        """What an emotion's key does now."""
        self._is_playing = is_playing
        self._say_keys(self._are_several)

    def _say_keys(self, are_several: bool) -> None:
        self._are_several = are_several
        if self._is_playing:
            words = _keys_while_playing(are_several)
        elif are_several:
            words = _("Press an emotion’s key to change them all.")
        else:
            words = _("Press an emotion’s key to change it.")
        self.keys.setText(words)
        self.emotion.setAccessibleDescription(words)

    def _show_modes(self, modes: Set[Mode]) -> None:
        self._modes.setExclusive(False)  # so that neither may be checked
        self.felt.setChecked(modes == {Mode.FELT})
        self.expressed.setChecked(modes == {Mode.EXPRESSED})
        self._modes.setExclusive(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        self.strength = FoldingRow(
            lambda: self._word_px() + SPACE.s + self.intensity.sizeHint().width()
        )
        self.strength.add(self.emotion, 1)
        self.strength.add(self.intensity)
        column.addWidget(self.strength)
        modes = QHBoxLayout()
        modes.setSpacing(SPACE.xs)
        modes.addWidget(self.felt, 1)
        modes.addWidget(self.expressed, 1)
        column.addLayout(modes)
        column.addWidget(self.keys)

    def _word_px(self) -> int:
        """How wide the emotion's field must be for the name in it."""
        return max(scaled_px(_WORD_PX), self.emotion.room_px())

    def _fill(self, *current: Emotion) -> None:
        offer_words(self.emotion, self._emotions(), *current)
        self.emotion.setCurrentIndex(self.emotion.findData(int(current[0].id)))
        self.strength.fit()

    def _on_emotion_activated(self, index: int) -> None:
        self.emotion_chosen.emit(EmotionId(self.emotion.itemData(index)))


def _keys_while_playing(are_several: bool) -> str:
    if are_several:
        return _(
            "During playback, an emotion’s key adds a mark. To change these, press {keys} first.",
            keys=_REWORD_KEY,
        )
    return _(
        "During playback, an emotion’s key adds a mark. To change this one, press {keys} first.",
        keys=_REWORD_KEY,
    )


class Heading(QWidget):
    """An icon in the mark's colour, and what the mark is. The icon follows the colour theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = ("tag", "ink")
        self._picture = QLabel()
        self.title = TextLabel("", "strong", wrap=True)
        row = _row(self)
        row.addWidget(self._picture)
        row.addWidget(self.title, 1)
        theme_signals().theme_changed.connect(self._paint)

    def show_heading(self, icon_name: str, colour_token: str, title: str) -> None:
        self._icon = (known_icon(icon_name), colour_token)
        self.title.setText(title)
        self._paint()

    def _paint(self) -> None:
        side = scaled_px(18)
        self._picture.setPixmap(icon(self._icon[0], 18, self._icon[1]).pixmap(side, side))


def captioned(field: QWidget, caption: str) -> QWidget:
    """A field under its caption; a button keeps its own width."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE.xs)
    if caption:
        column.addWidget(TextLabel(caption, "caption"))
    if isinstance(field, PushButton):
        column.addWidget(field, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        column.addWidget(field)
    return holder


def _row(parent: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(parent)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE.s)
    return row
