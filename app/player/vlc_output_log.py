"""What libVLC's audio outputs write into its log: the only word of how they fare."""

from __future__ import annotations

import ctypes
import time
from collections import deque
from typing import Any

AUDIO_OUTPUT = b"audio output"  # the kind of object that speaks, whichever module it is
ERROR_LEVEL = 4
DEFERRING, LATE = b"deferring start", b"starting late"
ON_TIME_MS = 5.0  # a deferred start that is this much overdue has happened


class OutputLog:
    """Reads the few lines of libVLC's log that come from an audio output and say something.

    Errors: when the device goes, libVLC 3 plays on in real time, counts the buffers as played and
    tells its callers nothing; each buffer only leaves “cannot write” in the log (measured with
    PulseAudio). Starts: how much too early or too late the sound begins, see `start_lateness_ms`.
    Everything else is let go unread.
    """

    def __init__(self, vlc: Any, instance: Any) -> None:
        self._instance = instance
        self._errors: deque[int] = deque(maxlen=1000)
        self._starts: deque[tuple[int, bool, int]] = deque(maxlen=1000)  # ns, is late, µs
        self._callback = _reading(vlc, self._errors, self._starts)
        instance.log_set(self._callback, None)  # libVLC keeps no reference of its own

    def take_errors(self) -> int:
        """How many there were since the last call."""
        count = 0
        while self._errors:
            self._errors.popleft()
            count += 1
        return count

    def expect_start(self) -> None:
        """Sound is about to begin: what was said of starts before is over."""
        self._starts.clear()

    def start_lateness_ms(self, now_ns: int) -> float | None:
        """How much later than libVLC's own clock the sound began; negative: earlier.

        libVLC's PulseAudio output looks at each block that it gets before it started. It means to
        wait until the first one is due, but then reckons the blocks that wait already as a delay,
        takes itself for late, and starts at once: early by what was left to wait. When it is late
        at the first block it starts as late as it says. None: not begun yet, or an output that
        says nothing.
        """
        said = list(self._starts)
        if not said:
            return None
        first_ns, first_is_late, first_us = said[0]
        if first_is_late:
            return -first_us / 1000
        for at_ns, is_late, _us in said:
            if is_late:
                return (at_ns - first_ns) / 1e6 - first_us / 1000
        waited_ms = (now_ns - first_ns) / 1e6
        return 0.0 if waited_ms > first_us / 1000 + ON_TIME_MS else None

    def close(self) -> None:
        self._instance.log_unset()


def _reading(vlc: Any, errors: deque[int], starts: deque[tuple[int, bool, int]]) -> Any:
    """Called on libVLC's threads, where only the log's own context may be asked."""
    object_of = vlc.dll.libvlc_log_get_object

    def note(_data: Any, level: int, context: Any, form: bytes, arguments: Any) -> None:
        if form.startswith((DEFERRING, LATE)):
            starts.append((time.monotonic_ns(), form.startswith(LATE), _number(form, arguments)))
        elif level == ERROR_LEVEL:
            kind, header, number = ctypes.c_char_p(), ctypes.c_char_p(), ctypes.c_size_t()
            object_of(context, ctypes.byref(kind), ctypes.byref(header), ctypes.byref(number))
            if kind.value == AUDIO_OUTPUT:
                errors.append(level)

    return vlc.CallbackDecorators.LogCb(note)


def _number(form: bytes, arguments: Any) -> int:
    """The number in brackets. PulseAudio's output is the only one that says it: no Windows here."""
    text = ctypes.create_string_buffer(100)
    ctypes.CDLL(None).vsnprintf(text, 100, ctypes.c_char_p(form), ctypes.c_void_p(arguments))
    _before, _, behind = text.value.partition(b"(")
    return int(behind.split(b" ")[0])
