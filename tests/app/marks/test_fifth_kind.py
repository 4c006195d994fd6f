"""A fifth kind of mark needs a model and a spec; everything else asks those."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.marks import MarkRef
from app.core.timecode import Span
from app.journal.records import JournalFilter
from app.marks.clip import clip_from, clip_of
from app.marks.kinds import as_text, in_cell, in_line
from app.marks.navigation import Origin
from db.models.all import AudioFile, TrackSource
from tests.support.dance_marks import DANCE, Dance, dances
from tests.support.opened_profile import OpenedProfile


class Dancer:
    """A track that can be played, with a waltz on it."""

    def __init__(self, opened: OpenedProfile, rows: object, folder: Path) -> None:
        self.opened, self.services = opened, opened.services
        self.marks, self.track = opened.services.marks, opened.track()
        self._rows = rows
        self._put_file(folder)
        self.waltz = self.add(Span(10_000, 12_000), "Waltz")

    def add(self, span: Span, steps: str = "", note: str = "") -> MarkRef:
        says = {"steps": steps, "note": note}
        row = self._rows.press("Dance", self.track, span, None, None, None, None, **says)  # type: ignore[attr-defined]
        return MarkRef(DANCE, row.id)

    def shown(self) -> list[Dance]:
        lane = self.services.timelines.timeline(self.track).lane(DANCE)
        return [mark for mark in lane if isinstance(mark, Dance)]

    def _put_file(self, folder: Path) -> None:
        file = {"path": str(folder / "a.ogg"), "size": 1, "mtime_ns": 1, "payload_hash": "a"}
        with self.services.ledger.write("File", "track", is_undoable=False) as writing:
            writing.session.add(AudioFile(**file))
            source = TrackSource(track_id=self.track, payload_hash="a", duration_ms=90_000)
            writing.session.add(source)


@pytest.fixture
def dancer(
    opened: OpenedProfile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Dancer]:
    with dances(opened.services, monkeypatch) as rows:
        yield Dancer(opened, rows, tmp_path)


def test_it_is_described_in_a_line(dancer: Dancer) -> None:
    dancer.marks.edit(dancer.waltz, note="slowly\nround")
    (waltz,) = dancer.shown()
    assert in_line(waltz) == "Dance “Waltz”: slowly\nround"
    assert (in_cell(waltz), as_text(waltz)) == ("Waltz", "Dance: Waltz: slowly round")
    dancer.marks.edit(dancer.waltz, steps="", note="")
    assert in_line(dancer.shown()[0]) == "Dance"


def test_steps_about_it_have_their_own_names(dancer: Dancer) -> None:
    dancer.marks.edit(dancer.waltz, steps="Tango")
    assert dancer.opened.last_step.label == "Edit dance"
    assert dancer.opened.changes[-1].kinds == {"dance"}
    dancer.marks.move({dancer.waltz: Span(20_000, 22_000)})
    assert [(one.steps, one.span) for one in dancer.shown()] == [("Tango", Span(20_000, 22_000))]
    with pytest.raises(TypeError):
        dancer.marks.edit(dancer.waltz, label="Tango")


def test_after_a_change_only_it_is_read(dancer: Dancer) -> None:
    before = dancer.services.timelines.timeline(dancer.track)
    dancer.add(Span.point(5_000), "Polka")
    after = dancer.services.timelines.after(before, dancer.opened.changes[-1])
    assert after == dancer.services.timelines.timeline(dancer.track)
    assert after.lane(DANCE)[1] is before.lane(DANCE)[0]


def test_it_is_deleted_and_undone(dancer: Dancer) -> None:
    (before,) = dancer.shown()
    dancer.marks.remove(dancer.waltz)
    assert dancer.shown() == []
    dancer.services.ledger.undo(dancer.opened.last_step)
    assert dancer.shown() == [before]


def test_it_is_copied_split_and_merged(dancer: Dancer) -> None:
    clip = clip_of(dancer.services.timelines.timeline(dancer.track).each(), [dancer.waltz])
    assert clip.text == "0:10.000–0:12.000  Dance: Waltz"
    dancer.marks.paste(clip_from(clip.as_json()), dancer.track, 50_000)
    dancer.marks.duplicate({dancer.waltz: Span(30_000, 32_000)})
    assert [one.span.start_ms for one in dancer.shown()] == [10_000, 30_000, 50_000]
    assert {one.steps for one in dancer.shown()} == {"Waltz"}
    halves = dancer.marks.split(dancer.waltz, at_ms=11_000)
    assert len(dancer.shown()) == 4
    assert dancer.marks.merge(dancer.waltz, *halves) == (dancer.waltz,)
    assert dancer.shown()[0].span == Span(10_000, 12_000)


def test_it_is_in_the_inbox_until_it_has_a_note(dancer: Dancer) -> None:
    polka = dancer.add(Span.point(5_000), "Polka")
    inbox = dancer.services.inbox
    assert {item.ref for item in inbox.items()} == {dancer.waltz, polka}
    assert inbox.items()[0].emotion_id is None
    dancer.marks.edit(dancer.waltz, note="round")
    inbox.leave([polka])
    assert (inbox.count(), dancer.opened.changes[-1].kinds) == (0, {"dance"})


def test_navigation_finds_it(dancer: Dancer) -> None:
    dancer.services.moments.add_moment(dancer.track, Span.point(1_000))
    place = dancer.services.mark_navigation.go(Origin(dancer.track, 5_000), 1)
    assert place is not None and place.ref == dancer.waltz
    assert dancer.marks.tracks_of([dancer.waltz]) == {dancer.waltz: dancer.track}


def test_the_journal_shows_it(dancer: Dancer) -> None:
    dancer.marks.edit(dancer.waltz, note="round and round")
    (item,) = dancer.services.journal.page(JournalFilter(text="round")).items
    assert (item.kind, item.owner_id) == (DANCE, dancer.waltz.id)
    assert (item.title, item.text) == ("Waltz", "round and round")
    assert dancer.services.journal.overview().marks == 1
    kinds = JournalFilter(kinds=frozenset({DANCE}))
    assert len(dancer.services.journal.page(kinds).items) == 1
