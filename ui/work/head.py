"""The head of a work: its picture, what it is, how far the listener is, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.core.words import _, dotted, ngettext
from app.story.records import Work
from ui.bridge.places import WorkForm
from ui.scenes.picture_field import PictureField
from ui.scenes.picture_keeping import PictureKeeping
from ui.scenes.work_kinds import KIND_WORDS
from ui.style.tokens import SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import ElidedLabel
from ui.work.figures import Figures
from ui.work.links import WorkLinks
from ui.work.play_story import PlayStory
from ui.work.progress_row import ProgressRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.story.records import Cue
    from app.works.records import WorkGlance
    from ui.bridge.context import Context

POSTER_PX, LOW_POSTER_PX = 96, 72


class WorkHead(QWidget):
    """fill_works: fills the menu at the title. Signals: picture_chosen(str name),
    picture_removed(); those of its parts, `progress`, `figures`, `play` and `links`, are their own.
    """

    picture_chosen = Signal(str)
    picture_removed = Signal()

    def __init__(
        self,
        context: Context,
        fill_works: Callable[[QMenu], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._work_id = 0
        self.poster = PictureField(_("Picture of the work"), "", QSize(POSTER_PX, POSTER_PX))
        self.title = ElidedLabel("", "display")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.picker = IconButton("chevrons-up-down", _("Choose a work"), size=18)
        self.kind = ElidedLabel("", "muted")
        self.edit = IconButton("pencil", _("Edit"), size=18)
        self.progress = ProgressRow()
        self.figures = Figures()
        self.links = WorkLinks(context.navigator)
        self.play = PlayStory()
        self.picker.clicked.connect(lambda: self._open_works(fill_works))
        self.edit.clicked.connect(lambda: context.navigator.show(WorkForm(self._work_id)))
        PictureKeeping(context, self).serve(
            self.poster, _("Choose a picture for the work"), self.picture_chosen.emit
        )
        self.poster.removal_requested.connect(self.picture_removed)
        self._lay_out()

    def show_glance(self, glance: WorkGlance, cues: Sequence[Cue], saga: str = "") -> None:
        """cues: what “Play the story” plays. saga: its name, while all of it is shown."""
        work = glance.work
        self._work_id = work.id
        self.title.setText(saga or work.title)
        self.kind.setText(_kind_words(work, saga))
        self.poster.show_picture(self._picture(glance))
        self.progress.show_progress(work, glance.scenes)
        self.figures.show_glance(glance)
        self.links.show_glance(glance)
        self.play.show_glance(glance, cues)

    def fit(self, *, is_low: bool, is_lowest: bool, is_tight: bool, is_tightest: bool) -> None:
        """is_low, is_lowest: little height, or hardly any; is_tight, is_tightest: little width, or
        hardly any.
        """
        self.poster.set_widest(LOW_POSTER_PX if is_low else 1 << 14)
        self.links.fit(is_tight=is_tight)
        self.figures.fit(is_tight=is_tight)
        self.figures.setHidden(is_lowest)
        self.progress.fit(is_tight=is_tight, is_tightest=is_tightest)
        self.play.caption.setVisible(not is_tight)

    def _picture(self, glance: WorkGlance) -> Path | None:
        """The work's own, or a cover of its music."""
        own = self._context.services.pictures.path(glance.work.picture)
        if own is not None:
            return own
        covers = self._context.services.paths.covers
        found = (covers / row.cover for row in glance.tracks if row.cover)
        return next((path for path in found if path.is_file()), None)

    def _open_works(self, fill: Callable[[QMenu], object]) -> None:
        menu = PopupMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        fill(menu)
        menu.popup(self.picker.mapToGlobal(QPoint(0, self.picker.height())))

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE.s)
        first.addWidget(self.title)
        first.addWidget(self.picker)
        first.addWidget(self.edit)
        first.addWidget(self.kind, 1)
        # The figures reach below the links, which leaves their sentences room.
        whole = QGridLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setHorizontalSpacing(SPACE.l)
        whole.setVerticalSpacing(0)
        whole.addWidget(self.poster, 0, 0, 3, 1, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(first, 0, 1)
        whole.addWidget(self.progress, 1, 1)
        whole.addWidget(self.figures, 2, 1, 1, 2)
        whole.addWidget(self.links, 0, 2, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        whole.addWidget(self.play, 0, 3, 2, 1, middle | end)
        whole.addWidget(self.play.caption, 2, 3)
        whole.setColumnStretch(1, 1)


def _kind_words(work: Work, saga: str) -> str:
    """“Series · 2024 · 2 seasons, 6 episodes”; within a saga, which of its works is shown first."""
    if saga:
        return _("Saga")
    year = "" if work.year is None else str(work.year)
    return dotted(str(KIND_WORDS[work.kind]), year, _episodes_words(work))


def _episodes_words(work: Work) -> str:
    if not work.episodes:
        return ""
    seasons = {episode.season_number for episode in work.episodes}
    episodes = ngettext("1 episode", "{n} episodes", len(work.episodes))
    if len(seasons) < 2:
        return episodes
    # Translators: “2 seasons, 6 episodes”
    return _(
        "{seasons}, {episodes}",
        seasons=ngettext("1 season", "{n} seasons", len(seasons)),
        episodes=episodes,
    )
