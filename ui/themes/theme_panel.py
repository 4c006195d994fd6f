"""One theme: its head, its pictures and the rows of its returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from ui.bridge.places import PersonPlace, ThemeSearch
from ui.scenes.place_stills import PlaceStills
from ui.style.theme import scaled_px
from ui.style.tokens import SPACE
from ui.themes.columns_head import ColumnsHead
from ui.themes.compared_returns import ComparedReturns
from ui.themes.head import FIELD_EDGE_PX, ThemeHead
from ui.themes.pictures import ThemePictures
from ui.themes.returns_list import ReturnsList
from ui.themes.returns_model import ReturnsModel
from ui.themes.returns_playing import ReturnsPlaying
from ui.themes.shown import ShownReturn, ShownTheme
from ui.themes.verbs import ThemeVerbs

if TYPE_CHECKING:
    from app.core.ids import OccurrenceId, ThemeId
    from ui.bridge.context import Context


_LOW_PX = 440  # of the page's height


class ThemePanel(QWidget):
    """What is heard of it is one chain, a return or all from one on; or two are heard in turn.

    Signal: hear_requested(int track id), it is to be listened through.
    """

    hear_requested = Signal(object)

    def __init__(self, context: Context, verbs: ThemeVerbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._verbs = verbs
        self.theme: ShownTheme | None = None
        self._waiting: tuple[ShownTheme, bool] | None = None  # until the words are written
        self.playing = ReturnsPlaying(context, self)
        self.model = ReturnsModel(self)
        stills = PlaceStills(context, self)
        self.rows = ReturnsList(self.model, stills)
        find_keys = context.shortcuts.text("page_theme_search")
        self.head = ThemeHead(context.services.pictures, find_keys)
        self.head.pictures.setChecked(True)
        self.head.pictures.hide()
        self.pictures = ThemePictures()
        self.comparing = ComparedReturns(context, self.pictures, self)
        self._lay_out()
        self._wire()

    # --- what is shown --------------------------------------------------------------------------

    def show_theme(self, theme: ShownTheme, *, is_hearing: bool) -> None:
        """is_hearing: its home's track is being listened through. While words are written into a
        row, it is shown afterwards.
        """
        if self.rows.is_writing:
            self._waiting = theme, is_hearing
            return
        self._verbs.rows_are_new()
        before, self.theme = self.theme, theme
        is_other = before is None or before.life.theme.id != theme.life.theme.id
        can_find = self._context.navigator.can_show(ThemeSearch)
        chosen = [row.one.occurrence.id for row in self.rows.chosen()]
        current = self.rows.current()
        self.head.show_theme(theme, is_other=is_other, can_find=can_find)
        self.pictures.melody.show_theme(theme, is_hearing=is_hearing)
        self.pictures.course.show_theme(theme, can_find=can_find)
        self.comparing.keep(theme.returns)
        self._show_rows(theme, chosen, current, is_other=is_other)
        self._show_chosen()

    def _show_rows(
        self,
        theme: ShownTheme,
        chosen: Sequence[OccurrenceId],
        current: ShownReturn | None,
        *,
        is_other: bool,
    ) -> None:
        """Place and selection stay, unless it is another theme."""
        scrolled_px = self.rows.verticalScrollBar().value()
        self.rows.setAutoScroll(False)
        self.model.show(theme)
        if is_other or current is None:
            self.rows.setCurrentIndex(self.model.first())
            self.rows.clearSelection()
        else:
            self.rows.choose_all(list(chosen), current.one.occurrence.id)
            self.rows.doItemsLayout()
            self.rows.verticalScrollBar().setValue(scrolled_px)
        self.rows.setAutoScroll(True)

    def fit(self, page_px: int) -> None:
        """page_px: the page's height. In a very low one the rows come first, and the pictures are
        shown when they are asked for.
        """
        is_low = page_px < scaled_px(_LOW_PX)
        self.pictures.fit(page_px)
        if is_low == self.head.pictures.isHidden():
            self.head.pictures.setVisible(is_low)
            self.head.pictures.setChecked(not is_low)

    def commit(self) -> None:
        """Saves what was typed and isn't saved yet."""
        self.head.name.commit()
        self.head.note.commit()

    # --- playing --------------------------------------------------------------------------------

    def play_life(self) -> None:
        """All its returns, one after another; or stops."""
        if self.playing.is_life:
            self.playing.stop()
        elif self.theme is not None:
            self._play(self.theme.sure, is_life=True)

    def play_row(self, row: ShownReturn) -> None:
        """Or pauses it while it plays."""
        if self.model.sounding == row.one.occurrence.id:
            self._context.playback.toggle()
        else:
            self._play([row], lead_ms=row.one.occurrence.preroll_ms)

    def play_from(self, row: ShownReturn) -> None:
        if self.theme is not None:
            rows = self.theme.sure if row.is_sure else self.theme.open
            self._play(rows[rows.index(row) :], is_life=row.is_sure)

    def compare(self) -> None:
        """The two that are selected, alternately; with one, it and where the theme is stated."""
        self._hear_in_turn(is_alternating=True)

    def change_over(self) -> None:
        """Of the two that are compared, the other one from the same moment on; nothing is compared
        yet, both of them are.
        """
        if self.comparing.is_on:
            self.comparing.change_over()
        else:
            self._hear_in_turn(is_alternating=False)

    def _hear_in_turn(self, *, is_alternating: bool) -> None:
        chosen = self.rows.chosen()
        home = None if self.theme is None else self._home()
        if len(chosen) == 1 and home is not None and chosen[0] is not home:
            chosen = [home, *chosen]
        if len(chosen) == 2:
            home, here = sorted(chosen, key=lambda row: not row.one.is_home)
            self.playing.stop()
            self.comparing.begin(home, here, is_alternating=is_alternating)
            return
        self._context.messages.say(
            _("Select two returns, with Ctrl held down, to hear them in turn."),
            about="compare",
        )

    def stop(self) -> None:
        self.playing.stop()
        self.comparing.stop()

    def _home(self) -> ShownReturn | None:
        rows = () if self.theme is None else self.theme.sure
        return next((row for row in rows if row.one.is_home), None)

    def _play(
        self, rows: Sequence[ShownReturn], *, lead_ms: int | None = 0, is_life: bool = False
    ) -> None:
        if self.theme is not None:
            self.comparing.drop()
            self.playing.play(self.theme, rows, lead_ms=lead_ms, is_life=is_life)

    def _on_moved(self) -> None:
        playing, row = self.playing, self.playing.row
        self.model.set_sounding(None if row is None else row.one.occurrence.id)
        count = 0 if self.theme is None else len(self.theme.sure)
        place = -1 if row is None or not playing.is_life else row.number - 1
        self.head.show_playing(place, count)
        if row is not None and not playing.is_alone:
            self.rows.scrollTo(self.model.index_of(row.one.occurrence.id))

    def _on_compared(self, row: ShownReturn | None) -> None:
        self.model.set_sounding(None if row is None else row.one.occurrence.id)
        self.head.show_comparing(row is not None)
        if row is not None:
            self.rows.scrollTo(self.model.index_of(row.one.occurrence.id))

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE.xl - FIELD_EDGE_PX, SPACE.l, SPACE.l, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self.head)
        below = QVBoxLayout()
        below.setContentsMargins(FIELD_EDGE_PX, 0, 0, 0)
        below.setSpacing(SPACE.m)
        below.addWidget(self.pictures)
        list_column = QVBoxLayout()
        list_column.setSpacing(0)
        self.columns = ColumnsHead(self.rows, self.model)
        list_column.addWidget(self.columns)
        list_column.addWidget(self.rows, 1)
        below.addLayout(list_column, 1)
        column.addLayout(below, 1)

    def _wire(self) -> None:
        verbs, rows, head = self._verbs, self.rows, self.head
        head.name.committed.connect(lambda text: self._edit(name=text))
        head.note.committed.connect(lambda text: self._edit(note=text))
        head.owners.idea_written.connect(lambda text: self._edit(idea=text))
        head.owners.added.connect(lambda who: self._with_theme(verbs.add_owner, who))
        head.owners.removed.connect(lambda who: self._with_theme(verbs.remove_owner, who))
        head.owners.opened.connect(self._open_person)
        head.find_requested.connect(self._find)
        head.pictures.toggled.connect(self._show_pictures)
        head.compare_requested.connect(
            lambda: self.change_over() if self.comparing.is_on else self.compare()
        )
        head.life_requested.connect(self.play_life)
        rows.play_requested.connect(self.play_row)
        rows.chain_requested.connect(self.play_from)
        rows.compare_requested.connect(self.compare)
        rows.change_over_requested.connect(self.change_over)
        rows.show_requested.connect(verbs.show)
        rows.yes_requested.connect(verbs.confirm)
        rows.no_requested.connect(verbs.reject)
        rows.unsure_requested.connect(verbs.leave_open)
        rows.removal_requested.connect(verbs.remove)
        rows.menu_requested.connect(lambda row, at: verbs.open_menu(row, rows, at))
        rows.written.connect(verbs.write_words)
        rows.writing_ended.connect(self._show_waiting)
        rows.let_go.connect(self.stop)
        self.pictures.comparison.closed.connect(self.stop)
        rows.selection_changed.connect(self._show_chosen)
        self.playing.moved.connect(self._on_moved)
        self.comparing.sounding_changed.connect(self._on_compared)
        self.pictures.melody.play_requested.connect(self._play_home)
        self.pictures.melody.hear_requested.connect(self._hear)
        course = self.pictures.course
        course.find_requested.connect(self._find)
        course.picture.pointed.connect(self.model.set_pointed)
        course.picture.chosen.connect(self.rows.choose)
        course.picture.play_requested.connect(self._play_chosen)

    def _show_pictures(self, are_shown: bool) -> None:
        self.pictures.setVisible(are_shown)

    def _show_chosen(self) -> None:
        row = self.rows.current()
        self.pictures.course.picture.point_at(None if row is None else row.one.occurrence.id)

    def _show_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not self.rows.is_writing:
            self.show_theme(waiting[0], is_hearing=waiting[1])

    def _edit(self, **values: object) -> None:
        if self.theme is not None:
            self._verbs.edit(self.theme.life.theme.id, **values)

    def _with_theme(self, verb: Callable[[ThemeId, int], None], who: int) -> None:
        if self.theme is not None:
            verb(self.theme.life.theme.id, who)

    def _open_person(self, character_id: int) -> None:
        self._context.navigator.show(PersonPlace(character_id, None))

    def _find(self) -> None:
        if self.theme is not None:
            self._context.navigator.show(ThemeSearch(self.theme.life.theme.id))

    def _play_home(self) -> None:
        home = self._home()
        if home is not None:
            self.play_row(home)

    def _play_chosen(self, occurrence_id: int) -> None:
        self.rows.choose(occurrence_id)
        row = self.rows.current()
        if row is not None:
            self.play_row(row)

    def _hear(self) -> None:
        if self.theme is not None and self.theme.to_hear is not None:
            self.hear_requested.emit(self.theme.to_hear)
