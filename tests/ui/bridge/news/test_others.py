"""How often other processes are looked for, and how much of the window's time that may take."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.transactions.changes import ELSEWHERE, Change
from tests.support.app_harness import with_services
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.news.others import LONGEST_MS, LOOK_EVERY_MS, OthersWatch


def test_what_another_process_wrote_is_announced_once(
    parts: WindowParts, qtbot: QtBot, tmp_path: Any
) -> None:
    context = parts.context
    track = add_tracks(context, tmp_path / "music", ["Dawn"])["Dawn"]
    heard: list[Change] = []
    context.relay.changed.connect(heard.append)
    watch = OthersWatch(context.services.ledger, parts.window)
    with_services(
        context.services.paths,
        lambda theirs: theirs.moments.add_moment(track, Span.point(5)),  # type: ignore[arg-type]
    )
    watch.start()
    qtbot.waitUntil(lambda: bool(heard))
    context.services.moments.add_moment(track, Span.point(6))  # type: ignore[arg-type]
    watch.look()
    assert [change.initiator for change in heard] == [ELSEWHERE, None]
    watch.stop()


def test_another_process_that_keeps_writing_takes_only_a_part_of_the_time(
    parts: WindowParts,
) -> None:
    """Each of an import's batches makes every screen read again."""
    clock = [0.0]

    class Slow:
        took_s = 0.0

        def notice_others(self) -> None:
            clock[0] += self.took_s

    slow: Any = Slow()
    watch = OthersWatch(slow, parts.window, lambda: clock[0])
    for took_s, pause_ms in ((0.001, LOOK_EVERY_MS), (0.2, 1_600), (9.0, LONGEST_MS), (0.0, 400)):
        slow.took_s = took_s
        watch.look()
        assert watch.pause_ms == pause_ms


@pytest.mark.parametrize("reading_ms", [0, 10, 50, 100])
def test_what_another_process_wrote_is_shown_within_a_second_of_its_commit(
    parts: WindowParts, reading_ms: int
) -> None:
    """By a clock that only reading moves: screens that take a tenth of a second to read again are
    four times as slow as 100,000 marks make them.
    """
    clock = [0.0]
    commits: list[float] = []
    shown_after: list[float] = []

    class Journal:
        def notice_others(self) -> None:
            """Every screen reads again and shows what was committed by now."""
            clock[0] += reading_ms / 1000
            shown_after.extend(clock[0] - at for at in commits)
            commits.clear()

    journal: Any = Journal()
    watch = OthersWatch(journal, parts.window, lambda: clock[0])
    for _ in range(5):
        watch.look()
        commits.append(clock[0])  # just too late for this look
        clock[0] += watch.pause_ms / 1000
    watch.look()
    assert len(shown_after) == 5 and max(shown_after) <= 1
