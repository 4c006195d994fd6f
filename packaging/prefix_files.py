"""Puts files into a prefix, such as ~/.local, and takes exactly those away again.

What was put there is recorded in `lib/ost-my-heart/installed.json` in the prefix. Standard library
only: nothing has to be prepared for `make uninstall`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

RECORD = "lib/ost-my-heart/installed.json"
USUAL = "~/.local"
APPLICATIONS = "share/applications"
MENU_CACHE = f"{APPLICATIONS}/mimeinfo.cache"
ICONS = "share/icons/hicolor"
ICON_CACHE = f"{ICONS}/icon-theme.cache"


class CannotPut(Exception):
    """Nothing was put there or taken away; the text says why, and what to do."""


class Put(Protocol):
    @property
    def content(self) -> bytes: ...
    @property
    def is_program(self) -> bool: ...


class Record:
    """What was put into a prefix.

    files: by their paths in it, the SHA-256 of each. folders: those that weren't there before, the
    outermost first. made_cache: whether the menu's cache wasn't there before.
    """

    def __init__(self, prefix: Path) -> None:
        self._path = prefix / RECORD
        said = self._said()
        self.is_there = bool(said)
        self.files: dict[str, str] = said.get("files", {})
        self.folders: list[str] = said.get("folders", [])
        self.made_cache: bool = said.get("made_cache", False)

    def _said(self) -> dict[str, Any]:
        try:
            said = json.loads(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return {}
        except (OSError, ValueError) as fault:
            raise CannotPut(f"The record of what was installed can’t be read: {fault}") from fault
        if not isinstance(said, dict):
            raise CannotPut(f"{self._path} isn’t a record of what was installed.")
        return said

    def write(self) -> None:
        said = {"files": self.files, "folders": self.folders, "made_cache": self.made_cache}
        _write(self._path, json.dumps(said, indent=1).encode(), 0o644)

    def remove(self) -> None:
        self._path.unlink()


def prefix_of(asked: str) -> Path:
    """asked: as it was typed; empty for the usual one."""
    return Path(os.path.abspath(Path(asked or USUAL).expanduser()))  # noqa: PTH100 - keeps links


def put(prefix: Path, files: Mapping[str, Put]) -> None:
    """Writes the files, instead of those put there before. Raises CannotPut, if possible before
    anything was written.
    """
    record = Record(prefix)
    strangers = [n for n in files if n not in record.files and os.path.lexists(prefix / n)]
    if strangers:
        raise CannotPut(
            f"{prefix / strangers[0]} is there already, and isn’t from “make install”."
            " Remove it or choose another PREFIX."
        )
    made: list[Path] = []
    try:
        had_cache = (prefix / MENU_CACHE).exists()
        for name in (*files, RECORD):
            made += _missing_folders((prefix / name).parent)
            _make(made)
        record.folders += [os.path.relpath(folder, prefix) for folder in made]
        gone = [name for name in record.files if name not in files]
        record.files |= {n: hashlib.sha256(file.content).hexdigest() for n, file in files.items()}
        record.made_cache = record.made_cache or not had_cache
        record.write()  # first, so that whatever an interrupted install leaves can be taken away
        made.clear()
        for name, file in files.items():
            _write(prefix / name, file.content, 0o755 if file.is_program else 0o644)
        for name in gone:  # of an earlier version
            (prefix / name).unlink(missing_ok=True)
            del record.files[name]
        record.write()
    except OSError as fault:
        _remove_empty(made)
        raise CannotPut(
            f"{fault.filename or prefix} can’t be written: {fault.strerror}. Choose another PREFIX,"
            " for example with: make install PREFIX=~/.local"
        ) from fault
    _run_if_there("update-desktop-database", "-q", str(prefix / APPLICATIONS))
    _show_icons(prefix)


def take_away(prefix: Path) -> list[Path]:
    """Removes what `put` put there and nobody changed since. Returns what stays, being changed.

    Raises CannotPut.
    """
    record = Record(prefix)
    if not record.is_there:
        raise CannotPut(
            f"Nothing is installed in {prefix}. Name its PREFIX, as when you installed."
        )
    try:
        changed = [
            prefix / name for name, sha in record.files.items() if not _gone(prefix, name, sha)
        ]
        if record.made_cache and not any((prefix / APPLICATIONS).glob("*.desktop")):
            (prefix / MENU_CACHE).unlink(missing_ok=True)
        record.remove()
    except OSError as fault:
        raise CannotPut(f"{fault.filename} can’t be removed: {fault.strerror}.") from fault
    if (prefix / MENU_CACHE).exists():
        _run_if_there("update-desktop-database", "-q", str(prefix / APPLICATIONS))
    _show_icons(prefix)
    _remove_empty([Path(os.path.normpath(prefix / folder)) for folder in record.folders])
    return changed


def _gone(prefix: Path, name: str, sha: str) -> bool:
    """Whether the file isn't there, or isn't any more."""
    file = prefix / name
    try:
        if file.is_symlink() or hashlib.sha256(file.read_bytes()).hexdigest() != sha:
            return False
    except FileNotFoundError:
        return True
    file.unlink()
    return True


def _missing_folders(folder: Path) -> list[Path]:
    """The outermost first."""
    return [each for each in reversed((folder, *folder.parents)) if not each.exists()]


def _make(folders: Iterable[Path]) -> None:
    for folder in folders:
        folder.mkdir(exist_ok=True)


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in reversed(folders):
        with suppress(OSError):  # others have put something there, or removed it
            folder.rmdir()


def _write(file: Path, content: bytes, mode: int) -> None:
    """Whole or not at all: it may be in use."""
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.write_bytes(content)
        beside.chmod(mode)
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def _show_icons(prefix: Path) -> None:
    """Desktops have a cache of icons. It is never made here: it would hide the icons that other
    programs add later.
    """
    icons = prefix / ICONS
    if (prefix / ICON_CACHE).exists():
        _run_if_there("gtk-update-icon-cache", "-q", "-f", "-t", str(icons))
    elif icons.is_dir():
        os.utime(icons)  # tells running desktops to look again


def _run_if_there(command: str, *words: str) -> None:
    if shutil.which(command):
        subprocess.run([command, *words], check=False)
