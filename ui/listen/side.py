"""The right side of the Listen page: the inbox, the inspector of the selected mark, the companion
card.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ids import EmotionId
from app.moments.records import Moment
from app.scenes.records import Cue
from app.themes.records import Occurrence
from app.timeline.companion import companion_at
from app.timeline.records import MarkKind, MarkRef, TaggedEmotion, TrackTimeline
from ui.bridge.context import Context
from ui.listen.inbox_card import InboxCard
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.timeline.companion_card import CompanionCard
from ui.timeline.inspector import MarkInspector
from ui.timeline.stills import PicturePath

FOLLOW_EVERY_S = 0.25
LEAST_PX = 208

Mark = TaggedEmotion | Moment | Cue | Occurrence


class Side(QScrollArea):
    """Signals: those of the inspector, passed on; scene_wanted() from the companion's empty
    state; closed(), the inspector was put away.
    """

    field_edited = Signal(object, str, object)
    delete_requested = Signal(object)
    hear_requested = Signal(object)
    scene_change_requested = Signal(object)
    scene_wanted = Signal()
    closed = Signal()

    def __init__(self, context: Context, picture_path: PicturePath) -> None:
        super().__init__()
        self._context = context
        self._followed_at_s = 0.0
        self.inbox = InboxCard(lambda key: context.services.emotions.emotion(EmotionId(key)))
        self.inspector = MarkInspector(context.services.emotions.emotions)
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
        column.addWidget(self.inspector)
        column.addWidget(self.companion, 1)
        self.setWidget(inside)
        self.inbox.hide()
        self.inspector.hide()
        self.inspector.field_edited.connect(self.field_edited)
        self.inspector.delete_requested.connect(self.delete_requested)
        self.inspector.hear_requested.connect(self.hear_requested)
        self.inspector.scene_change_requested.connect(self.scene_change_requested)
        self.companion.scene_wanted.connect(self.scene_wanted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_readable()

    def _keep_readable(self) -> None:
        """Narrower than this its words are cut; the splitter can still put it away altogether."""
        self.setMinimumWidth(scaled_px(LEAST_PX))

    def show_mark(self, timeline: TrackTimeline | None, ref: MarkRef | None) -> None:
        """The selected mark, or nothing: the one in hand in the inbox is shown there already."""
        mark = None if timeline is None or ref is None else _find(timeline, ref)
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


def _find(timeline: TrackTimeline, ref: MarkRef) -> Mark | None:
    if ref.kind is MarkKind.TAG:
        return next((item for item in timeline.tags if item.tag.id == ref.id), None)
    lanes: dict[MarkKind, Sequence[Moment | Cue | Occurrence]] = {
        MarkKind.MOMENT: timeline.moments,
        MarkKind.CUE: timeline.cues,
        MarkKind.OCCURRENCE: timeline.occurrences,
    }
    return next((item for item in lanes[ref.kind] if item.id == ref.id), None)
