"""What the listener said about places where a theme was found: yes, not sure, no."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.timecode import Span
from app.core.words import ngettext
from app.themes.new_rows import add_found, inside, mark_at, passage_of
from app.themes.records import Answer, Candidate, FoundBy, OccurrenceStatus, Passage
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from db.models.question import OCCURRENCE, Refusal
from db.models.theme import Occurrence as OccurrenceRow
from db.models.theme import Theme as ThemeRow
from db.queries import themes as queries
from db.repositories import rows
from db.repositories import themes as repository

_ANSWERS = {
    "confirmed": Answer.YES,
    "unsure": Answer.NOT_SURE,
    "candidate": Answer.NOT_SURE,
    "rejected": Answer.NO,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """All that was answered about one theme, by track."""

    places: Mapping[int, Sequence[tuple[Span, Answer]]]

    def at(self, track_id: TrackId, span: Span) -> Answer | None:
        """The answer about a place: of those that coincide with it (`Span.coincides`), a yes before
        “not sure” before a no. None where there is none.

        So a no holds wherever the place is found from: another passage to search with makes it
        begin or end elsewhere, but half of the shorter one stays common.
        """
        here = {answer for place, answer in self.places.get(track_id, ()) if place.coincides(span)}
        return next((answer for answer in Answer if answer in here), None)


class ThemeAnswers:
    """Verbs on candidates, and on theme marks that were candidates once.

    A yes or “not sure” makes a theme mark, a no a refusal. Each verb is one undo step about all the
    places it is given, and announces Change(OCCURRENCE) for their tracks. It raises LookupError
    when the theme, a track or a mark is gone, ValueError for a place after its track's end.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def answered(self, theme_id: ThemeId) -> Answered:
        """By one reading, for as many candidates as there are."""
        with self._ledger.read() as connection:
            rows = queries.answered(connection, theme_id)
        places: dict[int, list[tuple[Span, Answer]]] = defaultdict(list)
        for track_id, start_ms, end_ms, status in rows:
            places[track_id].append((Span(start_ms, end_ms), _ANSWERS[status]))
        return Answered(places)

    def is_refused(self, theme_id: ThemeId, track_id: TrackId, span: Span) -> bool:
        """Whether the theme mustn't be offered here again."""
        return self.answered(theme_id).at(track_id, span) is Answer.NO

    def _name(self, theme_id: ThemeId) -> str:
        with self._ledger.read() as connection:
            return str(queries.theme(connection, theme_id).name)

    # --- about candidates -----------------------------------------------------------------------

    def confirm(
        self, theme_id: ThemeId, candidates: Collection[Candidate], initiator: object = None
    ) -> tuple[OccurrenceId, ...]:
        """Returns the marks, in the same order. A mark of the theme that is there already becomes
        confirmed and stays where it is; an earlier no is taken back.
        """
        n, name = len(candidates), self._name(theme_id)
        # Translators: a theme returns where it was found; name is the theme’s
        label = ngettext(
            "Confirm return of “{name}”", "Confirm {n} returns of “{name}”", n, name=name
        )
        return self._accept(label, theme_id, candidates, OccurrenceStatus.CONFIRMED, initiator)

    def leave_open(
        self, theme_id: ThemeId, candidates: Collection[Candidate], initiator: object = None
    ) -> tuple[OccurrenceId, ...]:
        """The same for “not sure”; a mark made by hand stays as it is."""
        n, name = len(candidates), self._name(theme_id)
        # Translators: whether a theme returns where it was found; name is the theme’s
        label = ngettext(
            "Leave return of “{name}” open", "Leave {n} returns of “{name}” open", n, name=name
        )
        return self._accept(label, theme_id, candidates, OccurrenceStatus.UNSURE, initiator)

    def reject(
        self, theme_id: ThemeId, candidates: Collection[Candidate], initiator: object = None
    ) -> None:
        """The theme is never offered here again. Marks that earlier answers made here go."""
        n, name = len(candidates), self._name(theme_id)
        # Translators: a theme doesn’t return where it was found; name is the theme’s
        label = ngettext(
            "Reject return of “{name}”", "Reject {n} returns of “{name}”", n, name=name
        )
        with self._write(label, initiator) as writing:
            places = [Passage(one.track_id, inside(writing, one)) for one in candidates]
            _remove_answers(writing, theme_id, places)
            _refuse(writing, theme_id, places)

    def take_back(
        self, theme_id: ThemeId, passages: Collection[Passage], initiator: object = None
    ) -> None:
        """As if nothing had been answered about these places. Marks made by hand stay."""
        n, name = len(passages), self._name(theme_id)
        label = ngettext(
            "Take back answer about “{name}”", "Take back {n} answers about “{name}”", n, name=name
        )
        with self._write(label, initiator) as writing:
            _remove_answers(writing, theme_id, passages)
            forget_refusals(writing, theme_id, passages)

    # --- about marks ----------------------------------------------------------------------------

    def confirm_marks(self, *ids: OccurrenceId, initiator: object = None) -> None:
        """Whoever made them, of any theme."""
        label = ngettext("Confirm theme mark", "Confirm {n} theme marks", len(ids))
        self._set_status(label, ids, OccurrenceStatus.CONFIRMED, initiator)

    def leave_marks_open(self, *ids: OccurrenceId, initiator: object = None) -> None:
        label = ngettext("Leave theme mark open", "Leave {n} theme marks open", len(ids))
        self._set_status(label, ids, OccurrenceStatus.UNSURE, initiator)

    def reject_marks(self, *ids: OccurrenceId, initiator: object = None) -> None:
        """The marks go, and their themes are never offered there again."""
        label = ngettext("Reject theme mark", "Reject {n} theme marks", len(ids))
        with self._write(label, initiator) as writing:
            rows = [writing.unit.get(OccurrenceRow, row_id) for row_id in ids]
            by_theme: dict[int, list[Passage]] = defaultdict(list)
            for row in rows:
                by_theme[row.theme_id].append(passage_of(row))
            writing.unit.remove_all(rows)
            for theme_id, places in by_theme.items():
                _refuse(writing, theme_id, places)

    def _set_status(
        self, label: str, ids: Sequence[OccurrenceId], status: OccurrenceStatus, initiator: object
    ) -> None:
        with self._write(label, initiator) as writing:
            for row_id in ids:
                row = writing.unit.get(OccurrenceRow, row_id)
                row.status = str(status)
                writing.track_ids.add(row.track_id)
                writing.ids.add(row.id)

    def _accept(
        self,
        label: str,
        theme_id: ThemeId,
        candidates: Collection[Candidate],
        status: OccurrenceStatus,
        initiator: object,
    ) -> tuple[OccurrenceId, ...]:
        with self._write(label, initiator) as writing:
            writing.unit.get(ThemeRow, theme_id)
            forget_refusals(writing, theme_id, [one.passage for one in candidates])
            known = _marks(writing, theme_id, [one.passage for one in candidates])
            made = []
            for candidate in candidates:
                here = mark_at(candidate.passage, known)
                if here is None:
                    here = add_found(writing, theme_id, candidate, status)
                    known.append(here)
                elif status is OccurrenceStatus.CONFIRMED or not _is_by_hand(here):
                    here.status = str(status)
                writing.track_ids.add(here.track_id)
                writing.ids.add(here.id)
                made.append(OccurrenceId(here.id))
            return tuple(made)

    def _write(self, label: str, initiator: object) -> AbstractContextManager[Writing]:
        return self._ledger.write(label, changes.OCCURRENCE, initiator=initiator)


