"""The game's material, and what was recognised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.core.ids import RecognitionId, ThemeId, TrackId
from app.core.instant import Instant
from app.core.timecode import Span
from app.core.words import _
from app.first_notes.knowing import all_known, known_of
from app.first_notes.records import (
    FIRST_MS,
    SILENCE_MS,
    Known,
    Piece,
    PieceKey,
    Pieces,
    Recognition,
    Subject,
)
from app.returns.gathering import by_theme, occurrences_of
from app.story.covering import SceneName
from app.themes.difference import PassageSound, difference
from app.themes.records import Occurrence, Theme, home_of
from app.themes.service import theme_record
from app.transactions import changes
from db.models.recognition import Recognition as RecognitionRow
from db.models.theme import Theme as ThemeRow
from db.models.track import Track as TrackModel
from db.queries import first_notes as queries
from db.queries import timeline as lanes
from db.repositories import rows

if TYPE_CHECKING:
    from app.library.records import TrackRow
    from app.library.service import LibraryService
    from app.story.covering import Covering
    from app.transactions.ledger import Ledger
    from db.store.engine import Connection

_SHORTEST_MS = 2_000  # a shorter track is a sound rather than music
_LOOKED_AT_MS = SILENCE_MS + FIRST_MS
_UNHEARD = PassageSound()


class FirstNotes:
    """Verbs on recognitions; they announce Change(RECOGNITION)."""

    def __init__(self, ledger: Ledger, library: LibraryService) -> None:
        self._ledger = ledger
        self._library = library

    def pieces(self, covering: Covering) -> Pieces:
        """What can be asked: neither what is covered, or plays in a covered scene, nor tracks for
        which a letter waits, nor what has no file.
        """
        tracks = {key: line for key, line in self._lines().items() if line.is_available}
        with self._ledger.read() as connection:
            silent = _Silent(connection, covering)
            forms = self._forms(connection, covering, tracks)
            known = _read(queries.recognitions(connection))
        asked = (Piece(line, _first_of(line)) for line in tracks.values() if _is_music(line))
        themes = (tuple(form for form in each if silent.allows(form)) for each in forms)
        return Pieces(
            {piece.track.id: piece for piece in asked if silent.allows(piece)},
            tuple(each for each in themes if each),
            known,
        )

    def still_of(self, piece: Piece, covering: Covering) -> str | None:
        """The picture of the scene that plays where it begins; None where none does, or one that is
        covered.
        """
        begins, ends = piece.span.start_ms, piece.span.start_ms + FIRST_MS - 1
        with self._ledger.read() as connection:
            found = queries.stills_at(connection, piece.track.id, begins, ends)
        shown = (
            row.still
            for row in found
            if not covering.covers(SceneName(row.id, row.title, row.is_spoiler, row.is_ahead))
        )
        return next(shown, None)

    def recognise(
        self,
        piece: Piece,
        heard: Span,
        after_ms: int,
        initiator: object = None,
        made: Instant | None = None,
    ) -> RecognitionId:
        """Keeps how soon it was known. heard: from its first sound on, from which after_ms counts;
        made: now by default.

        Raises LookupError when the track or the theme is gone.
        """
        made = made or Instant.now()
        says = {
            "track_id": piece.track.id,
            "theme_id": piece.subject.theme_id,
            "start_ms": heard.start_ms,
            "variant": piece.variant,
            "after_ms": after_ms,
            "made_at": made.utc_ms,
            "made_offset_min": made.offset_min,
        }
        is_spoiler = piece.theme is not None and piece.theme.is_spoiler
        label = _("Recognise theme") if is_spoiler else _("Recognise “{name}”", name=piece.name)
        with self._ledger.write(label, changes.RECOGNITION, initiator=initiator) as writing:
            writing.unit.get(TrackModel, piece.track.id)
            if piece.theme is not None:
                writing.unit.get(ThemeRow, piece.theme.id)
            row = rows.add(writing.session, RecognitionRow, **says)
            writing.ids.add(row.id)
            return RecognitionId(row.id)

    def known(self, covering: Covering) -> tuple[Known, ...]:
        """Everything that was ever recognised, the soonest first; covered themes are left out."""
        with self._ledger.read() as connection:
            found = _read(queries.recognitions(connection))
            themes = {row.id: theme_record(row) for row in lanes.themes(connection)}
        works = {one.id: one.title for one in self._library.works()}
        lines = self._lines()

        def named(subject: Subject) -> tuple[str, str] | None:
            if subject.theme_id is None:
                line = None if subject.track_id is None else lines.get(subject.track_id)
                return None if line is None else (line.title, line.album)
            theme = themes.get(subject.theme_id)
            if theme is None or covering.covers_theme(theme):
                return None
            return theme.name, "" if theme.work_id is None else works.get(theme.work_id, "")

        return all_known(found, named)

    def of_theme(self, theme_id: ThemeId) -> Known | None:
        """In all its forms; None if it was never recognised."""
        return self._of(theme_id=theme_id)

    def of_track(self, track_id: TrackId) -> Known | None:
        """The track itself, not the themes on it."""
        return self._of(track_id=track_id)

    def _lines(self) -> dict[TrackId, TrackRow]:
        """Each track once, as on the first of its albums."""
        lines: dict[TrackId, TrackRow] = {}
        for line in self._library.lines():
            lines.setdefault(line.id, line)
        return lines

    def _of(self, **of_what: int) -> Known | None:
        with self._ledger.read() as connection:
            found = _read(queries.recognitions(connection, **of_what))
        return known_of(found) if found else None

    def _forms(
        self, connection: Connection, covering: Covering, tracks: Mapping[TrackId, TrackRow]
    ) -> list[list[Piece]]:
        """Of each theme that may be named, the one where it is stated first; without those where
        another theme sounds, too, which would be as right an answer.
        """
        records = (theme_record(row) for row in lanes.themes(connection))
        themes = {int(one.id): one for one in records if not covering.covers_theme(one)}
        marks = [mark for mark in occurrences_of(connection, themes) if mark.is_confirmed]
        on_track: dict[int, list[Occurrence]] = defaultdict(list)
        for mark in marks:
            on_track[mark.track_id].append(mark)

        def is_alone(form: Piece) -> bool:
            heard = form.span.clamped(form.span.start_ms + FIRST_MS)
            return not any(
                mark.theme != form.theme and mark.span.overlaps(heard)
                for mark in on_track[form.track.id]
            )

        forms = (_forms_of(themes[key], theirs, tracks) for key, theirs in by_theme(marks).items())
        return [list(filter(is_alone, each)) for each in forms]


class _Silent:
    """What must not sound."""

    def __init__(self, connection: Connection, covering: Covering) -> None:
        self._sealed = queries.tracks_of_sealed(connection)
        self._covered: dict[int, list[Span]] = defaultdict(list)
        for cue in queries.cues_of_spoilers(connection):
            if covering.covers(SceneName(cue.id, cue.title, cue.is_spoiler, cue.is_ahead)):
                self._covered[cue.track_id].append(Span(cue.start_ms, cue.end_ms))

    def allows(self, piece: Piece) -> bool:
        track_id = piece.track.id
        covered = self._covered.get(track_id, ())
        return track_id not in self._sealed and not any(map(piece.span.overlaps, covered))


def _forms_of(
    theme: Theme, marks: Sequence[Occurrence], tracks: Mapping[TrackId, TrackRow]
) -> list[Piece]:
    """marks: its confirmed ones."""
    home = home_of(marks)
    if home is None:
        return []
    first = [home, *(mark for mark in marks if mark is not home)]
    return [
        Piece(
            tracks[mark.track_id],
            _heard_of(mark.span),
            theme,
            "" if mark is home else mark.uid,
            difference(mark, home, _UNHEARD, _UNHEARD),
            mark.variation,
        )
        for mark in first
        if mark.track_id in tracks
    ]


def _is_music(line: TrackRow) -> bool:
    return not 0 < line.duration_ms < _SHORTEST_MS


def _first_of(line: TrackRow) -> Span:
    return Span(0, min(line.duration_ms or _LOOKED_AT_MS, _LOOKED_AT_MS))


def _heard_of(span: Span) -> Span:
    """Of a theme's mark; one without a length is only where it begins."""
    lasts_ms = FIRST_MS if span.is_point else min(span.duration_ms, _LOOKED_AT_MS)
    return Span(span.start_ms, span.start_ms + lasts_ms)


def _read(found: Iterable[Any]) -> tuple[Recognition, ...]:
    return tuple(
        Recognition(
            PieceKey(Subject.of(row.track_id, row.theme_id), row.variant),
            row.after_ms,
            Instant(row.made_at, row.made_offset_min),
        )
        for row in found
        if row.track_id is not None or row.theme_id is not None
    )
