"""On the Listen page, one's own marks suggest an emotion for a place without one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import event

from app.bootstrap import Services
from app.suggestions.records import LEAST_MARKS
from tests.support.app_harness import AppHarness, WindowSession, with_services
from tests.support.felt_music import CALM, STORM, FeltMusic
from tests.support.seen import seen
from ui.bridge.track import track_suggestions
from ui.companion.suggested_part import SuggestedChip

Key = Qt.Key


class Suggested:
    """The track without marks plays, by hand; on the others, 40 marks were made."""

    def __init__(self, harness: AppHarness, monkeypatch: pytest.MonkeyPatch) -> None:
        self._music = harness.music
        monkeypatch.setattr(track_suggestions, "SETTLED_MS", 0)
        monkeypatch.setattr(track_suggestions, "AFTER_MARKS_MS", 0)
        harness.take_in()
        with_services(harness.paths, self._prepare)
        harness.play_by_hand()
        self.session: WindowSession = harness.open()
        self.track = self.session.play("New").id

    def _prepare(self, services: Services) -> None:
        music = FeltMusic(services, self._music)
        music.hear()
        music.feel(LEAST_MARKS)

    def chips(self) -> list[str]:
        companion = self.session.pages.listen.side.companion
        return [chip.yes.text() for chip in seen(companion, SuggestedChip)]

    def play_to(self, second: float) -> None:
        self.session.turn(second * 1000 - self.session.playback.position_ms)

    def look(self) -> list[str]:
        """Once the card has followed to where the music is."""
        page, session = self.session.pages.listen, self.session
        page.side.follow(session.timeline, session.playback.position_ms, at_once=True)
        return self.chips()

    def marks(self) -> list[tuple[str, int]]:
        return [(one.emotion.key, one.span.start_ms) for one in self.session.timeline.tags]


def test_a_suggestion_is_refused_taken_back_and_taken(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested = Suggested(harness, monkeypatch)
    session, driver = suggested.session, suggested.session.driver
    suggested.play_to(5)
    session.until(lambda: suggested.look() == ["Peacefulness?"])
    driver.tap(Key.Key_X)
    session.until(lambda: suggested.look() == [])
    assert session.said == "“Peacefulness” won’t be suggested here again."
    assert suggested.marks() == []
    driver.ctrl(Key.Key_Z)
    session.until(lambda: suggested.look() == ["Peacefulness?"])
    suggested.play_to(15)
    session.until(lambda: suggested.look() == ["Tension?"])
    driver.tap(Key.Key_Y)
    session.until(lambda: suggested.look() == [])
    assert session.said == "Marked “Tension”."
    ((word, at_ms),) = suggested.marks()
    assert word == STORM and 10_000 < at_ms <= 15_000, "where its own key would have marked"
    driver.tap(Key.Key_Y)
    assert len(suggested.marks()) == 1 and session.said == "Nothing is suggested here."
    driver.ctrl(Key.Key_Z)
    session.until(lambda: suggested.look() == ["Tension?"] and not suggested.marks())


def test_nothing_is_read_for_it_while_the_music_plays_nor_when_it_is_off(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested = Suggested(harness, monkeypatch)
    session = suggested.session
    suggested.play_to(5)
    session.until(lambda: suggested.look() == ["Peacefulness?"])
    kept = session.services.paths.peaks
    (model,) = kept.glob("*.emotions")
    said: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        said.append(sql)

    with session.services.ledger.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        suggested.play_to(9)
        assert suggested.look() == ["Peacefulness?"]
        assert not [sql for sql in said if "refusal" in sql]
        jobs: list[str] = []
        session.desk.context.jobs.started.connect(lambda job: jobs.append(job.label))
        session.services.settings.change(suggest_emotions=False)
        assert suggested.look() == []
        model.unlink()
        emotion = session.services.emotions.named(CALM)
        assert emotion is not None
        session.pages.listen.suggested._marking.mark_now(emotion)
        suggested.play_to(45)
        session.pages.listen.suggestions._later.timeout.emit()
        assert suggested.look() == [] and "Suggest emotions" not in jobs
        assert not [sql for sql in said if "refusal" in sql] and not model.exists()
        session.services.settings.change(suggest_emotions=True)
        session.until(lambda: suggested.look() == ["Peacefulness?"])
    finally:
        event.remove(engine, "before_cursor_execute", note)
