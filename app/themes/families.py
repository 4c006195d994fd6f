"""Families: passages that were found to be alike, and that nobody has asked about.

A family has no row and no name of its own. Dismissed, each of its passages becomes a refusal, and
they share what was refused, a uid; named, it becomes a theme.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.core.ids import ThemeId, WorkId
from app.core.timecode import Span
from app.core.words import _
from app.themes.answers import forget_refusals
from app.themes.basic_form import against_theme
from app.themes.new_rows import add_found, mark_at, theme_of
from app.themes.records import Candidate, FoundBy, OccurrenceStatus, Passage
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from db.models.base import new_uid
from db.models.question import FAMILY, Refusal
from db.models.theme import Occurrence as OccurrenceRow
from db.queries import themes as queries
from db.repositories import rows
from db.repositories import themes as repository

Family = Sequence[Passage]


def are_one(one: Family, other: Family) -> bool:
    """Whether two families are the same: more than half of the smaller one's passages coincide with
    passages of the other.

    So a family stays the same when more of its passages are found, or some begin elsewhere.
    """
    smaller, larger = sorted((one, other), key=len)
    there: dict[int, list[Passage]] = defaultdict(list)
    for passage in larger:
        there[passage.track_id].append(passage)
    alike = sum(any(map(each.coincides, there[each.track_id])) for each in smaller)
    return 2 * alike > len(smaller)


@dataclass(frozen=True, slots=True)
class JudgedFamilies:
    """dismissed: by uid. themes: the confirmed returns of each theme."""

    dismissed: Mapping[str, Family]
    themes: Mapping[ThemeId, Family]

    def theme_of(self, family: Family) -> ThemeId | None:
        """The theme that a family is already."""
        return next((key for key, known in self.themes.items() if are_one(family, known)), None)

    def dismissed_as(self, family: Family) -> str | None:
        """The uid of the dismissed family that it is."""
        return next((uid for uid, known in self.dismissed.items() if are_one(family, known)), None)

    def is_open(self, family: Family) -> bool:
        """Whether it may be proposed."""
        return self.dismissed_as(family) is None and self.theme_of(family) is None


class ThemeFamilies:
    """Verbs on proposed families. Each raises LookupError when a track or theme is gone."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def judged(self) -> JudgedFamilies:
        """By one reading, for as many families as there are."""
        with self._ledger.read() as connection:
            dismissed = queries.dismissed(connection)
            confirmed = queries.confirmed_places(connection)
        themes: dict[ThemeId, list[Passage]] = defaultdict(list)
        for theme_id, track_id, start_ms, end_ms in confirmed:
            themes[ThemeId(theme_id)].append(Passage(track_id, Span(start_ms, end_ms)))
        return JudgedFamilies(_by_uid(dismissed), themes)

    def dismiss(self, family: Collection[Passage], initiator: object = None) -> str:
        """It is never proposed again. Returns the uid that it is kept under. Announces
        Change(THEME), but does nothing if it was dismissed before.
        """
        known = self.judged().dismissed_as(tuple(family))
        if known is not None:
            return known
        uid, label = new_uid(), _("Dismiss suggested theme")
        with self._ledger.write(label, changes.THEME, initiator=initiator) as writing:
            for track_id, span in dict.fromkeys(family):
                place = {"track_id": track_id, "start_ms": span.start_ms, "end_ms": span.end_ms}
                rows.add(writing.session, Refusal, kind=FAMILY, what=uid, **place)
                writing.track_ids.add(track_id)
        return uid

    def propose_again(self, uid: str, initiator: object = None) -> None:
        """Takes a dismissal back. Announces Change(THEME)."""
        label = _("Suggest theme again")
        with self._ledger.write(label, changes.THEME, initiator=initiator) as writing:
            _forget(writing, uid)

    def name(
        self,
        theme: ThemeId | str,
        family: Sequence[Candidate],
        work_id: WorkId | None = None,
        initiator: object = None,
    ) -> ThemeId:
        """A family becomes a theme, and its passages confirmed returns of it. The first one is
        where a new theme is stated.

        theme: an existing one, whose basic form keys and tempi are told against then, as far as
        that is known; or the name of a new one; work_id: the new one's work, if known. What was
        refused there is taken back.
        Announces Change(THEME, OCCURRENCE). Raises Problem for an empty name.
        """
        dismissed = self.judged().dismissed_as([one.passage for one in family])
        with self._ledger.write("", changes.OCCURRENCE, initiator=initiator) as writing:
            row = theme_of(writing, theme, work_id)
            forget_refusals(writing, row.id, [one.passage for one in family])
            writing.label = _("Name theme “{name}”", name=row.name)
            writing.ids.add(row.id)
            known = list(repository.occurrences(writing.session, row.id))
            told = family if isinstance(theme, str) else against_theme(family, known)
            for candidate in told:
                known.append(_confirmed(writing, row.id, candidate, known))
            if isinstance(theme, str) and known:
                known[0].is_home = True
            if dismissed is not None:
                _forget(writing, dismissed)
            return ThemeId(row.id)


def _by_uid(passages: Iterable[Sequence[object]]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for uid, track_id, start_ms, end_ms in passages:
        found[str(uid)].append(Passage(track_id, Span(start_ms, end_ms)))  # type: ignore[arg-type]
    return found


def _confirmed(
    writing: Writing, theme_id: int, candidate: Candidate, known: Sequence[OccurrenceRow]
) -> OccurrenceRow:
    here = mark_at(candidate.passage, known)
    if here is None:
        found = replace(candidate, found_by=FoundBy.PROPOSAL)
        return add_found(writing, theme_id, found, OccurrenceStatus.CONFIRMED)
    here.status = str(OccurrenceStatus.CONFIRMED)
    writing.track_ids.add(here.track_id)
    return here


def _forget(writing: Writing, uid: str) -> None:
    void = repository.refusals(writing.session, FAMILY, uid)
    writing.track_ids.update(row.track_id for row in void)
    writing.unit.remove_all(void)
