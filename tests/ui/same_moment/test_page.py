"""The page of one moment: its rows, its edges, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.journal.records import EntryDraft, Feeling
from app.transactions import changes
from app.transactions.changes import ELSEWHERE, Change
from app.transactions.storage_problems import StorageProblem
from db.models.all import EmotionalTag
from tests.support.audio import tone, write_audio
from tests.support.scripted_backend import HandClock
from tests.support.seen import words
from tests.support.track_verbs import remove_tracks
from tests.support.window_parts import WindowParts
from ui.bridge.places import DayPlace, MomentPlace, TrackPlace
from ui.same_moment.page import SameMomentPage
from ui.shell.window_memory import WindowMemory
from ui.style.theme import apply_theme, current_theme

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ASKED = Span(2_000, 3_000)


class Opened:
    """The page in a window, on a journal with marks over three years."""

    def __init__(self, parts: WindowParts, qtbot: QtBot, track: TrackId, memory: Path) -> None:
        self.parts, self.qtbot, self.track = parts, qtbot, track
        self.context, self.navigator = parts.context, parts.navigator
        self.memory = WindowMemory(memory)
        self.page = SameMomentPage(parts.context, self.memory)
        column = QVBoxLayout(parts.window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)
        parts.window.resize(1230, 740)
        with qtbot.waitExposed(parts.window):
            parts.window.show()

    def felt(self, year: int, key: str = "3", at_ms: int = 2_500, note: str = "") -> str:
        emotion = self.context.services.emotions.by_shortcut(key)
        assert emotion is not None
        made = int(datetime(year, 5, 6, 12, tzinfo=UTC).timestamp() * 1000)
        place = {"start_ms": at_ms, "end_ms": at_ms, "raw_start_ms": at_ms, "raw_end_ms": at_ms}
        with self.context.services.ledger.write("Feel", "tag") as writing:
            row = EmotionalTag(
                track_id=self.track, emotion_id=emotion.id, made_at=made, note=note, **place
            )
            writing.session.add(row)
            writing.session.flush()
            return str(row.uid)

    def open(self, span: Span = ASKED, uid: str = "") -> SameMomentPage:
        self.page.open(MomentPlace(self.track, span, uid))
        self.settle()
        return self.page

    def settle(self) -> None:
        QCoreApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.context.jobs.running and not self.page.is_reading)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        self.qtbot.keyClick(self.page.list, key, modifiers)
        self.settle()

    @property
    def years(self) -> list[int | None]:
        return [row.year for row in self.page.model.rows]

    @property
    def notes(self) -> list[str]:
        return [row.item.text for row in self.page.model.rows]


@pytest.fixture
def opened(parts: WindowParts, qtbot: QtBot, tmp_path: Path) -> Opened:
    (tmp_path / "music").mkdir()
    write_audio(tmp_path / "music" / "Opening.wav", tone(20, 440))
    parts.context.services.importing.run([tmp_path / "music"], JobContext())
    (row,) = parts.context.services.library.tracks()
    track = row.id
    return Opened(parts, qtbot, track, tmp_path / "memory")


def test_rows_come_by_year_and_what_has_no_words_unfolds_in_its_place(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    opened.felt(2024)
    opened.felt(2026, note="Later")
    opened.felt(2025)
    page = opened.open()
    whole = (["Then", "", "", "Later"], [2024, None, 2025, 2026])
    assert (opened.notes, opened.years) == whole, "there is room for a few"
    page.head.wordless.click()
    assert (opened.notes, opened.years) == (["Then", "Later"], [2024, 2026])
    page.head.wordless.click()
    assert (opened.notes, opened.years) == whole


def test_of_many_those_without_words_are_folded(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    for _time in range(6):
        opened.felt(2025)
    page = opened.open()
    assert opened.notes == ["Then"] and page.head.wordless.isVisible()


def test_where_nothing_has_words_all_is_shown(opened: Opened) -> None:
    opened.felt(2024)
    opened.felt(2025)
    page = opened.open()
    assert len(opened.notes) == 2 and not page.head.wordless.isVisible()


def test_the_mark_one_came_from_is_selected_though_it_has_no_words(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    uid = opened.felt(2025)
    page = opened.open(uid=uid)
    assert page.list.current() is not None and page.list.current().uid == uid  # type: ignore[union-attr]


def test_edges_ask_about_other_seconds_and_store_nothing(opened: Opened) -> None:
    near, far = opened.felt(2024, note="Near"), opened.felt(2025, at_ms=6_150, note="Far")
    page = opened.open()
    before = opened.context.history.last
    assert opened.notes == ["Near"]
    for _ in range(2):
        opened.press(Qt.Key.Key_Right, ALT)
    assert page.wave.span == Span(2_000, 3_200)
    assert opened.notes == ["Near", "Far"]
    for _ in range(37):
        page.wave.nudge(100, 0)
    assert page.wave.span == Span(3_200, 3_200), "no edge goes past the other"
    opened.press(Qt.Key.Key_Left, ALT | SHIFT)
    assert page.wave.span == Span(3_100, 3_200)
    assert opened.context.history.last is before
    assert near != far


def test_an_answer_is_a_mark_of_today_on_the_seconds_that_are_asked(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    page = opened.open()
    opened.press(Qt.Key.Key_Right, ALT)
    emotion = opened.context.services.emotions.by_shortcut("5")
    page.and_now.answer(emotion)
    opened.settle()
    opened.qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    new = page.list.current()
    assert new is not None and emotion is not None
    assert (new.emotion_id, new.span, new.day) == (
        emotion.id,
        Span(2_000, 3_100),
        Instant.now().day,
    )
    opened.parts.take_offer()
    opened.settle()
    assert opened.notes == ["Then"]


def test_one_alone_says_it_will_be_here(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    page = opened.open()
    assert page.come_back.isVisible()
    opened.felt(2025, note="Later")
    opened.settle()
    opened.qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    assert not page.come_back.isVisible()


def test_keys_lead_to_the_timeline_the_day_and_back(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    page = opened.open()
    item = page.list.current()
    assert item is not None
    opened.press(Qt.Key.Key_Return)
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    first, second = opened.navigator.shown
    assert isinstance(first, TrackPlace) and first.position_ms == 2_500
    assert second == DayPlace(item.day, item.uid)


def test_space_plays_the_row_and_l_loops_the_seconds(opened: Opened, clock: HandClock) -> None:
    opened.felt(2024, note="Then")
    page = opened.open()
    playback = opened.context.playback
    opened.press(Qt.Key.Key_Space)
    clock.turn_ms(200)
    playback.poll()
    assert playback.is_playing and page.list.cell.sounding == page.list.current().uid  # type: ignore[union-attr]
    opened.press(Qt.Key.Key_L)
    assert playback.loop == ASKED and page.head.loop.isChecked()
    opened.press(Qt.Key.Key_L)
    assert playback.loop is None
    opened.press(Qt.Key.Key_L)
    page.hide()
    assert playback.loop is None, "elsewhere nobody sees what loops"


def test_a_row_doesnt_sound_any_more_once_other_music_does(
    opened: Opened, clock: HandClock
) -> None:
    uid = opened.felt(2024, note="Then")
    page, playback = opened.open(), opened.context.playback
    opened.press(Qt.Key.Key_Space)
    assert page.list.cell.sounding == uid
    playback.seek_ms(15_000)
    clock.turn_ms(200)
    playback.poll()
    assert page.list.cell.sounding == ""
    opened.press(Qt.Key.Key_Space)
    assert playback.is_playing and playback.position_ms < 3_000
    assert page.list.cell.sounding == uid


def test_a_row_whose_file_is_missing_says_so(opened: Opened, tmp_path: Path) -> None:
    opened.felt(2024, note="Then")
    (tmp_path / "music" / "Opening.wav").unlink()
    opened.context.services.importing.run([tmp_path / "music"], JobContext())
    page = opened.open()
    assert not page.model.rows[0].item.is_hearable
    opened.press(Qt.Key.Key_Space)
    assert "is missing" in opened.parts.said


def test_a_bead_leads_to_its_row(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    uid = opened.felt(2025)
    page = opened.open()
    beads = page.side.beads.beads()
    at = next(bead.at for bead in beads if bead.item.uid == uid)
    opened.qtbot.mouseClick(page.side.beads, Qt.MouseButton.LeftButton, pos=QPointF(at).toPoint())
    assert page.list.current() is not None and page.list.current().uid == uid  # type: ignore[union-attr]


def test_in_a_narrow_window_the_side_is_a_strip(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    opened.felt(2025, note="Later")
    page = opened.open()
    assert page.side.isVisible() and not page.strip.beads.isVisible()
    opened.parts.window.resize(912, 540)
    opened.settle()
    assert not page.side.isVisible() and page.strip.beads.isVisible()
    assert page.and_now.isVisible() and page.list.height() > 60


def test_in_a_low_window_todays_keys_stay_at_the_foot(opened: Opened) -> None:
    """The rows scroll, not the page."""
    for year in range(2014, 2027):
        opened.felt(year, note="Here")
    page = opened.open()
    opened.parts.window.resize(912, 540)
    QCoreApplication.processEvents()
    assert page.strip.isVisible()
    (keys,) = page.keep_clear()
    assert page.rect().contains(keys) and not page.and_now.visibleRegion().isEmpty()
    assert page.and_now.visibleRegion().boundingRect() == page.and_now.rect()


def test_it_is_there_again_after_a_restart_unless_its_track_is_gone(
    opened: Opened, make_another: Callable[[Opened], SameMomentPage]
) -> None:
    opened.felt(2024, note="Then")
    opened.open()
    again = make_another(opened)
    opened.qtbot.waitUntil(lambda: again.shown is not None)
    library = opened.context.services.library
    library.remove_lines([row.key for row in library.tracks()], with_marks=True)
    opened.settle()
    opened.qtbot.waitUntil(lambda: opened.page.nothing.isVisible())
    assert opened.memory.text("moment") == ""


@pytest.fixture
def make_another() -> Callable[[Opened], SameMomentPage]:
    def make(opened: Opened) -> SameMomentPage:
        page = SameMomentPage(opened.context, opened.memory)
        opened.qtbot.addWidget(page)
        return page

    return make


def test_two_rows_are_seen_in_a_low_window_with_large_text(
    opened: Opened, qapp: QApplication
) -> None:
    for year in (2022, 2023, 2024, 2025):
        opened.felt(year, note="Then")
    apply_theme(qapp, current_theme(), 1.5)
    try:
        opened.page.window().resize(912, 480)
        page = opened.open()
        opened.qtbot.waitUntil(lambda: page.list.viewport().height() > 1)
        rows = [page.list.visualRect(page.model.index(row)) for row in range(4)]
        seen = page.list.visibleRegion().boundingRect().height()
        assert seen >= 2 * rows[0].height(), (seen, rows)
    finally:
        apply_theme(qapp, current_theme())


def test_words_wrap_where_the_window_reads_from_the_right(opened: Opened) -> None:
    """They were cut after one line."""
    opened.felt(
        2022, note="Night bus, the four o'clock edit still in my ears, now the real one " * 2
    )
    page = opened.open()
    opened.qtbot.waitUntil(lambda: page.list.viewport().height() > 1)
    high = page.list.visualRect(page.model.index(0)).height()
    page.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    brief = opened.felt(2023, note="Brief")
    opened.qtbot.waitUntil(lambda: page.model.index_of(brief).isValid())
    assert page.list.visualRect(page.model.index(0)).height() == high
    assert page.list.visualRect(page.model.index_of(brief)).height() < high


@pytest.mark.logs("Your journal is busy")
def test_a_moment_stays_while_the_journal_is_busy_and_is_read_when_it_is_free(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_asked: object) -> None:
        raise StorageProblem("locked", "read", "")

    opened.felt(2024, note="Then")
    page = opened.open()
    services = opened.context.services
    elsewhere = Change(frozenset({changes.EVERYTHING}), initiator=ELSEWHERE)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(services.same_moments, "across_years", busy)
        services.feed.announce(elsewhere)
        opened.settle()
        assert page.shown is not None and opened.notes == ["Then"]
    opened.felt(2025, note="Later")
    services.feed.announce(elsewhere)
    opened.settle()
    assert opened.notes == ["Then", "Later"]


def test_a_moment_whose_track_is_deleted_is_left(opened: Opened) -> None:
    opened.felt(2024, note="Then")
    page = opened.open()
    remove_tracks(opened.context.services.library, [opened.track], with_marks=True)
    opened.settle()
    assert page.shown is None


def test_an_entry_that_points_here_says_how_one_felt_before_and_after(opened: Opened) -> None:
    uid = opened.felt(2024, note="Then")
    made = Instant(int(datetime(2024, 5, 6, 13, tzinfo=UTC).timestamp() * 1000), 0)
    felt = {"before": Feeling(-0.5, 0.5), "after": Feeling(0.5, -0.5)}
    draft = EntryDraft("That evening", track_ids=(opened.track,), **felt)
    opened.context.services.journal.write_entry(draft, made)
    page = opened.open(uid=uid)
    said = words(page.side)
    assert "That evening" in said
    (change,) = (text for text in said if text.startswith("Before: "))
    assert change.endswith(" → after: pleasant, calm")
