"""Which passage sounds: the one asked for last, until the music goes elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QSignalSpy

from app.core.ids import TrackId
from app.core.timecode import Span
from app.player.records import PlayState
from tests.ui.bridge.conftest import LASTS_MS, Evening
from ui.bridge.playback.passage_sounding import PassageSounding

PASSAGE = Span(400, 1200)


def hear(evening: Evening, uid: str = "a mark", span: Span = PASSAGE) -> PassageSounding:
    track_id = evening.ids["Dawn"]
    assert evening.playback.hear(track_id, span, 0)
    evening.playback.passage.begin(uid, TrackId(track_id))
    evening.pass_ms(100)
    return evening.playback.passage


def test_it_sounds_until_its_end_passes(evening: Evening) -> None:
    passage = hear(evening)
    changed = QSignalSpy(passage.changed)
    assert passage.uid == "a mark"
    evening.pass_ms(PASSAGE.duration_ms)
    assert evening.state is PlayState.PAUSED
    assert (passage.uid, passage.is_kept("a mark"), changed.count()) == ("", False, 1)
    evening.playback.toggle()
    evening.pass_ms(100)
    assert passage.uid == "", "what follows is no part of it"


def test_paused_it_is_kept_and_goes_on(evening: Evening) -> None:
    passage = hear(evening)
    evening.playback.pause()
    assert (passage.uid, passage.is_kept("a mark")) == ("", True)
    evening.playback.toggle()
    evening.pass_ms(32)
    assert passage.uid == "a mark"


@pytest.mark.parametrize(
    "go",
    [
        pytest.param(lambda evening: evening.play("Dusk"), id="another track"),
        pytest.param(lambda evening: evening.playback.seek_ms(1_500), id="a seek"),
        pytest.param(
            lambda evening: evening.playback.hear(evening.ids["Dawn"], Span(500, 900)),
            id="a passage that nobody names",
        ),
        pytest.param(lambda evening: evening.playback.stop(), id="stop"),
    ],
)
def test_it_is_given_up_where_the_listener_goes_elsewhere(
    evening: Evening, go: Callable[[Evening], object]
) -> None:
    passage = hear(evening)
    go(evening)
    evening.pass_ms(32)
    assert (passage.uid, passage.is_kept("a mark")) == ("", False)


def test_the_next_passage_takes_its_place(evening: Evening) -> None:
    passage = hear(evening)
    hear(evening, "another")
    assert (passage.uid, passage.is_kept("a mark")) == ("another", False)
    passage.leave("a mark")
    assert passage.uid == "another"
    passage.leave("another")
    assert passage.uid == "" and evening.state is PlayState.PLAYING


def test_a_whole_track_is_kept_through_seeks_until_it_is_over(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    passage = evening.playback.passage
    passage.begin("a letter", TrackId(evening.ids["Dawn"]), is_whole=True)
    evening.playback.seek_ms(1_500)
    evening.pass_ms(32)
    assert passage.uid == "a letter"
    evening.pass_ms(LASTS_MS)
    assert (evening.playing, passage.uid) == ("Dusk", "")
