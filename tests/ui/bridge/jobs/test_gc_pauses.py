"""Garbage is collected on the window's thread, all of it only when nobody would notice."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.bridge.jobs import gc_pauses
from ui.bridge.jobs.gc_pauses import GarbageRounds


class Knot:
    """Refers to itself, so only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def knot() -> weakref.ref[Knot]:
    return weakref.ref(Knot())


@pytest.fixture
def parent() -> Iterator[QObject]:
    owner = QObject()
    yield owner
    gc.enable()


def test_cyclic_garbage_is_collected_within_one_round(
    qtbot: QtBot, parent: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gc_pauses, "EVERY_MS", 10)
    monkeypatch.setattr(gc_pauses, "FEW", 0)
    rounds = GarbageRounds(lambda: True, parent)
    rounds.start()
    assert not gc.isenabled()
    left = knot()
    qtbot.waitUntil(lambda: left() is None)
    rounds.stop()
    assert gc.isenabled()


@pytest.mark.parametrize("is_busy", [True, False])
def test_old_objects_are_collected_only_while_nothing_plays(
    parent: QObject, monkeypatch: pytest.MonkeyPatch, is_busy: bool
) -> None:
    old = Knot()
    left = weakref.ref(old)
    gc.collect()  # by now it counts as old
    monkeypatch.setattr(gc_pauses, "REST_S", 0)
    rounds = GarbageRounds(lambda: is_busy, parent)
    del old
    rounds.look()
    assert (left() is None) is not is_busy


def test_collection_enabled_by_somebody_else_is_disabled_again(parent: QObject) -> None:
    rounds = GarbageRounds(lambda: True, parent)
    rounds.start()
    gc.enable()
    rounds.look()
    assert not gc.isenabled()
    rounds.stop()
