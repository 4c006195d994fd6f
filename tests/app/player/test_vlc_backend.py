"""What only libVLC can get wrong: files, outputs, being missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.player import vlc_instance
from app.player.backend import (
    BackendEvent,
    BackendFault,
    EndReached,
    LengthKnown,
    TimeReport,
    VlcMissing,
)
from app.player.vlc_backend import VlcBackend
from app.player.vlc_instance import file_uri
from tests.support.audio import clicks, tone, write_audio
from tests.support.polling import wait_until
from tests.support.sound_server import SoundServer

pytestmark = pytest.mark.alone

Wait = Callable[[type[BackendEvent]], BackendEvent]


@pytest.fixture
def backend() -> Iterator[VlcBackend]:
    try:
        made = VlcBackend(is_silent=True)
    except VlcMissing as missing:
        pytest.skip(str(missing))
    yield made
    made.close()


def wait_for(backend: VlcBackend, kind: type[BackendEvent], within_s: float = 5) -> BackendEvent:
    """The first of the kind; what the same look told after it is dropped."""
    found: list[BackendEvent] = []

    def look() -> bool:
        found.extend(event for event in backend.poll() if isinstance(event, kind))
        return bool(found)

    wait_until(look, within_s, lambda: f"no {kind.__name__} within {within_s} s")
    return found[0]


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".ogg", ".opus", ".mp3", ".m4a", ".aiff"])
def test_every_format_plays_and_seeks_where_it_should(
    backend: VlcBackend, tmp_path: Path, suffix: str
) -> None:
    path = write_audio(tmp_path / f"clicks{suffix}", clicks(20, rate_hz=48_000), rate_hz=48_000)
    backend.open(path, 0)
    length = wait_for(backend, LengthKnown)
    assert isinstance(length, LengthKnown)
    assert length.duration_ms == pytest.approx(20_000, abs=80)
    wait_for(backend, TimeReport)
    backend.seek(12_000)
    first = wait_for(backend, TimeReport)
    second = wait_for(backend, TimeReport)
    assert isinstance(first, TimeReport)
    assert isinstance(second, TimeReport)
    assert first.position_ms == pytest.approx(12_000, abs=100)
    passed_ms = (second.monotonic_ns - first.monotonic_ns) / 1e6
    assert second.position_ms - first.position_ms == pytest.approx(passed_ms, abs=30)


def test_a_place_that_is_sought_again_at_once_begins_anew(
    backend: VlcBackend, tmp_path: Path
) -> None:
    """In an MP3, what was heard before goes on for a moment; it begins 70 ms before the place."""
    path = write_audio(tmp_path / "clicks.mp3", clicks(20))
    backend.open(path, 0)
    wait_for(backend, TimeReport)
    for _ in range(4):
        backend.seek(12_000)
        report = wait_for(backend, TimeReport)
        assert isinstance(report, TimeReport)
        assert report.position_ms == pytest.approx(11_930, abs=60)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf8_plays(backend: VlcBackend, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 #1%20?.wav"))
    source = write_audio(tmp_path / "plain.wav", tone(1))
    source.rename(path)
    backend.open(path, 0)
    wait_for(backend, EndReached)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize(
    "name",
    [
        "a.wav :sout=#std{access=file,dst=out}",
        "a.wav#1:2-3:4.wav",
        "a!/b.wav",
        "http:a.wav",
        "a.wav :demux=any",
        "a@1.wav;b.wav",
    ],
)
def test_a_name_is_never_taken_for_an_option_or_an_address(
    backend: VlcBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    source = write_audio(tmp_path / "plain.wav", tone(0.3))
    source.rename(path)
    before = set(tmp_path.rglob("*"))
    backend.open(Path(name), 0)
    wait_for(backend, EndReached)
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg makes this file")
def test_speex_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    """VLC's own decoder for it crashed in two runs of five."""
    source, path = write_audio(tmp_path / "a.wav", tone(2)), tmp_path / "a.spx"
    subprocess.run(["ffmpeg", "-v", "error", "-i", source, "-ar", "16000", path], check=True)
    (tmp_path / "files").mkdir()
    for number in range(5):
        shutil.copy(path, tmp_path / "files" / f"{number}.spx")
    run = subprocess.run(
        [sys.executable, "-m", "tests.support.meet_files", tmp_path / "files", tmp_path],
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 0
    assert json.loads(run.stdout)["played"] == []


def test_a_file_uri_keeps_every_byte() -> None:
    assert file_uri(Path(os.fsdecode(b"/m/caf\xe9 #1.ogg"))) == "file:///m/caf%E9%20%231.ogg"


def test_a_sound_of_50_ms_plays_to_its_end(backend: VlcBackend, tmp_path: Path) -> None:
    backend.open(write_audio(tmp_path / "short.wav", tone(0.05)), 0)
    wait_for(backend, EndReached)


@pytest.mark.parametrize("content", [b"", b"\x93\x01random\x00" * 700], ids=["empty", "random"])
def test_a_file_without_sound_is_a_fault(
    backend: VlcBackend, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broken.mp3"
    path.write_bytes(content)
    backend.open(path, 0)
    fault = wait_for(backend, BackendFault)
    assert isinstance(fault, BackendFault)
    assert fault.is_fatal
    assert "broken.mp3" in fault.problem.what


def test_after_a_broken_file_the_next_one_plays(backend: VlcBackend, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ogg"
    broken.write_bytes(b"")
    backend.open(broken, 0)
    wait_for(backend, BackendFault)
    backend.open(write_audio(tmp_path / "whole.wav", tone(0.3)), 0)
    wait_for(backend, EndReached)


def test_a_file_with_the_wrong_extension_plays(backend: VlcBackend, tmp_path: Path) -> None:
    path = write_audio(tmp_path / "really.flac", tone(0.5)).rename(tmp_path / "claims.mp3")
    backend.open(path, 0)
    wait_for(backend, EndReached)


@pytest.mark.logs("trying VLC’s own demuxer")
def test_without_avformat_vlcs_own_demuxer_takes_over(
    backend: VlcBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with MIDI: avformat declines what another demuxer reads."""
    monkeypatch.setattr("app.player.vlc_demuxers.AVFORMAT", ":demux=nosuchmodule")
    backend.open(write_audio(tmp_path / "tone.wav", tone(0.5)), 0)
    wait_for(backend, EndReached)


def test_a_poll_costs_next_to_nothing(backend: VlcBackend, tmp_path: Path) -> None:
    backend.open(write_audio(tmp_path / "tone.wav", tone(3)), 0)
    wait_for(backend, TimeReport)
    began_ns = time.perf_counter_ns()
    for _ in range(1000):
        backend.poll()
    assert (time.perf_counter_ns() - began_ns) / 1000 < 200_000


def test_with_a_wrong_library_path_vlc_is_missing_and_nothing_crashes() -> None:
    code = (
        "from app.player.vlc_backend import VlcBackend\n"
        "from app.player.backend import VlcMissing\n"
        "try: VlcBackend()\n"
        "except VlcMissing as missing: print(missing.remedy)\n"
    )
    environment = {**os.environ, "PYTHON_VLC_LIB_PATH": "/nowhere/libvlc.so"}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert "nstall" in run.stdout


def test_vlc_is_missing_if_libvlc_makes_no_instance() -> None:
    try:
        vlc = vlc_instance.load_vlc()
    except VlcMissing as missing:
        pytest.skip(str(missing))
    with pytest.raises(VlcMissing):
        vlc_instance.new_instance(vlc, "--no-such-option-at-all")


def test_importing_the_backend_does_not_load_vlc() -> None:
    code = "import sys, app.player.vlc_backend; sys.exit('vlc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="needs PulseAudio and ALSA to be absent")
@pytest.mark.logs("no sound device takes the sound")
def test_without_a_sound_device_it_plays_silently_and_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/nowhere")
    path = write_audio(tmp_path / "tone.wav", tone(3))
    backend = VlcBackend()
    try:
        backend.open(path, 0)
        events: list[BackendEvent] = []

        def has_ended() -> bool:
            events.extend(backend.poll())
            return any(isinstance(event, EndReached) for event in events)

        wait_until(has_ended, within_s=6)
    finally:
        backend.close()
    faults = [event for event in events if isinstance(event, BackendFault)]
    assert [fault.is_fatal for fault in faults] == [False]
    assert "silently" in faults[0].problem.what


@pytest.fixture
def loud_backend(sound_server: SoundServer) -> Iterator[VlcBackend]:
    """Plays to the sound server's device, while there is one."""
    try:
        made = VlcBackend()
    except VlcMissing as missing:
        pytest.skip(str(missing))
    yield made
    made.close()


@pytest.mark.parametrize("what", ["device", "server"])
@pytest.mark.logs("no sound device takes the sound")
def test_a_lost_sound_device_is_reported_once_and_the_music_plays_on_in_real_time(
    loud_backend: VlcBackend, sound_server: SoundServer, tmp_path: Path, what: str
) -> None:
    loud_backend.open(write_audio(tmp_path / "tone.wav", tone(6)), 0)
    began_ns = time.monotonic_ns()
    position_after(loud_backend, 1000)
    if what == "device":
        sound_server.disconnect_device()
    else:
        sound_server.end()
    events: list[BackendEvent] = []

    def is_over() -> bool:
        events.extend(loud_backend.poll())
        return any(isinstance(event, EndReached) for event in events)

    wait_until(is_over, within_s=9)
    faults = [event for event in events if isinstance(event, BackendFault)]
    assert [(fault.is_fatal, "disconnected" in fault.problem.what) for fault in faults] == [
        (False, True)
    ]
    assert (time.monotonic_ns() - began_ns) / 1e6 == pytest.approx(6000, abs=700)
    reports = [event.position_ms for event in events if isinstance(event, TimeReport)]
    assert reports == sorted(reports)


@pytest.mark.logs("no sound device takes the sound")
def test_a_track_started_after_the_device_came_back_is_heard(
    loud_backend: VlcBackend, sound_server: SoundServer, tmp_path: Path
) -> None:
    path = write_audio(tmp_path / "tone.wav", tone(20))
    loud_backend.open(path, 0)
    position_after(loud_backend, 600)
    sound_server.disconnect_device()
    wait_for(loud_backend, BackendFault)
    sound_server.connect_device()
    loud_backend.open(path, 0)
    events: list[BackendEvent] = []

    def has_played() -> bool:
        events.extend(loud_backend.poll())
        return any(isinstance(e, TimeReport) and e.position_ms > 1500 for e in events)

    wait_until(has_played)
    assert not any(isinstance(event, BackendFault) for event in events)
    inputs = subprocess.run(["pactl", "list", "short", "sink-inputs"], capture_output=True)
    assert inputs.stdout.strip(), "a stream reaches the device"


def position_after(backend: VlcBackend, position_ms: int) -> None:
    """Waits until the sound is past a position."""

    def is_past() -> bool:
        news = backend.poll()
        return any(isinstance(e, TimeReport) and e.position_ms > position_ms for e in news)

    wait_until(is_past)


@pytest.mark.logs("no sound device takes the sound")
def test_the_sound_moves_by_itself_to_a_device_that_appears(
    loud_backend: VlcBackend, sound_server: SoundServer, tmp_path: Path
) -> None:
    loud_backend.open(write_audio(tmp_path / "tone.wav", tone(20)), 0)
    position_after(loud_backend, 600)
    sound_server.disconnect_device()
    wait_for(loud_backend, BackendFault)
    sound_server.connect_device("another")
    fault = wait_for(loud_backend, BackendFault)
    assert isinstance(fault, BackendFault)
    assert not fault.is_fatal
    assert "again" in fault.problem.what
    events: list[BackendEvent] = []

    def has_played_on() -> bool:
        events.extend(loud_backend.poll())
        return sum(isinstance(event, TimeReport) for event in events) > 4

    wait_until(has_played_on)
    inputs = subprocess.run(["pactl", "list", "short", "sink-inputs"], capture_output=True)
    assert inputs.stdout.strip(), "a stream reaches the device"
    reports = [event.position_ms for event in events if isinstance(event, TimeReport)]
    assert reports == sorted(reports)
    assert reports[0] > 600, "it goes on where it was"


def test_a_file_that_ends_before_it_is_buffered_plays(backend: VlcBackend, tmp_path: Path) -> None:
    """Shorter than the second that libVLC buffers, so it never reports being ready."""
    path = write_audio(tmp_path / "tone.wav", tone(3))
    backend.open(path, 2_400)
    report = wait_for(backend, TimeReport)
    assert isinstance(report, TimeReport)
    assert 2_340 <= report.position_ms < 3_000
    wait_for(backend, EndReached)
