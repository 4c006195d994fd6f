"""What a few typed letters mean."""

from __future__ import annotations

from ui.widgets.matching import MOST, ranked

SCENES = [
    "The train S1 E2 My Heart",
    "The harbour at dawn S1 E1 · The Winding Key My Heart Mira Solene Elio Brandt",
    "A thousand small lights S1 E3 My Heart",
    "別れの駅 S2 E3 My Heart",
]


def best(text: str) -> list[str]:
    return [scene.split(" S")[0] for scene in ranked(SCENES, text, str)]


def test_nothing_typed_shows_all_in_order() -> None:
    assert ranked(SCENES, "", str) == SCENES
    assert len(ranked([str(n) for n in range(99)], "", str)) == MOST


def test_the_very_word_in_a_long_text_beats_a_short_one_like_it() -> None:
    assert best("harb")[0] == "The harbour at dawn"


def test_a_beginning_beats_a_word_further_on() -> None:
    assert ranked(["Night and day", "Day one"], "day", str)[0] == "Day one"


def test_words_may_come_in_any_order() -> None:
    assert best("mira harb")[0] == "The harbour at dawn"


def test_a_slip_of_the_finger_still_finds_it() -> None:
    assert "A thousand small lights" in best("thosand lights")


def test_two_letters_of_japanese_find_it() -> None:
    assert best("駅")[0] == "別れの駅"


def test_equally_good_ones_keep_their_order() -> None:
    assert ranked(["The letter B", "The letter A"], "letter", str) == [
        "The letter B",
        "The letter A",
    ]


def test_nonsense_finds_nothing() -> None:
    assert best("qqqqzzzz") == []
    assert best("!?") == []
