"""The playback as every screen sees it."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.timecode import Span
from app.player.queue import Repeat
from app.player.records import PlayState
from app.profile.settings import SettingsFile
from tests.support.lines import own
from tests.support.scripted_backend import HandClock, ScriptedBackend
from tests.support.track_verbs import edit_tracks, remove_tracks
from tests.support.window_parts import WindowParts
from tests.ui.bridge.conftest import LASTS_MS, TITLES, Evening
from ui.bridge.playback.playback import Playback


def test_a_track_plays(evening: Evening) -> None:
    evening.play("Dawn")
    evening.pass_ms(600)
    assert (evening.playing, evening.state) == ("Dawn", PlayState.PLAYING)
    assert 480 <= evening.playback.position_ms <= 600


def test_the_queue_advances_by_itself(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(LASTS_MS + 500)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.PLAYING)


def test_it_stops_at_the_end_of_the_queue(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(2 * LASTS_MS + 1000)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.ENDED)
    assert not evening.playback.is_playing
    evening.playback.toggle()
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.PLAYING)


def test_a_missing_file_is_reported_once_by_name_and_the_next_track_plays(evening: Evening) -> None:
    evening.play(*TITLES)
    evening.lose("Dusk")
    evening.pass_ms(LASTS_MS + 800)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    (fault,) = evening.faults
    assert "“Dusk”" in fault.what
    assert "Dusk.wav" in fault.why
    assert "Locate…" in fault.remedy
    assert len(evening.playback.queue.items) == 3, "it stays in the queue, in case it comes back"


def test_asking_for_a_missing_track_is_reported_and_the_music_plays_on(
    evening: Evening,
) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    evening.lose("Dusk")
    evening.play("Dusk")
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Dawn", PlayState.PLAYING)
    assert [fault.what for fault in evening.faults] == [
        "“Dusk” can’t be played: its file isn’t there."
    ]


@pytest.mark.logs("while playing: “Dusk.wav” can’t be played.")
def test_a_track_that_fails_as_soon_as_it_is_opened_gives_way_to_the_next(
    evening: Evening,
) -> None:
    evening.play(*TITLES)
    while evening.backend.path != evening.music / "Dusk.wav":
        evening.pass_ms(16)
    evening.backend.fail(Problem("“Dusk.wav” can’t be played."))
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    assert [fault.what for fault in evening.faults] == ["“Dusk.wav” can’t be played."]


def test_retrying_a_missing_track_doesnt_affect_the_next_queue(
    evening: Evening,
) -> None:
    evening.lose("Dawn")
    for _ in range(4):
        evening.play("Dawn")
        evening.pass_ms(100)
    evening.play(*TITLES)
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Dusk", PlayState.PLAYING)


def test_a_queue_of_missing_tracks_names_each_and_gives_up(evening: Evening) -> None:
    evening.playback.queueing.set_repeat(Repeat.ALL)
    for title in TITLES:
        evening.lose(title)
    evening.play(*TITLES)
    evening.pass_ms(1000)
    assert [fault.what.partition("”")[0][1:] for fault in evening.faults] == TITLES
    assert evening.playing == ""


def test_a_track_deleted_from_the_library_is_skipped(evening: Evening) -> None:
    evening.play(*TITLES)
    remove_tracks(evening.services.library, [evening.ids["Dusk"]])
    evening.pass_ms(LASTS_MS + 800)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    (fault,) = evening.faults
    assert "no longer in the library" in fault.what


def test_the_next_track_is_ready_before_its_turn(evening: Evening) -> None:
    evening.play("Dawn", "Dusk")
    evening.pass_ms(500)
    assert [path.name for path, _ in evening.backend.prepared] == ["Dusk.wav"]


def test_hearing_another_tracks_mark_plays_its_passage_and_pauses(evening: Evening) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    evening.playback.hear(evening.ids["Night"], Span(800, 1200), preroll_ms=300)
    assert evening.playback.position_ms == 500
    evening.pass_ms(300)
    assert (evening.playing, evening.state) == ("Night", PlayState.PLAYING)
    evening.pass_ms(700)
    assert evening.state is PlayState.PAUSED
    assert evening.finished == [Span(800, 1200)]
    assert 1150 <= evening.playback.position_ms <= 1250


def test_hearing_a_mark_without_its_file_names_the_track_and_leaves_the_music_alone(
    evening: Evening,
) -> None:
    evening.play("Dawn")
    evening.pass_ms(200)
    evening.lose("Night")
    evening.playback.hear(evening.ids["Night"], Span(800, 1200))
    evening.pass_ms(200)
    assert (evening.playing, evening.state) == ("Dawn", PlayState.PLAYING)
    assert evening.playback.queue.items == own(evening.ids["Dawn"])
    (fault,) = evening.faults
    assert "“Night”" in fault.what


def test_a_loop_repeats_until_it_is_switched_off(evening: Evening) -> None:
    heard: list[Span | None] = []
    evening.playback.loop_changed.connect(heard.append)
    evening.play("Dawn", "Dusk")
    evening.playback.set_loop(Span(400, 900))
    evening.pass_ms(3000)
    assert evening.playing == "Dawn"
    assert 400 <= evening.playback.position_ms < 900
    evening.playback.set_loop(None)
    evening.pass_ms(LASTS_MS)
    assert evening.playing == "Dusk"
    assert heard[-3:] == [Span(400, 900), None, None], (
        "set, switched off, and the next track’s none"
    )


def test_sound_and_repeat_are_remembered(evening: Evening) -> None:
    playback = evening.playback
    playback.sound.set_volume(35)
    playback.sound.set_muted(True)
    playback.sound.set_rate(1.25)
    playback.queueing.set_repeat(Repeat.ALL)
    playback.close()
    services = evening.services
    services.settings = SettingsFile(services.paths.settings_file)  # as the next start reads it
    backend = ScriptedBackend(HandClock())
    again = Playback(services, backend)
    assert (backend.volume, backend.is_muted, backend.rate) == (35, True, 1.25)
    assert again.queue.repeat is Repeat.ALL
    again.close()


def test_an_unknown_repeat_setting_counts_as_off(evening: Evening) -> None:
    evening.services.settings.change(repeat="sometimes")
    again = Playback(evening.services, ScriptedBackend(HandClock()))
    assert again.queue.repeat is Repeat.OFF
    again.close()


def test_a_track_deleted_while_it_plays_leaves_the_player(
    evening: Evening, parts: WindowParts
) -> None:
    shown: list[object] = []
    evening.playback.track_changed.connect(shown.append)
    evening.play("Dawn")
    evening.pass_ms(300)
    remove_tracks(evening.services.library, [evening.ids["Dawn"]])
    assert (evening.playing, evening.state) == ("", PlayState.EMPTY)
    assert shown[-1] is None
    assert evening.playback.playhead() is None, "there is nothing to mark"
    evening.playback.toggle()
    evening.pass_ms(100)
    assert evening.state is PlayState.EMPTY
    parts.context.history.stack.undo()
    evening.play("Dawn")
    evening.pass_ms(300)
    assert evening.state is PlayState.PLAYING


def test_a_track_renamed_while_it_plays_goes_on_under_its_new_name(
    evening: Evening, parts: WindowParts
) -> None:
    evening.play("Dawn")
    evening.pass_ms(300)
    edit_tracks(evening.services.library, [evening.ids["Dawn"]], title="First light")
    assert (evening.playing, evening.state) == ("First light", PlayState.PLAYING)
