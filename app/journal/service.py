"""Queries by date: pages of the journal, this day in other years, a year of emotions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.core.day_numbers import day_at, day_number
from app.core.ids import EmotionId, EntryId, TrackId
from app.core.instant import Instant
from app.core.languages import ENGLISH, spoken
from app.core.marks import MarkKind
from app.core.search_text import says, terms_of
from app.core.timecode import Span
from app.emotions import shipped
from app.journal.entries import Entries
from app.journal.entry_parts import Companion, companion_key, companions
from app.journal.links import MomentLink, PlaceLink
from app.journal.moments_inside import MomentInside, moments_inside
from app.journal.reading import items, rows_of, surroundings
from app.journal.records import (
    ENTRY,
    Around,
    Counted,
    Cursor,
    DayOfFeelings,
    Entry,
    EntryDraft,
    JournalFilter,
    JournalPage,
    MarkPlace,
    Overview,
    YearOfFeelings,
)
from app.journal.this_day import ThisDay, this_day
from app.marks.kinds import KINDS
from app.story.covering import Covering
from app.transactions.ledger import Ledger
from db.queries import entry_parts, journal_days, vocabulary
from db.queries.counted_lines import CountedLines
from db.queries.journal_lines import line_ids_before, lines_before
from db.queries.journal_words import Spoilers
from db.queries.line_filter import LineFilter
from db.queries.moments_inside import track_as_named
from db.queries.page_lines import AT

if TYPE_CHECKING:
    from db.store.engine import Connection

PAGE = 50
_FELT = frozenset((MarkKind.TAG,))


class JournalService:
    """Reads are snapshots of committed rows; verbs on entries announce Change(ENTRY)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._entries = Entries(ledger)

    def page(
        self, wanted: JournalFilter, before: Cursor | None = None, limit: int = PAGE
    ) -> JournalPage:
        """The items older than `before` that match the filter, newest first."""
        with self._ledger.read() as connection:
            page = _page(connection, wanted, before, limit)
            while not page.items and page.next_cursor is not None:  # none of them is readable
                page = _page(connection, wanted, page.next_cursor, limit)
        return page

    def count(self, wanted: JournalFilter, most: int) -> int:
        """How many marks and entries match, counted no further than to one more than `most`."""
        with self._ledger.read() as connection:
            return len(
                line_ids_before(connection, _line_filter(connection, wanted), None, most + 1)
            )

    def around(self, places: Iterable[MarkPlace], wanted: JournalFilter) -> Around:
        """What is known about places that have no line yet; unknown tracks are left out."""
        asked = frozenset(places)
        if not asked:
            return {}
        with self._ledger.read() as connection:
            lines = _line_filter(connection, wanted)
            found = {place: surroundings(connection, place, lines) for place in asked}
        return {place: there for place, there in found.items() if there is not None}

    def on_this_day(self, today: date) -> ThisDay:
        """What was felt and written on this day in earlier years, or in the week around it."""
        with self._ledger.read() as connection:
            return this_day(connection, today)

    def years(self) -> list[int]:
        """All years from the first to the last with a mark, entry or listen; newest first."""
        with self._ledger.read() as connection:
            ends = journal_days.first_and_last_day(connection, _offset_now())
        if ends is None:
            return []
        return list(range(day_at(ends[1]).year, day_at(ends[0]).year - 1, -1))

    def year(self, year: int) -> YearOfFeelings:
        """What was marked, written and heard on each day of a year; empty days are left out."""
        first, last = day_number(date(year, 1, 1)), day_number(date(year, 12, 31))
        with self._ledger.read() as connection:
            lines = journal_days.lines_by_day(connection, first, last, _offset_now())
            listens = journal_days.listens_by_day(connection, first, last)
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        emotions: dict[int, dict[EmotionId, int]] = defaultdict(dict)
        for row in lines:
            counts[row.day]["entries" if row.kind == ENTRY else "marks"] += row.number
            if row.emotion_id is not None:
                emotions[row.day][EmotionId(row.emotion_id)] = row.number
        for row in listens:
            counts[row.day].update(listens=row.number, heard_ms=row.heard_ms)
        days = (
            DayOfFeelings(day_at(day), emotions.get(day, {}), **counts[day])
            for day in sorted(counts)
        )
        return YearOfFeelings(year, tuple(days))

    def overview(self) -> Overview:
        """The totals."""
        with self._ledger.read() as connection:
            kinds, listens, heard_ms = journal_days.totals(connection)
            ends = journal_days.first_and_last_day(connection, _offset_now())
            has_people = entry_parts.has_people(connection)
        return Overview(
            marks=sum(kinds.get(kind, 0) for kind in KINDS),
            entries=kinds.get(ENTRY, 0),
            listens=listens,
            heard_ms=heard_ms,
            first_day=day_at(ends[0]) if ends else None,
            last_day=day_at(ends[1]) if ends else None,
            has_people=has_people,
        )

    def companions(self) -> list[Companion]:
        """Everybody whom entries name; those named most often come first."""
        with self._ledger.read() as connection:
            return companions(entry_parts.names(connection))

    def moments_inside(self, links: Collection[MomentLink]) -> Mapping[MomentLink, MomentInside]:
        """What links in texts lead to; those that lead nowhere any more are left out."""
        if not links:
            return {}
        with self._ledger.read() as connection:
            return moments_inside(connection, links)

    def link_to_place(self, track_id: TrackId, span: Span) -> PlaceLink:
        """As the text of an entry names it. Raises LookupError when there is no such track."""
        with self._ledger.read() as connection:
            named = track_as_named(connection, track_id)
        if named is None:
            raise LookupError(f"no track {track_id}")
        return PlaceLink(named[0], span, named[1])

    def write_entry(
        self, draft: EntryDraft, written: Instant | None = None, initiator: object = None
    ) -> EntryId:
        """Saves a new entry, dated now unless `written` is given."""
        return self._entries.write_entry(draft, written, initiator)

    def edit_entry(
        self,
        entry_id: EntryId,
        draft: EntryDraft,
        initiator: object = None,
        *,
        begun: EntryDraft | None = None,
    ) -> None:
        """As `Entries.edit_entry`. Raises LookupError when there is no such entry."""
        self._entries.edit_entry(entry_id, draft, initiator, begun=begun)

    def delete_entry(self, entry_id: EntryId, initiator: object = None) -> None:
        """Raises LookupError when there is no such entry."""
        self._entries.delete_entry(entry_id, initiator)

    def entry(self, entry_id: EntryId) -> Entry:
        """Raises LookupError when there is no such entry."""
        return self._entries.entry(entry_id)


