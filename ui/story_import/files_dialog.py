"""“Import files”: what lists, NFO files and the art beside them would become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.ids import WorkId
from app.core.path_names import display_name
from app.core.words import _, ngettext
from app.story_import.records import Found
from ui.story_import.dialog import ImportDialog
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from ui.bridge.context import Context


class FilesDialog(ImportDialog):
    """paths: files, and folders of them, which are read once."""

    def __init__(
        self, context: Context, paths: Sequence[Path], work_id: WorkId | None, parent: QWidget
    ) -> None:
        super().__init__(context, _title(paths), work_id, parent, is_of_files=True)
        self._paths = tuple(paths)
        self._read: Found | None = None
        self._empty = EmptyState(
            "file-x",
            _("No episodes or scenes here"),
            _(
                "Stories are read from NFO files of Kodi and Jellyfin, and from lists saved as "
                "CSV, TSV or text."
            ),
        )
        self._views = QStackedWidget()
        self._views.addWidget(self.preview)
        self._views.addWidget(self._empty)
        self.body.addWidget(self._views)
        self.preview.setFocus()
        self._read_files()

    def reading(self) -> Callable[[], Found] | None:
        found = self._read
        return None if found is None else (lambda: found)

    def show_found(self, found: Found) -> None:
        is_nothing = self._read is not None and not found.works and not found.not_taken
        self._views.setCurrentWidget(self._empty if is_nothing else self.preview)

    def _read_files(self) -> None:
        service, paths, is_series = self._context.services.story_import, self._paths, True

        def read(job: JobContext) -> Found:
            return service.read(paths, job, is_series=is_series)

        label = "Read stories"  # not shown
        self.job.run(label, read, self._on_read, on_cancelled=self.leave, may_hang=True)

    def _on_read(self, found: Found) -> None:
        self._read = found


def _title(paths: Sequence[Path]) -> str:
    if len(paths) == 1:
        # Translators: name is that of a file or folder
        return _("Import “{name}”", name=display_name(paths[0]))
    return ngettext("Import {n} file", "Import {n} files", len(paths))
