"""Days, sittings and cards, before anything is drawn."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.timecode import Span
from app.journal.records import ENTRY, Cursor, Feeling, JournalItem, JournalPage, JournalTrack
from ui.journal.entry_picture import EntryPictures, beginning_in_words
from ui.journal.list_model import JournalModel
from ui.journal.row_painter import RowPainter, RowState
from ui.journal.rows import DayRow, ItemRow, SessionRow, rows_of
from ui.journal.words import place, row_in_words, session_in_words
from ui.style.theme import colour
from ui.style.tokens import SPACE

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
    """One letter a row: Day, Session, and items by whether they open and close a card."""
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


def test_a_sitting_shares_one_card() -> None:
    assert shapes([item(n, NOON - n * 60_000) for n in range(3)]) == "DSfml"


def test_an_hour_between_makes_two_sittings() -> None:
    assert shapes([item(1, NOON), item(2, NOON - HOUR)]) == "DSoSo"


def test_an_entry_has_a_card_of_its_own() -> None:
    kinds = (MarkKind.MOMENT, MarkKind.MOMENT, ENTRY, MarkKind.MOMENT)
    items = [item(n, NOON - n * 60_000, kind) for n, kind in enumerate(kinds)]
    assert shapes(items) == "DSfloo"


def test_a_page_that_goes_on_in_the_same_sitting_only_adds_rows() -> None:
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


def test_a_heading_counts_marks_and_entries_apart() -> None:
    rows = rows_of([item(1, NOON), item(2, NOON - 1000, ENTRY), item(3, NOON - 2000)])
    assert rows[0] == DayRow(Instant(NOON, 0).day, marks=2, entries=1)
    words = row_in_words(rows[0], no_emotion)  # type: ignore[arg-type]
    assert words.endswith("2 marks and 1 entry")


def test_a_sitting_tells_its_time_and_tracks() -> None:
    row = rows_of([item(1, NOON), item(2, NOON - 600_000)])[1]
    assert isinstance(row, SessionRow)
    assert session_in_words(row.session) == "22:03 – 22:13 · Love theme"


def test_a_mark_tells_where_it_is() -> None:
    assert place(item(1, NOON)) == "Love theme · 1:05–1:09"


def test_words_keep_clear_of_what_an_entry_changed(qapp: QApplication) -> None:
    painter = RowPainter(no_emotion)
    entry = replace(item(1, NOON, ENTRY, "It begins. " * 30), before=Feeling(-0.5, 0.2))
    rights: list[float] = []

    class Pictures(EntryPictures):
        def paint(
            self, _painter: QPainter, left: float, _top: float, _item: JournalItem, width: float
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


def test_an_entry_begins_without_the_signs_of_markdown() -> None:
    text = "A year since *Jonas*’s sofa:\n\n- **wonder**\n- rain"
    assert beginning_in_words(text) == "A year since Jonas’s sofa: wonder rain"
