"""What the listener is told when playback goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from app.core.errors import Problem
from app.core.path_names import display_name, display_path
from app.core.timecode import format_ms
from app.core.words import Text, _, ngettext
from app.player.asking import is_there
from app.player.backend import VlcMissing

# Durations come from tags and headers, which are estimates for some files.
DURATION_SLACK_MS = 2000
DURATION_SLACK = 0.03
# By its first bytes it is a playlist, a text, a picture.
NOT_A_SOUND = Text("It isn’t a kind of audio file that this program plays, whatever its name says.")


class FileMissing(Problem):
    """A track's file isn't where it was; the library may not know yet."""


def missing_file(path: Path) -> FileMissing:
    return FileMissing(
        _("“{file}” can’t be played: the file isn’t there.", file=display_name(path)),
        _("It was moved, renamed or deleted, or its drive isn’t connected."),
        _("Put it back, or use “Locate…” to say where it is now. Its marks are safe."),
        details=repr(path),
    )


def track_without_file(title: str, path: Path | None) -> FileMissing:
    """path: where its file was last; None if it never had one here, as after a restore."""
    remedy = _("Use “Locate…” in the library to say where it is now. Its marks are safe.")
    if path is None:
        what = _("“{title}” can’t be played: it has no file here.", title=title)
        return FileMissing(what, "", remedy)
    return FileMissing(
        _("“{title}” can’t be played: its file isn’t there.", title=title),
        _(
            "It was at “{path}”. It was moved, renamed or deleted, or its drive isn’t connected.",
            path=display_path(path),
        ),
        remedy,
        details=repr(path),
    )


def several_without_files(missing: Sequence[FileMissing]) -> FileMissing:
    """One after another, as when the drive of an album isn’t connected. missing: two or more."""
    return FileMissing(
        ngettext(
            "1 track can’t be played: its file isn’t there.",
            "{n} tracks can’t be played: their files aren’t there.",
            len(missing),
        ),
        _("They were moved, renamed or deleted, or their drive isn’t connected."),
        _(
            "Connect the drive, or use “Locate…” in the library to say where they are now. Their "
            "marks are safe."
        ),
        details="\n".join(one.details for one in missing),
    )


def track_removed() -> Problem:
    return Problem(
        _("A track in the queue can’t be played: it is no longer in the library."),
        _("It was removed from the library after it was added to the queue."),
    )


def trouble_with(path: Path, *, is_sound: bool) -> Problem:
    """Why a file doesn't play. Asks its drive, which may take a while."""
    try:
        return unreadable_file(path, is_sound=is_sound) if path.exists() else missing_file(path)
    except OSError:  # it has just gone, or its drive has
        return missing_file(path)


def unreadable_file(path: Path, *, is_sound: bool) -> Problem:
    """is_sound: by its first bytes, if they can be read. Raises OSError if the file is gone."""
    size = path.stat().st_size
    why = _("VLC finds no sound in it that can be played.")
    if not os.access(path, os.R_OK):
        why = _("You don’t have permission to read it.")
    elif size == 0:
        why = _("The file is empty.")
    elif not is_sound:
        why = str(NOT_A_SOUND)
    return Problem(
        _("“{file}” can’t be played.", file=display_name(path)),
        why,
        _("Copy the file again, then try again. Its marks are safe."),
        details=repr(path),
    )


def is_short_of(duration_ms: int, reached_ms: int) -> bool:
    """Whether a file that ended there is clearly shorter than that."""
    return reached_ms < duration_ms - max(DURATION_SLACK_MS, int(duration_ms * DURATION_SLACK))


def broken_off(path: Path, reached_ms: int, duration_ms: int) -> Problem | None:
    """The problem of a file that ends well before its duration; None if it is complete."""
    if not is_short_of(duration_ms, reached_ms):
        return None
    if is_there(path) is False:
        why = _("The file disappeared while it was playing.")
    else:
        why = _("It should last {duration}.", duration=format_ms(duration_ms))
    return Problem(
        _("“{file}” breaks off at {time}.", file=display_name(path), time=format_ms(reached_ms)),
        why,
        _("Copy the file again if you can. Its marks are safe."),
        details=repr(path),
    )


def no_sound_device() -> Problem:
    return Problem(
        _("No sound device was found, so the music plays silently."),
        _("The timeline moves as usual."),
        _("Connect headphones or speakers: the sound starts by itself."),
    )


def sound_device_lost() -> Problem:
    return Problem(
        _("The sound device was disconnected, so the music plays on silently."),
        _("It was unplugged or switched off."),
        _("Connect headphones or speakers: the sound comes back by itself."),
    )


def sound_is_back() -> Problem:
    return Problem(_("A sound device is connected again, and the sound is back."))


def vlc_missing(details: str) -> VlcMissing:
    return VlcMissing(
        _("Music can’t be played: VLC is missing or incomplete."),
        _("OST My Heart plays sound with VLC’s library."),
        _install_advice(),
        details=details,
    )


def _install_advice() -> str:
    if sys.platform == "win32":
        return _("Install 64-bit VLC from videolan.org, then start this program again.")
    if sys.platform == "darwin":
        return _("Install VLC from videolan.org into Applications, then start this program again.")
    # Translators: debian, fedora, arch and opensuse are the commands to type there
    return _(
        "Install it, then start this program again: “{debian}” on Debian and Ubuntu, “{fedora}” on "
        "Fedora, “{arch}” on Arch, “{opensuse}” on openSUSE.",
        debian="sudo apt install libvlc5 vlc-plugin-base libvlc-bin",
        fedora="sudo dnf install vlc-libs vlc-plugins-base",
        arch="sudo pacman -S vlc",
        opensuse="sudo zypper install vlc-noX",
    )
