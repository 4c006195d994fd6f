"""Scene marks: which passage of a track plays in which scene."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from app.core.ids import TrackId
from app.core.marks import MarkKind
from app.core.words import Text, ngettext
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, Verb, fields_of
from app.story.records import Cue
from app.transactions import changes


def _told(cue: Cue) -> Told:
    scene = cue.scene
    return Told(
        scene.title,
        "clapperboard",
        work=scene.work_title,
        scene=scene,
    )


def _read(reading: Reading, track_id: TrackId, ids: Collection[int] | None) -> tuple[Cue, ...]:
    from app.story.reading import read_cues
    from db.queries import story

    return read_cues(reading.connection, story.cues_of_track(reading.connection, track_id, ids))


def _copied(cue: Cue) -> dict[str, Any]:
    scene = fields_of(cue.scene, "uid", "title", "work_title")
    return {"scene": scene} | fields_of(cue, "scene_offset_ms", "preroll_ms")


def _pasted(meant: Meant, says: Row) -> dict[str, Any] | None:
    scene_id, offset = meant.scene_id(says["scene"]), says.get("scene_offset_ms")
    if scene_id is None:
        return None
    return {"scene_id": scene_id, "scene_offset_ms": None if offset is None else int(offset)}


SPEC = MarkSpec(
    MarkKind.CUE,
    changes.CUE,
    MarkWords(
        one=Text("Scene"),
        many=Text("Scenes"),
        counted=lambda n: ngettext("1 scene", "{n} scenes", n),
        steps={
            Verb.MOVE: Text("Move scene mark"),
            Verb.RESIZE: Text("Resize scene mark"),
            Verb.EDIT: Text("Edit scene mark"),
            Verb.DELETE: Text("Delete scene mark"),
            Verb.CUT: Text("Cut scene mark"),
            Verb.DUPLICATE: Text("Duplicate scene mark"),
            Verb.SPLIT: Text("Split scene mark"),
            Verb.PASTE: Text("Paste scene mark"),
        },
        row=Text("Scene mark"),
        unnamed=Text("A scene"),
        # Translators: place is the work and the episode
        line=Text("Scene “{name}”, {place}"),
        cell=Text("{name} · {place}"),
        # Translators: work is the title of a film, a series or a game
        text=Text("Scene: {name} ({work})"),
        in_journal=Text("Plays in “{name}”"),
    ),
    "clapperboard",
    lambda _cue: "ink_muted",
    _told,
    _read,
    _copied,
    _pasted,
    what=("scene_id",),
    overview="line",
    facts=("scene_offset_ms", "preroll_ms"),
    why_not_named=Text(
        "Scenes are renamed on the Story page. To assign another one, press {keys}."
    ),
    assigned_by="scene",
    journal_texts=(),
)
