"""Melodies that return without anybody asking: soundtrack by soundtrack, as far as it was heard."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from app.analysis.theme_search.proposals import Family, propose_families
from app.analysis.theme_search.search import VERSION
from app.core.ids import TrackId, WorkId
from app.core.jobs import JobContext
from app.listening_through.gathering import soundtrack_of
from app.theme_finding.kept import KeptFamilies, KeptFamily, KeptFinds
from app.theme_finding.records import (
    FamilyPlan,
    FoundFamilies,
    Length,
    ProposedFamily,
    Scope,
    SoundtrackPlan,
)
from app.theme_finding.scope import SagaOf, ScopeTracks, alone
from app.theme_finding.track_names import TrackNames
from app.themes.records import Candidate, FoundBy

if TYPE_CHECKING:
    from app.analysis.theme_search.records import Passage, Return
    from app.library.records import TrackRow
    from app.library.shelf import Shelf
    from app.theme_finding.arrivals import Arrivals
    from app.theme_finding.seen_tracks import SeenTrack, SeenTracks
    from app.themes.families import JudgedFamilies, ThemeFamilies
    from app.transactions.ledger import Ledger

_FEWEST = 2  # passages, for anything to return
_STEPS = 1000  # of progress, for each soundtrack


def family_plan(
    shelf: Shelf,
    scope: Scope,
    around: TrackId | None,
    work_id: WorkId | None,
    saga_of: SagaOf = alone,
) -> FamilyPlan:
    """around: a track, for its album or its work; work_id: for that work. saga_of: the works of a
    work's saga.
    """
    rows = {row.id: row for row in reversed(shelf.lines)}
    found: dict[tuple[str, ...], list[Length]] = {}
    for each in ScopeTracks(shelf, around, work_id, saga_of).tracks(scope):
        found.setdefault(soundtrack_of(rows[each.track_id]), []).append(each)
    return FamilyPlan(tuple(_soundtrack(key, lengths, rows) for key, lengths in found.items()))


def _soundtrack(
    key: tuple[str, ...], lengths: list[Length], rows: dict[TrackId, TrackRow]
) -> SoundtrackPlan:
    first = rows[lengths[0].track_id]
    named = hashlib.sha256("\0".join(key).encode(errors="replace")).hexdigest()
    tracks = tuple(sorted(lengths))  # however they were asked for
    return SoundtrackPlan(named, tracks, first.work_id, "" if first.work_id else first.album)


class FamilySearch:
    """What was looked through once is kept, and looked through again when there is more."""

    def __init__(self, ledger: Ledger, judging: ThemeFamilies, kept: KeptFinds) -> None:
        self._ledger = ledger
        self._judging = judging
        self._kept = kept

    def known(self, plan: FamilyPlan) -> tuple[FoundFamilies, ...]:
        """What was found before, of the soundtracks that were ever looked through; what was judged
        since is left out. Raises Problem.
        """
        judged, names = self._judging.judged(), TrackNames(self._ledger)
        found = ((one, self._kept.of_soundtrack(one.key)) for one in plan.soundtracks)
        return tuple(
            _open(soundtrack, kept, judged, names) for soundtrack, kept in found if kept is not None
        )

    def found(
        self, plan: FamilyPlan, tracks: SeenTracks, arrivals: Arrivals, job: JobContext
    ) -> Iterator[FoundFamilies]:
        """Each soundtrack as soon as all of it is there. Reports progress in thousandths of a
        soundtrack. Raises Problem, JobCancelled.
        """
        waiting = {one: {each.track_id for each in one.tracks} for one in plan.soundtracks}
        done = 0
        for come in arrivals.batches(job):
            for soundtrack in list(waiting):
                waiting[soundtrack] -= set(come)
                if waiting[soundtrack]:
                    continue
                del waiting[soundtrack]
                part = _part(job, done, len(plan.soundtracks))
                yield self._of(soundtrack, tracks, part)
                done += 1
                job.report(done * _STEPS, len(plan.soundtracks) * _STEPS)

    def _of(self, soundtrack: SoundtrackPlan, tracks: SeenTracks, job: JobContext) -> FoundFamilies:
        names = TrackNames(self._ledger)
        looked = [tracks.of(each) for each in soundtrack.tracks]
        seen = {one.name: one for one in looked if one is not None}
        uids = frozenset(
            names.uids[one.length.track_id]
            for one in seen.values()
            if one.length.track_id in names.uids
        )
        kept = self._kept.of_soundtrack(soundtrack.key)
        if kept is None or kept.track_uids != uids:
            families = propose_families({name: one.views for name, one in seen.items()}, job)
            kept = KeptFamilies(uids, tuple(_kept(families, seen, names)))
            self._kept.keep_soundtrack(soundtrack.key, kept)
        return _open(soundtrack, kept, self._judging.judged(), names)


def _part(job: JobContext, before: int, of: int) -> JobContext:
    def on_progress(done: int, total: int) -> None:
        job.report(before * _STEPS + _STEPS * done // max(1, total), of * _STEPS)

    return JobContext(lambda progress: on_progress(progress.done, progress.total), whole=job)


def _kept(
    families: Iterable[Family], seen: dict[str, SeenTrack], names: TrackNames
) -> Iterator[KeptFamily]:
    for family in families:
        passages = [_candidate(family.home, None, seen)]
        passages += [_candidate(each.passage, each, seen) for each in family.returns]
        places = [names.kept(one) for one in passages if one is not None]
        yield KeptFamily(family.kind, tuple(place for place in places if place is not None))


def _candidate(
    passage: Passage, found: Return | None, seen: dict[str, SeenTrack]
) -> Candidate | None:
    there = seen[passage.track]
    span = there.span(passage)
    if span is None:
        return None
    if found is None:
        return Candidate(there.length.track_id, span, 1.0, 0, 1.0, VERSION, FoundBy.PROPOSAL)
    return Candidate(
        there.length.track_id,
        span,
        float(found.probability),
        found.transposition,
        found.tempo_ratio,
        VERSION,
        FoundBy.PROPOSAL,
    )


def _open(
    soundtrack: SoundtrackPlan, kept: KeptFamilies, judged: JudgedFamilies, names: TrackNames
) -> FoundFamilies:
    ids = {each.track_id: each.duration_ms for each in soundtrack.tracks}
    found = []
    for family in kept.families:
        passages = _inside((names.candidate(one, FoundBy.PROPOSAL) for one in family.places), ids)
        if len(passages) >= _FEWEST:
            found.append(ProposedFamily(family.kind, passages, soundtrack))
    unjudged = [one for one in found if judged.is_open([each.passage for each in one.passages])]
    uids = {names.uids.get(track_id) for track_id in ids}
    is_current = kept.track_uids == uids
    return FoundFamilies(soundtrack, tuple(unjudged), is_current, len(found) - len(unjudged))


def _inside(
    passages: Iterable[Candidate | None], lengths_ms: dict[TrackId, int]
) -> tuple[Candidate, ...]:
    return tuple(
        one
        for one in passages
        if one is not None and one.span.end_ms <= lengths_ms.get(one.track_id, 0)
    )
