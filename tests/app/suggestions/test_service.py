"""What is suggested follows from one listener's marks, and from what they refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import Services
from app.core.instant import Instant
from app.core.jobs import JobCancelled, JobContext
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.emotions.records import Mode
from app.suggestions.learnt import Learnt
from app.suggestions.records import (
    LEAST_MARKS,
    SPEAKS_FROM,
    HowFar,
    Suggestion,
    Suggestions,
)
from tests.support.another_process import begin_elsewhere
from tests.support.felt_music import CALM, PART_S, STORM, FeltMusic
from tests.support.opened_profile import OpenedProfile


@pytest.fixture
def music(opened: OpenedProfile, tmp_path: Path) -> FeltMusic:
    made = FeltMusic(opened.services, tmp_path / "music")
    made.hear()
    return made


def learnt(services: Services) -> Learnt | None:
    return services.suggestions.learnt(JobContext())


def suggested(music: FeltMusic) -> tuple[Suggestion, ...]:
    """On the track without marks."""
    known = learnt(music.services)
    assert known is not None
    return music.services.suggestions.on_track(music.new, known).every


def kept_models(services: Services) -> list[Path]:
    return sorted(services.paths.peaks.glob("*.emotions"))


def test_39_marks_say_nothing_and_40_do(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS - 1)
    assert learnt(music.services) is None
    assert kept_models(music.services) == []
    music.mark("One", CALM, Span.point(25_000))
    known = learnt(music.services)
    assert known is not None and known.marks == LEAST_MARKS
    for place, word in ((5, CALM), (15, STORM), (25, CALM), (55, STORM)):
        at = music.services.suggestions.on_track(music.new, known).at(place * 1000)
        assert [one.emotion.key for one in at] == [word]
        assert all(one.probability >= SPEAKS_FROM for one in at)


def test_what_was_accepted_is_learnt_from(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    (first, *_) = suggested(music)
    before = learnt(music.services)
    music.mark("New", first.emotion.key, Span.point(first.span.start_ms))
    known = learnt(music.services)
    assert before is not None and known is not None
    assert known.marks == before.marks + 1 and known.stamp != before.stamp


def test_marks_by_chance_suggest_next_to_nothing(music: FeltMusic) -> None:
    words = [one.key for one in music.services.emotions.emotions()[:7]]
    for number in range(56):
        at = Span.point(1_000 + number // 3 * 3_000)
        music.mark(("One", "Two", "Three")[number % 3], words[(number * 5 + number // 7) % 7], at)
    assert sum(one.span.duration_ms for one in suggested(music)) < PART_S * 1000


def test_only_what_is_felt_in_music_that_was_heard_counts(
    opened: OpenedProfile, music: FeltMusic
) -> None:
    tags = music.feel(LEAST_MARKS)
    expressed = MarkRef(MarkKind.TAG, tags[0])
    services = music.services
    wonder = services.emotions.named("wonder")
    assert wonder is not None
    services.marks.reword(expressed, emotion_id=wonder.id, is_expressed=True)
    assert learnt(services) is None, "what the music expresses needn’t be felt"
    services.tagging.add_tag(opened.track(), wonder.id, Span.point(1_000), mode=Mode.FELT)
    assert learnt(services) is None, "of a track without a file nothing is heard"


def test_a_refusal_is_kept_and_can_be_undone(opened: OpenedProfile, music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    services = music.services
    first = suggested(music)[0]
    services.suggestions.refusals.refuse(music.new, first.emotion, first.span)
    refusal = opened.last_step
    assert [row["what"] for row in opened.tables()["refusal"].values()] == [first.emotion.key]
    left = suggested(music)
    same = [one for one in left if one.emotion == first.emotion]
    assert not any(one.span.overlaps(first.span) for one in same)
    assert left, "the same emotion may be suggested elsewhere"
    services.ledger.undo(refusal)
    assert first in suggested(music)


def test_what_is_refused_again_and_again_is_less_probable(music: FeltMusic) -> None:
    music.feel(60)
    for title in ("One", "Two", "Three"):
        for at in range(4_000, 60_000, 2 * PART_S * 1000):
            music.mark(title, "wonder", Span.point(at))
    before = probability(music, CALM)
    services = music.services
    peace = services.emotions.named(CALM)
    assert peace is not None
    for title in ("One", "Two", "Three"):
        for at in range(2_000, 60_000, 2 * PART_S * 1000):
            span = Span(at, at + 4_000)
            services.suggestions.refusals.refuse(music.ids[title], peace, span)
    assert probability(music, CALM) < before - 0.05


def probability(music: FeltMusic, word: str) -> float:
    """In the middle of a calm part of the track without marks."""
    known = learnt(music.services)
    assert known is not None
    services = music.services
    (file,) = services.library.track(music.new).files
    texture = services.suggestions.textures.of(file.payload_hash)
    assert texture is not None
    shares = known.model.probabilities(texture.rows[5:6])[0]
    return float(shares[known.emotions.index(word)])


def test_what_was_learnt_goes_with_the_cache(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    assert learnt(music.services) is not None
    assert len(kept_models(music.services)) == 1
    music.services.heard_music.clear()
    assert kept_models(music.services) == []
    assert learnt(music.services) is None, "nothing is heard any more"
    music.hear()
    assert suggested(music)


def test_what_is_heard_later_is_learnt_from(music: FeltMusic) -> None:
    music.feel(3 * LEAST_MARKS)
    services = music.services
    services.heard_music.clear()
    assert learnt(services) is None
    music.hear("One", "New")
    first = learnt(services)
    assert first is not None and first.marks == LEAST_MARKS
    music.hear("Two")
    again = learnt(services)
    assert again is not None and again.marks == 2 * LEAST_MARKS


def test_it_is_learnt_once_until_something_changes(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    first = learnt(music.services)
    (kept,) = kept_models(music.services)
    written = kept.read_bytes()
    again = learnt(music.services)
    assert first is not None and again is not None and again.stamp == first.stamp
    assert kept.read_bytes() == written
    music.mark("One", STORM, Span.point(56_000))
    renewed = learnt(music.services)
    assert renewed is not None and renewed.marks == first.marks + 1


@pytest.mark.logs("is damaged")
def test_a_damaged_model_is_learnt_anew(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    assert learnt(music.services) is not None
    (kept,) = kept_models(music.services)
    kept.write_bytes(kept.read_bytes()[:-9])
    assert suggested(music)


def test_marks_of_another_process_are_learnt_from(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS - 1)
    assert learnt(music.services) is None
    do = f"""from app.core.jobs import JobContext
