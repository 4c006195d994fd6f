"""Volume and mute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from app.core.words import _
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from ui.bridge.context import Shortcuts

_WIDE_PX = 104
_NARROW_PX = 64


class SoundControl(QWidget):
    """Signals: volume_chosen(int 0..100), muted_chosen(bool)."""

    volume_chosen = Signal(int)
    muted_chosen = Signal(bool)

    def __init__(self, keys: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._is_muted = False
        self._mute = IconButton("volume-2", _("Mute"), keys.text("mute"), size=18)
        self._mute.clicked.connect(lambda: self.muted_chosen.emit(not self._is_muted))
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(0, 100)
        self._slider.setSingleStep(5)
        self._slider.setPageStep(10)
        self._slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._slider.setAccessibleName(_("Volume"))
        self._slider.valueChanged.connect(self._on_moved)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.xs)
        row.addWidget(self._mute)
        row.addWidget(self._slider)
        self.set_narrow(False)

    def show_sound(self, volume: int, is_muted: bool) -> None:
        self._is_muted = is_muted
        self._slider.blockSignals(True)
        self._slider.setValue(volume)
        self._slider.blockSignals(False)
        self._slider.setToolTip(
            # Translators: louder and quieter are shortcuts
            _(
                "Volume {percent}% · {quieter}, {louder}",
                percent=str(volume),
                louder=self._keys.text("louder"),
                quieter=self._keys.text("quieter"),
            )
        )
        self._mute.set_icon(_icon_for(volume, is_muted))
        self._mute.set_hint(_("Unmute") if is_muted else _("Mute"), self._keys.text("mute"))

    def set_narrow(self, is_narrow: bool, *, is_brief: bool = False) -> None:
        """is_brief: without the slider; the volume also has shortcuts."""
        self._slider.setVisible(not is_brief)
        self._slider.setFixedWidth(scaled_px(_NARROW_PX if is_narrow else _WIDE_PX))
        self.updateGeometry()  # at once: the bar asks for the width

    def _on_moved(self, volume: int) -> None:
        if self._is_muted:
            self.muted_chosen.emit(False)
        self.volume_chosen.emit(volume)


def _icon_for(volume: int, is_muted: bool) -> str:
    if is_muted or volume == 0:
        return "volume-x"
    return "volume-1" if volume < 50 else "volume-2"
