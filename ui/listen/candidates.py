"""Where themes may return on the track that plays: found, shown among its marks, answered here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.marks import MarkKind, MarkRef
from app.core.words import Text, _
from app.themes.records import Answer, OccurrenceStatus
from app.themes.unanswered import Unanswered
from ui.bridge.places import ThemeSearch
from ui.words.marks import theme_name

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.core.ids import OccurrenceId, ThemeId, TrackId
    from app.core.timecode import Span
    from app.library.records import TrackRow
    from app.theme_finding.records import FoundHere
    from app.themes.records import Occurrence
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.timeline.view import TimelineView

ANSWER_FIRST = Text(
    "This is only perhaps a return. Say yes first, then you can change it like every other mark."
)


class Candidates(QObject):
    """Marks of their own, with ids below 0, until the listener answers; what is dragged is a yes.
    A mark that was left open is one of the track's, and can still be answered.

    Signals: changed(), there are others; menu_wanted(MarkRef).
    """

    changed = Signal()
    menu_wanted = Signal(object)

    def __init__(self, context: Context, view: TimelineView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._marks = view.marks
        self._reading = context.latest_read("Read where themes may return")
        self._track_id: TrackId | None = None
        self._unanswered = Unanswered()
        self._found: tuple[Occurrence, ...] = ()
        self._shown: dict[MarkRef, Occurrence] = {}
        self._left_open: dict[MarkRef, Occurrence] = {}
        context.playback.track_changed.connect(self._on_track_changed)
        context.theme_finder.candidates_changed.connect(self._on_candidates_changed)
        view.marks.mark_pressed.connect(self._on_pressed)
        self._on_track_changed(context.playback.track)

    # --- what is shown --------------------------------------------------------------------------

    def shown_on(self, timeline: TrackTimeline | None) -> TrackTimeline | None:
        """The track's marks with the candidates among them; without those that a mark of their
        theme answers by now.
        """
        self._shown = {}
        every = () if timeline is None else timeline.occurrences
        self._left_open = {one.ref: one for one in every if not one.is_confirmed}
        if timeline is None or timeline.track_id != self._track_id or not self._found:
            return timeline
        marks = timeline.occurrences
        open_ones = [one for one in self._found if not _is_answered(one, marks)]
        self._shown = {one.ref: one for one in open_ones}
        both = sorted((*marks, *open_ones), key=lambda mark: (mark.span, mark.id))
        return timeline.with_lanes({MarkKind.OCCURRENCE: tuple(both)})

    def among(self, refs: Iterable[MarkRef]) -> tuple[MarkRef, ...]:
        """Those that are candidates."""
        return tuple(ref for ref in refs if ref in self._shown)

    def candidate(self, ref: MarkRef | None) -> Occurrence | None:
        return None if ref is None else self._shown.get(ref)

    @property
    def chosen(self) -> Occurrence | None:
        """The one that is selected, alone."""
        refs = self._marks.selected_marks
        return self.candidate(refs[0]) if len(refs) == 1 else None

    @property
    def to_answer(self) -> Occurrence | None:
        """The one that is selected, alone: a candidate, or a mark that was left open."""
        refs = self._marks.selected_marks
        if len(refs) != 1:
            return None
        return self._shown.get(refs[0]) or self._left_open.get(refs[0])

    def is_left_open(self, ref: MarkRef | None) -> bool:
        return ref in self._left_open

    @property
    def can_show_all(self) -> bool:
        return self._context.navigator.can_show(ThemeSearch)

    # --- verbs ----------------------------------------------------------------------------------

    def answer(self, refs: Iterable[MarkRef], answer: Answer) -> None:
        """One undo step for each theme, and for each mark that was left open."""
        asked = tuple(refs)
        for theme_id, found in self._by_theme(asked).items():
            self._answer(theme_id, found, answer, _said(found[0], answer))
        for ref in asked:
            if ref in self._left_open:
                self._answer_mark(self._left_open[ref], answer)

    def answer_chosen(self, answer: Answer) -> None:
        if self.to_answer is not None:
            self.answer((self.to_answer.ref,), answer)

    def confirm_at(self, spans: Mapping[MarkRef, Span]) -> None:
        """They were dragged there: each returns there, and nowhere else about here."""
        for theme_id, found in self._by_theme(spans).items():
            moved = [replace(one, span=spans[one.ref]) for one in found]
            name = theme_name(found[0].theme)
            said = _("“{name}” returns here, as you dragged it.", name=name)
            self._answer(theme_id, moved, Answer.YES, said)

    def show_all(self, ref: MarkRef | None = None) -> None:
        """All that was found of its theme. ref: None for the one that is selected."""
        found = self.chosen if ref is None else self.candidate(ref)
        if found is not None:
            self._context.navigator.show(ThemeSearch(found.theme.id))

    def _by_theme(self, refs: Iterable[MarkRef]) -> dict[ThemeId, list[Occurrence]]:
        found: dict[ThemeId, list[Occurrence]] = {}
        for ref in self.among(refs):
            found.setdefault(self._shown[ref].theme.id, []).append(self._shown[ref])
        return found

    def _answer(
        self, theme_id: ThemeId, found: Collection[Occurrence], answer: Answer, said: str
    ) -> None:
        answers = self._context.services.themes.answers
        candidates = [one.as_candidate for one in found]
        made: list[OccurrenceId] = []

        def verb() -> None:
            if answer is Answer.YES:
                made.extend(answers.confirm(theme_id, candidates))
            elif answer is Answer.NOT_SURE:
                made.extend(answers.leave_open(theme_id, candidates))
            else:
                answers.reject(theme_id, candidates)

        def then() -> None:
            answered = {one.ref for one in found}
            self._take(tuple(one for one in self._found if one.ref not in answered))
            self._marks.set_selected(MarkRef(MarkKind.OCCURRENCE, one) for one in made)
            self._context.say_done(said)

        self._context.do(verb, then)

    def _answer_mark(self, mark: Occurrence, answer: Answer) -> None:
        if answer is Answer.NOT_SURE and mark.status is OccurrenceStatus.UNSURE:
            return
        answers = self._context.services.themes.answers
        verbs = {
            Answer.YES: answers.confirm_marks,
            Answer.NO: answers.reject_marks,
            Answer.NOT_SURE: answers.leave_marks_open,
        }
        said = _said(mark, answer)
        self._context.do(lambda: verbs[answer](mark.id), lambda: self._context.say_done(said))

    # --- news -----------------------------------------------------------------------------------

    def _on_track_changed(self, row: TrackRow | None) -> None:
        track_id = None if row is None else row.id
        if track_id == self._track_id:
            return
        self._track_id = track_id
        self._reading.drop()
        self._take(())
        self._read()

    def _on_candidates_changed(self, track_ids: Collection[int]) -> None:
        if self._track_id is not None and (not track_ids or self._track_id in track_ids):
            self._reading.ask_again(self._read)

    def _read(self) -> None:
        services, track_id = self._context.services, self._track_id
        if track_id is not None:
            self._reading.ask(lambda: _found_on(services, track_id), self._show)

    def _show(self, found: tuple[FoundHere, ...] | None) -> None:
        """None: there is no answer, and the listener was told why."""
        if found is not None:
            known = {one.ref: one for one in self._found}
            marks = (self._unanswered.mark(one.theme, one.candidate) for one in found)
            self._take(tuple(known[one.ref] if known.get(one.ref) == one else one for one in marks))

    def _take(self, found: tuple[Occurrence, ...]) -> None:
        if found != self._found:
            self._found = found
            self.changed.emit()

    def _on_pressed(self, ref: MarkRef) -> None:
        """A place that is to be judged is heard at once."""
        found = self.candidate(ref)
        if found is not None:
            self._context.playback.hear(found.track_id, found.span)


def _found_on(services: Services, track_id: TrackId) -> tuple[FoundHere, ...]:
    """On the thread of a job."""
    if not services.paths.found_themes.is_dir():  # nothing was ever searched for
        return ()
    return services.theme_finding.on_track(track_id)


def _is_answered(found: Occurrence, marks: Iterable[Occurrence]) -> bool:
    return any(
        mark.theme.id == found.theme.id
        and mark.status is not OccurrenceStatus.REJECTED
        and mark.span.coincides(found.span)
        for mark in marks
    )


def _said(found: Occurrence, answer: Answer) -> str:
    name = theme_name(found.theme)
    if answer is Answer.YES:
        return _("“{name}” returns here.", name=name)
    if answer is Answer.NOT_SURE:
        return _("Whether “{name}” returns here is left open.", name=name)
    return _("“{name}” won’t be suggested here again.", name=name)
