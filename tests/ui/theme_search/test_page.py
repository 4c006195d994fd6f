"""A whole list is judged without the mouse, and everything can be taken back."""

from __future__ import annotations

from app.themes.records import Answer
from tests.ui.theme_search.conftest import Judge


def test_a_whole_list_is_judged_by_keys_alone(judge: Judge) -> None:
    judge.open()
    assert judge.page.head.title.text() == "Where does “Heart” return?"
    assert sorted(judge.to_judge) == ["Higher", "Slower"]
    assert judge.page.list.hasFocus()
    first = judge.current
    judge.press("y")
    assert judge.judged == {first: "YES"}
    assert judge.current != first, "the next one is selected"
    second = judge.current
    judge.press("n")
    assert judge.judged == {first: "YES", second: "NO"}
    judge.settle()
    assert judge.to_judge == []
    assert judge.judged == {first: "YES", second: "NO"}
    answers = judge.music.services.themes.answers.answered(judge.theme)
    assert {a for places in answers.places.values() for _span, a in places} == {
        Answer.YES,
        Answer.NO,
    }
