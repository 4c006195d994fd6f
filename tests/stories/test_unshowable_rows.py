"""Every table has rows that no page can show, and every page of the real window opens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.bootstrap import Services
from app.journal.records import JournalFilter
from tests.support.absurd_rows import Absurdity, Planter, absurdities, fill
from tests.support.app_harness import AppHarness, WindowSession, with_services
from tests.support.lock_holder import held
from ui.story.story_nodes import NodeRef
from ui.widgets.quiet_line import QuietLine
from ui.window.page_table import PAGES

Key = Qt.Key
KEYS = [spec.key for spec in PAGES]


def settle(harness: AppHarness, *rows: Absurdity) -> None:
    """A track with something of every kind on it, and these rows too."""
    harness.record("theme.wav", seconds=60)
    harness.take_in()
    harness.play_by_hand()

    def tell(services: Services) -> None:
        fill(services, services.library.tracks()[0].id)

    with_services(harness.paths, tell)
    planter = Planter(harness.paths.database)
    for row in rows:
        planter.plant(row)
    planter.close()


def look_everywhere(session: WindowSession) -> None:
    for page in KEYS:
        session.desk.pages.show_page(page)
        session.window.grab()
    story = session.pages.story
    for work in session.services.scenes.works():
        story.open(NodeRef("work", work.id))
        for scene in session.services.scenes.scenes(work.id):
            story.open(NodeRef("scene", scene.id))
            session.window.grab()
    listen = session.pages.show_listen()
    listen.show_table(True)
    session.window.grab()
    listen.show_table(False)


def test_every_page_opens_and_reports_them(harness: AppHarness) -> None:
    # A newer version may have more icons, and covers are only looked for among covers.
    odd = (Absurdity("emotion", "icon", "no-such"), Absurdity("track", "cover", "/dev/zero"))
    settle(harness, *absurdities(), *odd)
    session = harness.open()
    look_everywhere(session)
    session.play()
    session.turn(9000)
    look_everywhere(session)
    journal = session.pages.show_journal()
    session.until(lambda: journal.unreadable.look.isVisible() and journal.model.items)
    assert session.services.journal.page(JournalFilter()).items
    listen = session.pages.show_listen()
    session.until(lambda: listen.unreadable.look.isVisible())


def test_an_unreadable_mark_is_repaired_where_it_is_reported(harness: AppHarness) -> None:
    settle(
        harness,
        Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000),
        Absurdity("favourite_moment", "end_ms", 10**18),
    )
    session = harness.open()
    journal = session.pages.show_journal()
    session.until(lambda: journal.unreadable.look.isVisible() and journal.model.items)
    before = len(journal.model.items)
    dialog = journal.unreadable.open_dialog()
    tag, moment = dialog.rows
    dialog.mend(tag)
    session.until(lambda: dialog.rows == (moment,))
    assert session.said == "Repaired."
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.remove(moment)
    session.until(lambda: closed)
    session.until(lambda: not journal.unreadable.look.isVisible())
    session.until(lambda: len(journal.model.items) == before + 1)
    session.take_keyboard()
    session.driver.ctrl(Key.Key_Z)
    session.until(lambda: journal.unreadable.look.isVisible())
    (row,) = journal.unreadable.rows
    assert row.table == "favourite_moment", "it is back as it was"


def test_a_repair_is_undone_where_it_was_done(harness: AppHarness) -> None:
    settle(
        harness,
        Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000),
        Absurdity("favourite_moment", "end_ms", 10**18),
    )
    session = harness.open()
    journal = session.pages.show_journal()
    session.until(lambda: journal.unreadable.look.isVisible() and journal.model.items)
    before = len(journal.model.items)
    assert journal.unreadable.words() == "1 emotion mark, 1 favourite moment can’t be shown."
    dialog = journal.unreadable.open_dialog()
    rows = dialog.rows
    dialog.mend(rows[0])
    session.until(lambda: dialog.rows == rows[1:])
    session.until(lambda: len(journal.model.items) == before + 1)
    (line,) = dialog.findChildren(QuietLine)
    undo = next(button for button in line.findChildren(QPushButton) if button.text() == "Undo")
    undo.click()
    session.until(lambda: dialog.rows == rows)
    session.until(lambda: len(journal.model.items) == before)


def test_a_repair_that_waits_is_done_though_the_dialog_was_closed(
    harness: AppHarness,
) -> None:
    settle(harness, Absurdity("favourite_moment", "end_ms", 10**18))
    session = harness.open()
    journal = session.pages.show_journal()
    session.until(lambda: journal.unreadable.look.isVisible())
    with held(harness.paths.database):
        dialog = journal.unreadable.open_dialog()
        dialog.mend(*dialog.rows)
        dialog.accept()
        assert len(session.desk.context.postponed) == 1
    session.until(lambda: not journal.unreadable.look.isVisible())
