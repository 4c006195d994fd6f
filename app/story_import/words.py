"""What a plan does, in words: counts, fields, places. No title of a scene is said here."""

from __future__ import annotations

from app.core.path_names import display_path
from app.core.words import Text, _, listed, ngettext
from app.story_import.plan import Plan, PlannedWork, State, What
from app.story_import.records import NotTaken, Place

# By the names of columns; what isn't here needs no word of its own.
FIELDS = {
    "title": Text("title", "a field that is filled"),
    "year": Text("year", "a field that is filled"),
    "note": Text("note", "a field that is filled"),
    "picture": Text("picture", "a field that is filled"),
    "summary": Text("summary", "a field that is filled"),
    "start_ms": Text("time", "a field that is filled"),
    "end_ms": Text("end", "a field that is filled"),
    "still": Text("still", "a field that is filled"),
    "portrait": Text("portrait", "a field that is filled"),
    "characters": Text("characters", "a field that is filled"),
    "saga": Text("saga", "a field that is filled"),
}


def fields(names: tuple[str, ...]) -> list[str]:
    """What the columns are called. A start says that it has an end, too."""
    shown = [name for name in names if name != "end_ms" or "start_ms" not in names]
    return [str(FIELDS[name]) for name in shown if name in FIELDS]


def counted(plan: Plan | PlannedWork, state: State) -> str:
    """“24 episodes, 96 scenes” that are new, filled or unchanged; empty for none."""
    counts = {what: plan.counts[what, state] for what in What}
    parts = (
        (What.SAGA, ngettext("{n} saga", "{n} sagas", counts[What.SAGA])),
        (What.WORK, ngettext("{n} work", "{n} works", counts[What.WORK])),
        (What.EPISODE, ngettext("{n} episode", "{n} episodes", counts[What.EPISODE])),
        (What.SCENE, ngettext("{n} scene", "{n} scenes", counts[What.SCENE])),
        (What.CHARACTER, ngettext("{n} character", "{n} characters", counts[What.CHARACTER])),
    )
    return listed(text for what, text in parts if counts[what])


def summary(plan: Plan | PlannedWork) -> str:
    """“New: 24 episodes, 96 scenes. Filled in: 1 work.”; empty if there is nothing at all."""
    sentences = (
        # Translators: what is a list such as “24 episodes, 96 scenes”
        (State.NEW, Text("New: {what}.")),
        # Translators: what is a list such as “24 episodes, 96 scenes”
        (State.FILLED, Text("Filled in: {what}.")),
        # Translators: what is a list such as “24 episodes, 96 scenes”
        (State.UNCHANGED, Text("Unchanged: {what}.")),
    )
    said = ((text, counted(plan, state)) for state, text in sentences)
    return " ".join(text.filled(what=what) for text, what in said if what)


def done(plan: Plan) -> str:
    """What was done, for the line that offers to undo it."""
    new = counted(plan, State.NEW)
    if len(plan.works) == 1 and new:
        title = plan.works[0].row.title
        # Translators: what is a list such as “24 episodes, 96 scenes”
        return _("Added to “{title}”: {what}.", title=title, what=new)
    return summary(plan)


def where(place: Place) -> str:
    """“list.csv, line 3”, “Line 3” or a path."""
    file = "" if place.file is None else _printable(place)
    line = str(place.line)
    if not place.line:
        return file
    if not file:
        return _("Line {line}", line=line)
    return _("{file}, line {line}", file=file, line=line)


def fault(found: NotTaken) -> str:
    """One line about something that isn't taken in."""
    text = f"“{found.text}”" if found.text else ""
    what = " ".join(part for part in (text, found.why, found.remedy) if part)
    place = where(found.place)
    return f"{place}: {what}" if place else what


def _printable(place: Place) -> str:
    assert place.file is not None
    shown = display_path(place.file)
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in shown)
