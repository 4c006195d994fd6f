"""Verbs on the selected marks: each is one service call, and so one undo step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.errors import Problem
from app.core.ids import TrackId
from app.core.marks import MarkRef
from app.core.timecode import Span
from app.core.words import Text, _, ngettext
from app.emotions.records import Tag, TaggedEmotion
from app.marks import blocks
from app.marks.clip import clip_of
from app.marks.kinds import KINDS
from app.moments.records import Moment
from app.themes.records import Answer
from app.transactions.typed import Typed
from ui.listen.candidates import ANSWER_FIRST
from ui.listen.clipboard import clip_on_clipboard, put_on_clipboard
from ui.widgets.waiting import ONLY_A_NOTE
from ui.words.lists import comma_list
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.marks.service import Marks, Pasted
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView
    from ui.listen.candidates import Candidates
    from ui.timeline.view import TimelineView

NOTHING_SELECTED = Text(
    "Select marks first: click them, or press Ctrl+Page Down to move through them."
)


class Editing(QObject):
    """What the Listen page can do with marks. Says so if nothing is selected."""

    def __init__(
        self,
        context: Context,
        track_view: TrackView,
        timeline: TimelineView,
        candidates: Candidates,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._candidates = candidates
        self._context = context
        self._track_view = track_view
        self._view = timeline
        self._page = page
        timeline.marks.marks_moved.connect(self.move)
        timeline.marks_copied.connect(self.copy_to)

    # --- one field, one place -------------------------------------------------------------------

    def move(self, spans: Mapping[MarkRef, Span]) -> None:
        found = self._candidates.among(spans)
        if found and len(found) == len(spans):
            self._candidates.confirm_at(spans)
        spans = {ref: span for ref, span in spans.items() if ref not in found}
        kept = self._kept_among(tuple(spans))
        spans = {ref: spans[ref] for ref in kept}
        if not spans or not self._context.do(lambda: self._marks.move(spans)):
            self._view.marks.set_timeline(self._view.marks.timeline)  # back to where they were

    def edit(self, refs: tuple[MarkRef, ...], name: str, value: object) -> None:
        """Sets one field of all the marks that have it; a Span moves the only mark."""
        if isinstance(value, Span):
            self.move({refs[0]: value})
            return
        if name == "note" and isinstance(value, str) and len(refs) == 1:
            self._write_note(refs[0], value)
            return
        refs = self._kept_among(refs)
        have = [ref for ref in refs if name in KINDS[ref.kind].editable]
        self._context.do(lambda: self._marks.edit(*have, **{name: value}))

    def _write_note(self, ref: MarkRef, text: str) -> None:
        """As marking does: the text waits beside the journal if that can't be written."""
        services = self._context.services
        ref = services.waiting.current(ref)
        timeline = self._track_view.timeline
        found = None if timeline is None else timeline.mark(ref)
        mark = found.tag if isinstance(found, TaggedEmotion) else found
        if isinstance(mark, Tag | Moment):
            typed = text if isinstance(text, Typed) else Typed(text, mark.note, is_long=True)
            self._context.do(lambda: services.capture.write_note(mark, typed))
        else:
            self._context.do(lambda: self._marks.edit(ref, note=text))

    def _remove(self, refs: tuple[MarkRef, ...]) -> None:
        """Marks that wait to be saved are taken back where they wait; to candidates alone it is a
        no, and among other marks they stay.
        """
        services, problems = self._context.services, self._context.messages.problem
        found = self._candidates.among(refs)
        if len(found) == len(refs):
            self._candidates.answer(found, Answer.NO)
        refs = tuple(ref for ref in refs if ref not in found)
        kept = [ref for ref in refs if not services.waiting.is_new(ref)]
        for ref in set(refs) - set(kept):
            try:
                services.waiting.take_back(ref)
            except Problem as problem:
                problems(problem)
        if kept:
            self._context.do(lambda: self._marks.remove(*kept))

    def _kept_among(self, refs: tuple[MarkRef, ...]) -> tuple[MarkRef, ...]:
        """Those that are saved; says so if others aren't, because they can't be changed yet."""
        waiting = self._context.services.waiting
        kept = tuple(ref for ref in refs if not waiting.is_new(ref))
        if self._candidates.among(refs):
            self._say(str(ANSWER_FIRST))
        elif len(kept) < len(refs):
            self._say(str(ONLY_A_NOTE))
        return kept

    # --- the whole selection --------------------------------------------------------------------

    def delete(self) -> None:
        refs = self._view.marks.selected_marks
        if refs:
            self._remove(refs)
        else:
            self._say(str(NOTHING_SELECTED))

    def delete_one(self, ref: MarkRef) -> None:
        self._remove((ref,))

    def copy_to(self, spans: Mapping[MarkRef, Span]) -> None:
        """A drag with Ctrl ended here."""
        kept = self._kept_among(tuple(spans))
        self._make(lambda: self._marks.duplicate({ref: spans[ref] for ref in kept}))

    def duplicate(self) -> None:
        """After the selection, as a block; before it if the track ends."""
        selected = self._view.marks.selected_spans()
        spans = blocks.beside(selected, self._view.viewport.axis.duration_ms)
        if selected and not spans:
            self._say(_("There is no room in the track for a copy beside the selection."))
            return
        self._with_selection(lambda _refs: self.copy_to(spans))

    def split(self) -> None:
        """Splits every selected mark that contains the playhead; the second halves are added."""
        at_ms = self._context.playback.position_ms

        def split(refs: tuple[MarkRef, ...]) -> None:
            halves = self._marks.split(*refs, at_ms=at_ms)
            if halves:
                self._view.marks.set_selected((*refs, *halves))
            else:
                self._say(
                    _("The playhead isn’t inside any of the selected marks. Move it there first.")
                )

        self._with_selection(split)

    def merge(self) -> None:
        def merge(refs: tuple[MarkRef, ...]) -> None:
            kept = self._marks.merge(*refs)
            if kept:
                self._view.marks.set_selected(kept)
            else:
                self._say(
                    _(
                        "There is nothing to merge: marks can be merged if they say the "
                        "same thing and are no more than two seconds apart."
                    )
                )

        self._with_selection(merge)

    def begin_here(self) -> None:
        """Every selected mark that ends later starts at the playhead; a point becomes a span."""
        here = self._context.playback.position_ms
        self._resize(lambda span: Span(here, span.end_ms) if here < span.end_ms else None)

    def end_here(self) -> None:
        """Every selected mark that starts earlier ends at the playhead; a point becomes a span."""
        here = self._context.playback.position_ms
        self._resize(lambda span: Span(span.start_ms, here) if span.start_ms < here else None)

    def _resize(self, resized: Callable[[Span], Span | None]) -> None:
        before = self._view.marks.selected_spans()
        after = {ref: resized(span) for ref, span in before.items()}
        changed = {
            ref: span for ref, span in after.items() if span is not None and span != before[ref]
        }
        if not before:
            self._say(str(NOTHING_SELECTED))
        elif changed:
            self.move(changed)
        else:
            self._say(
                _(
                    "The playhead is on the wrong side of the selected marks: a mark "
                    "can’t end before it starts."
                )
            )

    # --- the clipboard --------------------------------------------------------------------------

    def copy(self) -> None:
        self._with_selection(lambda refs: self._put(refs, is_cut=False))

    def cut(self) -> None:
        def cut(refs: tuple[MarkRef, ...]) -> None:
            self._put(refs, is_cut=True)
            self._marks.cut(*refs)

        self._with_selection(cut)

    def paste(self) -> None:
        """At the playhead, with the same distances between the marks."""
        row, playback = self._context.playback.track, self._context.playback
        if row is None:
            self._say(_("Play something first, then paste the marks into it."), "paste")
            return

        at_ms = playback.position_ms
        try:
            clip = clip_on_clipboard()
        except Problem as problem:
            self._context.messages.problem(problem, "paste")
            return
        if clip is None:
            self._say(_("There are no marks on the clipboard. Copy some first."), "paste")
            return

        def paste() -> None:
            pasted = self._marks.paste(clip, TrackId(row.id), at_ms)
            self._view.marks.set_selected(pasted.refs)
            if words := _pasted_in_words(pasted):
                self._say(words, "paste")

        self._context.do(paste)

    def _put(self, refs: tuple[MarkRef, ...], *, is_cut: bool) -> None:
        timeline = self._track_view.timeline
        assert timeline is not None, "marks are selected"
        marks, meant = timeline.each(), frozenset(refs)
        put_on_clipboard(clip_of(marks, meant, is_cut=is_cut, covering=spoilers().covering))
        if not is_cut:
            self._say(ngettext("Copied one mark.", "Copied {n} marks.", len(refs)))

    # --- the selected passage -------------------------------------------------------------------

    def begin_stretch(self) -> None:
        """The selection starts at the playhead."""
        here, chosen = self._context.playback.position_ms, self._view.marks.selected_span
        end = self._view.viewport.axis.duration_ms if chosen is None else chosen.end_ms
        self._choose(
            Span(here, end) if here < end else Span(here, self._view.viewport.axis.duration_ms)
        )

    def end_stretch(self) -> None:
        """The selection ends at the playhead."""
        here, chosen = self._context.playback.position_ms, self._view.marks.selected_span
        start = 0 if chosen is None else chosen.start_ms
        self._choose(Span(start, here) if start < here else Span(0, here))

    def _choose(self, span: Span) -> None:
        if not span.is_point:
            self._view.marks.set_selected_span(span)

    # --- shared --------------------------------------------------------------------------------

    @property
    def _marks(self) -> Marks:
        return self._context.services.marks

    def _with_selection(self, verb: Callable[[tuple[MarkRef, ...]], object]) -> None:
        selected = self._view.marks.selected_marks
        refs = self._kept_among(selected)
        if refs:
            self._context.do(lambda: verb(refs))
        elif not selected:
            self._say(str(NOTHING_SELECTED))

    def _make(self, verb: Callable[[], tuple[MarkRef, ...]]) -> None:
        """Selects what a verb makes: it is shown already, because changes arrive at once."""
        self._context.do(lambda: self._view.marks.set_selected(verb()))

    def _say(self, text: str, about: str = "") -> None:
        """about: of what was just tried, only the last outcome counts."""
        self._context.messages.say(text, about=about)


def _pasted_in_words(pasted: Pasted) -> str:
    """What the listener might not expect; empty if everything was pasted as it is."""
    parts = []
    if pasted.new_emotions:
        names = _listed(pasted.new_emotions)
        text = ngettext(
            "{names} was added to your own emotions.",
            "{names} were added to your own emotions.",
            len(pasted.new_emotions),
            names=names,
        )
        parts.append(text)
    if pasted.unknown_scenes:
        titles = tuple(dict.fromkeys(pasted.unknown_scenes))
        text = ngettext(
            "Scene marks were left out because your journal doesn’t have the scene {titles}.",
            "Scene marks were left out because your journal doesn’t have the scenes {titles}.",
            len(titles),
            titles=_listed(titles),
        )
        parts.append(text)
    if pasted.left_over:
        text = ngettext(
            "One mark didn’t fit into this track.",
            "{n} marks didn’t fit into this track.",
            pasted.left_over,
        )
        parts.append(text)
    return " ".join(parts)


def _listed(names: Iterable[str]) -> str:
    return comma_list(_("“{name}”", name=name) for name in names)
