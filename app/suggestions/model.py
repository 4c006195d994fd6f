"""A small model: how probable each emotion is for a sound, and how it is kept in the cache."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.analysis.feature_store import Feature
from app.suggestions.records import Learnt

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """middle, scale: (figures,), of the sounds it was learnt from. known: (places, figures), those
    sounds, levelled. weights: (places + 1, emotions), the last row for what is felt anywhere.
    width: how far apart two sounds still say something about each other. sharpness: of what is
    said.
    """

    middle: Floats
    scale: Floats
    known: Floats
    weights: Floats
    width: float
    sharpness: float

    def probabilities(self, rows: Rows) -> Floats:
        """(places, emotions), each row adds up to 1. rows: (places, figures)."""
        import numpy as np

        return shares(self._pulls(np.asarray(rows, np.float64)) * self.sharpness)

    def _pulls(self, rows: Floats) -> Floats:
        near = likeness((rows - self.middle) / self.scale, self.known, self.width)
        return pulls_of(near, self.weights)


def likeness(rows: Floats, known: Floats, width: float) -> Floats:
    """(rows, known), 0..1."""
    import numpy as np

    squares = (rows**2).sum(axis=1)[:, None] + (known**2).sum(axis=1)[None, :]
    apart = np.maximum(squares - 2 * rows @ known.T, 0) / rows.shape[1]
    near: Floats = np.exp(-apart / (2 * width**2))
    return near


def pulls_of(near: Floats, weights: Floats) -> Floats:
    """(rows, emotions). near: (rows, known)."""
    pulls: Floats = near @ weights[:-1] + weights[-1]
    return pulls


def shares(pulls: Floats) -> Floats:
    """Each row, with all above 0 and a sum of 1."""
    import numpy as np

    raised = np.exp(pulls - pulls.max(axis=1, keepdims=True))
    found: Floats = raised / raised.sum(axis=1, keepdims=True)
    return found


_VERSION = 1
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
        return Learnt(str(kept["stamp"]), emotions, int(kept["marks"]), model)


LEARNT: Feature[Learnt] = Feature("emotions", _VERSION, _encoded, _decoded)
