"""Opens the dialog. Pages call it with what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.core.words import Text
from app.keepsake.choosing import Choice, of_all, of_work, of_year

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.bridge.context import Context
    from ui.keepsake.dialog import KeepsakeDialog

KEEPSAKE = Text("Make a keepsake…")
KEEPSAKE_ICON = "gift"


def make_keepsake(
    context: Context, parent: QWidget, choice: Choice | None = None
) -> KeepsakeDialog | None:
    """choice: what to begin with; everything else can be chosen instead. None if the journal can't
    be read, which was said.
    """
    from ui.keepsake.dialog import KeepsakeDialog

    choices: list[Choice] = [] if choice is None else [choice]
    if not context.look(lambda: choices.extend(_others(context, choice))):
        return None
    dialog = KeepsakeDialog(context, choices, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _others(context: Context, choice: Choice | None) -> list[Choice]:
    """Everything, each year and each work."""
    services = context.services
    found = [of_all()]
    found += [of_year(year) for year in services.journal.years()]
    found += [of_work(work) for work in services.scenes.works()]
    return [one for one in found if choice is None or one.wanted != choice.wanted]
