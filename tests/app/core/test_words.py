"""Texts come from the catalogue in use, with placeholders filled in and its language's plurals."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core import words
from app.core.words import (
    English,
    Text,
    _,
    closed_at,
    dotted,
    isolated,
    ngettext,
    npgettext,
    number,
    pgettext,
)

HEBREW = "\u05e9\u05d9\u05e8"


class Dictionary(English):
    """English, but for the texts that it knows better."""

    def __init__(self, **better: str) -> None:
        self._better = better

    def gettext(self, message: str) -> str:
        return self._better.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return self._better.get(f"{context}/{message}", message)


@pytest.fixture
def speaks() -> Iterator[type[Dictionary]]:
    yield Dictionary
    words.speak(English())


def test_english_is_what_the_code_says() -> None:
    assert _("Open folder") == "Open folder"
    assert _("“{title}” was deleted.", title="Dawn {1}") == "“Dawn {1}” was deleted."
    assert [ngettext("One mark", "{n} marks", n) for n in (0, 1, 2400)] == [
        "0 marks",
        "One mark",
        "2,400 marks",
    ]
    assert npgettext("in a lane", "One mark", "{n} marks", 3) == "3 marks"


def test_a_text_of_a_module_is_looked_up_when_it_is_shown(speaks: type[Dictionary]) -> None:
    title, verb = Text("Open folder"), Text("Open", "verb")
    words.speak(speaks(**{"Open folder": "Ordner öffnen", "verb/Open": "Öffnen"}))
    assert (str(title), str(verb)) == ("Ordner öffnen", "Öffnen")
    assert Text("“{title}” is gone.").filled(title="Dawn") == "“Dawn” is gone."


def test_a_word_with_two_meanings_has_two_translations(speaks: type[Dictionary]) -> None:
    words.speak(speaks(**{"verb/Open": "Öffnen", "state/Open": "Offen"}))
    assert (pgettext("verb", "Open"), pgettext("state", "Open")) == ("Öffnen", "Offen")


def test_numbers_are_written_as_the_language_writes_them(speaks: type[Dictionary]) -> None:
    words.speak(speaks(**{"between thousands/,": "."}))
    assert number(2_400_000) == "2.400.000"
    assert ngettext("One mark", "{n} marks", 2400) == "2.400 marks"


@pytest.mark.logs("can’t be filled in")
@pytest.mark.parametrize("wrong", ["{titel} ist weg.", "{title ist weg.", "{0} ist weg."])
def test_a_translation_with_a_wrong_placeholder_gives_way_to_english(
    speaks: type[Dictionary], wrong: str
) -> None:
    words.speak(speaks(**{"“{title}” is gone.": wrong}))
    assert _("“{title}” is gone.", title="Dawn") == "“Dawn” is gone."


def test_a_name_in_arabic_or_hebrew_is_kept_apart_from_what_stands_beside_it() -> None:
    said = _("{title} at {time}", title=HEBREW, time="1:05")
    assert said == f"\u2068{HEBREW}\u2069 at 1:05"
    assert ngettext("1 mark of {name}", "{n} marks of {name}", 3, name="أغنية") == (
        "3 marks of \u2068أغنية\u2069"
    )
    assert Text("{name}").filled(name="Señor ☂ 星") == "Señor ☂ 星", "others need nothing"


def test_dots_stand_between_the_parts_that_there_are() -> None:
    assert dotted("Love theme", "", "1:05") == "Love theme · 1:05"
    assert dotted(HEBREW, "1:05") == f"\u2068{HEBREW}\u2069 · 1:05"


def test_a_language_from_right_to_left_keeps_english_apart(speaks: type[Dictionary]) -> None:
    """Its full stop would be before it."""
    words.speak(
        speaks(**{"{title} at {time}": f"{{title}} {HEBREW} {{time}}"}), reads_from_right=True
    )
    said = _("{title} at {time}", title="Seen from inside.", time="1:05")
    assert said == f"\u2068Seen from inside.\u2069 {HEBREW} 1:05"
    assert (
        dotted("Étoile", HEBREW, "ソウル") == f"\u2068Étoile\u2069 · {HEBREW} · \u2068ソウル\u2069"
    )
    assert isolated("1:05") == "1:05"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        (f"\u2068{HEBREW}…", f"\u2068{HEBREW}…\u2069"),
        (f"\u2068\u2068{HEBREW}…1:05\u2069", f"\u2068\u2068{HEBREW}…\u20691:05\u2069"),
        (f"\u2068Low…{HEBREW}\u2069 · 1:05\u2069", f"\u2068Low…\u2068{HEBREW}\u2069 · 1:05\u2069"),
        ("Low… · 1:05", "Low… · 1:05"),
    ],
)
def test_a_text_with_a_part_left_out_keeps_its_parts_apart(text: str, closed: str) -> None:
    assert closed_at(text, text.index("…") + 1) == closed
