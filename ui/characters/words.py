"""The page in words: its head, and what screen readers and tooltips say of a bead."""

from __future__ import annotations

from app.characters.records import CharacterStory, FeltThere, PlacedScene, TheirTheme
from app.core.timecode import format_ms
from app.core.words import _, dotted, ngettext, number
from app.emotions.records import MAX_INTENSITY
from app.story.records import Character
from ui.characters.shown import Bead
from ui.words.lists import and_list
from ui.words.marks import character_name


def names_of(people: tuple[Character, ...]) -> str:
    """“Mira and Elio”."""
    return and_list(map(character_name, people))


def scenes_in_words(story: CharacterStory) -> str:
    """“Five scenes together, first in “Northbound at nine”, S1 E2.”"""
    many = len(story.scenes)
    if not many:
        return _("Not in one scene together yet") if len(story.people) > 1 else ""
    if len(story.people) > 1:
        count = ngettext("1 scene together", "{n} scenes together", many)
    else:
        count = ngettext("1 scene", "{n} scenes", many)
    works = len({one.scene.work_id for one in story.scenes})
    # Translators: in how many works of a saga characters appear: “in 2 works”
    across = ngettext("in 1 work", "in {n} works", works) if works > 1 else ""
    first = story.scenes[0]
    # Translators: the first of a character's scenes: “first in “Northbound at nine””
    begun = _("first in “{scene}”", scene=first.scene.title)
    return dotted(count, across, begun, first.where)


def theme_in_words(theme: TheirTheme, people: tuple[Character, ...]) -> str:
    """“Their theme, 5 returns”, or “The heart motif, 3 times while both are on”."""
    many = len(theme.returns)
    if theme.is_theirs:
        return ngettext("{theme}, 1 return", "{theme}, {n} returns", many, theme=theme.name)
    if len(people) > 1:
        return ngettext(
            "{theme}, once while both are on",
            "{theme}, {n} times while both are on",
            many,
            theme=theme.name,
        )
    return ngettext(
        "{theme}, once while {name} is on",
        "{theme}, {n} times while {name} is on",
        many,
        theme=theme.name,
        name=names_of(people),
    )


def place_in_words(at: PlacedScene) -> str:
    """“Rain on the rooftop garden · S1 E2”."""
    return dotted(at.scene.title, at.where)


def felt_in_words(felt: FeltThere) -> str:
    """“Tenderness, intensity 4 of 5, 12 marks”."""
    if felt.leading is None:
        return _("nothing felt there yet")
    marks = ngettext("1 mark", "{n} marks", felt.marks)
    # Translators: what was felt most in some music, how strongly on average, and from how many
    # marks that is known: “Tenderness, intensity 4 of 5, 12 marks”
    return _(
        "{emotion}, intensity {value} of {most}, {marks}",
        emotion=felt.leading.name,
        value=number(felt.dots),
        most=number(MAX_INTENSITY),
        marks=marks,
    )


def bead_in_words(bead: Bead, place: int, count: int) -> str:
    """All that is to be known of it without seeing it. place: from 0."""
    return ". ".join(part.rstrip(".") for part in _told(bead, place, count) if part)


def tip_of(bead: Bead, place: int, count: int) -> str:
    """The same on several lines."""
    return "\n".join(part for part in _told(bead, place, count) if part)


def _told(bead: Bead, place: int, count: int) -> tuple[str, ...]:
    # Translators: one of several places along a story, “3 of 5”
    numbered = _("{place} of {count}", place=number(place + 1), count=number(count))
    heard = dotted(bead.track.title, format_ms(bead.passage.span.start_ms))
    words = "" if bead.words == bead.track.title else bead.words
    return numbered, place_in_words(bead.at), felt_in_words(bead.felt), heard, words
