"""What can be asked, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.bootstrap import Services
from app.core.ids import ThemeId
from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.first_notes.records import Piece
from app.first_notes.service import FirstNotes
from app.profile.settings import SettingsFile
from app.story.covering import OPEN, Covering
from app.story.records import WorkKind
from app.themes.records import Occurrence
from app.transactions import changes
from app.transactions.history import Step
from db.models.all import JournalEntry
from db.repositories import rows
from tests.support.audio import tone, write_wav
from tests.support.opened_profile import OpenedProfile
from tests.support.ready_journal import ready_profile

COVERED = Covering()
TITLES = ("Aurora", "Brook", "Cinder", "Dusk", "Ember")


class Shelf:
    """Five tracks, and two themes on them, each of which returns once."""

    def __init__(self, opened: OpenedProfile, music: Path) -> None:
        self.opened, self.services, self.music = opened, opened.services, music
        music.mkdir()
        for number, title in enumerate(TITLES):
            write_wav(music / f"{title}.wav", tone(3.0, 300.0 + 70 * number))
        self.services.importing.run([music], JobContext())
        self.tracks = {row.title: row.id for row in self.services.library.lines()}
        self.heart = self.theme("Heart", "Aurora", Span(0, 500), Span(2_000, 2_500))
        self.star = self.theme("Star", "Brook", Span(0, 500), Span(2_000, 2_500))

    @property
    def game(self) -> FirstNotes:
        return self.services.first_notes

    def theme(self, name: str, title: str, *spans: Span) -> ThemeId:
        self.services.themes.mark_returns(name, self.tracks[title], spans)
        return next(one.id for one in self.services.themes.themes() if one.name == name)

    def marks(self, theme: ThemeId) -> list[Occurrence]:
        life = self.services.theme_returns.life(theme)
        return [one.occurrence for one in life.returns]

    def asked(self, covering: Covering = COVERED) -> list[str]:
        return sorted(one.name for one in self.game.pieces(covering).tracks.values())

    def themes(self, covering: Covering = COVERED) -> dict[str, list[int]]:
        """Where the forms of each begin."""
        found = self.game.pieces(covering).themes
        return {each[0].name: [form.span.start_ms for form in each] for each in found}

    def piece(self, title: str) -> Piece:
        return next(one for one in self.game.pieces(OPEN).tracks.values() if one.name == title)

    def form(self, name: str, place: int = 0) -> Piece:
        return next(each for each in self.game.pieces(OPEN).themes if each[0].name == name)[place]


@pytest.fixture
def shelf(opened: OpenedProfile, tmp_path: Path) -> Shelf:
    return Shelf(opened, tmp_path / "music")


def test_tracks_and_themes_in_all_their_forms_can_be_asked(shelf: Shelf) -> None:
    assert shelf.asked() == sorted(TITLES)
    assert shelf.themes() == {"Heart": [0, 2_000], "Star": [0, 2_000]}
    first, second = (shelf.form("Heart", place) for place in (0, 1))
    assert (first.variant, second.variant) == ("", shelf.marks(shelf.heart)[1].uid)


def test_what_has_no_file_is_left_out(shelf: Shelf) -> None:
    (shelf.music / "Aurora.wav").unlink()
    shelf.services.library.availability.look(JobContext())
    assert "Aurora" not in shelf.asked() and "Heart" not in shelf.themes()


def test_what_is_covered_is_neither_asked_nor_listed_until_it_is_shown(shelf: Shelf) -> None:
    heart = shelf.form("Heart")
    shelf.game.recognise(heart, heart.span, 1_800)
    shelf.services.themes.edit(shelf.heart, is_spoiler=True)
    assert "Heart" not in shelf.themes() and not shelf.game.known(COVERED)
    shown = COVERED.showing_theme(shelf.heart)
    assert "Heart" in shelf.themes(shown) and shelf.game.known(shown)


def test_the_music_of_a_covered_scene_is_not_asked(shelf: Shelf) -> None:
    scenes = shelf.services.scenes
    work = scenes.add_work(WorkKind.SERIES, "Tidewatch")
    late = scenes.add_scene(work, "The last one")
    shelf.services.cues.add_cue(shelf.tracks["Cinder"], Span(0, 1_000), late)
    shelf.services.cues.add_cue(shelf.tracks["Brook"], Span(1_900, 2_900), late)
    assert "Cinder" in shelf.asked()
    scenes.edit("scene", late, is_spoiler=True)
    assert "Cinder" not in shelf.asked() and "Cinder" in shelf.asked(OPEN)
    assert shelf.themes()["Star"] == [0]


def test_a_track_for_which_a_letter_waits_is_not_asked_until_it_is_opened(shelf: Shelf) -> None:
    ledger, dusk = shelf.services.ledger, shelf.tracks["Dusk"]
    with ledger.write("Seal", changes.ENTRY) as writing:
        letter = rows.add(
            writing.session, JournalEntry, text="Hello", sealed_at=1, sealed_track_id=dusk
        )
        key = letter.id
    assert "Dusk" not in shelf.asked()
    with ledger.write("Open", changes.ENTRY) as writing:
        writing.unit.get(JournalEntry, key).opened_at = 2
    assert "Dusk" in shelf.asked()


def test_where_two_themes_sound_at_once_neither_is_the_only_answer(shelf: Shelf) -> None:
    shelf.services.themes.mark_returns(shelf.star, shelf.tracks["Aurora"], [Span(2_200, 2_900)])
    assert shelf.themes() == {"Heart": [0], "Star": [0, 2_000]}


def test_what_was_recognised_is_kept_undone_and_redone(shelf: Shelf) -> None:
    piece = shelf.piece("Ember")
    shelf.game.recognise(piece, Span(700, 2_000), 1_800)
    change = shelf.opened.changes[-1]
    assert change.kinds == {changes.RECOGNITION}
    known = shelf.game.of_track(piece.track.id)
    assert known is not None and (known.fastest_ms, known.latest_ms, known.times) == (1800, 1800, 1)
    step = shelf.opened.last_step
    assert step.label == "Recognise “Ember”"
    shelf.services.ledger.undo(step)
    assert shelf.game.of_track(piece.track.id) is None
    shelf.services.ledger.redo(step)
    assert shelf.game.of_track(piece.track.id) == known


def test_a_covered_theme_is_not_named_in_the_undo_step(shelf: Shelf) -> None:
    shelf.services.themes.edit(shelf.heart, is_spoiler=True)
    heart = shelf.form("Heart")
    shelf.game.recognise(heart, heart.span, 900)
    assert "Heart" not in shelf.opened.last_step.label


def test_what_is_gone_cannot_be_recognised(shelf: Shelf) -> None:
    heart = shelf.form("Heart")
    shelf.services.themes.remove(shelf.heart)
    with pytest.raises(LookupError):
        shelf.game.recognise(heart, heart.span, 900)


def test_a_theme_is_known_in_any_form_and_apart_from_its_track(shelf: Shelf) -> None:
    game, stated, varied = shelf.game, shelf.form("Heart"), shelf.form("Heart", 1)
    game.recognise(stated, stated.span, 3_000, made=at(2024, 12, 31, 23))
    game.recognise(stated, stated.span, 1_000, made=at(2025, 3, 1))
    game.recognise(varied, varied.span, 2_000, made=at(2025, 4, 1))
    known = game.of_theme(shelf.heart)
    assert known is not None
    assert (known.times, known.fastest_ms, known.latest_ms) == (3, 1_000, 2_000)
    assert known.usual_ms == {2024: 3_000, 2025: 1_500}
    assert known.latest.day == date(2025, 4, 1)
    assert game.of_track(stated.track.id) is None


def test_the_soonest_known_come_first(shelf: Shelf) -> None:
    for title, after_ms in (("Brook", 2_500), ("Dusk", 700), ("Aurora", 1_000)):
        piece = shelf.piece(title)
        shelf.game.recognise(piece, piece.span, after_ms)
    known = shelf.game.known(COVERED)
    assert [one.name for one in known] == ["Dusk", "Aurora", "Brook"]
    assert [one.is_by_first_second for one in known] == [True, True, False]


def at(year: int, month: int, day: int, hour: int = 12) -> Instant:
    """Local time an hour behind UTC: a night there is the next day in UTC."""
    moment = datetime(year, month, day, hour, tzinfo=UTC)
    return Instant(round(moment.timestamp() * 1000) + 3_600_000, -60)


def test_a_recognition_goes_with_its_track(shelf: Shelf) -> None:
    piece = shelf.piece("Brook")
    shelf.game.recognise(piece, piece.span, 900)
    shelf.services.library.remove_lines([piece.track.key], with_marks=True)
    assert not shelf.game.known(OPEN)
    assert shelf.game.of_track(piece.track.id) is None


def test_undoing_the_removal_of_a_track_brings_back_that_it_was_recognised(shelf: Shelf) -> None:
    brook, heart = shelf.piece("Brook"), shelf.form("Heart")
    shelf.game.recognise(brook, brook.span, 900)
    shelf.game.recognise(heart, heart.span, 1_200)
    before = shelf.game.known(OPEN)
    steps: list[Step] = []
    shelf.services.feed.subscribe(lambda change: steps.extend([change.step] if change.step else []))
    shelf.services.library.remove_lines([brook.track.key], with_marks=True)
    assert [one.name for one in shelf.game.known(OPEN)] == ["Heart"]
    shelf.services.ledger.undo(steps[-1])
    assert shelf.game.known(OPEN) == before


def test_what_was_recognised_is_in_the_export_and_comes_back_in_another_profile(
    shelf: Shelf, tmp_path: Path
) -> None:
    brook, heart = shelf.piece("Brook"), shelf.form("Heart")
    for after_ms in (2_000, 900):
        shelf.game.recognise(brook, brook.span, after_ms)
    shelf.game.recognise(heart, heart.span, 1_200)
    before = shelf.game.known(OPEN)
    shelf.services.exports.export_json(tmp_path / "all.json")
    paths = ready_profile(tmp_path / "other")
    other = Services(paths, SettingsFile(paths.settings_file))
    other.exports.restore_json(tmp_path / "all.json")
    after = other.first_notes.known(OPEN)
    said = [(one.name, one.latest_ms, one.fastest_ms, one.times, one.usual_ms) for one in after]
    assert said == [
        (one.name, one.latest_ms, one.fastest_ms, one.times, one.usual_ms) for one in before
    ]
    assert [one.latest for one in after] == [one.latest for one in before]
    assert not other.exports.restore_json(tmp_path / "all.json").has_changes
    other.close()


def test_what_was_recognised_stays_with_the_track_that_another_became_part_of(
    shelf: Shelf,
) -> None:
    brook = shelf.piece("Brook")
    shelf.game.recognise(brook, brook.span, 900)
    shelf.services.same_tracks.merge(shelf.tracks["Cinder"], [brook.track.id], JobContext())
    assert [one.name for one in shelf.game.known(OPEN)] == ["Cinder"]
    known = shelf.game.of_track(shelf.tracks["Cinder"])
    assert known is not None and known.latest_ms == 900
