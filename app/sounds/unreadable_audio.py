"""What the listener is told about an audio file that can't be opened or read.

Without numpy and soundfile: importing music needs neither, and works if they are broken.
"""

from __future__ import annotations

import errno
from pathlib import Path

from app.core.errors import AudioUnreadable
from app.core.path_names import display_name
from app.core.user_files import reason
from app.core.words import Text, _

_DENIED = Text("You don’t have permission to read it.")
_IN_LIBRARY = {
    errno.ENOENT: Text("It is no longer there."),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
}
COPY_AFRESH = Text("Copy it again, then import it again.")


def unopened(path: Path, fault: OSError) -> AudioUnreadable:
    """The system's refusal, reworded for the listener."""
    what = _("“{file}” couldn’t be opened.", file=display_name(path))
    return AudioUnreadable(what, reason(fault, _IN_LIBRARY), details=str(fault))


def empty(path: Path) -> AudioUnreadable:
    return AudioUnreadable(
        _("“{file}” couldn’t be read.", file=display_name(path)),
        _("It is empty (0 bytes)."),
        str(COPY_AFRESH),
    )
