"""The track in the player becomes one with another: the music, marks and traces go on in that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.capture.capturing import HOLD_MS
from app.core.ids import TrackId
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.player.records import PlayState
from tests.support.kept_listens import listens_of
from tests.support.lines import own
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import Evening
from ui.bridge.keys.key_watch import KeyWatch
from ui.bridge.keys.marking import Marking
from ui.bridge.keys.marking_keys import MarkingKeys
from ui.bridge.playback.listening import ListenKeeper
from ui.bridge.track.tracing import TRACING, Tracing

SHIFT_MS = -400
NEAR_MS = 12


@pytest.fixture
def merging(
    evening: Evening, parts: WindowParts, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Evening]:
    """Dusk begins 400 ms later than Dawn, and plays; Night follows."""
    monkeypatch.setattr("app.analysis.alignment.lead_ms", lambda *_stretches: SHIFT_MS)
    yield evening


def merge(evening: Evening, kept: str = "Dawn", other: str = "Dusk") -> None:
    ids = evening.ids
    evening.services.same_tracks.merge(ids[kept], [ids[other]], JobContext())


def test_the_same_sound_goes_on_in_the_track_kept(merging: Evening) -> None:
    told: list[str] = []
    merging.play("Dusk", "Night")
    merging.pass_ms(900)
    merging.playback.track_changed.connect(lambda row: told.append(row.title))
    merge(merging)
    merging.pass_ms(96)
    assert (merging.playing, merging.state, told) == ("Dawn", PlayState.PLAYING, ["Dawn"])
    assert len(merging.backend.opened) == 1 and merging.faults == []
    heard_ms = merging.backend.position_ms + SHIFT_MS
    assert merging.playback.position_ms == pytest.approx(heard_ms, abs=NEAR_MS)
    assert merging.playback.queue.items == own(merging.ids["Dawn"], merging.ids["Night"])
    merging.pass_ms(1_600)
    assert merging.playing == "Night"


def test_undo_while_it_plays_goes_back_to_the_track_that_is_heard(
    merging: Evening, parts: WindowParts
) -> None:
    merging.play("Dusk", "Night")
    merging.pass_ms(900)
    merge(merging)
    merging.pass_ms(96)
    parts.context.undo()
    merging.pass_ms(96)
    assert (merging.playing, merging.state) == ("Dusk", PlayState.PLAYING)
    assert merging.playback.position_ms == pytest.approx(merging.backend.position_ms, abs=NEAR_MS)
    assert merging.playback.queue.items == own(merging.ids["Dusk"], merging.ids["Night"])
    parts.context.redo()
    merging.pass_ms(96)
    assert merging.playing == "Dawn"
    assert len(merging.backend.opened) == 1 and merging.faults == []


def test_it_plays_on_as_on_its_own_album(merging: Evening, parts: WindowParts) -> None:
    """The album of the track that goes is a further one of the track kept."""
    dusk = merging.ids["Dusk"]
    edit_tracks(merging.services.library, [dusk], album="Evenings", track_number=7)
    merging.play("Dusk", "Dawn", "Dusk")
    merging.pass_ms(900)
    merge(merging)
    merging.pass_ms(96)
    lines = merging.playback.queue.items
    for _change in range(2):
        now = merging.playback.track
        assert now is not None and now.id == merging.ids["Dawn"]
        assert (now.title, now.album, now.track_number) == ("Dusk", "Evenings", 7)
        assert merging.playback.queue.items == (now.key, *own(merging.ids["Dawn"]), now.key)
        parts.context.undo()
        merging.pass_ms(96)
        assert merging.playback.queue.items == own(dusk, merging.ids["Dawn"], dusk)
        parts.context.redo()
        merging.pass_ms(96)
    assert merging.playback.queue.items == lines


def test_a_paused_track_stays_paused_and_a_loop_stays_at_its_music(merging: Evening) -> None:
    merging.play("Dusk")
    merging.pass_ms(600)
    merging.playback.set_loop(Span(500, 1_500))
    merging.playback.pause()
    merge(merging)
    assert (merging.playing, merging.state) == ("Dawn", PlayState.PAUSED)
    assert merging.playback.loop == Span(100, 1_100)


def test_the_track_kept_plays_on_when_another_goes_into_it(merging: Evening) -> None:
    merging.play("Dawn", "Dusk")
    merging.pass_ms(600)
    merge(merging)
    merging.pass_ms(96)
    assert (merging.playing, merging.state) == ("Dawn", PlayState.PLAYING)
    assert merging.playback.position_ms == pytest.approx(merging.backend.position_ms, abs=NEAR_MS)
    assert merging.playback.queue.items == own(merging.ids["Dawn"]) * 2


def test_a_listen_ends_at_the_merge_which_can_still_be_undone(
    merging: Evening, parts: WindowParts
) -> None:
    keeper = ListenKeeper(merging.services, merging.playback, parts.window, merging.clock)
    listening, ids = merging.services.listening, merging.ids
    merging.play("Dusk", "Night")
    merging.pass_ms(900)
    keeper.look()
    listen_id = merging.playback.listen_id
    assert listen_id is not None
    listening.update(listen_id, TrackId(ids["Dusk"]), [Span(500, 900)], 1)
    merge(merging)
    merging.pass_ms(200)
    keeper.look()
    merging.pass_ms(1_400)
    keeper.look()
    assert merging.playing == "Night"
    first = listens_of(merging.services.ledger, ids["Dawn"])[-1]
    assert (first.id, first.stretches) == (listen_id, (Span(100, 500),))
    parts.context.undo()
    (back,) = listens_of(merging.services.ledger, ids["Dusk"])
    assert (back.id, back.stretches) == (listen_id, (Span(500, 900),))
    keeper.close()


def test_a_mark_that_is_held_is_at_its_music_in_the_track_kept(
    merging: Evening, parts: WindowParts
) -> None:
    context = parts.context
    marking = Marking(
        merging.services,
        merging.playback,
        MarkingKeys(KeyWatch(parts.window), frozenset()),
        context.do,
        parts.window,
    )
    merging.services.settings.change(moment_reaction_ms=0)
    merging.play("Dusk")
    merging.pass_ms(800)
    pressed_ms = merging.playback.position_ms
    marking.press_key("f", False)
    merging.pass_ms(HOLD_MS + 100)
    held_ms = merging.playback.position_ms
    merge(merging)
    timeline = merging.services.timelines.timeline(TrackId(merging.ids["Dawn"]))
    (moment,) = timeline.moments
    assert moment.span.start_ms == pytest.approx(pressed_ms + SHIFT_MS, abs=NEAR_MS)
    assert moment.span.end_ms == pytest.approx(held_ms + SHIFT_MS, abs=NEAR_MS)


def test_a_trace_goes_on_at_its_music_in_the_track_kept(
    merging: Evening, parts: WindowParts
) -> None:
    tracing = Tracing(parts.context, parts.window)
    merging.play("Dusk")
    merging.pass_ms(608)
    tracing.arm()
    begun_ms = merging.playback.position_ms
    for _ in range(6):
        merging.pass_ms(48)
        tracing.tick()
    merge(merging)
    assert tracing.state == TRACING
    for _ in range(6):
        merging.pass_ms(48)
        tracing.tick()
    tracing.disarm()
    spans = [trace.span for trace in merging.services.traces.of_track(TrackId(merging.ids["Dawn"]))]
    assert spans[0].start_ms == pytest.approx(begun_ms + SHIFT_MS, abs=100)
    assert spans[-1].end_ms == pytest.approx(merging.playback.position_ms, abs=100)
    parts.context.undo()
    parts.context.undo()
    assert merging.playing == "Dusk"
