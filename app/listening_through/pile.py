"""Sounds in order, and how many tracks and how much time they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.listening_through.records import Sound


class Pile:
    """Each sound once. However many there are, only making it and walking through it take long."""

    def __init__(self, sounds: Iterable[Sound] = ()) -> None:
        self._sounds: dict[str, Sound] = {}
        self.tracks = self.duration_ms = 0
        for sound in sounds:
            self.add(sound)

    def __len__(self) -> int:
        return len(self._sounds)

    def __iter__(self) -> Iterator[Sound]:
        return iter(self._sounds.values())

    def __contains__(self, payload_hash: str) -> bool:
        return payload_hash in self._sounds

    def add(self, sound: Sound) -> None:
        """Behind the others."""
        if sound.payload_hash not in self._sounds:
            self._sounds[sound.payload_hash] = sound
            self.tracks += len(sound.track_ids)
            self.duration_ms += sound.duration_ms

    def discard(self, payload_hash: str) -> None:
        sound = self._sounds.pop(payload_hash, None)
        if sound is not None:
            self.tracks -= len(sound.track_ids)
            self.duration_ms -= sound.duration_ms

    def get(self, payload_hash: str) -> Sound | None:
        return self._sounds.get(payload_hash)

    def first(self, is_free: Callable[[Sound], bool]) -> Sound | None:
        """Quick as long as few at its front aren't free."""
        return next(filter(is_free, self._sounds.values()), None)
