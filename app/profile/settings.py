"""The settings of a profile, saved as TOML in its config folder, and told when they change."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.unreadable_file import rename_unreadable
from app.core.user_files import reason
from app.core.words import _, listed
from app.profile.setting_values import LONGEST_OUTPUT_LATENCY_MS, OutputLatency, Settings, fitting
from app.profile.settings_text import Unread, read_settings, text_of

log = logging.getLogger(__name__)


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
        self.current, self._unread = read_settings(path)
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
            self.current, **{name: fitting(name, value) for name, value in values.items()}
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
        kept, unread = read_settings(self._path)
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
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path, text_of(self.current))
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
