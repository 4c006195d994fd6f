"""A moment that was felt thousands of times: only the rows in sight are measured."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from app.core.ids import EmotionId, TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.emotions.vocabulary import Vocabulary
from app.journal.records import Cursor, JournalItem
from tests.support.window_parts import WindowParts
from ui.same_moment.row_list import MomentList
from ui.same_moment.row_model import MomentRows
from ui.same_moment.shown import rows_of
from ui.words.dates import today

_MANY = 3_000
_EIGHTH_OF_A_DAY = 10_800_000


class Counted(MomentList):
    """How many times it measured a row's words."""

    measured = 0

    def _exact_px(self, number: int) -> int:
        self.measured += 1
        return super()._exact_px(number)


def _item(number: int, chance: random.Random) -> JournalItem:
    made = Instant(1_400_000_000_000 + number * _EIGHTH_OF_A_DAY, 60)
    words = " ".join(["wide", "illicit", "moment"][: chance.randint(1, 3)] * chance.randint(1, 12))
    return JournalItem(
        Cursor(number), MarkKind.TAG, number, f"uid-{number}", made,
        span=Span.point(5), emotion_id=EmotionId(1), intensity=3, text=words,
    )  # fmt: skip


@pytest.fixture
def many(parts: WindowParts, qtbot: QtBot) -> Iterator[Counted]:
    vocabulary: Vocabulary = parts.context.services.emotions
    model = MomentRows(vocabulary, parts.window)
    view = Counted(model)
    qtbot.addWidget(view)
    view.resize(640, 400)
    with qtbot.waitExposed(view):
        view.show()
    chance = random.Random(5)
    items = [_item(number, chance) for number in range(_MANY)]
    model.show(rows_of(items, today(), "").whole, TrackId(1))
    QCoreApplication.processEvents()
    yield view


def _seen(view: MomentList) -> list[tuple[str, int, int]]:
    """The rows in sight: uid, top and height."""
    found = []
    for row in range(view.model().rowCount()):
        area = view.visualRect(view.model().index(row, 0))
        if area.intersects(view.viewport().rect()):
            found.append((f"uid-{row}", area.top(), area.height()))
    return found


def _assert_exact(view: MomentList) -> None:
    for uid, _top, height in _seen(view):
        row = view.model().rows[int(uid[4:])]  # type: ignore[attr-defined]
        assert height == view.cell.height_px(row, view.viewport().width())


def test_opening_measures_only_what_is_seen(many: Counted) -> None:
    assert many.select(f"uid-{_MANY - 1}")
    assert many.measured < 150
    _assert_exact(many)
    assert many.visualRect(many.currentIndex()).bottom() == many.viewport().rect().bottom()


def test_a_chosen_row_is_wholly_in_sight_wherever_it_is(many: Counted) -> None:
    for number in (1_500, 20, 2_990, 0, _MANY - 1, 700):
        assert many.select(f"uid-{number}")
        area = many.visualRect(many.currentIndex())
        assert many.viewport().rect().contains(area)
        assert many.indexAt(area.center()).row() == number
        _assert_exact(many)


def test_what_is_in_sight_stays_where_it_is_while_one_scrolls(many: Counted) -> None:
    """Up from the end, where the rows above are as high as they only turn out to be."""
    many.select(f"uid-{_MANY - 1}")
    bar = many.verticalScrollBar()
    for _step in range(60):
        before = {uid: top for uid, top, _height in _seen(many)}
        bar.setValue(bar.value() - 48)
        after = {uid: top for uid, top, _height in _seen(many)}
        both = before.keys() & after.keys()
        assert both
        assert {after[uid] - before[uid] for uid in both} == {48}
        _assert_exact(many)


def test_the_bar_reaches_both_ends(many: Counted) -> None:
    bar = many.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() == bar.maximum()
    uid, top, height = _seen(many)[-1]
    assert (uid, top + height) == (f"uid-{_MANY - 1}", many.viewport().height())
    bar.setValue(0)
    assert _seen(many)[0][:2] == ("uid-0", 0)


def test_keys_go_from_row_to_row_and_a_view_at_a_time(qtbot: QtBot, many: Counted) -> None:
    many.select("uid-1500")
    for key, least, most in (
        (Qt.Key.Key_Down, 1, 1),
        (Qt.Key.Key_Up, -1, -1),
        (Qt.Key.Key_PageDown, 4, 13),
        (Qt.Key.Key_PageUp, -13, -4),
    ):
        before = many.currentIndex().row()
        qtbot.keyClick(many, key)
        assert least <= many.currentIndex().row() - before <= most
        assert many.viewport().rect().contains(many.visualRect(many.currentIndex()))
    qtbot.keyClick(many, Qt.Key.Key_End)
    assert many.currentIndex().row() == _MANY - 1
    qtbot.keyClick(many, Qt.Key.Key_Home)
    assert many.currentIndex().row() == 0


def test_another_width_keeps_what_is_selected_in_sight(many: Counted) -> None:
    many.select("uid-1500")
    many.resize(420, 300)
    QCoreApplication.processEvents()
    assert many.viewport().rect().contains(many.visualRect(many.currentIndex()))
    _assert_exact(many)
