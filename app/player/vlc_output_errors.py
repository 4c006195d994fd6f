"""What libVLC's audio outputs complain of: the only sign that a sound device went away."""

from __future__ import annotations

import ctypes
from collections import deque
from typing import Any

AUDIO_OUTPUT = b"audio output"  # the kind of object that complains, whichever module it is
ERROR_LEVEL = 4


class OutputErrors:
    """Counts errors in libVLC's log that come from an audio output.

    When the device goes, libVLC 3 plays on in real time, counts the buffers as played and tells
    its callers nothing: each buffer only leaves “cannot write” in the log (measured with
    PulseAudio). Everything else in the log is let go unread.
    """

    def __init__(self, vlc: Any, instance: Any) -> None:
        self._instance = instance
        self._noted: deque[int] = deque(maxlen=1000)
        self._callback = _counting(vlc, self._noted)  # libVLC keeps no reference of its own
        instance.log_set(self._callback, None)

    def take(self) -> int:
        """How many there were since the last call."""
        count = 0
        while self._noted:
            self._noted.popleft()
            count += 1
        return count

    def close(self) -> None:
        self._instance.log_unset()


def _counting(vlc: Any, noted: deque[int]) -> Any:
    """Called on libVLC's threads, where only the log's own context may be asked."""
    object_of = vlc.dll.libvlc_log_get_object

    def note(_data: Any, level: int, context: Any, _form: Any, _arguments: Any) -> None:
        if level != ERROR_LEVEL:
            return
        kind, header, number = ctypes.c_char_p(), ctypes.c_char_p(), ctypes.c_size_t()
        object_of(context, ctypes.byref(kind), ctypes.byref(header), ctypes.byref(number))
        if kind.value == AUDIO_OUTPUT:
            noted.append(level)

    return vlc.CallbackDecorators.LogCb(note)
