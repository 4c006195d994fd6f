"""Places where a theme may return: seen among the theme marks of their track, heard, answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.themes.records import Candidate, Occurrence, OccurrenceStatus
from tests.support.app_harness import AppHarness
from tests.support.kept_candidates import keep_candidates
from tests.ui.listen.marked_desk import SHIFT, Desk
from ui.marks.table.rows import NOTE, START, WHAT, is_editable, text_of
from ui.theme_search.page import ThemeSearchPage
from ui.timeline.accessibility.spoken import mark_in_words
from ui.timeline.input.tips import tip_at
from ui.timeline.lanes.theme_lane import ThemeLane

Key = Qt.Key
HOME, LIKELY, DOUBTFUL = Span(2_000, 8_000), Span(20_000, 26_000), Span(45_000, 52_000)


class Found(Desk):
    """“Heart” is marked at 0:02; it was found at 0:20, very likely, and at 0:45, perhaps."""

    def __init__(self, harness: AppHarness) -> None:
        super().__init__(harness)
        services = self.session.services
        services.themes.mark_returns("Heart", self.track, [HOME])
        self.theme = services.themes.themes()[0].id
        keep_candidates(
            services,
            self.theme,
            Candidate(self.track, LIKELY, 0.85, -1, 0.75),
            Candidate(self.track, DOUBTFUL, 0.55, 0, 1.0),
            Candidate(self.track, Span(30_000, 36_000), 0.3, 0, 1.0),
        )
        self.session.desk.context.theme_finder.candidates_changed.emit(frozenset())
        self.session.until(lambda: len(self.open()) == 2)
        self.view.setFocus()

    @property
    def lane(self) -> ThemeLane:
        lane = self.view.lanes.of(ThemeLane)
        assert isinstance(lane, ThemeLane)
        return lane

    def open(self) -> list[Occurrence]:
        marks = [self.lane.mark(ref) for ref in self.lane.refs()]
        return [mark.value for mark in marks if mark is not None and mark.value.is_unanswered]

    def saved(self) -> list[tuple[Span, OccurrenceStatus]]:
        return [(one.span, one.status) for one in self.session.timeline.occurrences]

    def choose(self, place: int = 0) -> MarkRef:
        ref = self.open()[place].ref
        self.view.marks.set_selection(ref)
        return ref

    def place_of(self, ref: MarkRef) -> QPoint:
        """Its middle, on the canvas."""
        rect = self.view.lanes.rect_of(self.view.viewport.axis, ref, {})
        assert rect is not None
        return QPoint(
            round(rect.center().x() + self.view.canvas.gutter_px), round(rect.center().y())
        )

    def steps(self) -> int:
        return self.session.desk.context.history.stack.count()


@pytest.fixture
def found(harness: AppHarness) -> Found:
    return Found(harness)


def test_they_are_marks_of_the_theme_lane_that_are_nowhere_else(found: Found) -> None:
    likely, doubtful = found.open()
    assert [likely.span, doubtful.span] == [LIKELY, DOUBTFUL]
    assert found.saved() == [(HOME, OccurrenceStatus.CONFIRMED)]
    assert mark_in_words(found.view.lanes, likely.ref) == (
        "Perhaps “Heart”: very likely, 1 semitone lower, slower"
    )


def test_the_tip_says_which_theme_how_likely_and_what_differs(found: Found) -> None:
    surface = found.view._input._surface
    tip = tip_at(surface, found.place_of(found.open()[1].ref).toPointF())
    assert "Perhaps “Heart”: perhaps, in the same key" in tip


def test_a_click_plays_it(found: Found) -> None:
    found.driver.click(found.view.canvas, found.place_of(found.open()[0].ref))
    playback = found.session.playback
    assert playback.is_playing
    assert 20_000 - 5_000 <= playback.position_ms <= 20_000
    assert found.view.marks.selection == found.open()[0].ref


@pytest.mark.parametrize(
    ("key", "status", "said"),
    [
        (Key.Key_Y, OccurrenceStatus.CONFIRMED, "“Heart” returns here."),
        (Key.Key_Question, OccurrenceStatus.UNSURE, "Whether “Heart” returns here is left open."),
    ],
)
def test_yes_and_not_sure_make_a_mark_in_one_step(
    found: Found, key: Key, status: OccurrenceStatus, said: str
) -> None:
    found.choose()
    steps = found.steps()
    found.driver.tap(key)
    assert found.saved() == [(HOME, OccurrenceStatus.CONFIRMED), (LIKELY, status)]
    assert found.steps() == steps + 1
    assert [one.span for one in found.open()] == [DOUBTFUL]
    assert found.session.said == said
    selected = found.view.marks.selection
    assert selected is not None and selected.id > 0
    found.session.take_offer()
    assert found.saved() == [(HOME, OccurrenceStatus.CONFIRMED)]
    found.session.until(lambda: len(found.open()) == 2)


@pytest.mark.parametrize(
    ("key", "then"), [(Key.Key_Y, [OccurrenceStatus.CONFIRMED]), (Key.Key_N, [])]
)
def test_what_was_left_open_is_answered_later(
    found: Found, key: Key, then: list[OccurrenceStatus]
) -> None:
    found.choose()
    found.driver.tap(Key.Key_Question)
    steps = found.steps()
    found.driver.tap(Key.Key_Question)
    assert found.steps() == steps, "it is left open already"
    found.driver.tap(key)
    assert [status for _span, status in found.saved()[1:]] == then
    assert found.steps() == steps + 1
    found.undo()
    assert found.saved()[1:] == [(LIKELY, OccurrenceStatus.UNSURE)]


@pytest.mark.parametrize("key", [Key.Key_N, Key.Key_Delete])
def test_a_no_is_never_offered_again_until_it_is_undone(found: Found, key: Key) -> None:
    found.choose()
    found.driver.tap(key)
    assert [one.span for one in found.open()] == [DOUBTFUL]
    assert found.saved() == [(HOME, OccurrenceStatus.CONFIRMED)]
    assert found.session.said == "“Heart” won’t be suggested here again."
    found.undo()
    found.session.until(lambda: len(found.open()) == 2)


def test_the_keys_mean_what_they_always_do_when_another_mark_is_selected(found: Found) -> None:
    found.view.marks.set_selection(found.wonder)
    for key in (Key.Key_Y, Key.Key_Question):
        found.driver.tap(key)
    assert len(found.open()) == 2
    assert len(found.saved()) == 1
    found.driver.tap(Key.Key_N)
    assert found.session.said == "Mark something first, then write a note on it."


def test_a_dragged_edge_confirms_it_there_and_can_be_undone(found: Found) -> None:
    ref = found.choose()
    rect = found.view.lanes.rect_of(found.view.viewport.axis, ref, {})
    assert rect is not None
    middle = round(rect.center().y())
    end = QPoint(round(rect.right() + found.view.canvas.gutter_px) - 1, middle)
    steps = found.steps()
    found.driver.drag(found.view.canvas, end, end + QPoint(24, 0))
    (_home, (span, status)) = found.saved()
    assert status is OccurrenceStatus.CONFIRMED
    assert span.start_ms == LIKELY.start_ms
    assert LIKELY.end_ms + 1_000 < span.end_ms < LIKELY.end_ms + 8_000
    assert found.steps() == steps + 1
    assert found.session.said == "“Heart” returns here, as you dragged it."
    assert len(found.open()) == 1
    found.session.take_offer()
    found.session.until(lambda: [one.span for one in found.open()] == [LIKELY, DOUBTFUL])


def test_enter_opens_its_menu(found: Found) -> None:
    found.choose(1)
    found.driver.tap(Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:4] == [
        "Hear it again\tH", "Yes, it returns here\tY", "No, it doesn’t\tN", "Not sure\t?",
    ]  # fmt: skip
    next(action for action in menu.actions() if action.text().endswith("\tN")).trigger()
    menu.close()
    assert [one.span for one in found.open()] == [LIKELY]


def test_all_that_was_found_is_shown_on_the_page_that_judges_it(found: Found) -> None:
    found.choose()
    side = found.session.pages.listen.side
    found.driver.click(side.candidate.everything)
    found.session.until(lambda: not found.view.isVisible())
    (page,) = found.session.window.findChildren(ThemeSearchPage)
    assert page.isVisible()


def test_finding_more_of_it_searches_from_the_themes_home(found: Found) -> None:
    found.choose()
    found.driver.tap(Key.Key_T, SHIFT)
    (page,) = found.session.window.findChildren(ThemeSearchPage)
    assert page.isVisible()
    question = page.search.question
    assert question is not None
    assert (question.theme_id, question.occurrence_id) == (found.theme, None)


def test_beside_the_timeline_it_is_described_and_answered(found: Found) -> None:
    found.choose()
    side = found.session.pages.listen.side
    assert side.candidate.isVisible() and not side.inspector.isVisible()
    assert side.candidate.heading.title.text() == "Perhaps “Heart”"
    assert side.candidate.words.text() == "very likely, 1 semitone lower, slower"
    found.driver.click(side.candidate.yes)
    assert (LIKELY, OccurrenceStatus.CONFIRMED) in found.saved()
    assert side.inspector.isVisible() and not side.candidate.isVisible()


def test_among_other_marks_they_stay_when_all_are_moved_or_deleted(found: Found) -> None:
    everything = [found.wonder, found.sadness, *(one.ref for one in found.open())]
    found.view.marks.set_selected(everything)
    found.driver.tap(Key.Key_Right)
    assert found.spans()[found.wonder] == Span(10_010, 14_010)
    assert [one.span for one in found.open()] == [LIKELY, DOUBTFUL]
    found.view.marks.set_selected(everything)
    found.driver.tap(Key.Key_Delete)
    assert found.wonder not in found.spans()
    assert [one.span for one in found.open()] == [LIKELY, DOUBTFUL]
    assert len(found.saved()) == 1


def test_what_changes_marks_leaves_them_alone_and_says_why(found: Found) -> None:
    found.choose()
    found.driver.ctrl(Key.Key_D)
    assert found.saved() == [(HOME, OccurrenceStatus.CONFIRMED)]
    assert found.session.said.startswith("This is only perhaps a return.")


def test_the_table_knows_them_as_perhaps(found: Found) -> None:
    page = found.session.pages.listen
    page.show_table(True)
    likely = found.open()[0]
    shown = [page.table.marks.mark_at(n) for n in range(page.table.marks.rowCount())]
    assert likely in shown
    assert text_of(likely, WHAT).startswith("Heart, perhaps")
    assert is_editable(likely, START) and not is_editable(likely, NOTE)
    found.choose()
    page.table.setFocus()
    found.driver.tap(Key.Key_Y)
    assert (LIKELY, OccurrenceStatus.CONFIRMED) in found.saved()


def test_on_another_track_there_are_others(found: Found) -> None:
    found.session.play("other")
    found.session.until(lambda: not found.open())
    found.session.play("theme")
    found.session.until(lambda: len(found.open()) == 2)


def test_a_search_that_finds_less_takes_them_away(found: Found) -> None:
    answers = found.session.services.themes.answers
    candidate = found.open()[0].as_candidate
    answers.reject(found.theme, [candidate])  # as another window or page would
    found.session.until(lambda: [one.span for one in found.open()] == [DOUBTFUL])
