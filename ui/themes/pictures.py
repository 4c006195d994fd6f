"""The cards above the rows: the melody as it was first heard and its course, or two returns."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.words import _
from app.returns.records import Order
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.themes.comparison_card import ComparisonCard
from ui.themes.course_picture import CoursePicture
from ui.themes.melody_picture import MelodyPicture
from ui.themes.picture_card import lay_out, where
from ui.themes.shown import ShownTheme
from ui.widgets.buttons import IconButton, LinkButton, PushButton
from ui.widgets.cards import Card
from ui.widgets.text import ElidedLabel, TextLabel
from ui.widgets.turning import turn_to

_HIGH_PX, _LOW_PX = 160, 120
_HIGH_COMPARED_PX, _LOW_COMPARED_PX = 264, 176
_ROOMY_PX = 620  # of the page's height


class MelodyCard(Card):
    """Signals: play_requested(), what is shown; hear_requested(), its track is to be listened
    through.
    """

    play_requested = Signal()
    hear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        title = _("As it was first heard")
        self.setAccessibleName(title)
        self.play = IconButton("play", _("Play it as it was first heard"), size=18,
                               colour_token="accent_ink")  # fmt: skip
        self.play.clicked.connect(self.play_requested)
        self._where = ElidedLabel("", "caption")
        self.picture = MelodyPicture()
        self.invitation = TextLabel("", "muted", wrap=True)
        self.hear = PushButton(_("Listen through it"), "headphones")
        self.hear.clicked.connect(self.hear_requested)
        self._parts = QStackedWidget()
        self._parts.addWidget(self.picture)
        self._parts.addWidget(self._invite())
        lay_out(self, title, self._where, self._parts, self.play)

    def show_theme(self, theme: ShownTheme, *, is_hearing: bool) -> None:
        """is_hearing: its track is being listened through."""
        home = theme.life.home
        self.play.setVisible(home is not None)
        self._where.setText("" if home is None else where(home))
        if theme.melody:
            self.picture.show_melody(theme.melody, theme.life.theme.colour)
            self._parts.setCurrentIndex(0)
            return
        self.hear.setVisible(theme.to_hear is not None and not is_hearing)
        self.invitation.setText(_invitation(theme, is_hearing=is_hearing))
        self._parts.setCurrentIndex(1)

    def _invite(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.invitation)
        row = QHBoxLayout()
        row.addWidget(self.hear)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return place


class CourseCard(Card):
    """Signal: find_requested(), where else it returns."""

    find_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.picture = CoursePicture()
        self._legend = ElidedLabel(
            _("area: loudness, line: tempo, disc: the latest feeling"), "caption"
        )
        self.invitation = TextLabel("", "muted", wrap=True)
        self.find_button = LinkButton(_("Find where it returns"), "search")
        self.find_button.clicked.connect(self.find_requested)
        self._parts = QStackedWidget()
        self._parts.addWidget(self.picture)
        self._parts.addWidget(self._invite())
        self._title = lay_out(self, "", self._legend, self._parts)

    def show_theme(self, theme: ShownTheme, *, can_find: bool) -> None:
        title = _("Along the story") if theme.order is Order.STORY else _("Along the albums")
        self._title.setText(title)
        self.setAccessibleName(title)
        self._legend.setVisible(len(theme.sure) > 1)
        if len(theme.sure) > 1:
            self.picture.show_rows(theme.sure)
            self._parts.setCurrentIndex(0)
            return
        self.find_button.setVisible(can_find)
        self.invitation.setText(
            _(
                "Once it is marked in a second place, you see here how it changes. Select the "
                "passage on the Listen page and mark the theme there."
            )
        )
        self._parts.setCurrentIndex(1)

    def _invite(self) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.invitation)
        row = QHBoxLayout()
        row.addWidget(self.find_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        return place


class ThemePictures(QWidget):
    """Both cards, or two returns laid over each other; lower in a low window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.melody = MelodyCard()
        self.course = CourseCard()
        self.comparison = ComparisonCard()
        self._usual = QWidget()
        row = QHBoxLayout(self._usual)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        row.addWidget(self.melody, 1)
        row.addWidget(self.course, 1)
        self._views = QStackedWidget()
        self._views.addWidget(self._usual)
        self._views.addWidget(self.comparison)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._views)
        self._page_px = _ROOMY_PX
        theme_signals().theme_changed.connect(self._fit)
        self.fit(_ROOMY_PX)

    @property
    def is_comparing(self) -> bool:
        return self._views.currentWidget() is self.comparison

    def compare(self, is_comparing: bool) -> None:
        """Whether two returns are shown instead of the whole theme."""
        turn_to(self._views, self.comparison if is_comparing else self._usual)
        self._fit()

    def fit(self, page_px: int) -> None:
        """page_px: the page's height."""
        self._page_px = page_px
        self._fit()

    def _fit(self) -> None:
        is_roomy = self._page_px >= scaled_px(_ROOMY_PX)
        usual_px = _HIGH_PX if is_roomy else _LOW_PX
        compared_px = _HIGH_COMPARED_PX if is_roomy else _LOW_COMPARED_PX
        self.setFixedHeight(scaled_px(compared_px if self.is_comparing else usual_px))


def _invitation(theme: ShownTheme, *, is_hearing: bool) -> str:
    home = theme.life.home
    if home is None:
        return _("It is stated nowhere yet: confirm one of the places below.")
    title = home.track.title
    if is_hearing:
        return _("Listening through “{title}”…", title=title)
    if theme.melody is not None:
        return _("No melody stands out of what is heard here.")
    if theme.to_hear is None:
        return _("The file of “{title}” is missing, so its melody can’t be drawn.", title=title)
    return _("Not listened through yet. Once it is, its melody is drawn here.")
