"""The subtitles of an episode or a film: what there is, and adding more by button or drop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import Problem
from app.core.ids import EpisodeId, WorkId
from app.core.jobs import JobContext
from app.core.words import Text, _, dotted, ngettext
from app.spoken_files.subtitles import SUBTITLE_ENDINGS
from app.story.spoken import Subtitles
from app.story.subtitle_files import ReadSubtitles
from app.transactions.changes import SUBTITLE, Change
from ui.bridge.context import Context
from ui.story.editor import flush_row
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton, PushButton
from ui.widgets.file_chooser import FileKind
from ui.widgets.text import ElidedLabel
from ui.words.languages import language_name

_FILES = FileKind(
    "subtitles",
    Text("Subtitles"),
    SUBTITLE_ENDINGS,
    QStandardPaths.StandardLocation.MoviesLocation,
    is_any_shown=True,
)


class SubtitleField(QWidget):
    """Signal: known(int), how many subtitles there are, whenever they were read."""

    known = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._work_id: WorkId | None = None
        self._episode_id: EpisodeId | None = None
        self.add_button = PushButton(_("Add subtitles…"), "plus")
        self.add_button.setToolTip(_("SRT, WebVTT or ASS; or drop the file here"))
        self.add_button.clicked.connect(self._ask)
        self.rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE.xs)
        foot = flush_row(0, self.add_button)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self.setAcceptDrops(True)
        context.relay.changed.connect(self._on_change)

    def show_of(self, work_id: WorkId, episode_id: EpisodeId | None) -> None:
        """episode_id: None for those of the work itself."""
        self._work_id, self._episode_id = work_id, episode_id
        self._read()

    def take_in(self, paths: Sequence[Path]) -> None:
        """One file is this episode's; of several, each says in its name which it is of."""
        work_id = self._work_id
        if work_id is None:
            return
        files = self._context.services.subtitle_files
        episode_id = self._episode_id if len(paths) == 1 else None

        def read(job: JobContext) -> list[ReadSubtitles | Problem]:
            found: list[ReadSubtitles | Problem] = []
            for done, path in enumerate(paths, 1):
                try:
                    found.append(files.read(path, work_id, episode_id))
                except Problem as problem:
                    found.append(problem)
                job.report(done, len(paths), path.name)
            return found

        self._context.jobs.run(
            "Read subtitles", read, self._take_in, self._context.messages.problem, may_hang=True
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _subtitles_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _subtitles_in(event):
            event.acceptProposedAction()
            self.take_in(paths)

    def _take_in(self, found: list[ReadSubtitles | Problem]) -> None:
        for each in found:
            if isinstance(each, Problem):
                self._context.messages.problem(each)
            else:
                self._keep(each)

    def _keep(self, read: ReadSubtitles) -> None:
        files, taken = self._context.services.subtitle_files, list[bool]()
        self._context.do(
            lambda: taken.append(files.take_in(read).is_changed), partial(self._say, read, taken)
        )

    def _say(self, read: ReadSubtitles, taken: list[bool]) -> None:
        if not any(taken):
            self._context.messages.say(
                _("“{file}” is there already; nothing has changed.", file=read.path.name)
            )
            return
        lines = ngettext("1 line", "{n} lines", len(read.words.lines))
        # Translators: lines is “1 line” or “412 lines”
        said = _("The subtitles were added: {lines}.", lines=lines)
        if guessed := read.words.guessed:
            said += " " + ngettext(
                "1 of them had no readable time and follows the line before it.",
                "{n} of them had no readable time and follow the lines before them.",
                guessed,
            )
        self._context.say_done(said)

    def _ask(self) -> None:
        self._context.files.ask_for_files(_FILES, _("Add subtitles"), self, self.take_in)

    def _on_change(self, change: Change) -> None:
        if change.touches(SUBTITLE) and self.isVisible():
            self._read()

    def _read(self) -> None:
        work_id, episode_id = self._work_id, self._episode_id
        subtitles = self._context.services.subtitles
        found: list[tuple[Subtitles, int]] = []

        def look() -> None:
            found.extend(
                (one, len(subtitles.lines(one.id)))
                for one in (subtitles.of_work(work_id) if work_id is not None else ())
                if one.episode_id == episode_id
            )

        if not self._context.look(look):
            return
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._row(one, count) for one, count in found]
        for n, row in enumerate(self.rows):
            self._column.insertWidget(n, row)
        self.known.emit(len(found))

    def _row(self, one: Subtitles, count: int) -> QWidget:
        row = QWidget()
        lines = ngettext("1 line", "{n} lines", count)
        words = dotted(language_name(one.language), lines, one.source)
        remove = IconButton("x", _("Delete these subtitles"), size=16)
        remove.clicked.connect(partial(self._remove, one))
        across = flush_row(0, ElidedLabel(words), remove)
        across.setContentsMargins(0, 0, 0, 0)
        across.setStretch(0, 1)
        row.setLayout(across)
        return row

    def _remove(self, one: Subtitles) -> None:
        subtitles = self._context.services.subtitles
        self._context.do(
            lambda: subtitles.remove(one.id),
            lambda: self._context.say_done(_("The subtitles were deleted.")),
        )


def _subtitles_in(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in SUBTITLE_ENDINGS]
