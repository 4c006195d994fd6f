"""What a journal row says, in words: for the eye and for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from app.core.counting import counted
from app.core.ids import EmotionId
from app.core.marks import MarkKind
from app.core.timecode import Span, format_ms
from app.emotions.records import Emotion
from app.journal.grouping import Session
from app.journal.records import ENTRY, JournalItem, Overview
from app.marks.kinds import KINDS
from ui.journal.rows import DayRow, Row, SessionRow
from ui.widgets.dates import clock_time, day_in_words, long_date
from ui.widgets.waiting import WAITS

FindEmotion = Callable[[EmotionId], Emotion]

NO_TRACK = "Music that is not in this library"
_TRACKS_NAMED = 3


def kind_in_words(kind: MarkKind) -> str:
    return "Entries" if kind is ENTRY else KINDS[kind].words.many


def icon_of_kind(kind: MarkKind) -> str:
    return "notebook-pen" if kind is ENTRY else KINDS[kind].icon


def headline(item: JournalItem, find: FindEmotion) -> str:
    """“Tenderness”, a moment's label, a scene's or theme's title, an entry's title."""
    if item.kind is ENTRY:
        return item.title or "Entry"
    name = item.title if item.emotion_id is None else find(item.emotion_id).name
    words = KINDS[item.kind].words
    return words.in_journal.format(name=name) if name else words.one


def place(item: JournalItem) -> str:
    """“Love theme · 1:05–1:09”; empty for an entry."""
    if item.track is None:
        return NO_TRACK if item.is_waiting else ""
    time = span_in_words(item.span) if item.span is not None else ""
    return " · ".join(part for part in (item.track.title, time) if part)


def span_in_words(span: Span) -> str:
    start = format_ms(span.start_ms)
    end = format_ms(span.end_ms)
    return start if start == end else f"{start}–{end}"


def session_in_words(session: Session) -> str:
    """“21:10 – 22:05 · Love theme, Opening theme and 2 more”."""
    first = clock_time(session.items[-1].made.local)
    last = clock_time(session.items[0].made.local)
    time = first if first == last else f"{first} – {last}"
    titles = list(dict.fromkeys(i.track.title for i in reversed(session.items) if i.track))
    return " · ".join(part for part in (time, _listed(titles)) if part)


def counts_in_words(marks: int, entries: int) -> str:
    """“12 marks and 1 entry”; what there is none of is left out."""
    parts = []
    if marks:
        parts.append(counted(marks, "1 mark", "{n} marks"))
    if entries:
        parts.append(counted(entries, "1 entry", "{n} entries"))
    return " and ".join(parts)


def overview_in_words(held: Overview) -> str:
    """“2 wait for the journal · 3,214 marks and 21 entries since 14 March 2025”."""
    if held.first_day is None or not held.marks + held.entries:
        return ""
    counts = counts_in_words(held.marks, held.entries)
    since = f"{counts} since {long_date(held.first_day)}"
    if not held.waiting:
        return since
    waiting = counted(held.waiting, "1 waits for the journal", "{n} wait for the journal")
    return f"{waiting} · {since}"


def links_in_words(item: JournalItem) -> str:
    """What an entry points at."""
    links = item.links
    names = [track.title for track in links.tracks] + [title for _, title in links.scenes]
    names += [
        f"{moment.label or moment.track.title} at {format_ms(moment.span.start_ms)}"
        for moment in links.moments
    ]
    return "  ·  ".join(names)


def row_in_words(row: Row, find: FindEmotion) -> str:
    """The whole row, read aloud."""
    if isinstance(row, DayRow):
        return f"{day_in_words(row.day)}, {counts_in_words(row.marks, row.entries)}"
    if isinstance(row, SessionRow):
        return session_in_words(row.session)
    return item_in_words(row.item, find)


def item_in_words(item: JournalItem, find: FindEmotion) -> str:
    parts = [headline(item, find)]
    if item.intensity is not None:
        parts.append(f"intensity {item.intensity} of 5")
    if item.mode == "expressed":
        parts.append("expressed by the music")
    if item.is_waiting:
        parts.append(WAITS)
    parts += [place(item), *item.scene_titles, item.text, item.memory]
    if item.track is not None and not item.track.is_available:
        parts.append("file missing")
    parts.append(f"at {clock_time(item.made.local)}")
    return ", ".join(part for part in parts if part)


def _listed(titles: list[str]) -> str:
    if len(titles) <= _TRACKS_NAMED:
        return ", ".join(titles)
    return f"{', '.join(titles[:_TRACKS_NAMED])} and {len(titles) - _TRACKS_NAMED} more"
