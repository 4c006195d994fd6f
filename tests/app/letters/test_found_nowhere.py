"""While a letter is sealed, no question that a page or a keepsake asks has a word of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import Services
from app.comfort.records import Wish
from app.core.ids import CharacterId, EntryId, MomentId, SceneId, TrackId, WorkId
from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.timecode import Span
from app.journal.entry_parts import EntryPicture
from app.journal.moment_records import AskedMoment
from app.journal.records import EntryDraft, Feeling, JournalFilter
from app.journal.seals import Sealing
from app.keepsake.choosing import Ticks, of_all, of_selection, of_work, of_year
from app.story.covering import Covering
from app.story.records import WorkKind
from app.transactions import changes
from app.transactions.changes import Change
from app.years.lives import LifeOf
from app.years.records import Period
from db.repositories.merging import Join, merge
from tests.support.hostile_journal import PlainCraft
from tests.support.opened_profile import OpenedProfile
from tests.support.pictures import png

SECRET = "zyqlantern"  # in no other text
LATER = Sealing(until=date(2199, 12, 31))
Step = Callable[[], object]


@dataclass
class Sealed:
    """A letter about a track that has marks, in a scene; and what leads to it."""

    opened: OpenedProfile
    letter: EntryId
    track: TrackId
    other: TrackId
    scene: SceneId
    person: CharacterId
    work: WorkId
    moment: MomentId
    picture: str

    @property
    def services(self) -> Services:
        return self.opened.services


def written(opened: OpenedProfile, folder: Path) -> Sealed:
    services = opened.services
    track, other = opened.track("The Love Theme"), opened.track("Harbour lights")
    work = services.scenes.add_work(WorkKind.FILM, "My Heart")
    services.library.assign_work([track, other], work)
    person = services.scenes.add_character(work, "Mira")
    scene = services.scenes.add_scene(work, "The second key", character_ids=[person])
    services.cues.add_cue(track, Span(0, 30_000), scene)
    moment = services.moments.add_moment(track, Span(5_000, 8_000))
    services.tagging.add_tag(track, services.emotions.emotions()[0].id, Span(5_000, 8_000))
    (folder / "lamp.png").write_bytes(png(1, 64, 36))
    picture = services.pictures.keep(folder / "lamp.png")
    draft = EntryDraft(
        "To later",
        f"The {SECRET} at the window, {SECRET}! ![lamp]({picture})",
        Feeling(0.0, 0.9),
        Feeling(0.0, -0.9),
        track_ids=(track, other),
        scene_ids=(scene,),
        moment_ids=(MomentId(moment.id),),
        pictures=(EntryPicture(picture, f"a {SECRET} at dusk"),),
        people=(SECRET,),
        sealing=LATER,
    )
    a_year_ago = Instant.of(Instant.now().utc_ms - 365 * 86_400_000)
    letter = services.journal.write_entry(draft, a_year_ago)
    return Sealed(
        opened, letter, track, other, scene, person, work, MomentId(moment.id), picture
    )  # fmt: skip


@pytest.fixture
def sealed(opened: OpenedProfile, tmp_path: Path) -> Sealed:
    return written(opened, tmp_path)


def answers(sealed: Sealed) -> Iterator[tuple[str, Any]]:
    """Of every question that could have a word of an entry in its answer."""
    services, journal = sealed.services, sealed.services.journal
    filters: dict[str, JournalFilter] = {
        "all": JournalFilter(),
        "work": JournalFilter(work_id=sealed.work),
        "track": JournalFilter(track_id=sealed.track),
        "scene": JournalFilter(scene_id=sealed.scene),
        "character": JournalFilter(character_id=sealed.person),
        "typed": JournalFilter(text=SECRET),
        "companion": JournalFilter(companion=SECRET),
    }
    for name, wanted in filters.items():
        yield f"journal by {name}", journal.page(wanted)
    for name in ("typed", "companion"):
        assert journal.count(filters[name], 10) == 0, name
    yield "entry", journal.entry(sealed.letter)
    yield "companions", journal.companions()
    assert not journal.overview().has_people
    when = Instant.now().local.date()
    for day in (when, when - timedelta(1), when + timedelta(1)):
        assert not [item for item in journal.on_this_day(day).items if item.kind == "entry"]
    yield (
        "same moment",
        services.same_moments.across_years(AskedMoment(sealed.track, Span(5_000, 8_000))),
    )
    for period in (Period(), Period(when.year), Period(when.year - 1)):
        yield "words", services.years.words(period)
        yield "breakdown", services.years.breakdown(period, Covering())
        yield "remarkable", services.years.remarkable(period)
        yield "few", services.years.few(period, 50)
    for whose in (LifeOf(work_id=sealed.work), LifeOf(track_id=sealed.track)):
        life = services.lives.of(whose)
        assert life.mentions == ()
        yield "life", life
    yield "letters", services.letters.box()
    yield "character", services.character_stories.read([sealed.person], Covering())
    yield "story line", services.story_lines.read(sealed.work, Covering())
    yield "timeline", services.timelines.timeline(sealed.track)
    yield "comfort", services.comfort.shelf(services.comfort.marks(), Wish(), 0)
    yield "steps", [step.label for step in sealed.opened.steps()]
    yield "unreadable", services.unreadable.rows()
    for choice in (of_all(), of_year(when.year - 1), of_work(services.scenes.works()[0])):
        yield "keepsake", services.keepsakes.preview(choice, Ticks(memories=True, spoilers=True))


def expect_nothing_is_told(sealed: Sealed) -> None:
    for question, answer in answers(sealed):
        said = repr(answer)
        assert SECRET not in said.lower(), question
        assert sealed.picture not in said, question


def test_no_question_tells_of_it(sealed: Sealed) -> None:
    expect_nothing_is_told(sealed)
    sealed.services.letters.break_seal(sealed.letter)
    sealed.services.journal.write_entry(EntryDraft(text=f"{SECRET} again"))
    told = {question for question, answer in answers_when_open(sealed) if SECRET in repr(answer)}
    assert told >= {"journal by typed", "companions", "same moment", "life", "words", "keepsake"}


def answers_when_open(sealed: Sealed) -> Iterator[tuple[str, Any]]:
    """Otherwise the questions above would prove nothing."""
    services = sealed.services
    yield "journal by typed", services.journal.page(JournalFilter(text=SECRET))
    yield "companions", services.journal.companions()
    yield (
        "same moment",
        services.same_moments.across_years(AskedMoment(sealed.track, Span(5_000, 8_000))),
    )
    yield "life", services.lives.of(LifeOf(work_id=sealed.work))
    yield "words", services.years.words(Period())
    yield "keepsake", services.keepsakes.preview(of_all(), Ticks(letters=True))


def test_nor_after_all_that_can_be_done_with_it(sealed: Sealed, tmp_path: Path) -> None:
    services, letters = sealed.services, sealed.services.letters
    edited = services.journal.entry(sealed.letter)
    begun = EntryDraft(edited.title, edited.text)

    def rename() -> None:
        services.journal.edit_entry(
            sealed.letter, EntryDraft("To much later", edited.text), begun=begun
        )

    def seal_again() -> None:
        letters.break_seal(sealed.letter)
        letters.seal(sealed.letter, Sealing(track_id=sealed.track))

    def break_and_undo() -> None:
        letters.break_seal(sealed.letter)
        services.ledger.undo(sealed.opened.last_step)

    def delete_and_undo() -> None:
        services.journal.delete_entry(sealed.letter)
        services.ledger.undo(sealed.opened.last_step)

    def merge_its_tracks() -> None:
        with services.ledger.write("", "track", "entry") as writing:
            merge(writing.unit, [Join(sealed.other, sealed.track, 0)])
        services.ledger.undo(sealed.opened.last_step)

    steps: tuple[Step, ...] = (
        rename, seal_again, break_and_undo, delete_and_undo, merge_its_tracks
    )  # fmt: skip
    for step in steps:
        step()
        assert [one.id for one in letters.box().sealed] == [sealed.letter], step.__name__
        expect_nothing_is_told(sealed)


def test_nor_once_it_was_restored_elsewhere(sealed: Sealed, tmp_path: Path) -> None:
    sealed.services.exports.export_json(tmp_path / "all.json")
    other = OpenedProfile(tmp_path / "other")
    other.services.exports.restore_json(tmp_path / "all.json")
    (letter,) = other.services.letters.box().sealed
    tracks = {row.title: TrackId(row.id) for row in other.services.library.tracks()}
    (work,) = other.services.scenes.works()
    (scene,) = other.services.scenes.scenes(work.id)
    (person,) = other.services.scenes.characters(work.id)
    there = Sealed(
        other, letter.id, tracks["The Love Theme"], tracks["Harbour lights"],
        scene.id, person.id, work.id, sealed.moment, sealed.picture,
    )  # fmt: skip
    expect_nothing_is_told(there)
    other.services.close()


def test_nor_where_its_row_can_not_be_shown(sealed: Sealed) -> None:
    with sealed.services.ledger.write("", "entry") as writing:  # as another program may
        writing.session.connection().exec_driver_sql(
            "UPDATE journal_entry SET sealed_until = '2199-13-77', sealed_at = -1 << 60"
        )
    sealed.services.feed.announce(Change(frozenset({changes.EVERYTHING})))
    (row,) = sealed.services.unreadable.rows()
    assert SECRET not in repr(row)
    sealed.services.unreadable.mend([row])
    assert [one.id for one in sealed.services.letters.box().sealed] == [sealed.letter]
    expect_nothing_is_told(sealed)


@pytest.mark.parametrize("kind", ["folder", "markdown"])
def test_nor_in_a_keepsake_and_its_search(sealed: Sealed, tmp_path: Path, kind: str) -> None:
    keepsakes, craft = sealed.services.keepsakes, PlainCraft()
    for number, choice in enumerate((of_all(), of_work(sealed.services.scenes.works()[0]))):
        out = tmp_path / f"out {number}"
        write = keepsakes.write_folder if kind == "folder" else keepsakes.write_markdown
        write(choice, Ticks(memories=True, spoilers=True), out, craft, JobContext())
        files = [path for path in out.rglob("*") if path.is_file()]
        assert not [path for path in files if SECRET.encode() in path.read_bytes().lower()]
        assert not [path for path in files if path.suffix == ".png"]


def test_nor_is_it_counted_where_that_would_say_what_it_is_about(sealed: Sealed) -> None:
    """A year, or everything, says how many sealed letters stay out; a work would tell that they
    are about it.
    """
    journal, keepsakes = sealed.services.journal, sealed.services.keepsakes
    about = (
        JournalFilter(work_id=sealed.work),
        JournalFilter(track_id=sealed.track),
        JournalFilter(scene_id=sealed.scene),
        JournalFilter(character_id=sealed.person),
    )
    for wanted in about:
        assert "entry" not in {item.kind for item in journal.page(wanted).items}
        assert keepsakes.preview(of_selection(wanted), Ticks()).left_out.sealed == 0
    work = of_work(sealed.services.scenes.works()[0])
    assert keepsakes.preview(work, Ticks()).left_out.sealed == 0
    assert keepsakes.preview(of_all(), Ticks()).left_out.sealed == 1
