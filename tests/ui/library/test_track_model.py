"""Sorting and filtering, as fast as one types."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.modeltest import ModelTester

from app.core.ids import TrackId
from app.library.records import TrackRow
from ui.library.columns import INDEX, folded, natural_key, number_text
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
) -> TrackRow:
    return TrackRow(
        TrackId(number), title, artist, album, "", disc, number, 1000 * number, role,
        None, work, None, 2003, is_available, 0,
    )  # fmt: skip


def titles(model: TrackTableModel) -> list[str]:
    return [shown.title for shown in model.shown]


def filled(*rows: TrackRow) -> TrackTableModel:
    model = TrackTableModel()
    model.set_rows(rows)
    return model


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(filled(row(1, "a"), row(2, "b", is_available=False)))


def test_tracks_stand_in_shelf_order() -> None:
    model = filled(row(2, "second"), row(10, "tenth"), row(1, "first"), row(1, "x", disc=2))
    assert titles(model) == ["first", "second", "tenth", "x"]


def test_numbers_in_names_sort_as_numbers() -> None:
    assert natural_key("Battle 2") < natural_key("Battle 10") < natural_key("")


def test_a_second_disc_says_so() -> None:
    assert [number_text(row(3, "a")), number_text(row(3, "a", disc=2))] == ["3", "2.03"]


def test_every_column_sorts_both_ways() -> None:
    model = filled(row(1, "b"), row(2, "A"), row(3, "c"))
    model.sort(INDEX["title"])
    assert titles(model) == ["A", "b", "c"]
    model.sort(INDEX["title"], Qt.SortOrder.DescendingOrder)
    assert titles(model) == ["c", "b", "A"]


def test_every_word_of_the_filter_must_occur_somewhere() -> None:
    model = filled(
        row(1, "Farewell", work="The Long Road"),
        row(2, "Arrival", role="love_theme"),
        row(3, "Märchen", artist="Anna"),
    )
    for text, found in (
        ("road fare", ["Farewell"]),
        ("love theme", ["Arrival"]),
        ("marchen", ["Märchen"]),
        ("ANNA", ["Märchen"]),
        ("nothing", []),
        ("", ["Farewell", "Arrival", "Märchen"]),
    ):
        model.set_filter(text)
        assert set(titles(model)) == set(found)


def test_accents_and_case_are_not_needed() -> None:
    assert folded("Élégie ÜBER") == "elegie uber"


def test_new_words_for_the_same_tracks_do_not_reset_the_table() -> None:
    model = filled(row(1, "a"), row(2, "b"))
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    model.set_rows([row(1, "a", role="love_theme"), row(2, "b")])
    assert resets == []
    assert model.index(0, INDEX["role"]).data() == "Love theme"


def test_the_current_track_and_missing_files_are_said_not_only_coloured() -> None:
    model = filled(row(1, "a", is_available=False))
    model.set_current(1)
    cell = model.index(0, INDEX["title"])
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "a, missing, in the player"
    assert cell.data(IS_CURRENT) is True
    assert cell.data(ROW).id == 1


def test_a_role_is_edited_through_the_model() -> None:
    model = filled(row(1, "a"))
    chosen: list[tuple[int, str]] = []
    model.role_chosen.connect(lambda track_id, role: chosen.append((track_id, role)))
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
