"""The Stage follows the music: pictures, words and feelings, and nothing while it rests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.library.records import Role
from app.story.covering import HIDDEN
from tests.support.said_by_windows import said_by_windows
from tests.ui.stage.conftest import Staged
from ui.stage.backdrop import Kind
from ui.stage.page import CUT_MS, FADE_MS, TICK_MS, StagePage
from ui.style.theme import colour

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def page(staged: Staged) -> StagePage:
    return staged.page()


def settle(page: StagePage, until: Until) -> None:
    until(lambda: page.canvas.has_picture and not page.canvas.fade.is_under_way)


def test_before_anything_plays_it_says_how_to_begin(page: StagePage, until: Until) -> None:
    settle(page, until)
    assert page.words.told.line == "Nothing is playing"
    assert page.words.accessibleDescription() == "Space plays on where you left off."
    assert page.canvas.backdrop.kind is Kind.NOTHING


def test_stills_cross_fade_as_the_cues_change(
    staged: Staged, page: StagePage, until: Until
) -> None:
    staged.cue(0, 5_000, 0)
    staged.cue(5_000, 9_000, 1)
    staged.play()
    settle(page, until)
    assert page.canvas.backdrop.still == staged.stills[0]
    assert page.words.told.line == "The harbour" and page.foot.head.text() == "Lights"
    staged.parts.context.playback.seek_ms(5_100)
    assert page.canvas.backdrop.still == staged.stills[1]
    until(lambda: page.canvas.fade.is_under_way)
    until(lambda: not page.canvas.fade.is_under_way)
    assert page.words.told.line == "The star"
    assert page.foot.people.accessibleName() == "Mira"


def test_after_the_last_scene_and_for_a_scene_without_still_the_cover_is_shown(
    staged: Staged, page: StagePage, until: Until
) -> None:
    staged.services.scenes.edit("scene", staged.scenes[1], still=None)
    staged.cue(0, 3_000, 0)
    staged.cue(3_000, 6_000, 1)
    staged.play()
    settle(page, until)
    staged.parts.context.playback.seek_ms(3_100)
    assert page.canvas.backdrop.kind is Kind.COVER and page.words.told.line == "The star"
    staged.parts.context.playback.seek_ms(30_000)
    assert page.canvas.backdrop.kind is Kind.COVER and page.words.told.line == "Lights"


def test_a_still_whose_file_is_gone_gives_way_to_the_cover(
    staged: Staged, page: StagePage, until: Until
) -> None:
    (staged.services.pictures.folder / staged.stills[0]).unlink()
    staged.cue(0, 9_000, 0)
    staged.play()
    settle(page, until)
    corner = page.canvas.grab().toImage().pixelColor(4, 4)
    assert corner == colour("sunken")


def test_nothing_under_cover_is_painted_or_spoken_until_it_is_asked_for(
    staged: Staged, page: StagePage, until: Until, qtbot: QtBot
) -> None:
    staged.services.scenes.edit("scene", staged.scenes[0], is_spoiler=True)
    staged.cue(0, 5_000, 0)
    staged.cue(5_000, 9_000, 1)
    staged.play()
    settle(page, until)
    assert page.canvas.backdrop.kind is Kind.COVERED and page.words.told.line == str(HIDDEN)
    assert said_by_windows(["The harbour", "Mira"]) == []
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_U)
    settle(page, until)
    assert page.words.told.line == "The harbour" and page.canvas.backdrop.kind is Kind.STILL
    staged.parts.context.playback.seek_ms(6_000)
    staged.parts.context.playback.seek_ms(1_000)
    assert page.words.told.line == str(HIDDEN), "for one look"


def test_an_opening_without_scenes_cuts_through_the_stills_of_its_work(
    staged: Staged, page: StagePage, until: Until
) -> None:
    staged.services.library.set_role([staged.track], Role.OPENING_THEME)
    staged.play()
    until(lambda: page.now.on.is_cut)
    seen = []
    for at_ms in range(100, 40_000, 6_000):
        staged.parts.context.playback.seek_ms(at_ms)
        seen.append(page.canvas.backdrop.still)
    assert set(seen) == set(staged.stills) and seen[0] == staged.stills[0]
    assert page.words.told.line == "Lights" and CUT_MS < FADE_MS / 2


def test_with_reduced_motion_pictures_change_at_once_and_pills_stand(
    staged: Staged, page: StagePage, until: Until
) -> None:
    staged.services.settings.change(reduced_motion="on")
    wonder = staged.services.emotions.named("wonder")
    assert wonder is not None
    staged.services.tagging.add_tag(staged.track, wonder.id, Span.point(1_000))
    staged.cue(0, 5_000, 0)
    staged.cue(5_000, 9_000, 1)
    staged.play()
    staged.parts.context.playback.seek_ms(1_200)
    settle(page, until)
    before = page.canvas.drift.rects
    assert len(before) == 1
    staged.turn(2_000)
    page._follow()
    assert page.canvas.drift.rects == before
    staged.parts.context.playback.seek_ms(5_100)
    until(lambda: page.canvas.has_picture)
    assert not page.canvas.fade.is_under_way and page.canvas.drift.is_empty


def test_feelings_drift_in_the_outer_thirds_while_it_plays_and_stand_while_it_is_paused(
    staged: Staged, page: StagePage, until: Until
) -> None:
    words = staged.services.emotions.emotions()
    for n in range(12):
        staged.services.tagging.add_tag(staged.track, words[n % 9].id, Span.point(500 + 2_500 * n))
    staged.play()
    playback = staged.parts.context.playback
    playback.seek_ms(25_000)
    shown = page.canvas.drift.rects
    assert 3 <= len(shown) <= 6
    third = page.canvas.width() // 3
    assert all(rect.right() <= third or rect.left() >= 2 * third for rect in shown)
    staged.turn(3_000)
    page._follow()
    assert page.canvas.drift.rects != shown
    assert page._tick.isActive()
    playback.pause()
    assert not page._tick.isActive()


def test_no_timer_runs_while_it_is_hidden_or_paused(
    staged: Staged, page: StagePage, until: Until
) -> None:
    staged.cue(0, 9_000, 0)
    staged.play()
    settle(page, until)
    page.hide()
    assert not any(timer.isActive() for timer in (page._tick, page.hands._timer))
    staged.turn(200)
    assert not page._tick.isActive()
    page.show()
    assert page._tick.isActive()


def test_between_changes_only_the_playhead_is_painted(
    staged: Staged, page: StagePage, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged.cue(0, 50_000, 0)
    staged.play()
    settle(page, until)
    page.repaint()
    until(lambda: True)
    painted: list[object] = []
    for part in (page.canvas, page.words, page.foot):
        monkeypatch.setattr(part, "paintEvent", lambda event: painted.append(event.rect()))
    strips: list[int] = []
    whole = page.wave.paintEvent
    monkeypatch.setattr(
        page.wave,
        "paintEvent",
        lambda event: (strips.append(event.region().boundingRect().width()), whole(event)),
    )
    for _tick in range(5):
        staged.turn(112)
        page._follow()
        until(lambda: True)
    assert painted == []
    assert strips and min(strips) < 30


def test_a_message_stands_over_neither_words_nor_music(page: StagePage) -> None:
    kept_clear = list(page.keep_clear())
    assert page.words.geometry() in kept_clear and page.wave.geometry() in kept_clear
    assert not any(rect.intersects(page.canvas.geometry()) for rect in kept_clear)


def test_a_press_on_the_wave_seeks(staged: Staged, page: StagePage, until: Until) -> None:
    staged.play()
    settle(page, until)
    middle = QPoint(page.wave.width() // 2, page.wave.height() // 2)
    QTest.mouseClick(page.wave, Qt.MouseButton.LeftButton, pos=middle)
    assert 28_000 < staged.parts.context.playback.position_ms < 32_000
    assert page.wave.times[1] == "1:00"


def test_the_foot_of_the_picture_is_the_pages_ground(
    staged: Staged, page: StagePage, until: Until
) -> None:
    """So that no words ever stand on a picture."""
    staged.cue(0, 9_000, 0)
    staged.play()
    settle(page, until)
    image = page.canvas.grab().toImage()
    last = image.pixelColor(image.width() // 2, image.height() - 1)
    paper = QColor(colour("paper"))
    assert max(abs(a - b) for a, b in zip(last.getRgb(), paper.getRgb(), strict=True)) <= 3


def test_what_is_on_and_what_is_said_are_announced_once(
    staged: Staged, page: StagePage, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    staged.cue(0, 5_000, 0)
    staged.cue(5_000, 9_000, 1)
    staged.play()
    settle(page, until)
    staged.turn(1_000)
    page._follow()
    staged.parts.context.playback.seek_ms(5_100)
    wonder = staged.services.emotions.named("wonder")
    staged.marking.mark_now(wonder)
    assert said == ["The harbour", "The star", "Wonder · just now"]
    assert page.canvas.accessibleDescription() == "Wonder · just now"


def test_escape_and_a_double_click_lead_back(staged: Staged, page: StagePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.mouseDClick(page.canvas, Qt.MouseButton.LeftButton)
    page.leave.click()
    assert staged.parts.navigator.times_back == 3


@pytest.mark.parametrize("size", [(1000, 640), (1600, 1000)])
def test_it_fits_into(page: StagePage, until: Until, size: tuple[int, int]) -> None:
    page.resize(*size)
    settle(page, until)
    parts = (page.canvas, page.words, page.wave, page.foot)
    assert all(page.rect().contains(part.geometry()) for part in parts)
    assert page.foot.keys.isVisible() is (size[0] > 1100)
    assert page.canvas.height() > size[1] / 2


def test_while_the_tracks_marks_cannot_be_read_it_looks_no_more_often(
    staged: Staged, page: StagePage
) -> None:
    staged.play()
    staged.view.timeline = None
    page._look()
    staged.turn(1_000)
    page._follow()
    assert page.now.on.backdrop.kind is Kind.COVER
    assert page._next_ms() >= TICK_MS
