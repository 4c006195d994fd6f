"""The pictures of an entry in its dialog: added by file, drop or paste, shown, ordered, removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import Problem
from app.core.words import Text, _, ngettext
from app.journal.entry_parts import MOST_PICTURES, EntryPicture
from app.profile.pictures import SUFFIXES
from ui.entries.picture_strip import PictureStrip
from ui.entries.picture_viewer import PictureViewer
from ui.journal.entry.picture_taking import Source, Taken, take
from ui.shell.job_line import JobLine
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.file_chooser import FileKind
from ui.widgets.image_files import files_in, picture_files_in

if TYPE_CHECKING:
    from ui.bridge.context import Context

_PICTURES = FileKind(
    "pictures", Text("Pictures"), SUFFIXES, QStandardPaths.StandardLocation.PicturesLocation
)
_JOB = "Add pictures"  # not shown


class PicturesField(QWidget):
    """A strip that is there once there are pictures. `add_button` stands elsewhere.

    Signal: reading_changed(bool): while pictures are read, nothing can be saved.
    """

    reading_changed = Signal(bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._removed: list[tuple[int, EntryPicture]] = []  # with their places, the last one last
        self.strip = PictureStrip(context.services.pictures)
        self.job = JobLine(context)
        self.add_button = IconButton("image-plus", _("Add pictures"))
        self.add_button.clicked.connect(self.choose)
        self.strip.look_requested.connect(self._look)
        self.strip.removal_requested.connect(self._remove)
        self.strip.undo_requested.connect(self._put_back)
        self.strip.offered.connect(self.take_in)
        self.job.began.connect(self._on_reading)
        self.job.ended.connect(self._on_reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.xs)
        column.addWidget(self.strip)
        column.addWidget(self.job)
        self._settle()

    def pictures(self) -> tuple[EntryPicture, ...]:
        return self.strip.pictures()

    def show_pictures(self, pictures: Sequence[EntryPicture]) -> None:
        self.strip.show_pictures(pictures)
        self._settle()

    @property
    def is_reading(self) -> bool:
        return self.job.is_running

    def choose(self) -> None:
        self._context.files.ask_for_files(_PICTURES, _("Add pictures"), self, self._take)

    def take_in(self, data: QMimeData) -> bool:
        """What was dropped or pasted. Returns whether there are pictures in it."""
        sources: list[Source] = list(picture_files_in(data))
        if not sources and data.hasUrls():  # to say why not
            sources = list(files_in(data))
        image = data.imageData() if not sources and data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            sources = [image]
        if sources:
            self._take(sources)
        return bool(sources)

    def _take(self, sources: Sequence[Source]) -> None:
        if self.is_reading:
            self._say(_("Other pictures are being added. Wait for them, or cancel."))
            return
        room = MOST_PICTURES - len(self.pictures())
        if len(sources) > room:
            self._context.messages.problem(
                Problem(
                    _("These are too many pictures for one entry."),
                    ngettext(
                        "There is room for 1 more.", "There is room for {n} more.", max(0, room)
                    ),
                    _("Choose fewer, or write another entry."),
                )
            )
            return
        store = self._context.services.pictures
        self.job.run(_JOB, lambda job: take(store, sources, job), self._add, may_hang=True)

    def _add(self, taken: Taken) -> None:
        shown = list(self.pictures())
        known = {picture.file for picture in shown}
        for picture in taken.pictures:
            if picture.file not in known:
                known.add(picture.file)
                shown.append(picture)
        is_new = len(shown) > len(self.pictures())
        if is_new:
            self.strip.show_pictures(shown, len(shown) - 1)
            self._settle()
        elif taken.pictures:
            self._say(_("That picture is in this entry already."))
        if taken.problem is not None:
            self._context.messages.problem(taken.problem)

    def _look(self, place: int) -> None:
        store = self._context.services.pictures
        viewer = PictureViewer(store, self.pictures(), place, self, can_describe=True)
        viewer.described.connect(self.strip.describe)
        viewer.finished.connect(lambda _result: self._come_back(viewer.place))
        viewer.open()

    def _come_back(self, place: int) -> None:
        self.strip.setCurrentRow(place)
        self.strip.setFocus()

    def _remove(self, place: int) -> None:
        before = self.pictures()
        after = before[:place] + before[place + 1 :]
        self.strip.show_pictures(after, place)
        self._settle()
        if not after:
            self.add_button.setFocus()

        self._removed.append((place, before[place]))
        self._context.messages.say(
            _("Picture removed."), _("Undo"), self._put_back, holds=self.window().isVisible
        )

    def _put_back(self) -> None:
        """The one that was removed last."""
        if not self._removed:
            return
        place, picture = self._removed.pop()
        now = list(self.pictures())
        if picture.file not in {one.file for one in now}:
            now.insert(min(place, len(now)), picture)
            self.strip.show_pictures(now, place)
            self._settle()
            self.strip.setFocus()

    def _on_reading(self) -> None:
        self.add_button.setEnabled(not self.is_reading)
        self._settle()
        self.reading_changed.emit(self.is_reading)

    def _settle(self) -> None:
        self.setVisible(self.strip.count() > 0 or self.is_reading)

    def _say(self, words: str) -> None:
        self._context.messages.say(words)
