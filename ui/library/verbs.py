"""What can be done with the selected tracks: every verb of the context menu and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.core.errors import Problem
from app.core.ids import TrackId, WorkId
from app.core.words import _, ngettext
from app.library.records import DifferentRecording, MarkedTracks, Role, TrackRow
from app.story.records import WorkKind
from ui.bridge.places import Afterlives, LifePlace, RolePlace, WhatReturns
from ui.library.merge_flow import MergeFlow
from ui.scenes.additions import Additions
from ui.widgets.question_dialog import ask

if TYPE_CHECKING:
    from app.core.jobs import JobContext
    from app.library.suggested_role import SuggestedRole
    from ui.bridge.context import Context

Rows = list[TrackRow]


class TrackVerbs(QObject):
    """Calls services and reports the result; screens learn of changes through the relay."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._library = context.services.library
        self._window = window
        self.merging = MergeFlow(context, self)

    def set_role(self, rows: Rows, role: str) -> None:
        ids = _ids(rows)
        self._try(lambda: self._library.set_role(ids, Role(role)))

    def set_suggested_roles(self, rows: Rows) -> None:
        """As their titles say; those with a role keep it."""
        roles = {key: one.role for one in self.suggested_roles(rows) for key in one.track_ids}
        self._try(lambda: self._library.set_roles(roles))

    def suggested_roles(self, rows: Rows) -> tuple[SuggestedRole, ...]:
        """What their titles say, without what the listener said no to."""
        suggestions = self._context.services.role_suggestions
        found: list[SuggestedRole] = []
        self._context.look(lambda: found.extend(suggestions.of(rows)))
        return tuple(found)

    def show_role(self, rows: Rows) -> None:
        if rows:
            self._context.navigator.show(RolePlace(track_id=rows[0].id))

    def show_what_returns(self, rows: Rows) -> None:
        """In the soundtrack of the first of them."""
        if rows:
            self._context.navigator.show(WhatReturns(rows[0].work_id, rows[0].id))

    def show_afterlives(self, rows: Rows) -> None:
        if rows:
            self._context.navigator.show(Afterlives(track_id=rows[0].id))

    def show_life(self, rows: Rows) -> None:
        if rows:
            self._context.navigator.show(LifePlace(track_id=rows[0].id))

    def edit(self, rows: Rows) -> None:
        if not rows:
            return
        lines = [row.key for row in rows]
        from ui.library.edit_dialog import EditDialog

        dialog = EditDialog(rows, self._window)

        def take(words: dict[str, Any]) -> None:
            self._try(lambda: self._library.edit_lines(lines, **words))

        dialog.words_given.connect(take)
        _open(dialog)

    def assign_work(self, rows: Rows) -> None:
        if rows:
            self._context.look(lambda: self._ask_work(rows))

    def _ask_work(self, rows: Rows) -> None:
        ids = _ids(rows)
        has_work = any(row.work_id is not None for row in rows)
        from ui.library.work_dialog import WorkDialog

        works = self._library.works()
        titles = {work.id: work.title for work in works}
        dialog = WorkDialog(works, [row.album for row in rows], len(ids), has_work, self._window)

        def assign(work_id: int | None) -> None:
            title = "" if work_id is None else titles[WorkId(work_id)]
            self._try_and_say(
                lambda: self._library.assign_work(ids, work_id), _assigned(ids, title)
            )

        def create(title: str, kind: str) -> None:
            add_work = self._context.services.scenes.add_work
            self._try_and_say(
                lambda: add_work(WorkKind(kind), title, track_ids=ids), _assigned(ids, title)
            )

        dialog.work_chosen.connect(assign)
        dialog.work_wanted.connect(create)
        _open(dialog)

    def remove(self, rows: Rows, *, with_marks: bool = False) -> None:
        if not rows:
            return
        lines = [row.key for row in rows]

        def remove() -> None:
            leaving = set(self._library.shelf().leaving(lines))
            try:
                self._library.remove_lines(lines, with_marks=with_marks)
            except MarkedTracks as marked:
                self._ask(
                    marked, _("Remove with marks"), lambda: self.remove(rows, with_marks=True)
                )
                return
            gone = [row for row in rows if row.id in leaving]
            staying = [row for row in rows if row.id not in leaving]
            said = " ".join((*_removed(gone), *_removed_from_albums(staying)))
            self._context.say_done(said)

        self._try(remove)

    def locate(self, row: TrackRow) -> None:
        """Asks where a track's file is now; a file with the same audio repairs it at once."""
        from ui.library.music_files import MUSIC

        self._context.files.ask_for_file(
            MUSIC,
            _("Where is “{title}” now?", title=row.title),
            self._window,
            lambda path: self.locate_at(row, path),
        )

    def locate_at(self, row: TrackRow, path: Path, *, force: bool = False) -> None:
        def work(_job: JobContext) -> None:
            self._library.locate(row.id, path, force=force)

        self._context.jobs.run(
            "Locate file",
            work,
            on_done=lambda _none: self._context.messages.say(
                _("“{title}” was found.", title=row.title)
            ),
            on_failed=lambda problem: self._on_not_located(row, path, problem),
        )

    def same_as(self, rows: Rows) -> None:
        """Asks which track these are the same recording as, and merges them into it."""
        if rows:
            self._context.look(lambda: self._ask_same(rows))

    def _ask_same(self, rows: Rows) -> None:
        from ui.library.same_track_dialog import SameTrackDialog

        library = self._library.tracks()
        formats = self._context.services.same_tracks.formats([row.id for row in library])
        dialog = SameTrackDialog(rows, library, formats, self._window)
        ids = [row.id for row in rows]
        dialog.track_chosen.connect(lambda keep_id: self.merging.merge(keep_id, ids))
        _open(dialog)

    def answer_questions(self) -> None:
        """Opens the list of open questions whether tracks are the same."""
        from ui.library.questions_dialog import QuestionsDialog

        QuestionsDialog(self._context, self.merging, self._window.window()).open()

    def _on_not_located(self, row: TrackRow, path: Path, problem: Problem) -> None:
        if isinstance(problem, DifferentRecording):
            self._ask(problem, _("Use it anyway"), lambda: self.locate_at(row, path, force=True))
        else:
            self._context.messages.problem(problem)

    def _ask(self, problem: Problem, go_on: str, on_go_on: Callable[[], None]) -> None:
        text = f"{problem.why} {problem.remedy}".strip()
        ask(problem.what, text, go_on, on_go_on, self._window, is_danger=True)

    def _try(self, verb: Callable[[], object]) -> None:
        self._context.do(lambda: self._on_those_there(verb))

    def _try_and_say(self, verb: Callable[[], object], said: str) -> None:
        """With an offer to undo it."""
        additions = Additions(self._context)
        additions.do(
            lambda: self._on_those_there(verb),
            lambda: additions.say(said) if additions else None,
        )

    def _on_those_there(self, verb: Callable[[], object]) -> None:
        try:
            verb()
        except LookupError:
            # Removed from the library meanwhile: by an undo, or another process's restore.
            self._context.messages.say(_("That track is no longer in the library."))


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _ids(rows: Rows) -> list[TrackId]:
    """Each track once, on however many albums."""
    return list(dict.fromkeys(row.id for row in rows))


def _assigned(ids: list[TrackId], work: str) -> str:
    """work: its title; empty if the tracks were removed from theirs."""
    if not work:
        return ngettext(
            "The track was removed from its work.",
            "{n} tracks were removed from their works.",
            len(ids),
        )
    return ngettext(
        "The track was assigned to “{work}”.",
        "{n} tracks were assigned to “{work}”.",
        len(ids),
        work=work,
    )


def _removed(rows: Rows) -> Iterator[str]:
    if rows:
        yield ngettext(
            "“{title}” was removed from the library. The file stays where it is.",
            "{n} tracks were removed from the library. The files stay where they are.",
            len(_ids(rows)),
            title=rows[0].title,
        )


def _removed_from_albums(rows: Rows) -> Iterator[str]:
    """Of tracks that are still on others."""
    if rows:
        yield ngettext(
            "“{title}” was removed from “{album}”. It stays in the library with its marks.",
            "{n} tracks were removed from their albums. They stay in the library with their marks.",
            len(_ids(rows)),
            title=rows[0].title,
            album=rows[0].album or "–",
        )
