"""The listener's changes to the queue."""

from __future__ import annotations

import pytest

from tests.ui.bridge.conftest import Evening


@pytest.mark.parametrize("playing", ["Dawn", "Dusk", "Night"])
def test_clearing_leaves_what_plays(evening: Evening, playing: str) -> None:
    titles = ["Dawn", "Dusk", "Night"]
    evening.playback.play_tracks([evening.ids[title] for title in titles], titles.index(playing))
    told: list[None] = []
    evening.playback.queueing.changed.connect(lambda: told.append(None))
    evening.playback.queueing.clear()
    assert evening.playback.queue.items == (evening.ids[playing],)
    assert evening.playing == playing
    assert len(told) == 1
