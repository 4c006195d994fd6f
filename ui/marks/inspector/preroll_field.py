"""How much is heard before one mark: as the settings say, or as much as this mark needs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.calm_inputs import CalmCombo

OFFERED_MS = (0, 1000, 2000, 3000, 5000, 8000, 10_000, 15_000)
AS_SET = "As in Settings"


class PrerollField(CalmCombo):
    """Signal: preroll_chosen(int ms | None), None to follow the settings."""

    preroll_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Heard before this mark", parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip("How much music leads up to this mark when it is heard again")
        self.activated.connect(lambda place: self.preroll_chosen.emit(self.itemData(place)))
        self.show_preroll(None)

    def show_preroll(self, preroll_ms: int | None) -> None:
        """Show a mark's own, without a signal; one that is not among the offered is added."""
        offered = sorted({*OFFERED_MS, *([] if preroll_ms is None else [preroll_ms])})
        self.clear()
        self.addItem(AS_SET, None)
        for ms in offered:
            self.addItem(preroll_in_words(ms), ms)
        self.setCurrentIndex(0 if preroll_ms is None else 1 + offered.index(preroll_ms))


def preroll_in_words(preroll_ms: int) -> str:
    return "Nothing before it" if preroll_ms == 0 else f"{preroll_ms / 1000:g} s before it"
