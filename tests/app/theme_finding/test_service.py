"""Candidates come from the sound, without what was answered, and wait in the cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.analysis.theme_search.records import Doubt
from app.core.ids import OccurrenceId, ThemeId, TrackId
from app.core.jobs import JobCancelled, JobContext
from app.core.source_time import SourceTime
from app.core.timecode import Span
from app.theme_finding.arrivals import Arrivals
from app.theme_finding.planning import NothingToSearchWith
from app.theme_finding.records import FoundReturns, Question, Scope
from app.theme_finding.service import ThemeFinding
from app.themes.records import Candidate
from app.transactions.ledger import Ledger
from tests.support.opened_profile import OpenedProfile
from tests.support.sources import payload_of, set_source
from tests.support.theme_music import HOME_SPAN, ThemeMusic

NEAR_MS = 1_000
HOSTILE = [
    b"",
    b"\xff\x00",
    b"{}",
    b"null",
    b"[1]",
    b"[[]]",
    b'[["u", 0, 1000, NaN, 0, 1.0]]',
    b'[["u", 0, 1000, 1e999, 0, 1.0]]',
    b'[["u", 0, 1000, 1%s, 0, 1.0]]' % (b"0" * 400),
    b'[["u", 5, 1, 0.9, 0, 1.0]]',
    b'[["u", -5, 1, 0.9, 0, 1.0]]',
    b'[["u", 0, 1e300, 0.9, 0, 1.0]]',
    b'[["u", 0, 99999999999999999999, 0.9, 0, 1.0]]',
    b'[["u", 0, 1000, 0.9, 9999, 1.0]]',
    b'[["u", 0, 1000, 0.9, 0, 0]]',
    b'[["u", true, 1000, 0.9, 0, 1.0]]',
    b'[["u", 0, 1000, ' + b"9" * 400 + b", 0, 1.0]]",
    b'[["\\ud800", 0, 1000, 0.9, 0, 1.0]]',
    b"[" * 100_000,
    b"[" + b",".join([b'["u", 0, 1000, 0.9, 0, 1.0]'] * 5000) + b"]",
    b"[" + b" " * (2 << 20) + b"]",
]


def search(
    music: ThemeMusic,
    theme: ThemeId,
    occurrence: OccurrenceId | None = None,
    scope: Scope = Scope.ALBUM,
) -> list[FoundReturns]:
    finding = music.services.theme_finding
    plan = finding.plan(Question(theme, scope, occurrence))
    arrivals = Arrivals(plan.track_ids, ())
    return list(finding.returns(plan, finding.tracks(), arrivals, JobContext()))


def likely(music: ThemeMusic, found: Sequence[FoundReturns]) -> dict[str, Candidate]:
    return {music.titles[one.track_id]: one for one in found[-1].likely}


def undo(opened: OpenedProfile) -> None:
    opened.services.ledger.undo(opened.last_step)


def test_it_is_found_with_its_place_key_and_tempo(music: ThemeMusic, heart: ThemeId) -> None:
    (found,) = search(music, heart)
    returns = likely(music, [found])
    assert returns.keys() == {"Higher", "Slower"}
    assert returns["Higher"].transposition == 4
    assert returns["Slower"].transposition == -3
    assert returns["Slower"].tempo_ratio == pytest.approx(0.8, rel=0.08)
    assert returns["Higher"].analysis_version == 1
    for one in returns.values():
        assert one.span.start_ms == pytest.approx(HOME_SPAN.start_ms, abs=NEAR_MS)
    assert found.doubts == ()
    assert set(found.searched) == set(music.ids.values())


def test_searched_from_a_return_it_still_tells_of_the_basic_form(
    music: ThemeMusic, heart: ThemeId
) -> None:
    returns = likely(music, search(music, heart))
    (higher,) = music.services.themes.answers.confirm(heart, [returns["Higher"]])
    again = likely(music, search(music, heart, higher))
    assert again["Slower"].transposition == -3
    assert again["Slower"].tempo_ratio == pytest.approx(0.8, rel=0.1)
    assert "Home" not in again


def test_of_a_return_marked_by_hand_the_form_is_heard(music: ThemeMusic, heart: ThemeId) -> None:
    _theme, higher = music.mark("Higher", theme=heart)
    again = likely(music, search(music, heart, higher))
    assert again["Slower"].transposition == -3
    assert again["Slower"].tempo_ratio == pytest.approx(0.8, rel=0.1)


def test_a_no_holds_after_a_new_search_and_from_another_passage(
    music: ThemeMusic, heart: ThemeId
) -> None:
    answers = music.services.themes.answers
    returns = likely(music, search(music, heart))
    answers.reject(heart, [returns["Higher"]])
    assert "Higher" not in likely(music, search(music, heart))
    (slower,) = answers.confirm(heart, [returns["Slower"]])
    again = search(music, heart, slower)
    places = [one.span for one in again[-1].candidates if one.track_id == music.ids["Higher"]]
    assert not any(span.coincides(returns["Higher"].span) for span in places)


def test_not_sure_is_not_offered_and_not_learnt_from(music: ThemeMusic, heart: ThemeId) -> None:
    returns = likely(music, search(music, heart))
    music.services.themes.answers.leave_open(heart, [returns["Higher"]])
    finding = music.services.theme_finding
    plan = finding.plan(Question(heart, Scope.ALBUM))
    assert plan.confirmed == ()
    assert "Higher" not in likely(music, search(music, heart))


def test_candidates_on_a_track_are_those_that_were_not_answered(
    music: ThemeMusic, heart: ThemeId, opened: OpenedProfile
) -> None:
    finding, answers = music.services.theme_finding, music.services.themes.answers
    higher = music.ids["Higher"]
    assert finding.on_track(higher) == ()
    search(music, heart)
    ((theme, candidate),) = finding.on_track(higher)
    assert (theme.id, candidate.transposition) == (heart, 4)
    answers.reject(heart, [candidate])
    assert finding.on_track(higher) == ()
    undo(opened)
    assert len(finding.on_track(higher)) == 1
    answers.confirm(heart, [candidate])
    assert finding.on_track(higher) == ()
    undo(opened)
    assert finding.on_track(higher)[0].candidate == candidate


def test_what_is_answered_is_there_again_once_that_is_undone_without_a_search(
    music: ThemeMusic, heart: ThemeId, opened: OpenedProfile
) -> None:
    finding, answers = music.services.theme_finding, music.services.themes.answers
    returns = likely(music, search(music, heart))
    answers.reject(heart, [returns["Higher"]])
    search(music, heart)
    assert returns["Higher"] not in finding.of_theme(heart)
    undo(opened)
    assert returns["Higher"] in finding.of_theme(heart)
    search(music, heart)
    places = [one.passage for one in finding.of_theme(heart)]
    assert len([one for one in places if one.coincides(returns["Higher"].passage)]) == 1


def test_they_are_there_after_a_restart_and_of_a_deleted_theme_none_are(
    music: ThemeMusic, heart: ThemeId
) -> None:
    search(music, heart)
    again = new_finding(music)
    assert [one.track_id for one in again.of_theme(heart) if one.probability > 0.5] == [
        one.track_id for one in music.services.theme_finding.of_theme(heart)[:2]
    ]
    assert len(again.on_track(music.ids["Slower"])) == 1
    music.services.themes.remove(heart)
    assert again.on_track(music.ids["Slower"]) == ()


def new_finding(music: ThemeMusic) -> ThemeFinding:
    """As after a restart: nothing is in memory."""
    services = music.services
    return ThemeFinding(
        services.ledger,
        services.library,
        services.themes,
        services.theme_returns,
        services.heard_music,
        services.paths.found_themes,
    )


def test_a_narrower_search_leaves_what_was_found_elsewhere(
    music: ThemeMusic, heart: ThemeId
) -> None:
    search(music, heart)
    search(music, heart, scope=Scope.TRACK)
    assert len(music.services.theme_finding.on_track(music.ids["Higher"])) == 1


def kept_file(music: ThemeMusic) -> Path:
    (path,) = music.services.paths.found_themes.glob("*.returns")
    return path


@pytest.mark.may_log("in the cache is damaged")
def test_a_name_that_cannot_be_written_again_is_not_believed(
    music: ThemeMusic, heart: ThemeId
) -> None:
    search(music, heart)
    kept_file(music).write_bytes(b'[["\\ud800", 0, 1000, 0.9, 0, 1.0]]')
    finding = new_finding(music)
    plan = finding.plan(Question(heart, Scope.TRACK))
    arrivals = Arrivals(plan.track_ids, ())
    list(finding.returns(plan, finding.tracks(), arrivals, JobContext()))
    assert {one.track_id for one in finding.of_theme(heart)} == {music.ids["Home"]}


@pytest.mark.may_log("in the cache is damaged", "couldn't be read from the cache")
def test_a_damaged_or_hostile_file_only_loses_what_can_be_found_again(
    music: ThemeMusic, heart: ThemeId
) -> None:
    search(music, heart)
    path = kept_file(music)
    for content in HOSTILE:
        path.write_bytes(content)
        assert new_finding(music).on_track(music.ids["Higher"]) == ()
        assert new_finding(music).of_theme(heart) == ()
    search(music, heart)
    assert len(new_finding(music).on_track(music.ids["Higher"])) == 1


def test_places_after_a_tracks_end_are_not_shown(music: ThemeMusic, heart: ThemeId) -> None:
    search(music, heart)
    path = kept_file(music)
    text = path.read_text(encoding="utf-8").replace('[["', '[["', 1)
    uid = music.services.library.track(music.ids["Higher"]).uid
    path.write_text(f'[["{uid}", 9000000, 9009000, 0.9, 0, 1.0]]' if text else "")
    assert new_finding(music).on_track(music.ids["Higher"]) == ()


def test_a_short_passage_is_doubtful(music: ThemeMusic) -> None:
    theme, _mark = music.mark(span=Span(9_100, 12_000))
    assert search(music, theme)[-1].doubts == (Doubt.TOO_SHORT,)


@pytest.mark.parametrize(("title", "doubt"), [("Silent", Doubt.SILENT), ("Drum", Doubt.UNPITCHED)])
def test_silence_and_drums_are_doubtful(
    opened: OpenedProfile, tmp_path: Path, title: str, doubt: Doubt
) -> None:
    music = ThemeMusic(opened.services, tmp_path / "music", (title, "None"))
    music.hear()
    theme, _mark = music.mark(title, Span(1_000, 11_000))
    (found,) = search(music, theme)
    assert found.doubts == (doubt,)
    assert found.likely == ()


def test_what_was_not_heard_is_missing_and_the_rest_is_searched(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    music = ThemeMusic(opened.services, tmp_path / "music")
    music.hear("Home", "Higher")
    theme, _mark = music.mark()
    found = search(music, theme)
    assert likely(music, found).keys() == {"Higher"}
    assert {music.titles[each] for each in found[-1].missing} == {"Slower", "None"}


def test_without_the_mark_itself_nothing_can_be_searched(
    opened: OpenedProfile, tmp_path: Path
) -> None:
    music = ThemeMusic(opened.services, tmp_path / "music")
    music.hear("Higher")
    theme, _mark = music.mark()
    (found,) = search(music, theme)
    assert found.is_unheard
    assert found.candidates == ()


def test_a_theme_without_a_mark_says_so(music: ThemeMusic, heart: ThemeId) -> None:
    marks = music.services.timelines.timeline(music.ids["Home"]).occurrences
    music.services.marks.remove(marks[0].ref)
    with pytest.raises(NothingToSearchWith, match="Heart"):
        music.services.theme_finding.plan(Question(heart))
    music.services.themes.remove(heart)
    with pytest.raises(LookupError):
        music.services.theme_finding.plan(Question(heart))


def test_a_cancelled_search_ends_at_once_even_while_it_waits(
    music: ThemeMusic, heart: ThemeId
) -> None:
    finding = music.services.theme_finding
    plan = finding.plan(Question(heart, Scope.ALBUM))
    job = JobContext()
    arrivals = Arrivals(plan.track_ids, {music.ids["None"]})
    found = finding.returns(plan, finding.tracks(), arrivals, job)
    assert likely(music, [next(found)]).keys() == {"Higher", "Slower"}
    job.cancel()
    with pytest.raises(JobCancelled):
        next(found)


def test_a_track_inside_a_longer_file_is_found_in_its_own_time(
    music: ThemeMusic, heart: ThemeId
) -> None:
    """As chapters are: “None” is now a stretch of the file of “Higher”, played a tenth faster."""
    services = music.services
    payload = payload_of(services, music.ids["Higher"])
    source = SourceTime(5_000, 25_000, 0, 0.9)
    set_source(services, music.ids["None"], payload, source, lasts_ms=18_000)
    returns = likely(music, search(music, heart))
    start_ms = source.to_track(returns["Higher"].span.start_ms)
    assert returns["None"].span.start_ms == pytest.approx(start_ms, abs=300)
    assert returns["None"].tempo_ratio == pytest.approx(1 / 0.9, rel=0.08)


def test_another_journal_with_other_numbers_has_no_wrong_places(
    music: ThemeMusic, heart: ThemeId
) -> None:
    """The cache names tracks by their uids: numbers mean others after a restore."""
    search(music, heart)
    ledger: Ledger = music.services.ledger
    higher = music.ids["Higher"]
    with ledger.write("Restore", "track", is_undoable=False) as writing:
        from db.models.track import Track

        writing.session.get_one(Track, higher).uid = "another"
    assert new_finding(music).on_track(TrackId(higher)) == ()
