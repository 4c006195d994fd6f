"""One search: from what was heard to candidates in their tracks' own time."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.analysis.theme_search.as_they_come import returns_as_they_come
from app.analysis.theme_search.search import VERSION
from app.theme_finding.change_of_form import Form, form_of_mark, tempo_in_tracks
from app.theme_finding.records import MOST_CANDIDATES, FoundReturns, Plan
from app.themes.records import Answer, Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.analysis.theme_search.records import Doubt, Passage, Return
    from app.analysis.theme_search.views import Views
    from app.core.ids import TrackId
    from app.core.jobs import JobContext
    from app.theme_finding.arrivals import Arrivals
    from app.theme_finding.records import Length
    from app.theme_finding.seen_tracks import SeenTrack, SeenTracks


class Searching:
    """Of one plan. Raises Problem when the journal or the cache can't be read, JobCancelled."""

    def __init__(self, plan: Plan, tracks: SeenTracks, job: JobContext) -> None:
        self._plan = plan
        self._tracks = tracks
        self._job = job
        self._lengths = {each.track_id: each for each in (*plan.tracks, *plan.beside)}
        self._inside = frozenset(plan.track_ids)
        self._seen: dict[str, SeenTrack] = {}
        self._missing: list[TrackId] = []
        self._confirmed: list[Passage] = []  # both grow with what is seen
        self._refused: list[Passage] = []

    def returns(self, arrivals: Arrivals) -> Iterator[FoundReturns]:
        """Ranked anew as more is heard; at least once."""
        batches = (self._see(track_ids) for track_ids in arrivals.batches(self._job))
        first = self._until_mark(batches)
        asked = self._seen.get(str(self._plan.mark.track_id))
        if asked is None:
            missing = tuple(self._missing)
            yield FoundReturns(self._plan, missing=missing, is_unheard=True)
            return
        doubts = self._tracks.doubts(asked.length, self._plan.mark.span)
        form = form_of_mark(self._plan, asked, self._at_home(), self._job)
        found = returns_as_they_come(
            chain((first | self._beside(),), batches),
            asked.views,
            asked.passage(self._plan.mark.span),
            self._job,
            self._confirmed,
            self._refused,
        )
        returns: list[Return] = []
        for returns in found:
            yield self._found(returns, asked, form, doubts)
        if self._missing:
            yield self._found(returns, asked, form, doubts)

    # --- what was heard -------------------------------------------------------------------------

    def _until_mark(self, batches: Iterator[dict[str, Views]]) -> dict[str, Views]:
        """All that has come until the mark's own track did."""
        first: dict[str, Views] = {}
        mark = self._plan.mark.track_id
        for more in batches:
            first |= more
            if str(mark) in self._seen or mark in self._missing:
                break
        return first

    def _see(self, track_ids: Iterable[TrackId]) -> dict[str, Views]:
        found: dict[str, Views] = {}
        for track_id in track_ids:
            self._job.checkpoint()
            seen = self._seen_track(self._lengths[track_id])
            if seen is None:
                self._missing.append(track_id)
            else:
                found[seen.name] = seen.views
        return found

    def _seen_track(self, length: Length) -> SeenTrack | None:
        seen = self._tracks.of(length)
        if seen is not None and seen.name not in self._seen:
            self._seen[seen.name] = seen
            track_id = length.track_id
            confirmed = (one for one in self._plan.confirmed if one.track_id == track_id)
            self._confirmed += [seen.passage(one.span) for one in confirmed]
            answers = self._plan.answered.places.get(track_id, ())
            # Nothing may be learnt from what was left open, either.
            refused = (span for span, answer in answers if answer is not Answer.YES)
            self._refused += [seen.passage(span) for span in refused]
        return seen

    def _beside(self) -> dict[str, Views]:
        """As far as they happen to have been heard."""
        seen = [self._seen_track(length) for length in self._plan.beside]
        return {one.name: one.views for one in seen if one is not None}

    def _at_home(self) -> SeenTrack | None:
        return self._tracks.of(self._lengths[self._plan.home.track_id])

    # --- what was found -------------------------------------------------------------------------

    def _found(
        self, returns: Iterable[Return], asked: SeenTrack, form: Form, doubts: tuple[Doubt, ...]
    ) -> FoundReturns:
        candidates = (self._candidate(each, asked, form) for each in returns)
        open_ones = [each for each in candidates if each is not None and self._is_open(each)]
        seen = (one.length.track_id for one in self._seen.values())
        return FoundReturns(
            self._plan,
            tuple(open_ones[:MOST_CANDIDATES]),
            doubts,
            tuple(track_id for track_id in seen if track_id in self._inside),
            tuple(self._missing),
        )

    def _candidate(self, found: Return, asked: SeenTrack, form: Form) -> Candidate | None:
        """None for one that is outside the scope, or outside its track."""
        there = self._seen[found.passage.track]
        span = there.span(found.passage)
        if span is None or there.length.track_id not in self._inside:
            return None
        here = form.then(found.transposition, tempo_in_tracks(found, asked, there))
        return Candidate(
            there.length.track_id,
            span,
            min(1.0, max(0.0, float(found.probability))),
            here.semitones,
            here.tempo_ratio,
            VERSION,
        )

    def _is_open(self, candidate: Candidate) -> bool:
        return self._plan.answered.at(candidate.track_id, candidate.span) is None
