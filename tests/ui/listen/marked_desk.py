"""A Listen page with marks, to work on."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.support.app_harness import AppHarness, WindowSession
from ui.timeline.view import TimelineView

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Desk:
    """The Listen page, paused at 0:30 of a track with two wonders, a sadness and a favourite."""

    def __init__(self, harness: AppHarness) -> None:
        harness.record("theme.wav", seconds=60)
        harness.record("other.wav", seconds=60, hz=330)
        harness.take_in()
        harness.play_by_hand()
        self.session: WindowSession = harness.open()
        self.driver = self.session.driver
        self.track = TrackId(self.session.play().id)
        self.session.playback.pause()
        self.session.playback.seek_ms(30_000)
        services = self.session.services
        self.wonder = self.add_tag("wonder", Span(10_000, 14_000))
        self.second = self.add_tag("wonder", Span(15_000, 20_000))
        self.sadness = self.add_tag("sadness", Span(28_000, 40_000))
        moment = services.moments.add_moment(self.track, Span.point(45_000))
        self.heart = MarkRef(MarkKind.MOMENT, moment.id)
        self.view.setFocus()

    def add_tag(self, word: str, span: Span) -> MarkRef:
        emotion = self.session.services.emotions.named(word)
        assert emotion is not None
        tag = self.session.services.tagging.add_tag(self.track, emotion.id, span)
        return MarkRef(MarkKind.TAG, tag.id)

    @property
    def view(self) -> TimelineView:
        return self.session.pages.listen.timeline

    def words(self) -> list[str]:
        return [item.emotion.name for item in self.session.timeline.tags]

    def spans(self) -> dict[MarkRef, Span]:
        return dict(self.session.timeline.marks())

    @property
    def undo_text(self) -> str:
        return self.session.desk.context.history.stack.undoText()

    def undo(self) -> None:
        self.driver.ctrl(Key.Key_Z)
