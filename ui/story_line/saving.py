"""Saves the whole story line as a picture, or prints it."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRect, QRectF, QSize, QStandardPaths
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPainter
from PySide6.QtWidgets import QWidget

from app.core.atomic_file import write_whole
from app.core.errors import Problem
from app.core.words import Text, _
from app.story_line.layout import Plan
from ui.bridge.track.thumbnails import read_scaled
from ui.story_line.labels import LABEL_PX
from ui.story_line.picture import LinePicture
from ui.story_line.place import Place
from ui.story_line.rows import rows_of
from ui.story_line.stops import Stops
from ui.style.theme import colour, scaled_px
from ui.widgets.file_chooser import FileKind

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.core.jobs import JobContext
    from ui.bridge.context import Context
    from ui.story_line.canvas import LineCanvas
    from ui.story_line.waves import LineWaves

_STILL_PX = 240
_MOST_PX = 16_000  # wide; a longer story is drawn closer together
_SHARP = 2.0  # times the pixels of a screen
_PNG = FileKind(
    "pictures", Text("Pictures"), (".png",), QStandardPaths.StandardLocation.PicturesLocation
)
_SVG = FileKind(
    "pictures", Text("Pictures"), (".svg",), QStandardPaths.StandardLocation.PicturesLocation
)
_UNSAFE = '\\/:*?"<>|'


class LineSaving(QObject):
    """What is covered stays covered in the picture. page: what dialogs open over."""

    def __init__(
        self, context: Context, canvas: LineCanvas, waves: LineWaves, page: QWidget
    ) -> None:
        super().__init__(page)
        self._context, self._canvas, self._waves, self._page = context, canvas, waves, page

    def ask_where_to(self, suffix: str) -> None:
        """suffix: “png” or “svg”."""
        line = self._canvas.view.line
        if line is None or not line.works:
            return
        kind = _PNG if suffix == "png" else _SVG
        title = "".join("-" if sign in _UNSAFE else sign for sign in line.works[0].title)
        title_of_dialog = _("Save the story line")
        self._context.files.ask_where_to(
            kind, title_of_dialog, f"{title}.{suffix}", self._page, self.save
        )

    def save(self, path: Path) -> None:
        """As the file's suffix says; in the size it is zoomed to."""
        self._prepared(lambda whole: self._write(path, whole))

    def ask_to_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self._page.window())
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """On one page, as large as fits."""

        def paint(whole: WholePicture) -> None:
            painter = QPainter(printer)
            page = QRectF(printer.pageLayout().paintRectPixels(printer.resolution()))
            scale = min(page.width() / whole.size.width(), page.height() / whole.size.height())
            painter.scale(scale, scale)
            whole.paint(painter)
            painter.end()

        self._prepared(paint)

    def _prepared(self, use: Callable[[WholePicture], object]) -> None:
        """Reads every still and portrait first, off the GUI thread."""
        stops, plan = self._canvas.view.stops, self._canvas.view.plan
        if stops is None or plan is None:
            return
        folder, line = self._context.services.pictures.folder, stops.line
        names = {scene.still for scene in line.scenes if scene.still}
        names |= {person.portrait for person in line.characters if person.portrait}
        pictures: dict[str, QImage] = {}

        def work(job: JobContext) -> None:
            for number, name in enumerate(sorted(names)):
                job.report(number, len(names))
                if Path(name).name == name:  # never outside the folder
                    pictures[name] = read_scaled(folder / name, _STILL_PX)

        def arrive(_nothing: object) -> None:
            width = min(float(_MOST_PX), max(self._canvas.view.content_px, plan.least_width))
            use(WholePicture(stops, plan, self._waves, pictures, width))

        say = self._context.messages.problem
        self._context.jobs.run("Save the story line", work, arrive, say)

    def _write(self, path: Path, whole: WholePicture) -> None:
        data = whole.as_svg() if path.suffix.lower() == ".svg" else whole.as_png()
        try:
            write_whole(path, data)
        except OSError as fault:
            what = _("“{file}” couldn’t be written.", file=path.name)
            remedy = _("Choose another folder, or make room on the disk.")
            self._context.messages.problem(Problem(what, "", remedy, str(fault)))
            return
        self._context.messages.say(_("The story line was saved as “{file}”.", file=path.name))


class WholePicture:
    """All of a line, with every lane in full. pictures: stills and portraits by name."""

    def __init__(
        self,
        stops: Stops,
        plan: Plan,
        waves: LineWaves,
        pictures: dict[str, QImage],
        width: float,
    ) -> None:
        def known(name: str) -> QImage | None:
            found = pictures.get(name)
            return None if found is None or found.isNull() else found

        self._picture = LinePicture(stops, plan.laid_out(width), waves, known, known)
        label_px = scaled_px(LABEL_PX)
        low = rows_of(stops, 0, is_narrow=False, shows_all=True, words=())
        bottom = low.scrolling[-1].bottom if low.scrolling else 0
        rows = rows_of(stops, low.scroll_top + bottom, is_narrow=False, shows_all=True, words=())
        self.size = QSize(math.ceil(width) + label_px, rows.height)
        box = QRect(0, 0, self.size.width(), self.size.height())
        self._place = Place(box, rows, label_px, 0.0, False, False)

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(self._place.size, colour("raised"))
        self._picture.paint(painter, self._place)

    def as_png(self) -> bytes:
        image = QImage(self.size * _SHARP, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SHARP)
        painter = QPainter(image)
        self.paint(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, b"png").write(image)
        return bytes(buffer.data().data())

    def as_svg(self) -> bytes:
        from PySide6.QtSvg import QSvgGenerator

        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(self.size)
        generator.setViewBox(QRect(0, 0, self.size.width(), self.size.height()))
        generator.setTitle(self._picture.stops.line.works[0].title)
        painter = QPainter(generator)
        self.paint(painter)
        painter.end()
        return bytes(buffer.data().data())
