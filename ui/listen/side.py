"""The right side of the Listen page: the inbox, the inspector of the selected mark, the companion
card.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.ids import EmotionId
from app.core.marks import MarkRef
from app.emotions.records import TaggedEmotion
from app.moments.records import Moment
from app.story.records import Cue
from app.themes.records import Occurrence
from app.timeline.companion import companion_at
from app.timeline.records import TrackTimeline
from ui.bridge.context import Context
from ui.companion.card import CompanionCard
from ui.listen.inbox_card import InboxCard
from ui.listen.trace_pad import TracePad
from ui.marks.inspector.inspector import MarkInspector
from ui.marks.inspector.several import SeveralInspector, selected_tags
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.timeline.selection.selection import Selection
from ui.widgets.image_files import FindPicture

FOLLOW_EVERY_S = 0.25
LEAST_PX = 208

Mark = TaggedEmotion | Moment | Cue | Occurrence


class Side(QScrollArea):
    """Signals: those of the inspectors, passed on, the marks as a tuple; scene_wanted() from the
    companion's empty state; closed(), the inspector was put away.
    """

    fields_edited = Signal(object, str, object)
    delete_requested = Signal()
    hear_requested = Signal(object)
    scene_change_requested = Signal(object)
    left = Signal()
    scene_wanted = Signal()
    closed = Signal()

    def __init__(self, context: Context, picture_path: FindPicture) -> None:
        super().__init__()
        self._context = context
        self._followed_at_s = 0.0
        self._shown_last: QWidget | None = None
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look_at_card)
        self.inbox = InboxCard(lambda key: context.services.emotions.emotion(EmotionId(key)))
        self.trace_pad = TracePad()
        self.inspector = MarkInspector(context.services.emotions.emotions)
        self.several = SeveralInspector(context.services.emotions.emotions)
        self.companion = CompanionCard(picture_path)
        self.setWidgetResizable(True)
        self._keep_readable()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("surface", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE.m, SPACE.l, SPACE.l, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(self.inbox)
        column.addWidget(self.trace_pad)
        column.addWidget(self.inspector)
        column.addWidget(self.several)
        column.addWidget(self.companion, 1)
        self.setWidget(inside)
        for card in (self.inbox, self.trace_pad, self.inspector, self.several):
            card.installEventFilter(self)
        self.inbox.hide()
        self.trace_pad.hide()
        self.inspector.hide()
        self.several.hide()
        self.inspector.field_edited.connect(
            lambda ref, name, value: self.fields_edited.emit((ref,), name, value)
        )
        self.inspector.delete_requested.connect(lambda _ref: self.delete_requested.emit())
        self.inspector.left.connect(self.left)
        self.several.fields_edited.connect(self.fields_edited)
        self.several.delete_requested.connect(self.delete_requested)
        self.inspector.hear_requested.connect(self.hear_requested)
        self.inspector.scene_change_requested.connect(self.scene_change_requested)
        self.companion.scene_wanted.connect(self.scene_wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card that comes is seen from its top, however far down another one was read; when one
        goes, so is the first of those that stay.
        """
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and isinstance(watched, QWidget):
            self._shown_last = watched if event.type() == QEvent.Type.Show else None
            self._look_soon.start()
        return super().eventFilter(watched, event)

    def _look_at_card(self) -> None:
        """When the cards are laid out."""
        card = self._shown_last
        is_there = card is not None and card.isVisible()
        self.verticalScrollBar().setValue(card.y() - SPACE.l if card and is_there else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_readable()

    def _keep_readable(self) -> None:
        """Narrower than this its words are cut; the splitter can still put it away altogether."""
        self.setMinimumWidth(scaled_px(LEAST_PX))

    def show_marks(self, timeline: TrackTimeline | None, selection: Selection) -> None:
        """The selected mark, what several have in common, or nothing."""
        several = selection.refs if timeline is not None and len(selection.refs) > 1 else None
        self._show_mark(timeline, None if several else selection.current)
        self.several.setVisible(several is not None)
        if several and timeline is not None:
            spans = timeline.spans_of(several)
            self.several.show_marks(spans, selected_tags(timeline.tags, several))

    def _show_mark(self, timeline: TrackTimeline | None, ref: MarkRef | None) -> None:
        """The one in hand in the inbox is shown there already."""
        mark = None if timeline is None or ref is None else timeline.mark(ref)
        if self.inbox.item is not None and self.inbox.item.ref == ref:
            mark = None
        if mark is None:
            self.inspector.clear()
            self.inspector.hide()
            return
        self.inspector.show_mark(mark)
        self.inspector.show()

    def write_note(self) -> None:
        self.inspector.focus_note()

    def follow(
        self, timeline: TrackTimeline | None, position_ms: int, *, at_once: bool = False
    ) -> None:
        """The companion follows the playhead, four times a second."""
        now_s = time.monotonic()
        if timeline is None or (not at_once and now_s - self._followed_at_s < FOLLOW_EVERY_S):
            return
        self._followed_at_s = now_s
        since = self._context.playback.listen_began_at_ms
        self.companion.show_companion(companion_at(timeline, position_ms, since))
