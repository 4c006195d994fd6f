"""What the header says of the playing track, and how much of it there is room for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core import languages
from app.core.ids import TrackId
from app.core.languages import ENGLISH
from app.library.records import TrackRow
from tests.support.seen import words
from tests.support.window_parts import SHORTCUTS
from ui.listen.header import TrackHeader
from ui.style.theme import apply_theme, current_theme
from ui.widgets.text import ElidedLabel


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    yield
    languages.speak(ENGLISH)
    apply_theme(qapp, current_theme())


def played(*, artist: str, composer: str = "", work: str = "") -> TrackRow:
    return TrackRow(
        TrackId(1), "Prologue", artist, "Score", "", None, 1, 1000, "score", None, work, None, None,
        composer, True, 0,
    )  # fmt: skip


def shown(qtbot: QtBot, width: int) -> TrackHeader:
    header = TrackHeader(SHORTCUTS)
    qtbot.addWidget(header)
    header.resize(width, 60)
    with qtbot.waitExposed(header):
        header.show()
    return header


def test_a_composer_is_named_who_is_not_the_artist(qtbot: QtBot) -> None:
    header = shown(qtbot, 900)
    said = []
    for composer in ("Ada Lind", "The Harbour Trio", ""):
        header.show_track(played(artist="The Harbour Trio", composer=composer), None)
        said.append(any("composed by Ada Lind" in text for text in words(header)))
        assert sum(text.count("Harbour Trio") for text in words(header)) == 1
    assert said == [True, False, False]


def test_the_work_is_named_and_the_tooltip_says_the_rest(qtbot: QtBot) -> None:
    header = shown(qtbot, 900)
    header.show_track(played(artist="The Harbour Trio", work="Northbound"), None)
    assert words(header) == ["Prologue", "The Harbour Trio · Northbound"]
    everything = header.findChildren(ElidedLabel)[1].toolTip()
    assert all(word in everything for word in ("Harbour Trio", "Score", "Northbound"))


def test_notes_to_finish_stand_beside_the_work_only_if_there_are_some(qtbot: QtBot) -> None:
    header = shown(qtbot, 900)
    header.show_track(played(artist="The Harbour Trio", work="Northbound"), None)
    assert not header.inbox.isVisible()
    header.inbox.show_count(6)
    assert header.inbox.isVisible() and header.inbox.text() == "6 notes to finish"
    assert header.inbox.accessibleName() == "6 marks without a note"
    assert "I" in header.inbox.accessibleDescription() and "I" in header.inbox.toolTip()
    header.inbox.show_count(1)
    assert header.inbox.text() == "1 note to finish"


def test_where_there_is_less_room_the_artist_goes_first_then_words_of_the_link(
    qtbot: QtBot,
) -> None:
    header = shown(qtbot, 1000)
    header.show_track(played(artist="The Harbour Trio", work="Northbound"), None)
    header.inbox.show_count(6)
    said = []
    for width in range(1000, 300, -20):
        header.resize(width, 60)
        qtbot.wait(0)
        pair = words(header)[1], header.inbox.text()
        if not said or pair != said[-1]:
            said.append(pair)
    whole = "The Harbour Trio · Northbound"
    assert said[0] == (whole, "6 notes to finish")
    assert {text for text, _ in said} == {whole, "Northbound"}
    assert ("Northbound", "6 notes") in said


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("language", [ENGLISH, "de"])
@pytest.mark.parametrize("width", [864, 544, 380])
def test_no_word_of_the_header_is_cut_off(
    qtbot: QtBot, qapp: QApplication, width: int, language: str, scale: float
) -> None:
    """864 px are what a window of 1320 leaves; 544 one of 1000; 380 the latter at 150 %."""
    languages.speak(language)
    apply_theme(qapp, current_theme(), scale)
    header = shown(qtbot, width)
    header.show_track(played(artist="The Harbour Trio", work="North"), None)
    header.inbox.show_count(6)
    qtbot.wait(0)
    tools = header.tools
    parts = (tools.span.seen, tools.follow, tools.loop, tools.view, header.inbox)
    assert [
        part.text() for part in parts if part.isVisible() and part.width() < part.sizeHint().width()
    ] == []
    assert tools.geometry().right() <= header.width()
    assert tools.view.isVisible()
