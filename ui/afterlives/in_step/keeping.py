"""What is known of which moments are the same, and what the listener does about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.time_map import TimeMap
from app.core.words import _, ngettext
from app.story.alignments import AlignedBy
from ui.afterlives.in_step.anchoring import Anchors, with_anchor, without
from ui.afterlives.in_step.told import both_words
from ui.bridge.track.version_finding import VersionFinding

if TYPE_CHECKING:
    from app.afterlives.aligning import AlignedVersions
    from app.core.marks import MarkRef
    from ui.afterlives.in_step.shown import ShownStep
    from ui.bridge.context import Context


class StepKeeping(QObject):
    """What was found for certain is kept as soon as it is found, because it was asked for; what is
    uncertain stays a proposal until the listener sets an anchor or keeps it.

    Signals: changed(); progressed(int done, int total, str label); finding_ended().
    """

    changed = Signal()
    progressed = Signal(int, int, str)
    finding_ended = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._step: ShownStep | None = None
        self._proposal: AlignedVersions | None = None
        self._is_anchoring = False
        self._failed = ""
        self._finding = VersionFinding(context, self)
        self._finding.progressed.connect(self.progressed)
        self._finding.found.connect(self._on_found)
        self._finding.failed.connect(self._on_failed)
        self._finding.ended.connect(self._on_ended)

    # --- what is known --------------------------------------------------------------------------

    @property
    def is_kept(self) -> bool:
        alignment = None if self._step is None else self._step.alignment
        return alignment is not None and bool(alignment.anchors)

    @property
    def is_proposed(self) -> bool:
        return not self.is_kept and self._proposal is not None

    @property
    def is_finding(self) -> bool:
        return self._finding.is_on

    @property
    def anchors(self) -> Anchors:
        if self._step is not None and self._step.alignment is not None:
            return self._step.alignment.anchors
        return () if self._proposal is None else self._proposal.anchors

    @property
    def time_map(self) -> TimeMap | None:
        return TimeMap(self.anchors) if self.anchors else None

    @property
    def is_certain(self) -> bool:
        """Two anchors that were kept. One by hand says nothing about how fast the other is."""
        return self.is_kept and len(self.anchors) > 1

    @property
    def is_apart(self) -> bool:
        """Each version has a playhead of its own, with which an anchor is set."""
        return self._is_anchoring or self.time_map is None

    @property
    def told(self) -> str:
        """What one has to know, in a line."""
        if self._failed:
            return self._failed
        if self._is_anchoring:
            return _("Click the same moment in both waves, then set the anchor.")
        if self.time_map is None:
            return _(
                "Not aligned yet: have the program find the same moments, or click one in both "
                "waves and set an anchor."
            )
        if self.is_proposed:
            return _("Not certain that these are the same moments.")
        if not self.is_certain:
            return _("One anchor: a second one tells how fast the other version is.")
        assert self._step is not None
        return both_words(self._step)

    @property
    def anchor_words(self) -> str:
        if self._is_anchoring or not self.anchors:
            return _("Set the anchor") if self._is_anchoring else _("Set an anchor")
        return _("Set a second anchor")

    # --- what is shown --------------------------------------------------------------------------

    def show(self, step: ShownStep, *, is_other: bool) -> None:
        if is_other:
            self.leave()
        before, self._step = self._step, step
        if before is not None and before.alignment != step.alignment:
            self._proposal, self._is_anchoring = None, False

    def leave(self) -> None:
        self._finding.cancel()
        self._step = self._proposal = None
        self._is_anchoring, self._failed = False, ""

    # --- finding --------------------------------------------------------------------------------

    def find(self) -> None:
        step = self._step
        if step is not None:
            self._failed = ""
            self._finding.begin(step.first.row, step.second.row)
            self.changed.emit()

    def cancel(self) -> None:
        self._finding.cancel()

    def _on_found(self, found: AlignedVersions) -> None:
        step = self._step
        if step is None or (found.track_id, found.other_track_id) != (
            step.first.row.id, step.second.row.id
        ):  # fmt: skip
            return
        if found.is_certain:
            self._keep(found.anchors, AlignedBy.SEARCH, _("The same moments were found."))
        elif found.anchors:
            self._proposal = found
        else:
            self._failed = _("These two seem to have no moments in common. Set anchors by hand.")

    def _on_failed(self, words: str) -> None:
        self._failed = words

    def _on_ended(self) -> None:
        self.finding_ended.emit()
        self.changed.emit()

    # --- anchors --------------------------------------------------------------------------------

    def begin_anchor(self) -> None:
        self._is_anchoring, self._failed = True, ""
        self.changed.emit()

    def end_anchor(self) -> None:
        self._is_anchoring = False
        self.changed.emit()

    def add_anchor(self, first_ms: float, second_ms: float) -> None:
        """A proposal isn't trusted once the listener sets the first anchor."""
        known = () if self.is_proposed else self.anchors
        anchors = with_anchor(known, first_ms, second_ms)
        if anchors is None:
            self._failed = _("That crosses the other anchors. Move or remove them first.")
            self.changed.emit()
            return
        self._is_anchoring, self._failed = False, ""
        said = ngettext("One anchor is set.", "{n} anchors are set.", len(anchors))
        self._keep(anchors, AlignedBy.LISTENER, said)

    def keep(self, anchors: Anchors) -> None:
        """They were moved."""
        self._keep(anchors, AlignedBy.LISTENER, "")

    def keep_proposal(self) -> None:
        if self._proposal is not None:
            self._keep(self._proposal.anchors, AlignedBy.SEARCH, _("Kept."))

    def remove_anchor(self, place: int) -> None:
        rest = without(self.anchors, place)
        if rest:
            self._keep(rest, AlignedBy.LISTENER, _("The anchor was removed."))
        else:
            self.remove()

    def remove(self) -> None:
        alignment = None if self._step is None else self._step.alignment
        if alignment is not None:
            alignments = self._context.services.alignments
            self._do(lambda: alignments.remove(alignment.id), _("The alignment was deleted."))

    def _keep(self, anchors: Anchors, found_by: AlignedBy, said: str) -> None:
        step, alignments = self._step, self._context.services.alignments
        if step is None:
            return
        ids = step.first.row.id, step.second.row.id
        self._do(lambda: alignments.align(*ids, anchors, found_by), said)

    # --- marks ----------------------------------------------------------------------------------

    def carry(self, refs: Sequence[MarkRef]) -> None:
        alignment = None if self._step is None else self._step.alignment
        if alignment is None or not refs:
            return
        carrying = self._context.services.carrying
        said = ngettext("{n} mark was carried over.", "{n} marks were carried over.", len(refs))
        self._do(lambda: carrying.carry_over(alignment.id, refs), said)

    def _do(self, verb: object, said: str) -> None:
        def tell() -> None:
            if said:
                self._context.say_done(said)

        self._context.do(verb, tell)  # type: ignore[arg-type]
