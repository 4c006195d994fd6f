"""Lyrics as text, timed or plain, and beside the music."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.spoken_files.beside import LyricsBeside
from app.spoken_files.line import LAST_MS, FileWords, Line
from app.spoken_files.lyrics import as_text, lyrics_of
from app.spoken_files.names import episode_in, language_code, language_in


def test_a_line_may_come_several_times() -> None:
    found = lyrics_of("[00:10.00][01:10.5]Hold the key\n[00:05.25]No wish\n[01:20]\n")
    assert found.lines == (
        Line("No wish", 5_250),
        Line("Hold the key", 10_000),
        Line("Hold the key", 70_500),
        Line("", 80_000),
    )


def test_tags_about_the_song_are_not_sung() -> None:
    text = "[ti:My Heart]\n[ar:Nobody]\n[la:eng]\n[offset:+500]\n\n[00:01.00]One\n[00:00.20]Zero"
    assert lyrics_of(text) == FileWords((Line("Zero", 0), Line("One", 500)), "en")


def test_times_of_words_are_taken_out() -> None:
    text = "[00:01.00]<00:01.00>No <00:01.50>wish\n[00:02.00]you [00:02.50]hold"
    assert lyrics_of(text).lines == (Line("No wish", 1_000), Line("you hold", 2_000))


def test_no_line_without_a_time_is_lost_among_timed_ones() -> None:
    found = lyrics_of("Before\n[00:01.00]Aimer\n(to love)\n[00:02.00]Rêver")
    assert found.lines == (Line("Before", 0), Line("Aimer (to love)", 1_000), Line("Rêver", 2_000))


def test_plain_lyrics_keep_their_verses() -> None:
    found = lyrics_of("\n\n[Chorus]\nSomewhere\n\nout there  \n\n")
    assert found.lines == (Line("[Chorus]"), Line("Somewhere"), Line(""), Line("out there"))
    assert not found.is_timed


def test_an_end_that_nothing_begins_at_is_written_as_an_empty_line() -> None:
    lines = (Line("One", 1_000, 2_000), Line("Two", 5_000, 6_000), Line("Three", 6_000))
    assert as_text(lines).splitlines() == [
        *("[00:01.000]One", "[00:02.000]", "[00:05.000]Two", "[00:06.000]Three"),
    ]


LINE = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9_999 * 60_000), LINE), min_size=1, max_size=20))
def test_what_is_written_is_read_the_same(timed: list[tuple[int, str]]) -> None:
    lines = tuple(sorted((Line(text, ms) for ms, text in timed), key=lambda line: line[1] or 0))
    assert lyrics_of(as_text(lines)).lines == lines


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_lines_that_can_be_kept(text: str) -> None:
    for line in lyrics_of(text).lines:
        assert line.start_ms is None or 0 <= line.start_ms <= LAST_MS


@pytest.mark.parametrize(
    "piece", ["[00:01.00]", "[", "<00:01.00>", "\n", "[offset:1]\n", "[00:01.00]a\n"]
)
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    lyrics_of(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 2


def test_files_beside_the_music_are_found_by_its_name(tmp_path: Path) -> None:
    song = tmp_path / "01 My Heart.flac"
    (tmp_path / "01 my heart.LRC").write_text("[00:01.00]No wish")
    (tmp_path / "01 My Heart.de.lrc").write_text("[00:01.00]Kein Wunsch")
    (tmp_path / "01 My Heart.txt").write_text("No wish")  # there are timed ones
    (tmp_path / "01 My Heart Again.lrc").write_text("[00:01.00]another song")
    (tmp_path / "01 My Heart.fr.lrc").write_bytes(bytes(200))
    found = LyricsBeside().of(song)
    assert sorted((each.source, each.words.language) for each in found) == [
        ("01 My Heart.de.lrc", "de"),
        ("01 my heart.LRC", ""),
    ]


def test_a_file_put_beside_it_later_is_found(tmp_path: Path) -> None:
    song, beside = tmp_path / "Song.ogg", LyricsBeside()
    assert beside.of(song) == []
    (tmp_path / "Song.txt").write_text("Somewhere\nout there")
    assert [each.words.lines for each in beside.of(song)] == [
        (Line("Somewhere"), Line("out there"))
    ]


def test_names_say_languages_and_episodes() -> None:
    assert language_in("My.Show.S01E03.pt-br.forced.srt") == "pt-BR"
    assert language_in("My.Show.srt") == ""
    assert [language_code(each) for each in ("eng", "GER", "xxx", "zh_hant")] == [
        *("en", "de", "", "zh-Hant"),
    ]
    assert [episode_in(each) for each in ("a.s1e3.srt", "Show 2x11.srt", "S01 E03", "1080p")] == [
        *((1, 3), (2, 11), (1, 3), None),
    ]
