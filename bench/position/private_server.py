"""A PulseAudio of our own: no other program's, and none of its sound is heard."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

PATIENCE_S = 10.0
# A server does not start where another one's address is told, nor where another one has its name on
# the session bus.
_OTHERS = ("PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
_COMMAND = "pulseaudio -n --daemonize=no --use-pid-file=no --disable-shm --exit-idle-time=-1 -L"


class PrivateServer:
    """It has no device yet. `address_words` in its environment bring a program to it."""

    def __init__(self, folder: Path) -> None:
        address = folder / "native"
        self.address_words = {
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_SERVER": f"unix:{address}",
            "ALSA_CONFIG_PATH": "/nowhere",
        }
        own = {name: value for name, value in os.environ.items() if name not in _OTHERS}
        listening = f"module-native-protocol-unix socket={address} auth-anonymous=1"
        self._process = subprocess.Popen(
            [*_COMMAND.split(), listening],
            env={**own, "HOME": str(folder)},
            stderr=subprocess.DEVNULL,
        )
        self._wait_for(address)

    @property
    def process_id(self) -> int:
        return self._process.pid

    def tell(self, *words: str) -> str:
        """What `pactl` answers; raises when it declines."""
        environment = {**os.environ, **self.address_words}
        return subprocess.run(
            ["pactl", *words], env=environment, check=True, capture_output=True, text=True
        ).stdout

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _wait_for(self, address: Path) -> None:
        until_s = time.monotonic() + PATIENCE_S
        while not address.exists():
            if time.monotonic() > until_s:
                self.close()
                raise RuntimeError("pulseaudio did not start")
            time.sleep(0.005)
