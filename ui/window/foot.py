"""What stands below the pages: what goes on behind them, and the player bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shell.archive_strip import ArchiveStrip
from ui.shell.listening_strip import ListeningStrip

if TYPE_CHECKING:
    from ui.bridge.archive.archiving import Archiving
    from ui.bridge.context import Context
    from ui.player_bar.bar import PlayerBar


class Foot(QWidget):
    """One widget, because the strips show themselves when there is something to say."""

    def __init__(self, context: Context, archiving: Archiving, bar: PlayerBar) -> None:
        super().__init__()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(ListeningStrip(context.listening_through))
        down.addWidget(ArchiveStrip(archiving))
        down.addWidget(bar)
