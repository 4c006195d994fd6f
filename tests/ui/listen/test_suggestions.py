"""On the Listen page, one's own marks suggest an emotion for a place without one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import event

from app.bootstrap import Services
from app.suggestions.records import LEAST_MARKS
from tests.support.app_harness import AppHarness, WindowSession, with_services
from tests.support.felt_music import STORM, FeltMusic
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

    def models(self) -> list[Path]:
        return list(self.session.services.paths.peaks.glob("*.emotions"))

    @contextmanager
    def asked(self) -> Iterator[list[str]]:
        """What is asked of the journal meanwhile."""
        said: list[str] = []

        def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
            said.append(sql)

        with self.session.services.ledger.read() as connection:
            engine = connection.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield said
        finally:
            event.remove(engine, "before_cursor_execute", note)

    def marks(self) -> list[tuple[str, int]]:
        return [(one.emotion.key, one.span.start_ms) for one in self.session.timeline.tags]


def test_ones_own_marks_suggest_an_emotion(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one start of the window: each part leaves it as it found it."""
    suggested = Suggested(harness, monkeypatch)
    suggested.play_to(5)
    suggested.session.until(lambda: suggested.look() == ["Peacefulness?"])
    with suggested.asked() as said:
        suggested.play_to(6)
        assert suggested.look() == ["Peacefulness?"]
        assert not [sql for sql in said if "refusal" in sql], "nothing is read while music plays"
    _refuse_and_take_back(suggested)
    _take_and_undo(suggested)
    _switch_off_and_on(suggested)
    _clear_the_cache(suggested)


def _refuse_and_take_back(suggested: Suggested) -> None:
    session, driver = suggested.session, suggested.session.driver
    driver.tap(Key.Key_X)
    session.until(lambda: suggested.look() == [])
    assert session.said == "“Peacefulness” won’t be suggested here again."
    assert suggested.marks() == []
    driver.ctrl(Key.Key_Z)
    session.until(lambda: suggested.look() == ["Peacefulness?"])


def _take_and_undo(suggested: Suggested) -> None:
    session, driver = suggested.session, suggested.session.driver
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


def _switch_off_and_on(suggested: Suggested) -> None:
    session, settings = suggested.session, suggested.session.services.settings
    running = session.desk.context.jobs
    session.until(lambda: "Suggest emotions" not in [job.label for job in running.running])
    (model,) = suggested.models()
    with suggested.asked() as said:
        jobs: list[str] = []
        session.desk.context.jobs.started.connect(lambda job: jobs.append(job.label))
        settings.change(suggest_emotions=False)
        assert suggested.look() == []
        model.unlink()
        suggested.play_to(17)
        session.driver.tap(Key.Key_1)  # a mark, which would be learnt from
        suggested.play_to(45)
        session.pages.listen.suggestions.look()
        assert suggested.look() == [] and "Suggest emotions" not in jobs
        assert not [sql for sql in said if "refusal" in sql] and suggested.models() == []
    settings.change(suggest_emotions=True)
    session.until(lambda: suggested.look() == ["Peacefulness?"])
    assert len(suggested.models()) == 1


def _clear_the_cache(suggested: Suggested) -> None:
    session, freed = suggested.session, list[int]()
    session.desk.context.listening_through.clear(freed.append, pytest.fail)
    session.until(lambda: freed)
    assert suggested.look() == [] and suggested.models() == []
