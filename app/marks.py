"""Verbs that any mark understands, whatever its kind: move, edit, remove."""

from __future__ import annotations

from typing import Any

from app.emotions.tagging import Tagging
from app.ids import CueId, MomentId, OccurrenceId, TagId
from app.moments.service import Moments
from app.scenes.cues import Cues
from app.themes.service import Themes
from app.timecode import Span
from app.timeline.records import MarkKind, MarkRef


class Marks:
    """Sends a verb to the room that knows the mark's kind."""

    def __init__(self, tagging: Tagging, moments: Moments, cues: Cues, themes: Themes) -> None:
        self._tagging = tagging
        self._moments = moments
        self._cues = cues
        self._themes = themes

    def move(self, ref: MarkRef, span: Span, initiator: object = None) -> None:
        """Raises LookupError when the mark is gone."""
        if ref.kind is MarkKind.TAG:
            self._tagging.move_tag(TagId(ref.id), span, initiator)
        elif ref.kind is MarkKind.MOMENT:
            self._moments.move_moment(MomentId(ref.id), span, initiator)
        elif ref.kind is MarkKind.CUE:
            self._cues.move_cue(CueId(ref.id), span, initiator)
        else:
            self._themes.move_occurrence(OccurrenceId(ref.id), span, initiator)

    def edit(self, ref: MarkRef, initiator: object = None, **values: Any) -> None:
        """values: fields that the mark's kind lets be edited. `span` moves it.

        Raises TypeError for any other field, LookupError when the mark is gone.
        """
        span = values.pop("span", None)
        if span is not None:
            self.move(ref, span, initiator)
        if not values:
            return
        if ref.kind is MarkKind.TAG:
            self._tagging.edit_tag(TagId(ref.id), initiator, **values)
        elif ref.kind is MarkKind.MOMENT:
            self._moments.edit_moment(MomentId(ref.id), initiator, **values)
        elif ref.kind is MarkKind.CUE:
            self._cues.edit_cue(CueId(ref.id), initiator, **values)
        else:
            self._themes.edit_occurrence(OccurrenceId(ref.id), initiator, **values)

    def remove(self, ref: MarkRef, initiator: object = None) -> None:
        """Raises LookupError when the mark is gone."""
        if ref.kind is MarkKind.TAG:
            self._tagging.remove_tag(TagId(ref.id), initiator)
        elif ref.kind is MarkKind.MOMENT:
            self._moments.remove_moment(MomentId(ref.id), initiator)
        elif ref.kind is MarkKind.CUE:
            self._cues.remove_cue(CueId(ref.id), initiator)
        else:
            self._themes.remove_occurrence(OccurrenceId(ref.id), initiator)
