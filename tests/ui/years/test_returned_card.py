"""The card of the places returned to most: the cover above its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.core.ids import TrackId
from app.core.timecode import Span
from app.journal.records import JournalFilter
from app.years.records import ReturnedTo
from ui.bridge.track.thumbnails import Thumbnails
from ui.years.cards.figure_row import Said
from ui.years.cards.returned_card import ReturnedCard


@pytest.mark.logs("could not be read")
def test_its_cover_comes_when_it_is_decoded_and_a_lost_one_takes_no_room(
    qtbot: QtBot, tmp_path: Path
) -> None:
    picture = QImage(2_000, 2_000, QImage.Format.Format_RGB32)
    picture.fill(QColor("teal"))
    assert picture.save(str(tmp_path / "cover.png"))
    covers = Thumbnails(tmp_path, 320)

    def card(cover: str | None) -> ReturnedCard:
        wanted = JournalFilter(track_id=TrackId(1))
        place = ReturnedTo(TrackId(1), "Dawn", Span(5_000, 9_000), "", cover, 3, 1, wanted)
        made = ReturnedCard([place], covers)
        qtbot.addWidget(made)
        made.show()
        return made

    with qtbot.waitSignal(covers.ready):
        first = card("cover.png")
        assert not first.banner.isVisible()
    assert first.banner.isVisible()
    shown = first.banner.grab().toImage()
    assert shown.pixelColor(shown.rect().center()) == QColor("teal")
    again = card("cover.png")
    assert again.banner.isVisible(), "it is kept"
    first.deleteLater()
    for cover in ("gone.png", None):
        assert not card(cover).banner.isVisible()


def test_how_often_one_began_there_wraps_where_it_is_long(qtbot: QtBot, tmp_path: Path) -> None:
    """It was cut at both sides in German."""
    wanted = JournalFilter(track_id=TrackId(1))
    many = 123_456_789
    place = ReturnedTo(TrackId(1), "Dawn", Span(5_000, 9_000), "", None, many, many, wanted)
    card = ReturnedCard([place], Thumbnails(tmp_path, 320))
    qtbot.addWidget(card)
    opened: list[object] = []
    card.opened.connect(opened.append)
    card.setFixedWidth(284)
    card.show()
    assert card.minimumSizeHint().width() <= 284
    said = card.findChild(Said)
    assert isinstance(said, Said) and said.height() >= 2 * said.fontMetrics().height()
    said.click()
    assert opened == [wanted]
