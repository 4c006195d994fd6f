"""“The same track?”: open questions, answers to them, and merging tracks that are one recording."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.ids import TrackId
from app.core.jobs import JobContext
from app.core.track_move import TrackMove
from app.core.words import _, ngettext
from app.library.pairs_by_sound import Pair, PairsBySound
from app.library.records import TrackRow
from app.transactions import changes
from app.transactions.storage_problems import reworded

if TYPE_CHECKING:
    from app.analysis.service import Analysis
    from app.library.service import LibraryService
    from app.transactions.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two tracks of a question. file: the one that is played first; None if the track
    has none.
    """

    row: TrackRow
    file: Path | None

    @property
    def format(self) -> str:
        """As files are commonly named: “FLAC”."""
        return _format(self.file) if self.file is not None else ""


@dataclass(frozen=True, slots=True)
class SameQuestion:
    """Whether a track is the same recording as an older one."""

    id: int
    older: Side
    newer: Side


@dataclass(frozen=True, slots=True)
class Merged:
    """tracks: how many have gone into others. cut: marks and traces that lost some of their place,
    because it was before the start or after the end of the track kept. different: how many stay
    open, since they sound different.
    """

    tracks: int = 0
    cut: int = 0
    different: int = 0


class SameTracks:
    """Each answer is one undo step, however many questions it answers.

    database: the journal's file.

    Announces a Change of QUESTION for a no; of EVERYTHING, with `merged`, when tracks are merged.
    """

    def __init__(
        self,
        ledger: Ledger,
        library: LibraryService,
        analysis: Callable[[], Analysis],
        database: Path,
    ) -> None:
        self._ledger = ledger
        self._database = database
        self._library = library
        self._sound = PairsBySound(library, analysis)

    # --- looking --------------------------------------------------------------------------------

    def are_asked(self) -> bool:
        """Whether any question is open; without opening the journal through SQLAlchemy."""
        from db.plain.known_files import has_open_questions

        with reworded("read"):
            return has_open_questions(self._database)

    def count(self) -> int:
        """How many questions are open. The window's start asks it."""
        if not self.are_asked():
            return 0
        from db.queries import questions

        with self._ledger.read() as connection:
            return questions.how_many(connection)

    def questions(self) -> list[SameQuestion]:
        """All that are open, in the order in which they were asked."""
        from db.queries import library, questions, sources

        with self._ledger.read() as connection:
            asked = questions.open_questions(connection)
            ids = {track_id for row in asked for track_id in (row.track_id, row.other_id)}
            rows = library.rows_by_id(connection, ids)
            files = sources.first_files(connection, ids)

        def side(track_id: int) -> Side:
            path = files.get(track_id)
            return Side(TrackRow._make(rows[track_id]), None if path is None else Path(path))

        return [SameQuestion(row.id, side(row.other_id), side(row.track_id)) for row in asked]

    def formats(self, track_ids: Collection[int]) -> dict[int, str]:
        """Of the file of each track that is played first, as files are commonly named: “FLAC”."""
        from db.queries import sources

        with self._ledger.read() as connection:
            files = sources.first_files(connection, track_ids)
        return {track_id: _format(Path(path)) for track_id, path in files.items()}

    def about_music_at(self, paths: Sequence[Path]) -> list[int]:
        """The questions about tracks with a file at or under these paths."""
        from db.queries import questions

        ids = {track_id for track_id, _entry_id in self._library.lines_under(paths)}
        with self._ledger.read() as connection:
            asked = questions.open_questions(connection)
        return [row.id for row in asked if row.track_id in ids or row.other_id in ids]

    # --- answering ------------------------------------------------------------------------------

    def answer_no(self, question_ids: Collection[int], initiator: object = None) -> None:
        """They are two tracks, and it is never asked again."""
        from db.repositories import questions

        label = ngettext(
            "Keep as two tracks", "Keep {n} pairs as two tracks each", len(question_ids)
        )
        with self._ledger.write(label, changes.QUESTION, initiator=initiator) as writing:
            questions.refuse(writing.unit, question_ids)

    def answer_yes(
        self,
        question_ids: Collection[int],
        job: JobContext,
        initiator: object = None,
        *,
        by_hand: bool = False,
    ) -> Merged:
        """They are one: of tracks that belong together, the oldest is kept.

        Questions about tracks that clearly sound different stay open, unless the listener looked at
        each of them (by_hand). Where nothing can be heard, as in silence or without the files, the
        answer counts: title and length agree, and it can be undone.

        Raises JobCancelled, in which case nothing has changed.
        """
        from db.queries import questions

        with self._ledger.read() as connection:
            asked = questions.open_questions(connection)
        wanted = set(question_ids)
        links = [(row.track_id, row.other_id) for row in asked if row.id in wanted]
        return self._merge(_into_oldest(links), job, initiator, by_hand=by_hand)

    def merge(
        self, keep_id: int, other_ids: Iterable[int], job: JobContext, initiator: object = None
    ) -> Merged:
        """Tracks are one recording: the one kept gets the files, marks and albums of the others.

        Raises JobCancelled, in which case nothing has changed.
        """
        others = [other_id for other_id in dict.fromkeys(other_ids) if other_id != keep_id]
        pairs = [Pair(keep_id, other_id) for other_id in others]
        return self._merge(pairs, job, initiator, by_hand=True)

    def _merge(
        self, pairs: Sequence[Pair], job: JobContext, initiator: object, *, by_hand: bool
    ) -> Merged:
        from db.repositories import merging, tracks

        heard = [self._sound.heard(pair, done, len(pairs), job) for done, pair in enumerate(pairs)]
        different = [] if by_hand else [pair for pair in heard if not pair.is_alike]
        pairs = [pair for pair in heard if pair not in different]
        if not pairs:
            return Merged(different=len(different))
        job.conclude(_("Merging tracks"))
        about = {track_id for pair in pairs for track_id in (pair.keep_id, pair.other_id)}
        with self._ledger.write(
            _("Merge tracks"), changes.EVERYTHING, track_ids=about, initiator=initiator
        ) as writing:
            there = tracks.existing(writing.session, about)  # others may have been removed since
            joins = [
                merging.Join(pair.keep_id, pair.other_id, pair.shift_ms)
                for pair in pairs
                if {pair.keep_id, pair.other_id} <= there
            ]
            joined = merging.merge(writing.unit, joins)
            writing.merged = tuple(
                TrackMove(
                    TrackId(join.other_id),
                    TrackId(join.keep_id),
                    join.shift_ms,
                    joined.lines[join.other_id],
                )
                for join in joins
            )
        return Merged(len(joins), joined.cut, len(different))


def _format(file: Path) -> str:
    return file.suffix.removeprefix(".").upper()


def stay_open(different: int) -> str:
    """What is said of pairs that weren't merged."""
    return ngettext(
        "1 pair sounds different and stays open.",
        "{n} pairs sound different and stay open.",
        different,
    )


def _into_oldest(links: Iterable[tuple[int, int]]) -> list[Pair]:
    """Tracks that are linked, also through others, go into the one with the lowest id."""
    oldest: dict[int, int] = {}

    def root(track_id: int) -> int:
        while oldest.setdefault(track_id, track_id) != track_id:
            track_id = oldest[track_id]
        return track_id

    for first, second in links:
        one, two = sorted((root(first), root(second)))
        oldest[two] = one
    return [
        Pair(TrackId(root(track_id)), TrackId(track_id))
        for track_id in oldest
        if root(track_id) != track_id
    ]
