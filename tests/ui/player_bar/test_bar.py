"""The bar controls the playback and shows its state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QSlider, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span, format_ms
from app.player.queue import Repeat
from tests.support.lines import own
from tests.support.seen import named, words
from tests.support.track_verbs import edit_tracks
from tests.support.window_parts import WindowParts
from ui.player_bar.bar import PlayerBar
from ui.style.theme import apply_theme, current_theme

Key = Qt.Key


def play(parts: WindowParts, ids: dict[str, int], first: str = "Dawn") -> None:
    order = list(ids)
    parts.context.playback.play_lines(own(*(ids[title] for title in order)), order.index(first))


def title(bar: PlayerBar) -> str:
    return words(bar.now_playing)[0]


def test_an_idle_bar_disables_what_would_do_nothing(bar: PlayerBar) -> None:
    assert bar.transport.play.isEnabled(), "it starts what is chosen in the library"
    assert not bar.seek_bar.isEnabled()
    assert "Nothing is playing" in words(bar.now_playing)


def test_the_playing_track_is_shown_with_its_length(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    parts.context.playback.poll()
    assert title(bar) == "Dawn"
    assert named(bar, QLabel, "Length").text() == "1:00"
    assert bar.transport.play.accessibleName() == "Pause"


def test_next_and_previous_go_through_the_queue(
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


def test_the_seek_bar_can_be_used_by_keyboard(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qtbot: QtBot
) -> None:
    play(parts, ids)
    asked: list[int] = []
    bar.seek_bar.seek_requested.connect(asked.append)
    parts.context.playback.seek_ms(20_000)
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_PageUp, Key.Key_Home, Key.Key_End):
        qtbot.keyClick(bar.seek_bar, key)
    assert asked == [25_000, 20_000, 50_000, 0, 55_000]


def test_repeat_cycles_and_is_remembered(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    for wanted in (Repeat.ALL, Repeat.ONE, Repeat.OFF):
        bar.transport.repeat.click()
        assert parts.context.playback.queue.repeat is wanted
        assert parts.context.services.settings.current.repeat == wanted.value
    bar.transport.shuffle.click()
    assert parts.context.playback.queue.is_shuffled
    assert bar.transport.shuffle.accessibleName() == "Shuffle is on"


def test_volume_mute_and_speed_are_shown_and_remembered(bar: PlayerBar, parts: WindowParts) -> None:
    slider, mute = named(bar, QSlider, "Volume"), named(bar, QAbstractButton, "Mute")
    slider.setValue(30)
    mute.click()
    settings = parts.context.services.settings.current
    assert (settings.volume, settings.is_muted) == (30, True)
    assert mute.accessibleName() == "Unmute"
    slider.setValue(40)
    assert not parts.context.playback.player.output.is_muted
    bar.rate_popup.rate_chosen.emit(1.5)
    assert bar.rate.text() == "1.5×"
    assert parts.context.services.settings.current.rate == 1.5


def test_a_loop_is_shown_in_the_seek_bar(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    parts.context.playback.seek_ms(10_000)
    without = bar.seek_bar.grab().toImage()
    parts.context.playback.set_loop(Span(10_000, 20_000))
    assert bar.seek_bar.grab().toImage() != without
    parts.context.playback.set_loop(None)
    assert bar.seek_bar.grab().toImage() == without


def test_the_queue_can_be_edited_and_played_by_keyboard(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int], qtbot: QtBot
) -> None:
    play(parts, ids)
    bar.queue.click()
    listed, queue = bar.queue_popup.list, parts.context.playback.queue
    listed.setCurrentIndex(bar.queue_popup.model.index(2, 0))
    qtbot.keyClick(listed, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert queue.items == own(ids["Dawn"], ids["Night"], ids["Dusk"])
    assert listed.currentIndex().data() == "Night"
    qtbot.keyClick(listed, Key.Key_Return)
    assert title(bar) == "Night"
    listed.setCurrentIndex(bar.queue_popup.model.index(0, 0))
    qtbot.keyClick(listed, Key.Key_Delete)
    assert queue.items == own(ids["Night"], ids["Dusk"])
    parts.context.playback.queueing.clear()
    assert queue.items == own(ids["Night"])
    bar.queue_popup.close()


def test_up_next_opens_at_what_is_next_and_says_what_is_left(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    """Not at what was already heard, and nobody counts that again."""
    play(parts, ids)
    popup, playback = bar.queue_popup, parts.context.playback
    bar.queue.click()
    assert popup.list.currentIndex().data() == "Dusk"
    assert "2 left · 0:00" in words(popup)
    playback.play_index(1)
    assert popup.list.currentIndex().data() == "Night"
    assert "1 left · 0:00" in words(popup)
    popup.close()
    playback.play_index(2)
    bar.queue.click()
    assert popup.list.currentIndex().data() == "Night"
    assert "nothing after this" in words(popup)
    popup.close()


def test_up_next_counts_what_will_play_shuffled_or_repeated(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    popup, queueing = bar.queue_popup, parts.context.playback.queueing
    queueing.set_shuffled(True)
    parts.context.playback.next()
    bar.queue.click()
    assert "1 left · 0:00" in words(popup)
    queueing.set_repeat(Repeat.ALL)
    assert "2 more · 0:00 · repeats" in words(popup)
    popup.close()
    parts.context.playback.play_lines(own(ids["Dawn"]), 0)
    bar.queue.click()
    assert "repeats" in words(popup)
    popup.close()


def test_up_next_keeps_the_place_that_was_chosen_while_it_is_open(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    bar.queue.click()
    popup = bar.queue_popup
    popup.list.setCurrentIndex(popup.model.index(0, 0))
    parts.context.playback.play_index(1)
    assert popup.list.currentIndex().row() == 0
    popup.close()


def test_a_long_queue_opens_with_what_plays_on_top(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    lines = own(*([ids["Dawn"]] * 60), ids["Dusk"], *([ids["Night"]] * 60))
    (night,) = parts.context.services.library.rows_of(own(ids["Night"]))
    assert night is not None
    parts.context.playback.play_lines(lines, 60)
    bar.queue.click()
    popup = bar.queue_popup
    top = popup.list.visualRect(popup.model.index(60, 0)).top()
    assert 0 <= top < popup.list.sizeHintForRow(0)
    assert popup.list.currentIndex().row() == 61
    assert f"60 left · {format_ms(60 * night.duration_ms)}" in words(popup)
    popup.close()


def test_what_comes_round_again_is_counted_until_the_current_one_does(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    parts.context.playback.play_index(2)
    parts.context.playback.queueing.set_repeat(Repeat.ALL)
    bar.queue.click()
    assert bar.queue_popup.list.currentIndex().data() == "Dawn"
    assert "2 more · 0:00 · repeats" in words(bar.queue_popup)
    bar.queue_popup.close()


def test_an_entry_can_be_dragged_to_another_place(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    bar.queue.click()
    model = bar.queue_popup.model
    carried = model.mimeData([model.index(0, 0)])
    nowhere = model.index(-1, -1)
    model.dropMimeData(carried, Qt.DropAction.MoveAction, 3, 0, nowhere)
    assert parts.context.playback.queue.items == own(ids["Dusk"], ids["Night"], ids["Dawn"])
    bar.queue_popup.close()


def test_a_new_title_of_the_playing_track_is_shown(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    edit_tracks(parts.context.services.library, [ids["Dawn"]], title="Daybreak", album="Hours")
    assert title(bar) == "Daybreak"
    assert words(bar.now_playing)[-1] == "Hours"


def test_everything_can_be_reached_by_tab_and_has_a_name(bar: PlayerBar) -> None:
    parts = [*bar.findChildren(QAbstractButton), *bar.findChildren(QSlider), bar.seek_bar]
    shown = [part for part in parts if part.isVisible()]
    assert {bar.transport.play, bar.transport.next, bar.seek_bar} <= set(shown)
    for part in shown:
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert part.accessibleName() or getattr(part, "text", str)()


def test_at_a_thousand_pixels_nothing_is_cut_off(bar: PlayerBar) -> None:
    assert bar.minimumSizeHint().width() <= 1000
    assert bar.seek_bar.width() >= 300


def test_large_text_in_a_small_window_leaves_room_for_the_seek_bar(
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
    finally:
        apply_theme(qapp, current_theme())


def test_buttons_keep_their_shape_with_the_largest_text(
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


def test_up_next_is_as_tall_as_what_it_lists_and_stands_on_its_button(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    popup, queueing = bar.queue_popup, parts.context.playback.queueing
    bar.queue.click()
    foot, tall, row_px = popup.geometry().bottom(), popup.height(), popup.list.sizeHintForRow(0)
    assert popup.list.height() < 4 * row_px, "three tracks"
    assert not popup.list.verticalScrollBar().isVisible()
    queueing.remove(2)
    assert (popup.geometry().bottom(), popup.height()) == (foot, tall - row_px)
    popup.close()


def test_it_says_what_is_heard_in_turn(
    bar: PlayerBar, parts: WindowParts, ids: dict[str, int]
) -> None:
    play(parts, ids)
    in_turn = parts.context.playback.in_turn
    in_turn.show(TrackId(ids["Dusk"]))
    assert "Heard in turn with Dusk" in words(bar.now_playing)
    assert "Heard in turn with Dusk" in bar.now_playing.accessibleName()
    in_turn.show(TrackId(ids["Dawn"]))
    assert "Two passages of it, heard in turn" in words(bar.now_playing)
    in_turn.show(None)
    assert "turn" not in bar.now_playing.accessibleName()
