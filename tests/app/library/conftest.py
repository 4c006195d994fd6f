"""A library over a real database in a temporary folder, and audio files to import into it."""

from __future__ import annotations

import os
import sqlite3
import struct
import wave
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.analysis.service import Analysis
from app.core.jobs import JobContext
from app.library.importing import ImportService
from app.library.records import ImportReport
from app.library.same_tracks import SameTracks
from app.library.service import LibraryService
from app.transactions.changes import Change, ChangeFeed
from app.transactions.ledger import Ledger
from db.models.all import FavouriteMoment
from db.store.engine import Store
from db.store.opening import open_store
from tests.support.ready_journal import ready_journal

Watch = Callable[[], list[bool]]


@dataclass
class Shelf:
    """Services over one new database, a folder of music, and every change announced."""

    store: Store
    ledger: Ledger
    library: LibraryService
    importing: ImportService
    same_tracks: SameTracks
    music: Path
    announced: list[Change] = field(default_factory=list)

    def mark(self, track_id: int) -> None:
        """A favourite moment on the track."""
        values = {"start_ms": 1, "end_ms": 2, "raw_start_ms": 1, "raw_end_ms": 2}
        with self.ledger.write("Add", "moment") as writing:
            writing.session.add(FavouriteMoment(track_id=track_id, **values))

    def take_in(self, *paths: Path) -> ImportReport:
        return self.importing.run(paths or (self.music,), JobContext())

    def rescan(self) -> ImportReport:
        return self.importing.run((self.music,), JobContext(), is_rescan=True)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    store = open_store(ready_journal(tmp_path / "journal.db"))
    ledger = Ledger(store, ChangeFeed())
    music = tmp_path / "music"
    music.mkdir()
    library = LibraryService(ledger)
    analysis = Analysis(tmp_path / "peaks")
    same_tracks = SameTracks(ledger, library, lambda: analysis, store.path)
    importing = ImportService(ledger, tmp_path / "covers")
    made = Shelf(store, ledger, library, importing, same_tracks, music)
    ledger.feed.subscribe(made.announced.append)
    yield made
    store.close()


@pytest.fixture
def watch(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """From when it is called: whether others could write, at each question about a music file."""

    def is_free() -> bool:
        with closing(sqlite3.connect(shelf.store.path, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
        return True

    def begin() -> list[bool]:
        asked: list[bool] = []
        ask = os.stat

        def answered(path: os.PathLike[str] | str, *rest: object, **more: object) -> os.stat_result:
            if isinstance(path, str | os.PathLike) and Path(path).suffix == ".wav":
                asked.append(is_free())
            return ask(path, *rest, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(os, "stat", answered)
        return asked

    return begin


def write_wav(path: Path, *, sound: int = 1, seconds: float = 0.5, title: str = "") -> Path:
    """A quiet buzz; `sound` makes its payload unique, `title` goes into a tag chunk after it."""
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


def set_title(path: Path, title: str, album: str = "", number: int = 0) -> None:
    """(Re)writes the tags after the audio and leaves the audio alone."""
    from mutagen.id3 import TALB, TIT2, TRCK
    from mutagen.wave import WAVE

    file = WAVE(path)
    if file.tags is None:
        file.add_tags()
    assert file.tags is not None
    file.tags.add(TIT2(text=[title]))
    if album:
        file.tags.add(TALB(text=[album]))
    if number:
        file.tags.add(TRCK(text=[str(number)]))
    file.save()
