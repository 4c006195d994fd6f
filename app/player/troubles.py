"""The words for what goes wrong while playing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.core.errors import Problem
from app.core.path_names import display_name, display_path
from app.core.timecode import format_ms
from app.player.asking import is_there
from app.player.backend import VlcMissing

# Durations come from tags and headers, which are estimates for some files.
DURATION_SLACK_MS = 2000
DURATION_SLACK = 0.03
# By its first bytes it is a playlist, a text, a picture.
NOT_A_SOUND = "It isn’t a kind of sound that this program plays, whatever its name says."


class FileMissing(Problem):
    """A track's file isn't where it was; the library may not know that yet."""


def missing_file(path: Path) -> FileMissing:
    return FileMissing(
        f"“{display_name(path)}” can’t be played: the file isn’t there.",
        "It was moved, renamed or deleted, or its drive isn’t connected.",
        "Bring it back, or use “Locate…” to say where it is now. Its marks are safe.",
        details=repr(path),
    )


def track_without_file(title: str, path: Path | None) -> FileMissing:
    """path: where its file was last; None when it never had one here, as after a restore."""
    if path is None:
        what, why = f"“{title}” can’t be played: it has no file here.", ""
    else:
        what = f"“{title}” can’t be played: its file isn’t there."
        why = (
            f"It was “{display_path(path)}”: moved, renamed, deleted, or its drive isn’t connected."
        )
    remedy = "Use “Locate…” in the library to say where it is now. Its marks are safe."
    return FileMissing(what, why, remedy, details=repr(path) if path is not None else "")


def track_removed() -> Problem:
    return Problem(
        "A track of the queue can’t be played: it is no longer in the library.",
        "It was removed after it had been put into the queue.",
    )


def trouble_with(path: Path, *, is_sound: bool) -> Problem:
    """Why a file doesn't play. Asks its drive, which may take its time."""
    try:
        return unreadable_file(path, is_sound=is_sound) if path.exists() else missing_file(path)
    except OSError:  # it went meanwhile, or its drive did
        return missing_file(path)


def unreadable_file(path: Path, *, is_sound: bool) -> Problem:
    """is_sound: by its first bytes, as far as they can be read. Raises OSError when it is gone."""
    size = path.stat().st_size
    why = "VLC finds no sound in it that it can play."
    if not os.access(path, os.R_OK):
        why = "There is no permission to read it."
    elif size == 0:
        why = "The file is empty."
    elif not is_sound:
        why = NOT_A_SOUND
    return Problem(
        f"“{display_name(path)}” can’t be played.",
        why,
        "Copy the file afresh, then try again. Its marks are safe.",
        details=repr(path),
    )


def broken_off(path: Path, reached_ms: int, duration_ms: int) -> Problem | None:
    """The fault of a file that ends well before its duration; None when it is whole."""
    slack_ms = max(DURATION_SLACK_MS, int(duration_ms * DURATION_SLACK))
    if reached_ms >= duration_ms - slack_ms:
        return None
    if is_there(path) is False:
        why = "The file vanished while it was playing."
    else:
        why = f"It should last {format_ms(duration_ms)}."
    return Problem(
        f"“{display_name(path)}” breaks off at {format_ms(reached_ms)}.",
        why,
        "Copy the file afresh if you can. Its marks are safe.",
        details=repr(path),
    )


def no_sound_device() -> Problem:
    return Problem(
        "No sound device was found, so the music plays silently.",
        "The timeline moves as if it sounded.",
        "Connect headphones or speakers: the sound comes by itself.",
    )


def sound_device_lost() -> Problem:
    return Problem(
        "The sound device is gone, so the music plays on silently.",
        "It was unplugged or switched off.",
        "Connect headphones or speakers: the sound comes back by itself.",
    )


def sound_is_back() -> Problem:
    return Problem("A sound device is there again, and the music sounds.")


def vlc_missing(details: str) -> VlcMissing:
    return VlcMissing(
        "Music can’t be played: VLC is missing or incomplete.",
        "OST My Heart plays sound through VLC’s library.",
        _install_advice(),
        details=details,
    )


def _install_advice() -> str:
    if sys.platform == "win32":
        return "Install 64-bit VLC from videolan.org, then start this program again."
    if sys.platform == "darwin":
        return "Install VLC from videolan.org into Applications, then start this program again."
    return (
        "Install it, then start this program again: "
        "“sudo apt install libvlc5 vlc-plugin-base libvlc-bin” on Debian and Ubuntu, "
        "“sudo dnf install vlc-libs vlc-plugins-base” on Fedora, "
        "“sudo pacman -S vlc” on Arch, “sudo zypper install vlc-noX” on openSUSE."
    )
