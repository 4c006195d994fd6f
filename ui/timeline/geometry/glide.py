"""Animates from one view of the track to the next: short, eased, ended by any new request."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QObject,
    QTimer,
    QVariantAnimation,
    Signal,
)

from ui.timeline.geometry.time_axis import TimeAxis

GLIDE_MS = 140
SETTLE_MS = 90  # how long after the last pinch or touchpad step the view is drawn sharp


class AxisGlide(QObject):
    """Moves an axis towards a target.

    Signals: moved(TimeAxis), at each frame; settled(), once it is at rest and can be drawn sharp.
    """

    moved = Signal(object)
    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._from: TimeAxis | None = None
        self._to: TimeAxis | None = None
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(GLIDE_MS)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._on_share)
        self._animation.finished.connect(self._settle)
        self._rest = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._rest.timeout.connect(self._settle)

    @property
    def target(self) -> TimeAxis | None:
        """The target; None at rest."""
        return self._to

    def go(self, start: TimeAxis, target: TimeAxis) -> None:
        """Glides from what is shown now; a glide under way turns to the new target."""
        self._halt()
        self._from, self._to = start, target
        self._animation.start()

    def step(self, axis: TimeAxis) -> None:
        """Jumps there at once, drawn roughly until no further step has come for a while."""
        self._halt()
        self._from = self._to = axis
        self._rest.start()
        self.moved.emit(axis)

    def stop(self) -> None:
        """Stops where it is."""
        if self._to is not None:
            self._halt()
            self._settle()

    def _halt(self) -> None:
        self._rest.stop()
        if self._animation.state() != QAbstractAnimation.State.Stopped:
            self._animation.stop()

    def _on_share(self, share: float) -> None:
        # Qt reports the start value while it resets itself; only a running glide moves.
        if self._from is not None and self._to is not None:
            self.moved.emit(self._from.toward(self._to, share))

    def _settle(self) -> None:
        self._from = self._to = None
        self.settled.emit()
