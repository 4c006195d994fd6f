"""The first seconds of one's own music are named by keys, on the real player."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.core.timecode import Span
from app.player.backend import VlcMissing
from app.player.vlc_instance import load_vlc
from tests.support.app_harness import AppHarness, WindowSession, kept_rows
from tests.support.audio import silence, tone, write_wav
from ui.first_notes.game import Stage
from ui.first_notes.page import FirstNotesPage

pytestmark = pytest.mark.alone

Key = Qt.Key
TITLES = ("Aurora", "Brook", "Cinder", "Dusk")
SILENCE_MS = 700  # before each of them sounds
NEAR_MS = 60


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    try:
        load_vlc()
    except VlcMissing as missing:
        pytest.skip(str(missing))
    for number, title in enumerate(TITLES):
        record(harness.music / f"{title}.wav", 300.0 + 60 * number)
    harness.take_in()
    return harness.open()


def record(path: Path, hz: float) -> None:
    import numpy as np

    write_wav(path, np.concatenate([silence(SILENCE_MS / 1000), tone(15.0, hz)]))


def page_of(session: WindowSession) -> FirstNotesPage:
    return session.pages.first_notes


def asked(session: WindowSession, than: object = None) -> str:
    """Another one sounds; its name."""
    game = page_of(session).game
    session.until(lambda: game.stage is Stage.ASKING and game.ready is not than)
    assert game.piece is not None
    return game.piece.name


def heard(session: WindowSession, ms: int) -> None:
    session.until(lambda: page_of(session).game.sounding.heard_ms >= ms)


def recognitions(harness: AppHarness) -> list[dict[str, object]]:
    return [dict(row) for row in kept_rows(harness.paths)["recognition"]]


def test_what_sounds_is_named_by_keys_and_its_time_is_kept(
    harness: AppHarness, session: WindowSession
) -> None:
    driver, playback = session.driver, session.playback
    driver.alt(Key.Key_F)
    page = page_of(session)
    game = page.game
    session.until(lambda: game.pieces is not None)
    assert session.desk.pages.current_key == "first_notes"
    driver.tap(Key.Key_Return)
    name = asked(session)
    heard(session, 400)
    assert playback.track is None and not session.said, "nothing tells what it is"

    wrong = next(title for title in TITLES if title != name)
    driver.write(wrong.lower()[:3])
    driver.tap(Key.Key_Return)
    assert game.wrong == wrong and page.ask.field.text() == ""
    heard(session, game.sounding.heard_ms + 200)
    driver.write(name.lower()[:2])
    begun_ms = game.sounding.heard_ms
    heard(session, begun_ms + 300)
    driver.tap(Key.Key_Return)
    assert game.stage is Stage.KNOWN and page.told.name.text() == name
    assert not game.sounding.is_on
    session.until(lambda: page.known.table.known.rowCount() == 1)
    (kept,) = recognitions(harness)
    assert abs(int(str(kept["after_ms"])) - begun_ms) <= NEAR_MS, "when the answer was begun"
    assert abs(int(str(kept["start_ms"])) - SILENCE_MS) <= NEAR_MS, "silence doesn’t count"

    driver.ctrl(Key.Key_Z)
    session.until(lambda: not recognitions(harness))
    session.until(lambda: page.known.isHidden())
    driver.ctrl(Key.Key_Y)
    session.until(lambda: len(recognitions(harness)) == 1)

    driver.tap(Key.Key_Space)
    session.until(lambda: playback.is_playing)
    assert playback.track is not None and playback.track.title == name
    assert playback.position_ms >= SILENCE_MS - NEAR_MS
    driver.tap(Key.Key_Space)
    assert not playback.is_playing

    before = game.ready
    driver.tap(Key.Key_Return)
    second = asked(session, before)
    assert second != name
    heard(session, 300)
    driver.tap(Key.Key_Space)
    heard(session, 500)
    assert game.sounding.place_ms - SILENCE_MS < game.sounding.heard_ms, "heard a second time"
    driver.tap(Key.Key_Escape)
    assert game.stage is Stage.SHOWN and page.told.name.text() == second
    assert len(recognitions(harness)) == 1, "what was given up isn’t kept"
    driver.tap(Key.Key_Escape)
    assert session.desk.pages.current_key == "library", "where one came from"
    session.close()
    listens = kept_rows(harness.paths)["listen"]
    assert not listens, "a few seconds of a game are no listen"


def test_a_theme_is_asked_in_its_forms_and_digits_mark_nothing(
    harness: AppHarness, session: WindowSession
) -> None:
    rows = session.rows()
    themes, driver = session.services.themes, session.driver
    for name, row in zip(("Heart", "Star"), rows, strict=False):
        themes.mark_returns(name, row.id, [Span(2_000, 5_000), Span(7_000, 9_000)])
    driver.alt(Key.Key_4)
    session.pages.journal.head.ways["first_notes"].click()
    page = page_of(session)
    game = page.game
    session.until(lambda: game.pieces is not None)
    driver.tap(Key.Key_Return)
    seen = set[str]()
    before = None
    for _round in range(40):
        name = asked(session, before)
        before, piece = game.ready, game.piece
        assert piece is not None
        heard(session, 50)
        driver.write(name)
        driver.tap(Key.Key_Return)
        assert game.stage is Stage.KNOWN
        if piece.variant:
            break
        seen.add(name)
        driver.tap(Key.Key_1)
        driver.tap(Key.Key_F)
        driver.tap(Key.Key_Return)
    assert piece.variant and piece.name in seen, "first as it is stated, then in another form"
    session.close()
    kept = kept_rows(harness.paths)
    assert piece.variant in {row["variant"] for row in kept["recognition"]}
    assert not kept["emotional_tag"] and not kept["favourite_moment"]


def test_what_another_process_recognises_or_removes_is_seen_while_one_plays(
    harness: AppHarness, session: WindowSession
) -> None:
    session.driver.alt(Key.Key_F)
    page = page_of(session)
    table = page.known.table.known
    session.until(lambda: page.game.pieces is not None)
    session.driver.tap(Key.Key_Return)
    name = asked(session)
    other = next(title for title in TITLES if title != name)
    find = f"next(row for row in services.library.tracks() if row.title == {other!r})"
    recognise = (
        "from app.first_notes.records import Piece\n"
        f"row = {find}\n"
        "piece = Piece(row, Span(0, 5000))\n"
        "services.first_notes.recognise(piece, piece.span, 1400)"
    )
    session.elsewhere(recognise)
    session.until(lambda: table.rowCount() == 1)
    assert table.known(0).name == other and table.known(0).latest_ms == 1_400
    assert page.game.stage is Stage.ASKING and page.game.piece is not None
    assert page.game.piece.name == name, "what is asked goes on"

    session.elsewhere(f"services.library.remove_lines([{find}.key], with_marks=True)")
    session.until(lambda: table.rowCount() == 0)
    assert not recognitions(harness)
    assert page.game.stage is Stage.ASKING and page.game.piece.name == name