def _is_by_hand(row: OccurrenceRow) -> bool:
    """Whether it is the listener's own, and no answer to what was found."""
    is_confirmed = row.status == OccurrenceStatus.CONFIRMED
    return row.found_by == FoundBy.LISTENER and is_confirmed


def _marks(writing: Writing, theme_id: int, places: Collection[Passage]) -> list[OccurrenceRow]:
    """The theme's, on the tracks of these places alone: a theme may have thousands."""
    track_ids = {place.track_id for place in places}
    return list(repository.occurrences(writing.session, theme_id, track_ids))


def _remove_answers(writing: Writing, theme_id: int, places: Collection[Passage]) -> None:
    """The marks that answers about these places made."""
    gone = [
        row
        for row in _marks(writing, theme_id, places)
        if not _is_by_hand(row) and any(map(passage_of(row).coincides, places))
    ]
    writing.track_ids.update(row.track_id for row in gone)
    writing.unit.remove_all(gone)


def _refuse(writing: Writing, theme_id: int, places: Collection[Passage]) -> None:
    """Once for each place."""
    uid = writing.unit.get(ThemeRow, theme_id).uid
    known = {passage_of(row) for row in _refusals(writing, uid, places)}
    for place in dict.fromkeys(places):
        writing.track_ids.add(place.track_id)
        if place not in known:
            rows.add(
                writing.session,
                Refusal,
                kind=OCCURRENCE,
                track_id=place.track_id,
                start_ms=place.span.start_ms,
                end_ms=place.span.end_ms,
                what=uid,
            )


def forget_refusals(writing: Writing, theme_id: int, places: Collection[Passage]) -> None:
    """The theme may be offered there again."""
    uid = writing.unit.get(ThemeRow, theme_id).uid
    void = [
        row
        for row in _refusals(writing, uid, places)
        if any(map(passage_of(row).coincides, places))
    ]
    writing.track_ids.update(row.track_id for row in void)
    writing.unit.remove_all(void)


def _refusals(writing: Writing, theme_uid: str, places: Collection[Passage]) -> list[Refusal]:
    """On the tracks of these places, without those that another program wrote without a place."""
    track_ids = {place.track_id for place in places}
    found = repository.refusals(writing.session, OCCURRENCE, theme_uid, track_ids)
    return [row for row in found if row.start_ms is not None and row.end_ms is not None]
