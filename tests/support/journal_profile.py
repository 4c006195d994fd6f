"""A small journal made by hand: rows with sensible values; a test only says what it is about."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.transactions.changes import Change, ChangeFeed
from app.transactions.ledger import Ledger
from db.models.all import (
    AudioFile,
    Character,
    Cue,
    Emotion,
    EmotionalTag,
    EmotionSet,
    FavouriteMoment,
    Listen,
    Scene,
    SceneCharacter,
    Theme,
    Trace,
    Track,
    TrackSource,
    Work,
)
from db.models.base import Base
from db.store.engine import Store
from db.store.opening import open_store
from tests.support.ready_journal import ready_journal


class JournalProfile:
    """Adds rows through the ledger and keeps the changes it announced."""

    def __init__(self, store: Store) -> None:
        self.feed = ChangeFeed()
        self.changes: list[Change] = []
        self.feed.subscribe(self.changes.append)
        self.ledger = Ledger(store, self.feed)
        self._made_at = 1_700_000_000_000
        self._count = 0

    def add(self, model: type[Base], **values: Any) -> int:
        with self.ledger.write(f"Add {model.__tablename__}", model.__tablename__) as writing:
            row: Any = model(**values)
            writing.session.add(row)
            writing.session.flush()
            return int(row.id)

    def work(self, title: str = "My Heart") -> int:
        return self.add(Work, kind="film", title=title)

    def emotion(self, name: str = "Wonder") -> int:
        group = self.add(EmotionSet, key=f"set-{self._next()}", name="Words")
        return self.add(Emotion, set_id=group, key=name.lower(), name=name, colour="#0E8A9C")

    def track(self, title: str = "Prologue", *, file: str | None = None, **values: Any) -> int:
        track = self.add(Track, title=title, **{"duration_ms": 90_000, **values})
        if file is not None:
            self.add_file(track, file, f"hash {file}")
        return track

    def add_file(self, track: int, path: str, payload_hash: str) -> int:
        self.add(TrackSource, track_id=track, payload_hash=payload_hash, duration_ms=90_000)
        return self.add(AudioFile, path=path, size=1, mtime_ns=1, payload_hash=payload_hash)

    def scene(self, work: int, title: str, *characters: int) -> int:
        scene = self.add(Scene, work_id=work, title=title)
        for character in characters:
            self.add(SceneCharacter, scene_id=scene, character_id=character)
        return scene

    def character(self, work: int, name: str) -> int:
        return self.add(Character, work_id=work, name=name)

    def cue(self, track: int, scene: int, start_ms: int, end_ms: int) -> int:
        return self.add(Cue, track_id=track, scene_id=scene, start_ms=start_ms, end_ms=end_ms)

    def tag(self, track: int, emotion: int, at_ms: int = 10_000, **values: Any) -> int:
        return self.add(
            EmotionalTag, track_id=track, emotion_id=emotion, **_span(at_ms), **self._made(values)
        )

    def edit_tag(self, tag: int, **values: Any) -> None:
        with self.ledger.write("Edit tag", "tag") as writing:
            row = writing.unit.get(EmotionalTag, tag)
            for name, value in values.items():
                setattr(row, name, value)

    def moment(self, track: int, at_ms: int = 10_000, **values: Any) -> int:
        return self.add(FavouriteMoment, track_id=track, **_span(at_ms), **self._made(values))

    def trace(self, track: int, samples: bytes = bytes(40)) -> int:
        return self.add(Trace, track_id=track, start_ms=0, end_ms=1000, samples=samples)

    def theme(self, name: str) -> int:
        return self.add(Theme, name=name)

    def listen(self, track: int, started_at: int, heard_ms: int, offset_min: int = 0) -> int:
        return self.add(
            Listen,
            track_id=track,
            started_at=started_at,
            started_offset_min=offset_min,
            ended_at=started_at + heard_ms,
            heard_ms=heard_ms,
        )

    def _made(self, values: dict[str, Any]) -> dict[str, Any]:
        self._made_at += 60_000
        return {"made_at": self._made_at, **values}

    def _next(self) -> int:
        self._count += 1
        return self._count


def some_of_everything(path: Path, tags: int = 40) -> None:
    """A closed journal with so many notes and one of most other things."""
    store = open_store(ready_journal(path))
    profile = JournalProfile(store)
    work, wonder = profile.work(), profile.emotion()
    track = profile.track(file="/music/prologue.ogg")
    scene = profile.scene(work, "The letter", profile.character(work, "Mira"))
    profile.cue(track, scene, 0, 5000)
    with profile.ledger.write("Tag", "tag") as writing:
        for number in range(tags):
            writing.session.add(
                EmotionalTag(
                    track_id=track, emotion_id=wonder, note=f"note {number}", **_span(number * 1000)
                )
            )
    profile.moment(track, note="this one")
    profile.trace(track)
    store.close()


def _span(at_ms: int) -> dict[str, int]:
    return {"start_ms": at_ms, "end_ms": at_ms, "raw_start_ms": at_ms, "raw_end_ms": at_ms}
