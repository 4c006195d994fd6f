"""Marks that wait to be saved, as the journal page shows them: among the others, by time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.search_text import says, terms_of
from app.emotions.records import Tag, TaggedEmotion
from app.journal.records import (
    Around,
    Counted,
    Cursor,
    DayOfFeelings,
    JournalFilter,
    JournalItem,
    JournalPage,
    JournalTrack,
    MarkPlace,
    Overview,
    Surroundings,
    YearOfFeelings,
)
from app.library.records import TrackRow
from app.moments.records import Moment
from app.story.covering import Covering
from app.waiting.records import Deed, TrackName, What
from app.waiting.service import WaitingMarks
from app.waiting.showing import noted
from db.models.journal_line import TIME_SHIFT
from db.search.fold import fold
from db.search.spoken_words import has_word

_NO_TRACK = TrackId(0)
_LAST_OF_ITS_MS = (1 << TIME_SHIFT) - 1


class WaitingInJournal:
    """Adds what waits to be saved to what is shown of the journal.

    It reads nothing itself: what the journal knows about `places` is read with the page and passed
    in as `around`, empty if the journal can't be read. Lives on the thread of WaitingMarks.
    """

    def __init__(self, waiting: WaitingMarks) -> None:
        self._waiting = waiting

    def places(self) -> tuple[MarkPlace, ...]:
        """The places of these marks, for asking the journal about them."""
        return tuple(_place(name, mark) for name, mark, _ in self._marks())

    def page(
        self,
        page: JournalPage,
        wanted: JournalFilter,
        around: Around,
        before: Cursor | None = None,
    ) -> JournalPage:
        """The page to show, from the one read with this filter before this cursor."""
        if not self._waiting.deeds:
            return page
        kept = [self._changed(item) for item in page.items if not is_new(item)]
        known = {item.uid for item in kept}
        here = (item for item in self._items(wanted, around) if item.uid not in known)
        new = [item for item in here if _is_on(item.cursor, before, page.next_cursor)]
        items = sorted([*kept, *new], key=lambda item: item.cursor, reverse=True)
        return JournalPage(tuple(items), page.next_cursor)

    def overview(self, held: Overview, around: Around) -> Overview:
        """How much there is including what waits, and how many marks wait."""
        new = list(self._items(JournalFilter(), around))
        days = [item.day for item in new]
        return replace(
            held,
            marks=held.marks + len(new),
            waiting=len({deed.mark for deed in self._waiting.deeds}),
            first_day=min((day for day in (held.first_day, *days) if day), default=None),
            last_day=max((day for day in (held.last_day, *days) if day), default=None),
        )

    def year(self, year: YearOfFeelings, around: Around) -> YearOfFeelings:
        """A year's days, including what waits."""
        everything = self._items(JournalFilter(), around)
        new = [item for item in everything if item.day.year == year.year]
        if not new:
            return year
        days = {day.day: day for day in year.days}
        for item in new:
            days[item.day] = _with(days.get(item.day, DayOfFeelings(item.day)), item)
        return YearOfFeelings(year.year, tuple(days[day] for day in sorted(days)))

    def mark(self, item: JournalItem) -> Tag | Moment | None:
        """The mark of an item that isn't in the journal yet."""
        marks = (mark for _, mark, _ in self._marks() if mark.uid == item.uid)
        return next(marks, None)

    # --- new marks ------------------------------------------------------------------------------

    def _items(self, wanted: JournalFilter, around: Around) -> Iterator[JournalItem]:
        """The new items that match the filter."""
        for name, mark, tagged in self._marks():
            there = around.get(_place(name, mark)) or self._known(name)
            if there is not None:
                self._waiting.tracks.call(there.track.id, name)
            item = _item(mark, tagged, there)
            if _lets_through(wanted, item, there):
                yield item

    def _marks(self) -> Iterator[tuple[TrackName, Tag | Moment, TaggedEmotion | None]]:
        """Marks that aren't in the journal, each with its track's name."""
        by_track: dict[str, list[Deed]] = defaultdict(list)
        for deed in self._waiting.deeds:
            by_track[deed.track.uid].append(deed)
        for deeds in by_track.values():
            name = deeds[0].track
            track_id = self._waiting.tracks.id_of(name) or _NO_TRACK
            tags, moments = self._waiting.alone(track_id, deeds)
            for tagged in tags:
                yield name, tagged.tag, tagged
            for moment in moments:
                yield name, moment, None

    def _known(self, name: TrackName) -> Surroundings | None:
        """The track as it was when last played; its scenes are unknown."""
        row = self._waiting.tracks.row_of(name)
        return None if row is None else Surroundings(_track(row), (), fits=None)

    # --- marks that the journal knows -----------------------------------------------------------

    def _changed(self, item: JournalItem) -> JournalItem:
        """The item with the changes to it that wait."""
        for deed in self._waiting.deeds:
            if deed.mark == item.uid:
                item = replace(_DEEDS[deed.what](item, deed), is_waiting=True)
        return item


