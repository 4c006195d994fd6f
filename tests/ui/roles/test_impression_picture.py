"""The picture of the first impression by mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.story.covering import OPEN
from tests.support.window_parts import WindowParts
from tests.ui.roles.conftest import Cast
from ui.roles.impression.picture import ImpressionPicture
from ui.roles.impression.seen import Seen, When, seen_of

LASTS_MS = 90_000


@pytest.fixture
def picture(cast: Cast, parts: WindowParts) -> ImpressionPicture:
    for number in range(60):
        cast.feel("power", 70_000 + number, cast.first)
    made = ImpressionPicture(parts.window)
    impression = cast.services.roles.read(cast.opening, OPEN).impression
    made.show_marks(seen_of(impression), LASTS_MS, {When.THEN: "Then", When.NOW: "Now"})
    made.resize(1_000, made.sizeHint().height())
    parts.window.resize(1_000, 400)
    parts.window.show()
    return made


def test_a_click_on_a_sign_plays_its_mark_and_on_the_wave_the_music(
    picture: ImpressionPicture,
) -> None:
    marks, places = list[Seen](), list[int]()
    picture.mark_played.connect(marks.append)
    picture.play_requested.connect(places.append)
    sign = picture.laid_out.signs[0]
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(picture, left, pos=sign.box.center().toPoint())
    assert [mark.span.start_ms for mark in marks] == [10_000] and picture.mark is marks[0]
    QTest.mouseClick(picture, left, pos=picture.laid_out.wave.center().toPoint())
    assert abs(places[0] - LASTS_MS / 2) < 200


def test_of_several_under_one_sign_clicks_play_one_after_another(
    picture: ImpressionPicture,
) -> None:
    crowd = next(sign for sign in picture.laid_out.signs if sign.more)
    at = crowd.box.center().toPoint()
    for number in range(3):
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at)
        assert picture.selected == (When.THEN, crowd.places[number])
    assert f"+{len(crowd.places) - 12}" in picture.tip_at(at)
    assert picture.tip_at(at).count("Power") == 12


def test_the_selection_stays_on_its_mark_when_more_are_made(
    picture: ImpressionPicture, cast: Cast
) -> None:
    picture.select(When.THEN, 1)
    before = picture.mark
    assert before is not None
    cast.feel("wonder", 1_000, cast.first)
    impression = cast.services.roles.read(cast.opening, OPEN).impression
    picture.show_marks(seen_of(impression), LASTS_MS, {When.THEN: "Then", When.NOW: "Now"})
    assert picture.mark is not None and picture.mark.ref == before.ref
    assert picture.selected == (When.THEN, 2)
