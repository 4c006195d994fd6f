"""The waveform in the colours of the emotions that lead at each place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage

from ui.style.contrast import blend
from ui.style.theme import colour, current_theme
from ui.timeline.paint.feeling_colours import line_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]

_UNPLAYED_SHARE = 0.6  # how much of an emotion's colour is shown before it is played
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def inked(columns: Ints, colours: Sequence[str], played: bool) -> QImage:
    """An opaque picture one pixel high, to be masked by the waveform. columns: of each the place
    of its colour; negative for none."""
    import numpy as np

    inks = [_ink(name, played) for name in colours]
    inks.append(QColor(colour("outline" if played else "wave")))
    places = np.where(columns < 0, len(colours), columns).astype(np.uint8)
    picture = QImage(places.tobytes(), len(places), 1, len(places), QImage.Format.Format_Indexed8)
    picture.setColorTable([ink.rgba() for ink in inks])
    return picture.convertToFormat(_FORMAT)


def _ink(name: str, played: bool) -> QColor:
    full = line_of(name)
    return QColor(full if played else blend(full, current_theme().raised, _UNPLAYED_SHARE))
