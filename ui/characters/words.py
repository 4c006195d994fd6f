"""The head of the page in words."""

from __future__ import annotations

from app.characters.records import CharacterStory, TheirTheme
from app.core.words import _, dotted, ngettext
from app.story.records import Character
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
