from __future__ import annotations

import pytest

from app.core.search_text import hits, is_same_name, says, terms_of


def test_words_are_found_in_any_order() -> None:
    assert says("Étoile du soir", terms_of("SOIR etoi"))
    assert not says("Étoile du soir", terms_of("soir matin"))


def test_a_word_typed_over_and_over_is_looked_for_once() -> None:
    assert terms_of("night Night níght rain") == ("night", "rain")


def test_nothing_typed_is_in_every_text() -> None:
    assert terms_of(" \u200b ") == ()
    assert says("anything", ())


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Étoile, étoile", "ETOILE", ["Étoile", "étoile"]),
        ("E\u0301toile", "et", ["E\u0301t"]),
        ("in İstanbul", "istan", ["İstan"]),
        ("Straße", "s", ["S", "ß"]),
        ("Straße", "sse", ["ße"]),
        ("der ﬁnale", "in", ["ﬁn"]),
        ("ｶﾞｲﾄﾞ", "がい", ["ｶﾞｲ"]),
        ("한국", "하", ["한"]),
        ("soft\u00adly", "tl", ["t\u00adl"]),
        ("a 🎻 étude", "etude", ["étude"]),
        ("كِتَاب", "كتا", ["كِتَا"]),
        ("banana", "ana nan", ["anana"]),
        ("aaaa", "aa", ["aaaa"]),
        ("heart", "art hea", ["heart"]),
        ("nothing", "étoile", []),
        ("nothing", "", []),
    ],
)
def test_hits_are_whole_letters_of_the_text_as_it_is_written(
    text: str, typed: str, found: list[str]
) -> None:
    places = hits(text, terms_of(typed))
    assert [text[start:end] for start, end in places] == found


@pytest.mark.parametrize(
    ("name", "other", "are_same"),
    [
        ("Étoile", " E\u0301TOILE  ", True),
        ("Straße", "STRASSE", True),
        ("Ｍｉｒａ  Solene", "mira solene", True),  # noqa: RUF001
        ("Ånger", "Anger", False),  # regret, in Swedish
        ("は", "ば", False),
    ],
)
def test_a_name_is_the_same_however_it_is_typed_but_for_its_accents(
    name: str, other: str, are_same: bool
) -> None:
    assert is_same_name(name, other) is are_same
