"""A PulseAudio of the test's own, whose devices disappear and come back as the test says."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.position.private_server import PrivateServer


class SoundServer:
    """It starts with one device, under the server's own name for it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._server = PrivateServer(folder)
        for name, value in self._server.address_words.items():
            monkeypatch.setenv(name, value)
        self.connect_device()

    def connect_device(self, name: str = "", description: str = "") -> None:
        words = [f"sink_name={name}"] if name else []
        words += [f"sink_properties=\"device.description='{description}'\""] if description else []
        self._server.tell("load-module", "module-null-sink", *words)

    def disconnect_device(self) -> None:
        self._server.tell("unload-module", "module-null-sink")

    def move_sound_to(self, name: str) -> None:
        """What plays now continues on another device, as from a desktop's volume settings."""
        (stream, *_rest) = self._server.tell("list", "short", "sink-inputs").split()
        self._server.tell("move-sink-input", stream, name)

    def end(self) -> None:
        self._server.close()
