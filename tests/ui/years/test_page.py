"""The page of years: told, walked by keys, opened and heard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import EntryId, TrackId
from app.core.timecode import Span
from app.first_notes.records import Piece
from app.journal.records import EntryDraft, Feeling
from app.story.records import WorkKind
from app.transactions import changes
from app.transactions.changes import Change
from app.years.records import FELT
from db.models.all import EmotionalTag
from tests.support.builders import fill_diary
from tests.support.window_parts import WindowParts, add_tracks
from tests.ui.journal.conftest import settle
from ui.bridge.places import EntryPlace, LifePlace, MarksPlace, YearPlace
from ui.style.theme import current_theme, theme_signals
from ui.widgets.press_row import PressRow
from ui.words.dates import today
from ui.years.cards.figure_row import FigureRow, Said
from ui.years.cards.hours import HoursCard
from ui.years.cards.items import MarkCard
from ui.years.page import YearsPage
from ui.years.picture.shown import Pick

Key = Qt.Key
Open = Callable[..., YearsPage]


@pytest.fixture
def open_page(parts: WindowParts, qtbot: QtBot) -> Open:
    def open_it(place: object = YearPlace(), width: int = 1300) -> YearsPage:
        page = YearsPage(parts.context, parts.window)
        column = QVBoxLayout(parts.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        parts.window.resize(width, 800)
        with qtbot.waitExposed(parts.window):
            parts.window.show()
        if isinstance(place, LifePlace):
            page.open_life(place)
        else:
            page.open(place)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: not page.is_reading, timeout=20_000)
        return page

    return open_it


def made_at(parts: WindowParts, tag: int, day: datetime) -> None:
    """As if it had been made then."""
    with parts.context.services.ledger.write("Move a mark in time", "tag") as writing:
        row = writing.unit.get(EmotionalTag, tag)
        row.made_at, row.made_offset_min = int(day.timestamp() * 1000), 0


def tag(parts: WindowParts, track: int, name: str, day: datetime, at_ms: int = 1000) -> None:
    services = parts.context.services
    word = services.emotions.named(name)
    assert word is not None
    made = services.tagging.add_tag(TrackId(track), word.id, Span.point(at_ms), note="the river")
    made_at(parts, made.id, day)


def shown_filters(parts: WindowParts) -> list[object]:
    return [place.wanted for place in parts.navigator.shown if isinstance(place, MarksPlace)]


def test_a_full_year_is_told_and_every_figure_opens_what_it_counts(
    parts: WindowParts, qtbot: QtBot, open_page: Open
) -> None:
    fill_diary(parts.context.services, 1200, datetime.now().astimezone())
    last = today().year - 1
    page = open_page(YearPlace(last))
    year, cards = page.year, page.year.cards.below.cards
    assert page.head.sentence.text().startswith(str(last))
    assert len(year.picture.shown.cells) in (365, 366)
    assert {"own_words", "tracks", "characters", "hours", "ends", "changes"} <= cards.keys()
    assert "works" not in cards  # one alone says nothing
    journal = parts.context.services.journal
    row = cards["tracks"].findChild(FigureRow)
    assert isinstance(row, FigureRow)
    row.click()
    cards["hours"].findChild(HoursCard)
    qtbot.keyClick(cards["hours"].columns, Key.Key_Return)  # type: ignore[attr-defined]
    page.head.marks.click()
    for wanted in shown_filters(parts):
        assert journal.page(wanted).items  # type: ignore[arg-type]
    assert len(shown_filters(parts)) == 3

    page.head.as_table.click()
    lines = page.table.figures.lines
    assert {line.by for line in lines} >= {"By emotion", "By week", "By role", "Your words"}
    for line in lines[:: max(1, len(lines) // 12)]:
        found = len(journal.page(line.wanted, limit=5000).items)
        assert found == line.marks if line.marks is not None else found, line
    kinds = [line.by for line in lines]
    assert len(list(groupby(kinds))) == len(set(kinds)), "what is alike stands together"
    of_card = {
        "own_words": "Your words", "tracks": "Tracks that moved you most",
        "changes": "Before and after",
        "characters": "By character", "roles": "By role", "composers": "By composer",
        "works": "By work", "hours": "By the hour", "ends": "First and last",
        "firsts": "For the first time", "returned": "Most returned to",
    }  # fmt: skip
    felt = [line.marks for line in lines if line.by == "By emotion"]
    assert felt == sorted(felt, key=lambda many: -(many or 0)), "the most first"
    every = cards.keys() | year.cards.beside.cards.keys()
    assert {of_card[card] for card in every & of_card.keys()} <= set(kinds)
    assert every - of_card.keys() <= {"silences", "said"}
    if "silences" in every:
        assert {"Silences", "Heard again"} & set(kinds)
    assert all(line.what and line.figure for line in lines), "each cell is told by a screen reader"
    page.table.selectRow(0)
    page.table.setFocus()
    qtbot.keyClicks(page.table, "you")
    current = page.table.currentIndex().row()
    assert kinds[current] == "Your words", "letters lead to a kind"
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Key.Key_Return)
    assert shown_filters(parts)[-1] == lines[0].wanted

    qtbot.keyClick(page, Key.Key_PageDown)
    qtbot.waitUntil(lambda: not page.is_reading, timeout=20_000)
    assert page.reading.period.year == last + 1
    page.head.as_table.click()
    page.head.all_years.click()
    qtbot.waitUntil(lambda: not page.is_reading, timeout=20_000)
    assert page.year.over_years.isVisibleTo(page)
    assert set(page.year.picture.shown.row_heads) >= {str(last), str(last + 1)}
    assert page.year.felt.marks == sum(
        day.marks for one in journal.years() for day in journal.year(one).days
    )


def stops_of(page: YearsPage) -> list[QWidget]:
    """Where Tab goes from the head of the page, once round."""
    window, found = page.window(), list[QWidget]()
    page.head.as_table.setFocus()
    at = window.focusWidget()
    while at is not None and at not in found:
        found.append(at)
        QTest.keyClick(at, Key.Key_Tab)
        at = window.focusWidget()
    begins = found.index(page.head.before)
    return [*found[begins:], *found[:begins]]


def is_in_order(stops: list[QWidget], parts: list[QWidget]) -> bool:
    inside = [
        number for stop in stops for number, part in enumerate(parts)
        if part is stop or part.isAncestorOf(stop)
    ]  # fmt: skip
    return len(inside) > 1 and inside == sorted(inside)


@pytest.mark.parametrize("width", (1300, 800))
def test_tab_goes_through_a_year_as_it_stands(
    parts: WindowParts, qtbot: QtBot, open_page: Open, width: int
) -> None:
    """Though the cards come in as they are read, and the legend is made anew with the theme."""
    fill_diary(parts.context.services, 1200, datetime.now().astimezone())
    page = open_page(YearPlace(today().year - 1), width)
    year = page.year
    cards = [*year.cards.beside.as_they_stand, *year.cards.below.as_they_stand]
    head: list[QWidget] = [
        page.head.before, page.head.all_years, page.head.keepsake, page.head.sentence,
        page.head.marks,
    ]  # fmt: skip
    whole = [*head, year.picture, year.legend, *cards]
    assert is_in_order(stops_of(page), whole)
    theme_signals().theme_changed.emit(current_theme())
    assert is_in_order(stops_of(page), whole)
    page.open_year(today().year)
    qtbot.waitUntil(lambda: not page.is_reading, timeout=20_000)
    cards = [*year.cards.beside.as_they_stand, *year.cards.below.as_they_stand]
    assert is_in_order(stops_of(page), [*head, year.picture, year.legend, *cards])


def test_weeks_and_emotions_are_walked_opened_and_heard_by_keys(
    parts: WindowParts, qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    track = add_tracks(parts.context, tmp_path / "music", ["Love theme"])["Love theme"]
    monday = datetime(2025, 4, 14, 20, tzinfo=UTC)
    for number in range(5):
        tag(parts, track, "Wonder", monday + timedelta(number), 1000 * number)
    for number in range(8):
        tag(parts, track, "Sadness", datetime(2025, 7, 1, tzinfo=UTC), 100 * number)
    page = open_page(YearPlace(2025))
    picture = page.year.picture
    assert [one.name for one in picture.shown.rows] == ["Wonder", "Sadness"]
    picture.go_to(picture.shown.axis.column_of(monday.date()), 0)
    picture.setFocus()
    first, last = picture.pick()[:2]
    assert "5 marks" in picture.accessibleDescription()
    qtbot.keyClick(picture, Key.Key_Return)
    qtbot.keyClick(picture, Key.Key_Down)
    qtbot.keyClick(picture, Key.Key_Return)
    whole, wonder = shown_filters(parts)
    services = parts.context.services
    word = services.emotions.named("Wonder")
    assert word is not None
    assert (whole.first_day, whole.last_day, whole.counted) == (first, last, None)  # type: ignore[attr-defined]
    assert (wonder.emotion_ids, wonder.counted) == (frozenset({word.id}), FELT)  # type: ignore[attr-defined]
    assert len(services.journal.page(wonder).items) == 5  # type: ignore[arg-type]
    services.journal.write_entry(EntryDraft("Beside them"))
    counted = services.journal.page(whole).items  # type: ignore[arg-type]
    assert len(counted) == 5, "as many as were promised"
    qtbot.keyClick(picture, Key.Key_Left)
    assert picture.pick() == Pick(first - timedelta(7), first - timedelta(1), word.id)
    qtbot.keyClick(picture, Key.Key_Right)
    qtbot.keyClick(picture, Key.Key_Space)
    qtbot.waitUntil(lambda: page.verbs.chain.place == 0)
    assert parts.context.playback.is_playing
    qtbot.keyClick(picture, Key.Key_Space)
    assert page.verbs.chain.place == -1

    cell = next(cell for cell in picture.shown.cells if cell.pick.first == monday.date())
    at = picture.place.cell_rect(cell).center()
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at.toPoint())
    day = shown_filters(parts)[-1]
    assert day.first_day == day.last_day == monday.date()  # type: ignore[attr-defined]


def test_three_marks_are_shown_themselves(
    parts: WindowParts, qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    track = add_tracks(parts.context, tmp_path / "music", ["Love theme"])["Love theme"]
    for day in (1, 2, 3):
        tag(parts, track, "Wonder", datetime(2025, 2, day, tzinfo=UTC))
    page = open_page(YearPlace(2025), 900)
    assert page.head.sentence.text() == "2025: 3 marks"
    cards = page.year.cards.below.cards
    marks = [card for card in cards.values() if isinstance(card, MarkCard)]
    assert len(marks) == 3
    assert cards.keys() - {"mark 0", "mark 1", "mark 2"} <= {"own_words"}
    row = marks[0].findChild(PressRow)
    assert isinstance(row, PressRow)
    row.setFocus()
    qtbot.keyClick(row, Key.Key_Space)
    assert parts.context.playback.is_playing and not parts.navigator.shown
    qtbot.keyClick(row, Key.Key_Return)
    assert getattr(parts.navigator.shown[-1], "day", None) == date(2025, 2, 3)


def test_listens_and_what_is_said_of_a_soundtrack_open_what_they_count(
    parts: WindowParts, qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    services = parts.context.services
    track = TrackId(add_tracks(parts.context, tmp_path / "music", ["Love theme"])["Love theme"])
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    services.library.assign_work([track], work)
    now = datetime.now(UTC)
    at_ms = int(now.timestamp() * 1000)
    listen = services.listening.begin(track, at_ms, 0)
    services.listening.end(listen, track, [Span(0, 90_000)], at_ms + 90_000)
    word = services.emotions.named("Wonder")
    assert word is not None
    for start in (1000, 2000):
        services.tagging.add_tag(track, word.id, Span.point(start), listen_id=listen)
    tag(parts, track, "Wonder", now)
    felt = {"before": Feeling(0, 0.5), "after": Feeling(0, -0.5)}
    for _ in range(4):
        services.journal.write_entry(EntryDraft(text="a day", track_ids=(track,), **felt))
    page = open_page()
    assert page.head.heard.text() == "1 listen to 1 track"
    page.head.heard.click()
    assert len(services.journal.page(shown_filters(parts)[-1]).items) == 2  # type: ignore[arg-type]
    said = page.year.cards.below.cards["changes"].findChild(Said)
    assert isinstance(said, Said)
    assert said.accessibleName() == "After “My Heart” you were mostly calmer."
    assert said.accessibleDescription() == "4 entries"
    said.setFocus()
    qtbot.keyClick(said, Key.Key_Return)
    assert len(services.journal.page(shown_filters(parts)[-1]).items) == 4  # type: ignore[arg-type]

    page.head.as_table.click()
    by = {line.by: line for line in page.table.figures.lines}
    assert by["Marked while listening"].what == "1 listen to 1 track"
    assert by["Marked while listening"].marks == 2
    assert by["For the first time"].marks is None


def test_without_anything_there_is_something_to_do(parts: WindowParts, open_page: Open) -> None:
    page = open_page()
    assert page.empty.isVisibleTo(page)


def test_a_new_mark_is_shown_at_once(
    parts: WindowParts, qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    track = add_tracks(parts.context, tmp_path / "music", ["Love theme"])["Love theme"]
    now = datetime.now(UTC)
    tag(parts, track, "Wonder", now)
    page = open_page()
    assert page.year.felt.marks == 1
    tag(parts, track, "Sadness", now, 5_000)
    qtbot.waitUntil(lambda: page.year.felt.marks == 2 and not page.is_reading)
    parts.context.services.feed.announce(Change(frozenset({changes.EVERYTHING})))
    settle(qtbot, parts.context)


def test_the_life_of_a_track_is_told(
    parts: WindowParts, qtbot: QtBot, open_page: Open, tmp_path: Path
) -> None:
    services = parts.context.services
    track = add_tracks(parts.context, tmp_path / "music", ["Love theme"])["Love theme"]
    heard = datetime(2024, 3, 1, 12, tzinfo=UTC)
    at_ms = int(heard.timestamp() * 1000)
    listen = services.listening.begin(TrackId(track), at_ms, 0)
    services.listening.end(listen, TrackId(track), [Span(0, 90_000)], at_ms + 90_000)
    tag(parts, track, "Wonder", heard)
    tag(parts, track, "Sadness", heard + timedelta(400))
    entry = services.journal.write_entry(EntryDraft(title="About it", track_ids=(TrackId(track),)))
    piece = Piece(services.library.tracks()[0], Span(0, 250))
    services.first_notes.recognise(piece, piece.span, 1_800)
    page = open_page(LifePlace(track_id=track))
    life = page.life
    assert life.sentence.text() == "Love theme"
    assert "First heard on 1 March 2024" in life.detail.text()
    assert life.detail.text().endswith("Recognised after 1.8 s")
    assert set(life.cards.cards) == {"heard", "felt", "mentions"}
    assert len(life.picture.shown.axis.columns) == 14
    life.picture.go_to(0, 0)
    life.picture.setFocus()
    qtbot.keyClick(life.picture, Key.Key_Return)
    (wanted,) = shown_filters(parts)
    assert len(services.journal.page(wanted).items) == 1  # type: ignore[arg-type]

    life.as_table.click()
    assert life.table.isVisible() and not life.picture.isVisible()
    lines = life.table.figures.lines
    assert [(line.by, line.what) for line in lines] == [
        ("By emotion", "Wonder"),
        ("By emotion", "Sadness"),
        ("By month", "March 2024 · Wonder"),
        ("By month", "April 2025 · Sadness"),
    ]
    for line in lines:
        assert len(services.journal.page(line.wanted).items) == line.marks == 1
    life.table.selectRow(2)
    life.table.setFocus()
    qtbot.keyClick(life.table, Key.Key_Return)
    assert shown_filters(parts)[-1] == lines[2].wanted
    life.as_table.click()
    assert life.picture.isVisible() and not life.table.isVisible()

    row = life.cards.cards["mentions"].findChild(PressRow)
    assert isinstance(row, PressRow)
    row.click()
    assert parts.navigator.shown[-1] == EntryPlace(EntryId(entry))
    page.to_years.click()
    qtbot.waitUntil(lambda: not page.is_reading)
    assert page.head.isVisibleTo(page)
