"""The same moment in two files of one track, one of which begins later, and in a version aligned
with either: from files, through the services that the program uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.bootstrap import Services
from app.core.ids import TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.journal.moment_records import AskedMoment, MomentAcrossYears
from app.profile.settings import SettingsFile
from app.transactions.changes import Change
from tests.support.audio import melody, silence, write_audio
from tests.support.ready_journal import ready_profile

LEAD_MS, NEAR_MS, AT_MS = 4_200, 20, 9_000


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    paths = ready_profile(tmp_path / "profile")
    made = Services(paths, SettingsFile(paths.settings_file))
    yield made
    made.close()


def take_in(services: Services, path: Path) -> TrackId:
    before = {row.id for row in services.library.tracks()}
    services.importing.run([path], JobContext())
    (added,) = (row.id for row in services.library.tracks() if row.id not in before)
    return added


def felt(services: Services, track: TrackId, at_ms: int, note: str) -> str:
    (word, *_others) = services.emotions.emotions()
    return services.tagging.add_tag(track, word.id, Span.point(at_ms), note=note).uid


def ask(services: Services, track: TrackId, at_ms: int) -> MomentAcrossYears:
    return services.same_moments.across_years(AskedMoment(track, Span.point(at_ms)))


def said(moment: MomentAcrossYears) -> set[str]:
    return {one.text for one in moment.reactions}


@pytest.mark.parametrize("keeps_late", [False, True])
def test_what_was_felt_in_either_file_and_in_a_version_is_one_moment(
    services: Services, tmp_path: Path, *, keeps_late: bool
) -> None:
    music = melody(20, beat_s=0.5)
    late = np.concatenate((silence(LEAD_MS / 1000), music))
    early_track = take_in(services, write_audio(tmp_path / "early.flac", music))
    late_track = take_in(services, write_audio(tmp_path / "late.ogg", late))
    live_track = take_in(services, write_audio(tmp_path / "live.wav", melody(20, seed=8)))
    # The live version plays two seconds ahead of the early file.
    ends = ((5_000 + LEAD_MS, 3_000), (18_000 + LEAD_MS, 16_000))
    services.alignments.align(late_track, live_track, ends)
    felt(services, early_track, AT_MS, "early")
    felt(services, late_track, AT_MS + LEAD_MS, "late")
    felt(services, late_track, AT_MS, "elsewhere in the late file")
    felt(services, live_track, AT_MS - 2_000, "live")
    assert said(ask(services, early_track, AT_MS)) == {"early"}
    assert said(ask(services, late_track, AT_MS + LEAD_MS)) == {"late", "live"}

    keep, other = (late_track, early_track) if keeps_late else (early_track, late_track)
    announced: list[Change] = []
    services.feed.subscribe(announced.append)
    services.same_tracks.merge(keep, [other], JobContext())
    at_ms = AT_MS + (LEAD_MS if keeps_late else 0)
    moment = ask(services, keep, at_ms)
    assert said(moment) == {"early", "late", "live"}
    here, there = moment.versions
    assert (here.track.id, here.many, here.sources) == (keep, 2, 2)
    assert (there.track.id, there.many) == (live_track, 1)
    assert there.span.start_ms == pytest.approx(AT_MS - 2_000, abs=NEAR_MS)
    for one in moment.reactions:
        assert one.span is not None and one.track is not None
        meant = at_ms if one.track.id == keep else AT_MS - 2_000
        assert one.span.start_ms == pytest.approx(meant, abs=NEAR_MS), one.text
    assert said(ask(services, live_track, AT_MS - 2_000)) == {"early", "late", "live"}

    # Whichever file is there, it is played where the moment is in that file.
    files = {file.path.name: file.offset_ms for file in services.library.track(keep).files}
    assert files["early.flac"] - files["late.ogg"] == pytest.approx(LEAD_MS, abs=NEAR_MS)
    (step,) = (change.step for change in announced if change.step is not None)
    services.ledger.undo(step)
    assert said(ask(services, early_track, AT_MS)) == {"early"}
    assert said(ask(services, late_track, AT_MS + LEAD_MS)) == {"late", "live"}
