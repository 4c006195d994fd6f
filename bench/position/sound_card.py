"""A sound server of our own with one silent device, and a recorder on that device."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.position.private_server import PATIENCE_S, PULSEAUDIO, SERVERS, PrivateServer

RATE_HZ = 48_000
DEVICE = "measured"
# On a listener's machine, too, audio servers run with a higher priority than other programs.
PRIORITY = -11
SURE_OF = 50  # pieces
SMALLEST_GAP_MS = 3.0
TOGETHER_NS = 1_000_000


def missing_tools(server: str = PULSEAUDIO) -> str:
    """What is not installed, for a message; empty if everything is there."""
    wanted = (*SERVERS[server], "ffmpeg")
    return ", ".join(name for name in wanted if shutil.which(name) is None)


class SoundCard:
    """The device and its server. `environment` is what a program needs to play to it."""

    def __init__(self, folder: Path, server: str = PULSEAUDIO) -> None:
        self._server = PrivateServer(folder, server)
        self.environment = {**os.environ, **self._server.address_words}
        for process_id in self.process_ids:
            raise_priority(process_id)
        self.connect(DEVICE)

    @property
    def process_ids(self) -> tuple[int, ...]:
        return self._server.process_ids

    def connect(self, device: str) -> None:
        """norewinds: a real card can't take back what it played, so this one mustn't either."""
        words = [f"sink_name={device}", f"rate={RATE_HZ}"]
        words += ["norewinds=1"] if self._server.kind == PULSEAUDIO else []
        words += [f"sink_properties=device.description={device}"]
        self._server.tell("load-module", "module-null-sink", *words)
        self._server.tell_once_ready("set-default-sink", device)

    def disconnect(self) -> None:
        self._server.tell("unload-module", "module-null-sink")

    def close(self) -> None:
        self._server.close()


class Recorder:
    """Records the device, and notes when each sample arrived.

    The server makes sound in pieces, PulseAudio of 4 ms and PipeWire of 21, and passes each on as
    soon as it is made; the device plays it for the length of the piece. So the earliest arrivals,
    plus one piece, say when a sample was played, to about 3 ms.
    """

    def __init__(self, card: SoundCard, device: str = DEVICE, *, follows: bool = False) -> None:
        self._command = ["parec", "--raw", "-d", f"{device}.monitor", "--format=s16le"]
        self._command += ["--channels=1", f"--rate={RATE_HZ}"]
        self._command += ["--latency-msec=4", "--process-time-msec=4"]
        self._environment = card.environment
        self._follows = follows
        self._is_over = False
        self._pieces: list[bytes] = []
        self._arrivals: list[tuple[int, int]] = []  # monotonic ns, number of samples until then
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
        at_ns, count = np.array(self._arrivals, float).T
        began_ms = at_ns / 1e6 - count * 1000 / RATE_HZ
        piece_ms = _piece_ms(at_ns, count)
        missing = _missing_before(began_ms)
        pieces = zip(self._pieces, missing, strict=True)
        sound = b"".join(bytes(2 * frames) + piece for piece, frames in pieces)
        samples = np.frombuffer(sound, "<i2").astype(np.float32) / np.float32(32768)
        began_ms -= np.cumsum(missing) * 1000 / RATE_HZ
        return samples, float(np.percentile(began_ms, 2)) + piece_ms

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
        """Reads until the recording program ends; time missing before it is filled with silence."""
        assert self._process.stdout is not None
        is_first = True
        while piece := os.read(self._process.stdout.fileno(), 65536):
            now_ns = time.monotonic_ns()
            if is_first and self._arrivals:
                since_ns, known = self._arrivals[-1]
                missing = round((now_ns - since_ns) * RATE_HZ / 1e9) - len(piece) // 2
                count, piece = known, bytes(2 * max(0, missing)) + piece
            is_first = False
            count += len(piece) // 2
            self._pieces.append(piece)
            self._arrivals.append((now_ns, count))
        self._process.stdout.close()
        return count


def _piece_ms(at_ns: NDArray[np.float64], count: NDArray[np.float64]) -> float:
    """How much sound the server makes at a time, even if it passes it on in smaller pieces."""
    is_last = np.append(np.diff(at_ns) > TOGETHER_NS, True)
    return float(np.median(np.diff(count[is_last]))) * 1000 / RATE_HZ


def _missing_before(began_ms: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many samples are missing before each piece: on a busy machine PipeWire leaves out cycles.

    began_ms: by each piece, when the recording began; too late by as much as the piece came late.
    So the earliest from some piece on is right there, and rises by what is missing before it.
    """
    earliest_ms = np.minimum.accumulate(began_ms[::-1])[::-1]
    rises_ms = np.diff(earliest_ms, prepend=earliest_ms[0])
    rises_ms[-SURE_OF:] = 0.0  # a rise at the end may only be a late piece
    rises_ms[rises_ms <= SMALLEST_GAP_MS] = 0.0
    return np.round(rises_ms * RATE_HZ / 1000).astype(int)


def raise_priority(process: int) -> None:
    """Above the load that is part of the measurement, if the system allows it."""
    if hasattr(os, "setpriority") and os.geteuid() == 0:
        os.setpriority(os.PRIO_PROCESS, process, PRIORITY)


def _wait_until(is_so: object, otherwise: str) -> None:
    assert callable(is_so)
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > until:
            raise RuntimeError(otherwise)
        time.sleep(0.01)
