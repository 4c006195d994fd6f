"""The companion card: scene, what was felt before, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QHoverEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.timeline.records import ComingUp, Companion, FeltBefore
from tests.support.seen import named
from tests.ui.timeline.builders import EMOTIONS, MADE_AT_MS, character, scene
from ui.bridge.places import Afterlives, DayPlace, PersonPlace, ScenePlace
from ui.companion.card import CompanionCard
from ui.companion.parts import CharacterChip, ComingLine, FeltLine, StillView
from ui.style.theme import colour
from ui.widgets.buttons import LinkButton
from ui.words.dates import unbroken
from ui.words.spoilers import spoilers

MIRA = character(1, "Mira")
HARBOUR = scene(1, "Low water", still="harbour.png", characters=(MIRA,))
SECRET = scene(2, "He is the thief", is_spoiler=True)
FELT = FeltBefore(
    MarkRef(MarkKind.TAG, 7),
    "felt",
    EMOTIONS[0],
    Span.point(1_000),
    4,
    Mode.FELT,
    "as if the sea stopped",
    MADE_AT_MS,
    60,
)
SOON = ComingUp(MarkRef(MarkKind.MOMENT, 1), "The oboe", "accent", "heart", 4_200)
NINE = tuple(replace(FELT, ref=MarkRef(MarkKind.TAG, n), uid=f"felt {n}") for n in range(1, 10))
NOTHING = Companion(None, (), ())


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> CompanionCard:
    picture = QImage(320, 180, QImage.Format.Format_RGB32)
    picture.fill(QColor("#123456"))
    picture.save(str(tmp_path / "harbour.png"))
    card = CompanionCard("Y", lambda name: tmp_path / name)
    qtbot.addWidget(card)
    card.resize(320, 700)
    card.show()
    return card


def words(card: CompanionCard) -> list[str]:
    QApplication.processEvents()  # a layout shows new lines from the event loop
    labels, buttons = card.findChildren(QLabel), card.findChildren(QPushButton)
    return [part.text() for part in (*labels, *buttons) if part.isVisible()]


def test_the_scene_is_shown_with_its_characters(card: CompanionCard) -> None:
    card.show_companion(Companion(HARBOUR, (), ()))
    shown = words(card)
    assert "Low water" in shown
    assert "Tidewatch · S1 E3 · Low water" in shown
    assert HARBOUR.summary in shown
    assert "Mira" in shown
    assert "Felt here before" not in shown and "Coming up" not in shown


def test_the_still_is_painted(card: CompanionCard) -> None:
    card.show_companion(Companion(HARBOUR, (), ()))
    still = card.findChild(StillView)
    image = still.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == "#123456"


@pytest.mark.logs("could not be read")
def test_a_missing_still_leaves_an_empty_surface(card: CompanionCard) -> None:
    card.show_companion(Companion(replace(HARBOUR, still="gone.png"), (), ()))
    image = card._scene.still.grab().toImage()
    assert image.pixelColor(image.width() // 4, image.height() // 4) == colour("sunken")


def test_a_spoiler_is_hidden_until_it_is_asked_for(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_companion(Companion(SECRET, (), ()))
    assert not any("thief" in text for text in words(card))
    qtbot.mouseClick(named(card, QPushButton, "Show spoiler"), Qt.MouseButton.LeftButton)
    assert "He is the thief" in words(card)
    card.show_companion(NOTHING)
    card.show_companion(Companion(SECRET, (), ()))
    assert "He is the thief" in words(card), "once shown, it stays shown"


def test_without_a_scene_it_says_how_to_assign_one(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_companion(NOTHING)
    assert any("press Y." in text for text in words(card))


def test_earlier_emotions_are_shown_with_date_and_note(card: CompanionCard) -> None:
    card.show_companion(Companion(None, (FELT,), ()))
    shown = words(card)
    assert "Wonder" in shown
    assert any(unbroken("14 November 2023") in text for text in shown)
    assert "“as if the sea stopped”" in shown


def test_further_earlier_emotions_are_counted(card: CompanionCard) -> None:
    card.show_companion(Companion(None, NINE, ()))
    assert "and 5 more times" in words(card)
    assert len([line for line in card.findChildren(FeltLine) if line.isVisible()]) == 4


def test_counting_down_only_changes_the_text(card: CompanionCard) -> None:
    card.show_companion(Companion(HARBOUR, (FELT,), (SOON,)))
    lines, chips = card.findChildren(ComingLine), card.findChildren(CharacterChip)
    assert "in 5 s" in words(card)
    card.show_companion(Companion(HARBOUR, (FELT,), (replace(SOON, in_ms=1_900),)))
    assert "in 2 s" in words(card)
    assert card.findChildren(ComingLine) == lines
    assert card.findChildren(CharacterChip) == chips


@pytest.fixture
def told_openly() -> Iterator[Callable[[], None]]:
    """Shows spoilers until the test ends."""
    yield lambda: spoilers().set_covered(False)
    spoilers().set_covered(True)


def test_the_title_of_a_coming_spoiler_is_hidden(
    card: CompanionCard, told_openly: Callable[[], None]
) -> None:
    leaving = scene(3, "She leaves", is_spoiler=True)
    leaves = ComingUp(
        MarkRef(MarkKind.CUE, 1), leaving.title, "ink_muted", "clapperboard", 900, leaving
    )
    dies = replace(leaves, ref=MarkRef(MarkKind.CUE, 2), title="He is the thief", scene=SECRET)
    card.show_companion(Companion(SECRET, (), (leaves, dies)))
    covered = words(card)
    assert covered.count("A later scene") == 2, "the one that plays, and once for both that come"
    assert not {"She leaves", "He is the thief"} & set(covered)
    told_openly()
    assert {"She leaves", "He is the thief"} <= set(words(card))
    assert "A later scene" not in words(card)


def test_a_scene_that_is_covered_again_leaves_no_word_behind_the_cover(
    card: CompanionCard, told_openly: Callable[[], None]
) -> None:
    told_openly()
    thief = replace(SECRET, summary="The thief runs", characters=(character(2, "The thief"),))
    card.show_companion(Companion(thief, (), ()))
    spoilers().set_covered(True)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tips = [part.toolTip() for part in card.findChildren(QWidget)]
    texts = [label.text() for label in card.findChildren(QLabel)]
    assert not any("thief" in text for text in (*tips, *texts))


def test_a_felt_emotion_is_heard_again_and_its_date_opens_the_day(
    qtbot: QtBot, card: CompanionCard
) -> None:
    card.show_companion(Companion(None, (FELT,), ()))
    words(card)
    (line,) = card.findChildren(FeltLine)
    with qtbot.waitSignal(card.hear_wanted) as heard:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert heard.args == [FELT.ref]
    with qtbot.waitSignal(card.hear_wanted) as heard:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == [FELT.ref]
    with qtbot.waitSignal(card.place_wanted) as wanted:
        qtbot.mouseClick(line.day, Qt.MouseButton.LeftButton)
    assert wanted.args == [DayPlace(date(2023, 11, 14), FELT.uid)]


def test_space_on_a_line_is_left_to_the_player(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_companion(Companion(None, (FELT,), ()))
    heard: list[object] = []
    card.hear_wanted.connect(heard.append)
    (line,) = card.findChildren(FeltLine)
    qtbot.keyClick(line, Qt.Key.Key_Space)
    assert heard == []


def test_the_still_opens_the_scene_and_a_face_the_character(
    qtbot: QtBot, card: CompanionCard
) -> None:
    card.show_companion(Companion(HARBOUR, (), ()))
    words(card)
    with qtbot.waitSignal(card.place_wanted) as wanted:
        qtbot.mouseClick(card.findChild(StillView), Qt.MouseButton.LeftButton)
    assert wanted.args == [ScenePlace(HARBOUR.id)]
    chip = card.findChildren(CharacterChip)[0]
    with qtbot.waitSignal(card.place_wanted) as wanted:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert wanted.args == [PersonPlace(HARBOUR.characters[0].id, HARBOUR.id)]


def test_all_earlier_emotions_are_listed_when_asked_for(qtbot: QtBot, card: CompanionCard) -> None:
    card.show_companion(Companion(None, NINE, ()))
    words(card)
    qtbot.mouseClick(named(card, QPushButton, "and 5 more times"), Qt.MouseButton.LeftButton)
    words(card)
    assert len([line for line in card.findChildren(FeltLine) if line.isVisible()]) == 9


def test_without_anything_it_is_no_taller_than_what_it_says(card: CompanionCard) -> None:
    card.show_companion(NOTHING)
    assert any("Nothing felt here yet." in text for text in words(card))
    assert card.sizeHint().height() < 250


def move_over(part: QWidget) -> None:
    spot = QPointF(part.rect().center())
    QApplication.sendEvent(part, QHoverEvent(QEvent.Type.HoverMove, spot, spot, QPointF()))


def leave(part: QWidget) -> None:
    away = QPointF(-1, -1)
    QApplication.sendEvent(part, QHoverEvent(QEvent.Type.HoverLeave, away, away, QPointF()))


def test_nothing_moves_while_one_is_about_to_press_an_earlier_emotion(card: CompanionCard) -> None:
    later = replace(FELT, ref=MarkRef(MarkKind.TAG, 8), note="and then it came back")
    card.show_companion(Companion(HARBOUR, (FELT,), ()))
    (line,) = card.findChildren(FeltLine)
    section = line.parentWidget()
    assert section is not None
    move_over(section)
    card.show_companion(Companion(None, (later,), (SOON,)))
    assert "“as if the sea stopped”" in words(card) and "Coming up" not in words(card)
    leave(section)
    assert "“and then it came back”" in words(card) and "Coming up" in words(card)


def test_a_pointer_left_on_the_card_holds_nothing_for_long(
    card: CompanionCard,
) -> None:
    card.show_companion(Companion(HARBOUR, (FELT,), ()))
    section = card.findChildren(FeltLine)[0].parentWidget()
    assert section is not None
    move_over(section)
    card.show_companion(Companion(HARBOUR, (FELT,), (SOON,)))
    assert "Coming up" not in words(card)
    (held,) = [timer for timer in section.findChildren(QTimer) if timer.isActive()]
    held.stop()
    held.timeout.emit()
    assert "Coming up" in words(card)


def felt_often(count: int) -> tuple[FeltBefore, ...]:
    return tuple(replace(FELT, ref=MarkRef(MarkKind.TAG, 20 + n)) for n in range(count))


def test_words_and_icons_stand_on_one_edge(card: CompanionCard) -> None:
    card.show_companion(Companion(HARBOUR, felt_often(6), (SOON,)))
    words(card)

    def left(part: QWidget) -> int:
        return part.mapTo(card, QPoint(0, 0)).x()

    (coming,), felt = card.findChildren(ComingLine), card.findChildren(FeltLine)[0]
    icons = [line.findChildren(QLabel)[0] for line in (felt,)]
    icons.append(
        next(label for label in coming.findChildren(QLabel) if not label.pixmap().isNull())
    )
    title = named(card, QLabel, "Felt here before")
    assert {left(part) for part in (*icons, title, named(card, QLabel, "Low water"))} == {
        left(card.findChild(StillView))
    }
    more = named(card, QPushButton, "and 2 more times")
    assert left(more) + LinkButton.EDGE_PX == left(named(felt, QLabel, FELT.emotion.name))


@pytest.mark.parametrize(("height", "shown"), [(540, 2), (740, 3), (900, 5), (2_000, 6)])
def test_as_many_are_listed_as_there_is_room_for(
    card: CompanionCard, height: int, shown: int
) -> None:
    card.show_companion(Companion(None, felt_often(9), ()))
    card.fit_into(height)
    assert f"and {9 - shown} more times" in words(card)


def felt_lines(card: CompanionCard) -> list[FeltLine]:
    """From top to bottom."""
    QApplication.processEvents()
    lines = [line for line in card.findChildren(FeltLine) if line.isVisible()]
    return sorted(lines, key=lambda line: line.mapTo(card, line.rect().topLeft()).y())


def test_a_line_that_has_the_keyboard_keeps_it_while_the_music_goes_on(
    card: CompanionCard, qtbot: QtBot
) -> None:
    other = replace(FELT, ref=MarkRef(MarkKind.TAG, 8), uid="other", note="the oboe")
    third = replace(FELT, ref=MarkRef(MarkKind.TAG, 9), uid="third", note="the harp")
    with qtbot.waitExposed(card):
        card.show_companion(Companion(None, (other, FELT), ()))
    card.activateWindow()
    line = felt_lines(card)[1]
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    heard: list[MarkRef] = []
    card.hear_wanted.connect(heard.append)
    card.show_companion(Companion(None, (third, FELT, other), ()))
    assert [each.felt for each in felt_lines(card)] == [third, FELT, other]
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard == [FELT.ref]
    line.day.setFocus()
    card.show_companion(Companion(None, (FELT,), ()))
    assert line.day.hasFocus() and len(felt_lines(card)) == 1


def test_it_leads_to_what_became_of_the_track(card: CompanionCard, qtbot: QtBot) -> None:
    assert not card.afterlives.isVisible()
    card.show_afterlives(7, 14)
    assert card.afterlives.isVisible() and card.afterlives.text() == "14 afterlives"
    with qtbot.waitSignal(card.place_wanted) as told:
        card.afterlives.click()
    assert told.args == [Afterlives(track_id=7)]
    card.show_afterlives(7, 0)
    assert not card.afterlives.isVisible()
