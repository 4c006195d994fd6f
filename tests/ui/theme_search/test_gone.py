"""What is answered late, or about what is no longer there, disturbs nothing."""

from __future__ import annotations

from app.core.timecode import Span
from app.theme_finding.records import Scope
from tests.support.lock_holder import held
from tests.ui.theme_search.conftest import PATIENCE_MS, Judge


def remove(judge: Judge, title: str) -> None:
    library = judge.music.services.library
    lines = [row.key for row in library.lines() if row.title == title]
    library.remove_lines(lines, with_marks=True)


def test_an_answer_that_had_to_wait_stays_with_its_theme(judge: Judge) -> None:
    other, _mark = judge.music.mark("None", Span(1_000, 9_000), "Battle")
    judge.open()
    postponed = judge.parts.context.postponed
    with held(judge.music.services.paths.database):
        judge.press("y")
        judge.page.open(other)
        judge.settle()
    judge.qtbot.waitUntil(lambda: not postponed.is_waiting, timeout=PATIENCE_MS)
    judge.settle()
    assert (judge.to_judge, judge.judged) == ([], {})
    judge.open()
    assert list(judge.judged.values()) == ["YES"]


def test_a_place_on_a_track_that_was_removed_goes(judge: Judge) -> None:
    judge.open()
    gone = judge.current
    remove(judge, gone)
    judge.qtbot.waitUntil(lambda: judge.current not in ("", gone), timeout=PATIENCE_MS)
    judge.settle()
    assert gone not in judge.to_judge


def test_an_answer_on_a_track_that_was_removed_does_not_ask_again(judge: Judge) -> None:
    judge.open()
    first = judge.current
    judge.press("y")
    remove(judge, first)
    judge.qtbot.waitUntil(lambda: first not in judge.judged, timeout=PATIENCE_MS)
    judge.settle()
    assert first not in judge.to_judge


def test_an_answer_taken_back_in_another_scope_is_the_one_selected(judge: Judge) -> None:
    judge.open()
    first = judge.current
    judge.press("y")
    judge.settle()
    judge.page.set_scope(Scope.ALL)
    judge.settle()
    judge.parts.context.undo()
    judge.qtbot.waitUntil(lambda: judge.current == first, timeout=PATIENCE_MS)
    judge.settle()
    assert sorted(judge.to_judge) == ["Higher", "Slower"]


def test_a_second_yes_while_the_journal_is_busy_says_nothing_more(judge: Judge) -> None:
    judge.open()
    place = judge.entry.passage
    context, history = judge.parts.context, judge.parts.context.history
    before = history.last
    with held(context.services.paths.database):
        judge.press("yy")
        assert context.postponed.is_waiting
    judge.qtbot.waitUntil(lambda: not context.postponed.is_waiting)
    judge.settle()
    assert len(judge.judged) == 1, "the next place was not answered by the second key"
    context.undo()
    answers = context.services.themes.answers.answered(judge.theme)
    assert answers.at(*place) is None
    assert history.last is before
