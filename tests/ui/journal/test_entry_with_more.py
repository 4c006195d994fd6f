"""An entry’s pictures, people and moments that play: put in, shown, heard, taken out."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.journal.entry_parts import MOST_PICTURES, EntryPicture
from app.journal.links import EntryLink, MarkLink, as_markdown
from app.journal.records import ENTRY, EntryDraft, JournalFilter
from app.marks.clip import MIME_TYPE, clip_of
from tests.support.dropping import drop
from tests.support.pictures import png
from tests.support.special_files import lay
from tests.support.trouble import said_by
from tests.support.window_parts import WindowParts
from tests.ui.journal.conftest import MakePage, settle, tag
from ui.bridge.context import Context
from ui.entries.picture_viewer import PictureViewer
from ui.journal.entry import picture_taking
from ui.journal.entry.entry_editor import EntryEditor
from ui.journal.entry_dialog import EntryDialog
from ui.journal.page import JournalPage
from ui.widgets.chips import RemovableChip
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.type_ahead import TypeAhead

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


def opened(page: JournalPage) -> EntryDialog:
    page.new_entry()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    return dialog


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def laid(folder: Path, *names: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    made = []
    for seed, name in enumerate(names):
        (folder / name).write_bytes(png(seed))
        made.append(folder / name)
    return made


def put_in(dialog: EntryDialog, qtbot: QtBot, context: Context, *paths: Path) -> None:
    dialog.parts.take_in(files(*paths))
    settle(qtbot, context)


def words(dialog: EntryDialog) -> list[str]:
    return [picture.words for picture in dialog.draft().pictures]


def field(qtbot: QtBot) -> TypeAhead:
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    (found,) = popup.findChildren(TypeAhead)
    return found


def viewer(dialog: QWidget) -> PictureViewer:
    (found,) = dialog.findChildren(PictureViewer)
    return found


@pytest.fixture
def sizes() -> dict[str, int]:
    return {}


# --- pictures -----------------------------------------------------------------------------------


def test_pictures_are_pasted_dropped_ordered_described_and_removed(
    context: Context, make_page: MakePage, parts: WindowParts, tmp_path: Path, qtbot: QtBot
) -> None:
    page = make_page()
    dialog = opened(page)
    strip = dialog.parts.pictures.strip
    assert not strip.isVisible()
    QGuiApplication.clipboard().setImage(QImage(30, 20, QImage.Format.Format_RGB32))
    qtbot.keySequence(dialog.text_edit.editor, QKeySequence(QKeySequence.StandardKey.Paste))
    settle(qtbot, context)
    assert dialog.text_edit.text() == ""
    (pasted,) = dialog.draft().pictures
    assert (pasted.width, pasted.height) == (30, 20) and pasted.file.endswith(".png")
    one, two = laid(tmp_path / "out", "one.png", "two.PNG")
    assert drop(dialog.text_edit.editor.viewport(), files(one), QPoint(5, 5))
    settle(qtbot, context)
    assert drop(strip.viewport(), files(two, one), QPoint(5, 5))
    settle(qtbot, context)
    assert len(dialog.draft().pictures) == 3, "one of them was there already"
    for picture in dialog.draft().pictures:
        assert context.services.pictures.path(picture.file) is not None
    strip.setFocus()
    strip.setCurrentRow(0)
    qtbot.keyClick(strip, Key.Key_Return)
    large = viewer(dialog)
    qtbot.keyClick(large.sheet, Key.Key_Right)
    qtbot.keyClicks(large.words_edit, "The sea at dusk")
    qtbot.keyClick(large, Key.Key_PageUp)
    qtbot.keyClicks(large.words_edit, "A ticket")
    qtbot.keyClick(large, Key.Key_Escape)
    assert words(dialog) == ["A ticket", "The sea at dusk", ""]
    assert strip.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "The sea at dusk · Picture 2 of 3"
    )
    qtbot.waitUntil(lambda: strip.hasFocus())
    qtbot.keyClick(strip, Key.Key_Right, Alt)
    assert words(dialog) == ["The sea at dusk", "A ticket", ""] and strip.currentRow() == 1
    qtbot.keyClick(strip, Key.Key_Delete)
    assert words(dialog) == ["The sea at dusk", ""]
    assert parts.said == "Picture removed."
    parts.take_offer()
    assert words(dialog) == ["The sea at dusk", "A ticket", ""]
    qtbot.keyClick(strip, Key.Key_Delete)
    qtbot.keySequence(strip, QKeySequence(QKeySequence.StandardKey.Undo))
    assert words(dialog) == ["The sea at dusk", "A ticket", ""]
    kept = dialog.draft().pictures
    dialog.title_edit.setText("By the sea")
    dialog.keep()
    settle(qtbot, context)
    (item,) = context.services.journal.page(JournalFilter(kinds=frozenset({ENTRY}))).items
    assert item.links.pictures == kept
    row = page.model.index(page.model.row_of(item.uid) or 0)
    told = page.model.data(row, Qt.ItemDataRole.AccessibleTextRole)
    assert "3 pictures, The sea at dusk" in told


@pytest.mark.logs("couldn’t be added")
@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("cut.png", png()[:-40], "breaks off"),
        ("words.png", b"just words", "isn’t a picture"),
        ("empty.jpg", b"", "isn’t a picture"),
    ],
)
def test_what_cannot_be_shown_is_said_and_the_rest_is_added(
    context: Context,
    make_page: MakePage,
    tmp_path: Path,
    qtbot: QtBot,
    name: str,
    data: bytes,
    why: str,
) -> None:
    dialog = opened(make_page())
    good = laid(tmp_path / "out", "good.png")
    bad = tmp_path / "out" / name
    bad.write_bytes(data)
    put_in(dialog, qtbot, context, bad, *good)
    assert len(dialog.draft().pictures) == 1
    told = problem_said()
    assert name in told and why in told


def problem_said() -> str:
    """Closes the dialog that says it."""
    problem = QApplication.activeModalWidget()
    assert isinstance(problem, ProblemDialog)
    told = said_by(problem)
    problem.close()
    return told


@pytest.mark.logs("couldn’t be")
def test_a_pipe_named_like_a_picture_hangs_nothing(
    context: Context, make_page: MakePage, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(make_page())
    put_in(dialog, qtbot, context, lay(tmp_path / "pipe.png", "pipe"))
    assert dialog.draft().pictures == ()
    assert "It is a pipe, not a file." in problem_said()


def test_many_pictures_are_added_with_progress_and_can_be_cancelled(
    context: Context,
    make_page: MakePage,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(make_page())
    dialog.text_edit.editor.setPlainText("words")
    many = laid(tmp_path / "out", *(f"{n}.png" for n in range(30)))
    came, go_on = threading.Event(), threading.Event()
    look = picture_taking.looked_at

    def slowly(data: bytes) -> object:
        came.set()
        assert go_on.wait(10)
        return look(data)

    monkeypatch.setattr(picture_taking, "looked_at", slowly)
    dialog.parts.take_in(files(*many))
    qtbot.waitUntil(came.is_set)
    field_ = dialog.parts.pictures
    assert field_.is_reading and not dialog.keep_button.isEnabled()
    field_.job.cancel()
    go_on.set()
    settle(qtbot, context)
    assert dialog.draft().pictures == () and dialog.keep_button.isEnabled()
    dialog.parts.take_in(files(*many))
    settle(qtbot, context)
    assert len(dialog.draft().pictures) == 30


@pytest.mark.logs("too many pictures", "could not be read")
def test_an_entry_holds_only_so_many(
    context: Context, make_page: MakePage, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = opened(make_page())
    dialog.parts.pictures.show_pictures([EntryPicture(f"{n}.png") for n in range(MOST_PICTURES)])
    put_in(dialog, qtbot, context, *laid(tmp_path / "out", "one.png"))
    assert len(dialog.draft().pictures) == MOST_PICTURES
    assert "too many pictures" in problem_said()


def test_copied_text_that_comes_with_a_picture_is_text(make_page: MakePage, qtbot: QtBot) -> None:
    """Word processors put both on the clipboard."""
    dialog = opened(make_page())
    data = QMimeData()
    data.setImageData(QImage(3, 2, QImage.Format.Format_RGB32))
    data.setText("some words")
    QGuiApplication.clipboard().setMimeData(data)
    dialog.text_edit.editor.paste()
    assert dialog.text_edit.text() == "some words" and dialog.draft().pictures == ()


@pytest.mark.logs("could not be read")
def test_a_rows_picture_is_large_at_a_click(
    context: Context, make_page: MakePage, tmp_path: Path, qtbot: QtBot
) -> None:
    (path,) = laid(tmp_path / "out", "one.png")
    shown = EntryPicture(context.services.pictures.keep(path), "Dusk", 32, 24)
    lost = EntryPicture("lost.png", "Gone")
    context.services.journal.write_entry(EntryDraft("One", "Words", pictures=(shown, lost)))
    page = make_page()
    (number,) = [n for n in range(page.model.rowCount()) if page.model.item(page.model.index(n))]
    rect = page.list.visualRect(page.model.index(number))
    at = next(
        QPoint(x, y)
        for y in range(rect.bottom(), rect.top(), -4)
        for x in range(rect.left(), rect.right(), 4)
        if page.list._picture_at(QPoint(x, y).toPointF()) == 0
    )
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    large = viewer(page.window())
    assert large.words_edit.text() == "Dusk" and large.words_edit.isVisible()
    qtbot.keyClicks(large.words_edit, " at the pier")
    qtbot.keyClick(large.sheet, Key.Key_Right)
    assert "missing" in large.words.text() and not large.words_edit.isVisible()
    large.accept()
    (item,) = context.services.journal.page(JournalFilter()).items
    assert [one.words for one in item.links.pictures] == ["Dusk at the pier", "Gone"]


# --- people -------------------------------------------------------------------------------------


def test_people_are_found_or_named_by_keys(
    context: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    context.services.journal.write_entry(EntryDraft("Before", people=("José", "Ida Maria")))
    page = make_page()
    dialog = opened(page)
    people = dialog.parts.people
    people.open_field()
    typing = field(qtbot)
    for typed in ("jose", "mar", "Jo"):  # exact, then by a word, then by how it begins
        qtbot.keyClicks(typing.line, typed)
        qtbot.keyClick(typing.line, Key.Key_Return)
    assert people.people() == ("José", "Ida Maria")
    qtbot.keyClicks(typing.line, "Noor")
    qtbot.keyClick(typing.line, Key.Key_Return)
    qtbot.keyClicks(typing.line, "jo")
    qtbot.keyClick(typing.line, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert people.people() == ("José", "Ida Maria", "Noor", "jo")
    qtbot.keyClick(typing.line, Key.Key_Return)
    assert QApplication.activePopupWidget() is None, "Enter after the last name ends it"
    (chip,) = [one for one in people.findChildren(RemovableChip) if one.text() == "jo"]
    qtbot.keyClick(chip, Key.Key_Delete)
    dialog.title_edit.setText("After")
    dialog.keep()
    settle(qtbot, context)
    item = next(item for item in page.model.items if item.title == "After")
    assert item.links.people == ("José", "Ida Maria", "Noor")


def test_the_filter_shows_what_was_heard_with_somebody(
    context: Context, make_page: MakePage, qtbot: QtBot
) -> None:
    page = make_page()
    assert not page.filters.people.isVisible()
    journal = context.services.journal
    journal.write_entry(EntryDraft("Alone"))
    journal.write_entry(EntryDraft("Together", people=("Ida",)))
    settle(qtbot, context)
    qtbot.waitUntil(page.filters.people.isVisible)
    page.filters.people.click()
    typing = field(qtbot)
    qtbot.keyClicks(typing.line, "ida")
    qtbot.keyClick(typing.line, Key.Key_Return)
    settle(qtbot, context)
    assert [item.title for item in page.model.items] == ["Together"]
    assert page.filters.people.isChecked()
    (chip,) = [one for one in page.filters.findChildren(RemovableChip) if one.isVisible()]
    assert chip.text() == "heard with Ida"


# --- moments inside the text --------------------------------------------------------------------


def test_a_moment_is_inserted_and_plays(
    context: Context, track: TrackId, make_page: MakePage, parts: WindowParts, qtbot: QtBot
) -> None:
    moment = context.services.moments.add_moment(track, Span.point(40), label="The [turn]")
    page = make_page()
    dialog = opened(page)
    editor = dialog.text_edit.editor
    editor.setPlainText("Listen: ")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    dialog.parts.pick_moment()
    typing = field(qtbot)
    qtbot.keyClicks(typing.line, "turn")
    qtbot.keyClick(typing.line, Key.Key_Return)
    link = MarkLink(moment.uid).address
    assert dialog.text_edit.text() == rf"Listen: [The \[turn\]]({link})"
    assert dialog.draft().moment_ids == (moment.id,)
    folded = editor.cursorRect().left() - editor.fontMetrics().horizontalAdvance(
        "Listen: The [turn]"
    )
    assert 0 < folded < 40, "it stands as its words"
    qtbot.keyClick(editor, Key.Key_Left)
    assert editor.document().characterAt(editor.textCursor().position()) == "]"
    qtbot.keyClick(editor, Key.Key_Right)
    qtbot.keyClick(editor, Key.Key_Backspace)
    assert dialog.text_edit.text() == "Listen: "
    editor.undo()
    dialog.text_edit.show_preview(True)
    browser = dialog.text_edit.preview
    assert browser.toPlainText() == "Listen: The [turn]"
    qtbot.waitUntil(browser.hasFocus)
    qtbot.keyClick(browser, Key.Key_Tab)
    qtbot.keyClick(browser, Key.Key_Return)
    assert context.playback.track is not None and context.playback.track.id == track
    dialog.reject()


def test_a_place_in_a_track_is_found_by_name_and_time(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    dialog = opened(make_page())
    dialog.parts.pick_moment()
    typing = field(qtbot)
    qtbot.keyClicks(typing.line, "love 0:00.1")
    qtbot.keyClick(typing.line, Key.Key_Return)
    text = dialog.text_edit.text()
    assert text.startswith("[Love theme at 0:00](ost-my-heart:track/") and "/100-100/" in text
    assert dialog.draft().track_ids == (track,)
    dialog.parts.editor.selectAll()
    qtbot.keyClicks(dialog.parts.editor, "that turn")
    dialog.parts.editor.selectAll()
    dialog.parts.pick_moment()
    typing = field(qtbot)
    qtbot.keyClicks(typing.line, "love 0:00")
    qtbot.keyClick(typing.line, Key.Key_Return)
    assert dialog.text_edit.text().startswith("[that turn](ost-my-heart:track/")


def test_copied_moments_are_pasted_as_links(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    tag(context, track, "wonder", 20)
    marks = tuple(context.services.timelines.timeline(track).each())
    clip = clip_of(marks, frozenset(mark.ref for mark in marks))
    data = QMimeData()
    data.setData(MIME_TYPE, clip.as_json().encode())
    data.setText(clip.text)
    QGuiApplication.clipboard().setMimeData(data)
    dialog = opened(make_page())
    dialog.text_edit.editor.paste()
    (mark,) = marks
    assert dialog.text_edit.text() == f"[Love theme at 0:00]({MarkLink(mark.uid).address})"
    cut = clip_of(marks, frozenset(mark.ref for mark in marks), is_cut=True)
    data = QMimeData()
    data.setData(MIME_TYPE, cut.as_json().encode())
    data.setText("as text")
    QGuiApplication.clipboard().setMimeData(data)
    dialog.text_edit.editor.selectAll()
    dialog.text_edit.editor.paste()
    assert dialog.text_edit.text() == "as text", "a cut mark isn't there any more"


def formats(dialog: EntryDialog) -> dict[str, tuple[bool, bool]]:
    """Of each part of the preview: whether it is a link, and struck out."""
    found = {}
    for part in dialog.text_edit._shown._parts():
        looks = part.charFormat()
        found[part.text()] = looks.isAnchor(), looks.fontStrikeOut()
    return found


def test_a_link_whose_moment_is_gone_says_so_and_others_open_nothing(
    context: Context,
    track: TrackId,
    make_page: MakePage,
    parts: WindowParts,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PySide6.QtGui import QDesktopServices

    def never(_url: object) -> bool:
        raise AssertionError("something was opened")

    monkeypatch.setattr(QDesktopServices, "openUrl", never)
    moment = context.services.moments.add_moment(track, Span.point(40), label="Turn")
    text = (
        f"[here]({MarkLink(moment.uid).address}) [gone](ost-my-heart:moment/0192) "
        "[web](https://example.org/) [file](file:///etc/passwd) [damaged](ost-my-heart:other)"
    )
    entry = context.services.journal.write_entry(EntryDraft("One", text))
    page = make_page()
    page.list.select_first()
    qtbot.keyClick(page.list, Key.Key_Return)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog) and dialog.text_edit.preview.isVisible()
    settle(qtbot, context)
    shown = formats(dialog)
    assert (shown["here"], shown["gone"]) == ((True, False), (True, True))
    plain = "".join(part for part, (is_link, _struck) in shown.items() if not is_link)
    assert "web" in plain and "file" in plain
    dialog.text_edit.link_activated.emit("ost-my-heart:moment/0192")
    assert parts.said.startswith("This moment is gone")
    dialog.text_edit.link_activated.emit("ost-my-heart:other")
    assert parts.said == "This link leads to nothing in your journal."
    assert context.playback.track is None
    assert context.services.journal.entry(entry).text == text
    dialog.reject()


def test_a_link_in_a_row_plays_at_a_click(
    context: Context, track: TrackId, make_page: MakePage, qtbot: QtBot
) -> None:
    journal = context.services.journal
    first = journal.write_entry(EntryDraft("First", "Words"))
    place = as_markdown("the turn", journal.link_to_place(track, Span.point(40)))
    back = as_markdown("back then", EntryLink(journal.entry(first).uid))
    journal.write_entry(EntryDraft("Second", f"{place} {back}"))
    page = make_page()
    page.list.select_first()
    rect = page.list.visualRect(page.list.currentIndex())

    def click(scheme: str) -> None:
        at = next(
            QPoint(x, y)
            for y in range(rect.top(), rect.bottom(), 4)
            for x in range(rect.left(), rect.right(), 4)
            if scheme in page.list._link_at(QPoint(x, y).toPointF())
        )
        qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)

    playback = context.playback
    click(":track/")
    assert playback.track is not None and playback.track.id == track
    click(":track/")
    assert not playback.is_playing
    click(":track/")
    playback.hear(track, Span.point(90))  # other music meanwhile
    click(":track/")
    assert playback.is_playing, "it hears the link, and doesn’t pause what it isn’t"
    click(":entry/")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog) and dialog.draft().title == "First"
    dialog.reject()


@pytest.mark.parametrize("piece", ["[", "\\[", "[a](ost-my-heart:", "[\\"])
def test_one_moves_at_once_through_a_line_of_beginnings(qtbot: QtBot, piece: str) -> None:
    """Each was followed to the end of the line, whenever the cursor moved."""
    editor = EntryEditor()
    qtbot.addWidget(editor)
    began = time.process_time()
    editor.setPlainText(piece * (50_000 // len(piece)))
    for _time in range(5):
        editor.moveCursor(QTextCursor.MoveOperation.Right)
    assert time.process_time() - began < 2.0
