"""The sign of each role."""

from __future__ import annotations

from app.library.records import Role

ROLE_ICONS = {
    Role.OPENING_THEME: "sunrise",
    Role.ENDING_THEME: "moon-star",
    Role.LOVE_THEME: "heart",
    Role.ACTION_THEME: "swords",
    Role.CHARACTER_THEME: "user",
    Role.INSERT_SONG: "mic-vocal",
    Role.SCORE: "music",
    Role.OTHER: "music",
}
