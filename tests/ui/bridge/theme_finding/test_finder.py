"""Searches stream while tracks are heard, follow each answer, and end when nobody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.ids import ThemeId
from app.listening_through.records import Outcome
from app.theme_finding.records import FoundFamilies, FoundReturns, Question, Scope
from app.themes.records import Candidate
from app.transactions import changes
from app.transactions.changes import Change
from tests.support.hand_workers import HandWorkers
from tests.support.theme_music import ThemeMusic
from tests.support.window_parts import WindowParts
from ui.bridge.listening_through.listening_through import ListeningThrough
from ui.bridge.theme_finding.families_search import FamiliesSearch
from ui.bridge.theme_finding.finder import ThemeFinder
from ui.bridge.theme_finding.return_search import ReturnSearch

PATIENCE_MS = 60_000


class Finding:
    """A finder over tracks that a test has heard one by one."""

    def __init__(self, parts: WindowParts, folder: Path, qtbot: QtBot) -> None:
        self.parts = parts
        self.qtbot = qtbot
        self.music = ThemeMusic(parts.context.services, folder)
        self.theme, self.mark = self.music.mark()
        self.hands: HandWorkers | None = None
        context = parts.context
        self.listening = ListeningThrough(
            context.services,
            context.playback,
            context.relay,
            context.jobs,
            parts.window,
            make_workers=self._by_hand,
        )
        self.finder = ThemeFinder(
            context.services, self.listening, context.relay, context.jobs, parts.window
        )
        self.found: list[FoundReturns] = []
        self.changed: list[frozenset[int]] = []
        self.finder.candidates_changed.connect(self.changed.append)

    def _by_hand(self, tell: Callable[[object], None]) -> HandWorkers:
        self.hands = HandWorkers(tell)
        return self.hands

    def search(self, scope: Scope = Scope.ALBUM) -> ReturnSearch:
        search = self.finder.search(Question(self.theme, scope), self.parts.window)
        search.found.connect(self.found.append)
        return search

    def until_over(self, search: ReturnSearch | FamiliesSearch) -> None:
        self.qtbot.waitUntil(lambda: search.progress.is_over, timeout=PATIENCE_MS)
        if isinstance(search, ReturnSearch):
            self.qtbot.waitUntil(lambda: not search.is_searching, timeout=PATIENCE_MS)

    @property
    def under_way(self) -> str:
        given = [] if self.hands is None else self.hands.given
        return self.music.titles[given[0].track_ids[0]] if given else ""  # type: ignore[index]

    def let_hear(self, title: str, outcome: Outcome = Outcome.HEARD) -> None:
        self.qtbot.waitUntil(lambda: self.under_way == title, timeout=PATIENCE_MS)
        if outcome is Outcome.HEARD:
            self.music.hear(title)
        assert self.hands is not None
        self.hands.answer(outcome)

    @property
    def likely(self) -> dict[str, Candidate]:
        if not self.found:
            return {}
        return {self.music.titles[one.track_id]: one for one in self.found[-1].likely}

    def wait_for(self, *titles: str) -> None:
        self.qtbot.waitUntil(lambda: self.likely.keys() == set(titles), timeout=PATIENCE_MS)


@pytest.fixture
def finding(parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> Iterator[Finding]:
    made = Finding(parts, tmp_path / "music", qtbot)
    yield made
    made.listening.close()


@pytest.fixture
def heard(finding: Finding) -> Finding:
    finding.music.hear()
    return finding


def test_candidates_come_while_tracks_are_still_being_heard(finding: Finding) -> None:
    search = finding.search()
    finding.let_hear("Home")
    finding.let_hear("None")
    finding.let_hear("Slower")
    finding.wait_for("Slower")
    assert (search.progress.tracks, search.progress.to_come) == (4, 1)
    assert not search.progress.is_over
    finding.let_hear("Higher")
    finding.wait_for("Higher", "Slower")
    finding.until_over(search)
    assert search.progress.heard == 4


def test_what_is_confirmed_is_searched_for_at_once_and_what_is_refused_is_gone(
    heard: Finding,
) -> None:
    answers = heard.music.services.themes.answers
    search = heard.search()
    heard.wait_for("Higher", "Slower")
    returns = heard.likely
    heard.parts.context.do(lambda: answers.confirm(heard.theme, [returns["Slower"]]))
    heard.wait_for("Higher")
    assert [one.track_id for one in heard.found[-1].plan.confirmed] == [heard.music.ids["Slower"]]
    heard.parts.context.do(lambda: answers.reject(heard.theme, [returns["Higher"]]))
    heard.wait_for()
    heard.parts.context.undo()
    heard.wait_for("Higher")
    heard.parts.context.undo()
    heard.wait_for("Higher", "Slower")
    heard.until_over(search)


def test_lanes_are_told_of_what_was_found_and_of_answers(heard: Finding) -> None:
    heard.search()
    heard.wait_for("Higher", "Slower")
    assert set(heard.music.ids.values()) in heard.changed
    higher = heard.likely["Higher"]
    heard.changed.clear()
    answers = heard.music.services.themes.answers
    heard.parts.context.do(lambda: answers.reject(heard.theme, [higher]))
    assert heard.changed[0] == {higher.track_id}


def test_closed_it_says_nothing_more_and_the_thread_ends(finding: Finding) -> None:
    search = finding.search()
    finding.let_hear("Home")
    finding.let_hear("None")
    finding.qtbot.waitUntil(lambda: bool(finding.found), timeout=PATIENCE_MS)
    search.close()
    finding.found.clear()
    finding.let_hear("Slower")
    finding.qtbot.waitUntil(lambda: finding.parts.context.jobs.running == ())
    assert finding.found == []
    search.close()


def test_it_may_be_deleted_before_its_thread_has_ended(finding: Finding) -> None:
    for _ in range(3):
        search = finding.search()
        finding.qtbot.waitUntil(lambda: len(finding.parts.context.jobs.running) > 0)
        search.close()
        search.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    finding.qtbot.waitUntil(lambda: finding.parts.context.jobs.running == ())


@pytest.mark.logs("unreadable")
def test_a_vanished_file_is_missing_and_the_rest_is_found(finding: Finding) -> None:
    search = finding.search()
    finding.let_hear("Home")
    finding.let_hear("None")
    finding.let_hear("Slower", Outcome.UNREADABLE)
    finding.let_hear("Higher")
    finding.wait_for("Higher")
    finding.let_hear("Slower", Outcome.UNREADABLE)  # it is asked for once more
    finding.until_over(search)
    assert finding.found[-1].missing == (finding.music.ids["Slower"],)


@pytest.mark.logs("unreadable")
def test_a_file_that_comes_back_is_searched_too(finding: Finding) -> None:
    search = finding.search()
    finding.let_hear("Home")
    finding.let_hear("None")
    finding.let_hear("Slower", Outcome.UNREADABLE)
    finding.let_hear("Higher")
    finding.let_hear("Slower", Outcome.UNREADABLE)
    finding.until_over(search)
    finding.music.services.feed.announce(Change(frozenset({changes.AUDIO_FILE})))
    finding.let_hear("Slower")
    finding.wait_for("Higher", "Slower")
    finding.until_over(search)


@pytest.mark.logs("in the cache is damaged")
def test_what_is_damaged_in_the_cache_is_heard_again(heard: Finding) -> None:
    services = heard.music.services
    (file, *_others) = services.library.track(heard.music.ids["Slower"]).files
    for path in services.paths.peaks.glob("*.pitches"):
        if path.name.startswith("".join(c if c.isalnum() else "-" for c in file.payload_hash)):
            path.write_bytes(b"damaged")
    search = heard.search()
    heard.wait_for("Higher")
    heard.let_hear("Slower")
    heard.wait_for("Higher", "Slower")
    heard.until_over(search)
    assert heard.found[-1].missing == ()


def test_cancelled_listening_ends_the_search_with_what_there_is(finding: Finding) -> None:
    search = finding.search()
    finding.let_hear("Home")
    finding.let_hear("None")
    finding.let_hear("Slower")
    finding.wait_for("Slower")
    finding.listening.cancel()
    finding.qtbot.waitUntil(
        lambda: finding.music.ids["Higher"] in finding.found[-1].missing, timeout=PATIENCE_MS
    )
    search.close()


def test_while_paused_it_says_so_and_goes_on(finding: Finding) -> None:
    search = finding.search()
    finding.let_hear("Home")
    finding.listening.pause()
    finding.qtbot.waitUntil(lambda: search.progress.is_paused)
    assert search.is_searching
    finding.listening.go_on()
    finding.let_hear("None")
    assert not search.progress.is_paused
    search.close()


def test_a_theme_that_is_deleted_ends_it(heard: Finding) -> None:
    search = heard.search()
    heard.wait_for("Higher", "Slower")
    with heard.qtbot.waitSignal(search.gone):
        heard.music.services.themes.remove(heard.theme)


def test_without_a_mark_it_says_why_until_there_is_one(heard: Finding) -> None:
    services = heard.music.services
    marks = services.timelines.timeline(heard.music.ids["Home"]).occurrences
    services.marks.remove(marks[0].ref)
    said: list[Problem] = []
    search = heard.search()
    search.failed.connect(said.append)
    heard.qtbot.waitUntil(lambda: bool(said))
    assert "Heart" in str(said[0])
    heard.parts.context.undo()
    heard.wait_for("Higher", "Slower")


def test_what_is_unchanged_is_not_searched_again(heard: Finding) -> None:
    search = heard.search()
    heard.wait_for("Higher", "Slower")
    heard.until_over(search)
    before = len(heard.found)
    heard.music.mark("None", theme="Another")
    heard.until_over(search)
    assert len(heard.found) == before


class Families:
    def __init__(self, finding: Finding) -> None:
        self.known: list[tuple[FoundFamilies, ...]] = []
        self.found: list[FoundFamilies] = []
        self.search = finding.finder.look_for_families(
            finding.parts.window, Scope.ALBUM, finding.music.ids["Home"]
        )
        self.search.known.connect(self.known.append)
        self.search.found.connect(self.found.append)
        finding.until_over(self.search)


@pytest.fixture
def nameless(heard: Finding) -> Finding:
    """No theme was marked."""
    heard.music.services.themes.remove(heard.theme)
    return heard


def test_melodies_are_proposed_kept_and_not_again_once_judged(nameless: Finding) -> None:
    music, families = nameless.music, nameless.music.services.themes.families
    first = Families(nameless)
    assert first.known == [()]
    (found,) = first.found
    best = found.families[0]
    assert {music.titles[one.track_id] for one in best.passages} >= {"Home", "Higher", "Slower"}
    assert found.is_current
    assert found.soundtrack.album == "Themes"
    again = Families(nameless)
    assert again.known == [(found,)]
    families.dismiss([one.passage for one in best.passages])
    dismissed = Families(nameless)
    assert best not in dismissed.found[0].families
    nameless.parts.context.undo()
    named = families.name("Heart", best.passages)
    assert named == ThemeId(music.services.themes.themes()[0].id)
    assert best not in Families(nameless).found[0].families


def test_closed_it_looks_for_no_more_melodies(finding: Finding) -> None:
    search = finding.finder.look_for_families(
        finding.parts.window, Scope.ALBUM, finding.music.ids["Home"]
    )
    finding.let_hear("Home") if finding.under_way == "Home" else None
    search.close()
    finding.qtbot.waitUntil(lambda: finding.parts.context.jobs.running == ())


def test_a_paused_search_for_melodies_waits_and_goes_on(nameless: Finding) -> None:
    found: list[FoundFamilies] = []
    search = nameless.finder.look_for_families(
        nameless.parts.window, Scope.ALBUM, nameless.music.ids["Home"]
    )
    search.found.connect(found.append)
    search.pause()
    assert search.progress.is_paused
    with nameless.qtbot.waitSignal(search.found, timeout=500, raising=False):
        pass
    assert found == [] and not search.progress.is_over
    search.go_on()
    nameless.until_over(search)
    assert len(found) == 1 and not search.progress.is_paused


def test_new_music_makes_what_is_kept_out_of_date(nameless: Finding) -> None:
    services = nameless.music.services
    slower = nameless.music.ids["Slower"]
    services.library.edit_lines([(slower, None)], album="Elsewhere")
    Families(nameless)
    services.library.edit_lines([(slower, None)], album="Themes")
    again = Families(nameless)
    assert not again.known[0][0].is_current
    assert again.found[0].is_current
