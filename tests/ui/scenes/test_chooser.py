"""“Which scene plays here?” by typing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.core.errors import Problem
from app.core.ids import SceneId, TrackId, WorkId
from app.core.timecode import Span
from app.story.records import NewScene, Scene, WorkKind
from tests.support.window_parts import WindowParts, add_tracks
from ui.scenes.chooser import SceneChooser
from ui.scenes.person_chip import PersonChip
from ui.widgets.chips import Chip
from ui.widgets.problem_dialog import ProblemDialog
from ui.widgets.text import TextLabel

Key = Qt.Key


def opened(
    parts: WindowParts,
    qtbot: QtBot,
    work_id: WorkId | None = None,
    stretch: Span | None = None,
    album: str = "",
) -> SceneChooser:
    track = OpenedTrack(parts)

    def assign(scene: SceneId | NewScene) -> SceneId:
        return track.assign(scene, stretch or Span(0, 1000))

    chooser = SceneChooser(parts.context, work_id, stretch, assign, album, parts.window)
    with qtbot.waitExposed(chooser):
        chooser.open()
    return chooser


class OpenedTrack:
    """One track, to which scenes are assigned."""

    def __init__(self, parts: WindowParts) -> None:
        self.cues = parts.context.services.cues
        folder = parts.context.services.paths.data / "music"
        self.id = TrackId(next(iter(add_tracks(parts.context, folder, ["Dawn"]).values())))

    def assign(self, scene: SceneId | NewScene, stretch: Span) -> SceneId:
        return self.cues.scene_of(self.cues.add_cue(self.id, stretch, scene))


def write(qtbot: QtBot, field: Any, text: str) -> None:
    qtbot.keyClicks(field.line, text)
    qtbot.keyClick(field.line, Key.Key_Return)


def test_a_few_letters_find_the_scene(parts: WindowParts, told: Any, qtbot: QtBot) -> None:
    chooser = opened(parts, qtbot, told.work, Span(5000, 65_000))
    assert "For 0:05 to 1:05." in " ".join(t.text() for t in chooser.findChildren(TextLabel))
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        write(qtbot, chooser.scene_field, "harb")
    assert chosen.args == [told.harbour]
    assert not chooser.isVisible()


@pytest.mark.parametrize("letters", ["mira", "winding key", "My Heart harbour"])
def test_a_scene_is_also_found_by_characters_episode_and_work(
    parts: WindowParts, told: Any, qtbot: QtBot, letters: str
) -> None:
    chooser = opened(parts, qtbot, told.work)
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        write(qtbot, chooser.scene_field, letters)
    assert chosen.args == [told.harbour]


def test_the_tracks_own_work_comes_first(parts: WindowParts, told: Any, qtbot: QtBot) -> None:
    scenes = parts.context.services.scenes
    other = scenes.add_work(WorkKind.GAME, "A game")
    theirs = scenes.add_scene(other, "The harbour")
    chooser = opened(parts, qtbot, other)
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        qtbot.keyClick(chooser.scene_field.line, Key.Key_Return)
    assert chosen.args == [theirs]


def test_a_new_scene_is_created_in_the_tracks_work(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    with qtbot.waitSignal(chooser.scene_chosen) as chosen:
        write(qtbot, chooser.scene_field, "Xylophone dream")
    scene = parts.context.services.scenes.scene(chosen.args[0])
    assert (scene.title, scene.work_id) == ("Xylophone dream", told.work)


def test_without_any_work_a_new_one_is_named_with_its_kind(
    parts: WindowParts, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot)
    write(qtbot, chooser.scene_field, "The letter")
    assert chooser.work_field.isVisible()
    (game,) = [chip for chip in chooser.findChildren(Chip) if chip.text() == "Game"]
    game.click()
    with qtbot.waitSignal(chooser.scene_chosen):
        write(qtbot, chooser.work_field, "Violet")
    (work,) = parts.context.services.scenes.works()
    assert (work.title, work.kind) == ("Violet", WorkKind.GAME)


def test_escape_goes_back_to_the_scene_and_then_closes(parts: WindowParts, qtbot: QtBot) -> None:
    chooser = opened(parts, qtbot, stretch=Span(0, 1000))
    write(qtbot, chooser.scene_field, "The letter")
    qtbot.keyClick(chooser.work_field.line, Key.Key_Escape)
    assert chooser.scene_field.isVisible()
    words = " ".join(t.text() for t in chooser.findChildren(TextLabel))
    assert "Which scene plays here?" in words
    assert "For 0:00 to 0:01." in words
    chooser.scene_field.clear()
    qtbot.keyClick(chooser.scene_field.line, Key.Key_Escape)
    assert not chooser.isVisible()
    assert parts.context.services.scenes.works() == ()


@pytest.mark.logs("The disk is full")
def test_a_scene_that_cannot_be_saved_is_reported_and_its_text_stays(
    parts: WindowParts, told: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chooser = opened(parts, qtbot, told.work)

    def full(*_args: object, **_values: object) -> None:
        raise Problem("The disk is full, so this wasn’t saved.")

    monkeypatch.setattr(parts.context.services.cues, "add_cue", full)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    (dialog,) = chooser.findChildren(ProblemDialog)
    assert "disk is full" in dialog.as_text()
    assert chooser.isVisible()
    assert chooser.scene_field.text() == "Xylophone dream"
    dialog.accept()


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("album", "suggested"),
    [("Violet (Original Soundtrack)", "Create work “Violet”"), ("My Heart OST", "My Heart")],
)
def test_the_albums_title_is_suggested_as_the_work(
    parts: WindowParts, told: Any, qtbot: QtBot, album: str, suggested: str
) -> None:
    chooser = opened(parts, qtbot, album=album)
    write(qtbot, chooser.scene_field, "The letter")
    assert chooser.work_field.list.currentItem().text() == suggested
    qtbot.keyClicks(chooser.work_field.line, "Some film")
    assert chooser.work_field.text() == "Some film", "typed over"


def test_a_new_scene_its_work_and_the_mark_are_one_step(parts: WindowParts, qtbot: QtBot) -> None:
    chooser = opened(parts, qtbot, album="Violet OST")
    write(qtbot, chooser.scene_field, "The letter")
    qtbot.keyClick(chooser.work_field.line, Key.Key_Return)
    services, stack = parts.context.services, parts.context.history.stack
    assert [work.title for work in services.scenes.works()] == ["Violet"]
    assert services.library.tracks()[0].work_title == "Violet"
    assert stack.count() == 1
    assert parts.said == "“The letter” was assigned."
    parts.take_offer()
    assert services.scenes.works() == ()
    assert services.scenes.scenes() == ()


def test_ctrl_z_in_the_card_undoes_what_it_added_and_leads_back_to_the_name(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    people = chooser.details.fields.people
    write(qtbot, people.finder, "Sefa")
    scenes = parts.context.services.scenes
    qtbot.waitUntil(lambda: len(people.findChildren(PersonChip)) == 1)
    qtbot.keyClicks(people.finder.line, "Re")
    qtbot.keyClick(people.finder.line, Key.Key_Z, CTRL)
    assert people.finder.text() == "", "typing first"
    assert "Sefa" in [who.name for who in scenes.characters(told.work)]
    qtbot.keyClick(people.finder.line, Key.Key_Z, CTRL)
    assert "Sefa" not in [who.name for who in scenes.characters(told.work)]
    assert len(scenes.scenes(told.work)) == 5
    qtbot.keyClick(chooser.details.fields.episode, Key.Key_Z, CTRL)
    assert len(scenes.scenes(told.work)) == 4
    qtbot.waitUntil(chooser.scene_field.isVisible)
    assert chooser.scene_field.text() == "Xylophone dream"
    qtbot.keyClick(chooser.scene_field.line, Key.Key_Z, CTRL)
    assert len(scenes.scenes(told.work)) == 4, "nothing else is undone"


def test_what_was_done_elsewhere_since_is_not_undone_in_the_card(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    scenes = parts.context.services.scenes
    scenes.add_scene(told.work, "Meanwhile")
    qtbot.keyClick(chooser.details.fields.episode, Key.Key_Z, CTRL)
    assert "Meanwhile" in [scene.title for scene in scenes.scenes(told.work)]
    assert parts.said.startswith("Something else was changed since.")


def test_more_about_a_new_scene_is_saved_as_one_goes(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    fields = chooser.details.fields
    (scene,) = [s for s in parts.context.services.scenes.scenes() if s.title == "Xylophone dream"]

    def now() -> Scene:
        return parts.context.services.scenes.scene(scene.id)

    qtbot.waitUntil(fields.episode.hasFocus)
    qtbot.keyClick(fields.episode, Key.Key_Down)
    qtbot.waitUntil(lambda: now().episode_id == told.first)
    qtbot.keyClick(fields.episode, Key.Key_Return)
    assert fields.people.finder.line.hasFocus()
    write(qtbot, fields.people.finder, "mir")
    qtbot.waitUntil(lambda: [who.name for who in now().characters] == ["Mira"])
    write(qtbot, fields.people.finder, "Mira")
    assert parts.said == "“Mira” is in this scene already."
    qtbot.keyClick(fields.people.finder.line, Key.Key_Return)
    assert fields.still.hasFocus()
    fields.still.focusNextChild()
    assert fields.summary.hasFocus()
    qtbot.keyClicks(fields.summary, "She plays for the whole street.")
    qtbot.keyClick(fields.summary, Key.Key_Escape)
    assert not chooser.isVisible()
    assert now().summary == "She plays for the whole street."


@pytest.mark.parametrize("where", ["episode", "people", "summary", "still"])
def test_escape_closes_the_card_wherever_one_is(
    parts: WindowParts, told: Any, qtbot: QtBot, where: str
) -> None:
    chooser = opened(parts, qtbot, told.work)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    fields = chooser.details.fields
    field = fields.people.finder.line if where == "people" else getattr(fields, where)
    field.setFocus()
    qtbot.keyClick(field, Key.Key_Escape)
    assert not chooser.isVisible()
    titles = [scene.title for scene in parts.context.services.scenes.scenes()]
    assert "Xylophone dream" in titles, "it stays assigned"


def test_a_scene_that_is_found_is_assigned_without_more_questions(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    write(qtbot, chooser.scene_field, "the star")
    assert not chooser.isVisible()
    assert parts.said == "“The star” was assigned."


def test_ctrl_enter_creates_a_second_scene_of_that_name(
    parts: WindowParts, told: Any, qtbot: QtBot
) -> None:
    chooser = opened(parts, qtbot, told.work)
    qtbot.keyClicks(chooser.scene_field.line, "The star")
    qtbot.keyClick(chooser.scene_field.line, Key.Key_Return, CTRL)
    titles = [scene.title for scene in parts.context.services.scenes.scenes(told.work)]
    assert titles.count("The star") == 2


def test_a_character_is_asked_for_once(parts: WindowParts, told: Any, qtbot: QtBot) -> None:
    """Not by the field and by a button that opens it."""
    people = opened(parts, qtbot, told.work).details.fields.people
    people.begin_adding()
    assert people.add_button.isHidden() and not people.add_button.parentWidget().isVisible()
    people.end_adding()
    assert not people.add_button.isHidden()


@pytest.mark.parametrize("height", [512, 720])
def test_it_fits_a_low_screen(
    parts: WindowParts, told: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, height: int
) -> None:
    """1366x768 at a scale of 1.5 is 910x512: its fields scroll, and its button stays in reach."""
    monkeypatch.setattr("ui.scenes.scene_details.screen_height", lambda _widget: height)
    chooser = opened(parts, qtbot, told.work)
    write(qtbot, chooser.scene_field, "Xylophone dream")
    details = chooser.details
    qtbot.waitUntil(lambda: details.isVisible() and chooser.height() <= height - 40)
    button = details.done
    assert button.mapTo(chooser, QPoint(0, button.height())).y() < chooser.height()
    summary = details.fields.summary
    summary.setFocus()
    qtbot.waitUntil(lambda: not summary.visibleRegion().isEmpty())


@pytest.mark.parametrize("letter", ["x", "א", "﷽"])
def test_a_title_without_end_makes_no_card_wider(
    parts: WindowParts, told: Any, qtbot: QtBot, letter: str
) -> None:
    chooser = opened(parts, qtbot, told.work)
    before = chooser.width()
    chooser.scene_field.line.setText(letter * 300)
    qtbot.keyClick(chooser.scene_field.line, Key.Key_Return)
    qtbot.waitUntil(chooser.details.isVisible)
    assert chooser.width() == before
