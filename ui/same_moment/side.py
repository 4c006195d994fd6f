"""Beside the rows: what plays here, how strongly it was felt, who wrote about it, what counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _, dotted, number
from app.journal.feelings_said import before_and_after
from ui.same_moment.beads import BeadPicture
from ui.same_moment.still import MomentStill
from ui.same_moment.words import counted_words
from ui.style.icons import icon, known_icon
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.cards import Hairline
from ui.widgets.emptying import empty
from ui.widgets.entry_text import beginning_in_words
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.press_row import PressRow
from ui.widgets.text import ElidedLabel, TextLabel
from ui.widgets.text_lines import LinesLabel
from ui.words.dates import short_date
from ui.words.marks import scene_place, scene_title

if TYPE_CHECKING:
    from app.emotions.records import Emotion
    from app.journal.moment_records import CountedVersion, MomentAcrossYears, PointingEntry
    from app.journal.records import JournalItem
    from ui.bridge.context import Context
    from ui.same_moment.shown import ShownMoment

_FEELINGS = 6
_ENTRIES = 6
_BEGINNING, _LINES = 240, 3  # of an entry: characters, of which so many lines are shown
EmotionOf = Callable[["JournalItem"], "Emotion | None"]


class MomentSide(QWidget):
    """`beads` says which mark was chosen. Signals: scene_requested(); entry_requested(int id)."""

    scene_requested = Signal()
    entry_requested = Signal(int)

    def __init__(self, context: Context, emotion: EmotionOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._emotion = emotion
        self.still = MomentStill(context)
        self.still.clicked.connect(self.scene_requested)
        self.beads = BeadPicture()
        self._title = TextLabel("", "title", wrap=True)
        self._place = ElidedLabel("", "muted")
        self._strongly = _Section(_("How strongly, by date"))
        self._strongly.body.addWidget(self.beads)
        self._legend = QWidget()
        self._flow = FlowLayout(self._legend, gap=SPACE.m)
        self._strongly.body.addWidget(self._legend)
        self._here, self._of_days = _Section(_("Entries that point here")), _Section(
            _("Written on those days")
        )  # fmt: skip
        self._counted = _Section(_("Counted with it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE.xs, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.still)
        column.addSpacing(SPACE.xs)
        column.addWidget(self._title)
        column.addWidget(self._place)
        for part in (self._strongly, self._here, self._of_days, self._counted):
            column.addWidget(part)
        column.addStretch(1)

    def show_moment(self, shown: ShownMoment) -> None:
        moment, scene = shown.moment, shown.scene
        title = "" if scene is None else scene_title(scene)
        self.still.show_place(scene, moment.track, title)
        self._title.setText(title or moment.track.title)
        self._place.setText(
            dotted(moment.track.artist, moment.track.album) if scene is None else scene_place(scene)
        )
        self._show_feelings(moment)
        self._show_entries(self._here, (one for one in moment.entries if not one.is_of_the_day))
        self._show_entries(self._of_days, (one for one in moment.entries if one.is_of_the_day))
        self._show_counted(moment)

    def _show_feelings(self, moment: MomentAcrossYears) -> None:
        self._strongly.setVisible(moment.many > 1)
        self.beads.show_items(moment.reactions, self._emotion)
        self._flow.clear()
        felt = {one.emotion_id: one for one in moment.reactions}
        for emotion_id, many in moment.feelings()[:_FEELINGS]:
            if (word := self._emotion(felt[emotion_id])) is not None:
                self._flow.addWidget(_Felt(word, many))

    def _show_entries(self, section: _Section, entries: Iterable[PointingEntry]) -> None:
        shown = list(entries)[-_ENTRIES:]
        section.clear()
        section.setVisible(bool(shown))
        for one in shown:
            line = _EntryLine(one.item)
            line.clicked.connect(partial(self.entry_requested.emit, one.item.owner_id))
            section.body.addWidget(line)

    def _show_counted(self, moment: MomentAcrossYears) -> None:
        versions = moment.versions
        is_said = len(versions) > 1 or any(one.sources > 1 for one in versions)
        self._counted.clear()
        self._counted.setVisible(is_said and moment.many > 0)
        for version in versions:
            self._counted.body.addWidget(_CountedLine(version, moment.many))


class _Section(QWidget):
    """A hairline and a small heading above what goes into `body`."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE.s, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(Hairline())
        column.addWidget(TextLabel(title, "section"))
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE.s)
        column.addLayout(self.body)

    def clear(self) -> None:
        empty(self.body)


class _Felt(QWidget):
    """“Tenderness 5” with its icon."""

    def __init__(self, emotion: Emotion, many: int) -> None:
        super().__init__()
        sign = TextLabel()
        side = scaled_px(14)
        sign.setPixmap(icon(known_icon(emotion.icon), 14, emotion.colour).pixmap(side, side))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(sign)
        # Translators: an emotion and how often it was felt, “Tenderness 5”
        words = _("{emotion} {count}", emotion=emotion.name, count=number(many))
        row.addWidget(TextLabel(words, "caption"))


class _EntryLine(PressRow):
    """An entry: its title and day, how it begins, and how the feeling changed."""

    def __init__(self, item: JournalItem) -> None:
        title = item.title or _("Entry")
        super().__init__(title)
        day = TextLabel(short_date(item.day), "caption")
        head = QHBoxLayout()
        head.setSpacing(SPACE.s)
        name = ElidedLabel(title, "strong")
        head.addWidget(name, 1)
        head.addWidget(day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(head)
        labels: list[QWidget] = [name, day]
        if beginning := beginning_in_words(item.text, _BEGINNING):
            lines = LinesLabel(_LINES)
            lines.setText(beginning)
            labels.append(lines)
        if change := before_and_after(item.before, item.after):
            labels.append(TextLabel(change, "caption", wrap=True))
        for label in labels[2:]:
            column.addWidget(label)
        self.let_through(*labels)
        self.setToolTip(_("Open the entry"))


class _CountedLine(QWidget):
    """A track that counts, and how much of it does."""

    def __init__(self, version: CountedVersion, many: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        row.addWidget(ElidedLabel(dotted(version.track.title, version.track.album)), 1)
        row.addWidget(TextLabel(counted_words(version, many), "caption"))
