"""What was learnt, and how it is kept in the cache.

No pickle: what is read is checked before it is believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.analysis.feature_store import Feature
from app.suggestions.model import Model
from db.ranges.limits import FIRST_MS, LAST_MS


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
    try:
        with np.load(io.BytesIO(body), allow_pickle=False) as kept:
            learnt = _read(kept)
    except (KeyError, ValueError, TypeError, EOFError, zipfile.BadZipFile):
        return None
    return learnt if _fits(learnt) else None


def _read(kept: Mapping[str, Any]) -> Learnt:
    """Raises KeyError, ValueError and TypeError."""
    import numpy as np

    middle, scale, known, weights = (
        np.asarray(kept[name], np.float64) for name in ("middle", "scale", "known", "weights")
    )
    width, sharpness = float(kept["width"]), float(kept["sharpness"])
    emotions = tuple(map(str, kept["emotions"]))
    model = Model(middle, scale, known, weights, width, sharpness)
    marks, at_ms = int(kept["marks"]), int(kept["at_ms"])
    return Learnt(str(kept["stamp"]), emotions, marks, model, at_ms)


def _fits(learnt: Learnt) -> bool:
    """Whether its parts belong together."""
    import numpy as np

    model = learnt.model
    arrays = (model.middle, model.scale, model.known, model.weights)
    if model.known.ndim != 2 or not learnt.emotions:
        return False
    places, figures = model.known.shape
    shapes = ((figures,), (figures,), (places, figures), (places + 1, len(learnt.emotions)))
    is_shaped = tuple(array.shape for array in arrays) == shapes
    is_finite = all(np.isfinite(array).all() for array in (*arrays, model.width, model.sharpness))
    is_time = FIRST_MS <= learnt.at_ms <= LAST_MS
    return bool(is_shaped and is_finite and is_time and (model.scale > 0).all() and model.width > 0)


LEARNT: Feature[Learnt] = Feature("emotions", _VERSION, _encoded, _decoded)
