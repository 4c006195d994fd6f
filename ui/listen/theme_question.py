"""Marking a theme: asks which one returns in the selected passages; and opening a mark’s theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.core.ids import ThemeId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.words import _, ngettext
from app.transactions.changes import THEME, Change
from ui.bridge.places import ThemePlace
from ui.scenes.additions import Additions

if TYPE_CHECKING:
    from app.core.timecode import Span
    from app.library.records import TrackRow
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.timeline.view import TimelineView


class ThemeQuestion:
    """Opens the chooser over the window, for the playing track."""

    def __init__(
        self, context: Context, track_view: TrackView, timeline: TimelineView, page: QWidget
    ) -> None:
        self._context = context
        self._track_view = track_view
        self._marks = timeline.marks
        self._page = page

    def ask(self) -> None:
        """For the selected passage, or for each of the selected spans."""
        from ui.marks.theme_chooser import ThemeChooser  # not needed to make the page

        row, spans = self._context.playback.track, self._passages()
        if row is None or not spans:
            self._say_how_to_select()
            return
        themes, changed = self._context.services.themes, self._context.relay.changed
        chooser = ThemeChooser(themes.themes(), spans, self._page.window())

        def follow(change: Change) -> None:
            if change.is_restore:  # in another journal, nothing of it means the same
                chooser.reject()
            elif change.touches(THEME):
                self._context.look(lambda: chooser.show_themes(themes.themes()))

        changed.connect(follow)
        chooser.theme_chosen.connect(lambda theme: self._mark(theme, row, spans))
        chooser.finished.connect(lambda _result: changed.disconnect(follow))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def open(self, ref: MarkRef) -> None:
        """The theme of a mark, on its page."""
        timeline = self._track_view.timeline
        marks = () if timeline is None else timeline.occurrences
        found = next((mark for mark in marks if mark.ref == ref), None)
        if found is not None:
            self._context.navigator.show(ThemePlace(found.theme.id, found.id))

    def _mark(self, theme: ThemeId | str, row: TrackRow, spans: list[Span]) -> None:
        """Selects what is made: it is shown already, because changes arrive at once."""
        work_id = None if row.work_id is None else WorkId(row.work_id)
        themes, additions = self._context.services.themes, Additions(self._context)

        def mark() -> None:
            made = themes.mark_returns(theme, TrackId(row.id), spans, work_id)
            self._marks.set_selected(MarkRef(MarkKind.OCCURRENCE, found) for found in made)

        def say() -> None:
            known = {one.id: one.name for one in themes.themes()}
            name = theme if isinstance(theme, str) else known[theme]
            said = ngettext(
                "“{name}” was marked.", "“{name}” was marked {n} times.", len(spans), name=name
            )
            additions.say(said)

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
