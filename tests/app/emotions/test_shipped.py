"""Shipped emotions are shown in the listener's language; what the listener wrote stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core import words
from app.core.pseudo_locale import Derived, longer
from app.emotions import shipped
from app.emotions.planting import shipped as shipped_rows
from app.emotions.vocabulary import Vocabulary
from app.transactions.typed import Typed
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def translated() -> Iterator[None]:
    words.speak(Derived(longer))
    yield
    words.speak(words.English())


@pytest.fixture
def vocabulary(translated: None, opened: OpenedProfile) -> Vocabulary:
    return opened.services.emotions


def stored(opened: OpenedProfile, key: str) -> tuple[str, str]:
    with opened.services.ledger.read() as connection:
        found = connection.exec_driver_sql("SELECT name, gloss FROM emotion WHERE key = ?", (key,))
        name, gloss = found.one()
    return name, gloss


def test_the_texts_agree_with_the_files() -> None:
    sets, emotions = {}, {}
    for group, rows in shipped_rows():
        sets[group["key"]] = group["name"]
        emotions |= {row["key"]: (row["name"], row["gloss"]) for row in rows}
    names = {key: text.message for key, text in shipped.NAMES.items()}
    glosses = {key: text.message for key, text in shipped.GLOSSES.items()}
    assert {key: (names[key], glosses[key]) for key in names | glosses} == emotions
    assert {key: text.message for key, text in shipped.SETS.items() if key != "own"} == sets


def test_shipped_names_glosses_and_sets_are_translated(vocabulary: Vocabulary) -> None:
    wonder = vocabulary.sets()[0].emotions[0]
    assert wonder.name == str(shipped.NAMES["wonder"]) != "Wonder"
    assert wonder.gloss == str(shipped.GLOSSES["wonder"])
    assert vocabulary.sets()[0].name == str(shipped.SETS["gems"])
    assert vocabulary.named("wonder") == vocabulary.named(wonder.name) == wonder


def test_a_set_with_an_earlier_english_name_is_translated(translated: None) -> None:
    assert shipped.set_name("gems", "Nine feelings of music") == str(shipped.SETS["gems"])
    assert shipped.set_name("own", "Mine") == "Mine"
    assert shipped.set_name("somebody’s", "Words") == "Words"


def test_a_renamed_emotion_keeps_the_listeners_name(
    vocabulary: Vocabulary, opened: OpenedProfile
) -> None:
    wonder = vocabulary.emotions()[0]
    vocabulary.edit_word(wonder.id, name=Typed("Marvel", wonder.name))
    assert vocabulary.emotion(wonder.id).name == "Marvel"
    assert vocabulary.emotion(wonder.id).gloss == wonder.gloss
    assert not opened.changes[-1].overlaps


def test_a_translation_that_was_not_changed_is_not_saved(
    vocabulary: Vocabulary, opened: OpenedProfile
) -> None:
    wonder, before = vocabulary.emotions()[0], stored(opened, "wonder")
    vocabulary.edit_word(wonder.id, name=wonder.name, gloss=wonder.gloss, colour="#112233")
    assert stored(opened, "wonder") == before
    assert vocabulary.emotion(wonder.id).colour == "#112233"
