"""Writes a picture as a PNG file, some rows at a time, so that it can be told and cancelled.

Qt writes one in a single call, which takes seconds for a picture as long as a story.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from app.core.jobs import JobContext

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB_8_BITS = b"\x08\x02\x00\x00\x00"
_UP = 2  # each byte as its difference from the one above
_AT_ONCE = 64  # rows


def write_png(file: BinaryIO, pixels: npt.NDArray[np.uint8], job: JobContext) -> None:
    """pixels: (rows, columns, 3), red, green, blue. Raises JobCancelled and OSError."""
    import numpy as np

    rows, columns, _three = pixels.shape
    file.write(_SIGNATURE)
    _write_chunk(file, b"IHDR", struct.pack(">II", columns, rows) + _RGB_8_BITS)
    squeezing = zlib.compressobj(6)
    above = np.zeros((1, columns * 3), np.uint8)
    for start in range(0, rows, _AT_ONCE):
        job.report(start, rows)
        some = np.ascontiguousarray(pixels[start : start + _AT_ONCE]).reshape(-1, columns * 3)
        filtered = np.empty((len(some), columns * 3 + 1), np.uint8)
        filtered[:, 0] = _UP
        np.subtract(some, np.concatenate((above, some[:-1])), out=filtered[:, 1:])
        _write_chunk(file, b"IDAT", squeezing.compress(filtered.tobytes()))
        above = some[-1:]
    _write_chunk(file, b"IDAT", squeezing.flush())
    _write_chunk(file, b"IEND", b"")


def _write_chunk(file: BinaryIO, kind: bytes, data: bytes) -> None:
    if data or kind == b"IEND":
        file.write(struct.pack(">I", len(data)) + kind + data)
        file.write(struct.pack(">I", zlib.crc32(kind + data)))
