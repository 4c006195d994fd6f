"""Whether a spoiler is hidden is decided where it is shown; the values always have its name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness, WindowSession
from ui.marks.table.rows import WHAT
from ui.timeline.accessibility.spoken import mark_in_words
from ui.words.spoilers import spoilers


@pytest.fixture
def session(harness: AppHarness) -> Iterator[WindowSession]:
    """A spoiler plays from the beginning, and its mark is selected."""
    session = harness.playing(400)
    session.playback.pause()
    row, scenes = session.playback.track, session.services.scenes
    assert row is not None
    scene = scenes.add_scene(scenes.add_work(WorkKind.FILM, "Heart"), "He is the thief")
    scenes.edit("scene", scene, is_spoiler=True)
    session.services.cues.add_cue(TrackId(row.id), Span(0, 30_000), scene)
    yield session
    spoilers().set_covered(True)


def told(session: WindowSession) -> list[str]:
    """The lane's description, the table's cell, the inspector's heading."""
    page = session.pages.listen
    ((ref, _span),) = session.timeline.marks()
    page.select(ref)
    page.table.set_timeline(session.timeline)
    row = page.table.marks.row_of(ref)
    assert row is not None
    return [
        mark_in_words(page.timeline.lanes, ref),
        str(page.table.marks.index(row, WHAT).data()),
        page.side.inspector.heading.title.text(),
    ]


def test_showing_spoilers_shows_everything_and_changes_no_value(
    session: WindowSession,
) -> None:
    assert not any("thief" in words for words in told(session))
    session.services.settings.change(hide_spoilers=False)
    assert all("He is the thief" in words for words in told(session))
    (cue,) = session.timeline.cues
    assert cue.scene.is_spoiler
    assert session.timeline.mark(MarkRef(MarkKind.CUE, cue.id)) == cue
    session.services.settings.change(hide_spoilers=True)
    assert not any("thief" in words for words in told(session))


def test_the_lane_follows_the_setting(session: WindowSession) -> None:
    page = session.pages.listen
    covered = page.timeline.grab().toImage()
    session.services.settings.change(hide_spoilers=False)
    assert page.timeline.grab().toImage() != covered
    session.services.settings.change(hide_spoilers=True)
    assert page.timeline.grab().toImage() == covered
