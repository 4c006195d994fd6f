"""Reads themes with what lies around their returns, by a few queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from app.core.ids import ThemeId, TrackId, WorkId
from app.emotions.vocabulary import Vocabulary
from app.library.records import Role, TrackRow
from app.returns.gathering import (
    Felt,
    Scenes,
    by_theme,
    characters_of,
    felt_at,
    occurrences_met,
    occurrences_of,
)
from app.returns.ordering import in_album_order
from app.returns.records import (
    EarlierFeeling,
    KnownReturn,
    Order,
    Quote,
    Return,
    ThemeLife,
    ThemeLine,
    TrackReturns,
    WorkThemes,
)
from app.story.records import Scene
from app.themes.difference import PassageSound, difference
from app.themes.records import Occurrence, Passage, home_of
from app.themes.service import theme_record
from app.transactions.ledger import Ledger
from db.queries import library
from db.queries import themes as queries
from db.queries import timeline as lanes

QUOTING = frozenset((Role.LOVE_THEME, Role.ACTION_THEME))  # whose tracks are told to quote a theme

SoundOf = Callable[[Occurrence], PassageSound]


def _unheard(_mark: Occurrence) -> PassageSound:
    return PassageSound()


class ThemeReturns:
    """Only reads. in_order: puts the ids of tracks into the library's order."""

    def __init__(
        self,
        ledger: Ledger,
        vocabulary: Vocabulary,
        in_order: Callable[[Collection[int]], list[int]],
    ) -> None:
        self._ledger = ledger
        self._vocabulary = vocabulary
        self._in_order = in_order

    def by_work(self) -> tuple[WorkThemes, ...]:
        """Every theme: works by title, those of no work last. Works without any are left out."""
        lines: dict[WorkId | None, list[ThemeLine]] = defaultdict(list)
        with self._ledger.read() as connection:
            titles = {row.id: row.title for row in library.work_names(connection)}
            counts = {row[0]: tuple(row[1:]) for row in queries.counts(connection)}
            people = characters_of(connection)
            for theme in map(theme_record, lanes.themes(connection)):
                numbers = counts.get(theme.id, (0, 0, 0))
                line = ThemeLine(theme, people.get(theme.id, ()), *numbers)
                lines[theme.work_id].append(line)
        return tuple(
            WorkThemes(work_id, title, tuple(lines[work_id]))
            for work_id, title in [*titles.items(), (None, "")]
            if work_id in lines
        )

    def homes(self) -> dict[ThemeId, Passage]:
        """Where each theme is stated; themes without a confirmed return are left out."""
        with self._ledger.read() as connection:
            themes = {row.id: theme_record(row) for row in lanes.themes(connection)}
            marks = by_theme(occurrences_of(connection, themes))
        found = ((theme_id, home_of(some)) for theme_id, some in marks.items())
        return {key: Passage(home.track_id, home.span) for key, home in found if home is not None}

    def life(
        self,
        theme_id: ThemeId,
        order: Order = Order.ALBUM,
        unanswered: Sequence[tuple[Occurrence, Scene | None]] = (),
    ) -> ThemeLife:
        """unanswered: candidates, to be shown with the returns, and the scenes that play there.

        Raises LookupError when there is no such theme.
        """
        with self._ledger.read() as connection:
            theme = theme_record(queries.theme(connection, theme_id))
            saved = occurrences_of(connection, {theme_id: theme})
            marks = (*saved, *(mark for mark, _scene in unanswered))
            rows = library.rows_by_id(connection, {mark.track_id for mark in marks})
            scenes = Scenes(connection, theme, unanswered)
            felt = felt_at(connection, self._vocabulary, (theme_id,))
            people = characters_of(connection, theme_id).get(theme_id, ())
        home = home_of(saved)
        found = [
            Return(
                mark,
                TrackRow._make(rows[mark.track_id]),
                *scenes.of(mark),
                tuple(felt.get(mark.id, ())),
                mark is home,
            )
            for mark in marks
            if mark.track_id in rows
        ]
        returns = in_album_order(found, self._in_order(rows))
        if order is Order.STORY:
            returns = scenes.order.sorted(returns)
        return ThemeLife(theme, people, tuple(returns))

    def quotes(self, track_id: TrackId) -> tuple[Quote, ...]:
        """The themes of other tracks that a love theme or an action theme quotes, in time order;
        none for a track with another role.
        """
        with self._ledger.read() as connection:
            row = library.rows_by_id(connection, (track_id,)).get(track_id)
            if row is None or TrackRow._make(row).role not in QUOTING:
                return ()
            marks = occurrences_met(connection, track_id)
        homes = {theme_id: home_of(some) for theme_id, some in by_theme(marks).items()}
        found = [
            Quote(mark, Passage(home.track_id, home.span))
            for mark in marks
            if mark.track_id == track_id and mark.is_confirmed
            for home in (homes[mark.theme.id],)
            if home is not None and home.track_id != track_id
        ]
        return tuple(sorted(found, key=lambda quote: quote.occurrence.span))

    def on_track(self, track_id: TrackId, sound_of: SoundOf = _unheard) -> TrackReturns:
        """The confirmed returns on a track of every theme, with what was felt at earlier ones.

        sound_of: how a return sounds, as far as that is known.
        """
        with self._ledger.read() as connection:
            marks = occurrences_met(connection, track_id)
            theme_ids = {int(mark.theme.id) for mark in marks}
            felt = felt_at(connection, self._vocabulary, theme_ids)
        places = {key: n for n, key in enumerate(self._in_order({m.track_id for m in marks}))}
        known = [
            one
            for some in by_theme(mark for mark in marks if mark.track_id in places).values()
            for one in _Course(some, places, felt, sound_of).returns_on(track_id)
        ]
        return TrackReturns(tuple(sorted(known, key=lambda one: one.span)))


class _Course:
    """The confirmed returns of one theme, in the album's order.

    marks: all of it, in the order in which they were made. places: of their tracks.
    """

    def __init__(
        self,
        marks: Sequence[Occurrence],
        places: Mapping[int, int],
        felt: Felt,
        sound_of: SoundOf,
    ) -> None:
        confirmed = (mark for mark in marks if mark.is_confirmed)
        self._marks = sorted(confirmed, key=lambda mark: (places[mark.track_id], mark.span))
        self._home = home_of(marks)
        self._felt = felt
        self._sound_of = sound_of

    def returns_on(self, track_id: TrackId) -> Iterator[KnownReturn]:
        before: dict[int, EarlierFeeling] = {}
        for number, mark in enumerate(self._marks, start=1):
            if mark.track_id == track_id:
                yield self._known(mark, number, before.values())
            for tagged in self._felt.get(mark.id, ()):
                _keep_latest(before, EarlierFeeling(mark.track_id, mark.span, tagged))

    def _known(self, mark: Occurrence, number: int, felt: Iterable[EarlierFeeling]) -> KnownReturn:
        home = self._home or mark
        differs = difference(mark, home, self._sound_of(mark), self._sound_of(home))
        latest_first = sorted(felt, key=_made_at_ms, reverse=True)
        return KnownReturn(
            mark, number, len(self._marks), mark is home, differs, tuple(latest_first)
        )


def _keep_latest(before: dict[int, EarlierFeeling], felt: EarlierFeeling) -> None:
    known = before.get(felt.tagged.emotion.id)
    if known is None or _made_at_ms(felt) >= _made_at_ms(known):
        before[felt.tagged.emotion.id] = felt


def _made_at_ms(felt: EarlierFeeling) -> int:
    return felt.tagged.tag.made_at_ms
