"""Themes and where they return. What can be done with any mark is in `app/marks/`."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from app.core.ids import CharacterId, OccurrenceId, ThemeId, TrackId, WorkId
from app.core.timecode import Span
from app.core.words import _
from app.themes.answers import ThemeAnswers
from app.themes.families import ThemeFamilies
from app.themes.new_rows import named, theme_of
from app.themes.records import FoundBy, Occurrence, OccurrenceStatus, Theme
from app.transactions import changes
from app.transactions.ledger import Ledger, Writing
from app.transactions.mark_rows import MarkRows
from app.transactions.typed import words_outlive
from db.models.character import Character as CharacterRow
from db.models.theme import Occurrence as OccurrenceRow
from db.models.theme import Theme as ThemeRow
from db.queries import timeline as queries
from db.queries.progress import is_character_covered
from db.repositories import rows, themes

THEME_FIELDS = frozenset(("work_id", "name", "colour", "note", "idea", "is_spoiler"))


class Themes:
    """Verbs on themes and occurrences. Each announces Change(THEME) or Change(OCCURRENCE).

    answers: to places that were found. families: melodies that nobody asked about.

    What a mark says (variation, transposition and so on) is edited by `app/marks/`.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.answers = ThemeAnswers(ledger)
        self.families = ThemeFamilies(ledger)
        self._ledger = ledger
        self._rows = MarkRows(ledger, OccurrenceRow, changes.OCCURRENCE)

    def themes(self) -> tuple[Theme, ...]:
        with self._ledger.read() as connection:
            return tuple(theme_record(row) for row in queries.themes(connection))

    def mark_returns(
        self,
        theme: ThemeId | str,
        track_id: TrackId,
        spans: Iterable[Span],
        work_id: WorkId | None = None,
        initiator: object = None,
    ) -> tuple[OccurrenceId, ...]:
        """Marks all these spans as returns of a theme, in one undo step.

        theme: an existing one, or the name of a new one; work_id: the new one's work, if known.
        Raises Problem for an empty name, LookupError for a theme that is gone.
        """
        with self._rows.write(_("Mark theme"), (track_id,), initiator) as writing:
            row = theme_of(writing, theme, work_id)
            if not row.is_spoiler:
                writing.label = _("Mark theme “{name}”", name=row.name)
            return tuple(self._add(writing, row.id, track_id, span) for span in spans)

    def edit(self, theme_id: ThemeId, initiator: object = None, **values: Any) -> None:
        """values: any of THEME_FIELDS. Typed text doesn't replace what was written meanwhile.

        Raises TypeError for another field, Problem for an empty name, WordsLeftOver for a text
        whose theme is gone.
        """
        if "name" in values:
            values["name"] = named(values["name"])
        with words_outlive(values), self._write(_("Edit theme"), initiator) as writing:
            row = writing.unit.get(ThemeRow, theme_id)
            settled = writing.settled(values, lambda name: getattr(row, name))
            rows.edit(row, settled, THEME_FIELDS)
            self._touch(writing, theme_id)

    def add_character(
        self, theme_id: ThemeId, character_id: CharacterId, initiator: object = None
    ) -> None:
        """The theme belongs to one more character: of a pair, it belongs to both. Raises
        LookupError when either is gone.
        """
        with self._write(_("Edit theme"), initiator) as writing:
            theme = writing.unit.get(ThemeRow, theme_id)
            name = writing.unit.get(CharacterRow, character_id).name
            is_named = not theme.is_spoiler and not is_character_covered(
                writing.session.connection(), character_id
            )
            if is_named:
                writing.label = _("Connect “{theme}” with “{name}”", theme=theme.name, name=name)
            if themes.add_character(writing.session, theme_id, character_id):
                self._touch(writing, theme_id)

    def remove_character(
        self, theme_id: ThemeId, character_id: CharacterId, initiator: object = None
    ) -> None:
        """The theme no longer belongs to the character. Raises LookupError when either is gone."""
        with self._write(_("Edit theme"), initiator) as writing:
            theme = writing.unit.get(ThemeRow, theme_id)
            name = writing.unit.get(CharacterRow, character_id).name
            is_named = not theme.is_spoiler and not is_character_covered(
                writing.session.connection(), character_id
            )
            if is_named:
                writing.label = _("Disconnect “{theme}” from “{name}”", theme=theme.name, name=name)
            if themes.remove_character(writing.unit, theme_id, character_id):
                self._touch(writing, theme_id)

    def set_home(self, occurrence_id: OccurrenceId, initiator: object = None) -> None:
        """The theme is stated here, and nowhere else; so it is confirmed. Raises LookupError when
        the mark is gone.
        """
        with self._rows.write(_("Edit theme"), (), initiator) as writing:
            chosen = writing.unit.get(OccurrenceRow, occurrence_id)
            theme = writing.unit.get(ThemeRow, chosen.theme_id)
            if not theme.is_spoiler:
                writing.label = _("Choose where “{name}” is stated", name=theme.name)
            for row in themes.homes(writing.session, theme.id):
                row.is_home = row is chosen
                writing.track_ids.add(row.track_id)
            chosen.is_home, chosen.status = True, str(OccurrenceStatus.CONFIRMED)
            writing.track_ids.add(chosen.track_id)
            writing.ids.add(chosen.id)

    def remove(self, theme_id: ThemeId, initiator: object = None) -> None:
        """Deletes a theme with all its marks; an undo brings all of it back."""
        label = _("Delete theme")
        kinds = (changes.THEME, changes.OCCURRENCE)
        with self._ledger.write(label, *kinds, initiator=initiator) as writing:
            writing.unit.remove(writing.unit.get(ThemeRow, theme_id))

    def _write(self, label: str, initiator: object) -> AbstractContextManager[Writing]:
        return self._ledger.write(label, changes.THEME, initiator=initiator)

    def _touch(self, writing: Writing, theme_id: int) -> None:
        """Of two versions of a theme, the later one stays, with its characters."""
        themes.touch(writing.session, theme_id)
        writing.ids.add(theme_id)

    def _add(self, writing: Writing, theme_id: int, track_id: TrackId, span: Span) -> OccurrenceId:
        says = {"theme_id": theme_id, "status": str(OccurrenceStatus.CONFIRMED)}
        return OccurrenceId(self._rows.add(writing, track_id, span, **says).id)


def theme_record(row: Any) -> Theme:
    values = {name: getattr(row, name) for name in Theme.__slots__}
    return Theme(**values | {"is_spoiler": bool(row.is_spoiler)})


def occurrence_record(row: Any, theme: Theme) -> Occurrence:
    return Occurrence(
        id=OccurrenceId(row.id),
        uid=row.uid,
        theme=theme,
        track_id=TrackId(row.track_id),
        span=Span(row.start_ms, row.end_ms),
        status=OccurrenceStatus(row.status),
        transposition=row.transposition,
        tempo_ratio=row.tempo_ratio,
        variation=row.variation,
        note=row.note,
        preroll_ms=row.preroll_ms,
        found_by=FoundBy(row.found_by),
        probability=row.probability,
        analysis_version=row.analysis_version,
        is_home=bool(row.is_home),
    )
