"""What a listener does, verb by verb, at random: each is one that the screens call.

A verb picks something that is there to work on. If it finds nothing, it does nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.bootstrap import Services
from app.core.errors import Problem
from app.core.instant import Instant
from app.core.jobs import JobContext
from app.core.marks import MarkKind, MarkRef
from app.core.timecode import Span
from app.intensity.records import EventKind, IntensityEvent
from app.journal.records import JournalFilter
from app.library.records import Role
from app.marks.kinds import KINDS
from app.spoken_files.line import Line
from app.story.echoes import EchoKind
from app.story.records import WorkKind
from app.themes.records import Candidate
from app.traces.records import Stretch
from app.transactions.changes import Change
from app.transactions.history import Step
from tests.support.track_verbs import remove_tracks
from tests.torture import journal_verbs as journal
from tests.torture.commits import CommitLog, snapshot_of

_TABLES = {
    MarkKind.TAG: "emotional_tag",
    MarkKind.MOMENT: "favourite_moment",
    MarkKind.CUE: "cue",
    MarkKind.OCCURRENCE: "occurrence",
}
_PICTURES = 6
_WORDS = ("rain", "ここで泣いた", "the oboe", "half a tone lower", "Ådalen", "")


class Listener:
    """One listener at work. folder: theirs, with `older.json`, `music` and `pictures` in it."""

    def __init__(
        self, services: Services, dice: random.Random, folder: Path, log: CommitLog
    ) -> None:
        self.services = services
        self.folder = folder
        self.dice = dice
        self.log = log
        self._steps: list[Step] = []
        self._undone: list[Step] = []
        self._pictures = [self._make_picture() for _ in range(_PICTURES)]
        services.feed.subscribe(self._learn)

    def _make_picture(self) -> Path:
        """Made before anything is killed or fails: it belongs to the listener, not the program."""
        source = self.folder / "pictures" / f"{self.dice.randrange(10**9)}.png"
        source.write_bytes(b"\x89PNG" + self.dice.randbytes(6000))
        return source

    def do(self, name: str) -> str:
        """“done”, or why not: it was refused, or what was meant is gone."""
        try:
            VERBS[name](self)
        except Problem as problem:
            return f"refused: {problem}"
        except LookupError as error:
            return f"gone: {error}"
        return "done"

    def draw(self) -> str:
        return self.dice.choices(list(VERBS), weights=[_WEIGHTS.get(n, 2) for n in VERBS])[0]

    def _learn(self, change: Change) -> None:
        if change.step is not None:
            self._steps.append(change.step)

    # --- what there is --------------------------------------------------------------------------

    def ids(self, table: str) -> list[int]:
        with self.services.ledger.read() as connection:
            return list(connection.exec_driver_sql(f"SELECT id FROM {table}").scalars())

    def one(self, table: str) -> int:
        found = self.ids(table)
        if not found:
            raise LookupError(f"no {table} left")
        return self.dice.choice(found)

    def mark(self, *kinds: MarkKind) -> MarkRef:
        kind = self.dice.choice(kinds or tuple(KINDS))
        return MarkRef(kind, self.one(_TABLES[kind]))

    def span(self) -> Span:
        start_ms = self.dice.randrange(0, 350)
        return Span(start_ms, start_ms + self.dice.choice((0, 20, 150)))

    def own_picture(self) -> Path:
        return self.dice.choice(self._pictures)

    def text(self) -> str:
        return f"{self.dice.choice(_WORDS)} {self.dice.randrange(10**6)}"

    def track(self) -> Any:
        return self.one("track")

    def emotion(self) -> Any:
        words = self.services.emotions.emotions()
        return self.dice.choice(words).id

    # --- marks ----------------------------------------------------------------------------------

    def tag(self) -> None:
        note = self.dice.choice(("", self.text()))
        self.services.tagging.add_tag(self.track(), self.emotion(), self.span(), note=note)

    def raise_intensity(self) -> None:
        self.services.tagging.raise_intensity(self.mark(MarkKind.TAG).id)  # type: ignore[arg-type]

    def draw_out(self) -> None:
        span = self.span()
        self.services.tagging.extend(self.mark(MarkKind.TAG).id, span, span)  # type: ignore[arg-type]

    def favourite(self) -> None:
        self.services.moments.add_moment(self.track(), self.span(), label=self.text())

    def note(self) -> None:
        ref = self.mark(MarkKind.TAG, MarkKind.MOMENT, MarkKind.OCCURRENCE)
        self.services.marks.edit(ref, note=self.text())

    def move_marks(self) -> None:
        self.services.marks.move({self.mark(): self.span(), self.mark(): self.span()})

    def duplicate(self) -> None:
        self.services.marks.duplicate({self.mark(): self.span()})

    def split(self) -> None:
        refs = [MarkRef(MarkKind.TAG, row_id) for row_id in self.ids("emotional_tag")]
        self.services.marks.split(*refs, at_ms=self.span().start_ms)

    def merge_marks(self) -> None:
        self.services.marks.merge(self.mark())

    def remove_mark(self) -> None:
        self.services.marks.remove(self.mark())

    def reword(self) -> None:
        ref = self.mark(MarkKind.TAG)
        self.services.marks.reword(ref, emotion_id=self.emotion(), is_expressed=True)

    def leave_without_note(self) -> None:
        self.services.inbox.leave([self.mark(MarkKind.TAG, MarkKind.MOMENT)])

    def cue(self) -> None:
        self.services.cues.add_cue(self.track(), self.span(), self.one("scene"))  # type: ignore[arg-type]

    def theme_returns(self) -> None:
        self.services.themes.mark_returns(self.text(), self.track(), [self.span(), self.span()])

    def answer(self) -> None:
        """Yes, not sure or no to a place where a theme was found."""
        answers, theme = self.services.themes.answers, self.one("theme")
        place = Candidate(self.track(), self.span(), self.dice.random(), analysis_version=1)
        verb = self.dice.choice((answers.confirm, answers.leave_open, answers.reject))
        verb(theme, [place])  # type: ignore[arg-type]

    def place_theme(self) -> None:
        themes = self.services.themes
        themes.add_character(self.one("theme"), self.one("character"))  # type: ignore[arg-type]
        themes.set_home(self.one("occurrence"))  # type: ignore[arg-type]

    def correct_intensity(self) -> None:
        found = IntensityEvent(self.dice.choice(tuple(EventKind)), self.span())
        self.services.intensity.move(self.track(), found, self.span())

    def set_progress(self) -> None:
        progress = self.services.story_progress
        verb, table = self.dice.choice(
            ((progress.set_at_scene, "scene"), (progress.set_at_episode, "episode"))
        )
        verb(self.one(table))  # type: ignore[arg-type]

    def order_saga(self) -> None:
        sagas = self.services.sagas
        if self.dice.random() < 0.3:
            sagas.add_saga(f"Saga {self.text()}")
        sagas.place(self.one("work"), self.one("saga"))  # type: ignore[arg-type]

    def echo(self) -> None:
        title, kind = f"Echo {self.text()}", self.dice.choice(tuple(EchoKind))
        echo = self.services.echoes.add_to_track(self.track(), kind, title)
        picture = self.services.pictures.keep(self.own_picture())
        self.log.said("picture", name=picture)
        self.services.echoes.edit(echo, picture=picture)

    def align(self) -> None:
        one, other = self.track(), self.track()
        if one != other:
            self.services.alignments.align(one, other, [(0, 10), (100, 130)])

    def carry_over(self) -> None:
        alignment, mark = self.one("alignment"), self.mark(MarkKind.TAG, MarkKind.MOMENT)
        try:
            self.services.carrying.carry_over(alignment, [mark])  # type: ignore[arg-type]
        except ValueError as error:
            raise LookupError(f"{mark} is on another track") from error

    def lyrics(self) -> None:
        lines = [Line(self.text(), start_ms) for start_ms in (0, 50, 250)]
        self.services.lyrics.add(self.track(), lines, "en")

    def subtitles(self) -> None:
        lines = [Line(self.text(), 0, 900), Line(self.text())]
        self.services.subtitles.add(self.one("work"), None, lines)  # type: ignore[arg-type]

    def trace(self) -> None:
        start_ms = 50 * self.dice.randrange(6)
        samples = bytes(self.dice.randrange(127) for _ in range(2 * self.dice.randint(1, 6)))
        self.services.traces.record(self.track(), [Stretch(start_ms, samples)])

    def erase_trace(self) -> None:
        self.services.traces.erase(self.track(), Span(0, self.dice.randrange(1, 300)))

    def listen(self) -> None:
        now_ms = Instant.now().utc_ms
        track = self.track()
        listen = self.services.listening.begin(track, now_ms - 90_000)
        self.services.listening.update(listen, track, [Span(0, 100), Span(150, 200)], now_ms)

    # --- story ----------------------------------------------------------------------------------

    def add_story(self) -> None:
        story = self.services.scenes
        work = story.add_work(WorkKind.FILM, self.text())
        person = story.add_character(work, self.text())
        story.add_scene(work, self.text(), character_ids=[person])

    def picture_of_scene(self) -> None:
        still = self.services.pictures.keep(self.own_picture())
        self.log.said("picture", name=still)
        self.services.scenes.edit("scene", self.one("scene"), still=still)

    def describe_scene(self) -> None:
        self.services.scenes.edit("scene", self.one("scene"), summary=self.text() * 30)

    def place_scene(self) -> None:
        self.services.scenes.place_scene(self.one("scene"), None)  # type: ignore[arg-type]

    def remove_of_story(self) -> None:
        noun = self.dice.choice(("scene", "scene", "character", "episode", "work"))
        self.services.scenes.remove(noun, self.one(noun))

    # --- emotions, library ------------------------------------------------------------------------

    def add_word(self) -> None:
        self.services.emotions.add_word(self.text(), "#446688")

    def change_word(self) -> None:
        self.services.emotions.edit_word(self.emotion(), gloss=self.text())

    def remove_word(self) -> None:
        self.services.emotions.remove_word(self.emotion())

    def edit_track(self) -> None:
        line = self.dice.choice(self.services.library.lines())
        words = {"title": f"T {self.text()}", "album": f"A {self.text()}", "year": 1999}
        self.services.library.edit_lines([line.key], **words)

    def describe_track(self) -> None:
        self.services.library.set_role([self.track()], self.dice.choice(list(Role)))
        self.services.library.assign_work([self.track()], self.one("work"))

    def merge_tracks(self) -> None:
        keep, other = self.track(), self.track()
        if keep != other and len(self.ids("track")) > 3:
            self.services.same_tracks.merge(keep, [other], JobContext())

    def remove_track(self) -> None:
        if len(self.ids("track")) > 4:
            remove_tracks(self.services.library, [self.track()], with_marks=True)

    def remove_line(self) -> None:
        """From an album, if its track is on others."""
        line = self.dice.choice(self.services.library.lines())
        if not self.services.library.shelf().leaving([line.key]):
            self.services.library.remove_lines([line.key])

    def import_music(self) -> None:
        self.services.importing.run([self.folder / "music"], JobContext())

    def look_for_files(self) -> None:
        self.services.library.availability.look(JobContext())

    # --- undo, backups, exports -----------------------------------------------------------------

    def undo(self) -> None:
        if self._steps:
            step = self._steps.pop()
            self.services.ledger.undo(step)
            self._undone.append(step)

    def redo(self) -> None:
        if self._undone:
            self.services.ledger.redo(self._undone.pop())

    def change_setting(self) -> None:
        volume = self.dice.randrange(100)
        self.log.said("setting begun", volume=volume)
        self.services.settings.change(volume=volume)
        self.log.said("setting", volume=volume)

    def back_up(self) -> None:
        self.services.exports.backup_now()

    def restore_backup(self) -> None:
        backups = self.services.exports.list_backups()
        if backups:
            chosen = self.dice.choice(backups)
            number = self.log.about(snapshot_of(chosen.path), is_exchange=True)
            self.services.exports.restore_backup(chosen)
            self.log.kept(number)
            self._steps.clear()
            self._undone.clear()

    def export(self) -> None:
        path = self.services.paths.data.parents[1] / "export.json"  # on the journal’s own disk
        self.services.exports.export_json(path)
        self.log.said("export", path=str(path))

    def restore(self) -> None:
        self.services.exports.restore_json(self.folder / "older.json")

    def look(self) -> None:
        self.services.journal.page(JournalFilter(text="rain"))
        self.services.timelines.timeline(self.track())


VERBS: dict[str, Callable[[Listener], None]] = {
    verb.__name__: verb
    for verb in (
        *(Listener.tag, Listener.raise_intensity, Listener.draw_out, Listener.favourite),
        *(Listener.note, Listener.move_marks, Listener.duplicate, Listener.split),
        *(Listener.merge_marks, Listener.remove_mark, Listener.reword),
        *(Listener.leave_without_note, Listener.cue, Listener.theme_returns),
        *(Listener.answer, Listener.place_theme, Listener.correct_intensity),
        *(Listener.set_progress, Listener.order_saga, Listener.echo, Listener.align),
        *(Listener.carry_over, Listener.lyrics, Listener.subtitles),
        *(Listener.trace, Listener.erase_trace, Listener.listen, Listener.add_story),
        *(Listener.picture_of_scene, Listener.describe_scene, Listener.place_scene),
        Listener.remove_of_story,
        *(journal.write_entry, journal.edit_entry, journal.delete_entry),
        *(journal.put_picture_in_entry, journal.seal, journal.write_letter, journal.break_seal),
        *(journal.open_letters, journal.recognise, journal.refuse_suggestion),
        *(journal.keepsake_folder, journal.keepsake_markdown, journal.keepsake_pdf),
        *(Listener.add_word, Listener.change_word, Listener.remove_word),
        *(Listener.edit_track, Listener.describe_track, Listener.merge_tracks),
        *(Listener.remove_track, Listener.remove_line, Listener.import_music),
        Listener.look_for_files,
        *(Listener.undo, Listener.redo, Listener.change_setting, Listener.back_up),
        *(Listener.restore_backup, Listener.export, Listener.restore, Listener.look),
    )
}
_WEIGHTS = {"tag": 8, "favourite": 4, "note": 5, "undo": 4, "remove_of_story": 1, "look": 1}
