"""The listener's changes to the queue."""

from __future__ import annotations

import pytest

from tests.support.lines import own
from tests.ui.bridge.conftest import Evening


@pytest.mark.parametrize("playing", ["Dawn", "Dusk", "Night"])
def test_clearing_keeps_the_current_track(evening: Evening, playing: str) -> None:
    titles = ["Dawn", "Dusk", "Night"]
    evening.playback.play_lines(
        own(*(evening.ids[title] for title in titles)), titles.index(playing)
    )
    told: list[None] = []
    evening.playback.queueing.changed.connect(lambda: told.append(None))
    evening.playback.queueing.clear()
    assert evening.playback.queue.items == own(evening.ids[playing])
    assert evening.playing == playing
    assert len(told) == 1
