"""The right side of the Listen page: inbox, trace pad, inspector and companion card."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.core.ids import EmotionId
from app.core.marks import MarkRef
from app.themes.records import Occurrence
from app.timeline.companion import companion_at, is_felt_near
from app.timeline.records import TrackTimeline
from ui.bridge.context import Context
from ui.bridge.places import ThemeSearch
from ui.bridge.playback.pace import SMOOTH_MS
from ui.bridge.track.track_suggestions import TrackSuggestions
from ui.bridge.track.track_themes import TrackThemes
from ui.companion.card import CompanionCard
from ui.listen.candidate_card import CandidateCard
from ui.listen.inbox_card import InboxCard
from ui.listen.returning import ReturnWatch
from ui.listen.trace_pad import TracePad
from ui.marks.inspector.inspector import MarkInspector
from ui.marks.inspector.several import SeveralInspector, selected_tags
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.timeline.selection.selection import Selection
from ui.widgets.image_files import FindPicture

TOLD_EVERY_S = 8.0
FOLLOW_EVERY_S = 0.25
LEAST_PX = 208


class Side(QScrollArea):
    """Signals: those of the inspectors, passed on, the marks as a tuple; scene_wanted() from the
    companion's empty state; closed(): the inspector was closed.
    """

    fields_edited = Signal(object, str, object)
    delete_requested = Signal()
    hear_requested = Signal(object)
    scene_change_requested = Signal(object)
    returns_requested = Signal(object)
    left = Signal()
    scene_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        context: Context,
        picture_path: FindPicture,
        themes: TrackThemes,
        suggestions: TrackSuggestions,
    ) -> None:
        super().__init__()
        self._context = context
        self._suggestions = suggestions
        self._returns = ReturnWatch(context.playback, themes, self)
        self._followed_at_s = 0.0
        self._shown_last: QWidget | None = None
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look_at_card)
        self._late: tuple[TrackTimeline, int] | None = None  # where the companion is yet to follow
        self._follow_late = QTimer(self, singleShot=True, interval=round(1000 * FOLLOW_EVERY_S))
        self._follow_late.timeout.connect(self._catch_up)
        self.inbox = InboxCard(lambda key: context.services.emotions.emotion(EmotionId(key)))
        self.trace_pad = TracePad()
        context.playback.pace.wish(self.trace_pad, lambda: SMOOTH_MS)
        self.inspector = MarkInspector(context.services.emotions.emotions)
        self.several = SeveralInspector(context.services.emotions.emotions)
        self.candidate = CandidateCard()
        keys = context.shortcuts.text
        self.companion = CompanionCard(
            keys("scene"),
            picture_path,
            suggestion_keys=(keys("take_suggestion"), keys("refuse_suggestion")),
        )
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
        column.addWidget(self.candidate)
        column.addWidget(self.companion)
        column.addStretch(1)
        self._column = column
        self.verticalScrollBar().rangeChanged.connect(self._keep_width)
        self.setWidget(inside)
        cards = (self.inbox, self.trace_pad, self.inspector, self.several, self.candidate)
        for card in cards:
            card.installEventFilter(self)
            card.hide()
        self.inspector.field_edited.connect(
            lambda ref, name, value: self.fields_edited.emit((ref,), name, value)
        )
        self.inspector.delete_requested.connect(lambda _ref: self.delete_requested.emit())
        self.inspector.left.connect(self.left)
        self.several.fields_edited.connect(self.fields_edited)
        self.several.delete_requested.connect(self.delete_requested)
        self.inspector.hear_requested.connect(self.hear_requested)
        self.inspector.scene_change_requested.connect(self.scene_change_requested)
        self.inspector.returns_requested.connect(self.returns_requested)
        self.candidate.hear_requested.connect(self.hear_requested)
        self.companion.scene_wanted.connect(self.scene_wanted)
        self.companion.hear_wanted.connect(self.hear_requested)
        self.companion.place_wanted.connect(context.navigator.show)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolls to the top of a card that appears; if one disappears, to the top of the first."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide) and isinstance(watched, QWidget):
            self._shown_last = watched if event.type() == QEvent.Type.Show else None
            self._look_soon.start()
        return super().eventFilter(watched, event)

    def _keep_width(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin; the cards are as wide without it."""
        bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
        margins = self._column.contentsMargins()
        margins.setRight(max(0, SPACE.l - bar))
        self._column.setContentsMargins(margins)

    def _look_at_card(self) -> None:
        """Once the cards are laid out."""
        card = self._shown_last
        is_there = card is not None and card.isVisible()
        self.verticalScrollBar().setValue(card.y() - SPACE.l if card and is_there else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.companion.fit_into(self.viewport().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_readable()

    def _keep_readable(self) -> None:
        """Any narrower, and texts are cut off; the splitter can still hide it altogether."""
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
        """The current mark of the inbox is shown there already."""
        mark = None if timeline is None or ref is None else timeline.mark(ref)
        if self.inbox.item is not None and self.inbox.item.ref == ref:
            mark = None
        found = mark if isinstance(mark, Occurrence) and mark.is_unanswered else None
        self.candidate.setVisible(found is not None)
        if found is not None:
            can_show_all = self._context.navigator.can_show(ThemeSearch)
            self.candidate.show_candidate(found, can_show_all=can_show_all)
            mark = None
        if mark is None:
            if not self.inspector.isHidden():  # else it is empty already, at every new mark
                self.inspector.clear()
                self.inspector.hide()
            return
        carried_from = "" if timeline is None else timeline.versions.carried_from(mark)
        self.inspector.show_mark(mark, carried_from)
        self.inspector.show()

    def _catch_up(self) -> None:
        if self._late is not None:
            self.follow(*self._late, at_once=True)

    def write_note(self) -> None:
        self.inspector.focus_note()

    def follow(
        self, timeline: TrackTimeline | None, position_ms: int, *, at_once: bool = False
    ) -> None:
        """The companion follows the playhead, four times a second, less often if a screen reader
        is told of it; the last place comes in any case.
        """
        self._late = None
        if timeline is None:
            return
        now_s = time.monotonic()
        if not at_once and now_s - self._followed_at_s < _follow_every_s():
            self._late = (timeline, position_ms)
            if not self._follow_late.isActive():
                self._follow_late.start(round(1000 * _follow_every_s()))
            return
        self._followed_at_s = now_s
        self._follow_late.stop()
        since = self._context.playback.listen_began_at_ms
        announced = self._returns.at(position_ms)
        self.companion.show_companion(companion_at(timeline, position_ms, since, announced))
        suggested = self._suggestions.at(position_ms)
        if suggested and is_felt_near(timeline, position_ms):
            suggested = ()
        self.companion.show_suggested(suggested, self._suggestions.marks)


def _follow_every_s() -> float:
    """A screen reader is told of each line that changes: not more often than one can listen."""
    return TOLD_EVERY_S if QAccessible.isActive() else FOLLOW_EVERY_S
