"""Days, sessions and cards, before anything is painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.records import ENTRY, Cursor, Feeling, JournalItem, JournalPage, JournalTrack
from ui.journal.excerpts import KEPT, LINES, Excerpts
from ui.journal.list_model import JournalModel
from ui.journal.row_painter import RowPainter, RowState
from ui.journal.rows import DayRow, ItemRow, SessionRow, rows_of
from ui.journal.words import item_in_words, place, row_in_words, session_in_words
from ui.style.theme import apply_theme, colour, current_theme
from ui.style.tokens import DARK, LIGHT, SPACE
from ui.widgets.entry_text import beginning_in_words
from ui.widgets.hits import Hits

NOON = 1_700_000_000_000
HOUR = 3_600_000
TRACK = JournalTrack(TrackId(1), "Love theme", "", "", None, "score", None, "", 90_000, True)


def item(
    number: int, made_ms: int, kind: MarkKind = MarkKind.MOMENT, text: str = ""
) -> JournalItem:
    is_entry = kind is ENTRY
    return JournalItem(
        cursor=Cursor(number),
        kind=kind,
        owner_id=number,
        uid=f"uid-{number}",
        made=Instant(made_ms, 0),
        track=None if is_entry else TRACK,
        span=None if is_entry else Span(65_000, 69_000),
        text=text,
    )


def shapes(items: list[JournalItem]) -> str:
    """One letter per row: Day, Session; items by whether they are first and last in their card."""
    letters = []
    for row in rows_of(items):
        if isinstance(row, ItemRow):
            letters.append(
                {(1, 1): "o", (1, 0): "f", (0, 1): "l", (0, 0): "m"}[(row.is_first, row.is_last)]
            )
        else:
            letters.append("D" if isinstance(row, DayRow) else "S")
    return "".join(letters)


def no_emotion(_emotion_id: object) -> object:
    raise LookupError


def test_a_session_shares_one_card() -> None:
    assert shapes([item(n, NOON - n * 60_000) for n in range(3)]) == "DSfml"


def test_an_hour_between_makes_two_sessions() -> None:
    assert shapes([item(1, NOON), item(2, NOON - HOUR)]) == "DSoSo"


def test_an_entry_has_a_card_of_its_own() -> None:
    kinds = (MarkKind.MOMENT, MarkKind.MOMENT, ENTRY, MarkKind.MOMENT)
    items = [item(n, NOON - n * 60_000, kind) for n, kind in enumerate(kinds)]
    assert shapes(items) == "DSfloo"


def test_a_page_that_continues_the_session_only_adds_rows() -> None:
    pages = [
        JournalPage(tuple(item(n, NOON - n * 60_000) for n in range(3)), Cursor(3)),
        JournalPage((item(3, NOON - 180_000), item(4, NOON - 30 * HOUR)), None),
    ]
    model = JournalModel(no_emotion)  # type: ignore[arg-type]
    model.further_wanted.connect(lambda _cursor: model.append(pages[1]))
    model.show(pages[0])
    added: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: added.append((first, last)))
    model.fetchMore(model.index(-1))
    assert added == [(5, 8)]
    assert [model.row(n) for n in range(model.rowCount())] == rows_of(model.items)
    assert not model.canFetchMore()


def test_a_heading_counts_marks_and_entries_separately() -> None:
    rows = rows_of([item(1, NOON), item(2, NOON - 1000, ENTRY), item(3, NOON - 2000)])
    assert rows[0] == DayRow(Instant(NOON, 0).day, marks=2, entries=1)
    words = row_in_words(rows[0], no_emotion)  # type: ignore[arg-type]
    assert words.endswith("2 marks and 1 entry")


def test_a_session_has_its_time_and_tracks() -> None:
    row = rows_of([item(1, NOON), item(2, NOON - 600_000)])[1]
    assert isinstance(row, SessionRow)
    assert session_in_words(row.session) == "22:03 – 22:13 · Love theme"


def test_a_mark_says_where_it_is() -> None:
    assert place(item(1, NOON)) == "Love theme · 1:05–1:09"


def test_the_text_of_an_entry_ends_before_its_change_of_feeling(qapp: QApplication) -> None:
    painter = RowPainter(no_emotion)
    entry = replace(item(1, NOON, ENTRY, "It begins. " * 30), before=Feeling(-0.5, 0.2))
    rights: list[float] = []

    class Pictures(Excerpts):
        def paint(
            self,
            _painter: QPainter,
            left: float,
            _top: float,
            _item: JournalItem,
            width: float,
            _found: Hits,
        ) -> float:
            rights.append(left + width)
            return 0.0

    painter.measures.entries = Pictures(painter.measures.fonts.body)
    image = QImage(600, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(colour("raised"))
    on_image = QPainter(image)
    row = next(row for row in rows_of([entry]) if isinstance(row, ItemRow))
    painter.paint(on_image, QRectF(0, 0, 600, 200), row, RowState())
    on_image.end()
    (right,) = rights
    ground = colour("sunken").name()
    first = next(x for x in range(200, 600) if image.pixelColor(x, SPACE.m + 4).name() == ground)
    assert right < first


def test_the_beginning_of_an_entry_has_no_markdown_signs() -> None:
    text = "A year since *Jonas*’s sofa:\n\n- **wonder**\n- rain"
    assert beginning_in_words(text) == "A year since Jonas’s sofa: wonder rain"


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = JournalModel(no_emotion)  # type: ignore[arg-type]
    model.show(JournalPage((item(1, NOON), item(2, NOON - 30 * HOUR)), None))
    qtmodeltester.check(model)


def test_every_row_is_read_aloud_and_headings_are_not_selected() -> None:
    model = JournalModel(no_emotion)  # type: ignore[arg-type]
    tracks = (TRACK, replace(TRACK, is_available=False))
    made = [replace(item(n, NOON - n), track=track) for n, track in enumerate(tracks)]
    model.show(JournalPage(tuple(made), None))
    day, sitting, there, away = (model.index(number) for number in range(4))
    assert day.data() and sitting.data() == session_in_words(model.row(1).session)  # type: ignore[union-attr]
    assert len(away.data()) > len(there.data())
    selectable = [bool(i.flags() & Qt.ItemFlag.ItemIsSelectable) for i in (day, sitting, there)]
    assert selectable == [False, False, True]


def test_what_the_music_expresses_is_read_aloud_as_such() -> None:
    felt = replace(item(1, NOON), mode="felt")
    expressed = replace(felt, mode="expressed")
    assert item_in_words(felt, no_emotion) in item_in_words(item(1, NOON), no_emotion)  # type: ignore[arg-type]
    assert len(item_in_words(expressed, no_emotion)) > len(item_in_words(felt, no_emotion))  # type: ignore[arg-type]


def strongest(picture: QImage, top: int, bottom: int) -> float:
    """0..1: how much of the text’s own colour a spot between two heights holds at most."""
    ink = colour("ink")

    def share(x: int, y: int) -> float:
        spot = picture.pixelColor(x, y)
        is_ink = abs(spot.lightness() - ink.lightness()) < 60
        return spot.alphaF() if is_ink else 0.0

    return max(share(x, y) for y in range(top, bottom) for x in range(0, picture.width(), 2))


@pytest.fixture(params=[LIGHT, DARK])
def either_theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    before = current_theme()
    apply_theme(qapp, request.param)
    yield
    apply_theme(qapp, before)


@pytest.mark.usefixtures("either_theme")
def test_a_long_entry_fades_out_and_a_short_one_does_not(qapp: QApplication) -> None:
    pictures = Excerpts(qapp.font())

    def painted(text: str) -> tuple[QImage, int]:
        image = QImage(300, 200, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        height = pictures.paint(painter, 0, 0, item(len(text), NOON, ENTRY, text), 300, Hits())
        painter.end()
        return image, round(height)

    image, height = painted("It holds and holds. " * 60)
    line = height // LINES
    assert strongest(image, 0, line) > 0.9
    assert strongest(image, height - line, height) < 0.6
    image, height = painted("It holds and holds. " * 3)
    assert strongest(image, height - line, height) > 0.9


def test_pictures_of_entries_are_let_go_as_others_come(qapp: QApplication) -> None:
    pictures = Excerpts(qapp.font())
    for number in range(KEPT + 5):
        pictures.height(item(number, NOON, ENTRY, "A word"), 300)
    assert len(pictures._kept) == KEPT
