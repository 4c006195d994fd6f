"""Two passages laid over each other: what is drawn, clicked, walked through and read out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.analysis.comparison.records import Comparison, Fit, Parting, PartingKind
from app.analysis.melody import MelodyNote
from ui.style.contrast import contrast_ratio
from ui.style.theme import apply_theme, current_theme
from ui.style.tokens import DARK, LIGHT, Theme
from ui.widgets.comparison_picture import ComparisonPicture

WIDE, HIGH = 784, 316
LOW = 60  # the lowest of 20 pitches
LASTS_MS = 10_000
HOME = (MelodyNote(0, 2000, 66), MelodyNote(2000, 4000, 70), MelodyNote(6000, 8000, 64))
HERE = (MelodyNote(0, 2000, 66), MelodyNote(2000, 4000, 74))
HIGHER = Parting(PartingKind.OTHER_PITCH, 2000, 4000, 74, 4)
CELLS = np.zeros((100, 20), np.uint8)
COMPARISON = Comparison(LASTS_MS, Fit(0, 0, 1.0), HOME, HERE, CELLS, CELLS, LOW, (HIGHER,), 2)


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    apply_theme(qapp, LIGHT)


@pytest.fixture
def picture(qtbot: QtBot) -> ComparisonPicture:
    return shown(qtbot, COMPARISON)


def shown(
    qtbot: QtBot, comparison: Comparison, size: tuple[int, int] = (WIDE, HIGH)
) -> ComparisonPicture:
    made = ComparisonPicture()
    qtbot.addWidget(made)
    made.resize(*size)
    made.show_comparison(comparison)
    with qtbot.waitExposed(made):
        made.show()
    return made


def at(picture: ComparisonPicture, at_ms: int, pitch: int = LOW) -> QPoint:
    """Where a time and a pitch are, by the margins of 16 and 9 pixels."""
    wide, high = picture.width() - 2 * 17, picture.height() - 2 * 9
    row_px = high / 20
    return QPoint(
        round(17 + wide * at_ms / LASTS_MS),
        round(picture.height() - 9 - (pitch - LOW + 0.5) * row_px),
    )


def pixels(picture: ComparisonPicture) -> QImage:
    return picture.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def inked(image: QImage, token: str) -> int:
    """How many pixels have just this colour."""
    wanted = QColor(current_theme().colour(token)).rgb()
    words = np.frombuffer(image.constBits(), np.uint32)
    return int((words == wanted).sum())


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_first_melody_is_filled_bars_and_the_other_one_hollow_outlines(
    qapp: QApplication, picture: ComparisonPicture, theme: Theme
) -> None:
    apply_theme(qapp, theme)
    image = pixels(picture)
    stated = at(picture, 7000, 64)
    assert image.pixelColor(stated) == QColor(theme.accent)
    assert image.pixelColor(stated + QPoint(0, 7)) != QColor(theme.focus)
    other = at(picture, 3600, 74)
    assert image.pixelColor(other) == QColor(theme.paper)
    edge = {image.pixelColor(other - QPoint(0, up)).name() for up in (6, 7, 8)}
    assert QColor(theme.focus).name() in edge


def test_a_note_of_both_is_a_bar_inside_an_outline(picture: ComparisonPicture) -> None:
    image, both = pixels(picture), at(picture, 1000, 66)
    assert image.pixelColor(both) == QColor(LIGHT.accent)
    assert image.pixelColor(both + QPoint(0, 5)) == QColor(LIGHT.paper)
    assert any(
        image.pixelColor(both + QPoint(0, down)) == QColor(LIGHT.focus) for down in (6, 7, 8)
    )


def test_what_sounds_is_faint_each_passage_in_its_own_half_of_a_row(qtbot: QtBot) -> None:
    cells, others = CELLS.copy(), CELLS.copy()
    cells[85:95, 12], others[85:95, 12] = 255, 255
    image_of = pixels(shown(qtbot, replace(COMPARISON, home_cells=cells, here_cells=others)))
    middle = at(shown(qtbot, COMPARISON), 9000, LOW + 12)
    upper, lower = (image_of.pixelColor(middle + QPoint(0, by)) for by in (-4, 4))
    assert upper != lower
    for shade in (upper, lower):
        assert shade != QColor(LIGHT.paper)
        assert contrast_ratio(shade.name(), LIGHT.paper) < 1.6
    assert image_of.pixelColor(middle + QPoint(0, -13)) == QColor(LIGHT.paper)


@pytest.mark.parametrize(("size", "scale"), [((784, 316), 1), ((500, 200), 1), ((784, 120), 1),
                                             ((500, 300), 1.5), ((360, 120), 1.5)])  # fmt: skip
def test_where_they_part_is_said_at_any_size_inside_the_picture(
    qapp: QApplication, qtbot: QtBot, size: tuple[int, int], scale: float
) -> None:
    apply_theme(qapp, LIGHT, scale)
    said = pixels(shown(qtbot, COMPARISON, size))
    unsaid = pixels(shown(qtbot, replace(COMPARISON, partings=()), size))
    words = [
        np.frombuffer(each.constBits(), np.uint32).reshape(size[::-1]) for each in (said, unsaid)
    ]
    rows, columns = np.nonzero(words[0] != words[1])
    assert len(rows) > 60
    assert 2 <= rows.min() < rows.max() < size[1] - 2
    assert 2 <= columns.min() < columns.max() < size[0] - 2


def test_the_playhead_leaves_nothing_behind(qtbot: QtBot, picture: ComparisonPicture) -> None:
    still = pixels(picture)
    for at_ms in (1000, 5000):
        picture.show_playhead(at_ms)
        image = pixels(picture)
        assert image.pixelColor(at(picture, at_ms)) == QColor(LIGHT.playhead)
        more = inked(image, "playhead") - inked(still, "playhead")
        assert more == pytest.approx(2 * HIGH, abs=24)  # less what it covers of the words
    picture.show_playhead(LASTS_MS + 1)
    assert pixels(picture) == still


def test_a_click_seeks_to_that_musical_moment(qtbot: QtBot, picture: ComparisonPicture) -> None:
    asked: list[int] = []
    picture.seek_requested.connect(asked.append)
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at(picture, 2500))
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=QPoint(2, 50))
    qtbot.mouseClick(picture, Qt.MouseButton.RightButton, pos=at(picture, 7000))
    assert asked == [pytest.approx(2500, abs=10), 0]


def test_arrows_go_from_note_to_note_and_tell_what_is_different_there(
    qtbot: QtBot, picture: ComparisonPicture
) -> None:
    asked: list[int] = []
    picture.seek_requested.connect(asked.append)
    picture.seek_requested.connect(picture.show_playhead)
    picture.setFocus(Qt.FocusReason.TabFocusReason)
    told = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right,
                Qt.Key.Key_Left, Qt.Key.Key_End):  # fmt: skip
        qtbot.keyClick(picture, key)
        told.append(picture.accessibleDescription())
    assert asked == [0, 2000, 6000, 6000, 2000, 6000]
    assert told[:2] == ["0:00", "0:02 · a third higher"]


def test_a_screen_reader_hears_what_the_picture_shows(picture: ComparisonPicture) -> None:
    assert picture.accessibleName() == "Both passages, laid over each other"
    assert picture.accessibleDescription() == (
        "2 of 3 notes are the same here. 0:02: a third higher."
    )


def test_until_both_are_heard_it_says_so_and_takes_no_click(
    qtbot: QtBot, picture: ComparisonPicture
) -> None:
    asked: list[int] = []
    picture.seek_requested.connect(asked.append)
    picture.show_words("“Love Theme” isn’t listened through yet.")
    qtbot.mouseClick(picture, Qt.MouseButton.LeftButton, pos=at(picture, 2500))
    assert not asked
    assert picture.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert picture.accessibleDescription() == "“Love Theme” isn’t listened through yet."
    image = pixels(picture)
    assert inked(image, "accent") == 0
    assert inked(image, "ink_muted") > 20
    picture.show_comparison(COMPARISON)
    assert picture.focusPolicy() is Qt.FocusPolicy.TabFocus
    assert inked(pixels(picture), "accent") > 200


def test_passages_without_a_melody_show_what_sounds_and_say_so(qtbot: QtBot) -> None:
    cells = CELLS.copy()
    cells[10:90, 5] = 255
    unpitched = replace(
        COMPARISON, home=(), here=(), home_cells=cells, here_cells=cells, partings=()
    )
    picture = shown(qtbot, unpitched)
    asked: list[int] = []
    picture.seek_requested.connect(asked.append)
    image = pixels(picture)
    assert image.pixelColor(at(picture, 5000, LOW + 5) + QPoint(0, 4)) != QColor(LIGHT.paper)
    assert inked(image, "accent") == 0
    assert picture.accessibleDescription() == "No melody stands out in either passage."
    qtbot.keyClick(picture, Qt.Key.Key_End)
    assert asked == [LASTS_MS * 15 // 16]
