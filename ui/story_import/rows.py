"""A plan as rows to look at: what is left out first, then each work with all that is below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from app.core.timecode import format_ms
from app.core.words import Text, _, dotted
from app.story.covering import HIDDEN, HIDDEN_CHARACTER
from app.story.records import WorkKind
from app.story_import.plan import (
    Plan,
    PlannedRow,
    PlannedSaga,
    PlannedScene,
    PlannedWork,
    State,
    What,
)
from app.story_import.records import NotTaken
from app.story_import.words import fields, where
from ui.scenes.work_kinds import KIND_WORDS
from ui.words.lists import comma_list
from ui.words.spoilers import spoilers

NOT_UNDERSTOOD = Text("Left out", "a line or file that can’t be imported")
STATES = {
    State.NEW: Text("New", "a row of what is imported"),
    State.FILLED: Text("Filled in", "a row of what is imported"),
    State.UNCHANGED: Text("Unchanged", "a row of what is imported"),
}
ICONS = {State.NEW: "plus", State.FILLED: "pencil", State.UNCHANGED: "check"}
KINDS = {
    What.SAGA: Text("Saga"),
    What.WORK: Text("Work"),
    What.CHARACTER: Text("Character"),
    What.EPISODE: Text("Episode"),
    What.SCENE: Text("Scene"),
}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """state: None for what is left out. depth: 0 to 2, how far it belongs to what is above."""

    state: State | None
    what: What | None
    title: str
    depth: int = 0
    details: str = ""
    is_covered: bool = field(default=False, compare=False)

    @property
    def state_word(self) -> str:
        return str(NOT_UNDERSTOOD if self.state is None else STATES[self.state])

    @property
    def icon(self) -> str:
        if self.state is None:
            return "circle-alert"
        return "eye-off" if self.is_covered else ICONS[self.state]


def rows_of(plan: Plan) -> list[PreviewRow]:
    return [
        *map(_left_out, plan.not_taken),
        *(_saga(saga, plan) for saga in plan.sagas),
        *(row for work in plan.works for row in _work(work)),
    ]


def _saga(saga: PlannedSaga, plan: Plan) -> PreviewRow:
    """With the works that come into it, in order."""
    titles = comma_list(plan.works[place].row.title for place in saga.parts)
    details = dotted(str(KINDS[What.SAGA]), titles)
    return PreviewRow(saga.row.state, What.SAGA, saga.row.title, details=details)


def _left_out(found: NotTaken) -> PreviewRow:
    place = where(found.place)
    text = f"“{found.text}”" if found.text else ""
    why = " ".join(part for part in (found.why, found.remedy) if part)
    return PreviewRow(None, None, dotted(place, text), details=why)


def _work(work: PlannedWork) -> Iterator[PreviewRow]:
    row, values = work.row, work.row.values
    kind = values.get("kind")
    news = dotted(str(KIND_WORDS[WorkKind(kind)]), _year(values)) if kind else ""
    # Translators: saga: the name of works that belong together
    part = _("Part of “{saga}”", saga=work.joins) if work.joins else ""
    details = dotted(news, part) if news else _changes(row, work.filled)
    yield PreviewRow(work.state, What.WORK, row.title, details=details)
    for episode in work.episodes:
        yield PreviewRow(
            episode.row.state, What.EPISODE, episode.row.title, 1, details=_changes(episode.row)
        )
        for scene in episode.scenes:
            yield _scene(scene, 2)
    for scene in work.scenes:
        yield _scene(scene, 1)
    for person in work.characters:
        yield _person(person)


def _person(row: PlannedRow) -> PreviewRow:
    is_covered = _is_covered(row)
    title = str(HIDDEN_CHARACTER) if is_covered else row.title
    note = str(row.values.get("note", "")) if row.state is State.NEW and not is_covered else ""
    details = note or _changes(row)
    return PreviewRow(row.state, What.CHARACTER, title, 1, details, is_covered)


def _scene(scene: PlannedScene, depth: int) -> PreviewRow:
    row, is_covered = scene.row, _is_covered(scene.row)
    title = str(HIDDEN) if is_covered else row.title
    people = "" if is_covered or scene.state is not State.NEW else comma_list(scene.people)
    details = dotted(_time(row), people or _changes(row, scene.filled))
    return PreviewRow(scene.state, What.SCENE, title, depth, details, is_covered)


def _is_covered(row: PlannedRow) -> bool:
    """Unless the listener asked to see it all the same."""
    covering = spoilers().covering
    shown = covering.characters_shown if row.what is What.CHARACTER else covering.shown
    return covering.is_on and row.is_covered and row.row_id not in shown


def _changes(row: PlannedRow, filled: tuple[str, ...] = ()) -> str:
    """What is filled in, and what stays though the list says otherwise."""
    if row.row_id is None:
        return ""
    added, kept = fields(filled or tuple(row.values)), fields(row.kept)
    # Translators: fields is a list such as “year, picture”
    adds = _("Adds {fields}", fields=comma_list(added)) if added else ""
    # Translators: fields is a list such as “title, summary”
    keeps = _("Keeps your {fields}", fields=comma_list(kept)) if kept else ""
    return dotted(adds, keeps)


def _time(row: PlannedRow) -> str:
    start, end = row.values.get("start_ms"), row.values.get("end_ms")
    if start is None:
        return ""
    return format_ms(start) if end is None else f"{format_ms(start)}–{format_ms(end)}"


def _year(values: object) -> str:
    year = values.get("year") if isinstance(values, dict) else None
    return "" if year is None else str(year)
