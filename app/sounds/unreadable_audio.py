"""The words for a sound file that can’t be opened or read.

Without numpy and soundfile: taking music in needs neither, and does without a broken one.
"""

from __future__ import annotations

from pathlib import Path

from app.core import user_files
from app.core.errors import AudioUnreadable
from app.core.path_names import display_name

COPY_AFRESH = "Copy it afresh, then import again."


def unopened(path: Path, fault: OSError) -> AudioUnreadable:
    """The system's refusal in the listener's words."""
    name = display_name(path)
    return AudioUnreadable(f"“{name}” couldn’t be opened.", _os_reason(fault), details=str(fault))


def empty(path: Path) -> AudioUnreadable:
    return AudioUnreadable(
        f"“{display_name(path)}” couldn’t be read.", "It is empty (0 bytes).", COPY_AFRESH
    )


def _os_reason(fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "It is no longer there."
    if isinstance(fault, PermissionError):
        return "You are not allowed to read it."
    if isinstance(fault, user_files.NoPlainFile):
        return f"{fault.strerror}."
    return f"The system says: {fault.strerror or fault}."
