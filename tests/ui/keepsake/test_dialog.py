"""The dialog: what goes in is seen, ticked and saved."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.jobs import JobContext
from app.core.marks import MarkKind, MarkRef
from app.keepsake.choosing import Choice, of_work
from app.transactions import changes
from app.transactions.changes import ELSEWHERE, Change
from app.transactions.storage_problems import StorageProblem
from tests.support.hostile_journal import SECRET_MEMORY, HostileJournal
from tests.support.seen import words
from tests.support.window_parts import WindowParts
from ui.journal.page import JournalPage
from ui.keepsake.dialog import KeepsakeDialog
from ui.keepsake.opening import make_keepsake
from ui.keepsake.wishes import Kind
from ui.widgets.problem_dialog import ProblemDialog

DEADLINE_S = 20


class Raising:
    """A read that fails."""

    def __init__(self, problem: Exception) -> None:
        self._problem = problem

    def __call__(self, *_asked: object) -> None:
        raise self._problem


class Making:
    """The dialog over a journal with private things, and what becomes of it."""

    def __init__(self, parts: WindowParts, qtbot: QtBot, folder: Path) -> None:
        self.parts, self.qtbot, self.out = parts, qtbot, folder / "out"
        self.rows = HostileJournal.in_profile(parts.context.services)
        parts.window.show()
        self.dialog = self.open(of_work(parts.context.services.scenes.works()[0]))

    def open(self, choice: Choice | None) -> KeepsakeDialog:
        dialog = make_keepsake(self.parts.context, self.parts.window, choice)
        assert dialog is not None
        self.dialog = dialog
        self.settle()
        return dialog

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.dialog.is_looking)

    def choose_kind(self, kind: Kind) -> None:
        self.dialog.wishes.kind_box.setCurrentIndex(list(Kind).index(kind))
        self.settle()

    def save(self, path: Path) -> None:
        self.dialog.save(path)
        self.settle()


@pytest.fixture
def making(parts: WindowParts, qtbot: QtBot, tmp_path: Path) -> Making:
    return Making(parts, qtbot, tmp_path)


def test_what_goes_in_is_shown_ticked_and_saved(making: Making) -> None:
    dialog, wishes = making.dialog, making.dialog.wishes
    assert dialog.inside.text().startswith("Goes in: 3 marks · 1 entry")
    assert dialog.left_out.text() == "Left out as private: 1 letter · 1 memory · 1 spoiler"
    assert (wishes.memories.text(), wishes.letters.text()) == (
        "Memories (1)",
        "Letters you have opened (1)",
    )
    shown = [dialog.preview.lines.index(row).data() for row in range(4)]
    assert not any(SECRET_MEMORY in line for line in shown)
    wishes.memories.click()
    making.settle()
    assert SECRET_MEMORY in dialog.preview.lines.index(0).data()
    assert dialog.left_out.text() == "Left out as private: 1 letter · 1 spoiler"
    wishes.title.setText("For Ada")
    making.save(making.out)
    assert "saved as “out”" in making.parts.said
    page = (making.out / "index.html").read_text("utf-8")
    assert '<h1 dir="auto">For Ada</h1>' in page
    assert SECRET_MEMORY in (making.out / "diary-2023.html").read_text("utf-8")


def test_a_pdf_and_markdown_are_saved_as_they_were_chosen(making: Making) -> None:
    making.choose_kind(Kind.PDF)
    assert making.dialog.wishes.paper_box.isVisibleTo(making.dialog)
    assert not making.dialog.sound_words.isVisibleTo(making.dialog)
    pdf = making.out.with_suffix(".pdf")
    pdf.write_text("an older one")
    making.save(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    dialog = making.open(None)
    assert not dialog.wishes.paper_box.isVisibleTo(dialog)
    making.choose_kind(Kind.MARKDOWN)
    assert dialog.inside.text() == "Goes in: 1 entry · 1 picture"
    making.save(making.out)
    assert [path.name for path in making.out.glob("*.md")] == ["2023-11-14.md"]


def test_a_folder_gets_another_name_where_there_is_one(making: Making) -> None:
    making.out.mkdir()
    making.save(making.out)
    assert not any(making.out.iterdir())
    assert (making.out.parent / "out 2" / "index.html").exists()
    assert "saved as “out 2”" in making.parts.said


@pytest.mark.logs("couldn’t be saved")
def test_what_cannot_be_saved_is_said_and_the_dialog_stays(making: Making) -> None:
    making.save(making.out / "where nothing is" / "out")
    (problem,) = making.dialog.findChildren(ProblemDialog)
    assert any("couldn’t be saved" in text for text in words(problem))
    problem.close()
    assert making.dialog.isVisible()
    assert making.dialog.save_button.isEnabled()


def test_escape_cancels_what_is_being_made_and_leaves_nothing(making: Making) -> None:
    beside = set(making.out.parent.iterdir())
    making.dialog.save(making.out)
    QTest.keyClick(making.dialog, Qt.Key.Key_Escape)
    making.settle()
    assert set(making.out.parent.iterdir()) == beside
    assert making.dialog.isVisible()
    QTest.keyClick(making.dialog, Qt.Key.Key_Escape)
    assert not making.dialog.isVisible()


def test_the_journal_offers_what_it_shows(making: Making, qtbot: QtBot) -> None:
    making.dialog.reject()
    page = JournalPage(making.parts.context, making.parts.window)
    page.filters.search.setText("covered")
    page.filters.set_wanted(page.filters.wanted())
    qtbot.waitUntil(lambda: page.filters.wanted().text == "covered")
    page.make_keepsake()
    (dialog,) = making.parts.window.findChildren(KeepsakeDialog)
    making.dialog = dialog
    making.settle()
    assert dialog.wishes.choice.title == "covered"
    assert dialog.inside.text().startswith("Goes in: 1 mark ·")
    others = [dialog.wishes.what.itemText(row) for row in range(dialog.wishes.what.count())]
    assert others[1] == "My soundtrack journal"
    assert "My year in soundtracks: 2023" in others


def test_without_anything_it_leads_to_the_music(parts: WindowParts, qtbot: QtBot) -> None:
    """An empty list and a button that can't be pressed said nothing."""
    parts.window.show()
    dialog = make_keepsake(parts.context, parts.window)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.is_looking)
    assert dialog.nothing.isVisible() and not dialog.preview.isVisible()
    assert not dialog.sound_words.isVisible() and not dialog.save_button.isEnabled()
    qtbot.keyClick(dialog.nothing, Qt.Key.Key_Return)
    assert parts.navigator.opened == ["library"] and not dialog.isVisible()


