"""A library over a real database in a temporary folder, and sound files to put into it."""

from __future__ import annotations

import struct
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.core.jobs import JobContext
from app.library.importing import ImportService
from app.library.records import ImportReport
from app.library.service import LibraryService
from app.transactions.changes import Change, ChangeFeed
from app.transactions.ledger import Ledger
from db.store.engine import Store
from db.store.opening import open_store
from tests.support.ready_journal import ready_journal


@dataclass
class Shelf:
    """Services over one fresh database, the folder of music, and every change announced."""

    store: Store
    ledger: Ledger
    library: LibraryService
    importing: ImportService
    music: Path
    announced: list[Change] = field(default_factory=list)

    def take_in(self, *paths: Path) -> ImportReport:
        return self.importing.run(paths or (self.music,), JobContext())


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    store = open_store(ready_journal(tmp_path / "journal.db"))
    ledger = Ledger(store, ChangeFeed())
    music = tmp_path / "music"
    music.mkdir()
    made = Shelf(
        store, ledger, LibraryService(ledger), ImportService(ledger, tmp_path / "covers"), music
    )
    ledger.feed.subscribe(made.announced.append)
    yield made
    store.close()


def write_wav(path: Path, *, sound: int = 1, seconds: float = 0.5, title: str = "") -> Path:
    """A quiet buzz; `sound` makes its payload its own, `title` goes into a tag chunk after it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    frames = round(8000 * seconds)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", (i * sound) % 251) for i in range(frames)))
    if title:
        set_title(path, title)
    return path


def set_title(path: Path, title: str, album: str = "") -> None:
    """(Re)writes the tags behind the sound and leaves the sound alone."""
    from mutagen.id3 import TALB, TIT2
    from mutagen.wave import WAVE

    file = WAVE(path)
    if file.tags is None:
        file.add_tags()
    assert file.tags is not None
    file.tags.add(TIT2(text=[title]))
    if album:
        file.tags.add(TALB(text=[album]))
    file.save()
