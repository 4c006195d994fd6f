"""Rows that no page can show lie in every table, and every page of the real window opens."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.bootstrap import Services
from app.journal.records import JournalFilter
from tests.support.absurd_rows import Absurdity, Planter, absurdities, fill
from tests.support.house import House, Visit, with_services
from tests.support.lock_holder import held
from ui.story.story_nodes import NodeRef
from ui.widgets.quiet_line import QuietLine
from ui.window.page_table import PAGES

Key = Qt.Key
KEYS = [spec.key for spec in PAGES]


def settle(house: House, *rows: Absurdity) -> None:
    """A track with something of everything on it, and these rows beside."""
    house.record("theme.wav", seconds=60)
    house.take_in()
    house.play_by_hand()

    def tell(services: Services) -> None:
        fill(services, services.library.tracks()[0].id)

    with_services(house.paths, tell)
    planter = Planter(house.paths.database)
    for row in rows:
        planter.plant(row)
    planter.close()


def look_everywhere(visit: Visit) -> None:
    for page in KEYS:
        visit.desk.pages.show_page(page)
        visit.window.grab()
    story = visit.pages.story
    for work in visit.services.scenes.works():
        story.open(NodeRef("work", work.id))
        for scene in visit.services.scenes.scenes(work.id):
            story.open(NodeRef("scene", scene.id))
            visit.window.grab()
    listen = visit.pages.show_listen()
    listen.show_table(True)
    visit.window.grab()
    listen.show_table(False)


def test_every_page_opens_and_tells_of_them(house: House) -> None:
    # A newer version may have more icons, and covers are looked for among covers alone.
    odd = (Absurdity("emotion", "icon", "no-such"), Absurdity("track", "cover", "/dev/zero"))
    settle(house, *absurdities(), *odd)
    visit = house.open()
    look_everywhere(visit)
    visit.play()
    visit.turn(9000)
    look_everywhere(visit)
    journal = visit.pages.show_journal()
    visit.until(lambda: journal.unreadable.look.isVisible() and journal.model.items)
    assert visit.services.journal.page(JournalFilter()).items
    listen = visit.pages.show_listen()
    visit.until(lambda: listen.unreadable.look.isVisible())


def test_an_unreadable_mark_is_mended_where_it_is_told(house: House) -> None:
    settle(
        house,
        Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000),
        Absurdity("favourite_moment", "end_ms", 10**18),
    )
    visit = house.open()
    journal = visit.pages.show_journal()
    visit.until(lambda: journal.unreadable.look.isVisible() and journal.model.items)
    before = len(journal.model.items)
    dialog = journal.unreadable.open_dialog()
    tag, moment = dialog.rows
    dialog.mend(tag)
    visit.until(lambda: dialog.rows == (moment,))
    assert visit.said == "Mended."
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    dialog.remove(moment)
    visit.until(lambda: closed)
    visit.until(lambda: not journal.unreadable.look.isVisible())
    visit.until(lambda: len(journal.model.items) == before + 1)
    visit.take_keyboard()
    visit.hands.ctrl(Key.Key_Z)
    visit.until(lambda: journal.unreadable.look.isVisible())
    (row,) = journal.unreadable.rows
    assert row.table == "favourite_moment", "it is back as it was"


def test_a_mend_is_undone_where_it_was_done(house: House) -> None:
    settle(
        house,
        Absurdity("emotional_tag", "made_at", 1_700_000_000_000_000),
        Absurdity("favourite_moment", "end_ms", 10**18),
    )
    visit = house.open()
    journal = visit.pages.show_journal()
    visit.until(lambda: journal.unreadable.look.isVisible() and journal.model.items)
    before = len(journal.model.items)
    assert journal.unreadable.words() == "1 feeling, 1 favourite moment can’t be shown."
    dialog = journal.unreadable.open_dialog()
    rows = dialog.rows
    dialog.mend(rows[0])
    visit.until(lambda: dialog.rows == rows[1:])
    visit.until(lambda: len(journal.model.items) == before + 1)
    (line,) = dialog.findChildren(QuietLine)
    undo = next(button for button in line.findChildren(QPushButton) if button.text() == "Undo")
    undo.click()
    visit.until(lambda: dialog.rows == rows)
    visit.until(lambda: len(journal.model.items) == before)


def test_what_waits_for_a_busy_journal_is_mended_though_the_dialog_was_closed(house: House) -> None:
    settle(house, Absurdity("favourite_moment", "end_ms", 10**18))
    visit = house.open()
    journal = visit.pages.show_journal()
    visit.until(lambda: journal.unreadable.look.isVisible())
    with held(house.paths.database):
        dialog = journal.unreadable.open_dialog()
        dialog.mend(*dialog.rows)
        dialog.accept()
        assert len(visit.desk.context.postponed) == 1
    visit.until(lambda: not journal.unreadable.look.isVisible())
