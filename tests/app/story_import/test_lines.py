"""Lists of plain lines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.timecode import Span, format_ms
from app.story_import.lines import LinesAre, read_lines, scene_in
from app.story_import.lists import read_list
from app.story_import.records import Found, FoundEpisode, FoundScene, FoundWork

LIST = """\
Tidewatch (2019)

Season 1
S1E01 “The winding key” (44 min)
  - 0:30–2:10 The harbour [Mira, Elio] | They meet again.
  - 10:10 The star
  3) The lantern (12:22)
1x02 – Low water
  • [1:02:03] Night train
Season 2
Episode 1: Return
The last train, at 10:10
"""


def work_in(found: Found) -> FoundWork:
    (work,) = found.works
    return work


def episodes(text: str) -> list[tuple[int, int, str]]:
    return [(e.season_number, e.number, e.title) for e in work_in(read_lines(text)).episodes]


def test_a_list_is_read_with_its_scenes_times_and_people() -> None:
    found = read_lines(LIST)
    work = work_in(found)
    assert (work.title, work.year, found.not_taken) == ("Tidewatch", 2019, ())
    first, second, third = work.episodes
    assert (first.key, first.title, first.length_ms) == ((1, 1), "The winding key", 44 * 60_000)
    harbour, star, lantern = first.scenes
    assert harbour.title == "The harbour" and harbour.span == Span(30_000, 130_000)
    assert harbour.characters == ("Mira", "Elio") and harbour.summary == "They meet again."
    assert star.span == Span.point(610_000) and lantern.span == Span.point(742_000)
    assert [scene.title for scene in second.scenes] == ["Night train"]
    assert third.key == (2, 1)
    assert [scene.title for scene in third.scenes] == ["The last train, at 10:10"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S1E03 The winding key", (1, 3, "The winding key")),
        ("s01e03 - The winding key", (1, 3, "The winding key")),
        ("S1 E3 · The winding key", (1, 3, "The winding key")),
        ("S2.E03: 24 hours", (2, 3, "24 hours")),
        ("1x03 – 12 monkeys", (1, 3, "12 monkeys")),
        ("- 1x03 “Quoted”", (1, 3, "Quoted")),
        ("Season 2, Episode 3: Away", (2, 3, "Away")),
        ("Staffel 2, Folge 3 – Weg", (2, 3, "Weg")),
        ("2. Staffel, 3. Folge: Weg", (2, 3, "Weg")),
        ("Episode 3: …and then", (1, 3, "…and then")),
        ("Ep. 3 Away", (1, 3, "Away")),
        ("E03 Away", (1, 3, "Away")),
        ("#3 Away", (1, 3, "Away")),
        ("Épisode n° 3 « Loin »", (1, 3, "Loin")),
        ("Capítulo 3: Lejos", (1, 3, "Lejos")),
        ("3. Folge", (1, 3, "")),
        ("Серия 3. Далеко", (1, 3, "Далеко")),
        ("第3話「旅立ち」", (1, 3, "旅立ち")),
        ("第十二話 海", (1, 12, "海")),
        ("第２期 第３話 海", (2, 3, "海")),
        ("제3화 바다", (1, 3, "바다")),
        ("S0E1 Special", (0, 1, "Special")),
        ("# S1E3 Heading", (1, 3, "Heading")),
    ],
)
def test_an_episode_is_recognised(line: str, expected: tuple[int, int, str]) -> None:
    assert episodes(line) == [expected]


@pytest.mark.parametrize(
    "line", ["Sleepless", "Episodes of a life", "1xylophone", "Season of rain", "E4ster", "12 men"]
)
def test_a_scene_isnt_taken_for_an_episode(line: str) -> None:
    assert [scene.title for scene in work_in(read_lines(line)).scenes] == [line]


def test_two_episodes_in_one_line_are_two() -> None:
    assert episodes("S1E01-E02 The journey") == [(1, 1, "The journey"), (1, 2, "The journey")]


@pytest.mark.parametrize(
    ("line", "title", "span"),
    [
        ("10:10–12:22 The harbour", "The harbour", Span(610_000, 742_000)),
        ("[10:10 - 12:22] The harbour", "The harbour", Span(610_000, 742_000)),
        ("00:10:10,500 --> 00:12:22,000 The harbour", "The harbour", Span(610_500, 742_000)),
        ("10:10 bis 12:22: The harbour", "The harbour", Span(610_000, 742_000)),
        ("The harbour (10:10-12:22)", "The harbour", Span(610_000, 742_000)),
        ("The harbour 10:10–12:22", "The harbour", Span(610_000, 742_000)),
        ("The harbour @ 10:10", "The harbour", Span.point(610_000)),
        ("The harbour – 10:10", "The harbour", Span.point(610_000)),
        ("The train at 10:10", "The train at 10:10", None),
        ("1:02:03 The harbour", "The harbour", Span.point(3_723_000)),
        ("10:10 The harbour [Mira]", "The harbour", Span.point(610_000)),
        ("The harbour | They meet. | 10:10", "The harbour", Span.point(610_000)),
        ("[Somewhere]", "[Somewhere]", None),
    ],
)
def test_a_scenes_time_stands_before_or_after_it(line: str, title: str, span: Span | None) -> None:
    scene = scene_in(line)
    assert (scene.title, scene.span) == (title, span)


@pytest.mark.parametrize(
    ("line", "why"), [("12:00–11:00 Back", "ends before"), ("10:75 No time", "like 10:10")]
)
def test_a_wrong_time_is_named_with_its_line(line: str, why: str) -> None:
    found = read_lines(f"S1E1\n{line}\nThe pier")
    (fault,) = found.not_taken
    assert (fault.place.line, fault.text) == (2, line) and why in fault.why
    assert [scene.title for scene in work_in(found).episodes[0].scenes] == ["The pier"]


def test_numbered_lines_are_episodes_of_a_series_and_scenes_of_a_film() -> None:
    text = "1. The pier\n2. The star"
    assert episodes(text) == [(1, 1, "The pier"), (1, 2, "The star")]
    film = work_in(read_lines(text, is_series=False))
    assert [scene.title for scene in film.scenes] == ["The pier", "The star"]


def test_numbered_lines_with_something_below_are_episodes() -> None:
    work = work_in(read_lines("1. Away\n   - The pier\n2. Back\n   - The star", is_series=False))
    assert [(e.number, [s.title for s in e.scenes]) for e in work.episodes] == [
        (1, ["The pier"]),
        (2, ["The star"]),
    ]


def test_one_can_say_what_the_lines_are() -> None:
    text = "The pier\nThe star"
    as_episodes = work_in(read_lines(text, lines_are=LinesAre.EPISODES))
    assert [(e.number, e.title) for e in as_episodes.episodes] == [(1, "The pier"), (2, "The star")]
    as_scenes = work_in(read_lines("Episode 1\nThe star", lines_are=LinesAre.SCENES))
    assert [scene.title for scene in as_scenes.scenes] == ["Episode 1", "The star"]


def test_what_stands_before_the_first_episode_is_named() -> None:
    found = read_lines("Tidewatch\nA list of mine\nS1E1 Away")
    assert work_in(found).title == "Tidewatch"
    assert [(n.place.line, n.text) for n in found.not_taken] == [(2, "A list of mine")]


def test_an_episode_that_is_there_twice_keeps_its_first_title() -> None:
    found = read_lines("S1E1 Away\n- The pier\nS1E1 Elsewhere\n- The star")
    (episode,) = work_in(found).episodes
    assert episode.title == "Away" and len(episode.scenes) == 2
    assert [fault.place.line for fault in found.not_taken] == [3]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x\n" * 30_000, "more than 20,000 lines"),
        ("x" * 100_000, "a line of more than 50,000 characters"),
        (("x" * 40_000 + "\n") * 101, "more than 4,000,000 characters"),
    ],
)
def test_a_list_too_long_to_be_one_is_refused_as_a_whole(text: str, why: str) -> None:
    found = read_list(text)
    assert not found.works and len(found.not_taken) == 1
    assert why in found.not_taken[0].why


WORDS = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=1, max_size=12)
TITLES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: "The " + " ".join(words))
TIMES = st.integers(0, 7_200).map(lambda seconds: seconds * 1000)
SCENES = st.builds(
    lambda title, times, people: FoundScene(title, Span(*sorted(times)), "", tuple(people)),
    TITLES,
    st.tuples(TIMES, TIMES),
    st.lists(WORDS, max_size=3, unique=True),
)
EPISODES = st.builds(
    lambda number, title, scenes: FoundEpisode(2, number, title, scenes=tuple(scenes)),
    st.integers(1, 999),
    TITLES,
    st.lists(SCENES, max_size=4),
)


def _written(episode: FoundEpisode) -> str:
    lines = [f"S{episode.season_number:02}E{episode.number:02} – {episode.title}"]
    for scene in episode.scenes:
        assert scene.span is not None
        start, end = format_ms(scene.span.start_ms), format_ms(scene.span.end_ms)
        people = f" [{', '.join(scene.characters)}]" if scene.characters else ""
        lines.append(f"  - {start}–{end} {scene.title}{people}")
    return "\n".join(lines)


@given(st.lists(EPISODES, min_size=1, max_size=5, unique_by=lambda episode: episode.number))
@settings(max_examples=30)
def test_whatever_is_written_as_lines_is_read_again(told: list[FoundEpisode]) -> None:
    found = read_lines("\n\n".join(map(_written, told)))
    assert not found.not_taken
    read = [
        (e.key, e.title, [(s.title, s.span, s.characters) for s in e.scenes])
        for e in work_in(found).episodes
    ]
    assert read == sorted(
        (e.key, e.title, [(s.title, s.span, s.characters) for s in e.scenes]) for e in told
    )


ODD = st.text(st.sampled_from("S1E23x:–- \t[]()|#.,;\"“”「第話三\n\r\0\u202eaé'"), max_size=120)


@given(ODD, st.sampled_from(LinesAre), st.booleans())
def test_no_text_is_lost_without_a_word(text: str, lines_are: LinesAre, is_series: bool) -> None:
    """Every line with a letter is part of what is found, or is named."""
    found = read_list(text, lines_are=lines_are, is_series=is_series)
    has_words = any("a" in line or "é" in line for line in text.splitlines())
    assert not has_words or found.works or found.not_taken
    for work in found.works:
        for episode in work.episodes:
            assert episode.title == episode.title.strip() and "\n" not in episode.title
        scenes = [scene for episode in work.episodes for scene in episode.scenes]
        assert all(scene.title.strip() for scene in (*scenes, *work.scenes))


@pytest.mark.parametrize("line", ["# a" + "#" * 45_000 + "x", "# " + "# " * 20_000 + "x"])
def test_a_heading_of_nothing_but_signs_is_read_at_once(line: str) -> None:
    read_lines("\n".join([line] * 50))


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u061c"])
def test_signs_that_turn_the_writing_around_are_left_out(sign: str) -> None:
    assert episodes(f"S1E01 {sign}The winding key") == [(1, 1, "The winding key")]
