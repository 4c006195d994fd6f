"""Kinds of mark, and references to marks."""

from __future__ import annotations

import copy
import json
import pickle

from app.core.marks import MarkKind, MarkRef


def test_a_kind_is_one_object_wherever_it_comes_from() -> None:
    assert MarkKind("tag") is MarkKind.TAG
    assert MarkKind("a dance") is MarkKind("a dance")
    assert MarkKind("tag") is not MarkKind.MOMENT
    assert pickle.loads(pickle.dumps(MarkKind.CUE)) is MarkKind.CUE
    assert copy.deepcopy(MarkRef(MarkKind.CUE, 1)).kind is MarkKind.CUE


def test_a_kind_is_written_as_its_name() -> None:
    assert f"{MarkKind.OCCURRENCE}" == "occurrence" == json.loads(json.dumps(MarkKind.OCCURRENCE))


def test_references_sort_by_kind_then_by_id() -> None:
    refs = [MarkRef(MarkKind.TAG, 1), MarkRef(MarkKind.CUE, 9), MarkRef(MarkKind.CUE, 2)]
    assert [(ref.kind, ref.id) for ref in sorted(refs)] == [("cue", 2), ("cue", 9), ("tag", 1)]
