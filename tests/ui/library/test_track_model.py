"""Sorting and filtering, as fast as one can type."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.modeltest import ModelTester

from app.core.ids import TrackId
from app.core.natural_order import natural_key
from app.library.records import TrackRow
from app.library.shelf import Shelf
from ui.library.columns import INDEX
from ui.library.track_model import IS_CURRENT, ROW, TrackTableModel


def row(
    number: int,
    title: str,
    *,
    artist: str = "Composer",
    album: str = "Score",
    disc: int | None = 1,
    role: str = "score",
    work: str = "",
    is_available: bool = True,
    composer: str = "",
) -> TrackRow:
    return TrackRow(
        TrackId(number), title, artist, album, "", disc, number, 1000 * number, role,
        None, work, None, 2003, composer, is_available, 0,
    )  # fmt: skip


def titles(model: TrackTableModel) -> list[str]:
    return [shown.title for shown in model.shown]


def filled(*rows: TrackRow) -> TrackTableModel:
    model = TrackTableModel()
    model.set_shelf(Shelf(rows))
    return model


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(filled(row(1, "a"), row(2, "b", is_available=False)))


def test_tracks_are_in_shelf_order() -> None:
    model = filled(row(2, "second"), row(10, "tenth"), row(1, "first"), row(1, "x", disc=2))
    assert titles(model) == ["first", "second", "tenth", "x"]


def test_numbers_in_names_sort_as_numbers() -> None:
    assert natural_key("Battle 2") < natural_key("Battle 10") < natural_key("")


def test_the_disc_is_shown_with_every_number_of_an_album_that_has_several() -> None:
    model = filled(
        row(3, "a"), row(4, "b", disc=None), row(10, "c", disc=2), row(5, "d", album="Songs")
    )
    numbers = {shown.title: model.index(place, INDEX["number"]).data()
               for place, shown in enumerate(model.shown)}  # fmt: skip
    assert numbers == {"a": "1.03", "b": "1.04", "c": "2.10", "d": "5"}


def test_every_column_sorts_both_ways() -> None:
    model = filled(row(1, "b"), row(2, "A"), row(3, "c"))
    model.sort(INDEX["title"])
    assert titles(model) == ["A", "b", "c"]
    model.sort(INDEX["title"], Qt.SortOrder.DescendingOrder)
    assert titles(model) == ["c", "b", "A"]


def test_composers_have_a_column_that_sorts() -> None:
    model = filled(row(1, "a", composer="Ren"), row(2, "b"), row(3, "c", composer="Ada"))
    assert model.index(0, INDEX["composer"]).data() == "Ren"
    assert INDEX["composer"] == INDEX["artist"] + 1
    model.sort(INDEX["composer"])
    assert titles(model) == ["c", "a", "b"]


def test_a_column_that_repeats_itself_is_known_by_what_it_says() -> None:
    """One value for all is said once, nothing at all isn't said, and a plain score goes without
    saying.
    """
    model = filled(row(1, "a", artist="Ada"), row(2, "b", artist="Ada", album="Other"))
    said = model.said
    assert [said.repeated(key) for key in ("artist", "album", "composer", "role", "work")] == [
        "Ada", None, "", "", "",
    ]  # fmt: skip
    assert said.said_once() == ["Ada"]


def test_a_role_that_all_share_is_said_unless_it_is_score() -> None:
    model = filled(row(1, "a", role="love_theme"), row(2, "b", role="love_theme"))
    assert model.said.said_once() == ["Composer", "Score", "Love theme"]


def test_a_single_track_repeats_nothing() -> None:
    model = filled(row(1, "a", composer="Ada"))
    assert [model.said.repeated(key) for key in ("artist", "album", "composer")] == [None] * 3
    assert model.said.repeated("work") == ""


def test_an_album_repeats_what_the_library_tells_apart_and_a_filter_doesnt() -> None:
    """Columns don’t come and go while one types."""
    model = filled(row(1, "a", album="One"), row(2, "b", album="One"), row(3, "c", album="Two"))
    assert model.said.repeated("album") is None
    model.set_filter("one")
    assert model.said.repeated("album") is None
    model.set_only([(TrackId(1), None), (TrackId(2), None)])
    assert model.said.repeated("album") == "One"


def test_every_word_of_the_filter_must_occur_somewhere() -> None:
    model = filled(
        row(1, "Farewell", work="The Long Road"),
        row(2, "Arrival", role="love_theme"),
        row(3, "Märchen", artist="Anna", composer="Mira Holm"),
    )
    for text, found in (
        ("road fare", ["Farewell"]),
        ("love theme", ["Arrival"]),
        ("marchen", ["Märchen"]),
        ("ANNA", ["Märchen"]),
        ("holm", ["Märchen"]),
        ("nothing", []),
        ("", ["Farewell", "Arrival", "Märchen"]),
    ):
        model.set_filter(text)
        assert set(titles(model)) == set(found)


def test_new_text_for_the_same_tracks_doesnt_reset_the_table() -> None:
    model = filled(row(1, "a"), row(2, "b"))
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.set_shelf(Shelf([row(1, "a", role="love_theme"), row(2, "b")]))
    assert resets == []
    assert model.index(0, INDEX["role"]).data() == "Love theme"


def test_the_current_track_and_missing_files_are_named_not_only_coloured() -> None:
    model = filled(row(1, "a", is_available=False))
    model.set_current(1)
    cell = model.index(0, INDEX["title"])
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "a, missing, current track"
    assert cell.data(IS_CURRENT) is True
    assert cell.data(ROW).id == 1


def test_a_role_is_edited_through_the_model() -> None:
    model = filled(row(1, "a"))
    chosen: list[tuple[int, str]] = []
    model.role_chosen.connect(lambda line, role: chosen.append((line.id, role)))
    cell = model.index(0, INDEX["role"])
    assert model.setData(cell, "love_theme")
    assert model.setData(cell, "score")
    assert not model.setData(model.index(0, INDEX["title"]), "no")
    assert chosen == [(1, "love_theme")]


def test_a_keystroke_filters_five_thousand_tracks_within_a_frame() -> None:
    model = filled(*(row(n, f"Title {n}", artist=f"Artist {n % 50}") for n in range(1, 5001)))
    model.warm_up()
    QCoreApplication.processEvents()
    took = []
    for text in ("t", "ti", "title 4", "title 49 art", ""):
        began = time.process_time()
        model.set_filter(text)
        took.append(time.process_time() - began)
    assert max(took) < 0.016


def test_a_missing_file_is_told_by_pointer_and_voice() -> None:
    model = filled(row(1, "a"), row(2, "b", is_available=False))
    spoken, tip = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
    there, away = (model.index(number, INDEX["title"]) for number in range(2))
    assert there.data(spoken) == "a" and len(away.data(spoken)) > len("b")
    assert there.data(tip) != away.data(tip)
    artist = INDEX["artist"]
    assert model.index(0, artist).data(tip) != model.index(1, artist).data(tip)
    assert model.index(0, artist).data(spoken) == "Composer"


def test_headings_are_read_without_the_room_for_their_arrow() -> None:
    model = filled(row(1, "a"))
    across, number = Qt.Orientation.Horizontal, INDEX["number"]
    model.sort(number)
    spoken = model.headerData(number, across, Qt.ItemDataRole.AccessibleTextRole)
    drawn = model.headerData(number, across)
    assert drawn.strip() == spoken and drawn != spoken
    assert model.headerData(0, Qt.Orientation.Vertical) is None
