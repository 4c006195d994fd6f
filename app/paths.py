"""Where the program's own files live. Nothing is ever written outside these folders unasked."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

APP_NAME = "ost-my-heart"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one profile: settings, data, caches that may be lost, logs."""

    config: Path
    data: Path
    cache: Path
    logs: Path

    @classmethod
    def for_profile(cls, profile: Path | None) -> Paths:
        """Everything under `profile`, or in the platform's own places when it is None."""
        if profile is not None:
            root = profile.absolute()
            return cls(root / "config", root / "data", root / "cache", root / "logs")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs(APP_NAME, appauthor=False, roaming=False)
        return cls(
            dirs.user_config_path, dirs.user_data_path, dirs.user_cache_path, dirs.user_log_path
        )

    @property
    def database(self) -> Path:
        return self.data / "journal.db"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def pictures(self) -> Path:
        """Stills and portraits the listener chose, copied so that they outlive their source."""
        return self.data / "pictures"

    @property
    def covers(self) -> Path:
        return self.cache / "covers"

    @property
    def peaks(self) -> Path:
        return self.cache / "peaks"

    @property
    def settings_file(self) -> Path:
        return self.config / "settings.toml"

    @property
    def window_state(self) -> Path:
        return self.config / "window.ini"

    @property
    def log_file(self) -> Path:
        return self.logs / "ost-my-heart.log"

    @property
    def socket(self) -> str:
        """The address of the running window's local socket, the same for every process.

        A Unix socket's path may hold 107 bytes, so the profile appears in it as a hash.
        """
        import hashlib  # these two cost 5 ms, which the first frame need not wait for
        import tempfile

        name = f"{APP_NAME}-{hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]}"
        if os.name == "nt":
            return rf"\\.\pipe\{name}"
        base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
        return str(Path(base) / f"{name}.sock")

    def make(self) -> None:
        """Raises Problem when a folder cannot be made."""
        from app.errors import Problem

        for folder in (self.config, self.data, self.cache, self.logs, self.pictures):
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise Problem(
                    f"The folder “{folder}” can’t be made.",
                    error.strerror or "The system refused.",
                    "Allow writing there, or choose another folder with --profile.",
                    repr(error),
                ) from error
