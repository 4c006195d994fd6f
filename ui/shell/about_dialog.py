"""About the program: version, licence, privacy, and where the journal is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.words import _
from app.profile.version import VERSION
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import TextLabel

if TYPE_CHECKING:
    from app.profile.paths import Paths


class AboutDialog(QDialog):
    """Version, licence, privacy, folders."""

    def __init__(self, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("About OST My Heart"))
        self.setMinimumWidth(scaled_px(460))
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl, SPACE.xl, SPACE.xl, SPACE.l)
        column.setSpacing(SPACE.m)
        for text, role in (
            (f"OST My Heart {VERSION}", "title"),  # not shown
            (_("A listening companion for soundtracks."), "body"),
            (
                _(
                    "Free software under the GNU General Public License, version 3 or later. "
                    "Icons by Lucide (ISC), typeface Inter (OFL)."
                ),
                "muted",
            ),
            (
                _(
                    "Everything stays on this computer. The program never uses the network, and "
                    "never writes to your music files."
                ),
                "muted",
            ),
            # Translators: file is a path
            (_("Your journal: {file}", file=str(paths.database)), "muted"),
        ):
            label = TextLabel(text, role, wrap=True)  # type: ignore[arg-type]
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        row = QHBoxLayout()
        folder = QuietButton(_("Open folder"), "folder-open")
        url = QUrl.fromLocalFile(str(paths.data))
        folder.clicked.connect(lambda: QDesktopServices.openUrl(url))
        close = PrimaryButton(_("Close"))
        close.clicked.connect(self.accept)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)
