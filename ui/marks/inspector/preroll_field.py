"""A mark's lead-in: the length in Settings, or one of its own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.words import Text, _
from ui.widgets.calm_inputs import CalmCombo

OFFERED_MS = (0, 1000, 2000, 3000, 5000, 8000, 10_000, 15_000)
AS_SET = Text("As in Settings")


class PrerollField(CalmCombo):
    """Signal: preroll_chosen(int ms | None), None for the length in Settings."""

    preroll_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Lead-in"), parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(_("How much music is played before this mark when you hear it again"))
        self.activated.connect(lambda place: self.preroll_chosen.emit(self.itemData(place)))
        self.show_preroll(None)

    def show_preroll(self, preroll_ms: int | None) -> None:
        """Shows a mark's own, without a signal; a length that isn't offered is added."""
        offered = sorted({*OFFERED_MS, *([] if preroll_ms is None else [preroll_ms])})
        self.clear()
        self.addItem(str(AS_SET), None)
        for ms in offered:
            self.addItem(preroll_in_words(ms), ms)
        self.setCurrentIndex(0 if preroll_ms is None else 1 + offered.index(preroll_ms))


def preroll_in_words(preroll_ms: int) -> str:
    if preroll_ms == 0:
        return _("No lead-in")
    seconds = f"{preroll_ms / 1000:g}"
    # Translators: seconds is a number such as 1.5; s is for seconds
    return _("{seconds} s before it", seconds=seconds)
