"""What libVLC's audio outputs write into its log: the only news of how they are doing."""

from __future__ import annotations

import ctypes
import time
from collections import deque
from typing import Any, NamedTuple

AUDIO_OUTPUT = b"audio output"  # the kind of object that logs, whichever module it is
ERROR_LEVEL = 4
DEFERRING, LATE = b"deferring start", b"starting late"
DEFERRED, STARTED = b"starting deferred", b"started"
Said = tuple[int, bytes, int]  # monotonic ns, which of these, µs to wait from then on


class OutputStart(NamedTuple):
    """How much later than due by its own clock libVLC told the server to start (negative: earlier),
    and how long that took the server.
    """

    lateness_ms: float
    took_ms: float


class OutputLog:
    """Reads the few useful lines that audio outputs write into libVLC's log.

    Errors: when the device goes, libVLC 3 plays on in real time, counts the buffers as played and
    reports nothing; each buffer only leaves “cannot write” in the log (measured with PulseAudio).
    Starts: how much too early or too late the sound begins, see `start`. Everything
    else is ignored.
    """

    def __init__(self, vlc: Any, instance: Any) -> None:
        self._instance = instance
        self._errors: deque[int] = deque(maxlen=1000)
        self._starts: deque[Said] = deque(maxlen=1000)
        self._callback = _reading(vlc, self._errors, self._starts)
        instance.log_set(self._callback, None)  # libVLC keeps no reference of its own

    def take_errors(self) -> int:
        """How many there have been since the last call."""
        count = 0
        while self._errors:
            self._errors.popleft()
            count += 1
        return count

    def expect_start(self) -> None:
        """Sound is about to begin: forget what was logged about earlier starts."""
        self._starts.clear()

    def start(self) -> OutputStart | None:
        """What is known about the start that was expected last; None if it hasn't happened, or if
        this is an output that says nothing.

        When libVLC's PulseAudio output gets its first block, it says how long that has to wait, or
        how late it is. It may tell the server to start before that: it counts blocks that wait for
        a delay. The server announces when it has started.
        """
        due_ns = told_ns = None
        for at_ns, what, wait_us in list(self._starts):
            due_ns = at_ns + wait_us * 1000 if due_ns is None and what != STARTED else due_ns
            told_ns = at_ns if told_ns is None and what in (LATE, DEFERRED) else told_ns
            if what == STARTED and due_ns is not None and told_ns is not None:
                return OutputStart((told_ns - due_ns) / 1e6, (at_ns - told_ns) / 1e6)
        return None

    def close(self) -> None:
        self._instance.log_unset()


def _reading(vlc: Any, errors: deque[int], starts: deque[Said]) -> Any:
    """The callback runs on libVLC's threads, where only the log's own context may be read."""
    object_of = vlc.dll.libvlc_log_get_object

    def note(_data: Any, level: int, context: Any, form: bytes, arguments: Any) -> None:
        if form.startswith((DEFERRING, LATE)):
            what = LATE if form.startswith(LATE) else DEFERRING
            starts.append((time.monotonic_ns(), what, _number(form, arguments)))
        elif form in (DEFERRED, STARTED):
            starts.append((time.monotonic_ns(), form, 0))
        elif level == ERROR_LEVEL:
            kind, header, number = ctypes.c_char_p(), ctypes.c_char_p(), ctypes.c_size_t()
            object_of(context, ctypes.byref(kind), ctypes.byref(header), ctypes.byref(number))
            if kind.value == AUDIO_OUTPUT:
                errors.append(level)

    return vlc.CallbackDecorators.LogCb(note)


def _number(form: bytes, arguments: Any) -> int:
    """The number in brackets. Only PulseAudio's output logs it, so this never runs on Windows."""
    text = ctypes.create_string_buffer(100)
    ctypes.CDLL(None).vsnprintf(text, 100, ctypes.c_char_p(form), ctypes.c_void_p(arguments))
    _before, _, behind = text.value.partition(b"(")
    return int(behind.split(b" ")[0])
