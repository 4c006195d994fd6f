"""The page of a track in its role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import ThemeId, TrackId, WorkId
from ui.bridge.places import WorkPlace
from ui.bridge.playback.pace import SMOOTH_MS
from ui.bridge.track.thumbnails import Thumbnails
from ui.roles.head import RolesHead
from ui.roles.leading import RoleLeading
from ui.roles.nobody import without_roles
from ui.roles.parts import RoleParts
from ui.roles.reading import RoleReading
from ui.roles.shown import Roleless, RoleQuestion, ShownRole
from ui.roles.sounding import RoleSounding
from ui.scenes.role_chips import RoleChips
from ui.story_line.waves import LineWaves
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.own_keys import claims_key, is_bare
from ui.widgets.turning import turn_to

if TYPE_CHECKING:
    from app.characters.records import TheirCue
    from app.returns.records import Return
    from app.roles.records import HeardMark, SungLine
    from ui.bridge.context import Context
    from ui.bridge.places import RolePlace
    from ui.roles.impression.seen import Seen
    from ui.shell.window_memory import WindowMemory

_WIDE_PX = 960
_STILL_PX = 144


class RolesPage(QWidget):
    """Reads off the GUI thread. memory: keeps which track was shown."""

    def __init__(
        self, context: Context, memory: WindowMemory | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.shown: ShownRole | None = None
        self._wants_focus = False  # once it is read
        self._stills = Thumbnails(context.services.pictures.folder, _STILL_PX, self)
        self._waves = LineWaves(context, self)
        self.head = RolesHead(context)
        self.sounding = RoleSounding(context, self)
        context.playback.pace.wish(self, lambda: SMOOTH_MS)
        self.leading = RoleLeading(context.navigator)
        self.parts = RoleParts(context, self._waves, self._stills.image, self.leading)
        self.reading = RoleReading(context, memory, self.parts.chain.look, self)
        self.nobody = without_roles(context.navigator)
        self.suggested = RoleChips(context)
        self._views = QStackedWidget()
        self._lay_out()
        self._wire()

    # --- what the window asks -------------------------------------------------------------------

    def open(self, place: RolePlace) -> None:
        """A track in its role, or the first one of a work."""
        track_id = None if place.track_id is None else TrackId(place.track_id)
        work_id = None if place.work_id is None else WorkId(place.work_id)
        shown = self.shown
        is_of_work = (
            track_id is None
            and work_id is not None
            and shown is not None
            and shown.track.of.work_id == work_id
        )
        if not is_of_work:
            self.reading.open(RoleQuestion(track_id, work_id))
        else:
            self.read()

    def focus_picture(self) -> None:
        """What its role is for, once that is read; what to do, while there is none."""
        self._wants_focus = self.shown is None or self.reading.is_running
        if self._views.currentWidget() is not self._area:
            self.nobody.setFocus()
        elif self.shown is not None:
            self.parts.focus_first()

    @property
    def is_reading(self) -> bool:
        return self.reading.fresh.is_under_way

    def read(self) -> None:
        """Everything shown, again."""
        self.reading.ask()

    # --- what is shown --------------------------------------------------------------------------

    def _show(self, answer: ShownRole | Roleless) -> None:
        before = self.shown
        self.shown = answer if isinstance(answer, ShownRole) else None
        self.leading.shown = self.shown
        if isinstance(answer, Roleless):
            self.suggested.show_rows(answer.tracks)
            self._turn(self._without)
            return
        track = answer.track
        row = track.track
        is_other = before is None or before.track.track.id != row.id
        self.sounding.show(int(row.id), row.duration_ms)
        self.head.show_track(track)
        if is_other and self._has_focus_below():
            self._wants_focus = True
        self.parts.show_role(answer, is_other=is_other)
        if is_other and self.parts.lacks_dynamics:
            self._want_dynamics()
        self._fit()
        if is_other:
            self._area.verticalScrollBar().setValue(0)
        self._turn(self._area)

    def _turn(self, view: QWidget) -> None:
        """The focus goes to what to do there, if it is awaited here."""
        had_focus, wanted = turn_to(self._views, view), self._wants_focus
        self._wants_focus = False
        if not (had_focus or wanted):
            return
        if view is self._area:
            self.parts.focus_first()
        else:
            self.nobody.setFocus()

    def _has_focus_below(self) -> bool:
        """The head keeps the focus; what is below it may be another part now."""
        focus: QWidget | None = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return False
        return not self.head.isAncestorOf(focus)

    def _look_at_scenes(self) -> None:
        """At the covered ones that it plays in, until the page is left."""
        if self.shown is not None:
            self.parts.chain.look.begin_elsewhere(self.shown.track.cues_covered)

    # --- verbs ----------------------------------------------------------------------------------

    def _choose(self, track_id: int) -> None:
        self.reading.open(RoleQuestion(TrackId(track_id)))

    def _follow(self, theme_id: ThemeId) -> None:
        self.reading.open(RoleQuestion(self.reading.question.track_id, None, theme_id))

    def _play_seen(self, seen: Seen) -> None:
        self.sounding.play_mark(seen.span)

    def _play_mark(self, mark: HeardMark) -> None:
        self.sounding.play_mark(mark.span)

    def _play_line(self, line: SungLine) -> None:
        if line.span is not None:  # only such lines are pressed
            self.sounding.play_mark(line.span)

    def _play_cue(self, one: TheirCue) -> None:
        self.sounding.play_passage(int(one.track.id), one.cue.span)

    def _play_return(self, one: Return) -> None:
        self.sounding.play_passage(int(one.track.id), one.occurrence.span)

    def _stop(self) -> bool:
        """What this page plays. Returns whether anything was."""
        if self.parts.versions.hearing.sounding >= 0:
            self.parts.versions.hearing.stop()
        elif self.parts.chain.sounding.bead is not None:
            self.parts.chain.sounding.stop()
        elif self.sounding.is_on:
            self.sounding.toggle()
        else:
            return False
        return True

    def _want_dynamics(self) -> None:
        if self.shown is not None:
            self._context.listening_through.wanted((self.shown.track.track.id,))

    def _open_work(self) -> None:
        if self.shown is not None and self.shown.track.of.work_id is not None:
            self._context.navigator.show(WorkPlace(self.shown.track.of.work_id))

    # --- keys -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # Elsewhere these keys may be the program's; here they are about the versions.
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and claims_key(event, self.parts.versions.keys):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        is_one = key in self.parts.versions.keys and is_bare(event) and not event.isAutoRepeat()
        if is_one and self.parts.versions.press(chr(key)):
            return
        if key == Qt.Key.Key_Escape and self._stop():
            return
        super().keyPressEvent(event)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setProperty("surface", "none")
        self._column = QVBoxLayout(whole)
        self._column.setSpacing(SPACE.l)
        self._column.addWidget(self.head)
        self._column.addWidget(self.parts)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(whole)
        self._without = QWidget()
        column = QVBoxLayout(self._without)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        column.addWidget(self.suggested)
        column.addWidget(self.nobody, 1)
        self._without.setFocusProxy(self.nobody)
        self._views.addWidget(self._area)  # in front until it is known that there is nothing
        self._views.addWidget(self._without)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._views)
        self._fit()

    def _wire(self) -> None:
        self.reading.read.connect(self._show)
        self._context.listening_through.listened.connect(self._on_listened)
        theme_signals().theme_changed.connect(self._fit)
        self._waves.known.connect(self._on_waves_known)
        self._stills.ready.connect(lambda _key: self.parts.chain.ribbon.picture.update())
        self.sounding.moved.connect(self._show_head)
        head, leading, sounding = self.head, self.leading, self.sounding
        head.track_chosen.connect(self._choose)
        head.play_pressed.connect(sounding.toggle)
        head.work_pressed.connect(self._open_work)
        head.track_pressed.connect(leading.open_track)
        head.suggested.finished.connect(self.focus_picture)
        self.suggested.finished.connect(self.focus_picture)
        card = self.parts.impression
        card.play_requested.connect(sounding.play_from)
        card.picture.mark_played.connect(self._play_seen)
        card.picture.opened.connect(leading.open_mark)
        for written in (card.then, card.now):
            written.note_played.connect(self._play_mark)
            written.entry_opened.connect(leading.open_entry)
        self.parts.versions.opened.connect(self._choose)
        self.parts.chain.theme_chosen.connect(self._follow)
        self.parts.chain.bead_opened.connect(leading.open_bead)
        self.parts.chain.people_opened.connect(leading.open_people)
        self.parts.intensity.play_requested.connect(sounding.play_from)
        self.parts.intensity.picture.opened.connect(leading.open_at)
        self.parts.intensity.wanted.connect(self._want_dynamics)
        self.parts.sung.line_played.connect(self._play_line)
        self.parts.lists.scenes.play_requested.connect(self._play_cue)
        self.parts.lists.scenes.opened.connect(leading.open_cue)
        self.parts.lists.covered.clicked.connect(self._look_at_scenes)
        for quotes in (self.parts.lists.quotes, self.parts.lists.further):
            quotes.play_requested.connect(self._play_return)
            quotes.opened.connect(leading.open_return)

    # --- news and room --------------------------------------------------------------------------

    def _show_head(self, at_ms: float) -> None:
        self.parts.show_head(at_ms)
        self.head.show_playing(is_on=self.sounding.is_on)

    def _on_waves_known(self) -> None:
        if self.shown is not None and self.parts.learn_waves(int(self.shown.track.track.id)):
            self.reading.fresh.become_stale()

    def _on_listened(self, track_id: int) -> None:
        if self.shown is not None and track_id == self.shown.track.track.id:
            self.reading.fresh.become_stale()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves no longer looks at what is covered."""
        self.parts.chain.look.end()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edge = SPACE.l if self.width() < scaled_px(_WIDE_PX) else SPACE.xl
        self._column.setContentsMargins(edge, SPACE.l, edge, SPACE.l)
        self.parts.fit(self.width(), self.height())