def test_a_choice_that_holds_something_shows_it_again(making: Making) -> None:
    dialog = making.dialog
    assert dialog.preview.isVisible() and not dialog.nothing.isVisible()
    making.choose_kind(Kind.MARKDOWN)
    assert dialog.preview.isVisible() and not dialog.sound_words.isVisible()
    making.choose_kind(Kind.PAGES)
    assert dialog.sound_words.isVisible() and dialog.save_button.isEnabled()
    assert "The music belongs to those who made it" in dialog.sound_words.text()


@pytest.mark.logs("Your journal is busy")
def test_what_could_not_be_read_is_read_again_when_the_journal_is_free(
    making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, dialog = making.parts.context, making.dialog
    with monkeypatch.context() as busy:
        busy.setattr(
            context.services.keepsakes, "preview", Raising(StorageProblem("locked", "read", ""))
        )
        dialog.look()
        making.settle()
        assert not dialog.save_button.isEnabled()
    context.services.feed.announce(Change(frozenset({changes.EVERYTHING}), initiator=ELSEWHERE))
    making.qtbot.waitUntil(dialog.save_button.isEnabled)


def test_the_preview_follows_what_others_change(making: Making) -> None:
    context, dialog = making.parts.context, making.dialog
    context.services.marks.remove(MarkRef(MarkKind.TAG, making.rows.tag))
    making.qtbot.waitUntil(lambda: dialog.inside.text().startswith("Goes in: 2 marks"))


def test_a_long_reading_says_how_far_it_is_and_ends_with_the_dialog(
    making: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Event()

    def read(_choice: object, _ticks: object, job: JobContext) -> None:
        try:
            while True:
                job.report(4_000, 0, "Reading your journal")
        finally:
            ended.set()

    context, dialog = making.parts.context, making.dialog
    monkeypatch.setattr(context.services.keepsakes, "preview", read)
    dialog.look()
    making.qtbot.waitUntil(lambda: dialog.inside.text() == "Reading your journal… 4,000")
    dialog.reject()
    assert ended.wait(DEADLINE_S)


def test_a_name_in_any_script_fits_a_disk(making: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    context, dialog = making.parts.context, making.dialog
    chosen: list[Path] = []
    monkeypatch.setattr(dialog, "save", chosen.append)
    here = making.out.parent
    monkeypatch.setattr(
        context.files, "ask_for_folder", lambda _kind, _title, _parent, use: use(here)
    )
    for title in ("音" * 80, "🎻" * 80, "e\u0301" * 80):
        dialog.wishes.title.setText(title)
        dialog.ask_where_to()
    assert all(len(path.name.encode()) <= 240 for path in chosen)
    assert [path.name[0] for path in chosen] == ["音", "🎻", "e"]
    assert all(path.name.encode("utf-8").decode("utf-8") for path in chosen)
