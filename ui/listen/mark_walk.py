"""“Next Wonder”: from mark to mark through the library, playing each one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.core.errors import Problem
from app.core.ids import EmotionId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import format_ms
from app.core.words import _
from ui.emotions.emotion_finder import ask_emotion
from ui.words.marks import name_in_words

if TYPE_CHECKING:
    from app.marks.navigation import Origin, Place
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView


class MarkWalk(QObject):
    """Signal: mark_wanted(MarkRef), to be selected on the timeline, whose track is open.

    The emotion it follows is the selected mark's; without one, the one it followed last.
    """

    mark_wanted = Signal(object)

    def __init__(
        self, context: Context, track_view: TrackView, timeline: TimelineView, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        self._track_view = track_view
        self._timeline = timeline
        self._page = page
        self._feeling: EmotionId | None = None

    def go_same(self, step: int) -> None:
        """The next (1) or previous (-1) mark of the same emotion, on any track."""
        feeling = self._selected_feeling() or self._followed()
        if feeling is None:
            self.ask()
        else:
            self.go(step, feeling)

    def go(self, step: int, feeling: EmotionId | None = None) -> None:
        """To the next or previous mark of an emotion, or of any kind; says where that is."""
        self._feeling = feeling or self._feeling
        try:
            place = self._context.services.mark_navigation.go(self._origin(), step, feeling)
        except Problem as problem:
            self._context.messages.problem(problem)
            return
        if place is None:
            self._context.messages.say(self._nowhere(feeling))
        else:
            self._arrive(place)

    def ask(self) -> None:
        """Asks for an emotion."""
        words = self._context.services.emotions.emotions()
        title = _("Go to the next mark of an emotion")
        ask_emotion(self._page, title, words, lambda emotion: self.go(1, emotion.id))

    def _origin(self) -> Origin:
        from app.marks.navigation import (
            Origin,  # imports database code, which the page doesn't need at first
        )

        row = self._context.playback.track
        if row is None:
            return Origin(None)
        ref, span = self._timeline.marks.selection, self._timeline.marks.selection_span
        if ref is None or span is None:
            return Origin(row.id, self._context.playback.position_ms)
        return Origin(row.id, span.start_ms, ref)

    def _followed(self) -> EmotionId | None:
        """The one that was followed last, unless it was deleted since."""
        known = self._context.services.emotions.emotions(with_retired=True)
        return next((one.id for one in known if one.id == self._feeling), None)

    def _selected_feeling(self) -> EmotionId | None:
        ref, timeline = self._timeline.marks.selection, self._track_view.timeline
        if timeline is None or ref is None or ref.kind is not MarkKind.TAG:
            return None
        return next((item.emotion.id for item in timeline.tags if item.ref == ref), None)

    def _arrive(self, place: Place) -> None:
        playback = self._context.playback
        playback.hear(place.track_id, place.span, place.preroll_ms)
        row = playback.track
        if row is None or row.id != place.track_id:
            return  # its file is missing; playback has said so
        self.mark_wanted.emit(place.ref)
        self._context.messages.say(self._arrival(place))

    def _arrival(self, place: Place) -> str:
        mark, time = self._name(place.ref), format_ms(place.span.start_ms)
        if not place.is_elsewhere:
            return _("{mark} at {time}", mark=mark, time=time)
        return _("{mark} at {time} in “{title}”", mark=mark, time=time, title=place.track_title)

    def _name(self, ref: MarkRef) -> str:
        timeline = self._track_view.timeline
        mark = None if timeline is None else timeline.mark(ref)
        return _("A mark") if mark is None else name_in_words(mark)

    def _nowhere(self, feeling: EmotionId | None) -> str:
        if feeling is None:
            return _("There is no other mark in your library.")
        name = self._context.services.emotions.emotion(feeling).name
        return _("There is no other “{emotion}” in your library.", emotion=name)
