"""Candidates shown among marks that are saved."""

from __future__ import annotations

from app.core.ids import OccurrenceId, ThemeId
from app.themes.records import Candidate, Occurrence, OccurrenceStatus, Passage, Theme


class Unanswered:
    """Makes marks of candidates, with ids below 0: the same one whenever it is the same place. So
    what is selected stays selected when all is read again. An id means nothing elsewhere.
    """

    def __init__(self) -> None:
        self._ids: dict[tuple[ThemeId, Passage], OccurrenceId] = {}

    def mark(self, theme: Theme, candidate: Candidate) -> Occurrence:
        key = theme.id, candidate.passage
        return Occurrence(
            id=self._ids.setdefault(key, OccurrenceId(-1 - len(self._ids))),
            uid="",
            theme=theme,
            track_id=candidate.track_id,
            span=candidate.span,
            status=OccurrenceStatus.CANDIDATE,
            transposition=candidate.transposition,
            tempo_ratio=candidate.tempo_ratio,
            variation="",
            note="",
            found_by=candidate.found_by,
            probability=candidate.probability,
            analysis_version=candidate.analysis_version,
        )
