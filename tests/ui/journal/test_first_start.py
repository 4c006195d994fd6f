"""A journal without anything in it says how it begins, and leads to the music."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from tests.support.window_parts import WindowParts
from tests.ui.journal.conftest import MakePage, tag
from ui.bridge.context import Context
from ui.journal.first_mark import FirstMark
from ui.journal.page import JournalPage
from ui.style.theme import apply_theme, current_theme
from ui.style.tokens import DARK, LIGHT
from ui.timeline.paint.feeling_colours import line_of

LINE = "Your journal begins with the first moment that moves you."


@pytest.fixture
def page(make_page: MakePage) -> JournalPage:
    return make_page()


@pytest.fixture
def as_it_was(qapp: QApplication) -> Iterator[None]:
    theme = current_theme()
    yield
    apply_theme(qapp, theme)


def test_one_line_a_picture_and_one_button(page: JournalPage) -> None:
    first = page.views.empty
    labels = [one.text() for one in first.findChildren(QLabel) if one.isVisible() and one.text()]
    assert labels == [LINE] and first.picture.isVisible()
    assert first.listen.text() == "Listen to something"
    assert first.listen.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert first.accessibleName() == LINE
    assert "F is for a favourite moment" in first.accessibleDescription()


@pytest.mark.parametrize("has_track", [False, True])
def test_its_button_leads_to_what_plays_or_to_the_library(
    page: JournalPage, parts: WindowParts, track: TrackId, qtbot: QtBot, has_track: bool
) -> None:
    if has_track:
        parts.context.playback.hear(track, Span.point(0))
        qtbot.waitUntil(lambda: parts.context.playback.track is not None)
    page.focus_view()
    assert page.window().focusWidget() is page.views.empty
    qtbot.keyClick(page.views.empty, Qt.Key.Key_Return)
    assert parts.navigator.opened[-1] == ("listen" if has_track else "library")


def test_it_offers_no_page_of_what_is_not_there(
    page: JournalPage, context: Context, track: TrackId, qtbot: QtBot
) -> None:
    """Nothing to look back at, to be comforted by, or to give."""
    head = page.head
    hidden = (head.calendar, head.keepsake, head.ways["years"], head.ways["comfort"])
    assert not any(button.isVisible() for button in hidden)
    assert head.new.isVisible() and head.ways["letters"].isVisible()
    tag(context, track, "Wonder", 1_000)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in hidden))
    assert not page.views.empty.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_its_mark_has_the_colour_of_its_emotion(
    as_it_was: None, qapp: QApplication, context: Context, qtbot: QtBot, theme: object
) -> None:
    apply_theme(qapp, theme)  # type: ignore[arg-type]
    emotion = context.services.emotions.by_shortcut("1")
    assert emotion is not None
    picture = FirstMark()
    qtbot.addWidget(picture)
    picture.show_emotion(emotion)
    picture.resize(picture.sizeHint())
    shown = picture.grab().toImage()
    assert QColor(line_of(emotion.colour)).name() in colours_of(shown)
    picture.show_emotion(None)  # it has no key any more
    assert current_theme().colour("accent").lower() in colours_of(picture.grab().toImage())


def colours_of(image: QImage) -> set[str]:
    wide, high = range(image.width()), range(image.height())
    return {image.pixelColor(x, y).name() for x in wide for y in high}


@pytest.mark.parametrize(("high", "is_pictured"), [(640, True), (360, True), (240, False)])
def test_a_low_window_leaves_out_the_picture_first(
    page: JournalPage, qtbot: QtBot, high: int, is_pictured: bool
) -> None:
    page.window().resize(900, high)
    first = page.views.empty
    qtbot.waitUntil(lambda: first.picture.isVisible() is is_pictured)
    assert first.listen.isVisible() and first.rect().contains(first.listen.geometry())
    if is_pictured:
        assert not first.picture.geometry().intersects(first.listen.geometry())


def test_another_emotion_at_its_key_is_pictured_next_time(
    page: JournalPage, context: Context
) -> None:
    first = page.views.empty
    before = first.picture.grab().toImage()
    emotions = context.services.emotions
    wonder = emotions.by_shortcut("1")
    assert wonder is not None
    emotions.edit_word(wonder.id, name="Amazement")
    first.hide()
    first.show()
    assert first.picture.grab().toImage() != before
