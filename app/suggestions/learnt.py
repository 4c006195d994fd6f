"""What was learnt, and how it is kept in the cache.

No pickle: what is read is checked before it is believed.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

from app.analysis.feature_store import Feature
from app.suggestions.model import Model


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """stamp: of what it was learnt from; another one has to be learnt anew. emotions: their keys,
    in the model's order. marks: how many there were. at_ms: when, UTC.
    """

    stamp: str
    emotions: tuple[str, ...]
    marks: int
    model: Model
    at_ms: int


_VERSION = 2
_MAGIC = b"OSTlearn"
_CHECKSUM_BYTES = 4


def _encoded(learnt: Learnt) -> bytes:
    import numpy as np

    model, body = learnt.model, io.BytesIO()
    np.savez(
        body,
        stamp=np.array(learnt.stamp),
        emotions=np.array(learnt.emotions),
        marks=np.array(learnt.marks),
        at_ms=np.array(learnt.at_ms),
        width=np.array(model.width),
        sharpness=np.array(model.sharpness),
        middle=model.middle,
        scale=model.scale,
        known=model.known,
        weights=model.weights,
    )
    data = body.getvalue()
    checksum = zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "little")
    return _MAGIC + checksum + data


def _decoded(data: bytes) -> Learnt | None:
    """None when the bytes are not what `_encoded` wrote."""
    import numpy as np

    body_at = len(_MAGIC) + _CHECKSUM_BYTES
    body, checksum = data[body_at:], data[len(_MAGIC) : body_at]
    is_ours = data.startswith(_MAGIC) and zlib.crc32(body).to_bytes(4, "little") == checksum
    if not is_ours:
        return None
    with np.load(io.BytesIO(body), allow_pickle=False) as kept:
        model = Model(
            kept["middle"],
            kept["scale"],
            kept["known"],
            kept["weights"],
            float(kept["width"]),
            float(kept["sharpness"]),
        )
        emotions = tuple(map(str, kept["emotions"]))
        marks, at_ms = int(kept["marks"]), int(kept["at_ms"])
        return Learnt(str(kept["stamp"]), emotions, marks, model, at_ms)


LEARNT: Feature[Learnt] = Feature("emotions", _VERSION, _encoded, _decoded)
