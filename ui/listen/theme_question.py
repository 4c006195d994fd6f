"""Marking a theme: asks which one returns in the selected passages; opening a mark’s theme, and
finding where it returns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.ids import OccurrenceId, ThemeId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.words import _, ngettext
from app.transactions.changes import THEME, Change
from ui.bridge.places import ThemePlace, ThemeSearch
from ui.scenes.additions import Additions

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.core.timecode import Span
    from app.library.records import TrackRow
    from app.themes.records import Occurrence
    from ui.bridge.context import Context
    from ui.timeline.view import TimelineView


class ThemeQuestion:
    """Opens the chooser over the window, for the playing track."""

    def __init__(self, context: Context, timeline: TimelineView, page: QWidget) -> None:
        self._context = context
        self._marks = timeline.marks
        self._page = page

    def ask(self) -> None:
        """For the selected passage, or for each of the selected spans."""
        row, spans = self._context.playback.track, self._passages()
        if row is None or not spans:
            self._say_how_to_select()
        else:
            self._ask(row, spans, lambda _made: None)

    def find(self) -> None:
        """Where else the theme of the selected mark or passage returns; for a passage that isn't
        marked, asks first which theme it is.
        """
        mark, row, spans = self._marked(), self._context.playback.track, self._passages()
        if mark is not None:
            self._find(mark)
        elif row is None or not spans:
            self._say_how_to_select()
        else:
            self._ask(row, spans[:1], self._find_made)

    def _find(self, mark: Occurrence) -> None:
        """What isn't answered yet is searched from the theme's home."""
        from_id = None if mark.is_unanswered else mark.id
        self._context.navigator.show(ThemeSearch(mark.theme.id, from_id))

    def _find_made(self, made: OccurrenceId) -> None:
        mark = next((one for one in self._occurrences() if one.id == made), None)
        if mark is not None:
            self._find(mark)

    def _marked(self) -> Occurrence | None:
        """The theme mark that is selected, alone, or that the selected passage is."""
        span, refs = self._marks.selected_span, self._marks.selected_marks
        if span is not None:
            there = (one for one in self._occurrences() if one.span == span and one.is_confirmed)
            return next(there, None)
        found = [one for one in self._occurrences() if one.ref in refs]
        return found[0] if len(refs) == 1 and found else None

    def _occurrences(self) -> tuple[Occurrence, ...]:
        """What is shown, also what isn't answered yet."""
        timeline = self._marks.timeline
        return () if timeline is None else timeline.occurrences

    def _ask(
        self, row: TrackRow, spans: list[Span], then: Callable[[OccurrenceId], object]
    ) -> None:
        """then: gets the first mark that is made."""
        from ui.marks.theme_chooser import ThemeChooser  # not needed to make the page

        themes, changed = self._context.services.themes, self._context.relay.changed
        chooser = ThemeChooser(themes.themes(), spans, self._page.window())

        def follow(change: Change) -> None:
            if change.is_restore:  # in another journal, nothing of it means the same
                chooser.reject()
            elif change.touches(THEME):
                self._context.look(lambda: chooser.show_themes(themes.themes()))

        changed.connect(follow)
        chooser.theme_chosen.connect(lambda theme: self._mark(theme, row, spans, then))
        chooser.finished.connect(lambda _result: changed.disconnect(follow))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def open(self, ref: MarkRef) -> None:
        """The theme of a mark, on its page."""
        found = next((mark for mark in self._occurrences() if mark.ref == ref), None)
        if found is not None:
            select = None if found.is_unanswered else found.id  # there it has another id
            self._context.navigator.show(ThemePlace(found.theme.id, select))

    def _mark(
        self,
        theme: ThemeId | str,
        row: TrackRow,
        spans: list[Span],
        then: Callable[[OccurrenceId], object],
    ) -> None:
        """Selects what is made: it is shown already, because changes arrive at once."""
        work_id = None if row.work_id is None else WorkId(row.work_id)
        themes, additions = self._context.services.themes, Additions(self._context)
        made: list[OccurrenceId] = []

        def mark() -> None:
            made.extend(themes.mark_returns(theme, TrackId(row.id), spans, work_id))
            self._marks.set_selected(MarkRef(MarkKind.OCCURRENCE, found) for found in made)

        def say() -> None:
            known = {one.id: one.name for one in themes.themes()}
            name = theme if isinstance(theme, str) else known[theme]
            said = ngettext(
                "“{name}” was marked.", "“{name}” was marked {n} times.", len(spans), name=name
            )
            additions.say(said)
            then(made[0])

        additions.do(mark, say)

    def _passages(self) -> list[Span]:
        if self._marks.selected_span is not None:
            return [self._marks.selected_span]
        spans = self._marks.selected_spans().values()
        return sorted({span for span in spans if not span.is_point})

    def _say_how_to_select(self) -> None:
        keys = self._context.shortcuts
        self._context.messages.say(
            # Translators: start and end are shortcuts
            _(
                "Select the passage where the theme plays: drag over the timeline, or press "
                "{start} where it starts and {end} where it ends.",
                start=keys.text("stretch_start"),
                end=keys.text("stretch_end"),
            )
        )
