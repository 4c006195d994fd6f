"""Names and icons of the kinds of works."""

from __future__ import annotations

from app.core.words import Text
from app.story.records import WorkKind

KIND_ICONS = {
    WorkKind.SERIES: "tv",
    WorkKind.FILM: "film",
    WorkKind.GAME: "gamepad-2",
    WorkKind.ALBUM: "disc-album",
    WorkKind.STAGE: "drama",
    WorkKind.OTHER: "sparkles",
}
KIND_WORDS = {
    WorkKind.SERIES: Text("Series"),
    WorkKind.FILM: Text("Film"),
    WorkKind.GAME: Text("Game"),
    WorkKind.ALBUM: Text("Album", "a kind of work: music without a story"),
    WorkKind.STAGE: Text("Stage", "a kind of work: a play, opera or ballet"),
    WorkKind.OTHER: Text("Other", "a kind of work"),
}
