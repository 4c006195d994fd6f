"""Moments to link to inside a text: marks, and places in tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.ids import TrackId
from app.core.picking import Found
from app.core.timecode import Span, format_ms, parse_ms
from app.core.words import Text, _, dotted
from app.journal.links import MarkLink, MomentLink, as_markdown
from app.journal.records import ENTRY, JournalFilter, JournalItem
from app.marks.kinds import KINDS
from ui.journal.link_targets import Link
from ui.journal.words import headline, icon_of_kind
from ui.widgets.finder_popup import FinderPopup
from ui.widgets.match_row import Match
from ui.widgets.type_ahead import offering

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.library.records import TrackRow
    from ui.bridge.context import Context

INSERT = Text("Insert a moment that plays")
MOMENTS_OFFERED = 500  # the newest marks; others are found by track and time
Insert = Callable[[str, Link], object]


@dataclass(frozen=True, slots=True)
class _Choice:
    """words: what the link says, unless something is selected. link: None for a place, whose track
    is named once it is chosen. about: what the entry is linked to, too.
    """

    words: str
    detail: str
    icon: str
    about: Link
    link: MomentLink | None = None
    span: Span | None = None


class MomentPicker(QObject):
    """insert: called with the Markdown that links to the chosen moment, and with what the entry is
    about then. selected: the words that were selected, to become the link.
    """

    def __init__(
        self, context: Context, insert: Insert, selected: Callable[[], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._insert = insert
        self._selected = selected
        self._marks: Sequence[_Choice] = ()
        self._tracks: Sequence[TrackRow] = ()
        self._read = context.latest_read("Read which moments there are")
        self.destroyed.connect(self._read.drop)

    def open_under(self, button: QWidget) -> None:
        services = self._context.services
        if not self._read.is_under_way:
            self._read.ask(lambda: _offered(services), lambda found: self._open(button, found))

    def _open(
        self, button: QWidget, found: tuple[Sequence[JournalItem], Sequence[TrackRow]] | None
    ) -> None:
        if found is None:
            return
        items, self._tracks = found
        find = self._context.services.emotions.emotion
        self._marks = [_of_mark(item, headline(item, find)) for item in items]
        hint = _("Find a mark, or a track and a time: “love 1:05”")
        FinderPopup(button, str(INSERT), hint, self._found, self._take).open_under(button)

    def _found(self, text: str) -> Sequence[Found[Match]]:
        """A time at the end is one in a track."""
        typed, at_ms = _with_time(text)
        if at_ms is not None:
            there = [row for row in self._tracks if at_ms <= row.duration_ms]
            offered = [_of_track(row, at_ms) for row in there]
            return offering(lambda: offered, _words, _match)(typed)
        choices = [*self._here(), *self._marks, *(_of_track(row, 0) for row in self._tracks)]
        return offering(lambda: choices, _words, _match)(text)

    def _here(self) -> list[_Choice]:
        """Where the music is now."""
        playback = self._context.playback
        row = playback.track
        return [] if row is None else [_of_track(row, playback.position_ms, is_here=True)]

    def _take(self, choice: object) -> None:
        assert isinstance(choice, _Choice)
        link = choice.link
        if link is None:
            link = self._link_to(TrackId(choice.about.id), choice.span)
        if link is not None:
            self._insert(as_markdown(self._selected() or choice.words, link), choice.about)

    def _link_to(self, track_id: TrackId, span: Span | None) -> MomentLink | None:
        found: list[MomentLink] = []
        journal, place = self._context.services.journal, span or Span(0, 0)
        self._context.look(lambda: found.append(journal.link_to_place(track_id, place)))
        return next(iter(found), None)


def words_of(item: JournalItem) -> str:
    """What a link to a mark says: its own label, or where it is."""
    title = item.track.title if item.track is not None else ""
    at = format_ms(item.span.start_ms) if item.span is not None else ""
    own = item.title if KINDS[item.kind].is_pressed else ""
    return own or _("{track} at {time}", track=title, time=at)


def about(item: JournalItem) -> Link:
    """What an entry is linked to that has this mark inside."""
    assert item.track is not None
    if item.kind == "moment":
        return Link("moment", item.owner_id, words_of(item))
    return Link("track", item.track.id, item.track.title)


def _offered(services: Services) -> tuple[Sequence[JournalItem], Sequence[TrackRow]]:
    marks = JournalFilter(kinds=frozenset(KINDS))
    items = services.journal.page(marks, limit=MOMENTS_OFFERED).items
    return [item for item in items if item.track and item.span], services.library.tracks()


def _of_mark(item: JournalItem, headline_: str) -> _Choice:
    assert item.track is not None and item.span is not None and item.kind is not ENTRY
    place = _("{track} at {time}", track=item.track.title, time=format_ms(item.span.start_ms))
    own = words_of(item)
    detail = dotted("" if own == headline_ else headline_, "" if own == place else place)
    return _Choice(own, detail, icon_of_kind(item.kind), about(item), MarkLink(item.uid))


def _of_track(row: TrackRow, at_ms: int, *, is_here: bool = False) -> _Choice:
    words = _("{track} at {time}", track=row.title, time=format_ms(at_ms))
    detail = _("where the music is now") if is_here else row.album or row.artist
    icon = "locate" if is_here else "music"
    return _Choice(words, detail, icon, Link("track", row.id, row.title), span=Span.point(at_ms))


def _with_time(text: str) -> tuple[str, int | None]:
    """“love 1:05” is a name and a time."""
    name, _space, time = text.rpartition(" ")
    if ":" not in time:
        return text, None
    try:
        return name, parse_ms(time)
    except ValueError:
        return text, None


def _words(choice: _Choice) -> str:
    return f"{choice.words} {choice.detail}"


def _match(choice: _Choice) -> Match:
    return Match(choice.words, choice, choice.detail, choice.icon)
