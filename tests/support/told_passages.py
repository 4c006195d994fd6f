"""What the player says about passages, as it says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.bridge.playback.now_playing import NowPlaying
    from ui.bridge.playback.playback import Playback


def told_passages(playback: Playback) -> list[str]:
    """A list that grows by each text that is another one than before."""
    told: list[str] = []
    before = [playback.now.value.passage]

    def note(now: NowPlaying) -> None:
        if now.passage != before[0]:
            before[0] = now.passage
            told.append(now.passage)

    playback.now.changed.connect(note)
    return told
