"""A table that is read and chosen from by whole rows."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui.widgets.row_hover import WholeRowCell


def by_whole_rows(table: QTableView) -> None:
    """Nothing in it is edited, Tab leaves it, and neither grid nor row numbers are shown."""
    table.setItemDelegate(WholeRowCell(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
