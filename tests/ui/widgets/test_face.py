"""Faces: a portrait, or initials on a disc of the character's colour."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.face import Face, FaceChip, paint_face, paint_hidden_face
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.initials import initials

TINT, SIDE = "#2F7A74", 40


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mira Solene", "MS"),
        ("Elio", "E"),
        ("Noor van der Heijden", "NV"),
        ("“Ren” Castell", "C"),
        ("天城 越え", "天"),
        ("  ", ""),
        ("?", "?"),
    ],
)
def test_initials_are_of_the_first_two_words(name: str, letters: str) -> None:
    assert initials(name) == letters


def painted(portrait: QImage | None = None, *, is_hidden: bool = False) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter, box = QPainter(image), QRectF(0, 0, SIDE, SIDE)
    if is_hidden:
        paint_hidden_face(painter, box)
    else:
        paint_face(painter, box, "Mira Solene", TINT, portrait)
    painter.end()
    return image


def has(image: QImage, colour: str) -> bool:
    wanted = QColor(colour).rgb()
    places = range(SIDE)
    return any(image.pixelColor(x, y).rgb() == wanted for x in places for y in places)


def test_without_a_portrait_it_is_a_disc_of_the_colour(qtbot: QtBot) -> None:
    assert has(painted(), TINT) and has(painted(QImage()), TINT)
    assert painted().pixelColor(0, 0).alpha() == 0


def test_a_portrait_is_round_in_a_ring_of_the_colour(qtbot: QtBot) -> None:
    portrait = QImage(80, 60, QImage.Format.Format_RGB32)
    portrait.fill(QColor("#123456"))
    found = painted(portrait)
    assert found.pixelColor(SIDE // 2, SIDE // 2).name() == "#123456"
    assert found.pixelColor(0, 0).alpha() == 0
    assert found.pixelColor(SIDE // 2, 0).green() > 0x60, "the ring"


def test_who_is_covered_shows_no_colour(qtbot: QtBot) -> None:
    assert not has(painted(is_hidden=True), TINT)


def test_a_long_name_ends_in_dots_where_it_has_no_room(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    name = "Noor van der Heijden-Castellano of the Seven Bridges"
    chip = FaceChip(Face(name, TINT, lambda: None, 24), name, name)
    FlowLayout(page).addWidget(chip)
    page.resize(160, 60)
    with qtbot.waitExposed(page):
        page.show()
    assert chip.width() == 160 and chip.sizeHint().width() > 160
    assert chip.accessibleName() == name
