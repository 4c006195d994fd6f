"""Opens the dialogs. Pages call these, with the work that is open; the navigator has the same as
places (`PasteStory`, `ImportStory`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.core.ids import WorkId
from app.core.words import Text, _
from app.story_import.files import READERS
from ui.style.icons import icon
from ui.widgets.file_chooser import FileKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from ui.bridge.context import Context
    from ui.story_import.files_dialog import FilesDialog
    from ui.story_import.paste_dialog import PasteDialog

PASTE = Text("Paste a list…")
FILES = Text("Import files…")
FOLDER = Text("Import a folder…")
STORY_FILES = FileKind(
    "stories",
    Text("Lists and NFO files"),
    tuple(READERS),
    QStandardPaths.StandardLocation.MoviesLocation,
    is_any_shown=True,
)

Done = Callable[[int], object]  # is given the id of the work it went to


def paste_list(
    context: Context, parent: QWidget, work_id: int | None = None, then: Done | None = None
) -> PasteDialog:
    """work_id: where it goes unless another work is chosen."""
    from ui.story_import.paste_dialog import PasteDialog

    dialog = PasteDialog(context, None if work_id is None else WorkId(work_id), parent)
    if then is not None:
        dialog.imported.connect(then)
    dialog.open()
    return dialog


def import_files(
    context: Context,
    parent: QWidget,
    paths: Sequence[Path],
    work_id: int | None = None,
    then: Done | None = None,
) -> FilesDialog:
    """work_id: as in `paste_list`."""
    from ui.story_import.files_dialog import FilesDialog

    dialog = FilesDialog(context, paths, None if work_id is None else WorkId(work_id), parent)
    if then is not None:
        dialog.imported.connect(then)
    dialog.open()
    return dialog


def choose_files(
    context: Context, parent: QWidget, then: Done | None = None, work_id: int | None = None
) -> None:
    """Asks for files, then shows what they would become. work_id: as in `paste_list`; None: as the
    files say.
    """
    context.files.ask_for_files(
        STORY_FILES,
        _("Import files"),
        parent,
        lambda paths: import_files(context, parent, paths, work_id, then),
    )


def choose_folder(
    context: Context, parent: QWidget, then: Done | None = None, work_id: int | None = None
) -> None:
    """The same for a folder of them."""
    context.files.ask_for_folder(
        STORY_FILES,
        _("Import a folder"),
        parent,
        lambda path: import_files(context, parent, [path], work_id, then),
    )


def add_import_actions(
    menu: QMenu,
    context: Context,
    parent: QWidget,
    work_id: Callable[[], int | None],
    then: Done | None = None,
) -> list[QAction]:
    """The three ways, for the menu of a page. work_id: of the work that is open then."""
    verbs: tuple[tuple[Text, str, Callable[[], object]], ...] = (
        (PASTE, "list", lambda: paste_list(context, parent, work_id(), then)),
        (FILES, "files", lambda: choose_files(context, parent, then)),
        (FOLDER, "folder-open", lambda: choose_folder(context, parent, then)),
    )
    actions = []
    for text, name, verb in verbs:
        action = menu.addAction(icon(name, 16), str(text))
        action.triggered.connect(lambda _on=False, verb=verb: verb())
        actions.append(action)
    return actions
