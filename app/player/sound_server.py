"""Which sound server libVLC's PulseAudio output plays to: PulseAudio, or PipeWire in its place.

PipeWire works in cycles, and a stream is heard a cycle after it has started (measured). Nothing
that libVLC passes on tells the two apart.
"""

from __future__ import annotations

import os
from pathlib import Path

_PROCESSES = Path("/proc")
_SOCKET = "unix:"


def works_in_cycles() -> bool:
    """Whether it is PipeWire, by the process whose number lies beside the server's socket."""
    folder = _folder()
    if folder is None:
        return False
    try:
        number = int((folder / "pid").read_text(encoding="ascii"))
        name = (_PROCESSES / str(number) / "comm").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return name.startswith("pipewire")


def _folder() -> Path | None:
    """The folder of the server's socket, as libpulse finds it; None if there is none."""
    named = os.environ.get("PULSE_SERVER", "")
    if named:
        path = named.removeprefix(_SOCKET)
        return Path(path).parent if path.startswith("/") else None
    if own := os.environ.get("PULSE_RUNTIME_PATH"):
        return Path(own)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return Path(runtime, "pulse") if runtime else None
