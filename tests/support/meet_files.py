"""`python -m tests.support.meet_files FOLDER PROFILE`: opens a folder's files in every way that the
program does with libVLC. In a process of its own, because a file may crash it.

Writes one JSON line: the files that were imported, drawn, described and played.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from app.bootstrap import Services, read_by_vlc
from app.core.errors import Problem
from app.core.jobs import JobContext
from app.player.player import Player
from app.player.records import PlayableTrack, PlaybackFault, PlayState
from app.player.vlc_backend import VlcBackend
from app.player.vlc_transcode import transcode
from app.profile.paths import Paths
from app.profile.settings import SettingsFile
from tests.support.polling import wait_until

PATIENCE_S = 10.0


def main(folder: Path, profile: Path) -> None:
    files = sorted(folder.iterdir())
    paths = Paths.for_profile(profile)
    services = Services(paths, SettingsFile(paths.settings_file))
    player = Player(VlcBackend(is_silent=True))
    try:
        services.importing.run([folder, *files], JobContext())
        met = {
            "imported": [Path(path).name for path in _known(services)],
            "drawn": _those(files, lambda path: _is_drawn(services, path)),
            "transcoded": _those(files, lambda path: _is_transcoded(path, profile / "out.wav")),
            "described": _those(files, lambda path: read_by_vlc(path) is not None),
            "played": _those(files, lambda path: _is_played(player, path)),
        }
    finally:
        player.close()
        services.close()
    sys.stdout.write(json.dumps(met) + "\n")


def _known(services: Services) -> list[str]:
    from db.plain.known_files import read_known_files

    return list(read_known_files(services.paths.database))


def _those(files: list[Path], meets: Callable[[Path], bool]) -> list[str]:
    return [path.name for path in files if meets(path)]


def _is_drawn(services: Services, path: Path) -> bool:
    try:
        services.analysis.peaks(path, path.name, JobContext())
    except Problem:
        return False
    return True


def _is_transcoded(path: Path, target: Path) -> bool:
    try:
        transcode(path, target, JobContext())
    except Problem:
        return False
    return True


def _is_played(player: Player, path: Path) -> bool:
    """Whether it is heard; as the next in a queue it is opened while another still plays."""
    track = PlayableTrack(0, path, 0)
    player.prepare(track)
    player.play_track(track)
    faults: list[PlaybackFault] = []

    def is_told() -> bool:
        told = player.poll()
        faults.extend(each for each in told if isinstance(each, PlaybackFault) and each.is_fatal)
        return bool(faults) or player.state in (PlayState.PLAYING, PlayState.ENDED)

    wait_until(is_told, PATIENCE_S, lambda: f"neither sound nor a fault from {path.name}")
    return not faults


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
