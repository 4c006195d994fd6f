"""The head of a work's page: what it says, and what it does."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from app.core.ids import WorkId
from app.core.timecode import Span
from app.story.records import Progress, WorkKind
from app.transactions.changes import EVERYTHING, Change
from tests.support.window_parts import WindowParts
from tests.ui.work.conftest import Heart, read_through
from ui.bridge.places import (
    Afterlives,
    LifePlace,
    PairPlace,
    PasteStory,
    PersonPlace,
    StoryLinePlace,
    WorkForm,
)
from ui.shell.last_work import last_opened
from ui.shell.window_memory import WindowMemory
from ui.story_line.stops import SCENES, Stop
from ui.style.theme import scaled_px
from ui.widgets.buttons import PushButton
from ui.work.page import WorkPage
from ui.work.story_plan import length_words

Key = Qt.Key


def words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def progress_of(heart: Heart) -> Progress | None:
    return heart.services.works.glance(heart.work).work.progress


def test_the_head_says_what_was_heard_and_what_has_music(page: WorkPage, heart: Heart) -> None:
    head = page.head
    assert head.title.text() == "My Heart"
    assert head.kind.text() == "Series · 2024 · 2 seasons, 4 episodes"
    assert head.figures.heard.accessibleName() == "Heard 0 of 3 tracks"
    assert head.figures.told.accessibleName() == "3 of 4 scenes set to music"
    assert head.figures.loose.text() == "1 track has no scene yet"
    assert head.play.caption.text() == "From “The harbour” · 3 cues, 1 s"
    listening, at_ms = heart.services.listening, 1_700_000_000_000
    listen = listening.begin(heart.tracks[0], at_ms)
    listening.update(listen, heart.tracks[0], [Span(0, 200)], at_ms + 200)
    read_through(page)
    assert head.figures.heard.accessibleName() == "Heard 1 of 3 tracks"


def test_progress_is_dragged_stepped_and_chosen(page: WorkPage, heart: Heart) -> None:
    progress = page.head.progress
    assert progress.where.text() == "Where are you in the story?"
    third = progress.pips.rects()[2].center().toPoint()
    QTest.mouseClick(progress.pips, Qt.MouseButton.LeftButton, pos=third)
    read_through(page)
    assert progress_of(heart) == Progress(2, 1)
    assert progress.where.text() == "You are at S2 E1"
    QTest.keyClick(progress.pips, Key.Key_Left)
    read_through(page)
    assert progress_of(heart) == Progress(1, 2)
    menu = QMenu()
    progress.fill_menu(menu)
    assert words(menu) == [
        "I’ve seen everything", "S1 E1 · Title 11", "S1 E2 · Title 12", "S2 E1", "S2 E2",
    ]  # fmt: skip
    menu.actions()[0].trigger()
    read_through(page)
    assert progress_of(heart) is None
    heart.parts.context.undo()
    read_through(page)
    assert progress.where.text() == "You are at S1 E2"


def test_dragging_says_it_once_when_the_mouse_lets_go(page: WorkPage, heart: Heart) -> None:
    pips = page.head.progress.pips
    places = [rect.center().toPoint() for rect in pips.rects()]
    QTest.mousePress(pips, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(pips, places[3])
    QTest.mouseMove(pips, places[1] + QPoint(3, 2))
    assert progress_of(heart) is None
    QTest.mouseRelease(pips, Qt.MouseButton.LeftButton, pos=places[1])
    assert progress_of(heart) == Progress(1, 2)


def test_two_seasons_of_twelve_have_their_pips_in_the_room_of_six(
    page: WorkPage, heart: Heart
) -> None:
    pips = page.head.progress.pips
    for number in range(3, 13):
        for season in (1, 2):
            heart.services.scenes.add_episode(heart.work, season, number)
    read_through(page)
    page.head.progress.fit(is_tight=False, is_tightest=False)
    pips.resize(pips.sizeHint())
    assert len(pips.rects()) == 24 and not pips.is_bar
    assert pips.rects()[-1].right() <= scaled_px(364) + 0.5
    page.head.progress.fit(is_tight=True, is_tightest=False)
    pips.resize(pips.sizeHint())
    assert len(pips.rects()) == 24 and pips.is_bar
    assert pips.rects()[-1].right() <= scaled_px(364) * 0.58 + 0.5


def test_many_episodes_are_one_bar_and_listed_by_season(page: WorkPage, heart: Heart) -> None:
    for number in range(3, 15):
        for season in (1, 2):
            heart.services.scenes.add_episode(heart.work, season, number)
    read_through(page)
    pips = page.head.progress.pips
    assert pips.is_bar
    seasons = pips.rects()
    assert seasons[14].left() - seasons[13].right() > seasons[13].left() - seasons[12].right()
    menu = QMenu()
    page.head.progress.fill_menu(menu)
    assert words(menu) == ["I’ve seen everything", "Season 1", "Season 2"]


@pytest.mark.parametrize("wide", [1500, 1220, 1000, 912, 880])
def test_the_ring_reaches_every_episode_at_every_width(
    page: WorkPage, heart: Heart, parts: WindowParts, wide: int
) -> None:
    for season in (1, 2):
        for number in range(3, 13):
            heart.services.scenes.add_episode(heart.work, season, number)
    heart.services.story_progress.set_at_episode(heart.episodes[0])
    parts.window.resize(wide, 740)
    page.resize(wide, 740)
    read_through(page)
    pips = page.head.progress.pips
    rects = pips.rects()
    assert len(rects) == 24 and pips.visibleRegion().boundingRect() == pips.rect()
    assert rects[-1].right() <= pips.width()
    assert all(one.right() <= other.left() for one, other in pairwise(rects))
    QTest.mouseClick(pips, Qt.MouseButton.LeftButton, pos=rects[-1].center().toPoint())
    read_through(page)
    assert progress_of(heart) == Progress(2, 12)


def test_a_film_goes_by_its_scenes(page: WorkPage, heart: Heart) -> None:
    scenes = heart.services.scenes
    film = scenes.add_work(WorkKind.FILM, "The Film")
    first, _second = (scenes.add_scene(film, name) for name in ("Dawn", "Dusk"))
    heart.services.story_progress.set_at_scene(first)
    page.open_work(film)
    read_through(page)
    progress = page.head.progress
    assert (len(progress.pips.rects()), progress.where.text()) == (2, "You are at Dawn")
    menu = QMenu()
    progress.fill_menu(menu)
    assert words(menu) == ["I’ve seen everything", "Dawn", "A later scene"]


def test_play_the_story_plays_says_where_it_is_and_stops(page: WorkPage, heart: Heart) -> None:
    play = page.head.play
    play.button.click()
    step = heart.parts.context.story_playing.step
    assert step is not None and (step.number, step.count) == (1, 3)
    assert (play.button.text(), play.caption.text()) == (
        "Stop the story", "The harbour · cue 1 of 3",
    )  # fmt: skip
    play.button.click()
    assert heart.parts.context.story_playing.step is None
    assert play.button.text() == "Play the story"


def test_it_plays_from_a_scene_or_with_one_character_only(page: WorkPage, heart: Heart) -> None:
    heart.services.themes.mark_returns("Heart", heart.tracks[0], [Span(20, 80)], heart.work)
    read_through(page)
    play, story = page.head.play, heart.parts.context.story_playing
    play.select(heart.scenes[2])
    menu = QMenu()
    play.fill_menu(menu)
    assert words(menu) == [
        "From the start", "From the start, on the Stage", "From “The end”",
        "Only with one character", "Mira",
        "Only where one theme returns", "Heart",
    ]  # fmt: skip
    actions = {action.text(): action for action in menu.actions()}
    actions["From “The end”"].trigger()
    assert story.step is not None and (story.step.number, story.step.count) == (3, 3)
    actions["Mira"].trigger()
    assert story.step is not None and (story.step.number, story.step.count) == (1, 2)
    actions["Heart"].trigger()
    assert story.step is not None and (story.step.number, story.step.count) == (1, 1)


def test_pairs_are_offered_beside_single_characters(page: WorkPage, heart: Heart) -> None:
    scenes = heart.services.scenes
    elio, sefa = (scenes.add_character(heart.work, name) for name in ("Elio", "Sefa"))
    for at, people in enumerate(([heart.mira, elio], [heart.mira, elio, sefa], [], [sefa, elio])):
        scenes.set_characters(heart.scenes[at], people)
    heart.services.story_progress.set_at_episode(heart.episodes[2])
    read_through(page)
    menu = QMenu()
    page.head.links.fill_characters(menu)
    assert words(menu) == [
        "Elio", "Mira", "Sefa", "Together", "Elio and Mira", "Elio and Sefa", "Mira and Sefa",
    ]  # fmt: skip
    {action.text(): action for action in menu.actions()}["Elio and Mira"].trigger()
    assert heart.parts.navigator.shown[-1] == PairPlace(elio, heart.mira)


def test_the_menu_of_a_scene_has_all_that_can_be_done_with_it(page: WorkPage, heart: Heart) -> None:
    canvas = page.line.canvas
    at = canvas.sight.rect_of(Stop(SCENES, 0)).center().toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
    QApplication.sendEvent(canvas, event)
    menu = page.line.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(menu, QMenu)
    assert {"Play from here", "Choose music…", "Move later", "Play the story"} <= set(words(menu))
    menu.close()


def test_nothing_covered_is_named_or_played(page: WorkPage, heart: Heart) -> None:
    later = heart.services.scenes.add_character(heart.work, "Zelda")
    heart.services.scenes.set_characters(heart.scenes[3], [later])
    heart.services.story_progress.set_at_episode(heart.episodes[1])
    read_through(page)
    assert page.head.play.caption.text() == "From “The harbour” · 2 cues, 0 s"
    for fill in (page.head.play.fill_menu, page.head.links.fill_characters):
        menu = QMenu()
        fill(menu)
        assert "Mira" in words(menu) and "Zelda" not in words(menu)
    page.head.play.button.click()
    story = heart.parts.context.story_playing
    story.next()
    story.next()
    assert heart.parts.said == "That’s as far as you are: S1 E2."


def test_a_picture_is_set_and_removed_and_undone(page: WorkPage, heart: Heart) -> None:
    assert not page.head.poster.has_picture
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    path = heart.services.paths.data / "poster.png"
    image.save(str(path))
    page.head.poster.chosen_file.emit(path)
    read_through(page)
    assert page.head.poster.has_picture
    QTest.keyClick(page.head.poster, Key.Key_Delete)
    read_through(page)
    assert not page.head.poster.has_picture
    heart.parts.context.undo()
    read_through(page)
    assert page.head.poster.has_picture


def test_the_title_leads_to_every_work_and_saga(page: WorkPage, heart: Heart) -> None:
    scenes, sagas = heart.services.scenes, heart.services.sagas
    second = scenes.add_work(WorkKind.FILM, "My Heart: the film")
    scenes.add_work(WorkKind.GAME, "Another")
    saga = sagas.add_saga("The heart")
    for work in (second, heart.work):
        sagas.place(work, saga)
    read_through(page)
    menu = QMenu()
    page._fill_works(menu)
    assert words(menu) == [
        "The heart", "My Heart: the film", "My Heart", "All of it, as one story", "Works",
        "Another", "Edit this work", "What is missing between music and story",
        "Choose its album…", "Make a keepsake…", "All works, episodes and scenes", "Paste a list…",
        "Import files…", "Import a folder…",
    ]  # fmt: skip
    actions = {action.text(): action for action in menu.actions()}
    actions["All of it, as one story"].trigger()
    read_through(page)
    assert (page.head.title.text(), page.head.kind.text()) == ("The heart", "Saga")
    actions["My Heart: the film"].trigger()
    read_through(page)
    assert page.head.title.text() == "My Heart: the film"


def test_it_leads_to_forms_characters_and_afterlives(page: WorkPage, heart: Heart) -> None:
    navigator = heart.parts.navigator
    page.head.edit.click()
    assert navigator.shown[-1] == WorkForm(heart.work)
    assert page.head.links.afterlives.isHidden()
    navigator.kinds |= {Afterlives, LifePlace}
    page.read()
    read_through(page)
    page.head.links.life.click()
    assert navigator.shown[-1] == LifePlace(work_id=heart.work)
    page.head.links.afterlives.click()
    assert navigator.shown[-1] == Afterlives(work_id=heart.work)
    menu = QMenu()
    page.head.links.fill_characters(menu)
    menu.actions()[0].trigger()
    assert navigator.shown[-1] == PersonPlace(heart.mira, None)


def test_the_work_is_there_again_after_a_restart(
    page: WorkPage, heart: Heart, memory: WindowMemory, parts: WindowParts
) -> None:
    other = WorkPage(parts.context, memory, parts.window)
    read_through(other)
    assert other.head.title.text() == "My Heart"
    line = last_opened(heart.services.works, memory)
    assert line is not None and line.id == heart.work
    heart.services.scenes.remove("work", heart.work)
    read_through(page)
    assert last_opened(heart.services.works, memory) is None
    assert page.empty.isVisible()


def test_the_only_work_needs_no_choosing(page: WorkPage, heart: Heart, parts: WindowParts) -> None:
    other = WorkPage(parts.context, None, parts.window)
    read_through(other)
    assert other.work_id == heart.work
    heart.services.scenes.add_work(WorkKind.FILM, "The film")
    parts.navigator.kinds.add(PasteStory)
    third = WorkPage(parts.context, None, parts.window)
    read_through(third)
    assert third.work_id is None and third.empty.isVisibleTo(third)
    offers = {offer.text(): offer for offer in third.empty.findChildren(PushButton)}
    offers["Paste a list…"].click()
    offers["Choose or add a work"].click()
    assert parts.navigator.shown[-1] == PasteStory() and parts.navigator.opened == ["story"]


@pytest.mark.parametrize(("wide", "is_tight"), [(1232, False), (912, True), (792, True)])
def test_where_there_is_little_room_links_are_icons(
    page: WorkPage, wide: int, is_tight: bool
) -> None:
    page.resize(wide, 740)
    assert (page.head.links.themes.text() == "") is is_tight
    read_through(page)
    assert page.head.minimumSizeHint().width() <= wide - 32


def test_a_place_opens_its_work(page: WorkPage, heart: Heart) -> None:
    second = heart.services.scenes.add_work(WorkKind.FILM, "The film")
    page.open(StoryLinePlace(second))
    read_through(page)
    assert page.head.title.text() == "The film"
    assert page.head.figures.heard.accessibleName() == "Neither music nor scenes belong to it yet."
    assert not page.head.play.button.isEnabled()


def test_in_another_journal_the_work_is_found_by_what_never_changes(
    page: WorkPage, heart: Heart
) -> None:
    page.work_id = WorkId(999)  # what its number was before
    heart.services.feed.announce(Change(frozenset({EVERYTHING})))
    read_through(page)
    assert page.work_id == heart.work and page.head.title.text() == "My Heart"


@pytest.mark.parametrize(
    ("minutes", "said"), [(0.5, "30 s"), (38, "38 min"), (60, "1 h"), (1_505, "25 h 5 min")]
)
def test_lengths_are_said_in_hours_where_there_are_any(minutes: float, said: str) -> None:
    assert length_words(round(minutes * 60_000)) == said
