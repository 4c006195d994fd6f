"""What the player bar does, by keys and by the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.shell.command import Command, Menu

if TYPE_CHECKING:
    from ui.bridge.context import Context

SEEK_STEP_MS = 5_000
VOLUME_STEP = 5
RATES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


def step_rate(context: Context, step: int) -> None:
    """To the next of the usual speeds."""
    playback = context.playback
    current = playback.player.rate
    nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - current))
    rate = RATES[min(len(RATES) - 1, max(0, nearest + step))]
    playback.sound.set_rate(rate)
    context.messages.say(f"Speed {rate:g}×")


COMMANDS: tuple[Command[Context], ...] = (
    Command("toggle", "Play or pause", ("Space",), "play", Menu.PLAY,
            lambda given: given.playback.toggle()),
    Command("back", "Back 5 seconds", ("Left",), "rewind", Menu.PLAY,
            lambda given: given.playback.seek_by(-SEEK_STEP_MS), repeats=True),
    Command("forward", "Forward 5 seconds", ("Right",), "fast-forward", Menu.PLAY,
            lambda given: given.playback.seek_by(SEEK_STEP_MS), repeats=True),
    Command("next", "Next track", ("Ctrl+Right",), "skip-forward", Menu.PLAY,
            lambda given: given.playback.next()),
    Command("previous", "Previous track", ("Ctrl+Left",), "skip-back", Menu.PLAY,
            lambda given: given.playback.previous()),
    Command("louder", "Louder", ("Ctrl+Up",), "volume-2", Menu.PLAY,
            lambda given: given.playback.sound.change_volume(VOLUME_STEP), repeats=True),
    Command("quieter", "Quieter", ("Ctrl+Down",), "volume-1", Menu.PLAY,
            lambda given: given.playback.sound.change_volume(-VOLUME_STEP), repeats=True),
    Command("mute", "Mute", ("M",), "volume-x", Menu.PLAY,
            lambda given: given.playback.sound.toggle_muted()),
    Command("faster", "Faster", ("]",), "gauge", Menu.PLAY,
            lambda given: step_rate(given, 1), repeats=True),
    Command("slower", "Slower", ("[",), "gauge", Menu.PLAY,
            lambda given: step_rate(given, -1), repeats=True),
)  # fmt: skip