peace = services.emotions.named("{CALM}")
services.tagging.add_tag({music.ids["Two"]}, peace.id, Span.point(46_000))
assert services.suggestions.learnt(JobContext()).marks == {LEAST_MARKS}"""
    with begin_elsewhere(music.services.paths, do) as process:
        _out, fault = process.communicate()
    assert process.returncode == 0, fault
    (kept,) = kept_models(music.services)
    written = kept.stat().st_ino
    assert suggested(music)
    assert kept.stat().st_ino == written, "what the other process learnt needn’t be learnt again"


def test_cancelled_it_keeps_nothing(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    job = JobContext()
    job.cancel()
    with pytest.raises(JobCancelled):
        music.services.suggestions.learnt(job)
    assert kept_models(music.services) == []


def test_a_track_that_was_not_heard_has_no_suggestions(
    opened: OpenedProfile, music: FeltMusic
) -> None:
    music.feel(LEAST_MARKS)
    known = learnt(music.services)
    assert known is not None
    assert music.services.suggestions.on_track(opened.track(), known).every == ()


def test_an_archived_emotion_is_not_suggested(music: FeltMusic) -> None:
    music.feel(LEAST_MARKS)
    services = music.services
    tension = services.emotions.named(STORM)
    assert tension is not None
    services.emotions.remove_word(tension.id)
    assert {one.emotion.key for one in suggested(music)} == {CALM}


def test_how_far_it_is_and_deleting_it(music: FeltMusic) -> None:
    suggestions = music.services.suggestions
    assert suggestions.how_far(counts_marks=True) == HowFar(0)
    music.feel(LEAST_MARKS - 1)
    found = suggestions.how_far(counts_marks=True)
    assert (found.to_learn_from, found.missing, found.learnt) == (LEAST_MARKS - 1, 1, None)
    music.mark("One", CALM, Span.point(25_000))
    assert suggestions.how_far(counts_marks=True).missing == 0
    before = Instant.now().utc_ms
    assert learnt(music.services) is not None
    found = suggestions.how_far(counts_marks=False)
    assert (found.to_learn_from, found.learnt_from) == (None, LEAST_MARKS)
    assert found.learnt is not None and before <= found.learnt.utc_ms <= Instant.now().utc_ms
    assert learnt(music.services) is not None  # from the cache: it isn't learnt anew
    assert suggestions.how_far(counts_marks=False).learnt == found.learnt
    heard = len(list(music.services.paths.peaks.iterdir()))
    suggestions.forget()
    assert kept_models(music.services) == []
    assert len(list(music.services.paths.peaks.iterdir())) == heard - 1, "what was heard stays"
    assert suggestions.how_far(counts_marks=True) == HowFar(LEAST_MARKS)


def test_of_music_that_was_not_heard_no_mark_counts(opened: OpenedProfile, tmp_path: Path) -> None:
    music = FeltMusic(opened.services, tmp_path / "music")
    music.hear("One")
    music.mark("One", CALM, Span.point(5_000))
    music.mark("Two", CALM, Span.point(5_000))
    assert opened.services.suggestions.how_far(counts_marks=True).to_learn_from == 1


def test_three_are_suggested_at_most_the_most_probable_first(music: FeltMusic) -> None:
    emotions = music.services.emotions.emotions()[:5]
    here, later = Span(0, 5_000), Span(5_000, 9_000)
    every = tuple(
        Suggestion(emotion, here, 0.4 + number / 10) for number, emotion in enumerate(emotions)
    )
    found = Suggestions(music.new, 40, (*every, Suggestion(emotions[0], later, 0.9)))
    assert found.at(2_000) == every[:1:-1]
    assert len(found.at(7_000)) == 1 and found.at(9_000) == ()
