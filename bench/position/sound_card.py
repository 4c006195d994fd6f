"""A PulseAudio of our own with one device that makes no noise, and a recorder on that device."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.position.private_server import PATIENCE_S, PrivateServer

RATE_HZ = 48_000
DEVICE = "measured"
# Audio servers run above other programs on a listener's machine too.
PRIORITY = -11


def missing_tools() -> str:
    """What is not installed, for a message; empty when all is there."""
    wanted = ("pulseaudio", "pactl", "parec", "ffmpeg")
    return ", ".join(name for name in wanted if shutil.which(name) is None)


class SoundCard:
    """The device and its server. `environment` is what a program needs to play into it."""

    def __init__(self, folder: Path, device: str = DEVICE) -> None:
        self._server = PrivateServer(folder)
        self.environment = {**os.environ, **self._server.address_words}
        raise_priority(self._server.process_id)
        self.connect(device)

    @property
    def process_id(self) -> int:
        return self._server.process_id

    def connect(self, device: str) -> None:
        """norewinds: a real card can't take back what it played, nor should the recorded one."""
        self._server.tell(
            "load-module",
            "module-null-sink",
            f"sink_name={device}",
            f"rate={RATE_HZ}",
            "norewinds=1",
            f"sink_properties=device.description={device}",
        )

    def disconnect(self) -> None:
        self._server.tell("unload-module", "module-null-sink")

    def close(self) -> None:
        self._server.close()


class Recorder:
    """Records the device, and notes when which sample came.

    The server makes sound in pieces of about 4 ms and hands out each as it is made; the device
    plays it during the piece's own length. So the earliest arrivals and one piece tell when a
    sample was played, to about 3 ms.
    """

    def __init__(self, card: SoundCard, device: str = DEVICE, *, follows: bool = False) -> None:
        self._command = ["parec", "--raw", "-d", f"{device}.monitor", "--format=s16le"]
        self._command += ["--channels=1", f"--rate={RATE_HZ}"]
        self._command += ["--latency-msec=4", "--process-time-msec=4"]
        self._environment = card.environment
        self._follows = follows
        self._is_over = False
        self._pieces: list[bytes] = []
        self._arrivals: list[tuple[int, int]] = []  # monotonic ns, samples until then
        self._process = self._begin()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        _wait_until(lambda: len(self._arrivals) > 20, "the recorder heard nothing")

    def stop(self) -> tuple[NDArray[np.float32], float]:
        """The samples, and the monotonic time of the first one in milliseconds."""
        self._is_over = True
        self._process.terminate()
        self._thread.join()
        self._process.wait()
        arrived = np.array(self._arrivals, float)
        begins_ms = arrived[:, 0] / 1e6 - arrived[:, 1] * 1000 / RATE_HZ
        piece_ms = float(np.median(np.diff(arrived[:, 1]))) * 1000 / RATE_HZ
        samples = np.frombuffer(b"".join(self._pieces), "<i2").astype(np.float32)
        samples /= np.float32(32768)
        return samples, float(np.percentile(begins_ms, 2)) + piece_ms

    def _begin(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(self._command, stdout=subprocess.PIPE, env=self._environment)
        raise_priority(process.pid)
        return process

    def _run(self) -> None:
        count = self._read(0)
        while self._follows and not self._is_over:
            self._process.wait()
            self._process = self._begin()
            count = self._read(count)

    def _read(self, count: int) -> int:
        """Reads until the recording program ends; missing time before it is filled with silence."""
        assert self._process.stdout is not None
        is_first = True
        while piece := os.read(self._process.stdout.fileno(), 65536):
            now_ns = time.monotonic_ns()
            if is_first and self._arrivals:
                since_ns, known = self._arrivals[-1]
                missing = round((now_ns - since_ns) * RATE_HZ / 1e9) - len(piece) // 2
                count = known + max(0, missing)
                self._pieces.append(bytes(2 * max(0, missing)))
            is_first = False
            count += len(piece) // 2
            self._pieces.append(piece)
            self._arrivals.append((now_ns, count))
        self._process.stdout.close()
        return count


def raise_priority(process: int) -> None:
    """Ahead of the load that is measured against, where the system lets us; as it is elsewhere."""
    if hasattr(os, "setpriority") and os.geteuid() == 0:
        os.setpriority(os.PRIO_PROCESS, process, PRIORITY)


def _wait_until(is_so: object, otherwise: str) -> None:
    assert callable(is_so)
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise RuntimeError(otherwise)
        time.sleep(0.01)
