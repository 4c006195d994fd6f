"""What the music tells of a character, or of two who are on together."""

from __future__ import annotations

import pytest

from app.characters.records import CharacterStory
from app.core.timecode import Span
from app.journal.records import EntryDraft
from app.story.covering import Covering
from app.story.records import WorkKind
from tests.app.story_line.conftest import Series


def read(series: Series, *people: int, covering: Covering | None = None) -> CharacterStory:
    stories = series.services.character_stories
    return stories.read(people, covering or Covering())  # type: ignore[arg-type]


def titles(story: CharacterStory) -> list[str]:
    return [one.scene.title for one in story.scenes]


def test_one_has_their_scenes_and_the_music_in_them(series: Series) -> None:
    story = read(series, series.mira)
    assert titles(story) == ["The harbour", "The star", "The farewell"]
    assert [(one.at.episode, one.track.title) for one in story.cues] == [
        ("S1 E1", "Opening"), ("S1 E2", "Love"),
    ]  # fmt: skip
    assert [(one.character.name, one.scenes) for one in story.partners] == [("Elio", 1)]


def test_two_have_the_scenes_with_both(series: Series) -> None:
    story = read(series, series.mira, series.elio)
    assert titles(story) == ["The farewell"]
    assert [one.track.title for one in story.cues] == ["Love"]


def test_music_says_what_was_felt_while_they_are_on(series: Series) -> None:
    series.feel(series.opening, "wonder", Span.point(5_000))
    series.feel(series.opening, "tenderness", Span.point(6_000))
    series.feel(series.opening, "tenderness", Span.point(7_000))
    series.feel(series.opening, "power", Span.point(40_000))  # in the train
    felt = read(series, series.mira).cues[0].felt
    assert [(one.key, many) for one, many in felt.counts] == [("tenderness", 2), ("wonder", 1)]
    assert (felt.marks, felt.leading and felt.leading.key) == (3, "tenderness")


def test_their_theme_has_all_its_returns_and_others_only_while_they_are_on(
    series: Series,
) -> None:
    hers = series.theme("Her song", series.opening, Span(1_000, 9_000), Span(31_000, 39_000))
    series.services.themes.add_character(hers, series.mira)
    series.theme("The sea", series.opening, Span(10_000, 19_000), Span(40_000, 49_000))
    series.feel(series.opening, "wonder", Span.point(32_000))
    ours, others = read(series, series.mira).themes
    assert (ours.name, ours.is_theirs, others.is_theirs) == ("Her song", True, False)
    assert [one.at.scene.title for one in ours.returns] == ["The harbour", "The train"]
    assert [one.at.scene.title for one in others.returns] == ["The harbour"]
    assert [one.felt.marks for one in ours.returns] == [0, 1]
    assert [one.felt.dots for one in ours.returns] == [0, 3]


def test_a_theme_of_one_of_them_is_not_that_of_both(series: Series) -> None:
    hers = series.theme("Her song", series.love, Span(1_000, 9_000))
    series.services.themes.add_character(hers, series.mira)
    assert [one.is_theirs for one in read(series, series.mira, series.elio).themes] == [False]
    series.services.themes.add_character(hers, series.elio)
    assert [one.is_theirs for one in read(series, series.mira, series.elio).themes] == [True]


def test_a_return_is_heard_as_far_as_its_cue_goes(series: Series) -> None:
    series.theme("The sea", series.opening, Span(25_000, 35_000))
    (theme,) = read(series, series.mira).themes
    assert [one.span for one in theme.returns] == [Span(25_000, 30_000)]


def test_what_was_written_is_linked_to_their_scenes_or_the_music_in_them(series: Series) -> None:
    journal = series.services.journal
    series.feel(series.love, "sadness", Span.point(3_000))
    journal.write_entry(EntryDraft("", "By the scene", scene_ids=(series.farewell,)))
    journal.write_entry(EntryDraft("", "By the music", track_ids=(series.love,)))
    journal.write_entry(EntryDraft("", "Elsewhere", scene_ids=(series.train,)))
    story = read(series, series.mira, series.elio)
    assert [one.text for one in story.written] == ["By the scene", "By the music"]
    assert {one.emotion and one.emotion.key for one in story.written} == {"sadness"}


def test_covered_scenes_and_what_was_written_about_them_are_only_counted(series: Series) -> None:
    series.theme("The sea", series.opening, Span(10_000, 19_000), Span(40_000, 49_000))
    entry = EntryDraft("", "Both", scene_ids=(series.harbour, series.farewell))
    series.services.journal.write_entry(entry)
    series.services.story_progress.set_at_scene(series.star)
    story = read(series, series.mira)
    assert titles(story) == ["The harbour", "The star"]
    assert (len(story.covered), story.seen_until) == (2, "S1 E1")
    assert (story.written, story.written_covered) == ((), 1)
    assert story.partners == ()


