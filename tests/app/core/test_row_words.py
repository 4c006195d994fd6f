"""What the listener calls the rows of each table."""

from __future__ import annotations

from app.core.row_words import one, rows_in_words, several, things_in_words
from db.models.all import metadata


def test_each_table_has_words_for_one_and_for_several() -> None:
    for table in metadata.tables:
        assert one(table) != table and one(table) != several(table), table


def test_rows_are_counted_in_words() -> None:
    rows = {"work": 1, "theme": 0, "emotional_tag": 5, "journal_entry": 1200}
    assert rows_in_words(rows) == "1 work, 5 emotion marks, 1,200 journal entries"
    assert rows_in_words({"track": 0}) == ""


def test_a_listener_hears_of_things_not_of_their_parts() -> None:
    rows = {"track_source": 3, "audio_file": 3, "heard_stretch": 60, "scene_character": 15}
    things = {"track": 3, "emotional_tag": 5, "cue": 2, "scene": 1, **rows}
    assert things_in_words(things) == "3 tracks, 7 marks, 1 scene"
    assert things_in_words(rows) == "81 details"
    assert things_in_words({"track": 0}) == ""
