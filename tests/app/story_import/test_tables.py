"""Tables: CSV, TSV, with headings or without."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.timecode import Span
from app.story.records import WorkKind
from app.story_import.lists import read_list
from app.story_import.records import Found, FoundWork
from app.story_import.tables import table_in


def work_in(found: Found) -> FoundWork:
    (work,) = found.works
    return work


def test_a_row_without_an_episode_is_of_the_one_above() -> None:
    found = read_list(
        "Staffel;Folge;Titel;Szene;Beginn;Ende;Figuren\n"
        "1;1;Auf;Hafen;0:10;1:00;Mira, Elio\n"
        ";;;Stern;2:00;;\n"
        '1;2;"Zwei; drei";;;;\n'
    )
    first, second = work_in(found).episodes
    assert (first.title, second.title) == ("Auf", "Zwei; drei")
    harbour, star = first.scenes
    assert harbour.span == Span(10_000, 60_000) and harbour.characters == ("Mira", "Elio")
    assert star.span == Span.point(120_000)
    assert not found.not_taken


@pytest.mark.parametrize(
    "headings",
    [
        "Season,Episode,Title",
        "season number,No. in season,Episode title",
        "Staffel,Folge,Folgentitel",
        "Saison,Épisode,Titre",
        "Temporada,Capítulo,Título",
        "Сезон,Серия,Название",
        "シーズン,話数,サブタイトル",
        "SEASON , episode_number, Name",
    ],
)
def test_headings_are_known_in_several_languages(headings: str) -> None:
    work = work_in(read_list(f"{headings}\n2,3,Away"))
    assert [(e.key, e.title) for e in work.episodes] == [((2, 3), "Away")]


def test_a_table_as_an_encyclopedia_has_it_is_read_by_its_headings() -> None:
    work = work_in(
        read_list(
            "No.overall\tNo. inseason\tTitle\tDirected by\tOriginal air date\n"
            '1\t1\t"Pilot"\tA. B.\tMay 3\n2\t2\t"Two"\tC.\tMay 10'
        )
    )
    assert [(e.number, e.title) for e in work.episodes] == [(1, "Pilot"), (2, "Two")]


def test_a_long_row_of_one_cell_is_the_plot_of_the_episode_above() -> None:
    plot = "Mira finds a key that winds the brass heart, and nobody will say who made it for her."
    found = read_list(f"No.\tTitle\tWritten by\n1\tAway\tA. B.\n{plot}\n2\tBack\tC.\nShort")
    assert [(e.title, e.plot) for e in work_in(found).episodes] == [("Away", plot), ("Back", "")]
    assert [fault.text for fault in found.not_taken] == ["Short"]


def test_the_line_that_tells_excel_the_separator_is_no_row() -> None:
    work = work_in(read_list("sep=;\nEpisode;Title\n1;Away", is_table=True))
    assert [e.title for e in work.episodes] == ["Away"]


def test_a_table_without_headings_is_understood_by_what_is_in_it() -> None:
    for text in ("1;1;Away\n1;2;Back", "S1E1,Away\nS1E2,Back", "1\tAway\n2\tBack"):
        work = work_in(read_list(text))
        assert [(e.key, e.title) for e in work.episodes] == [((1, 1), "Away"), ((1, 2), "Back")]


def test_lines_with_commas_are_no_table() -> None:
    work = work_in(read_list("S1E1, Away and back\nS1E2 Second, the one"))
    assert [e.title for e in work.episodes] == ["Away and back", "Second, the one"]


def test_line_ends_of_any_system_are_read() -> None:
    for end in ("\r\n", "\r", "\n"):
        work = work_in(read_list(end.join(("Episode,Title", "1,Away", "2,Back"))))
        assert [e.title for e in work.episodes] == ["Away", "Back"]


def test_a_markdown_table_is_one() -> None:
    work = work_in(read_list("| Nr | Titel |\n|---|:--|\n| 1 | Auf |\n| 2 | Ab |"))
    assert [(e.number, e.title) for e in work.episodes] == [(1, "Auf"), (2, "Ab")]


def test_a_table_with_times_is_one_of_scenes() -> None:
    found = read_list("time,title,summary\n0:10–0:20,Harbour,They meet\n0:50,Pier,\n9:99,x,")
    assert [(s.title, s.span) for s in work_in(found).scenes] == [
        ("Harbour", Span(10_000, 20_000)),
        ("Pier", Span.point(50_000)),
    ]
    assert [(fault.place.line, fault.text) for fault in found.not_taken] == [(4, "9:99 · x")]


def test_several_works_in_one_table_are_told_apart() -> None:
    found = read_list(
        "Work,Kind,Year,Season,Episode,Title\nTidewatch,series,2019,1,1,Away\nFerry,film,2020,,,"
    )
    work = work_in(found)
    assert (work.title, work.kind, work.year) == ("Tidewatch", WorkKind.SERIES, 2019)
    assert "neither" in found.not_taken[0].why


def test_a_plot_is_the_episodes_and_a_summary_the_scenes() -> None:
    work = work_in(read_list("Ep,Title,Plot,Scene,Summary\n1,Away,They go.,Pier,They wait."))
    (episode,) = work.episodes
    assert (episode.plot, episode.scenes[0].summary) == ("They go.", "They wait.")


def test_a_quotation_mark_that_is_never_closed_ends_the_table() -> None:
    found = read_list('Season,Episode,Title\n1,1,"Away\n' + "1,2,Back\n" * 3, is_table=True)
    assert found.works or found.not_taken


@given(st.text(st.sampled_from('a,;\t|"\n1:2S'), max_size=80), st.booleans())
def test_any_text_is_read_as_a_table_or_not(text: str, is_file: bool) -> None:
    read_list(text, is_table=is_file)


CELLS = st.text(st.sampled_from("abc ,;|\"'é日"), max_size=8)


@given(st.lists(st.tuples(st.integers(1, 99), CELLS), min_size=1, max_size=6))
def test_what_a_spreadsheet_wrote_is_read_again(rows: list[tuple[int, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("Episode", "Title"), *rows])
    table = table_in(out.getvalue(), is_file=True)
    assert table is not None
    assert [cells for _line, cells in table[0]] == [[str(n), text.strip()] for n, text in rows]
