"""Reads what a track tells by its role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.characters.along import Along
from app.characters.writing_about import linked_entries, written
from app.core.ids import ThemeId, TrackId, WorkId
from app.core.instant import Instant
from app.intensity.correcting import corrected
from app.intensity.in_track import in_track
from app.library.records import Role, TrackFilter, TrackRow
from app.returns.records import Order, Return, ThemeLife
from app.roles.past_listens import Listened, impression_of, past_listens_of
from app.roles.records import (
    Dynamics,
    HeardMark,
    Impression,
    RolesOf,
    ThemeQuote,
    TrackInRole,
    Version,
)
from app.roles.sung import sung_lines
from app.roles.versions import versions_of
from app.story_line.records import StoryLine
from db.queries import listens as listen_queries

if TYPE_CHECKING:
    from app.analysis.dynamics.dynamics import Dynamics as FileDynamics
    from app.characters.records import TheirTheme
    from app.emotions.felt import Feelings
    from app.intensity.service import Intensity
    from app.library.service import LibraryService
    from app.returns.service import ThemeReturns
    from app.story.alignments import Alignments
    from app.story.covering import Covering
    from app.story_line.service import StoryLines
    from app.timeline.records import TrackTimeline
    from app.timeline.service import Timelines
    from app.timeline.words import WordsOfTracks
    from app.transactions.ledger import Ledger

UNTOLD = frozenset((Role.SCORE, Role.OTHER))  # roles that say nothing of a track
# Of these, several in a work are versions of one another; two love themes are two pieces.
VERSIONED = frozenset((Role.OPENING_THEME, Role.ENDING_THEME))
_KNOWN = {str(role): role for role in Role}


class TracksInRoles:
    """Only reads; whatever the covering covers is only counted.

    cached: how intense a file is, by its payload's hash; None until it is listened through.
    """

    def __init__(
        self,
        ledger: Ledger,
        library: LibraryService,
        timelines: Timelines,
        returns: ThemeReturns,
        story_lines: StoryLines,
        feelings: Feelings,
        intensity: Intensity,
        alignments: Alignments,
        words: WordsOfTracks,
        cached: Callable[[str], FileDynamics | None],
    ) -> None:
        self._ledger = ledger
        self._library = library
        self._timelines = timelines
        self._returns = returns
        self._story_lines = story_lines
        self._feelings = feelings
        self._intensity = intensity
        self._alignments = alignments
        self._words = words
        self._cached = cached

    def of_work(self, work_id: WorkId) -> RolesOf:
        """Raises LookupError when there is no such work."""
        titles = {work.id: work.title for work in self._library.works()}
        if work_id not in titles:
            raise LookupError(f"no work {work_id}")
        return self._roles(self._library.tracks(TrackFilter(work_id=work_id)), work_id,
                           titles[work_id])  # fmt: skip

    def read(self, track_id: TrackId, covering: Covering) -> TrackInRole:
        """Raises LookupError when there is no such track."""
        row = self._library.track(track_id).row
        role, of = _KNOWN.get(row.role, Role.OTHER), self._around(row)
        timeline = self._timelines.timeline(track_id)
        line = self._line(row, timeline, covering)
        along = None if line is None else Along(line)
        cues = () if along is None else tuple(along.cues_of(track_id))
        met = dict.fromkeys(one.theme.id for one in timeline.occurrences if one.is_confirmed)
        lives = [self._returns.life(theme_id, Order.STORY) for theme_id in met]
        quoted_by, quotes, stated = _quotes(lives, track_id)
        beside = of.tracks.get(role, ()) if role in VERSIONED else ()
        return TrackInRole(
            track=row,
            role=role,
            of=of,
            impression=self._impression(timeline, covering),
            cues=cues,
            cues_covered=sum(covering.covers(cue.scene) for cue in timeline.cues),
            themes=() if line is None or along is None else _chains(line, along, timeline, stated),
            people={life.theme.id: life.characters for life in lives},
            quoted_by=quoted_by,
            quotes=quotes,
            versions=self._versions(track_id, beside, line) if len(beside) > 1 else (),
            sung=sung_lines(
                self._words.of_track(track_id, timeline.duration_ms, (), None), timeline.tags
            ),
            dynamics=self._dynamics(track_id),
            covered=() if along is None else along.covered,
            seen_until="" if along is None else along.seen_until,
        )

    # --- what is beside it ----------------------------------------------------------------------

    def _around(self, row: TrackRow) -> RolesOf:
        """Of its work, or else of its album."""
        if row.work_id is not None:
            rows = self._library.tracks(TrackFilter(work_id=row.work_id))
            return self._roles(rows, row.work_id, row.work_title)
        rows = self._library.tracks(TrackFilter(album=row.album)) if row.album else [row]
        of = [one for one in rows if one.work_id is None and one.album_artist == row.album_artist]
        return self._roles(of, None, row.album)

    def _roles(self, rows: list[TrackRow], work_id: WorkId | None, title: str) -> RolesOf:
        by_id = {int(row.id): row for row in rows}
        ordered = [by_id[key] for key in self._library.in_order(by_id)]
        told = {
            role: tuple(row for row in ordered if row.role == role)
            for role in Role
            if role not in UNTOLD
        }
        others = tuple(row for row in ordered if _KNOWN.get(row.role, Role.OTHER) in UNTOLD)
        return RolesOf(work_id, title, {role: some for role, some in told.items() if some}, others)

    def _line(self, row: TrackRow, timeline: TrackTimeline, covering: Covering) -> StoryLine | None:
        """Of its work; of a track that belongs to none, of that whose scenes it plays in."""
        works = (cue.scene.work_id for cue in timeline.cues)
        work_id = row.work_id if row.work_id is not None else next(works, None)
        return None if work_id is None else self._story_lines.read(work_id, covering)

    def _versions(
        self, track_id: TrackId, rows: tuple[TrackRow, ...], line: StoryLine | None
    ) -> tuple[Version, ...]:
        ids = [int(row.id) for row in rows]
        with self._ledger.read() as connection:
            counts = {one.track_id: one for one in listen_queries.counted(connection, ids)}
        maps = {one.other_track_id: one.time_map for one in self._alignments.of_track(track_id)}
        return versions_of(rows, line, counts, self._feelings.strips(ids), maps)

    # --- what it tells --------------------------------------------------------------------------

    def _impression(self, timeline: TrackTimeline, covering: Covering) -> Impression:
        with self._ledger.read() as connection:
            rows = listen_queries.of_track(connection, timeline.track_id)
            entries = linked_entries(connection, (), (timeline.track_id,), covering)
        listens = [
            Listened(row.id, Instant(row.started_at, row.started_offset_min), row.ended_at)
            for row in rows
        ]
        marks: list[HeardMark] = [*timeline.tags, *timeline.moments]
        past = past_listens_of(listens, marks, map(written, entries.rows))
        return impression_of(past, entries.covered)

    def _dynamics(self, track_id: TrackId) -> Dynamics | None:
        for held in self._library.track(track_id).files:
            known = self._cached(held.payload_hash)
            if known is not None:
                mine = in_track(known, held.source)
                corrections = self._intensity.corrections((track_id,)).get(track_id, ())
                return Dynamics(mine.curve, corrected(mine.found, corrections))
        return None


def _quotes(
    lives: Sequence[ThemeLife], here: TrackId
) -> tuple[tuple[ThemeQuote, ...], tuple[ThemeQuote, ...], frozenset[ThemeId]]:
    """By whom a track is quoted, what it quotes, and which themes are stated on it."""
    quotes = [
        ThemeQuote(life.theme, life.home, one)
        for life in lives
        for one in life.returns
        if life.home is not None and one.occurrence.is_confirmed and not one.is_home
    ]
    stated = frozenset(
        life.theme.id for life in lives if life.home is not None and _is_on(life.home, here)
    )
    by_others = tuple(one for one in quotes if one.theme.id in stated and not _is_on(one.at, here))
    of_others = [one for one in quotes if one.theme.id not in stated and _is_on(one.at, here)]
    of_others.sort(key=lambda one: one.at.occurrence.span)
    return by_others, tuple(of_others), stated


def _chains(
    line: StoryLine, along: Along, timeline: TrackTimeline, stated: frozenset[ThemeId]
) -> tuple[TheirTheme, ...]:
    """The themes that return on it: those stated here first, then those that return most on it."""
    often: dict[ThemeId, int] = {}
    for one in timeline.occurrences:
        if one.is_confirmed:
            often[one.theme.id] = often.get(one.theme.id, 0) + 1
    found = [along.whole(theme) for theme in line.themes if theme.id in often]
    heard = [theme for theme in found if theme.returns]
    return tuple(sorted(heard, key=lambda one: (one.id not in stated, -often[one.id])))


def _is_on(one: Return, track_id: TrackId) -> bool:
    return one.track.id == track_id
