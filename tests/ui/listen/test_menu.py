"""The menu over the timeline: of one mark, of several, and of the stretch under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.story.records import WorkKind
from tests.support.app_harness import AppHarness
from tests.ui.listen.test_hearing import Track


@pytest.fixture
def track(harness: AppHarness) -> Track:
    return Track(harness)


def menu_over(track: Track, ref: MarkRef | None) -> QMenu:
    track.session.pages.listen._show_menu(ref, track.view.mapToGlobal(QPoint(50, 50)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def offered(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def by_key(menu: QMenu, key: str) -> QAction:
    (found,) = [action for action in menu.actions() if action.text().endswith(f"\t{key}")]
    return found


def test_each_place_has_a_menu_of_its_own_and_marks_upon_others_a_list(track: Track) -> None:
    view, services = track.view, track.session.services
    menu = menu_over(track, None)
    empty = offered(menu)
    by_key(menu, "Ctrl+A").trigger()
    menu.close()
    assert set(view.marks.selected_marks) == {track.wonder, track.heart, track.sadness}
    menu = menu_over(track, track.heart)
    several = offered(menu)
    menu.close()
    view.marks.set_selection(track.heart)
    menu = menu_over(track, track.heart)
    one = offered(menu)
    menu.close()
    row = track.session.playback.track
    assert row is not None
    scenes = services.scenes
    scene = scenes.add_scene(scenes.add_work(WorkKind.FILM, "Laputa"), "The fall")
    cue = MarkRef(MarkKind.CUE, services.cues.add_cue(row.id, Span(0, 5_000), scene))
    view.marks.set_selection(cue)
    menu = menu_over(track, cue)
    of_scene = offered(menu)
    menu.close()
    assert len({tuple(each) for each in (empty, several, one, of_scene)}) == 4
    view.marks.set_selection(track.wonder)
    menu = menu_over(track, track.wonder)
    alone = len(offered(menu))
    menu.close()
    words = services.emotions.emotions()
    track.session.services.tagging.add_tag(row.id, words[3].id, Span.point(10_000))
    track.session.until(lambda: len(view.marks_here.refs()) > 1)
    menu = menu_over(track, track.wonder)
    assert len(offered(menu)) == alone + 1
    by_key(menu, "Alt+Down").trigger()
    track.session.until(lambda: not isinstance(QApplication.activePopupWidget(), QMenu))


def test_a_theme_mark_opens_its_theme(track: Track) -> None:
    services, row = track.session.services, track.session.playback.track
    assert row is not None
    (mark,) = services.themes.mark_returns("Heart", row.id, [Span(0, 5_000)])
    ref = MarkRef(MarkKind.OCCURRENCE, mark)
    track.view.marks.set_selection(ref)
    menu = menu_over(track, ref)
    (entry,) = [action for action in menu.actions() if action.text() == "Open its theme"]
    entry.trigger()
    menu.close()
    assert track.session.desk.pages.current_key == "themes"
    rows = track.session.pages.themes.panel.rows
    track.session.until(lambda: rows.current() is not None)
    current = rows.current()
    assert current is not None and current.one.occurrence.id == mark
