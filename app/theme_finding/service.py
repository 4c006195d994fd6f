"""The way in: searches, and what was found and waits for an answer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.core.ids import ThemeId, TrackId, WorkId
from app.theme_finding.around import around
from app.theme_finding.families import FamilySearch, family_plan
from app.theme_finding.kept import KeptFinds
from app.theme_finding.planning import Planning
from app.theme_finding.records import SHOWN_FROM, FoundHere, FoundReturns, Scope
from app.theme_finding.scope import SagaOf, alone
from app.theme_finding.searching import Searching
from app.theme_finding.seen_tracks import SeenTracks
from app.theme_finding.track_names import TrackNames, as_candidate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from app.core.jobs import JobContext
    from app.library.service import LibraryService
    from app.listening_through.service import HeardMusic
    from app.returns.service import ThemeReturns
    from app.theme_finding.around import Around
    from app.theme_finding.arrivals import Arrivals
    from app.theme_finding.kept import KeptPlace
    from app.theme_finding.records import FamilyPlan, FoundFamilies, Plan, Question
    from app.themes.records import Candidate, Passage, Theme
    from app.themes.service import Themes
    from app.transactions.ledger import Ledger


class ThemeFinding:
    """Writes only to its folder in the cache. Thread-safe; everything here reads the disk, and
    raises Problem when the journal can't be read.
    """

    def __init__(
        self,
        ledger: Ledger,
        library: LibraryService,
        themes: Themes,
        returns: ThemeReturns,
        heard: HeardMusic,
        folder: Path,
        saga_of: SagaOf = alone,
    ) -> None:
        """saga_of: the works of a work's saga."""
        self._saga_of = saga_of
        self._ledger = ledger
        self._library = library
        self._themes = themes
        self._heard = heard
        self._kept = KeptFinds(folder)
        self._planning = Planning(returns, themes.answers, library.shelf, saga_of)
        self._families = FamilySearch(ledger, themes.families, self._kept)

    # --- one theme ------------------------------------------------------------------------------

    def plan(self, question: Question) -> Plan:
        """Raises LookupError when the theme is gone, NothingToSearchWith when it has no mark."""
        return self._planning.plan(question)

    def tracks(self) -> SeenTracks:
        """What one search keeps of what it has seen."""
        return SeenTracks(self._heard)

    def returns(
        self, plan: Plan, tracks: SeenTracks, arrivals: Arrivals, job: JobContext
    ) -> Iterator[FoundReturns]:
        """Ranked anew as more is heard; each time, the candidates are kept. Raises JobCancelled."""
        for found in Searching(plan, tracks, job).returns(arrivals):
            names = TrackNames(self._ledger)
            places = (names.kept(one) for one in found.candidates)
            searched = {names.uids[key] for key in found.searched if key in names.uids}
            self._kept.keep_theme(
                plan.theme.uid,
                [one for one in places if one is not None],
                searched,
                partial(_is_answered, plan, names),
            )
            yield found

    def of_theme(self, theme_id: ThemeId) -> tuple[Candidate, ...]:
        """What was found last and isn't answered, wherever it was searched, the most probable
        first.
        """
        theme = next((one for one in self._themes.themes() if one.id == theme_id), None)
        kept = () if theme is None else self._kept.of_theme(theme.uid)
        if theme is None or not kept:
            return ()
        names = TrackNames(self._ledger)
        found = (names.candidate(one) for one in kept)
        return tuple(self._open(theme, [one for one in found if one is not None]))

    def on_track(self, track_id: TrackId, least: float = SHOWN_FROM) -> tuple[FoundHere, ...]:
        """The candidates of all themes on a track, in time order; least: their probability. None
        on a track that is gone.
        """
        try:
            uid = self._library.track(track_id).uid
        except LookupError:
            return ()
        found = []
        for theme in self._themes.themes():
            kept = (one for one in self._kept.of_theme(theme.uid) if one.track_uid == uid)
            here = [as_candidate(one, track_id) for one in kept if one.probability >= least]
            found += [FoundHere(theme, one) for one in self._open(theme, here)]
        return tuple(sorted(found, key=lambda here: here.candidate.span))

    def _open(self, theme: Theme, found: Sequence[Candidate]) -> Iterator[Candidate]:
        """Those that aren't answered, and that are inside their tracks."""
        if not found:
            return
        answered = self._themes.answers.answered(theme.id)
        rows = self._library.rows_of([(one.track_id, None) for one in found])
        for one, row in zip(found, rows, strict=True):
            is_inside = row is not None and one.span.end_ms <= row.duration_ms
            if is_inside and answered.at(one.track_id, one.span) is None:
                yield one

    def around(self, passages: Collection[Passage]) -> dict[Passage, Around]:
        """The track and the scene of each; without passages of tracks that are gone."""
        return around(self._ledger, self._library, passages)

    # --- melodies that nobody asked about -------------------------------------------------------

    def family_plan(
        self, scope: Scope, around: TrackId | None = None, work_id: WorkId | None = None
    ) -> FamilyPlan:
        """The soundtracks of a scope around a track, or around a work."""
        return family_plan(self._library.shelf(), scope, around, work_id, self._saga_of)

    def kept_families(self, plan: FamilyPlan) -> tuple[FoundFamilies, ...]:
        """What was found before and isn't judged; nothing of soundtracks that were never looked
        through.
        """
        return self._families.known(plan)

    def families(
        self, plan: FamilyPlan, tracks: SeenTracks, arrivals: Arrivals, job: JobContext
    ) -> Iterator[FoundFamilies]:
        """Soundtrack by soundtrack. An hour and a quarter of music takes some 2 minutes of one
        core, twice as much four times as long. Reports progress. Raises JobCancelled.
        """
        return self._families.found(plan, tracks, arrivals, job)


def _is_answered(plan: Plan, names: TrackNames, place: KeptPlace) -> bool:
    one = names.candidate(place)
    return one is not None and plan.answered.at(one.track_id, one.span) is not None
