"""While it is listened through and looked for, and when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.listening_through.records import Outcome
from app.theme_finding.soundtracks import soundtracks
from app.themes.records import Candidate
from tests.support.hand_workers import HandWorkers
from tests.support.seen import named, seen
from tests.support.theme_music import TITLES, ThemeMusic
from tests.support.window_parts import WindowParts
from tests.ui.themes.families.conftest import Melodies
from ui.bridge.listening_through.listening_through import ListeningThrough
from ui.bridge.theme_finding.finder import ThemeFinder
from ui.themes.families.model import FamiliesModel
from ui.themes.families.shown import ShownFamilies, ShownFamily, ShownPassage
from ui.themes.families.states import FamiliesState, state_of
from ui.themes.families.time_left import TimeLeft
from ui.themes.families.tree import FamiliesTree
from ui.widgets.buttons import LinkButton

Key = Qt.Key


class Unheard(Melodies):
    """Nothing was heard yet; tracks are heard when the test says so."""

    hands: HandWorkers | None = None

    def __init__(self, parts: WindowParts, music: ThemeMusic, qtbot: QtBot) -> None:
        context = parts.context
        listening = ListeningThrough(
            context.services, context.playback, context.relay, context.jobs, parts.window,
            make_workers=self._by_hand,
        )  # fmt: skip
        finder = ThemeFinder(context.services, listening, context.relay, context.jobs, parts.window)
        self.listening = listening
        parts.context = replace(context, listening_through=listening, theme_finder=finder)
        super().__init__(parts, music, qtbot)

    def _by_hand(self, tell: Callable[[object], None]) -> HandWorkers:
        self.hands = HandWorkers(tell)
        return self.hands

    def ask(self) -> None:
        self.page.open_melodies(None)
        self.until(lambda: self.page.melodies.families.progress is not None)

    def answer_each(self, outcome: Outcome, count: int = len(TITLES)) -> None:
        for _track in range(count):
            self.until(lambda: self.hands is not None and bool(self.hands.given))
            assert self.hands is not None
            title = self.music.titles[self.hands.given[0].track_ids[0]]  # type: ignore[index]
            if outcome is Outcome.HEARD:
                self.music.hear(title)
            self.hands.answer(outcome)

    def said(self) -> list[str]:
        return [label.text() for label in seen(self.panel.search, QLabel)]

    def button(self, name: str) -> LinkButton:
        return named(self.panel.search, LinkButton, name)


@pytest.fixture
def unheard(parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> Iterator[Unheard]:
    made = Unheard(parts, ThemeMusic(parts.context.services, tmp_path / "music"), qtbot)
    yield made
    made.page.melodies.families.cancel()
    made.listening.close()


def test_it_is_heard_first_and_tells_how_far_that_is(unheard: Unheard) -> None:
    unheard.ask()
    assert unheard.panel.state is FamiliesState.LOOKING
    unheard.until(lambda: "Listened through 0 of 4 tracks" in unheard.said())
    unheard.answer_each(Outcome.HEARD, 3)
    unheard.until(lambda: any("3 of 4" in words for words in unheard.said()))
    unheard.button("Pause").click()
    unheard.until(lambda: "Paused: Listened through 3 of 4 tracks" in unheard.said())
    unheard.button("Go on").click()
    unheard.answer_each(Outcome.HEARD, 1)
    unheard.until(lambda: unheard.panel.state is FamiliesState.SHOWN and unheard.is_quiet)
    assert not unheard.panel.search.isVisible()
    assert unheard.rows()[0].startswith("A melody that returns 3 times")


def test_music_that_changes_meanwhile_does_not_end_the_search(unheard: Unheard) -> None:
    unheard.ask()
    families = unheard.page.melodies.families
    left_out = unheard.music.ids["None"]
    unheard.services.library.edit_lines([(left_out, None)], album="Zenith")

    def is_another() -> bool:
        soundtrack = families.shown.soundtrack
        return soundtrack is not None and left_out not in soundtrack.track_ids

    unheard.until(is_another)
    assert families.progress is not None
    unheard.until(lambda: families.progress is not None and families.progress.tracks == 3)


def test_cancelled_it_can_be_asked_again(unheard: Unheard, qtbot: QtBot) -> None:
    unheard.ask()
    unheard.button("Cancel").click()
    assert unheard.panel.state is FamiliesState.UNASKED and not unheard.panel.search.isVisible()
    unheard.panel.focus()
    qtbot.keyClick(unheard.page.window().focusWidget(), Key.Key_Return)
    unheard.until(lambda: unheard.panel.state is FamiliesState.LOOKING)


@pytest.mark.logs("unreadable: as the test wants it")
def test_what_cannot_be_read_is_said(unheard: Unheard) -> None:
    unheard.ask()
    unheard.answer_each(Outcome.UNREADABLE)
    unheard.until(lambda: unheard.panel.state is FamiliesState.UNHEARD and unheard.is_quiet)
    assert named(unheard.panel, QPushButton, "Look again").isVisible()


def test_nothing_returns(parts: WindowParts, tmp_path: Path, qtbot: QtBot) -> None:
    music = ThemeMusic(parts.context.services, tmp_path / "music", ("None",))
    music.hear()
    melodies = Melodies(parts, music, qtbot)
    melodies.open()
    assert melodies.panel.state is FamiliesState.NOTHING
    assert melodies.rows() == [] and "Name it" not in melodies.buttons()


# --- made by hand ---------------------------------------------------------------------------------


@pytest.fixture
def shown(parts: WindowParts, tmp_path: Path) -> ShownFamilies:
    """Two melodies and two accompaniments."""
    music = ThemeMusic(parts.context.services, tmp_path / "music", ("None",))
    shelf = music.services.library.shelf()
    (row,) = shelf.lines

    def family(start_ms: int, *, is_accompaniment: bool = False) -> ShownFamily:
        spans = [Span(start_ms + each, start_ms + each + 4_000) for each in (0, 5_000)]
        there = [ShownPassage(Candidate(row.id, span, 0.9, 0, 1.0), row, None) for span in spans]
        return ShownFamily(tuple(there), is_accompaniment=is_accompaniment)

    known = soundtracks(shelf)
    patterns = [family(start_ms, is_accompaniment=True) for start_ms in (2_000, 3_000)]
    return ShownFamilies(known, known[0], (family(0), family(1_000)), tuple(patterns))


def test_accompaniments_are_one_folded_group_at_the_end(shown: ShownFamilies, qtbot: QtBot) -> None:
    model = FamiliesModel()
    tree = FamiliesTree(model)
    qtbot.addWidget(tree)
    tree.show_families(shown, with_dismissed=False)
    last = model.index(model.rowCount() - 1, 0)
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "Accompaniment that repeats · 2"
    assert model.rowCount() == 3 and model.rowCount(last) == 2 and not tree.isExpanded(last)
    tree.setCurrentIndex(last)
    qtbot.keyClick(tree, Key.Key_Return)
    assert tree.isExpanded(last)
    tree.show_families(shown, with_dismissed=False)
    last = model.index(model.rowCount() - 1, 0)
    assert tree.isExpanded(last) and tree.currentIndex() == last, "all stays when it is read again"


def test_after_a_dismissed_one_comes_the_next(shown: ShownFamilies, qtbot: QtBot) -> None:
    tree = FamiliesTree(FamiliesModel())
    qtbot.addWidget(tree)
    tree.show_families(shown, with_dismissed=False)
    _first, second = shown.families
    tree.show_families(replace(shown, families=(second,)), with_dismissed=False)
    row = tree.current()
    assert row is not None and row.family is second


def test_each_state_is_told_apart(shown: ShownFamilies) -> None:
    def state(some: ShownFamilies, *, is_looking: bool = False) -> FamiliesState:
        return state_of(some, is_looking=is_looking, with_dismissed=False)

    none = replace(shown, families=(), accompaniments=())
    assert state(shown, is_looking=True) is FamiliesState.SHOWN
    assert state(none) is FamiliesState.UNASKED
    assert state(none, is_looking=True) is FamiliesState.LOOKING
    assert state(replace(none, is_known=True, heard=1)) is FamiliesState.NOTHING
    known = replace(none, is_known=True, heard=1, judged=2)
    assert state(known) is FamiliesState.KNOWN
    assert state(replace(known, dismissed=shown.families)) is FamiliesState.JUDGED
    assert state(replace(none, without_file=1)) is FamiliesState.UNHEARD
    assert state(ShownFamilies()) is FamiliesState.NO_MUSIC


def test_the_time_left_is_reckoned_from_how_far_it_came() -> None:
    now_s = 100.0
    left = TimeLeft(lambda: now_s)
    assert left.seconds(0.1) is None
    now_s = 110.0
    assert left.seconds(0.2) == pytest.approx(80.0)
    left.begin()
    assert left.seconds(0.2) is None, "after a pause it is reckoned anew"