def _page(
    connection: Connection, wanted: JournalFilter, before: Cursor | None, limit: int
) -> JournalPage:
    before_id = before.line_id if before else None
    which = lines_before(connection, _line_filter(connection, wanted), before_id, limit + 1)
    is_felt = wanted.counted is not None and wanted.counted.is_felt
    rows = rows_of(connection, which, _FELT if is_felt else wanted.kinds)
    next_cursor = Cursor(rows[limit - 1][AT.id]) if len(rows) > limit else None
    return JournalPage(items(connection, rows[:limit]), next_cursor)


def _line_filter(connection: Connection, wanted: JournalFilter) -> LineFilter:
    return LineFilter(
        emotion_ids=tuple(wanted.emotion_ids),
        kinds=tuple(wanted.kinds),
        work_id=wanted.work_id,
        character_id=wanted.character_id,
        scene_id=wanted.scene_id,
        track_id=wanted.track_id,
        companions=_spellings(connection, wanted.companion),
        first_day=None if wanted.first_day is None else day_number(wanted.first_day),
        last_day=None if wanted.last_day is None else day_number(wanted.last_day),
        default_offset_min=_offset_now(),
        terms=terms_of(wanted.text),
        named_emotion_ids=_emotions_called(connection, wanted.text),
        spoilers=_spoilers(wanted.covering),
        counted=None if wanted.counted is None else _counted(wanted.counted),
    )


def _spellings(connection: Connection, companion: str) -> tuple[str, ...]:
    """All spellings of a name; what is called so now, if nobody is any more."""
    if not companion:
        return ()
    key = companion_key(companion)
    same = (name for name, _entries in entry_parts.names(connection) if companion_key(name) == key)
    return tuple(same) or (companion,)


def _spoilers(covering: Covering) -> Spoilers | None:
    if not covering.is_on:
        return None
    return Spoilers(tuple(covering.shown), tuple(covering.characters_shown))


def _counted(wanted: Counted) -> CountedLines:
    place = wanted.place
    return CountedLines(
        is_felt=wanted.is_felt,
        role=wanted.role,
        composer=wanted.composer,
        hour=wanted.hour,
        word=wanted.word,
        change=wanted.change or "",
        place=None if place is None else (place.start_ms, place.end_ms),
        is_heard=wanted.is_heard,
    )


def _emotions_called(connection: Connection, text: str) -> tuple[int, ...]:
    """Shipped emotions whose name in the language that is spoken contains every word of a text.

    Without those that are called in the journal as on screen.
    """
    terms = terms_of(text)
    if not terms or spoken() == ENGLISH:
        return ()
    return tuple(
        row.id
        for row in vocabulary.words(connection)
        if (shown := shipped.name(row.key, row.name)) != row.name and says(shown, terms)
    )


def _offset_now() -> int:
    return Instant.now().offset_min
