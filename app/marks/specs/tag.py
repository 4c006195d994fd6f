"""Feelings: an emotion on a point or span of the music."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import Any

from app.core.ids import TrackId
from app.core.instant import Instant
from app.core.marks import MarkKind
from app.emotions.records import MAX_INTENSITY, Mode, TaggedEmotion
from app.marks.spec import MarkSpec, MarkWords, Meant, Reading, Row, Told, fields_of
from app.transactions import changes

MODE_WORDS = {Mode.FELT: "felt", Mode.EXPRESSED: "expressed"}
_WORD = ("uid", "key", "name", "gloss", "valence", "arousal", "colour", "icon", "pattern")


def _told(tagged: TaggedEmotion) -> Told:
    tag, emotion = tagged
    return Told(
        emotion.name,
        emotion.icon,
        qualities=(MODE_WORDS[tag.mode],),
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

    words, rows = reading.emotions(), queries.tags(reading.connection, track_id, ids)
    return tuple(TaggedEmotion(tag, words[tag.emotion_id]) for tag in tags_read(rows))


def _copied(tagged: TaggedEmotion) -> dict[str, Any]:
    tag = tagged.tag
    says = fields_of(tag, "intensity", "note", "memory", "preroll_ms")
    return {"emotion": fields_of(tagged.emotion, *_WORD), "mode": tag.mode.value} | says


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
        one="Feeling",
        many="Feelings",
        step="feeling",
        row="Feeling",
        unnamed="A feeling",
        line="{name}, {qualities}, intensity {intensity} of 5",
        cell="{name}, {qualities}",
        text="{name}, {qualities}, {intensity} of 5",
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
