"""A texture as a feature that is kept: 24 bytes for each second.

A layout of its own, as for the waveform: one read, checked before it is believed, no pickle.
"""

from __future__ import annotations

import struct
import zlib

from app.analysis.feature_store import Feature
from app.analysis.texture.figures import FIGURES, Texture

_VERSION = 1
_MAGIC = b"OSTtextu"
_HEADER = struct.Struct("<8sII")  # magic, version, rows; then a checksum of all
_CHECKSUM = struct.Struct("<I")
_ROW_BYTES = 4 * len(FIGURES)


def _encoded(texture: Texture) -> bytes:
    header = _HEADER.pack(_MAGIC, _VERSION, len(texture.rows))
    body = texture.rows.astype("<f4").tobytes()
    return header + _CHECKSUM.pack(zlib.crc32(body, zlib.crc32(header))) + body


def _decoded(data: bytes) -> Texture | None:
    """None when the bytes are not what `_encoded` wrote."""
    import numpy as np

    body_at = _HEADER.size + _CHECKSUM.size
    if len(data) < body_at:
        return None
    magic, version, rows = _HEADER.unpack_from(data)
    (checksum,) = _CHECKSUM.unpack_from(data, _HEADER.size)
    body = memoryview(data)[body_at:]
    is_ours = magic == _MAGIC and version == _VERSION and len(body) == rows * _ROW_BYTES
    if not is_ours or zlib.crc32(body, zlib.crc32(data[: _HEADER.size])) != checksum:
        return None
    return Texture(np.frombuffer(body, "<f4").reshape(rows, len(FIGURES)))


TEXTURE: Feature[Texture] = Feature("texture", _VERSION, _encoded, _decoded)
