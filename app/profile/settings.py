"""The settings, their types, defaults and limits. Saved as TOML in the profile's config folder."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.row_words import listed
from app.core.unreadable_file import rename_unreadable
from app.core.user_files import read_bytes, reason
from app.core.words import _

log = logging.getLogger(__name__)


def _setting(default: Any, low: float | None = None, high: float | None = None) -> Any:
    return field(default=default, metadata={"low": low, "high": high})


LONGEST_OUTPUT_LATENCY_MS = 1000
_MOST_BYTES = 1024 * 1024
_LONGEST_TEXT = 4096  # as long as a folder's name may be


@dataclass(frozen=True, slots=True)
class OutputLatency:
    """How late one output device is heard. name: the device's when this was set."""

    device_id: str
    name: str
    latency_ms: int


@dataclass(frozen=True, slots=True)
class Settings:
    """Times are in milliseconds. Window geometry is not here: it belongs to the window.

    language: a code; empty for the desktop's. Takes effect at the next start.
    tag_reaction_ms, moment_reaction_ms: how late an emotion's or the favourite key is pressed.
    preroll_ms: how much is played before a mark.
    wave_colours: whether the waveform has the colours of the emotions.
    rate: of playback, at the same pitch.
    music_folders: the folders that were added, for a rescan.
    listen_through: whether the sound of all music is heard in the background.
    listening_through_paused: whether the listener has paused that.
    """

    language: str = _setting("")
    theme: str = _setting("system")  # light, dark, system
    text_scale: float = _setting(1.0, 0.75, 2.0)
    tag_reaction_ms: int = _setting(1500, 0, 6000)
    moment_reaction_ms: int = _setting(500, 0, 6000)
    preroll_ms: int = _setting(3000, 0, 15000)
    follow: str = _setting("page")
    reduced_motion: str = _setting("system")
    wave_colours: bool = _setting(True)
    loudness_line: bool = _setting(True)
    hide_spoilers: bool = _setting(True)
    volume: int = _setting(80, 0, 100)
    is_muted: bool = _setting(False)
    rate: float = _setting(1.0, 0.5, 2.0)
    repeat: str = _setting("off")  # off, one, all
    music_folders: tuple[str, ...] = _setting(())
    listen_through: bool = _setting(True)
    listening_through_paused: bool = _setting(False)
    output_latencies: tuple[OutputLatency, ...] = _setting(())

    def output_latency_ms(self, device_id: str) -> int:
        """0 for a device that was never set."""
        found = (each for each in self.output_latencies if each.device_id == device_id)
        return next((each.latency_ms for each in found), 0)


def bounds(name: str) -> tuple[float, float] | None:
    meta = _fields()[name].metadata
    return None if meta["low"] is None else (meta["low"], meta["high"])


@dataclass(frozen=True, slots=True)
class Unread:
    """The settings of a file that couldn't be understood. is_whole: the whole file couldn't."""

    names: tuple[str, ...]
    why: str = ""
    details: str = ""
    is_whole: bool = False


