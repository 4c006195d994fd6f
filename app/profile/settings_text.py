"""The settings as TOML: read with a default for whatever can't be understood, and written."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.user_files import read_bytes, reason
from app.core.words import _
from app.profile.setting_values import (
    LONGEST_OUTPUT_LATENCY_MS,
    OutputLatency,
    OwnShortcuts,
    Settings,
    fitting,
    setting_fields,
)

log = logging.getLogger(__name__)

_MOST_BYTES = 1024 * 1024
_LONGEST_TEXT = 4096  # as long as a folder's name may be
_TABLES = ("output_latencies", "shortcuts")


@dataclass(frozen=True, slots=True)
class Unread:
    """The settings of a file that couldn't be understood. is_whole: the whole file couldn't."""

    names: tuple[str, ...]
    why: str = ""
    details: str = ""
    is_whole: bool = False


def text_of(settings: Settings) -> bytes:
    import tomli_w

    values = {name: getattr(settings, name) for name in setting_fields()}
    values["music_folders"] = list(settings.music_folders)
    values["output_latencies"] = _latency_tables(settings.output_latencies)
    values["shortcuts"] = {each.command: list(each.keys) for each in settings.shortcuts}
    return tomli_w.dumps(values).encode()


def read_settings(path: Path) -> tuple[Settings, Unread | None]:
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
    for name, entry in setting_fields().items():
        if name in values and name not in _TABLES:
            if _has_right_type(entry.default, values[name]):
                kept[name] = fitting(name, values[name])
            else:
                wrong.append(name)
    kept["output_latencies"], is_clean = _read_latencies(values.get("output_latencies", {}))
    if not is_clean:
        wrong.append("output_latencies")
    kept["shortcuts"] = tuple(_read_shortcuts(values.get("shortcuts", {})))
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


def _read_shortcuts(table: Any) -> Iterator[OwnShortcuts]:
    """What can’t be one is ignored: a command then has the keys it comes with."""
    if not isinstance(table, dict):
        log.warning("the shortcuts in the settings can’t be read")
        return
    for command, keys in table.items():
        if isinstance(keys, list) and all(map(_is_plain_text, keys)):
            yield OwnShortcuts(command, tuple(keys))
        else:
            log.warning("the shortcuts of %r in the settings can’t be read", command)


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
