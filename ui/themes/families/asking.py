"""Reads what returns in a soundtrack, on the thread of a job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.theme_search.proposals import Kind
from app.theme_finding.first_heard import from_first_heard
from app.theme_finding.soundtracks import Soundtrack, soundtracks
from app.themes.records import Candidate, FoundBy, Passage
from ui.themes.families.shown import ShownFamilies, ShownFamily, ShownPassage

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.core.ids import TrackId
    from app.library.records import HeldFile, TrackRow
    from app.theme_finding.records import FamilyPlan, FoundFamilies
    from ui.bridge.places import WhatReturns
    from ui.themes.asking import ThemeAsking
    from ui.widgets.wave_picture import Coverage

    Files = Mapping[TrackId, tuple[HeldFile, ...]]


class _Tracks(NamedTuple):
    """places: in the library's order. wave: of a track; many passages are on the same few."""

    rows: Mapping[TrackId, TrackRow]
    places: Mapping[int, int]
    wave: Callable[[TrackId], Coverage | None]


class FamiliesAsking:
    """asking: keeps what depends on the sound alone."""

    def __init__(self, services: Services, asking: ThemeAsking) -> None:
        self._services = services
        self._asking = asking

    def families(self, wanted: WhatReturns | None) -> ShownFamilies:
        """wanted: None for the first soundtrack there is. Raises Problem."""
        shelf = self._services.library.shelf()
        known = soundtracks(shelf)
        chosen = _chosen(known, wanted)
        if chosen is None:
            return ShownFamilies(known)
        finding = self._services.theme_finding
        plan = finding.family_plan(chosen.scope, chosen.track_ids[0], chosen.work_id)
        found = finding.kept_families(plan)
        rows: dict[TrackId, TrackRow] = {}
        for row in shelf.lines:
            rows.setdefault(row.id, row)
        tracks = _Tracks(rows, shelf.places, cache(self._asking.wave))
        shown = [self._shown(one.passages, one.kind, tracks) for each in found
                 for one in each.families]  # fmt: skip
        files = {track_id: self._services.library.track(track_id).files
                 for track_id in chosen.track_ids}  # fmt: skip
        return ShownFamilies(
            known,
            chosen,
            tuple(one for one in shown if not one.is_accompaniment),
            tuple(one for one in shown if one.is_accompaniment),
            self._dismissed(plan, tracks),
            sum(each.judged for each in found),
            _is_known(plan, found),
            self._heard(files),
            sum(not any(file.is_available for file in some) for some in files.values()),
        )

    def _shown(
        self,
        passages: Iterable[Candidate],
        kind: Kind,
        tracks: _Tracks,
        dismissed: str = "",
    ) -> ShownFamily:
        known = [one for one in passages if one.track_id in tracks.rows]
        there = [
            ShownPassage(one, tracks.rows[one.track_id], tracks.wave(one.track_id))
            for one in from_first_heard(known, lambda one: tracks.places[one.track_id])
        ]
        melody = self._asking.melody(there[0].passage)[0] if there else None
        return ShownFamily(tuple(there), melody, dismissed, kind is Kind.ACCOMPANIMENT)

    def _dismissed(self, plan: FamilyPlan, tracks: _Tracks) -> tuple[ShownFamily, ...]:
        here = set(plan.track_ids)
        judged = self._services.themes.families.judged()
        found = {
            uid: [_candidate(one) for one in passages if one.track_id in tracks.rows]
            for uid, passages in judged.dismissed.items()
            if any(one.track_id in here for one in passages)
        }
        return tuple(
            self._shown(some, Kind.ACROSS, tracks, uid) for uid, some in found.items() if some
        )

    def _heard(self, files: Files) -> int:
        """How many of the tracks."""
        known = self._services.heard_music.known()
        return sum(any(file.payload_hash in known for file in some) for some in files.values())


def _chosen(known: tuple[Soundtrack, ...], wanted: WhatReturns | None) -> Soundtrack | None:
    """None if there is no music, or none of what is wanted."""
    if wanted is None:
        return known[0] if known else None
    for one in known:
        if wanted.work_id is not None and one.work_id == wanted.work_id:
            return one
    return next((one for one in known if wanted.track_id in one.track_ids), None)


def _candidate(passage: Passage) -> Candidate:
    return Candidate(passage.track_id, passage.span, 1.0, found_by=FoundBy.PROPOSAL)


def _is_known(plan: FamilyPlan, found: tuple[FoundFamilies, ...]) -> bool:
    return bool(plan.soundtracks) and len(found) == len(plan.soundtracks)
