"""Two tracks become one: what was answered and corrected is about the one that is kept."""

from __future__ import annotations

from app.core.timecode import Span
from app.intensity.records import EventKind
from app.themes.records import Answer, Candidate, Passage
from app.transactions.changes import EVERYTHING
from db.repositories import merging
from tests.support.opened_profile import OpenedProfile

SHIFT_MS = 2_000


def test_answers_and_corrections_move_to_the_track_kept(opened: OpenedProfile) -> None:
    services = opened.services
    themes, kept, other = services.themes, opened.track("Kept"), opened.track("Other")
    themes.mark_returns("The heart", kept, [Span(60_000, 70_000)])
    heart = themes.themes()[0].id
    themes.answers.confirm(heart, [Candidate(other, Span(10_000, 20_000), 0.9)])
    themes.answers.reject(heart, [Candidate(other, Span(30_000, 40_000), 0.6)])
    uid = themes.families.dismiss([Passage(other, Span(50_000, 59_000))])
    services.intensity.add(other, EventKind.CLIMAX, Span(0, 4_000), 1_000)
    before = opened.tables()
    with services.ledger.write("Merge tracks", EVERYTHING) as writing:
        merging.merge(writing.unit, [merging.Join(kept, other, SHIFT_MS)])
    answered = themes.answers.answered(heart)
    assert answered.at(kept, Span(12_000, 22_000)) is Answer.YES
    assert answered.at(kept, Span(32_000, 42_000)) is Answer.NO
    assert answered.at(kept, Span(60_000, 70_000)) is Answer.YES
    assert themes.families.judged().dismissed == {uid: [Passage(kept, Span(52_000, 61_000))]}
    (correction,) = services.intensity.corrections((kept,))[kept]
    assert (correction.span, correction.peak_ms) == (Span(2_000, 6_000), 3_000)
    services.ledger.undo(opened.last_step)
    assert opened.tables() == before


def test_a_removed_track_comes_back_with_its_answers(opened: OpenedProfile) -> None:
    services = opened.services
    track = opened.track()
    services.themes.mark_returns("The heart", track, [])
    heart = services.themes.themes()[0].id
    services.themes.answers.reject(heart, [Candidate(track, Span(0, 9_000), 0.6)])
    services.intensity.add(track, EventKind.DROP, Span(0, 4_000))
    before = opened.tables()
    services.library.remove_lines([(track, None)])
    assert opened.tables()["refusal"] == opened.tables()["intensity_event"] == {}
    services.ledger.undo(opened.last_step)
    assert opened.tables() == before


def test_a_track_that_only_corrections_are_about_is_no_ghost(opened: OpenedProfile) -> None:
    from db.repositories import tracks

    services = opened.services
    track, ghost = opened.track(), opened.track("Nothing said")
    services.intensity.add(track, EventKind.DROP, Span(0, 4_000))
    with services.store.write() as unit:
        assert tracks.drop_ghosts(unit.session, [track, ghost]) == 1
        unit.commit()
    assert set(opened.tables()["track"]) == {track}
