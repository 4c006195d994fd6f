"""Versions side by side: each with its wave in the colours of what was felt, and its key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.words import _
from ui.bridge.track.version_finding import VersionFinding
from ui.roles.version_hearing import VersionHearing
from ui.roles.version_row import VersionRow
from ui.style.tokens import SPACE
from ui.widgets.busy_line import BusyLine
from ui.widgets.buttons import QuietButton, tell_hint
from ui.widgets.cards import Card, CardHead
from ui.widgets.emptying import empty
from ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from app.afterlives.aligning import AlignedVersions
    from app.roles.records import Version
    from ui.bridge.context import Context
    from ui.story_line.waves import LineWaves

KEYS = "ABCDEGHI"  # F marks a favourite


class VersionsCard(Card):
    """Signal: opened(int track id), another version is to be shown."""

    opened = Signal(int)

    def __init__(self, context: Context, waves: LineWaves, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Versions side by side"))
        self._context, self._waves = context, waves
        self._is_narrow = False
        self._shown: tuple[Version, ...] = ()
        self._main_id = 0
        self._failed = ""
        self.rows: list[VersionRow] = []
        self.hearing = VersionHearing(context, self)
        self.hearing.moved.connect(self._show_heads)
        self._finding = VersionFinding(context, self)
        self.told = ElidedLabel("", "caption")
        self.change = QuietButton(_("Change over"), "arrow-left-right")
        tell_hint(self.change, _("Change over to the other version"), "X")
        self.find_button = QuietButton(_("Find the same moments"), "locate-fixed")
        self.busy = BusyLine()
        self._lay_out()
        self._wire()

    def show_versions(self, versions: Sequence[Version], main_id: int) -> None:
        self.setVisible(bool(versions))
        if main_id != self._main_id:
            self._failed = ""
            self._finding.cancel()
        is_same = (tuple(versions), main_id) == (self._shown, self._main_id)
        self._shown, self._main_id = tuple(versions), main_id
        self.hearing.show(versions, main_id)
        if not is_same:
            self._fill()
        self._tell()

    @property
    def keys(self) -> frozenset[Qt.Key]:
        """Those that mean something now."""
        if self.isHidden():
            return frozenset()
        return frozenset(Qt.Key(ord(one)) for one in ("X", *KEYS[: len(self._shown)]))

    def press(self, key: str) -> bool:
        """Returns whether the key means something here."""
        place = KEYS.find(key)
        if key == "X" and self._shown:
            self.hearing.change_over()
        elif 0 <= place < len(self._shown):
            self.hearing.play(place)
        else:
            return False
        return True

    def fit(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        for row in self.rows:
            row.fit(is_narrow=is_narrow)

    # --- the same moments -----------------------------------------------------------------------

    def find_moments(self) -> None:
        """Of the one that is shown and the first that isn't aligned with it."""
        pair = self._unaligned()
        if pair is not None:
            self._failed = ""
            self._finding.begin(pair[0].track, pair[1].track)
            self.find_button.hide()

    def _unaligned(self) -> tuple[Version, Version] | None:
        main = next((one for one in self._shown if one.track.id == self._main_id), None)
        others = (one for one in self._shown if one is not main and one.time_map is None)
        other = next(others, None)
        return None if main is None or other is None else (main, other)

    def _on_found(self, found: AlignedVersions) -> None:
        if not found.is_certain:
            self._failed = _("These two seem to be different music: both run by the same clock.")
            return
        from app.story.alignments import AlignedBy

        alignments = self._context.services.alignments
        ids = found.track_id, found.other_track_id
        self._context.do(
            lambda: alignments.align(*ids, found.anchors, AlignedBy.SEARCH),
            lambda: self._context.say_done(_("The same moments were found.")),
        )

    def _on_failed(self, words: str) -> None:
        self._failed = words

    def _on_ended(self) -> None:
        self.busy.finish()
        self._tell()

    def _tell(self) -> None:
        is_whole = self._unaligned() is None
        in_step = _("Change over at the same musical moment")
        apart = _("Not aligned: both run by the same clock")
        self.told.setText(self._failed or (in_step if is_whole else apart))
        self.find_button.setVisible(not is_whole and not self._finding.is_on and not self._failed)

    # --- making ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        for place, version in enumerate(self._shown):
            key = KEYS[place] if place < len(KEYS) else ""
            is_shown = version.track.id == self._main_id
            row = VersionRow(version, key, self._waves, is_shown=is_shown)
            row.play_requested.connect(lambda place=place: self.hearing.play(place))
            row.play_wanted_at.connect(lambda ms, place=place: self.hearing.play_from(place, ms))
            row.opened.connect(lambda key=int(version.track.id): self.opened.emit(key))
            row.fit(is_narrow=self._is_narrow)
            self.rows.append(row)
            self._column.addWidget(row)
        self._show_heads()

    def _show_heads(self) -> None:
        sounding = self.hearing.sounding
        for place, row in enumerate(self.rows):
            row.show_head(is_sounding=place == sounding, at_ms=self.hearing.head_ms(place))

    def _lay_out(self) -> None:
        self.body.setContentsMargins(SPACE.l, 0, SPACE.l, SPACE.l)
        self.body.setSpacing(SPACE.s)
        head = CardHead(_("Versions side by side"), self.told, self.find_button, self.change)
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE.l)
        self.body.addWidget(head)
        self.body.addWidget(self.busy)
        self.body.addLayout(self._column)

    def _wire(self) -> None:
        self.change.clicked.connect(lambda: self.hearing.change_over())
        self.find_button.clicked.connect(self.find_moments)
        self.busy.cancel_requested.connect(self._finding.cancel)
        self._finding.progressed.connect(
            lambda done, total, label: self.busy.show_progress(done, total, label, is_counted=False)
        )
        self._finding.found.connect(self._on_found)
        self._finding.failed.connect(self._on_failed)
        self._finding.ended.connect(self._on_ended)
