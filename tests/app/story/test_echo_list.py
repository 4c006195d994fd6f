"""A pasted list of echoes: what each line says, and what is no echo."""

from __future__ import annotations

import pytest

from app.story.echo_kinds import EchoKind
from app.story.echo_list import MOST, Wrong, kind_of, read_list
from app.story.echo_values import address_of, date_of

LINES = """
1999 · Cover · Title – Who · https://example.org/a?b=c#d
- Remix · Slow – Softshoe
Just a title
2001-05 · Fan video · Every leap, in order · bridgeseven · they counted
"""


def test_lines_are_read_part_by_part_in_any_order() -> None:
    found = read_list(LINES).sound
    told = [(one.echo.date, one.kind, one.echo.title, one.echo.who) for one in found]
    assert told == [
        ("1999", EchoKind.COVER, "Title", "Who"),
        ("", EchoKind.REMIX, "Slow", "Softshoe"),
        ("", None, "Just a title", ""),
        ("2001-05", EchoKind.FAN_VIDEO, "Every leap, in order", "bridgeseven"),
    ]
    assert found[0].echo.link == "https://example.org/a?b=c#d"
    assert found[3].echo.note == "they counted"
    assert found[2].as_kind(EchoKind.MEME).kind is EchoKind.MEME
    assert found[1].as_kind(EchoKind.MEME).kind is EchoKind.REMIX


@pytest.mark.parametrize(
    "text",
    [
        "title\tartist\tyear\turl\nFor piano\tIda\t2001\thttp://example.org",
        "Year,Title,Artist,Link\n2001,For piano,Ida,http://example.org",
        '"2001","For piano","Ida","http://example.org"',
        "2001\tFor piano\tIda\thttp://example.org",
    ],
)
def test_tables_are_read_by_their_headings_or_by_the_look_of_their_cells(text: str) -> None:
    (one,) = read_list(text).echoes
    echo = one.echo
    assert (echo.title, echo.who, echo.date, echo.link) == (
        "For piano", "Ida", "2001", "http://example.org"
    )  # fmt: skip


def test_commas_in_titles_are_no_table() -> None:
    (one,) = read_list("Hello, goodbye, hello – Ida").sound
    assert (one.echo.title, one.echo.who) == ("Hello, goodbye, hello", "Ida")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("Title · javascript:alert(1)", Wrong.ADDRESS),
        ("Title · file:///etc/passwd", Wrong.ADDRESS),
        ("Title · https://bank.example@evil.example/", Wrong.ADDRESS),
        ("Title · https://example.org/\u202egnp.exe", Wrong.ADDRESS),
        ("1999 · https://example.org", Wrong.NO_TITLE),
        ("x" * 5000, Wrong.LENGTH),
    ],
)
def test_a_hostile_or_useless_line_is_left_out_and_says_why(line: str, wrong: Wrong) -> None:
    found = read_list(f"Good · 2001\n{line}")
    assert [one.echo.title for one in found.sound] == ["Good"]
    assert found.echoes[1].wrong is wrong and found.echoes[1].number == 2


def test_a_date_that_no_calendar_has_is_said() -> None:
    (one,) = read_list("title,date\nA,2001-02-31").echoes
    assert one.wrong is Wrong.DATE


def test_too_many_lines_are_cut_and_nothing_is_read_from_nothing() -> None:
    found = read_list("\n".join(f"Title {n}" for n in range(MOST + 5)))
    assert found.is_cut and len(found.echoes) == MOST
    assert read_list(" \n\t\n").echoes == ()


@pytest.mark.parametrize("ending", ["", "\tb", "," * 3])
def test_a_line_as_long_as_a_book_is_left_out_and_keeps_no_other_from_being_read(
    ending: str,
) -> None:
    long = "x" * 200_000 + ending
    found = read_list(f"1999 · Cover · The coast\n{long}\nOther").echoes
    assert [(one.number, one.wrong) for one in found] == [(1, None), (2, Wrong.LENGTH), (3, None)]
    assert len(found[1].line) < 1_000


@pytest.mark.parametrize("between", [" ", "\N{NO-BREAK SPACE}", " –", " · "])
def test_however_many_spaces_are_between_words_are_read_at_once(between: str) -> None:
    """Each of them, looked at up to the next word, would take minutes."""
    found = read_list(f"a{between * 90_000}b")
    assert len(found.echoes) == 1


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1999", "1999"), ("1999-5", "1999-05"), (" 1999-05-03 ", "1999-05-03"),
        ("3.5.1999", "1999-05-03"), ("5/1999", "1999-05"), ("", ""),
        ("1999-13", None), ("soon", None), ("0999", None), ("2001-02-30", None),
    ],
)  # fmt: skip
def test_what_a_date_is(text: str, date: str | None) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("HTTPS://example.org/A", "https://example.org/A"),
        ("www.example.org", "https://www.example.org"),
        ("example.org/watch?v=1", "https://example.org/watch?v=1"),
        ("https://müsik.example/ö", "https://müsik.example/ö"),
        ("", ""),
        ("javascript:alert(1)", None), ("data:text/html,x", None), ("file:///etc/passwd", None),
        ("https://", None), ("https:///path", None), ("https://a b", None),
        ("https://exa\u200bmple.org", None), ("https://example.org\\@evil.org", None),
        ("mailto:a@example.org", None), (f"https://example.org/{'a' * 5000}", None),
    ],
)  # fmt: skip
def test_what_an_address_is(text: str, address: str | None) -> None:
    assert address_of(text) == address


def test_kinds_are_known_by_many_names() -> None:
    assert [kind_of(text) for text in ("cover", "Live version", "AD", "Movie", "fan_video")] == [
        EchoKind.COVER, EchoKind.LIVE, EchoKind.ADVERTISEMENT, EchoKind.FILM, EchoKind.FAN_VIDEO
    ]  # fmt: skip
    assert kind_of("Love Theme") is None
