"""Where the program's own files are. Nothing is written outside these folders unless asked for."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from app.core.errors import Problem
from app.core.path_names import display_path
from app.core.user_files import reason
from app.core.words import _
from app.profile.data_folder import APP_NAME, data_folder

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one profile: settings, data, caches that can be deleted, logs."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    @classmethod
    def for_profile(cls, profile: Path | None) -> Paths:
        """Everything under `profile`, or in the platform's own places if it is None."""
        data = Path(data_folder(profile))
        if profile is not None:
            root = data.parent
            return cls(root / "config", data, root / "cache", root / "logs")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(APP_NAME, appauthor=False, roaming=False)
        return cls(dirs.user_config_path, data, dirs.user_cache_path, dirs.user_log_path)

    @property
    def database(self) -> Path:
        return self.data / "journal.db"

    @property
    def pending(self) -> Path:
        """Marks that wait to be saved."""
        return self.data / "pending.jsonl"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def pictures(self) -> Path:
        """Copies of the stills and portraits the listener chose; the originals may be deleted."""
        return self.data / "pictures"

    @property
    def incoming(self) -> Path:
        """Says which pictures a restore is adding."""
        return self.pictures / ".incoming"

    @property
    def covers(self) -> Path:
        return self.cache / "covers"

    @property
    def peaks(self) -> Path:
        return self.cache / "peaks"

    @property
    def found_themes(self) -> Path:
        """Where themes were found, until the listener has answered."""
        return self.cache / "themes"

    @property
    def unfinished(self) -> Path:
        """Says where folders are being written, as long as they are."""
        return self.cache / "unfinished"

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def window_state(self) -> Path:
        return self.config / "window.ini"

    @property
    def log_file(self) -> Path:
        return self.logs / "ost-my-heart.log"

    def has_journal(self) -> bool:
        """Raises Problem if the folder it would be in can’t be opened, such as another user’s."""
        try:
            return self.database.exists()
        except OSError as error:
            raise Problem(
                _("The folder “{folder}” can’t be opened.", folder=display_path(self.data)),
                reason(error),
                _("Allow reading and writing there, or choose another folder with --profile."),
                repr(error),
            ) from error

    def make(self) -> None:
        """Raises Problem if a folder can’t be created and there is no journal to read, and as
        `has_journal` does.
        """
        is_there = self.has_journal()
        for folder in (self.config, self.data, self.cache, self.logs, self.pictures):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # a journal is private
            except OSError as error:
                if is_there:
                    log.warning("the folder %s can’t be created: %r", folder, error)
                    continue
                raise Problem(
                    _("The folder “{folder}” can’t be created.", folder=display_path(folder)),
                    reason(error),
                    _("Allow writing there, or choose another folder with --profile."),
                    repr(error),
                ) from error
