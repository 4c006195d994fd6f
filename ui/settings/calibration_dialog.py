"""Calibrates the audio latency of an output device: a click and a flash, until they coincide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import Text, _
from app.player.output_device import OutputDevice
from app.player.tapping import TAPS_WANTED
from ui.settings.click_player import ClickPlayer
from ui.settings.flash_dot import FlashDot
from ui.settings.latency_slider import LatencySlider
from ui.settings.tap_rounds import TapRounds
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, PushButton, ToggleButton
from ui.widgets.painting import describe
from ui.widgets.text import ElidedLabel, TextLabel

if TYPE_CHECKING:
    from app.core.errors import Problem
    from ui.bridge.context import Context

TITLE = Text("Calibrate audio latency")
WHY = Text("With wireless headphones and televisions you hear the music late.")
BY_EYE = Text(
    "Move the slider until the dot lights up exactly when you hear the click. The arrow "
    "keys move the slider by 5 ms, with Shift by 1 ms."
)
# Translators: count and all are numbers of taps
WITH_CLICKS = Text(
    "The dot stays dark. Press Space along with every click you hear: {count} of {all}."
)
WITH_FLASHES = Text(
    "Now without sound. Press Space along with every flash you see: {count} of {all}."
)
TAPPED = Text(
    "Your taps give {latency} ms, plus or minus {spread} ms. Check whether the dot and the "
    "click coincide now, and move the slider if they don’t."
)
UNSTEADY = Text(
    "The taps vary too much to be sure: {latency} ms, plus or minus {spread} ms. Tap "
    "again, or move the slider until the dot and the click coincide."
)
_WIDTH_PX = 540


class CalibrationDialog(QDialog):
    """Saves the audio latency of the device that plays the clicks. The music pauses meanwhile, and
    goes on afterwards if it was playing.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._window = parent.window()
        super().__init__(self._window)
        self._context = context
        self._playback = context.playback
        self._resumes = self._playback.is_playing
        self._playback.pause()
        self._rounds: TapRounds | None = None  # while the listener taps
        self._is_touched = False
        self.setWindowTitle(str(TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.clicks = ClickPlayer(self._playback, self)
        self.device_line = ElidedLabel("", "muted")
        self.by_eye = ToggleButton(_("By eye and ear"), "eye")
        self.by_tapping = ToggleButton(_("By tapping"), "drum")
        self.dot = FlashDot()
        self.prompt = TextLabel("", wrap=True)
        self.slider = LatencySlider()
        self.tap_again = PushButton(_("Tap again"), "rotate-ccw")
        self.cancel = PushButton(_("Cancel"))
        self.keep = PrimaryButton(_("Save"))
        self._lay_out()
        self._wire()
        self._on_device(self._playback.output.device)
        self.adjust()
        self.clicks.start()
        self.dot.setFocus()

    @property
    def device(self) -> OutputDevice:
        return self.clicks.device or self._playback.output.device

    # --- the two ways ---------------------------------------------------------------------------

    def adjust(self, prompt: str = "") -> None:
        """Click and flash together, the flash delayed by the slider's value.

        prompt: what to do now; by default, how to use the slider.
        """
        was_tapping, self._rounds = self._rounds is not None, None
        self._show_controls(is_tapping=False)
        if was_tapping:
            self.clicks.begin_again(self.slider.value_ms)
        else:
            self.clicks.set_latency(self.slider.value_ms)
        self._prompt(prompt or str(BY_EYE))

    def tap_along(self) -> None:
        """First with the clicks alone, then with the flashes alone."""
        self._rounds = TapRounds()
        self._show_controls(is_tapping=True)
        self.clicks.begin_again(0)
        self._say_round(self._rounds)
        self.dot.setFocus()

    def _on_tapped(self) -> None:
        rounds, position_ms = self._rounds, self.clicks.position_ms
        if rounds is None or position_ms is None:
            return
        was_heard = rounds.is_heard
        if not rounds.tap(position_ms):
            return
        if rounds.is_over:
            self._finish_tapping(rounds)
            return
        if was_heard and not rounds.is_heard:
            self.dot.set_dark(False)
            self.clicks.begin_again(0, is_muted=True)
        self._say_round(rounds)

    def _finish_tapping(self, rounds: TapRounds) -> None:
        self._is_touched = True
        self.slider.show_value(rounds.latency_ms)
        text = TAPPED if rounds.is_steady else UNSTEADY
        self.adjust(text.filled(latency=str(rounds.latency_ms), spread=str(rounds.spread_ms)))
        self.tap_again.setVisible(True)

    def _say_round(self, rounds: TapRounds) -> None:
        text = WITH_CLICKS if rounds.is_heard else WITH_FLASHES
        self._prompt(text.filled(count=str(rounds.count), all=str(TAPS_WANTED)))

    # --- what happens ---------------------------------------------------------------------------

    def done(self, result: int) -> None:
        if self.clicks.is_closed:
            return  # closed already: the window closes around it before it is deleted
        device = self.device
        self.clicks.close()
        if result == QDialog.DialogCode.Accepted:
            self._keep(device)
        if self._resumes and not self._playback.is_playing:
            self._playback.toggle()
        super().done(result)

    def _keep(self, device: OutputDevice) -> None:
        latency_ms = self.slider.value_ms
        self._playback.output.take(device)
        self._context.services.settings.set_output_latency(device.id, device.name, latency_ms)
        said = _("Audio latency of {device}: {ms} ms.", device=device.name, ms=str(latency_ms))
        self._context.messages.say(said)

    def _on_device(self, device: OutputDevice) -> None:
        self.device_line.setText(_("Output device: {device}", device=device.name))
        if not self._is_touched:
            kept_ms = self._context.services.settings.current.output_latency_ms(device.id)
            self.slider.show_value(kept_ms)
            if self._rounds is None:
                self.clicks.set_latency(kept_ms)

    def _on_value(self, latency_ms: int) -> None:
        self._is_touched = True
        self.clicks.set_latency(latency_ms)

    def _on_closing(self) -> None:
        """The whole window closes around this dialog: the music doesn't go on."""
        self._resumes = False
        self.reject()

    def _on_problem(self, problem: Problem) -> None:
        self._prompt(str(problem))

    def _prompt(self, text: str) -> None:
        self.prompt.setText(text)
        describe(self.dot, text)

    def _on_nudged(self, by_ms: int) -> None:
        if self._rounds is None:
            self.slider.nudge(by_ms)

    # --- making ---------------------------------------------------------------------------------

    def _show_controls(self, *, is_tapping: bool) -> None:
        self.slider.setEnabled(not is_tapping)
        self.keep.setEnabled(not is_tapping)
        self.tap_again.setVisible(False)
        self.dot.set_dark(is_tapping)

    def _wire(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self.by_eye)
        group.addButton(self.by_tapping)
        self.by_eye.setChecked(True)
        self.by_eye.clicked.connect(lambda: self.adjust())
        self.by_tapping.clicked.connect(self.tap_along)
        self.tap_again.clicked.connect(self.tap_along)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self.accept)
        self.dot.tapped.connect(self._on_tapped)
        self.dot.nudged.connect(self._on_nudged)
        self.slider.value_changed.connect(self._on_value)
        self.clicks.moved.connect(self.dot.show_position)
        self.clicks.device_found.connect(self._on_device)
        self.clicks.problem.connect(self._on_problem)
        self._playback.closing.connect(self._on_closing)

    def _lay_out(self) -> None:
        self.setAccessibleDescription(str(WHY))
        self.by_eye.setToolTip(_("Move the slider until flash and click coincide"))
        self.by_tapping.setToolTip(_("Tap Space along with clicks, then with flashes"))
        ways = QHBoxLayout()
        ways.setSpacing(SPACE.s)
        ways.addWidget(self.by_eye)
        ways.addWidget(self.by_tapping)
        ways.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE.s)
        for button in (self.tap_again, self.cancel, self.keep):
            button.setAutoDefault(False)
        foot.addWidget(self.tap_again)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        self.prompt.setMinimumHeight(3 * self.prompt.fontMetrics().lineSpacing())
        self.prompt.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        column.addWidget(TextLabel(str(TITLE), "title", wrap=True))
        column.addWidget(TextLabel(str(WHY), wrap=True))
        column.addWidget(self.device_line)
        column.addLayout(ways)
        column.addWidget(self.dot, 1)
        column.addWidget(self.prompt)
        column.addWidget(self.slider)
        column.addLayout(foot)
        room_px = self._window.width() - 2 * SPACE.xl
        self.setMinimumWidth(min(scaled_px(_WIDTH_PX), room_px))
