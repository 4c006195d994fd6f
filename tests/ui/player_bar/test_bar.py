"""The bar sends verbs and shows what the playback says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.core.timecode import Span
from app.player.queue import Repeat
from tests.support.seen import named, words
from tests.support.window_parts import WindowParts
from ui.player_bar.bar import PlayerBar
from ui.style.theme import apply_theme, current_theme

Key = Qt.Key


def play(parts: WindowParts, ids: dict[str, int], first: str = "Dawn") -> None:
    order = list(ids)
    parts.context.playback.play_tracks([ids[title] for title in order], order.index(first))


def title(bar: PlayerBar) -> str:
    return words(bar.now_playing)[0]


def test_an_idle_bar_offers_nothing_to_press_in_vain(bar: PlayerBar) -> None:
    assert not bar.transport.play.isEnabled()
    assert not bar.seek_bar.isEnabled()
    assert "Nothing plays yet" in words(bar.now_playing)


def test_what_plays_is_shown_with_its_length(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    parts.context.playback.poll()
    assert title(bar) == "Dawn"
    assert named(bar, QLabel, "Length").text() == "1:00"
    assert bar.transport.play.accessibleName() == "Pause"


def test_the_buttons_go_through_the_queue(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    bar.transport.next.click()
    assert title(bar) == "Dusk"
    bar.transport.previous.click()
    assert title(bar) == "Dawn"
    bar.transport.play.click()
    assert not parts.context.playback.is_playing
    assert bar.transport.play.accessibleName() == "Play"


def test_a_click_on_the_seek_bar_seeks_there(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qtbot: QtBot
) -> None:
    play(parts, ids)
    seek = bar.seek_bar
    qtbot.mouseClick(seek, Qt.MouseButton.LeftButton, pos=seek.rect().center())
    assert abs(parts.context.playback.position_ms - 30_000) < 200
    assert named(bar, QLabel, "Elapsed").text() == "0:29", "the pixel left of the middle"


def test_dragging_shows_the_time_and_seeks_once_on_release(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qtbot: QtBot
) -> None:
    play(parts, ids)
    asked: list[int] = []
    bar.seek_bar.seek_requested.connect(asked.append)
    seek = bar.seek_bar
    left, right = seek.rect().center(), seek.rect().center()
    left.setX(seek.width() // 4)
    right.setX(seek.width() * 3 // 4)
    qtbot.mousePress(seek, Qt.MouseButton.LeftButton, pos=left)
    qtbot.mouseMove(seek, right)
    assert asked == []
    assert named(bar, QLabel, "Elapsed").text().startswith("0:4")
    qtbot.mouseRelease(seek, Qt.MouseButton.LeftButton, pos=right)
    assert len(asked) == 1 and abs(asked[0] - 45_000) < 600


def test_the_seek_bar_answers_keys(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qtbot: QtBot
) -> None:
    play(parts, ids)
    asked: list[int] = []
    bar.seek_bar.seek_requested.connect(asked.append)
    parts.context.playback.seek_ms(20_000)
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_PageUp, Key.Key_Home, Key.Key_End):
        qtbot.keyClick(bar.seek_bar, key)
    assert asked == [25_000, 20_000, 50_000, 0, 55_000]


def test_repeat_goes_round_and_is_kept(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    for wanted in (Repeat.ALL, Repeat.ONE, Repeat.OFF):
        bar.transport.repeat.click()
        assert parts.context.playback.queue.repeat is wanted
        assert parts.context.services.settings.current.repeat == wanted.value
    bar.transport.shuffle.click()
    assert parts.context.playback.queue.is_shuffled
    assert bar.transport.shuffle.accessibleName() == "Shuffle is on"


def test_volume_mute_and_speed_are_shown_and_kept(bar: PlayerBar, parts: WindowParts) -> None:
    slider, mute = named(bar, QSlider, "Volume"), named(bar, QAbstractButton, "Mute")
    slider.setValue(30)
    mute.click()
    settings = parts.context.services.settings.current
    assert (settings.volume, settings.is_muted) == (30, True)
    assert mute.accessibleName() == "Sound on"
    slider.setValue(40)
    assert not parts.context.playback.player.is_muted
    bar.rate_popup.rate_chosen.emit(1.5)
    assert bar.rate.text() == "1.5×"
    assert parts.context.services.settings.current.rate == 1.5


def test_the_loop_button_tells_and_ends_a_loop(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    parts.context.playback.set_loop(Span(10_000, 20_000))
    assert bar.loop.isChecked()
    assert "0:10 to 0:20" in bar.loop.accessibleName()
    bar.loop.click()
    assert parts.context.playback.loop is None
    assert not bar.loop.isChecked()
    bar.loop.click()
    assert parts.context.playback.loop == Span(0, 60_000)


def test_the_queue_is_reordered_shortened_and_played_by_keys(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qtbot: QtBot
) -> None:
    play(parts, ids)
    bar.queue.click()
    listed, queue = bar.queue_popup.list, parts.context.playback.queue
    listed.setCurrentIndex(bar.queue_popup.model.index(2, 0))
    qtbot.keyClick(listed, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert queue.items == (ids["Dawn"], ids["Night"], ids["Dusk"])
    assert listed.currentIndex().data() == "Night"
    qtbot.keyClick(listed, Key.Key_Return)
    assert title(bar) == "Night"
    listed.setCurrentIndex(bar.queue_popup.model.index(0, 0))
    qtbot.keyClick(listed, Key.Key_Delete)
    assert queue.items == (ids["Night"], ids["Dusk"])
    parts.context.playback.queueing.clear()
    assert queue.items == (ids["Night"],)
    bar.queue_popup.close()


def test_an_entry_is_dragged_to_another_place(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    bar.queue.click()
    model = bar.queue_popup.model
    carried = model.mimeData([model.index(0, 0)])
    nowhere = model.index(-1, -1)
    model.dropMimeData(carried, Qt.DropAction.MoveAction, 3, 0, nowhere)
    assert parts.context.playback.queue.items == (ids["Dusk"], ids["Night"], ids["Dawn"])
    bar.queue_popup.close()


def test_new_words_of_the_playing_track_are_shown(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    parts.context.services.library.edit_tracks([ids["Dawn"]], title="Daybreak", album="Hours")
    assert title(bar) == "Daybreak"
    assert words(bar.now_playing)[-1] == "Hours"


def test_everything_is_reached_by_tab_and_has_a_name(bar: PlayerBar) -> None:
    parts = [*bar.findChildren(QAbstractButton), *bar.findChildren(QSlider), bar.seek_bar]
    shown = [part for part in parts if part.isVisible()]
    assert {bar.transport.play, bar.transport.next, bar.seek_bar} <= set(shown)
    for part in shown:
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert part.accessibleName() or getattr(part, "text", str)()


def test_at_a_thousand_pixels_nothing_is_cut_off(bar: PlayerBar) -> None:
    assert bar.minimumSizeHint().width() <= 1000
    assert bar.seek_bar.width() >= 300


def test_large_text_in_a_small_window_leaves_the_way_through_the_track_its_room(
    bar: PlayerBar,
    parts: WindowParts,
    ids: dict[str, int],
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    play(parts, ids)
    apply_theme(qapp, current_theme(), 1.5)
    try:
        bar.resize(1_000, 144)
        qtbot.waitUntil(lambda: bar.seek_bar.width() >= bar.width() // 5)
        parts_seen = [bar.rate, bar.sound, bar.queue, bar.transport]
        qtbot.waitUntil(lambda: all(p.width() >= p.sizeHint().width() for p in parts_seen))
        assert not bar.loop.isVisible()
    finally:
        apply_theme(qapp, current_theme())
    bar.resize(1_400, 96)
    assert bar.loop.isVisible()


def test_the_largest_text_leaves_the_buttons_their_shape(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qapp: QApplication
) -> None:
    play(parts, ids)
    apply_theme(qapp, current_theme(), 2.0)
    try:
        bar.resize(1_000, 180)
        QApplication.processEvents()
        assert bar.minimumSizeHint().width() <= 1_000
        assert bar.transport.play.size() == bar.transport.play.sizeHint()
        slider, mute = named(bar, QSlider, "Volume"), named(bar, QAbstractButton, "Mute")
        assert not slider.isVisible() and mute.isVisible()
    finally:
        apply_theme(qapp, current_theme())
    bar.resize(1_400, 96)
    assert slider.isVisible()


def test_time_runs_left_to_right_in_every_layout(bar: PlayerBar) -> None:
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.resize(bar.width() + 1, bar.height())
    QApplication.processEvents()

    def left_of(part: QWidget) -> int:
        return part.mapTo(bar, part.rect().topLeft()).x()

    in_order = [named(bar, QLabel, "Elapsed"), bar.seek_bar, named(bar, QLabel, "Length")]
    assert sorted(in_order, key=left_of) == in_order
    transport = bar.transport
    in_order = [transport.previous, transport.play, transport.next]
    assert sorted(in_order, key=left_of) == in_order
