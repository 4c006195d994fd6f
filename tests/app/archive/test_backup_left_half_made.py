"""A backup that a kill broke off doesn't stay for ever."""

from __future__ import annotations

import os
import time
from pathlib import Path

from app.bootstrap import Services
from app.profile.paths import Paths
from app.profile.settings import SettingsFile


def test_what_a_killed_backup_left_goes_with_the_sweep(tmp_path: Path) -> None:
    paths = Paths.for_profile(tmp_path)
    services = Services(paths, SettingsFile(paths.settings_file))
    try:
        kept = services.exports.backup_now().path
        left = [Path(f"{kept}{end}") for end in (".part", ".part-journal")]
        for path in left:
            path.write_bytes(b"half")
            os.utime(path, (time.time() - 7200,) * 2)
        services.sweep()
        services.exports.backup_now()
        assert not [path for path in left if path.exists()]
    finally:
        services.close()
