"""Which marks are selected: pure values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from ui.timeline.selection.selection import Selection, between

A, B, C = (MarkRef(MarkKind.TAG, n) for n in (1, 2, 3))
HEART = MarkRef(MarkKind.MOMENT, 1)
marks = st.sampled_from((A, B, C, HEART))
moves = st.lists(st.tuples(st.sampled_from(("only", "toggled", "reaching", "among")), marks))


@given(moves)
def test_the_current_mark_is_always_one_of_the_selected(moves: list[tuple[str, MarkRef]]) -> None:
    found = Selection()
    for verb, ref in moves:
        if verb == "only":
            found = Selection.only(ref)
        elif verb == "toggled":
            found = found.toggled(ref)
        elif verb == "reaching":
            found = found.reaching(ref, [ref])
        else:
            found = found.among({A, B, C, HEART} - {ref})
        assert bool(found) == bool(found.refs) == (found.current is not None)
        assert found.current is None or found.current in found.refs
        assert found.anchor is None or found.anchor in found.refs


@given(marks, st.lists(marks))
def test_twice_toggled_is_not_toggled(ref: MarkRef, refs: list[MarkRef]) -> None:
    found = Selection.of(refs)
    assert found.toggled(ref).toggled(ref).refs == found.refs


def test_a_range_keeps_its_anchor_and_drops_what_it_leaves() -> None:
    found = Selection.only(B).reaching(C, [B, C]).reaching(A, [A, B])
    assert found == Selection(frozenset((A, B)), A, B)


def test_a_range_covers_the_lanes_in_between_by_time() -> None:
    lanes = [
        [(A, Span.point(10)), (B, Span.point(20)), (C, Span.point(40))],
        [(HEART, Span.point(30))],
    ]
    assert between(lanes, A, B) == [A, B]
    assert between(lanes, HEART, A) == [A, B, HEART]
    assert between(lanes, C, HEART) == [C, HEART]
    assert between(lanes, A, MarkRef(MarkKind.CUE, 9)) == []
