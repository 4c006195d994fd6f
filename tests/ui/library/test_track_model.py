"""Sorting and filtering, as fast as one can type."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.core.ids import TrackId
from app.core.natural_order import natural_key
from app.core.search_text import terms_of
from app.library.records import TrackRow
from app.library.shelf import Shelf
from app.library.shelf_search import Found, ShelfSearch
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


def found(model: TrackTableModel, text: str) -> Found:
    return ShelfSearch(model.shelf.lines).find(terms_of(text))


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
    model.show_found(found(model, "one"))
    assert model.said.repeated("album") is None
    model.set_only([(TrackId(1), None), (TrackId(2), None)])
    assert model.said.repeated("album") == "One"


def test_only_what_was_found_is_shown_in_the_chosen_order() -> None:
    model = filled(row(1, "b one"), row(2, "two"), row(3, "a one"))
    model.sort(INDEX["title"])
    model.show_found(found(model, "one"))
    assert titles(model) == ["a one", "b one"]
    model.set_only([(TrackId(1), None)])
    assert titles(model) == ["b one"] and model.totals() == (1, 1000)
    model.show_found(None)
    model.set_only(None)
    assert titles(model) == ["a one", "b one", "two"] and model.totals() == (3, 6000)


def test_what_was_found_stays_where_it_is_now_until_there_is_a_new_answer() -> None:
    """Another process adds and removes tracks while the listener looks at what was found."""
    model = filled(row(1, "one"), row(2, "two"), row(3, "one more"), row(4, "one gone"))
    model.show_found(found(model, "one"))
    model.set_shelf(Shelf([row(0, "one too"), row(1, "one"), row(2, "two"), row(3, "one more")]))
    assert titles(model) == ["one", "one more"]
    model.show_found(found(model, "one"))
    assert titles(model) == ["one too", "one", "one more"]


def test_a_line_that_moved_is_known_by_its_new_place() -> None:
    model = filled(row(1, "a"), row(2, "b"))
    assert model.place_of((TrackId(2), None)) == 1
    model.show_found(found(model, "b"))
    assert model.place_of((TrackId(2), None)) == 0 and model.place_of((TrackId(1), None)) is None
    model.set_shelf(Shelf([row(0, "x"), row(2, "b")]))
    assert model.place_of((TrackId(2), None)) == 0


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