def test_of_a_covered_character_nothing_is_told(series: Series) -> None:
    series.services.story_progress.set_at_scene(series.star)
    story = read(series, series.elio)
    assert story.hidden == {series.elio}
    assert (story.scenes, story.cues, story.themes) == ((), (), ())
    shown = Covering().showing_character(series.elio)
    assert read(series, series.elio, covering=shown).hidden == frozenset()


def test_two_of_different_works_are_no_pair(series: Series) -> None:
    other = series.services.scenes.add_work(WorkKind.FILM, "Another")
    stranger = series.services.scenes.add_character(other, "Noor")
    with pytest.raises(LookupError):
        read(series, series.mira, stranger)
    with pytest.raises(LookupError):
        read(series, 9_999)


def test_a_cue_says_what_leads_along_it(series: Series) -> None:
    series.feel(series.opening, "wonder", Span.point(1_000))
    series.feel(series.opening, "power", Span.point(29_000))
    along = read(series, series.mira).cues[0].stretches
    keys = [one.key if one is not None else "" for one in along]
    assert (keys[0], keys[12], keys[-1]) == ("wonder", "", "power")
    assert read(series, series.mira).cues[1].stretches == ()


def saga_of(series: Series, *more: int) -> None:
    series.services.sagas.add_saga("The harbour cycle", work_ids=[series.work, *more])  # type: ignore[list-item]


def sequel(series: Series, *names: str) -> tuple[int, list[int]]:
    """A film with one scene of these characters, in which “Love” plays."""
    scenes = series.services.scenes
    film = scenes.add_work(WorkKind.FILM, "Keep Time")
    people = [scenes.add_character(film, name) for name in names]
    night = scenes.add_scene(film, "The night ferry", character_ids=people)
    series.services.cues.add_cue(series.love, Span(10_000, 20_000), night)
    return film, list(people)


def test_the_same_name_in_a_saga_is_the_same_person(series: Series) -> None:
    film, (mira, _elio) = sequel(series, "mira", "Elio")
    assert titles(read(series, series.mira)) == ["The harbour", "The star", "The farewell"]
    saga_of(series, film)
    story = read(series, series.mira)
    assert titles(story) == ["The harbour", "The star", "The farewell", "The night ferry"]
    assert [one.where for one in story.scenes[2:]] == ["My Heart · S1 E2", "Keep Time"]
    assert [(one.character.id, one.scenes) for one in story.partners] == [(series.elio, 2)]
    assert titles(read(series, mira)) == titles(story)
    assert read(series, mira).work.title == "Keep Time"


def test_a_pair_runs_across_a_saga(series: Series) -> None:
    film, (_mira, elio) = sequel(series, "Mira", "Elio")
    saga_of(series, film)
    series.theme("Theirs", series.love, Span(1_000, 9_000), Span(11_000, 19_000))
    theme = next(one.id for one in series.services.themes.themes() if one.name == "Theirs")
    series.services.themes.add_character(theme, series.mira)
    series.services.themes.add_character(theme, elio)
    story = read(series, series.mira, series.elio)
    assert titles(story) == ["The farewell", "The night ferry"]
    assert titles(read(series, series.mira, elio)) == titles(story)
    (theirs,) = story.themes
    assert theirs.is_theirs
    assert [one.at.scene.title for one in theirs.returns][-1] == "The night ferry"


def test_who_is_in_one_work_of_a_saga_stays_in_it(series: Series) -> None:
    film, _people = sequel(series, "Noor")
    saga_of(series, film)
    series.services.story_progress.set_at_scene(series.star)
    story = read(series, series.mira)
    assert [one.where for one in story.scenes] == ["S1 E1", "S1 E1"]
    assert (len(story.covered), story.seen_until) == (2, "S1 E1")


def test_a_name_that_two_have_in_one_work_names_nobody_elsewhere(series: Series) -> None:
    film, (guard, _other) = sequel(series, "Guard", "Guard")
    saga_of(series, film)
    here = series.services.scenes.add_character(series.work, "Guard")
    series.services.scenes.set_characters(series.star, [series.mira, here])
    assert titles(read(series, guard)) == ["The night ferry"]
    assert titles(read(series, here)) == ["The star"]


def test_who_is_covered_in_another_work_is_not_recognised_there(series: Series) -> None:
    film, (mira,) = sequel(series, "Mira")
    saga_of(series, film)
    series.services.scenes.edit("character", mira, is_spoiler=True)
    assert titles(read(series, series.mira)) == ["The harbour", "The star", "The farewell"]
