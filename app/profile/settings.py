"""Each setting: type, default, explanation. Kept as TOML in the profile's config folder."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.unreadable_file import rename_unreadable
from app.core.user_files import read_bytes

log = logging.getLogger(__name__)


def _setting(
    default: Any, explanation: str, low: float | None = None, high: float | None = None
) -> Any:
    return field(default=default, metadata={"explanation": explanation, "low": low, "high": high})


LONGEST_OUTPUT_LATENCY_MS = 1000
_MOST_BYTES = 1024 * 1024
_LONGEST_TEXT = 4096  # as long as a folder's name may be


@dataclass(frozen=True, slots=True)
class OutputLatency:
    """How late one output device is heard. name: what it was called when this was set."""

    device_id: str
    name: str
    latency_ms: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are in milliseconds. Window geometry is not here: it belongs to the window."""

    theme: str = _setting("system", "Light, dark, or as the system says")
    text_scale: float = _setting(1.0, "Size of all text", 0.75, 2.0)
    tag_reaction_ms: int = _setting(1500, "How late an emotion key is pressed", 0, 6000)
    moment_reaction_ms: int = _setting(500, "How late the favourite key is pressed", 0, 6000)
    preroll_ms: int = _setting(3000, "How much is heard before a mark", 0, 15000)
    follow: str = _setting("page", "How the timeline follows the music")
    reduced_motion: str = _setting(
        "system", "When reduced, views change at once instead of gliding"
    )
    wave_colours: bool = _setting(False, "The waveform takes the colours of what you felt")
    loudness_line: bool = _setting(True, "A line over the waveform says how loud the music is")
    hide_spoilers: bool = _setting(True, "Scenes marked as spoilers stay covered until opened")
    volume: int = _setting(80, "Volume", 0, 100)
    is_muted: bool = _setting(False, "Silence without stopping")
    rate: float = _setting(1.0, "Playing speed; the pitch is kept", 0.5, 2.0)
    repeat: str = _setting("off", "Off, one or all")
    music_folders: tuple[str, ...] = _setting((), "Folders that were added, offered for a re-scan")
    output_latencies: tuple[OutputLatency, ...] = _setting(
        (), "How late each output device is heard; a table of its own, by the device’s id"
    )

    def output_latency_ms(self, device_id: str) -> int:
        """0 for a device that nobody has set."""
        found = (each for each in self.output_latencies if each.device_id == device_id)
        return next((each.latency_ms for each in found), 0)


def explanation(name: str) -> str:
    return str(_fields()[name].metadata["explanation"])


def bounds(name: str) -> tuple[float, float] | None:
    meta = _fields()[name].metadata
    return None if meta["low"] is None else (meta["low"], meta["high"])


@dataclass(frozen=True, slots=True)
class Unread:
    """What a file of settings had that could not be understood; is_whole: nothing in it could."""

    names: tuple[str, ...]
    why: str = ""
    details: str = ""
    is_whole: bool = False


