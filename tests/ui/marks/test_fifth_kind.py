"""A fifth kind of mark in the table and in the inspector, which have no code for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.marks.kinds import KINDS
from app.timeline.records import TrackTimeline
from tests.support.dance_marks import DANCE, SPEC, Dance
from tests.ui.timeline.builders import EMOTIONS, tagged, timeline
from ui.marks.inspector.inspector import MarkInspector
from ui.marks.table.model import MarkTableModel
from ui.marks.table.rows import END, INTENSITY, KIND, NOTE, START, WHAT
from ui.widgets.overview_ticks import TrackTicks
from ui.words.marks import kinds_in_words, name_in_words, told_in_words

WALTZ = Dance(1, Span(2_000, 4_000), "Waltz", "round", Instant(1_700_000_000_000, 0), None)


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(KINDS, DANCE, SPEC)
    yield


def danced() -> TrackTimeline:
    return timeline(tags=[tagged(1, 1_000)]).with_lanes({DANCE: (WALTZ,)})


def test_it_has_a_row_in_the_table() -> None:
    model = MarkTableModel()
    model.set_timeline(danced())
    row = model.row_of(MarkRef(DANCE, 1))
    assert row == 1
    cells = [
        model.index(row, column).data() for column in (KIND, START, END, WHAT, INTENSITY, NOTE)
    ]
    assert cells == ["Dance", "0:02.000", "0:04.000", "Waltz", "", "round"]
    edits: list[tuple[MarkRef, str, object]] = []
    model.cell_edited.connect(lambda *edit: edits.append(edit))
    model.setData(model.index(row, WHAT), "Tango")
    assert edits == [(WALTZ.ref, "steps", "Tango")]


def test_the_inspector_shows_its_fields(qtbot: QtBot) -> None:
    inspector = MarkInspector(lambda: EMOTIONS)
    qtbot.addWidget(inspector)
    inspector.show()
    inspector.show_mark(WALTZ)
    assert inspector.heading.title.text() == "Waltz"
    assert inspector.note.toPlainText() == "round"
    shown = {inspector.label, inspector.note, inspector.made, inspector.preroll}
    hidden = {inspector.feeling, inspector.scene, inspector.change_scene, inspector.memory}
    assert all(field.isVisible() for field in shown)
    assert not any(field.isVisible() for field in hidden)
    assert inspector.label.text() == "Waltz"
    edits: list[tuple[MarkRef, str, object]] = []
    inspector.field_edited.connect(lambda *edit: edits.append(edit))
    inspector.label.clear()
    inspector.label.insert("Tango")
    inspector.commit()
    assert edits == [(WALTZ.ref, "steps", "Tango")]


def test_it_is_described_and_drawn_in_the_overview() -> None:
    assert told_in_words(WALTZ) == "Dance “Waltz”: round"
    assert name_in_words(WALTZ) == "Waltz"
    assert kinds_in_words({MarkKind.TAG: 1, DANCE: 2}) == "1 emotion, 2 dances"
    assert [tick.colour for tick in TrackTicks().of(danced())][-1] != ""
    assert len(TrackTicks().of(danced())) == 2
