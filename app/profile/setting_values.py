"""The settings: their types, defaults and limits."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any


def _setting(default: Any, low: float | None = None, high: float | None = None) -> Any:
    return field(default=default, metadata={"low": low, "high": high})


LONGEST_OUTPUT_LATENCY_MS = 1000


@dataclass(frozen=True, slots=True)
class OutputLatency:
    """How late one output device is heard. name: the device's when this was set."""

    device_id: str
    name: str
    latency_ms: int


@dataclass(frozen=True, slots=True)
class OwnShortcuts:
    """What the listener gave to a command, as the window names it. keys: Qt's portable text; empty
    if it is to have none.
    """

    command: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are in milliseconds. Window geometry is not here: it belongs to the window.

    language: a code; empty for the desktop's. Takes effect at the next start.
    tag_reaction_ms, moment_reaction_ms: how late an emotion's or the favourite key is pressed.
    preroll_ms: how much is played before a mark.
    wave_colours: whether the waveform has the colours of the emotions.
    rate: of playback, at the same pitch.
    music_folders: the folders that were added, for a rescan.
    ask_feelings: whether it may be asked how one feels before and after listening.
    suggest_emotions: whether emotions are suggested, as learnt from the listener's marks.
    listen_through: whether the sound of all music is heard in the background.
    listening_through_paused: whether the listener has paused that.
    """

    language: str = _setting("")
    theme: str = _setting("system")  # light, dark, system
    contrast: str = _setting("system")  # on, off, system
    accent: str = _setting("system")  # own, system
    text_scale: float = _setting(1.0, 0.75, 2.0)
    tag_reaction_ms: int = _setting(1500, 0, 6000)
    moment_reaction_ms: int = _setting(500, 0, 6000)
    preroll_ms: int = _setting(3000, 0, 15000)
    follow: str = _setting("page")
    reduced_motion: str = _setting("system")
    wave_colours: bool = _setting(True)
    loudness_line: bool = _setting(True)
    hide_spoilers: bool = _setting(True)
    ask_feelings: bool = _setting(True)
    volume: int = _setting(80, 0, 100)
    is_muted: bool = _setting(False)
    rate: float = _setting(1.0, 0.5, 2.0)
    repeat: str = _setting("off")  # off, one, all
    music_folders: tuple[str, ...] = _setting(())
    suggest_emotions: bool = _setting(True)
    listen_through: bool = _setting(True)
    listening_through_paused: bool = _setting(False)
    output_latencies: tuple[OutputLatency, ...] = _setting(())
    shortcuts: tuple[OwnShortcuts, ...] = _setting(())

    @property
    def own_shortcuts(self) -> dict[str, tuple[str, ...]]:
        """By the commands' keys."""
        return {each.command: each.keys for each in self.shortcuts}

    def output_latency_ms(self, device_id: str) -> int:
        """0 for a device that was never set."""
        found = (each for each in self.output_latencies if each.device_id == device_id)
        return next((each.latency_ms for each in found), 0)


def bounds(name: str) -> tuple[float, float] | None:
    meta = setting_fields()[name].metadata
    return None if meta["low"] is None else (meta["low"], meta["high"])


def setting_fields() -> dict[str, Any]:
    return {entry.name: entry for entry in fields(Settings)}


def fitting(name: str, value: Any) -> Any:
    """Inside the bounds, and of the setting's type."""
    limits = bounds(name)
    if limits is None:
        return tuple(value) if isinstance(setting_fields()[name].default, tuple) else value
    kept = min(max(value, limits[0]), limits[1])
    return type(setting_fields()[name].default)(kept)
