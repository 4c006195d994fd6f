"""All that could be heard, what of it is left, and in which order a listener would want it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

from app.listening_through.pile import Pile
from app.listening_through.records import Sound, Soundtrack


class Music:
    """Made off the GUI thread: everything else is quick with a hundred thousand tracks.

    left: what is still to be heard. unreadable: what couldn't be. The rest is known.
    """

    def __init__(self, sounds: Iterable[Sound] = (), known: Container[str] = ()) -> None:
        """sounds: in the library's order. known: payload hashes."""
        self.all = Pile(sounds)
        self.left, self.unreadable = Pile(), Pile()
        self._of_track: dict[int, Sound] = {}
        self._soundtracks: dict[Soundtrack, Pile] = {}
        for sound in self.all:
            for track_id in sound.track_ids:
                self._of_track.setdefault(track_id, sound)
            if sound.payload_hash not in known:
                self.put_back(sound)

    def sounds_of(self, track_ids: Iterable[int]) -> list[Sound]:
        """Each once, in this order; without tracks that have no file."""
        found = (self._of_track.get(track_id) for track_id in track_ids)
        return list({sound.payload_hash: sound for sound in found if sound is not None}.values())

    def put_back(self, sound: Sound) -> None:
        """It is to be heard, whatever is known of it."""
        self.unreadable.discard(sound.payload_hash)
        self.left.add(sound)
        self._soundtracks.setdefault(sound.soundtrack, Pile()).add(sound)

    def take_out(self, sound: Sound) -> None:
        """It is heard, or nobody could."""
        self.left.discard(sound.payload_hash)
        if (pile := self._soundtracks.get(sound.soundtrack)) is not None:
            pile.discard(sound.payload_hash)
            if not pile:
                del self._soundtracks[sound.soundtrack]

    def next(self, looked_at: Sequence[int], is_free: Callable[[Sound], bool]) -> Sound | None:
        """First the soundtracks of these tracks, then the others as in the library: one at a time,
        the first ones from these tracks on.
        """
        for sound in self.sounds_of(looked_at):
            pile = self._soundtracks.get(sound.soundtrack)
            if pile is None:
                continue
            is_left = sound.payload_hash in self.left
            found = sound if is_left and is_free(sound) else pile.first(is_free)
            if found is not None:
                return found
        piles = self._soundtracks.values()
        return next((found for pile in piles if (found := pile.first(is_free))), None)
