"""The words that were used most: whole words of the listener's own, in any language."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from app.journal.service import JournalService
from app.years.own_words import words_used
from app.years.records import Period
from app.years.service import Years
from app.years.stop_words import stop_words
from db.queries.own_words import Written
from db.search.fold import fold
from db.search.spoken_words import has_word, words_of
from tests.app.years.conftest import all_shown
from tests.support.journal_profile import JournalProfile

LETTERS = st.text("abcé’' -Жщ木\u0301_9\u00adßTür", max_size=40)


def used(*texts: str) -> dict[str, int]:
    written = (Written(fold(text), text) for text in texts)
    return {one.name: one.marks for one in words_used(written, Period())}


def test_stop_words_are_those_of_the_language_of_the_text() -> None:
    english = ("The war is over and the door is open.", "She said the war was in the door.")
    assert used(*english) == {"door": 2, "war": 2}
    german = ("Da war die Tür, und der Fluss war still.", "Die Tür war nicht zu, nur der Fluss.")
    assert used(*german) == {"Fluss": 2, "Tür": 2}
    assert used(*english, *german) == {"door": 2, "Fluss": 2, "Tür": 2, "war": 2}


def test_a_word_counts_once_in_a_text_and_however_it_is_written() -> None:
    assert used("River, river, RIVER!", "the river") == {"river": 2}
    assert used("Porto again", "to Porto") == {"Porto": 2}


def test_scripts_without_spaces_are_left_out() -> None:
    assert used("ここで泣いた。", "ここで泣いた。", "夜の河", "夜の河") == {}
    assert used("नदी के पार", "नदी और नाव") == {"नदी": 2}
    assert used("река и мост", "мост над рекой", "мост") == {"мост": 3}


def test_every_list_is_folded_and_not_empty() -> None:
    assert {"en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "pl", "ru"} <= stop_words().keys()
    assert all(len(words) > 80 for words in stop_words().values())


@given(LETTERS)
def test_each_word_of_a_folded_text_is_in_it(text: str) -> None:
    for word in words_of(fold(text)):
        assert has_word(fold(text), word)


def test_only_whole_words_are_opened(
    profile: JournalProfile, years: Years, journal: JournalService
) -> None:
    track, wonder = profile.track(), profile.emotion()
    at = int(datetime(2025, 5, 1, tzinfo=UTC).timestamp() * 1000)
    for note in ("that tune", "Tune!", "fortune", "Die Tür", "tür"):
        profile.tag(track, wonder, note=note, made_at=at)
    found = {one.name: one for one in years.words(Period(2025))}
    assert {name: one.marks for name, one in found.items()} == {"tune": 2, "tür": 2}
    for one in found.values():
        assert len(all_shown(journal, one.wanted)) == 2
    assert years.words(Period(2024)) == ()
