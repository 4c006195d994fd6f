"""Names and icons of the kinds of works."""

from __future__ import annotations

from app.core.words import Text
from app.story.records import WorkKind

KIND_ICONS = {WorkKind.SERIES: "tv", WorkKind.FILM: "film", WorkKind.GAME: "gamepad-2"}
KIND_WORDS = {
    WorkKind.SERIES: Text("Series"),
    WorkKind.FILM: Text("Film"),
    WorkKind.GAME: Text("Game"),
}
