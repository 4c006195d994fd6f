"""The Journal page: read, play, filter, change."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import ENTRY, EntryDraft, JournalFilter, JournalItem
from app.story.records import WorkKind
from app.transactions import changes
from app.transactions.changes import Change
from tests.support.builders import fill_diary
from tests.support.seen import seen, words
from tests.support.window_parts import WindowParts, add_tracks
from tests.ui.journal.conftest import MakePage, emotion, settle, tag
from ui.bridge.context import Context
from ui.bridge.places import TrackPlace
from ui.journal.entry_dialog import EntryDialog
from ui.journal.page import JournalPage
from ui.journal.rows import ItemRow
from ui.style.theme import apply_theme, current_theme
from ui.widgets.chips import RemovableChip
from ui.words.dates import today

CTRL = Qt.KeyboardModifier.ControlModifier


def headlines(page: JournalPage) -> list[str]:
    return [item.title or str(item.emotion_id) for item in page.model.items]


def wonder_at(context: Context, track: TrackId, *at_ms: int) -> list[int]:
    return [tag(context, track, "wonder", at) for at in at_ms]


def current(page: JournalPage) -> JournalItem:
    item = page.list.current_item()
    assert item is not None
    return item


def first_in_view(page: JournalPage) -> tuple[str, int]:
    anchor = page.list.place().anchor
    assert anchor is not None
    return anchor


# --- reading --------------------------------------------------------------------------------------


def test_an_empty_journal_says_how_to_begin(make_page: MakePage) -> None:
    page = make_page()
    assert "Your journal begins with the first moment that moves you." in words(page)
    assert not page.filters.isVisible()


def test_a_new_mark_appears_on_top(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    tag(context, track, "sadness", 2000)
    settle(qtbot, context)
    assert page.model.items[0].emotion_id == emotion(context, "sadness")
    assert page.list.isVisible()


def test_scrolling_to_the_end_reads_everything(
    diary: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    assert len(page.model.items) < 400
    bar = page.list.verticalScrollBar()
    while page.model.canFetchMore() or bar.value() < bar.maximum():
        bar.setValue(bar.maximum())
        settle(qtbot, diary)
    everything = diary.services.journal.overview()
    held = everything.marks + everything.entries
    assert len(page.model.items) == held
    uids = [item.uid for item in page.model.items]
    assert len(set(uids)) == held


def test_the_end_key_reaches_further_pages(
    diary: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    page.list.setFocus()
    page.list.select_first()
    for _ in range(20):
        qtbot.keyClick(page.list, Qt.Key.Key_PageDown)
        settle(qtbot, diary)
    assert len(page.model.items) > 100
    qtbot.keyClick(page.list, Qt.Key.Key_Home)
    assert current(page).uid == page.model.items[0].uid


def test_arrows_step_over_headings(diary: Context, make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    page.list.setFocus()
    page.list.select_first()
    for number in range(30):
        assert current(page).uid == page.model.items[number].uid
        qtbot.keyClick(page.list, Qt.Key.Key_Down)


def test_an_edit_elsewhere_keeps_place_and_selection(
    diary: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    bar = page.list.verticalScrollBar()
    bar.setValue(1500)
    item = page.model.items[20]
    page.list.select_uid(item.uid)
    bar.setValue(1500)
    before = first_in_view(page)
    diary.services.marks.edit(MarkRef(MarkKind(item.kind), item.owner_id), note="Ah.")
    settle(qtbot, diary)
    assert first_in_view(page) == before
    assert (current(page).uid, current(page).text) == (item.uid, "Ah.")


def test_many_loaded_items_are_read_again_in_place(
    context: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    fill_diary(context.services, 900, datetime.now().astimezone())
    page = make_page()
    bar = page.list.verticalScrollBar()
    while len(page.model.items) < 600:
        bar.setValue(bar.maximum())
        settle(qtbot, context)
    before, loaded = first_in_view(page), len(page.model.items)
    tag(context, TrackId(1), "wonder", 5000)
    settle(qtbot, context)
    assert page.model.items[0].span == Span.point(5000)
    assert first_in_view(page) == before
    assert len(page.model.items) >= loaded


def test_a_listen_doesnt_reload_the_rows(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    resets: list[None] = []
    page.model.modelReset.connect(lambda: resets.append(None))
    context.services.feed.announce(Change(frozenset({changes.LISTEN})))
    settle(qtbot, context)
    assert resets == []


def test_nothing_is_read_while_the_page_is_hidden(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    page.hide()
    wonder_at(parts.context, track, 1000)
    settle(qtbot, parts.context)
    assert page.model.items == []
    page.show()
    settle(qtbot, parts.context)
    assert len(page.model.items) == 1


# --- hearing --------------------------------------------------------------------------------------


def test_space_plays_the_passage_of_the_mark(
    parts: WindowParts,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wonder_at(parts.context, track, 100)
    page = make_page()
    heard: list[tuple[int, Span]] = []
    hear = parts.context.playback.hear

    def listen(track_id: int, span: Span, preroll_ms: int | None) -> None:
        heard.append((track_id, span))
        hear(track_id, span, preroll_ms)

    monkeypatch.setattr(parts.context.playback, "hear", listen)
    page.list.setFocus()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert heard == [(track, Span.point(100))]
    assert parts.context.playback.is_playing
    assert page.list.sounding == current(page).uid


def test_space_again_pauses(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(parts.context, track, 100)
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert parts.context.playback.is_playing
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert not parts.context.playback.is_playing
    assert page.list.sounding == ""


def test_a_click_on_play_plays_and_a_double_click_shows(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    tag_id = wonder_at(parts.context, track, 100)[0]
    page = make_page()
    number = next(n for n in range(page.model.rowCount()) if isinstance(page.model.row(n), ItemRow))
    rect = page.list.visualRect(page.model.index(number))
    item = page.model.items[0]
    button = page.list.play_rect(page.model.index(number)).center().toPoint()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert page.list.sounding == item.uid
    qtbot.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert parts.navigator.shown == [TrackPlace(track, 100, MarkRef(MarkKind.TAG, tag_id))]


def test_enter_shows_on_the_timeline_and_control_enter_the_day(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    tag_id = wonder_at(parts.context, track, 700)[0]
    page = make_page()
    page.list.select_first()
    item = current(page)
    qtbot.keyClick(page.list, Qt.Key.Key_Return, CTRL)
    settle(qtbot, parts.context)
    assert page.filters.wanted() == JournalFilter(first_day=item.day, last_day=item.day)
    assert current(page).uid == item.uid
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert parts.navigator.shown == [TrackPlace(track, 700, MarkRef(MarkKind.TAG, tag_id))]


def test_a_missing_file_is_reported_and_not_played(parts: WindowParts, make_page: MakePage) -> None:
    fill_diary(parts.context.services, 60, datetime.now().astimezone())
    page = make_page()
    missing = next(i for i in page.model.items if i.track and not i.track.is_available)
    page.verbs.hear(missing)
    assert parts.backend.opened == []
    assert "missing" in parts.said


# --- changing -------------------------------------------------------------------------------------


def test_delete_deletes_the_mark_and_undo_brings_it_back(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(parts.context, track, 1000, 2000, 3000)
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    gone, following = current(page), page.model.items[2]
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle(qtbot, parts.context)
    assert gone.uid not in [item.uid for item in page.model.items]
    assert current(page).uid == following.uid
    assert parts.said == "Mark deleted."
    parts.context.history.stack.undo()
    settle(qtbot, parts.context)
    assert gone.uid in [item.uid for item in page.model.items]


def test_e_edits_the_note(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_E)
    dialog = QApplication.activeModalWidget()
    dialog.edit("note").setPlainText("The oboe.")  # type: ignore[union-attr]
    dialog.keep()  # type: ignore[union-attr]
    settle(qtbot, context)
    assert page.model.items[0].text == "The oboe."


def test_enter_opens_an_entry(context: Context, make_page: MakePage, qtbot: QtBot) -> None:
    context.services.journal.write_entry(EntryDraft(title="Rain", text="All day."))
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog) and dialog.title_edit.text() == "Rain"
    dialog.reject()


def test_an_entry_is_deleted_and_brought_back_by_undo(
    parts: WindowParts, make_page: MakePage, qtbot: QtBot
) -> None:
    parts.context.services.journal.write_entry(EntryDraft(title="Rain", text="All day."))
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    settle(qtbot, parts.context)
    assert page.model.items == []
    parts.take_offer()
    settle(qtbot, parts.context)
    assert headlines(page) == ["Rain"]


def test_an_entry_deleted_elsewhere_is_not_opened(context: Context, make_page: MakePage) -> None:
    page = make_page()
    page.open_entry(99)
    assert QApplication.activeModalWidget() is None


def test_a_scenes_words_are_not_written_here(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    scenes = parts.context.services.scenes
    scene = scenes.add_scene(scenes.add_work(WorkKind.FILM, "Laputa"), "The fall")
    parts.context.services.cues.add_cue(track, Span(0, 200), scene)
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Qt.Key.Key_E)
    assert QApplication.activeModalWidget() is None
    assert parts.said


def test_another_track_takes_the_sound_from_the_mark(
    parts: WindowParts, tmp_path: Path, make_page: MakePage
) -> None:
    ids = add_tracks(parts.context, tmp_path / "music", ["Love theme", "Rain"])
    wonder_at(parts.context, TrackId(ids["Love theme"]), 100)
    page = make_page()
    page.verbs.hear(page.model.items[0])
    assert page.list.sounding == page.model.items[0].uid
    parts.context.playback.cue_up(ids["Rain"])
    assert page.list.sounding == ""


def test_the_menu_offers_only_this_track(
    context: Context, track: TrackId, make_page: MakePage
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    menu = page.verbs.open_menu(page.model.items[0], page.mapToGlobal(page.rect().center()))
    action = next(a for a in menu.actions() if a.text().startswith("Only “Love"))
    action.trigger()
    assert page.filters.wanted() == JournalFilter(track_id=track)
    menu.close()


# --- filtering ------------------------------------------------------------------------------------


def test_filters_combine_and_clear(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    tag(context, track, "wonder", 1000, "cello")
    tag(context, track, "sadness", 2000, "cello")
    tag(context, track, "wonder", 3000)
    page = make_page()
    page.focus_search()
    qtbot.keyClicks(page.filters.search, "cello")
    qtbot.waitUntil(lambda: len(page.model.items) == 2)
    wonder = frozenset({emotion(context, "wonder")})
    page.show_filter(JournalFilter(emotion_ids=wonder, text="cello"))
    settle(qtbot, context)
    assert [item.span for item in page.model.items] == [Span.point(1000)]
    page.filters.clear.click()
    settle(qtbot, context)
    assert len(page.model.items) == 3
    assert page.filters.search.text() == ""


def test_typing_moves_no_row(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    tag(context, track, "wonder", 1000, "cello")
    page = make_page()
    top = page.list.mapTo(page, QPoint()).y()
    qtbot.keyClicks(page.filters.search, "cello")
    qtbot.waitUntil(lambda: page.filters.wanted().text == "cello")
    settle(qtbot, context)
    assert page.list.mapTo(page, QPoint()).y() == top
    assert page.hits.isVisible() and page.hits.text() == "1 of 1 has “cello”, newest first"
    page.filters.clear_all()
    settle(qtbot, context)
    assert not page.hits.isVisible()
    assert not page.filters.clear.isVisible(), "the field clears itself"


def test_a_chip_removes_its_condition(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    page.show_filter(JournalFilter(kinds=frozenset({ENTRY}), track_id=track))
    settle(qtbot, context)
    assert "No matches" in words(page)
    seen(page.filters, RemovableChip)[0].click()
    assert page.filters.wanted() == JournalFilter(track_id=track)
    settle(qtbot, context)
    assert len(page.model.items) == 1


def test_down_moves_from_the_search_to_the_list(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    page.focus_search()
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Down)
    assert current(page).span == Span.point(1000)


def test_the_buttons_offer_emotions_kinds_and_tracks(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    for button in (page.filters.feelings, page.filters.kinds, page.filters.track):
        button.click()
        popup = QApplication.activePopupWidget()
        assert popup is not None and popup.height() > 60
        popup.close()
        assert not button.isChecked()
    page.filters.story.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    page.filters.days.click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()


# --- on this day ----------------------------------------------------------------------------------


def test_on_this_day_is_hidden_without_a_past(
    context: Context, track: TrackId, make_page: MakePage
) -> None:
    wonder_at(context, track, 1000)
    assert not make_page().this_day.isVisible()


def test_on_this_day_shows_a_mark_of_a_year_ago(
    parts: WindowParts, track: TrackId, make_page: MakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    wonder_at(parts.context, track, 4000)
    then = today()
    year_on = then.replace(
        year=then.year + 1, day=min(then.day, 28) if then.month == 2 else then.day
    )
    monkeypatch.setattr("ui.journal.this_day_reading.today", lambda: year_on)
    page = make_page()
    hero = page.this_day
    assert hero.item is not None and hero.whole.words.text() == "Wonder"
    hero.whole.play.click()
    assert page.list.sounding == hero.item.uid
    hero.item_chosen.emit(hero.item)
    assert page.filters.wanted() == JournalFilter(first_day=then, last_day=then)


@pytest.mark.parametrize(
    ("size", "typed", "is_folded"),
    [
        ((1500, 900), "", False),
        ((1500, 900), "wonder", False),
        ((1232, 740), "wonder", False),
        ((912, 540), "", True),
        ((912, 620), "", False),
        ((912, 620), "wonder", True),
    ],
)
def test_on_this_day_folds_only_where_the_list_needs_its_room(
    parts: WindowParts,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    typed: str,
    is_folded: bool,
) -> None:
    """The filters were counted as if they stood below each other: it folded in any window."""
    wonder_at(parts.context, track, 4000)
    year_on = today() + timedelta(days=365)
    monkeypatch.setattr("ui.journal.this_day_reading.today", lambda: year_on)
    page = make_page()
    parts.window.resize(*size)
    page.show_filter(JournalFilter(text=typed))
    settle(qtbot, parts.context)
    qtbot.waitUntil(lambda: page.this_day.is_folded is is_folded)
    assert page.list.height() >= (150 if is_folded else 230)


def test_the_day_is_remembered_anew_once_it_is_another(
    parts: WindowParts,
    track: TrackId,
    make_page: MakePage,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wonder_at(parts.context, track, 4000)
    page = make_page()
    assert not page.this_day.has_items()
    page.hide()
    year_on = today() + timedelta(days=365)
    monkeypatch.setattr("ui.journal.this_day_reading.today", lambda: year_on)
    page.show()
    settle(qtbot, parts.context)
    assert page.this_day.item is not None


# --- room -----------------------------------------------------------------------------------------


def test_in_a_narrow_window_the_calendar_replaces_the_list(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(parts.context, track, 1000)
    page = make_page()
    assert page.year.isVisible() and page.list.isVisible()
    parts.window.resize(860, 556)
    qtbot.waitUntil(lambda: page.width() == 860)
    assert page.list.isVisible() and not page.year.isVisible()
    page.head.calendar.click()
    assert page.year.isVisible() and not page.list.isVisible()
    page.year.day_chosen.emit(page.model.items[0].day)
    assert page.list.isVisible() and not page.year.isVisible()
    assert parts.window.width() == 860


def test_the_calendar_comes_back_with_the_room_unless_it_was_closed(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    wonder_at(parts.context, track, 1000)
    page = make_page()

    def resize(width: int) -> None:
        parts.window.resize(width, 700)
        qtbot.waitUntil(lambda: page.width() == width)

    resize(860)
    resize(1400)
    assert page.year.isVisible() and page.list.isVisible()
    page.head.calendar.click()
    assert not page.year.isVisible()
    resize(860)
    resize(1400)
    assert not page.year.isVisible() and page.list.isVisible()


def test_the_calendar_goes_and_comes_back_with_the_size_of_the_text(
    parts: WindowParts, track: TrackId, make_page: MakePage, qtbot: QtBot, qapp: QApplication
) -> None:
    """The page itself may stay as wide as it is."""
    wonder_at(parts.context, track, 1000)
    page = make_page()
    parts.window.resize(1200, 740)
    qtbot.waitUntil(lambda: page.width() == 1200)
    assert page.year.isVisible() and page.list.isVisible()
    high = page.this_day.whole.play.minimumHeight()
    try:
        apply_theme(qapp, current_theme(), 1.5)
        assert not page.year.isVisible() and page.list.isVisible()
        assert page.this_day.whole.play.minimumHeight() > high
    finally:
        apply_theme(qapp, current_theme())
    assert page.year.isVisible() and page.list.isVisible()
    assert page.this_day.whole.play.minimumHeight() == high


def test_choosing_a_day_again_shows_every_day(
    context: Context, track: TrackId, make_page: MakePage
) -> None:
    wonder_at(context, track, 1000)
    page = make_page()
    day = today() - timedelta(days=1)
    page.year.day_chosen.emit(day)
    assert page.filters.wanted() == JournalFilter(first_day=day, last_day=day)
    page.year.day_chosen.emit(day)
    assert page.filters.wanted().is_empty


def test_an_entry_is_a_row_with_its_text(
    context: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    context.services.journal.write_entry(EntryDraft(title="After the concert", text="*Slow.*"))
    page = make_page()
    assert headlines(page) == ["After the concert"]
    words = page.model.data(page.model.index(2))
    assert words.startswith("After the concert, *Slow.*")
