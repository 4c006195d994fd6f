"""Two versions side by side, with their real sound."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.library.records import Role
from app.story.records import WorkKind
from tests.support.two_versions import BRASS, LETTER, in_the_cover, record_versions
from tests.support.window_parts import WindowParts
from tests.ui.roles.conftest import read_through
from ui.bridge.places import RolePlace
from ui.roles.page import RolesPage

NEAR_MS = 120
PATIENCE_MS = 60_000


def test_the_same_moments_are_found_kept_and_undone(
    parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    services = parts.context.services
    record_versions(services, tmp_path / "versions")
    ids = {row.title: row.id for row in services.library.tracks()}
    letter, brass = ids[LETTER], ids[BRASS]
    services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=[letter, brass])
    services.library.set_role([letter, brass], Role.OPENING_THEME)
    page = RolesPage(parts.context, None, parts.window)
    page.resize(1220, 740)
    parts.window.resize(1220, 740)
    parts.window.show()
    page.open(RolePlace(track_id=letter))
    read_through(page, qtbot)
    card = page.parts.versions
    assert card.told.text() == "Not aligned: both run by the same clock"

    QTest.mouseClick(card.find_button, Qt.MouseButton.LeftButton)
    assert card.busy.isVisible() and card.find_button.isHidden()
    qtbot.waitUntil(lambda: bool(services.alignments.of_track(letter)), timeout=PATIENCE_MS)
    read_through(page, qtbot)
    assert parts.said == "The same moments were found."
    assert card.told.text() == "Change over at the same musical moment"
    assert not card.busy.isVisible() and card.find_button.isHidden()
    (other,) = (row.version for row in card.rows if row.version.track.id == brass)
    assert other.time_map is not None
    for at_ms in (4_000, 12_000):
        found_ms = other.time_map.second_ms(at_ms)
        assert found_ms == pytest.approx(in_the_cover(at_ms), abs=NEAR_MS)
    parts.take_offer()
    read_through(page, qtbot)
    assert services.alignments.of_track(letter) == ()
    assert card.find_button.isVisible(), "it can be looked for again"
