"""The Settings page: every value applies at once; backups and exports are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.feature_store import Feature
from app.core.instant import Instant
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.records import WorkKind
from app.suggestions.records import HowFar
from app.transactions import changes
from app.transactions.changes import Change
from tests.support.window_parts import WindowParts, add_tracks
from ui.bridge.places import NewMusic
from ui.settings.page import SettingsPage
from ui.style.theme import apply_theme
from ui.style.tokens import LIGHT
from ui.widgets.buttons import IconButton, PushButton, QuietButton
from ui.widgets.question_dialog import QuestionDialog
from ui.widgets.text import TextLabel

Key = Qt.Key


@pytest.fixture
def page(parts: WindowParts, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(parts.context, parts.archiving, print, parts.window)
    parts.window.resize(1100, 800)
    page.resize(1100, 800)
    with qtbot.waitExposed(parts.window):
        parts.window.show()
    return page


def asked(parts: WindowParts, qtbot: QtBot) -> QuestionDialog:
    """The question that is open over the window."""

    def standing() -> list[QuestionDialog]:
        return [one for one in parts.window.findChildren(QuestionDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(standing()))
    (question,) = standing()
    return question


def texts(page: SettingsPage) -> list[str]:
    return [label.text() for label in page.findChildren(TextLabel)]


def test_a_chosen_theme_is_saved(page: SettingsPage, parts: WindowParts) -> None:
    assert page.appearance.themes["system"].isChecked()
    page.appearance.themes["dark"].click()
    assert parts.context.services.settings.current.theme == "dark"
    assert not page.appearance.themes["system"].isChecked()


@pytest.fixture
def usual_size_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, LIGHT)


@pytest.mark.usefixtures("usual_size_again")
def test_the_text_size_changes_under_the_pointer(
    parts: WindowParts, qtbot: QtBot, qapp: QApplication
) -> None:
    settings = parts.context.services.settings
    settings.subscribe(lambda new: apply_theme(qapp, LIGHT, new.text_scale))  # as the window does
    page = SettingsPage(parts.context, parts.archiving, print, parts.window)
    parts.window.resize(1100, 800)
    page.resize(1100, 800)
    with qtbot.waitExposed(parts.window):
        parts.window.show()

    def top() -> int:
        return page.appearance.text_size.mapTo(page, QPoint()).y()

    before = top()
    for scale in (1.5, 1.25):
        page.appearance.text_size.value_changed.emit(scale)
        assert settings.current.text_scale == scale and abs(top() - before) <= 2
        qapp.processEvents()
        assert abs(top() - before) <= 2, "nor does it move later"


def test_each_language_is_offered_by_its_own_name_and_saved(
    page: SettingsPage, parts: WindowParts, qtbot: QtBot
) -> None:
    combo, settings = page.appearance.language, parts.context.services.settings
    offered = [combo.itemText(index) for index in range(combo.count())]
    assert offered[:2] == ["System default", "English"] and "Deutsch" in offered
    assert combo.currentText() == "System default"
    qtbot.keyClick(combo, Key.Key_Down)
    assert settings.current.language == "en"
    settings.change(language="de")
    assert combo.currentText() == "Deutsch"
    qtbot.keyClick(combo, Key.Key_Home)
    assert settings.current.language == ""
    assert "Takes effect the next time you start OST My Heart." in texts(page)


def test_the_text_size_follows_the_keys(
    page: SettingsPage, parts: WindowParts, qtbot: QtBot
) -> None:
    settings, slider = parts.context.services.settings, page.appearance.text_size.slider
    qtbot.keyClick(slider, Key.Key_Right)
    assert "105%" in texts(page)
    qtbot.waitUntil(lambda: settings.current.text_scale == pytest.approx(1.05))
    qtbot.keyClick(slider, Key.Key_End)
    qtbot.waitUntil(lambda: settings.current.text_scale == 2.0)
    qtbot.keyClick(slider, Key.Key_Home)
    qtbot.waitUntil(lambda: settings.current.text_scale == 0.75)


def test_dragging_the_text_size_applies_when_the_handle_is_released(
    page: SettingsPage, parts: WindowParts
) -> None:
    slider = page.appearance.text_size.slider
    slider.setSliderDown(True)
    slider.setSliderPosition(30)
    assert parts.context.services.settings.current.text_scale == 1.0
    assert "150%" in texts(page)
    slider.setSliderDown(False)
    assert parts.context.services.settings.current.text_scale == 1.5


@pytest.mark.parametrize(
    ("name", "title", "value", "words"),
    [("tag_reaction_ms", "Reaction time for emotions", 2200, "2.2 s"),
     ("moment_reaction_ms", "Reaction time for favourites", 300, "0.3 s"),
     ("preroll_ms", "Lead-in", 4500, "4.5 s")],
)  # fmt: skip
def test_reaction_times_are_set_in_seconds_and_say_why(
    page: SettingsPage, parts: WindowParts, name: str, title: str, value: int, words: str
) -> None:
    slider = page.marking.sliders[name]
    step = 500 if name == "preroll_ms" else 100
    slider.slider.setValue(value // step)
    assert getattr(parts.context.services.settings.current, name) == value
    assert words in texts(page)
    assert title in texts(page)
    assert sum("Schubert 2004" in text for text in texts(page)) == 2


def test_switches_apply_at_once(page: SettingsPage, parts: WindowParts) -> None:
    page.marking.covered.click()
    current = parts.context.services.settings.current
    assert current.hide_spoilers is False
    page.marking.suggested.click()
    assert parts.context.services.settings.current.suggest_emotions is False


def test_a_setting_changed_elsewhere_is_shown(page: SettingsPage, parts: WindowParts) -> None:
    changed = {"tag_reaction_ms": 3000, "hide_spoilers": False, "suggest_emotions": False}
    parts.context.services.settings.change(theme="light", **changed)
    assert page.appearance.themes["light"].isChecked()
    assert "3.0 s" in texts(page)
    assert not page.marking.covered.isChecked()
    assert not page.marking.suggested.isChecked()


def test_folders_are_listed_rescanned_and_removed(
    page: SettingsPage, parts: WindowParts, tmp_path: Path
) -> None:
    there, gone = tmp_path / "music", tmp_path / "gone"
    there.mkdir()
    parts.context.services.settings.change(music_folders=(str(there), str(gone)))
    again = [b for b in page.folders.findChildren(PushButton) if b.text() == "Rescan"]
    assert [button.isEnabled() for button in again] == [True, False]
    again[0].click()
    page.folders.rescan_all.click()
    assert parts.navigator.shown == [NewMusic((there,)), NewMusic((there, gone))]
    page.folders.findChildren(IconButton)[-1].click()
    assert parts.context.services.settings.current.music_folders == (str(there),)


def test_a_backup_is_made_listed_and_gone_back_to(
    page: SettingsPage, parts: WindowParts, qtbot: QtBot
) -> None:
    scenes = parts.context.services.scenes
    scenes.add_work(WorkKind.FILM, "Before")
    page.data.back_up.click()
    assert not page.data.export.isEnabled()
    qtbot.waitUntil(page.data.export.isEnabled)
    assert parts.said.startswith("Backed up")
    scenes.add_work(WorkKind.FILM, "After")
    next(b for b in page.data.findChildren(QuietButton) if b.text() == "Go back to it").click()
    dialog = asked(parts, qtbot)
    assert "backed up first" in dialog.accessibleDescription()
    dialog.yes.click()
    qtbot.waitUntil(lambda: parts.said.startswith("Your journal is now as it was"))
    assert [work.title for work in scenes.works()] == ["Before"]
    assert parts.context.history.stack.count() == 0
    assert len(parts.context.services.exports.list_backups()) == 2
    rows = [b for b in page.data.findChildren(PushButton) if b.text() == "Go back to it"]
    assert sum(not button.isHidden() for button in rows) >= 2


def test_listed_backups_are_disabled_while_a_task_is_running(
    page: SettingsPage, parts: WindowParts, qtbot: QtBot
) -> None:
    def rows() -> list[QuietButton]:
        shown = page.data.findChildren(QuietButton)
        return [b for b in shown if b.text() == "Go back to it" and not b.parentWidget().isHidden()]

    page.data.list_backups()
    for made in (1, 2):
        page.data.back_up.click()
        assert not any(button.isEnabled() for button in rows())
        qtbot.waitUntil(page.data.export.isEnabled)
        qtbot.waitUntil(lambda n=made: [b.isEnabled() for b in rows()] == [True] * n)


def test_going_back_says_how_much_would_be_lost(
    parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    services = parts.context.services
    track = add_tracks(parts.context, tmp_path / "music", ["Dawn"])["Dawn"]
    kept = services.moments.add_moment(track, Span.point(10))
    backup = services.exports.backup_now()
    parts.window.show()
    parts.archiving.ask_to_go_back(backup)
    question = asked(parts, qtbot)
    assert "No mark, entry or part of a story" in question.accessibleDescription()
    question.no.click()
    services.moments.add_moment(track, Span.point(20))
    services.journal.write_entry(EntryDraft(text="That evening"))
    services.marks.edit(MarkRef(MarkKind.MOMENT, kept.id), note="the horns")
    parts.archiving.ask_to_go_back(backup)
    assert (
        "2 marks and entries made since then would be lost. "
        "Changes made since then to 1 mark or entry would be lost."
    ) in asked(parts, qtbot).accessibleDescription()


def test_a_restore_can_be_undone(
    page: SettingsPage, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    services = parts.context.services
    services.scenes.add_work(WorkKind.FILM, "My Heart")
    services.exports.export_json(tmp_path / "out.json")
    parts.context.undo()
    parts.archiving.restore_from(tmp_path / "out.json")
    qtbot.waitUntil(page.data.restore.isEnabled)
    assert parts.said.startswith("Restored: ")
    assert [found.title for found in services.scenes.works()] == ["My Heart"]
    parts.context.undo()
    assert services.scenes.works() == ()


def test_an_export_can_be_restored(
    page: SettingsPage, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    scenes = parts.context.services.scenes
    work = scenes.add_work(WorkKind.FILM, "My Heart")
    parts.archiving.export_to(tmp_path / "out.json")
    qtbot.waitUntil(page.data.export.isEnabled)
    assert "out.json" in parts.said
    scenes.remove("work", work)
    parts.archiving.restore_from(tmp_path / "out.json")
    qtbot.waitUntil(page.data.restore.isEnabled)
    assert [found.title for found in scenes.works()] == ["My Heart"]
    assert parts.said.startswith("Restored")


@pytest.mark.logs("contains things that your journal doesn’t")
def test_an_export_that_holds_more_is_replaced_only_if_the_listener_agrees(
    page: SettingsPage, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    scenes, out = parts.context.services.scenes, tmp_path / "out.json"
    work = scenes.add_work(WorkKind.FILM, "My Heart")
    parts.archiving.export_to(out)
    qtbot.waitUntil(page.data.export.isEnabled)
    fuller = out.read_bytes()
    scenes.remove("work", work)
    for answer in ("no", "yes"):
        parts.archiving.export_to(out)
        qtbot.waitUntil(page.data.export.isEnabled)
        (question,) = page.window().findChildren(QuestionDialog)
        assert "1 work" in question.windowTitle()
        assert question.no.isDefault()
        assert out.read_bytes() == fuller
        getattr(question, answer).click()
        qtbot.waitUntil(lambda: not page.window().findChildren(QuestionDialog))
    qtbot.waitUntil(page.data.export.isEnabled)
    assert out.read_bytes() != fuller
    assert "read back" in parts.said


@pytest.mark.logs("couldn’t be exported")
def test_a_missing_picture_is_reported_after_an_export(
    page: SettingsPage, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    services = parts.context.services
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    character = services.scenes.add_character(work, "Yuki")
    services.scenes.edit("character", character, portrait="gone.png")
    parts.archiving.export_to(tmp_path / "out.json")
    qtbot.waitUntil(page.data.export.isEnabled)
    assert "One thing couldn’t be exported" in parts.said


@pytest.mark.logs("isn’t an export of OST My Heart")
def test_a_file_that_isnt_an_export_is_refused_with_a_reason(
    page: SettingsPage, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "no.json").write_text("[]")
    parts.archiving.restore_from(tmp_path / "no.json")
    qtbot.waitUntil(page.data.restore.isEnabled)
    assert "no.json" in parts.said
    assert parts.archiving.task is None


def test_follow_mode_and_motion_are_saved(page: SettingsPage, parts: WindowParts) -> None:
    settings = parts.context.services.settings
    assert page.timeline.follows["page"].isChecked()
    page.timeline.follows["centred"].click()
    page.appearance.motions["on"].click()
    assert (settings.current.follow, settings.current.reduced_motion) == ("centred", "on")
    settings.change(follow="off", reduced_motion="system")
    assert page.timeline.follows["off"].isChecked()
    assert page.appearance.motions["system"].isChecked()


def test_listening_through_is_switched_off_and_on(page: SettingsPage, parts: WindowParts) -> None:
    settings = parts.context.services.settings
    assert page.listening.is_on.isChecked()
    page.listening.is_on.click()
    assert not settings.current.listen_through
    assert not page.listening.pause.isEnabled()
    settings.change(listen_through=True)
    assert page.listening.is_on.isChecked()


def test_pausing_the_listening_through_says_so(page: SettingsPage, parts: WindowParts) -> None:
    assert page.listening.progress.sentence == "It hasn’t begun yet."
    parts.context.services.settings.change(listening_through_paused=True)
    assert page.listening.progress.sentence == "Paused"
    assert page.listening.pause.text() == "Go on"
    page.listening.pause.click()
    assert not parts.context.services.settings.current.listening_through_paused


def test_the_cache_says_its_size_and_what_clearing_costs(
    page: SettingsPage, parts: WindowParts, qtbot: QtBot
) -> None:
    store = parts.context.services.analysis.features
    store.keep("1:aa", Feature("notes", 1, str.encode, bytes.decode), "x" * 3_000_000)
    page.listening.measure()
    listening = page.listening
    qtbot.waitUntil(lambda: "2.9 MB of at most 2.0 GB" in listening.cache.sentence)
    assert "loses nothing" in listening.cache.sentence
    assert "takes time" in listening.cache.sentence
    listening.clear.click()
    qtbot.waitUntil(lambda: listening.cache.sentence == "The cache is empty.")
    assert parts.said == "The cache is empty: 2.9 MB are free again."
    assert not listening.clear.isEnabled()


def test_how_far_the_learning_is_stands_below_its_switch(
    page: SettingsPage, parts: WindowParts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, suggestions = page.marking.learnt, parts.context.services.suggestions

    def told(words: str) -> None:
        qtbot.waitUntil(lambda: words in row.sentence and not row.fresh.is_under_way)

    told("Still learning: 0 of 40 marks so far.")
    assert not row.delete_button.isEnabled()
    known = HowFar(60, 60, Instant.now())
    kept = [known]
    monkeypatch.setattr(suggestions, "how_far", lambda counts_marks: kept[-1])
    monkeypatch.setattr(suggestions, "forget", lambda: kept.append(HowFar()))
    parts.context.services.feed.announce(Change(frozenset({changes.TAG})))
    told("Last learnt today")
    assert row.sentence.endswith("from 60 marks.")
    row.delete_button.click()
    assert not parts.context.services.settings.current.suggest_emotions
    assert not page.marking.suggested.isChecked()
    told("While suggestions are off, no mark is read")
    assert not row.delete_button.isEnabled() and "deleted" in parts.said
    kept.append(HowFar(60))
    page.marking.suggested.click()
    told("There are 60 marks to learn from.")