class SettingsFile:
    """The settings in force, written whole at each change; announces the new values.

    A change that can't be written counts until the end of the session. That is told once, and
    again when it happens after writing has worked meanwhile: a slider changes many times.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._subscribers: list[Callable[[Settings], None]] = []
        self._on_problem: Callable[[Problem], None] = lambda _problem: None
        self._is_kept = True
        self.current, self._unread = _read(path)

    def subscribe(self, subscriber: Callable[[Settings], None]) -> None:
        self._subscribers.append(subscriber)

    def tell_problems(self, on_problem: Callable[[Problem], None]) -> None:
        """To whom it is told that settings could not be read, which is told at once, or kept."""
        self._on_problem = on_problem
        if self._unread is not None and not self._make_way(self._unread).is_whole:
            self._keep()

    def change(self, **values: Any) -> Settings:
        """Values outside their bounds are brought inside. Raises TypeError for an unknown name."""
        new = replace(
            self.current, **{name: _fitting(name, value) for name, value in values.items()}
        )
        if new != self.current:
            self.current = new
            self._keep()
            for subscriber in tuple(self._subscribers):
                subscriber(new)
        return new

    def set_output_latency(self, device_id: str, name: str, latency_ms: int) -> Settings:
        """0..1000, moved inside; a device at 0 is as if it had never been set."""
        kept = [each for each in self.current.output_latencies if each.device_id != device_id]
        if latency_ms > 0:
            kept.append(OutputLatency(device_id, name, min(latency_ms, LONGEST_OUTPUT_LATENCY_MS)))
        return self.change(output_latencies=kept)

    def _make_way(self, unread: Unread) -> Unread:
        """What could not be read is kept under another name before anything takes its place."""
        self._unread = None
        self._on_problem(_not_read(self._path, unread, rename_unreadable(self._path)))
        return unread

    def _keep(self) -> None:
        if self._unread is not None:
            self._make_way(self._unread)
        try:
            self._save()
        except OSError as error:
            log.warning("settings were not kept in %s: %s", self._path, error)
            if self._is_kept:
                self._is_kept = False
                self._on_problem(_not_kept(self._path, error))
        else:
            self._is_kept = True

    def _save(self) -> None:
        import tomli_w

        values = {name: getattr(self.current, name) for name in _fields()}
        values["music_folders"] = list(self.current.music_folders)
        values["output_latencies"] = _latency_tables(self.current.output_latencies)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, tomli_w.dumps(values).encode())


def _not_read(path: Path, unread: Unread, kept: Path | None) -> Problem:
    what = "Your settings couldn’t be read, so they are those of a new profile."
    if not unread.is_whole:
        names = ", ".join(unread.names)
        what = f"Some of your settings couldn’t be understood and are new again: {names}."
    remedy = "The file couldn’t be put aside; the next change of a setting replaces it."
    if kept is not None:
        remedy = f"What was there is kept as “{kept.name}”, beside “{path.name}”."
    return Problem(what, unread.why, remedy, f"{path}: {unread.details}")


def _not_kept(path: Path, error: OSError) -> Problem:
    return Problem(
        "Your settings couldn’t be kept.",
        f"{error.strerror}." if error.strerror else "",
        "What you chose holds until you close the window. Make room, or allow writing there.",
        f"{path}: {error!r}",
    )


def _fields() -> dict[str, Any]:
    return {entry.name: entry for entry in fields(Settings)}


def _fitting(name: str, value: Any) -> Any:
    limits = bounds(name)
    if limits is None:
        return tuple(value) if isinstance(_fields()[name].default, tuple) else value
    kept = min(max(value, limits[0]), limits[1])
    return type(_fields()[name].default)(kept)


def _read(path: Path) -> tuple[Settings, Unread | None]:
    """The settings, and what could not be understood. Unknown names are ignored, numbers outside
    their bounds brought inside, what is not of its kind falls back to its default.
    """
    if not os.path.lexists(path):
        return Settings(), None
    import tomllib

    try:
        values = tomllib.loads(read_bytes(path, _MOST_BYTES).decode("utf-8"))
    except OSError as fault:
        return _defaults(path, f"{fault.strerror or fault}.".replace("..", "."), fault)
    except (ValueError, RecursionError) as fault:  # also integers too long for Python to read
        return _defaults(path, f"“{path.name}” isn’t written as settings are.", fault)
    if values.get("follow_playhead") is False:  # as version 0.1 kept it
        values.setdefault("follow", "off")
    kept: dict[str, Any] = {}
    strangers = []
    for name, entry in _fields().items():
        if name in values and name != "output_latencies":
            if _is_of_its_kind(entry.default, values[name]):
                kept[name] = _fitting(name, values[name])
            else:
                strangers.append(name)
    kept["output_latencies"], is_clean = _read_latencies(values.get("output_latencies", {}))
    if not is_clean:
        strangers.append("output_latencies")
    if not strangers:
        return Settings(**kept), None
    log.warning("these settings in %s can’t be used: %s", path, ", ".join(strangers))
    return Settings(**kept), Unread(tuple(strangers), details="not of their kind")


def _defaults(path: Path, why: str, fault: Exception) -> tuple[Settings, Unread]:
    log.warning("settings in %s can’t be read, defaults are used: %s", path, fault)
    return Settings(), Unread((), why, repr(fault), is_whole=True)


def _is_of_its_kind(default: Any, value: Any) -> bool:
    match default:
        case bool():
            return isinstance(value, bool)
        case float():
            is_number = isinstance(value, float | int) and not isinstance(value, bool)
            return is_number and value == value  # no comparison keeps “nan” inside bounds
        case tuple():
            return isinstance(value, list) and all(_is_plain_text(item) for item in value)
        case str():
            return _is_plain_text(value)
        case _:
            return isinstance(value, int) and not isinstance(value, bool)


def _is_plain_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and "\0" not in value


def _latency_tables(latencies: tuple[OutputLatency, ...]) -> dict[str, dict[str, Any]]:
    return {
        each.device_id: {"name": each.name, "latency_ms": each.latency_ms} for each in latencies
    }


def _read_latencies(tables: Any) -> tuple[tuple[OutputLatency, ...], bool]:
    """(the latencies, whether all were as they should be); others are left out."""
    if not isinstance(tables, dict):
        return (), False
    kept = []
    for device_id, table in tables.items():
        match table:
            case {"name": str(name), "latency_ms": int(ms)} if (
                not isinstance(ms, bool) and _is_plain_text(name) and _is_plain_text(device_id)
            ):
                inside = min(max(ms, 0), LONGEST_OUTPUT_LATENCY_MS)
                kept.append(OutputLatency(device_id, name, inside))
    return tuple(kept), len(kept) == len(tables)
