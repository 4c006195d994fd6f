"""A theme with its returns, their scenes and what was felt there; quotes; what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.core.ids import OccurrenceId, ThemeId, TrackId, WorkId
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.library.records import Role
from app.returns.records import Order
from app.story.records import WorkKind
from app.themes.difference import PassageSound
from app.themes.records import Candidate, Occurrence, Passage
from tests.support.opened_profile import OpenedProfile


class Score:
    """Three tracks of an album. The heart theme returns on all of them: its work has scenes in
    another order than the album.
    """

    def __init__(self, opened: OpenedProfile) -> None:
        self.opened = opened
        services = opened.services
        self.work: WorkId = services.scenes.add_work(WorkKind.SERIES, "My Heart")
        self.one, self.two, self.three = (opened.track(title) for title in ("1", "2", "3"))
        self.end = services.scenes.add_scene(self.work, "The end", story_order=3.0)
        self.harbour = services.scenes.add_scene(self.work, "Harbour", story_order=1.0)
        self.train = services.scenes.add_scene(self.work, "Train", story_order=2.0)
        self.heart = self.theme("The heart", self.one, Span(10_000, 20_000))

    def theme(self, name: str, track: TrackId, *spans: Span) -> ThemeId:
        themes = self.opened.services.themes
        themes.mark_returns(name, track, spans, self.work)
        return next(theme.id for theme in themes.themes() if theme.name == name)

    def returns(self, track: TrackId, *starts_ms: int) -> tuple[OccurrenceId, ...]:
        spans = [Span(start, start + 10_000) for start in starts_ms]
        return self.opened.services.themes.mark_returns(self.heart, track, spans)

    def feel(self, track: TrackId, word: str, span: Span, mode: Mode = Mode.FELT) -> None:
        services = self.opened.services
        emotion = services.emotions.named(word)
        assert emotion is not None
        services.tagging.add_tag(track, emotion.id, span, mode=mode)


@pytest.fixture
def score(opened: OpenedProfile) -> Score:
    return Score(opened)


@contextmanager
def queries_counted(opened: OpenedProfile) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        said.append(sql)

    with opened.services.ledger.read() as connection:
        engine = connection.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_themes_are_listed_by_work_with_counts(opened: OpenedProfile, score: Score) -> None:
    services = opened.services
    score.returns(score.two, 0, 30_000)
    candidate = Candidate(score.three, Span(0, 9_000), 0.6)
    services.themes.answers.leave_open(score.heart, [candidate])
    services.themes.add_character(score.heart, services.scenes.add_character(score.work, "Mira"))
    services.themes.mark_returns("Adrift", score.three, [])
    services.scenes.add_work(WorkKind.FILM, "Without themes")
    mine, others = services.theme_returns.by_work()
    (line,) = mine.lines
    assert (mine.title, line.theme.name) == ("My Heart", "The heart")
    assert (line.confirmed, line.unsure, line.tracks) == (3, 1, 2)
    assert [person.name for person in line.characters] == ["Mira"]
    (adrift,) = others.lines
    assert (others.work_id, adrift.theme.name, adrift.confirmed) == (None, "Adrift", 0)


def test_returns_come_as_on_the_album(opened: OpenedProfile, score: Score) -> None:
    score.returns(score.three, 0)
    score.returns(score.two, 30_000, 0)
    life = opened.services.theme_returns.life(score.heart)
    assert [(one.track.title, one.occurrence.span.start_ms) for one in life.returns] == [
        ("1", 10_000),
        ("2", 0),
        ("2", 30_000),
        ("3", 0),
    ]
    assert life.home is life.returns[0]


def test_returns_come_as_in_the_story(opened: OpenedProfile, score: Score) -> None:
    cues = opened.services.cues
    score.returns(score.two, 0, 30_000)
    score.returns(score.three, 50_000)
    cues.add_cue(score.one, Span(0, 60_000), score.end)
    cues.add_cue(score.two, Span(0, 20_000), score.train, 4_000)
    cues.add_cue(score.two, Span(25_000, 60_000), score.harbour)
    life = opened.services.theme_returns.life(score.heart, Order.STORY)
    told = [
        (one.track.title, [scene.title for scene in one.scenes], one.scene_ms)
        for one in life.returns
    ]
    assert told == [
        ("2", ["Harbour"], None),
        ("2", ["Train"], 4_000),
        ("1", ["The end"], None),
        ("3", [], None),
    ]


def test_its_life_runs_through_the_works_of_its_saga_in_their_order(
    opened: OpenedProfile, score: Score
) -> None:
    services = opened.services
    before = services.scenes.add_work(WorkKind.FILM, "The first one")
    services.sagas.add_saga("Hearts", work_ids=[before, score.work])
    score.returns(score.two, 0)
    score.returns(score.three, 50_000)
    add = services.cues.add_cue
    add(score.two, Span(0, 60_000), score.harbour)
    add(score.three, Span(0, 60_000), services.scenes.add_scene(before, "Long ago"))
    life = services.theme_returns.life(score.heart, Order.STORY)
    told = [[scene.title for scene in one.scenes] for one in life.returns]
    assert told == [["Long ago"], ["Harbour"], []]


def test_a_return_that_plays_twice_is_where_it_plays_first(
    opened: OpenedProfile, score: Score
) -> None:
    cues = opened.services.cues
    cues.add_cue(score.one, Span(0, 60_000), score.end)
    cues.add_cue(score.one, Span(5_000, 60_000), score.harbour, 1_000)
    elsewhere = opened.services.scenes.add_work(WorkKind.FILM, "A remake")
    cues.add_cue(score.one, Span(0, 60_000), opened.services.scenes.add_scene(elsewhere, "Again"))
    (one,) = opened.services.theme_returns.life(score.heart, Order.STORY).returns
    assert [scene.title for scene in one.scenes] == ["Harbour", "The end"]
    assert one.scene_ms == 6_000


def test_a_return_knows_what_was_felt_there(opened: OpenedProfile, score: Score) -> None:
    score.feel(score.one, "wonder", Span(12_000, 12_000))
    score.feel(score.one, "peacefulness", Span(5_000, 11_000))
    score.feel(score.one, "sadness", Span(20_000, 25_000))  # it has ended
    score.feel(score.one, "power", Span(13_000, 13_000), Mode.EXPRESSED)
    score.feel(score.two, "tension", Span(12_000, 12_000))
    (one,) = opened.services.theme_returns.life(score.heart).returns
    assert [tagged.emotion.key for tagged in one.felt] == ["peacefulness", "wonder"]


def test_the_first_that_was_marked_is_home_until_another_is_chosen(
    opened: OpenedProfile, score: Score
) -> None:
    services = opened.services
    (later,) = score.returns(score.three, 0)
    assert services.theme_returns.life(score.heart).home.track.title == "1"  # type: ignore[union-attr]
    services.themes.set_home(later)
    assert services.theme_returns.life(score.heart).home.track.title == "3"  # type: ignore[union-attr]
    services.themes.answers.leave_marks_open(later)
    assert services.theme_returns.life(score.heart).home.track.title == "1"  # type: ignore[union-attr]


def test_every_theme_that_returns_is_stated_somewhere(opened: OpenedProfile, score: Score) -> None:
    services = opened.services
    other = score.theme("The bridge", score.two, Span(0, 5000), Span(6000, 9000))
    (later,) = score.returns(score.three, 0)
    services.themes.set_home(later)
    unsure = score.theme("Perhaps", score.two, Span(10_000, 12_000))
    (mark,) = (one.occurrence for one in services.theme_returns.life(unsure).returns)
    services.themes.answers.leave_marks_open(mark.id)
    assert services.theme_returns.homes() == {
        score.heart: Passage(score.three, Span(0, 10_000)),
        other: Passage(score.two, Span(0, 5000)),
    }


def test_the_queries_of_a_page_do_not_grow_with_its_returns(
    opened: OpenedProfile, score: Score
) -> None:
    returns = opened.services.theme_returns
    score.feel(score.one, "wonder", Span(12_000, 12_000))
    opened.services.cues.add_cue(score.one, Span(0, 60_000), score.end)
    returns.life(score.heart)
    with queries_counted(opened) as few:
        returns.life(score.heart)
    for track in (score.two, score.three):
        score.returns(track, *range(0, 80_000, 10_000))
        for start_ms in range(0, 80_000, 10_000):
            score.feel(track, "wonder", Span(start_ms, start_ms))
        opened.services.cues.add_cue(track, Span(0, 60_000), score.train)
    returns.life(score.heart)
    with queries_counted(opened) as many:
        assert len(returns.life(score.heart).returns) == 17
    assert 0 < len(many) == len(few) < 15


def test_a_theme_that_is_gone_has_no_life(opened: OpenedProfile) -> None:
    with pytest.raises(LookupError):
        opened.services.theme_returns.life(ThemeId(7))


# --- quotes -------------------------------------------------------------------------------------


def test_an_action_theme_quotes_what_is_stated_elsewhere(
    opened: OpenedProfile, score: Score
) -> None:
    services = opened.services
    score.returns(score.two, 50_000, 30_000)
    score.theme("The chase", score.two, Span(0, 10_000))
    assert services.theme_returns.quotes(score.two) == ()  # nobody said that it is an action theme
    services.library.set_role([score.two], Role.ACTION_THEME)
    quotes = services.theme_returns.quotes(score.two)
    assert [(q.occurrence.theme.name, q.occurrence.span.start_ms) for q in quotes] == [
        ("The heart", 30_000),
        ("The heart", 50_000),
    ]
    assert {q.home for q in quotes} == {(score.one, Span(10_000, 20_000))}


def test_only_what_is_sure_is_a_quote(opened: OpenedProfile, score: Score) -> None:
    services = opened.services
    services.library.set_role([score.two], Role.LOVE_THEME)
    candidate = Candidate(score.two, Span(0, 9_000), 0.6)
    services.themes.answers.leave_open(score.heart, [candidate])
    assert services.theme_returns.quotes(score.two) == ()
    services.themes.answers.confirm(score.heart, [candidate])
    assert len(services.theme_returns.quotes(score.two)) == 1


# --- while it plays -----------------------------------------------------------------------------


def test_the_next_return_is_known_with_what_was_felt_before(
    opened: OpenedProfile, score: Score
) -> None:
    score.returns(score.two, 30_000, 0)
    score.returns(score.three, 0)
    score.feel(score.one, "wonder", Span(12_000, 12_000))
    score.feel(score.two, "tension", Span(5_000, 5_000))
    score.feel(score.two, "sadness", Span(35_000, 35_000))
    score.feel(score.three, "power", Span(5_000, 5_000))
    coming = opened.services.theme_returns.on_track(score.two)
    first, second = coming.returns
    assert (first.number, first.of, second.number) == (2, 4, 3)
    assert [one.tagged.emotion.key for one in first.felt] == ["wonder"]
    assert [one.tagged.emotion.key for one in second.felt] == ["tension", "wonder"]
    assert (second.felt[1].track_id, second.felt[1].span) == (score.one, Span(10_000, 20_000))


def test_each_emotion_is_told_once_where_it_was_felt_last(
    opened: OpenedProfile, score: Score
) -> None:
    score.returns(score.two, 0)
    score.returns(score.three, 0)
    for word in ("wonder", "power", "wonder"):
        score.feel(score.one, word, Span(12_000, 12_000))
    score.feel(score.two, "power", Span(5_000, 5_000))
    (there,) = opened.services.theme_returns.on_track(score.three).returns
    felt = [(one.tagged.emotion.key, one.track_id) for one in there.felt]
    assert felt == [("power", score.two), ("wonder", score.one)]


def test_a_return_knows_how_it_differs_from_where_its_theme_is_stated(
    opened: OpenedProfile, score: Score
) -> None:
    services = opened.services
    (again,) = score.returns(score.two, 0)
    services.marks.edit(MarkRef(MarkKind.OCCURRENCE, again), transposition=-4, tempo_ratio=0.5)
    levels = {score.one: -20.0, score.two: -30.0}

    def sound_of(mark: Occurrence) -> PassageSound:
        return PassageSound(level_db=levels[mark.track_id])

    (there,) = services.theme_returns.on_track(score.two, sound_of).returns
    assert (there.difference.semitones, there.difference.tempo_ratio) == (-4, 0.5)
    assert there.difference.louder_db == -10.0 and not there.is_home
    (home,) = services.theme_returns.on_track(score.one, sound_of).returns
    assert home.is_home and home.difference.louder_db == 0.0


def test_what_was_left_open_is_not_announced(opened: OpenedProfile, score: Score) -> None:
    services = opened.services
    services.themes.answers.leave_open(score.heart, [Candidate(score.two, Span(0, 9_000), 0.6)])
    assert services.theme_returns.on_track(score.two).returns == ()
    assert services.theme_returns.on_track(TrackId(99)).returns == ()
