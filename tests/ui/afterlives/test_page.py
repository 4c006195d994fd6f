"""The Afterlives page: seen, walked, written, pasted, deleted; all of it undone again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.aligned_passages import Side
from app.core.timecode import Span
from app.story.echo_kinds import EchoKind
from app.story.echoes import NewEcho
from app.story.records import WorkKind
from tests.support.scripted_backend import HandClock
from tests.ui.afterlives.conftest import Lived
from ui.afterlives.echo_dialog import EchoDialog
from ui.afterlives.life_card import link_area
from ui.afterlives.links import open_link
from ui.afterlives.page import AfterlivesPage
from ui.afterlives.paste_dialog import PasteDialog
from ui.bridge.places import Afterlives, TrackPlace, WorkPlace
from ui.shell.last_work import remember_work
from ui.shell.window_memory import WindowMemory

Key = Qt.Key
LINK = "https://example.org/every-leap"
SEVERAL = (
    NewEcho(EchoKind.REMIX, "Slow", "Softshoe", "2007-03", LINK),
    NewEcho(EchoKind.COVER, "Brass", "Wharf Street Band", "2026-08-02"),
    NewEcho(EchoKind.MEME, "Leap", date="2015"),
)


def titles(lived: Lived) -> list[str]:
    shown = lived.page.shown
    return [] if shown is None else [one.echo.title for one in shown.lives]


@pytest.fixture
def opened_links(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def take(url: QUrl) -> bool:
        found.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return found


def test_without_any_it_invites_and_adds_by_a_form(lived: Lived) -> None:
    lived.open()
    page = lived.page
    assert page.empty.isVisible() and page.head.title.text() == "Afterlives of Home"
    page.empty.add_button.click()
    dialog = lived.parts.window.findChild(EchoDialog)
    assert dialog is not None
    dialog.accept()
    assert dialog.isVisible() and dialog.wrong.text() == "Give it a title."
    dialog.title.setText("Brass")
    dialog.link.setText("javascript:alert(1)")
    dialog.accept()
    assert dialog.isVisible() and "http" in dialog.wrong.text()
    dialog.link.setText("example.org/brass")
    dialog.date.setText("soon")
    dialog.accept()
    assert dialog.isVisible()
    dialog.date.setText("2.8.2026")
    dialog.kind.setCurrentIndex(list(EchoKind).index(EchoKind.LIVE))
    dialog.choose_track(int(lived.version))
    dialog.accept()
    lived.settle()
    assert page.life is not None and page.life.linked is not None
    echo = page.life.echo
    assert (echo.kind, echo.title, echo.date, echo.link) == (
        EchoKind.LIVE, "Brass", "2026-08-02", "https://example.org/brass"
    )  # fmt: skip
    lived.parts.context.undo()
    lived.until(lambda: page.empty.isVisible())


def test_the_line_tells_years_and_arrows_walk_it(lived: Lived) -> None:
    lived.add(*SEVERAL)
    lived.open()
    page = lived.page
    assert page.head.sentence.text() == "3 afterlives, the latest 2 August 2026."
    assert page.timeline.hasFocus()
    walked = []
    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        lived.qtbot.keyClick(page.timeline, key)
        assert page.life is not None
        walked.append(page.life.echo.title)
    assert walked == ["Slow", "Leap", "Brass", "Brass", "Leap"]
    assert page.timeline.accessibleDescription() == "Meme · Leap · 2015"
    page.head.kinds[EchoKind.REMIX].click()
    assert page.life.echo.title == "Slow" and page.list.lives.rowCount() == 2
    page.head.kinds[None].click()
    page.head.as_list.click()
    assert page.list.isVisible() and not page.timeline.isVisible()
    model = page.list.lives
    told = [model.index(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(6)]
    assert told == [
        "2007", "Remix · Slow · Softshoe · March 2007 · has a link",
        "2015", "Meme · Leap · 2015",
        "2026", "Cover · Brass · Wharf Street Band · 2 August 2026",
    ]  # fmt: skip


def test_while_nothing_plays_it_shows_those_of_the_only_work_or_the_one_opened_last(
    lived: Lived, tmp_path: Path
) -> None:
    services = lived.parts.context.services
    memory = WindowMemory(tmp_path / "memory")

    def asked() -> str:
        """Whose are shown on a new page that nobody asked for any."""
        page = AfterlivesPage(lived.parts.context, memory, lived.parts.window)
        page.focus()
        lived.until(lambda: not page.is_reading)
        return "" if page.shown is None else page.shown.title

    assert asked() == "", "without any work it asks whose"
    first = services.scenes.add_work(WorkKind.SERIES, "My Heart")
    assert asked() == "My Heart"
    services.scenes.add_work(WorkKind.FILM, "The Clockmaker")
    assert asked() == "", "of two it doesn't choose"
    (uid,) = (one.uid for one in services.works.lines() if one.id == first)
    remember_work(memory, uid)
    assert asked() == "My Heart"


def test_once_something_plays_it_is_shown_instead_of_a_work_that_nobody_asked_for(
    lived: Lived,
) -> None:
    services, playback = lived.parts.context.services, lived.parts.context.playback
    services.scenes.add_work(WorkKind.SERIES, "My Heart")
    lived.page.focus()
    lived.settle()
    assert lived.page.shown is not None and lived.page.shown.title == "My Heart"
    playback.play_lines([(lived.original, None)])
    lived.page.focus()
    lived.settle()
    assert lived.page.shown.track is not None and lived.page.shown.track.id == lived.original


def test_narrow_it_is_a_list_by_year(lived: Lived) -> None:
    lived.add(*SEVERAL)
    lived.open()
    lived.page.resize(880, 600)
    QApplication.processEvents()
    assert lived.page.list.isVisible() and not lived.page.head.as_list.isVisible()


def test_a_list_is_pasted_as_one_step(lived: Lived) -> None:
    QApplication.clipboard().clear()  # another test may have left a list there
    lived.add(SEVERAL[0])
    lived.open()
    lived.page.head.paste.click()
    dialog = lived.parts.window.findChild(PasteDialog)
    assert dialog is not None and not dialog.keep.isEnabled()
    lived.until(dialog.text.hasFocus)
    QApplication.clipboard().setText(
        "1999 · Cover · For piano – Ida\nBad · file:///etc/passwd\n2001 · Trailer · First look"
    )
    lived.qtbot.keySequence(QApplication.focusWidget(), QKeySequence.StandardKey.Paste)
    assert dialog.preview.topLevelItemCount() == 3
    assert "2 will be added" in dialog.count.text() and "1 line is left out" in dialog.count.text()
    dialog.keep.click()
    lived.until(lambda: len(titles(lived)) == 3)
    assert titles(lived) == ["For piano", "First look", "Slow"]
    lived.parts.context.undo()
    lived.until(lambda: titles(lived) == ["Slow"])


def test_deleting_is_offered_to_be_undone(lived: Lived) -> None:
    lived.add(*SEVERAL)
    lived.open()
    lived.choose("Brass")
    lived.page.timeline.setFocus()
    lived.qtbot.keyClick(lived.page.timeline, Key.Key_Delete)
    lived.until(lambda: "Brass" not in titles(lived))
    assert lived.parts.said == "“Brass” was deleted."
    lived.parts.take_offer()
    lived.until(lambda: "Brass" in titles(lived))


def test_a_link_opens_by_a_click_on_its_sign_alone_and_says_where_it_goes(
    lived: Lived, opened_links: list[str]
) -> None:
    lived.add(SEVERAL[0])
    lived.open()
    page = lived.page
    shown = page.shown
    assert shown is not None
    rect = page.timeline.card_rect(shown.lives[0].echo.id)
    assert rect is not None
    QTest.mouseClick(page.timeline, Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    assert opened_links == []
    sign = link_area(rect, page.timeline.layoutDirection()).center().toPoint()
    assert LINK in page.timeline._tip_at(QPointF(sign))
    QTest.mouseClick(page.timeline, Qt.MouseButton.LeftButton, pos=sign)
    assert opened_links == [LINK]
    assert LINK in page.panel.link.toolTip() and page.panel.link.text() == "example.org"
    page.panel.link.click()
    assert opened_links == [LINK, LINK]


@pytest.mark.parametrize(
    "hostile",
    ["file:///etc/passwd", "javascript:alert(1)", "", "https://a@evil.example", "HTTP://x.org/ y"],
)
def test_what_another_program_wrote_into_a_row_is_not_opened(
    hostile: str, opened_links: list[str]
) -> None:
    assert not open_link(hostile)
    assert opened_links == []


def test_the_way_back_leads_to_the_track_or_the_work(lived: Lived) -> None:
    lived.open()
    lived.page.head.back.click()
    assert lived.parts.navigator.shown == [TrackPlace(lived.original, 0)]
    services = lived.parts.context.services
    from app.story.records import WorkKind

    work = services.scenes.add_work(WorkKind.SERIES, "My Heart", track_ids=[lived.original])
    lived.add(SEVERAL[0])
    lived.page.open(Afterlives(work_id=int(work)))
    lived.settle()
    assert lived.page.head.title.text() == "Afterlives of My Heart" and titles(lived) == ["Slow"]
    lived.page.head.back.click()
    assert lived.parts.navigator.shown[-1] == WorkPlace(work)


def test_until_it_is_read_nothing_is_said_to_be_missing(lived: Lived) -> None:
    lived.add(SEVERAL[0])
    lived.page.open(Afterlives(track_id=int(lived.original)))
    assert lived.page.shown is None and lived.page.lives.isVisible()
    assert not lived.page.nothing.isVisible()
    lived.settle()
    assert titles(lived) == ["Slow"]


# --- heard in step --------------------------------------------------------------------------------


def press(lived: Lived, key: Qt.Key) -> None:
    lived.qtbot.keyClick(lived.page.timeline, key)


def test_two_anchors_by_hand_put_them_in_step(lived: Lived, clock: HandClock) -> None:
    lived.add_cover()
    lived.open()
    page, step = lived.page, lived.page.panel.step
    playback = lived.parts.context.playback
    lived.until(lambda: step.isVisible())
    assert step.find_button.isVisible() and "Not aligned" in page.panel.details.text()
    step.hearing.seek(Side.FIRST, 2_000)
    step.hearing.seek(Side.SECOND, 3_000)
    step.anchor.click()
    lived.until(lambda: len(step.keeping.anchors) == 1)
    assert step.anchor.text() == "Set a second anchor" and not step.keeping.is_certain
    step.anchor.click()
    step.hearing.seek(Side.FIRST, 12_000)
    step.hearing.seek(Side.SECOND, 23_000)
    step.anchor.click()
    lived.until(lambda: step.keeping.is_certain)
    assert step.keeping.anchors == ((2_000, 3_000), (12_000, 23_000))
    step.hearing.stop()
    step.hearing.heads[Side.FIRST] = 7_000.0
    press(lived, Key.Key_A)
    assert (playback.track.id, playback.is_playing) == (lived.original, True)  # type: ignore[union-attr]
    assert playback.position_ms == pytest.approx(7_000, abs=50)
    press(lived, Key.Key_X)
    for _turn in range(60):
        clock.turn_ms(16)
        playback.poll()
        QApplication.processEvents()
    lived.until(lambda: step.hearing.sounding is Side.SECOND)
    assert playback.track is not None and playback.track.id == lived.version
    assert playback.position_ms == pytest.approx(13_000, abs=2_500)
    first, second = (step.hearing.heads[side] for side in Side)
    assert second == pytest.approx(3_000 + (first - 2_000) * 2, abs=5)
    press(lived, Key.Key_Escape)
    assert not playback.is_playing


def test_walking_to_another_card_leaves_the_music_alone(lived: Lived) -> None:
    lived.add_cover()
    lived.add(SEVERAL[-1])
    lived.open()
    lived.choose("Brass")
    step, playback = lived.page.panel.step, lived.parts.context.playback
    lived.until(lambda: step.isVisible())
    step.hearing.seek(Side.SECOND, 3_000)
    assert playback.is_playing and playback.track is not None
    lived.page.timeline.setFocus()
    press(lived, Key.Key_Left)
    lived.settle()
    assert lived.page.life is not None and lived.page.life.echo.title == "Leap"
    assert playback.is_playing and playback.track.id == lived.version
    assert step.hearing.sounding is None
    press(lived, Key.Key_Right)
    lived.settle()
    lived.until(lambda: step.step is not None)
    assert playback.is_playing
    assert step.hearing.heads[Side.SECOND] == pytest.approx(playback.position_ms, abs=300)


def test_two_versions_begin_where_the_player_is(lived: Lived) -> None:
    lived.add_cover()
    services, playback = lived.parts.context.services, lived.parts.context.playback
    services.alignments.align(lived.original, lived.version, [(2_000, 3_000), (12_000, 23_000)])
    playback.play_lines([(lived.version, None)])
    playback.seek_ms(13_000)
    playback.pause()
    lived.open()
    step = lived.page.panel.step
    lived.until(lambda: step.isVisible())
    heads = step.hearing.heads
    assert heads[Side.SECOND] == pytest.approx(13_000, abs=300)
    assert heads[Side.FIRST] == pytest.approx(2_000 + (heads[Side.SECOND] - 3_000) / 2, abs=5)
    told = lived.page.panel.details.text()
    assert told == "“Home” and the version by Wharf Street Band, at the same musical moment"
    said = step.picture.accessibleDescription()
    assert said.endswith("A line each second")


def test_an_end_of_an_anchor_is_moved_by_mouse_and_keys(lived: Lived) -> None:
    lived.add_cover()
    services = lived.parts.context.services
    services.alignments.align(lived.original, lived.version, [(5_000, 5_000), (20_000, 20_000)])
    lived.open()
    step, picture = lived.page.panel.step, lived.page.panel.step.picture
    lived.until(lambda: step.keeping.is_certain)
    places = picture.places()
    assert places is not None
    foot = QPoint(round(places.x_of(20_000)), round(places.band[1] - 4))
    to = QPoint(round(places.x_of(22_000)), foot.y())
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=foot)
    QTest.mouseMove(picture, to)
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=to)
    lived.until(lambda: step.keeping.anchors[1][1] != 20_000)
    first, second = step.keeping.anchors[1]
    assert first == 20_000 and second == pytest.approx(22_000, abs=60)
    picture.setFocus()
    lived.qtbot.keyClick(picture, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    lived.until(lambda: step.keeping.anchors[1][1] == second + 100)
    lived.qtbot.keyClick(picture, Key.Key_Delete)
    lived.until(lambda: len(step.keeping.anchors) == 1)
    for _step in range(3):
        lived.parts.context.undo()
    lived.until(lambda: step.keeping.anchors == ((5_000, 5_000), (20_000, 20_000)))


def test_marks_are_seen_faintly_and_carried_over_as_one_step(lived: Lived) -> None:
    lived.add_cover()
    services = lived.parts.context.services
    for at_ms in (6_000, 10_000):
        services.moments.add_moment(lived.original, Span.point(at_ms))
    services.alignments.align(lived.original, lived.version, [(5_000, 4_000), (20_000, 19_000)])
    lived.open()
    step = lived.page.panel.step
    lived.until(lambda: step.carry.isVisible())
    assert step.carry.text() == "Carry 2 marks over"
    assert step.step is not None
    assert [mark.is_faint for mark in step.step.second.marks] == [True, True]
    step.carry.click()
    lived.until(lambda: not step.carry.isVisible())
    there = services.timelines.timeline(lived.version).moments
    assert [one.span.start_ms for one in there] == [5_000, 9_000]
    lived.until(lambda: [m.carried_from for m in step.step.second.marks] == ["Home"] * 2)  # type: ignore[union-attr]
    lived.parts.context.undo()
    lived.until(lambda: step.carry.isVisible())
    assert services.timelines.timeline(lived.version).moments == ()


def test_what_was_heard_of_both_is_asked_and_an_uncertain_answer_is_only_proposed(
    lived: Lived,
) -> None:
    lived.music.hear()
    lived.add_cover()
    lived.open()
    step, keeping = lived.page.panel.step, lived.page.panel.step.keeping
    lived.until(lambda: step.find_button.isVisible())
    step.find_button.click()
    assert step.busy.isVisible()
    lived.until(lambda: not keeping.is_finding)
    services = lived.parts.context.services
    if keeping.is_proposed:  # they share a theme, and the rest is other music
        assert services.alignments.of_track(lived.original) == ()
        assert not keeping.is_certain and step.anchor.text() == "Set a second anchor"
        keeping.keep_proposal()
        lived.until(lambda: keeping.is_kept)
    (kept,) = services.alignments.of_track(lived.original)
    assert len(kept.anchors) > 1 and not step.busy.isVisible()
    keeping.remove()
    lived.until(lambda: keeping.time_map is None)


def test_finding_can_be_cancelled_while_it_waits(lived: Lived) -> None:
    lived.add_cover()
    lived.open()
    step = lived.page.panel.step
    lived.until(lambda: step.find_button.isVisible())
    step.find_button.click()
    lived.until(lambda: step.busy.isVisible())
    step.busy.cancel_requested.emit()
    assert not step.keeping.is_finding and not step.busy.isVisible()
    assert step.find_button.isVisible()


def test_a_version_of_a_whole_work_says_how_it_can_be_heard_in_step(lived: Lived) -> None:
    services = lived.parts.context.services
    from app.story.records import WorkKind

    work = services.scenes.add_work(WorkKind.SERIES, "My Heart")
    of_work = NewEcho(EchoKind.COVER, "Brass", "Wharf Street Band", linked_track_id=lived.version)
    services.echoes.add((of_work,), work_id=work)
    lived.page.open(Afterlives(work_id=int(work)))
    lived.settle()
    lived.choose("Brass")
    assert lived.page.panel.of_all.isVisible()
    lived.add_cover()
    lived.open()
    lived.choose("Brass")
    assert not lived.page.panel.of_all.isVisible()
