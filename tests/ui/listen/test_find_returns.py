"""One key on a passage or a theme mark leads to where it returns."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from tests.ui.listen.marked_desk import SHIFT, Desk
from ui.marks.theme_chooser import ThemeChooser

Key = Qt.Key
SPAN = Span(5_000, 14_000)


def mark(desk: Desk, span: Span = SPAN) -> tuple[int, int]:
    services = desk.session.services
    (made,) = services.themes.mark_returns("Heart", desk.track, [span])
    desk.session.until(lambda: desk.session.timeline.occurrences)
    return services.themes.themes()[0].id, made


def searched(desk: Desk) -> tuple[int, int] | None:
    """The theme and the mark that is searched from, once the page is in front."""
    if desk.session.desk.pages.current_key != "theme_search":
        return None
    question = desk.session.pages.theme_search.search.question
    assert question is not None and question.occurrence_id is not None
    return question.theme_id, question.occurrence_id


def test_a_selected_theme_mark_is_searched_from(desk: Desk) -> None:
    theme, made = mark(desk)
    desk.view.marks.set_selection(MarkRef(MarkKind.OCCURRENCE, made))
    desk.driver.tap(Key.Key_T, SHIFT)
    assert searched(desk) == (theme, made)


def test_the_card_of_a_theme_mark_offers_it(desk: Desk) -> None:
    theme, made = mark(desk)
    desk.view.marks.set_selection(MarkRef(MarkKind.OCCURRENCE, made))
    button = desk.session.pages.listen.side.inspector.find_returns
    desk.session.until(button.isVisible)
    button.click()
    assert searched(desk) == (theme, made)


def test_so_is_a_passage_that_is_a_mark_already(desk: Desk) -> None:
    theme, made = mark(desk)
    desk.view.marks.set_selected_span(SPAN)
    desk.driver.tap(Key.Key_T, SHIFT)
    assert searched(desk) == (theme, made)


def test_another_passage_is_named_first_then_searched_from(desk: Desk) -> None:
    desk.view.marks.set_selected_span(SPAN)
    desk.driver.tap(Key.Key_T, SHIFT)
    desk.session.until(lambda: isinstance(QApplication.activeModalWidget(), ThemeChooser))
    assert searched(desk) is None
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Letter")
    QTest.keyClick(field, Key.Key_Return)
    desk.session.until(lambda: searched(desk) is not None)
    (theme,) = desk.session.services.themes.themes()
    (made,) = desk.session.timeline.occurrences
    assert searched(desk) == (theme.id, made.id)
    assert (theme.name, made.span) == ("Letter", SPAN)


def test_with_nothing_selected_it_says_how_to_select(desk: Desk) -> None:
    desk.driver.tap(Key.Key_T, SHIFT)
    assert "Select the passage" in desk.session.said
    assert searched(desk) is None
