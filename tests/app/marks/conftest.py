"""A track with one mark of each kind."""

from __future__ import annotations

import pytest

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Emotion, Mode
from app.marks.service import Marks
from app.story.records import WorkKind
from app.timeline.records import TrackTimeline
from tests.support.opened_profile import OpenedProfile


class Lanes:
    """`tag`, `moment`, `cue` and `occurrence` point at the marks, `all` at all of them."""

    def __init__(self, opened: OpenedProfile) -> None:
        self.opened = opened
        services = self.services = opened.services
        self.marks: Marks = services.marks
        self.track: TrackId = opened.track()
        scenes = services.scenes
        work = scenes.add_work(WorkKind.FILM, "My Heart")
        self.scene = scenes.add_scene(work, "The letter")
        self.other_scene = scenes.add_scene(work, "After")
        self.tag = self.add_tag("wonder", Span(10_000, 12_000))
        self.moment = self.add_moment(Span.point(15_000))
        self.cue = MarkRef(
            MarkKind.CUE, services.cues.add_cue(self.track, Span(5_000, 30_000), self.scene, 250)
        )
        (found,) = services.themes.mark_returns(
            "The heart", self.track, [Span(20_000, 24_000)], work
        )
        self.theme = services.themes.themes()[0].id
        self.occurrence = MarkRef(MarkKind.OCCURRENCE, found)
        self.all = (self.tag, self.moment, self.cue, self.occurrence)

    def word(self, name: str) -> Emotion:
        found = self.services.emotions.named(name)
        assert found is not None
        return found

    def add_tag(
        self, word: str, span: Span, *, mode: Mode = Mode.FELT, note: str = "", intensity: int = 3
    ) -> MarkRef:
        tag = self.services.tagging.add_tag(
            self.track, self.word(word).id, span, mode=mode, note=note, intensity=intensity
        )
        return MarkRef(MarkKind.TAG, tag.id)

    def add_moment(self, span: Span, label: str = "", note: str = "") -> MarkRef:
        moment = self.services.moments.add_moment(self.track, span, label=label, note=note)
        return MarkRef(MarkKind.MOMENT, moment.id)

    def timeline(self, track: TrackId | None = None) -> TrackTimeline:
        return self.services.timelines.timeline(track or self.track)

    def spans(self) -> dict[MarkRef, Span]:
        return dict(self.timeline().marks())


@pytest.fixture
def lanes(opened: OpenedProfile) -> Lanes:
    return Lanes(opened)
