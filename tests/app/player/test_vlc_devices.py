"""Which device the sound comes out of, as real libVLC says with a sound server of our own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.player.backend import VlcMissing
from app.player.late_backend import LateBackend
from app.player.missing_backend import MissingBackend
from app.player.output_device import DEFAULT_OUTPUT, OutputDevice
from app.player.troubles import vlc_missing
from app.player.vlc_backend import VlcBackend
from app.player.vlc_devices import current_device, list_devices
from tests.support.audio import tone, write_audio
from tests.support.polling import wait_until
from tests.support.sound_server import SoundServer

pytestmark = pytest.mark.alone

HEADPHONES = OutputDevice("bluez_sink.00_1B.a2dp", "Kopfhörer Rot")
TELEVISION = OutputDevice("hdmi", "Television")


@contextmanager
def opened(*, is_silent: bool = False) -> Iterator[VlcBackend]:
    try:
        made = VlcBackend(is_silent=is_silent)
    except VlcMissing as missing:
        pytest.skip(str(missing))
    try:
        yield made
    finally:
        made.close()


def test_the_device_is_known_once_it_sounds_and_after_the_sound_moves(
    sound_server: SoundServer, tmp_path: Path
) -> None:
    sound_server.disconnect_device()
    for device in (HEADPHONES, TELEVISION):
        sound_server.connect_device(device.id, device.name)
    with opened() as backend:
        assert backend.output_device() is None
        assert set(backend.output_devices()) == {HEADPHONES, TELEVISION}
        backend.open(write_audio(tmp_path / "tone.wav", tone(6)), 0)
        wait_until(lambda: not backend.poll() and backend.output_device() is not None)
        first = backend.output_device()
        assert first in (HEADPHONES, TELEVISION)
        second = TELEVISION if first == HEADPHONES else HEADPHONES
        sound_server.move_sound_to(second.id)
        wait_until(lambda: backend.output_device() == second)


def test_a_silent_output_has_no_device(tmp_path: Path) -> None:
    with opened(is_silent=True) as backend:
        backend.open(write_audio(tmp_path / "tone.wav", tone(2)), 0)
        wait_until(lambda: bool(backend.poll()))
        assert backend.output_device() is None
        assert backend.output_devices() == ()


def test_asking_for_the_device_does_not_open_the_backend() -> None:
    def never() -> VlcBackend:
        raise AssertionError("nobody wanted sound")

    late = LateBackend(never)
    assert late.output_device() is None
    assert late.output_devices() == ()


def test_without_vlc_there_is_no_device_and_no_working_second_backend() -> None:
    missing = MissingBackend(vlc_missing("not here"))
    assert missing.output_device() is None
    assert missing.output_devices() == ()
    other = missing.another()
    other.open(Path("x.wav"), 0)
    assert other.poll()


class Entry:
    def __init__(self, *devices: tuple[bytes, bytes | None]) -> None:
        (self.device, self.description), *rest = devices
        self.contents = self
        self.next = Entry(*rest) if rest else None


class Alsa:
    """libVLC's answers with ALSA, recorded."""

    def __init__(self, device: str | None, *listed: tuple[bytes, bytes | None]) -> None:
        self.device = device
        self.head = Entry(*listed) if listed else None
        self.released: list[object] = []

    def audio_output_device_get(self) -> str | None:
        return self.device

    def audio_output_device_enum(self) -> Entry | None:
        return self.head

    def libvlc_audio_output_device_list_release(self, head: object) -> None:
        self.released.append(head)


def test_the_plugins_of_alsa_are_not_devices() -> None:
    alsa = Alsa("default", (b"null", b"Discard all samples"), (b"default", b"Default"))
    assert current_device(alsa, alsa) == DEFAULT_OUTPUT
    assert list_devices(alsa, alsa) == (DEFAULT_OUTPUT,)
    assert alsa.released == [alsa.head]


def test_a_device_without_a_name_goes_by_its_id() -> None:
    odd = Alsa("b", (b"", b"Default"), (b"a", None), (b"\xff", b"Caf\xe9"))
    assert list_devices(odd, odd) == (OutputDevice("a", "a"), OutputDevice("�", "Caf�"))
    assert current_device(odd, odd) == OutputDevice("b", "b")
