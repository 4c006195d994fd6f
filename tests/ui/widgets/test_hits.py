"""What was typed is shown where a text says it, and no letter moves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.core.search_text import terms_of
from ui.journal.row_text import draw_text
from ui.style.theme import colour, text_font
from ui.widgets.entry_text import EntryText
from ui.widgets.hits import Hits
from ui.widgets.text_lines import paint_lines

WIDE, HIGH = 400, 90
TEXTS = (
    ("Étoile filante", "filan"),
    ("AVATAR To Ty Wa", "vatar ty"),
    ("🎻 Straße, 🎻 Straße", "strasse"),
    ("مفتاح الكتاب", "كتا"),
    ("ソウルの한국語, ｶﾞ", "한 が"),
)
Paint = Callable[[QPainter, Hits], object]


def painted(paint: Paint, typed: str, ground: str) -> QImage:
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(colour(ground))
    painter = QPainter(image)
    paint(painter, Hits(terms_of(typed)))
    painter.end()
    return image


def in_line(text: str, width: int = WIDE) -> Paint:
    line = QRectF(0, 10, width, 40)
    return lambda painter, found: draw_text(painter, line, text, text_font(), "ink", found=found)


def in_lines(text: str, width: int = WIDE) -> Paint:
    def paint(painter: QPainter, found: Hits) -> None:
        painter.setPen(colour("ink"))
        paint_lines(painter, QRectF(0, 0, width, 24), text, text_font(), 3, found)

    return paint


def lit(image: QImage) -> QRectF:
    """Where the ground of a hit is, in a picture without any other of that colour."""
    wanted = colour("selection").rgb()
    places = [(x, y) for x in range(WIDE) for y in range(HIGH) if image.pixel(x, y) == wanted]
    if not places:
        return QRectF()
    xs, ys = zip(*places, strict=True)
    return QRectF(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


@pytest.mark.parametrize("where", [in_line, in_lines])
@pytest.mark.parametrize(("text", "typed"), TEXTS)
def test_no_letter_moves(
    qapp: QApplication, where: Callable[[str], Paint], text: str, typed: str
) -> None:
    """On its own colour a hit's ground can't be seen: the same picture as without."""
    paint = where(text)
    assert painted(paint, typed, "selection") == painted(paint, "", "selection")
    assert painted(paint, typed, "raised") != painted(paint, "", "raised")


@pytest.mark.parametrize("where", [in_line, in_lines])
def test_the_ground_is_behind_the_hit_alone(
    qapp: QApplication, where: Callable[[str], Paint]
) -> None:
    advance = QFontMetricsF(text_font()).horizontalAdvance
    box = lit(painted(where("une étoile filante"), "ETOILE", "raised"))
    assert abs(box.left() - advance("une ")) <= 1.5
    assert abs(box.right() - advance("une étoile")) <= 1.5


@pytest.mark.parametrize("where", [in_line, in_lines])
def test_the_ground_is_behind_letters_from_right_to_left(
    qapp: QApplication, where: Callable[[str], Paint]
) -> None:
    advance = QFontMetricsF(text_font()).horizontalAdvance
    box = lit(painted(where("مفتاح الكتاب"), "مفتاح", "raised"))
    assert abs(box.left() - advance(" الكتاب")) <= 1.5
    assert abs(box.right() - advance("مفتاح الكتاب")) <= 1.5
    box = lit(painted(where("une مفتاح, étoile"), "مفتاح", "raised"))
    assert abs(box.left() - advance("une ")) <= 1.5
    assert abs(box.right() - advance("une مفتاح")) <= 1.5


def test_the_ground_is_at_the_right_where_the_window_reads_from_there(qapp: QApplication) -> None:
    def paint(painter: QPainter, found: Hits) -> None:
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        in_line("une étoile")(painter, found)

    assert painted(paint, "etoile", "selection") == painted(paint, "", "selection")
    assert abs(lit(painted(paint, "etoile", "raised")).right() - WIDE) <= 1.5


@pytest.mark.parametrize("where", [in_line, in_lines])
def test_what_is_left_of_a_text_from_right_to_left_keeps_its_hits(
    qapp: QApplication, where: Callable[[str, int], Paint]
) -> None:
    paint = where("مفتاح الكتاب " * 9, 90)
    assert painted(paint, "كتا", "selection") == painted(paint, "", "selection")
    box = lit(painted(paint, "كتا", "raised"))
    assert 0 < box.width() < 90


def test_a_muted_line_says_what_was_found_in_ink(qapp: QApplication) -> None:
    line = QRectF(0, 10, WIDE, 40)

    def pictured(token: str) -> QImage:
        return painted(
            lambda painter, found: draw_text(
                painter, line, "étoile", text_font(), token, found=found
            ),
            "etoile",
            "raised",
        )

    muted, inked = pictured("ink_muted"), pictured("ink")
    darkest = min(inked.pixelColor(x, y).lightness() for x in range(80) for y in range(60))
    assert darkest == min(muted.pixelColor(x, y).lightness() for x in range(80) for y in range(60))


def test_what_is_cut_off_is_not_shown(qapp: QApplication) -> None:
    text = "a very long line that ends with étoile"
    assert lit(painted(in_line(text), "etoile", "raised")).isValid()
    assert not lit(painted(in_line(text, 90), "etoile", "raised")).isValid()


def test_a_hit_that_is_wrapped_is_shown_on_both_lines(qapp: QApplication) -> None:
    text = "雪が降る港の灯がまた見える夜に"
    box = lit(painted(in_lines(text, 70), "降る港の灯が", "raised"))
    assert box.height() > 30


def test_an_entry_keeps_its_letters_too(qapp: QApplication) -> None:
    document = EntryText()
    document.set_text("# Étoile\n\nOf *stars* and étoiles\n\n- étoile")
    document.setTextWidth(WIDE)

    def pictured(typed: str) -> QImage:
        def paint(painter: QPainter, found: Hits) -> None:
            found.paint_behind(painter, document)
            document.drawContents(painter)

        return painted(paint, typed, "selection")

    assert pictured("etoile") == pictured("")
    grounds = painted(lambda painter, found: found.paint_behind(painter, document), "st", "raised")
    assert 0 < lit(grounds).width() < WIDE / 2
