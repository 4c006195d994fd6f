"""The order in which a listener would want the music heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from app.listening_through.records import Sound, Soundtrack


class Order:
    """First what was asked for, the latest question first; then the soundtrack that plays, those
    that are open, the last opened first, and the rest as in the library: one at a time, each from
    what plays or is open in it.
    """

    def __init__(self, sounds: Iterable[Sound] = ()) -> None:
        """sounds: in the library's order."""
        self._sounds = {sound.payload_hash: sound for sound in sounds}
        self._of_track: dict[int, Sound] = {}
        self._soundtracks: dict[Soundtrack, list[Sound]] = {}
        for sound in self._sounds.values():
            self._soundtracks.setdefault(sound.soundtrack, []).append(sound)
            for track_id in sound.track_ids:
                self._of_track.setdefault(track_id, sound)

    def __iter__(self) -> Iterator[Sound]:
        return iter(self._sounds.values())

    def __len__(self) -> int:
        return len(self._sounds)

    def sound(self, payload_hash: str) -> Sound | None:
        return self._sounds.get(payload_hash)

    def sounds_of(self, track_ids: Iterable[int]) -> list[Sound]:
        """Each once, in this order; without tracks that have no file."""
        found = (self._of_track.get(track_id) for track_id in track_ids)
        return list({sound.payload_hash: sound for sound in found if sound is not None}.values())

    def next(
        self, asked: Sequence[int], looked_at: Sequence[int], is_open: Callable[[Sound], bool]
    ) -> Sound | None:
        """The first that is still to be heard. looked_at: tracks, what plays first."""
        first = next(filter(is_open, self.sounds_of(asked)), None)
        return first or next(filter(is_open, self._by_attention(looked_at)), None)

    def first_asked(self, asked: Sequence[int], is_open: Callable[[Sound], bool]) -> Sound | None:
        """As `next`, of what was asked for only."""
        return next(filter(is_open, self.sounds_of(asked)), None)

    def _by_attention(self, looked_at: Sequence[int]) -> Iterator[Sound]:
        seen = set[Soundtrack]()
        for sound in self.sounds_of(looked_at):
            yield sound
            if sound.soundtrack not in seen:
                seen.add(sound.soundtrack)
                yield from self._soundtracks[sound.soundtrack]
        for soundtrack, sounds in self._soundtracks.items():
            if soundtrack not in seen:
                yield from sounds
