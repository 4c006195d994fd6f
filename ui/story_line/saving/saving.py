"""Saves the whole story line as a picture, or prints it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal
from PySide6.QtGui import QPageLayout
from PySide6.QtWidgets import QWidget

from app.core.atomic_file import whole_file
from app.core.errors import Problem
from app.core.words import Text, _
from ui.bridge.jobs.slices import Slices
from ui.bridge.track.thumbnails import read_scaled
from ui.story_line.saving.sheets import PngSheet, PrintedSheet, Sheet, SvgSheet
from ui.story_line.saving.whole import WholePicture
from ui.story_line.waves import kept_shapes
from ui.style.theme import theme_signals
from ui.widgets.busy_line import BusyLine
from ui.widgets.file_chooser import FileKind

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtPrintSupport import QPrinter

    from app.core.jobs import JobContext, Progress
    from ui.bridge.context import Context
    from ui.bridge.jobs.runner import JobHandle
    from ui.story_line.view import LineView
    from ui.story_line.waves import LineWaves, WaveShape

_STILL_PX, _SMALL_STILL_PX = 240, 120
_MANY_STILLS = 100  # more of them are kept smaller, so that they don't fill the memory
_MOST_PX = 16_000  # wide; a longer story is drawn closer together
_SHOW_AFTER_MS = 300
_PNG = FileKind(
    "pictures", Text("Pictures"), (".png",), QStandardPaths.StandardLocation.PicturesLocation
)
_SVG = FileKind(
    "pictures", Text("Pictures"), (".svg",), QStandardPaths.StandardLocation.PicturesLocation
)
_UNSAFE = '\\/:*?"<>|'
_SAVING, _PRINTING = Text("Saving the story line…"), Text("Printing the story line…")

Then = Callable[[], object]


class LineSaving(QObject):
    """Reads and writes off the GUI thread, and paints on it bit by bit; `busy` shows how far it is.
    What is covered stays covered in the picture. page: what dialogs open over.

    Signal: running_changed(bool), one is being made.
    """

    running_changed = Signal(bool)

    def __init__(self, context: Context, view: LineView, waves: LineWaves, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._view, self._waves, self._page = context, view, waves, page
        self.busy = BusyLine()
        self.busy.cancel_requested.connect(self.cancel)
        self._label = _SAVING
        self._sheet: Sheet | None = None  # while it is being made
        self._job: JobHandle | None = None
        self._painting = Slices(self)
        self._painting.moved.connect(self._on_painted)
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._again: Then | None = None
        self._phase, self._phases = 0, 1
        self._is_cancelled = False
        self._painting.failed.connect(self._give_up)
        theme_signals().theme_changed.connect(self._paint_again)

    # --- what is asked for ----------------------------------------------------------------------

    def ask_where_to(self, suffix: str) -> None:
        """suffix: “png” or “svg”."""
        line = self._view.line
        if line is None or not line.works:
            return
        kind = _PNG if suffix == "png" else _SVG
        title = "".join("-" if sign in _UNSAFE else sign for sign in line.works[0].title)
        self._context.files.ask_where_to(
            kind, _("Save the story line"), f"{title}.{suffix}", self._page, self.save
        )

    def save(self, path: Path) -> None:
        """As the file's suffix says; in the size it is zoomed to."""
        make = SvgSheet if path.suffix.lower() == ".svg" else PngSheet
        self._begin(_SAVING, make, lambda sheet: self._write(path, sheet))

    def ask_to_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self._page.window())
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """On as many pages as it needs to be read."""
        self._begin(
            _PRINTING,
            lambda whole: PrintedSheet(whole, printer),
            lambda _sheet: self._end(),
            phases=2,
        )

    def cancel(self) -> None:
        self._is_cancelled = True
        if self._job is not None:
            self._job.cancel()  # the end follows
        elif self._painting.is_running:
            self._painting.stop()
            self._give_up()

    @property
    def is_running(self) -> bool:
        return self._again is not None

    @property
    def is_painting(self) -> bool:
        return self._painting.is_running

    # --- step by step ---------------------------------------------------------------------------

    def _begin(
        self,
        label: Text,
        make: Callable[[WholePicture], Sheet],
        then: Callable[[Sheet], object],
        *,
        phases: int = 3,
    ) -> None:
        if self.is_running or self._view.stops is None or self._view.plan is None:
            return
        stops, plan = self._view.stops, self._view.plan
        width = min(float(_MOST_PX), max(self._view.content_px, plan.least_width))
        self._label, self._phase, self._phases = label, 0, phases
        self._is_cancelled = False
        pictures: dict[str, QImage] = {}

        def paint() -> None:
            whole = WholePicture(stops, plan, self._waves, width)
            whole.pictures.update(pictures)
            self._phase = 1
            sheet = self._sheet = make(whole)
            self._painting.run(sheet.paint(), lambda: then(sheet))

        self._again = paint
        self._patience.start()
        self.running_changed.emit(True)
        self._read(WholePicture(stops, plan, self._waves, width), pictures, paint)

    def _read(self, whole: WholePicture, pictures: dict[str, QImage], then: Then) -> None:
        """Every still, every portrait and every waveform that is kept."""
        services, names = self._context.services, sorted(whole.names)
        folder = services.pictures.folder
        tracks = self._waves.unknown(whole.track_ids)
        side = _SMALL_STILL_PX if len(names) > _MANY_STILLS else _STILL_PX
        shapes: dict[int, WaveShape] = {}

        def work(job: JobContext) -> None:
            total = len(names) + len(tracks)
            for number, name in enumerate(names):
                job.report(number, total)
                if Path(name).name == name:  # never outside the folder
                    pictures[name] = read_scaled(folder / name, side)
            for number, (track_id, shape) in enumerate(kept_shapes(services, tracks)):
                job.report(len(names) + number, total)
                shapes[track_id] = shape

        def arrive(_nothing: object) -> None:
            self._waves.take(shapes)
            if self._is_cancelled:  # as it was ending
                self._give_up()
            else:
                then()

        self._run("Read the story line's pictures", work, arrive)  # not shown

    def _write(self, path: Path, sheet: Sheet) -> None:
        def work(job: JobContext) -> None:
            try:
                with whole_file(path) as file:
                    sheet.write(file, job)
            except OSError as fault:
                what = _("“{file}” couldn’t be written.", file=path.name)
                remedy = _("Choose another folder, or make room on the disk.")
                raise Problem(what, "", remedy, str(fault)) from fault

        self._phase = 2
        said = _("The story line was saved as “{file}”.", file=path.name)

        def arrive(_nothing: object) -> None:
            self._end()
            self._context.messages.say(said)

        self._run("Save the story line", work, arrive)  # not shown

    def _run(
        self, label: str, work: Callable[[JobContext], None], then: Callable[[object], None]
    ) -> None:
        """label: in the log."""

        def arrive(nothing: None) -> None:
            self._job = None
            then(nothing)

        def fail(problem: Problem) -> None:
            self._give_up()
            self._context.messages.problem(problem)

        def end() -> None:
            if self._job is not None:  # by a mistake, which is reported
                self._give_up()

        self._job = self._context.jobs.run(
            label,
            work,
            arrive,
            fail,
            self._on_progress,
            on_cancelled=self._give_up,
            on_ended=end,
        )

    def _paint_again(self, _theme: object) -> None:
        """A picture isn't light on its left and dark on its right."""
        if self._painting.is_running and self._again is not None:
            self._painting.stop()
            if self._sheet is not None:
                self._sheet.discard()
            self._again()

    def _give_up(self) -> None:
        """It was cancelled, or has failed."""
        if self._sheet is not None:
            self._sheet.discard()
        self._end()

    def _end(self) -> None:
        self._sheet = self._job = self._again = None
        self._patience.stop()
        self.busy.finish()
        self.running_changed.emit(False)

    # --- how far it is --------------------------------------------------------------------------

    def _on_progress(self, at: Progress) -> None:
        self._show(at.done, at.total)

    def _on_painted(self, done: int) -> None:
        if self._sheet is not None:
            self._show(done, self._sheet.many)

    def _show(self, done: int, total: int) -> None:
        """One bar for all of it."""
        if self.is_running and not self._patience.isActive():
            share = (self._phase + (done / total if total else 0)) / self._phases
            self.busy.show_progress(round(share * 100), 100, str(self._label), is_counted=False)
