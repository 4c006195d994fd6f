"""A small model: how probable each emotion is for a sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
