"""What a typed text means in a picker: the exact name, else what it begins, else a new one."""

from __future__ import annotations

import pytest

from app.core.picking import MOST, Fit, find, offer

SCENES = (
    "The harbour at dawn|S1 E1 The Winding Key My Heart Mira Solene Elio Brandt",
    "The train|S1 E2 My Heart",
    "A thousand small lights|S1 E3 My Heart",
    "別れの駅|S2 E3 My Heart",
)
CREATE = "+"


def rows(things: tuple[str, ...], text: str, *, may_create: bool = True) -> list[str]:
    """The rows by their names, “+” for the one that creates, “>” before the one Enter takes."""
    found = find(things, text, lambda thing: thing.replace("|", " "), _name)
    made = offer(found, text, may_create=may_create)
    names = [_name(thing) for thing in made.first]
    names += [CREATE] * made.creates
    names += [_name(thing) for thing in made.similar]
    return [f">{name}" if row == made.meant else name for row, name in enumerate(names)]


def taken(things: tuple[str, ...], text: str, *, may_create: bool = True) -> str | None:
    meant = (row for row in rows(things, text, may_create=may_create) if row.startswith(">"))
    row = next(meant, None)
    return None if row is None else row[1:]


def _name(thing: str) -> str:
    return thing.split("|")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the train", "The train"),
        ("harb", "The harbour at dawn"),
        ("dawn harb", "The harbour at dawn"),
        ("mira", "The harbour at dawn"),
        ("mira harb", "The harbour at dawn"),
        ("thousand", "A thousand small lights"),
        ("別れ", "別れの駅"),
        ("駅", "別れの駅"),
        ("", "The harbour at dawn"),
        ("  ", "The harbour at dawn"),
    ],
)
def test_enter_takes_the_name_or_the_first_whose_words_it_begins(text: str, expected: str) -> None:
    assert taken(SCENES, text) == expected


@pytest.mark.parametrize("text", ["\u00b4", "\u0301", "¨", "\ufe0f"])
def test_accents_alone_begin_no_name(text: str) -> None:
    assert rows(SCENES, text) == [f">{CREATE}"]
    assert taken((*SCENES, "\u00b4"), "\u00b4") == "\u00b4"


@pytest.mark.parametrize("text", ["\u200d", "\u00ad", "\u202e \u2066", "\x07"])
def test_what_cannot_be_seen_is_as_if_nothing_was_typed(text: str) -> None:
    assert rows(SCENES, text) == rows(SCENES, "")


@pytest.mark.parametrize(
    "text",
    ["The long walk home", "Mira Brandy", "harbor", "arbour", "thosand lights", "The train!"],
)
def test_enter_creates_what_no_name_begins_with(text: str) -> None:
    assert taken(SCENES, text) == CREATE
    assert taken(SCENES, text, may_create=False) is None


def test_a_shared_word_is_no_match() -> None:
    assert rows(SCENES, "The long walk home") == [">+"]
    assert rows(("Anselm Solene",), "Mira Solene") == [">+"]


def test_what_is_similar_stands_below_the_row_that_creates() -> None:
    assert rows(SCENES, "harbor") == [">+", "The harbour at dawn"]
    assert rows(SCENES, "thosand lights") == [">+", "A thousand small lights"]
    assert rows(("Cloudburst", "Burst", "Night"), "burst", may_create=False) == [
        ">Burst",
        "Cloudburst",
    ]


def test_a_slip_of_the_finger_is_looked_for_only_where_nothing_begins_so() -> None:
    names = ("The harbour", "The heart", "Harbor lights")
    assert rows(names, "harb") == [">Harbor lights", "The harbour", CREATE]
    assert rows(names, "harbur") == [">+", "The harbour", "Harbor lights"]


def test_matches_stand_above_the_row_that_creates() -> None:
    assert rows(SCENES, "the") == [">The harbour at dawn", "The train", CREATE]


def test_an_exact_name_is_not_offered_twice() -> None:
    assert rows(SCENES, "THE TRAIN") == [">The train"]
    assert rows(("The letter|Book one", "The letter|Book two"), "the letter") == [
        ">The letter",
        "The letter",
    ]


def test_the_exact_name_comes_before_any_number_of_longer_ones() -> None:
    names = (*(f"Battle {number}" for number in range(99)), "Battle")
    assert rows(names, "battle")[0] == ">Battle"
    assert len(find(names, "battle", str)) == MOST


def test_a_match_in_the_name_comes_before_one_in_its_other_words() -> None:
    things = ("The pier|Mira Solene", "Mira at the pier|")
    assert rows(things, "mira") == [">Mira at the pier", "The pier", CREATE]


def test_a_name_that_starts_so_comes_before_one_with_a_later_word() -> None:
    assert taken(("Night and day", "Day one"), "day") == "Day one"


def test_equally_good_matches_keep_their_order() -> None:
    assert rows(("The letter B", "The letter A"), "letter", may_create=False) == [
        ">The letter B",
        "The letter A",
    ]


def test_nothing_typed_shows_the_first_of_all_in_order() -> None:
    assert [one.thing for one in find(SCENES, "", str)] == list(SCENES)
    assert len(find([str(n) for n in range(99)], "", str)) == MOST
    assert offer(find((), "", str), "", may_create=True).meant is None


@pytest.mark.parametrize("text", ["qqqqzzzz", "!?"])
def test_nonsense_matches_nothing(text: str) -> None:
    assert find(SCENES, text, str) == []


@pytest.mark.parametrize("name", ["Café", "STRASSE", "İstanbul", "“Hush” – he said"])
def test_the_same_name_written_otherwise(name: str) -> None:
    written = {
        "Café": "Cafe\u0301",
        "STRASSE": "straße",
        "İstanbul": "i\u0307stanbul",
        "“Hush” – he said": '"hush"  -  HE said',
    }[name]
    assert [one.fit for one in find([name], written, str)] == [Fit.EXACT]


def test_accents_make_no_difference() -> None:
    assert taken(("Élan vital",), "elan") == "Élan vital"
    assert taken(("Elan vital",), "él") == "Elan vital"


def test_a_very_long_text_matches_only_itself() -> None:
    long = "so it goes " * 40
    assert taken((long.strip(), "So it goes"), long) == long.strip()
    assert taken(("So it goes",), long) == CREATE
