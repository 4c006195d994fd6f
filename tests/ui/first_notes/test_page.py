"""The page of first notes, on real services and a player turned by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.first_notes.choosing import Choosing
from app.first_notes.records import Piece, Pieces
from app.story.covering import OPEN
from app.story.records import WorkKind
from tests.support.audio import tone, write_wav
from tests.support.pictures import png
from tests.support.scripted_backend import HandClock
from tests.support.window_parts import WindowParts
from ui.bridge.places import ThemePlace, TrackPlace
from ui.first_notes.game import Game, Stage
from ui.first_notes.known_table import KnownTable
from ui.first_notes.page import FirstNotesPage

Key = Qt.Key
TITLES = ("Aurora", "Brook", "Cinder", "Dusk")


class Player:
    """Sits before the page."""

    def __init__(
        self, parts: WindowParts, clock: HandClock, qtbot: QtBot, music: Path, count: int
    ) -> None:
        self.parts, self.clock, self.qtbot, self.music = parts, clock, qtbot, music
        music.mkdir()
        for number, title in enumerate(TITLES[:count]):
            write_wav(music / f"{title}.wav", tone(12.0, 300.0 + 70 * number))
        self.services = parts.context.services
        self.services.importing.run([music], JobContext())
        self.page = FirstNotesPage(parts.context, Choosing(Random(3)))
        QVBoxLayout(parts.window).addWidget(self.page)
        parts.window.resize(1100, 700)
        with qtbot.waitExposed(parts.window):
            parts.window.show()
        self.page.activateWindow()
        self.until(lambda: self.game.pieces is not None)
        self.page.focus_game()

    @property
    def game(self) -> Game:
        return self.page.game

    @property
    def asked(self) -> Piece:
        piece = self.game.piece
        assert piece is not None
        return piece

    def pieces_with_themes(self) -> Pieces:
        self.until(lambda: self.game.pieces is not None and self.game.pieces.themes)
        assert self.game.pieces is not None
        return self.game.pieces

    def until(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()), timeout=10_000)

    def begin(self) -> str:
        """The name of what sounds then."""
        before = self.game.ready
        self.tap(Key.Key_Return)
        self.until(lambda: self.game.stage is Stage.ASKING and self.game.ready is not before)
        self.hear(400)
        return self.asked.name

    def hear(self, ms: int) -> None:
        for _ in range(0, ms, 16):
            self.clock.turn_ms(16)
            self.game.sounding.poll()
            self.parts.context.playback.poll()

    def tap(self, key: Key) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)

    def write(self, text: str) -> None:
        QTest.keyClicks(self.page.ask.field.line, text)

    def known(self) -> list[tuple[str, int]]:
        known = self.services.first_notes.known(OPEN)
        return [(one.name, one.latest_ms) for one in known]


@pytest.fixture
def sit(
    parts: WindowParts, clock: HandClock, qtbot: QtBot, tmp_path: Path
) -> Callable[[int], Player]:
    return lambda count: Player(parts, clock, qtbot, tmp_path / "music", count)


def other_than(name: str) -> str:
    return next(title for title in TITLES if title != name)


def test_with_three_tracks_it_says_what_it_needs(
    sit: Callable[[int], Player], parts: WindowParts
) -> None:
    player = sit(3)
    resting = player.page.resting
    assert resting.hasFocus()
    assert resting.accessibleName() == "How soon do you know it?"
    assert "takes four tracks; 3 can be played so far." in resting.accessibleDescription()
    player.tap(Key.Key_Return)
    assert parts.navigator.opened == ["library"]


def test_the_first_letter_of_the_right_answer_is_when_it_was_known(
    sit: Callable[[int], Player],
) -> None:
    player = sit(4)
    name = player.begin()
    player.write(other_than(name)[:2])
    player.hear(800)
    player.tap(Key.Key_Return)
    assert player.page.ask.wrong.isVisible() and player.game.stage is Stage.ASKING
    player.hear(800)
    player.write("zz")
    player.page.ask.field.line.clear()  # a slip
    player.hear(800)
    begun_ms = player.game.sounding.heard_ms
    player.write(name.upper())
    player.hear(2_000)
    player.tap(Key.Key_Return)
    assert player.game.stage is Stage.KNOWN
    assert player.known() == [(name, begun_ms)]
    assert player.page.told.hasFocus()
    assert player.page.told.accessibleName().endswith(name)


def test_it_pauses_the_music_and_gives_way_to_it(
    sit: Callable[[int], Player], parts: WindowParts
) -> None:
    player, playback = sit(4), parts.context.playback
    first = player.services.library.lines()[0]
    playback.play_lines([first.key])
    player.hear(500)
    player.begin()
    assert not playback.is_playing and player.game.sounding.is_on
    assert playback.queue.items == (first.key,), "the queue stays"
    playback.toggle()
    player.hear(100)
    assert playback.is_playing and not player.game.sounding.is_on
    player.tap(Key.Key_Space)
    player.hear(100)
    assert not playback.is_playing and player.game.sounding.is_on


def test_hearing_it_again_goes_on_counting(sit: Callable[[int], Player]) -> None:
    player = sit(4)
    player.begin()
    player.hear(11_000)
    assert not player.game.sounding.is_on
    whole_ms = player.game.sounding.heard_ms
    assert abs(whole_ms - 10_000) < 100
    player.tap(Key.Key_Space)
    player.hear(600)
    assert 300 < player.game.sounding.heard_ms - whole_ms < 700
    assert player.page.ask.field.text() == ""


def test_a_theme_that_becomes_covered_is_asked_no_longer(sit: Callable[[int], Player]) -> None:
    player = sit(4)
    rows = player.services.library.lines()
    for name, row in zip(("Heart", "Star"), rows, strict=False):
        player.services.themes.mark_returns(name, row.id, [Span(1_000, 6_000)])
    player.pieces_with_themes()
    player.begin()
    while player.asked.theme is None:
        player.tap(Key.Key_Escape)
        player.begin()
    player.services.themes.edit(player.asked.theme.id, is_spoiler=True)
    player.until(lambda: player.game.stage is Stage.RESTING)
    assert not player.game.sounding.is_on


def test_a_file_that_has_gone_is_passed_over_until_too_few_are_left(
    sit: Callable[[int], Player],
) -> None:
    player = sit(4)
    (player.music / "Aurora.wav").unlink()
    assert player.begin() != "Aurora"
    for path in player.music.iterdir():
        path.unlink()
    player.tap(Key.Key_Escape)
    player.tap(Key.Key_Return)
    player.until(lambda: player.game.stage is Stage.NOTHING)
    assert player.page.resting.isVisible()


def test_leaving_the_page_ends_the_question_and_keeps_nothing(
    sit: Callable[[int], Player], parts: WindowParts
) -> None:
    player = sit(4)
    player.begin()
    player.page.hide()
    assert player.game.stage is Stage.RESTING and not player.game.sounding.is_on
    assert not player.known()
    player.page.show()
    assert player.page.resting.isVisible()


def test_years_are_shown_as_far_as_there_is_room_but_never_one_alone(
    sit: Callable[[int], Player],
) -> None:
    player = sit(4)
    game, pieces = player.services.first_notes, player.game.pieces
    assert pieces is not None
    piece = next(iter(pieces.tracks.values()))
    for year in (2023, 2024, 2025, 2026):
        made = Instant(round(datetime(year, 5, 1, tzinfo=UTC).timestamp() * 1000), 0)
        game.recognise(piece, piece.span, 9_000 - 4 * (year - 2_000), made=made)
    table = player.page.known.table
    player.until(lambda: table.isVisible() and table.known.rowCount() == 1)
    seen = set[tuple[str, ...]]()
    for width in range(300, 700, 20):
        player.page.known.setFixedWidth(width)
        player.until(lambda width=width: player.page.known.width() == width)
        QApplication.processEvents()
        seen.add(headings(table))
    assert {tuple(one for one in each if one.isdigit()) for each in seen} == {
        (), ("2025", "2026"), ("2024", "2025", "2026"), ("2023", "2024", "2025", "2026"),
    }  # fmt: skip
    assert all(each[:2] == ("Name", "Last") for each in seen)


def headings(table: KnownTable) -> tuple[str, ...]:
    across = Qt.Orientation.Horizontal
    columns = range(table.known.columnCount())
    return tuple(table.known.headerData(n, across) for n in columns if not table.isColumnHidden(n))


def test_hearing_on_pauses_and_resumes_only_what_it_began(
    sit: Callable[[int], Player], parts: WindowParts
) -> None:
    player, playback = sit(4), parts.context.playback
    player.write(player.begin())
    player.tap(Key.Key_Return)
    for is_on in (True, False, True):
        player.tap(Key.Key_Space)
        player.hear(400)
        assert playback.is_playing is is_on
    gone_on_ms = playback.position_ms
    assert gone_on_ms > player.game.sounding.place_ms + 600
    playback.seek_ms(gone_on_ms + 1_000)
    player.hear(100)
    player.tap(Key.Key_Space)
    assert playback.is_playing and playback.position_ms < gone_on_ms


def test_what_was_known_leads_on(sit: Callable[[int], Player], parts: WindowParts) -> None:
    player = sit(4)
    rows = player.services.library.lines()
    player.services.themes.mark_returns("Heart", rows[0].id, [Span(1_000, 6_000)])
    player.services.themes.mark_returns("Star", rows[1].id, [Span(1_000, 6_000)])
    game = player.services.first_notes
    pieces = player.pieces_with_themes()
    heart = next(each[0] for each in pieces.themes if each[0].name == "Heart")
    game.recognise(heart, heart.span, 800)
    game.recognise(pieces.tracks[rows[2].id], Span(0, 1_000), 2_400)
    table = player.page.known.table
    player.until(lambda: table.known.rowCount() == 2 and player.page.known.isVisible())
    assert player.page.known.summary.text() == "1 by its first second"
    table.setFocus()
    table.selectRow(0)
    player.tap(Key.Key_Return)
    table.selectRow(1)
    player.tap(Key.Key_Return)
    theme = heart.subject.theme_id
    assert theme is not None
    assert parts.navigator.shown == [ThemePlace(theme), TrackPlace(rows[2].id, 0)]
    player.tap(Key.Key_Escape)
    assert player.page.resting.hasFocus()


@pytest.mark.parametrize(("height", "has_room_above"), [(700, True), (560, False)])
def test_what_one_looks_at_holds_still_while_matches_come_and_go(
    sit: Callable[[int], Player], parts: WindowParts, height: int, has_room_above: bool
) -> None:
    player = sit(4)
    parts.window.resize(1100, height)
    player.begin()
    ask = player.page.ask

    def places() -> list[int]:
        QApplication.processEvents()
        seen = (ask.question, ask.wave, ask.field.line)
        return [part.mapTo(player.page, QPoint()).y() for part in seen]

    before = places()
    for letter in ("u", "r", "x"):  # Aurora; and then nothing
        player.write(letter)
        assert places() == before
    player.page.ask.field.clear()
    assert places() == before
    above_px = before[0] - ask.mapTo(player.page, QPoint()).y()
    assert (above_px > 0) is has_room_above, "in the middle, unless its matches need the room"


def test_the_still_of_the_scene_that_plays_there_is_shown_instead_of_the_cover(
    sit: Callable[[int], Player],
) -> None:
    player = sit(4)
    services = player.services
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    still = services.pictures.keep_bytes(png(1, 64, 36), ".png")
    scene = services.scenes.add_scene(work, "The harbour", still=still)
    for row in services.library.tracks()[:-1]:
        services.cues.add_cue(row.id, Span(4_000, 12_000), scene)
    without = services.library.tracks()[-1].title
    told = player.page.told.picture
    seen = set()
    for _ in range(8):
        name = player.begin()
        player.tap(Key.Key_Escape)
        has_still = name != without
        player.until(lambda has_still=has_still: told.still.isVisible() is has_still)
        assert told.cover.isVisible() is not has_still
        seen.add(has_still)
    assert seen == {True, False}
