"""The desktop's media keys: what it is told of the player, and what it can do with it."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from dbus_fast import DBusError

from app.player.queue import Repeat
from tests.support.app_harness import AppHarness, WindowSession
from tests.support.bus_client import PLAYER, ROOT, SPECIFIED, BusClient
from ui.remote.mpris.told import NO_TRACK

SECOND_US = 1_000_000
TITLES = ("one", "two", "three")


@pytest.fixture
def session(harness: AppHarness) -> WindowSession:
    """Three tracks of a minute, of which the second has played for 5 s, by hand."""
    for place, name in enumerate(TITLES):
        harness.record(f"{name}.wav", seconds=60, hz=300 + 100 * place)
    harness.take_in()
    harness.play_by_hand(one=60_000, two=60_000, three=60_000)
    session = harness.open()
    lines = [row.key for row in sorted(session.rows(), key=lambda row: TITLES.index(row.title))]
    session.playback.play_lines(lines, 1)
    session.turn(5_400)
    return session


@pytest.fixture
def client(session: WindowSession) -> Iterator[BusClient]:
    made = BusClient(session)
    yield made
    made.close()


def test_everything_is_told_as_specified(session: WindowSession, client: BusClient) -> None:
    row = session.playback.track
    assert row is not None
    root = client.all(ROOT)
    assert root["Identity"] == "OST My Heart"
    assert root["DesktopEntry"] == "ost-my-heart"
    assert root["SupportedUriSchemes"] == ["file"] and "audio/flac" in root["SupportedMimeTypes"]
    told = client.all()
    assert (told["PlaybackStatus"], told["LoopStatus"], told["Shuffle"]) == (
        "Playing",
        "None",
        False,
    )
    assert (told["MinimumRate"], told["Rate"], told["MaximumRate"]) == (0.5, 1.0, 2.0)
    assert told["Volume"] == session.playback.now.value.volume / 100
    can = ("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause", "CanSeek", "CanControl")
    assert all(told[name] for name in can)
    assert told["Position"] == session.playback.position_ms * 1000
    assert told["Metadata"]["xesam:title"] == row.title
    assert told["Metadata"]["mpris:length"] == 60 * SECOND_US
    assert told["Metadata"]["mpris:trackid"].endswith(f"/{row.id}")
    assert told["Metadata"]["xesam:url"].startswith("file:///")


def test_it_describes_itself_as_specified(client: BusClient) -> None:
    (text,) = client._ask("org.freedesktop.DBus.Introspectable", "Introspect", "", [])
    described = {interface.get("name"): interface for interface in ElementTree.fromstring(text)}
    for name, properties in SPECIFIED.items():
        assert {
            (one.get("name"), one.get("type"), one.get("access"))
            for one in described[name].iter("property")
        } == {
            (key, kind, "readwrite" if is_set else "read")
            for key, (kind, is_set) in properties.items()
        }
    player = described[PLAYER]
    assert {one.get("name") for one in player.iter("method")} == {
        *("Next", "Previous", "Pause", "PlayPause", "Stop", "Play", "Seek", "SetPosition"),
        "OpenUri",
    }
    (signal,) = player.iter("signal")
    assert (signal.get("name"), [arg.get("type") for arg in signal]) == ("Seeked", ["x"])


def test_the_keys_of_the_desktop_play_and_pause(session: WindowSession, client: BusClient) -> None:
    client.call("PlayPause")
    assert client.get("PlaybackStatus") == "Paused"
    client.call("Pause")
    assert client.get("PlaybackStatus") == "Paused", "it isn’t a toggle"
    client.call("Play")
    session.turn(400)
    client.call("Play")
    assert client.get("PlaybackStatus") == "Playing"
    client.call("Next")
    session.turn(400)
    assert client.get("Metadata")["xesam:title"] == "three"
    client.until(lambda: not client.get("CanGoNext"))
    client.call("Previous")
    session.turn(400)
    assert client.get("Metadata")["xesam:title"] in ("one", "two")
    client.call("Stop")
    assert (client.get("PlaybackStatus"), client.get("Position")) == ("Stopped", 0)


def test_it_seeks_within_the_track_and_tells_of_it_once(
    session: WindowSession, client: BusClient
) -> None:
    path = client.get("Metadata")["mpris:trackid"]
    client.call("SetPosition", "ox", path, 30 * SECOND_US)
    assert session.playback.position_ms == 30_000
    client.until(lambda: client.seeks() and client.seeks()[-1] == 30 * SECOND_US)
    assert client.seeks().count(30 * SECOND_US) == 1
    client.call("Seek", "x", -40 * SECOND_US)
    assert session.playback.position_ms == 0, "not before the start"
    client.call("SetPosition", "ox", path, 61 * SECOND_US)
    client.call("SetPosition", "ox", path, -SECOND_US)
    client.call("SetPosition", "ox", f"{path}0", 20 * SECOND_US)
    assert session.playback.position_ms == 0, "nothing of what isn’t there"
    client.call("Seek", "x", 70 * SECOND_US)
    session.turn(400)
    assert client.get("Metadata")["xesam:title"] == "three", "past the end is the next one"


def test_position_goes_on_while_the_window_is_busy(
    session: WindowSession, client: BusClient
) -> None:
    clock = session.harness.clock
    assert clock is not None
    before = client.get("Position")
    clock.turn_ms(700)  # nothing looks at the player meanwhile
    assert client.get("Position") == before + 700_000
    client.call("Pause")
    at = client.get("Position")
    clock.turn_ms(700)
    assert client.get("Position") == at


def test_what_is_set_outside_is_set_in_the_window(
    session: WindowSession, client: BusClient
) -> None:
    playback = session.playback
    client.set("Volume", 0.4)
    client.set("LoopStatus", "Track")
    client.set("Shuffle", True)
    client.set("Rate", 9.0)
    assert (client.get("Volume"), client.get("Rate")) == (0.4, 2.0)
    assert (playback.queue.repeat, playback.queue.is_shuffled) == (Repeat.ONE, True)
    client.set("Volume", -3.0)
    assert client.get("Volume") == 0.0
    playback.sound.set_muted(True)
    client.set("Volume", 7.0)
    assert client.get("Volume") == 1.0 and not playback.now.value.is_muted
    client.set("Rate", 0.0)
    assert client.get("PlaybackStatus") == "Paused"
    for name, value in (
        ("LoopStatus", "Forever"),
        ("Rate", float("nan")),
        ("Rate", -1.0),
        ("Volume", float("nan")),
    ):
        with pytest.raises(DBusError):
            client.set(name, value)
    assert client.get("Rate") == 2.0


def test_changes_are_told_with_their_values_and_never_in_a_flood(
    session: WindowSession, client: BusClient
) -> None:
    client.heard.clear()
    playback = session.playback
    for at_ms in range(1_000, 41_000, 200):
        playback.seek_ms(at_ms)
        playback.sound.set_volume(at_ms // 500)
        client.get("Position")  # a round trip, so that time passes
    client.until(lambda: client.changes() and client.changes()[-1] == {"Volume": 0.81})
    client.until(lambda: client.seeks()[-1] == 40_800_000)
    first_s, last_s = client.heard[0].at_s, client.heard[-1].at_s
    assert len(client.heard) - 2 <= 8 * (last_s - first_s), "eight a second, after the first two"


def test_without_a_track_play_starts_the_music(harness: AppHarness) -> None:
    harness.record("theme.wav", seconds=30)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    client = BusClient(session)
    told = client.all()
    assert told["Metadata"] == {"mpris:trackid": NO_TRACK}
    assert (told["CanPlay"], told["CanSeek"], told["CanGoNext"]) == (True, False, False)
    for verb in ("Next", "Previous", "Pause", "Stop"):
        client.call(verb)
    assert client.get("PlaybackStatus") == "Stopped"
    client.call("Play")
    session.turn(400)
    assert client.get("PlaybackStatus") == "Playing"
    client.close()


def test_a_file_is_opened_and_anything_else_declined(
    session: WindowSession, client: BusClient
) -> None:
    new = session.harness.record("Ärger & 1 mehr.wav", seconds=10)
    client.call("OpenUri", "s", new.as_uri())
    client.until(lambda: any(row.title == new.stem for row in session.rows()))
    for address in ("https://example.org/a.mp3", "file://elsewhere/a.mp3", "file:///a%00b", "x"):
        with pytest.raises(DBusError):
            client.call("OpenUri", "s", address)


def test_the_window_closes_when_the_desktop_asks(session: WindowSession, client: BusClient) -> None:
    client.call("Quit", interface=ROOT)
    client.until(lambda: not session.window.isVisible())


def test_playerctl_sees_and_moves_the_player(session: WindowSession, client: BusClient) -> None:
    def ctl(*words: str) -> str:
        command = ["playerctl", "--player", "ost_my_heart", *words]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) as process:
            client.until(lambda: process.poll() is not None)
            out, err = process.communicate()
        assert process.returncode == 0, err
        return out.strip()

    assert ctl("status") == "Playing"
    assert ctl("metadata", "--format", "{{title}}|{{mpris:length}}") == "two|60000000"
    ctl("position", "20")
    assert session.playback.position_ms == 20_000
    assert 20.0 <= float(ctl("position")) < 21.0, "it goes on by its own clock"
    ctl("volume", "0.5")
    assert ctl("volume").startswith("0.5")
    ctl("pause")
    assert ctl("status") == "Paused"


def test_nothing_breaks_without_a_bus(harness: AppHarness, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={harness.music}/bus")
    session = harness.playing(1_000)
    session.playback.seek_ms(4_000)
    assert session.playback.position_ms == 4_000


def test_nothing_breaks_when_the_bus_dies(
    harness: AppHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"unix:path={harness.music}/bus"
    daemon = subprocess.Popen(["dbus-daemon", "--session", "--nofork", f"--address={address}"])
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    session = harness.playing(1_000)
    client = BusClient(session)
    daemon.kill()
    daemon.wait()
    session.until(lambda: not any(one.name == "session bus" for one in threading.enumerate()))
    session.playback.seek_ms(4_000)
    session.playback.toggle()
    assert session.playback.position_ms == 4_000
    client.close()
