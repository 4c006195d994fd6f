"""An entry with somebody, a picture and a moment that plays: by keys, heard, restored."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap import Services
from app.core.ids import EntryId
from app.journal.links import MarkLink
from app.journal.records import ENTRY, Entry, JournalFilter
from app.profile.paths import Paths
from tests.support.app_harness import AppHarness, WindowSession, with_services
from ui.journal.entry_dialog import EntryDialog

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def only_entry(services: Services) -> Entry:
    (item,) = services.journal.page(JournalFilter(kinds=frozenset({ENTRY}))).items
    return services.journal.entry(EntryId(item.owner_id))


def press(key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, held)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def pick(session: WindowSession, text: str) -> None:
    """In the popup that opens."""
    session.until(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    line = popup.focusWidget() or popup
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Key.Key_Return)
    if QApplication.activePopupWidget() is not None:  # it waits for a further name
        QTest.keyClick(line, Key.Key_Return)


def dialog_of(session: WindowSession) -> EntryDialog:
    session.until(lambda: isinstance(QApplication.activeModalWidget(), EntryDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    return dialog


def test_written_by_keys_heard_exported_and_restored(harness: AppHarness, tmp_path: Path) -> None:
    session = harness.playing(5000)
    session.driver.tap(Key.Key_F)
    session.until(lambda: session.timeline.moments)
    (moment,) = session.timeline.moments
    session.playback.pause()
    session.services.marks.edit(moment.ref, label="The turn")
    session.driver.ctrl(Key.Key_N)
    dialog = dialog_of(session)
    QTest.keyClicks(focus(), "The night on the roof")
    press(Key.Key_Return)
    QTest.keyClicks(focus(), "Again ")
    QGuiApplication.clipboard().setImage(QImage(30, 20, QImage.Format.Format_RGB32))
    press(Key.Key_V, Control)
    session.until(lambda: dialog.draft().pictures)
    press(Key.Key_K, Control)
    pick(session, "turn")
    session.until(lambda: "ost-my-heart:" in dialog.draft().text)
    dialog.parts.people.add_button.setFocus()
    press(Key.Key_Space)
    pick(session, "Noor")
    assert dialog.draft().people == ("Noor",)
    dialog.text_edit.editor.setFocus()
    press(Key.Key_Return, Control)
    session.until(lambda: not dialog.isVisible())

    session.take_keyboard()
    session.driver.alt(Key.Key_4)
    journal = session.pages.journal
    session.until(lambda: any(item.kind is ENTRY for item in journal.model.items))
    written = only_entry(session.services)
    journal.list.setFocus()
    assert journal.list.select_uid(written.uid)
    press(Key.Key_Return)
    reading = dialog_of(session)
    session.until(reading.text_edit.preview.hasFocus)
    press(Key.Key_Tab)
    press(Key.Key_Return)
    session.turn(400)
    session.until(lambda: session.playback.is_playing)
    reading.reject()

    out = tmp_path / "everything.json"
    session.services.exports.export_json(out)
    other = Paths.for_profile(tmp_path / "other")

    def restore(services: Services) -> None:
        services.exports.restore_json(out)
        restored = only_entry(services)
        assert (restored.text, restored.people) == (written.text, ("Noor",))
        assert restored.pictures == written.pictures
        assert services.pictures.path(restored.pictures[0].file) is not None
        link = MarkLink(moment.uid)
        assert link.address in restored.text
        assert services.journal.moments_inside([link])[link].track.title == "theme"

    with_services(other, restore)
