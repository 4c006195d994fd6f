"""The commands of the player bar, for the menu and the shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.words import Text, _
from ui.player_bar.rate_popup import RATES, rate_text
from ui.shell.command import Command, Menu

if TYPE_CHECKING:
    from ui.bridge.context import Context

SEEK_STEP_MS = 5_000
VOLUME_STEP = 5


def step_rate(context: Context, step: int) -> None:
    """Change to the next of the usual speeds."""
    playback = context.playback
    current = playback.player.rate
    nearest = min(range(len(RATES)), key=lambda place: abs(RATES[place] - current))
    rate = RATES[min(len(RATES) - 1, max(0, nearest + step))]
    playback.sound.set_rate(rate)
    context.messages.say(_("Speed {speed}", speed=rate_text(rate)), about="speed")


COMMANDS: tuple[Command[Context], ...] = (
    Command("toggle", Text("Play or pause"), ("Space",), "play", Menu.PLAY,
            lambda given: given.playback.toggle()),
    Command("back", Text("Back 5 seconds"), ("Left",), "rewind", Menu.PLAY,
            lambda given: given.playback.seek_by(-SEEK_STEP_MS), repeats=True),
    Command("forward", Text("Forward 5 seconds"), ("Right",), "fast-forward", Menu.PLAY,
            lambda given: given.playback.seek_by(SEEK_STEP_MS), repeats=True),
    Command("next", Text("Next track"), ("Ctrl+Right",), "skip-forward", Menu.PLAY,
            lambda given: given.playback.next()),
    Command("previous", Text("Previous track"), ("Ctrl+Left",), "skip-back", Menu.PLAY,
            lambda given: given.playback.previous()),
    Command("louder", Text("Louder"), ("Ctrl+Up",), "volume-2", Menu.PLAY,
            lambda given: given.playback.sound.change_volume(VOLUME_STEP), repeats=True),
    Command("quieter", Text("Quieter"), ("Ctrl+Down",), "volume-1", Menu.PLAY,
            lambda given: given.playback.sound.change_volume(-VOLUME_STEP), repeats=True),
    Command("mute", Text("Mute"), ("M",), "volume-x", Menu.PLAY,
            lambda given: given.playback.sound.toggle_muted()),
    Command("faster", Text("Faster"), ("]",), "gauge", Menu.PLAY,
            lambda given: step_rate(given, 1), repeats=True),
    Command("slower", Text("Slower"), ("[",), "gauge", Menu.PLAY,
            lambda given: step_rate(given, -1), repeats=True),
)  # fmt: skip
