"""Somebody pastes a season with its scenes, imports it, and takes it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton

from tests.support.app_harness import AppHarness, WindowSession
from tests.support.nfo_files import lay_series
from ui.bridge.places import ImportStory, PasteStory
from ui.story_import.files_dialog import FilesDialog
from ui.story_import.paste_dialog import PasteDialog

Key = Qt.Key


def _season() -> str:
    """24 episodes with four scenes each."""
    lines = ["Tidewatch (2019)"]
    for number in range(1, 25):
        lines.append(f"S1E{number:02} – Chapter {number}")
        lines += [f"  - {at}:00–{at}:40 Scene {number}.{at} [Mira]" for at in (1, 5, 12, 30)]
    return "\n".join(lines)


def _counts(session: WindowSession) -> tuple[int, int, int]:
    """Works, episodes, scenes."""
    works = session.services.scenes.works()
    episodes = sum(len(work.episodes) for work in works)
    return len(works), episodes, len(session.services.scenes.scenes())


def _paste_dialog(session: WindowSession) -> PasteDialog:
    session.until(lambda: bool(session.window.findChildren(PasteDialog)))
    return session.window.findChildren(PasteDialog)[0]


def test_24_episodes_and_their_scenes_are_pasted_imported_undone_and_redone(
    harness: AppHarness,
) -> None:
    session = harness.open()
    session.driver.alt(Key.Key_3)
    page = session.pages.story
    session.until(lambda: page.empty.isVisible())
    buttons = {button.text(): button for button in page.empty.findChildren(QPushButton)}
    session.driver.click(buttons["Paste a list…"])
    dialog = _paste_dialog(session)
    QGuiApplication.clipboard().setText(_season())
    session.driver.ctrl(Key.Key_V)
    session.until(lambda: not dialog.is_looking)
    assert dialog.summary.text() == "New: 1 work, 24 episodes, 96 scenes, 1 character."
    assert dialog.aim.title.text() == "Tidewatch"
    assert _counts(session) == (0, 0, 0), "nothing is saved before it is imported"

    session.driver.tap(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    session.until(lambda: _counts(session) == (1, 24, 96))
    session.until(lambda: session.said.startswith("Added to “Tidewatch”: 1 work, 24 episodes"))
    session.until(lambda: page.tree.ref is not None and page.tree.ref.kind == "work")
    session.take_keyboard()
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: _counts(session) == (0, 0, 0))
    session.driver.ctrl(Key.Key_Z, shift=True)
    session.until(lambda: _counts(session) == (1, 24, 96))
    order = [scene.title for scene in session.services.scenes.scenes()]
    assert order[:2] == ["Scene 1.1", "Scene 1.5"] and order[-1] == "Scene 24.30"


def test_places_lead_to_the_dialogs_and_the_menu_has_them(
    harness: AppHarness, tmp_path: Path
) -> None:
    session = harness.open()
    navigator = session.desk.context.navigator
    navigator.show(PasteStory())
    _paste_dialog(session)
    session.driver.tap(Key.Key_Escape)
    session.until(lambda: not session.window.findChildren(PasteDialog))
    navigator.show(ImportStory((lay_series(tmp_path / "Tidewatch"),)))
    session.until(lambda: bool(session.window.findChildren(FilesDialog)))
    (dialog,) = session.window.findChildren(FilesDialog)
    session.until(lambda: dialog.import_button.isEnabled())
    session.driver.tap(Key.Key_Return)
    session.until(lambda: _counts(session) == (1, 3, 2))
    menu = session.pages.story.new_button.menu()
    assert isinstance(menu, QMenu)
    assert "Paste a list…" in [action.text() for action in menu.actions()]


def test_what_is_imported_elsewhere_appears_in_the_open_window(
    harness: AppHarness, tmp_path: Path
) -> None:
    session = harness.open()
    folder = lay_series(tmp_path / "Tidewatch")
    code, out, err = session.run_main("story", "import", str(folder))
    assert (code, err) == (0, "")
    assert out.startswith("Tidewatch: New: 1 work, 3 episodes, 2 scenes")
    session.desk.pages.show_page("story")
    session.until(lambda: len(session.pages.story.story.works) == 1)
    assert len(session.pages.story.story.scenes) == 2
