"""Finding out how late an output device is heard: a click and a flash, until they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QHBoxLayout, QVBoxLayout, QWidget

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

TITLE = "Match the picture to the sound"
WHY = "Wireless headphones and televisions let you hear the music late."
BY_EYE = (
    "Move the slider until the dot lights up exactly with the click you hear. The arrow keys move "
    "it by 5 ms, with Shift by 1 ms."
)
WITH_CLICKS = "The dot stays dark. Press Space along with every click you hear: {} of {}."
WITH_FLASHES = "Now without sound. Press Space along with every flash you see: {} of {}."
TAPPED = (
    "Your taps say {} ms, give or take {} ms. Look whether dot and click agree now, and move the "
    "slider if they don’t."
)
UNSTEADY = (
    "Your taps lay far apart: {} ms, give or take {} ms. Tap again, or move the slider until dot "
    "and click agree."
)
_WIDTH_PX = 540


class CalibrationDialog(QDialog):
    """Keeps the latency of the device that the clicks come out of. The music waits meanwhile, and
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
        self.setWindowTitle(TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.clicks = ClickPlayer(self._playback, self)
        self.device_line = ElidedLabel("", "muted")
        self.by_eye = ToggleButton("By eye and ear", "eye")
        self.by_tapping = ToggleButton("By tapping", "drum")
        self.dot = FlashDot()
        self.prompt = TextLabel("", wrap=True)
        self.slider = LatencySlider()
        self.tap_again = PushButton("Tap again", "rotate-ccw")
        self.cancel = PushButton("Cancel")
        self.keep = PrimaryButton("Keep")
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

    def adjust(self, prompt: str = BY_EYE) -> None:
        """Click and flash together, apart by what the slider says."""
        was_tapping, self._rounds = self._rounds is not None, None
        self._show_controls(is_tapping=False)
        if was_tapping:
            self.clicks.begin_again(self.slider.value_ms)
        else:
            self.clicks.set_latency(self.slider.value_ms)
        self._prompt(prompt)

    def tap_along(self) -> None:
        """First the clicks alone, then the flashes alone."""
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
        words = TAPPED if rounds.is_steady else UNSTEADY
        self.adjust(words.format(rounds.latency_ms, rounds.spread_ms))
        self.tap_again.setVisible(True)

    def _say_round(self, rounds: TapRounds) -> None:
        words = WITH_CLICKS if rounds.is_heard else WITH_FLASHES
        self._prompt(words.format(rounds.count, TAPS_WANTED))

    # --- what happens ---------------------------------------------------------------------------

    def done(self, result: int) -> None:
        if self.clicks.is_closed:
            return  # put away already; the window closes around it before it is deleted
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
        self._context.messages.say(f"{device.name}: heard {latency_ms} ms later from now on.")

    def _on_device(self, device: OutputDevice) -> None:
        self.device_line.setText(f"Sound comes out of: {device.name}")
        if not self._is_touched:
            kept_ms = self._context.services.settings.current.output_latency_ms(device.id)
            self.slider.show_value(kept_ms)
            if self._rounds is None:
                self.clicks.set_latency(kept_ms)

    def _on_value(self, latency_ms: int) -> None:
        self._is_touched = True
        self.clicks.set_latency(latency_ms)

    def _on_closing(self) -> None:
        """The whole window closes around this dialog: no music goes on."""
        self._resumes = False
        self.reject()

    def _on_problem(self, problem: Problem) -> None:
        self._prompt(" ".join(filter(None, (problem.what, problem.why, problem.remedy))))

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
        self.setAccessibleDescription(WHY)
        self.by_eye.setToolTip("Move the slider until flash and click come together")
        self.by_tapping.setToolTip("Tap Space along with clicks, then along with flashes")
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
        column.addWidget(TextLabel(TITLE, "title", wrap=True))
        column.addWidget(TextLabel(WHY, wrap=True))
        column.addWidget(self.device_line)
        column.addLayout(ways)
        column.addWidget(self.dot, 1)
        column.addWidget(self.prompt)
        column.addWidget(self.slider)
        column.addLayout(foot)
        room_px = self._window.width() - 2 * SPACE.xl
        self.setMinimumWidth(min(scaled_px(_WIDTH_PX), room_px))
