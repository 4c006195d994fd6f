"""Pictures that are kept, to be looked at once by a person and then compared with tolerance.

Other versions of Qt and FreeType draw edges and letters a little differently: pictures are compared
at a quarter of their size, where that hardly shows and a wrong colour, place or pattern does.
OST_KEEP_PICTURES=1 keeps what is painted now; look at it before it is committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

SHRINK = 4
MEAN_TOLERANCE = 3.0  # of 255, over all
PLACE_TOLERANCE = 60.0  # of 255, in any one place


def assert_looks_like(image: QImage, kept: Path) -> None:
    """Fails where the picture differs from the one that is kept, and says where and how much."""
    if os.environ.get("OST_KEEP_PICTURES"):
        kept.parent.mkdir(exist_ok=True)
        assert image.save(str(kept)), f"{kept} could not be written"
    known = QImage(str(kept))
    assert not known.isNull(), f"{kept.name} is not kept yet: run with OST_KEEP_PICTURES=1"
    assert known.size() == image.size()
    difference = np.abs(_small(image) - _small(known)).max(axis=2)
    worst = np.unravel_index(difference.argmax(), difference.shape)
    where = f"at {worst[1] * SHRINK}, {worst[0] * SHRINK}"
    assert difference.mean() <= MEAN_TOLERANCE, f"{kept.name}: {difference.mean():.1f} on average"
    assert difference.max() <= PLACE_TOLERANCE, f"{kept.name}: {difference.max():.0f} {where}"


def difference_of(one: QImage, other: QImage) -> int:
    """The greatest difference of any channel of any pixel."""
    return int(np.abs(_pixels(one).astype(np.int16) - _pixels(other)).max())


def _small(image: QImage) -> npt.NDArray[np.float64]:
    size = image.size() / SHRINK
    how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    return _pixels(image.scaled(size, *how)).astype(np.float64)


def _pixels(image: QImage) -> npt.NDArray[np.uint8]:
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1, 4)
    return rows[:, : plain.width(), :3].copy()
