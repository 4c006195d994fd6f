"""A PulseAudio of the test's own, whose devices go and come as the test says."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

SOUND_SERVER = "pulseaudio -n --daemonize=no --use-pid-file=no --disable-shm --exit-idle-time=-1"


def wait_until(is_true: Callable[[], bool], within_s: float = 5) -> None:
    until_s = time.monotonic() + within_s
    while not is_true():
        assert time.monotonic() < until_s
        time.sleep(0.005)


class SoundServer:
    """It starts with one device, which has the server's own name for it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.address = folder / "native"
        monkeypatch.setenv("PULSE_RUNTIME_PATH", str(folder))
        monkeypatch.setenv("PULSE_SERVER", f"unix:{self.address}")
        monkeypatch.setenv("ALSA_CONFIG_PATH", "/nowhere")
        # A server does not start where another one's address is told, nor where another one has its
        # name on the session bus.
        away = ("PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
        own = {name: value for name, value in os.environ.items() if name not in away}
        listening = f"module-native-protocol-unix socket={self.address} auth-anonymous=1"
        self.process = subprocess.Popen(
            [*SOUND_SERVER.split(), "-L", listening],
            env={**own, "HOME": str(folder)},
            stderr=subprocess.DEVNULL,
        )
        wait_until(self.address.exists)
        self.connect_device()

    def connect_device(self, name: str = "", description: str = "") -> None:
        words = [f"sink_name={name}"] if name else []
        words += [f"sink_properties=\"device.description='{description}'\""] if description else []
        self._tell("load-module", "module-null-sink", *words)

    def disconnect_device(self) -> None:
        self._tell("unload-module", "module-null-sink")

    def move_sound_to(self, name: str) -> None:
        """What plays now goes on in another device, as from a desktop's volume settings."""
        (stream, *_rest) = self._tell("list", "short", "sink-inputs").split()
        self._tell("move-sink-input", stream, name)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()

    def _tell(self, *words: str) -> str:
        return subprocess.run(["pactl", *words], check=True, capture_output=True, text=True).stdout
