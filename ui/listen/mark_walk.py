"""“Next wonder”: from mark to mark, on through the library, hearing each one's own seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.core.errors import Problem
from app.core.ids import EmotionId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import format_ms
from ui.listen.feeling_menu import fill_with_feelings, popup_in_middle
from ui.words.marks import name_in_words

if TYPE_CHECKING:
    from app.marks.navigation import Origin, Place
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView


class MarkWalk(QObject):
    """Signal: mark_wanted(MarkRef), to be selected on the timeline, whose track is open.

    The feeling it follows is the selected tag's; without one, the last it followed.
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
        """The next (1) or previous (-1) mark of the feeling in hand, on any track."""
        feeling = self._selected_feeling() or self._feeling
        if feeling is None:
            self.ask()
        else:
            self.go(step, feeling)

    def go(self, step: int, feeling: EmotionId | None = None) -> None:
        """To the next or previous mark of a feeling, or of any kind; says where that is."""
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

    def ask(self) -> QMenu:
        """Which feeling? Its own key chooses it, or the arrows."""
        menu = QMenu(self._page)
        menu.setAccessibleName("Go to the next mark of a feeling")
        words = self._context.services.emotions.emotions()
        fill_with_feelings(menu, words, lambda emotion: self.go(1, emotion.id))
        popup_in_middle(menu, self._page)
        return menu

    def _origin(self) -> Origin:
        from app.marks.navigation import Origin  # brings the database: not needed to make the page

        row = self._context.playback.track
        if row is None:
            return Origin(None)
        ref, span = self._timeline.marks.selection, self._timeline.marks.selection_span
        if ref is None or span is None:
            return Origin(row.id, self._context.playback.position_ms)
        return Origin(row.id, span.start_ms, ref)

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
            return  # its file is gone; the playback has said so
        self.mark_wanted.emit(place.ref)
        self._context.messages.say(self._arrival(place))

    def _arrival(self, place: Place) -> str:
        what = f"{self._name(place.ref)} at {format_ms(place.span.start_ms)}"
        return f"{what} in “{place.track_title}”" if place.is_elsewhere else what

    def _name(self, ref: MarkRef) -> str:
        timeline = self._track_view.timeline
        mark = None if timeline is None else timeline.mark(ref)
        return "A mark" if mark is None else name_in_words(mark, "A later scene")

    def _nowhere(self, feeling: EmotionId | None) -> str:
        if feeling is None:
            return "There is no other mark in your library."
        name = self._context.services.emotions.emotion(feeling).name.lower()
        return f"There is no other mark of {name} in your library."
