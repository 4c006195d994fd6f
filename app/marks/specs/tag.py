"""Emotions marked at a point or over a span of the music."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import Any

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.core.words import Text, ngettext
from app.emotions.records import MAX_INTENSITY, Mode, TaggedEmotion
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, Verb, fields_of
from app.transactions import changes

# Translators: felt by the listener; expressed by the music
MODE_WORDS = {
    Mode.FELT: Text("felt", "an emotion"),
    Mode.EXPRESSED: Text("expressed", "an emotion"),
}
_COPIED = ("uid", "key", "name", "gloss", "valence", "arousal", "colour", "icon", "pattern")


def _told(tagged: TaggedEmotion) -> Told:
    tag, emotion = tagged
    return Told(
        emotion.name,
        emotion.icon,
        qualities=(str(MODE_WORDS[tag.mode]),),
        texts={"note": tag.note, "memory": tag.memory},
        intensity=tag.intensity,
    )


def _made(tagged: TaggedEmotion) -> Instant:
    return Instant(tagged.tag.made_at_ms, tagged.tag.made_offset_min)


def _read(
    reading: Reading, track_id: TrackId, ids: Collection[int] | None
) -> tuple[TaggedEmotion, ...]:
    from app.emotions.tagging import tags_read
    from db.queries import timeline as queries

    emotions, rows = reading.emotions(), queries.tags(reading.connection, track_id, ids)
    return tuple(TaggedEmotion(tag, emotions[tag.emotion_id]) for tag in tags_read(rows))


def _copied(tagged: TaggedEmotion) -> dict[str, Any]:
    tag = tagged.tag
    says = fields_of(tag, "intensity", "note", "memory", "preroll_ms")
    return {"emotion": fields_of(tagged.emotion, *_COPIED), "mode": tag.mode.value} | says


def _pasted(meant: Meant, says: Row) -> dict[str, Any]:
    return {
        "emotion_id": meant.emotion_id(says["emotion"]),
        "mode": Mode(says["mode"]).value,
        "intensity": min(MAX_INTENSITY, max(1, int(says["intensity"]))),
        "note": str(says["note"]),
        "memory": str(says["memory"]),
    }


SPEC = MarkSpec(
    MarkKind.TAG,
    changes.TAG,
    MarkWords(
        one=Text("Emotion"),
        many=Text("Emotions"),
        counted=lambda n: ngettext("1 emotion", "{n} emotions", n),
        steps={
            Verb.MOVE: Text("Move emotion"),
            Verb.RESIZE: Text("Resize emotion"),
            Verb.EDIT: Text("Edit emotion"),
            Verb.DELETE: Text("Delete emotion"),
            Verb.CUT: Text("Cut emotion"),
            Verb.DUPLICATE: Text("Duplicate emotion"),
            Verb.SPLIT: Text("Split emotion"),
            Verb.PASTE: Text("Paste emotion"),
        },
        row=Text("Emotion"),
        unnamed=Text("An emotion"),
        # Translators: name is an emotion, qualities says “felt” or “expressed”
        line=Text("{name}, {qualities}, intensity {intensity} of 5"),
        cell=Text("{name}, {qualities}"),
        text=Text("{name}, {qualities}, {intensity} of 5"),
    ),
    "smile",
    attrgetter("emotion.colour"),
    _told,
    _read,
    _copied,
    _pasted,
    what=("emotion_id", "mode"),
    texts=("note", "memory"),
    facts=("intensity", "preroll_ms"),
    greatest=("intensity",),
    is_pressed=True,
    made=_made,
    waits=attrgetter("tag.is_waiting"),
    named_by="emotion_id",
)
