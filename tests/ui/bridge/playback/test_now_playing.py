"""One value says what plays, and changes with everything that is part of it."""

from __future__ import annotations

from itertools import pairwise

from app.core.timecode import Span
from app.player.queue import Repeat
from app.player.records import PlayState
from app.themes.records import Passage
from tests.ui.bridge.conftest import Evening
from ui.bridge.playback.now_playing import NowPlaying
from ui.bridge.playback.told_chain import ToldChain


def test_every_difference_is_told_once(evening: Evening) -> None:
    playback, told = evening.playback, list[NowPlaying]()
    playback.now.changed.connect(told.append)
    assert playback.now.value.row is None and playback.now.value.state is PlayState.EMPTY
    evening.play("Dawn")
    evening.pass_ms(400)
    now = playback.now.value
    assert now.row is not None and now.row.title == "Dawn" and now.path is not None
    assert now.sounds and now.duration_ms > 0
    assert all(one != other for one, other in pairwise(told))
    told.clear()
    playback.sound.set_volume(30)
    playback.sound.set_volume(30)
    playback.queueing.set_repeat(Repeat.ALL)
    playback.toggle()
    assert [(one.volume, one.repeat, one.sounds) for one in told] == [
        (30, Repeat.OFF, True),
        (30, Repeat.ALL, True),
        (30, Repeat.ALL, False),
    ]


def test_next_leads_along_passages_while_they_are_played(evening: Evening) -> None:
    playback = evening.playback
    evening.play("Dawn")
    evening.pass_ms(400)
    assert not playback.now.value.has_next
    chain = ToldChain(playback, playback)
    track_id = evening.ids["Dawn"]
    chain.play(
        [Passage(track_id, Span(100, 300)), Passage(track_id, Span(500, 700))],
        lambda place: f"{place + 1} of 2",
    )
    assert playback.now.value.has_next and playback.now.value.passage == "1 of 2"
    chain.stop()
    assert not playback.now.value.has_next and not playback.now.value.passage
