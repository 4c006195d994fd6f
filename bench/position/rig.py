"""What the cases share: a sound card to play to, and folders for their files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from bench.position.files import Sort, write, zero_ms
from bench.position.played import Played, play
from bench.position.sound_card import SoundCard


@dataclass
class Bench:
    """Where the cases play: the sound card, the folder for files, and the scratch folder."""

    card: SoundCard
    files: Path
    scratch: Path
    zeros: dict[str, float] = field(default_factory=dict)

    def zero_ms(self, sort: Sort) -> float:
        """For the short file of this kind: the encoder puts the same before a long one."""
        short = Sort(sort.format, 20, sort.rate_hz, sort.channels)
        if short.name not in self.zeros:
            self.zeros[short.name] = zero_ms(write(short, self.files))
        return self.zeros[short.name]

    def play(self, files: list[Path], steps: list[list[object]], **how: object) -> Played:
        return play(self.card, self.scratch, files, steps, **how)  # type: ignore[arg-type]
