"""A card that appears at the side of the Listen page is shown from its top."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core import languages
from app.core.ids import TrackId
from app.core.languages import ENGLISH
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.profile.settings import SettingsFile
from tests.support.app_harness import AppHarness
from ui.shell.language import follow_language

Key = Qt.Key


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    follow_language(qapp)


def test_a_card_that_appears_is_shown_from_its_top(harness: AppHarness, qtbot: QtBot) -> None:
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    track = TrackId(session.play().id)
    session.playback.pause()
    emotion = session.services.emotions.named("wonder")
    assert emotion is not None
    tag = session.services.tagging.add_tag(track, emotion.id, Span(10_000, 14_000))
    side, page = session.pages.listen.side, session.pages.listen
    session.window.resize(session.window.minimumSize())

    def is_at_top(card: QWidget) -> bool:
        return 0 <= card.mapTo(side.viewport(), QPoint(0, 0)).y() < side.viewport().height() // 3

    bar = side.verticalScrollBar()
    page.select(MarkRef(MarkKind.TAG, tag.id))
    qtbot.waitUntil(lambda: side.inspector.isVisible() and is_at_top(side.inspector))
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    session.driver.tap(Key.Key_V)
    qtbot.waitUntil(lambda: side.trace_pad.isVisible() and is_at_top(side.trace_pad))
    bar.setValue(bar.maximum())
    side.trace_pad.close_button.click()
    qtbot.waitUntil(lambda: not side.trace_pad.isVisible() and is_at_top(side.inspector))
    bar.setValue(bar.maximum())
    page.timeline.marks.set_selection(None)
    page.select(MarkRef(MarkKind.TAG, tag.id))
    qtbot.waitUntil(lambda: side.inspector.isVisible() and is_at_top(side.inspector))
    QApplication.processEvents()


def test_the_longest_heading_leaves_its_buttons_in_sight(harness: AppHarness, qtbot: QtBot) -> None:
    settings = SettingsFile(harness.paths.settings_file)
    settings.change(language="de", text_scale=1.5)
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()
    session = harness.open()
    track = TrackId(session.play().id)
    session.playback.pause()
    moment = session.services.moments.add_moment(track, Span.point(10_000))
    side, page = session.pages.listen.side, session.pages.listen
    session.window.resize(session.window.minimumSize())
    page.select(MarkRef(MarkKind.MOMENT, moment.id))

    def is_in_sight(part: QWidget) -> bool:
        right = part.mapTo(side.viewport(), QPoint(part.width(), 0)).x()
        return part.isVisible() and right <= side.viewport().width()

    qtbot.waitUntil(lambda: side.inspector.heading.title.text() == "Lieblingsmoment")
    QApplication.processEvents()
    inspector = side.inspector
    assert all(map(is_in_sight, (inspector.hear, inspector.delete, inspector.span)))
