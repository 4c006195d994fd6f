"""A screen, a message bus and a silent sound card of our own, for as long as they are needed."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

SCREEN = "1600x1000x24"
PATIENCE_S = 30.0


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """An X server without a monitor; yields the environment variables for it.

    The server picks a free display number and reports it through a pipe once it is ready.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="ost-desktop-"))
        reader, writer = os.pipe()
        stack.callback(os.close, reader)
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        with os.fdopen(writer, "wb"):
            stack.enter_context(_running(command, pass_fds=(writer,)))
        settings = {"DISPLAY": f":{_line(reader, 'Xvfb')}", "XDG_RUNTIME_DIR": folder}
        away = ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
        yield {k: v for k, v in os.environ.items() if k not in away} | settings


@contextmanager
def desktop() -> Iterator[dict[str, str]]:
    """`screen`, with a session bus and a PulseAudio server that plays into a null sink."""
    with ExitStack() as stack:
        settings = stack.enter_context(screen())
        reader, writer = os.pipe()
        stack.callback(os.close, reader)
        bus = ["dbus-daemon", "--session", "--nofork", f"--print-address={writer}"]
        with os.fdopen(writer, "wb"):
            stack.enter_context(_running(bus, settings, (writer,)))
        settings["DBUS_SESSION_BUS_ADDRESS"] = _line(reader, "dbus-daemon")
        settings["PULSE_SERVER"] = stack.enter_context(_sound(settings))
        yield settings


@contextmanager
def _sound(settings: dict[str, str]) -> Iterator[str]:
    folder = settings["XDG_RUNTIME_DIR"]
    address = str(Path(folder) / "sound")
    server = [
        "pulseaudio",
        "-n",
        "--daemonize=no",
        "--use-pid-file=no",
        "--exit-idle-time=-1",
        "--load=module-null-sink",
        f"--load=module-native-protocol-unix auth-anonymous=1 socket={address}",
    ]
    own = {"PULSE_STATE_PATH": folder, "PULSE_RUNTIME_PATH": folder}
    with _running(server, settings | own):
        _wait_until_answering(address)
        yield f"unix:{address}"


@contextmanager
def _running(
    command: list[str], settings: dict[str, str] | None = None, pass_fds: tuple[int, ...] = ()
) -> Iterator[None]:
    silent = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=settings, pass_fds=pass_fds, stdin=silent, stdout=silent, stderr=silent
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _line(reader: int, who: str) -> str:
    """The first line from the pipe."""
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([reader], [], [], PATIENCE_S)
        piece = os.read(reader, 1024) if ready else b""
        if not piece:
            raise RuntimeError(f"{who} did not start")
        text += piece
    return text.decode().strip()


def _wait_until_answering(address: str) -> None:
    """PulseAudio doesn't report when it is ready, so its socket is tried until it answers."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as caller:
            if caller.connect_ex(address) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("pulseaudio did not start")
