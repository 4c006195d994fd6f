"""What each role shows, and in which order: the first is what it is for."""

from __future__ import annotations

from enum import Enum, auto

from app.library.records import Role


class Section(Enum):
    """IMPRESSION: the first listen against the latest. VERSIONS: of an opening, side by side.
    CHAIN: the returns of a theme along the story. INTENSITY: builds and climaxes. LISTS: the scenes
    it carries, and quotes. SUNG: its lyrics.
    """

    IMPRESSION = auto()
    VERSIONS = auto()
    CHAIN = auto()
    INTENSITY = auto()
    LISTS = auto()
    SUNG = auto()


_THEME = (Section.CHAIN, Section.LISTS, Section.SUNG, Section.IMPRESSION)
_FRAME = (Section.IMPRESSION, Section.VERSIONS, Section.SUNG, Section.LISTS)
_OTHERS = (Section.IMPRESSION, Section.SUNG, Section.LISTS)
_SECTIONS = {
    Role.OPENING_THEME: _FRAME,
    Role.ENDING_THEME: _FRAME,
    Role.LOVE_THEME: _THEME,
    Role.CHARACTER_THEME: _THEME,
    Role.ACTION_THEME: (Section.INTENSITY, Section.LISTS, Section.SUNG, Section.IMPRESSION),
    Role.INSERT_SONG: (Section.LISTS, Section.SUNG, Section.IMPRESSION),
}


def sections_of(role: Role) -> tuple[Section, ...]:
    return _SECTIONS.get(role, _OTHERS)
