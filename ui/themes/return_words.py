"""A return in words: what a row writes, and what screen readers and tooltips say of it."""

from __future__ import annotations

from app.core.timecode import format_ms
from app.core.words import _, dotted, number
from app.emotions.records import MAX_INTENSITY, TaggedEmotion
from app.story.records import Scene
from ui.themes.difference_words import figures_of, words_of
from ui.themes.felt_years import strongest_by_year
from ui.themes.shown import ShownReturn
from ui.words.lists import comma_list
from ui.words.marks import scene_title


def place_of(row: ShownReturn) -> str:
    """The scene where one is known, else the track."""
    scenes = row.one.scenes
    return scene_title(scenes[0]) if scenes else row.one.track.title


def detail_of(row: ShownReturn) -> str:
    """“S1 E3 · 0:43 · Opening”; without a scene “0:43 · the album”. The time comes early: a long
    title is cut.
    """
    one = row.one
    time = format_ms(one.occurrence.span.start_ms)
    missing = "" if one.track.is_available else _("file missing")
    if not one.scenes:
        return dotted(missing, time, one.track.album)
    return dotted(missing, short_episode(one.scenes[0]), time, one.track.title)


def short_episode(scene: Scene) -> str:
    """“S1 E3”, without the episode's title; empty outside any episode."""
    return scene.episode_numbers


def told_row(row: ShownReturn, count: int, *, is_sounding: bool) -> str:
    """count: how many confirmed returns there are."""
    parts = [_numbered(row, count), place_of(row), detail_of(row), words_of(row), figures_of(row)]
    by_year = strongest_by_year(row.one.felt)
    felt = comma_list(_felt(year, by_year[year]) for year in sorted(by_year))
    if felt:
        # Translators: felt is a list such as “2025 wonder, intensity 4 of 5”
        parts.append(_("felt: {felt}", felt=felt))
    if is_sounding:
        parts.append(_("playing"))
    return dotted(*parts)


def _numbered(row: ShownReturn, count: int) -> str:
    if not row.is_sure:
        return _("Perhaps a return")
    # Translators: the place of a theme’s return among all of them, “Return 3 of 10”
    said = _("Return {place} of {count}", place=number(row.number), count=number(count))
    # Translators: of a theme: it is heard here in the form that its returns are compared with
    return dotted(said, _("stated here")) if row.one.is_home else said


def _felt(year: int, felt: TaggedEmotion) -> str:
    # Translators: what was felt in a year, “2025 wonder, intensity 4 of 5”
    return _(
        "{year} {emotion}, intensity {value} of {most}",
        year=str(year),
        emotion=felt.emotion.name,
        value=number(felt.tag.intensity),
        most=number(MAX_INTENSITY),
    )
