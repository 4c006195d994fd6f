"""Reads one file as an import does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.library.reader import ReadFile, read_file
from app.library.scan import find_audio
from app.library.tags import TrackTags

ReadBytes = Callable[..., ReadFile]


@pytest.fixture
def read(tmp_path: Path) -> ReadBytes:
    """read(bytes or path, suffix): with a second as the length of what has none here."""

    def length_only(_path: Path) -> TrackTags:
        return TrackTags(title="", duration_ms=1000, codec="x")

    def reader(data: bytes | Path, suffix: str = ".mp3") -> ReadFile:
        path = data if isinstance(data, Path) else tmp_path / f"file{suffix}"
        if isinstance(data, bytes):
            path.write_bytes(data)
        (found,) = find_audio([path])
        return read_file(found, length_only)

    return reader


@pytest.fixture(scope="session")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A second without any tag."""
    from tests.support.audio import tone, write_audio

    return write_audio(tmp_path_factory.mktemp("mp3") / "a.mp3", tone(1)).read_bytes()
