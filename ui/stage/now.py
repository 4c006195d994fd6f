"""What is on at the playhead: the scene and its picture, or what is shown instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.core.timecode import Span
from app.story.records import Cue, Scene
from app.timeline.companion import cue_at
from ui.stage.backdrop import NOTHING, Backdrop, Kind
from ui.stage.opening import OpeningCuts
from ui.words.spoilers import spoilers

if TYPE_CHECKING:
    from app.core.ids import SceneId
    from app.library.records import TrackRow
    from app.timeline.records import TrackTimeline
    from ui.bridge.context import Context
    from ui.bridge.track.track_view import TrackView


_FOR_EVER = 1 << 60


class OnStage(NamedTuple):
    """scene: the one that plays; also while it is covered, so whoever shows it asks is_covered.
    is_cut: the picture is one of those that an opening cuts through. stretch: where the same is on.
    """

    row: TrackRow | None = None
    scene: Scene | None = None
    is_covered: bool = False
    backdrop: Backdrop = NOTHING
    is_cut: bool = False
    stretch: Span = Span(0, 0)

    @property
    def open_scene(self) -> Scene | None:
        """The scene, if it may be named."""
        return None if self.is_covered else self.scene


class StageNow(QObject):
    """`follow` is called as the music goes on, and costs next to nothing between two changes;
    `look` finds out anew what is on.

    Signal: changed(OnStage).
    """

    changed = Signal(object)

    def __init__(self, context: Context, track_view: TrackView, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._track_view = track_view
        self.looked_at: SceneId | None = None  # covered, but asked for
        self._from_ms = self.until_ms = 0  # nothing changes in between
        self.cuts = OpeningCuts(context, track_view, self)
        self.on = OnStage()

    def follow(self, position_ms: int) -> None:
        if not self._from_ms <= position_ms < self.until_ms:
            self.look()

    def look(self) -> None:
        on = self._found()
        self._from_ms, self.until_ms = self._unchanging(self._context.playback.position_ms)
        if self.looked_at is not None and (on.scene is None or on.scene.id != self.looked_at):
            self.looked_at = None
        if on != self.on:
            self.on = on
            self.changed.emit(on)

    def cover_again(self) -> None:
        """Nobody looks any more."""
        self.looked_at = None

    def _unchanging(self, position_ms: int) -> tuple[int, int]:
        """The stretch around a position in which no scene begins or ends, and no cut comes."""
        timeline = self._timeline
        if timeline is None:
            return 0, _FOR_EVER  # whoever reads its marks has it looked at again
        edges = [edge for cue in timeline.cues for edge in (cue.span.start_ms, cue.span.end_ms)]
        edges += self.cuts.starts
        before = max((edge for edge in edges if edge <= position_ms), default=0)
        return before, min((edge for edge in edges if edge > position_ms), default=_FOR_EVER)

    def uncover(self) -> bool:
        """Until it is over. Returns whether there was anything covered."""
        if not self.on.is_covered or self.on.scene is None:
            return False
        self.looked_at = self.on.scene.id
        self.look()
        return True

    @property
    def following(self) -> Backdrop | None:
        """The picture that is needed next in this track, if it is a still."""
        timeline, now = self._timeline, self.on
        if timeline is None or now.row is None:
            return None
        end_ms = now.stretch.end_ms
        if end_ms >= timeline.duration_ms > 0:
            return None
        later = self._at(now.row, timeline, end_ms)
        return later.backdrop if later.backdrop.kind is Kind.STILL else None

    @property
    def _timeline(self) -> TrackTimeline | None:
        row, timeline = self._context.playback.track, self._track_view.timeline
        is_its = row is not None and timeline is not None and timeline.track_id == row.id
        return timeline if is_its else None

    def _found(self) -> OnStage:
        row, timeline = self._context.playback.track, self._timeline
        if row is None:
            return OnStage()
        if timeline is None:
            return OnStage(row, backdrop=_cover(row))
        position_ms = self._context.playback.position_ms
        if position_ms >= timeline.duration_ms > 0:
            position_ms = timeline.duration_ms - 1  # what was there last
        return self._at(row, timeline, position_ms)

    def _at(self, row: TrackRow, timeline: TrackTimeline, position_ms: int) -> OnStage:
        cue = self._cue(timeline, position_ms)
        if cue is not None:
            return self._in_scene(row, cue)
        gap = _gap(timeline, position_ms)
        cut = self.cuts.at(position_ms)
        if cut is None:
            return OnStage(row, backdrop=_cover(row), stretch=gap)
        still = Backdrop(Kind.STILL, cut.still, row.album or row.title, row.cover or "")
        start_ms = max(gap.start_ms, cut.start_ms)
        end_ms = min(gap.end_ms, self.cuts.end_of(cut, gap.end_ms))
        stretch = Span(start_ms, max(start_ms, end_ms))
        return OnStage(row, backdrop=still, is_cut=True, stretch=stretch)

    def _cue(self, timeline: TrackTimeline, position_ms: int) -> Cue | None:
        """While a story is told its own cue, where several lie over one another."""
        step = self._context.story_playing.step
        if step is not None and step.cue.span.contains(position_ms):
            told = next((one for one in timeline.cues if one.id == step.cue.id), None)
            if told is not None:
                return told
        return cue_at(timeline.cues, position_ms)

    def _in_scene(self, row: TrackRow, cue: Cue) -> OnStage:
        scene = cue.scene
        if spoilers().covering.covers(scene) and scene.id != self.looked_at:
            return OnStage(row, scene, True, Backdrop(Kind.COVERED), stretch=cue.span)
        if scene.still is None:
            return OnStage(row, scene, backdrop=_cover(row), stretch=cue.span)
        still = Backdrop(Kind.STILL, scene.still, row.album or row.title, row.cover or "")
        return OnStage(row, scene, backdrop=still, stretch=cue.span)


def _cover(row: TrackRow) -> Backdrop:
    return Backdrop(Kind.COVER, title=row.album or row.title, cover=row.cover or "")


def _gap(timeline: TrackTimeline, position_ms: int) -> Span:
    """Between two scenes of a track."""
    ends = [cue.span.end_ms for cue in timeline.cues if cue.span.end_ms <= position_ms]
    starts = [cue.span.start_ms for cue in timeline.cues if cue.span.start_ms > position_ms]
    last_ms = max(timeline.duration_ms, position_ms)
    return Span(max(ends, default=0), min(starts, default=last_ms))
