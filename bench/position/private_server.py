"""A sound server of our own: no other program uses it, and nothing it plays is heard."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

PULSEAUDIO, PIPEWIRE = "pulseaudio", "pipewire"
SERVERS = {
    PULSEAUDIO: ("pulseaudio", "pactl", "parec"),
    PIPEWIRE: ("pipewire", "wireplumber", "pipewire-pulse", "dbus-daemon", "pactl", "parec"),
}
PATIENCE_S = 10.0
# A server doesn't start if the environment names another one, or if another one has its name on the
# session bus.
_OTHERS = ("PULSE_SERVER", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY")
_PULSEAUDIO = "pulseaudio -n --daemonize=no --use-pid-file=no --disable-shm --exit-idle-time=-1 -L"
# PipeWire's usual cycle of 21 ms, which a recorder of small pieces would shorten. The session
# manager has to leave the machine's own sound cards and cameras alone: WirePlumber 0.4, then 0.5.
_SETTINGS = {
    "wireplumber/main.lua.d/51-none.lua": (
        "alsa_monitor.enabled = false\nv4l2_monitor.enabled = false\n"
        "libcamera_monitor.enabled = false\n"
    ),
    "wireplumber/bluetooth.lua.d/51-none.lua": "bluez_monitor.enabled = false\n",
    "wireplumber/wireplumber.conf.d/51-none.conf": (
        "wireplumber.profiles = { main = { hardware.audio = disabled,"
        " hardware.bluetooth = disabled, hardware.video-capture = disabled } }\n"
    ),
    "pipewire/pipewire.conf.d/51-cycle.conf": (
        "context.properties = { default.clock.min-quantum = 1024 }\n"
    ),
}


class PrivateServer:
    """It has no device yet. With `address_words` in its environment, a program plays to it."""

    def __init__(self, folder: Path, kind: str = PULSEAUDIO) -> None:
        self.kind = kind
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        own = {name: value for name, value in os.environ.items() if name not in _OTHERS}
        self._own = {**own, "HOME": str(folder)}
        start = self._start_pipewire if kind == PIPEWIRE else self._start_pulseaudio
        self.address_words = {"PULSE_RUNTIME_PATH": str(folder), "ALSA_CONFIG_PATH": "/nowhere"}
        self.address_words["PULSE_SERVER"] = f"unix:{start()}"

    @property
    def process_ids(self) -> tuple[int, ...]:
        """What makes the sound, in the order in which it is started."""
        return tuple(process.pid for process in self._processes)

    def tell(self, *words: str) -> str:
        """What `pactl` answers; raises if it refuses."""
        environment = {**os.environ, **self.address_words}
        return subprocess.run(
            ["pactl", *words], env=environment, check=True, capture_output=True, text=True
        ).stdout

    def tell_once_ready(self, *words: str) -> str:
        """The same for what a session manager refuses until it has started."""
        until_s = time.monotonic() + PATIENCE_S
        while True:
            try:
                return self.tell(*words)
            except subprocess.CalledProcessError:
                if time.monotonic() > until_s:
                    raise
                time.sleep(0.05)

    def close(self) -> None:
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _start_pulseaudio(self) -> Path:
        address = self._folder / "native"
        listening = f"module-native-protocol-unix socket={address} auth-anonymous=1"
        self._run([*_PULSEAUDIO.split(), listening])
        self._wait_for(address)
        return address

    def _start_pipewire(self) -> Path:
        runtime, config = self._folder / "run", self._folder / "config"
        runtime.mkdir(mode=0o700)
        for name, text in _SETTINGS.items():
            path = config / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        bus = runtime / "bus"
        self._own |= {
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CONFIG_HOME": str(config),
            "XDG_STATE_HOME": str(self._folder / "state"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}",
        }
        self._run(["dbus-daemon", "--session", "--nofork", f"--address=unix:path={bus}"])
        self._wait_for(bus)
        self._run(["pipewire"])
        self._wait_for(runtime / "pipewire-0")
        self._run(["wireplumber"])
        self._run(["pipewire-pulse"])
        self._wait_for(address := runtime / "pulse" / "native")
        return address

    def _run(self, command: list[str]) -> None:
        nothing = subprocess.DEVNULL
        self._processes.append(
            subprocess.Popen(command, env=self._own, stdout=nothing, stderr=nothing)
        )

    def _wait_for(self, address: Path) -> None:
        until_s = time.monotonic() + PATIENCE_S
        while not address.exists():
            if time.monotonic() > until_s:
                self.close()
                raise RuntimeError(f"{self.kind} did not start")
            time.sleep(0.005)