def is_new(item: JournalItem) -> bool:
    """Whether the journal doesn't know it yet."""
    return item.owner_id < 0


def _place(name: TrackName, mark: Tag | Moment) -> MarkPlace:
    return MarkPlace(name.uid, name.hashes, mark.span)


def _is_on(cursor: Cursor, before: Cursor | None, following: Cursor | None) -> bool:
    """Whether something made at that time belongs on the page between these."""
    is_early = before is None or cursor < before
    return is_early and (following is None or cursor >= following)


def _item(
    mark: Tag | Moment, tagged: TaggedEmotion | None, there: Surroundings | None
) -> JournalItem:
    common: dict[str, Any] = {
        "cursor": Cursor((mark.made_at_ms << TIME_SHIFT) + _LAST_OF_ITS_MS),
        "owner_id": mark.id,
        "uid": mark.uid,
        "made": Instant(mark.made_at_ms, mark.made_offset_min),
        "track": there.track if there else None,
        "span": mark.span,
        "text": mark.note,
        "scenes": there.scenes if there else (),
        "is_waiting": True,
    }
    if tagged is None:
        return JournalItem(kind=MarkKind.MOMENT, **common)
    tag, word = tagged.tag, tagged.emotion
    return JournalItem(
        kind=MarkKind.TAG,
        **common,
        emotion_id=word.id or None,
        title=word.name,
        intensity=tag.intensity,
        mode=tag.mode.value,
    )


def _lets_through(
    wanted: JournalFilter,
    item: JournalItem,
    there: Surroundings | None,
) -> bool:
    fits = there.fits if there else None
    asks_where = (wanted.track_id, wanted.work_id, wanted.scene_id, wanted.character_id)
    is_there = not any(asks_where) if fits is None else fits
    return (
        is_there
        and not wanted.companion  # which only entries have
        and (not wanted.kinds or item.kind in wanted.kinds)
        and (not wanted.emotion_ids or item.emotion_id in wanted.emotion_ids)
        and (wanted.first_day is None or item.day >= wanted.first_day)
        and (wanted.last_day is None or item.day <= wanted.last_day)
        and _says(item, terms_of(wanted.text), wanted.covering)
        and (wanted.counted is None or _is_counted(item, wanted.counted))
    )


def _is_counted(item: JournalItem, counted: Counted) -> bool:
    """What isn't known of something that waits isn't counted yet."""
    is_here = counted.place is None or (item.span is not None and counted.place.overlaps(item.span))
    return (
        is_here
        and not counted.composer
        and counted.change is None
        and (not counted.is_felt or item.mode == "felt")
        and (not counted.is_heard or item.listen_id is not None)
        and (not counted.role or (item.track is not None and item.track.role == counted.role))
        and (counted.hour is None or item.made.local.hour == counted.hour)
        and (not counted.word or has_word(fold(f"{item.text} {item.memory}"), counted.word))
    )


def _says(item: JournalItem, terms: Sequence[str], covering: Covering) -> bool:
    """Whether every term is in the text, or in one of the names."""
    names = (item.track.title, item.track.album) if item.track else ()
    scenes = (scene.title for scene in item.scenes if not covering.covers(scene))
    texts = (item.text, item.title, *names, *scenes)
    return any(says(text, terms) for text in texts)


def _with(day: DayOfFeelings, item: JournalItem) -> DayOfFeelings:
    felt: Counter[EmotionId] = Counter(day.by_emotion)
    if item.emotion_id is not None:
        felt[item.emotion_id] += 1
    return replace(day, by_emotion=dict(felt), marks=day.marks + 1)


def _track(row: TrackRow) -> JournalTrack:
    return JournalTrack(
        id=row.id,
        title=row.title,
        artist=row.artist,
        album=row.album,
        cover=row.cover,
        role=row.role,
        work_id=row.work_id,
        work_title=row.work_title,
        duration_ms=row.duration_ms,
        is_available=row.is_available,
    )


def _same(item: JournalItem, _deed: Deed) -> JournalItem:
    return item


def _raised(item: JournalItem, deed: Deed) -> JournalItem:
    return replace(item, intensity=max(item.intensity or 0, deed.intensity))


def _extended(item: JournalItem, deed: Deed) -> JournalItem:
    return replace(item, span=deed.span)


def _noted(item: JournalItem, deed: Deed) -> JournalItem:
    return replace(item, text=noted(item.text, deed))


_DEEDS: dict[What, Callable[[JournalItem, Deed], JournalItem]] = {
    What.PRESS: _same,
    What.RAISE: _raised,
    What.EXTEND: _extended,
    What.NOTE: _noted,
}
