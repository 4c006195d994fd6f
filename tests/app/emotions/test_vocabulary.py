"""The emotions there are."""

from __future__ import annotations

import pytest

from app.core.errors import Problem
from app.core.timecode import Span
from app.emotions.planting import plant
from app.emotions.vocabulary import Vocabulary
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def vocabulary(opened: OpenedProfile) -> Vocabulary:
    return opened.services.emotions


def word(vocabulary: Vocabulary, name: str) -> int:
    found = vocabulary.named(name)
    assert found is not None
    return found.id


def test_a_new_profile_has_nine_emotions_on_the_digit_keys(vocabulary: Vocabulary) -> None:
    gems, soundtrack = vocabulary.sets()
    assert [e.shortcut for e in gems.emotions] == list("123456789")
    assert len(soundtrack.emotions) == 8
    assert not any(e.is_retired for e in vocabulary.emotions(with_retired=True))


def test_a_profile_with_emotions_keeps_its_own(
    vocabulary: Vocabulary, opened: OpenedProfile
) -> None:
    vocabulary.edit_word(word(vocabulary, "wonder"), name="Staunen")
    plant(opened.services.store)
    assert len(vocabulary.emotions()) == 17
    assert vocabulary.emotions()[0].name == "Staunen"


@pytest.mark.parametrize("text", ["joyful activation", "Joyful-Activation", " JOYFUL_ACTIVATION"])
def test_an_emotion_is_found_whatever_its_case_and_spaces(
    vocabulary: Vocabulary, text: str
) -> None:
    found = vocabulary.named(text)
    assert found is not None
    assert found.name == "Joyful activation"


def test_an_emotion_is_found_however_its_accents_are_typed(vocabulary: Vocabulary) -> None:
    regret = vocabulary.add_word("Ånger", "#112233")
    found = [vocabulary.named(text) for text in ("A\u030aNGER", "anger")]
    assert [one and one.id for one in found] == [regret, regret]
    anger = vocabulary.add_word("Anger", "#445566")
    found = [vocabulary.named(text) for text in ("A\u030aNGER", "anger")]
    assert [one and one.id for one in found] == [regret, anger], "itself before one like it"


def test_an_own_emotion_goes_into_the_own_set(vocabulary: Vocabulary) -> None:
    first = vocabulary.add_word("Homesick", "#112233", gloss="For a place", icon="leaf")
    second = vocabulary.add_word("Weltschmerz", "#445566")
    own = vocabulary.sets()[-1]
    assert own.name == "My own emotions"
    assert [e.id for e in own.emotions] == [first, second]
    assert (own.emotions[0].gloss, own.emotions[0].icon) == ("For a place", "leaf")


@pytest.mark.parametrize("name", ["", "   ", "Wonder", "wonder ", "joyful_activation"])
def test_an_empty_or_taken_name_is_refused(vocabulary: Vocabulary, name: str) -> None:
    with pytest.raises(Problem):
        vocabulary.add_word(name, "#112233")
    assert len(vocabulary.emotions()) == 17


def test_a_name_is_taken_however_it_is_composed(vocabulary: Vocabulary) -> None:
    vocabulary.add_word("Ånger", "#112233")
    with pytest.raises(Problem):
        vocabulary.add_word("A\u030anger", "#445566")


def test_a_renamed_emotions_old_name_is_free_again(vocabulary: Vocabulary) -> None:
    renamed = word(vocabulary, "wonder")
    vocabulary.edit_word(renamed, name="Staunen")
    again = vocabulary.add_word("Wonder", "#112233")
    assert again != renamed
    found = vocabulary.named("wonder")
    assert found is not None
    assert found.id == again


def test_a_name_is_trimmed_and_must_not_be_taken(vocabulary: Vocabulary) -> None:
    wonder = word(vocabulary, "wonder")
    vocabulary.edit_word(wonder, name="  Staunen ")
    assert vocabulary.emotion(wonder).name == "Staunen"
    for name in ("Sadness", "", "  "):
        with pytest.raises(Problem):
            vocabulary.edit_word(wonder, name=name)
    assert vocabulary.emotion(wonder).name == "Staunen"


def test_a_shortcut_moves_from_the_emotion_that_had_it(vocabulary: Vocabulary) -> None:
    dread = word(vocabulary, "dread")
    vocabulary.edit_word(dread, shortcut="1")
    assert vocabulary.emotion(word(vocabulary, "wonder")).shortcut is None
    found = vocabulary.by_shortcut("1")
    assert found is not None
    assert found.id == dread


def test_a_new_emotion_takes_its_shortcut_too(vocabulary: Vocabulary) -> None:
    made = vocabulary.add_word("Homesick", "#112233", shortcut="9")
    found = vocabulary.by_shortcut("9")
    assert found is not None
    assert found.id == made
    assert vocabulary.emotion(word(vocabulary, "sadness")).shortcut is None


def test_an_unused_emotion_is_deleted(vocabulary: Vocabulary) -> None:
    dread = word(vocabulary, "dread")
    assert vocabulary.remove_word(dread) is True
    with pytest.raises(LookupError):
        vocabulary.emotion(dread)


def test_a_used_emotion_is_archived_and_can_come_back(opened: OpenedProfile) -> None:
    vocabulary = opened.services.emotions
    wonder = vocabulary.emotion(word(vocabulary, "wonder"))
    track = opened.track()
    opened.services.tagging.add_tag(track, wonder.id, Span.point(0))
    assert vocabulary.remove_word(wonder.id) is False
    assert vocabulary.emotion(wonder.id).is_retired
    assert wonder.id not in [e.id for e in vocabulary.emotions()]
    assert vocabulary.by_shortcut("1") is None
    (item,) = opened.services.timelines.timeline(track).tags
    assert item.emotion.name == "Wonder"
    vocabulary.edit_word(wonder.id, is_retired=False)
    assert wonder.id in [e.id for e in vocabulary.emotions()]


def test_an_archived_emotions_name_is_still_taken(opened: OpenedProfile) -> None:
    vocabulary = opened.services.emotions
    wonder = word(vocabulary, "wonder")
    vocabulary.edit_word(wonder, is_retired=True)
    with pytest.raises(Problem, match="bring"):
        vocabulary.add_word("Wonder", "#112233")


def test_only_fields_of_an_emotion_can_be_edited(vocabulary: Vocabulary) -> None:
    with pytest.raises(TypeError, match="set_id"):
        vocabulary.edit_word(word(vocabulary, "wonder"), set_id=2)


def test_the_vocabulary_is_cached_until_it_changes(vocabulary: Vocabulary) -> None:
    before = vocabulary.sets()
    assert vocabulary.sets() is before
    vocabulary.edit_word(word(vocabulary, "wonder"), gloss="New")
    assert vocabulary.sets() is not before
    assert vocabulary.emotions()[0].gloss == "New"
