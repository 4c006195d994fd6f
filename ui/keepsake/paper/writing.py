"""Writes a keepsake as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QPainter, QPdfWriter

from app.core.words import _, number
from app.profile.version import VERSION
from ui.keepsake.paper.content import Content
from ui.keepsake.paper.flow import pages_of
from ui.keepsake.paper.sheet import MUTED, Sheet

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.keepsake.craft import Craft, Paper, Pictures
    from app.keepsake.records import Keepsake

_FOOT_PT = 24.0  # of the page that is its number's


def write_pdf(
    keepsake: Keepsake,
    craft: Craft,
    pictures: Pictures,
    covers: Pictures,
    paper: Paper,
    file: BinaryIO,
    job: JobContext,
) -> None:
    """Page by page; raises OSError and JobCancelled."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(keepsake.title)
    writer.setCreator(f"OST My Heart {VERSION}")  # not shown
    sheet = Sheet.of(writer, paper)
    bands = Content(keepsake, craft, pictures, covers, sheet).bands(job)
    painter = QPainter(writer)
    try:
        height = sheet.area.height() - sheet.pt(_FOOT_PT)
        for place, page in enumerate(pages_of(bands, height), 1):
            if place > 1:
                writer.newPage()
            for placed in page:
                placed.band.paint(painter, 0.0, placed.top)
            if place > 1:
                _paint_foot(painter, sheet, keepsake.title, place)
    finally:
        painter.end()
    file.write(bytes(buffer.data().data()))


def _paint_foot(painter: QPainter, sheet: Sheet, title: str, page: int) -> None:
    foot = QRectF(0, sheet.area.height() - sheet.pt(14), sheet.area.width(), sheet.pt(14))
    painter.setFont(sheet.font(8))
    painter.setPen(MUTED)
    flag = Qt.AlignmentFlag
    painter.drawText(foot, flag.AlignLeft | flag.AlignBottom, title)
    # Translators: at the foot of a page
    painter.drawText(foot, flag.AlignRight | flag.AlignBottom, _("Page {n}", n=number(page)))
