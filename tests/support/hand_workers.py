"""Workers whose answers a test gives itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.listening_through.records import Outcome, Reached, Report, Sound
from app.listening_through.workers import Workers


class HandWorkers(Workers):
    """given: what they are hearing. starts: how often they were stopped and given something new."""

    def __init__(self, tell: Callable[[Report | Reached], None], most: int = 1) -> None:
        super().__init__(Path(), tell, most)
        self.given: list[Sound] = []
        self.stops = 0

    @property
    def free(self) -> int:
        return self.most - len(self.given)

    def give(self, sound: Sound) -> None:
        assert self.free > 0
        self.given.append(sound)

    def stop(self) -> None:
        self.stops += 1
        self.given.clear()

    def say(self, said: Reached) -> None:
        self._tell(said)

    def answer(self, outcome: Outcome = Outcome.HEARD) -> Sound:
        sound = self.given.pop(0)
        self._tell(Report(sound.payload_hash, outcome, "as the test wants it"))
        return sound
