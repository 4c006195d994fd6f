"""A melody is found again in another key, tempo and instrument, and nothing where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.analysis.pitch.pitches import Pitches
from app.analysis.theme_search import as_they_come
from app.analysis.theme_search.as_they_come import find_in_all, returns_as_they_come
from app.analysis.theme_search.proposals import Kind, propose_families
from app.analysis.theme_search.records import Passage, Return
from app.analysis.theme_search.search import find_returns
from app.analysis.theme_search.soundtrack import Soundtrack
from app.analysis.theme_search.views import Views, see
from app.core.jobs import JobCancelled, JobContext
from tests.support.audio import Samples
from tests.support.tunes import (
    FLUTE,
    REED,
    STRINGS,
    changed,
    chords,
    in_a_row,
    pitches_of,
    played,
    together,
    tune,
)

THEME = tune(1)
HOME = Passage("home", 9_100, 18_100)
SURE, POSSIBLE = 0.8, 0.5
START_MS = 1_000
HALF_S = 4.5


def other(seed: int) -> Samples:
    return played(tune(100 + seed), (FLUTE, REED, STRINGS)[seed % 3])


def accompanied(sound: Samples, seed: int, level: float = 0.05) -> Samples:
    return together(sound, played(chords(seed, len(sound) / 22_050), level=level))


def track(theme: Samples | None, seed: int) -> Views:
    """The theme, if any, begins after about nine seconds of another tune."""
    middle = [] if theme is None else [theme]
    return see(pitches_of(in_a_row(other(seed), *middle, other(seed + 1), other(seed + 2))))


@pytest.fixture(scope="module")
def tracks() -> dict[str, Views]:
    return {
        "home": track(played(THEME, STRINGS), 0),
        "higher": track(played(changed(THEME, 4), FLUTE), 3),
        "slower": track(played(changed(THEME, -3, 0.8), REED), 6),
        "beneath": track(accompanied(played(changed(THEME, 5, 1.2), FLUTE), 7), 9),
        "none": track(None, 12),
        "neither": track(accompanied(played(tune(50)), 8), 15),
    }


def returns(tracks: dict[str, Views], passage: Passage = HOME) -> list[Return]:
    home = tracks[passage.track]
    return find_returns(Soundtrack(tracks), home, passage, JobContext())


def sure(found: list[Return]) -> dict[str, Return]:
    return {each.passage.track: each for each in found if each.probability >= SURE}


def test_it_is_found_in_every_track_that_has_it_and_in_no_other(tracks: dict[str, Views]) -> None:
    found = [each.passage.track for each in returns(tracks) if each.probability >= SURE]
    assert sorted(found) == ["beneath", "higher", "slower"]


@pytest.mark.parametrize(
    ("name", "semitones", "tempo"),
    [("higher", 4, 1.0), ("slower", -3, 0.8), ("beneath", 5, 1.2)],
)
def test_place_key_and_tempo_are_told(
    tracks: dict[str, Views], name: str, semitones: int, tempo: float
) -> None:
    found = sure(returns(tracks))[name]
    assert found.transposition == semitones
    assert found.tempo_ratio == pytest.approx(tempo, rel=0.08)
    assert found.passage.start_ms == pytest.approx(HOME.start_ms, abs=START_MS)


def test_what_never_returns_is_not_found(tracks: dict[str, Views]) -> None:
    elsewhere = returns(tracks, Passage("none", 300, 8_800))
    assert not [each for each in elsewhere if each.probability >= POSSIBLE]


def test_the_passage_itself_is_not_among_its_returns(tracks: dict[str, Views]) -> None:
    assert all(each.passage.shared_with(HOME) <= 0.5 for each in returns(tracks))


def test_the_most_probable_come_first(tracks: dict[str, Views]) -> None:
    probabilities = [each.probability for each in returns(tracks)]
    assert probabilities == sorted(probabilities, reverse=True)


def test_what_was_confirmed_is_not_offered_again(tracks: dict[str, Views]) -> None:
    confirmed = sure(returns(tracks))["higher"].passage
    found = find_returns(
        Soundtrack(tracks), tracks["home"], HOME, JobContext(), confirmed=[confirmed]
    )
    assert all(each.passage.shared_with(confirmed) <= 0.5 for each in found)
    assert {"slower", "beneath"} <= sure(found).keys()


def test_what_was_refused_is_not_offered_again_nor_learned_from(tracks: dict[str, Views]) -> None:
    refused = sure(returns(tracks))["higher"].passage
    found = find_returns(Soundtrack(tracks), tracks["home"], HOME, JobContext(), refused=[refused])
    assert all(each.passage.shared_with(refused) <= 0.5 for each in found)


def test_returns_come_while_tracks_are_still_being_heard(tracks: dict[str, Views]) -> None:
    heard: list[str] = []

    def ready() -> Iterator[dict[str, Views]]:
        for name, views in tracks.items():
            heard.append(name)
            yield {name: views}

    come = returns_as_they_come(ready(), tracks["home"], HOME, JobContext())
    named = [(list(heard), sure(found)) for found in come]
    assert all(found.keys() <= set(names) for names, found in named)
    assert "higher" in next(found for names, found in named if "neither" not in names and found)
    assert named[-1][1].keys() == sure(returns(tracks)).keys()


def test_what_comes_together_is_searched_once(tracks: dict[str, Views]) -> None:
    (found,) = returns_as_they_come([tracks], tracks["home"], HOME, JobContext())
    assert sure(found).keys() == sure(returns(tracks)).keys()


def test_more_music_than_fits_together_is_searched_in_parts(
    tracks: dict[str, Views], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = sure(returns(tracks))
    monkeypatch.setattr(as_they_come, "MOST_MS", 80_000)
    in_parts = find_in_all(tracks, tracks["home"], HOME, JobContext())
    assert sure(in_parts).keys() == whole.keys()
    confirmed = whole["slower"].passage
    again = find_in_all(tracks, tracks["home"], HOME, JobContext(), [confirmed])
    assert sure(again).keys() == whole.keys() - {"slower"}
    places = [each.passage for each in again]
    assert len(places) == len(set(places))
    probabilities = [each.probability for each in again]
    assert probabilities == sorted(probabilities, reverse=True)


def test_its_first_half_alone_is_found_where_the_whole_returns_elsewhere(
    tracks: dict[str, Views],
) -> None:
    half = [note for note in THEME if note.start_s < HALF_S]
    alone = track(accompanied(played(changed(half, -2), REED), 5, level=0.15), 18)
    found = returns({**tracks, "half": alone})
    there = next(each for each in found if each.passage.track == "half")
    assert there.probability >= POSSIBLE
    assert there.passage.start_ms == pytest.approx(HOME.start_ms, abs=START_MS)
    assert there.passage.duration_ms == pytest.approx(1000 * HALF_S, rel=0.15)


def test_a_tempo_between_those_searched_for_is_told(tracks: dict[str, Views]) -> None:
    between = track(played(changed(THEME, 2, 1.13), FLUTE), 21)
    found = sure(returns({**tracks, "between": between}))["between"]
    assert found.tempo_ratio == pytest.approx(1.13, rel=0.02)


def test_a_passage_of_a_track_that_is_not_searched_is_found(tracks: dict[str, Views]) -> None:
    searched = {name: views for name, views in tracks.items() if name != "home"}
    found = find_returns(Soundtrack(searched), tracks["home"], HOME, JobContext())
    assert "slower" in sure(found)


@pytest.mark.parametrize("end_ms", [9_100, 9_200])
def test_of_nothing_nothing_is_found(tracks: dict[str, Views], end_ms: int) -> None:
    assert returns(tracks, Passage("home", 9_100, end_ms)) == []


def test_nothing_is_found_in_no_music(tracks: dict[str, Views]) -> None:
    assert find_returns(Soundtrack({}), tracks["home"], HOME, JobContext()) == []


def test_nothing_is_found_in_silence(tracks: dict[str, Views]) -> None:
    silent = see(pitches_of(played(tune(1), level=0.0)))
    found = find_returns(Soundtrack({"silent": silent}), tracks["home"], HOME, JobContext())
    assert not [each for each in found if each.probability >= POSSIBLE]


@pytest.mark.parametrize("verb", ["find", "propose"])
def test_it_stops_when_cancelled(tracks: dict[str, Views], verb: str) -> None:
    job = JobContext()
    job.cancel()
    verbs: dict[str, Callable[[], object]] = {
        "find": lambda: find_returns(Soundtrack(tracks), tracks["home"], HOME, job),
        "propose": lambda: propose_families(tracks, job),
    }
    with pytest.raises(JobCancelled):
        verbs[verb]()


def test_the_theme_is_proposed_before_anybody_asks(tracks: dict[str, Views]) -> None:
    first, *_rest = propose_families(tracks, JobContext())
    assert first.kind is Kind.ACROSS
    found = {first.home.track, *(each.passage.track for each in first.returns)}
    assert {"home", "higher", "slower"} <= found
    assert found.isdisjoint({"none", "neither"})


def test_a_repeating_accompaniment_is_no_theme() -> None:
    pattern = played(tune(70, 4.0), FLUTE)
    tracks = {
        "figure": see(pitches_of(in_a_row(other(0), *[pattern] * 8, other(1)))),
        "rest": see(pitches_of(in_a_row(*map(other, range(2, 8))))),
    }
    families = propose_families(tracks, JobContext())
    assert [each.kind for each in families if each.home.track == "figure"] == [Kind.ACCOMPANIMENT]


def test_pitches_are_seen_the_same_after_being_kept() -> None:
    from app.analysis.pitch.pitches import PITCHES

    pitches: Pitches = pitches_of(played(THEME))
    again = PITCHES.decode(PITCHES.encode(pitches))
    assert again is not None
    assert (see(again).rows == see(pitches).rows).all()
