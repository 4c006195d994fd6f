"""What the kinds of works are called, and their icons."""

from __future__ import annotations

from app.story.records import WorkKind

KIND_ICONS = {WorkKind.SERIES: "tv", WorkKind.FILM: "film", WorkKind.GAME: "gamepad-2"}
KIND_WORDS = {WorkKind.SERIES: "Series", WorkKind.FILM: "Film", WorkKind.GAME: "Game"}
