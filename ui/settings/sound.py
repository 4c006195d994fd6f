"""The audio latency of each output device."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import Text, _
from app.player.output_device import OutputDevice
from app.profile.setting_values import LONGEST_OUTPUT_LATENCY_MS, Settings
from ui.bridge.context import Context
from ui.settings.calibration_dialog import CalibrationDialog
from ui.settings.latency_slider import NUDGE_MS
from ui.settings.parts import Section, SettingRow
from ui.style.tokens import SPACE
from ui.widgets.buttons import PushButton
from ui.widgets.calm_inputs import CalmSpin
from ui.widgets.emptying import empty
from ui.widgets.text import ElidedLabel, TextLabel

WHY = Text(
    "With wireless headphones and televisions you hear the music later than the program can know. "
    "Set how much later, and the timeline follows what you hear. Marks you have made stay where "
    "they are."
)
IN_USE = Text("In use now")


class SoundSection(Section):
    """A row for each known device, and a dialog to calibrate the one in use."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(_("Sound"), parent)
        self._context = context
        self._settings = context.services.settings
        self._output = context.playback.output
        self.calibrate_button = PushButton(_("Calibrate…"), "headphones")
        self.calibrate_button.setToolTip(_("With a click and a flash, on the device in use"))
        self.calibrate_button.clicked.connect(self.calibrate)
        self.add(SettingRow(_("Audio latency"), str(WHY), self.calibrate_button))
        self.spins: dict[str, CalmSpin] = {}
        self._states: dict[str, TextLabel] = {}
        self._shown: tuple[OutputDevice, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(SPACE.m)
        self.card.body.addLayout(self._rows)
        self._output.device_changed.connect(lambda _device: self.list_devices())

    def list_devices(self) -> None:
        """Lists the devices there are now."""
        devices = self._output.known_devices()
        if devices != self._shown:
            self._shown = devices
            self._build(devices)
        self.show_settings(self._settings.current)

    def show_settings(self, current: Settings) -> None:
        for device_id, spin in self.spins.items():
            spin.show_value(current.output_latency_ms(device_id))
            is_in_use = device_id == self._output.device.id and len(self._shown) > 1
            self._states[device_id].setText(str(IN_USE) if is_in_use else "")
            self._states[device_id].setVisible(is_in_use)

    def calibrate(self) -> CalibrationDialog:
        """Opens the calibration dialog and returns at once."""
        dialog = CalibrationDialog(self._context, self)
        dialog.finished.connect(lambda _result: self.list_devices())
        dialog.open()
        return dialog

    def _build(self, devices: tuple[OutputDevice, ...]) -> None:
        self.spins.clear()
        self._states.clear()
        empty(self._rows)
        for device in devices:
            self._rows.addWidget(self._row(device))

    def _row(self, device: OutputDevice) -> QWidget:
        name = _("Audio latency of {device} in milliseconds", device=device.name)
        spin = CalmSpin(name, 0, LONGEST_OUTPUT_LATENCY_MS)
        # Translators: follows a number
        spin.setSuffix(_(" ms"))
        spin.setSingleStep(NUDGE_MS)
        spin.setToolTip(_("How much later you hear it, 0 to 1000 ms"))
        spin.valueChanged.connect(partial(self._set, device))
        state = TextLabel("", "caption")
        self.spins[device.id], self._states[device.id] = spin, state
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(device.name, "strong"))
        words.addWidget(state)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.l)
        row.addLayout(words, 1)
        row.addWidget(spin)
        return holder

    def _set(self, device: OutputDevice, latency_ms: int) -> None:
        self._settings.set_output_latency(device.id, device.name, latency_ms)