class SettingsFile:
    """The current settings; each change saves all of them and is announced.

    A change that can't be saved counts until the program ends. The listener is told once, and again
    only after saving has worked in between: dragging a slider makes many changes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._subscribers: list[Callable[[Settings], None]] = []
        self._on_problem: Callable[[Problem], None] = lambda _problem: None
        self._is_saved = True
        self.current, self._unread = _read(path)
        self._folders_kept = self.current.music_folders  # as the file had them when last seen

    def subscribe(self, subscriber: Callable[[Settings], None]) -> None:
        self._subscribers.append(subscriber)

    def tell_problems(self, on_problem: Callable[[Problem], None]) -> None:
        """Whom to tell that settings couldn't be read, which happens at once, or saved."""
        self._on_problem = on_problem
        if self._unread is not None and not self._move_aside(self._unread).is_whole:
            self._save()

    def change(self, **values: Any) -> Settings:
        """Limits values to their bounds. Raises TypeError for an unknown name."""
        new = replace(
            self.current, **{name: _fitting(name, value) for name, value in values.items()}
        )
        if new != self.current:
            self.current = new
            self._take_over_folders()
            self._save()
            self._announce()
        return self.current

    def remembers(self, folder: Path) -> bool:
        return str(folder.absolute()) in self.current.music_folders

    def remember_folders(self, paths: Iterable[Path]) -> None:
        """Those of the paths that are folders are rescanned from now on."""
        folders = [path.absolute() for path in paths if path.is_dir() and not self.remembers(path)]
        new = list(dict.fromkeys(map(str, folders)))
        if new and all(name.isprintable() for name in new):
            self.change(music_folders=(*self.current.music_folders, *new))

    def look_for_folders(self) -> None:
        """Takes over the folders that an import on the command line has remembered since."""
        if self._take_over_folders():
            self._announce()

    def _take_over_folders(self) -> bool:
        if self._unread is not None:
            return False
        kept, unread = _read(self._path)
        if unread is not None:
            return False
        known = {*self._folders_kept, *self.current.music_folders}
        new = [folder for folder in kept.music_folders if folder not in known]
        self._folders_kept = kept.music_folders
        self.current = replace(self.current, music_folders=(*self.current.music_folders, *new))
        return bool(new)

    def _announce(self) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(self.current)

    def set_output_latency(self, device_id: str, name: str, latency_ms: int) -> Settings:
        """Limited to 0..1000; a device at 0 counts as never set."""
        kept = [each for each in self.current.output_latencies if each.device_id != device_id]
        if latency_ms > 0:
            kept.append(OutputLatency(device_id, name, min(latency_ms, LONGEST_OUTPUT_LATENCY_MS)))
        return self.change(output_latencies=kept)

    def _move_aside(self, unread: Unread) -> Unread:
        """Renames a file that couldn't be read before another one is written in its place."""
        self._unread = None
        self._on_problem(_not_read(self._path, unread, rename_unreadable(self._path)))
        return unread

    def _save(self) -> None:
        if self._unread is not None:
            self._move_aside(self._unread)
        try:
            self._write()
        except OSError as error:
            log.warning("the settings couldn’t be saved in %s: %s", self._path, error)
            if self._is_saved:
                self._is_saved = False
                self._on_problem(_not_saved(self._path, error))
        else:
            self._is_saved = True

    def _write(self) -> None:
        import tomli_w

        values = {name: getattr(self.current, name) for name in _fields()}
        values["music_folders"] = list(self.current.music_folders)
        values["output_latencies"] = _latency_tables(self.current.output_latencies)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, tomli_w.dumps(values).encode())
        self._folders_kept = self.current.music_folders


def _not_read(path: Path, unread: Unread, renamed: Path | None) -> Problem:
    if unread.is_whole:
        what = _("Your settings couldn’t be read, so the defaults are used.")
    else:
        # Translators: names is a list of words in the settings file, which are English
        what = _(
            "Some of your settings couldn’t be read, so their defaults are used: {names}.",
            names=listed(unread.names),
        )
    if renamed is None:
        remedy = _(
            "The file couldn’t be renamed; it will be replaced the next time you change a setting."
        )
    else:
        remedy = _("The old file is now called “{file}”.", file=renamed.name)
    return Problem(what, unread.why, remedy, f"{path}: {unread.details}")


def _not_saved(path: Path, error: OSError) -> Problem:
    return Problem(
        _("Your settings couldn’t be saved."),
        reason(error),
        _("They apply until you close the window. Free some space, or allow writing there."),
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
    """The settings, and what couldn't be read. Unknown names are ignored, numbers are limited to
    their bounds, and a value of the wrong type gives way to its default.
    """
    if not os.path.lexists(path):
        return Settings(), None
    import tomllib

    try:
        values = tomllib.loads(read_bytes(path, _MOST_BYTES).decode("utf-8"))
    except OSError as fault:
        return _defaults(path, reason(fault), fault)
    except (ValueError, RecursionError) as fault:  # also integers too long for Python
        return _defaults(path, _("“{file}” isn’t valid TOML.", file=path.name), fault)
    if values.get("follow_playhead") is False:  # as version 0.1 saved it
        values.setdefault("follow", "off")
    kept: dict[str, Any] = {}
    wrong = []
    for name, entry in _fields().items():
        if name in values and name != "output_latencies":
            if _has_right_type(entry.default, values[name]):
                kept[name] = _fitting(name, values[name])
            else:
                wrong.append(name)
    kept["output_latencies"], is_clean = _read_latencies(values.get("output_latencies", {}))
    if not is_clean:
        wrong.append("output_latencies")
    if not wrong:
        return Settings(**kept), None
    log.warning("these settings in %s can’t be used: %s", path, ", ".join(wrong))
    return Settings(**kept), Unread(tuple(wrong), details="wrong types")  # not shown


def _defaults(path: Path, why: str, fault: Exception) -> tuple[Settings, Unread]:
    log.warning("settings in %s can’t be read, defaults are used: %s", path, fault)
    return Settings(), Unread((), why, repr(fault), is_whole=True)


def _has_right_type(default: Any, value: Any) -> bool:
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
    """(the valid latencies, whether all were valid)."""
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
