"""The texts of journal rows, on screen and for screen readers."""

from __future__ import annotations

from collections.abc import Callable

from app.core.ids import EmotionId
from app.core.marks import MarkKind
from app.core.timecode import Span, format_ms, format_span
from app.core.words import Text, _, dotted, ngettext, number
from app.emotions.records import MAX_INTENSITY, Emotion
from app.journal.grouping import Session
from app.journal.moment_records import own_words
from app.journal.records import ENTRY, JournalItem, JournalTrack, Overview
from app.marks.kinds import KINDS
from app.story.covering import SceneName
from ui.journal.rows import DayRow, Row, SessionRow
from ui.widgets.waiting import WAITS
from ui.words.dates import clock_time, day_in_words, long_date
from ui.words.lists import and_list, comma_list
from ui.words.marks import scene_title, theme_name
from ui.words.people import with_people
from ui.words.seals import condition_in_words

FindEmotion = Callable[[EmotionId], Emotion]

NO_TRACK = Text("Music that isn’t in this library")
_TRACKS_NAMED = 3


def kind_in_words(kind: MarkKind) -> str:
    return _("Entries") if kind is ENTRY else str(KINDS[kind].words.many)


def icon_of_kind(kind: MarkKind) -> str:
    return "notebook-pen" if kind is ENTRY else KINDS[kind].icon


def headline(item: JournalItem, find: FindEmotion) -> str:
    """“Tenderness”, a moment's label, a scene's or theme's title, an entry's title."""
    if item.kind is ENTRY:
        return item.title or (_("A letter to later") if item.seal is not None else _("Entry"))
    name = item.title if item.theme is None else theme_name(item.theme)
    name = name if item.scene is None else scene_title(item.scene)
    name = name if item.emotion_id is None else find(item.emotion_id).name
    return KINDS[item.kind].words.said_in_journal(name)


def headline_below(item: JournalItem, find: FindEmotion) -> str:
    """The same below the listener's own words, which it doesn't repeat."""
    if item.kind is MarkKind.MOMENT and item.title == own_words(item):
        return KINDS[item.kind].words.said_in_journal("")
    return headline(item, find)


def memory_of(item: JournalItem) -> str:
    """What is to be said of it beside the listener's own words."""
    return "" if item.memory == own_words(item) else item.memory


def place(item: JournalItem) -> str:
    """“Love theme · 1:05–1:09”; empty for an entry."""
    if item.track is None:
        return str(NO_TRACK) if item.is_waiting else ""
    time = span_in_words(item.span) if item.span is not None else ""
    return dotted(item.track.title, time)


def scenes_of(item: JournalItem) -> tuple[SceneName, ...]:
    """Those that play at a mark; those that an entry links to."""
    return item.scenes or item.links.scenes


def track_of(item: JournalItem) -> JournalTrack | None:
    """A mark's; the first that an entry links to."""
    moments = (moment.track for moment in item.links.moments)
    return item.track or next(iter((*item.links.tracks, *moments)), None)


def span_in_words(span: Span) -> str:
    return format_span(span)


def session_in_words(session: Session) -> str:
    """“21:10 – 22:05 · Love theme, Opening theme and 2 more”."""
    first = clock_time(session.items[-1].made.local)
    last = clock_time(session.items[0].made.local)
    time = first if first == last else f"{first} – {last}"
    titles = list(dict.fromkeys(i.track.title for i in reversed(session.items) if i.track))
    return dotted(time, _listed(titles))


def counts_in_words(marks: int, entries: int) -> str:
    """“12 marks and 1 entry”; zeros are left out."""
    parts = []
    if marks:
        parts.append(ngettext("1 mark", "{n} marks", marks))
    if entries:
        parts.append(ngettext("1 entry", "{n} entries", entries))
    return and_list(parts)


def overview_in_words(held: Overview) -> str:
    """“2 wait to be saved · 3,214 marks and 21 entries since 14 March 2025”."""
    if held.first_day is None or not held.marks + held.entries:
        return ""
    counts = counts_in_words(held.marks, held.entries)
    # Translators: “3,214 marks and 21 entries since 14 March 2025”
    since = _("{counts} since {date}", counts=counts, date=long_date(held.first_day))
    return dotted(_waiting_in_words(held), since)


def overview_in_brief(held: Overview) -> str:
    """“2 wait to be saved · 3,214 marks and 21 entries”, where there is less room."""
    if not held.marks + held.entries:
        return ""
    return dotted(_waiting_in_words(held), counts_in_words(held.marks, held.entries))


def _waiting_in_words(held: Overview) -> str:
    if not held.waiting:
        return ""
    return ngettext("1 waits to be saved", "{n} wait to be saved", held.waiting)


def seal_in_words(item: JournalItem) -> str:
    """What a sealed letter waits for; empty for everything else."""
    return condition_in_words(item.seal) if item.seal is not None and item.is_sealed else ""


def links_in_words(item: JournalItem) -> str:
    """What an entry links to."""
    links = item.links
    names = [track.title for track in links.tracks] + [scene_title(scene) for scene in links.scenes]
    names += [
        # Translators: a moment or track and a time in it, “Love theme at 1:05”
        _(
            "{track} at {time}",
            track=moment.label or moment.track.title,
            time=format_ms(moment.span.start_ms),
        )
        for moment in links.moments
    ]
    return dotted(*names)


def people_in_words(item: JournalItem) -> str:
    """With whom an entry says it was heard."""
    return with_people(item.links.people)


def pictures_in_words(item: JournalItem) -> str:
    """How many an entry has, and what they show."""
    shown = item.links.pictures
    if not shown:
        return ""
    words = (picture.words for picture in shown if picture.words)
    return comma_list((ngettext("1 picture", "{n} pictures", len(shown)), *words))


def row_in_words(row: Row, find: FindEmotion) -> str:
    """The whole row, for screen readers."""
    if isinstance(row, DayRow):
        return comma_list((day_in_words(row.day), counts_in_words(row.marks, row.entries)))
    if isinstance(row, SessionRow):
        return session_in_words(row.session)
    return item_in_words(row.item, find)


def item_in_words(item: JournalItem, find: FindEmotion) -> str:
    parts = [headline(item, find)]
    if item.intensity is not None:
        intensity, most = number(item.intensity), number(MAX_INTENSITY)
        parts.append(_("intensity {value} of {most}", value=intensity, most=most))
    if item.mode == "expressed":
        parts.append(_("expressed by the music"))
    if item.is_waiting:
        parts.append(str(WAITS))
    parts += [place(item), *map(scene_title, item.scenes), item.text, item.memory]
    parts += [people_in_words(item), pictures_in_words(item)]
    parts.append(seal_in_words(item))
    if item.track is not None and not item.track.is_available:
        parts.append(_("file missing"))
    # Translators: when it was made, “at 21:40”
    parts.append(_("at {time}", time=clock_time(item.made.local)))
    return comma_list(parts)


def _listed(titles: list[str]) -> str:
    named, more = comma_list(titles[:_TRACKS_NAMED]), len(titles) - _TRACKS_NAMED
    if more <= 0:
        return named
    # Translators: titles of tracks, “Love theme, Opening theme and 2 more”
    return ngettext("{titles} and 1 more", "{titles} and {n} more", more, titles=named)
